"""One's own assessment, by real keys: alone, unseen, nothing filled in, nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop import whereabouts
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.own import OwnPage
from opspor.desktop.pages.own.queue import Entry
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.whereabouts import Whereabouts
from opspor.desktop.widgets import AnswerKey, Button, ChoiceField, KeyCap, MessageLine
from opspor.desktop.widgets import Kind as ButtonKind
from opspor.domain.assessment import Context, OwnAssessment, Position, Seen, Trivsel
from opspor.domain.changes import Changes, Kind
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import assess, children, environment, notices, people, rounds, suggestions
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


def sheet_of(house: House, round_id: Id) -> assess.OwnSheet:
    """Mette's sheet of Karla."""
    return house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))


def house_child(desk: Desk, name: str) -> Id:
    """The id of the child whose first name begins so."""
    return next(child.id for child in children.listed(desk) if child.first_name.startswith(name))


def answer_frame(desk: Desk, round_id: Id) -> Id:
    """Somebody's answers about the adults of Bøgestuen, submitted."""
    group = rounds.coverage(desk, round_id).round.groups[0]
    return environment.submit(desk, environment.sheet(desk, round_id, group.group_id), EnvironmentAnswers())


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


def test_a_step_with_its_question_why_is_seen_whole_on_a_small_laptop(sit: Callable[[str], Hands]) -> None:
    page = sit("Karla").page
    page.resize(1366, 768)
    QApplication.processEvents()
    links = [button for button in page.findChildren(Button) if button.isVisible() and button.kind is ButtonKind.LINK]
    assert "Hvorfor vurderer vi alene først?" in [link.words for link in links]
    assert len({link.y() for link in links}) == 1
    assert page.work_area.verticalScrollBar().maximum() == 0


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
        hands.page._open(Entry(karla.id, Context.DAYCARE))
        qtbot.waitUntil(lambda: hands.page._sitting is None)  # it can't be read
        hands.page._open(Entry(ib.id, Context.DAYCARE))  # back to what only the page knows
        assert hands.page._sitting is not None
        assert list(hands.page._sitting.answers.answers.values()) == [Seen.UNKNOWN]
        assert status.accessibleName() == "Ikke gemt"
        hands.page._open(Entry(karla.id, Context.DAYCARE))
        qtbot.waitUntil(lambda: hands.page._sitting is None)
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
        qtbot.waitUntil(lambda: not hands.page._busy)
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


def test_whoever_was_not_chosen_is_led_to_the_round(house: House, office: Office, show: Show, trip: Trip) -> None:
    """There is no child before or after: nothing of one is shown."""

    def without_mette(desk: Desk) -> Id:
        everybody = people.overview(desk)
        room = next(group.id for group in everybody.groups if group.name == "Bøgestuen")
        jonas = [member.id for member in everybody.staff if member.id != desk.staff.id]
        return rounds.open_round(
            desk, name="Kun Jonas", opens_on=date(2026, 3, 1), closes_on=date(2026, 4, 1),
            groups={room: (Context.DAYCARE, jonas)}, one_is_enough_because="Han er alene",
        )  # fmt: skip

    round_id = house.do(without_mette)
    page = OwnPage(office, Destination(Place.OWN, round_id, house.child("Karla").id))
    show(page)
    assert "Du er ikke valgt til at vurdere i denne runde." in words_on(page)
    assert "os voksne" not in words_on(page)
    press(page, "Til runden")
    assert trip.went == [Destination(Place.ROUND, round_id)]


def test_what_a_key_leads_to_can_be_seen_at_200_percent(sit: Callable[[str], Hands], qtbot: QtBot) -> None:
    hands = sit("Karla")
    look.set_zoom(2.0)
    hands.type("n")
    qtbot.wait(20)
    note, seen = hands.page._step.note, hands.page.work_area.viewport()
    assert note.hasFocus() or note.editor.hasFocus()
    assert seen.rect().contains(note.editor.mapTo(seen, note.editor.rect().center()))


def test_the_ring_stands_on_the_answer_where_there_is_more_to_say(sit: Callable[[str], Hands]) -> None:
    """Space on another one would answer anew."""
    hands = sit("Karla")
    hands.type("2")
    hands.rest()
    assert "spørgsmål 1 af 5" in hands.sees
    focus = QApplication.focusWidget()
    assert isinstance(focus, AnswerKey)
    assert focus.isChecked()


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
    hands.type("v")
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
    hands.type("v")
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
    hands = sit("Bo")
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
    house.do(partial(answer_frame, round_id=round_id))
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


