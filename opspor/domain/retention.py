"""Until when something is kept: every record has that day from birth (domain 8.3, "Defaults").

The controller sets the months. What is due is shown to a person, who approves it; nothing is deleted by itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opspor.domain.ids import Id


class Sort(StrEnum):
    """What has a term of its own."""

    OWN = "own"  # own assessments, from the joint one of the same round
    FILE = "file"  # everything else about a child, from the day it left
    CONCERN = "concern"  # a closed concern, from the day it was journalised
    PAPER = "paper"  # the copy of an underretning, from the day it was journalised


class Held(StrEnum):
    """Why something stays after its day."""

    OPEN_CONCERN = "open_concern"
    NOT_SENT = "not_sent"  # an underretning that nobody has noted as sent
    NOT_FILED = "not_filed"  # something that must be journalised first
    ASKED_FOR = "asked_for"  # an access request is open
    RESTRICTED = "restricted"  # GDPR article 18: it may not be deleted either
    WAITS = "waits"  # a colleague has yet to answer, or a team to agree


@dataclass(frozen=True, slots=True)
class Schedule:
    """Months that each sort is kept (``paper`` 0: until it is journalised). The defaults are our own proposal."""

    own: int = 6
    file: int = 3
    concern: int = 3
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """What goes together on one day: of a child, or of a concern on a typed name. ``held`` says why it stays.

    ``key`` is permanent: a person who approved a list approved exactly these.
    """

    key: str
    sort: Sort
    child_id: Id | None
    concern_id: Id | None
    on: date
    records: tuple[Id, ...]
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted: how many of each sort and of whom in codes, never what it said; copies from before live until
    ``copies_until``."""

    on: date
    by: str
    counts: tuple[tuple[Sort, int], ...]
    children: int
    copies_until: date
    registered: bool
