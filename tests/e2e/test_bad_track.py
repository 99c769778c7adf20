"""What goes wrong while a track is followed: a lock or a crash at every kind of step, a drive that is full, somebody
else who goes on, a child that shall be deleted, a damaged file, and more concerns than anybody has.

In the real window on a real vault: each has an outcome that is said, and no text is lost.
"""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor import data_folder
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.beredskab import StepKind, Track
from opspor.domain.child import Carer, Custody
from opspor.domain.concern import Danger, StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import load_library
from opspor.forms.walking import leaves
from opspor.usecases import children, concerns, drafts, erasure, tracks
from opspor.usecases.desk import Desk
from tests.e2e.conftest import JONAS, METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import ASTA, NOTE, as_the_leader, karla, opened, work_of
from tests.e2e.test_awkward import longest_gap
from tests.e2e.test_bad_follow import leave_pages

SEEN = "KANARI: hun ville ikke hjem"


def begin(desk: Desk, track: Track = Track.PARENTS, name: str = "") -> Id:
    return concerns.start(
        desk, danger=Danger.NO, track=track, what=SEEN, seen_on=desk.clock().date(),
        child_id=None if name else karla(desk), typed_name=name,
    )  # fmt: skip


def come_to(start: Start, keyboard: Keyboard, folder: Path, who: tuple[str, str], concern: Id) -> Program:
    """Somebody is in, on the page of the concern."""
    program = start(folder)
    unlock(keyboard, who)
    keyboard.wait_for("Forår 2026")
    go_to(program, keyboard, concern)
    return program


def go_to(program: Program, keyboard: Keyboard, concern: Id) -> None:
    program.go(Destination(Place.CONCERN, concern))
    keyboard.wait_for("Trin for trin", SEEN)


# --- a lock and a crash at every kind of step ---------------------------------------------------------------------


def one_of_each_kind() -> dict[StepKind, tuple[Track, str]]:
    """A step of every kind there is, and its track."""
    found: dict[StepKind, tuple[Track, str]] = {}
    for track in (Track.GENERAL, Track.PARENTS, Track.ABSENCE):
        for step in load_library().track(track).step:
            found.setdefault(step.kind, (track, step.id))
    assert found.keys() == {*StepKind}
    return found


KINDS = one_of_each_kind()


def write_in_step(keyboard: Keyboard, track: Track, step_id: str) -> None:
    """Opens the step, chooses the first way on where there are several, and writes."""
    step = next(one for one in load_library().track(track).step if one.id == step_id)
    row = next(one for one in text_on_screen().split("\n") if one.startswith("Trin ") and f": {step.title}." in one)
    keyboard.button(row)
    keyboard.wait_for(step.text)
    if len(step.next) > 1:
        keyboard.choose("Hvad så?", next(way.text for way in step.next if not leaves(way)))
    field = next(name for name in text_on_screen().split("\n") if name in FIELDS)
    keyboard.type_into(field, NOTE)


