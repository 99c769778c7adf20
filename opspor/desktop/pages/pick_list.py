"""A list in which several rows are chosen: a tick before each, by click, Enter or the space bar; Ctrl+A takes all."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from opspor.desktop.widgets import ListRow, RowList
from opspor.desktop.widgets.rows import AnyIndex, RowModel

_PICKED, _NOT_PICKED = "circle-check", "circle"


class _PickModel(RowModel):
    """The rows, and which of them are chosen. A row with an icon of its own can't be."""

    def __init__(self) -> None:
        super().__init__()
        self.picked: set[object] = set()
        self.able: frozenset[object] = frozenset()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        said = super().data(index, role)
        if role != Qt.ItemDataRole.AccessibleTextRole or not index.isValid():
            return said
        key = self.rows[index.row()].key
        state = "Kan ikke vælges" if key not in self.able else "Valgt" if key in self.picked else "Ikke valgt"
        return f"{state}. {said}"

    def paint_again(self, first: int, last: int) -> None:
        """The ticks of these rows are drawn as they are now."""
        self.rows = [self._ticked(row) for row in self.rows]
        self.dataChanged.emit(self.index(first), self.index(last))

    def _ticked(self, row: ListRow) -> ListRow:
        if row.key not in self.able:
            return row
        return replace(row, icon=_PICKED if row.key in self.picked else _NOT_PICKED)


class PickList(RowList):
    """``changed`` when another set of rows is chosen. Scrolls itself, for thousands of rows."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}. Mellemrum vælger", fits=False)
        self._picks = _PickModel()
        self._picks.setParent(self)
        self._rows = self._picks
        self.setModel(self._picks)
        self.opened.connect(self._toggle)

    def fill(self, rows: Sequence[ListRow], able: Collection[object]) -> None:
        """Replaces the rows; ``able`` are the keys of those that can be chosen. What is chosen stays so."""
        self._picks.able = frozenset(able)
        self._picks.picked &= self._picks.able
        self.set_rows(rows)
        self._again()

    def picked(self) -> list[object]:
        """The keys that are chosen, in the order of the rows."""
        return [row.key for row in self._picks.rows if row.key in self._picks.picked]

    def pick(self, *, everything: bool) -> None:
        """Chooses all that can be, or none."""
        self._picks.picked = {*self._picks.able} if everything else set()
        self._again()

    def _again(self) -> None:
        if self._picks.rows:
            self._picks.paint_again(0, len(self._picks.rows) - 1)
        self.changed.emit()

    def _toggle(self, key: object) -> None:
        if key in self._picks.able:
            self._picks.picked ^= {key}
            row = next(i for i, one in enumerate(self._picks.rows) if one.key == key)
            self._picks.paint_again(row, row)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.current_key())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.pick(everything=True)
        else:
            super().keyPressEvent(event)
