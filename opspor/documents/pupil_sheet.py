"""What a pupil fills in by hand, a sheet each: who sees it first, then the questions, last whom one can talk to."""

from collections.abc import Sequence

from opspor.documents.document import (
    FORTROLIGT,
    Block,
    Bullets,
    Choices,
    Document,
    EmptyLines,
    Faces,
    Paragraph,
    Part,
    Tone,
)
from opspor.domain.pupil import FACE_WORDS, Face
from opspor.forms.model import PupilForm, PupilQuestion

NO_THANKS = "Jeg vil ikke være med"
NO_FROM_SMALL = "Vil ikke"
_GLAD, _FINE, _LESS, _SAD = (FACE_WORDS[face] for face in Face)
_WORDS = (_GLAD, _FINE, _LESS, _SAD)


def pupil_sheets(
    pupils: Sequence[tuple[str, PupilForm]], institution_name: str, footer: tuple[str, ...] = ()
) -> Document:
    """A sheet for each of (what stands for the pupil, questions). The title names nobody."""
    parts = [part for number, (name, form) in enumerate(pupils) for part in _sheet(name, form, new_page=number > 0)]
    return Document(
        title="Sådan har jeg det",
        lines=(),
        parts=tuple(parts),
        header=institution_name,
        mark=FORTROLIGT,
        footer=footer,
    )


def _sheet(name: str, form: PupilForm, *, new_page: bool) -> tuple[Part, ...]:
    do = f"Sæt {'ring om' if form.faces else 'kryds ved'} det, der passer. Spring over, hvis du vil."
    if form.together:
        do = "Barnet peger. Den voksne læser højt og sætter ring. Spring over, hvad barnet vil."
    no = NO_FROM_SMALL if form.together else NO_THANKS
    return (
        Part(name, (Bullets(form.before), Choices("Sæt kryds", (no,))), new_page=new_page),
        Part(
            do,
            tuple(_question(question, form) for question in form.question),
        ),
        Part("", (*(Paragraph(line, Tone.QUIET) for line in form.talk_to), EmptyLines("Dato", 1))),
    )


def _question(question: PupilQuestion, form: PupilForm) -> Block:
    text = " ".join(filter(None, (question.text, question.help)))
    if question.free:
        return EmptyLines(text, 5)
    return Faces(text, _WORDS, large=form.together) if form.faces else Choices(text, _WORDS)
