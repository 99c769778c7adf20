"""The list "Det skal med": every section of the paper, how far it is, and what it lacks in words. It advises only."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Column, PlainLabel, Quality, QualityRow, line_of
from opspor.usecases.paper_checks import SectionCheck, SectionState


class SectionList(QWidget):
    """A row for each section that applies now, under the heading of its group. ``chosen`` carries the id of the one to
    open.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=1)
        self._ready = PlainLabel("", "body", "text_2", wrap=False)
        head = QWidget()
        Column(head, margins=(3, 1, 3, 2)).addWidget(
            line_of(PlainLabel("Det skal med", "section", wrap=False), self._ready, spacing=3)
        )
        column.addWidget(head)
        self._place = Column(spacing=0)
        column.addLayout(self._place)
        self.rows: dict[str, QualityRow] = {}
        self._heads: list[QWidget] = []

    def show_checks(self, checks: Sequence[SectionCheck], open_id: str, faulty: Mapping[str, str]) -> None:
        """Shows how far each section is; the one that is open, and those that must be mended."""
        if [check.section.id for check in checks] != list(self.rows):
            self._make(checks)
        for check in checks:
            id_, fact = check.section.id, check.missing
            ready = check.state is SectionState.DONE
            if check.state is SectionState.OPTIONAL:
                fact = "kan stå tomt"
            if id_ in faulty:
                ready, fact = False, "ret det"
            quality = Quality.WRITING if id_ == open_id else Quality.READY if ready else Quality.MISSING
            self.rows[id_].set_quality(quality, fact)
        done = sum(check.state is SectionState.DONE for check in checks)
        self._ready.setText(f"{done} af {len(checks)} klar")

    def _make(self, checks: Sequence[SectionCheck]) -> None:
        for part in (*self.rows.values(), *self._heads):
            self._place.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.rows, self._heads = {}, []
        group: str | None = None
        for check in checks:
            if check.section.group and check.section.group != group:
                group = check.section.group
                head = QWidget()
                Column(head, margins=(3, 3, 3, 0)).addWidget(PlainLabel(group, "small_strong", "text_2"))
                self._heads.append(head)
                self._place.addWidget(head)
            row = QualityRow(check.section.title, Quality.MISSING)
            row.clicked.connect(lambda _=False, id_=check.section.id: self.chosen.emit(id_))
            self.rows[check.section.id] = row
            self._place.addWidget(row)
