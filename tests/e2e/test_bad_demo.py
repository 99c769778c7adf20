"""An invented institution at a bad time: while it plays, or is looked at, somebody locks, closes, needs F2, or the
drive is full. Nothing of it is left behind, and nobody's own folder is forgotten."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from opspor import workplace
from opspor.desktop import demo_place
from opspor.desktop.pages.beredskab import BeredskabPage
from opspor.desktop.pages.help import HelpPage
from opspor.desktop.program import Program, now
from opspor.vault.faults import known_errors
from opspor.vault.lockfile import VaultLock
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen

_ROOT = Path(__file__).parents[2]


class Player:
    """Plays in a moment what takes the real one half a minute, as far as ``go_on`` lets it; ``trouble`` befalls it."""

    def __init__(self, clock: WallClock) -> None:
        self.clock, self.folder = clock, Path()
        self.go_on, self.ended = threading.Event(), threading.Event()
        self.trouble: OSError | None = None

    def __call__(self, folder: Path, kind: str, tell: Callable[[str], None]) -> tuple[Path, str, str]:
        self.folder = folder
        vault = folder / demo_place.NAME
        tell("Mappen bliver lavet …")
        (folder / "LAES-MIG.txt").write_text(f"Bruger: {METTE[0]}\nAdgangskode: {METTE[1]}\n", encoding="utf-8")
        workplace.create(
            vault, institution="Opdigtet", name="Mette Kanari Sørensen", title="leder", login=METTE[0],
            password=METTE[1], clock=self.clock, derive=quick_derive,
        ).close()  # fmt: skip
        try:
            tell("Runde 1 af 2 …")
            assert self.go_on.wait(20)
            if self.trouble is not None:
                with known_errors():  # as the real one does
                    raise self.trouble
            tell("Runde 2 af 2 …")
        finally:
            self.ended.set()
        return vault, *METTE


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the system throws away, empty."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def player(clock: WallClock, temporary: Path) -> Iterator[Player]:
    """Held at its first round until the test lets it go on."""
    assert temporary.exists()
    player = Player(clock)
    yield player
    player.go_on.set()


def begin(start: Start, keyboard: Keyboard, player: Player, folder: Path | None = None) -> Program:
    """From the first page, or from the lock screen of one's own folder, to where it plays."""
    program = start(folder)
    program.play = player
    if folder is None:
        program.window.pop_focus()
        program.show_welcome()
    else:
        keyboard.button("En anden mappe")
    keyboard.button("Se en opdigtet institution")
    keyboard.wait_for("Prøv det hele på noget, der ikke findes")
    keyboard.enter()
    keyboard.wait_for("Runde 1 af 2")
    return program


def comes_in(keyboard: Keyboard, player: Player, temporary: Path) -> None:
    player.go_on.set()
    keyboard.wait_until(lambda: len(list(temporary.iterdir())) == 1, "it is not there")


def is_empty(keyboard: Keyboard, temporary: Path) -> None:
    keyboard.wait_until(lambda: not any(temporary.iterdir()), "something is left")


def test_locked_while_it_plays_the_first_page_says_why_and_nothing_is_left(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path
) -> None:
    program = begin(start, keyboard, player)
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Velkommen", "Lukket")
    player.go_on.set()
    is_empty(keyboard, temporary)
    assert program.work is None
    keyboard.button("Se en opdigtet institution")  # and again
    keyboard.enter()
    keyboard.wait_for("Logget ind: Mette Kanari S.")


def test_locked_while_it_plays_over_ones_own_folder_that_one_is_what_is_locked(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, house: Path
) -> None:
    program = begin(start, keyboard, player, house)
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Låst", "Du låste selv.")
    player.go_on.set()
    is_empty(keyboard, temporary)
    assert program.folder == house
    assert "Opdigtet institution" not in text_on_screen()
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F1])
def test_what_is_read_meanwhile_stays_when_it_opens(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, key: Qt.Key
) -> None:
    program = begin(start, keyboard, player)
    keyboard.press(key)
    page = program.window.open_page
    assert isinstance(page, BeredskabPage | HelpPage)
    comes_in(keyboard, player, temporary)
    keyboard.wait_until(lambda: program.work is not None, "nobody comes in")
    keyboard.settle()
    assert program.window.open_page is page
    keyboard.press(Qt.Key.Key_F9)
    assert not page.isVisible()
    keyboard.press(Qt.Key.Key_F9)
    assert page.isVisible()
    keyboard.button("Tilbage")
    keyboard.wait_for("Logget ind: Mette Kanari S.", "Start")


def test_the_curtain_cannot_fall_over_what_only_plays(start: Start, keyboard: Keyboard, player: Player) -> None:
    program = begin(start, keyboard, player)
    keyboard.press(Qt.Key.Key_F9)
    keyboard.wait_for("Runde 1 af 2")
    assert program.window.privacy is None


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "Drevet er fuldt"), (errno.ENOENT, "mappen er væk")])
def test_a_drive_that_is_full_or_gone_is_said_and_it_can_be_tried_again(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, code: int, said: str
) -> None:
    begin(start, keyboard, player)
    player.trouble = OSError(code, "x", "/home/kanari")
    player.go_on.set()
    keyboard.wait_for(said)
    assert "kanari" not in text_on_screen()
    is_empty(keyboard, temporary)
    player.trouble = None
    keyboard.button("Vis den")
    keyboard.wait_for("Logget ind: Mette Kanari S.")


