"""Form fields: label, help above, a painted frame round a frameless editor, and the error below in words."""

import re
import sys
from collections.abc import Sequence
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import ICON, LINE, RADIUS, TARGET
from opspor.desktop.widgets.buttons import IconButton
from opspor.desktop.widgets.layouts import Column, Row
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import announce, announce_anew

T = TypeVar("T")


class FieldFrame(QWidget):
    """The painted edge round an editor. It owns radius and error; the focus ring goes round it, not the editor."""

    def __init__(self, editor: QWidget, *parts: QWidget, ground: str = "sheet") -> None:
        super().__init__()
        self._ground, self._error = ground, False
        multi = isinstance(editor, QPlainTextEdit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = Row(self, spacing=1, margins=(3, 1.5 if multi else 0.5, 1.5, 1.5 if multi else 0.5))
        row.addWidget(editor, 1)
        for part in parts:
            row.addWidget(part)
        self.setFocusProxy(editor)

    def set_error(self, error: bool) -> None:
        """Draws the edge of a field with an error."""
        self._error = error
        self.update()

    def ring_radius(self) -> float:
        """The radius that the focus ring follows, in u."""
        return RADIUS.control

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, look.u(TARGET.field)))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, look.u(TARGET.field)))

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = look.color("danger" if self._error else "line_control")
        with paint.painter_on(self) as painter:
            width = LINE.strong if self._error else LINE.control
            paint.shape(painter, self.rect(), RADIUS.control, look.color(self._ground), edge, width)


class _ErrorLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = Row(self, spacing=1.5)
        self._icon = _ErrorIcon()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.label = PlainLabel("", "small", "danger")
        row.addWidget(self.label, 1)
        self.hide()


class _ErrorIcon(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(look.u(ICON.small), look.u(ICON.small))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.icon_at(painter, 0, look.u(ICON.small) / 2, "circle-alert", look.color("danger"), ICON.small)


class Field(QWidget):
    """A labelled field. ``changed`` is emitted while typing. The label is the editor's name for a screen reader;
    ``note`` stands under the frame."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *parts: QWidget,
        help_text: str = "",
        note: QWidget | None = None,
        on_lock: bool = False,
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor = editor
        self._help = help_text
        column = Column(self, spacing=1.5)
        if label:
            column.addWidget(PlainLabel(label, "body_strong", "on_lock" if on_lock else "text"))
        if help_text:
            column.addWidget(PlainLabel(help_text, "small", "on_lock_2" if on_lock else "text_2"))
        self.frame = FieldFrame(editor, *parts, ground="lock_field" if on_lock else "sheet")
        column.addWidget(self.frame)
        if note is not None:
            column.addWidget(note)
        self._error_line = _ErrorLine()
        column.addWidget(self._error_line)
        column.addStretch(1)  # beside a field with an error, the labels stay on one line
        self.set_name(label)
        self.setFocusProxy(editor)
        if on_lock:
            look.changed.connect(self._dress_on_lock)
            self._dress_on_lock()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()  # a layout gives no more than this, also when help or error needs two lines
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _dress_on_lock(self) -> None:
        palette = QPalette(self.editor.palette())
        palette.setColor(QPalette.ColorRole.Text, look.color("on_lock_field"))
        palette.setColor(QPalette.ColorRole.Base, look.color("lock_field"))
        self.editor.setPalette(palette)

    def set_name(self, name: str) -> None:
        """The name for a screen reader where no label is drawn."""
        self.editor.setAccessibleName(name)
        self._describe("")

    def _describe(self, error: str) -> None:
        """What is said after the name. Over AT-SPI Qt calls a list that folds out by what is chosen in it, and its name
        would not be said at all."""
        unnamed = sys.platform == "linux" and isinstance(self.editor, QComboBox)
        name = self.editor.accessibleName() if unnamed else ""
        self.editor.setAccessibleDescription(" ".join(filter(None, (error, name, self._help))))

    def set_error(self, sentence: str) -> None:
        """Shows what is wrong and what to do, under the field, and says it; empty takes it away."""
        announce_anew(self.editor, self.error, sentence)
        self._error_line.label.setText(sentence)
        self._error_line.setVisible(bool(sentence))
        self.frame.set_error(bool(sentence))
        self._describe(sentence)

    def refuse(self, sentence: str) -> None:
        """Shows what is wrong, and puts the cursor where it is put right."""
        self.set_error(sentence)
        self.setFocus()

    @property
    def error(self) -> str:
        """The error that is shown, or empty."""
        return self._error_line.label.text() if not self._error_line.isHidden() else ""


class LineEdit(QLineEdit):
    """A frameless line that takes its colours from the application's palette."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setTextMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(look.u(40), look.u(TARGET.field - 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(12), look.metrics("body").height())


class _SecretEdit(LineEdit):
    """A line of dots. ``caps`` tells whether Caps Lock is on, as seen by the letters: Qt itself does not know."""

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps.emit(False)  # the next letter tells
        elif len(text) == 1 and text.lower() != text.upper():
            self.caps.emit(text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))


