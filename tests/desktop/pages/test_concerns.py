"""The list of concerns, and writing a new one down: the danger question first, nothing kept about an employee."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.beredskab.guidance import WITHOUT_FORMS
from opspor.desktop.pages.concerns import ConcernsPage, NewConcernPage
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, RowList
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger, parents_may_be_told
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.forms.library import MISSING, Library, load_library
from opspor.forms.model import FirstQuestion, HardFlag
from opspor.usecases import children, concerns, drafts, employee_record, papers
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import LONG_NAME, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


FIRST = load_library().first_minute()


def way_to(track: Track) -> str:
    """The keys of the shortest way to a track, where there is no danger."""
    left: list[tuple[str, FirstQuestion]] = [("3", FIRST.question[0])]
    for keys, question in left:
        for number, answer in enumerate(question.answer, start=1):
            if answer.to == track:
                return f"{keys}{number}"
            left += [(f"{keys}{number}", one) for one in FIRST.question if answer.to == f"question:{one.id}"]
    raise AssertionError(track)


def begin(house: House, name: str = "", child: Id | None = None, track: Track = Track.GENERAL) -> Id:
    """A concern by the leader."""

    def work(desk: Desk) -> Id:
        return concerns.start(
            desk,
            danger=Danger.NO,
            track=track,
            what="Kanari græder i garderoben.",
            seen_on=desk.clock().date(),
            child_id=child,
            typed_name=name,
        )

    return house.do(work)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do_first(office: Office, trip: Trip, show: Show) -> None:
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)

    assert "Ingen åbne bekymringer" in words_on(page)
    assert isinstance(page.focusWidget(), Button)
    assert len([button for button in page.findChildren(Button) if button.isVisible() and "Ny" in button.words]) == 1
    press(page, "Ny bekymring")
    assert trip.went == [Destination(Place.NEW_CONCERN)]
    page._which.set_value(False)
    page._which.chosen.emit(False)
    assert page._new.isVisible()  # "Ingen lukkede bekymringer" has no button of its own


def test_a_row_tells_neither_name_nor_topic_and_opens_with_enter(
    qtbot: QtBot, house: House, office: Office, trip: Trip, show: Show
) -> None:
    child = house.child("Karla")
    concern = begin(house, child=child.id, track=Track.PARENTS)
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)
    rows = page.findChild(RowList)
    assert rows is not None

    said = " ".join(row.spoken for row in rows.rows())
    assert "Bekymring fra 17.3.2026" in said
    assert "Karla" not in said
    assert "overgreb" not in said
    assert "garderoben" not in said
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.CONCERN, concern)]
    for words, place in (("Svar, vi venter på", Place.WAITING), ("Gem flere som PDF", Place.SEVERAL_PAPERS)):
        way = next(one for one in page.findChildren(Button) if one.accessibleName() == words)
        assert way.isVisible()
        way.click()
        assert trip.went[-1] == Destination(place)


def test_what_is_ready_and_not_sent_says_so_also_when_the_concern_is_closed(
    house: House, office: Office, show: Show
) -> None:
    concern = begin(house, name="Kanari")
    sheet = house.do(
        lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    )
    house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.do(lambda desk: concerns.close(desk, concern, "Flyttet"))
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)
    rows = page.findChild(RowList)
    assert rows is not None

    assert [row.fact for row in rows.rows()] == ["Ikke sendt endnu"]


def test_closed_ones_stand_apart(house: House, office: Office, show: Show) -> None:
    closed = begin(house, name="Kanari")
    house.do(lambda desk: concerns.close(desk, closed, "Trives igen"))
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)
    rows = page.findChild(RowList)
    assert rows is not None

    assert rows.rows() == []
    press(page, "Lukkede")
    assert [row.key for row in rows.rows()] == [closed]


def test_a_new_one_appears_while_the_list_is_open(qtbot: QtBot, house: House, office: Office, show: Show) -> None:
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)
    begin(house, name="Kanari")
    page.refresh(Changes(frozenset({Kind.CONCERNS})))
    settle(qtbot, office.work)

    assert "Ingen åbne bekymringer" not in words_on(page)


def test_two_thousand_rows_are_shown_at_once(office: Office, house: House, show: Show) -> None:
    begin(house, name="Kanari")
    page = ConcernsPage(office, Destination(Place.CONCERNS))
    show(page)
    row = house.do(concerns.listed)[0]
    page._show((row,) * 2000)
    rows = page.findChild(RowList)
    assert rows is not None
    assert len(rows.rows()) == 2000


# --- a new one --------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(office: Office, show: Show) -> NewConcernPage:
    """Nothing answered yet."""
    made = NewConcernPage(office, Destination(Place.NEW_CONCERN))
    show(made)
    return made


def test_danger_is_asked_first_and_112_is_one_key_away(page: NewConcernPage) -> None:
    assert "Er barnet i fare?" in words_on(page)

    QTest.keyClicks(page, "1")

    assert "Ring 112" in words_on(page)
    assert "Programmet ringer ikke" in words_on(page)
    press(page, "Jeg har ringet")
    assert FIRST.question[0].text in words_on(page)


def test_about_an_employee_nothing_is_kept_and_the_page_cannot_write(
    qtbot: QtBot, house: House, page: NewConcernPage, trip: Trip, office: Office
) -> None:
    QTest.keyClicks(page, way_to(Track.EMPLOYEE))

    said = words_on(page)
    assert "Her gemmer programmet ingenting" in said
    assert load_library().track(Track.EMPLOYEE).dont[0].text in said
    assert "Skriv ned og gå videre" not in said
    press(page, "Luk")
    page.leave()
    settle(qtbot, office.work)
    assert trip.backs == 1
    assert house.do(concerns.listed) == ()
    assert house.do(lambda desk: drafts.load(desk, "concern:new")) is None


def test_about_a_leader_or_an_employee_looking_and_printing_leaves_no_trace(
    qtbot: QtBot, house: House, page: NewConcernPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole folder, byte for byte, and so the log too (design section 11, rule 3)."""
    monkeypatch.setattr("opspor.desktop.papers.save_pdf_as", lambda _, name, chosen: chosen(tmp_path / name))

    def vault() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(house.folder.iterdir()) if path.is_file()}

    settle(qtbot, office.work)
    before = vault()
    QTest.keyClicks(page, way_to(Track.EMPLOYEE))
    press(page, "Gem som PDF")
    qtbot.waitUntil((tmp_path / "beredskab.pdf").exists, timeout=5000)
    page.leave()
    settle(qtbot, office.work)

    assert vault() == before


