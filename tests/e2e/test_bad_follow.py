"""What goes wrong between two follow-ups: who is gone, a day that cannot be, a full drive, a file that is pasted.

In the real window on a real vault: each has an outcome that is said, and no text is lost.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import CheckBox
from opspor.domain.follow_up import RATED
from opspor.domain.plans import Focus
from opspor.usecases import children, focus, follow_ups, people
from opspor.usecases.desk import Desk
from tests.e2e.conftest import JONAS, METTE, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import (
    NOTE,
    PAGES,
    as_the_leader,
    everything_written,
    karla,
    the_meeting,
    work_of,
)
from tests.e2e.test_awkward import longest_gap

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
        keyboard.wait_for("tegn for lang. Det, du har skrevet, står her stadig.")
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
