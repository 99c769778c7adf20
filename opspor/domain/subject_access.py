"""Indsigt: what somebody may read about a child, what is left out of it and why (GDPR article 15, domain 8.2).

It is made for one person by name: what one parent may read is not what the other may.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.child import ChildInList
from opspor.domain.ids import Id


class Asker(StrEnum):
    """Who asks."""

    CARER = "carer"
    YOUTH = "youth"  # the young person, from 15 years
    OTHER = "other"  # a værge, or somebody with a power of attorney


class Why(StrEnum):
    """Why something is left out."""

    THIRD_PARTY = "third_party"  # another child, or what is private to somebody else
    PROTECTED = "protected"  # a protected address or phone number, or what leads to it
    EXCEPTION = "exception"  # databeskyttelsesloven § 22: a decision with its reason


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of one piece of the draft: all of it (``words`` is ""), or these words wherever they stand.

    ``piece`` is its permanent key, "<record>/<field>". ``reason`` is written where ``why`` is an exception.
    """

    piece: str
    words: str
    why: Why
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """That it was handed over: by which way, when, and as which files (SHA-256, hex)."""

    on: date
    how: str
    sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, and how far it is. ``shown`` are words that the program would hide and a person lets stand.

    ``looked_through`` are the pieces a person has seen. ``decision`` is what leader and DPO decided where a concern
    must not be told about. Answered within a month (GDPR article 12), or it says why it takes longer.
    """

    asker: Asker
    name: str
    asked_on: date
    carer_id: Id | None = None
    how: str = ""
    hidden: tuple[Hidden, ...] = ()
    shown: tuple[Hidden, ...] = ()
    looked_through: tuple[str, ...] = ()
    decision: str = ""
    longer_because: str = ""
    released: Release | None = None
    dropped_because: str = ""  # the request was taken back


@dataclass(frozen=True, slots=True)
class SubjectAccess:
    """A version of a request. ``id`` stays the same from one version to the next, ``version`` is the record."""

    id: Id
    version: Id
    child_id: Id
    request: Request
    author_name: str
    written_at: datetime

    @property
    def is_open(self) -> bool:
        """Neither handed over nor taken back."""
        return self.request.released is None and not self.request.dropped_because


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is written about the child, as the one who asks would read it, before anything is left out.

    ``key`` is permanent: "<record>/<field>". ``by`` is who wrote it, in words. ``proposed`` is what the program would
    leave out, ``delicate`` belongs to a concern that the one who asks may not know of: all of it is proposed.
    """

    key: str
    section: str
    on: date
    by: str
    heading: str
    text: str
    proposed: tuple[Hidden, ...] = ()
    delicate: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A request with everything that is written about the child now.

    ``stops`` say in words what leader and DPO decide first; ``left_out`` what no paper of this kind holds, and why.
    """

    access: SubjectAccess
    child: ChildInList
    pieces: tuple[Piece, ...]
    due_on: date
    stops: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def to_look_at(self) -> tuple[str, ...]:
        """The keys of the pieces that somebody must have seen before it is handed over, and has not."""
        seen = set(self.access.request.looked_through)
        return tuple(piece.key for piece in self.pieces if piece.proposed and piece.key not in seen)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as the list shows it."""

    access: SubjectAccess
    child: ChildInList
    due_on: date
