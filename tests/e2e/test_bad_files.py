"""Files from outside, by keyboard: names that no field likes, versions that are not what they say, and locking then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from installer import sign
from opspor import workplace
from opspor.desktop import opening
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.help import HelpPage
from opspor.desktop.pages.settings.new_version import NewVersionCard
from opspor.desktop.route import Place
from opspor.usecases import new_version
from opspor.usecases.new_version import this_platform
from opspor.vault.lockfile import VaultLock
from tests.e2e.conftest import METTE, Start, WallClock, quick_derive
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.test_awkward import came_in, open_karla

PASSPHRASE = "kanari-til-prøver-alene"


@pytest.fixture
def copy(house: Path, clock: WallClock) -> Path:
    """A copy of the daycare, beside it."""
    work = workplace.open_vault(house, *METTE, clock=clock, derive=quick_derive)
    work.copies.make()
    work.close()
    return next(house.with_name(f"{house.name}-kopier").glob("*.opspor-kopi"))


# --- opspor FILE --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False], ids=["a vault is locked", "none is known"])
def test_a_double_click_on_a_copy_leads_through_by_enter(
    start: Start, keyboard: Keyboard, house: Path, copy: Path, home: Path, known: bool
) -> None:
    program = start(house if known else None)
    if not known:
        keyboard.wait_for("Velkommen")
    opening.Opened(program, copy)._begin()
    keyboard.wait_for("Hvilken kopi?", str(copy))
    target = home / "Documents" / "hentet"
    keyboard.type_into("Hvor skal mappen ligge?", str(target))
    keyboard.enter()
    keyboard.wait_for("Det sker der")
    keyboard.type_into("Brugernavn", METTE[0])
    keyboard.type_into("Adgangskode", METTE[1])
    keyboard.enter()
    keyboard.wait_for("Logget ind: Mette Kanari S.")
    assert program.folder == target


@pytest.mark.parametrize(
    "name",
    [
        "kopi æøå — 1.opspor-kopi", "kopi\nto.opspor-kopi", "kopi\u202eipok.opspor-kopi", "x" * 4000 + ".opspor-kopi",
        "kopi\udcff.opspor-kopi", " kopi .opspor-kopi", '"kopi".opspor-kopi', "~kopi.opspor-kopi",
    ],
    ids=["danish", "newline", "rtl", "long", "no utf-8", "spaces", "quotes", "tilde"],
)  # fmt: skip
def test_a_copy_of_any_name_comes_to_its_page_and_is_read_or_refused_in_words(
    start: Start, keyboard: Keyboard, house: Path, copy: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "stik").mkdir()
    file, there = tmp_path / "stik" / name, len(name) < 200 and "\udcff" not in name  # Qt has no word for such a letter
    if len(name) < 200:
        copy.rename(file)
    program = start(house)
    opening.Opened(program, file)._begin()
    keyboard.wait_for("Hvilken kopi?")
    keyboard.tab_to("Kopien")
    keyboard.enter()
    keyboard.wait_for("Det sker der" if there else "Intet er ændret")
    assert program.work is None


def test_a_copy_of_nothing_is_refused_in_words(start: Start, keyboard: Keyboard, house: Path, tmp_path: Path) -> None:
    (tmp_path / "tom.opspor-kopi").touch()
    opening.Opened(start(house), tmp_path / "tom.opspor-kopi")._begin()
    keyboard.wait_for("Hvilken kopi?")
    keyboard.enter()
    keyboard.wait_for("Intet er ændret")


def test_a_vault_that_another_window_has_open_is_named_before_anything_happens(
    start: Start, keyboard: Keyboard, house: Path, copy: Path, clock: WallClock
) -> None:
    with VaultLock(house, clock()):
        program = start(house)
        opening.Opened(program, copy)._begin()
        keyboard.wait_for("Hvilken kopi?")
        keyboard.enter()
        keyboard.wait_for("opspor er åben på pc'en")
        keyboard.button("Tilbage")
        keyboard.wait_for("Låst")


@pytest.mark.parametrize("name", ["liste\n2.xlsx", "x" * 4000 + ".xlsx", "\u202ecsv.exe", "børn\udcff.csv"])
def test_a_file_of_another_kind_is_refused_whatever_it_is_called_and_its_name_is_shown_nowhere(
    start: Start, keyboard: Keyboard, house: Path, tmp_path: Path, name: str
) -> None:
    opening.Opened(start(house), tmp_path / name)._begin()
    keyboard.wait_for("opspor åbner ikke den slags fil.")
    assert name not in text_on_screen(hidden=True)


# --- a new version ------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Signs a package of a version for this PC; the program knows the sender."""
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    sender = (tmp_path / "nøgler" / sign.PUBLIC).read_bytes()
    monkeypatch.setattr(new_version, "known_sender", lambda: sender)
    monkeypatch.setattr(sign, "_PLATFORMS", {".deb": this_platform()})

    def package(version: str) -> Path:
        monkeypatch.setattr(sign, "__version__", version)
        (tmp_path / version).mkdir()
        file = tmp_path / version / f"opspor_{version}_her.deb"
        file.write_bytes(b"pakke")
        sign.sign(file.parent, tmp_path / "nøgler" / sign.PRIVATE, PASSPHRASE)
        return file

    return package


