"""The rows of the walk for those who stop: a child, a year's classes, the house itself."""

from functools import partial
from pathlib import Path

from opspor.domain.year_shift import Course, Shift, Step
from opspor.usecases import children, house_export, house_wipe, leaving, people, stock, year_shift
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


def place(walk: Walk) -> Path:
    """An empty folder beside the vault."""
    folder = walk.house.folder.with_name(f"ud-{next(walk.numbers)}")
    folder.mkdir()
    return folder


def seal_off(walk: Walk, desk: Desk) -> object:
    folder = place(walk)
    taken = house_export.take_out(walk.as_(desk, "mette"), folder, lambda done, of: None, lambda: False)
    return partial(house_export.seal_off, desk, folder, taken, {}, ())


STOCK: Table = {"": "no    no     yes    yes   yes"}
LEAVING_ROWS: dict[str, tuple[Table, Call]] = {
    "house_export.outlook": (LEADER, lambda w, d, of: house_export.outlook(d)),
    "house_export.seal_off": (LEADER, lambda w, d, of: seal_off(w, d)),
    "house_export.take_out": (
        LEADER,
        lambda w, d, of: partial(house_export.take_out, d, place(w), lambda done, of: None, lambda: False),
    ),
    "house_wipe.allow": (
        LEADER,
        lambda w, d, of: partial(
            house_wipe.allow,
            d,
            typed_name=people.overview(w.as_(d, "mette")).institution.name,
            taken=None,
            typed_without=house_wipe.WITHOUT,
        ),
    ),
    "leaving.come_back": (LEADER, lambda w, d, of: come_back(w, d)),
    "leaving.leave": (
        ROOM,
        lambda w, d, of: partial(leaving.leave, d, [w.new_child(d, of)], d.clock().date()),
    ),
    "leaving.left": (CONTENT, lambda w, d, of: leaving.left(d)),
    "leaving.preview": (ROOM, lambda w, d, of: partial(leaving.preview, d, [w.new_child(d, of)])),
    "stock.save": (STOCK, lambda w, d, of: partial(stock.save, d, w.target())),
    "stock.take": (STOCK, lambda w, d, of: stock.take(d)),
    "year_shift.begin": (LEADER, lambda w, d, of: partial(year_shift.begin, d, shift(w, d))),
    "year_shift.preview": (LEADER, lambda w, d, of: partial(year_shift.preview, d, shift(w, d))),
    "year_shift.undo": (LEADER, lambda w, d, of: undo(w, d)),
    "year_shift.year": (LEADER, lambda w, d, of: year_shift.year(d)),
}
