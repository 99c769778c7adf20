"""The rows of the walk for looking again: at what was written in a room, about a whole room, and at home."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from opspor.domain.follow_up import Effect, Review
from opspor.domain.work_days import USUAL
from opspor.reference.cadences import Situation
from opspor.usecases import focus, follow_ups, start, unknown, work_days
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, CONTENT, SETTINGS, Call, Table, Walk
from tests.usecases.walk_focus import WRITTEN
from tests.usecases.walk_focus import sheet as focus_sheet


def _opened(walk: Walk, desk: Desk, of: str) -> tuple[Desk, follow_ups.FollowUpSheet]:
    """A focus point that somebody else wrote, as whoever may opens it to look again."""
    desk, sheet = focus_sheet(walk, desk, of)
    able = walk.as_(desk, "mette")
    return desk, follow_ups.sheet(able, focus.write(able, sheet, sheet.focus))


def read(walk: Walk, desk: Desk, of: str) -> object:
    desk, sheet = _opened(walk, desk, of)
    return partial(follow_ups.sheet, desk, sheet.subject.id)


def look_again(walk: Walk, desk: Desk, of: str) -> object:
    desk, sheet = _opened(walk, desk, of)
    review = Review(effect=Effect.WORKS, next_on=desk.clock().date() + timedelta(days=9))
    return partial(follow_ups.look_again, desk, sheet, review)


def end(walk: Walk, desk: Desk, of: str) -> object:
    desk, sheet = _opened(walk, desk, of)
    return partial(follow_ups.look_again, desk, sheet, Review(effect=Effect.WORKS, note="Kanari"))


def postpone(walk: Walk, desk: Desk, of: str) -> object:
    desk, sheet = _opened(walk, desk, of)
    return partial(follow_ups.postpone, desk, sheet, desk.clock().date() + timedelta(days=9), "Kanari")


ENDED: Table = {f"{of}, at the end": who for of, who in WRITTEN.items()}
FOLLOW_ROWS: dict[str, tuple[Table, Call]] = {
    "follow_ups.due": (CONTENT, lambda w, d, of: follow_ups.due(d)),
    "follow_ups.look_again": (
        WRITTEN | ENDED,
        lambda w, d, of: (end if of.endswith(", at the end") else look_again)(w, d, of.removesuffix(", at the end")),
    ),
    "follow_ups.postpone": (WRITTEN, postpone),
    "follow_ups.sheet": (WRITTEN, read),
    "start.show_all": (ANYBODY, lambda w, d, of: start.show_all(d, on=True)),
    "unknown.counts": (CONTENT, lambda w, d, of: unknown.counts(d)),
    "unknown.who": (CONTENT, lambda w, d, of: unknown.who(d, unknown.Gap.TALK)),
    "work_days.days": (ANYBODY, lambda w, d, of: work_days.days(d)),
    "work_days.proposals": (ANYBODY, lambda w, d, of: work_days.proposals(d, Situation.FOCUS)),
    "work_days.set_days": (SETTINGS, lambda w, d, of: work_days.set_days(d, replace(USUAL, saturdays=True))),
}
