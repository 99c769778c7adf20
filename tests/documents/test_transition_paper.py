"""An overgangsbeskrivelse on paper: in the order of the form, the child's words as words, and a judgement last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.documents.transition_paper import rule_in_words, transition_paper
from opspor.domain.assessment import Context, FormRef
from opspor.domain.child import Carer, ChildInList, Custody, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.transition import Basis, Line, LinePart, Rule, Transition, Way

AT = datetime(2026, 3, 17, 14, 2).astimezone()
CHILD = ChildInList(Id("c"), "B007", "Liv", "Kanariø", date(2020, 5, 4), (), ())
MOTHER = Carer(Id("m"), "Åse Kanariø", "mor", Custody.YES, "Hemmeligvej 9", "12 34 56 99", True, True)
HOME = Particulars("Liv", "Kanariø", date(2020, 5, 4), "", "Hemmeligvej 9", True, "", None, "", (MOTHER,))
SECTIONS = (
    ("strengths", "Det er barnet glad for og god til"),
    ("friends", "Venner og fællesskaber"),
    ("working_on", "Det er vi i gang med"),
)
DOING = Line("focus:1", LinePart.DOING, "Fokuspunkt i dagtilbuddet", "Ro ved aflevering\nDet gør vi voksne: Vi vinker")
SAID = Line("words:1", LinePart.CHILD, "Legepladsen, 2.3.2026", "Jeg vil lære at læse", "Spurgt: »Hvad så?«")
JUDGED = Line("judged:1", LinePart.JUDGED, "Forår 2026, 12.3.2026", "Barnets position i dagtilbuddet: Potentielt udsat")
MADE = Transition(
    Id("t"), CHILD.id, Context.DAYCARE, Id("s"), "Mette Kanariskov", AT, Way.TO_SCHOOL,
    "Kanariskolen, indskolingslederen", {"friends": "Leger med Åse og Bo", "strengths": "Bygger høje tårne"},
    (DOING, SAID, JUDGED), "Skolen skal kende de faste voksne fra første dag", "mor og far", date(2026, 3, 16),
    Rule(Basis.LAW, "Kommunens retningslinje", date(2026, 1, 5)), FormRef("document", "transition", 1, "x"),
)  # fmt: skip


def text(made: Transition = MADE) -> str:
    paper = transition_paper("Børnehuset Kanariefuglen", CHILD, HOME, made, SECTIONS, AT, "Log 7")
    assert page_count(draw(paper)) == 1
    return as_text(paper)


def test_it_reads_as_it_should(golden: Callable[[str, str], None]) -> None:
    golden("transition", text())


def test_what_was_not_chosen_has_no_heading_either() -> None:
    found = text(replace(MADE, lines=(), because=""))
    for absent in ("egne ord", "vurderet", "Derfor", "i gang med"):
        assert absent not in found


def test_what_one_works_on_stands_also_where_the_form_does_not_ask_for_it() -> None:
    paper = transition_paper("B", CHILD, HOME, MADE, SECTIONS[:2], AT, "")
    assert "Det er vi i gang med\nFokuspunkt i dagtilbuddet: Ro ved aflevering" in as_text(paper)


def test_nobody_stands_on_it_with_address_or_telephone() -> None:
    found = text()
    for hidden in ("Hemmeligvej", "12 34 56 99", "Åse Kanariø"):
        assert hidden not in found


@pytest.mark.parametrize("typed", ["Ring til mor på 12 34 56 99", "Bor på Hemmeligvej 9"])
def test_a_protected_place_that_somebody_typed_stops_it(typed: str) -> None:
    with pytest.raises(KnownError) as refused:
        text(replace(MADE, texts={"friends": typed}))
    assert refused.value.code == "PAPIR-BESKYTTET"


def test_the_rule_says_when_somebody_looked_or_whom_to_ask() -> None:
    assert rule_in_words(Rule()) == "Ikke valgt: spørg kommunen"
    assert rule_in_words(MADE.rule) == (
        "En regel i loven: Kommunens retningslinje (senest kontrolleret 5. januar 2026)"
    )
