"""What a pupil says about the own everyday: voluntary, in the pupil's own answers, beside what the adults see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import FormRef
from opspor.domain.errors import Fault
from opspor.domain.ids import Id

YOUNGEST = 5  # years: a pupil of børnehaveklasse
FROM_WORDS = 10  # years from which the questions are read alone and answered in words
MOST = 2000  # characters of what a pupil writes

TOO_YOUNG = Fault(
    "ELEV-ALDER",
    "Spørgsmålene er til børn fra {youngest} år. Intet er ændret. "
    "Skriv i stedet ned, hvad barnet selv siger, på barnets side.",
)
NO_AGE = Fault(
    "ELEV-FOEDT",
    "Barnets fødselsdato mangler. Intet er ændret. Skriv den på barnets side, så passer spørgsmålene til alderen.",
)
TOO_LONG = Fault(
    "ELEV-LANGT", "Der er plads til {most} tegn. Det, der er skrevet, står her endnu. Skriv det lidt kortere."
)


class Face(StrEnum):
    """How it goes with one thing, in the pupil's own answer. Four, so that there is no middle to hide in."""

    GOOD = "good"
    FINE = "fine"
    NOT_SO_GOOD = "not_so_good"
    BAD = "bad"


FACE_WORDS = {
    Face.GOOD: "Rigtig godt",
    Face.FINE: "Godt nok",
    Face.NOT_SO_GOOD: "Ikke så godt",
    Face.BAD: "Slet ikke godt",
}


@dataclass(frozen=True, slots=True)
class PupilAnswers:
    """What a pupil answered: ``faces`` and ``texts`` by the id of the question; what is skipped is in neither.

    ``wants`` is false for "Jeg vil ikke være med", which is a full answer and says nothing else.
    """

    wants: bool = True
    faces: Mapping[str, Face] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PupilView:
    """A pupil's own view, given on one day. ``on_screen`` is false where ``author_id`` typed it from paper."""

    id: Id
    child_id: Id
    author_id: Id
    said_on: date
    written_at: datetime
    answers: PupilAnswers
    form: FormRef
    on_screen: bool
    round_id: Id | None
