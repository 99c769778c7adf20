"""``opspor verify``: what IT asks before a new version is installed."""

from pathlib import Path

import pytest

from installer import sign
from opspor.usecases.new_version import this_platform
from tests.cli.conftest import Opspor

PASSPHRASE = "kanari-til-prøver-alene"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed package of a later version; the key lies in ``nøgler``."""
    monkeypatch.setattr(sign, "__version__", "9.0.0")
    monkeypatch.setattr(sign, "_PLATFORMS", {"_her.deb": this_platform()})
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    (tmp_path / "dist").mkdir()
    file = tmp_path / "dist" / "opspor_9.0.0_her.deb"
    file.write_bytes(b"pakke")
    sign.sign(tmp_path / "dist", tmp_path / "nøgler" / sign.PRIVATE, PASSPHRASE)
    return file


def test_a_genuine_one_is_named_with_what_to_do(opspor: Opspor, package: Path, tmp_path: Path) -> None:
    key = tmp_path / "nøgler" / sign.PUBLIC
    run = opspor("verify", package, "--key", key, password=None)
    assert run.code == 0, run.err
    assert "Filen er ægte: opspor 9.0.0." in run.out
    assert "Tag en kopi" in run.out
    said = opspor("verify", package, "--key", key, "--json", password=None).json
    assert (said["version"], said["platform"]) == ("9.0.0", this_platform())


def test_an_altered_one_ends_with_a_sentence_and_a_code(opspor: Opspor, package: Path, tmp_path: Path) -> None:
    package.write_bytes(b"andet")
    run = opspor("verify", package, "--key", tmp_path / "nøgler" / sign.PUBLIC, password=None)
    assert (run.code, run.out) == (1, "")
    assert "[UDGAVE-AENDRET]" in run.err


def test_without_a_key_it_says_that_it_knows_no_sender(opspor: Opspor, package: Path) -> None:
    run = opspor("verify", package, password=None)
    assert run.code == 1
    assert "[UDGAVE-AFSENDER]" in run.err


def test_a_key_that_is_not_there_is_said(opspor: Opspor, package: Path, tmp_path: Path) -> None:
    run = opspor("verify", package, "--key", tmp_path / "væk.pem", password=None)
    assert run.code == 1
    assert "[UDGAVE-NOEGLE]" in run.err
