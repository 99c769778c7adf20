"""A focus point on paper: to talk about with the parents, and to hang where the adults are who do it."""

from datetime import date, datetime

from opspor.documents.document import FORTROLIGT, Block, Document, Entry, Facts, Paragraph, Part, Tone
from opspor.documents.privacy import KnownHome, refuse_protected
from opspor.domain.child import Particulars
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.plans import FocusPoint, PlanStatus

# What a focus point says, in the order in which it is talked about: (heading, (field, label) ...).
FOCUS_WORDS = (
    (
        "Det undrer vi os over",
        (("wonder", "Vi ser"), ("not_when", "Når det ikke sker"), ("resources", "Det kan vi bygge på")),
    ),
    ("Det gør vi voksne", (("goal", "Det vil vi nå"), ("action", "Det gør vi"))),
    ("Barn og forældre", (("childs_view", "Barnet"), ("parents", "Forældrene"))),
)  # fmt: skip

_NOT_WHO = " Det siger ikke, hvem barnet er."


def focus_paper(
    institution_name: str, point: FocusPoint, next_on: date | None, about: str, known: Particulars | None,
    responsible: str, printed_at: datetime, mark: str,
) -> Document:  # fmt: skip
    """The paper. ``about`` is the child's name or the group's; ``known`` is None for a group.

    Raises PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    focus = point.focus
    parts = []
    for heading, fields in FOCUS_WORDS:
        written = ((label, getattr(focus, field)) for field, label in fields)
        blocks: list[Block] = [Entry(label, text) for label, text in written if text]
        if blocks:
            parts.append(Part(heading, tuple(blocks), typed=True))
    if known is not None:
        refuse_protected(parts, KnownHome(known))
    when = [("Ansvarlig", responsible)]
    when += [("Vi begynder", long_date(focus.starts_on))] if focus.starts_on else []
    if point.status is PlanStatus.CLOSED:
        when += [("Afsluttet", long_date(point.written_at.date())), ("Derfor", point.closed_because)]
    elif next_on:
        when.append(("Vi ser på det igen", long_date(next_on)))
    made = (("Skrevet af", point.author_name), ("Udskrevet", moment_in_words(printed_at)))
    return Document(
        title="Fokuspunkt",
        lines=(
            Paragraph(": ".join(filter(None, (about, focus.title))), Tone.STRONG),
            Paragraph(f"Et fokuspunkt er noget, vi voksne prøver.{_NOT_WHO if known else ''}", Tone.QUIET),
        ),
        header=institution_name,
        mark=FORTROLIGT,
        parts=(*parts, Part("Hvem og hvornår", (Facts(tuple(when)),)), Part("Om papiret", (Facts(made),))),
        footer=(mark,),
    )
