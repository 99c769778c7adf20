"""What was tried and what became of earlier underretninger: whole, of its day, and only for those who may see it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.documents.facts import PaperFacts
from opspor.domain.access import Action
from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.paper import Earlier, Effort, PaperKind, Reply, ReplyKind, Sent
from opspor.store import concerns as stored
from opspor.store import replies
from opspor.store.records import Header
from opspor.usecases import concerns, follow_ups, papers, plans
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of
from tests.usecases.test_follow_ups import plan, point
from tests.usecases.test_meetings import agreed, held
from tests.usecases.test_parent_contacts import both, note

TODAY = date(2026, 3, 17)


@pytest.fixture
def concern(house: House) -> Id:
    return begin_concern(house)


def offered(house: House, concern: Id) -> dict[str, Effort]:
    """The first words of what it is -> what was tried."""
    return {one.what.split(":")[0]: one for one in sheet_of(house, concern).facts.efforts}


def looked(house: House, subject: Id, review: Review) -> None:
    house.do(lambda desk: follow_ups.look_again(desk, follow_ups.sheet(desk, subject), review))


def test_focus_points_plans_talks_and_meetings_are_offered_with_dates_and_what_came_of_them(
    house: House, concern: Id
) -> None:
    focus_id, plan_id = point(house), plan(house)
    next_on = TODAY + timedelta(weeks=3)
    looked(house, focus_id, Review(TODAY, Effect.PARTLY, note="Roligere om mandagen", next_on=next_on))
    looked(house, plan_id, Review(TODAY, goals={Id("g1"): Effect.WORKS}, next_on=next_on))
    note(house, house.children[0])
    held(house, house.children[0], agreed(house))
    found = offered(house, concern)

    assert found["Ro ved aflevering"] == Effort(
        focus_id, "Ro ved aflevering: En voksen tager imod ved lågen", "Sofie Kanarilund", TODAY, None,
        "17.3.2026: Det virker lidt. Roligere om mandagen",
    )  # fmt: skip
    goal = found["Bo siger farvel roligt"]
    assert (goal.id, goal.since, goal.effect) == (Id("g1"), TODAY, "17.3.2026: Det virker")
    talk = found["Telefon med Kanaria, mor"]
    assert (talk.since, talk.until) == (TODAY, TODAY)  # it was that day, not since then
    assert (talk.effect, talk.who) == ("Kanaria, mor: Hun er træt", "Jonas Kanariberg")
    met = found["Inddragende netværksmøde"]
    assert (met.since, met.until) == (TODAY, TODAY)
    assert met.effect == "Ringe (Ida, 28.4.2026)"
    assert met.what == "Inddragende netværksmøde: En rolig morgen"


def test_nothing_is_chosen_for_anybody_and_what_is_chosen_is_printed(house: House, concern: Id) -> None:
    focus_id = point(house)
    sheet = sheet_of(house, concern)
    assert sheet.draft.efforts == ()
    chosen = replace(sheet.facts, draft=replace(sheet.draft, efforts=(focus_id,)))
    assert [one.id for one in chosen.chosen_efforts] == [focus_id]


def test_a_plan_that_ended_says_when_and_why(house: House, concern: Id) -> None:
    plan_id = plan(house)
    house.clock.now += timedelta(days=2)
    replaces = house.do(lambda desk: plans.sheet(desk, house.children[0], plan_id)).replaces
    house.do(lambda desk: plans.close(desk, plan_id, replaces, "Familien er flyttet"))
    goal = offered(house, concern)["Bo siger farvel roligt"]
    assert (goal.until, goal.effect) == (TODAY + timedelta(days=2), "Familien er flyttet")


def test_a_finished_paper_says_what_had_come_of_it_when_it_was_finished(house: House, concern: Id) -> None:
    focus_id = point(house)
    sheet = sheet_of(house, concern)
    paper = house.do(lambda desk: papers.finish(desk, sheet, replace(sheet.draft, efforts=(focus_id,))))
    house.clock.now += timedelta(days=1)
    looked(house, focus_id, Review(TODAY + timedelta(days=1), Effect.WORSE, next_on=TODAY + timedelta(days=9)))
    note(house, house.children[0])

    assert "sværere" in offered(house, concern)["Ro ved aflevering"].effect
    printed = finished(house, paper)
    assert [one.effect for one in printed.efforts if one.id == focus_id] == [""]


def finished(house: House, paper: Id) -> PaperFacts:
    def read(desk: Desk) -> PaperFacts:
        with desk.read(Action.PREVIEW_PAPER) as tx:
            return papers.finished(desk, tx, paper).facts

    return house.do(read)


def test_what_was_written_at_home_is_for_those_who_visit(house: House) -> None:
    child = both(house)
    house.enter("hanne")
    note(house, child, context=Context.HOME)
    mine = start(house, child)
    assert "Telefon med Kanaria, mor" in offered(house, mine)
    house.enter("sofie")
    assert offered(house, start(house, child)) == {}


def start(house: House, child: Id, track: Track = Track.GENERAL) -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what="Noget", seen_on=desk.clock().date(), child_id=child
        )
    )


def test_somebody_of_another_room_is_offered_nothing_of_the_childs_file(house: House, concern: Id) -> None:
    point(house)
    house.enter("ali")
    assert offered(house, start(house, house.children[0])) == {}


# --- earlier underretninger -------------------------------------------------------------------------------------------


def reported(house: House, concern: Id) -> Id:
    sheet = sheet_of(house, concern)
    return house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))


def sent_and_answered(house: House, concern: Id, paper: Id) -> None:
    def write(desk: Desk) -> None:
        with desk.write(Action.EXPORT_PAPER) as tx:
            tx.require(author=desk.staff.id)

            def header() -> Header:
                return Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=concern)

            stored.add_sent(tx.connection, header(), Sent(paper, "Sikker post", "Modtagelsen", TODAY, "Jonas"))
            for kind, days, text in (
                (ReplyKind.RECEIPT, 3, "Modtaget"),
                (ReplyKind.FEEDBACK, 9, "De ser på det"),
            ):
                one = header()
                came = Reply(one.id, paper, kind, TODAY + timedelta(days=days), "Kommunen", text, "Jonas", tx.now)
                replies.add(tx.connection, one, came)

    house.do(write)


def test_an_earlier_underretning_comes_with_receipt_and_answer_and_nothing_of_what_it_said(
    house: House, concern: Id
) -> None:
    first = reported(house, concern)
    house.clock.now += timedelta(days=12)
    sent_and_answered(house, concern, first)
    other = start(house, house.children[0])
    expected = Earlier(first, TODAY, "Modtagelsen", TODAY + timedelta(days=3), "26.3.2026: De ser på det")

    assert sheet_of(house, concern).facts.earlier == (expected,)
    assert sheet_of(house, other).facts.earlier == (expected,)
    second = reported(house, other)
    assert finished(house, second).earlier == (expected,)
    assert finished(house, first).earlier == ()


def test_an_earlier_one_that_was_not_sent_says_so(house: House, concern: Id) -> None:
    first = reported(house, concern)
    house.clock.now += timedelta(minutes=1)
    assert sheet_of(house, concern).facts.earlier == (Earlier(first, None, "", None, ""),)


def test_nobody_learns_from_a_paper_that_there_is_a_concern_they_may_not_open(house: House, concern: Id) -> None:
    suspicion = start(house, house.children[0], Track.PARENTS)
    kept = reported(house, suspicion)
    house.clock.now += timedelta(minutes=1)
    assert [one.paper_id for one in sheet_of(house, concern).facts.earlier] == [kept]  # Jonas wrote it himself
    mine = reported(house, concern)

    house.enter("sofie")
    assert sheet_of(house, concern).facts.earlier[-1].paper_id == mine
    assert kept not in [one.paper_id for one in sheet_of(house, concern).facts.earlier]
    assert finished(house, mine).earlier == ()


def test_of_a_typed_name_only_the_same_concern_counts(house: House) -> None:
    house.enter("ali")

    def begin() -> Id:
        return house.do(
            lambda desk: concerns.start(
                desk, danger=Danger.NO, track=Track.GENERAL, what="Noget", seen_on=desk.clock().date(),
                typed_name="Kanari",
            )
        )  # fmt: skip

    one, other = begin(), begin()
    paper = reported(house, one)
    house.clock.now += timedelta(minutes=1)
    assert [found.paper_id for found in sheet_of(house, one).facts.earlier] == [paper]
    assert sheet_of(house, other).facts.earlier == ()


def test_a_brief_is_no_underretning(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.BRIEF)
    house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.clock.now += timedelta(minutes=1)
    assert sheet_of(house, concern).facts.earlier == ()


def test_a_talk_of_another_child_is_not_offered(house: House, concern: Id) -> None:
    note(house, house.children[1])
    assert offered(house, concern) == {}
    with pytest.raises(KnownError):
        house.do(lambda desk: papers.begin_supplement(desk, Id("findes-ikke")))
