"""Everything out in an open format: every row of every table is there, and nothing that nobody may read."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.paper import PaperKind
from opspor.store import house as stored
from opspor.usecases import concerns, drafts, papers
from opspor.usecases.desk import Desk
from opspor.workplace.taking_out import TakenOut, take_out
from tests.guards import NOTE
from tests.usecases.conftest import House


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "ud æøå"
    folder.mkdir()
    return folder


def taken(house: House, out: Path) -> TakenOut:
    assert house.place is not None
    return take_out(house.place, out)


def read(out: Path, table: str) -> Any:
    return json.loads((out / "tabeller" / f"{table}.json").read_text("utf-8"))


def with_paper(house: House) -> None:
    def write(desk: Desk) -> None:
        concern = concerns.start(
            desk, child_id=house.children[0], danger=Danger.NO, track=Track.GENERAL, what=NOTE,
            seen_on=desk.clock().date(),
        )  # fmt: skip
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
        papers.finish(desk, sheet, sheet.draft)

    house.do(write)


def counted(house: House) -> dict[str, int]:
    def count(desk: Desk) -> dict[str, int]:
        with desk.engine.begin() as connection:
            return stored.counts(connection)

    return house.do(count)


def test_every_row_of_every_table_is_in_a_file_or_said_to_be_left_out(house: House, out: Path) -> None:
    with_paper(house)
    done = taken(house, out)

    manifest = json.loads((out / "indhold.json").read_text("utf-8"))
    written = {one["table"]: one["rows"] for one in manifest["tables"]}
    left = {one["table"]: one["rows"] for one in manifest["left_out"]}
    now = counted(house)
    log = {"log_entry"}  # the export writes its own lines
    assert {*written} | {*left} == {*now}
    assert all(written.get(name, 0) + left.get(name, 0) == rows for name, rows in now.items() if name not in log)
    assert all(len(read(out, name)) == rows for name, rows in written.items())
    assert done.rows == sum(written.values())
    for one in (*manifest["tables"], *manifest["papers"]):
        assert hashlib.sha256((out / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    assert done.sha256 == hashlib.sha256((out / "indhold.json").read_bytes()).hexdigest()


def test_what_was_written_can_be_read_with_its_questions(house: House, out: Path) -> None:
    with_paper(house)
    done = taken(house, out)
    assert [row["first_name"] for row in read(out, "child")] == ["Karla", "Åse", "Bo", "Ina"]
    (paper,) = read(out, "paper")
    (form,) = [row for row in read(out, "form_copy") if row["sha256"] == paper["form"]]
    assert "[[section]]" in form["text"]
    assert isinstance(paper["body"], dict)
    assert (done.papers, done.not_made) == (1, 0)
    (pdf,) = (out / "papirer").iterdir()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "Filerne er ikke låst." in (out / "LAES-MIG.txt").read_text("utf-8")


def test_no_key_no_nonce_no_way_in_and_nobodys_draft(house: House, out: Path) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
        house.do(lambda desk: drafts.save(desk, "concern:new", {"what": "kanari-kladde"}))
    house.enter("mette")
    taken(house, out)
    content = "".join(file.read_text("utf-8") for file in (out / "tabeller").iterdir())
    for word in ("register_key", "nonce", "public_key", "slot_id", "signature", "kanari-kladde"):
        assert word not in content
    assert not (out / "tabeller" / "draft.json").exists()


def test_answers_that_are_sealed_stay_and_are_counted(house: House, out: Path) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
    house.enter("mette")
    done = taken(house, out)
    assert done.sealed == 1
    assert read(out, "own_assessment") == []
    manifest = json.loads((out / "indhold.json").read_text("utf-8"))
    assert {"table": "own_assessment", "rows": 1, "why": "Svarene er forseglede."} in manifest["left_out"]


def test_a_folder_that_is_not_empty_gone_or_in_the_vault(house: House, out: Path) -> None:
    (out / "noget.txt").write_text("her", "utf-8")
    assert house.place is not None
    for folder, code in ((out, "HUS-IKKE-TOM"), (out / "væk", "HUS-MAPPE"), (house.folder, "HUS-STED")):
        with pytest.raises(KnownError) as refused:
            take_out(house.place, folder)
        assert refused.value.code == code
    assert {file.name for file in out.iterdir()} == {"noget.txt"}


@pytest.mark.parametrize("after", [0, 3, 60])
def test_stopped_nothing_is_left(house: House, out: Path, after: int) -> None:
    with_paper(house)
    steps = iter(range(10_000))
    assert house.place is not None
    with pytest.raises(KnownError) as stopped:
        take_out(house.place, out, stop=lambda: next(steps) >= after)
    assert stopped.value.code == "HUS-STOPPET"
    assert list(out.iterdir()) == []


def test_a_full_drive_leaves_nothing_and_says_so(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = Path.write_bytes, iter(range(10_000))

    def full(path: Path, content: bytes) -> int:
        if next(written) == 5:
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KnownError) as refused:
        taken(house, out)
    assert refused.value.code == "PAPIR-IKKE-GEMT"
    assert "fuldt" in str(refused.value)
    assert list(out.iterdir()) == []


def test_what_the_drive_gives_back_wrong_is_found(house: House, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path)[:-2] if path.name == "child.json" else real(path))
    with pytest.raises(KnownError) as refused:
        taken(house, out)
    assert refused.value.code == "HUS-UENS"
    assert "child.json" in str(refused.value)
    assert list(out.iterdir()) == []
