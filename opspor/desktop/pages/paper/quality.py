"""The list "Det skal en læser vide": the 16 points, what each lacks and why it matters. It advises and never locks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Card, Column, PlainLabel, Quality, QualityRow
from opspor.domain.quality import POINTS, Judged, Result

_THERE = (Judged.DONE, Judged.COULD_NOT)


class QualityList(QWidget):
    """A row for each point, always in the same order. ``chosen`` carries the section where it is written."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=3)
        column.addWidget(
            PlainLabel(
                "Listen hjælper dig. Den låser ikke. »Kunne ikke indhentes, fordi …« er et fuldt svar.",
                "small",
                "text_2",
            )
        )
        card = Card(flush=True)
        column.addWidget(card)
        self._sections: dict[str, str] = {}
        self.rows: dict[str, QualityRow] = {}
        for point in POINTS:
            row = QualityRow(point.name, Quality.MISSING)
            row.clicked.connect(lambda _=False, id_=point.id: self.chosen.emit(self._sections[id_]))
            self.rows[point.id] = row
            card.add(row)

    def show_results(self, results: Sequence[Result]) -> None:
        """Shows how each point stands."""
        for result in results:
            self._sections[result.point.id] = result.section
            quality = Quality.READY if result.state in _THERE else Quality.MISSING
            self.rows[result.point.id].set_quality(quality, _fact(result))


def _fact(result: Result) -> str:
    if result.state is Judged.DONE:
        return ""
    if result.state is Judged.COULD_NOT:
        return "med en grund"
    return f"{result.said[:1].upper()}{result.said[1:]}. {result.point.why}"
