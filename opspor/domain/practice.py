"""Practice cases: everybody answers alone, then sees a commented key and how colleagues placed the same child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from opspor.domain.assessment import FormRef, Position, Trivsel
from opspor.domain.errors import Fault, KnownError

FEWEST = 3  # answers before counts are shown: of two, each would know the other's (P)
LONGEST_NOTE = 2_000  # characters

NO_SUCH_CASE = Fault("OEVE-MANGLER", "Casen findes ikke i programmet. Dine svar er urørte. Åbn listen over cases igen.")
NOT_CHOSEN = Fault("OEVE-VALG", "Vælg {what}. Det, du har valgt og skrevet, er gemt som kladde.")
NOTE_TOO_LONG = Fault(
    "OEVE-NOTE", "Noten er for lang: der er plads til {most} tegn. Den er gemt som kladde. Kort den af, og prøv igen."
)
ALREADY_ANSWERED = Fault(
    "OEVE-SVARET",
    "Du har svaret på denne case før, og et svar kan ikke laves om. Dit første svar står der endnu. Se det i casen.",
)


@dataclass(frozen=True, slots=True)
class PracticeAnswer:
    """Where somebody placed the child of a case. It is theirs alone."""

    case_id: str
    position: Position
    trivsel: Trivsel
    note: str
    answered_at: datetime
    form: FormRef


@dataclass(frozen=True, slots=True)
class Placings:
    """How many placed the child of a case where; nobody's name."""

    answered: int
    positions: Mapping[Position, int]
    trivsels: Mapping[Trivsel, int]


def check_practice(position: Position | None, trivsel: Trivsel | None, note: str) -> tuple[Position, Trivsel]:
    """What is chosen. Raises OEVE-VALG unless both are, and OEVE-NOTE where the note is too long."""
    if position is None:
        raise KnownError(NOT_CHOSEN, what="position")
    if trivsel is None:
        raise KnownError(NOT_CHOSEN, what="trivsel")
    if len(note) > LONGEST_NOTE:
        raise KnownError(NOTE_TOO_LONG, most=LONGEST_NOTE)
    return position, trivsel
