"""When copies are made: after a change, at an interval, at close. Why not is said, and nobody waits for one."""

import shutil
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from opspor import workplace
from opspor.domain.errors import KnownError
from opspor.store import migrate
from opspor.usecases import children, drafts
from opspor.usecases import copies as plans
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault import access, copies, datafile, register
from opspor.vault.connection import reader_engine, writer_engine
from opspor.vault.creation import create_vault
from opspor.vault.faults import DISK_FULL
from opspor.workplace import Workplace, copying
from opspor.workplace.copying import CopyStatus
from tests.guards import CHILD_FIRST_NAME
from tests.usecases.conftest import Clock, quick
from tests.vault.conftest import flip
from tests.workplace.conftest import again


def add_child(place: Workplace, name: str = CHILD_FIRST_NAME) -> None:
    new = [NewChild(name, "", date(2022, 1, 5), "", "Bøgestuen", "")]
    place.run(lambda desk: children.import_list(desk, new)).result()


def beside(place: Workplace) -> Path:
    return place.folder.with_name(f"{place.folder.name}-kopier")


def look(place: Workplace) -> CopyStatus:
    return place.copies.status()


def due(place: Workplace) -> int:
    """Let the thread for copies take one look; how many copies there are then."""
    place.copies._copy_if_needed(every=copying.INTERVAL)
    return len(look(place).copies)


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


# when


def test_the_first_copy_is_made_at_once_and_the_next_an_hour_later_if_something_changed(
    place: Workplace, clock: Clock
) -> None:
    assert due(place) == 1
    add_child(place)
    assert due(place) == 1
    clock.now += timedelta(hours=1, seconds=2)
    assert due(place) == 2
    clock.now += timedelta(hours=1, seconds=2)
    assert due(place) == 2


def test_a_clock_that_is_set_back_stops_no_copies(place: Workplace, clock: Clock) -> None:
    clock.now += timedelta(days=400)
    assert due(place) == 1
    clock.now -= timedelta(days=400)
    add_child(place)
    assert due(place) == 2


def test_closing_makes_a_last_copy_with_everything_in_it(place: Workplace, clock: Clock) -> None:
    draft = place.run(lambda desk: drafts.save(desk, "note", {"text": "skrevet lige før"}), draft=True)
    add_child(place)
    place.close(copy_within=copying.AT_CLOSE)
    assert draft.done()
    (copy,) = beside(place).glob("*.opspor-kopi")
    back = place.folder.with_name("tilbage")
    back.mkdir()
    copies.unpack(copy, back)
    opened = workplace.open_vault(back, "mette", "kode", clock=clock, derive=quick)
    assert [child.full_name for child in opened.look(children.listed).result()] == [CHILD_FIRST_NAME]
    assert opened.look(lambda desk: drafts.load(desk, "note")).result() is not None
    opened.close()


def test_closing_without_time_makes_none_and_the_next_session_does(place: Workplace, clock: Clock) -> None:
    place.close()
    assert not beside(place).exists()
    opened = again(place, clock)
    assert due(opened) == 1
    opened.close()


def test_a_lock_makes_a_copy_at_most_once_an_hour_and_closing_the_window_always(place: Workplace, clock: Clock) -> None:
    place.close(copy_within=copying.AT_LOCK)
    for within, number in ((copying.AT_LOCK, 1), (copying.AT_CLOSE, 2), (copying.AT_LOCK, 2)):
        opened = again(place, clock)
        opened.close(copy_within=within)
        assert len(list(beside(place).glob("*.opspor-kopi"))) == number
    clock.now += timedelta(hours=2)
    again(place, clock).close(copy_within=copying.AT_LOCK)
    assert len(list(beside(place).glob("*.opspor-kopi"))) == 3