def test_a_window_that_is_closed_while_it_plays_leaves_nothing(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path
) -> None:
    program = begin(start, keyboard, player)
    program.window.close()
    program.wait_until_locked()
    demo_place.throw_away_all(program.folder)  # as app does when the window has gone
    assert not any(temporary.iterdir())
    player.go_on.set()
    assert player.ended.wait(20)
    keyboard.settle()
    assert not any(temporary.iterdir())


def test_who_goes_away_at_the_very_end_leaves_nothing_either(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(start, keyboard, player)
    opened, left = workplace.open_vault, threading.Event()

    def slow(*args: object, **options: object) -> workplace.Workplace:
        place = opened(*args, **options)  # type: ignore[arg-type]
        assert left.wait(20)
        return place

    monkeypatch.setattr(workplace, "open_vault", slow)
    player.go_on.set()
    keyboard.wait_for("Åbner mappen")
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Velkommen", "Lukket")
    left.set()
    is_empty(keyboard, temporary)


def test_its_folder_is_taken_away_while_one_looks_at_it(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path
) -> None:
    program = begin(start, keyboard, player)
    comes_in(keyboard, player, temporary)
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    demo_place.throw_away(program.folder)
    keyboard.with_ctrl(Qt.Key.Key_L)
    keyboard.wait_for("Låst")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("Der er ingen opspor-mappe her.", "Hent fra en kopi", "En anden mappe")


def test_two_windows_have_each_their_own(start: Start, keyboard: Keyboard, player: Player, temporary: Path) -> None:
    program = begin(start, keyboard, player)
    comes_in(keyboard, player, temporary)
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    other = demo_place.new()
    assert program.folder is not None
    assert other != program.folder.parent
    demo_place.sweep(lambda: now() + timedelta(days=2))  # by the window beside it: this one is open
    assert program.folder.exists()
    assert not other.exists()


def test_nobodys_own_folder_is_forgotten_when_the_invented_one_is_destroyed(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, house: Path
) -> None:
    remembered: list[Path | None] = []
    program = begin(start, keyboard, player, house)
    program._remember = lambda folder: remembered.append(folder)
    comes_in(keyboard, player, temporary)
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    program.change_folder(None)
    assert None not in remembered


def test_what_a_killed_window_left_goes_at_a_later_start_and_nothing_else(
    player: Player, temporary: Path, clock: WallClock
) -> None:
    left, held = demo_place.new(), demo_place.new()
    for folder in (left, held):
        player.go_on.set()
        player(folder, "dagtilbud", lambda _: None)
    for name in ("opspor-andet", "mappe"):
        (temporary / name).mkdir()
    (temporary / "opspor-opdigtet-fil").write_text("x")
    (temporary / "opspor-opdigtet-vej").symlink_to(temporary / "mappe")
    with VaultLock(held / demo_place.NAME, clock()):
        demo_place.sweep(now)
        assert left.exists()  # somebody may look at it in another window
        demo_place.sweep(lambda: now() + timedelta(days=1, minutes=1))
    assert sorted(path.name for path in temporary.iterdir()) == sorted(
        [held.name, "mappe", "opspor-andet", "opspor-opdigtet-fil", "opspor-opdigtet-vej"]
    )
    demo_place.throw_away_all(None)


def test_the_clock_goes_back_while_one_looks_at_it(
    start: Start, keyboard: Keyboard, player: Player, temporary: Path, clock: WallClock
) -> None:
    begin(start, keyboard, player)
    comes_in(keyboard, player, temporary)
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    clock.now -= timedelta(days=400)
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("Logget ind: Mette Kanari S.")


# --- the program itself, as a process -----------------------------------------------------------------------------


def process(home: Path, how: str) -> subprocess.Popen[str]:
    """The real program on a PC of its own, until the invented institution plays."""
    for name in ("config", "tmp", "runtime"):
        (home / name).mkdir(exist_ok=True, mode=0o700)
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "TMPDIR": str(home / "tmp"),
           "XDG_RUNTIME_DIR": str(home / "runtime"), "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.demo_process", how], cwd=_ROOT, env={**os.environ, **own},
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert run.stderr is not None
    assert any(line == "plays\n" for line in iter(run.stderr.readline, ""))
    return run


def remembered(home: Path) -> str:
    """Every file that the PC keeps of the program's settings."""
    return "".join(file.read_text(encoding="utf-8") for file in (home / "config").rglob("*") if file.is_file())


def test_the_program_itself_closed_while_it_plays_leaves_nothing(tmp_path: Path) -> None:
    run = process(tmp_path, "close")
    assert (run.communicate(timeout=60)[1], run.returncode) == ("", 0)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert demo_place.NAME not in remembered(tmp_path)


def test_killed_while_it_plays_what_is_left_goes_a_day_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = process(tmp_path, "stay")
    run.kill()
    run.communicate()
    (left,) = (tmp_path / "tmp").iterdir()
    assert demo_place.is_passing(left / demo_place.NAME)  # it is found again by its name
    assert left.stat().st_mode & 0o077 == 0  # and nobody else on the PC may look into it
    assert demo_place.NAME not in remembered(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    demo_place.sweep(lambda: now() + timedelta(days=1, minutes=1))
    assert not left.exists()
