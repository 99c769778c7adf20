"""Each guard is broken once on purpose, in a run of its own, and must strike."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import guards

_ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name of a test in ``guards_broken.py`` -> what its failure said; "" where it passed."""
    folder = tmp_path_factory.mktemp("broken")
    report = folder / "report.xml"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/guards_broken.py", "-p", "no:randomly", "-p", "no:cacheprovider",
         f"--basetemp={folder / 'tmp'}", f"--junitxml={report}"],
        cwd=_ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314  we wrote it
    said: dict[str, str] = {}
    for case in cases:
        name = case.get("name", "").removeprefix("test_")
        said[name] = said.get(name, "") + " ".join(f"{fault.get('message')} {fault.text}" for fault in case)
    return said


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("log_warning", "WARNING opspor.store: noget er galt"),
        ("log_canary", "Captured log call holds kanari"),
        ("stdout_canary", "Captured stdout call holds kanari"),
        ("stderr_canary", "Captured stderr call holds 110322-9996"),
        ("home_canary", "left in home or temp: home/noter.txt"),
        ("home_file_name", "left in home or temp: home/Kanarisen-"),
        ("temp_canary", "left in home or temp: temp/"),
        ("network", "network was used at tests/guards_broken.py:"),
        ("network_error_swallowed", "network was used at tests/guards_broken.py:"),
        ("thread", "glemt (started at tests/guards_broken.py:"),
        ("qthread", "Worker still runs (made at tests/guards_broken.py:"),
        ("qthreadpool", "QThreadPool still works"),
        ("qtimer", "QTimer is active (made at tests/guards_broken.py:"),
        ("single_shot", "QTimer.singleShot is due in"),
        ("window", "window QLabel 'glemt"),
        ("qt_warning", "Qt messages"),
        ("python_warning", "gammelt"),
    ],
)
def test_a_guard_strikes(verdicts: dict[str, str], broken: str, message: str) -> None:
    assert message in verdicts[broken]


@pytest.mark.parametrize(
    "kept",
    [
        "log_expected", "home_wanted_export", "thread_that_stops", "qtimer_of_a_closed_window",
        "single_shot_of_a_closed_window", "window_in_a_cycle", "silent_and_tidy",
    ],
)  # fmt: skip
def test_a_guard_lets_tidy_work_pass(verdicts: dict[str, str], kept: str) -> None:
    assert verdicts[kept] == ""


def test_every_broken_test_is_judged_here(verdicts: dict[str, str]) -> None:
    assert len(verdicts) == 24


def test_home_and_temp_are_not_the_users_own(guarded_folder: Path) -> None:
    assert Path.home().parent == guarded_folder


def test_time_is_danish_in_winter_and_summer() -> None:
    winter, summer = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)

    assert (winter.astimezone().hour, summer.astimezone().hour) == (13, 14)
    assert time.tzname == ("CET", "CEST")


def test_qt_speaks_danish() -> None:
    from PySide6.QtCore import QLocale

    assert QLocale.system().name() == "da_DK"


@pytest.mark.parametrize("written", [guards.CHILD_FIRST_NAME, guards.STAFF_NAME.upper(), guards.CPR, guards.NOTE])
def test_a_canary_is_found_in_a_file_whatever_it_is_written_as(tmp_path: Path, written: str) -> None:
    (tmp_path / "utf8").write_text(written, "utf-8")
    (tmp_path / "utf16").write_text(written, "utf-16-le")
    (tmp_path / "clean").write_text("B007", "utf-8")

    assert guards.files_with_canaries(tmp_path) == ["utf16", "utf8"]
