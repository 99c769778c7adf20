"""One track of the beredskabsplan to read: what not to do on top, whom to ring, and each step. Nothing personal."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.beredskab.guidance import (
    RING_WIDTH,
    PhoneBook,
    at_top,
    do_and_dont,
    ring_card,
)
from opspor.desktop.widgets import (
    Card,
    Column,
    Columns,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    StepRow,
    Tiles,
    box,
    message_of,
)
from opspor.desktop.widgets import StepState as Look
from opspor.documents.track_paper import rules_of
from opspor.domain.beredskab import CERTAINTY_WORDS, Telling, Track
from opspor.domain.clock import long_date
from opspor.domain.local import LawCheck
from opspor.forms.model import Degree, TrackForm, TrackStepForm, WayOn

TRACK = "track:"


TitleOf = Callable[[Track], str]


def track_page(
    form: TrackForm,
    degrees: Sequence[Degree],
    book: PhoneBook,
    title_of: TitleOf,
    ways: Sequence[QWidget],
    *,
    today: date,
    checks: Sequence[LawCheck],
) -> QWidget:
    """Everything about a track but its title, with its numbers at the right, and under them the ``ways`` to go on.

    ``title_of`` names the other tracks that a step may lead to. ``checks`` are the rules that were looked up.
    """
    words = [telling(form), do_and_dont(form.do, [dont.text for dont in form.dont]), StepsCard(form, title_of)]
    return box(
        Columns(box(*words, spacing=4), box(ring_card(form.call, book), *ways, spacing=3), width=RING_WIDTH),
        degrees_card(degrees),
        *law_cards(form, today, checks),
        PlainLabel(
            f"Sporet er senest gået igennem {long_date(date.fromisoformat(form.checked_on))}", "small", "text_2"
        ),
        spacing=4,
    )


def telling(form: TrackForm) -> MessageLine:
    """Who may be told, and who says when: a warning unless the parents may know."""
    kind = MessageKind.INFO if form.telling is Telling.OPENLY else MessageKind.WARNING
    return MessageLine(message_of(kind, form.tell), closable=False)


class StepsCard(Card):
    """The steps as rows; one of them is open, at first the first."""

    def __init__(self, form: TrackForm, title_of: TitleOf) -> None:
        super().__init__("Trin for trin", fact="frist", flush=True)
        self._form, self._title_of = form, title_of
        inside = QWidget()
        self._column = Column(inside, spacing=0)
        self.add(inside)
        self._part: QWidget | None = None
        self._rows: list[StepRow] = []
        for number, step in enumerate(form.step, start=1):
            row = StepRow(number, step.title, deadline=step.deadline)
            row.clicked.connect(lambda _=False, place=number - 1: self._open(place))
            self._rows.append(row)
            self._column.addWidget(row)
        self._open(0)

    def _open(self, place: int) -> None:
        if self._part is not None:
            self._column.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        step = self._form.step[place]
        ways = [words for way in step.next if (words := way_words(self._form, step, way, self._title_of))]
        self._part = step_part(step, ways=ways)
        self._column.insertWidget(place + 1, self._part)
        for number, row in enumerate(self._rows):
            row.set_state(Look.NOW if number == place else Look.OPEN)


def step_part(step: TrackStepForm, deadline: str = "", ways: Sequence[str] = ()) -> QWidget:
    """What a step asks for. ``deadline`` stands in place of the words of the form, e.g. a day; ``ways`` say where it
    leads.
    """
    parts: list[QWidget] = [
        PlainLabel(step.text, "lead"),
        Prose([f"Hvorfor: {step.why}", f"Hvem: {step.who}", f"Frist: {deadline or step.deadline}"], "body"),
        do_and_dont(step.do, [dont.text for dont in step.dont], in_card=True),
    ]
    for head, lines in (("Skriv ned", step.write), ("Hvad så?", ways)):
        if lines:
            parts.append(at_top(PlainLabel(head, "section"), Prose(list(lines), "body"), spacing=2))
    return box(*parts, spacing=3, margins=(5, 2, 5, 5))


def way_words(form: TrackForm, step: TrackStepForm, way: WayOn, title_of: TitleOf) -> str:
    """Where a way leads, in words; empty where it is just the next step, as one reads."""
    after = form.step.index(step) + 1
    if not way.text and after < len(form.step) and form.step[after].id == way.to:
        return ""
    if way.to.startswith(TRACK):
        to = f"sporet »{title_of(Track(way.to.removeprefix(TRACK)))}«"
    else:
        to = next((f"»{one.title}«" for one in form.step if one.id == way.to), "så er sporet slut")
    return f"{way.text or 'Bagefter'}: {to}"


def degrees_card(degrees: Sequence[Degree]) -> Card:
    """How sure one is, as a card of its own."""
    card = Card("Hvor sikker er du?")
    card.add(degrees_part(degrees))
    return card


def degrees_part(degrees: Sequence[Degree]) -> Tiles:
    """How sure one is: what the three words mean, with examples and what follows, side by side."""
    return Tiles(
        [
            at_top(
                PlainLabel(CERTAINTY_WORDS[degree.certainty], "body_strong"),
                PlainLabel(degree.text),
                Prose(list(degree.example), "body"),
                PlainLabel(degree.then, "body_strong"),
                spacing=1.5,
            )
            for degree in degrees
        ],
        least=50,
        gap=5,
    )


def law_cards(form: TrackForm, today: date, checks: Sequence[LawCheck]) -> list[Card]:
    """The rules that the track names, each with how sure it is. None where they cannot be read: the steps stand."""
    if not (rules := rules_of(form, today, checks)):
        return []
    card = Card("Loven")
    for rule in rules:
        card.add(box(PlainLabel(rule.text), PlainLabel(rule.quoted, "small", "text_2"), spacing=0.5))
    return [card]
