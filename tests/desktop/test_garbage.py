"""Pages that know themselves are freed by the window's thread, however much another one makes."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from opspor.desktop.garbage import Garbage


class Ring:
    """As a page that has connected a part of itself: only the collector frees it."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self.freed, self.myself = freed, self

    def __del__(self) -> None:
        self.freed.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[Garbage]:
    gc.enable()  # the guards have done what is tried here
    made = Garbage(qapp)
    yield made
    made.deleteLater()


def make_much() -> None:
    thread = threading.Thread(target=lambda: [[[]] for _ in range(200_000)])
    thread.start()
    thread.join()


def test_another_thread_frees_no_page(garbage: Garbage, qtbot: QtBot) -> None:
    gc.collect()
    freed: list[threading.Thread] = []
    Ring(freed)
    make_much()
    assert freed == []
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]
    assert kept


def test_nothing_is_collected_when_nothing_is_due(garbage: Garbage) -> None:
    gc.collect()
    begun = gc.get_stats()
    garbage.look()
    assert gc.get_stats() == begun
