"""Deleting a child for good: nothing about it is left in any table, and nothing about another is gone."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from opspor.domain.assessment import Agreement, Context, JointAssessment, MinorityView, Position, Trivsel
from opspor.domain.beredskab import Safe
from opspor.domain.child import ChildInList
from opspor.domain.concern import StepState
from opspor.domain.ids import Id
from opspor.domain.joint import MinorityAnswer
from opspor.domain.meeting import MeetingStatus
from opspor.domain.paper import PaperEvent, PaperNote, Reply, ReplyKind, Sent
from opspor.domain.rounds import ReasonKind
from opspor.domain.visit import HomeVisit, NotHeld, VisitAnswers, VisitNeed, VisitType
from opspor.store import (
    children,
    concerns,
    drafts,
    erasure,
    minority,
    notices,
    plans,
    pupils,
    records,
    replies,
    rounds,
    visits,
)
from opspor.store import schema as t
from opspor.vault.register import Erased, still_told
from tests.guards import CPR, NOTE
from tests.store.factories import FULL, NOW, TRIVSEL_FORM, World
from tests.store.test_analyses import analysis
from tests.store.test_contacts import contact
from tests.store.test_focus import point
from tests.store.test_follow_ups import look
from tests.store.test_forum import on_agenda
from tests.store.test_meetings import agreed, written
from tests.store.test_networks import drawn
from tests.store.test_plans import offered, plan
from tests.store.test_protection import asked_and_agreed
from tests.store.test_transitions import transition


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """table -> rows."""
    return {
        table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
        for table in t.metadata.sorted_tables
    }


def write_about(world: World, child: Id) -> None:
    """Something in every table that is about a child."""
    connection, round_ = world.connection, world.round()
    first = world.own(round_, child, world.mette)
    world.own(round_, child, world.mette, replaces=first.id)
    world.joint(round_, child)
    said = world.header(child_id=child)
    view = MinorityView(world.anders.id, NOTE, world.mette.id)
    agreement = Agreement(context=Context.SCHOOL, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, minority=(view,))
    joint = JointAssessment(said.id, child, round_.id, world.mette.id, NOW, agreement, TRIVSEL_FORM)
    rounds.add_joint(connection, said, joint)
    answer = MinorityAnswer(world.anders.id, confirmed=False, text=NOTE, written_at=NOW)
    minority.add_answer(connection, world.header(child_id=child), joint.id, answer)
    world.reason(round_, child, ReasonKind.NOT_ASSESSED)
    rounds.change(connection, replace(round_, groups=(replace(round_.groups[0], others={child: (world.mette,)}),)))
    notices.add(connection, [(world.header(child_id=child), NOW.date(), NOTE)])
    pupils.add(connection, world.header(child_id=child), world.pupil_view(child))
    children.change(connection, world.header(child_id=child, replaces=children.particulars(connection, child)[0]), FULL)
    visited, needed = world.header(child_id=child), world.header(child_id=child)
    answers = VisitAnswers(visited_on=NOW.date(), strengths=NOTE)
    visit = HomeVisit(
        visited.id, child, VisitType.EARLY, world.mette.id, "", visited.written_at, NOW.date(), answers, TRIVSEL_FORM,
        TRIVSEL_FORM,
    )  # fmt: skip
    visits.add(connection, visited, visit)
    visits.add_need(connection, needed, VisitNeed(needed.id, child, NOW.date(), NOTE))
    missed = world.header(child_id=child)
    visits.add_not_held(connection, missed, NotHeld(missed.id, child, VisitType.EARLY, NOW.date(), NOTE, ""))
    written(world, child, agreed(NOTE), MeetingStatus.HELD)
    point(world, child, point(world, child))
    analysis(world, child)
    transition(world, child)
    asked = offered(world, plan(world, child), world.anders)
    plans.answer_baton(connection, world.header(child_id=child), asked.id, accepted=True, words=NOTE)
    look(world, visit.id, NOW.date(), child=child)
    concern = world.concern(child)
    about = {"child_id": child, "concern_id": concern.id}
    concerns.add_observation(connection, world.header(**about), "garderoben", NOTE)
    concerns.add_words(connection, world.header(**about), "legepladsen", NOTE, "")
    concerns.add_step(connection, world.header(**about), "a-1", StepState("done"), NOTE)
    concerns.decide(connection, world.header(**about), Safe(safe=True, arranged=NOTE))
    away = {"child_id": child, "day": NOW.date(), "kind": "unlawful", "share": "1"}
    records.add(connection, t.absence, [(world.header(child_id=child), away)])
    paper = world.paper(concern)
    concerns.add_sent(connection, world.header(**about), Sent(paper.id, "Digital Post", "kommunen", NOW.date(), ""))
    reply = Reply(Id(""), paper.id, ReplyKind.RECEIPT, NOW.date(), NOTE, NOTE, "", NOW)
    replies.add(connection, world.header(**about), reply)
    event = PaperNote(paper.id, PaperEvent.CONSIDERED, NOTE, NOW.date(), None, "", NOW)
    replies.note(connection, world.header(**about), event)
    replies.set_cpr(connection, paper.id, CPR)
    on_agenda(world, paper)
    asked_and_agreed(world, child, concern.id)
    concerns.close(connection, world.header(**about), concern.id, NOTE)
    audience = world.header(**about)
    records.add(connection, t.concern_audience, [(audience, {"concern_id": concern.id, "kept": True})])
    connection.execute(t.concern_reader.insert().values(record_id=audience.id, staff_id=world.anders.id))
    contact(world, child)
    drawn(world, child)
    for key in (f"own:{round_.id}:{child}", f"paper:underretning:{concern.id}", f"page:concern:{concern.id}:close"):
        drafts.save(connection, world.mette.id, key, {"text": NOTE}, NOW)
    drafts.save(connection, world.anders.id, f"page:follow_up:{visit.id}", {"note": NOTE}, NOW)
    drafts.save(connection, world.anders.id, f"place:{round_.id}", {"trail": child}, NOW)


def test_every_table_that_can_hold_something_about_a_child_is_written_here(world: World) -> None:
    before = everything(world.connection)
    write_about(world, world.child())
    written = {name for name, rows in everything(world.connection).items() if rows != before[name]}
    about = {t.child} | {
        table
        for table in t.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table in (t.child, t.record)
    } - {t.practice_answer, t.own_environment, t.forum, t.forum_day}  # made up, of the adults, of a day
    assert {table.name for table in about} | {"concern_reader", "draft"} <= written


def test_nothing_about_a_child_is_left_and_nothing_about_another_is_gone(world: World) -> None:
    connection, other = world.connection, world.child()
    write_about(world, other)
    drafts.save(connection, world.mette.id, "child:new", {"text": "en tredje"}, NOW)
    before = everything(connection)
    child = world.child()
    write_about(world, child)
    made = {name: len(rows) - len(before[name]) for name, rows in everything(connection).items()}

    gone = erasure.erase_child(connection, child)

    after = everything(connection)
    of_groups = ("assessment_round", "round_group", "round_assessor")  # a round is about a group
    after["setting"] = [row for row in after["setting"] if row[0] != "children_counted"]
    assert {name: rows for name, rows in after.items() if name not in of_groups} == {
        name: rows for name, rows in before.items() if name not in of_groups
    }
    assert len(gone) == made["record"] > 10
    assert child not in repr(after)
    assert erasure.erase_child(connection, child) == frozenset()


def test_a_concern_on_a_typed_name_that_was_linked_later_goes_with_the_child(world: World) -> None:
    child, typed = world.child(), world.concern(typed_name="Kanarius, lillebror")
    seen = world.header(concern_id=typed.id)
    concerns.add_observation(world.connection, seen, "", NOTE)
    linked = world.header(child_id=child, replaces=typed.id)
    concerns.add(world.connection, linked, typed)
    other = world.concern(typed_name="en anden")

    gone = erasure.records_of(world.connection, child)

    assert {typed.id, seen.id, linked.id} <= gone
    assert other.id not in gone
    erasure.erase_child(world.connection, child)
    assert [concern.id for concern in concerns.concerns(world.connection)] == [other.id]


def test_no_other_child_gets_the_number_of_one_that_was_deleted(world: World) -> None:
    number = children.next_number(world.connection)
    erasure.erase_child(world.connection, world.child())

    assert children.next_number(world.connection) == number + 1


def test_how_much_a_vault_holds(world: World) -> None:
    before = erasure.counts(world.connection)
    child = world.child()
    world.concern(child)
    assert erasure.counts(world.connection) == erasure.Counts(before.children + 1, before.records + 2)


def test_what_was_deleted_is_noted_once_with_its_day(connection: Connection) -> None:
    assert erasure.erased(connection) == ()
    second, first = Erased("b", "child", date(2026, 3, 1)), Erased("a", "child", date(2026, 11, 22))
    for each in (second, first, Erased("a", "child", date(2027, 1, 1))):
        erasure.add(connection, each)
    assert erasure.erased(connection) == (first, second)


def test_a_child_is_known_by_its_row(world: World) -> None:
    child = world.child()
    assert isinstance(children.by_id(world.connection, child), ChildInList)
    erasure.erase_child(world.connection, child)
    assert children.by_id(world.connection, child) is None


def test_parts_are_told_of_for_two_years_and_children_for_good(connection: Connection) -> None:
    child, old = Erased("a", "child", date(2020, 1, 1)), Erased("b", "own", date(2024, 11, 21))
    kept, newest = Erased("c", "concern", date(2024, 11, 22)), Erased("d", "own", date(2026, 11, 22))
    for each in (child, old, kept, newest):
        erasure.add(connection, each)
    assert still_told((child, old, kept, newest)) == (child, kept, newest)

    erasure.forget(connection)

    assert erasure.erased(connection) == (child, kept, newest)


def test_the_last_day_that_a_part_went_counts(connection: Connection) -> None:
    for day in (1, 3, 2):
        erasure.add(connection, Erased("a", "own", date(2026, 3, day)))
    assert erasure.erased(connection) == (Erased("a", "own", date(2026, 3, 3)),)
