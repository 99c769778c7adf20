"""One process holds a vault; a crash lets go of it."""

import errno
import getpass
import json
import os
import socket
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault.lockfile import NAME, VaultLock
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


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the vault since ``NOW``."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), NOW.isoformat()], stdout=subprocess.PIPE, text=True
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


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"since": "x", "machine": 1}', b"\xff" * 5000])
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


def test_a_full_drive_does_not_leave_it_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> str:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "gethostname", full)
        with pytest.raises(KnownError) as error:
            VaultLock(tmp_path, NOW)
    assert error.value.code == "BOKS-FULD"
    VaultLock(tmp_path, NOW).release()
