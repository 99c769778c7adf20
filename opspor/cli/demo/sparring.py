"""Plays the forum: its days, the briefs on the agenda, what was concluded, and its minutes."""

from dataclasses import replace
from functools import partial

from opspor.cli.demo.made import Papers
from opspor.cli.demo.material import House
from opspor.cli.demo.material_concerns import ForumText, TalkText
from opspor.cli.demo.stage import moment
from opspor.cli.demo.year import Play
from opspor.domain.forum import Forum, ForumDay
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingAgreement
from opspor.usecases import forum, forum_agenda, forum_papers, forum_talk

_FOUNDED = 60  # days ago


def plan(play: Play, house: House) -> None:
    """Plan that the leader writes down the forum of a house and when it meets."""
    if house.forum is not None:
        who = play.houses[0].staff[0].login
        play.at(moment(play.days.ago(_FOUNDED), "12.00"), who, partial(_found, play, house.forum))


def _found(play: Play, text: ForumText) -> None:
    forum_id = play.stage.do(forum.put, Forum(Id(""), text.name, text.place, text.member))
    days = [
        ForumDay(Id(""), forum_id, play.days.tuesday(days), text.begins, text.ends) for days in sorted(text.tuesdays)
    ]
    play.counts["forum_days"] += play.stage.do(forum.add_days, days)


def put_on(play: Play, house: House, paper: Id, talk: TalkText) -> None:
    """Put a brief on the agenda of the house's forum."""
    assert house.forum is not None  # noqa: S101  tests/cli/demo reads the material
    on = play.days.tuesday(talk.tuesday)
    coming = play.stage.do(forum.board).coming
    day = next(row.day for row in coming if row.forum.name == house.forum.name and row.day.on == on)
    play.stage.do(forum_agenda.put_on, day.id, paper)


def conclude(play: Play, concern: Id, paper: Id, text: TalkText, names: dict[str, str]) -> None:
    """Write what they came to, with everybody there who is always there."""
    found = play.stage.do(forum.of_concern, concern)
    item = next(point.item for _, _, point in found if point.paper.id == paper)
    sheet = play.stage.do(forum_talk.sheet, item.id)
    play.stage.clock.skip(minutes=2)
    by_id = {one.person_id: one.name for one in sheet.offered}
    agreed = tuple(
        MeetingAgreement(what, by_id[play.staff[who]] if who in play.staff else who, None, play.days.ahead(days))
        for what, who, days in text.agreed
    )
    said = replace(
        sheet.talk.conclusion,
        outcomes=text.outcomes, words=text.words, watch=text.watch, if_seen=text.if_seen,
        considered=play.days.told(text.considered, names), weighed=text.weighed,
        present=(play.stage.place.staff.short, *(one.in_words for one in sheet.forum.members)),
    )  # fmt: skip
    play.stage.do(forum_talk.conclude, sheet, replace(sheet.talk, conclusion=said, agreements=agreed))
    play.counts["concluded"] += 1


def print_minutes(play: Play, made: Papers) -> None:
    """The minutes about each brief, and of each day without names."""
    for row in reversed(play.stage.do(forum.board).past):
        points = [one.point for one in play.stage.do(forum.day, row.day.id).agenda if one.point]
        done = [point.item.id for point in points if point.concluded]
        for item_id in done:
            play.stage.do(forum_papers.print_item, item_id, made.named("sparring"))
        if done:
            play.stage.do(forum_papers.print_day, row.day.id, made.named("sparringsdag"))
