"""Where one can go in the program, and what every page is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from opspor.domain.ids import Id

if TYPE_CHECKING:  # the workplace imports SQLAlchemy, which must not cost the lock screen anything
    from opspor.workplace import Workplace


NO_ID = Id("")


class Place(StrEnum):
    """Every page. The first seven stand in the rail."""

    START = "start"
    CHILDREN = "children"
    ROUNDS = "rounds"
    MATRIX = "matrix"
    CONCERNS = "concerns"
    LOG = "log"  # id: child or "" for all
    SETTINGS = "settings"  # id: a section ("staff", "numbers", "key" ...) or ""
    IMPORT = "import"
    CHILD = "child"  # id: child
    CHILD_EDIT = "child_edit"  # id: child
    TIMELINE = "timeline"  # id: child
    OPEN_ROUND = "open_round"
    ROUND = "round"  # id: round
    OWN = "own"  # id: round, second: child or "" for the next one that is missing
    JOINT = "joint"  # id: round, second: child or "" for the first one that is ready
    NEW_CONCERN = "new_concern"  # id: child or "" for a typed name
    CONCERN = "concern"  # id: concern
    BRIEF = "brief"  # id: concern
    UNDERRETNING = "underretning"  # id: concern
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Destination:
    """A page and what it shows. Holds ids only, so that it can be kept while the vault is locked."""

    place: Place
    id: Id = NO_ID
    second: Id = NO_ID
    context: str = ""  # of a child in a round; "" for the only one, or the first


@dataclass(frozen=True, slots=True)
class Office:
    """What a page is given: the open vault, and the way to other pages."""

    work: Workplace
    go: Callable[[Destination], None]
    back: Callable[[], None]
