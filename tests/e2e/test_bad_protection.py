"""What goes wrong where a record comes to its end: a lock on every page, a clock years ahead, a full drive, a kill, two
at one list, a copy from before, and more children than anybody has.

In the real window on a real vault, where somebody sits at it: each has an outcome that is said, nothing half is left.
"""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.program import Program
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.consent import Agreed, Yes
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.subject_access import Asker, Request
from opspor.usecases import (
    check,
    children,
    concerns,
    consents,
    filing,
    leaving,
    letters,
    people,
    retention,
    subject_access,
)
from opspor.usecases.desk import Desk
from opspor.usecases.house_export import MANIFEST
from opspor.workplace.closing import wipe
from opspor.workplace.taking_out import take_out
from tests.e2e.conftest import METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import NOTE, as_the_leader, karla, opened, work_of
from tests.e2e.test_keyboard_protection import make_a_school, name_the_controller
from tests.e2e.test_locked_follow import stands_in

ASKED = Request(Asker.OTHER, "KANARI Værge", date(2026, 3, 17))


# --- what there is ----------------------------------------------------------------------------------------------------


def closed(desk: Desk) -> Id:
    """A concern about Karla that is closed, and waits for the journal."""
    made = concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what=NOTE, seen_on=desk.clock().date(), child_id=karla(desk)
    )
    concerns.close(desk, made, "Løst")
    return made


def noted(desk: Desk) -> None:
    closed(desk)
    abouts = [row.what.about for row in filing.waiting(desk)]
    filing.confirm(desk, abouts, desk.clock().date(), "Sag 12")


def agreed(desk: Desk) -> Id:
    today = desk.clock().date()
    said = (Yes("Kanarina Juhl, mor", today, "", Id("carer0")),)
    consents.write(
        desk, karla(desk), Agreed(Basis.CONSENT, "søvn", "PPR", "råd", said, until=today + timedelta(days=30))
    )
    return karla(desk)


def here(place: Place, *ids: Id) -> Destination:
    return Destination(place, *ids)


def a_school(desk: Desk) -> Destination:
    make_a_school(desk)
    return here(Place.YEAR_SHIFT)


def asked(desk: Desk) -> Id:
    return subject_access.begin(desk, karla(desk), ASKED)


# --- a lock in the middle of every page -------------------------------------------------------------------------------

# page -> where it is, what is pressed there first, and a field
PAGES: dict[str, tuple[Callable[[Desk], Destination], tuple[str, ...], str]] = {
    "the day of the letters": (lambda desk: here(Place.LETTERS), (), "Hvordan?"),
    "a consent": (lambda desk: here(Place.FAMILY, karla(desk)), ("Skriv et samtykke",), "Hvad må I dele?"),
    "a consent taken back": (
        lambda desk: here(Place.FAMILY, agreed(desk)), ("Træk tilbage",), "Hvem trak det tilbage, og hvordan?"),
    "a wish": (lambda desk: here(Place.FAMILY, karla(desk)), ("Skriv, hvad familien beder om",), "Hvad blev der sagt?"),
    "who asks": (lambda desk: Destination(Place.ACCESS, NO_ID, karla(desk), BEGIN), (), "Hvordan?"),
    "how it is given": (lambda desk: here(Place.ACCESS, asked(desk)), ("Se papiret",), "Hvordan giver I det?"),
    "where it is journalised": (
        lambda desk: here(Place.FILING, closed(desk)),
        ("Vælg alle", "Notér, at det er journaliseret"), "Hvor ligger det?"),
    "a new year": (a_school, (), "Hedder fremover"),
}  # fmt: skip


def come_in(start: Start, keyboard: Keyboard, folder: Path, who: tuple[str, str] = METTE) -> Program:
    program = start(folder)
    unlock(keyboard, who)
    keyboard.wait_for("Tirsdag 17. marts")
    return program


@pytest.mark.parametrize("page", PAGES)
def test_locked_in_the_middle_one_comes_back_to_the_same_field_and_letter(
    start: Start, keyboard: Keyboard, followed: Path, page: str
) -> None:
    where, first, field = PAGES[page]
    program = come_in(start, keyboard, followed)
    program.go(work_of(program).run(where).result())
    for words in first:
        keyboard.button(words)
    keyboard.type_into(field, NOTE)
    keyboard.press(Qt.Key.Key_Left, times=5)
    lock(keyboard)
    assert "KANARI-X" not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    if page in CHOSEN_AGAIN:
        for words in first:
            keyboard.button(words)
        keyboard.wait_for(NOTE)
    else:
        keyboard.wait_until(lambda: stands_in(field, NOTE, len(NOTE) - 5), f"not back in {field!r}")


CHOSEN_AGAIN = ("a consent taken back", "where it is journalised")  # what it is about; what was typed stands there


