"""A release that came on a stick: proved by its signature, or refused with a sentence."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from installer import sign
from opspor import __version__
from opspor.domain.errors import KnownError
from opspor.exchange import release
from opspor.exchange.release import ABOUT, SIGNATURE, SUMS, read
from opspor.store.migrate import HEAD

PASSPHRASE = "kanari-til-prøver-alene"
DEB, TAR = f"opspor_{__version__}_amd64.deb", f"opspor-{__version__}-linux-x86_64.tar.gz"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pair of keys that is made for these tests and thrown away with them."""
    folder = tmp_path_factory.mktemp("nøgler")
    sign.make_keys(folder, PASSPHRASE)
    return folder


@pytest.fixture
def dist(tmp_path: Path, keys: Path) -> Path:
    """A signed release with two packages and a list of parts."""
    folder = tmp_path / "udgave æøå"
    folder.mkdir()
    (folder / DEB).write_bytes(b"deb" * 100)
    (folder / TAR).write_bytes(b"tar" * 100)
    (folder / f"opspor-{__version__}.cdx.json").write_text("{}")
    sign.sign(folder, keys / sign.PRIVATE, PASSPHRASE)
    return folder


def told(file: Path, sender: bytes | None) -> str:
    """The code that the file is refused with."""
    with pytest.raises(KnownError) as refused:
        read(file, sender)
    return refused.value.code


def test_a_file_of_a_signed_release_is_known_for_what_it_is(dist: Path, keys: Path) -> None:
    found = read(dist / DEB, (keys / sign.PUBLIC).read_bytes())
    assert (found.version, found.platform, found.data) == (__version__, "linux-x86_64", HEAD)
    assert found.runs_on("linux-x86_64")
    assert not found.runs_on("win32-amd64")


def test_a_new_name_changes_nothing(dist: Path, keys: Path) -> None:
    (dist / DEB).rename(dist / "opspor (1).deb")
    assert read(dist / "opspor (1).deb", (keys / sign.PUBLIC).read_bytes()).version == __version__


def test_a_program_without_a_senders_key_says_so_and_judges_nothing(dist: Path) -> None:
    assert told(dist / DEB, None) == "UDGAVE-AFSENDER"
    assert "kender ingen afsender endnu" in release.NO_SENDER.sentence


