"""Plays a meeting around a child: the minutes with what was agreed on, and the next meeting, which is called."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from opspor.cli.demo.cast import Child
from opspor.cli.demo.material import ComingText, House, MeetingText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play, with_story
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingAgreement, MeetingKind, Participant, Side
from opspor.reference.cadences import Situation
from opspor.usecases import meetings, work_days

_LASTS = 60  # minutes


def plan(play: Play, house: House) -> None:
    """Plan the meetings of a house. One whose child is not in a small demo is left out."""
    told = with_story(play, house)
    for text in house.meeting:
        child = told.get(text.story)
        room = next((room for room in house.group if child and room.name == child.group), None)
        if child is not None and room is not None:
            begins = moment(play.days.ago(text.days), text.at)
            ends = begins + timedelta(minutes=_LASTS)
            play.at(ends, room.assessors[0], partial(_hold, play, child, text, begins))
    for coming in house.coming:
        if coming.story in told:
            at = moment(play.days.ago(coming.days), "15.30")
            play.at(at, coming.by, partial(_call, play, told[coming.story], coming))


def _hold(play: Play, child: Child, text: MeetingText, begins: datetime) -> None:
    sheet = play.stage.do(meetings.sheet, play.child(child).id)
    form = sheet.forms[sheet.meeting.kind]
    me = play.stage.place.staff
    home = tuple(one for one in sheet.offered if one.side is Side.FAMILY and one.person_id != sheet.child.id)
    here = next(one for one in sheet.offered if one.person_id == me.id)
    adviser = Participant(
        Id("x1"), Side.PROFESSIONAL, text.adviser, text.role, outside=True,
        yes_from=home[0].name if home else "", yes_on=begins.date() - timedelta(days=7),
    )  # fmt: skip
    who = {"us": here, "home": home[0] if home else here, "adviser": adviser}
    _, offered = play.stage.do(work_days.proposals, Situation.MEETING, begins.date())
    written = Meeting(
        sheet.meeting.kind, begins.date(), time(begins.hour, begins.minute), text.place, text.purpose,
        tuple(replace(one, came=True) for one in (*home, here, adviser)), adviser.id,
        tuple(
            replace(point, note=note)
            for point, note in zip(meetings.agenda_of(form), text.note, strict=True)
        ),
        childs_view=text.childs_view, childs_part=text.childs_part, network_considered=True,
        agreements=tuple(
            MeetingAgreement(one.what, who[one.who].name, None, begins.date() + timedelta(weeks=one.weeks))
            for one in text.agreed
        ),
        next_on=offered[0].on,
    )  # fmt: skip
    made = play.stage.do(meetings.finish, sheet, written)
    again = play.stage.do(meetings.sheet, play.child(child).id, follows=made)
    called = replace(again.meeting, purpose=text.next_purpose)
    play.stage.do(meetings.plan, again, called)
    play.counts["meetings"] += 2


def _call(play: Play, child: Child, text: ComingText) -> None:
    """Call a ressourcecentermøde, without the child's name: professionals talk about what the adults can do."""
    sheet = play.stage.do(meetings.sheet, play.child(child).id)
    here = next(one for one in sheet.offered if one.person_id == play.stage.place.staff.id)
    guests = tuple(
        Participant(Id(f"x{number}"), Side.PROFESSIONAL, name, role, outside=True)
        for number, (name, role) in enumerate(text.guests, 1)
    )
    day = moment(play.days.ahead(text.again), text.at)
    kind = MeetingKind.RESOURCE
    called = Meeting(
        kind, day.date(), time(day.hour, day.minute), text.place, text.purpose, (here, *guests), guests[0].id,
        meetings.agenda_of(sheet.forms[kind]), parents_know=text.parents_know,
    )  # fmt: skip
    play.stage.do(meetings.plan, sheet, called, day_is_meant=True)  # a demo made in a holiday has one too
    play.counts["meetings"] += 1
