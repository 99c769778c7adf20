"""Om opspor: the version, a newer one on a stick, what others have made; and what is known of this PC's disk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import opspor
from installer import sign
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.new_version import NewVersionCard
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.domain.ids import Id
from opspor.usecases import new_version
from opspor.usecases.new_version import this_platform
from opspor.vault import disk
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.SETTINGS, Id("about"))
PASSPHRASE = "kanari-til-prøver-alene"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed package of version 9.0.0 for this PC, and a program that knows who signed it."""
    monkeypatch.setattr(sign, "__version__", "9.0.0")
    monkeypatch.setattr(sign, "_PLATFORMS", {".deb": this_platform()})
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    (tmp_path / "stik").mkdir()
    file = tmp_path / "stik" / "opspor_9.0.0_amd64.deb"
    file.write_bytes(b"pakke")
    sign.sign(tmp_path / "stik", tmp_path / "nøgler" / sign.PRIVATE, PASSPHRASE)
    sender = (tmp_path / "nøgler" / sign.PUBLIC).read_bytes()
    monkeypatch.setattr(new_version, "known_sender", lambda: sender)
    return file


def looked_at(office: Office, show: Show, file: Path, qtbot: QtBot) -> tuple[SettingsPage, NewVersionCard]:
    """The page, after the card has looked at the file."""
    page = SettingsPage(office, HERE)
    show(page)
    card = page.findChildren(NewVersionCard)[0]
    card.look_at(file)
    qtbot.waitUntil(lambda: not card._effort.running, timeout=5000)
    return page, card


def test_the_version_the_parts_and_their_licences_are_there(office: Office, show: Show) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    words = words_on(page)
    assert f"opspor {opspor.__version__}" in words
    assert f"dataudgave {int(new_version.DATA)}" in words
    assert "egne filer, og du må bytte dem ud" in words  # what the LGPL asks of us
    listed = next(one for one in page.findChildren(RowList) if one.accessibleName() == "Dele og licenser")
    rows = {row.title.partition(" ")[0]: row.fact for row in listed.rows()}
    assert rows["SQLAlchemy"] == "MIT"
    assert rows["Inter"] == "OFL-1.1"
    assert "LGPL" in rows["PySide6_Essentials"]


def test_a_program_that_knows_no_sender_says_so_and_looks_at_nothing(office: Office, show: Show) -> None:
    page = SettingsPage(office, HERE)
    show(page)
    assert "Denne udgave kender ingen afsender endnu" in words_on(page)
    card = page.findChildren(NewVersionCard)[0]
    assert card.look.cannot
    QTest.keyClick(card.look, Qt.Key.Key_Return)
    assert not card._effort.running


def test_a_genuine_one_is_named_with_the_steps_and_a_copy_comes_first(
    office: Office, show: Show, stick: Path, qtbot: QtBot
) -> None:
    page, _ = looked_at(office, show, stick, qtbot)
    words = words_on(page)
    assert f"Filen er ægte: opspor 9.0.0. Du har {opspor.__version__}." in words
    assert "1. Tag en kopi" in words
    qtbot.waitUntil(lambda: "Her er ingen god kopi endnu." in words_on(page), timeout=5000)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # the button for it has the focus
    qtbot.waitUntil(lambda: "Nyeste gode kopi" in words_on(page), timeout=5000)
    assert len(list(office.work.folder.with_name("vault-kopier").glob("*.opspor-kopi"))) == 1
    assert_walkable(page)


def test_an_altered_one_is_refused_on_the_page_and_no_steps_are_shown(
    office: Office, show: Show, stick: Path, qtbot: QtBot
) -> None:
    stick.write_bytes(b"andet")
    page, card = looked_at(office, show, stick, qtbot)
    assert page.message_line.message is not None
    assert "Installér den ikke" in page.message_line.message.text
    assert not card._result.isVisible()


@pytest.mark.parametrize(
    ("encrypted", "said"), [(True, "krypterer disken"), (False, "slå kryptering"), (None, "ikke se, om")]
)
def test_under_the_lock_it_says_what_is_known_of_the_disk(
    office: Office, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, encrypted: bool | None, said: str
) -> None:
    monkeypatch.setattr(disk, "encrypted", lambda _: encrypted)
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("lock")))
    show(page)
    qtbot.waitUntil(lambda: said in words_on(page), timeout=5000)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_it_can_be_walked_through(office: Office, show: Show, zoom: float) -> None:
    look.set_zoom(zoom)
    page = SettingsPage(office, HERE)
    show(page)
    assert_walkable(page)
