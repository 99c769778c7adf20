"""Beredskab: the numbers and the guidance, whatever state the vault is in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.pages.beredskab import BeredskabPage
from opspor.desktop.pages.beredskab.guidance import WITHOUT_FORMS
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import AnswerKey, Button, MessageKind, MessageLine, PlainLabel, RowList, StepRow
from opspor.desktop.widgets.ring import FocusRing
from opspor.documents.preview import page_count
from opspor.domain.beredskab import Telling, Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import MISSING, Library, load_library
from opspor.forms.model import TrackForm
from opspor.usecases import contacts
from opspor.usecases.phone_book import LAST_RESORT, phone_book, tracks_pdf
from opspor.vault.beredskab_file import NAME, Contact
from tests.desktop.pages.conftest import House
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.usecases.conftest import Clock

LIBRARY = load_library()
FORM = LIBRARY.first_minute()


def ways(question_id: str, answered: str = "") -> Iterator[tuple[str, Track]]:
    """Every way through the questions from one of them: the keys, and the track where they end."""
    question = next(one for one in FORM.question if one.id == question_id)
    for number, answer in enumerate(question.answer, start=1):
        keys = f"{answered}{number}"
        if answer.to.startswith("question:"):
            yield from ways(answer.to.removeprefix("question:"), keys)
        else:
            yield keys, Track(answer.to)


WAYS = list(ways(FORM.question[0].id))


def keys(page: BeredskabPage, typed: str) -> None:
    """Presses keys one after the other, where the focus is."""
    for one in typed:
        part = QApplication.focusWidget() or page
        QTest.keyClick(part, Qt.Key.Key_Backspace) if one == "<" else QTest.keyClicks(part, one)


@pytest.fixture
def page(qtbot: QtBot) -> BeredskabPage:
    """Without a vault."""
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, go=None)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin()
    return page


@pytest.fixture
def numbers(house: House) -> Path:
    """A daycare that has written in the municipality's number."""
    house.enter()
    entry = Contact("municipality", "Modtagelsen", "99 88 77 66", "Hverdage 8-15", date(2026, 2, 2), "leder")
    house.do(lambda desk: contacts.save(desk, (entry,)))
    house.leave()
    return house.folder


def test_without_a_vault_the_numbers_of_the_country_stand_and_the_others_are_said_to_be_missing(
    page: BeredskabPage,
) -> None:
    said = words_on(page)
    assert "112" in said
    assert "114" in said
    assert said.count("Ikke skrevet ind endnu") == 4
    assert "Programmet ringer ikke" in said


def test_the_number_of_the_municipality_stands_with_the_day_it_was_checked(qtbot: QtBot, numbers: Path) -> None:
    page = BeredskabPage(folder=numbers, clock=Clock(), back=lambda: None, go=None)
    qtbot.addWidget(page)
    page.show()

    assert "99 88 77 66" in words_on(page)
    assert "Senest kontrolleret 2. februar 2026" in words_on(page)


def test_a_damaged_file_of_numbers_says_so_and_shows_none_of_them(qtbot: QtBot, numbers: Path) -> None:
    file = numbers / NAME
    file.write_text(file.read_text(encoding="utf-8").replace("99 88", "99 89"), encoding="utf-8")
    page = BeredskabPage(folder=numbers, clock=Clock(), back=lambda: None, go=None)
    qtbot.addWidget(page)
    page.show()

    said = words_on(page)
    assert "99 8" not in said
    assert "Kan ikke læses" in said
    assert "112" in said


# --- the questions ----------------------------------------------------------------------------------------------------


def test_danger_now_shows_112_large_by_one_key(page: BeredskabPage) -> None:
    keys(page, "1")

    assert "Ring 112" in words_on(page)
    assert "Ring fra en telefon. Programmet ringer ikke." in words_on(page)


def test_after_the_answer_the_keyboard_waits_at_what_one_presses_after_the_call(page: BeredskabPage) -> None:
    keys(page, "1")

    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Jeg har ringet"


def test_what_can_be_rung_stands_before_what_nobody_has_written_in(page: BeredskabPage) -> None:
    said = words_on(page)

    assert said.index("114") < said.index("Ikke skrevet ind endnu")


def test_all_three_answers_are_in_sight_at_200_percent_on_a_small_laptop(page: BeredskabPage) -> None:
    look.set_zoom(2.0)
    page.resize(1366, 768)
    QApplication.processEvents()

    area = page.work_area.viewport()
    for key in page.findChildren(AnswerKey):
        assert key.height() >= key.heightForWidth(key.width())  # none of its words are cut
        assert area.rect().contains(key.mapTo(area, key.rect().center()))


