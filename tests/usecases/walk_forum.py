"""The rows of the walk for the forum: its days, an agenda, what was concluded and its papers."""

from datetime import timedelta
from functools import partial

from opspor.domain.forum import Conclusion, Forum, ForumDay, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingKind
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, forum, forum_agenda, forum_papers, forum_talk, papers
from opspor.usecases.desk import Desk
from opspor.usecases.forum_talk import Talk
from tests.usecases.walk import ANYBODY, CONCERN, CONTENT, LEADER, Call, Table, Walk

_NEW = Id("")
# as of a concern, for the roles that see children
OF_CONCERN: Table = {
    of: " ".join([*who.split()[:3], "no", "no"]) for of, who in CONCERN.items() if "suspicion" not in of
}
READ_OWN: Table = {of: CONCERN[of] for of in OF_CONCERN}


def a_day(walk: Walk, desk: Desk) -> Id:
    able = walk.as_(desk, "mette")
    made = forum.put(able, Forum(_NEW, f"Forum {next(walk.numbers)}"))
    forum.add_days(able, [ForumDay(_NEW, made, desk.clock().date() + timedelta(days=1), "13.00")])
    return next(row.day.id for row in forum.board(able).coming if row.forum.id == made)


def brief(walk: Walk, desk: Desk, of: str) -> tuple[Id, Id]:
    """The brief of a concern, finished by the leader, and the concern."""
    able, concern = walk.as_(desk, "mette"), walk.concern(desk, of)
    sheet = papers.paper_sheet(able, concerns.open_concern(able, concern), PaperKind.BRIEF)
    return papers.finish(able, sheet, sheet.draft), concern


def item(walk: Walk, desk: Desk, of: str, *, concluded: bool = False) -> tuple[Id, Id, Id]:
    """(item, day, concern)"""
    able, day = walk.as_(desk, "mette"), a_day(walk, desk)
    paper, concern = brief(walk, desk, of)
    made = forum_agenda.put_on(able, day, paper)
    if concluded:
        forum_talk.conclude(able, forum_talk.sheet(able, made), Talk(Conclusion((Outcome.UNDERRETNING,))))
    return made, day, concern


def put_on(walk: Walk, desk: Desk, of: str) -> object:
    return partial(forum_agenda.put_on, desk, a_day(walk, desk), brief(walk, desk, of)[0])


def put_off(walk: Walk, desk: Desk, of: str) -> object:
    return partial(forum_agenda.put_off, desk, item(walk, desk, of)[0], None)


def conclude(walk: Walk, desk: Desk, of: str) -> object:
    open_ = forum_talk.sheet(walk.as_(desk, "mette"), item(walk, desk, of)[0])
    return partial(forum_talk.conclude, desk, open_, Talk(Conclusion((Outcome.UNDERRETNING,))))


def save(walk: Walk, desk: Desk) -> object:
    open_ = forum_talk.sheet(walk.as_(desk, "mette"), item(walk, desk, "my own, typed name")[0])
    return partial(forum_talk.save, desk, open_, Talk())


def begin_meeting(walk: Walk, desk: Desk) -> object:
    open_ = forum_talk.sheet(walk.as_(desk, "mette"), item(walk, desk, "a colleague's, my room")[0])
    return partial(forum_talk.begin_meeting, desk, open_, MeetingKind.NETWORK)


def change_day(walk: Walk, desk: Desk) -> object:
    return partial(forum.change_day, desk, forum.day(walk.as_(desk, "mette"), a_day(walk, desk)).day)


def print_item(walk: Walk, desk: Desk, of: str) -> object:
    return partial(forum_papers.print_item, desk, item(walk, desk, of, concluded=True)[0], walk.target())


def print_day(walk: Walk, desk: Desk) -> object:
    day = item(walk, desk, "a colleague's, my room", concluded=True)[1]
    return partial(forum_papers.print_day, desk, day, walk.target())


FORUM_ROWS: dict[str, tuple[Table, Call]] = {
    "forum.board": (CONTENT, lambda w, d, of: forum.board(d)),
    "forum.day": (CONTENT, lambda w, d, of: partial(forum.day, d, a_day(w, d))),
    "forum.of_concern": (OF_CONCERN, lambda w, d, of: partial(forum.of_concern, d, item(w, d, of)[2])),
    "forum.put": (LEADER, lambda w, d, of: forum.put(d, Forum(_NEW, "Forum"))),
    "forum.proposed": (
        CONTENT, lambda w, d, of: forum.proposed(d, d.clock().date(), d.clock().date() + timedelta(days=9), 1)
    ),
    "forum.add_days": (
        LEADER,
        lambda w, d, of: partial(
            forum.add_days, d,
            [ForumDay(_NEW, forum.put(w.as_(d, "mette"), Forum(_NEW, "Forum")), d.clock().date())],
        ),
    ),
    "forum.change_day": (LEADER, lambda w, d, of: change_day(w, d)),
    "forum.cancel_day": (LEADER, lambda w, d, of: partial(forum.cancel_day, d, a_day(w, d), "Syg")),
    "forum_agenda.to_put_on": (CONTENT, lambda w, d, of: forum_agenda.to_put_on(d)),
    "forum_agenda.days": (CONTENT, lambda w, d, of: forum_agenda.days(d)),
    "forum_agenda.put_on": (OF_CONCERN, put_on),
    "forum_agenda.move": (OF_CONCERN, lambda w, d, of: partial(forum_agenda.move, d, item(w, d, of)[0], 1)),
    "forum_agenda.set_minutes": (
        OF_CONCERN, lambda w, d, of: partial(forum_agenda.set_minutes, d, item(w, d, of)[0], 30)
    ),
    "forum_agenda.put_off": (OF_CONCERN, put_off),
    "forum_talk.shown": (ANYBODY, lambda w, d, of: partial(forum_talk.shown, d, a_day(w, d))),
    "forum_talk.sheet": (READ_OWN, lambda w, d, of: partial(forum_talk.sheet, d, item(w, d, of)[0])),
    "forum_talk.save": (ANYBODY, lambda w, d, of: save(w, d)),
    "forum_talk.conclude": (OF_CONCERN, conclude),
    "forum_talk.begin_meeting": (
        {"": "yes yes yes no no"}, lambda w, d, of: begin_meeting(w, d)
    ),
    "forum_papers.print_item": (OF_CONCERN, print_item),
    "forum_papers.print_day": (CONTENT, lambda w, d, of: print_day(w, d)),
}  # fmt: skip
