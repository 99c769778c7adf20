"""A proved release, held up to this program, this PC and this vault."""

from pathlib import Path

import pytest

import opspor
from installer import sign
from opspor.domain.errors import KnownError
from opspor.exchange.release import Release
from opspor.usecases import new_version
from opspor.usecases.new_version import DATA, check, this_platform, what_to_do

PASSPHRASE = "kanari-til-prøver-alene"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Maker":
    """Makes signed releases of any version."""
    sign.make_keys(tmp_path / "nøgler", PASSPHRASE)
    return Maker(tmp_path, monkeypatch)


class Maker:
    """A sender with a key of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        self.sender = (folder / "nøgler" / sign.PUBLIC).read_bytes()

    def release(self, version: str, *, data: str = DATA, platform: str = "") -> Path:
        """The package of a signed release for this kind of PC, or for ``platform``."""
        self._patch.setattr(sign, "__version__", version)
        self._patch.setattr(sign, "HEAD", data)
        self._patch.setattr(sign, "_PLATFORMS", {"_her.deb": platform or this_platform()})
        dist = self.folder / version
        dist.mkdir()
        (dist / f"opspor_{version}_her.deb").write_bytes(b"pakke")
        sign.sign(dist, self.folder / "nøgler" / sign.PRIVATE, PASSPHRASE)
        return dist / f"opspor_{version}_her.deb"


def told(file: Path, sender: bytes) -> str:
    """The code that the file is refused with."""
    with pytest.raises(KnownError) as refused:
        check(file, sender)
    return refused.value.code


@pytest.mark.parametrize("version", ["0.1.1", "0.10.0", "1.0.0"])
def test_a_newer_one_for_this_pc_is_welcome(made: Maker, version: str) -> None:
    assert check(made.release(version), made.sender).version == version


def test_an_older_one_is_never_taken_for_newer(made: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opspor, "__version__", "0.10.0")
    assert told(made.release("0.9.9"), made.sender) == "UDGAVE-AELDRE"


def test_the_same_one_says_that_nothing_is_to_be_done(made: Maker) -> None:
    assert told(made.release(opspor.__version__), made.sender) == "UDGAVE-SAMME"


def test_one_for_another_kind_of_pc_is_refused(made: Maker) -> None:
    assert told(made.release("9.0.0", platform="solaris-sparc"), made.sender) == "UDGAVE-PC"


def test_one_that_could_not_read_the_vault_is_refused(made: Maker) -> None:
    assert told(made.release("9.0.0", data="0001"), made.sender) == "UDGAVE-DATA"


def test_the_steps_begin_with_a_copy_and_say_what_happens_to_the_vault() -> None:
    same = what_to_do(Release(Path("opspor_9.0.0_amd64.deb"), "9.0.0", DATA, "linux-x86_64"))
    assert "kopi" in same[0]
    assert "administrator" in same[2]
    assert same[-1] == "Jeres mappe bliver, som den er."
    newer = what_to_do(Release(Path("opspor-9.0.0-setup.exe"), "9.0.0", "9999", "win32-amd64"))
    assert "ikke afprøvet på Windows" in newer[2]
    assert "kan den gamle udgave ikke åbne den" in newer[-1]


def test_every_kind_of_package_that_is_made_has_its_step() -> None:
    ends = {Path(end).suffix for end in sign._PLATFORMS}
    assert ends == set(new_version._BY_KIND)
