"""Lock at random moments while somebody types, with dialogs of every kind open: nothing typed is lost, nothing is left.

In one process, with the lock screen in it: what the fresh process adds is that even the memory is gone.
"""

import gc
import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import Shiboken

from opspor import workplace
from opspor.desktop.locked import Why
from opspor.desktop.look import look, new_application
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.desktop.shell.window import Window
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.usecases import children, concerns
from opspor.vault.keys import Cost
from opspor.workplace import Workplace
from tests.e2e.driver import words_in
from tests.guards import PASSWORD, canaries_in
from tests.torture.result import Result

LOGIN, SECTION = "mette", "Sådan kender jeg barnet"
_TYPING = "Kanari "  # each word of what is written, so that any rest of it is found
_MOST_LOST = 2.0  # seconds of typing
_PATIENCE = 5.0


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


class Clock:
    """The clock of the made-up day; it moves a little at every look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 17, 9, 2).astimezone()

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


# --- dialogs, of every kind that there is ---------------------------------------------------------------------------


def _none(_window: QWidget) -> None:
    """No dialog."""


def _file(window: QWidget) -> None:
    QFileDialog(window, "Kanari").open()


def _question(window: QWidget) -> None:
    QMessageBox(QMessageBox.Icon.Question, "opspor", "Kanari?", QMessageBox.StandardButton.Yes, window).open()


def _input(window: QWidget) -> None:
    dialog = QInputDialog(window)
    dialog.setTextValue("Kanari")
    dialog.open()


def _modal(window: QWidget) -> None:
    QTimer.singleShot(0, window, lambda: QMessageBox.question(window, "opspor", "Kanari?"))


def _menu(window: QWidget) -> None:
    menu = QMenu(window)
    menu.addAction("Kanari")
    menu.popup(window.pos())


def _completer(window: QWidget) -> None:
    part = window.focusWidget()
    if isinstance(part, QLineEdit):
        part.setCompleter(QCompleter(["Kanari et", "Kanari to"], part))
        part.completer().complete()


DIALOGS: tuple[Callable[[QWidget], None], ...] = (_none, _file, _question, _input, _modal, _menu, _completer)


# --- one person's day -------------------------------------------------------------------------------------------------


class Day:
    """A vault with a child and a concern, and a program that somebody types in."""

    def __init__(self, scratch: Path, dice: random.Random) -> None:
        self.folder, self.clock, self.dice = scratch / "opspor", Clock(), dice
        work = workplace.create(
            self.folder, institution="Børnehuset", name="Mette Kanari", title="leder", login=LOGIN, password=PASSWORD,
            clock=self.clock, derive=quick,
        )  # fmt: skip
        new = children.NewChild("Karla", "Kanari", date(2021, 10, 3), "", "Bøgestuen", "")
        child = work.run(lambda desk: children.import_list(desk, [new])).result().children[0]
        concern = work.run(
            lambda desk: concerns.start(
                desk, danger=Danger.NO, track=Track.GENERAL, what="Kanari græd.", seen_on=date(2026, 3, 16),
                child_id=child,
            )
        ).result()  # fmt: skip
        work.close()
        self.scenes = (
            (Destination(Place.CHILD_EDIT, child), "Adresse"),
            (Destination(Place.CHILD_EDIT, child), "Andet"),
            (Destination(Place.CHILD, child), "Hvad så og hørte du?"),
            (Destination(Place.SETTINGS, Id("institution")), "Dataansvarlig"),
            (Destination(Place.CONCERN, concern), "Hvorfor kan den lukkes?"),
            (Destination(Place.UNDERRETNING, concern), SECTION),
        )
        self.program = Program(self.folder, self.clock, derive=quick)
        self.program.window.resize(1200, 800)
        self.program.window.show()
        self.typed: list[tuple[str, float]] = []

    def come_in(self) -> None:
        """Unlock, and wait until the page is there."""
        self.program.enter(self._open())
        wait_until(lambda: self.program.window.open_page is not None)

    def _open(self) -> Workplace:
        self.program.wait_until_locked()
        return workplace.open_vault(self.folder, LOGIN, PASSWORD, clock=self.clock, derive=quick)

    def go_somewhere(self) -> None:
        """A random page, the cursor in a field where one writes."""
        to, label = self.dice.choice(self.scenes)
        self.program.go(to)
        page = self.program.window.open_page
        assert page is not None
        page.activateWindow()
        if isinstance(page, ChildPage):
            page._open_form()  # as the button does, or the draft of before
        if isinstance(page, PaperPage):
            wait_until(lambda: bool(page._checks))
            page.go_inside(next(check.section.id for check in page._checks if check.section.title == SECTION))
        wait_until(lambda: any(part.isVisible() and part.isEnabled() for part in fields(page, label)))
        work = self.program.work
        assert work is not None
        for _ in range(2):  # the page fills itself and asks for the focus; only then somebody writes
            work.run(lambda _: None).result()
            work.look(lambda _: None).result()
            turn(5)
        fields(page, label)[0].setFocus()
        turn(self.dice.randrange(30))

    def type(self) -> None:
        """Some words, letter by letter, with rests of any length."""
        part = self.program.window.focusWidget()
        assert part is not None
        QTest.keyClick(part, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.typed = []
        text = f"{_TYPING}{self.dice.randrange(10**9)}"[: self.dice.randrange(7, 17)]
        for letter in text:
            QTest.keyClicks(part, letter)
            self.typed.append((letter, time.monotonic()))
            if self.dice.random() < 0.1:
                turn(self.dice.randrange(60))
        if self.dice.random() < 0.3:
            QTest.keyClick(part, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(part, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    def lock(self) -> None:
        """With a dialog open, or none; by any of the ways it locks."""
        window, way = self.program.window, self.dice.choice((Why.SELF, Why.QUIET, Why.SYSTEM, Why.SLEEP))
        opened = self.dice.choice(DIALOGS)
        opened(window)
        QTimer.singleShot(self.dice.randrange(30), window, lambda: self.program.lock(way, 5))
        wait_until(lambda: window.locked)
        self.at = time.monotonic()
        self.program.wait_until_locked()
        turn(110)

    def lost(self) -> float:
        """Seconds of typing that are not in the field where it was typed, after coming in again."""
        written = "".join(letter for letter, _ in self.typed)

        def found() -> str:
            part = self.program.window.focusWidget()
            if isinstance(part, QPlainTextEdit):
                return part.toPlainText()
            return part.text() if isinstance(part, QLineEdit) else ""

        try:
            wait_until(lambda: found().strip() == written.strip())
        except TimeoutError:
            kept = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(found(), written, strict=False)))
            return self.at - self.typed[kept][1] if kept < len(written) else _MOST_LOST + 1
        return 0.0


def fields(page: QWidget, label: str) -> list[QWidget]:
    """The editors of that name."""
    return [
        part
        for kind in (QLineEdit, QPlainTextEdit)
        for part in page.findChildren(kind)
        if part.accessibleName() == label
    ]


def turn(milliseconds: int) -> None:
    """Let the window live. ``QTest.qWait`` would hold Python's lock and starve the vault's threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait as a person does; ``TimeoutError`` when it does not come."""
    until = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        turn(10)


# --- what is left -----------------------------------------------------------------------------------------------------


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole,
                         Qt.ItemDataRole.ToolTipRole):  # fmt: skip
                yield str(index.data(role) or "")


def left_over(program: Program) -> list[str]:
    """What is still open, and where a word of a child still stands: widgets, seen or not, models, clipboard."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    found = [
        f"open: {type(one).__name__}"
        for one in QApplication.topLevelWidgets()
        if one is not program.window and one.isVisible()
    ]
    found += [
        f"widget: {type(widget).__name__}"
        for widget in QApplication.allWidgets()
        if any(map(canaries_in, (*words_in(widget), widget.objectName())))
    ]
    found += [
        f"model: {type(thing).__name__}"
        for thing in Shiboken.getAllValidWrappers()
        if isinstance(thing, QAbstractItemModel) and any(map(canaries_in, _cells(thing, QModelIndex())))
    ]
    if canaries_in(QApplication.clipboard().text()):
        found.append("clipboard")
    return found


