"""Long work over a page: how far it is, and Stop."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.effort import Effort, Progress, Stop
from opspor.desktop.widgets import PlainLabel, ProgressOverlay
from opspor.domain.errors import Fault, KnownError

STOPPED = Fault("PROEVE-STOP", "Stoppet. Intet er ændret.")


@pytest.fixture
def overlay(show: Callable[..., QWidget]) -> ProgressOverlay:
    page = QWidget()
    overlay = ProgressOverlay(page)
    show(page)
    return overlay


def test_it_says_how_far_it_is_and_hands_over_the_result(overlay: ProgressOverlay, qtbot: QtBot) -> None:
    effort, go_on, results = Effort(overlay), threading.Event(), list[str]()

    def work(progress: Progress, _stop: Stop) -> str:
        progress(50, 200)
        go_on.wait(5)
        return "kopi"

    effort.begin("Tager en kopi", work, results.append, lambda error: None)
    seen = [label.text for label in overlay.findChildren(PlainLabel)]
    qtbot.waitUntil(lambda: overlay.isVisible() and "25 %" in [text() for text in seen], timeout=5000)
    running_meanwhile = effort.running
    go_on.set()
    qtbot.waitUntil(lambda: results == ["kopi"], timeout=5000)
    assert (running_meanwhile, effort.running) == (True, False)
    assert not overlay.isVisible()


def test_stop_reaches_the_work_and_the_next_one_begins_afresh(overlay: ProgressOverlay, qtbot: QtBot) -> None:
    effort, failures = Effort(overlay), list[str]()

    def work(_progress: Progress, stop: Stop) -> None:
        while not stop():
            threading.Event().wait(0.01)
        raise KnownError(STOPPED)

    effort.begin("Tager en kopi", work, lambda result: None, lambda error: failures.append(error.code))
    qtbot.waitUntil(overlay.isVisible, timeout=5000)
    overlay.stop.click()
    qtbot.waitUntil(lambda: failures == ["PROEVE-STOP"], timeout=5000)
    stopped: list[bool] = []
    effort.begin("Igen", lambda _progress, stop: stop(), stopped.append, lambda error: None)
    qtbot.waitUntil(lambda: stopped == [False], timeout=5000)


def test_work_that_outlives_its_page_ends_quietly(qtbot: QtBot) -> None:
    page = QWidget()
    overlay = ProgressOverlay(page)
    effort, go_on, results = Effort(overlay), threading.Event(), list[int]()

    def work(progress: Progress, _stop: Stop) -> int:
        go_on.wait(5)
        progress(1, 2)
        return 1

    future = effort.begin("Tager en kopi", work, results.append, lambda error: None)
    page.deleteLater()
    del page, overlay, effort
    qtbot.wait(10)
    go_on.set()
    assert future.result(5) == 1
    qtbot.wait(20)
    assert not results
