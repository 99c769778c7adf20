"""A few drives that fail; ``make torture`` tries more."""

import subprocess
from pathlib import Path

import pytest

from tests.torture import drives


def _may_mount() -> bool:
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.skipif(
    not _may_mount(), reason="no mount namespace here; tests/vault/test_connection.py and test_damage.py do without"
)


def test_what_is_called_saved_on_a_failing_drive_is_there(tmp_path: Path) -> None:
    result = drives.prove(6, tmp_path)
    assert (result.tried, result.broken) == (6, 0), result.words


def test_something_saved_into_a_folder_that_is_gone_is_seen(tmp_path: Path) -> None:
    result = drives.prove(4, tmp_path, planted=True)
    assert "called saved when the folder was gone" in result.words
