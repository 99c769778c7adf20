"""What every test is held to: silent, off the network, out of the home folder, nothing left running.

``tests/conftest.py`` puts these round every test. A test that breaks one fails, and the message says what to do.
``tests/test_guards.py`` breaks each of them once. The vocabulary of a made-up child whose name must never be found
where it does not belong stands at the top: use it wherever a test needs a name, a CPR or a password.
"""

import gc
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Made-up people. Whatever is written about them holds the word "kanari" or this CPR, so that it can be found.
CHILD_FIRST_NAME = "Kanarina Ærø"
CHILD_LAST_NAME = "Kanarisen-Åby"
CARER_NAME = "Kanarius Kanarisen"
STAFF_NAME = "Kanariette Østergaard"
CPR = "1103229996"
PASSWORD = "kanari-Adgang-til-prøver-77"  # opens nothing
NOTE = "KANARI: græd, da far kørte."

_CANARIES = ("kanari", CPR, f"{CPR[:6]}-{CPR[6:]}")
_NEEDLES = tuple(
    word.encode(code)
    for base in _CANARIES
    for word in {base, base.upper(), base.title()}
    for code in ("utf-8", "utf-16-le")
)

# Europe/Copenhagen in the notation that needs no time zone files on the machine.
COPENHAGEN = "CET-1CEST,M3.5.0,M10.5.0/3"
_ROOT = Path(__file__).parent.parent
_OURS = (str(_ROOT / "opspor"), str(_ROOT / "tests"))
_PATIENCE = 1.0  # seconds that a thread which has been told to stop may take


def canaries_in(text: str) -> list[str]:
    """The canary words that ``text`` holds, in any case."""
    folded = text.casefold()
    return [word for word in _CANARIES if word in folded]


def files_with_canaries(folder: Path, wanted: frozenset[Path] = frozenset()) -> list[str]:
    """What in ``folder`` holds a canary word, in its name or its bytes, except under the ``wanted`` paths."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not wanted.isdisjoint((path, *path.parents)):
            continue
        inside = path.is_file() and any(needle in path.read_bytes() for needle in _NEEDLES)
        if inside or canaries_in(path.name):
            found.append(str(path.relative_to(folder)))
    return found


class _LogListener(logging.Handler):
    """Remembers what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


class _Starts:
    """Where each thread, Qt thread and timer of ours was made, so that a leftover can be traced."""

    def __init__(self) -> None:
        self.threads: WeakKeyDictionary[threading.Thread, str] = WeakKeyDictionary()
        self.timers: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        self.qthreads: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        self.single_shots: list[tuple[float, ref[Any] | None, str]] = []  # when due, whose, where


def _place() -> str:
    """The nearest line of ours below the call that is being watched; "" when a library called."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_OURS) and file != __file__:
            return f"{Path(file).relative_to(_ROOT)}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _remember(method: Callable[..., None], places: "WeakKeyDictionary[Any, str]") -> Callable[..., None]:
    def remembering(self: Any, *args: Any, **kwargs: Any) -> None:
        method(self, *args, **kwargs)
        places[self] = _place()

    return remembering


@pytest.fixture(scope="session", autouse=True)
def starts() -> Iterator[_Starts]:
    """Watch where threads and timers are made. Constructors only: a wrapped ``start`` would be another slot to Qt."""
    found = _Starts()
    gc.collect()
    gc.freeze()  # every test module is imported by now; without this each collection after a Qt test takes 60 ms
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "start", _remember(threading.Thread.start, found.threads))
        if "PySide6.QtCore" in sys.modules:
            from PySide6.QtCore import QThread, QTimer

            single_shot = QTimer.singleShot

            def remembering(milliseconds: Any, *args: Any) -> None:
                made = set(found.timers)
                single_shot(milliseconds, *args)
                for timer in set(found.timers) - made:
                    del found.timers[timer]  # the binding's own
                owner = getattr(args[-1], "__self__", args[0])
                weak = ref(owner) if hasattr(owner, "__weakref__") or hasattr(owner, "objectName") else None
                found.single_shots.append((time.monotonic() + float(milliseconds) / 1000, weak, _place()))

            patch.setattr(QTimer, "__init__", _remember(QTimer.__init__, found.timers))
            patch.setattr(QThread, "__init__", _remember(QThread.__init__, found.qthreads))
            patch.setattr(QTimer, "singleShot", staticmethod(remembering))
        yield found


@pytest.fixture(scope="session", autouse=True)
def guarded_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Home and temp are folders of our own; emptied after each test that left something there."""
    folder = tmp_path_factory.mktemp("guarded")
    home, temp, runtime = _make(folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, str(home))
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(temp))
        patch.setattr(tempfile, "tempdir", str(temp))
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / f".{kind.lower()}"))
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        yield folder


def _make(folder: Path) -> tuple[Path, Path, Path]:
    made = folder / "home", folder / "temp", folder / "runtime"
    for path in made:
        path.mkdir(mode=0o700, exist_ok=True)
    return made


@pytest.fixture
def wanted_exports() -> set[Path]:
    """Paths in the test's home or temp folder where a paper with names is meant to lie: add them here."""
    return set()


@pytest.fixture(autouse=True)
def _guarded_places(guarded_folder: Path, wanted_exports: set[Path]) -> Iterator[None]:
    """Nothing about a child is left in the home or temp folder, and the test runs on Danish time."""
    _danish()
    yield
    with os.scandir(guarded_folder / "home") as home, os.scandir(guarded_folder / "temp") as temp:
        if not any(home) and not any(temp):
            return
    found = files_with_canaries(guarded_folder, frozenset(wanted_exports))
    for path in guarded_folder.iterdir():
        shutil.rmtree(path, ignore_errors=True)
    _make(guarded_folder)
    if found:
        pytest.fail(
            f"personal data was left in home or temp: {', '.join(found)}. "
            "Write it into the vault; if it is a paper that somebody asked for, add its path to wanted_exports."
        )


