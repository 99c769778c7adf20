"""An answer from another thread comes once, on the window's thread, or never when nobody waits."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtCore import QEvent, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop import crash, tasks
from opspor.desktop.page import Page
from opspor.domain.errors import Fault, KnownError
from tests.desktop.conftest import settle

FULL = Fault("TEST-FULDT", "Kopien blev ikke gemt: drevet er fuldt. Dine data er urørte. Sæt et drev med plads i.")


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page("Prøve")
    qtbot.addWidget(made)
    return made


def test_the_result_comes_on_the_windows_thread(page: Page, qtbot: QtBot, qapp: QApplication) -> None:
    came: list[tuple[int, bool]] = []
    with ThreadPoolExecutor(1) as pool:
        tasks.ask(pool.submit(lambda: 7), page, lambda n: came.append((n, QThread.currentThread() is qapp.thread())))
        qtbot.waitUntil(lambda: came == [(7, True)])


def test_a_result_that_is_already_there_comes_later_not_at_once(page: Page, qtbot: QtBot) -> None:
    ready: Future[int] = Future()
    ready.set_result(7)
    came: list[int] = []
    tasks.ask(ready, page, came.append)
    assert came == []
    qtbot.waitUntil(lambda: came == [7])


def test_nobody_is_told_when_the_page_is_gone() -> None:
    page = Page("Prøve")
    waiting: Future[int] = Future()
    came: list[int] = []
    tasks.ask(waiting, page, came.append)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    thread = threading.Thread(target=waiting.set_result, args=(7,))
    thread.start()
    thread.join()
    settle()
    assert came == []


def test_how_far_it_is_is_said_on_the_windows_thread_and_to_nobody_when_the_page_is_gone(qapp: QApplication) -> None:
    page = Page("Prøve")
    said: list[bool] = []

    def say() -> None:
        tasks.say(page, lambda: said.append(QThread.currentThread() is qapp.thread()))

    def from_another_thread() -> None:
        thread = threading.Thread(target=say)
        thread.start()
        thread.join()
        settle()

    waiting: Future[int] = Future()
    tasks.ask(waiting, page, print)  # something has been asked, as ``say`` expects
    from_another_thread()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    from_another_thread()
    assert said == [True]


def test_a_known_error_becomes_a_message_on_the_page(page: Page, qtbot: QtBot) -> None:
    failed: Future[int] = Future()
    failed.set_exception(KnownError(FULL))
    tasks.ask(failed, page, lambda _: None)
    qtbot.waitUntil(lambda: page.message_line.message is not None)
    message = page.message_line.message
    assert message is not None
    assert message.first == "Kopien blev ikke gemt: drevet er fuldt."
    assert message.text == FULL.sentence


def test_a_page_may_take_a_known_error_itself(page: Page, qtbot: QtBot) -> None:
    failed: Future[int] = Future()
    failed.set_exception(KnownError(FULL))
    taken: list[str] = []
    tasks.ask(failed, page, lambda _: None, lambda error: taken.append(error.code))
    qtbot.waitUntil(lambda: taken == ["TEST-FULDT"])
    assert page.message_line.message is None


def test_anything_else_is_a_bug_of_ours(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(crash, "show_crash", seen.append)
    broken: Future[int] = Future()
    error = ValueError("KANARI-Karla")
    broken.set_exception(error)
    tasks.ask(broken, page, lambda _: None)
    qtbot.waitUntil(lambda: seen == [error])
    assert "KANARI" not in crash.report_of(error)


def test_a_cancelled_wish_says_nothing(page: Page) -> None:
    stopped: Future[int] = Future()
    stopped.cancel()
    stopped.set_running_or_notify_cancel()
    came: list[object] = []
    tasks.ask(stopped, page, came.append, came.append)
    settle()
    assert came == []
    assert page.message_line.message is None


def test_what_a_thread_says_while_the_program_ends_harms_nobody() -> None:
    """Qt is taken down under a thread that still talks: one run in five ended with a fault of memory."""
    code = """
import threading, time
from PySide6.QtWidgets import QApplication, QWidget
from opspor.desktop import tasks
app = QApplication(["opspor"])
owner, many = QWidget(), [QWidget() for _ in range(1000)]
tasks.say(owner, print)
def talk():
    while True:
        tasks.say(owner, print)
threading.Thread(target=talk, daemon=True).start()
time.sleep(0.01)
"""
    for _ in range(8):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 0, ended.stderr


class Part:
    """Stands for a part of the window: it says on which thread it was freed."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self.freed = freed

    def __del__(self) -> None:
        self.freed.append(threading.current_thread())

    def work(self) -> None:
        """What a page hands over."""

    def breaks(self) -> None:
        raise KnownError(FULL)


@pytest.mark.parametrize("work", [Part.work, Part.breaks])
def test_what_a_task_knows_of_the_window_is_freed_by_the_windows_thread(
    page: Page, qtbot: QtBot, work: Callable[[Part], None]
) -> None:
    freed: list[threading.Thread] = []
    go_on, part = threading.Event(), Part(freed)

    def later(part: Part = part) -> None:
        go_on.wait(5)
        work(part)

    tasks.in_background(later)
    del part, later
    go_on.set()
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]


def test_so_is_what_the_answer_goes_to(page: Page, qtbot: QtBot) -> None:
    """The window may be done with an answer before the thread that gave it is."""
    freed: list[threading.Thread] = []
    go_on, told = threading.Event(), threading.Event()
    part = Part(freed)

    def done(_: object, part: Part = part) -> None:
        told.set()

    future = tasks.in_background(go_on.wait)
    tasks.ask(future, page, done)
    future.add_done_callback(lambda _: told.wait(5))  # on the thread, which is the last to know the answer
    del part, done, future
    go_on.set()
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]


def test_what_comes_when_the_program_has_ended_is_not_freed_by_its_thread() -> None:
    freed: list[threading.Thread] = []
    carrier = tasks._Carrier()
    carrier.end()
    thread = threading.Thread(target=lambda at: at.carry(Part(freed).work), args=(carrier,))
    thread.start()
    thread.join()
    assert freed == []
    del carrier
    assert freed == [threading.main_thread()]
