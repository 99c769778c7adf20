"""What the page of agreement is made of: a calm interval, one thing that was asked, and a table of rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.pages.agreement.words import ASKED_WORDS, details, sentence
from opspor.desktop.widgets import Card, Column, PlainLabel, Table, TableColumn
from opspor.domain.agreement import Alike, Figure, Same
from opspor.domain.clock import MONTHS
from opspor.usecases.agreement import ASKED, Figures


class IntervalBar(QWidget):
    """A share between 0 and 100 %: a thin line, the interval as a band on it, and a mark at the value. No colour says
    good or bad, and the words under it say the same.
    """

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(look.u(60), look.u(9))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(60), look.u(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        side, wide = look.u(1), self.width() - 2 * look.u(1)
        middle = look.u(2.5)
        place = [side + wide * each for each in (self._figure.low, self._figure.value, self._figure.high)]
        with paint.painter_on(self) as painter:
            paint.shape(painter, QRectF(side, middle - look.uf(0.25), wide, look.uf(0.5)), 0.25, look.color("line"))
            band = QRectF(place[0], middle - look.uf(1), max(look.uf(0.5), place[2] - place[0]), look.uf(2))
            paint.shape(painter, band, 1, look.color("line_control"))
            mark = QRectF(place[1] - look.uf(0.5), middle - look.uf(2), look.uf(1), look.uf(4))
            paint.shape(painter, mark, 0.5, look.color("text"), look.color("sheet"), 0.25)
            foot = QRect(side, look.u(5), wide, look.metrics("small").height())
            for words, flags in (("0 %", paint.LEFT), ("50 %", paint.CENTER), ("100 %", paint.RIGHT)):
                paint.words(painter, foot, words, "small", look.color("text_2"), flags)


class AskedPart(QWidget):
    """One thing that was asked: the words first, then the band, then what is left without chance."""

    def __init__(self, asked: str, found: Alike | None) -> None:
        super().__init__()
        column = Column(self, spacing=1.5)
        head = PlainLabel(ASKED_WORDS[asked], "body_strong")
        if found is None:
            column.addWidget(head)
            column.addWidget(PlainLabel("For få børn med to svar.", "body", "text_2"))
            return
        column.addWidget(head)
        column.addWidget(PlainLabel(sentence(asked, found)))
        column.addWidget(IntervalBar(found.percent))
        column.addWidget(PlainLabel(details(found), "small", "text_2"))


def asked_card(head: str, asked: Sequence[str], found: Mapping[str, Alike | None]) -> Card:
    """A card with these things that were asked."""
    card = Card(head, spacing=5)
    for number, each in enumerate(asked):
        if number:
            card.add_rule()
        card.add(AskedPart(each, found[each]))
    return card


@dataclass(frozen=True, slots=True)
class _Row:
    asked: str
    cells: tuple[Same | None, ...]


def rounds_card(figures: Figures) -> Card:
    """This round and the newest earlier ones, with a row for each thing that was asked."""
    this = {asked: found.counted if found else None for asked, found in figures.found.items()}
    columns: list[tuple[str, Mapping[str, Same | None]]] = [("Nu", this)]
    columns += [(f"{MONTHS[one.opens_on.month - 1][:3]} {one.opens_on.year}", one.same) for one in figures.earlier]
    rows = [_Row(asked, tuple(same[asked] for _, same in columns)) for asked in ASKED]
    table: Table[_Row] = Table(
        "Runder ved siden af hinanden",
        [
            TableColumn("Valgte alle det samme", lambda row: ASKED_WORDS[row.asked], share=2, strong=True),
            *(_of_round(place, head) for place, (head, _) in enumerate(columns)),
        ],
    )
    table.set_records(rows)
    card = Card("Før og nu", flush=True)
    card.add(table)
    return card


def _of_round(place: int, head: str) -> TableColumn[_Row]:
    return TableColumn(head, lambda row: _cell(row.cells[place]), number=True)


def _cell(same: Same | None) -> str:
    return "for få" if same is None else f"{same.same} af {same.units}"