def test_112_is_in_sight_at_200_percent_before_the_keyboard_goes_below_it(page: BeredskabPage, qtbot: QtBot) -> None:
    look.set_zoom(2.0)
    FocusRing(page)  # brings into sight where the keys go
    keys(page, "1")
    qtbot.wait(50)

    area = page.work_area
    (large,) = (label for label in page.findChildren(PlainLabel) if label.text() == "Ring 112")
    assert area.verticalScrollBar().maximum() > 0
    assert area.viewport().rect().contains(large.mapTo(area.viewport(), large.rect().center()))

    called = page.focusWidget()
    assert called is not None
    called.clearFocus()
    called.setFocus(Qt.FocusReason.TabFocusReason)  # a key goes there
    qtbot.wait(50)
    assert area.viewport().rect().contains(called.mapTo(area.viewport(), called.rect().center()))


def test_the_answer_can_be_taken_back(page: BeredskabPage) -> None:
    keys(page, "1<3")

    assert "Ring 112" not in words_on(page)
    assert FORM.question[0].text in words_on(page)


def test_every_way_through_the_questions_ends_at_the_page_of_a_track(page: BeredskabPage) -> None:
    print(f"{len(WAYS)} ways through the first minute, at most {max(len(way) for way, _ in WAYS)} questions")
    assert {track for _, track in WAYS} == set(Track), "no track is out of reach"
    for typed, track in WAYS:
        keys(page, f"3{typed}")
        said = words_on(page)
        form = LIBRARY.track(track)
        assert form.title in said, typed
        assert form.dont[0].text in said
        assert form.step[0].text in said
        assert form.tell.split(". ")[0] in said
        keys(page, "<" * (len(typed) + 1))
        assert FORM.danger_question in words_on(page), "Backspace leads back the whole way"


def test_at_most_four_questions_lead_to_a_track() -> None:
    assert max(len(typed) for typed, _ in WAYS) <= 4


def test_after_the_call_the_questions_go_on_and_the_acute_track_is_at_hand(page: BeredskabPage) -> None:
    keys(page, "2")
    press(page, "Vis »Akut fare« trin for trin")
    assert LIBRARY.track(Track.ACUTE).title in words_on(page)
    keys(page, "<")
    press(page, "Jeg har ringet")
    assert FORM.question[0].text in words_on(page)
    assert "Du svarede: Barnet kan ikke trygt gå hjem i dag" in words_on(page)


# --- the tracks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("track", list(Track))
def test_a_track_says_of_each_step_what_why_who_when_and_what_to_write_down(page: BeredskabPage, track: Track) -> None:
    keys(page, "a")
    rows = page.findChild(RowList)
    assert rows is not None
    assert [row.key for row in rows.rows()] == list(Track)
    rows.choose(track)
    QTest.keyClick(rows, Qt.Key.Key_Return)

    form = LIBRARY.track(track)
    for row, step in zip(page.findChildren(StepRow), form.step, strict=True):
        QTest.keyClick(row, Qt.Key.Key_Return)
        said = words_on(page)
        lines = (
            step.text,
            step.why,
            step.who,
            step.deadline,
            *step.do,
            *(dont.text for dont in step.dont),
            *step.write,
        )
        assert [line for line in lines if line not in said] == []
    assert all(example in words_on(page) for degree in FORM.degree for example in degree.example)


def test_who_may_be_told_is_a_warning_unless_the_parents_may_know(page: BeredskabPage) -> None:
    for typed, track in WAYS:
        keys(page, f"3{typed}")
        form = LIBRARY.track(track)
        assert form.tell in words_on(page)
        line = next(one for one in page.findChildren(MessageLine) if one.isVisible())
        assert line.message is not None
        assert line.message.text == form.tell
        assert (line.message.kind is MessageKind.INFO) == (form.telling is Telling.OPENLY)
        keys(page, "<" * (len(typed) + 1))


def test_the_law_stands_with_how_sure_it_is(page: BeredskabPage) -> None:
    keys(page, next(f"3{typed}" for typed, track in WAYS if track is Track.GENERAL))

    assert "Barnets lov § 133 (før 2024: Serviceloven § 153)" in words_on(page)
    assert "ikke efterprøvet" in words_on(page)


def test_from_the_list_the_way_back_is_the_list(page: BeredskabPage) -> None:
    press(page, "Alle spor")  # as by A
    keys(page, "\r")
    assert LIBRARY.track(Track.ACUTE).title in words_on(page)
    keys(page, "<")
    assert page.findChild(RowList) is not None
    keys(page, "<")
    assert FORM.danger_question in words_on(page)


@pytest.mark.parametrize("typed", ["", "1", "3", "31", "311", "312", "a"])
def test_it_can_be_walked_by_keyboard_and_in_large_letters(page: BeredskabPage, typed: str) -> None:
    keys(page, typed)
    assert_walkable(page)


# --- on into the program ----------------------------------------------------------------------------------------------


@pytest.fixture
def went() -> list[Destination]:
    """Where the page asked to go."""
    return []


