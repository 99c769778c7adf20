"""The script that signs a release: the private key stays where the person says, and never in the project."""

from pathlib import Path

import pytest

from installer import sign
from opspor import __version__
from opspor.exchange.release import SIGNATURE

PASSPHRASE = "kanari-til-prøver-alene"


def test_the_private_key_is_locked_and_for_its_owner_alone(tmp_path: Path) -> None:
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    private = tmp_path / "nøgler" / sign.PRIVATE
    assert private.stat().st_mode & 0o077 == 0
    assert b"ENCRYPTED" in private.read_bytes()
    (tmp_path / "dist").mkdir()
    with pytest.raises(ValueError):  # noqa: PT011  the words are those of OpenSSL
        sign.sign(tmp_path / "dist", private, "en anden adgangskode")


def test_a_key_is_never_made_in_the_project_over_another_or_without_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="never lies in the project"):
        sign.make_keys(sign.ROOT / "resources" / "app", PASSPHRASE)
    with pytest.raises(SystemExit, match="12 letters"):
        sign.make_keys(tmp_path, "kort")
    sign.make_keys(tmp_path, PASSPHRASE)
    with pytest.raises(SystemExit, match="is there already"):
        sign.make_keys(tmp_path, PASSPHRASE)


def test_a_package_of_another_version_is_not_signed_along(tmp_path: Path) -> None:
    (tmp_path / f"opspor_{__version__}_amd64.deb").write_bytes(b"ny")
    (tmp_path / "opspor_0.0.9_amd64.deb").write_bytes(b"gammel")
    with pytest.raises(SystemExit, match=r"0\.0\.9"):
        sign.describe(tmp_path)


def test_what_is_described_anew_is_not_signed_any_more(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    sign.sign(tmp_path / "dist", tmp_path / "nøgler" / sign.PRIVATE, PASSPHRASE)
    assert (tmp_path / "dist" / SIGNATURE).is_file()
    sign.describe(tmp_path / "dist")
    assert not (tmp_path / "dist" / SIGNATURE).exists()