def test_where_the_house_keeps_a_record_a_leader_is_told_who_reads_it_before_it_is_written(
    qtbot: QtBot, house: House, office: Office, show: Show, trip: Trip
) -> None:
    house.do(lambda desk: employee_record.switch(desk, on=True))
    page = NewConcernPage(office, Destination(Place.NEW_CONCERN))
    show(page)
    QTest.keyClicks(page, way_to(Track.EMPLOYEE))
    assert "Alle ledere kan se den" in words_on(page)
    press(page, "Skriv ned for lederne")
    page._facts.who.set_text("Kanari")
    page._facts.seen_on.set_value(date(2026, 3, 16))
    page._facts.what.set_text("Tog barnet hårdt i armen")
    page.leave()
    settle(qtbot, office.work)
    assert house.do(lambda desk: drafts.load(desk, "concern:new")) is None

    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)

    (row,) = house.do(concerns.listed)
    assert row.concern.track is Track.EMPLOYEE
    assert trip.went[-1] == Destination(Place.CONCERN, row.concern.id)


@pytest.mark.parametrize("track", [track for track in Track if not parents_may_be_told(track)])
def test_where_the_parents_may_not_know_it_the_track_comes_before_the_first_word(
    page: NewConcernPage, track: Track
) -> None:
    QTest.keyClicks(page, way_to(track))

    form = load_library().track(track)
    said = words_on(page)
    assert all(words in said for words in (form.title, form.tell, *(dont.text for dont in form.dont)))
    assert not page._facts.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert "Du svarede" in words_on(page), "what was answered can be answered anew"