# --- the adults first -------------------------------------------------------------------------------------------------


def test_the_adults_come_before_the_first_child_and_are_answered_like_everything_else(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("")
    group = house.do(lambda desk: rounds.coverage(desk, round_id)).round.groups[0].group_id
    asked = len(house.do(lambda desk: environment.sheet(desk, round_id, group)).form.question)
    assert f"Læringsmiljø · spørgsmål 1 af {asked}" in hands.sees
    assert "Noget alvorligt" not in hands.sees

    hands.type("2")
    hands.type("n")
    hands.type("Mange vikarer")
    hands.key(Qt.Key.Key_Escape)
    for _ in range(asked):
        hands.key(Qt.Key.Key_Return)
    hands.rest()
    hands.page.leave()
    kept = house.do(lambda desk: environment.sheet(desk, round_id, group))
    assert (list(kept.answers.answers.values()), list(kept.answers.notes.values())) == (["partly"], ["Mange vikarer"])
    assert f"{asked - 1} spørgsmål er ikke besvaret" in hands.sees
    assert kept.submitted is None

    hands.key(Qt.Key.Key_Return)  # what is not answered stays so
    hands.rest()

    assert "Afleveret." in hands.sees
    assert "Ib O." in hands.sees  # Bo's birth date is missing, so it is passed over
    given = house.do(lambda desk: environment.sheet(desk, round_id, group)).submitted
    assert given is not None
    assert given.answers == kept.answers


def test_the_adults_can_be_skipped_and_come_back_to(sit: Callable[[str], Hands], house: House, round_id: Id) -> None:
    for name in ("Ib", "Karla"):
        house.do(partial(answer_all, round_id=round_id, child=house.child(name)))
    hands = sit("")
    hands.key(Qt.Key.Key_PageDown)
    hands.rest()
    hands.key(Qt.Key.Key_PageUp)
    hands.rest()
    assert "Læringsmiljø" in hands.sees
    liv = sit("Liv")
    liv.type(ALL_ANSWERED)
    liv.rest()

    assert "Læringsmiljø" in liv.sees  # all children are done: what was skipped comes again


# --- class and SFO ----------------------------------------------------------------------------------------------------


def test_a_child_stands_once_for_each_context_and_the_answers_stay_apart(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    karla = house.child("Karla")

    def both(desk: Desk) -> Id:
        everybody = people.overview(desk)
        room = next(group for group in everybody.groups if group.name == "Bøgestuen").id
        club = next(group for group in everybody.groups if group.name == "Ærtestuen").id
        children.enrol(desk, karla.id, club, date(2026, 1, 1))
        notices.give(desk, [karla.id], date(2026, 1, 1), "")
        who = [member.id for member in everybody.staff]
        return rounds.open_round(
            desk, name="Forår", opens_on=date(2026, 3, 1), closes_on=date(2026, 4, 1),
            groups={room: (Context.SCHOOL, who), club: (Context.AFTER_SCHOOL, who)},
        )  # fmt: skip

    round_id = house.do(both)
    page = OwnPage(office, Destination(Place.OWN, round_id, karla.id, Context.AFTER_SCHOOL))
    show(page)
    settle(qtbot, office.work)
    hands = Hands(page, qtbot, office)
    assert "SFO" in hands.sees
    hands.type("3")
    hands.rest()
    page._open(Entry(karla.id, Context.SCHOOL))
    settle(qtbot, office.work)

    assert "skole" in hands.sees
    assert not [key for key in page.findChildren(AnswerKey) if key.isChecked()]
    assert page.here == Destination(Place.OWN, round_id, karla.id, Context.SCHOOL)
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, karla.id, Context.AFTER_SCHOOL))
    assert list(sheet.answers.answers.values()) == [Seen.UNKNOWN]


def test_two_children_of_one_name_are_told_apart(sit: Callable[[str], Hands], house: House) -> None:
    twin = children.NewChild("Karla Maria", "Kanari Juhl", date(2021, 10, 4), "", "Bøgestuen", "")
    house.do(lambda desk: children.import_list(desk, [twin]))
    code = house.child("Karla").code

    assert f"Karla Maria Kanari Juhl ({code})" in sit("Karla").sees


# --- strengths, suggestion, tasks -------------------------------------------------------------------------------------


