"""What a pupil says about the own everyday: voluntary, in the pupil's own answers, beside what the adults see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import FormRef
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

YOUNGEST = 3  # years: an adult sits along, reads aloud and points
YOUNGEST_PUPIL = 5  # years: a pupil of børnehaveklasse
FROM_FACES = 6  # years from which nobody needs to sit along, wherever the child goes
FROM_WORDS = 10  # years from which the questions are read alone and answered in words
PUPIL_FORMS = ("pupil-3-5", "pupil-6-9", "pupil-10-17")
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


def form_id(years: int, *, at_school: bool) -> str:
    """The form of a child of ``years``. A child of five is asked as a pupil where it goes to school already.

    Raises ELEV-ALDER below three years.
    """
    if years < YOUNGEST:
        raise KnownError(TOO_YOUNG, youngest=YOUNGEST)
    young, with_faces, in_words = PUPIL_FORMS
    if years >= FROM_WORDS:
        return in_words
    return with_faces if years >= (YOUNGEST_PUPIL if at_school else FROM_FACES) else young


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

    @property
    def whose(self) -> str:
        """``Barnets`` for the small ones, ``Elevens`` for those who go to school."""
        return "Barnets" if self.form.id == PUPIL_FORMS[0] else "Elevens"
