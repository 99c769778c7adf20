"""Every page of the program, as it meets one without a mouse, one who needs large letters and one who hears the screen.

Nothing is without a name, keeps the keyboard, is cut, is too small to hit, too pale to see or untold, and no page has
two filled buttons. The ordinary run looks at one page of each kind, light at 100 % and dark at 200 %; ``make walk`` at
all, in the three themes, at both.
"""

import os
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.program import Program, now
from tests.desktop import every_page
from tests.desktop.conftest import settle
from tests.desktop.walker import faults, too_many_filled
from tests.desktop.walker_contrast import too_pale

THOROUGH = os.environ.get("OPSPOR_WALK") == "all"
_SAMPLE: list[tuple[ThemeChoice, float]] = [("light", 1.0), ("dark", 2.0)]
_THEMES: list[ThemeChoice] = ["light", "dark", "contrast"]
LOOKS = list(product(_THEMES, (1.0, 2.0))) if THOROUGH else _SAMPLE
SIZE = 1366, 768  # a small laptop


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo that was played, as files."""
    return every_page.play_demo(tmp_path_factory.mktemp("demo") / "played")


@pytest.fixture(params=LOOKS, ids=lambda dress: f"{dress[0]} {round(dress[1] * 100)} %")
def program(demo: Path, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Program]:
    """The program on a copy of the demo, locked, dressed in one of the looks."""
    shutil.copytree(demo, tmp_path / demo.name)
    begun = now()  # and there it stands: a long walk must not be locked out
    program = Program(tmp_path / demo.name, lambda: begun, derive=every_page.quick)
    qtbot.addWidget(program.window)
    theme, zoom = request.param
    look.choose_theme(theme)
    look.set_zoom(zoom)
    program.window.resize(*SIZE)
    program.window.show()
    program.window.activateWindow()
    settle()
    yield program
    program.window.close()
    program.wait_until_locked()


@pytest.mark.timeout(1800 if THOROUGH else 600)  # a fifth of it on a machine that has nothing else to do
def test_every_page_of_the_open_vault_can_be_seen_reached_and_heard(program: Program) -> None:
    assert program.folder is not None
    every_page.enter(program.folder, program, now())
    _assert_right(every_page.open_pages(program, one_each=not THOROUGH))


def test_every_page_before_the_lock_can_be_seen_reached_and_heard(program: Program) -> None:
    _assert_right(every_page.locked_pages(program))


def _assert_right(pages: Iterator[tuple[str, QWidget]]) -> None:
    wrong: dict[str, list[str]] = {}
    for name, window in pages:
        for fault in [*too_pale(window), *too_many_filled(window), *faults(window, look_at_focus=True)]:
            wrong.setdefault(fault, []).append(name)
        if not window.isActiveWindow():
            window.activateWindow()  # said once; the next page is not to blame
            settle()
    assert not wrong, "\n".join(f"{fault}: {', '.join(where)}" for fault, where in wrong.items())
