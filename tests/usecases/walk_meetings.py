"""The rows of the walk for meetings and their papers: of a child in a room, and of a child at home."""

from dataclasses import replace
from functools import partial

from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, Participant, Side
from opspor.usecases import meeting_papers, meetings
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, CONTENT, ROOM, Call, Table, Walk
from tests.usecases.walk_focus import ABOUT_A_CHILD

IDA = Participant(Id("x1"), Side.PROFESSIONAL, "Ida Kanari", "rådgiver", came=True)


def sheet(walk: Walk, desk: Desk, of: str) -> tuple[Desk, meetings.MeetingSheet, Meeting]:
    """A sheet that somebody who may has opened, and what is whole enough to be planned today and held."""
    if "district" in of:
        desk, _, child = walk.district(desk, of)
    else:
        child = walk.child(of)
    opened = meetings.sheet(walk.as_(desk, "mette"), child)
    meeting = Meeting(
        held_on=desk.clock().date(), purpose="Ro", participants=(IDA,), network_considered=True, chair_id=IDA.id
    )
    return desk, opened, meeting


def planned(walk: Walk, desk: Desk, of: str) -> tuple[Desk, meetings.MeetingSheet]:
    """A meeting that somebody who may has planned."""
    desk, opened, meeting = sheet(walk, desk, of)
    able = walk.as_(desk, "mette")
    made = meetings.plan(able, opened, meeting, day_is_meant=True)
    return desk, meetings.sheet(able, opened.child.id, made)


def plan(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened, meeting = sheet(walk, desk, of)
    return partial(meetings.plan, desk, opened, meeting, day_is_meant=True)


def finish(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened, meeting = sheet(walk, desk, of)
    return partial(meetings.finish, desk, opened, meeting)


def cancel(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = planned(walk, desk, of)
    return partial(meetings.cancel, desk, opened, "Syg")


def read(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = planned(walk, desk, of)
    return partial(meetings.sheet, desk, opened.child.id, opened.meeting_id)


def save(walk: Walk, desk: Desk) -> object:
    _, opened, meeting = sheet(walk, desk, "my room")
    return partial(meetings.save, desk, opened, meeting)


def discard(walk: Walk, desk: Desk) -> object:
    _, opened, _ = sheet(walk, desk, "my room")
    return partial(meetings.discard, desk, opened)


def invite(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened = planned(walk, desk, of)
    assert opened.meeting_id is not None
    return partial(meeting_papers.print_invitation, desk, opened.meeting_id, IDA.id, walk.target())


def print_minutes(walk: Walk, desk: Desk, of: str) -> object:
    desk, opened, meeting = sheet(walk, desk, of)
    made = meetings.finish(walk.as_(desk, "mette"), opened, replace(meeting, place="Her"))
    return partial(meeting_papers.print_minutes, desk, made, walk.target())


MEETING_ROWS: dict[str, tuple[Table, Call]] = {
    "meeting_papers.print_invitation": (ABOUT_A_CHILD, invite),
    "meeting_papers.print_minutes": (ABOUT_A_CHILD, print_minutes),
    "meetings.board": (CONTENT, lambda w, d, of: meetings.board(d)),
    "meetings.cancel": (ABOUT_A_CHILD, cancel),
    "meetings.discard": (ANYBODY, lambda w, d, of: discard(w, d)),
    "meetings.finish": (ABOUT_A_CHILD, finish),
    "meetings.of_child": (ROOM, lambda w, d, of: meetings.of_child(d, w.child(of))),
    "meetings.plan": (ABOUT_A_CHILD, plan),
    "meetings.save": (ANYBODY, lambda w, d, of: save(w, d)),
    "meetings.sheet": (ABOUT_A_CHILD, read),
}
