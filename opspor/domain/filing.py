"""Journaliseret: it lies in the municipality's own case system, so it may be deleted here (domain 8.3).

The program is no archive. What an authority must keep is marked, taken out as a file and confirmed; then it may go.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import Context
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

NO_REFERENCE = Fault(
    "JOURNAL-HVOR", "Skriv, hvor det er journaliseret: sagens nummer eller stedet. Intet er noteret endnu."
)
TOO_LATE = Fault(
    "JOURNAL-FREM",
    "Den dag er ikke kommet endnu. Skriv den dag, det blev journaliseret. Viser pc'ens ur en forkert dag, så ret uret. "
    "Intet er noteret endnu.",
)
TOO_EARLY = Fault(
    "JOURNAL-TIDLIG",
    "Noget af det, du valgte, blev først skrevet senere end den dag. Ret dagen, eller vælg færre. "
    "Intet er noteret endnu.",
)

_NO_VERSION = Id("")
TAKEN_BACK = ""  # as the reference: somebody noted it by mistake


class FilingKind(StrEnum):
    """What must be journalised. Everyday pedagogical work is not among it: observations, contacts and plans are
    written here to work by, and go with the child (domain 8.3, "mostly faktisk forvaltningsvirksomhed").
    """

    UNDERRETNING = "underretning"
    PHONED = "phoned"
    NOT_REPORTED = "not_reported"
    NOT_TOLD = "not_told"
    MAY_BE_TOLD = "may_be_told"
    CONCLUSION = "conclusion"
    MINUTES = "minutes"
    CONCERN = "concern"


FILING_WORDS = {
    FilingKind.UNDERRETNING: "Underretning, der er sendt",
    FilingKind.PHONED: "Underretning i telefonen",
    FilingKind.NOT_REPORTED: "Beslutning om ikke at underrette nu",
    FilingKind.NOT_TOLD: "Beslutning om ikke at sige noget nu",
    FilingKind.MAY_BE_TOLD: "Beslutning om, hvem der må få det at vide",
    FilingKind.CONCLUSION: "Konklusion fra sparring med barnets navn",
    FilingKind.MINUTES: "Referat med aftaler med andre myndigheder",
    FilingKind.CONCERN: "Lukket bekymring",
}

WHY_FILED = {
    FilingKind.UNDERRETNING: "Det skal kunne ses i sagen, hvad I har underrettet om, og hvornår.",
    FilingKind.PHONED: "Det er en underretning, også når den kun er ringet ind.",
    FilingKind.NOT_REPORTED: "Grunden skal kunne findes, hvis nogen senere spørger, hvorfor I ikke underrettede.",
    FilingKind.NOT_TOLD: "En undtagelse fra forældrenes ret til at få noget at vide skal begrundes og kunne findes.",
    FilingKind.MAY_BE_TOLD: "Det er en beslutning i sagen, hvem der må få noget at vide.",
    FilingKind.CONCLUSION: "Andre myndigheder har været med til at nå frem til noget om et barn, de kendte navnet på.",
    FilingKind.MINUTES: "Aftalerne binder flere end jer selv.",
    FilingKind.CONCERN: "Bekymringen slettes her. Forløbet og grunden til at lukke skal kunne findes bagefter.",
}


@dataclass(frozen=True, slots=True)
class Filed:
    """That a record was journalised on a day, and under which reference. About a concern: the whole of it."""

    about: Id
    on: date
    reference: str
    author_name: str
    written_at: datetime
    version: Id = _NO_VERSION  # the record that says it: what a correction replaces


@dataclass(frozen=True, slots=True)
class ToFile:
    """Something that must be journalised. ``about`` is its record: of minutes and conclusions the version that stands,
    so that a correction is asked for again; of a concern the first. ``filed`` is None until somebody confirmed it.
    """

    about: Id
    kind: FilingKind
    author_id: Id
    since: date
    concern_id: Id | None = None
    child_id: Id | None = None  # of minutes, with where they were written; else the concern knows it
    context: Context | None = None
    filed: Filed | None = None

    @property
    def reference(self) -> str:
        """``J-4F1C09AB``: what its file is called, and the list beside it; it says nothing about anybody."""
        return f"J-{self.about[-8:].upper()}"

    @property
    def file_name(self) -> str:
        """``til-journalen-4f1c09ab.pdf``"""
        return f"til-journalen-{self.about[-8:].lower()}.pdf"


def check(on: date, reference: str, since: date, today: date) -> None:
    """Raise JOURNAL-HVOR, JOURNAL-FREM or JOURNAL-TIDLIG where that cannot have been; ``since`` is the newest day of
    what was journalised. A PC whose clock was set back knows of later days, and keeps nobody from noting them.
    """
    if not reference.strip():
        raise KnownError(NO_REFERENCE)
    if on > max(today, since):
        raise KnownError(TOO_LATE)
    if on < since:
        raise KnownError(TOO_EARLY)
