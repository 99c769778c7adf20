"""Writing a brief or an underretning: saved while typing, seen while writing, never locked, written is not sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.concern.records import RecordForm
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox, PreviewPage, QualityRow, Segmented, TextField
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Carer, Custody
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Informed, PaperKind
from opspor.usecases import children, concerns, papers
from opspor.usecases.papers import PaperSheet
from opspor.vault.faults import DISK_FULL
from tests.desktop.pages.conftest import House, Trip, drive_out, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def concern(house: House, office: Office) -> Id:
    """About Karla, with two parents, something seen and something said."""
    child = house.child("Karla").id
    file = house.do(lambda desk: children.open_child(desk, child))
    carers = (
        Carer(Id("mor"), "Kanari Mor", "mor", Custody.YES, "Vej 1", "11 22 33 44", False, True),
        Carer(Id("far"), "Kanari Far", "far", Custody.YES, "Vej 2", "", False, False),
    )
    known = replace(file.particulars, carers=carers, address="Vej 1")
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    concern = begin(house, child=child)
    seen = house.clock.now - timedelta(days=3)
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="Garderoben", text="Barnet sover."))
    house.do(lambda desk: concerns.quote(desk, concern, said_at=seen, place="", words="Mor sov.", asked=""))
    return concern


def open_page(office: Office, show: Show, concern: Id, place: Place) -> PaperPage:
    page = PaperPage(office, Destination(place, concern))
    show(page)
    return page


@pytest.fixture
def page(office: Office, show: Show, concern: Id) -> PaperPage:
    """An underretning, as it is when it is begun."""
    return open_page(office, show, concern, Place.UNDERRETNING)


@pytest.fixture
def brief(office: Office, show: Show, concern: Id) -> PaperPage:
    """A brief about a child with no signs of abuse."""
    page = open_page(office, show, concern, Place.BRIEF)
    press(page, "Nej, ikke som vi ser det")
    return page


def sheet_of(house: House, concern: Id, kind: PaperKind = PaperKind.UNDERRETNING) -> PaperSheet:
    return house.do(lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, concern), kind))


def go_to(page: PaperPage, title: str) -> None:
    """Opens a section from the list."""
    QApplication.processEvents()
    next(row for row in page.findChildren(QualityRow) if row.words == title and row.isVisible()).click()
    QApplication.processEvents()


def row(page: PaperPage, title: str) -> str:
    return next(row.accessibleName() for row in page.findChildren(QualityRow) if row.words == title)


def type_text(page: PaperPage, text: str) -> None:
    """Types into the section's text."""
    assert page._pane.editor is not None
    QTest.keyClicks(next(iter(page._pane.editor.findChildren(QPlainTextEdit))), text)


def fill(page: PaperPage, name: str, text: str) -> None:
    """Types into the field with that label."""
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    QTest.keyClicks(next(field for field in fields if field.accessibleName() == name and field.isVisible()), text)


def leave(qtbot: QtBot, page: PaperPage, office: Office) -> None:
    page.leave()
    settle(qtbot, office.work)


def test_it_opens_at_the_first_section_that_lacks_something_and_says_what(page: PaperPage) -> None:
    assert page._pane.editor is not None
    assert page._pane.editor.section.title == "Er barnet i fare nu?"
    assert row(page, "Forældre") == "Forældre: far telefon"
    assert "klar" in words_on(page._list)


