"""A home of one's own, a clock that stands still unless it is turned, and a program that starts, locks and quits."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop import danish
from opspor.desktop.look import look
from opspor.desktop.program import Program
from opspor.domain.assessment import Context
from opspor.domain.people import Role
from opspor.usecases import children, notices, people, rounds
from opspor.vault.keys import Cost
from tests.e2e.driver import Keyboard

METTE, JONAS = ("mette", "kanari-fregat-solbær-knude"), ("jonas", "kanari-lampe-torsk-vindue")
CHILDREN = (
    ("Ib Kanari", "Ørsted", date(2021, 2, 28)),
    ("Karla Maria Kanari", "Juhl", date(2021, 10, 3)),
    ("Liv Æ.", "Kanari", date(2022, 5, 17)),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns about what only real screens can do; no other platform does."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def quick_derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing; the real one takes half a second by choice."""
    return hashlib.sha256(secret + salt).digest()


@dataclass
class WallClock:
    """A clock that a test turns; it moves a little at every look, as time does."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 17, 9, 2).astimezone())

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As the program starts it."""
    return ["opspor", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Light at 100 %, in Danish, and no widget left behind for the next test."""
    danish.speak(qapp)
    look.apply(qapp)
    look.choose_theme("light")
    look.set_zoom(1.0)
    look.set_projector(False)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def clock() -> WallClock:
    """Tuesday 17 March 2026, 9.02."""
    return WallClock()


@pytest.fixture
def keyboard() -> Keyboard:
    """The person's hands and eyes."""
    return Keyboard()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's home folder, with documents and settings of its own."""
    place = tmp_path / "home"
    for folder in ("Documents", ".config", "runtime"):
        (place / folder).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("USERPROFILE", str(place))
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(place / f".{kind.lower()}"))
    return place


Start = Callable[[Path | None], Program]


@pytest.fixture
def start(qtbot: QtBot, clock: WallClock, home: Path) -> Iterator[Start]:
    """Starts the program on a folder, or on none, as ``opspor`` does; what runs before is quit first."""
    running: list[Program] = []

    def quit_() -> None:
        while running:
            program = running.pop()
            program.window.close()
            program.wait_until_locked()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def begin(folder: Path | None) -> Program:
        quit_()
        program = Program(folder, clock, derive=quick_derive)
        running.append(program)
        qtbot.addWidget(program.window)
        program.window.resize(1366, 768)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        QTest.qWait(20)
        return program

    yield begin
    with suppress(RuntimeError):  # the window was closed by the test itself
        quit_()


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A daycare of two people and three children with an open round, made without a window."""
    folder, clock = tmp_path_factory.mktemp("house") / "opspor", WallClock()
    work = workplace.create(
        folder, institution="Børnehuset Kanarireden", name="Mette Kanari Sørensen", title="leder",
        login=METTE[0], password=METTE[1], clock=clock, derive=quick_derive,
    )  # fmt: skip
    new = [children.NewChild(first, last, born, "", "Bøgestuen", "") for first, last, born in CHILDREN]
    made = work.run(lambda desk: children.import_list(desk, new)).result().children
    work.run(lambda desk: notices.give(desk, made, clock().date())).result()
    (room,) = work.run(people.overview).result().groups
    _, code = work.invite(name="Jonas Kanari Bæk", title="pædagog", role=Role.STAFF, groups=frozenset({room.id}))
    work.close()
    login, password = JONAS
    workplace.accept(folder, login=login, code=code, password=password, clock=clock, derive=quick_derive).close()
    work = workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)
    both = [member.id for member in work.run(people.overview).result().staff]
    groups = {room.id: (Context.DAYCARE, both)}
    opens, closes = clock().date(), clock().date() + timedelta(days=44)
    work.run(
        lambda desk: rounds.open_round(desk, name="Forår 2026", opens_on=opens, closes_on=closes, groups=groups)
    ).result()
    work.close()
    return folder


@pytest.fixture
def house(_made: Path, tmp_path: Path) -> Path:
    """The folder of the daycare; nobody is in."""
    return Path(shutil.copytree(_made, tmp_path / "opspor"))


@pytest.fixture(scope="session")
def _followed(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The daycare with an agreement about Karla, and by Jonas a focus point, a plan and a meeting of today."""
    from tests.e2e import following  # it asks this module who works here

    folder, clock = Path(shutil.copytree(_made, tmp_path_factory.mktemp("followed") / "opspor")), WallClock()
    following.agree_about_karla(folder, clock)
    work = workplace.open_vault(folder, *JONAS, clock=clock, derive=quick_derive)
    work.run(following.write_all).result()
    work.close()
    return folder


@pytest.fixture
def followed(_followed: Path, tmp_path: Path) -> Path:
    """The folder of that daycare; nobody is in."""
    return Path(shutil.copytree(_followed, tmp_path / "opspor"))
