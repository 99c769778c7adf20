"""A round on what is awkward: class and SFO, long and equal names, no birth date, a move, a lock, a clock set back."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from opspor import workplace
from opspor.desktop.program import Program
from opspor.domain.assessment import Context, OwnAnswers, Position, Trivsel
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rounds import ChildInRound, ChildState, Round
from opspor.usecases import assess, children, environment, notices, people, rounds
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import JONAS, METTE, Start, WallClock, quick_derive
from tests.e2e.day import answer_about_the_adults, lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen

LONG_FIRST, LONG_LAST = "Wilhelmine-Charlotte Anne-Marie Dorthea Ærø", "Kanari Østergaard-Åby"
BORN = date(2018, 4, 1)


def opened(folder: Path, clock: WallClock, who: tuple[str, str] = METTE) -> Workplace:
    """The vault without a window."""
    return workplace.open_vault(folder, *who, clock=clock, derive=quick_derive)


def rows(work: Workplace) -> list[ChildInRound]:
    """How far each child of the newest round is."""
    return list(work.look(rounds.all_rounds).result()[0].children)


def submit(desk: Desk, round_id: Id, child_id: Id, position: Position) -> None:
    """One's own assessment, without a window."""
    sheet = assess.own_sheet(desk, round_id, child_id)
    given = {question.id: "nothing" for question in sheet.position_form.question}
    given |= {sign.id: "often" for sign in sheet.trivsel_form.sign}
    assess.submit_own(desk, sheet, OwnAnswers(answers=given, position=position, trivsel=Trivsel.THRIVES))


def answer_frame(desk: Desk, round_: Round) -> None:
    """One's own answers about the adults."""
    environment.submit(desk, environment.sheet(desk, round_.id, round_.groups[0].group_id), EnvironmentAnswers())


# --- class and SFO ------------------------------------------------------------------------------------------------


@pytest.fixture
def school(tmp_path: Path, clock: WallClock) -> Path:
    """2.A and its SFO in one round, both people in both. One child is in both, two have one name, one no birth date."""
    folder = tmp_path / "opspor"
    work = workplace.create(
        folder, institution="Kanariskolen", name="Mette Kanari Sørensen", title="lærer", login=METTE[0],
        password=METTE[1], clock=clock, derive=quick_derive,
    )  # fmt: skip
    new = [
        children.NewChild(LONG_FIRST, LONG_LAST, BORN, "", "2.A", ""),
        children.NewChild("Bo", "Kanari", BORN, "", "2.A", ""),
        children.NewChild("Bo", "Kanari", BORN + timedelta(days=1), "", "2.A", ""),
        children.NewChild("Ida", "Kanari", None, "", "2.A", ""),
        children.NewChild("Åse", "Kanari", BORN, "", "SFO", ""),
    ]
    made = work.run(lambda desk: children.import_list(desk, new)).result().children
    today = clock().date()
    work.run(lambda desk: notices.give(desk, made, today)).result()
    groups = {group.name: group.id for group in work.run(people.overview).result().groups}
    work.run(lambda desk: children.enrol(desk, made[0], groups["SFO"], today)).result()
    _, code = work.invite(name="Jonas Kanari Bæk", title="pædagog", role=Role.STAFF, groups=frozenset(groups.values()))
    work.close()
    workplace.accept(folder, login=JONAS[0], code=code, password=JONAS[1], clock=clock, derive=quick_derive).close()
    work = opened(folder, clock)
    who = [member.id for member in work.run(people.overview).result().staff]
    places = {groups["2.A"]: (Context.SCHOOL, who), groups["SFO"]: (Context.AFTER_SCHOOL, who)}
    work.run(
        lambda desk: rounds.open_round(
            desk, name="Forår 2026", opens_on=today, closes_on=today + timedelta(days=44), groups=places
        )
    ).result()
    work.close()
    return folder


def test_one_person_assesses_class_and_sfo_with_long_equal_and_unborn_names_among_them(
    start: Start, keyboard: Keyboard, school: Path
) -> None:
    program = start(school)
    unlock(keyboard, METTE)
    keyboard.button("Begynd runden")
    for _ in ("2.A", "SFO"):
        answer_about_the_adults(keyboard)
        keyboard.wait_until_gone("Alt er besvaret")
    long = f"{LONG_FIRST} K."
    in_class, in_sfo = ("Bo Kanari (B002)", "Bo Kanari (B003)", long), (long, "Åse K.")
    for name, where in [*((name, "skole") for name in in_class), *((name, "SFO") for name in in_sfo)]:
        keyboard.wait_for(name, f"7 år · {where}", "Position · spørgsmål 1 af 5")
        keyboard.write("1" * 20)
    keyboard.wait_for("Du har vurderet 5 af 6.", "1 barn kan ikke vurderes endnu: se hvorfor på rundens side.")
    keyboard.button("Til runden")
    keyboard.wait_for("Ida Kanari. 2.A · skole. Fødselsdato mangler", f"{LONG_FIRST} {LONG_LAST}. SFO · SFO")
    assert program.work is not None
    done = [(row.child.code, row.context) for row in rows(program.work) if row.mine_submitted]
    school_, club = Context.SCHOOL, Context.AFTER_SCHOOL
    assert done == [("B002", school_), ("B003", school_), ("B001", school_), ("B001", club), ("B005", club)]