FIELDS = {
    "Note", "Hvad bygger du det på, og hvad er aftalt?", "Hvad bygger du det på?", "Hvem talte du med?",
    "Hvem spurgte I, og hvornår?", "Hvad ser I efter, og hvem gør det?", "Hvem har fået det at vide?",
    "Har du ringet? Hvem talte du med?", "Hvem er barnets faste voksne?", "Hvornår kom kvitteringen, og fra hvem?",
    "Hvem svarede, og hvornår?", "Hvordan går det nu?", "Hvorfor får de ikke noget at vide nu?",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_locked_at_any_kind_of_step_one_comes_back_to_the_text(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, kind: StepKind
) -> None:
    track, step_id = KINDS[kind]
    work = opened(followed, clock, JONAS)
    concern = work.run(partial(begin, track=track)).result()
    work.close()
    come_to(start, keyboard, followed, JONAS, concern)
    write_in_step(keyboard, track, step_id)
    lock(keyboard)
    assert "KANARI-X" not in text_on_screen(hidden=True)
    unlock(keyboard, JONAS)
    keyboard.wait_for(NOTE)


def test_killed_at_a_step_the_draft_is_there_for_whoever_wrote_it(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path
) -> None:
    """What lies on the drive when the page says that it is kept is what is left of a program that is killed then."""
    work = opened(followed, clock, JONAS)
    concern = work.run(begin).result()
    work.close()
    come_to(start, keyboard, followed, JONAS, concern)
    write_in_step(keyboard, Track.PARENTS, "leader")
    keyboard.wait_for_saved()
    left = Path(shutil.copytree(followed, tmp_path / "left", ignore=shutil.ignore_patterns("*.lock", "lock*")))
    for who, there in ((JONAS, True), (ASTA, False)):
        again = opened(left, clock, who)
        found = again.run(lambda desk: drafts.load(desk, f"concern:{concern}:step:leader")).result()
        again.close()
        assert (found is not None and NOTE in found[0].values()) is there


# --- a drive that is full, and others ---------------------------------------------------------------------------------


def test_a_full_drive_is_said_and_the_step_is_kept_when_there_is_room(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.1)
    work = opened(followed, clock, JONAS)
    concern = work.run(begin).result()
    work.close()
    program = come_to(start, keyboard, followed, JONAS, concern)
    work_of(program).run(lambda desk: leave_pages(desk, 0)).result()
    keyboard.tab_to("Note")
    QApplication.clipboard().setText(f"{NOTE} " * 600)
    keyboard.with_ctrl(Qt.Key.Key_V)
    keyboard.wait_for("Ikke gemt")
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("Drevet er fuldt")
    assert NOTE in text_on_screen()
    work_of(program).run(lambda desk: leave_pages(desk, 100_000)).result()
    keyboard.wait_until(lambda: not work_of(program).unsaved, "it is not tried again")
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("Skriv barnets ord og det, du så. gjort")


def test_two_at_one_step_both_stand_there_and_the_leader_takes_the_case_over(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock
) -> None:
    work = opened(followed, clock, JONAS)
    concern = work.run(begin).result()
    work.close()
    program = come_to(start, keyboard, followed, JONAS, concern)
    keyboard.type_into("Note", NOTE)
    lock(keyboard)
    do = partial(tracks.do_step, concern_id=concern, step_id="write_down", state=StepState.DONE, note="KANARI: lederen")
    as_the_leader(followed, clock, do)
    unlock(keyboard, JONAS)
    keyboard.wait_for(NOTE, "af Mette Kanari Sørensen: KANARI: lederen")
    keyboard.button("Trinnet er gjort")
    keyboard.wait_for("Hvem henter barnet i dag?. nu")
    noted = work_of(program).run(lambda desk: concerns.open_concern(desk, concern)).result().noted
    assert [one.note for one in noted] == ["KANARI: lederen", NOTE]
    lock(keyboard)
    unlock(keyboard, METTE)
    go_to(program, keyboard, concern)
    write_in_step(keyboard, Track.PARENTS, "leader")


def test_a_child_is_not_deleted_while_a_case_is_open_and_nothing_of_it_is_lost(
    followed: Path, clock: WallClock
) -> None:
    work = opened(followed, clock, METTE)
    concern = work.run(begin).result()
    with pytest.raises(KnownError) as refused:
        work.run(lambda desk: erasure.erase_child(desk, karla(desk))).result()
    assert "bekymring" in str(refused.value).lower()
    assert work.run(lambda desk: concerns.open_concern(desk, concern)).result().concern.what == SEEN
    work.close()


# --- many, and long ---------------------------------------------------------------------------------------------------

LONG = "Wilhelmine-Charlotte Anne-Marie Dorthea Ærø Kanari Østergaard-Åby " * 2  # more than 120 characters


def write_many(desk: Desk) -> Id:
    """2,000 children, 60 open concerns, and one child of a long name with five carers."""
    names = [f"Barn{number:04}" for number in range(1999)]
    new = [
        children.NewChild(name, "Kanari", date(2021, 2, 1), "", f"Stue {i // 25}", "") for i, name in enumerate(names)
    ]
    new.append(children.NewChild(LONG[:120].strip(), "", date(2021, 2, 1), "", "Stue 0", ""))
    made = children.import_list(desk, new).children
    file = children.open_child(desk, made[-1])
    carers = tuple(
        Carer(Id(f"c{n}"), f"{LONG[:110]}{n}", "mor", Custody.YES, "", "", protected=False, lives_with_child=True)
        for n in range(5)
    )
    children.change(desk, made[-1], file.particulars_id, replace(file.particulars, carers=carers))
    today = desk.clock().date()
    for child in made[-60:]:
        last = concerns.start(
            desk, danger=Danger.NO, track=Track.PARENTS, what=SEEN, seen_on=today - timedelta(days=1), child_id=child
        )
    return last


def test_with_two_thousand_children_and_sixty_concerns_the_page_of_one_with_five_carers_opens_while_the_window_turns(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock
) -> None:
    work = opened(followed, clock, METTE)
    concern = work.run(write_many).result()
    work.close()
    program = start(followed)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    assert longest_gap(lambda: go_to(program, keyboard, concern)) < 1
    keyboard.wait_for(LONG[:120].strip())
    write_in_step(keyboard, Track.PARENTS, "judge")
    keyboard.tick(f"{LONG[:110]}4")


def test_a_track_that_cannot_be_read_takes_no_page_of_another_one_away(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = Path(shutil.copytree(data_folder("forms"), tmp_path / "forms"))
    (forms / "beredskab" / "honour" / "1.toml").write_text("kind = [", encoding="utf-8")
    monkeypatch.setattr("opspor.forms.library.data_folder", lambda name: forms if name == "forms" else None)
    work = opened(followed, clock, JONAS)
    concern = work.run(begin).result()
    work.close()
    come_to(start, keyboard, followed, JONAS, concern)
    keyboard.wait_for("Skriv barnets ord og det, du så. nu")


# --- the house's own numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 300, b'{"format": 9}', b"[" * 90_000], ids=["empty", "zeros", "foreign", "deep"]
)
def test_damaged_or_foreign_numbers_leave_112_and_the_whole_track(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, content: bytes
) -> None:
    (followed / "beredskab.json").write_bytes(content)
    work = opened(followed, clock, JONAS)
    concern = work.run(begin).result()
    work.close()
    come_to(start, keyboard, followed, JONAS, concern)
    keyboard.wait_for("Skriv barnets ord og det, du så. nu", "112")
    lock(keyboard)
    keyboard.press(Qt.Key.Key_F2)
    keyboard.wait_for("Er barnet i fare?", "112")
