"""A crash report says where, and never what: no message, no value, no path of the person's."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

import opspor
from opspor.desktop import crash
from opspor.desktop.look import look
from tests.desktop.conftest import settle
from tests.desktop.walker import assert_walkable

CANARY = "KANARI-Karla Juhl"


def raise_a_bug(name: str) -> None:
    """A fault whose message, cause and local values all hold a name."""
    try:
        look.color(name)
    except KeyError as cause:
        raise ValueError(f"barnet {name}") from cause


def a_bug(name: str) -> BaseException:
    with pytest.raises(ValueError, match="barnet") as caught:
        raise_a_bug(name)
    return caught.value


def test_the_report_holds_places_and_versions_and_no_values() -> None:
    report = crash.report_of(a_bug(CANARY))
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "opspor/desktop/look.py:" in report
    assert opspor.__version__ in report
    assert "KANARI" not in report
    assert "Karla" not in report
    assert str(Path(__file__).parent) not in report


def test_the_window_shows_exactly_what_is_saved(show: Callable[..., QWidget], tmp_path: Path) -> None:
    report = crash.report_of(a_bug(CANARY))
    window = crash.CrashWindow(report)
    show(window, 700, 500)
    shown = window.findChild(QPlainTextEdit)
    assert shown is not None
    target = tmp_path / "opspor-fejl.txt"
    window.save_to(target)
    assert target.read_text(encoding="utf-8") == shown.toPlainText() == report
    assert_walkable(window, ((1.0, 700, 560), (2.0, 1366, 768)))


def test_a_place_that_cannot_be_written_is_said(show: Callable[..., QWidget], tmp_path: Path) -> None:
    window = crash.CrashWindow("rapport")
    show(window, 700, 500)
    window.save_to(tmp_path / "findes-ikke" / "fejl.txt")
    assert "kunne ikke gemmes" in " ".join(w.text() for w in window.findChildren(type(window._saved)))


def test_a_fault_on_the_windows_thread_opens_one_crash_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install()
    for _ in range(2):
        error = a_bug(CANARY)
        sys.excepthook(type(error), error, error.__traceback__)
        settle()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, crash.CrashWindow) and w.isVisible()]
    assert len(windows) == 1
    assert "KANARI" not in "".join(capsys.readouterr())
    windows[0].close()
    settle()
