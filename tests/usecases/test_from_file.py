"""What stands in the file is offered for a section with where it is from, never put in, and never through a seal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from opspor.domain.absence import AwayKind
from opspor.domain.assessment import Context, MinorityView, Position
from opspor.domain.beredskab import View
from opspor.domain.child import HelpGiven, Sibling
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.people import GroupKind
from opspor.usecases import absences, children, groups, joint, people, rounds, tracks
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of
from tests.usecases.test_joint import agree, agreement, assessed


@pytest.fixture
def concern(house: House) -> Id:
    return begin_concern(house)


def offered(house: House, concern: Id, section: str) -> list[str]:
    return [one.text for one in sheet_of(house, concern).from_file if one.section == section]


def agreed(house: House, *views: MinorityView) -> Id:
    """A round in which the team agreed; Sofie is in."""
    round_id = assessed(house, house.children[0])
    agree(house, round_id, house.children[0], agreement(house, minority=views))
    return round_id


def test_a_view_that_differs_is_offered_with_its_name_and_is_not_put_in(house: House, concern: Id) -> None:
    agreed(house, MinorityView(house.ids["sofie"], "Jeg ser en glad pige"))
    assert offered(house, concern, "disagreement") == ["Sofie Kanarilund ser det sådan: Jeg ser en glad pige"]
    assert "disagreement" not in sheet_of(house, concern).draft.sections


def test_what_another_typed_for_somebody_says_so_until_they_have_answered(house: House, concern: Id) -> None:
    agreed(house, MinorityView(house.ids["jonas"], "Hun er bange"))
    (waiting,) = offered(house, concern, "disagreement")
    assert waiting == ("Jonas Kanariberg ser det sådan (skrevet ned af en anden og ikke bekræftet endnu): Hun er bange")
    house.enter("jonas")
    (asked,) = house.do(joint.to_confirm)
    house.do(lambda desk: joint.answer_minority(desk, asked.joint_id, confirmed=False, text="Hun er stille"))
    assert offered(house, concern, "disagreement") == ["Jonas Kanariberg ser det sådan: Hun er stille"]


def test_who_was_to_assess_and_has_not_is_shown_nothing_of_what_the_others_saw_one_by_one(
    house: House, concern: Id
) -> None:
    """The team agreed, because the leader opened the seal; whoever is missing still answers alone."""
    round_id, child = house.open_round(), house.children[0]
    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED, E35_1="rarely")
    house.enter("mette")
    house.do(lambda desk: rounds.open_seal(desk, round_id, child, Context.DAYCARE, "Sofie er syg"))
    agree(house, round_id, child, agreement(house, minority=(MinorityView(house.ids["jonas"], "Jeg er urolig"),)))
    leader = sheet_of(house, concern)
    assert [one.section for one in leader.from_file if one.section == "disagreement"]
    house.enter("sofie")
    hers = sheet_of(house, concern)
    assert [one for one in hers.from_file if one.section in ("disagreement", "development")] == []
    assert (hers.facts.position_words, hers.facts.trivsel_words) == ((), ())


def test_the_position_and_the_signs_are_offered_in_words(house: House, concern: Id) -> None:
    agreed(house)
    (words,) = offered(house, concern, "surroundings")
    assert words.splitlines()[0] == "Barnets position i dagtilbud: Potentielt udsat"


def test_help_siblings_and_what_one_thinks_are_offered_from_where_they_stand(house: House, concern: Id) -> None:
    child = house.children[0]
    file = house.do(lambda desk: children.open_child(desk, child))
    known = replace(
        file.particulars,
        siblings=(Sibling("Emil", "2 år"),),
        help_given=(HelpGiven("PPR", "august", "taler mere", ongoing=True),),
    )
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    house.do(lambda desk: tracks.decide(desk, concern, View("Vi tror, hun er bange")))
    assert offered(house, concern, "siblings") == ["Emil, 2 år"]
    assert offered(house, concern, "others") == ["PPR, august, taler mere"]
    assert offered(house, concern, "assessment") == ["Vi tror, hun er bange"]
    assert offered(house, concern, "contact") == ["Jonas Kanariberg"]


def test_a_brief_is_offered_none_of_it(house: House, concern: Id) -> None:
    agreed(house)
    assert sheet_of(house, concern, PaperKind.BRIEF).from_file == ()


def test_the_absence_of_a_pupil_is_offered_as_the_statement_counts_it(house: House, concern: Id) -> None:
    assert offered(house, concern, "attendance") == []
    house.enter("mette")
    class_ = house.do(lambda desk: people.add_group(desk, "2.B"))
    house.do(lambda desk: groups.change(desk, class_, kind=GroupKind.CLASS, lead_id=None))
    child, today = house.children[0], house.clock().date()
    house.do(lambda desk: children.enrol(desk, child, class_, today - timedelta(days=60)))
    house.do(
        lambda desk: absences.note_absence(
            desk, child, today - timedelta(days=8), today - timedelta(days=5), AwayKind.UNLAWFUL
        )
    )
    (line,) = offered(house, concern, "attendance")
    assert line.startswith("1. kvartal 2026: 4 dage fravær af ")
    assert line.endswith(" skoledage, 4 dage ulovligt")
