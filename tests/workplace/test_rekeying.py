"""A person is removed: a new data key for those who stay, in the same session, and nothing lost at any kill."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from opspor import workplace
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store import drafts as stored_drafts
from opspor.usecases import check, children, contacts, drafts, joint, people, rounds
from opspor.usecases.people import Leaving
from opspor.vault import access, datafile, header, rekey
from opspor.vault.beredskab_file import Contact
from opspor.vault.keys import Keys
from opspor.workplace import Workplace
from tests.usecases.conftest import House, quick

PEOPLE = ("mette", "sofie", "ali")  # who stays; Jonas leaves


@pytest.fixture
def lived_in(house: House) -> House:
    """A house with numbers, a round in which Jonas has begun, his draft of a letter, and both recovery keys."""
    number = Contact("leader", "Leder", "20 30 40 50", "", house.clock().date(), "leder")
    house.do(lambda desk: contacts.save(desk, (number,)))
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
        house.do(lambda desk: drafts.save(desk, "note", {"text": "KANARI: ikke færdig"}))
    with house.as_("sofie"):
        for child in house.children[:2]:
            house.submit(round_id, child)
    house.enter("mette")
    assert house.place is not None
    for deposit in (False, True):
        words = house.place.new_recovery_key(deposit=deposit)
        house.place.prove_recovery_key(" ".join(words), deposit=deposit)
    return house


def place_of(house: House) -> Workplace:
    assert house.place is not None
    return house.place


def refused(house: House, login: str) -> str:
    with pytest.raises(KnownError) as error:
        workplace.open_vault(house.folder, login, f"{login}s kode", clock=house.clock, derive=quick)
    return error.value.code


def names(house: House) -> list[str]:
    return [member.name.split()[0] for member in house.do(people.overview).staff]


def test_the_one_who_left_does_not_come_in_and_the_others_find_everything(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    seen = place.look(children.listed).result()

    place.remove_person(house.ids["jonas"])

    assert names(house) == ["Ali", "Mette", "Sofie"]
    assert place.look(children.listed).result() == seen
    assert house.do(check.check) == ()
    house.leave()
    assert refused(house, "jonas") == "BOKS-ADGANG"
    for login in PEOPLE:
        with house.as_(login):
            assert place_of(house).findings == ()
            assert house.do(check.check) == ()


def test_the_session_goes_on_with_the_new_key_and_is_told(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    told: list[Changes] = []
    place.listen(told.append)
    old = place._keys

    place.remove_person(house.ids["jonas"])

    assert told == [Changes(frozenset({Kind.PEOPLE, Kind.ROUNDS, Kind.DRAFTS}))]
    assert place._keys.data_key != old.data_key
    house.do(lambda desk: people.add_group(desk, "Skovgruppen"))
    assert "Skovgruppen" in [group.name for group in place.look(people.overview).result().groups]
    _, code = place.invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())
    place.remove_person(house.ids["ali"])  # and once more
    house.leave()
    workplace.accept(
        house.folder, login="ida", code=code, password="idas kode", clock=house.clock, derive=quick
    ).close()


def test_what_is_done_meanwhile_in_other_pages_waits_and_is_not_lost(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    begun, read = threading.Event(), []

    def progress(_done: int, _of: int) -> None:
        if not begun.is_set():
            read.append(place.look(children.listed).result(5))  # reading goes on
            begun.set()

    removing = threading.Thread(target=lambda: place.remove_person(house.ids["jonas"], progress=progress))
    removing.start()
    begun.wait(5)
    saved = place.run(lambda desk: drafts.save(desk, "note", {"text": "skrevet imens"}), draft=True)
    opened = place.run(lambda desk: children.open_child(desk, house.children[0]))
    removing.join(10)

    assert len(read[0]) == 4
    assert saved.result(5)
    assert opened.result(5)
    draft = house.do(lambda desk: drafts.load(desk, "note"))
    assert draft is not None
    assert house.do(check.check) == ()


def test_their_drafts_go_their_records_stay_with_the_name_and_nobody_waits_for_them(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    (round_,) = house.do(rounds.open_rounds)
    first, second = house.children[:2]
    leaving = house.do(lambda desk: people.leaving(desk, house.ids["jonas"]))
    jonas = next(m for m in house.do(people.overview).staff if m.id == house.ids["jonas"])
    assert leaving == Leaving(jonas, 1, 1, leaving.room)
    assert leaving.room >= (house.folder / "data.db").stat().st_size

    place.remove_person(house.ids["jonas"])

    both = house.do(lambda desk: joint.joint_table(desk, round_.round.id, first))
    assert sorted(own.author_name for own in both.own) == ["Jonas Kanariberg", "Sofie Kanarilund"]
    assert "Jonas Kanariberg" not in [member.name for member in both.staff]  # who has left was not at the meeting
    one = house.do(lambda desk: joint.joint_table(desk, round_.round.id, second))
    assert [own.author_name.split()[0] for own in one.own] == ["Sofie"]
    assert "Jonas Kanariberg" not in [member.name for member in one.staff]
    with place._engines[0].begin() as connection:
        assert stored_drafts.keys(connection, house.ids["jonas"], "") == set()


@pytest.mark.parametrize(
    ("who", "whom", "code"),
    [("mette", "mette", "PERSON-SIDSTE-LEDER"), ("jonas", "sofie", "ADGANG-NEJ"), ("mette", "ida", "PERSON-IKKE-HER")],
)
def test_only_a_leader_removes_and_not_the_last_one_nor_who_has_not_come(
    house: House, who: str, whom: str, code: str
) -> None:
    member, _ = place_of(house).invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())
    house.ids["ida"] = member.id
    house.enter(who)
    key = place_of(house)._keys.data_key

    with pytest.raises(KnownError) as error:
        place_of(house).remove_person(house.ids[whom])

    assert error.value.code == code
    assert place_of(house)._keys.data_key == key
    assert not (house.folder / rekey.NEW).exists()


def test_nobody_removes_themself(house: House) -> None:
    house.do(lambda desk: people.set_role(desk, house.ids["jonas"], Role.LEADER))
    with pytest.raises(KnownError) as error:
        place_of(house).remove_person(house.ids["mette"])
    assert error.value.code == "PERSON-SELV"


def test_it_can_be_stopped_and_then_nothing_has_happened(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    key = place._keys.data_key

    with pytest.raises(KnownError) as stopped:
        place.remove_person(house.ids["jonas"], stopped=lambda: True)

    assert stopped.value.code == "NOEGLE-STOPPET"
    assert place._keys.data_key == key
    assert not (house.folder / rekey.NEW).exists()
    assert house.do(check.check) == ()
    with house.as_("jonas"):
        assert house.do(lambda desk: drafts.load(desk, "note")) is not None


def test_locking_stops_it_before_the_files_change_places(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    held, closing = threading.Event(), threading.Thread(target=place.close)
    outcome: list[BaseException] = []

    def progress(_done: int, _of: int) -> None:
        if not held.is_set():
            closing.start()
            place._closing.wait(5)
            held.set()

    def remove() -> None:
        try:
            place.remove_person(house.ids["jonas"], progress=progress)
        except KnownError as error:
            outcome.append(error)

    removing = threading.Thread(target=remove)
    removing.start()
    held.wait(5)
    closing.join(10)
    removing.join(10)

    assert [getattr(error, "code", "") for error in outcome] == ["NOEGLE-STOPPET"]
    with house.as_("jonas"):
        assert place_of(house).findings == ()
        assert not (house.folder / rekey.NEW).exists()


def test_a_slot_that_somebody_put_there_is_found_and_gone_after_the_next_removal(lived_in: House) -> None:
    house, place = lived_in, place_of(lived_in)
    _, code = access.invite(house.folder, place._keys, now=house.clock(), derive=quick)
    assert "ADGANG-EKSTRA" in slot_codes(house)

    place.remove_person(house.ids["jonas"])

    assert slot_codes(house) == []
    house.leave()
    with pytest.raises(KnownError) as gone:
        workplace.accept(house.folder, login="x", code=code, password="y", clock=house.clock, derive=quick)
    assert gone.value.code == "BOKS-INVITATION"


def test_a_person_or_a_paper_without_a_slot_is_found(lived_in: House) -> None:
    house, keys = lived_in, place_of(lived_in)._keys
    slot = next(m.slot_id for m in house.do(people.overview).staff if m.id == house.ids["jonas"])
    (paper,) = header.read(house.folder).of_kind(header.SlotKind.DEPOSIT)
    access.remove_slot(house.folder, keys, slot)
    access.remove_slot(house.folder, keys, paper.slot_id)

    assert slot_codes(house) == ["ADGANG-VAEK", "ADGANG-PAPIR"]


def slot_codes(house: House) -> list[str]:
    return [found.code for found in house.do(check.check) if found.code.startswith("ADGANG-")]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_kill_at_any_step_leaves_one_vault_for_everybody_who_should(lived_in: House, tmp_path: Path) -> None:
    house = lived_in
    house.leave()
    scratch = tmp_path / "kopier"
    scratch.mkdir()
    whole = counts(house, "mette")

    command = [sys.executable, "-m", "tests.workplace.kill_rekey", str(house.folder), str(scratch)]
    subprocess.run([*command, "mette", house.ids["jonas"]], check=True, cwd=Path(__file__).parents[2], timeout=120)

    seen = {True: 0, False: 0}
    for folder in sorted(scratch.glob("*[0-9]")):  # beside them lie the registers of the removals that were done
        house.folder = folder
        with house.as_("mette"):
            assert [f.code for f in place_of(house).findings if f.code != "BOKS-NEDBRUD"] == [], folder.name
            assert house.do(check.check) == (), folder.name
            assert not (folder / rekey.NEW).exists()
            removed = "Jonas" not in names(house)
        after = counts(house, "mette")
        assert all(after[table] >= whole[table] for table in whole if table not in ("draft", "staff_group")), (
            folder.name
        )
        assert counts(house, "sofie") == after
        if removed:
            assert refused(house, "jonas") == "BOKS-ADGANG"
        else:
            assert counts(house, "jonas")["draft"] == whole["draft"]
        seen[removed] += 1
    assert seen[False] > 10, seen
    assert seen[True] > 3, seen


def counts(house: House, login: str) -> dict[str, int]:
    keys: Keys = access.unlock(house.folder, login, f"{login}s kode", derive=quick)
    return datafile.contents(house.folder, keys)