def test_strengths_are_asked_with_the_trivsel_and_cost_nobody_a_key(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type(ALL_ANSWERED[:-1])
    hands.rest()
    assert "Hvad er barnet god til og glad for?" in hands.sees
    hands.type("g")
    hands.type("Bygger høje tårne")
    hands.key(Qt.Key.Key_Escape)
    hands.type("1")
    hands.rest()

    assert own_of(house, round_id, "Karla").answers.strengths == "Bygger høje tårne"


def test_what_protects_stands_beside_what_strains_also_where_nothing_is_seen(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    assert "Det beskytter barnet" not in hands.sees
    hands.type("v")
    assert "Det belaster barnet" in hands.sees
    assert "Det beskytter barnet" in hands.sees
    hands.key(Qt.Key.Key_Escape)
    hands.type("1")
    hands.rest()
    assert "spørgsmål 2 af 5" in hands.sees
    assert "Det beskytter barnet" not in hands.sees


def test_a_suggestion_is_shown_after_one_s_own_choice_and_is_never_stored(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type("11111")
    hands.rest()
    assert "Et forslag ud fra listen" not in hands.sees
    hands.type("3")  # udsat, though nothing is described
    hands.rest()

    assert "tegn 1 af 13" in hands.sees  # nobody is held up, and the next number is about the sign
    assert "Listen peger på »Ikke udsat«." in hands.sees
    assert "Det er dig, der vælger" in hands.sees
    hands.type("1")
    hands.rest()
    assert "Listen peger på" in hands.sees
    press(hands.page, "Se hvorfor")
    assert "Et forslag ud fra listen" in hands.sees
    assert "Det peger på »Ikke udsat«" in hands.sees
    hands.page.leave()
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert sheet.answers.position is Position.EXPOSED
    assert "forslag" not in repr(sheet.answers).lower()


def test_the_leader_can_switch_the_suggestion_off(sit: Callable[[str], Hands], house: House) -> None:
    house.do(lambda desk: suggestions.switch(desk, on=False))
    hands = sit("Karla")
    hands.type("11111" + "3")
    hands.rest()
    assert "tegn 1 af 13" in hands.sees
    hands.key(Qt.Key.Key_Backspace)
    assert "Et forslag ud fra listen" not in hands.sees


def test_ved_ikke_nok_asks_what_one_will_find_out_and_by_when(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    hands.type("11111" + "4")
    hands.rest()
    assert "Du ved ikke nok endnu." in hands.sees
    hands.type("1" * 13 + "1")
    hands.rest()
    assert "Skriv, hvad du vil finde ud af, og hvornår" in hands.sees
    hands.key(Qt.Key.Key_Return)
    assert "Hvordan er barnets position?" in hands.sees
    hands.page._step.task.what.setFocus()
    hands.type("Hvem henter?")
    press(hands.page, "Om en uge")
    hands.page.leave()
    hands.page._go_to(len(ALL_ANSWERED))
    press(hands.page, "Aflevér og vis næste barn")
    hands.rest()

    own = own_of(house, round_id, "Karla").answers
    assert (own.find_out, own.find_out_on) == ("Hvem henter?", date(2026, 3, 24))
    assert [question.what for question in house.do(assess.my_questions)] == ["Hvem henter?"]


# --- hard flags -------------------------------------------------------------------------------------------------------


def test_a_hard_flag_leaves_the_matrix_at_once_and_is_no_answer(
    sit: Callable[[str], Hands], house: House, round_id: Id, trip: Trip
) -> None:
    hands = sit("Karla")
    hands.type("11")
    hands.rest()
    hands.type("f")
    assert "Har du set eller hørt noget af det her?" in hands.sees
    hands.type("1")  # is about nothing here
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    karla = house.child("Karla")
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, karla.id))
    assert trip.went == [Destination(Place.NEW_CONCERN, karla.id, Id(sheet.flags[1].code))]
    assert list(sheet.answers.answers.values()) == [Seen.NOTHING] * 2
    assert sheet.flags[1].code not in repr(sheet.answers)
    assert "spørgsmål 3 af 5" in hands.sees  # where one comes back to


def test_escape_and_backspace_lead_from_the_flags_back_to_the_same_sign(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    hands.type("11")
    hands.rest()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
        hands.type("f")
        assert "spørgsmål 3 af 5" not in hands.sees
        hands.key(key)
        assert "spørgsmål 3 af 5" in hands.sees
    hands.type("1")
    hands.rest()
    assert "spørgsmål 4 af 5" in hands.sees


def test_the_way_back_from_the_flags_is_printed(sit: Callable[[str], Hands]) -> None:
    hands = sit("Karla")
    printed = hands.page._foot.findChildren(KeyCap)
    assert not [cap for cap in printed if cap.isVisible() and cap.accessibleName().startswith("Esc")]
    hands.type("f")
    assert [cap.accessibleName() for cap in printed if cap.isVisible()] == ["Esc: tilbage til tegnet"]


def test_which_flag_led_to_a_concern_is_not_kept_when_it_locks(house: House) -> None:
    """It may be about an employee: then nothing is kept, not even that somebody looked."""
    house.enter()
    here = Whereabouts((Destination(Place.NEW_CONCERN, Id("barn"), Id("H_ANSAT")),))
    house.do(lambda desk: whereabouts.keep(desk, here))

    kept = house.do(whereabouts.take)

    assert kept is not None
    assert kept.trail == (Destination(Place.NEW_CONCERN, Id("barn")),)


# --- bad input --------------------------------------------------------------------------------------------------------


def test_a_pasted_file_says_so_beside_the_field_and_is_kept(
    sit: Callable[[str], Hands], house: House, round_id: Id
) -> None:
    hands = sit("Karla")
    pasted = "æ👩\u202ex" * 25_000
    hands.type("n")
    hands.page._step.note.set_text(pasted)
    assert "80.000 tegn for lang" in hands.page._step.note.error
    hands.key(Qt.Key.Key_Escape)
    hands.type(ALL_ANSWERED)
    hands.rest()
    assert "Kort den ned" in hands.sees
    assert house.do(lambda desk: rounds.coverage(desk, round_id)).mine_done == 0
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))
    assert list(sheet.answers.notes.values()) == [pasted]
    assert len(sheet.answers.answers) == 5 + 13


@pytest.mark.parametrize("odd", ["a\x00b", "شكرا 👩‍👧 \u200f", "e\u0301"])
def test_every_writing_can_be_typed_and_comes_back(
    sit: Callable[[str], Hands], house: House, round_id: Id, odd: str
) -> None:
    hands = sit("Karla")
    hands.type("n")
    hands.page._step.note.set_text(odd)
    hands.page.leave()

    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house_child(desk, "Karla")))

    (kept,) = sheet.answers.notes.values()
    assert kept == hands.page._step.note.text() == odd