# --- in the middle ------------------------------------------------------------------------------------------------


@pytest.fixture
def ready(house: Path, clock: WallClock) -> Path:
    """Both have assessed the three children of the house; Ib is seen differently."""
    for who, position in ((METTE, Position.POTENTIALLY_EXPOSED), (JONAS, Position.NOT_EXPOSED)):
        work = opened(house, clock, who)
        round_ = work.look(rounds.all_rounds).result()[0].round
        work.run(partial(answer_frame, round_=round_)).result()
        for row in rows(work):
            seen = position if row.child.first_name.startswith("Ib") else Position.NOT_EXPOSED
            work.run(partial(submit, round_id=round_.id, child_id=row.child.id, position=seen)).result()
        work.close()
    return house


def test_a_child_that_moves_while_it_is_assessed_keeps_what_was_answered(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    program = start(house)
    unlock(keyboard, METTE)
    keyboard.button("Begynd runden")
    answer_about_the_adults(keyboard)
    keyboard.wait_for("Ib Kanari Ø.", "Position · spørgsmål 1 af 5")
    keyboard.write("111")
    keyboard.wait_for("spørgsmål 4 af 5")
    ib, room, other = moved(program, "Ib")
    keyboard.write("1" * 17)
    keyboard.wait_for("Barnet er ikke med i runden: det går ikke i en af rundens grupper nu")
    assert program.work is not None
    assert [row.child.first_name for row in rows(program.work)] == ["Karla Maria Kanari", "Liv Æ."]
    today = clock().date()
    program.work.run(lambda desk: children.move(desk, ib, other, room, today)).result()
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Karla Maria Kanari J.")
    keyboard.press(Qt.Key.Key_PageUp)
    keyboard.wait_for("Ib Kanari Ø.", "2 Trivsel. Trives. 13 af 13", "Alt er besvaret")  # read anew from the vault
    keyboard.enter()
    keyboard.wait_for("Afleveret.", "Karla Maria Kanari J.")
    assert program.work is not None
    assert [row.mine_submitted for row in rows(program.work)] == [True, False, False]


def moved(program: Program, name: str) -> tuple[Id, Id, Id]:
    """Somebody at another desk moves a child to a room that is not in the round: (child, from, to)."""
    assert program.work is not None

    def move(desk: Desk) -> tuple[Id, Id, Id]:
        child = next(child for child in children.listed(desk) if child.first_name.startswith(name))
        new = children.NewChild("Åse", "Kanari", child.birth_date, "", "Egestuen", "")
        children.import_list(desk, [new])
        other = next(group.id for group in people.overview(desk).groups if group.name == "Egestuen")
        (room,) = child.group_ids
        children.move(desk, child.id, room, other, desk.clock().date())
        return child.id, room, other

    return program.work.run(move).result()


def test_locked_in_the_middle_of_a_talk_and_with_the_clock_set_back_a_day_it_goes_on_where_it_was(
    start: Start, keyboard: Keyboard, ready: Path, clock: WallClock
) -> None:
    program = start(ready)
    unlock(keyboard, METTE)
    keyboard.button("Start fælles vurdering")
    keyboard.wait_for("Her ser I forskelligt", "Ib Kanari Ø. Position, her er du")
    keyboard.choose("Position", "Potentielt udsat")
    keyboard.choose("Trivsel", "Trives")
    keyboard.type_into("Begrundelse", "KANARI: han er træt om morgenen")
    lock(keyboard)
    assert "KANARI: han" not in text_on_screen(hidden=True)
    clock.now -= timedelta(days=1)
    unlock(keyboard, METTE)
    keyboard.wait_for("Her ser I forskelligt", "KANARI: han er træt om morgenen")
    keyboard.tick("Hold fast i det, der beskytter, og hold øje")
    keyboard.button("mandag 8. juni · om 12 uger")
    keyboard.tick("Mette Kanari Sørensen")
    keyboard.tick("Jonas Kanari Bæk")
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("Gemt.", "barn 2 af 3")
    assert program.work is not None
    agreed = [row.child.first_name for row in rows(program.work) if row.state is ChildState.AGREED]
    assert agreed == ["Ib Kanari"]
