"""What is measured in a process of its own: ``python probe.py bare-window|lock-screen|first-minute|start ...``.

Says ``painted`` when the first picture is complete (the parent has the watch), and then one line of JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def peak_mb() -> float:
    """The most memory this process has held, without what its parent held before (which ``ru_maxrss`` counts)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not say VmHWM")


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _when_painted() -> "QObject":
    """Ends the process when the paint events of the first picture are through, before anything that waits for them."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtWidgets import QMainWindow

    instance = QCoreApplication.instance()
    assert instance is not None
    app = instance
    through = QEvent.Type(QEvent.registerEventType())

    class Painted(QObject):
        """Watches the application until the window is there, then the window alone: watching every event costs."""

        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if not self.seen and isinstance(watched, QMainWindow):
                self.seen = True
                app.removeEventFilter(self)
                watched.installEventFilter(self)
            elif self.seen and event.type() == QEvent.Type.Paint:
                QCoreApplication.postEvent(self, QEvent(through), Qt.EventPriority.HighEventPriority.value)
            return False

        def customEvent(self, event: QEvent) -> None:
            _say("painted")
            _say(json.dumps({"peak_mb": peak_mb()}))
            os._exit(0)

    watcher = Painted()
    app.installEventFilter(watcher)
    return watcher


def bare_window() -> None:
    """The floor: a QApplication and an empty QMainWindow of the same size."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    _watcher = _when_painted()
    window = QMainWindow()
    window.resize(1368, 768)
    window.show()
    app.exec()


def lock_screen(folder: str) -> None:
    """The program as it starts, on a vault that is there."""
    from PySide6.QtWidgets import QApplication

    _app = QApplication(sys.argv[:1])
    _watcher = _when_painted()
    from opspor import __main__

    __main__._window(Path(folder))  # as a double click does; nothing is collected before the first picture


def first_minute(folder: str) -> None:
    """From F2 on the lock screen, before anything is warm, to the painted question, and from there to a track."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    from opspor.desktop.look import look
    from opspor.desktop.program import Program, now

    look.apply(app)
    program = Program(Path(folder), now)
    program.window.resize(1368, 768)
    program.window.show()
    program.window.activateWindow()
    while not (program.window.isActiveWindow() and program.window.actions()):  # keys work when the picture stands
        app.processEvents()
    begun = time.perf_counter()
    QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_F2)
    app.processEvents()
    asked = time.perf_counter()
    if type(program.window.open_page).__name__ != "BeredskabPage":
        raise RuntimeError("F2 shows no question")
    for answer in "311":  # no danger; the child; somebody at home
        QTest.keyClicks(QApplication.focusWidget() or program.window, answer)
    app.processEvents()
    led = time.perf_counter()
    _say(json.dumps({"question": (asked - begun) * 1000, "track": (led - asked) * 1000}))
    os._exit(0)


def start(folder: str, login: str, password: str) -> None:
    """From Enter on the right password to a painted Start, after the program has had the time to warm up."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    from opspor.desktop.look import look
    from opspor.desktop.program import Program, now

    look.apply(app)
    program = Program(Path(folder), now)
    program.window.resize(1368, 768)
    program.window.show()
    import opspor.desktop.pages.every  # what ``warm_up`` imports while the password is typed
    import opspor.workplace  # noqa: F401
    from opspor.desktop.pages.start import StartPage

    screen = program.window.lock_screen
    QTest.keyClicks(screen.login.editor, login)
    QTest.keyClicks(screen.password.editor, password)
    app.processEvents()
    begun = 0.0

    class Painted(QObject):
        """Start has been painted with what it had to read: its title is the day."""

        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.seen:
                page = program.window.open_page
                if isinstance(page, StartPage) and page._title.text():
                    self.seen = True
                    QTimer.singleShot(0, self.done)
            return False

        def done(self) -> None:
            took = (time.perf_counter() - begun) * 1000
            work = program.work
            assert work is not None
            work.close()
            _say(json.dumps({"ms": took, "peak_mb": peak_mb()}))
            os._exit(0)

    watcher = Painted()
    app.installEventFilter(watcher)
    begun = time.perf_counter()
    QTest.keyClick(screen.password.editor, Qt.Key.Key_Return)
    app.exec()


if __name__ == "__main__":
    probe, *arguments = sys.argv[1:]
    if probe == "bare-window":
        bare_window()
    elif probe == "lock-screen":
        lock_screen(*arguments)
    elif probe == "first-minute":
        first_minute(*arguments)
    else:
        start(*arguments)