def in_memory() -> int:
    """Dataclasses about a child that Python still holds: why the process is replaced, and no fault of the lock."""
    gc.collect()
    ours = ("opspor.domain", "opspor.usecases")
    return sum(str(type(one).__module__).startswith(ours) and bool(canaries_in(repr(one))) for one in gc.get_objects())


@contextmanager
def _fault(planted: bool) -> Iterator[None]:
    """A window that hides its pages and forgets to throw them away, so that they hand over no draft either."""
    if not planted:
        yield
        return

    def forgetful(self: Window, reason: str) -> None:
        self._close_dialogs()  # a question that holds the whole program would wait for ever
        self.workplace = None
        self._stack.setCurrentWidget(self.lock_screen)

    with mock.patch.object(Window, "show_lock", forgetful):
        yield


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """Lock ``count`` times."""
    app = QApplication.instance() or new_application()
    assert isinstance(app, QApplication)
    look.apply(app)
    dice = random.Random()
    lost = opened = left = 0
    longest, first = 0.0, ""
    # The offscreen platform never says that a text on the clipboard is ours; X11, Wayland and Windows do.
    with mock.patch.object(QClipboard, "ownsClipboard", return_value=True):
        day = Day(scratch, dice)
        day.come_in()
        gc.freeze()  # what is imported is not looked through at every lock
        for number in range(count):
            with _fault(planted):
                day.go_somewhere()
                day.type()
                day.lock()
            rest = left_over(day.program)
            opened += sum(one.startswith("open") for one in rest)
            left += sum(not one.startswith("open") for one in rest)
            day.come_in()
            seconds = day.lost()
            longest = max(longest, seconds)
            lost += seconds > _MOST_LOST
            if not first and (rest or seconds):
                first = (
                    f" First: event {number + 1}, {', '.join(sorted(set(rest))[:4])}, {seconds:.1f} s of typing gone."
                )
        day.program.window.close()
        day.program.wait_until_locked()
        waiting = in_memory()
        day.program.window.deleteLater()
        turn(50)
    words = (
        f"{lost} drafts lost (most typing gone {longest:.1f} s), {opened} dialogs left, {left} texts of a child left; "
        f"{waiting} objects wait in memory for the process to be replaced.{first}"
    )
    return Result("locking", count, lost + opened + left, words)
