"""Whom a paper about a child can be for."""

from opspor.domain.child import Carer, Custody
from opspor.domain.ids import Id
from opspor.domain.recipient import HOME, HOUSE, Recipient, choices

MOTHER = Carer(Id("c1"), "Kanaria", "mor", Custody.YES, "", "", protected=False, lives_with_child=True)


def test_one_chooses_between_ourselves_each_carer_and_the_home() -> None:
    named = Carer(Id("c2"), "", "bedstemor", Custody.NO, "", "", protected=True, lives_with_child=False)
    assert choices((MOTHER, named)) == (
        (HOUSE, "Os selv og andre fagfolk"),
        (Recipient(at_home=True, carer=Id("c1")), "Kanaria, mor"),
        (Recipient(at_home=True, carer=Id("c2")), "bedstemor"),
        (HOME, "Hjemmet: barnet og forældrene"),
    )


def test_a_paper_says_in_whose_hands_it_belongs_and_names_nobody() -> None:
    assert (HOUSE.words, HOME.words) == ("Til fagfolk", "Til hjemmet")
    assert Recipient(at_home=True, carer=MOTHER.id, name=MOTHER.name).words == "Til hjemmet"
