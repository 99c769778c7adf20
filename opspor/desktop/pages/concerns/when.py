"""A date with a key that writes today's. Nothing is filled in beforehand: a wrong date is worse than none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, DateField, Kind, PlainLabel, Row, box


class DateLine(QWidget):
    """The field and "I dag"."""

    changed = Signal()

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._field = DateField(label)
        button = Button("I dag", Kind.LINK)
        row = Row(self, spacing=2)
        row.addWidget(self._field)
        beside = box(PlainLabel(" ", "body_strong"), button, spacing=1.5)  # on the line of the field, error or not
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        button.clicked.connect(lambda: self._field.put(today()))
        self._field.changed.connect(self.changed)
        self.setFocusProxy(self._field)

    def value(self) -> date | None:
        """The date; None when it is empty or cannot be read."""
        return self._field.value()

    def set_value(self, value: date | None) -> None:
        """Writes a date."""
        self._field.set_value(value)

    def read(self) -> date | None:
        """The date; None, with the error at the field, when it is missing or cannot be read."""
        value = self._field.value()
        if value is None and self._field.complete():
            self.set_error("Skriv, hvornår det var. Er du ikke sikker, så skriv den dag, du tror.")
        if value is None:
            self._field.setFocus()
        return value

    def set_error(self, sentence: str) -> None:
        """Shows what is wrong under the field."""
        self._field.set_error(sentence)