@pytest.mark.parametrize("flag", load_library().position().flag, ids=lambda flag: flag.code)
def test_a_hard_flag_answers_what_it_answers_and_nothing_else(
    house: House, office: Office, show: Show, qtbot: QtBot, flag: HardFlag
) -> None:
    page = NewConcernPage(office, Destination(Place.NEW_CONCERN, house.child("Karla").id, Id(flag.code)))
    show(page)
    if flag.danger is None:
        assert FIRST.danger_question in words_on(page)
        QTest.keyClicks(page, "3")
    else:
        assert "Ring fra en telefon" in words_on(page)
        press(page, "Jeg har ringet")

    if flag.topic is None:
        assert FIRST.question[0].text in words_on(page)
    elif parents_may_be_told(flag.topic):
        assert page._facts.isVisible()
    else:
        assert load_library().track(flag.topic).title in words_on(page)
    page.leave()
    settle(qtbot, office.work)
    assert house.do(concerns.listed) == ()
    assert house.do(lambda desk: drafts.load(desk, f"concern:new:{house_child(desk)}")) is None


def house_child(desk: Desk) -> Id:
    """Karla's id."""
    return next(child.id for child in children.listed(desk) if child.first_name.startswith("Karla"))


def test_a_suspicion_shows_the_stop_page_and_then_lets_the_facts_be_written(
    qtbot: QtBot, house: House, page: NewConcernPage, trip: Trip, office: Office
) -> None:
    QTest.keyClicks(page, way_to(Track.PARENTS))
    assert "Fortæl ikke forældrene" in words_on(page)
    press(page, "Skriv ned, hvad du så og hørte")

    QTest.keyClicks(page.focusWidget(), LONG_NAME)
    press(page, "I dag")
    QTest.keyClicks(page._facts.what.editor, "Blå mærker på begge arme, kanari.")
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)

    found = house.do(concerns.listed)
    assert [(row.concern.track, row.concern.typed_name) for row in found] == [(Track.PARENTS, LONG_NAME)]
    assert trip.went == [Destination(Place.CONCERN, found[0].concern.id)]


def test_a_typed_name_finds_the_child_by_keyboard(
    qtbot: QtBot, house: House, page: NewConcernPage, office: Office
) -> None:
    QTest.keyClicks(page, way_to(Track.GENERAL))
    QTest.keyClicks(page.focusWidget(), "Åse")
    settle(qtbot, office.work)
    hits = page.findChild(RowList)
    assert hits is not None
    QTest.keyClick(hits, Qt.Key.Key_Return)
    QTest.keyClicks(page._facts.seen_on._field.editor, "16.3.2026")
    QTest.keyClicks(page._facts.what.editor, "Kanari kommer uden overtøj.")
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)

    found = house.do(concerns.listed)
    assert [row.child.first_name for row in found if row.child] == ["Åse"]
    assert found[0].concern.seen_at.isoformat() == "2026-03-16"


