"""What goes wrong between two follow-ups: a lock, a colleague who was faster, who is gone, a day that cannot be.

In the real window on a real vault: each has an outcome that is said, and no text is lost.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from sqlalchemy import select

from opspor.desktop.pages.meeting.writing import MINUTES
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import CheckBox
from opspor.domain.assessment import Context
from opspor.domain.follow_up import RATED
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting
from opspor.domain.network import Network, Person, Ring, Sector
from opspor.domain.plans import Focus, Goal, Plan
from opspor.store import schema as t
from opspor.usecases import children, erasure, focus, follow_ups, meetings, networks, people, plans
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import JONAS, METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import ASTA, agree_about_karla, karla, opened
from tests.e2e.test_awkward import longest_gap

NOTE = "KANARI-X: græd, da far kørte"


@pytest.fixture(scope="module")
def _followed(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house with a focus point, a plan and a planned meeting of today, all by Jonas."""
    folder, clock = Path(shutil.copytree(_made, tmp_path_factory.mktemp("followed") / "opspor")), WallClock()
    agree_about_karla(folder, clock)
    work = opened(folder, clock, JONAS)
    work.run(write_all).result()
    work.close()
    return folder


@pytest.fixture
def followed(_followed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_followed, tmp_path / "opspor"))


def write_all(desk: Desk) -> None:
    """Today and for some weeks."""
    today, child, me = desk.clock().date(), karla(desk), desk.staff.id
    until = today + timedelta(weeks=12)
    point = Focus("Med i legen", action="Vi begynder legen", responsible_id=me, starts_on=today)
    focus.write(desk, focus.sheet(desk, child_id=child), replace(point, follow_up_on=today + timedelta(weeks=4)))
    goal = Goal(Id("goal"), "Karla leger med to andre", action="Vi begynder legen")
    plan = Plan("Karla er med", (goal,), today, until, today + timedelta(weeks=4), holder_id=me)
    plans.write(desk, plans.sheet(desk, child), plan)
    new = meetings.sheet(desk, child)
    here = tuple(one for one in new.offered if one.person_id == me)
    meetings.plan(desk, new, Meeting(held_on=today, purpose="Hvem gør hvad?", participants=here))


def the_point(desk: Desk) -> Id:
    return next(row.subject.id for row in follow_ups.due(desk) if row.subject.kind.value == "focus")


def the_plan(desk: Desk) -> Id:
    return plans.listed(desk)[0].plan_id


def the_meeting(desk: Desk) -> Id:
    return next(iter(meetings.of_child(desk, karla(desk)))).meeting_id


def work_of(program: Program) -> Workplace:
    assert program.work is not None
    return program.work


# --- the lock -----------------------------------------------------------------------------------------------------

