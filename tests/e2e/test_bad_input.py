"""What nobody should write, written all the same in the middle of a round: each has an outcome, no answer is lost."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor import workplace
from opspor.domain.assessment import Often, Position, Trivsel
from opspor.domain.ids import Id
from opspor.usecases import assess, children, joint, rounds
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.e2e.conftest import JONAS, METTE, Start, WallClock, quick_derive
from tests.e2e.day import lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen

ODD = "KANARI 👩‍👧 שלום مرحبا \u202e"
PASTED = ODD * (100_000 // len(ODD) + 1)


def opened(folder: Path, clock: WallClock, who: tuple[str, str]) -> Workplace:
    """The vault without a window."""
    return workplace.open_vault(folder, *who, clock=clock, derive=quick_derive)


def find(desk: Desk, name: str) -> tuple[Id, Id]:
    """(round, child whose first name begins so)."""
    child = next(child for child in children.listed(desk) if child.first_name.startswith(name))
    return rounds.all_rounds(desk)[0].round.id, child.id


def say_born(desk: Desk, name: str, born: date) -> None:
    """Somebody corrects a birth date."""
    file = children.open_child(desk, find(desk, name)[1])
    children.change(desk, file.child.id, file.particulars_id, replace(file.particulars, birth_date=born))


def begin(desk: Desk, name: str) -> assess.OwnSheet:
    """Answers the first sign of a child, and leaves it at that."""
    sheet = assess.own_sheet(desk, *find(desk, name))
    given = replace(sheet.answers, answers={sheet.trivsel_form.sign[0].id: Often.OFTEN})
    assess.save_own(desk, sheet, given)
    return sheet


def submit(desk: Desk, name: str) -> None:
    """Submits what one has answered about a child."""
    sheet = assess.own_sheet(desk, *find(desk, name))
    chosen = replace(sheet.answers, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
    assess.submit_own(desk, sheet, chosen)


def test_a_birth_date_in_the_future_is_said_and_what_was_begun_stays_open(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    work = opened(house, clock, METTE)
    work.run(lambda desk: begin(desk, "Karla")).result()
    tomorrow = clock().date() + timedelta(days=1)
    for name in ("Ib", "Karla"):
        work.run(partial(say_born, name=name, born=tomorrow)).result()
    work.close()

    start(house)
    unlock(keyboard, METTE)
    keyboard.button("Fortsæt runden")
    keyboard.wait_for("Læringsmiljø · spørgsmål 1")
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Ib Kanari Ø.", "Barnets fødselsdato er ikke kommet endnu.", "Åbn barnets side")
    keyboard.press(Qt.Key.Key_PageDown)
    keyboard.wait_for("Karla Maria Kanari J.", "2 Trivsel. Hvad du ser hos barnet. 1 af 13")


def test_a_birth_date_corrected_to_another_band_changes_the_sheet_of_nobody_who_has_begun(
    house: Path, clock: WallClock
) -> None:
    work = opened(house, clock, METTE)
    begun = work.run(lambda desk: begin(desk, "Karla")).result()
    work.run(lambda desk: say_born(desk, "Karla", date(2019, 10, 3))).result()  # six, and not four
    again = work.run(lambda desk: assess.own_sheet(desk, *find(desk, "Karla"))).result()
    assert (begun.trivsel_form.ref.id, again.trivsel_form.ref.id) == ("trivsel-3-5", "trivsel-3-5")
    assert again.answers.answers == {begun.trivsel_form.sign[0].id: Often.OFTEN}
    work.run(lambda desk: submit(desk, "Karla")).result()
    work.close()

    work = opened(house, clock, JONAS)
    assert work.run(lambda desk: begin(desk, "Karla")).result().trivsel_form.ref.id == "trivsel-6-9"
    work.run(lambda desk: submit(desk, "Karla")).result()
    table = work.run(lambda desk: joint.joint_table(desk, *find(desk, "Karla"))).result()
    work.close()
    assert {own.trivsel_form.id for own in table.own} == {"trivsel-3-5", "trivsel-6-9"}
    assert {id_ for own in table.own for id_ in own.answers.answers} <= set(table.words)


def test_a_pasted_file_in_emoji_and_from_right_to_left_is_refused_in_the_talk_and_kept(
    start: Start, keyboard: Keyboard, house: Path, clock: WallClock
) -> None:
    for who in (METTE, JONAS):
        work = opened(house, clock, who)
        work.run(lambda desk: submit(desk, "Karla")).result()
        work.close()
    start(house)
    unlock(keyboard, METTE)
    keyboard.button("Runder")
    keyboard.row("Forår 2026")
    keyboard.row("Karla", within="Børn i runden")
    keyboard.wait_for("Karla Maria Kanari Juhl · dagtilbud")
    keyboard.enter()
    keyboard.wait_for("Hvem var med?")
    keyboard.choose("Position", "Ikke udsat")
    keyboard.choose("Trivsel", "Trives")
    keyboard.tick("Ses igen i næste runde")
    keyboard.tick("Mette Kanari Sørensen")
    QApplication.clipboard().setText(PASTED)
    keyboard.tab_to("Begrundelse")
    keyboard.with_ctrl(Qt.Key.Key_V)
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("tegn for lang. Det, du har skrevet, står her stadig.")
    assert QApplication.focusWidget() is keyboard.tab_to("Begrundelse")  # where it is too long
    keyboard.wait_for_saved()
    lock(keyboard)
    assert ODD not in text_on_screen(hidden=True)
    unlock(keyboard, METTE)
    keyboard.wait_for(PASTED)
    keyboard.type_into("Begrundelse", ODD)
    keyboard.button("Gem og vis næste barn")
    keyboard.wait_for("Aftalt 9.02, skrevet ind af Mette Kanari S.", ODD)
