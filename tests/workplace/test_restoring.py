"""A vault comes back from a copy: nothing is put anywhere before all is proved, and what was deleted stays deleted."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.domain.people import Role
from opspor.store import drafts as stored_drafts
from opspor.store import log
from opspor.store.erasure import Counts
from opspor.usecases import check, children, copies, drafts, erasure, people
from opspor.usecases.desk import Desk
from opspor.vault import access, datafile, header, register, rekey
from opspor.vault import copies as vault_copies
from opspor.workplace import Workplace, restoring
from opspor.workplace.restoring import Restoring, drill
from tests.guards import PASSWORD
from tests.usecases.conftest import Clock, House, quick
from tests.vault.conftest import flip


@pytest.fixture
def copy(house: House) -> Path:
    """A copy of the house, with Mette logged in."""
    assert house.place is not None
    return house.place.copies.make()[0]


def back(house: House, copy: Path, target: Path, login: str = "mette") -> tuple[Workplace, int, tuple[str, ...]]:
    """Restore ``copy`` to ``target`` as ``login``, whatever speaks against it; and what does."""
    with Restoring(copy, target, clock=house.clock, derive=quick) as coming:
        place = workplace.open_vault(coming.folder, login, f"{login}s kode", clock=house.clock, derive=quick)
        doubts = tuple(doubt.code for doubt in coming.check(place))
        restored = coming.finish()
    return restored.place, restored.erased_again, doubts


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


def names(place: Workplace) -> list[str]:
    return [child.full_name for child in place.look(children.listed).result()]


def around(folder: Path) -> set[str]:
    return {path.name for path in folder.parent.iterdir()}


# to a new place, and over a damaged one


def test_a_copy_becomes_a_vault_in_a_new_place_and_the_person_is_in(house: House, copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "nyt drev" / "mappe æøå"
    opened, again, doubts = back(house, copy, target)
    assert house.place is not None
    assert opened.staff == house.place.staff
    assert (opened.vault_id, opened.folder) == (house.place.vault_id, target)
    assert names(opened) == names(house.place)
    assert (again, doubts) == (0, ())
    assert opened.run(check.check).result() == ()
    opened.close()
    assert around(target) == {"mappe æøå"}
    reopened = workplace.open_vault(target, "jonas", "jonass kode", clock=house.clock, derive=quick)
    reopened.close()


def _flip(folder: Path) -> None:
    for page in range(2, (folder / "data.db").stat().st_size // 4096):
        flip(folder / "data.db", page * 4096 + 99)


def _no_data(folder: Path) -> None:
    (folder / "data.db").unlink()


def _no_header(folder: Path) -> None:
    (folder / "header.json").unlink()
    (folder / "header.bak").unlink()


def _nothing(folder: Path) -> None:
    shutil.rmtree(folder)


def test_whoever_comes_in_is_told_of_which_day_the_copy_is_and_where_the_old_folder_lies(
    house: House, copy: Path
) -> None:
    house.leave()
    opened, _, _ = back(house, copy, house.folder)
    said = " ".join(found.text for found in opened.findings)
    opened.close()
    assert "Mappen er hentet fra kopien af 17. marts 2026" in said
    (kept,) = house.folder.parent.glob("*-gammel-*")
    assert str(kept) in said


@pytest.mark.parametrize("damage", [_flip, _no_data, _no_header, lambda _folder: None])
def test_a_damaged_vault_is_replaced_and_kept_beside(house: House, copy: Path, damage: Callable[[Path], None]) -> None:
    house.leave()
    damage(house.folder)
    before = {path.name: path.read_bytes() for path in house.folder.iterdir() if path.name != "opspor.lock"}
    opened, _, _ = back(house, copy, house.folder)
    assert len(names(opened)) == 4
    opened.close()
    (kept,) = house.folder.parent.glob("mappe-gammel-*")
    assert {path.name: path.read_bytes() for path in kept.iterdir() if path.name != "opspor.lock"} == before


def test_a_second_restore_keeps_what_the_first_put_aside(house: House, copy: Path) -> None:
    house.leave()
    back(house, copy, house.folder)[0].close()
    back(house, copy, house.folder)[0].close()
    assert len(list(house.folder.parent.glob("mappe-gammel-*"))) == 2


def test_what_was_written_after_the_copy_is_gone_from_the_restored_one_only(house: House, copy: Path) -> None:
    new = [children.NewChild("Ny", "Kanari", date(2022, 1, 1), "", "Bøgestuen", "")]
    house.do(lambda desk: children.import_list(desk, new))
    house.leave()
    opened, _, _ = back(house, copy, house.folder)
    assert "Ny Kanari" not in names(opened)
    opened.close()
    (kept,) = house.folder.parent.glob("mappe-gammel-*")
    old = workplace.open_vault(kept, "mette", "mettes kode", clock=house.clock, derive=quick)
    assert "Ny Kanari" in names(old)
    old.close()


def test_after_a_restore_the_copies_rest_and_the_log_says_it(house: House, copy: Path, tmp_path: Path) -> None:
    opened, _, _ = back(house, copy, tmp_path / "ny")
    plan = opened.look(lambda desk: copies.facts(desk, 0)).result().plan
    assert plan.rests_until == house.clock.now.date() + timedelta(days=copies.REST_DAYS)

    def last(desk: Desk) -> str:
        with desk.engine.begin() as connection:
            return list(log.entries(connection))[-1].action

    assert opened.run(last).result() == "copies.restore"
    opened.close()


def test_with_the_recovery_key_a_leader_chooses_a_new_password_on_the_way(house: House, tmp_path: Path) -> None:
    assert house.place is not None
    words = " ".join(house.place.new_recovery_key())
    house.place.prove_recovery_key(words)
    copy, _ = house.place.copies.make()
    with Restoring(copy, tmp_path / "ny", clock=house.clock, derive=quick) as coming:
        (leader,) = workplace.leaders(coming.folder, words, clock=house.clock, derive=quick)
        place = workplace.recover(
            coming.folder, words, leader=leader.id, login="mette2", password=PASSWORD, clock=house.clock, derive=quick
        )
        assert coming.check(place) == ()
        opened = coming.finish().place
    assert opened.staff.role is Role.LEADER
    opened.close()


# what is refused, and touches nothing


def test_a_wrong_password_puts_nothing_anywhere(house: House, copy: Path, tmp_path: Path) -> None:
    house.leave()
    before = around(tmp_path / "x")

    def wrong() -> None:
        with Restoring(copy, tmp_path / "ny", clock=house.clock, derive=quick) as coming:
            workplace.open_vault(coming.folder, "mette", "forkert", clock=house.clock, derive=quick)

    assert code_of(wrong) == "BOKS-ADGANG"
    assert around(tmp_path / "x") == before


def test_a_copy_of_another_vault_does_not_take_its_place(house: House, tmp_path: Path, clock: Clock) -> None:
    other = workplace.create(
        tmp_path / "anden", institution="Kanari", name="Ib Kanari", title="", login="ib", password="ibs kode",
        clock=clock, derive=quick,
    )  # fmt: skip
    copy, _ = other.copies.make()
    other.close()
    house.leave()
    before = around(house.folder)
    assert code_of(lambda: back(house, copy, house.folder, "ib")) == "KOPI-ANDEN"
    assert around(house.folder) == before


def test_a_vault_that_is_open_is_not_replaced(house: House, copy: Path) -> None:
    assert code_of(lambda: back(house, copy, house.folder)) == "BOKS-AABEN"


def test_a_folder_with_something_else_in_it_is_not_touched(house: House, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "billeder").mkdir()
    (tmp_path / "billeder" / "a.jpg").write_bytes(b"x")
    assert code_of(lambda: back(house, copy, tmp_path / "billeder")) == "BOKS-IKKE-TOM"
    assert [path.name for path in (tmp_path / "billeder").iterdir()] == ["a.jpg"]


@pytest.mark.parametrize(("content", "code"), [(b"", "KOPI-TOM"), (b"liste", "KOPI-FREMMED"), (None, "KOPI-MANGLER")])
def test_what_is_no_copy_is_refused_before_anybody_types_a_password(
    house: House, tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "k").write_bytes(content)
    before = around(tmp_path / "k")
    assert code_of(lambda: back(house, tmp_path / "k", tmp_path / "ny")) == code
    assert around(tmp_path / "k") == before


def test_broken_pages_in_a_whole_container_are_found(house: House, copy: Path, tmp_path: Path) -> None:
    """Somebody packed a damaged file again: also where opening it does not look."""
    parts = tmp_path / "dele"
    parts.mkdir()
    label = vault_copies.unpack(copy, parts)
    codes = set()
    for page in range(2, (parts / "data.db").stat().st_size // 4096, 8):
        flip(parts / "data.db", page * 4096 + 100)
        vault_copies._pack(parts, tmp_path / f"k{page}", label, lambda _done: None, lambda: False)
        flip(parts / "data.db", page * 4096 + 100)
        codes.add(code_of(lambda file=tmp_path / f"k{page}": back(house, file, tmp_path / "ny")))  # type: ignore[misc]
    assert "KOPI-SKADET" in codes
    assert codes <= {"KOPI-SKADET", "BOKS-DATA-SKADET"}
    assert not (tmp_path / "ny").exists()


def test_the_data_of_another_vault_behind_ones_own_header_is_refused(
    house: House, copy: Path, tmp_path: Path, clock: Clock
) -> None:
    other = workplace.create(
        tmp_path / "anden", institution="Kanari", name="Ib Kanari", title="", login="ib", password="ibs kode",
        clock=clock, derive=quick,
    )  # fmt: skip
    other.close()
    parts = tmp_path / "dele"
    parts.mkdir()
    label = vault_copies.unpack(copy, parts)
    shutil.copyfile(other.folder / "data.db", parts / "data.db")
    vault_copies._pack(parts, tmp_path / "k", label, lambda _done: None, lambda: False)
    assert code_of(lambda: back(house, tmp_path / "k", tmp_path / "ny")) == "BOKS-ANDEN"
    assert not (tmp_path / "ny").exists()


def test_a_log_that_was_changed_is_said_and_the_person_may_go_on(house: House, tmp_path: Path) -> None:
    def tamper(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            connection.execute(text("UPDATE log_entry SET action = 'login' WHERE number = 3"))

    house.do(tamper)
    assert house.place is not None
    copy, _ = house.place.copies.make()
    opened, _, doubts = back(house, copy, tmp_path / "ny")
    assert "LOG-KAEDE" in doubts
    opened.close()


def test_what_a_kill_left_is_in_nobodys_way(house: House, copy: Path, tmp_path: Path) -> None:
    left = tmp_path / ".ny-gendannes"
    left.mkdir()
    (left / "data.db").write_bytes(b"halv")
    opened, _, _ = back(house, copy, tmp_path / "ny")
    opened.close()
    assert not left.exists()


def test_when_the_place_cannot_be_taken_what_lay_there_is_put_back(
    house: House, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.leave()

    def fails(_building: Path, _folder: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as drive:
        drive.setattr(restoring, "put_in_place", fails)
        assert code_of(lambda: back(house, copy, house.folder)) == "BOKS-SKRIVEBESKYTTET"
    house.enter("mette")
    assert house.place is not None
    assert len(names(house.place)) == 4


# deletions


def erased_after(house: House, copy: Path) -> None:
    """A child is deleted after the copy was made."""
    done = house.do(lambda desk: erasure.erase_child(desk, house.children[0]))
    assert done.registered
    assert copy.exists()


def test_a_child_that_was_deleted_since_is_deleted_again_when_the_vault_is_gone(
    house: House, copy: Path, tmp_path: Path
) -> None:
    erased_after(house, copy)
    house.leave()
    shutil.rmtree(house.folder)
    opened, again, doubts = back(house, copy, tmp_path / "ny")
    assert (again, doubts) == (1, ())
    assert len(names(opened)) == 3
    assert opened.run(check.check).result() == ()
    opened.close()


def test_without_the_register_it_is_said_that_deleted_things_may_come_back(
    house: House, copy: Path, tmp_path: Path
) -> None:
    erased_after(house, copy)
    alone = tmp_path / "usb" / copy.name
    alone.parent.mkdir()
    shutil.copyfile(copy, alone)
    opened, again, doubts = back(house, alone, tmp_path / "ny")
    assert doubts == ("REGISTER-MANGLER",)
    assert again == 0
    assert len(names(opened)) == 4  # the person went on, knowing it
    opened.close()


def test_a_forged_register_is_refused(house: House, copy: Path, tmp_path: Path) -> None:
    """Otherwise anybody with a text editor could delete children by a restore."""
    assert house.place is not None
    register.write(
        copy.parent, house.place.vault_id, b"x" * 32, [register.Erased(house.children[1], "child", date(2026, 1, 1))]
    )
    assert code_of(lambda: back(house, copy, tmp_path / "ny")) == "REGISTER-FALSK"
    assert not (tmp_path / "ny").exists()


def test_the_register_survives_that_a_vault_is_restored_without_it(house: House, copy: Path, tmp_path: Path) -> None:
    erased_after(house, copy)
    kept = register.place(copy.parent, house.place.vault_id if house.place else "")
    register_before = kept.read_bytes()
    kept.unlink()
    house.leave()
    opened, _, _ = back(house, copy, house.folder)
    kept.write_bytes(register_before)
    opened.copies.make()
    key, _ = opened.look(copies.register_of).result()
    assert [each.id for each in register.read(copy.parent, opened.vault_id, key) or ()] == [house.children[0]]
    opened.close()


# people who were removed since


@pytest.fixture
def removed(house: House, copy: Path) -> House:
    """Jonas was removed after the copy was made, and everybody has gone home."""
    assert house.place is not None
    assert house.place.remove_person(house.ids["jonas"])
    assert copy.exists()
    house.leave()
    return house


def comes_in(house: House, folder: Path, login: str) -> bool:
    """Whether this login opens the vault; anything but a wrong password is a failure of the test."""
    try:
        workplace.open_vault(folder, login, f"{login}s kode", clock=house.clock, derive=quick).close()
    except KnownError as error:
        if error.code != "BOKS-ADGANG":
            raise
        return False
    return True


def test_who_was_removed_since_stays_out_and_everybody_else_comes_in(
    removed: House, copy: Path, tmp_path: Path
) -> None:
    """Also when the vault is gone, and whoever restores: it was decided then."""
    house, target = removed, tmp_path / "ny"
    shutil.rmtree(house.folder)
    opened, _, doubts = back(house, copy, target, "sofie")
    assert doubts == ()
    assert "er lukket igen: 1 adgang." in " ".join(found.text for found in opened.findings)
    assert opened.run(check.check).result() == ()
    assert opened.look(lambda desk: people.overview(desk).left).result()[0].id == house.ids["jonas"]
    opened.close()
    house.clock.now += timedelta(minutes=5)  # nobody waits after Jonas's tries
    assert [login for login in ("mette", "jonas", "sofie", "ali") if comes_in(house, target, login)] == [
        "mette", "sofie", "ali",
    ]  # fmt: skip
    assert len(header.read(target).slot_ids) == 3


def test_their_key_of_that_day_does_not_read_what_came_back(removed: House, copy: Path, tmp_path: Path) -> None:
    parts = tmp_path / "dele"
    parts.mkdir()
    vault_copies.unpack(copy, parts)
    theirs = access.unlock(parts, "jonas", "jonass kode", derive=quick)
    opened, _, _ = back(removed, copy, tmp_path / "ny")
    opened.close()
    with pytest.raises(KnownError):
        datafile.connect(tmp_path / "ny", theirs, "ro")


def test_the_log_says_what_the_restore_did_again_and_their_drafts_are_gone(house: House, tmp_path: Path) -> None:
    with house.as_("jonas"):
        house.do(lambda desk: drafts.save(desk, "note", {"text": "KANARI"}))
    house.enter("mette")
    assert house.place is not None
    copy, _ = house.place.copies.make()
    house.place.remove_person(house.ids["jonas"])
    opened, _, _ = back(house, copy, tmp_path / "ny")

    def seen(desk: Desk) -> tuple[str, set[str]]:
        with desk.engine.begin() as connection:
            line = next(line for line in log.entries(connection) if line.action == "copies.restore")
            return line.detail, stored_drafts.keys(connection, house.ids["jonas"], "")

    assert opened.run(seen).result() == ('{"erased_again":0,"removed_again":1}', set())
    opened.close()


def test_an_invitation_that_was_taken_back_since_stays_back(house: House, tmp_path: Path) -> None:
    assert house.place is not None
    member, code = house.place.invite(name="Ida Kanarimø", title="", role=Role.STAFF, groups=frozenset())
    copy, _ = house.place.copies.make()
    house.do(lambda desk: people.cancel_invitation(desk, member.id))
    opened, _, _ = back(house, copy, tmp_path / "ny")
    opened.close()
    assert (
        code_of(
            lambda: workplace.accept(
                tmp_path / "ny", login="ida", code=code, password=PASSWORD, clock=house.clock, derive=quick
            )
        )
        == "BOKS-INVITATION"
    )


def test_who_was_removed_does_not_restore_and_nothing_is_changed(removed: House, copy: Path) -> None:
    before = {path.name: path.read_bytes() for path in removed.folder.iterdir()}
    beside = around(removed.folder)
    assert code_of(lambda: back(removed, copy, removed.folder, "jonas")) == "KOPI-ADGANG"
    assert {path.name: path.read_bytes() for path in removed.folder.iterdir()} == before
    assert around(removed.folder) == beside


def test_a_leader_who_was_removed_does_not_come_back_and_the_recovery_key_makes_another(
    house: House, tmp_path: Path
) -> None:
    assert house.place is not None
    words = " ".join(house.place.new_recovery_key())
    house.place.prove_recovery_key(words)
    copy, _ = house.place.copies.make()
    house.do(lambda desk: people.set_role(desk, house.ids["sofie"], Role.LEADER))
    house.enter("sofie")
    house.place.remove_person(house.ids["mette"])
    target = tmp_path / "ny"
    opened, _, doubts = back(house, copy, target, "ali")
    assert doubts == ("KOPI-UDEN-LEDER",)
    opened.close()
    assert not comes_in(house, target, "mette")
    offered = workplace.leaders(target, words, clock=house.clock, derive=quick)
    assert {member.id for member in offered} == {house.ids[login] for login in ("jonas", "sofie", "ali")}
    place = workplace.recover(
        target, words, leader=house.ids["sofie"], login="sofie2", password=PASSWORD, clock=house.clock, derive=quick
    )
    assert place.staff.role is Role.LEADER
    assert place.run(check.check).result() == ()
    place.close()


def test_without_the_register_it_is_said_that_they_may_come_in_again(
    removed: House, copy: Path, tmp_path: Path
) -> None:
    register.place(copy.parent, vault_copies.label_of(copy).vault_id).unlink()
    with Restoring(copy, tmp_path / "ny", clock=removed.clock, derive=quick) as coming:
        place = workplace.open_vault(coming.folder, "mette", "mettes kode", clock=removed.clock, derive=quick)
        (doubt,) = coming.check(place)
    assert doubt.code == "REGISTER-MANGLER"
    assert "den, der er fjernet siden, kan låse op igen" in doubt.text
    assert "fjern dem igen" in doubt.text


def test_a_copy_that_lies_elsewhere_with_an_older_register_knows_what_the_usual_place_knows(
    house: House, tmp_path: Path
) -> None:
    assert house.place is not None
    (tmp_path / "usb").mkdir()
    copy, _ = house.place.copies.make(tmp_path / "usb" / "kopi")
    house.place.copies.make()
    house.place.remove_person(house.ids["jonas"])
    house.leave()
    opened, _, _ = back(house, copy, house.folder)
    opened.close()
    assert not comes_in(house, house.folder, "jonas")


@pytest.mark.parametrize("step", ["build", "prove", "switch"])
def test_a_stop_anywhere_in_the_sealing_leaves_what_lay_there_untouched(
    removed: House, copy: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    beside = around(removed.folder)
    with monkeypatch.context() as cut:
        real = getattr(rekey, step)

        def stops(*args: object, **rest: object) -> None:
            real(*args, **rest)
            raise KeyboardInterrupt

        cut.setattr(rekey, step, stops)
        with pytest.raises(KeyboardInterrupt):
            back(removed, copy, removed.folder)
    assert around(removed.folder) == beside
    assert comes_in(removed, removed.folder, "mette")
    assert not comes_in(removed, removed.folder, "jonas")


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_kill_anywhere_in_a_restore_leaves_the_old_vault_or_the_one_that_came_back(
    removed: House, copy: Path, tmp_path: Path
) -> None:
    house = removed
    scratch = tmp_path / "kopier"
    scratch.mkdir()
    command = [sys.executable, "-m", "tests.workplace.kill_restore", str(house.folder), str(copy), str(scratch)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=120)
    seen = {"untouched": 0, "aside": 0, "back": 0}
    for around_it in sorted(scratch.iterdir()):
        target = around_it / "mappe"
        aside = list(around_it.glob("mappe-gammel-*"))
        where = target if target.exists() else aside[0]  # between two renames: nothing is lost, and it says nothing
        seen["aside" if not target.exists() else "back" if aside else "untouched"] += 1
        assert comes_in(house, where, "mette"), around_it.name
        house.clock.now += timedelta(minutes=5)
        assert not comes_in(house, where, "jonas"), around_it.name
    assert seen["untouched"] > 10, seen
    assert seen["back"] > 0, seen


# the drill


def test_the_drill_restores_the_newest_copy_counts_it_and_leaves_nothing(house: House, clock: Clock) -> None:
    assert house.place is not None
    before = around(house.folder)
    done = drill(house.place)
    held, _ = house.place.look(copies.holdings).result()
    assert (done.found, done.findings) == (held, ())
    assert (done.found.children, done.found.records) == (4, 4)
    assert around(house.folder) - before == {"mappe-kopier"}
    status = house.place.copies.status()
    assert status.drilled_well
    assert status.drilled_at is not None
    assert not status.drill_due
    clock.now += timedelta(days=366)
    assert house.place.copies.status().drill_due


def test_a_vault_that_was_never_tried_is_due_after_a_year(house: House, clock: Clock) -> None:
    assert house.place is not None
    clock.now += timedelta(days=364)
    assert not house.place.copies.status().drill_due
    clock.now += timedelta(days=2)
    assert house.place.copies.status().drill_due


def test_a_drill_that_finds_something_says_it_and_is_noted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.place is not None
    unpack = vault_copies.unpack

    def bad_drive(file: Path, folder: Path, **rest: object) -> vault_copies.Label:
        label = unpack(file, folder, **rest)  # type: ignore[arg-type]
        flip(folder / "data.db", (folder / "data.db").stat().st_size - 2000)
        return label

    monkeypatch.setattr(vault_copies, "unpack", bad_drive)
    done = drill(house.place)
    assert done.findings
    assert not house.place.copies.status().drilled_well
    assert house.place.copies.status().drilled_at is not None
    assert not list(house.folder.parent.glob(".*"))


def test_a_copy_that_lacks_a_child_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.place is not None
    look_through = restoring._look_through

    def fewer(*args: object) -> object:
        found, findings = look_through(*args)  # type: ignore[arg-type]
        return Counts(found.children - 1, found.records), findings

    monkeypatch.setattr(restoring, "_look_through", fewer)
    (finding,) = drill(house.place).findings
    assert finding.code == "KOPI-ANTAL"
    assert "3 børn" in finding.text


def test_staff_do_not_drill(house: House) -> None:
    with house.as_("jonas") as at:
        assert at.place is not None
        here = at.place
        assert code_of(lambda: drill(here)) == "ADGANG-NEJ"