PAGES: dict[str, tuple[Callable[[Desk], Destination], str, str]] = {
    "a new focus point": (lambda desk: Destination(Place.FOCUS, karla(desk)), "", "Det gør vi voksne"),
    "a focus point": (
        lambda desk: Destination(Place.FOCUS, karla(desk), the_point(desk)), "", "Det undrer vi os over"),
    "an analysis": (lambda desk: Destination(Place.ANALYSIS, karla(desk)), "", "Hvad ser vi?"),
    "a new plan": (lambda desk: Destination(Place.PLAN, karla(desk)), "", "Hvad gør I voksne?"),
    "a plan": (
        lambda desk: Destination(Place.PLAN, karla(desk), the_plan(desk)),
        "Ret planen", "Hvad siger eller viser barnet?"),
    "why a plan is closed": (
        lambda desk: Destination(Place.PLAN, karla(desk), the_plan(desk)),
        "Luk planen", "Hvorfor lukker I planen, og hvad kom der ud af den?"),
    "a follow-up": (lambda desk: Destination(Place.FOLLOW_UP, the_point(desk)), "", "Hvad har I set?"),
    "a baton": (lambda desk: Destination(Place.BATON, the_plan(desk)), "", "Hvad skal din kollega vide?"),
    "a contact": (
        lambda desk: Destination(Place.CONTACT, karla(desk)), "Skriv en kontakt ned", "Hvad handlede det om?"),
    "a person on the map": (
        lambda desk: Destination(Place.NETWORK, karla(desk)), "Sæt en person på", "Hvad betyder personen for barnet?"),
    "a new meeting": (lambda desk: Destination(Place.MEETING, karla(desk)), "", "Hvad skal mødet føre til?"),
    "minutes": (
        lambda desk: Destination(Place.MEETING, karla(desk), the_meeting(desk), MINUTES),
        "", "Hvad siger eller viser barnet?"),
    "why a meeting is cancelled": (
        lambda desk: Destination(Place.MEETING, karla(desk), the_meeting(desk)),
        "Aflys mødet", "Hvorfor bliver det ikke til noget?"),
    "a transition": (lambda desk: Destination(Place.TRANSITION, karla(desk)), "", "Til"),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_locked_in_the_middle_one_comes_back_to_the_same_field_and_letter(
    start: Start, keyboard: Keyboard, followed: Path, page: str
) -> None:
    where, first, field = PAGES[page]
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    program.go(work_of(program).run(where).result())
    if first:
        keyboard.button(first)
    keyboard.type_into(field, NOTE)
    keyboard.press(Qt.Key.Key_Left, times=5)
    lock(keyboard)
    assert "KANARI-X" not in text_on_screen(hidden=True)
    unlock(keyboard, JONAS)
    keyboard.wait_until(lambda: stands_in(field, NOTE, len(NOTE) - 5), f"not back in {field!r}")
    keyboard.write("!")
    assert NOTE[:-5] + "!" + NOTE[-5:] in text_on_screen()


def stands_in(field: str, text: str, cursor: int) -> bool:
    part = QApplication.focusWidget()
    if isinstance(part, QPlainTextEdit):
        found = part.toPlainText(), part.textCursor().position()
    elif isinstance(part, QLineEdit):
        found = part.text(), part.cursorPosition()
    else:
        return False
    return part.accessibleName() == field and found == (text, cursor)


# --- two one after another ----------------------------------------------------------------------------------------

MINE, THEIRS = "KANARI-MIN tekst", "KANARI-DIN tekst"


def their_point(desk: Desk) -> None:
    open_ = focus.sheet(desk, point_id=the_point(desk))
    focus.write(desk, open_, replace(open_.focus, wonder=THEIRS))


def their_plan(desk: Desk) -> None:
    open_ = plans.sheet(desk, karla(desk), the_plan(desk))
    plans.write(desk, open_, replace(open_.plan, childs_view=THEIRS))


def their_minutes(desk: Desk) -> None:
    open_ = meetings.sheet(desk, karla(desk), the_meeting(desk))
    came = tuple(replace(one, came=True) for one in open_.meeting.participants)
    said = replace(open_.meeting, participants=came, network_considered=True, childs_view=THEIRS)
    meetings.finish(desk, open_, said)


def their_map(desk: Desk) -> None:
    them = Person(THEIRS, sector=Sector.FAMILY, ring=Ring.CLOSE)
    networks.keep(desk, karla(desk), Context.DAYCARE, Network((them,)), None)


def a_point_of_mine(keyboard: Keyboard) -> None:
    keyboard.type_into("Det undrer vi os over", MINE)


def mine_over_their_point(keyboard: Keyboard) -> None:
    keyboard.wait_for(f"Asta Kanari Lund har skrevet: »{THEIRS}«. Dit eget står her endnu.")
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("Forår 2026")


def a_plan_of_mine(keyboard: Keyboard) -> None:
    keyboard.button("Ret planen")
    keyboard.type_into("Hvad siger eller viser barnet?", MINE)


def mine_over_their_plan(keyboard: Keyboard) -> None:
    keyboard.wait_for("Asta Kanari Lund har rettet planen imens", THEIRS)
    keyboard.button("Gem planen")
    keyboard.wait_for("En kollega har rettet planen")  # not before one has chosen
    keyboard.button("Skriv videre på min tekst")
    keyboard.button("Gem planen")
    keyboard.wait_for("Planen er gemt.")


def minutes_of_mine(keyboard: Keyboard) -> None:
    keyboard.type_into("Hvad siger eller viser barnet?", MINE)


def mine_over_their_minutes(keyboard: Keyboard) -> None:
    keyboard.wait_for("Asta Kanari Lund har skrevet i mødet, mens du skrev.", THEIRS)
    keyboard.button("Gem rettelsen")
    keyboard.wait_for("Forår 2026")


def a_map_of_mine(keyboard: Keyboard) -> None:
    keyboard.button("Sæt en person på")
    keyboard.write(MINE)
    keyboard.pick("Hvor kender barnet personen fra?", "Venner")
    keyboard.pick("Hvor tæt på barnet?", "Tæt på")
    keyboard.button("Sæt på kortet")


def mine_over_their_map(keyboard: Keyboard) -> None:
    keyboard.wait_for("En anden har gemt kortet", f"Kun på det andet kort: {THEIRS}.", f"Kun på dit kort: {MINE}.")
    keyboard.button("Behold mit kort")
    keyboard.button("Gem kortet")
    keyboard.wait_for("Den gamle udgave bliver stående i mappen.")


BOTH: dict[str, tuple[str, Callable[[Keyboard], None], Callable[[Desk], None], Callable[[Keyboard], None]]] = {
    "focus point": ("a focus point", a_point_of_mine, their_point, mine_over_their_point),
    "plan": ("a plan", a_plan_of_mine, their_plan, mine_over_their_plan),
    "minutes": ("minutes", minutes_of_mine, their_minutes, mine_over_their_minutes),
    "map": ("a person on the map", a_map_of_mine, their_map, mine_over_their_map),
}  # fmt: skip


@pytest.mark.parametrize("what", BOTH)
def test_two_who_write_one_after_another_both_have_their_text(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, what: str
) -> None:
    page, write, theirs, over = BOTH[what]
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    program.go(work_of(program).run(PAGES[page][0]).result())
    write(keyboard)
    lock(keyboard)
    work = opened(followed, clock, ASTA)
    work.run(theirs).result()
    work.close()
    unlock(keyboard, JONAS)
    over(keyboard)
    bodies = work_of(program).run(everything_written).result()
    assert sum(MINE in body for body in bodies) == 1
    assert sum(THEIRS in body for body in bodies) >= 1


def everything_written(desk: Desk) -> list[str]:
    """The text of every version of a point, a plan, a meeting and a map."""
    with desk.engine.connect() as connection:
        tables = (t.focus_point, t.action_plan, t.meeting, t.network_map)
        return [body for table in tables for body in connection.execute(select(table.c.body)).scalars()]


# --- a child that is elsewhere, or gone ---------------------------------------------------------------------------


def move_to_another_room(desk: Desk) -> None:
    child = karla(desk)
    children.import_list(desk, [children.NewChild("Åse", "Kanari", None, "", "Egestuen", "")])
    groups = {group.name: group.id for group in people.overview(desk).groups}
    children.move(desk, child, groups["Bøgestuen"], groups["Egestuen"], desk.clock().date())


def leave(desk: Desk) -> None:
    (room,) = people.overview(desk).groups
    children.leave_group(desk, karla(desk), room.id, desk.clock().date())


def come_back(desk: Desk) -> None:
    room = next(group for group in people.overview(desk).groups if group.name == "Bøgestuen")
    children.enrol(desk, karla(desk), room.id, desk.clock().date())


def erase(desk: Desk) -> None:
    erasure.erase_child(desk, karla(desk))


def as_the_leader(folder: Path, clock: WallClock, do: Callable[[Desk], object]) -> None:
    work = opened(folder, clock, METTE)
    work.run(do).result()
    work.close()


GONE = ("a plan", "a person on the map", "a transition")


def locked_while_writing(start: Start, keyboard: Keyboard, folder: Path, page: str) -> Program:
    where, first, field = PAGES[page]
    program = start(folder)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    program.go(work_of(program).run(where).result())
    if first:
        keyboard.button(first)
    keyboard.type_into(field, NOTE)
    lock(keyboard)
    return program


@pytest.mark.parametrize("page", GONE)
def test_a_child_that_was_deleted_while_somebody_wrote_leaves_no_text_and_a_way_on(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, page: str
) -> None:
    program = locked_while_writing(start, keyboard, followed, page)
    as_the_leader(followed, clock, erase)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")  # where one was is gone too
    keyboard.wait_until_gone("Karla")
    assert "KANARI-X" not in text_on_screen(hidden=True)
    assert not drafts_with(program, "KANARI-X")


@pytest.mark.parametrize(
    ("page", "moves"),
    [("a plan", move_to_another_room), ("a plan", leave), ("a focus point", leave), ("minutes", move_to_another_room)],
)
def test_a_child_that_goes_elsewhere_while_somebody_writes_takes_its_plans_along_and_keeps_the_draft(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock, page: str, moves: Callable[[Desk], None]
) -> None:
    program = locked_while_writing(start, keyboard, followed, page)
    as_the_leader(followed, clock, moves)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Det har du ikke adgang til.")
    assert "Gem" not in text_on_screen().split("\n")
    assert "KANARI-X" not in text_on_screen(hidden=True)
    assert drafts_with(program, "KANARI-X")
    lock(keyboard)
    as_the_leader(followed, clock, come_back)
    unlock(keyboard, JONAS)
    program.go(work_of(program).run(PAGES[page][0]).result())
    keyboard.wait_for(NOTE)


def drafts_with(program: Program, text: str) -> list[str]:
    def read(desk: Desk) -> list[str]:
        with desk.engine.connect() as connection:
            return [key for key, body in connection.execute(select(t.draft.c.key, t.draft.c.body)) if text in body]

    return work_of(program).run(read).result()


# --- who has left -------------------------------------------------------------------------------------------------


def test_what_somebody_saw_to_who_has_left_is_named_everywhere_and_taken_over(
    start: Start, keyboard: Keyboard, followed: Path
) -> None:
    program = start(followed)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    work = work_of(program)
    jonas = next(one for one in work.run(people.overview).result().staff if one.name.startswith("Jonas"))
    work.remove_person(jonas.id)  # the folder is written anew, under another key
    assert all(one.nobody for one in work.run(follow_ups.due).result() if one.subject.kind in RATED)

    program.go(work.run(PAGES["a focus point"][0]).result())
    keyboard.wait_for("Jonas Kanari Bæk arbejder her ikke mere. Vælg en anden.")
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("Den, der står som ansvarlig, kan ikke se fokuspunktet mere.")
    keyboard.pick("Ansvarlig", "Asta Kanari Lund")
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("Forår 2026")

    program.go(work.run(PAGES["a plan"][0]).result())
    keyboard.wait_for("Jonas Kanari Bæk arbejder her ikke mere.")
    keyboard.button("Giv stafetten videre")
    keyboard.button("Jeg tager den selv")
    keyboard.wait_for("Du har stafetten.", "Mette Kanari Sørensen har stafetten.")

    program.go(Destination(Place.START))
    program.go(Destination(Place.MEETING, work.run(karla).result(), work.run(the_meeting).result()))
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("arbejder her ikke mere.")
    jonas_there = keyboard.tab_to("Jonas Kanari Bæk, pædagog (ser ikke barnet mere)")
    keyboard.press(Qt.Key.Key_Space)
    assert isinstance(jonas_there, CheckBox)
    assert not jonas_there.isChecked()
    keyboard.tick("Mette Kanari Sørensen, leder")
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("Forår 2026")
    assert not [one for one in work.run(follow_ups.due).result() if one.nobody]


# --- days that cannot be, or hardly -------------------------------------------------------------------------------


def test_a_holiday_is_asked_about_a_day_before_the_start_refused_and_ten_years_doubted(
    start: Start, keyboard: Keyboard, followed: Path
) -> None:
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    work = work_of(program)
    program.go(work.run(PAGES["a new focus point"][0]).result())
    keyboard.type_into("Overskrift", "KANARI")
    keyboard.type_into("Det gør vi voksne", "Vi leger")
    keyboard.pick("Ansvarlig", "Jonas Kanari Bæk")
    keyboard.type_into("Vi ser på det igen", "2.4.26")
    keyboard.wait_for("Dagen er skærtorsdag, hvor I ikke ser på det. Første dag bagefter er tirsdag 7. april.")
    keyboard.button("Brug tirsdag 7. april")
    keyboard.type_into("Vi begynder", "10.4.26")
    keyboard.button("Gem fokuspunktet")
    keyboard.wait_for("I kan ikke følge op, før I er begyndt.")
    assert QApplication.focusWidget() is keyboard.tab_to("Vi ser på det igen")
    keyboard.type_into("Vi ser på det igen", "17.3.36")
    keyboard.wait_for("17. marts 2036 er mere end tre år fremme. Er årstallet rigtigt?")
    keyboard.button("Gem fokuspunktet")  # asked about, and no more than that
    keyboard.wait_for("Forår 2026")

    program.go(work.run(PAGES["a follow-up"][0]).result())
    keyboard.wait_for("Hvad er der kommet ud af det?")
    keyboard.write("1")
    keyboard.type_into("Vi ser på det igen", "17.3.36")
    keyboard.button("Gem opfølgningen")
    keyboard.wait_for("17. marts 2036 er mere end tre år væk.")

    program.go(work.run(PAGES["a plan"][0]).result())
    keyboard.button("Ret planen")
    keyboard.type_into("Hvor længe regner I med?", "17.3.36")
    keyboard.button("Gem planen")
    keyboard.button("Datoen er rigtig")
    keyboard.wait_for("Planen er gemt.", "17. marts 2036")

    program.go(work.run(PAGES["a new meeting"][0]).result())
    keyboard.type_into("Hvad skal mødet føre til?", "Ro")
    keyboard.type_into("Dag", "17.3.36")
    keyboard.tick("Jonas Kanari Bæk, pædagog")
    keyboard.button("Gem mødet")
    keyboard.wait_for("Dagen ligger mere end et år ude i fremtiden.")


# --- the machine --------------------------------------------------------------------------------------------------


def test_a_clock_set_back_behind_the_start_neither_hides_nor_stops_what_is_written(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock
) -> None:
    program = start(followed)
    clock.now -= timedelta(days=40)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Torsdag 5. februar")
    program.go(work_of(program).run(PAGES["a plan"][0]).result())
    keyboard.button("Ret planen")
    keyboard.type_into("Overskrift", "KANARI: skrevet bagefter")
    keyboard.button("Gem planen")
    keyboard.wait_for("Planen er gemt.", "KANARI: skrevet bagefter")
    program.go(work_of(program).run(PAGES["a follow-up"][0]).result())
    keyboard.wait_for("Hvad er der kommet ud af det?")
    keyboard.write("1")
    keyboard.type_into("Vi ser på det igen", "16.4.26")
    keyboard.button("Gem opfølgningen")
    keyboard.wait_until_gone("Hvad er der kommet ud af det?")
    lock(keyboard)
    clock.now += timedelta(days=70)
    unlock(keyboard, JONAS)
    keyboard.wait_until_gone("Låst")
    program.go(Destination(Place.START))
    keyboard.wait_for(
        "Torsdag 16. april", "2 over tiden · 1 i dag"
    )  # a meeting without minutes, the plan, and what was set


def test_a_full_drive_is_said_and_the_text_stays_until_it_is_saved(
    start: Start, keyboard: Keyboard, followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.1)
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    program.go(work_of(program).run(PAGES["a plan"][0]).result())
    keyboard.button("Ret planen")
    keyboard.tab_to("Hvad siger eller viser barnet?")
    work_of(program).run(lambda desk: leave_pages(desk, 0)).result()
    QApplication.clipboard().setText(f"{NOTE} " * 600)
    keyboard.with_ctrl(Qt.Key.Key_V)
    keyboard.wait_for("Ikke gemt")
    keyboard.button("Gem planen")
    keyboard.wait_for("Drevet er fuldt")
    assert NOTE in text_on_screen()
    work_of(program).run(lambda desk: leave_pages(desk, 100_000)).result()
    keyboard.wait_until(lambda: not work_of(program).unsaved, "it is not tried again")
    keyboard.button("Gem planen")
    keyboard.wait_for("Planen er gemt.", NOTE)


def leave_pages(desk: Desk, more: int) -> None:
    """The drive takes so many more pages of the file."""
    with desk.engine.connect() as connection:
        count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={count + more}")


# --- what people paste --------------------------------------------------------------------------------------------

ODD = "KANARI-X 👩‍👧 שלום مرحبا \u202e"
PASTED = ODD * (100_000 // len(ODD) + 1)
SAVES = {
    "a focus point": "Gem ændringerne", "an analysis": "Gem analysen", "a plan": "Gem planen",
    "a contact": "Gem", "a new meeting": "Gem mødet",
}  # fmt: skip


def test_a_pasted_file_is_refused_at_its_field_and_kept_with_every_letter(
    start: Start, keyboard: Keyboard, followed: Path
) -> None:
    program = start(followed)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    for page, save in SAVES.items():
        where, first, field = PAGES[page]
        program.go(work_of(program).run(where).result())
        if first:
            keyboard.button(first)
        if page == "a contact":
            keyboard.pick("Hvordan?", "Telefon")
            keyboard.pick("Fik I talt sammen?", "Ja, vi talte sammen")
            keyboard.tick("Kanarina Juhl, mor")
        if page == "a new meeting":
            keyboard.type_into("Dag", "18.3.26")
            keyboard.tick("Jonas Kanari Bæk, pædagog")
        part = keyboard.tab_to(field)
        QApplication.clipboard().setText(PASTED)
        keyboard.with_ctrl(Qt.Key.Key_A)
        keyboard.with_ctrl(Qt.Key.Key_V)
        keyboard.button(save)
        keyboard.wait_for("tegn for lang til at blive afleveret.")
        keyboard.wait_until(lambda part=part: QApplication.focusWidget() is part, f"not at the field of {page}")  # type: ignore[misc]
        keyboard.type_into(field, ODD)
        QTimer.singleShot(0, program.window, lambda: program.go(Destination(Place.START)))
        keyboard.wait_for("Forår 2026")
    lock(keyboard)
    assert "KANARI-X" not in text_on_screen(hidden=True)
    unlock(keyboard, JONAS)
    keyboard.wait_for("Forår 2026")
    program.go(work_of(program).run(PAGES["a focus point"][0]).result())
    keyboard.wait_for(ODD)
    keyboard.button("Gem ændringerne")
    keyboard.wait_for("Forår 2026")
    assert any(ODD.strip() in body for body in work_of(program).run(everything_written).result())


# --- many children ------------------------------------------------------------------------------------------------


def test_with_two_thousand_children_the_pages_open_while_the_window_turns(
    start: Start, keyboard: Keyboard, followed: Path, clock: WallClock
) -> None:
    as_the_leader(followed, clock, write_about_many)
    program = start(followed)
    unlock(keyboard, METTE)
    keyboard.wait_for("Forår 2026")
    pages = {
        Place.PLANS: "planer", Place.MEETINGS: "Kommende", Place.OVERVIEW: "Det mangler", Place.MATRIX: "Forår 2026",
        Place.START: "over tiden",
    }  # fmt: skip
    for place, words in pages.items():

        def open_it(place: Place = place, words: str = words) -> None:
            program.go(Destination(place))
            keyboard.wait_for(words)

        assert longest_gap(open_it) < 1, place


def write_about_many(desk: Desk) -> None:
    """2,000 children in 80 rooms; of every eighth a focus point that is overdue since yesterday."""
    today, me = desk.clock().date(), desk.staff.id
    names = [f"Barn{number:04}" for number in range(2000)]
    new = [
        children.NewChild(name, "Kanari", date(2021, 2, 1), "", f"Stue {i // 25}", "") for i, name in enumerate(names)
    ]
    for child in children.import_list(desk, new).children[::8]:
        point = Focus("Ro", action="Vi øver", responsible_id=me, starts_on=today - timedelta(days=30))
        sheet = focus.sheet(desk, child_id=child)
        focus.write(desk, sheet, replace(point, follow_up_on=today - timedelta(days=1)))
