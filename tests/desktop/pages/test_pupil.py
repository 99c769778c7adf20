"""The pupil's own view: alone with the screen, every question may be skipped, and it ends in the lock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.pupil import PupilPage, PupilPaperPage
from opspor.desktop.pages.pupil.faces import LargeFaceKey
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.ids import Id
from opspor.domain.pupil import MOST, Face, PupilAnswers, PupilView
from opspor.usecases import children
from tests.desktop.pages.conftest import House, Trip, drive_out, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
YOUNG, OLD = date(2018, 1, 5), date(2013, 1, 5)


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next question comes at once."""
    monkeypatch.setattr("opspor.desktop.pages.pupil.page._REST_MS", 0)


def of_age(house: House, born: date | None = YOUNG) -> Id:
    """Karla, born then."""
    child = house.child("Karla").id
    file = house.do(lambda desk: children.open_child(desk, child))
    known = replace(file.particulars, birth_date=born)
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    return child


def said(house: House, child: Id) -> PupilView | None:
    found = house.do(lambda desk: children.open_child(desk, child)).pupil
    return found[0] if found else None


def opened(office: Office, show: Show, child: Id) -> tuple[PupilPage, list[str]]:
    page, locks = PupilPage(office, Destination(Place.PUPIL, child)), list[str]()
    page.lock_requested.connect(lambda: locks.append("lock"))
    show(page)
    return page, locks


