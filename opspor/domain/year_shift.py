"""A new year begins: where each class or room goes on, and which children don't go along."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind
from opspor.domain.text import fold

SCHOOL_AGE = 6  # years; a child begins school in the calendar year in which it turns six
_OLDEST = 9  # the last class of most schools; what comes after is chosen by hand
_NUMBERED = re.compile(r"\s*(\d{1,2})(?!\d)(.*)", re.DOTALL)


class Course(StrEnum):
    """What becomes of a group, or of a child that does not go along with its group."""

    STAYS = "stays"
    GOES_ON = "goes_on"  # under another name: "2.B" as "3.B"
    LEAVES = "leaves"  # every child stops here


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a group, or of a child. ``name`` is the group that it goes on as, when it ``GOES_ON``."""

    course: Course
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """A new year from the day ``on``: a step for each group, and one for each child that goes another way.

    ``staff_stay``: the groups whose staff and tovholder do not go along.
    """

    on: date
    groups: dict[Id, Step]
    children: dict[Id, Step] = field(default_factory=dict)
    staff_stay: frozenset[Id] = frozenset()


def next_name(name: str) -> str | None:
    """``2.B`` goes on as ``3.B``, ``2. klasse`` as ``3. klasse``; None where no class follows, or none is named."""
    found = _NUMBERED.fullmatch(name)
    if found is None or int(found[1]) >= _OLDEST:
        return None
    return f"{int(found[1]) + 1}{found[2]}"


def propose(group: Group) -> Step:
    """What a leader would most likely choose for a group: classes go on, the oldest leave, others stay."""
    if group.kind is not GroupKind.CLASS or _NUMBERED.fullmatch(group.name) is None:
        return Step(Course.STAYS)
    following = next_name(group.name)
    return Step(Course.LEAVES) if following is None else Step(Course.GOES_ON, following)


def begins_school(child: ChildInList, kinds: dict[Id, GroupKind], on: date) -> bool:
    """Whether a child of a room begins school in the year of ``on``: for the leader to say yes or no to."""
    in_room = any(kinds[group] is GroupKind.ROOM for group in child.group_ids)
    return in_room and child.birth_date is not None and on.year - child.birth_date.year >= SCHOOL_AGE


def same_name(one: str, other: str) -> bool:
    """Whether two names are one group's, whatever their case and spaces."""
    return fold(one) == fold(other)