def test_half_a_character_is_kept_as_a_mark_and_loses_nothing_else(
    sit: Callable[[str], Hands], house: House, round_id: Id, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = sit("Karla")
    hands.type("n")
    note = hands.page._step.note
    monkeypatch.setattr(note._edit, "toPlainText", lambda: "halvt \ud83d tegn")  # as some clipboards give it
    note.changed.emit()
    hands.page.leave()

    assert list(sheet_of(house, round_id).answers.notes.values()) == ["halvt \ufffd tegn"]


def test_a_form_that_nobody_has_shows_the_answers_under_their_ids(
    sit: Callable[[str], Hands], house: House, round_id: Id, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sit("Karla")
    first.type("11111")
    first.rest()
    first.page.leave()
    with monkeypatch.context() as older:
        older.setattr("opspor.usecases.assess.find_form", lambda *_: None)
        hands = sit("Karla")
        assert "findes ikke i programmet mere" in hands.sees
        hands.key(Qt.Key.Key_Backspace)
        assert list(sheet_of(house, round_id).answers.answers)[-1] in hands.sees
        hands.page.leave()
    assert len(sheet_of(house, round_id).answers.answers) == 5


# --- the order --------------------------------------------------------------------------------------------------------


def test_the_children_whom_one_knows_least_may_come_first(sit: Callable[[str], Hands], house: House) -> None:
    ib = house.child("Ib")
    house.do(
        lambda desk: children.observe(desk, ib.id, seen_at=house.clock.now, place="", text="Kanari leger med biler")
    )
    hands = sit("")
    assert hands.page._queue is not None
    names = [row.child.first_name[:2] for row in hands.page._queue.children]
    hands.page._least_known.click()
    hands.rest()

    assert [row.child.first_name[:2] for row in hands.page._queue.children] == [n for n in names if n != "Ib"] + ["Ib"]
    hands.page._least_known.click()
    hands.rest()
    assert [row.child.first_name[:2] for row in hands.page._queue.children] == names


def test_what_was_answered_and_what_comes_is_said_where_the_focus_stays(
    sit: Callable[[str], Hands], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = sit("Karla")
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    hands.type("1")
    hands.rest()
    assert said[0] == "Intet set"
    assert any(words.startswith("Position · spørgsmål 2 af 5. ") for words in said)
    assert hands.page._step.keys.accessibleName().startswith("Position · spørgsmål 2 af 5. ")
    hands.type("2")
    assert "Noget. Der står mere under svarene. Tab går derhen, Enter går videre." in said