def keys(page: PupilPage, office: Office, qtbot: QtBot, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(page.focusWidget() or page, key)
        settle(qtbot, office.work)


def test_by_keyboard_from_the_first_word_to_the_lock(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = of_age(house)
    page, locks = opened(office, show, child)
    assert "Hej Karla Maria" in words_on(page)
    assert "Dine lærere og de voksne i din SFO kan se dine svar. Det kan lederen også." in words_on(page)

    enter, back = Qt.Key.Key_Return, Qt.Key.Key_Backspace
    keys(page, office, qtbot, enter, Qt.Key.Key_1, Qt.Key.Key_4)
    assert "3 af 6" in words_on(page)
    keys(page, office, qtbot, back)
    assert "2 af 6" in words_on(page)
    keys(page, office, qtbot, Qt.Key.Key_3)
    for _ in range(4):
        press(page, "Spring over")
        settle(qtbot, office.work)
    assert "Tak, fordi du sagde, hvordan du har det." in words_on(page)
    assert locks == []
    keys(page, office, qtbot, enter)

    assert locks == ["lock"]
    view = said(house, child)
    assert view is not None
    assert view.answers == PupilAnswers(faces={"P69-1": Face.GOOD, "P69-2": Face.NOT_SO_GOOD})
    assert view.on_screen


@pytest.mark.parametrize("born", [YOUNG, OLD])
def test_all_four_answers_are_seen_at_once_at_200_percent(
    office: Office, show: Show, house: House, qtbot: QtBot, born: date
) -> None:
    look.set_zoom(2.0)
    page, _ = opened(office, show, of_age(house, born))
    keys(page, office, qtbot, Qt.Key.Key_Return)
    assert page._keys is not None
    seen = page.work_area.viewport().visibleRegion().boundingRect()
    for key in page._keys.keys:
        top = key.mapTo(page.work_area.viewport(), QPoint())
        assert seen.contains(QRect(top, key.size())), key.words


def test_a_pupil_never_meets_another_childs_name_or_a_way_on(
    office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip
) -> None:
    page, _ = opened(office, show, of_age(house))
    for _ in range(8):
        text = words_on(page)
        assert not [
            c.first_name for c in house.do(children.listed) if c.first_name[:3] in text and c.first_name[:3] != "Kar"
        ]
        assert page._bar.isHidden()
        if page._step < 6:
            page._main.click()
            settle(qtbot, office.work)
    assert page.alone
    assert page.here == Destination(Place.CHILD, house.child("Karla").id)
    assert (trip.went, trip.backs) == ([], 0)


def test_no_is_one_press_and_locks(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = of_age(house)
    page, locks = opened(office, show, child)
    press(page, "Jeg vil ikke være med")
    assert "Det er helt i orden." in words_on(page)
    page._main.click()
    settle(qtbot, office.work)
    assert locks == ["lock"]
    view = said(house, child)
    assert view is not None
    assert view.answers == PupilAnswers(wants=False)


def test_esc_says_thank_you_and_then_locks(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = of_age(house)
    page, locks = opened(office, show, child)
    keys(page, office, qtbot, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Escape)
    assert "Tak, fordi du sagde, hvordan du har det." in words_on(page)
    keys(page, office, qtbot, Qt.Key.Key_Escape)
    assert locks == ["lock"]
    view = said(house, child)
    assert view is not None
    assert view.answers.faces == {"P69-1": Face.FINE}


def test_the_older_answer_in_words_and_write_and_enter_stays_in_the_text(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    child = of_age(house, OLD)
    page, locks = opened(office, show, child)
    page._show_step(6)
    assert page._text is not None
    QTest.keyClicks(page._text.editor, "Mere ro")
    QTest.keyClick(page._text.editor, Qt.Key.Key_Return)
    QTest.keyClicks(page._text.editor, "i klassen")
    assert page._main.words == "Videre"
    page._text.set_text("å" * (MOST + 1))
    page._main.click()
    assert "plads til" in page._text.error
    page._text.set_text("Mere ro 🙂\ni klassen")
    page._main.click()
    page._main.click()
    settle(qtbot, office.work)
    assert locks == ["lock"]
    view = said(house, child)
    assert view is not None
    assert view.answers.texts == {"P10-7": "Mere ro 🙂\ni klassen"}


def test_what_was_answered_before_a_lock_is_there_again(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = of_age(house)
    page, _ = opened(office, show, child)
    keys(page, office, qtbot, Qt.Key.Key_Return, Qt.Key.Key_4)
    page.leave()
    settle(qtbot, office.work)
    again, _ = opened(office, show, child)
    assert again._answers.faces == {"P69-1": Face.BAD}
    assert said(house, child) is None


def test_a_drive_that_is_gone_asks_for_an_adult_and_keeps_what_was_said(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    child = of_age(house)
    page, locks = opened(office, show, child)
    keys(page, office, qtbot, Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_Escape)
    with drive_out(house):
        page._main.click()
        qtbot.waitUntil(lambda: page.message_line.message is not None, timeout=5000)
    assert page.message_line.message is not None
    assert page.message_line.message.first.startswith("Hent en voksen")
    assert locks == []
    page._main.click()
    settle(qtbot, office.work)
    assert locks == ["lock"]
    view = said(house, child)
    assert view is not None
    assert view.answers.faces == {"P69-1": Face.BAD}


def test_a_child_without_a_birth_date_is_not_asked_and_the_adult_comes_back(
    office: Office, show: Show, house: House
) -> None:
    page, _ = opened(office, show, of_age(house, None))
    assert page.message_line.message is not None
    assert "fødselsdato mangler" in page.message_line.message.first
    assert not page._bar.isHidden()
    assert not page.alone


@pytest.mark.parametrize("born", [YOUNG, OLD])
def test_every_step_can_be_walked_and_read(office: Office, show: Show, house: House, qtbot: QtBot, born: date) -> None:
    page, _ = opened(office, show, of_age(house, born))
    for step in (-1, 0, 6, 7):
        if step <= len(page._questions):
            page._show_step(step)
            look.set_zoom(1.0)
            assert_walkable(page)


# --- from paper -------------------------------------------------------------------------------------------------------


def test_paper_is_typed_in_with_its_day(office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip) -> None:
    child = of_age(house, OLD)
    page = PupilPaperPage(office, Destination(Place.PUPIL_PAPER, child))
    show(page)
    page._main.click()
    assert page._day.error == "Skriv den dag, der står på arket."
    page._day.set_value(date(2027, 1, 1))
    page._main.click()
    settle(qtbot, office.work)
    assert "fremme i tiden" in page._day.error
    page._day.set_value(date(2026, 3, 12))
    page._faces["P10-2"].set_value(str(Face.BAD))
    page._texts["P10-7"].set_text("Længere pauser")
    page._main.click()
    settle(qtbot, office.work)

    view = said(house, child)
    assert view is not None
    assert (view.on_screen, view.said_on) == (False, date(2026, 3, 12))
    assert view.answers == PupilAnswers(faces={"P10-2": Face.BAD}, texts={"P10-7": "Længere pauser"})
    assert trip.backs == 1


def test_paper_that_is_half_typed_is_there_the_next_time(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    child = of_age(house, OLD)
    for _ in range(2):
        page = PupilPaperPage(office, Destination(Place.PUPIL_PAPER, child))
        show(page)
        found = page._texts["P10-7"].text(), page._no.isChecked()
        page._texts["P10-7"].set_text("Længere pauser")
        page._no.setChecked(True)
        page.leave()
        settle(qtbot, office.work)
    assert found == ("Længere pauser", True)
    assert page._texts["P10-7"].isHidden()


def test_the_paper_page_can_be_walked(office: Office, show: Show, house: House) -> None:
    page = PupilPaperPage(office, Destination(Place.PUPIL_PAPER, of_age(house, OLD)))
    show(page)
    assert_walkable(page)


SMALL = date(2022, 3, 17)


def test_with_a_small_child_the_adult_reads_aloud_and_comes_back_without_a_lock(
    office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    child = of_age(house, SMALL)
    page, locks = opened(office, show, child)
    assert page.alone, "no key of a small hand leads on into the program"
    assert "Jeg læser højt. Du peger på det, der ligner dig." in words_on(page)
    keys(page, office, qtbot, Qt.Key.Key_Return, Qt.Key.Key_3)
    assert "Det her er mig, når jeg leger med de andre" in words_on(page)
    keys(page, office, qtbot, Qt.Key.Key_Escape)
    assert "Til dig, der læser højt" in words_on(page)
    keys(page, office, qtbot, Qt.Key.Key_Return)
    found = said(house, child)
    assert found is not None
    assert found.answers.faces == {"P35-1": Face.NOT_SO_GOOD}
    assert found.form.id == "pupil-3-5"
    assert (locks, trip.backs) == ([], 1)


def test_a_small_child_may_say_no_and_that_is_all_that_is_kept(
    office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    child = of_age(house, SMALL)
    page, locks = opened(office, show, child)
    press(page, "Vil ikke")
    settle(qtbot, office.work)
    press(page, "Færdig")
    settle(qtbot, office.work)
    found = said(house, child)
    assert found is not None
    assert found.answers == PupilAnswers(wants=False)
    assert (locks, trip.backs) == ([], 1)


def test_the_faces_of_a_small_child_are_larger_and_fit_every_size(office: Office, show: Show, house: House) -> None:
    child = of_age(house, SMALL)
    page, _ = opened(office, show, child)
    page._show_step(0)
    assert page._keys is not None
    assert all(isinstance(key, LargeFaceKey) for key in page._keys.keys)
    assert_walkable(page)
