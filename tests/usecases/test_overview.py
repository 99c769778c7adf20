"""The leader's overview: figures that lead to lists, nobody named before they are asked for, and a paper that hides."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from opspor.documents.overview_paper import Count, Missing
from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.visit import Looked, VisitAgreement, VisitAnswers, VisitType
from opspor.store.schema import joint_assessment
from opspor.usecases import children, focus, joint, log, overview, rounds, visits
from opspor.usecases.desk import Desk
from opspor.usecases.log_words import ACTION_WORDS
from opspor.usecases.overview import Overview
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House
from tests.usecases.test_focus import closed as ended
from tests.usecases.test_focus import whole
from tests.usecases.test_meetings import plan as meeting
from tests.usecases.test_plans import written as plan
from tests.usecases.test_unknown import sent_underretning

NOTHING = dict.fromkeys(Missing, Count(0, 0))


def seen(house: House) -> Overview:
    return house.do(overview.overview)


def behind(house: House, missing: Missing) -> list[str]:
    found = house.do(lambda desk: overview.behind(desk, missing))
    assert len(found) == house.do(overview.counts)[missing].rows
    return [row.child.first_name if row.child else row.words for row in found]


def agree(house: House, round_id: Id, child: Id, position: Position, trivsel: Trivsel, *kinds: FollowUpKind) -> None:
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child, position, trivsel)
    with house.as_("sofie"):
        today = house.clock().date()
        agreed = Agreement(
            position=position,
            trivsel=trivsel,
            reason="Det ser vi begge",
            follow_up=kinds or (FollowUpKind.SPARRING,),
            follow_up_on=today + timedelta(days=40),
            participants=(house.ids["sofie"],),
            find_out=FindOut("Hvordan går det?", house.ids["sofie"], today),
        )
        house.do(lambda desk: joint.agree(desk, round_id, child, agreed))
    house.enter("mette")


def next_round(house: House, name: str) -> Id:
    house.clock.now += timedelta(days=150)
    return house.open_round(name)


# --- how far the rounds are -------------------------------------------------------------------------------------------


def test_a_round_says_how_many_are_done_and_who_is_waited_for_without_a_number(house: House) -> None:
    assert seen(house).rounds == ()
    round_id = house.open_round()
    agree(house, round_id, house.children[0], Position.NOT_EXPOSED, Trivsel.THRIVES)
    with house.as_("jonas"):
        for child in house.children[1:3]:
            house.submit(round_id, child)
    house.enter("mette")

    (lines,) = seen(house).rounds
    (line,) = lines.groups
    assert (line.name, line.done, line.children, line.waits_for) == ("Bøgestuen", 1, 3, ("Sofie K.",))
    today = house.clock().date()
    assert lines.days_left(today) == "30 dage tilbage"
    assert lines.days_left(today + timedelta(days=29)) == "1 dag tilbage"
    assert lines.days_left(today + timedelta(days=30)) == "sidste dag i dag"


def test_a_round_that_is_over_or_to_come_is_not_in_it(house: House) -> None:
    round_id = house.open_round()
    house.clock.now += timedelta(days=31)
    assert seen(house).rounds == ()
    house.clock.now -= timedelta(days=31)
    for child in house.children[:3]:
        agree(house, round_id, child, Position.NOT_EXPOSED, Trivsel.THRIVES)
    assert [line.groups[0].done for line in seen(house).rounds] == [3]
    house.do(lambda desk: rounds.close_round(desk, round_id))
    assert seen(house).rounds == ()


# --- what is missing --------------------------------------------------------------------------------------------------


def test_where_nothing_is_missing_all_is_nought(house: House) -> None:
    assert house.do(overview.counts) == NOTHING
    assert seen(house).children == 4


def test_exposed_and_thriving_counts_until_something_is_being_done_there(house: House) -> None:
    karla, aase, bo, _ = house.children
    round_id = house.open_round()
    for child in (karla, aase, bo):
        agree(house, round_id, child, Position.EXPOSED, Trivsel.THRIVES)
    assert behind(house, Missing.EXPOSED) == ["Bo", "Karla", "Åse"]
    plan(house, child=1)
    sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla))
    point = house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["sofie"])))
    assert behind(house, Missing.EXPOSED) == ["Bo"]
    ended(house, point)
    assert behind(house, Missing.EXPOSED) == ["Bo", "Karla"]

    second = next_round(house, "Efterår 2026")
    assert behind(house, Missing.EXPOSED) == ["Bo", "Karla"]  # what stands, stands until the team agrees anew
    agree(house, second, bo, Position.NOT_EXPOSED, Trivsel.THRIVES)
    assert behind(house, Missing.EXPOSED) == ["Karla"]


def test_a_child_is_quiet_when_it_thrives_twice_and_nobody_wrote_a_word(house: House) -> None:
    karla, aase, bo, _ = house.children
    first = house.open_round()
    for child in (karla, aase):
        agree(house, first, child, Position.NOT_EXPOSED, Trivsel.THRIVES)
    agree(house, first, bo, Position.NOT_EXPOSED, Trivsel.MISTRIVSEL)
    assert behind(house, Missing.QUIET) == []  # once is no pattern
    second = next_round(house, "Efterår 2026")
    for child in (karla, aase, bo):
        agree(house, second, child, Position.NOT_EXPOSED, Trivsel.THRIVES)
    assert behind(house, Missing.QUIET) == ["Karla", "Åse"]
    now = house.clock()
    house.do(lambda desk: children.observe(desk, karla, seen_at=now, place="Legepladsen", text="Bygger"))
    assert behind(house, Missing.QUIET) == ["Åse"]


def test_an_agreement_whose_cell_asks_for_a_day_is_missed_without_one(house: House) -> None:
    """The page asks for the day; what came here without one, from another program or an older form, is found."""
    round_id = house.open_round()
    agree(house, round_id, house.children[0], Position.EXPOSED, Trivsel.THRIVES)
    agree(house, round_id, house.children[1], Position.POTENTIALLY_EXPOSED, Trivsel.THRIVES)
    assert behind(house, Missing.DAY) == []

    def forget(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            connection.execute(update(joint_assessment).values(follow_up_on=None))

    house.do(forget)
    assert behind(house, Missing.DAY) == ["Karla"]
    (row,) = house.do(lambda desk: overview.behind(desk, Missing.DAY))
    assert (row.id, row.context) == (round_id, Context.DAYCARE)


def test_a_focus_point_that_was_agreed_on_is_missed_until_it_is_written(house: House) -> None:
    round_id = house.open_round()
    agree(house, round_id, house.children[0], Position.NOT_EXPOSED, Trivsel.MISTRIVSEL, FollowUpKind.FOCUS_POINT)
    assert behind(house, Missing.POINT) == ["Karla"]
    sheet = house.do(lambda desk: focus.sheet(desk, child_id=house.children[0]))
    house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["sofie"])))
    assert behind(house, Missing.POINT) == []


def test_what_is_late_leads_to_what_it_is_about(house: House) -> None:
    sheet = house.do(lambda desk: focus.sheet(desk, group_id=house.groups["Egestuen"]))
    house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["ali"])))
    plan(house)
    house.clock.now += timedelta(weeks=4)
    assert behind(house, Missing.LATE) == []  # today is not late
    house.clock.now += timedelta(days=1)
    assert sorted(behind(house, Missing.LATE)) == ["Egestuen", "Karla"]
    assert all(row.due for row in house.do(lambda desk: overview.behind(desk, Missing.LATE)))


def test_a_plan_whose_holder_has_left_has_nobody(house: House) -> None:
    with house.as_("jonas"):
        plan(house)
    house.enter("mette")
    assert behind(house, Missing.BATON) == []
    assert house.place is not None
    house.place.remove_person(house.ids["jonas"])
    assert behind(house, Missing.BATON) == ["Karla"]


def test_parents_meetings_and_replies_are_those_that_start_counts(house: House) -> None:
    meeting(house, house.children[0])
    concern = sent_underretning(house, house.children[1])
    assert behind(house, Missing.CONSENT) == ["Karla"]
    (row,) = house.do(lambda desk: overview.behind(desk, Missing.RECEIPT))
    assert (row.id, row.child) == (concern, None)  # a concern names nobody, here either
    house.clock.now += timedelta(days=366)
    assert behind(house, Missing.TALK) == ["Bo", "Ina", "Karla", "Åse"]


def test_a_visit_whose_cell_asks_for_a_day_counts_until_it_has_one(house: House) -> None:
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    birth = house.clock().date() - timedelta(days=300)
    child = house.do(lambda desk: visits.add_child(desk, group, name="Liv Kanari", birth=birth, address=""))

    def visited(position: Position, follow_up: int) -> None:
        sheet = house.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_8_11))
        today = house.clock().date()
        answers = VisitAnswers(
            visited_on=today, answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False,
            strengths="Nysgerrig", parents_words="Vi glæder os", agreements=(VisitAgreement("Læser bog", "far"),),
            position=position, trivsel=Trivsel.THRIVES, reason="Det ser jeg",
            follow_up_on=today + timedelta(days=follow_up),
        )  # fmt: skip
        house.do(lambda desk: visits.finish_visit(desk, sheet, answers))

    visited(Position.EXPOSED, 30)
    assert behind(house, Missing.EXPOSED) == ["Liv"]
    assert behind(house, Missing.DAY) == []
    house.do(lambda desk: children.leave_group(desk, child, group, desk.clock().date()))
    assert behind(house, Missing.EXPOSED) == []


# --- who sees it, and what is kept of it ------------------------------------------------------------------------------


def test_names_are_logged_and_figures_are_not(house: House) -> None:
    def lines() -> int:
        found = house.do(lambda desk: log.page(desk, log.Filter())).lines
        return [line.what for line in found].count(ACTION_WORDS[Action.SEE_OVERVIEW][1])

    seen(house)
    house.do(overview.counts)
    assert lines() == 0
    house.do(lambda desk: overview.behind(desk, Missing.TALK))
    assert lines() == 1


def test_nobody_but_the_leader_has_an_overview(house: House) -> None:
    for look in (overview.overview, overview.counts):
        with house.as_("jonas"), pytest.raises(KnownError) as refused:
            house.do(look)
        assert refused.value.code == "ADGANG-NEJ"


def test_the_paper_holds_no_child_and_hides_what_is_small(house: House, tmp_path: Path) -> None:
    house.open_round()
    house.clock.now += timedelta(days=20)
    target = tmp_path / "overblik.pdf"
    house.do(lambda desk: overview.print_overview(desk, target))
    found = "\n".join(page_texts(target.read_bytes()))
    for name in ("Karla", "Åse", "Kanarijuhl", "Ina", "Jonas"):  # also who is waited for, about so few
        assert name not in found
    assert "Bøgestuen" in found
    assert "under 5" in found
    assert Context.DAYCARE.value not in found