def pytest_configure() -> None:
    """Danish from the start: Qt asks for the language once."""
    _danish()


def _danish() -> None:
    """Danish words and Danish time, whatever the machine says. LC_CTYPE stays one that every machine has."""
    os.environ.pop("LC_ALL", None)
    os.environ.update(LANG="da_DK.UTF-8", LC_CTYPE="C.UTF-8")
    if os.environ.get("TZ") != COPENHAGEN:
        os.environ["TZ"] = COPENHAGEN
        if hasattr(time, "tzset"):
            time.tzset()


@pytest.fixture(autouse=True)
def _guarded_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of ours ever talks to a network; a caught error does not hide that it tried."""
    tried: list[str] = []

    def refuse(*args: Any, **_kwargs: Any) -> Any:
        place = _place()
        tried.append(place)
        raise OSError(f"no network in opspor (tried at {place})")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield
    if tried:
        pytest.fail(f"the network was used at {', '.join(tried)}. opspor works offline: take the call out.")


@pytest.fixture(autouse=True)
def _guarded_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails. A test that asks for ``caplog`` expects something and looks at it itself."""
    listener = _LogListener()
    ours = logging.getLogger("opspor")
    ours.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.lines and "caplog" not in request.fixturenames:
        pytest.fail(f"logged: {'; '.join(listener.lines)}. If that is meant, take caplog and assert it.")


@pytest.fixture(autouse=True)
def _guarded_threads(starts: _Starts) -> Iterator[None]:
    """No thread of ours outlives the test that started it."""
    before = set(threading.enumerate())
    yield
    left = []
    for thread in set(threading.enumerate()) - before:
        place = starts.threads.get(thread, "")
        if not place and thread.daemon:
            continue  # a library's own helper
        thread.join(_PATIENCE)
        if thread.is_alive():
            left.append(f"{thread.name} (started at {place or 'an unknown place'})")
    if left:
        pytest.fail(f"threads still run: {', '.join(left)}. Stop and join them before the test ends.")


@pytest.fixture(autouse=True)
def _guarded_qt(request: pytest.FixtureRequest, starts: _Starts) -> Iterator[None]:
    """No timer, thread or window outlives the test that made it. Costs nothing where there is no QApplication."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    before = _windows() if widgets and widgets.QApplication.instance() else []
    timers = {timer for timer in starts.timers if _is_alive(timer) and timer.isActive()}
    if "qapp" in request.fixturenames:
        gc.disable()  # as the program does: else a thread of the vault may free a window; collected below
    yield
    gc.enable()
    left = _stop_threads(starts) + _stop_timers(starts, timers)
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets and widgets.QApplication.instance():
        left += _close_windows(before, collect="qapp" in request.fixturenames)
    if left and not request.node.stash.get(_FAILED, False):
        pytest.fail(f"left over: {'; '.join(left)}. Stop it, or give a window to qtbot.addWidget.")


def _is_alive(thing: Any) -> bool:
    from shiboken6 import Shiboken

    return bool(Shiboken.isValid(thing))


def _stop_threads(starts: _Starts) -> list[str]:
    left = []
    for thread, place in list(starts.qthreads.items()):
        if _is_alive(thread) and thread.isRunning() and not thread.wait(int(_PATIENCE * 1000)):
            left.append(f"{type(thread).__name__} still runs (made at {place})")
            thread.requestInterruption()
            thread.quit()
            thread.wait(5000)
    core = sys.modules.get("PySide6.QtCore")
    if core and not core.QThreadPool.globalInstance().waitForDone(int(_PATIENCE * 1000)):
        left.append("QThreadPool still works; wait for what you gave it")
    return left


def _stop_timers(starts: _Starts, before: set[Any]) -> list[str]:
    left = []
    for timer, place in list(starts.timers.items()):
        if timer not in before and _is_alive(timer) and timer.isActive() and _outlives(timer):
            timer.stop()
            left.append(f"{type(timer).__name__} is active (made at {place})")
    now = time.monotonic()
    for due, owner, place in starts.single_shots:
        if due > now and (owner is None or ((alive := owner()) is not None and _is_alive(alive))):
            left.append(
                f"QTimer.singleShot is due in {due - now:.1f} s (set at {place}); hand it the window as context"
            )
    starts.single_shots.clear()
    return left


def _outlives(timer: Any) -> bool:
    """False for the timer of a window that is about to be deleted: it goes with it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return _is_alive(timer)


def _windows() -> list["QWidget"]:
    from PySide6.QtWidgets import QApplication

    return [widget for widget in QApplication.topLevelWidgets() if widget.parentWidget() is None]


def _close_windows(before: list["QWidget"], *, collect: bool) -> list[str]:
    """Deliver what ``deleteLater`` asked for, on this thread and now: else widgets die later, in random order."""
    from PySide6.QtCore import QCoreApplication, QEvent

    def left() -> list["QWidget"]:
        return [widget for widget in _windows() if widget not in before]

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if collect or left():
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = []
    for window in left():
        found.append(f"window {type(window).__name__} {window.objectName()!r}".rstrip(" '"))
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return found


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test whose output or log holds a canary word."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    for title, text in report.sections:
        words = canaries_in(text)
        if words and report.passed:
            report.outcome = "failed"
            report.longrepr = f"{title} holds {', '.join(words)}: nothing about a person is ever printed or logged."
    return report
