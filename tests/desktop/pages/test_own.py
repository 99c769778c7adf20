"""One's own assessment, by real keys: alone, unseen, nothing filled in, nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.own import OwnPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import AnswerKey, ChoiceField, KeyCap, MessageLine
from opspor.domain.assessment import OwnAssessment, Position, Seen, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import assess, children, rounds
from opspor.usecases.desk import Desk
from opspor.vault.faults import DISK_FULL
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, answer_all, drive_out, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
ALL_ANSWERED = "11111" + "1" + "1" * 13 + "1"


@pytest.fixture
def round_id(house: House) -> Id:
    """An open round of Bøgestuen, whose children come in this order: Bo, Ib, Karla, Liv."""
    house.enter()
    return house.do(open_round)


@pytest.fixture
def jonas_first(house: House, round_id: Id) -> None:
    """Jonas has assessed Karla before Mette sits down."""
    karla = house.child("Karla")
    house.as_(PAEDAGOG, lambda desk: answer_all(desk, round_id, karla, note="KANARI: set af Jonas"))


def own_of(house: House, round_id: Id, name: str) -> OwnAssessment:
    """What Mette has submitted about a child."""
    submitted = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, name))).submitted
    assert submitted is not None
    return submitted


def house_child(desk: Desk, name: str) -> Id:
    """The id of the child whose first name begins so."""
    return next(child.id for child in children.listed(desk) if child.first_name.startswith(name))


class Hands:
    """A person at the keyboard of an open page."""

    def __init__(self, page: OwnPage, qtbot: QtBot, office: Office) -> None:
        self.page, self._qtbot, self._office = page, qtbot, office
        self.strokes = 0

    def type(self, keys: str) -> None:
        """Presses keys as fast as a person never could."""
        for key in keys:
            self.strokes += 1
            QTest.keyClicks(QApplication.focusWidget() or self.page, key)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses one key wherever the focus is."""
        self.strokes += 1
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def rest(self) -> None:
        """Waits until an answer has rested and what it led to has been done."""
        self._qtbot.wait(180)
        settle(self._qtbot, self._office.work)

    def says(self, words: str) -> bool:
        """Whether some part has that name for a screen reader."""
        return any(part.accessibleName() == words for part in self.page.findChildren(QWidget))

    @property
    def sees(self) -> str:
        """What can be read."""
        return words_on(self.page)


@pytest.fixture
def sit(house: House, round_id: Id, office: Office, show: Show, qtbot: QtBot) -> Callable[[str], Hands]:
    """Sits down to assess a child, or the next one that is missing. The PC does not ask for less motion."""
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, True)

    def begin(name: str = "") -> Hands:
        child = house.child(name).id if name else Id("")
        page = OwnPage(office, Destination(Place.OWN, round_id, child))
        show(page)
        settle(qtbot, office.work)
        return Hands(page, qtbot, office)

    return begin


def test_an_untroubled_child_takes_at_most_twenty_keystrokes(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type(ALL_ANSWERED)
    hands.rest()
    assert hands.strokes <= 20
    own = own_of(house, round_id, "Karla")
    assert (own.answers.position, own.answers.trivsel) == (Position.NOT_EXPOSED, Trivsel.THRIVES)
    assert len(own.answers.answers) == 5 + 13
    assert "Afleveret." in hands.sees
    assert "Liv Æ. K." in hands.sees  # the next child of the list


def test_what_the_drive_does_not_take_says_so_stays_to_be_seen_and_is_tried_again(
    sit: Callable[[str], Hands], house: House, round_id: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.05)
    hands = sit("Ib")
    status = hands.page._foot._status
    ib, karla = house.child("Ib"), house.child("Karla")
    with drive_out(house):
        hands.type("3")
        qtbot.waitUntil(lambda: status.accessibleName() == "Ikke gemt")
        hands.page._open(karla.id)
        qtbot.waitUntil(lambda: hands.page._sitting is None)  # it can't be read
        hands.page._open(ib.id)  # back to what only the page knows
        assert hands.page._sitting is not None
        assert list(hands.page._sitting.answers.answers.values()) == [Seen.UNKNOWN]
        assert status.accessibleName() == "Ikke gemt"
        hands.page._open(karla.id)
    qtbot.waitUntil(lambda: status.accessibleName() == "Gemt 14.02")

    kept = house.do(lambda desk: assess.own_sheet(desk, round_id, ib.id)).answers
    assert list(kept.answers.values()) == [Seen.UNKNOWN]


def test_what_is_left_with_the_page_while_the_drive_is_full_stands_on_the_next_one(
    sit: Callable[[str], Hands], house: House, round_id: Id, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.2)

    def refuse(*_: object) -> None:
        raise KnownError(DISK_FULL)

    hands = sit("Ib")
    with monkeypatch.context() as full:
        full.setattr("opspor.store.drafts.save", refuse)  # reading goes on
        hands.type("3")
        hands.page.leave()
        hands.page.hide()
        again = sit("Ib").page
        assert again._sitting is not None
        assert list(again._sitting.answers.answers.values()) == [Seen.UNKNOWN]
        assert again._foot._status.accessibleName() == "Ikke gemt"
    qtbot.waitUntil(lambda: again._foot._status.accessibleName() == "Gemt 14.02")
    ib = house.child("Ib").id
    assert list(house.do(lambda desk: assess.own_sheet(desk, round_id, ib)).answers.answers.values()) == [Seen.UNKNOWN]


def test_what_is_submitted_is_no_draft_any_more(
    sit: Callable[[str], Hands], house: House, round_id: Id, qtbot: QtBot
) -> None:
    """A draft that failed before must not be written again after the record."""
    hands = sit("Karla")
    hands.type(ALL_ANSWERED[:-1])
    hands.rest()
    with drive_out(house):
        hands.type(ALL_ANSWERED[-1])
        qtbot.waitUntil(lambda: hands.page._foot._status.accessibleName() == "Ikke gemt")
        qtbot.wait(180)
    assert hands.page._sitting is not None
    hands.page._go_to(len(hands.page._sitting.steps) - 1)
    press(hands.page, "Aflevér og vis næste barn")
    hands.rest()
    hands.page.leave()
    hands.rest()
    assert own_of(house, round_id, "Karla").answers.trivsel == Trivsel.THRIVES
    karla = house.child("Karla").id
    assert house.do(lambda desk: assess.own_sheet(desk, round_id, karla)).saved_at is None


def test_less_motion_means_no_rest(sit: Callable[[str], Hands], qtbot: QtBot) -> None:
    hands = sit("Karla")
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)
    hands.type("1")
    qtbot.wait(20)
    assert "spørgsmål 2 af 5" in hands.sees


