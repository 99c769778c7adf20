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
    """What is written in one section: a text, or the reason why it could not be obtained."""

    text: str = ""
    could_not: str = ""

    @property
    def is_empty(self) -> bool:
        """True when there is neither a text nor a reason."""
        return not self.text.strip() and not self.could_not.strip()


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper while it is written. ``observations`` and ``words`` are the chosen records, in the order chosen."""

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
    basis: str = ""  # brief with name: consent (who, when, scope) or the legal basis, in words


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
class Sent:
    """How an underretning left the house. Until this is recorded it stands first on Start as "Ikke sendt endnu"."""

    paper_id: Id
    channel: str
    receiver: str
    sent_on: date
    by_name: str
