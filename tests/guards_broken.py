"""Tests that each break one guard on purpose, and some that only look as if they did.

Not collected by itself: ``test_guards.py`` runs it and reads the verdicts.
"""

import logging
import socket
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QRunnable, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import guards

_kept: list[object] = []
_go_on = threading.Event()


def test_log_warning() -> None:
    logging.getLogger("opspor.store").warning("noget er galt")


def test_log_expected(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("opspor.store").warning("noget er galt")
    assert "noget er galt" in caplog.text


def test_log_canary() -> None:
    logging.getLogger("opspor.store").info("åbner %s", guards.CHILD_FIRST_NAME)


def test_stdout_canary() -> None:
    print(guards.PASSWORD.upper())


def test_stderr_canary() -> None:
    print(f"{guards.CPR[:6]}-{guards.CPR[6:]}", file=sys.stderr)


def test_home_canary() -> None:
    (Path.home() / "noter.txt").write_text(guards.NOTE, "utf-16-le")


def test_home_file_name() -> None:
    (Path.home() / f"{guards.CHILD_LAST_NAME}.pdf").write_bytes(b"")


def test_home_wanted_export(wanted_exports: set[Path]) -> None:
    paper = Path.home() / "underretning.pdf"
    paper.write_text(guards.NOTE)
    wanted_exports.add(paper)


def test_temp_canary() -> None:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(guards.NOTE)


def test_network() -> None:
    socket.create_connection(("127.0.0.1", 9))


def test_network_error_swallowed() -> None:
    with suppress(OSError):
        socket.getaddrinfo("example.invalid", 80)


def test_thread() -> None:
    threading.Thread(target=_go_on.wait, daemon=True, name="glemt").start()


def test_thread_that_stops() -> None:
    _go_on.set()
    threading.Thread(target=time.sleep, args=(0.05,)).start()


class Worker(QThread):
    def run(self) -> None:
        while not self.isInterruptionRequested():
            self.msleep(10)


def test_qthread(qapp: QApplication) -> None:
    worker = Worker()
    _kept.append(worker)
    worker.start()


class Errand(QRunnable):
    def run(self) -> None:
        QThread.msleep(1500)


def test_qthreadpool() -> None:
    QThreadPool.globalInstance().start(Errand())


def test_qtimer(qapp: QApplication) -> None:
    timer = QTimer()
    _kept.append(timer)
    timer.start(60_000)


def test_qtimer_of_a_closed_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QTimer(window).start(60_000)


def test_single_shot(qapp: QApplication) -> None:
    QTimer.singleShot(60_000, lambda: None)


def test_single_shot_of_a_closed_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QTimer.singleShot(60_000, window, lambda: None)


def test_window(qapp: QApplication) -> None:
    window = QLabel("Hej")
    window.setObjectName("glemt")
    _kept.append(window)
    window.show()


def test_window_in_a_cycle(qapp: QApplication) -> None:
    window = QWidget()
    window.setProperty("self", window)
    window.destroyed.connect(lambda: window)
    window.deleteLater()


def test_qt_warning(qapp: QApplication) -> None:
    QTimer.singleShot(-1, lambda: None)


def test_python_warning() -> None:
    import warnings

    warnings.warn("gammelt", stacklevel=1)


def test_silent_and_tidy(qtbot: QtBot) -> None:
    window = QLabel("Hej")
    qtbot.addWidget(window)
    window.show()