class PasswordField(Field):
    """A password, with an eye that shows and hides it, and a word about Caps Lock. ``entered`` is Enter in it."""

    entered = Signal()

    def __init__(self, label: str, *, help_text: str = "", on_lock: bool = False) -> None:
        self._edit = _SecretEdit()
        self._eye = IconButton("Vis adgangskoden", "eye", color="on_lock_field" if on_lock else "text_2")
        self._caps = PlainLabel("Caps Lock er slået til.", "small", "on_lock" if on_lock else "text")
        self._caps.hide()
        super().__init__(label, self._edit, self._eye, help_text=help_text, note=self._caps, on_lock=on_lock)
        self._edit.caps.connect(self._tell_caps)
        self._eye.clicked.connect(self._turn)
        self._edit.returnPressed.connect(self.entered)
        self._edit.textChanged.connect(self.changed)

    def _turn(self) -> None:
        hidden = self._edit.echoMode() is QLineEdit.EchoMode.Password
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._eye.set_words("Skjul adgangskoden" if hidden else "Vis adgangskoden")

    def _tell_caps(self, on: bool) -> None:
        if on and self._caps.isHidden():
            announce(self, self._caps.text())
        self._caps.setVisible(on)

    def text(self) -> str:
        """Exactly what was typed."""
        return self._edit.text()

    def clear(self) -> None:
        """Empties and hides."""
        self._edit.clear()
        if self._edit.echoMode() is QLineEdit.EchoMode.Normal:
            self._turn()


_DATE = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?|(\d{1,2})(\d{2})")


class DateField(Field):
    """A date as people write it: 12.3.2026, 12-03-26, 120326. May be empty; nothing is filled in beforehand.

    A line and not a ``QDateEdit``, because that one cannot be empty and keeps a keyboard inside its sections.
    """

    def __init__(self, label: str, *, help_text: str = "", value: date | None = None) -> None:
        self._edit = LineEdit("dd.mm.åååå")
        super().__init__(label, self._edit, help_text=help_text)
        self.set_value(value)
        self._edit.textChanged.connect(self._typed)
        self._edit.editingFinished.connect(self._tidy)

    def _typed(self) -> None:
        self.set_error("")
        self.changed.emit()

    def value(self) -> date | None:
        """The date; None when it is empty or cannot be read (``complete`` tells which)."""
        return read_date(self._edit.text())

    def complete(self) -> bool:
        """False, with an error under the field, when something is written that is no date."""
        wrong = bool(self._edit.text().strip()) and self.value() is None
        if wrong:
            self.set_error("Datoen kan ikke læses. Skriv den som 12.03.2026.")
        return not wrong

    def put(self, value: date) -> None:
        """Writes the date that a button beside the field stands for, and says it: the focus stays on the button."""
        self.set_value(value)
        announce(self.editor, f"{self.editor.accessibleName()} {self._edit.text()}")

    def set_value(self, value: date | None) -> None:
        """Writes a date."""
        self._edit.setText(f"{value:%d.%m.%Y}" if value else "")

    def _tidy(self) -> None:
        if self.complete() and (value := self.value()) and self._edit.text() != f"{value:%d.%m.%Y}":
            self.set_value(value)


class TimeField(Field):
    """A time of day: 8.20, 8:20, 820 or 8. May be empty."""

    def __init__(self, label: str, *, help_text: str = "", value: time | None = None) -> None:
        self._edit = LineEdit("tt.mm")
        super().__init__(label, self._edit, help_text=help_text)
        self.set_value(value)
        self._edit.textChanged.connect(self._typed)
        self._edit.editingFinished.connect(self.complete)

    def _typed(self) -> None:
        self.set_error("")
        self.changed.emit()

    def value(self) -> time | None:
        """The time; None when it is empty or cannot be read."""
        return read_time(self._edit.text())

    def complete(self) -> bool:
        """False, with an error under the field, when something is written that is no time."""
        wrong = bool(self._edit.text().strip()) and self.value() is None
        if wrong:
            self.set_error("Klokkeslættet kan ikke læses. Skriv det som 8.20.")
        return not wrong

    def set_value(self, value: time | None) -> None:
        """Writes a time."""
        self._edit.setText(f"{value.hour}.{value.minute:02}" if value else "")


def read_date(text: str) -> date | None:
    """A Danish date: day, month, year; a year of two digits is in this century. None for anything else."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time of day as people write it; None for anything else."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class ChoiceField(Field, Generic[T]):
    """One of many, in a list that opens. Nothing is chosen beforehand unless ``value`` says so."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, T]],
        *,
        value: T | None = None,
        help_text: str = "",
        empty: str = "Vælg",
    ) -> None:
        from opspor.desktop.widgets.choice_box import ChoiceBox  # the lock screen has none

        self._box = ChoiceBox()
        super().__init__(label, self._box, help_text=help_text)
        self._box.setPlaceholderText(empty)
        self._values: list[T] = []
        self.set_options(options, value)
        self._box.currentIndexChanged.connect(self._chosen)

    def _chosen(self) -> None:
        self.set_error("")
        self.changed.emit()

    def set_options(self, options: Sequence[tuple[str, T]], value: T | None = None) -> None:
        """Other options, with ``value`` chosen, or nothing."""
        self._box.blockSignals(True)  # one change is told, not one per option
        self._values = [own for _, own in options]
        self._box.set_words([words for words, _ in options])
        self._box.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self._box.blockSignals(False)

    def value(self) -> T | None:
        """What is chosen; None while nothing is."""
        index = self._box.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: T | None) -> None:
        """Chooses; None chooses nothing."""
        self._box.setCurrentIndex(self._values.index(value) if value in self._values else -1)