def test_a_pause_between_the_keys_changes_nothing(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.type("1")
    assert "spørgsmål 1 af 5" in hands.sees  # the answer rests where it can be seen
    hands.rest()
    assert "spørgsmål 2 af 5" in hands.sees


def test_enter_goes_on_and_leaves_what_is_not_answered(sit: Callable[[str], Hands], house: House, round_id: Id) -> None:
    hands = sit("Karla")
    hands.key(Qt.Key.Key_Return)
    hands.type("1111" + "1")
    for _ in range(3):
        hands.key(Qt.Key.Key_Return)
    hands.type("1" * 10 + "1")
    hands.rest()
    assert "1 spørgsmål og 3 tegn er ikke besvaret" in hands.sees
    assert house.do(lambda desk: rounds.coverage(desk, round_id)).mine_done == 0
    hands.key(Qt.Key.Key_Return)
    hands.rest()
    assert len(own_of(house, round_id, "Karla").answers.answers) == 4 + 10


def test_without_a_trivsel_the_end_leads_back_to_it(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.type("11111" + "1" + "1" * 13)
    hands.key(Qt.Key.Key_Return)
    assert "Trivsel er ikke besvaret" in hands.sees
    hands.key(Qt.Key.Key_Return)
    assert "Hvordan trives barnet?" in hands.sees


def test_backspace_goes_back_and_another_number_changes_the_answer(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type("1")
    hands.rest()
    hands.key(Qt.Key.Key_Backspace)
    assert next(key for key in hands.page.findChildren(AnswerKey) if key.isChecked()).words == "Intet set"
    hands.type("3")
    hands.rest()
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert list(sheet.answers.answers.values()) == [Seen.UNKNOWN]


def test_arrows_move_among_the_answers_and_space_gives_one(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Right)  # there are three: the last one stays
    assert isinstance(QApplication.focusWidget(), AnswerKey)
    hands.key(Qt.Key.Key_Space)
    hands.rest()
    assert "spørgsmål 2 af 5" in hands.sees


def test_a_note_is_written_without_giving_an_answer(sit: Callable[[str], Hands], house: House, round_id: Id) -> None:
    hands = sit("Karla")
    hands.type("n")
    hands.type("Kom 2 gange")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.type("1")
    hands.rest()
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert list(sheet.answers.notes.values()) == ["Kom 2 gange"]
    assert list(sheet.answers.answers.values()) == [Seen.NOTHING]


def test_what_is_typed_last_is_kept_when_the_window_locks(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type("n")
    hands.type("halvt skrev")
    hands.page.leave()
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert list(sheet.answers.notes.values()) == ["halvt skrev"]


def test_it_goes_on_at_the_first_that_is_not_answered(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.type("11111" + "1" + "11")
    hands.rest()
    hands.page.leave()
    again = sit("Karla")
    assert "tegn 3 af 13" in again.sees
    assert again.says("Fortsat fra 14.02")


def test_something_seen_shows_the_factors_and_enter_skips_them(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type("2")
    hands.rest()
    assert "spørgsmål 1 af 5" in hands.sees  # there is more to say
    hands.type("f")
    work, first = hands.page.work_area, QApplication.focusWidget()
    assert first is not None
    below = work.viewport().height() - first.mapTo(work.viewport(), first.rect().bottomLeft()).y()
    assert below > work.viewport().height() // 3, "what the factor opens has room under it"
    hands.key(Qt.Key.Key_Space)
    for field in hands.page.findChildren(ChoiceField):
        field.set_value(field._values[0])
    hands.page.leave()
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert [factor.code for factor in sheet.answers.factors] == [sheet.position_form.factor[0].code]
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Return)
    assert "spørgsmål 2 af 5" in hands.sees


def test_a_factor_that_is_only_begun_is_kept_too(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.type("2")
    hands.type("f")
    hands.key(Qt.Key.Key_Space)
    hands.page.leave()
    again = sit("Karla")
    again.key(Qt.Key.Key_Backspace)
    assert again.page.findChildren(ChoiceField)


def test_what_was_submitted_can_be_corrected(sit: Callable[[str], Hands], house: House, round_id: Id) -> None:
    hands = sit("Karla")
    hands.type(ALL_ANSWERED)
    hands.rest()
    press(hands.page, "Ret den")
    hands.rest()
    assert "Alt er besvaret" in hands.sees
    hands.key(Qt.Key.Key_Backspace)
    hands.type("2")
    hands.rest()
    assert own_of(house, round_id, "Karla").answers.trivsel is Trivsel.BEGINNING_MISTRIVSEL


def test_page_keys_change_the_child_and_keep_the_answers(sit: Callable[[str], Hands]) -> None:
    hands = sit("Ib")
    hands.type("11")
    hands.key(Qt.Key.Key_PageDown)
    hands.rest()
    assert "Karla Maria K." in hands.sees
    assert "spørgsmål 1 af 5" in hands.sees
    hands.key(Qt.Key.Key_PageUp)
    hands.rest()
    assert "spørgsmål 3 af 5" in hands.sees


def test_a_missing_birth_date_says_the_way_on(sit: Callable[[str], Hands], house: House, trip: Trip) -> None:
    hands = sit("")  # Bo is the first
    assert "fødselsdato mangler" in hands.sees
    press(hands.page, "Åbn barnets side")
    assert trip.went == [Destination(Place.CHILD, house.child("Bo").id)]
    hands.key(Qt.Key.Key_PageDown)
    hands.rest()
    assert "Ib O." in hands.sees


def test_the_child_s_birth_date_opens_the_sheet(sit: Callable[[str], Hands], house: House) -> None:
    hands = sit("Bo")
    bo = house.child("Bo")
    found = house.do(lambda desk: children.open_child(desk, bo.id))
    born = replace(found.particulars, birth_date=date(2022, 1, 1))
    house.do(lambda desk: children.change(desk, bo.id, found.particulars_id, born))
    hands.page.refresh(Changes(frozenset({Kind.CHILDREN})))
    hands.rest()
    assert "spørgsmål 1 af 5" in hands.sees


def test_the_others_answers_are_never_shown(jonas_first: None, sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    assert "Du vurderer alene" in hands.sees
    assert "KANARI" not in hands.sees
    assert not [key for key in hands.page.findChildren(AnswerKey) if key.isChecked()]


def test_a_sign_of_the_beredskab_points_to_f2_whatever_is_answered(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    form = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla"))).trivsel_form
    place = next(i for i, sign in enumerate(form.sign) if sign.beredskab)
    hands.type("11111" + "1" + "1" * place)
    hands.rest()
    assert "så tryk F2" in hands.sees
    hands.type("1")
    assert "så tryk F2" in hands.sees
    hands.rest()
    assert "så tryk F2" not in hands.sees


def test_after_the_last_child_it_says_what_happens_next(
    sit: Callable[[str], Hands], house: House, round_id: Id, trip: Trip
) -> None:
    bo = house.child("Bo")
    found = house.do(lambda desk: children.open_child(desk, bo.id))
    born = replace(found.particulars, birth_date=date(2022, 1, 1))
    house.do(lambda desk: children.change(desk, bo.id, found.particulars_id, born))
    for child in [house.child(name) for name in ("Bo", "Ib", "Karla", "Liv")]:
        house.do(partial(answer_all, round_id=round_id, child=child))
    hands = sit("")
    assert "Du har vurderet alle 4." in hands.sees
    assert "I venter på Jonas Kanari B." in hands.sees
    caps = [cap for cap in hands.page.findChildren(KeyCap) if cap.isVisible()]
    assert caps == [], "a key is printed where it does nothing"
    press(hands.page, "Til runden")
    assert trip.went == [Destination(Place.ROUND, round_id)]


def test_every_step_can_be_walked_by_keyboard_at_200_percent(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    assert_walkable(hands.page)
    hands.type("11111" + "1")
    hands.rest()
    assert_walkable(hands.page)
    assert not [line for line in hands.page.findChildren(MessageLine) if not line.accessibleName() and line.isVisible()]