def to_new_version(keyboard: Keyboard) -> None:
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("om opspor")
    keyboard.wait_for("Om opspor. Indstillinger")
    keyboard.enter()
    keyboard.wait_for("Se en ny udgave efter")


def look_at(keyboard: Keyboard, file: Path) -> None:
    keyboard.button("Se en ny udgave efter")
    keyboard.save_as(file)  # the same question: a whole path is typed


def test_a_good_one_an_altered_one_an_older_one_and_an_empty_one(
    start: Start, keyboard: Keyboard, house: Path, signed: Callable[[str], Path]
) -> None:
    good, older, empty, altered = signed("9.0.0"), signed("0.0.1"), signed("9.0.1"), signed("9.0.2")
    empty.write_bytes(b"")
    altered.write_bytes(b"andet")
    came_in(start, keyboard, house)
    to_new_version(keyboard)
    look_at(keyboard, good)
    keyboard.wait_for("Filen er ægte: opspor 9.0.0.", "Tag en kopi nu")
    for file, said in ((altered, "Filen er ændret"), (older, "den er ældre: 0.0.1"), (empty, "Filen er tom.")):
        look_at(keyboard, file)
        keyboard.wait_for(said)
        assert "Tag en kopi nu" not in text_on_screen()  # no steps of the one before


@pytest.mark.parametrize("name", ["udgave\n.deb", "x" * 4000, "\u202edeb.exe", "udgave\udcff.deb", "mappe"])
def test_a_version_of_any_name_is_refused_in_words(
    start: Start, keyboard: Keyboard, house: Path, signed: Callable[[str], Path], name: str
) -> None:
    folder = signed("9.0.0").parent
    (folder / "mappe").mkdir()
    came_in(start, keyboard, house)
    to_new_version(keyboard)
    window = QApplication.activeWindow()
    assert window is not None
    window.findChildren(NewVersionCard)[0].look_at(folder / name)
    keyboard.wait_for("Filen kan ikke læses.")


def test_locked_with_the_steps_on_the_screen_they_are_gone_and_one_is_back_at_the_place(
    start: Start, keyboard: Keyboard, house: Path, signed: Callable[[str], Path]
) -> None:
    file = signed("9.0.0")
    came_in(start, keyboard, house)
    to_new_version(keyboard)
    look_at(keyboard, file)
    keyboard.wait_for("Filen er ægte")
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Beredskab")
    keyboard.button("Tilbage")
    keyboard.wait_for("Filen er ægte")
    lock(keyboard)
    assert "Filen er ægte" not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    keyboard.wait_for("Se en ny udgave efter")


# --- found, asked and back ----------------------------------------------------------------------------------------


def test_a_concern_that_was_found_on_a_childs_page_is_about_that_child(
    start: Start, keyboard: Keyboard, house: Path
) -> None:
    program = came_in(start, keyboard, house)
    open_karla(keyboard)
    keyboard.with_ctrl(Qt.Key.Key_K)
    keyboard.write("ny bekymring")
    keyboard.wait_for("Ny bekymring. Ctrl+B")
    keyboard.enter()
    keyboard.wait_for("Er barnet i fare?")
    child, concern = program._trail[-2:]
    assert (child.place, concern.place) == (Place.CHILD, Place.NEW_CONCERN)
    assert concern.id == child.id


def on_a_note(keyboard: Keyboard) -> None:
    open_karla(keyboard)
    keyboard.button("Skriv ned")
    keyboard.type_into("Hvad så og hørte du?", "KANARI")


def in_a_list(keyboard: Keyboard) -> None:
    keyboard.button("Børn")
    keyboard.button("Hent liste")
    keyboard.type_into("Fil", "KANARI")


def in_details(keyboard: Keyboard) -> None:
    open_karla(keyboard)
    keyboard.button("Ret oplysninger")
    keyboard.type_into("Sprog hjemme", "KANARI")


@pytest.mark.parametrize("go", [on_a_note, in_a_list, in_details])
def test_help_is_read_and_what_was_typed_stands_there_afterwards(
    start: Start, keyboard: Keyboard, house: Path, go: Callable[[Keyboard], None]
) -> None:
    program = came_in(start, keyboard, house)
    go(keyboard)
    field = QApplication.focusWidget()
    assert field is not None
    keyboard.press(Qt.Key.Key_F1)
    keyboard.wait_until(lambda: isinstance(program.window.open_page, HelpPage), "no help")
    page = program.window.open_page
    assert isinstance(page, FocusPage)
    keyboard.button("Tilbage")
    keyboard.wait_until(lambda: not isinstance(program.window.open_page, HelpPage), "help stays")
    assert "KANARI" in text_on_screen()
    assert QApplication.focusWidget() is field
