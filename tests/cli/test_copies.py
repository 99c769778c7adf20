"""backup and restore, as somebody at a prompt or a script sees them."""

import re
import shutil
from pathlib import Path

import pytest

from opspor import workplace
from opspor.cli.commands import now
from opspor.domain.people import Role
from opspor.usecases import children, erasure
from opspor.usecases.children import NewChild
from tests.cli.conftest import PASSWORD, Opspor, quick
from tests.guards import CHILD_FIRST_NAME
from tests.vault.conftest import flip


@pytest.fixture
def copy(opspor: Opspor, vault: Path, tmp_path: Path) -> Path:
    """A copy of a vault with two children."""
    place = workplace.open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    new = [NewChild(name, "", None, "", "Bøgestuen", "") for name in (CHILD_FIRST_NAME, "Liv Kanari")]
    place.run(lambda desk: children.import_list(desk, new)).result()
    place.close()
    (tmp_path / "drev æøå").mkdir()
    made = opspor("backup", vault, tmp_path / "drev æøå" / "kopi")
    assert made.code == 0, made.err
    return tmp_path / "drev æøå" / "kopi"


def names(folder: Path) -> list[str]:
    place = workplace.open_vault(folder, "mette", PASSWORD, clock=now, derive=quick)
    found = place.look(children.listed).result()
    place.close()
    return [child.full_name for child in found]


def test_a_copy_is_one_file_and_comes_back_whole(opspor: Opspor, copy: Path, tmp_path: Path) -> None:
    run = opspor("restore", copy, tmp_path / "ny", "--user", "mette")
    assert (run.code, run.err, run.out) == (0, "", "Mappen er gendannet.\n")
    assert names(tmp_path / "ny") == [CHILD_FIRST_NAME, "Liv Kanari"]
    assert opspor("check", tmp_path / "ny", "--json").json == {"ok": True, "findings": []}


def test_backup_says_how_large_it_is_and_what_belongs_to_it(opspor: Opspor, vault: Path, tmp_path: Path) -> None:
    said = opspor("backup", vault, tmp_path / "k", "--json").json
    assert said["bytes"] == (tmp_path / "k").stat().st_size
    assert said["log_number"] >= 3
    assert (tmp_path / said["register"]).exists()
    words = opspor("backup", vault, tmp_path / "k2").out
    assert re.match(r"Kopien er lavet og læst igen \(0,\d MB\)\.\n", words)
    assert said["register"] in words


def test_restore_as_json(opspor: Opspor, copy: Path, vault: Path, tmp_path: Path) -> None:
    assert opspor("restore", copy, tmp_path / "ny", "--json").json == {
        "erased_again": 0, "removed_again": 0, "kept": None, "findings": [],
    }  # fmt: skip
    over = opspor("restore", copy, vault, "--json").json
    assert over["kept"].startswith("vault-gammel-")
    assert (tmp_path / over["kept"] / "data.db").exists()


def test_over_a_damaged_vault(opspor: Opspor, copy: Path, vault: Path) -> None:
    (vault / "data.db").write_bytes(bytes(8192))
    run = opspor("restore", copy, vault)
    assert run.code == 0
    assert "Den mappe, der lå der før, hedder nu vault-gammel-" in run.out
    assert len(names(vault)) == 2


def test_what_was_deleted_since_is_deleted_again_also_when_the_vault_is_gone(
    opspor: Opspor, copy: Path, vault: Path, tmp_path: Path
) -> None:
    place = workplace.open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    child = place.look(children.listed).result()[0]
    place.run(lambda desk: erasure.erase_child(desk, child.id)).result()
    place.close()
    opspor("backup", vault, copy.with_name("nyere"))
    shutil.rmtree(vault)
    run = opspor("restore", copy, tmp_path / "ny")
    assert "Slettet igen: 1 barn.\n" in run.out
    assert names(tmp_path / "ny") == ["Liv Kanari"]


def test_who_was_removed_since_stays_out(opspor: Opspor, vault: Path, copy: Path, tmp_path: Path) -> None:
    place = workplace.open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    member, code = place.invite(name="Jonas Kanari", title="", role=Role.LEADER, groups=frozenset())
    place.close()
    workplace.accept(vault, login="jonas", code=code, password=PASSWORD, clock=now, derive=quick).close()
    assert opspor("backup", vault, copy.with_name("med"), "--user", "mette").code == 0
    place = workplace.open_vault(vault, "mette", PASSWORD, clock=now, derive=quick)
    place.remove_person(member.id)
    place.close()
    assert opspor("backup", vault, copy.with_name("uden")).code == 0

    refused = opspor("restore", copy.with_name("med"), tmp_path / "ny", "--user", "jonas")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.endswith("[KOPI-ADGANG]\n")
    assert not (tmp_path / "ny").exists()
    assert (
        "Lukket igen: 1 adgang.\n" in opspor("restore", copy.with_name("med"), tmp_path / "ny", "--user", "mette").out
    )
    assert opspor("check", tmp_path / "ny", "--user", "jonas").err.endswith("[BOKS-ADGANG]\n")


def test_without_the_register_it_is_done_and_said(opspor: Opspor, copy: Path, tmp_path: Path) -> None:
    alone = tmp_path / "usb"
    alone.mkdir()
    shutil.copyfile(copy, alone / "kopi")
    run = opspor("restore", alone / "kopi", tmp_path / "ny", "--json")
    assert run.code == 0
    assert [found["code"] for found in run.json["findings"]] == ["REGISTER-MANGLER"]
    assert "[REGISTER-MANGLER]" in run.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "KOPI-TOM"), (b"en liste", "KOPI-FREMMED"), (None, "KOPI-MANGLER")],
)
def test_what_is_no_copy_is_refused_before_the_password_is_tried(
    opspor: Opspor, tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "k").write_bytes(content)
    run = opspor("restore", tmp_path / "k", tmp_path / "ny", password="forkert")
    assert (run.code, run.out) == (1, "")
    assert run.err.endswith(f"[{code}]\n")
    assert not (tmp_path / "ny").exists()


def test_a_damaged_copy_and_a_wrong_password_put_nothing_anywhere(opspor: Opspor, copy: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    assert "[BOKS-ADGANG]" in opspor("restore", copy, tmp_path / "ny", password="forkert").err
    flip(copy, copy.stat().st_size // 2)
    assert "[KOPI-SKADET]" in opspor("restore", copy, tmp_path / "ny").err
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_backup_writes_over_nothing_and_says_what_is_wrong_with_the_place(
    opspor: Opspor, copy: Path, vault: Path, tmp_path: Path
) -> None:
    before = copy.read_bytes()
    assert "[KOPI-FINDES]" in opspor("backup", vault, copy).err
    assert copy.read_bytes() == before
    assert "[KOPI-VAEK]" in opspor("backup", vault, tmp_path / "usb" / "k").err
    assert "[BOKS-ADGANG]" in opspor("backup", vault, tmp_path / "k", password="forkert").err
    assert not (tmp_path / "k").exists()
