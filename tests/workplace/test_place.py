"""One open vault: drafts first, lock always wins, one process at a time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from opspor import workplace
from opspor.domain import ids
from opspor.domain.access import Action
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Role, StaffMember
from opspor.usecases import children, contacts, drafts, notices, people
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault.beredskab_file import Contact
from opspor.workplace import Workplace
from tests.usecases.conftest import Clock, quick
from tests.workplace.conftest import again


def test_what_was_written_is_there_after_locking_and_unlocking(place: Workplace, clock: Clock) -> None:
    new = [NewChild("Karla", "Kanari", date(2022, 1, 5), "", "Bøgestuen", "")]
    place.run(lambda desk: children.import_list(desk, new)).result()
    place.look(children.listed).result()
    place.close()
    assert sorted(path.name for path in place.folder.glob("data.db*")) == ["data.db"]

    opened = again(place, clock)

    assert [child.full_name for child in opened.look(children.listed).result()] == ["Karla Kanari"]
    opened.close()


def test_what_is_written_after_the_clock_was_set_back_is_still_what_was_written_last(
    place: Workplace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = [NewChild("Karla", "Kanari", date(2022, 1, 5), "", "Bøgestuen", "")]
    (karla,) = place.run(lambda desk: children.import_list(desk, new)).result().children
    place.run(lambda desk: notices.give(desk, [karla], date(2026, 3, 10))).result()
    place.close()
    monkeypatch.setattr(ids, "_last", 0)  # as in another process
    clock.now -= timedelta(days=2)

    opened = again(place, clock)
    opened.run(lambda desk: notices.give(desk, [karla], date(2026, 3, 2))).result()

    assert opened.run(lambda desk: children.open_child(desk, karla)).result().informed_on == date(2026, 3, 2)
    opened.close()


def test_a_wrong_password_opens_nothing(place: Workplace, clock: Clock) -> None:
    place.close()
    with pytest.raises(KnownError) as wrong:
        workplace.open_vault(place.folder, "mette", "Kode", clock=clock, derive=quick)
    assert wrong.value.code == "BOKS-ADGANG"


def test_a_second_process_is_told_who_has_the_vault(place: Workplace, clock: Clock) -> None:
    with pytest.raises(KnownError) as held:
        again(place, clock)
    assert held.value.code == "BOKS-AABEN"


def test_drafts_go_before_everything_that_waits_and_are_finished_when_it_locks(place: Workplace, clock: Clock) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long_work(desk: Desk) -> None:
        begun.set()
        go_on.wait(5)

    running = place.run(long_work)
    begun.wait(5)
    waiting = place.run(lambda desk: people.add_group(desk, "Kommer for sent"))
    draft = place.run(lambda desk: drafts.save(desk, "note", {"text": "Skrevet lige før"}), draft=True)
    locking = threading.Thread(target=place.close)
    locking.start()
    while place._writer._open:
        pass
    go_on.set()
    locking.join(5)

    assert running.result(0) is None
    assert draft.exception(0) is None
    with pytest.raises(KnownError) as locked:
        waiting.result(0)
    assert locked.value.code == "LAAS-LUKKET"
    opened = again(place, clock)
    assert opened.look(lambda desk: drafts.load(desk, "note")).result() is not None
    opened.close()


def test_after_locking_nothing_is_taken(place: Workplace) -> None:
    place.close()
    for future in (place.run(children.listed), place.look(children.listed)):
        with pytest.raises(KnownError) as locked:
            future.result(1)
        assert locked.value.code == "LAAS-LUKKET"
        assert "Det, der stod »Gemt« ved, er gemt." in str(locked.value)


def test_pages_are_told_once_what_changed_and_nothing_when_it_failed(place: Workplace) -> None:
    told: list[Changes] = []
    place.listen(told.append)

    place.run(lambda desk: people.add_group(desk, "Bøgestuen")).result()
    with pytest.raises(KnownError):
        place.run(lambda desk: people.add_group(desk, "Bøgestuen")).result()

    assert told == [Changes(frozenset({Kind.PEOPLE}))]


def test_a_page_that_fails_when_it_is_told_does_not_stop_the_writer(place: Workplace) -> None:
    def broken(_changes: Changes) -> None:
        raise RuntimeError("broken page")

    place.listen(broken)
    with pytest.raises(RuntimeError, match="broken page"):
        place.run(lambda desk: people.add_group(desk, "Bøgestuen")).result(5)

    assert [group.name for group in place.run(people.overview).result(5).groups] == ["Bøgestuen"]


def test_what_was_answered_is_the_answer_until_something_is_written_or_time_goes(
    place: Workplace, clock: Clock
) -> None:
    asked = []

    def names(desk: Desk) -> list[str]:
        asked.append(desk)
        return [group.name for group in people.overview(desk).groups]

    def told() -> tuple[list[str], int]:
        return place.look_again(names).result(), len(asked)

    assert told() == ([], 1)
    assert told() == ([], 1)
    place.run(people.overview).result()  # reading changes nothing
    assert told() == ([], 1)
    place.run(lambda desk: people.add_group(desk, "Bøgestuen")).result()
    assert told() == (["Bøgestuen"], 2)

    def write_without_a_word(desk: Desk) -> None:
        with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
            tx.require(author=desk.staff.id)
        raise KnownError(Fault("PRØVE", "Bagefter gik det galt."))

    with pytest.raises(KnownError):
        place.run(write_without_a_word).result()
    assert told() == (["Bøgestuen"], 3)
    clock.now += timedelta(minutes=6)
    assert told() == (["Bøgestuen"], 4)
    clock.now -= timedelta(hours=1)  # set back
    assert told() == (["Bøgestuen"], 5)


def test_what_was_read_while_somebody_wrote_is_not_kept(place: Workplace) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(desk: Desk) -> int:
        found = len(people.overview(desk).groups)
        begun.set()
        go_on.wait(5)
        return found

    reading = place.look_again(slow)
    begun.wait(5)
    place.run(lambda desk: people.add_group(desk, "Bøgestuen")).result()
    go_on.set()

    assert reading.result() == 0
    assert place.look_again(slow).result() == 1


def test_after_locking_nothing_is_answered_from_before_either(place: Workplace) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(desk: Desk) -> int:
        found = len(people.overview(desk).groups)
        begun.set()
        go_on.wait(5)
        return found

    reading = place.look_again(slow)
    begun.wait(5)
    threading.Timer(0.2, go_on.set).start()
    place.close()  # waits for what is under way, which is read to its end

    assert reading.result() == 0
    with pytest.raises(KnownError) as locked:
        place.look_again(slow).result()
    assert locked.value.code == "LAAS-LUKKET"


def test_the_reader_cannot_write(place: Workplace) -> None:
    with pytest.raises(KnownError):
        place.look(lambda desk: people.add_group(desk, "Bøgestuen")).result()
    assert place.look(people.overview).result().groups == ()


def test_a_vault_that_was_not_finished_is_not_there(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(KnownError) as nameless:
        workplace.create(
            tmp_path / "ny", institution=" ", name="Mette", title="", login="m", password="k", clock=clock, derive=quick
        )
    assert nameless.value.code == "START-NAVN"
    (tmp_path / "brugt").mkdir()
    (tmp_path / "brugt" / "noget.txt").write_text("her")
    with pytest.raises(KnownError) as used:
        workplace.create(
            tmp_path / "brugt", institution="K", name="M", title="", login="m", password="k", clock=clock, derive=quick
        )
    assert used.value.code == "BOKS-IKKE-TOM"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brugt"]


@pytest.mark.parametrize(("place", "code"), [("fil/ny", "BOKS-IKKE-TOM"), ("fil/dyb/ny", "BOKS-DREV")])
def test_a_place_where_no_vault_can_be_is_said_in_danish(tmp_path: Path, clock: Clock, place: str, code: str) -> None:
    (tmp_path / "fil").write_text("ikke en mappe")
    with pytest.raises(KnownError) as refused:
        workplace.create(
            tmp_path / place, institution="K", name="M", title="", login="m", password="k", clock=clock, derive=quick
        )
    assert refused.value.code == code


def test_a_use_case_that_does_not_ask_who_may_is_a_bug(place: Workplace) -> None:
    def careless(desk: Desk) -> None:
        with desk.write(Action.OPEN_CHILD):
            pass

    place._staff = _as_staff(place)
    with pytest.raises(AssertionError, match="without asking"):
        place.run(careless).result()


def _as_staff(place: Workplace) -> StaffMember:
    return replace(place.staff, role=Role.STAFF)


def test_what_was_wrong_in_the_folder_is_said_when_somebody_comes_in(place: Workplace, clock: Clock) -> None:
    contact = Contact("leader", "Leder", "20 30 40 50", "", clock().date(), "leder")
    place.run(lambda desk: contacts.save(desk, (contact,))).result()
    place.close()
    (place.folder / "header.bak").unlink()
    numbers = place.folder / "beredskab.json"
    numbers.write_text(numbers.read_text("utf-8").replace("20 30 40 50", "20 30 40 51"), "utf-8")

    opened = again(place, clock)

    assert [finding.code for finding in opened.findings] == ["BOKS-TVILLING", "TELEFON-AENDRET"]
    assert (place.folder / "header.bak").is_file()
    opened.close()


def test_the_vault_is_held_until_what_writes_has_ended_and_nobody_waits_for_it(
    place: Workplace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.line._PATIENCE", 0.05)
    begun, go_on = threading.Event(), threading.Event()

    def long_work(_desk: Desk) -> None:
        begun.set()
        go_on.wait(10)

    place.run(long_work)
    begun.wait(5)
    draft = place.run(lambda desk: drafts.save(desk, "note", {"text": "Skrevet lige før"}), draft=True)
    place.close()
    with pytest.raises(KnownError) as held:
        again(place, clock)
    assert held.value.code == "BOKS-AABEN"
    assert "siden" in str(held.value)

    go_on.set()
    (letting_go,) = (thread for thread in threading.enumerate() if thread.name == "opspor-letting-go")
    letting_go.join(5)
    assert draft.exception() is None
    opened = again(place, clock)
    found = opened.run(lambda desk: drafts.load(desk, "note")).result()
    assert found is not None
    assert found[0]["text"] == "Skrevet lige før"
    opened.close()


class Part:
    """Stands for a part of the window: it says on which thread it was freed."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self.freed = freed

    def __del__(self) -> None:
        self.freed.append(threading.current_thread())

    def works(self, desk: Desk) -> None:
        """What a page hands over."""

    def breaks(self, desk: Desk) -> None:
        raise KnownError(Fault("TEST-FULDT", "Intet er ændret."))


@pytest.mark.parametrize("work", [Part.works, Part.breaks])
def test_what_a_task_knew_is_freed_by_the_window(place: Workplace, work: Callable[[Part, Desk], None]) -> None:
    to_clear: list[Callable[[], None]] = []
    freed: list[threading.Thread] = []
    place.freed_by(to_clear.append)
    place.look(partial(work, Part(freed)))
    place.look(children.listed).result()  # by then the thread is done with the one before
    assert freed == []
    while to_clear:
        to_clear.pop()()
    assert freed == [threading.main_thread()]
