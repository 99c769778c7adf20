"""A vault is there whole, or not at all."""

import errno
import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from opspor.domain.errors import KnownError
from opspor.vault.access import unlock
from opspor.vault.creation import create_vault
from opspor.vault.datafile import check_pages
from opspor.vault.keys import Keys
from tests.guards import PASSWORD
from tests.vault.conftest import LOGIN, NOW, come_in, quick


def test_a_new_vault_opens_with_the_login_and_password_it_was_made_with(folder: Path, keys: Keys) -> None:
    assert come_in(folder) == keys
    assert check_pages(folder, keys) == ()


def test_with_the_real_derivation(tmp_path: Path) -> None:
    made = create_vault(tmp_path / "v", LOGIN, PASSWORD, now=NOW)
    assert unlock(tmp_path / "v", LOGIN, PASSWORD) == made
    with pytest.raises(KnownError) as error:
        unlock(tmp_path / "v", LOGIN, PASSWORD + ".")
    assert error.value.code == "BOKS-ADGANG"


def test_it_holds_two_headers_and_a_data_file_that_only_the_owner_reads(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["data.db", "header.bak", "header.json"]
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_login_stands_in_the_folder(folder: Path) -> None:
    for path in folder.iterdir():
        assert LOGIN.encode() not in path.read_bytes()


def test_missing_parents_are_made_and_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    for folder in (tmp_path / "a" / "b", tmp_path / "tom"):
        create_vault(folder, LOGIN, PASSWORD, now=NOW, derive=quick)
        come_in(folder)


@pytest.mark.parametrize("kind", ["folder with a file", "file", "vault"])
def test_nothing_is_written_over(tmp_path: Path, folder: Path, kind: str) -> None:
    place = folder if kind == "vault" else tmp_path / "optaget"
    if kind == "file":
        place.write_bytes(b"x")
    elif kind == "folder with a file":
        place.mkdir()
        (place / "brev.txt").write_bytes(b"x")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(KnownError) as error:
        create_vault(place, LOGIN, PASSWORD, now=NOW, derive=quick)
    assert error.value.code == "BOKS-IKKE-TOM"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_failure_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(KnownError) as error:
            create_vault(tmp_path / "v", LOGIN, PASSWORD, now=NOW, derive=quick)
    assert error.value.code == "BOKS-FULD"
    assert list(tmp_path.iterdir()) == []


def test_a_login_is_needed(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        create_vault(tmp_path / "v", "  ", PASSWORD, now=NOW, derive=quick)
    assert error.value.code == "BOKS-BRUGERNAVN"
    assert list(tmp_path.iterdir()) == []


def test_two_vaults_of_one_person_have_nothing_in_common(tmp_path: Path) -> None:
    one, two = (create_vault(tmp_path / name, LOGIN, PASSWORD, now=NOW, derive=quick) for name in "ab")
    assert not {one.vault_id, one.data_key, one.data_salt, one.seed} & {two.vault_id, two.data_key, two.data_salt}


MAKER = """
import sys
from pathlib import Path
from opspor.vault.creation import create_vault
from tests.guards import PASSWORD
from tests.vault.conftest import LOGIN, NOW, quick
for number in range(1000):
    create_vault(Path(sys.argv[1]) / f"v{number}", LOGIN, PASSWORD, now=NOW, derive=quick)
    print("made", flush=True)
"""


def test_a_kill_while_making_one_leaves_a_whole_vault_or_none(tmp_path: Path) -> None:
    for trial in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", MAKER, str(tmp_path / str(trial))],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "made\n"  # a kill before the first one would prove nothing
            time.sleep(random.uniform(0, 0.1))
            process.kill()
    for vault in tmp_path.glob("*/v*"):
        assert check_pages(vault, come_in(vault)) == ()
