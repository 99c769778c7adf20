"""Indsigt: what somebody may read about a child, what is left out of it and why (GDPR article 15, domain 8.2).

It is made for one person by name: what one parent may read is not what the other may.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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
