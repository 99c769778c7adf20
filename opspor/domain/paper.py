"""The papers that leave the program: what is written in their sections. Layout is not known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import FormRef
from opspor.domain.ids import Id


class PaperKind(StrEnum):
    """The two papers a concern can become."""

    BRIEF = "brief"  # drøftelsesark, one A4 page
    UNDERRETNING = "underretning"


class Informed(StrEnum):
    """Whether somebody has been told about the underretning."""

    YES = "yes"
    NO = "no"
    KNOWS_ALREADY = "knows_already"


INFORMED_WORDS = {
    Informed.YES: "Ja",
    Informed.NO: "Nej",
    Informed.KNOWS_ALREADY: "Ved det allerede",
}


@dataclass(frozen=True, slots=True)
class CarerInformed:
    """Whether one carer has been told: when, by whom and how; their reaction; or the reason why not."""

    carer_id: Id
    informed: Informed | None = None
    when_how: str = ""
    view: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SectionAnswer:
    """What is written in one section: yes or no where it asks that, a text, or why it could not be obtained."""

    text: str = ""
    could_not: str = ""
    yes: bool | None = None

    @property
    def is_empty(self) -> bool:
        """True when there is neither an answer, a text nor a reason."""
        return self.yes is None and not self.text.strip() and not self.could_not.strip()


class Basis(StrEnum):
    """Why a child may be talked about by name with others (domain 5.5, 8.6)."""

    CONSENT = "consent"
    SSD = "ssd"  # skole, socialforvaltning, sundhedspleje, dagtilbud: early and preventive cooperation
    LAW = "law"  # another rule, in words


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a brief with name rests on: who said yes, to what, to whom and until when; or the rule, why it is needed
    (``reference``), since when, and what the parents know of it (``opspor.domain.sharing``). ``consent`` is the one on
    the child's page that it was taken from, or became: whether that still holds is asked at every way out.
    """

    kind: Basis
    from_whom: str = ""
    given_on: date | None = None
    what: str = ""
    to_whom: str = ""
    until: date | None = None
    reference: str = ""
    parents: str = ""
    consent: Id | None = None


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper while it is written. ``observations``, ``words`` and ``efforts`` are the chosen records, in the order
    chosen. ``supplements`` is the paper that was sent in haste, and that this one adds to. ``no_names`` are words that
    a person has looked at and that name nobody here, as ``fold`` gives them: "Liv" may be a life. ``gaps`` are the
    ids of the sections that lacked something when the paper was made in haste; there are none before. ``let_stand`` are
    the words that the writing help marks and the writer has looked at, as ``Mark.key`` gives them.
    """

    kind: PaperKind
    sections: Mapping[str, SectionAnswer] = field(default_factory=dict)
    observations: tuple[Id, ...] = ()
    words: tuple[Id, ...] = ()
    carers: tuple[CarerInformed, ...] = ()
    child_informed: Informed | None = None
    child_informed_note: str = ""
    urgent: bool = False
    interpreter: bool | None = None
    language: str = ""
    anonymous: bool = False
    efforts: tuple[Id, ...] = ()
    supplements: Id | None = None
    sharing: Sharing | None = None
    no_names: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    let_stand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: a record. Saving it as PDF is a line in the log with the file's SHA-256."""

    id: Id
    concern_id: Id
    child_id: Id | None
    author_id: Id
    author_name: str
    written_at: datetime
    draft: PaperDraft
    form: FormRef


@dataclass(frozen=True, slots=True)
class Effort:
    """Something that was tried, as a paper says it: what, by whom, from when until when, and what came of it."""

    id: Id
    what: str
    who: str
    since: date | None
    until: date | None
    effect: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier underretning about the same child and what became of it: nothing of what it says."""

    paper_id: Id
    sent_on: date | None  # None: not sent
    receiver: str
    receipt_on: date | None
    answer: str  # the newest answer, in words


@dataclass(frozen=True, slots=True)
class Sent:
    """How an underretning left the house. Until this is recorded it stands first on Start as "Ikke sendt endnu".

    ``at`` is the time of day ("14.02") or "". ``sha256`` is of the file that was sent, and "" where nothing was saved
    as a file: it was read out, or typed into the municipality's own form.
    """

    paper_id: Id
    channel: str
    receiver: str
    sent_on: date
    by_name: str
    at: str = ""
    sha256: str = ""


class ReplyKind(StrEnum):
    """What came back. Whose deadline it is stands in the law list."""

    RECEIPT = "receipt"  # the municipality has received it
    FEEDBACK = "feedback"  # whether something was begun, as far as a professional may be told
    OTHER = "other"  # a question, a call, another letter


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on an underretning: on which day, from whom, and what it said."""

    id: Id
    paper_id: Id
    kind: ReplyKind
    came_on: date
    sender: str
    text: str
    author_name: str
    written_at: datetime


class PaperEvent(StrEnum):
    """What happened to a finished paper, beside that it was sent and answered."""

    SUPPLEMENTED = "supplemented"  # what was missing was given in another way, or is not needed
    REMINDED = "reminded"  # the receipt was asked for
    CONSIDERED = "considered"  # whether a new underretning is needed
    FILE_DELETED = "file_deleted"  # the file that was sent is deleted from the PC
    JOURNALISED = "journalised"  # it is in the municipality's own system


@dataclass(frozen=True, slots=True)
class PaperNote:
    """An event of a paper, in words; ``again_on`` is the day to look again, where one was set."""

    paper_id: Id
    event: PaperEvent
    text: str
    on: date
    again_on: date | None
    author_name: str
    written_at: datetime


def reference(paper_id: Id) -> str:
    """``U-9F3A21``: what we call a paper to the municipality where the child is not named; it says nothing about it."""
    return f"U-{paper_id[-6:].upper()}"
