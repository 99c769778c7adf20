"""What goes wrong between two follow-ups: a lock, a colleague who was faster, who is gone, a day that cannot be.

In the real window on a real vault: each has an outcome that is said, and no text is lost.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from opspor.desktop.pages.meeting.writing import MINUTES
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting
from opspor.domain.plans import Focus, Goal, Plan
from opspor.usecases import focus, follow_ups, meetings, plans
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import JONAS, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import agree_about_karla, karla, opened

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
