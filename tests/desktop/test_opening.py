"""A copy, or the municipality's file, opened from outside: the right page with the file in it, and nothing done yet."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opspor import __main__, workplace
from opspor.desktop import opening
from opspor.desktop.pages.restore import RestorePage
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.welcome import WelcomePage
from opspor.desktop.program import Program
from opspor.domain.local import Layer, Local
from opspor.exchange.local_file import written
from opspor.usecases import local_layer
from opspor.vault.keys import Cost
from opspor.vault.lockfile import VaultLock
from tests.desktop.pages.reader import words_on
from tests.guards import PASSWORD

HERE = Path(__file__).parents[2]
DAY = date(2026, 3, 16)
LAYER = Layer(Local(municipality="Kanari Kommune", checked_on=DAY, checked_by="Konsulent"), (), 3, DAY, "Konsulent")


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


def clock() -> datetime:
    """Tuesday 17 March 2026, 9.02."""
    return datetime(2026, 3, 17, 9, 2).astimezone()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with a leader, closed, and a copy of it beside."""
    place = workplace.create(
        tmp_path / "mappe", institution="Kanari", name="Mette Kanari", title="", login="mette", password=PASSWORD,
        clock=clock, derive=quick,
    )  # fmt: skip
    place.copies.make()
    place.close()
    return tmp_path / "mappe"


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[[Path | None, Path], Program]]:
    """Starts the program on a folder with a file, until its first picture stands."""
    running: list[Program] = []

    def begin(folder: Path | None, file: Path) -> Program:
        program = Program(folder, clock, derive=quick)
        running.append(program)
        qtbot.addWidget(program.window)
        opening.Opened(program, file)
        with qtbot.waitSignal(program.window.painted):
            program.window.show()
        return program

    yield begin
    for program in running:
        program.window.close()
        program.wait_until_locked()


def a_copy(vault: Path) -> Path:
    """The copy beside the vault."""
    return next(vault.with_name("mappe-kopier").glob("*.opspor-kopi"))


def unlock(program: Program, qtbot: QtBot) -> None:
    """Comes in as the leader."""
    program.window.lock_screen.unlock_requested.emit("mette", PASSWORD)
    qtbot.waitUntil(lambda: program.work is not None, timeout=5000)


@pytest.mark.parametrize("has_folder", [True, False], ids=["locked", "without a vault"])
def test_a_copy_opens_the_page_to_get_the_vault_back_with_the_file_filled_in(
    start: Callable[[Path | None, Path], Program], vault: Path, has_folder: bool
) -> None:
    program = start(vault if has_folder else None, a_copy(vault))
    page = program.window.open_page
    assert isinstance(page, RestorePage)
    assert page._file.text() == str(a_copy(vault))
    assert program.work is None


def test_a_vault_that_is_open_elsewhere_is_not_touched(
    start: Callable[[Path | None, Path], Program], vault: Path, qtbot: QtBot
) -> None:
    before = (vault / "data.db").read_bytes()
    with VaultLock(vault, clock()):
        page = start(vault, a_copy(vault)).window.open_page
        assert isinstance(page, RestorePage)
        page._main.click()
        qtbot.waitUntil(lambda: "opspor er åben på pc'en" in words_on(page), timeout=5000)
    assert (vault / "data.db").read_bytes() == before


@pytest.mark.parametrize("name", ["kommune.opspor-kommune", "KOMMUNE.JSON"])
def test_the_municipalitys_file_is_looked_at_once_somebody_is_in_and_not_taken_over(
    start: Callable[[Path | None, Path], Program], vault: Path, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    (tmp_path / name).write_bytes(written(LAYER))
    program = start(vault, tmp_path / name)
    assert "Lås op, så viser opspor kommunens fil." in words_on(program.window.lock_screen)
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: isinstance(program.window.open_page, SettingsPage), timeout=5000)
    page = program.window.open_page
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: "Kanari Kommune, version 3 fra 16. marts 2026" in words_on(page), timeout=5000)
    assert program.work is not None
    assert program.work.look(local_layer.known).result().local.municipality == ""


def test_without_a_vault_it_is_said_where_the_municipalitys_file_belongs(
    start: Callable[[Path | None, Path], Program], tmp_path: Path
) -> None:
    (tmp_path / "k.json").write_bytes(written(LAYER))
    page = start(None, tmp_path / "k.json").window.open_page
    assert isinstance(page, WelcomePage)
    assert "Opret eller åbn den, så viser opspor filen." in words_on(page)


def test_any_other_file_is_refused_in_words(
    start: Callable[[Path | None, Path], Program], vault: Path, tmp_path: Path
) -> None:
    program = start(vault, tmp_path / "liste.xlsx")
    assert program.window.open_page is None
    assert "opspor åbner ikke den slags fil. Intet er ændret." in words_on(program.window.lock_screen)


def test_a_second_window_says_at_once_that_the_vault_is_open_in_another(vault: Path, qtbot: QtBot) -> None:
    program = Program(vault, clock, derive=quick)
    qtbot.addWidget(program.window)
    program.window.show()
    with VaultLock(vault, clock()):
        opening.say_if_open_elsewhere(program, clock)
        qtbot.waitUntil(lambda: "opspor er åben på pc'en" in words_on(program.window.lock_screen), timeout=5000)
    program.window.close()


@pytest.mark.parametrize(
    ("argument", "file"),
    [
        ("kopi.opspor-kopi", True), ("/mnt/stik/kopi", True), ("./kopi", True), ("liste æ.xlsx", True),
        ("check", False), ("--help", False), ("spring", False), ("--vault=mappe.opspor", False),
    ],
)  # fmt: skip
def test_a_command_is_never_taken_for_a_file(argument: str, file: bool) -> None:
    assert __main__._names_a_file(argument.replace("/", os.sep)) is file


LOOK = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from opspor import __main__, app

def look(program):
    page = program.window.open_page
    if page is not None:
        print(type(page).__name__, page._file.text(), flush=True)
        program.window.close()

stay = app._stay
def watched(application, program):
    timer = QTimer(program)
    timer.timeout.connect(lambda: look(program))
    timer.start(20)
    return stay(application, program)

app._stay = watched
sys.exit(__main__.main())
"""


def test_the_program_itself_started_with_a_copy(vault: Path, tmp_path: Path) -> None:
    """As a desktop does at a double click: a process, with nothing but the file."""
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", LOOK, str(a_copy(vault))], cwd=HERE, env={**os.environ, **home}, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.stdout.split(" ", 1) == ["RestorePage", f"{a_copy(vault)}\n"], run.stderr
    assert run.returncode == 0