def test_a_correction_of_what_was_noted_is_there_after_a_lock(start: Start, keyboard: Keyboard, followed: Path) -> None:
    program = come_in(start, keyboard, followed)
    work_of(program).run(noted).result()
    program.go(here(Place.FILING))
    keyboard.choose("Hvilke", "Journaliseret")
    keyboard.row("", within="Journaliseret")
    keyboard.type_into("Hvor ligger det?", NOTE)
    lock(keyboard)
    unlock(keyboard, METTE)
    keyboard.wait_for("Til journalen")
    keyboard.choose("Hvilke", "Journaliseret")
    keyboard.row("", within="Journaliseret")
    keyboard.wait_for(NOTE)


# --- a full drive -----------------------------------------------------------------------------------------------------


def test_letters_on_a_full_drive_leave_no_half_file_and_can_be_saved_again(
    followed: Path, clock: WallClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = opened(followed, clock, METTE)
    work.run(name_the_controller).result()
    (room,) = work.run(people.overview).result().groups
    chosen = [(child.id, "da") for child in work.run(children.listed).result()]
    one, each = tmp_path / "en", tmp_path / "hver"
    for folder in (one, each):
        folder.mkdir()
    ways = (
        lambda desk: letters.save(desk, room.id, chosen, one / "alle.pdf"),
        lambda desk: letters.save_each(desk, room.id, chosen, each),
    )
    for save in ways:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", full)
            with pytest.raises(KnownError) as refused:
                work.run(save).result()
        assert refused.value.code == "PAPIR-IKKE-GEMT"
    assert not [*one.iterdir(), *each.iterdir()]
    for save in ways:
        assert work.run(save).result().children == 3
    assert len([*one.iterdir(), *each.iterdir()]) == 4
    work.close()


def full(self: Path, content: bytes) -> int:
    """What a drive does that takes the first half."""
    with self.open("wb") as file:
        file.write(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fits", ["nothing", "the paper"])
def test_an_answer_on_a_full_drive_is_not_given_and_neither_file_is_left(
    followed: Path, clock: WallClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fits: str
) -> None:
    work = opened(followed, clock, METTE)
    request = work.run(asked).result()
    draft = work.run(partial(subject_access.open_, request_id=request)).result()
    seen = replace(draft.access.request, looked_through=draft.to_look_at, decision="Det udelades.")
    version = work.run(
        lambda desk: subject_access.save(desk, request, draft.access.version, seen)
    ).result()  # fmt: skip
    out = tmp_path / "ud"
    out.mkdir()
    wrote = Path.write_bytes

    def some(self: Path, content: bytes) -> int:
        return wrote(self, content) if fits == "the paper" and ".pdf" in self.name else full(self, content)

    give = partial(subject_access.release, request_id=request, version=version, folder=out, how="I hånden")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", some)
        with pytest.raises(KnownError) as refused:
            work.run(give).result()
    assert refused.value.code == "PAPIR-IKKE-GEMT"
    assert list(out.iterdir()) == []
    (line,) = work.run(subject_access.overview).result()
    assert line.access.request.released is None, "it is still to be answered"
    work.run(give).result()
    assert len(list(out.iterdir())) == 2
    work.close()


# --- two at one list --------------------------------------------------------------------------------------------------


def let_all_stop(desk: Desk) -> None:
    leaving.leave(desk, [child.id for child in children.listed(desk)], desk.clock().date())


def test_what_a_colleague_holds_back_meanwhile_is_not_deleted_and_the_list_says_so(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    as_the_leader(house, clock, let_all_stop)
    clock.now += timedelta(days=80)
    as_the_leader(house, clock, lambda desk: None)  # somebody comes in now and then: the clock did not jump
    clock.now += timedelta(days=40)
    program = start(house)
    unlock(keyboard, METTE)
    program.go(here(Place.RETENTION))
    keyboard.wait_for("3 ting skal slettes")
    keyboard.button("Vælg alle")
    keyboard.button("Slet 3 ting")
    keyboard.wait_for("Slet 3 ting for altid?")
    work_of(program).run(asked).result()  # the family asks for access in that moment
    keyboard.tick("Jeg har set listen igennem. Det skal slettes.")
    keyboard.button("Slet")
    keyboard.wait_for("Listen er ændret, siden du så den", "1 holdes tilbage")
    assert len(work_of(program).run(children.listed).result()) == 3


def test_on_a_clock_years_ahead_the_list_asks_for_the_day_and_a_wrong_one_deletes_nothing(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    as_the_leader(house, clock, let_all_stop)
    clock.now += timedelta(days=5 * 365)
    program = start(house)
    unlock(keyboard, METTE)
    program.go(here(Place.RETENTION))
    keyboard.wait_for("3 ting skal slettes", "17. marts 2026")
    keyboard.button("Vælg alle")
    keyboard.button("Slet 3 ting")
    keyboard.wait_for("Hvilken dato er det i dag?")
    keyboard.tick("Jeg har set listen igennem. Det skal slettes.")
    keyboard.type_into("Hvilken dato er det i dag?", "18.3.2026")
    keyboard.button("Slet")
    keyboard.wait_for("Så længe bliver intet slettet.")
    keyboard.press(Qt.Key.Key_Escape)
    assert len(work_of(program).run(children.listed).result()) == 3
    assert work_of(program).run(lambda desk: retention.plan(desk).doubt).result() is not None, "nor is it believed now"


# --- killed -----------------------------------------------------------------------------------------------------------


def many_that_stopped(desk: Desk) -> None:
    new = [children.NewChild(f"Barn{n}", "Kanari", date(2021, 2, 1), "", "Bøgestuen", "") for n in range(47)]
    children.import_list(desk, new)
    let_all_stop(desk)


DUE_AFTER = 130  # days


def killed(folder: Path, out: Path, what: str, after: float) -> list[str]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.protection_worker", str(folder), str(out), what, str(DUE_AFTER)],
        cwd=Path(__file__).parent.parent.parent, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(after)
    worker.kill()
    return [first.strip(), *worker.communicate()[0].split()]


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_killed_while_it_deletes_all_of_the_list_went_or_none_of_it(
    house: Path, clock: WallClock, tmp_path: Path, after: float
) -> None:
    as_the_leader(house, clock, many_that_stopped)
    for _ in range(2):
        clock.now += timedelta(days=DUE_AFTER / 2)
        as_the_leader(house, clock, lambda desk: None)  # somebody comes in now and then: the clock did not jump
    said = killed(house, tmp_path, "delete", after)
    work = opened(house, clock, METTE)
    left = len(work.run(children.listed).result())
    assert left in ((0,) if "done" in said else (0, 50))
    assert work.run(check.check).result() == ()
    if left:
        plan = work.run(retention.plan).result()
        keys = [line.due.key for line in plan.lines if not line.held]
        assert work.run(lambda desk: retention.delete(desk, keys)).result().children == 50
    else:
        assert not work.run(retention.plan).result().lines
    work.close()


@pytest.mark.parametrize("after", [0.0, 0.1, 0.4])
def test_killed_while_everything_is_taken_out_it_is_not_whole_and_destroys_nothing(
    followed: Path, clock: WallClock, tmp_path: Path, after: float
) -> None:
    out, again = tmp_path / "ud", tmp_path / "igen"
    out.mkdir()
    again.mkdir()
    said = killed(followed, out, "take out", after)
    work = opened(followed, clock, METTE)
    assert work.run(check.check).result() == ()
    if "done" not in said:
        assert not (out / MANIFEST).exists() or len(list(out.iterdir())) == 4
        if any(out.iterdir()):
            with pytest.raises(KnownError, match="Mappen er ikke tom"):
                take_out(work, out)
        with pytest.raises(KnownError, match="Der er ikke taget noget ud"):
            wipe(work, typed_name="Børnehuset Kanarireden", receipt=tmp_path / "kvittering.pdf")
    assert take_out(work, again).rows > 0
    work.close()


# --- more than anybody has --------------------------------------------------------------------------------------------


@pytest.mark.skipif(not os.environ.get("OPSPOR_LONG_TESTS"), reason="takes minutes: OPSPOR_LONG_TESTS=1")
def test_the_list_and_the_letters_of_2000_children(
    house: Path, clock: WallClock, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    def fill(desk: Desk) -> None:
        name_the_controller(desk)
        new = [children.NewChild(f"Barn{n:04}", "Kanari", date(2021, 2, 1), "", "Egestuen", "") for n in range(1997)]
        children.import_list(desk, new)

    as_the_leader(house, clock, fill)
    work = opened(house, clock, METTE)
    room = next(group.id for group in work.run(people.overview).result().groups if group.name == "Egestuen")
    chosen = [(c.id, "da") for c in work.run(children.listed).result() if room in c.group_ids]
    began = time.monotonic()
    printed = work.run(lambda desk: letters.save(desk, room, chosen, tmp_path / "alle.pdf")).result()
    took = {"letters": time.monotonic() - began}
    assert printed.children == 1997
    work.run(let_all_stop).result()
    for _ in range(2):
        work.close()
        clock.now += timedelta(days=60)
        work = opened(house, clock, METTE)
    began = time.monotonic()
    plan = work.run(retention.plan).result()
    took["list"] = time.monotonic() - began
    began = time.monotonic()
    assert (
        work.run(lambda desk: retention.delete(desk, [line.due.key for line in plan.lines])).result().children == 2000
    )
    took["deleting"] = time.monotonic() - began
    work.close()
    figure("2,000 children: " + ", ".join(f"{what} {seconds:.1f} s" for what, seconds in took.items()))
    assert took["list"] < 5
