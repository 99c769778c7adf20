"""What is read is in the log before the answer is out; on a full drive it waits; a cut end is remembered."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import delete

from opspor.domain.access import Action
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.store import log
from opspor.store import schema as t
from opspor.usecases import check, children, journal, people
from opspor.usecases.desk import Desk
from opspor.usecases.journal import Journal, Noted
from opspor.vault import logtail
from opspor.vault.faults import DISK_FULL
from tests.usecases.conftest import Clock, House


def actions(desk: Desk) -> list[str]:
    with desk.engine.begin() as connection:
        return [line.action for line in log.entries(connection)]


def codes(house: House) -> list[str]:
    return [finding.code for finding in house.do(check.check)]


def cut(house: House, lines: int) -> int:
    """Remove the last lines behind the program's back; the number of the first that is gone."""

    def work(desk: Desk) -> int:
        with desk.engine.begin() as connection:
            last, _ = log.last(connection)
            connection.execute(delete(t.log_entry).where(t.log_entry.c.number > last - lines))
            return last

    return house.do(work)


@contextmanager
def full_drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No line of the log can be written inside the block."""

    def refuse(*_args: object) -> None:
        raise KnownError(DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(log, "add", refuse)
        yield


def test_what_the_reader_reads_is_in_the_log_before_the_answer_is_out(house: House) -> None:
    assert house.place is not None
    before = house.do(actions)

    house.place.look(lambda desk: children.listed(desk, search="karla")).result()

    assert house.do(actions)[len(before) :] == [Action.SEARCH]
    assert "karla" not in house.do(details).casefold()


def details(desk: Desk) -> str:
    with desk.engine.begin() as connection:
        return "".join(line.subject_id + line.detail for line in log.entries(connection))


def test_a_refusal_of_the_reader_is_a_line_too(house: House) -> None:
    place = house.enter("ali")
    with pytest.raises(KnownError):
        place.look(lambda desk: children.open_child(desk, house.children[0])).result()

    assert house.do(actions)[-1] == "refused"


def test_reading_the_same_again_within_five_minutes_is_one_line(house: House, clock: Clock) -> None:
    def read() -> int:
        house.do(lambda desk: children.open_child(desk, house.children[0]))
        return house.do(actions).count(Action.OPEN_CHILD)

    assert [read(), read()] == [1, 1]
    clock.now += timedelta(minutes=5)
    assert read() == 2
    clock.now -= timedelta(days=1)  # a clock that was set back hides nothing
    assert read() == 3
    house.do(lambda desk: children.open_child(desk, house.children[1]))
    assert house.do(actions).count(Action.OPEN_CHILD) == 4


def test_no_line_is_lost_when_it_locks_behind_a_busy_writer(house: House) -> None:
    assert house.place is not None
    go_on = threading.Event()
    busy = house.place.run(lambda _: go_on.wait(5))
    looking = house.place.look(lambda desk: children.open_child(desk, house.children[2]))
    while not house.place._journal.waiting():
        pass  # until it is read, and its line waits for the writer
    locking = threading.Thread(target=house.leave)
    locking.start()
    go_on.set()
    locking.join(5)

    assert busy.result(0)
    assert looking.exception(1) is None
    house.enter("mette")
    assert Action.OPEN_CHILD in house.do(actions)


def test_on_a_full_drive_reading_goes_on_and_the_lines_are_written_in_order_when_there_is_room(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert house.place is not None
    told: list[str] = []

    def tell(_changes: Changes) -> None:
        trouble = house.place.trouble() if house.place else None
        told.extend([trouble.code] if trouble else [])

    house.place.listen(tell)
    with full_drive(monkeypatch):
        for child in house.children[:3]:
            assert house.do(lambda desk, child=child: children.open_child(desk, child)).child.id == child  # type: ignore[misc]
        with pytest.raises(KnownError) as full:
            house.do(lambda desk: people.add_group(desk, "Granen"))
        assert full.value.code == "BOKS-FULD"
    assert told == ["LOG-VENTER"]
    house.do(lambda desk: children.open_child(desk, house.children[3]))

    def opened(desk: Desk) -> list[str]:
        with desk.engine.begin() as connection:
            return [line.subject_id for line in log.entries(connection) if line.action == Action.OPEN_CHILD]

    assert house.do(opened) == [*house.children]
    assert codes(house) == []


def test_lines_that_were_never_written_are_counted_in_the_next_session(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_drive(monkeypatch):
        for child in house.children[:3]:
            house.do(lambda desk, child=child: children.open_child(desk, child))  # type: ignore[misc]
        house.leave()
    tail = logtail.read(house.folder)
    assert tail is not None
    assert tail.missing == 3

    with full_drive(monkeypatch):  # and still no room: the login waits too
        house.enter("jonas")
        house.leave()
    house.enter("mette")

    def missing(desk: Desk) -> list[str]:
        with desk.engine.begin() as connection:
            return [line.detail for line in log.entries(connection) if line.action == journal.MISSING]

    assert house.do(missing) == ['{"count":4}']
    tail = logtail.read(house.folder)
    assert tail is not None
    assert tail.missing == 0
    assert codes(house) == []


def test_a_tail_cut_after_a_crash_is_found_and_stays_in_the_log(house: House) -> None:
    assert house.place is not None
    for child in house.children[:3]:
        house.do(lambda desk, child=child: children.open_child(desk, child))  # type: ignore[misc]
    last = cut(house, 2)
    house.place._journal.head = None  # as after a kill: nothing is noted in the header
    house.leave()

    place = house.enter("mette")

    assert [finding.code for finding in place.findings] == ["LOG-HALE"]
    assert str(last) in place.findings[0].text
    assert "LOG-KLIPPET" in codes(house)
    house.enter("mette")  # a new end is noted by now, and it is still known
    assert "LOG-KLIPPET" in codes(house)


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_a_missing_file_is_said_once_and_written_again(house: House, damage: str) -> None:
    house.leave()
    file = house.folder / logtail.NAME
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:100])

    place = house.enter("mette")

    assert [finding.code for finding in place.findings] == ["LOG-FIL"]
    assert codes(house) == ["LOG-FIL"]
    house.enter("mette")
    assert codes(house) == []


def test_both_threads_can_note_lines_at_once(clock: Clock) -> None:
    shared = Journal()

    def note(number: int) -> None:
        for _ in range(500):
            shared.note(Noted(clock.now, str(number)))

    threads = [threading.Thread(target=note, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(shared.waiting()) == 2000