def test_what_does_not_fit_into_the_time_is_left_to_the_next_session(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(copying, "_PER_SECOND", 1)
        place.close(copy_within=copying.AT_LOCK)
    assert not beside(place).exists()


def test_a_copy_at_close_that_takes_too_long_is_stopped(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datafile, "_STEPS", 10)
    began = time.monotonic()
    place.close(copy_within=0.001)
    assert time.monotonic() - began < 2
    assert list(place.folder.parent.glob("*-kopier/*")) == []


def test_a_busy_writer_does_not_keep_a_lock_waiting_for_a_copy(place: Workplace) -> None:
    go_on = threading.Event()
    place.run(lambda _desk: go_on.wait(5))
    began = time.monotonic()
    place.copies.end(0.3)
    assert time.monotonic() - began < 1
    go_on.set()


def test_a_drive_that_is_gone_does_not_keep_the_vault_from_closing(place: Workplace) -> None:
    shutil.rmtree(place.folder)
    place.copies.end(copying.AT_CLOSE)
    assert not beside(place).exists()


def test_the_thread_looks_by_itself_and_ends_with_the_workplace(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_LOOK", 0.01)
    place.copies.begin()
    until = time.monotonic() + 5
    while not list(beside(place).glob("*.opspor-kopi")) and time.monotonic() < until:
        time.sleep(0.01)
    place.close()
    assert len(list(beside(place).glob("*.opspor-kopi"))) == 1
    assert not [thread for thread in threading.enumerate() if thread.name == "opspor-copies"]


def test_everything_written_before_is_in_a_copy_made_while_another_thread_writes(
    place: Workplace, clock: Clock
) -> None:
    names: list[str] = []
    end = threading.Event()

    def write() -> None:
        while not end.is_set():
            name = f"Barn {len(names)}"
            add_child(place, name)
            names.append(name)

    writing = threading.Thread(target=write)
    writing.start()
    while len(names) < 5:
        time.sleep(0.01)
    before = len(names)
    path, _ = place.copies.make()
    end.set()
    writing.join()

    back = place.folder.with_name("tilbage")
    back.mkdir()
    copies.unpack(path, back)
    opened = workplace.open_vault(back, "mette", "kode", clock=clock, derive=quick)
    found = {child.full_name for child in opened.look(children.listed).result()}
    assert set(names[:before]) <= found <= {*names, f"Barn {len(names)}"}
    opened.close()


# what may go


def test_a_new_copy_thins_the_old_ones(place: Workplace, clock: Clock) -> None:
    for _ in range(6):
        clock.now += timedelta(hours=2)
        add_child(place)
        due(place)
    assert len(look(place).copies) == 3


def test_after_a_restore_nothing_is_thinned_for_a_while(place: Workplace, clock: Clock) -> None:
    place.run(lambda desk: plans.restored(desk, ())).result()
    for _ in range(6):
        clock.now += timedelta(hours=2)
        add_child(place)
        due(place)
    assert len(look(place).copies) == 6
    clock.now += timedelta(days=plans.REST_DAYS + 1)
    add_child(place)
    assert due(place) < 6


def test_a_vault_that_knows_less_than_its_newest_copy_thins_nothing(place: Workplace, clock: Clock) -> None:
    """Somebody put an old folder back: the copies are the better half."""
    add_child(place)
    newest, _ = place.copies.make()
    for hours in range(1, 6):
        shutil.copyfile(newest, copies.new_place(newest.parent, place.vault_id, clock.now - timedelta(hours=hours)))

    def forget(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            connection.execute(text("DELETE FROM log_entry WHERE number > 1"))

    place.run(forget).result()
    place.copies.make()
    assert len(look(place).copies) == 7


def test_a_damaged_vault_is_not_copied_and_its_copies_stay(place: Workplace, clock: Clock) -> None:
    due(place)
    add_child(place)
    (good,) = (copy.path for copy in look(place).copies)
    before = good.read_bytes()
    place.close()
    for page in range(3, (place.folder / "data.db").stat().st_size // 4096):
        flip(place.folder / "data.db", page * 4096 + 99)
    with pytest.raises(KnownError):
        again(place, clock).copies.make()
    assert good.read_bytes() == before


# what is said


def test_the_status_of_a_vault_with_a_good_copy(place: Workplace, clock: Clock) -> None:
    due(place)
    status = look(place)
    assert status.newest == status.copies[0].made_at
    assert clock.now - status.newest < timedelta(seconds=2)
    assert (status.folder, status.beside) == (beside(place), True)
    assert (status.failed, status.failed_at, status.late) == ("", None, False)
    assert (status.drilled_at, status.drill_due) == (None, False)


def test_what_is_in_no_copy_for_three_days_is_said(place: Workplace, clock: Clock) -> None:
    assert not look(place).late
    clock.now += timedelta(days=2, hours=23)
    assert not look(place).late
    clock.now += timedelta(hours=2)
    assert look(place).late
    due(place)
    assert not look(place).late


def test_a_holiday_without_changes_is_not_late(place: Workplace, clock: Clock) -> None:
    place.close(copy_within=copying.AT_CLOSE)
    clock.now += timedelta(days=30)
    opened = again(place, clock)
    assert not look(opened).late
    opened.close()


def test_the_days_are_a_setting(place: Workplace, clock: Clock) -> None:
    place.run(lambda desk: plans.set_plan(desk, folder="", warn_days=10)).result()
    clock.now += timedelta(days=9)
    assert not look(place).late
    clock.now += timedelta(days=2)
    assert look(place).late


def test_a_copy_that_failed_is_said_with_the_reason_also_to_the_next_person(
    place: Workplace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise KnownError(copies.FULL)

    with monkeypatch.context() as drive:
        drive.setattr(copies, "make", full)
        place.close(copy_within=copying.AT_CLOSE)
    opened = again(place, clock)
    status = look(opened)
    assert "fuldt" in status.failed
    assert status.failed_at is not None
    assert due(opened) == 0  # not again at once
    clock.now += timedelta(hours=1)
    assert due(opened) == 1
    assert look(opened).failed == ""
    opened.close()


def test_a_vault_whose_own_drive_is_full_tells_nothing_worse(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_desk: Desk, *_rest: object, **_named: object) -> None:
        raise KnownError(DISK_FULL)

    monkeypatch.setattr(plans, "prepare", full)
    monkeypatch.setattr(plans, "failed", full)
    assert due(place) == 0


def test_a_folder_that_is_not_plugged_in_is_said_and_late_is_counted_from_the_last_copy(
    place: Workplace, clock: Clock, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    place.run(lambda desk: plans.set_plan(desk, folder=str(usb), warn_days=3)).result()
    assert due(place) == 1
    usb.rename(tmp_path / "taget ud")
    clock.now += timedelta(days=1)
    add_child(place)
    assert due(place) == 0
    status = look(place)
    assert "Sæt drevet i igen" in status.failed
    assert status.newest is not None
    assert (status.copies, status.late, status.beside) == ((), False, False)
    clock.now += timedelta(days=3)
    assert look(place).late
    assert not usb.exists()  # never a folder of that name on another drive
    (tmp_path / "taget ud").rename(usb)
    clock.now += timedelta(hours=1)
    assert due(place) == 2


def test_a_copy_that_was_damaged_later_does_not_count(place: Workplace, clock: Clock) -> None:
    due(place)
    clock.now += timedelta(days=4)
    look(place).copies[0].path.write_bytes(b"PK")
    status = look(place)
    assert (status.newest, status.late) == (None, True)


# by hand, and held


def test_a_copy_by_hand_goes_where_it_is_wanted_with_the_register_beside_it(place: Workplace, tmp_path: Path) -> None:
    add_child(place)
    path, label = place.copies.make(tmp_path / "kopi.fil")
    assert path == tmp_path / "kopi.fil"
    assert copies.label_of(path) == label
    assert register.place(tmp_path, place.vault_id).exists()
    assert look(place).copies == ()
    assert code_of(lambda: place.copies.make(path)) == "KOPI-FINDES"
    assert code_of(lambda: place.copies.make(tmp_path / "usb" / "k")) == "KOPI-VAEK"


def test_a_copy_by_hand_is_a_line_in_the_log_that_is_in_it(place: Workplace, tmp_path: Path) -> None:
    before = place.look(plans.holdings).result()[1]
    _, label = place.copies.make(tmp_path / "k")
    assert label.log_number == before + 1
    due(place)
    assert place.look(plans.holdings).result()[1] == label.log_number  # those at the interval are none


def test_while_it_is_held_no_copy_is_made_and_one_under_way_is_stopped(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datafile, "_STEPS", 10)
    begun, said = threading.Event(), []

    def slowly(_done: int, _of: int) -> None:
        begun.set()
        time.sleep(0.001)

    def copy() -> None:
        try:
            place.copies.make(progress=slowly)
        except KnownError as error:
            said.append(error.code)

    copier = threading.Thread(target=copy)
    copier.start()
    begun.wait(5)
    with place.copies.held():
        copier.join(5)
        assert said == ["KOPI-STOPPET"]
    assert due(place) == 1


# before the tables are changed


def test_a_vault_is_copied_before_its_tables_are_changed(tmp_path: Path, clock: Clock) -> None:
    """A real vault of the first revision: the copy has its tables, and the key of the register."""
    folder = tmp_path / "mappe"
    keys = create_vault(folder, "mette", "kode", now=clock(), derive=quick)
    engine = writer_engine(folder, keys)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    copying.copy_before_migration(folder, keys, engine, clock())
    with engine.begin() as connection:
        assert migrate.bring_up_to_date(connection)
    copying.copy_before_migration(folder, keys, engine, clock())
    engine.dispose()

    (copy,) = tmp_path.glob("*-kopier/*.opspor-kopi")
    back = tmp_path / "tilbage"
    back.mkdir()
    assert copies.unpack(copy, back).vault_id == keys.vault_id
    engine = reader_engine(back, keys)
    with engine.begin() as connection:
        assert migrate.revision(connection) == "0001"
        assert len(plans.register_key(connection)) == register.KEY_BYTES
    engine.dispose()


def test_without_room_for_a_copy_the_tables_stay_as_they_are(
    place: Workplace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.close()
    beside(place).write_text("en fil i vejen", encoding="utf-8")
    changed: list[object] = []
    monkeypatch.setattr(migrate, "has_older_tables", lambda _connection: True)
    monkeypatch.setattr(migrate, "bring_up_to_date", changed.append)
    assert code_of(lambda: again(place, clock)) == "KOPI-FINDES"
    assert changed == []


def test_a_new_vault_and_one_that_is_up_to_date_are_not_copied(place: Workplace, clock: Clock) -> None:
    place.close()
    again(place, clock).close()
    assert not beside(place).exists()


def test_the_folder_for_copies_is_used_before_a_migration_too(
    place: Workplace, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    place.run(lambda desk: plans.set_plan(desk, folder=str(usb), warn_days=3)).result()
    place.close()
    keys = access.unlock(place.folder, "mette", "kode", derive=quick)
    monkeypatch.setattr(migrate, "has_older_tables", lambda _connection: True)
    engine = writer_engine(place.folder, keys)
    copying.copy_before_migration(place.folder, keys, engine, clock())
    engine.dispose()
    assert len(list(usb.glob("*.opspor-kopi"))) == 1
    assert not beside(place).exists()


def test_the_folder_cannot_lie_in_the_vault(place: Workplace) -> None:
    inside = str(place.folder / "kopier")
    assert code_of(lambda: place.run(lambda d: plans.set_plan(d, folder=inside, warn_days=3)).result()) == "KOPI-STED"
