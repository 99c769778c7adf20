"""Indsigt: what somebody may read about a child, what is left out of it and why (GDPR article 15, domain 8.2).

It is made for one person by name: what one parent may read is not what the other may.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.child import ChildInList
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.text import fold

WHO_ASKS = Fault(
    "INDSIGT-HVEM", "Skriv, hvem der beder om indsigt, og hvem af forældrene det er. Det, du har skrevet, er gemt."
)
WHEN_ASKED = Fault(
    "INDSIGT-DAG", "Skriv den dag, der blev bedt om indsigt. Den kan ikke ligge ude i fremtiden. Det skrevne er gemt."
)
NOT_SEEN = Fault(
    "INDSIGT-SE",
    "Der er {count} ting, som ingen har set på endnu. Intet er udleveret. Gå dem igennem, og prøv igen.",
)
NOT_DECIDED = Fault(
    "INDSIGT-BESLUT",
    "Der er noget, som lederen og databeskyttelsesrådgiveren skal beslutte først. Intet er udleveret. "
    "Skriv, hvad I har besluttet, hvem der var med, og hvornår. Prøv så igen.",
)
NO_REASON = Fault(
    "INDSIGT-GRUND",
    "Noget er udeladt efter undtagelsen i loven, uden at grunden er skrevet. Intet er udleveret. Skriv grunden.",
)
HOW_GIVEN = Fault("INDSIGT-HVORDAN", "Skriv, hvordan papiret bliver givet, fx »i hånden«. Intet er udleveret.")
WHY_DROPPED = Fault("INDSIGT-TAGET", "Skriv kort, hvorfor anmodningen lukkes uden svar. Intet er ændret.")

MARK = "[udeladt]"  # the same for every reason: the mark must not say which it is
LOG = "log/"  # what the keys of the lines of the log begin with


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
    leave out, ``delicate`` belongs to a concern that the one who asks may not know of, or to what somebody else
    asked for: all of it is proposed, and no trace is left of it.
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
    """A request with everything that is written about the child now, in the order in which it is read.

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
        """The keys of the pieces that somebody must have seen before it is handed over, and has not.

        Lines of the log are none of them: they hold no typed word, and what is delicate goes by its concern.
        """
        seen = set(self.access.request.looked_through)
        wanted = (piece.key for piece in self.pieces if piece.proposed and not piece.key.startswith(LOG))
        return tuple(key for key in wanted if key not in seen)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as the list shows it."""

    access: SubjectAccess
    child: ChildInList
    due_on: date


def labelled(label: str, words: str) -> str:
    """``Sted: garderoben``. A question needs no colon: ``Ser du noget i familien? Intet set``."""
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


def due_on(request: Request) -> date:
    """Until when it is answered: a month after it was asked, and two more where it says why (GDPR article 12)."""
    months = request.asked_on.month + (3 if request.longer_because.strip() else 1)
    year, month = request.asked_on.year + (months - 1) // 12, (months - 1) % 12 + 1
    return date(year, month, min(request.asked_on.day, monthrange(year, month)[1]))


def left_out_of(piece: Piece, request: Request) -> tuple[Hidden, ...]:
    """What is left out of a piece: what the program proposes and nobody let stand, and what a person chose."""
    proposed = (one for one in piece.proposed if not stands(one, request))
    return tuple(dict.fromkeys((*proposed, *(one for one in request.hidden if one.piece == piece.key))))


def stands(hidden: Hidden, request: Request) -> bool:
    """Whether a person lets these words be read, though the program would leave them out."""
    return any(
        (one.piece, one.why, fold(one.words)) == (hidden.piece, hidden.why, fold(hidden.words)) for one in request.shown
    )


def as_given(piece: Piece, request: Request) -> str | None:
    """The text as it is handed over; None where nothing may show that there is anything (an exception of the law)."""
    hidden = left_out_of(piece, request)
    whole = [one.why for one in hidden if not one.words.strip()]
    if Why.EXCEPTION in whole:
        return None
    return MARK if whole else without(piece.text, (one.words for one in hidden))


def without(text: str, words: Iterable[str]) -> str:
    """A text without some words, wherever they stand in it and however they are capitalised; the longest go first.

    They are taken as whole words; what a person marked in the middle of one is taken as it is.
    """
    for one in sorted({one.strip() for one in words}, key=len, reverse=True):
        if one:
            alone = re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE)
            found = alone if alone.search(text) else re.compile(re.escape(one), re.IGNORECASE)
            text = found.sub(MARK, text)
    return text


def check_request(request: Request, carers: Iterable[Id], today: date) -> None:
    """Raise ``KnownError`` unless it says who asks, and on a day that has come. ``carers`` are those of the child."""
    if not request.name.strip() or (request.asker is Asker.CARER and request.carer_id not in set(carers)):
        raise KnownError(WHO_ASKS)
    if request.asked_on > today:
        raise KnownError(WHEN_ASKED)


def check_release(draft: Draft, how: str) -> None:
    """Raise ``KnownError`` unless a person has seen and decided all that a person must before it is handed over."""
    request = draft.access.request
    if draft.stops and not request.decision.strip():
        raise KnownError(NOT_DECIDED)
    if draft.to_look_at:
        raise KnownError(NOT_SEEN, count=len(draft.to_look_at))
    if any(one.why is Why.EXCEPTION and not one.reason.strip() for one in request.hidden):
        raise KnownError(NO_REASON)
    if not how.strip():
        raise KnownError(HOW_GIVEN)
