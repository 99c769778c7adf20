"""Several papers as files: one transaction each, whole files or none, stopped between two of them."""

import errno
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.filing import ToFile
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.store import log
from opspor.usecases import concerns, filing, paper_out, papers
from opspor.usecases.desk import Desk
from opspor.usecases.paper_out import Takeable
from opspor.workplace.several_papers import file_all, save_all
from tests.usecases.conftest import House

COUNT = 5


def make(desk: Desk, child: Id) -> None:
    made = concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what="Noget", seen_on=date(2026, 3, 17), child_id=child
    )
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, made), PaperKind.UNDERRETNING)
    papers.finish(desk, sheet, sheet.draft)


@pytest.fixture
def wanted(house: House) -> tuple[Takeable, ...]:
    house.enter("jonas")
    for number in range(COUNT):
        house.do(partial(make, child=house.children[number % 2]))
    return house.do(paper_out.takeable)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ud æøå"
    made.mkdir()
    return made


def exports(house: House) -> int:
    """How many papers the log says were saved: two lines each."""

    def count(desk: Desk) -> int:
        with desk.engine.begin() as connection:
            return sum(1 for _ in log.entries(connection, actions=["paper.export"])) // 2

    return house.do(count)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_each_is_a_file_and_a_transaction_of_its_own(house: House, wanted: tuple[Takeable, ...], folder: Path) -> None:
    assert house.place is not None
    told: list[tuple[int, int]] = []
    taken = save_all(house.place, wanted, folder, lambda done, of: told.append((done, of)))

    assert (taken.done, taken.refused, taken.of, taken.ended) == (COUNT, 0, COUNT, None)
    assert told == [(n, COUNT) for n in range(1, COUNT + 1)]
    assert files(folder) == sorted(one.file_name for one in wanted)
    assert all((folder / name).read_bytes().startswith(b"%PDF") for name in files(folder))
    assert exports(house) == COUNT


def test_it_stops_after_the_file_it_is_at(house: House, wanted: tuple[Takeable, ...], folder: Path) -> None:
    assert house.place is not None
    taken = save_all(house.place, wanted, folder, stop=lambda: len(files(folder)) == 2)

    assert (taken.done, taken.of) == (2, COUNT)
    assert len(files(folder)) == exports(house) == 2


def test_a_folder_that_goes_away_ends_it_and_leaves_nothing_half(
    house: House, wanted: tuple[Takeable, ...], folder: Path
) -> None:
    assert house.place is not None
    away = folder.with_name("væk")

    def take_away(done: int, _: int) -> None:
        if done == 2:
            folder.rename(away)

    taken = save_all(house.place, wanted, folder, take_away)

    assert taken.done == 2
    assert taken.ended is not None
    assert taken.ended.code == "PAPIR-IKKE-GEMT"
    assert len(files(away)) == 2
    assert all(name.endswith(".pdf") for name in files(away))


def test_a_full_drive_ends_it_and_leaves_nothing_half(
    house: House, wanted: tuple[Takeable, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert house.place is not None
    write = Path.write_bytes

    def full(self: Path, content: Any) -> int:
        if self.parent == folder and len(files(folder)) > 3:  # three are there, and the half of the fourth
            write(self, content[:100])
            raise OSError(errno.ENOSPC, "full")
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    taken = save_all(house.place, wanted, folder)

    assert taken.done == 3
    assert "drevet er fuldt" in str(taken.ended)
    assert len(files(folder)) == 3
    assert exports(house) == 3, "what was not saved is not in the log as saved"


def test_a_paper_that_cannot_be_made_does_not_stop_the_next(
    house: House, wanted: tuple[Takeable, ...], folder: Path
) -> None:
    assert house.place is not None
    gone = Takeable(Id("borte"), date(2026, 3, 17), "", sent=False)
    taken = save_all(house.place, (wanted[0], gone, wanted[1]), folder)

    assert (taken.done, taken.refused, taken.ended) == (2, 1, None)


# --- to the journal ---------------------------------------------------------------------------------------------------


def to_file(house: House) -> list[ToFile]:
    for one in house.do(concerns.listed):
        house.do(partial(concerns.close, concern_id=one.concern.id, reason="Løst"))
    return [row.what for row in house.do(filing.waiting)]


def test_what_goes_to_the_journal_is_a_file_each_and_a_list(
    house: House, wanted: tuple[Takeable, ...], folder: Path
) -> None:
    found = to_file(house)
    assert house.place is not None
    taken = file_all(house.place, found, folder)

    assert (taken.done, taken.of, taken.ended) == (COUNT, COUNT, None)
    assert files(folder) == sorted([*(one.file_name for one in found), "til-journalen-liste.pdf"])


def test_the_list_has_what_was_made_before_it_was_stopped(
    house: House, wanted: tuple[Takeable, ...], folder: Path
) -> None:
    found = to_file(house)
    assert house.place is not None
    taken = file_all(house.place, found, folder, stop=lambda: len(files(folder)) == 2)

    assert taken.done == 2
    assert files(folder) == sorted([*(one.file_name for one in found[:2]), "til-journalen-liste.pdf"])


def test_a_wrong_folder_leaves_nothing(house: House, wanted: tuple[Takeable, ...], folder: Path) -> None:
    found = to_file(house)
    assert house.place is not None
    taken = file_all(house.place, found, folder / "findes ikke")

    assert taken.done == 0
    assert taken.ended is not None
    assert taken.ended.code == "PAPIR-IKKE-GEMT"
    assert files(folder) == []
