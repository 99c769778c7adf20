"""The rows of the walk for school absence."""

from fractions import Fraction
from functools import partial

from opspor.domain.absence import Away, AwayKind
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.usecases import absences, children, groups
from opspor.usecases.desk import Desk
from tests.usecases.walk import CONTENT, ROOM, Call, Table, Walk


def pupil(walk: Walk, desk: Desk, room: str) -> Id:
    """A new child of that room who goes in a class too."""
    able, group, child = walk.as_(desk, "mette"), walk.new_group(desk), walk.new_child(desk, room)
    groups.change(able, group, kind=GroupKind.CLASS, lead_id=None)
    children.enrol(able, child, group, desk.clock().date())
    return child


def noted(walk: Walk, desk: Desk, room: str) -> tuple[Id, Id]:
    """A pupil of that room with a day of absence, and that day."""
    able, child, today = walk.as_(desk, "mette"), pupil(walk, desk, room), desk.clock().date()
    absences.note_absence(able, child, today, today, AwayKind.SICK)
    return child, absences.absence(able, child).quarters[0].days[0].id


def print_absence(walk: Walk, desk: Desk, room: str) -> object:
    child, _ = noted(walk, desk, room)
    return partial(absences.print_absence, desk, child, (), walk.target())


ABSENCE_ROWS: dict[str, tuple[Table, Call]] = {
    "absences.absence": (ROOM, lambda w, d, of: partial(absences.absence, d, pupil(w, d, of))),
    "absences.correct_absence": (
        ROOM, lambda w, d, of: partial(absences.correct_absence, d, *noted(w, d, of), AwayKind.UNLAWFUL, Fraction(1))
    ),
    "absences.import_days": (
        ROOM,
        lambda w, d, of: partial(
            absences.import_days, d, [(pupil(w, d, of), Away(d.clock().date(), AwayKind.SICK))], {}
        ),
    ),
    "absences.is_pupil": (ROOM, lambda w, d, of: partial(absences.is_pupil, d, pupil(w, d, of))),
    "absences.known": (CONTENT, lambda w, d, of: absences.known(d)),
    "absences.note_absence": (
        ROOM,
        lambda w, d, of: partial(
            absences.note_absence, d, pupil(w, d, of), d.clock().date(), d.clock().date(), AwayKind.SICK
        ),
    ),
    "absences.print_absence": (ROOM, print_absence),
    "absences.take_away": (ROOM, lambda w, d, of: partial(absences.take_away, d, *noted(w, d, of))),
}  # fmt: skip
