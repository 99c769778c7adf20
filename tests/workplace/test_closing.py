"""The house closes: nothing of the vault is left, an old header opens nothing, and a kill leaves no half of one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.usecases.house_wipe import WITHOUT
from opspor.workplace import closing
from opspor.workplace.taking_out import TakenOut, take_out
from tests.usecases.conftest import Clock, House, quick

NAME = "børnehuset  kanariefuglen"  # whatever its case and spaces


def wipe(
    house: House, receipt: Path, *, name: str = NAME, taken: TakenOut | None = None, without: str = WITHOUT
) -> closing.Receipt:
    assert house.place is not None
    return closing.wipe(house.place, typed_name=name, receipt=receipt, taken=taken, typed_without=without)


def with_copy(house: House) -> Path:
    assert house.place is not None
    return house.place.copies.make()[0]


def test_nothing_of_the_vault_and_of_its_copies_is_left(house: House, tmp_path: Path) -> None:
    copy = with_copy(house)
    (house.folder / "ny").mkdir()
    (house.folder / "ny" / "data.db").write_bytes(b"half of a new one")

    done = wipe(house, tmp_path / "kvittering.pdf")

    assert {path.name for path in tmp_path.iterdir()} == {"kvittering.pdf"}
    assert not copy.exists()
    assert (done.closed.copies, done.closed.strangers, done.unsaved) == (2, 0, None)  # a copy, and the register
    house.place = None
    with pytest.raises(KnownError) as gone:
        house.enter("mette")
    assert gone.value.code == "BOKS-MANGLER"


def test_the_receipt_says_what_was_done_and_nothing_that_was_written(house: House, tmp_path: Path) -> None:
    wipe(house, tmp_path / "kvittering.pdf")
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "kvittering.pdf").pages)
    assert "Børnehuset Kanariefuglen" in words
    assert "Mette Kanari Skov" in words
    assert "Nej, der blev ikke taget noget ud" in words.replace("\n", " ")
    assert "Kanarijuhl" not in words


def test_an_old_header_opens_nothing_that_was_left(house: House, tmp_path: Path) -> None:
    """A header that somebody put aside before is what opens it: the file that it would open is overwritten and gone."""
    kept, data = (house.folder / "header.json").read_bytes(), house.folder / "data.db"
    twin = tmp_path / "tvilling.db"
    twin.hardlink_to(data)  # the same blocks, as a disk may keep them

    wipe(house, tmp_path / "kvittering.pdf")

    again = tmp_path / "igen"
    again.mkdir()
    (again / "header.json").write_bytes(kept)
    shutil.copyfile(twin, again / "data.db")
    with pytest.raises(KnownError) as refused:
        workplace.open_vault(again, "mette", "mettes kode", clock=house.clock, derive=quick)
    assert refused.value.code.startswith("BOKS-")


def test_files_of_others_stay_and_are_said(house: House, tmp_path: Path) -> None:
    (house.folder / "menu.txt").write_text("Havregrød", "utf-8")
    done = wipe(house, tmp_path / "kvittering.pdf")
    assert {path.name for path in house.folder.iterdir()} == {"menu.txt"}
    assert done.closed.strangers == 1


def test_another_vault_beside_it_is_not_touched(house: House, tmp_path: Path) -> None:
    other = workplace.create(
        tmp_path / "mappe-gammel-2026-01-01-1000", institution="Kanari", name="Mette", title="", login="mette",
        password="kode", clock=house.clock, derive=quick,
    )  # fmt: skip
    other.close()
    kept = shutil.copytree(house.folder, tmp_path / "mappe-gammel-2026-02-01-1000")  # this one's, from a restore

    wipe(house, tmp_path / "kvittering.pdf")

    assert not kept.exists()
    assert (other.folder / "data.db").exists()
    workplace.open_vault(other.folder, "mette", "kode", clock=house.clock, derive=quick).close()


@pytest.mark.parametrize(
    ("name", "without", "code"),
    [("Børnehuset", WITHOUT, "LUK-NAVN"), (NAME, "", "LUK-UDTRAEK"), (NAME, "ja", "LUK-UDTRAEK")],
)
def test_a_wrong_name_or_nothing_taken_out_stops_it(
    house: House, tmp_path: Path, name: str, without: str, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        wipe(house, tmp_path / "kvittering.pdf", name=name, without=without)
    assert refused.value.code == code
    house.enter("mette")


def test_the_receipt_lies_elsewhere(house: House) -> None:
    for place in (house.folder, house.folder / "ny", house.folder.with_name("findes-ikke")):
        with pytest.raises(KnownError) as refused:
            wipe(house, place / "kvittering.pdf")
        assert refused.value.code == "LUK-KVITTERING"
    house.enter("mette")


def test_after_an_export_no_words_are_asked_for_unless_something_was_written_since(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud2").mkdir()
    assert house.place is not None
    taken = take_out(house.place, tmp_path / "ud")
    house.open_round()
    with pytest.raises(KnownError) as refused:
        wipe(house, tmp_path / "kvittering.pdf", taken=taken, without="")
    assert refused.value.code == "LUK-UDTRAEK"

    again = take_out(house.place, tmp_path / "ud2")
    done = wipe(house, tmp_path / "kvittering.pdf", taken=again, without="")
    assert done.closed.manifest == again.sha256


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR, Role.AUDITOR])
def test_nobody_but_the_leader(house: House, tmp_path: Path, role: Role) -> None:
    house.invite("Vita Kanari", role, frozenset())
    with house.as_("vita"), pytest.raises(KnownError) as refused:
        wipe(house, tmp_path / "kvittering.pdf")
    assert refused.value.code == "ADGANG-NEJ"


def test_a_receipt_that_finds_no_room_can_be_saved_again(house: House, tmp_path: Path) -> None:
    place = tmp_path / "kvittering.pdf"
    place.mkdir()
    done = wipe(house, place)
    assert done.unsaved is not None
    assert done.unsaved.code == "PAPIR-IKKE-GEMT"
    assert done.pdf.startswith(b"%PDF")


def opened(folder: Path) -> str:
    """The code of why a vault does not open; "" when it does."""
    try:
        workplace.open_vault(folder, "mette", "mettes kode", clock=Clock(), derive=quick).close()
    except KnownError as error:
        return error.code
    return ""


def test_wherever_it_is_killed_the_vault_opens_or_says_that_it_was_cut_off(house: House, tmp_path: Path) -> None:
    with_copy(house)
    house.leave()
    around, scratch = tmp_path / "omkring", tmp_path / "kopier"
    around.mkdir()
    scratch.mkdir()
    for folder in (house.folder, house.folder.with_name("mappe-kopier")):
        shutil.copytree(folder, around / folder.name)
    command = [sys.executable, "-m", "tests.workplace.kill_closing", str(around), str(scratch)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=120)
    seen = {"": 0, "LUK-AFBRUDT": 0, "BOKS-MANGLER": 0}  # it opens, or says why not, and nothing else
    for there in scratch.iterdir():
        folder = there / "mappe"
        code = opened(folder)
        seen[code] += 1
        if code == "":
            continue
        if (folder / "lukning.json").exists():
            closing.finish(folder, Clock()())
        left = {path.name for path in there.rglob("*") if path.is_file()}
        assert left <= {"kvittering.pdf", ".kvittering.pdf.halv", "opspor.lock"}, there.name
    assert seen[""] > 0, seen
    assert seen["LUK-AFBRUDT"] > 10, seen


def test_finishing_what_nobody_began(house: House) -> None:
    with pytest.raises(KnownError) as refused:
        closing.finish(house.folder, house.clock())
    assert refused.value.code == "LUK-INTET"
