"""A person at the keyboard: keys go to the window, and what is read is what stands on the screen."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.widgets import RadioList

_PATIENCE = 40.0  # seconds; two cores may be shared with others
_MOST_TABS = 150  # more than any page has
_KEYS = "æøåÆØÅ«»"  # beside ASCII; an é takes two
_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def windows() -> list[QWidget]:
    """What is open, the uppermost last."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def words_in(widget: QWidget) -> Iterator[str]:
    """What a part shows and what a screen reader says of it, whether it is seen now or not. Passwords are dots."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle(), widget.toolTip())
    if isinstance(widget, QLabel):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.displayText()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(min(model.rowCount(), 200)):
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            for column in range(columns):
                index = model.index(row, column)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(index.data(role) or "")


def text_on_screen(*, hidden: bool = False) -> str:
    """All words that can be read now; with ``hidden`` also those that wait in parts that are not shown."""
    found: dict[str, None] = {}
    for window in QApplication.topLevelWidgets() if hidden else windows():
        for widget in (window, *window.findChildren(QWidget)):
            if hidden or widget.isVisible():
                found.update(dict.fromkeys(word for word in words_in(widget) if word))
    return "\n".join(found)


@dataclass
class Keyboard:
    """``strokes`` counts every key. Nothing here knows a page: labels are read, Tab goes from part to part."""

    strokes: int = 0
    titles: set[str] = field(default_factory=set)

    # --- keys -----------------------------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE, *, times: int = 1) -> None:
        """Presses a key where the focus is."""
        for _ in range(times):
            self.strokes += 1
            QTest.keyClick(self._target(), key, modifier)
            self.settle()

    def with_ctrl(self, key: Qt.Key) -> None:
        """Presses Ctrl and a key."""
        self.press(key, _CTRL)

    def enter(self) -> None:
        """Presses Enter."""
        self.press(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        """Types; what no key gives (emoji, other alphabets) comes as an input method hands it over, in one."""
        for char in text if len(text) < 300 and text.isprintable() else [text]:
            self.strokes += 1
            if len(char) == 1 and (char.isascii() or char in _KEYS):
                QTest.keyClicks(self._target(), char)
            else:
                event = QInputMethodEvent()
                event.setCommitString(char)
                QApplication.sendEvent(self._target(), event)
        self.settle()

    @staticmethod
    def _target() -> QWidget:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None, "no window has the keyboard"
        # QTest gives keys to the widget itself; the system gives them to the window, where the program listens for
        # somebody being there.
        nothing = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_unknown, _NONE)
        QApplication.sendEvent(target.window().windowHandle(), nothing)
        return target

    def settle(self) -> None:
        """Lets the window do what it has to do."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        self.titles |= {window.windowTitle() for window in windows()}

    # --- going there ----------------------------------------------------------------------------------------------

    def tab_to(self, what: str, *, among: type[QWidget] | tuple[type[QWidget], ...] = QWidget, nth: int = 1) -> QWidget:
        """Presses Tab until the part with that name has the focus, at most twice round; ``nth`` from the page's top."""
        return self._tab(lambda part: isinstance(part, among) and part.accessibleName() == what, what, nth)

    def _tab(self, right: Callable[[QWidget], bool], what: str, nth: int) -> QWidget:
        def find() -> QWidget | None:
            passed: list[str] = []
            first: QWidget | None = None
            left = nth
            if nth > 1:
                self.to_the_top()
            for _ in range(_MOST_TABS):
                part = QApplication.focusWidget()
                if part is not None and right(part):
                    left -= 1
                    if not left:
                        return part
                if part is not None and part is first:
                    break
                first = first or part
                if part is not None:
                    passed.append(f"{part.accessibleName() or type(part).__name__}{_titles(part) or ''}")
                self.press(Qt.Key.Key_Tab)
            self._passed = passed
            return None

        until = time.monotonic() + _PATIENCE
        while (found := find()) is None:  # what was asked for may still be on its way from the vault
            assert time.monotonic() < until, f"Tab does not reach {what!r}, only {self._passed}"
            QTest.qWait(20)
        return found

    def to_the_top(self) -> None:
        """The focus goes to the first part of the page that is open."""
        window = QApplication.activeWindow()
        assert window is not None
        page = next(
            (p for p in window.findChildren(QWidget) if isinstance(p, Page | FocusPage) and p.isVisible()), None
        )
        if page is not None:
            page.begin()

    def type_into(self, label: str, text: str, *, nth: int = 1) -> None:
        """Goes to a field and writes there in place of what it holds."""
        self.tab_to(label, among=(QLineEdit, QPlainTextEdit), nth=nth)
        self.with_ctrl(Qt.Key.Key_A)
        self.write(text)

    def button(self, words: str, *, nth: int = 1) -> None:
        """Goes to a button and presses Enter."""
        self.tab_to(words, among=QAbstractButton, nth=nth)
        self.enter()

    def tick(self, words: str, *, nth: int = 1) -> None:
        """Goes to a box that is empty and presses Space."""
        box = self.tab_to(words, among=QAbstractButton, nth=nth)
        assert isinstance(box, QAbstractButton)
        assert not box.isChecked(), f"{words!r} is ticked already"
        self.press(Qt.Key.Key_Space)
        assert box.isChecked(), f"{words!r} did not turn"

    def choose(self, group: str, words: str, *, nth: int = 1) -> None:
        """Goes to a choice side by side or under each other, and with the arrows to one answer of it."""
        # One stop when something is chosen, a stop each before: the last stop of the group before is passed by nth.
        part = self._tab(lambda part: isinstance(part, QAbstractButton) and _group_of(part) == group, group, nth)
        on = Qt.Key.Key_Down if isinstance(part.parent(), RadioList) else Qt.Key.Key_Right
        for _ in range(8):
            if part.accessibleName() == words:
                break
            self.press(on)
            moved = QApplication.focusWidget()
            assert moved is not None
            part = moved
        assert isinstance(part, QAbstractButton)
        if not part.isChecked():
            self.press(Qt.Key.Key_Space)
        assert part.accessibleName() == words, f"no {words!r} in {group!r}"
        assert part.isChecked()

    def pick(self, label: str, words: str) -> None:
        """Opens a list that folds out, goes down to an entry and takes it."""
        box = self.tab_to(label, among=QComboBox)
        assert isinstance(box, QComboBox)
        for _ in range(box.count() + 1):
            if box.currentText() == words:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"no {words!r} in {label!r}")

    def row(self, words: str, *, within: str = "") -> None:
        """Goes to the row that begins with these words, in any list that Tab reaches, and presses Enter."""

        def right(part: QWidget) -> bool:
            return (
                isinstance(part, QAbstractItemView)
                and (not within or part.accessibleName() == within)
                and self._place(part, words) is not None
            )

        found = self._tab(right, words, 1)
        assert isinstance(found, QAbstractItemView)
        place = self._place(found, words)
        assert place is not None
        self.press(Qt.Key.Key_Home)
        self.press(Qt.Key.Key_Down, times=place)
        assert found.currentIndex().row() == place
        self.enter()

    @staticmethod
    def _place(view: QAbstractItemView, words: str) -> int | None:
        return next((i for i, title in enumerate(_titles(view)) if title.startswith(words)), None)

    # --- waiting and reading --------------------------------------------------------------------------------------

    def wait_until(self, true: Callable[[], bool], what: str) -> None:
        """Waits as a person does: the window goes on meanwhile."""
        until = time.monotonic() + _PATIENCE
        while not true():
            assert time.monotonic() < until, f"{what}; on the screen:\n{text_on_screen()[:3000]}"
            QTest.qWait(10)
        self.settle()

    def wait_for(self, *words: str) -> None:
        """Waits until all of these stand on the screen."""
        for one in words:
            self.wait_until(lambda one=one: one in text_on_screen(), f"never saw {one!r}")  # type: ignore[misc]

    def wait_until_gone(self, words: str) -> None:
        """Waits until these words stand nowhere on the screen."""
        self.wait_until(lambda: words not in text_on_screen(), f"{words!r} stays")

    def wait_for_saved(self) -> None:
        """Waits until the page says that what was typed is kept."""
        self.wait_for("Gemt ")

    def save_as(self, path: Path) -> None:
        """Answers the question where to save, by typing the whole path."""
        self.wait_until(lambda: any(isinstance(w, QFileDialog) for w in windows()), "no question where to save")
        name = next(w for w in windows() if isinstance(w, QFileDialog)).findChild(QLineEdit)
        assert name is not None
        self.wait_until(name.hasFocus, "the cursor is not in the name of the file")
        self.with_ctrl(Qt.Key.Key_A)
        self.write(str(path))
        self.enter()
        self.wait_until(lambda: not any(isinstance(w, QFileDialog) for w in windows()), "the question stays")
        windows()[0].activateWindow()  # as a window manager does; the offscreen platform has none
        self.settle()


def _group_of(part: QWidget) -> str:
    """What a screen reader calls the choice that an answer belongs to."""
    around = part.parentWidget()
    return around.accessibleName() if around is not None else ""


def _titles(part: QWidget) -> list[str]:
    """The first words of each row of a list; nothing for another part."""
    if not isinstance(part, QAbstractItemView):
        return []
    model = part.model()
    return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]
