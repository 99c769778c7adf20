"""The parts of the guidance: numbers to ring, what to do now, do and don't, step by step. Nothing personal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Card,
    Column,
    Columns,
    IconMark,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    Row,
    Tiles,
    box,
)
from opspor.forms.model import DangerAnswer
from opspor.usecases.phone_book import PhoneNumber

DOES_NOT_CALL = "Ring fra en telefon. Programmet ringer ikke."
NOT_WRITTEN = "Ikke skrevet ind endnu"
DAMAGED = "Kan ikke læses. Find nummeret på opslaget."
RING_WIDTH = 63  # u
# What stands here when the installation is so damaged that no guidance can be read.
WITHOUT_FORMS = (
    "Er der fare nu, så ring 112 fra en telefon. Programmet ringer ikke.",
    "Kan barnet ikke trygt gå hjem i dag, så ring til kommunen. Har den lukket, så ring 114, og bed om den sociale "
    "døgnvagt.",
    "Skriv ned, hvad du så og hørte, og barnets egne ord. Udspørg ikke barnet.",
    "Er det en mistanke om overgreb eller ære, så sig ikke noget til forældrene eller den, det handler om.",
    "Vent ikke på at være sikker. Mistanke er nok, og pligten til at underrette er din egen.",
)
_PADDING = (5.0, 3.0, 5.0, 3.0)

PhoneBook = Sequence[PhoneNumber]


def number_part(number: PhoneNumber) -> QWidget:
    """One number with whose it is and when it answers; without a number it says so."""
    under = number.hours or number.when
    if number.phone and number.hours and number.when:
        under = f"{number.when}. {number.hours}"
    parts: list[QWidget] = [
        PlainLabel(number.phone, "title")
        if number.phone
        else PlainLabel(DAMAGED if number.damaged else NOT_WRITTEN, "body_strong", "text_2"),
        PlainLabel(number.function),
        PlainLabel(under, "small", "text_2"),
    ]
    if number.phone and number.checked:
        parts.append(PlainLabel(number.checked_words, "small", "warning" if number.old else "text_2"))
    return box(*parts, spacing=0.5, margins=_PADDING)


def ring_card(keys: Sequence[str], book: PhoneBook) -> Card:
    """The numbers ``keys`` in that order, those that can be rung first, as a card."""
    card = Card("Ring", icon="phone", flush=True)
    numbers = [number for key in keys for number in book if number.key == key]
    numbers.sort(key=lambda number: not number.phone)
    for place, number in enumerate(numbers):
        if place:
            card.add_rule()
        card.add(number_part(number))
    card.add_rule()
    card.add(box(PlainLabel(DOES_NOT_CALL, "small", "text_2"), margins=_PADDING))
    return card


def ring_now(keys: Sequence[str], book: PhoneBook) -> QWidget:
    """The numbers ``keys`` in the open step of a track, where one rings before anything is written."""
    numbers = [number for key in keys for number in book if number.key == key and number.phone]
    said = Message(MessageKind.DANGER, "Ring nu fra en telefon.", "Programmet ringer ikke. Skriv bagefter.")
    return box(
        MessageLine(said, closable=False, icon="phone"),
        Tiles([number_part(number) for number in numbers], least=RING_WIDTH, gap=0),
        spacing=2,
    )


def call_now(answer: DangerAnswer, book: PhoneBook) -> QWidget:
    """What to do when there is danger: the first number large, what to say, and the other numbers."""
    numbers = [number for key in answer.call for number in book if number.key == key]
    first = next((number for number in numbers if number.phone), None)
    left = Card(spacing=3)
    left.add(PlainLabel(answer.text, "question", "danger"))
    if first is not None:
        left.add(_large(first))
    left.add(MessageLine(Message(MessageKind.DANGER, DOES_NOT_CALL), closable=False, icon="phone"))
    left.add(numbered(answer.say))
    rest = [number.key for number in numbers if number is not first]
    return Columns(left, ring_card(rest, book), width=RING_WIDTH)


def _large(number: PhoneNumber) -> QWidget:
    part = QWidget()
    row = Row(part, spacing=4)
    row.addWidget(IconMark("phone", "danger", 11), 0, Qt.AlignmentFlag.AlignTop)
    words = Column(spacing=0)
    words.addWidget(PlainLabel(f"Ring {number.phone}", "display"))
    words.addWidget(PlainLabel(f"{number.function}. {number.when}", "lead"))
    row.addLayout(words, 1)
    return part


def do_and_dont(do: Sequence[str], dont: Sequence[str], *, in_card: bool = False) -> QWidget:
    """What not to do, and beside it what to do: a card each, or bare where they stand ``in_card`` already."""
    parts: list[QWidget] = []
    for head, color, icon, lines in (("Gør ikke", "danger", "x", dont), ("Gør", "success", "check", do)):
        if lines:
            words = PlainLabel(head, "section", color), Prose(list(lines), "body", mark=(icon, color))
            if in_card:
                parts.append(at_top(*words, spacing=2))
            else:
                card = Card(spacing=2)
                for part in words:
                    card.add(part)
                parts.append(card)
    return Tiles(parts, least=64, gap=4)


def dont_card(lines: Sequence[str]) -> Card:
    """What not to do, side by side over the whole page, so that what is to be done now still stands below it in
    sight."""
    card = Card(spacing=2)
    card.add(PlainLabel("Gør ikke", "section", "danger"))
    rows = -(-len(lines) // 3)
    parts = [lines[start : start + rows] for start in range(0, len(lines), rows)]
    card.add(Tiles([at_top(Prose(list(part), "body", mark=("x", "danger")), spacing=0) for part in parts], least=50))
    return card


def at_top(*parts: QWidget, spacing: float) -> QWidget:
    """Parts under each other whose spare height is below them, so that neighbours begin on one line."""
    widget = QWidget()
    column = Column(widget, spacing=spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return widget


def numbered(lines: Sequence[str]) -> QWidget:
    """Steps in their order."""
    return box(*(_numbered(number, line) for number, line in enumerate(lines, start=1)), spacing=2)


def _numbered(number: int, line: str) -> QWidget:
    part = QWidget()
    row = Row(part, spacing=2)
    row.addWidget(PlainLabel(f"{number}.", "body_strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(line), 1)
    return part
