"""The last step of writing a paper: what is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.spoken import group
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    PlainLabel,
    Quality,
    QualityRow,
)
from opspor.domain.text import count_of
from opspor.usecases.paper_checks import SectionCheck


class Gaps(QWidget):
    """What is missing. It advises and never locks: ``chosen`` opens a section, ``urgent`` makes it now."""

    chosen = Signal(str)
    urgent = Signal()
    back = Signal()

    def __init__(self, missing: list[SectionCheck], *, can_be_urgent: bool) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        head = f"{count_of(len(missing), 'afsnit', 'afsnit')} mangler"
        about = "Du kan godt gøre den klar med huller. De står som »ikke oplyst« på papiret."
        group(head, self, about)
        column.addWidget(PlainLabel(head, "question"))
        column.addWidget(PlainLabel(about, "lead"))
        card = Card(flush=True)
        self._rows = []
        for check in missing:
            row = QualityRow(check.section.title, Quality.MISSING, check.missing)
            row.clicked.connect(lambda _=False, id_=check.section.id: self.chosen.emit(id_))
            card.add(row)
            self._rows.append(row)
        column.addWidget(card)
        buttons = []
        if can_be_urgent:
            now = Button("Haster: lav den nu", icon="clock", tall=True)
            now.clicked.connect(self.urgent)
            buttons.append(now)
        on = Button("Skriv videre", tall=True)
        on.clicked.connect(self.back)
        column.addWidget(Flow([*buttons, on], gap=3))
        if can_be_urgent:
            column.addWidget(
                PlainLabel("Haster det, så ring først. På papiret står der så, at det haster.", "body", "text_2")
            )

    def set_focus(self) -> None:
        """The first gap."""
        self._rows[0].setFocus()

    def leave(self) -> None:
        """Nothing is typed here."""
