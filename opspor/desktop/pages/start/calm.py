"""A list that stays calm in a full house: the first rows, the most urgent, and the rest when somebody asks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Column, Flow, Kind, ListRow, RowList, box

AT_A_GLANCE = 8  # rows


class CalmRows(QWidget):
    """``rows`` is the list; under it "Vis alle 343" where there are more than one takes in at a glance."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = RowList(name)
        self._every: Sequence[ListRow] = ()
        self._whole = False
        self._more = Button("", Kind.QUIET, icon="chevron-down")
        self._foot = box(Flow([self._more]), margins=(3, 1, 5, 1.5))
        column = Column(self, spacing=0)
        column.addWidget(self.rows)
        column.addWidget(self._foot)
        self._foot.hide()
        self._more.clicked.connect(self._turn)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows other rows, as many as were shown before."""
        self._every = rows
        long = len(rows) > AT_A_GLANCE + 1  # one more row takes no more room than the button
        self.rows.set_rows(rows[:AT_A_GLANCE] if long and not self._whole else rows)
        self._more.set_words(f"Vis kun de {AT_A_GLANCE} første" if self._whole else f"Vis alle {len(rows)}")
        self._foot.setVisible(long)

    def _turn(self) -> None:
        self._whole = not self._whole
        self.set_rows(self._every)
        if self._whole:  # the keys go on where the list goes on
            self.rows.setCurrentIndex(self.rows.model().index(AT_A_GLANCE, 0))
            self.rows.setFocus()
