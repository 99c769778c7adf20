"""A child is deleted for good: by the leader only, with nothing left but ids in the log and in the register."""

import json
from datetime import date
from pathlib import Path

import pytest

from opspor.domain.beredskab import NotTold, Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger, StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.store import erasure as stored
from opspor.usecases import check, children, concerns, copies, erasure, tracks
from opspor.usecases.desk import Desk
from opspor.vault import register
from tests.guards import NOTE
from tests.usecases.conftest import House


def erase(house: House, number: int = 0) -> erasure.Erasure:
    return house.do(lambda desk: erasure.erase_child(desk, house.children[number]))


def log_lines(house: House) -> list[tuple[str, str, str]]:
    def lines(desk: Desk) -> list[tuple[str, str, str]]:
        with desk.engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT action, subject_id, detail FROM log_entry ORDER BY number")
            return [tuple(row) for row in rows]

    return house.do(lines)


@pytest.fixture
def copies_folder(house: House) -> Path:
    folder = house.folder.with_name("mappe-kopier")
    folder.mkdir()
    return folder


@pytest.mark.usefixtures("copies_folder")
def test_the_leader_deletes_a_child_and_the_log_and_the_vault_stay_whole(house: House) -> None:
    child = house.children[0]
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, child)
    house.enter("mette")

    done = erase(house)

    assert done.records == 3  # what is known, that the parents were told, an own assessment
    assert done.registered
    assert child not in [row.id for row in house.do(children.listed)]
    with pytest.raises(KnownError) as gone:
        house.do(lambda desk: children.open_child(desk, child))
    assert gone.value.code == "BARN-MANGLER"
    assert ("child.erase", child, '{"records":3}') in log_lines(house)
    assert ("own.write", child) in {(action, child) for action, *_ in log_lines(house)}
    assert house.do(check.check) == ()


@pytest.mark.parametrize("login", ["jonas", "ali"])
def test_nobody_else_deletes_a_child(house: House, login: str) -> None:
    with house.as_(login), pytest.raises(KnownError) as refused:
        erase(house)
    assert refused.value.code == "ADGANG-NEJ"


def test_a_child_that_is_not_there(house: House) -> None:
    erase(house)
    with pytest.raises(KnownError) as gone:
        erase(house)
    assert gone.value.code == "BARN-MANGLER"


def test_what_was_deleted_is_not_left_in_the_log_of_writes_beside_the_file(house: House) -> None:
    erase(house)
    assert (house.folder / "data.db-wal").stat().st_size <= 32 + 8 * (4096 + 24)  # what the log wrote since


def test_the_register_holds_the_id_and_the_day_and_nothing_personal(house: House, copies_folder: Path) -> None:
    erase(house)
    (file,) = copies_folder.iterdir()
    content = json.loads(file.read_bytes())
    assert content["erased"] == [[house.children[0], "child", "2026-03-17"]]
    key, erased = house.do(copies.register_of)
    assert place_of(house) == file
    assert register.read(copies_folder, content["vault_id"], key) == erased


def place_of(house: House) -> Path:
    assert house.place is not None
    return register.place(house.folder.with_name("mappe-kopier"), house.place.vault_id)


def test_without_a_place_for_copies_the_child_is_deleted_all_the_same(house: House) -> None:
    house.folder.with_name("mappe-kopier").write_bytes(b"something else")
    assert not erase(house).registered
    assert [each.id for each in house.do(copies.register_of)[1]] == [house.children[0]]


def test_it_says_how_long_the_copies_made_before_live(house: House) -> None:
    assert erase(house).copies_until == date(2026, 8, 31)


def test_a_restored_vault_deletes_again_what_was_deleted_since(house: House) -> None:
    """Twice does no harm, and what is not known by this program is kept for one that knows it."""
    child = house.children[1]
    erased = (register.Erased(child, "child", date(2026, 3, 1)), register.Erased("x", "plan", date(2026, 3, 1)))
    assert house.do(lambda desk: copies.restored(desk, erased)) == copies.Again(1, 0)
    assert house.do(lambda desk: copies.restored(desk, erased)) == copies.Again(0, 0)
    assert child not in [row.id for row in house.do(children.listed)]
    assert house.do(copies.register_of)[1] == tuple(sorted(erased, key=lambda each: each.id))
    assert [line for line in log_lines(house) if line[0] == "copies.restore"] == [
        ("copies.restore", "", f'{{"erased_again":{again},"removed_again":0}}') for again in (1, 0)
    ]


def begin_concern(house: House, *, about_child: bool, name: str = "") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, child_id=house.children[0] if about_child else None, typed_name=name, danger=Danger.NO,
            track=Track.GENERAL, what=NOTE, seen_on=date(2026, 3, 16),
        )
    )  # fmt: skip


def test_nothing_is_deleted_while_a_concern_is_open(house: House) -> None:
    concern = begin_concern(house, about_child=True)
    with pytest.raises(KnownError) as refused:
        erase(house)
    assert refused.value.code == "SLET-AABEN"
    assert house.children[0] in [row.id for row in house.do(children.listed)]

    house.do(lambda desk: concerns.close(desk, concern, NOTE))
    assert erase(house).records >= 3


def test_every_open_page_that_may_show_something_about_the_child_is_told(house: House) -> None:
    assert house.place is not None
    told: list[Changes] = []
    house.place.listen(told.append)
    erase(house)
    assert set(Kind) - {kind for changes in told for kind in changes.kinds} == {
        Kind.PEOPLE, Kind.SETTINGS, Kind.PRACTICE, Kind.LOG
    }  # fmt: skip


def test_a_closed_concern_about_the_child_goes_and_one_about_a_name_stays(house: House) -> None:
    concern = begin_concern(house, about_child=True)
    house.do(lambda desk: concerns.close(desk, concern, NOTE))
    begin_concern(house, about_child=False, name="Kanarius")
    erase(house)
    assert [row.concern.typed_name for row in house.do(concerns.listed)] == ["Kanarius"]
    assert stored.CHILD == "child"


def test_an_open_suspicion_refuses_it_too_and_closed_with_a_reason_it_goes_with_all_that_was_decided(
    house: House,
) -> None:
    with house.as_("jonas"):
        concern = house.do(
            lambda desk: concerns.start(
                desk, child_id=house.children[0], typed_name="", danger=Danger.NO, track=Track.PARENTS, what=NOTE,
                seen_on=date(2026, 3, 16),
            )
        )  # fmt: skip
        house.do(lambda desk: tracks.decide(desk, concern, NotTold(NOTE, NOTE)))
        house.do(lambda desk: tracks.do_step(desk, concern, "write_down", StepState.DONE, NOTE))
    house.enter("mette")
    with pytest.raises(KnownError) as refused:
        erase(house)
    assert refused.value.code == "SLET-AABEN"
    assert "luk den med en grund" in str(refused.value)

    house.do(lambda desk: concerns.close(desk, concern, "Kommunen har sagen"))
    erase(house)
    assert house.do(concerns.listed) == ()
    assert house.do(check.check) == ()
