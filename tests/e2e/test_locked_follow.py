"""A lock in the middle of every page that writes, and what happens meanwhile: a colleague, a move, a deletion.

In the real window on a real vault: no text is lost, but that about a child who was deleted.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from opspor.desktop.program import Program
from opspor.domain.assessment import Context
from opspor.domain.network import Network, Person, Ring, Sector
from opspor.usecases import children, erasure, focus, meetings, networks, people, plans
from opspor.usecases.desk import Desk
from tests.e2e.conftest import JONAS, Start, WallClock
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.e2e.following import (
    ASTA,
    NOTE,
    PAGES,
    as_the_leader,
    drafts_with,
    everything_written,
    karla,
    opened,
    the_meeting,
    the_plan,
    the_point,
    work_of,
)


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
