"""What the system says over D-Bus: a bus daemon of the test's own, and services that speak like the real ones."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)
from pytestqt.qtbot import QtBot

from opspor.desktop.system import bus
from opspor.desktop.system.idle_time import MUTTER, SCREEN_SAVER, BusIdleTime
from opspor.desktop.system.session import LOGIND, LogindSession, Session

ROOT = "/org/freedesktop/login1"
OURS = f"{ROOT}/session/_32"
_NAMES = count()
_SERVICES: list[QObject] = []  # a connection calls them as long as it lives

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="there is no bus daemon on this machine")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A bus of our own; nothing of the machine hears it."""
    place = tmp_path / "bus"
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={place}"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def connect(address: str) -> Iterator[Callable[[], QDBusConnection]]:
    """Connections to the bus."""
    made: list[str] = []

    def connect() -> QDBusConnection:
        made.append(f"opspor-test-{next(_NAMES)}")
        return QDBusConnection.connectToBus(address, made[-1])

    yield connect
    for name in made:
        QDBusConnection.disconnectFromBus(name)


class Service(QDBusVirtualObject):
    """Answers what a test says, and remembers what it was asked."""

    def __init__(self, connection: QDBusConnection, name: str, answers: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.connection, self.answers = connection, answers
        self.asked: list[tuple[str, list[object]]] = []
        _SERVICES.append(self)
        assert connection.registerService(name)
        connection.registerVirtualObject("/", self, QDBusConnection.VirtualObjectRegisterOption.SubPath)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append((message.member(), list(message.arguments())))
        answer = self.answers.get(message.member())
        if answer is None:
            connection.send(message.createErrorReply("org.freedesktop.DBus.Error.UnknownMethod", "no"))
        else:
            reply = message.createReply()
            reply.setArguments([answer()])
            connection.send(reply)
        return True

    def say(self, path: str, interface: str, member: str, *arguments: object) -> None:
        """Send a signal."""
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(list(arguments))
        assert self.connection.send(signal)


class Logind(Service):
    """logind as far as we know it."""

    def __init__(self, connection: QDBusConnection) -> None:
        self.hint = False
        self.inhibitors: list[int] = []  # our end of each; it reads as ended when the other side has let go
        super().__init__(
            connection,
            LOGIND,
            {
                "GetSession": lambda: QDBusObjectPath(OURS),
                "Get": lambda: QDBusVariant(self.hint),
                "Inhibit": self._inhibit,
            },
        )

    def _inhibit(self) -> QDBusUnixFileDescriptor:
        ours, theirs = os.pipe()
        os.set_blocking(ours, False)
        self.inhibitors.append(ours)
        given = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        return given

    def holds(self) -> bool:
        """Whether somebody delays the sleep."""
        return any(not _ended(inhibitor) for inhibitor in self.inhibitors)


def _ended(descriptor: int) -> bool:
    try:
        return os.read(descriptor, 1) == b""
    except BlockingIOError:
        return False


@pytest.fixture
def logind(connect: Callable[[], QDBusConnection], qtbot: QtBot) -> Iterator[Logind]:
    made = Logind(connect())
    yield made
    for inhibitor in made.inhibitors:
        os.close(inhibitor)


@pytest.fixture
def session(logind: Logind, connect: Callable[[], QDBusConnection], qtbot: QtBot) -> Iterator[LogindSession]:
    """We, when we have found which session is ours."""
    client = connect()
    made = LogindSession(client, client)
    qtbot.waitUntil(lambda: bool(made._path))
    qtbot.wait(20)  # the bus knows what we want to hear
    yield made
    made.let_go()
    made.deleteLater()


@pytest.fixture
def heard(session: LogindSession) -> list[str]:
    said: list[str] = []
    session.locks.connect(lambda: said.append("locks"))
    session.sleeps.connect(lambda: said.append("sleeps"))
    return said


def test_the_screen_is_locked_by_the_system(
    logind: Logind, session: LogindSession, heard: list[str], qtbot: QtBot
) -> None:
    logind.say(OURS, f"{LOGIND}.Session", "Lock")
    qtbot.waitUntil(lambda: heard == ["locks"])


def test_the_session_of_somebody_else_locks_nothing_here(
    logind: Logind, session: LogindSession, heard: list[str], qtbot: QtBot
) -> None:
    logind.say(f"{ROOT}/session/_99", f"{LOGIND}.Session", "Lock")
    qtbot.wait(50)
    assert heard == []


def test_a_desktop_that_locks_by_itself_is_heard_by_its_hint(
    logind: Logind, session: LogindSession, heard: list[str], qtbot: QtBot
) -> None:
    changed: tuple[Any, ...] = (
        OURS,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        f"{LOGIND}.Session",
        {},
        [],
    )
    logind.say(*changed)
    qtbot.waitUntil(lambda: ("Get", [f"{LOGIND}.Session", "LockedHint"]) in logind.asked)
    qtbot.wait(20)
    assert heard == []  # something else changed
    logind.hint = True
    logind.say(*changed)
    qtbot.waitUntil(lambda: heard == ["locks"])


@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_saver_that_comes_on_locks_and_one_that_goes_does_not(
    logind: Logind, session: LogindSession, heard: list[str], qtbot: QtBot, saver: str
) -> None:
    logind.say("/ScreenSaver", saver, "ActiveChanged", False)
    logind.say("/ScreenSaver", saver, "ActiveChanged", "what is this")
    logind.say("/ScreenSaver", saver, "ActiveChanged", True)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["locks"]


def test_the_pc_waits_with_its_sleep_until_we_have_let_go(
    logind: Logind, session: LogindSession, heard: list[str], qtbot: QtBot
) -> None:
    assert not logind.holds()
    session.hold()
    qtbot.waitUntil(logind.holds)
    assert ("Inhibit", ["sleep", "opspor", "Mappen bliver låst", "delay"]) in logind.asked
    qtbot.waitUntil(lambda: session._held is not None)
    logind.say(ROOT, f"{LOGIND}.Manager", "PrepareForSleep", True)
    qtbot.waitUntil(lambda: heard == ["sleeps"])
    assert logind.holds()
    session.let_go()
    qtbot.waitUntil(lambda: not logind.holds())
    logind.say(ROOT, f"{LOGIND}.Manager", "PrepareForSleep", False)  # awake: says nothing, and nothing is open
    qtbot.wait(50)
    assert heard == ["sleeps"]
    assert not logind.holds()


def test_where_nobody_speaks_nothing_happens(connect: Callable[[], QDBusConnection], qtbot: QtBot) -> None:
    client = connect()
    alone = LogindSession(client, client)
    silent = Session()
    for one in (alone, silent):
        one.hold()
        qtbot.wait(30)
        one.let_go()


@pytest.mark.parametrize(("place", "member"), [(MUTTER, "GetIdletime"), (SCREEN_SAVER, "GetSessionIdleTime")])
def test_the_idle_time_of_the_desktop(
    connect: Callable[[], QDBusConnection], qtbot: QtBot, place: tuple[str, ...], member: str
) -> None:
    desktop = Service(connect(), place[0], {member: lambda: 4200})
    told: list[timedelta] = []
    source = BusIdleTime(connect())

    def ask() -> bool:
        source.ask(told.append)
        return bool(told)

    qtbot.waitUntil(ask)
    assert told[0] == timedelta(seconds=4.2)
    assert desktop.asked[0][0] == member


def test_a_desktop_without_idle_time_is_asked_once(connect: Callable[[], QDBusConnection], qtbot: QtBot) -> None:
    desktop = Service(connect(), MUTTER[0], {})
    source = BusIdleTime(connect())
    for _ in range(5):
        source.ask(lambda _: pytest.fail("nobody knows"))
        qtbot.wait(20)
    assert len(desktop.asked) == 1


def test_an_answer_that_comes_when_nobody_is_left_is_dropped(
    connect: Callable[[], QDBusConnection], qtbot: QtBot
) -> None:
    Service(connect(), MUTTER[0], {"GetIdletime": lambda: 1})
    owner = QObject()
    bus.call(connect(), owner, MUTTER, done=lambda _: pytest.fail("the owner is gone"))
    owner.deleteLater()
    qtbot.wait(50)
