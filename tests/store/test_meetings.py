"""Meetings in the store: what comes back, what is current, and which agreements are open."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Context
from opspor.domain.follow_up import FollowUpDone
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    AgendaPoint,
    Meeting,
    MeetingAgreement,
    MeetingKind,
    MeetingRecord,
    MeetingStatus,
    Participant,
    Side,
)
from opspor.store import meetings, records
from opspor.store import schema as t
from tests.guards import NOTE
from tests.store.factories import PAPER_FORM, World

DAY = date(2026, 10, 1)
FULL = Meeting(
    MeetingKind.NETWORK, DAY, time(14, 30), "Mødelokalet", NOTE,
    (
        Participant(Id("p-1"), Side.FAMILY, "Åse", "mor", Id("carer-0"), came=True),
        Participant(
            Id("p-2"), Side.PROFESSIONAL, "Ida", "rådgiver", outside=True, came=False, yes_from="mor", yes_on=DAY
        ),
    ),
    Id("p-2"), (AgendaPoint("family", "Barnet og familien først", NOTE),), "De ved det", True, "mor, om sproget",
    "Jeg vil være med", "I starten", False, (), date(2026, 11, 12), "Sygdom",
)  # fmt: skip


def written(
    world: World,
    child: Id,
    meeting: Meeting = FULL,
    status: MeetingStatus = MeetingStatus.PLANNED,
    before: MeetingRecord | None = None,
) -> MeetingRecord:
    """A version of a meeting, with its agreements where it was held."""
    header = world.header(child_id=child, replaces=before.id if before else None)
    rows = [world.header(child_id=child) for _ in meeting.agreements]
    kept = tuple(replace(one, id=one.id or row.id) for one, row in zip(meeting.agreements, rows, strict=True))
    record = MeetingRecord(
        header.id, before.meeting_id if before else header.id, child, Context.DAYCARE, world.mette.id,
        world.mette.name, header.written_at, status, replace(meeting, agreements=kept), PAPER_FORM,
    )  # fmt: skip
    meetings.add(world.connection, header, record)
    if status is MeetingStatus.HELD:
        meetings.add_agreements(world.connection, record, rows)
    return record


def agreed(*lines: str) -> Meeting:
    """Minutes with these agreements, a week apart."""
    return replace(
        FULL,
        agreements=tuple(
            MeetingAgreement(what, "Mette", None, date(2026, 10, 8 + 7 * n)) for n, what in enumerate(lines)
        ),
    )


def looked_again(world: World, child: Id, subject: Id, kind: FollowUpDone, next_on: date | None = None) -> None:
    values: dict[str, Any] = {"subject_id": subject, "kind": kind, "effect": None, "next_on": next_on, "body": "{}"}
    records.add(world.connection, t.follow_up, [(world.header(child_id=child), values)])


def test_a_meeting_comes_back_word_for_word(world: World) -> None:
    made = written(world, world.child())
    assert meetings.meetings(world.connection, meeting_id=made.meeting_id) == (made,)


def test_a_new_version_replaces_and_the_first_ones_id_stays(world: World) -> None:
    child = world.child()
    first = written(world, child)
    later = written(world, child, replace(FULL, place="Kontoret"), MeetingStatus.HELD, first)
    assert meetings.meetings(world.connection, child_id=child) == (later,)
    assert later.meeting_id == first.id
    with pytest.raises(IntegrityError):
        written(world, child, FULL, MeetingStatus.PLANNED, first)


def test_meetings_are_found_by_child_group_and_status_the_earliest_first(world: World) -> None:
    here, there = world.child(), world.child(group=world.spruce)
    late = written(world, here, replace(FULL, held_on=date(2026, 12, 1)))
    held = written(world, here, FULL, MeetingStatus.HELD)
    other = written(world, there)
    find = meetings.meetings
    assert find(world.connection, groups={world.sunflower}) == (held, late)
    assert find(world.connection, status=MeetingStatus.PLANNED) == (other, late)
    assert find(world.connection, groups=set()) == ()
    assert find(world.connection) == (held, other, late)
    lines = meetings.lines(world.connection)
    assert [(one.meeting_id, one.status, one.held_on, one.next_on) for one in lines] == [
        (one.meeting_id, one.status, one.held_on, FULL.next_on) for one in (held, other, late)
    ]
    assert [one.meeting_id for one in meetings.lines(world.connection, groups={world.spruce})] == [other.id]
    assert [one.meeting_id for one in meetings.lines(world.connection, child_id=here)] == [held.id, late.id]


def test_an_agreement_is_open_until_a_follow_up_was_held_and_names_no_further_day(world: World) -> None:
    child = world.child()
    record = written(world, child, agreed("Ringe", "Skrive", "Læse"), MeetingStatus.HELD)
    ring, write, read = (one.id for one in record.meeting.agreements)
    found = meetings.agreements(world.connection, child_id=child)
    assert [(one.id, one.what, one.due_on, one.held_on) for one in found] == [
        (ring, "Ringe", date(2026, 10, 8), DAY),
        (write, "Skrive", date(2026, 10, 15), DAY),
        (read, "Læse", date(2026, 10, 22), DAY),
    ]

    looked_again(world, child, ring, FollowUpDone.POSTPONED, date(2026, 12, 24))
    looked_again(world, child, write, FollowUpDone.HELD)
    looked_again(world, child, read, FollowUpDone.HELD, date(2026, 11, 1))
    found = meetings.agreements(world.connection, child_id=child)
    assert [(one.id, one.due_on) for one in found] == [(read, date(2026, 11, 1)), (ring, date(2026, 12, 24))]
    assert [one.id for one in meetings.agreements(world.connection, until=date(2026, 11, 1))] == [read]

    looked_again(world, child, read, FollowUpDone.HELD)
    assert [one.id for one in meetings.agreements(world.connection)] == [ring]


def test_only_the_agreements_of_the_newest_minutes_stand_and_keep_their_id(world: World) -> None:
    child = world.child()
    first = written(world, child, agreed("Ringe", "Skrive"), MeetingStatus.HELD)
    ring = first.meeting.agreements[0]
    corrected = replace(first.meeting, agreements=(replace(ring, what="Ringe til farmor"),))
    written(world, child, corrected, MeetingStatus.HELD, first)
    found = meetings.agreements(world.connection)
    assert [(one.id, one.what) for one in found] == [(ring.id, "Ringe til farmor")]
    assert found[0].meeting_id == first.id
    looked_again(world, child, ring.id, FollowUpDone.HELD)
    assert meetings.agreements(world.connection) == ()


def test_agreements_of_ones_own_groups(world: World) -> None:
    written(world, world.child(group=world.spruce), agreed("Ringe"), MeetingStatus.HELD)
    assert meetings.agreements(world.connection, groups={world.sunflower}) == ()
    assert len(meetings.agreements(world.connection, groups={world.spruce})) == 1
