"""The rows of the walk for those who stop: a child, a year's classes, the house itself."""

from functools import partial

from opspor.domain.year_shift import Course, Shift, Step
from opspor.usecases import children, leaving, year_shift
from opspor.usecases.desk import Desk
from tests.usecases.walk import CONTENT, LEADER, ROOM, Call, Table, Walk


def come_back(walk: Walk, desk: Desk) -> object:
    child, able = walk.new_child(desk, "my room"), walk.as_(desk, "mette")
    leaving.leave(able, [child], able.clock().date())
    return partial(leaving.come_back, desk, child)


def shift(walk: Walk, desk: Desk) -> Shift:
    """A year in which a class of one child goes on."""
    group, child = walk.new_group(desk), walk.new_child(desk, "my room")
    able = walk.as_(desk, "mette")
    children.enrol(able, child, group, able.clock().date())
    name = f"Stue {next(walk.numbers)} ny"
    return Shift(able.clock().date(), {group: Step(Course.GOES_ON, name)})


def undo(walk: Walk, desk: Desk) -> object:
    year_shift.begin(walk.as_(desk, "mette"), shift(walk, desk))
    return partial(year_shift.undo, desk)


LEAVING_ROWS: dict[str, tuple[Table, Call]] = {
    "leaving.come_back": (LEADER, lambda w, d, of: come_back(w, d)),
    "leaving.leave": (
        ROOM,
        lambda w, d, of: partial(leaving.leave, d, [w.new_child(d, of)], d.clock().date()),
    ),
    "leaving.left": (CONTENT, lambda w, d, of: leaving.left(d)),
    "leaving.preview": (ROOM, lambda w, d, of: partial(leaving.preview, d, [w.new_child(d, of)])),
    "year_shift.begin": (LEADER, lambda w, d, of: partial(year_shift.begin, d, shift(w, d))),
    "year_shift.preview": (LEADER, lambda w, d, of: partial(year_shift.preview, d, shift(w, d))),
    "year_shift.undo": (LEADER, lambda w, d, of: undo(w, d)),
    "year_shift.year": (LEADER, lambda w, d, of: year_shift.year(d)),
}
