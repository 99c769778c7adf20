"""Getting the folder back from a copy, step by step, and everything that can be wrong with the file."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop.pages.enter import RecoverPage
from opspor.desktop.pages.restore import RestorePage
from opspor.usecases import children, erasure, people
from opspor.usecases.passwords import Derive
from opspor.workplace import Workplace
from tests.desktop.pages.conftest import LEADER, PASSWORDS, House, TestClock
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

GOOD = "kanari-vulkan-gensyn-melkage"


@dataclass
class Desk:
    """A restore page, what it handed over, and the recovery it asked for."""

    make: Callable[[Path | None], RestorePage]
    entered: list[Workplace] = field(default_factory=list)
    recoveries: list[tuple[Path, Callable[[Workplace], object]]] = field(default_factory=list)


@pytest.fixture
def desk(clock: TestClock, quick_derive: Derive, qtbot: QtBot) -> Iterator[Desk]:
    """Pages on a small laptop; what they opened is closed."""

    def make(folder: Path | None) -> RestorePage:
        page = RestorePage(
            folder,
            clock=clock,
            entered=made.entered.append,
            back=lambda: None,
            recover=lambda unpacked, arrived: made.recoveries.append((unpacked, arrived)),
            derive=quick_derive,
        )
        qtbot.addWidget(page, before_close_func=lambda page: page.leave())
        page.resize(1366, 768)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        return page

    made = Desk(make)
    yield made
    for place in made.entered:
        place.close()


@pytest.fixture
def copy(house: House) -> Path:
    """A copy of the daycare, beside it; nobody is in."""
    file, _ = house.enter().copies.make()
    house.leave()
    return file


def idle(page: RestorePage, qtbot: QtBot) -> None:
    """Waits until nothing is being done."""
    qtbot.waitUntil(lambda: not page._effort.running, timeout=5000)


def write(text: str) -> None:
    """Types where the focus is and presses Enter."""
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClicks(part, text)
    QTest.keyClick(part, Qt.Key.Key_Return)


def unpack(page: RestorePage, file: Path, qtbot: QtBot) -> None:
    """The first step, with that file."""
    page._file.set_text(str(file))
    page._main.click()
    idle(page, qtbot)


def test_a_damaged_folder_comes_back_by_keyboard_alone(desk: Desk, house: House, copy: Path, qtbot: QtBot) -> None:
    (house.folder / "data.db").write_bytes(b"")
    page = desk.make(house.folder)
    qtbot.waitUntil(lambda: page._file.text() == str(copy), timeout=5000)  # the newest is found
    write("")
    qtbot.waitUntil(page._who.isVisible, timeout=5000)
    assert "Kopien er fra 17. marts 2026 kl. 14.02" in words_on(page)
    assert "Børn, I har slettet siden, bliver slettet igen." in words_on(page)
    write(LEADER)
    write(PASSWORDS[LEADER])
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)
    (place,) = desk.entered
    assert place.folder == house.folder.resolve()
    assert len(place.look(children.listed).result()) == 6
    kept = next(house.folder.parent.glob("vault-gammel-*"))
    assert any(str(kept) in found.text for found in place.findings)
    page.leave()
    assert place.look(children.listed).result()  # what was handed over stays open


def test_on_a_new_pc_nothing_is_suggested_but_the_place(desk: Desk, copy: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = desk.make(None)
    page._target.set_text(str(tmp_path / "ny pc" / "opspor"))
    page._main.click()
    assert page._file.error == "Vælg en kopi."
    unpack(page, copy, qtbot)
    page._login.set_text(LEADER)
    QTest.keyClicks(page._password.editor, PASSWORDS[LEADER])
    page._main.click()
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)
    assert desk.entered[0].folder == tmp_path / "ny pc" / "opspor"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(60_000, 60_400):
        content[place] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.unlink(), "Kopien er der ikke."),
        (lambda file: file.write_bytes(b""), "Filen er tom"),
        (lambda file: file.write_bytes(b"et billede af en kanariefugl" * 9), "ikke en kopi fra opspor"),
        (_cut, "skåret af"),
        (_flip, "beskadiget"),
    ],
)
def test_a_bad_file_is_said_at_its_field_and_nothing_is_left(
    desk: Desk, house: House, copy: Path, spoil: Callable[[Path], None], said: str, qtbot: QtBot
) -> None:
    spoil(copy)
    before = sorted(path.name for path in house.folder.parent.iterdir())
    page = desk.make(house.folder)
    unpack(page, copy, qtbot)
    assert said in page._file.error
    assert page._which.isVisible()
    assert sorted(path.name for path in house.folder.parent.iterdir()) == before
    assert not page._effort.running


def test_a_place_that_is_taken_is_said_at_the_place(desk: Desk, house: House, copy: Path, qtbot: QtBot) -> None:
    page = desk.make(house.folder)
    page._target.set_text(str(copy.parent))
    unpack(page, copy, qtbot)
    assert "ikke tom" in page._target.error
    house.enter()
    page._target.set_text(str(house.folder))
    unpack(page, copy, qtbot)
    assert "opspor er åben" in page._target.error


def test_a_wrong_password_may_be_typed_again(desk: Desk, house: House, copy: Path, qtbot: QtBot) -> None:
    page = desk.make(house.folder)
    unpack(page, copy, qtbot)
    write(LEADER)
    write("kanari-forkert")
    idle(page, qtbot)
    assert "passer ikke" in page._password.error
    assert page._password.text() == ""
    write(PASSWORDS[LEADER])
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)


def test_without_the_register_of_deletions_one_goes_on_knowingly(
    desk: Desk, house: House, copy: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    alone = tmp_path / "stik" / copy.name
    alone.parent.mkdir()
    shutil.move(copy, alone)
    shutil.rmtree(copy.parent)  # and it is not in the usual place either
    page = desk.make(house.folder)
    unpack(page, alone, qtbot)
    write(LEADER)
    write(PASSWORDS[LEADER])
    qtbot.waitUntil(page._doubt.isVisible, timeout=5000)
    assert "Registret over sletninger mangler" in words_on(page)
    assert not desk.entered
    assert not list(house.folder.parent.glob("vault-gammel-*"))
    press(page, "Hent mappen alligevel")
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)


def test_a_child_that_was_deleted_after_the_copy_stays_deleted(desk: Desk, house: House, qtbot: QtBot) -> None:
    file, _ = house.enter().copies.make()
    karla = house.child("Karla")
    house.do(lambda d: erasure.erase_child(d, karla.id))
    house.leave()
    shutil.rmtree(house.folder)
    page = desk.make(house.folder)
    unpack(page, file, qtbot)
    write(LEADER)
    write(PASSWORDS[LEADER])
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)
    names = [child.first_name for child in desk.entered[0].look(children.listed).result()]
    assert len(names) == 5
    assert "Karla Maria" not in names
    assert any("slettet igen: 1 barn" in found.text for found in desk.entered[0].findings)


def test_with_the_recovery_key_when_the_passwords_are_forgotten(
    desk: Desk, house: House, clock: TestClock, quick_derive: Derive, qtbot: QtBot
) -> None:
    work = house.enter()
    words = " ".join(work.new_recovery_key())
    work.prove_recovery_key(words)
    file, _ = work.copies.make()
    house.leave()
    page = desk.make(house.folder)
    unpack(page, file, qtbot)
    press(page, "Brug gendannelsesnøglen")
    ((unpacked, arrived),) = desk.recoveries
    recover = RecoverPage(
        unpacked, clock=clock, entered=arrived, back=lambda: None, derive=quick_derive, replaces_key=False
    )
    qtbot.addWidget(recover)
    recover.show()
    recover._words.set_text(words)
    recover._main.click()
    qtbot.waitUntil(recover._step_login.isVisible, timeout=5000)
    recover._login.login.set_text("mette2")
    for part in (recover._login.password, recover._login.again):
        QTest.keyClicks(part.editor, GOOD)
    recover._main.click()
    qtbot.waitUntil(lambda: bool(desk.entered), timeout=5000)
    recover.leave()
    known = desk.entered[0].look(people.overview).result()
    assert known.own_key is not None
    assert known.own_key.used_at is not None  # Start asks for a new one
    desk.entered.pop().close()
    workplace.open_vault(house.folder, "mette2", GOOD, clock=clock, derive=quick_derive).close()


def test_leaving_half_way_lets_go_of_the_copy(desk: Desk, house: House, copy: Path, qtbot: QtBot) -> None:
    before = sorted(path.name for path in house.folder.parent.iterdir())
    page = desk.make(house.folder)
    unpack(page, copy, qtbot)
    QTest.keyClicks(page._password.editor, PASSWORDS[LEADER])
    page.leave()
    assert page._password.text() == ""
    assert sorted(path.name for path in house.folder.parent.iterdir()) == before


def test_leaving_while_it_works_leaves_nothing_open(desk: Desk, house: House, copy: Path, qtbot: QtBot) -> None:
    page = desk.make(house.folder)
    unpack(page, copy, qtbot)
    page._login.set_text(LEADER)
    QTest.keyClicks(page._password.editor, PASSWORDS[LEADER])
    page._main.click()
    page.leave()
    working = page._working
    assert working is not None
    qtbot.waitUntil(lambda: not (house.folder.parent / ".vault-gendannes").exists(), timeout=5000)
    assert not desk.entered
    house.enter()


def test_every_step_is_walkable(desk: Desk, house: House, copy: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = desk.make(house.folder)
    assert_walkable(page)
    unpack(page, copy, qtbot)
    assert_walkable(page)
    page._checked(["Registret over sletninger mangler. Hent filen, og prøv igen."])
    assert_walkable(page)