@pytest.fixture
def inside(qtbot: QtBot, went: list[Destination]) -> BeredskabPage:
    """Somebody is logged in, and a child is open."""
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, go=went.append, child=Id("barn"))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin()
    return page


def test_nobody_can_write_down_or_practise_while_it_is_locked(page: BeredskabPage) -> None:
    keys(page, next(f"3{typed}" for typed, track in WAYS if track is Track.PARENTS))
    shown = {button.words for button in page.findChildren(Button)}
    assert not shown & {"Skriv ned nu", "Øv dig på sporet"}


def test_writing_down_takes_along_what_was_answered(inside: BeredskabPage, went: list[Destination]) -> None:
    press(inside, "Skriv ned nu")
    keys(inside, next(f"3{typed}" for typed, track in WAYS if track is Track.HONOUR))
    press(inside, "Skriv ned nu")

    assert went == [
        Destination(Place.NEW_CONCERN, Id("barn")),
        Destination(Place.NEW_CONCERN, Id("barn"), Id(Track.HONOUR), Danger.NO),
    ]


def test_about_an_employee_nothing_can_be_written_down_and_the_track_is_not_taken_along(
    inside: BeredskabPage, went: list[Destination]
) -> None:
    keys(inside, next(f"3{typed}" for typed, track in WAYS if track is Track.EMPLOYEE))
    assert not [b for b in inside.findChildren(Button) if b.words == "Skriv ned nu" and b.isVisible()]
    inside.begin_writing()  # Ctrl+B works everywhere
    assert went == [Destination(Place.NEW_CONCERN, Id("barn"))]


def test_a_track_can_be_practised(inside: BeredskabPage, went: list[Destination]) -> None:
    keys(inside, next(f"3{typed}" for typed, track in WAYS if track is Track.UNBORN))
    press(inside, "Øv dig på sporet")
    assert went == [Destination(Place.TRACK_PRACTICE, Id(Track.UNBORN))]


def test_escape_leads_away(qtbot: QtBot) -> None:
    left: list[bool] = []
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: left.append(True), go=None)
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left


# --- whatever is damaged ----------------------------------------------------------------------------------------------


def test_a_damaged_installation_still_says_whom_to_ring_and_five_things(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Library) -> None:
        raise KnownError(MISSING, name="first-minute")

    monkeypatch.setattr(Library, "first_minute", broken)
    page = BeredskabPage(folder=None, clock=Clock(), back=lambda: None, go=None)
    qtbot.addWidget(page)
    page.show()
    page.begin()
    QTest.keyClicks(page, "a1")

    said = words_on(page)
    assert "112" in said
    assert "114" in said
    assert all(sentence in said for sentence in WITHOUT_FORMS)


def test_one_damaged_track_takes_no_other_away(page: BeredskabPage, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Library.track

    def one_is_broken(library: Library, track: Track) -> TrackForm:
        if track is Track.PARENTS:
            raise KnownError(MISSING, name="parents")
        return whole(library, track)

    monkeypatch.setattr(Library, "track", one_is_broken)
    keys(page, next(f"3{typed}" for typed, track in WAYS if track is Track.PARENTS))
    assert all(sentence in words_on(page) for sentence in WITHOUT_FORMS)
    keys(page, "a")
    rows = page.findChild(RowList)
    assert rows is not None
    assert [row.key for row in rows.rows()] == [track for track in Track if track is not Track.PARENTS]


def test_without_the_law_list_the_steps_still_stand(page: BeredskabPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("opspor.reference.law.rule_on", broken)
    keys(page, next(f"3{typed}" for typed, track in WAYS if track is Track.GENERAL))
    assert LIBRARY.track(Track.GENERAL).step[0].text in words_on(page)
    assert "Loven" not in words_on(page).splitlines()


def test_without_the_list_of_numbers_112_and_114_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise FileNotFoundError

    monkeypatch.setattr("opspor.reference.numbers.shipped", broken)
    assert phone_book(None) == LAST_RESORT


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_one_track_and_all_of_them_are_put_on_paper(
    page: BeredskabPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("opspor.desktop.papers.save_pdf_as", lambda _, name, chosen: chosen(tmp_path / name))
    keys(page, next(f"3{typed}" for typed, track in WAYS if track is Track.EMPLOYEE))
    press(page, "Gem som PDF")
    (file,) = tmp_path.iterdir()
    assert file.name == "beredskab.pdf", "the name of the file tells nobody what somebody looked for"
    one = file.read_bytes()
    keys(page, "a")
    press(page, "Gem alle som PDF")

    assert one.startswith(b"%PDF")
    assert page_count(file.read_bytes()) > page_count(one)


def test_the_paper_needs_no_vault() -> None:
    pdf = tracks_pdf([LIBRARY.track(Track.PARENTS)], phone_book(None), "", date(2026, 3, 17))
    assert pdf.startswith(b"%PDF")