def test_a_text_is_saved_a_second_after_the_last_key_and_says_when(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    go_to(page, "Faglig vurdering")
    type_text(page, "Vi er bekymrede for Karla, kanari.")
    assert row(page, "Faglig vurdering").endswith("i gang")
    qtbot.wait(1100)
    settle(qtbot, office.work)

    assert sheet_of(house, concern).draft.sections["assessment"].text == "Vi er bekymrede for Karla, kanari."
    assert "Gemt 14.02" in page._foot._status.accessibleName()


def test_leaving_keeps_the_last_text_and_it_is_there_again(
    qtbot: QtBot, page: PaperPage, office: Office, concern: Id, show: Show
) -> None:
    go_to(page, "Faglig vurdering")
    type_text(page, "Halvt skrevet")
    leave(qtbot, page, office)

    again = open_page(office, show, concern, Place.UNDERRETNING)
    go_to(again, "Faglig vurdering")
    assert again._pane.editor is not None
    assert [field.text() for field in again._pane.editor.findChildren(TextField)] == ["Halvt skrevet"]


def test_what_the_drive_does_not_take_says_so_and_is_tried_again(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.05)
    status = page._foot._status
    go_to(page, "Faglig vurdering")
    with drive_out(house):
        type_text(page, "Skrevet imens")
        qtbot.waitUntil(lambda: status.accessibleName().startswith("Ikke gemt"))
    qtbot.waitUntil(lambda: status.accessibleName().startswith("Gemt 14.02"))

    assert sheet_of(house, concern).draft.sections["assessment"].text == "Skrevet imens"


def test_what_is_left_with_the_page_while_the_drive_is_full_stands_on_the_next_one(
    qtbot: QtBot,
    house: House,
    concern: Id,
    page: PaperPage,
    office: Office,
    show: Show,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("opspor.workplace.unsaved._AGAIN", 0.2)

    def refuse(*_: object) -> None:
        raise KnownError(DISK_FULL)

    go_to(page, "Faglig vurdering")
    with monkeypatch.context() as full:
        full.setattr("opspor.store.drafts.save", refuse)  # reading goes on
        type_text(page, "Skrevet til sidst")
        leave(qtbot, page, office)
        again = open_page(office, show, concern, Place.UNDERRETNING)
        go_to(again, "Faglig vurdering")
        assert "Skrevet til sidst" in [field.text() for field in again.findChildren(TextField)]
        assert again._foot._status.accessibleName().startswith("Ikke gemt")
    qtbot.waitUntil(lambda: again._foot._status.accessibleName().startswith("Gemt 14.02"))
    assert sheet_of(house, concern).draft.sections["assessment"].text == "Skrevet til sidst"


def test_ctrl_page_down_and_up_change_section_from_inside_a_text(qtbot: QtBot, page: PaperPage) -> None:
    go_to(page, "Faglig vurdering")
    field = page.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page._pane.editor is not None
    assert page._pane.editor.section.title == "Ser I forskelligt på det?"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page._pane.editor.section.title == "Faglig vurdering"


def test_why_something_could_not_be_had_is_a_full_answer(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    go_to(page, "Styrker i familien og netværket")
    assert page._pane.editor is not None
    tick = page._pane.editor.findChild(CheckBox)
    assert tick is not None
    QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.keyClicks(page.focusWidget(), "barnet er nyt her")
    go_to(page, "Faglig vurdering")
    leave(qtbot, page, office)

    assert row(page, "Styrker i familien og netværket").endswith("klar")
    assert sheet_of(house, concern).draft.sections["resources"].could_not == "barnet er nyt her"


def test_each_parent_is_asked_about_apart_with_when_and_how_or_why_not(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    go_to(page, "Er forældrene orienteret?")
    assert page._pane.editor is not None
    mother, father = page._pane.editor.findChildren(Segmented)
    mother.segments[0].click()
    father.segments[1].click()
    QApplication.processEvents()
    shown = [field for field in page._pane.editor.findChildren(TextField) if field.isVisible()]
    QTest.keyClicks(shown[0].editor, "Af Mette 16.3.")
    QTest.keyClicks(
        next(field for field in shown[2:] if "Hvorfor" in field.editor.accessibleName()).editor, "Kan ikke nås"
    )
    leave(qtbot, page, office)

    told = {carer.carer_id: carer for carer in sheet_of(house, concern).draft.carers}
    assert (told[Id("mor")].informed, told[Id("mor")].when_how) == (Informed.YES, "Af Mette 16.3.")
    assert (told[Id("far")].informed, told[Id("far")].reason) == (Informed.NO, "Kan ikke nås")


def test_a_new_observation_is_written_here_and_is_chosen(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    go_to(page, "Det har vi set og hørt")
    press(page, "Tilføj en iagttagelse")
    form = page.findChild(RecordForm)
    assert form is not None
    QTest.keyClicks(form.on._field.editor, "16.3.2026")
    QTest.keyClicks(form.text.editor, "Kommer uden madpakke.")
    press(form, "Skriv iagttagelsen ned")
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.OBSERVATIONS})))
    settle(qtbot, office.work)

    assert page._pane.editor is not None
    ticks = [tick for tick in page._pane.editor.findChildren(CheckBox) if "2026" in tick.words and tick.isVisible()]
    assert [tick.isChecked() for tick in ticks] == [True, True]
    next(tick for tick in ticks if "madpakke" in tick.words).click()
    leave(qtbot, page, office)
    assert len(sheet_of(house, concern).draft.observations) == 1


def test_what_comes_from_the_childs_page_is_shown_and_leads_there(page: PaperPage, trip: Trip) -> None:
    go_to(page, "Forældre")
    assert "Kanari Far" in words_on(page)
    press(page, "Ret på barnets side")
    assert trip.went[-1].place is Place.CHILD


def test_one_can_write_before_the_paper_is_drawn(
    concern: Id, office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.desktop.pages.paper.preview.FIRST_MS", 60_000)
    page = PaperPage(office, Destination(Place.UNDERRETNING, concern))
    show(page)
    preview = page.findChild(PreviewPage)
    assert preview is not None
    assert not preview._pages
    go_to(page, "Faglig vurdering")
    type_text(page, "Vi er bekymrede.")


def test_the_paper_is_drawn_beside_and_follows_the_text(qtbot: QtBot, page: PaperPage, office: Office) -> None:
    preview = page.findChild(PreviewPage)
    assert preview is not None
    qtbot.waitUntil(lambda: len(preview._pages) > 0, timeout=5000)
    before = list(preview._pages)
    go_to(page, "Faglig vurdering")
    type_text(page, "Vi er bekymrede.")
    qtbot.waitUntil(lambda: list(preview._pages) != before, timeout=5000)


def test_gaps_are_listed_and_never_lock(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    page._main.click()
    said = words_on(page)
    assert "Du kan godt gøre den klar med huller" in said
    assert "Faglig vurdering" in said
    assert not concerns_papers(house, concern)

    page._main.click()
    settle(qtbot, office.work)

    assert len(concerns_papers(house, concern)) == 1


def concerns_papers(house: House, concern: Id) -> tuple[object, ...]:
    return house.do(lambda desk: concerns.open_concern(desk, concern)).papers


def test_a_gap_opens_its_section_again(page: PaperPage) -> None:
    page._main.click()
    gaps = page._ending
    assert gaps is not None
    QApplication.processEvents()
    next(row for row in gaps.findChildren(QualityRow) if row.words == "Faglig vurdering").click()
    assert page._pane.editor is not None
    assert page._pane.editor.section.title == "Faglig vurdering"
    assert page._main.words == "Gør klar til at sende"


def test_when_it_is_urgent_it_is_made_now(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office
) -> None:
    page._main.click()
    press(page, "Haster: lav den nu")
    settle(qtbot, office.work)

    paper = house.do(lambda desk: concerns.open_concern(desk, concern)).papers[0]
    assert paper.draft.urgent


def test_a_finished_paper_is_opened_and_back_from_there_does_not_lead_into_the_writing(
    qtbot: QtBot, house: House, concern: Id, page: PaperPage, office: Office, trip: Trip
) -> None:
    page._main.click()
    page._main.click()
    settle(qtbot, office.work)

    paper = house.do(lambda desk: concerns.open_concern(desk, concern)).papers[0]
    assert trip.went == [Destination(Place.PAPER, paper.id)]
    assert trip.backs == 1


def test_a_brief_says_at_the_section_where_a_name_stands(
    qtbot: QtBot, house: House, concern: Id, brief: PaperPage, office: Office
) -> None:
    go_to(brief, "Hvornår går det godt?")
    type_text(brief, "Når Karla leger.")
    brief._main.click()
    brief._main.click()
    settle(qtbot, office.work)

    assert not concerns_papers(house, concern)
    assert brief._pane.editor is not None
    assert brief._pane.editor.section.title == "Hvornår går det godt?"
    assert "navn eller initialer" in words_on(brief._pane.editor)


def test_a_brief_with_name_asks_for_the_basis_and_says_so_there(
    qtbot: QtBot, house: House, concern: Id, brief: PaperPage, office: Office
) -> None:
    press(brief, "Med navn")
    assert brief._pane.editor is not None
    assert brief._pane.editor.section.id == "sharing_basis"
    brief._main.click()
    brief._main.click()
    settle(qtbot, office.work)
    assert "hvem der har sagt ja" in words_on(brief._pane.editor)
    press(brief, "SSD-reglen")
    assert "en mulighed og ikke en pligt" in words_on(brief._pane.editor)
    fill(brief, "Hvornår?", "16.3.2026")
    fill(brief, "Hvorfor er det nødvendigt?", "Rådgiveren skal med.")
    fill(brief, "Hvad ved forældrene om det? Hvis intet: hvorfor?", "Mor ved det.")
    brief._main.click()
    brief._main.click()
    settle(qtbot, office.work)
    assert len(concerns_papers(house, concern)) == 1


def test_a_limit_is_counted_while_typing(brief: PaperPage) -> None:
    go_to(brief, "Hvad vil vi have hjælp til?")
    assert "0 af 200 tegn" in words_on(brief)
    type_text(brief, "x" * 203)
    assert "203 tegn, 3 for meget" in words_on(brief)


def test_where_nobody_may_be_told_it_only_asks_who_knows_already(
    house: House, concern: Id, office: Office, show: Show
) -> None:
    suspicion = begin(house, child=house.child("Karla").id, track=Track.PARENTS)
    page = open_page(office, show, suspicion, Place.UNDERRETNING)
    go_to(page, "Ved forældrene det allerede?")

    assert page._pane.editor is not None
    assert not page._pane.editor.findChildren(Segmented)
    assert [tick.words for tick in page._pane.editor.findChildren(CheckBox)] == ["Ved det allerede"] * 2
    assert "Er forældrene orienteret?" not in words_on(page)


def test_a_change_on_the_childs_page_is_read_and_what_is_typed_stays(
    qtbot: QtBot, house: House, page: PaperPage, office: Office
) -> None:
    go_to(page, "Faglig vurdering")
    type_text(page, "Halvt")
    child = house.child("Karla").id
    file = house.do(lambda desk: children.open_child(desk, child))
    house.do(lambda desk: children.change(desk, child, file.particulars_id, replace(file.particulars, carers=())))
    page.refresh(Changes(frozenset({Kind.CHILDREN})))
    settle(qtbot, office.work)

    assert row(page, "Forældre") == "Forældre: mangler"
    assert page._pane.editor is not None
    assert page._pane.editor.findChildren(TextField)[0].text() == "Halvt"


@pytest.mark.parametrize("carers", [0, 5])
def test_no_parents_and_five_parents(house: House, concern: Id, office: Office, show: Show, carers: int) -> None:
    child = house.child("Karla").id
    file = house.do(lambda desk: children.open_child(desk, child))
    many = tuple(
        Carer(Id(f"c{i}"), f"Kanari {'Langtnavn' * 6} {i}", "plejemor", Custody.UNKNOWN, "", "", False, False)
        for i in range(carers)
    )
    house.do(lambda desk: children.change(desk, child, file.particulars_id, replace(file.particulars, carers=many)))
    page = open_page(office, show, concern, Place.UNDERRETNING)
    go_to(page, "Er forældrene orienteret?")

    assert page._pane.editor is not None
    assert len(page._pane.editor.findChildren(Segmented)) == carers


@pytest.mark.parametrize("title", ["Forældre", "Det har vi set og hørt", "Er forældrene orienteret?", "Tolk"])
def test_the_underretning_can_be_walked(page: PaperPage, title: str) -> None:
    go_to(page, title)
    assert_walkable(page)


def test_the_brief_and_the_gaps_can_be_walked(brief: PaperPage) -> None:
    assert_walkable(brief)
    brief._main.click()
    assert_walkable(brief)


def test_no_button_sends(page: PaperPage) -> None:
    assert not [button.text() for button in page.findChildren(QAbstractButton) if button.text().startswith("Send")]


def test_a_word_that_proposes_or_explains_is_marked_in_the_list_and_stops_nothing(
    qtbot: QtBot, page: PaperPage, office: Office, trip: Trip
) -> None:
    go_to(page, "Det beder vi kommunen om")
    type_text(page, "Karla bør anbringes")
    leave(qtbot, page, office)
    go_to(page, "Sådan kender jeg barnet")
    assert "nævner »anbringes«" in row(page, "Det beder vi kommunen om")
    page._main.click()
    page._main.click()
    settle(qtbot, office.work)
    assert trip.went[0].place is Place.PAPER
