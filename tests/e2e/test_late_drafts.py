"""A draft that comes after all else on its page is still taken over: filling a form is not typing."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.settings import SettingsPage
from opspor.workplace import Workplace
from tests.e2e.conftest import Start
from tests.e2e.driver import Keyboard
from tests.e2e.test_awkward import came_in
from tests.e2e.test_memory import every_page, rest

_SECTIONS = ("institution", "numbers", "copies", "log", "visits", "transitions", "offers", "calendar", "groups")


def test_no_page_takes_filling_itself_for_typing(
    start: Start, keyboard: Keyboard, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = came_in(start, keyboard, house)
    work = program.work
    assert work is not None
    places = every_page(work)
    waiting: list[DraftKeeper] = []

    def late(self: DraftKeeper, _draft: tuple[Mapping[str, str], datetime | None] | None) -> None:
        waiting.append(self)

    monkeypatch.setattr(DraftKeeper, "_found", late)
    wrong, seen = [], 0
    for to in places:
        program.go(to)
        page = program.window.open_page
        settle(work)
        if isinstance(page, SettingsPage):
            for section in _SECTIONS:
                page.go_inside(section)
                settle(work)
        seen += len(waiting)
        wrong += [f"{to.place}: {type(keeper._owner).__name__}" for keeper in waiting if keeper._typed]
        waiting.clear()
    assert wrong == []
    assert seen >= 15  # forms with a draft that were opened


def settle(work: Workplace) -> None:
    for _ in range(3):
        rest(work)
