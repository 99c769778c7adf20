"""One process holds a vault; a crash lets go of it."""

import contextlib
import errno
import getpass
import json
import os
import socket
import stat
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import lockfile
from opspor.vault.lockfile import NAME, VaultLock, held_by_another
from tests.vault.conftest import NOW

HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from opspor.vault.lockfile import VaultLock
lock = VaultLock(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
print("held", flush=True)
time.sleep(60)
"""


def hold_elsewhere(folder: Path, first: str = "") -> subprocess.Popen[str]:
    """Another process that holds the vault since ``NOW``, after it has done what ``first`` says."""
    process = subprocess.Popen(
        [sys.executable, "-c", first + HOLDER, str(folder), NOW.isoformat()], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_process_is_told_who_and_since_when_until_a_kill(tmp_path: Path) -> None:
    with hold_elsewhere(tmp_path) as process:
        try:
            with pytest.raises(KnownError) as error:
                VaultLock(tmp_path, NOW + timedelta(hours=1))
            with pytest.raises(KnownError) as next_day:
                VaultLock(tmp_path, NOW + timedelta(days=1))
        finally:
            process.kill()
    assert error.value.code == "BOKS-AABEN"
    assert f"åben på pc'en {socket.gethostname()} siden 8.05." in str(error.value)
    assert "siden 22. november 2026 kl. 8.05." in str(next_day.value)
    with VaultLock(tmp_path, NOW) as lock:
        assert lock.after_crash


def test_a_crash_is_told_of_until_a_person_has_heard_it(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(_who("pc", NOW.isoformat()))
    with VaultLock(tmp_path, NOW):
        pass
    lock = VaultLock(tmp_path, NOW)
    assert lock.after_crash
    lock.release(told=True)
    with VaultLock(tmp_path, NOW) as again:
        assert not again.after_crash


def test_the_same_process_cannot_hold_it_twice(tmp_path: Path) -> None:
    with VaultLock(tmp_path, NOW), pytest.raises(KnownError) as error:
        VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-AABEN"


def test_a_released_lock_is_free_and_no_crash(tmp_path: Path) -> None:
    lock = VaultLock(tmp_path, NOW)
    assert not lock.after_crash
    lock.release()
    lock.release()
    with VaultLock(tmp_path, NOW) as again:
        assert not again.after_crash


def test_it_says_machine_process_and_time_and_no_name(tmp_path: Path) -> None:
    with VaultLock(tmp_path, NOW):
        content = (tmp_path / NAME).read_bytes()
    assert json.loads(content) == {"machine": socket.gethostname(), "process": os.getpid(), "since": NOW.isoformat()}
    assert getpass.getuser().encode() not in content.replace(socket.gethostname().encode(), b"")
    assert (tmp_path / NAME).read_bytes() == b""
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def _who(machine: object, since: object) -> bytes:
    return json.dumps({"machine": machine, "process": 1, "since": since}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 999,
        b"\xff" * 5000,
        _who(1, "x"),
        _who("pc", 1),
        _who(["pc"], NOW.isoformat()),
        _who("p\nc", NOW.isoformat()),
        _who("p" * 65, NOW.isoformat()),
        _who("", NOW.isoformat()),
        _who("pc", "0001-01-01T00:00:00+14:00"),
        _who("pc", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_strange_file_changes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with VaultLock(tmp_path, NOW) as lock:
        assert lock.after_crash == bool(content)
        (tmp_path / NAME).write_bytes(content)
        with pytest.raises(KnownError) as error:
            VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-AABEN-ET-STED"


def test_a_folder_is_needed(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        VaultLock(tmp_path / "intet", NOW)
    assert error.value.code == "BOKS-MANGLER"


def test_a_time_ahead_of_ours_is_left_out(tmp_path: Path) -> None:
    with VaultLock(tmp_path, NOW + timedelta(minutes=5)), pytest.raises(KnownError) as error:
        VaultLock(tmp_path, NOW)
    assert str(error.value).startswith(f"opspor er åben på pc'en {socket.gethostname()}. ")


def test_a_time_from_another_zone_is_told_in_ours(tmp_path: Path) -> None:
    with VaultLock(tmp_path, NOW.astimezone(timezone(timedelta(hours=9)))), pytest.raises(KnownError) as error:
        VaultLock(tmp_path, NOW + timedelta(hours=1))
    assert " siden 8.05." in str(error.value)


def test_of_many_processes_at_the_same_moment_one_gets_it(tmp_path: Path) -> None:
    script = HOLDER.replace("time.sleep(60)", "sys.stdin.read()").replace(
        "lock = ", "sys.stdin.readline()\nfrom opspor.domain.errors import KnownError\ntry: lock = "
    )
    script = script.replace(
        'print("held"', 'except KnownError as error: print(error.code, flush=True)\nelse: print("held"'
    )
    with contextlib.ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", script, str(tmp_path), NOW.isoformat()],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]
        for process in processes:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.stdout.readline().strip() for process in processes if process.stdout]
    assert said.count("held") == 1
    assert set(said) <= {"held", "BOKS-AABEN", "BOKS-AABEN-ET-STED"}


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(KnownError) as error:
        VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-LAAS-FIL"
    assert NAME in str(error.value)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_that_locks_no_files_is_not_called_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def no_locks(_file: object) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(lockfile, "grab", no_locks)
    with pytest.raises(KnownError) as error:
        VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-LAAS-DREV"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on what a process may write")
def test_a_full_drive_keeps_nobody_out_and_lets_nobody_else_in(tmp_path: Path) -> None:
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))"
    with hold_elsewhere(tmp_path, full) as process:
        with pytest.raises(KnownError) as error:
            VaultLock(tmp_path, NOW)
        process.kill()
    assert error.value.code == "BOKS-AABEN-ET-STED"


def test_a_drive_that_fails_does_not_leave_it_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "gethostname", broken)
        with pytest.raises(KnownError) as error:
            VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-DREV"
    VaultLock(tmp_path, NOW).release()


def test_whether_another_has_it_can_be_asked_without_taking_it(tmp_path: Path) -> None:
    assert held_by_another(tmp_path, NOW) is None  # nobody ever had it
    assert not (tmp_path / NAME).exists()
    with hold_elsewhere(tmp_path) as process:
        try:
            told = held_by_another(tmp_path, NOW + timedelta(hours=1))
        finally:
            process.kill()
    assert told is not None
    assert told.code == "BOKS-AABEN"
    assert "siden 8.05." in str(told)
    before = (tmp_path / NAME).read_bytes()
    assert held_by_another(tmp_path, NOW) is None  # it crashed: nobody has it
    assert (tmp_path / NAME).read_bytes() == before != b""


def test_a_lock_that_was_released_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    VaultLock(tmp_path, NOW).release()
    monkeypatch.setattr(lockfile, "grab", lambda _: pytest.fail("it may be taken by another at this moment"))
    assert held_by_another(tmp_path, NOW) is None


def test_a_drive_that_does_not_answer_has_nobody(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert held_by_another(tmp_path, NOW) is None