@pytest.mark.parametrize(
    "key", [b"", b"ikke en n\xc3\xb8gle", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"]
)
def test_a_key_that_is_none_is_said(dist: Path, key: bytes) -> None:
    assert told(dist / DEB, key) == "UDGAVE-NOEGLE"


def test_no_key_is_shipped_before_there_is_a_real_one() -> None:
    assert release.known_sender() is None


def _altered(dist: Path) -> Path:
    content = bytearray((dist / DEB).read_bytes())
    content[7] ^= 1
    (dist / DEB).write_bytes(content)
    return dist / DEB


def _cut(dist: Path) -> Path:
    (dist / DEB).write_bytes((dist / DEB).read_bytes()[:-1])
    return dist / DEB


def _empty(dist: Path) -> Path:
    (dist / DEB).write_bytes(b"")
    return dist / DEB


def _huge(dist: Path) -> Path:
    with (dist / DEB).open("r+b") as file:
        file.truncate(release.MAX_BYTES + 1)  # a hole: it takes no room
    return dist / DEB


def _foreign(dist: Path) -> Path:
    (dist / "andet.deb").write_bytes(b"noget andet")
    return dist / "andet.deb"


def _list_changed(dist: Path) -> Path:
    file = _altered(dist)
    sums = (dist / SUMS).read_text().splitlines()
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    (dist / SUMS).write_text("\n".join(f"{new}  {DEB}" if line.endswith(DEB) else line for line in sums) + "\n")
    return file


def _signature_cut(dist: Path) -> Path:
    (dist / SIGNATURE).write_bytes((dist / SIGNATURE).read_bytes()[:63])
    return dist / DEB


def _without(name: str) -> Callable[[Path], Path]:
    def take_away(dist: Path) -> Path:
        (dist / name).unlink()
        return dist / DEB

    return take_away


def _described_otherwise(dist: Path) -> Path:
    about = json.loads((dist / ABOUT).read_text())
    (dist / ABOUT).write_text(json.dumps(about | {"version": "99.0.0"}))
    return dist / DEB


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_altered, "UDGAVE-AENDRET"),
        (_cut, "UDGAVE-KORT"),
        (_empty, "UDGAVE-TOM"),
        (_huge, "UDGAVE-STOR"),
        (_foreign, "UDGAVE-UKENDT"),
        (_list_changed, "UDGAVE-UNDERSKRIFT"),
        (_signature_cut, "UDGAVE-UNDERSKRIFT"),
        (_without(SUMS), "UDGAVE-MANGLER"),
        (_without(SIGNATURE), "UDGAVE-MANGLER"),
        (_without(ABOUT), "UDGAVE-MANGLER"),
        (_described_otherwise, "UDGAVE-SKADET"),
        (lambda dist: dist, "UDGAVE-VAEK"),
        (lambda dist: dist / "findes-ikke.deb", "UDGAVE-VAEK"),
        (lambda dist: dist / "nul\0.deb", "UDGAVE-VAEK"),
        (lambda dist: dist / SUMS, "UDGAVE-PAKKE"),
        (lambda dist: dist / f"opspor-{__version__}.cdx.json", "UDGAVE-PAKKE"),
    ],
)
def test_whatever_is_wrong_is_said(dist: Path, keys: Path, harm: Callable[[Path], Path], code: str) -> None:
    assert told(harm(dist), (keys / sign.PUBLIC).read_bytes()) == code


def test_the_signature_of_somebody_else_counts_for_nothing(dist: Path, tmp_path: Path) -> None:
    sign.make_keys(tmp_path / "fremmed", PASSPHRASE)
    assert told(dist / DEB, (tmp_path / "fremmed" / sign.PUBLIC).read_bytes()) == "UDGAVE-UNDERSKRIFT"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": 2}, "UDGAVE-NYERE"),
        ({"kind": "noget andet"}, "UDGAVE-SKADET"),
        ({"version": "1.0-beta"}, "UDGAVE-SKADET"),
        ({"version": "９.0.0"}, "UDGAVE-SKADET"),
        ({"data": "syv"}, "UDGAVE-SKADET"),
        ({"packages": []}, "UDGAVE-SKADET"),
        ({"packages": {}}, "UDGAVE-PAKKE"),
    ],
)
def test_a_description_that_is_signed_and_wrong_is_refused(
    dist: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], code: str
) -> None:
    """As a later program, or a mistake of the sender, would write it: signed again after the change."""
    about = json.loads((dist / ABOUT).read_text()) | change

    def describe_so(folder: Path) -> None:
        (folder / ABOUT).write_text(json.dumps(about))
        (folder / SIGNATURE).unlink()
        (folder / SUMS).unlink()
        lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in sorted(folder.iterdir())]
        (folder / SUMS).write_text("".join(lines))

    monkeypatch.setattr(sign, "describe", describe_so)
    sign.sign(dist, keys / sign.PRIVATE, PASSPHRASE)
    assert told(dist / DEB, (keys / sign.PUBLIC).read_bytes()) == code


def test_it_can_check_without_opspor(dist: Path, keys: Path) -> None:
    """The commands of docs/installation.md."""
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(keys / sign.PUBLIC), "-rawin",
               "-in", SUMS, "-sigfile", SIGNATURE]  # fmt: skip
    assert subprocess.run(command, cwd=dist, capture_output=True, check=False).returncode == 0
    assert subprocess.run(["sha256sum", "-c", "--quiet", SUMS], cwd=dist, check=False).returncode == 0
    _altered(dist)
    assert subprocess.run(["sha256sum", "-c", SUMS], cwd=dist, capture_output=True, check=False).returncode == 1
