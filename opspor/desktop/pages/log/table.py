"""The lines of the log, newest first. However many there are, only those near what is looked at have been fetched."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from opspor.desktop.widgets import Table, TableColumn
from opspor.desktop.widgets.tables import AnyIndex
from opspor.domain.clock import long_date, short_date, time_of_day
from opspor.usecases.log import Line

_WITHOUT_NAME = ("Bekymring", "Papir")
_NEAR = 4  # pages of the window before the end, when more is asked for


class LogTable(Table[Line]):
    """``wants_more`` when somebody nears the end of what is there; ``current`` carries the line they are on.

    The screen faces the room: a child's name with a concern stands in the one line that somebody went to, and not in
    a list that is left open (design section 11, rule 10).
    """

    wants_more = Signal()
    current = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "Linjer i loggen",
            [
                TableColumn("Tid", _when, share=4, whole=True),
                TableColumn("Hvem", lambda line: line.who, share=5),
                TableColumn("Hvad", lambda line: line.what, share=7, strong=True),
                TableColumn("Om", _about, share=5),
            ],
            fits=False,
        )
        self.verticalScrollBar().valueChanged.connect(self._near_end)

    def _near_end(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum() - _NEAR * bar.pageStep():
            self.wants_more.emit()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.current.emit(self.lines[current.row()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.current.emit(self.lines[self.currentIndex().row()])

    @property
    def lines(self) -> list[Line]:
        """What has been fetched."""
        return self._model.records

    def add_lines(self, lines: tuple[Line, ...]) -> None:
        """Adds older lines at the end; nothing moves."""
        self._model.add_records(lines)


def _when(line: Line) -> str:
    return f"{short_date(line.at)} kl. {time_of_day(line.at)}"


def _about(line: Line) -> str:
    kind, _, name = line.about.partition(": ")
    return kind if name and kind in _WITHOUT_NAME else line.about


def whole(line: Line) -> str:
    """The line with all that it says, where a column is too narrow."""
    who = ", ".join(filter(None, (line.who, line.role)))
    said = [f"Linje {line.number}", f"{long_date(line.at)} kl. {time_of_day(line.at)}", who, line.what]
    return " · ".join(filter(None, (*said, line.about and f"Om: {line.about}")))