def test_opened_from_a_child_it_asks_for_no_name(qtbot: QtBot, house: House, office: Office, show: Show) -> None:
    child = house.child("Karla")
    page = NewConcernPage(office, Destination(Place.NEW_CONCERN, child.id))
    show(page)
    QTest.keyClicks(page, way_to(Track.GENERAL))

    assert child.full_name in words_on(page)
    assert not page._facts.who.isVisible()


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, house: House, page: NewConcernPage, office: Office
) -> None:
    QTest.keyClicks(page, way_to(Track.GENERAL))
    press(page, "Skriv ned og gå videre")
    assert "Skriv, hvornår det var" in page._facts.seen_on._field.error
    QTest.keyClicks(page._facts.seen_on._field.editor, "1.1.2030")
    QTest.keyClicks(page._facts.what.editor, "Noget, kanari")
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)
    assert "Vælg barnet" in page._facts.who.error
    QTest.keyClicks(page._facts.who.editor, "Kanari")
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)
    assert "fremme i tiden" in page._facts.seen_on._field.error
    assert page._facts.what.text() == "Noget, kanari"
    assert house.do(concerns.listed) == ()


def test_leaving_keeps_what_is_typed_and_it_is_there_after_the_questions(
    qtbot: QtBot, house: House, page: NewConcernPage, office: Office, show: Show
) -> None:
    QTest.keyClicks(page, way_to(Track.GENERAL))
    QTest.keyClicks(page.focusWidget(), "Kanari Å")
    QTest.keyClicks(page._facts.what.editor, "Halvt skrevet, kanari")
    page.leave()
    settle(qtbot, office.work)
    again = NewConcernPage(office, Destination(Place.NEW_CONCERN, NO_ID))
    show(again)

    assert "Du har en kladde" in words_on(again)
    assert "Er barnet i fare?" in words_on(again), "danger is asked anew"
    QTest.keyClicks(again, way_to(Track.GENERAL))
    assert again._facts.what.text() == "Halvt skrevet, kanari"
    assert again._facts.who.text() == "Kanari Å"


def test_when_it_has_become_a_concern_there_is_no_draft(
    qtbot: QtBot, house: House, page: NewConcernPage, office: Office
) -> None:
    QTest.keyClicks(page, way_to(Track.GENERAL))
    QTest.keyClicks(page.focusWidget(), "Kanari")
    press(page, "I dag")
    QTest.keyClicks(page._facts.what.editor, "Sulten")
    qtbot.wait(1100)
    settle(qtbot, office.work)
    assert house.do(lambda desk: drafts.load(desk, "concern:new")) is not None
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)
    page.leave()
    settle(qtbot, office.work)

    assert house.do(lambda desk: drafts.load(desk, "concern:new")) is None


def test_what_beredskab_was_told_is_not_asked_again(
    qtbot: QtBot, house: House, office: Office, show: Show, trip: Trip
) -> None:
    to = Destination(Place.NEW_CONCERN, house.child("Karla").id, Id(Track.NETWORK), Danger.NOT_SAFE_HOME)
    page = NewConcernPage(office, to)
    show(page)
    assert page._facts.isVisible()
    press(page, "I dag")
    QTest.keyClicks(page._facts.what.editor, "Kanari vil ikke til træning.")
    press(page, "Skriv ned og gå videre")
    settle(qtbot, office.work)

    (row,) = house.do(concerns.listed)
    assert (row.concern.track, row.concern.danger) == (Track.NETWORK, Danger.NOT_SAFE_HOME)


def test_without_the_guidance_one_can_still_write_down(
    qtbot: QtBot, office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(library: Library, track: Track) -> None:
        raise KnownError(MISSING, name=track)

    monkeypatch.setattr(Library, "track", broken)
    page = NewConcernPage(office, Destination(Place.NEW_CONCERN))
    show(page)
    QTest.keyClicks(page, way_to(Track.PARENTS))
    assert all(sentence in words_on(page) for sentence in WITHOUT_FORMS)
    press(page, "Skriv ned, hvad du så og hørte")
    assert page._facts.isVisible()


STAGES = ("", "1", "3", way_to(Track.PARENTS), way_to(Track.EMPLOYEE), way_to(Track.GENERAL))


@pytest.mark.parametrize("keys", STAGES)
def test_every_stage_can_be_walked(page: NewConcernPage, keys: str) -> None:
    QTest.keyClicks(page, keys)
    assert_walkable(page)
