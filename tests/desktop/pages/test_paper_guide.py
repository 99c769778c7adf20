"""Being guided through an underretning: what stands in the file is chosen or put in, the 16 points say what a reader
lacks, haste is one key, and before a brief there is one question.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox, QualityRow, Segmented
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Sibling
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, SectionAnswer, Sharing
from opspor.usecases import children, concerns, erasure, papers, parent_contacts
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def concern(house: House, office: Office) -> Id:
    """About Karla, with a brother, something seen here and something seen before, and a talk with her mother."""
    child, now = house.child("Karla").id, house.clock.now
    file = house.do(lambda desk: children.open_child(desk, child))
    known = replace(file.particulars, siblings=(Sibling("Emil", "2 år"),))
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    concern = begin(house, child=child)
    before, lately = now - timedelta(days=30), now - timedelta(days=3)
    house.do(lambda desk: children.observe(desk, child, seen_at=before, place="Skoven", text="Barnet faldt."))
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=lately, place="Garderoben", text="Barnet sover."))
    talk = Contact(now.date(), Way.PHONE, people=(Spoken(Id("mor"), "Kanari Mor, mor", "Hun er træt"),), about="Søvn")
    house.do(lambda desk: parent_contacts.note_contact(desk, child, Context.DAYCARE, talk))
    return concern


def open_page(office: Office, show: Show, concern: Id, place: Place = Place.UNDERRETNING) -> PaperPage:
    page = PaperPage(office, Destination(place, concern))
    show(page)
    return page


@pytest.fixture
def page(office: Office, show: Show, concern: Id) -> PaperPage:
    return open_page(office, show, concern)


def saved(qtbot: QtBot, house: House, page: PaperPage, office: Office, concern: Id) -> PaperDraft:
    """What is in the vault when the page has been left."""
    page.leave()
    settle(qtbot, office.work)
    kind = PaperKind.BRIEF if page._kind is PaperKind.BRIEF else PaperKind.UNDERRETNING
    return house.do(lambda desk: papers.paper_sheet(desk, concerns.open_concern(desk, concern), kind)).draft


def go_to(page: PaperPage, section: str) -> None:
    assert page.go_inside(section)
    QApplication.processEvents()


def field(page: PaperPage) -> QPlainTextEdit:
    assert page._pane.editor is not None
    return next(one for one in page._pane.editor.findChildren(QPlainTextEdit) if one.isVisible())


def ticks(page: PaperPage) -> list[CheckBox]:
    assert page._pane.editor is not None
    return [one for one in page._pane.editor.findChildren(CheckBox) if one.objectName()]


def point(page: PaperPage, id_: str) -> QualityRow:
    return page._aside.quality.rows[id_]


# --- what stands in the file ------------------------------------------------------------------------------------------


def test_observations_of_this_concern_are_chosen_and_the_others_stand_below_with_day_and_author(
    qtbot: QtBot, house: House, office: Office, concern: Id, page: PaperPage
) -> None:
    go_to(page, "observations")
    here, elsewhere = ticks(page)
    assert (here.isChecked(), elsewhere.isChecked()) == (True, False)
    assert "Barnet sover." in here.words
    assert "Skoven: Barnet faldt." in elsewhere.words
    assert "Skrevet andre steder om barnet" in words_on(page)
    elsewhere.click()
    assert len(saved(qtbot, house, page, office, concern).observations) == 2


def test_what_was_tried_is_chosen_one_by_one_and_never_beforehand(
    qtbot: QtBot, house: House, office: Office, concern: Id, page: PaperPage
) -> None:
    go_to(page, "tried")
    (talk,) = ticks(page)
    assert talk.words == "Telefon med Kanari Mor, mor: Søvn"
    assert "17.3.2026. Kanari Mor, mor: Hun er træt" in words_on(page)
    assert not talk.isChecked()
    assert page.focusWidget() is talk
    QTest.keyClick(talk, Qt.Key.Key_Space)
    assert point(page, "tried").accessibleName() == "Det, I har prøvet: klar"
    assert saved(qtbot, house, page, office, concern).efforts == (talk.objectName(),)


def test_a_text_from_the_file_is_put_in_by_a_button_and_taken_away_by_undo(page: PaperPage) -> None:
    go_to(page, "siblings")
    QTest.keyClicks(field(page), "Også en kanin.")
    press(page, "Sæt det ind")
    assert field(page).toPlainText() == "Også en kanin.\nEmil, 2 år"
    assert page.focusWidget() is field(page)
    QTest.keyClick(field(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field(page).toPlainText() == "Også en kanin."


def test_undo_works_after_the_draft_was_saved(qtbot: QtBot, office: Office, page: PaperPage) -> None:
    go_to(page, "assessment")
    QTest.keyClicks(field(page), "Vi er")
    page._save()
    settle(qtbot, office.work)
    QTest.keyClick(field(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field(page).toPlainText() == ""


def test_yes_or_no_asks_for_what_it_rests_on_where_that_matters(
    qtbot: QtBot, house: House, office: Office, concern: Id, page: PaperPage
) -> None:
    go_to(page, "disagreement")
    assert page._pane.editor is not None
    (choice,) = page._pane.editor.findChildren(Segmented)
    choice.segments[1].click()
    QApplication.processEvents()
    assert not [one for one in page._pane.editor.findChildren(QPlainTextEdit) if one.isVisible()]
    go_to(page, "danger")
    (choice,) = page._pane.editor.findChildren(Segmented)
    choice.segments[1].click()
    QApplication.processEvents()
    assert point(page, "danger").accessibleName().startswith("Fare nu: Hvad du bygger det på.")
    QTest.keyClicks(field(page), "Barnet er hos os til kl. 16.")
    sections = saved(qtbot, house, page, office, concern).sections
    assert sections["disagreement"] == SectionAnswer(yes=False)
    assert sections["danger"] == SectionAnswer("Barnet er hos os til kl. 16.", yes=False)


# --- the 16 points ----------------------------------------------------------------------------------------------------


def test_a_point_says_what_is_missing_and_why_and_leads_to_its_field(page: PaperPage) -> None:
    row = point(page, "strengths")
    assert row.accessibleName() == (
        "Det, der går godt: Mangler. Hjælpen bygger på det, barnet og familien kan i forvejen."
    )
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page._pane.section_id == "strengths"
    assert page.focusWidget() is field(page)


def test_an_empty_word_is_said_to_be_one_and_a_reason_is_a_full_answer(page: PaperPage) -> None:
    go_to(page, "childs_words")
    assert page._pane.editor is not None
    reason = next(one for one in page._pane.editor.findChildren(CheckBox) if one.words.startswith("Kunne ikke"))
    QTest.keyClick(reason, Qt.Key.Key_Space)
    QTest.keyClicks(page.focusWidget(), "ved ikke")
    assert "»ved ikke« siger ikke noget" in point(page, "childs_words").accessibleName()
    assert page._list.rows["strengths"].accessibleName().endswith("mangler")
    field(page).setPlainText("barnet er 5 måneder")
    assert point(page, "childs_words").accessibleName() == "Barnets egne ord: med en grund"


def test_the_list_and_the_paper_take_turns_beside_the_text(page: PaperPage) -> None:
    assert page._aside.quality.isVisible()
    assert not page._preview.isVisible()
    page._aside.choice.segments[1].click()
    QApplication.processEvents()
    assert not page._aside.quality.isVisible()
    assert page._preview.isVisible()


def test_the_sections_stand_in_groups_and_the_open_one_is_in_sight(page: PaperPage) -> None:
    assert "Barnet og familien" in words_on(page._list)
    go_to(page, "contact")
    row = page._list.rows["contact"]
    assert page._side_scroll.viewport().rect().contains(row.mapTo(page._side_scroll.viewport(), row.rect().center()))


# --- in haste ---------------------------------------------------------------------------------------------------------


def test_in_haste_it_is_one_key_from_inside_a_text(
    qtbot: QtBot, house: House, office: Office, concern: Id, page: PaperPage, trip: Trip
) -> None:
    go_to(page, "assessment")
    QTest.keyClicks(field(page), "Hun må ikke gå hjem.")
    QTest.keyClick(field(page), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office.work)

    (paper,) = house.do(lambda desk: concerns.open_concern(desk, concern)).papers
    assert paper.draft.urgent
    assert paper.draft.sections["assessment"].text == "Hun må ikke gå hjem."
    assert "meanwhile" in paper.draft.gaps
    assert trip.went[-1] == Destination(Place.PAPER, paper.id)


def test_the_button_for_haste_shows_its_key(page: PaperPage) -> None:
    assert "Haster: lav den nu" in words_on(page)
    QTest.keyClick(page, Qt.Key.Key_H)  # the letter alone is a letter
    assert page._main.isEnabled()


def test_a_supplement_asks_for_what_was_missing_and_says_so(
    qtbot: QtBot, house: House, office: Office, show: Show, concern: Id, page: PaperPage
) -> None:
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office.work)
    (paper,) = house.do(lambda desk: concerns.open_concern(desk, concern)).papers
    house.do(lambda desk: papers.begin_supplement(desk, paper.id))
    again = open_page(office, show, concern)

    assert "Du skriver det, der manglede." in words_on(again)
    assert not again._aside.quality.isVisible()
    assert again._list.rows["meanwhile"].accessibleName().endswith("mangler")
    assert again._list.rows["observations"].accessibleName().endswith("kan stå tomt")


# --- before a brief ---------------------------------------------------------------------------------------------------


@pytest.fixture
def brief(office: Office, show: Show, concern: Id) -> PaperPage:
    return open_page(office, show, concern, Place.BRIEF)


def test_before_a_brief_there_is_one_question_and_nothing_else(brief: PaperPage) -> None:
    assert brief._signs.isVisible()
    assert not brief._work.isVisible()
    assert not brief._main.isVisible()
    assert_walkable(brief)
    press(brief, "Nej, ikke som vi ser det")
    assert brief._work.isVisible()
    assert brief._main.isVisible()
    assert not brief._signs.isVisible()
    assert field(brief).isAncestorOf(QApplication.focusWidget() or brief), "one writes on, and a space answers nothing"


def test_signs_of_abuse_stop_the_brief_and_lead_to_the_beredskabsplan(
    qtbot: QtBot, house: House, office: Office, show: Show, concern: Id, brief: PaperPage
) -> None:
    press(brief, "Ja")
    QApplication.processEvents()
    assert "Der bliver ikke lavet noget ark" in words_on(brief)
    assert not brief._main.isVisible()
    assert brief.about == house.child("Karla").id, "what F2 opens is about this child"
    with qtbot.waitSignal(brief.beredskab_requested):
        press(brief, "Gå til beredskabsplanen")
    assert_walkable(brief)
    brief.leave()
    settle(qtbot, office.work)

    again = open_page(office, show, concern, Place.BRIEF)
    assert "Der bliver ikke lavet noget ark" in words_on(again)
    press(again, "Jeg svarede forkert: der er ingen tegn")
    assert again._work.isVisible()


def test_yes_in_the_section_itself_stops_it_too(brief: PaperPage) -> None:
    press(brief, "Nej, ikke som vi ser det")
    go_to(brief, papers.ABUSE_SIGNS)
    assert brief._pane.editor is not None
    brief._pane.editor.findChildren(Segmented)[0].segments[0].click()
    QApplication.processEvents()
    assert "Der bliver ikke lavet noget ark" in words_on(brief)


def test_to_let_somebody_know_is_explained_as_an_underretning(brief: PaperPage) -> None:
    press(brief, "Nej, ikke som vi ser det")
    go_to(brief, "question")
    QTest.keyClicks(field(brief), "Kun til orientering")
    assert "er det en underretning, uanset hvad I kalder den" in words_on(brief)
    field(brief).setPlainText("Hvordan hjælper vi?")
    assert "er det en underretning" not in words_on(brief)
    assert brief._writing is not None
    brief._writing.change(anonymous=False, sharing=Sharing(Basis.CONSENT, to_whom="Familieafdelingen, til orientering"))
    assert "er det en underretning, uanset hvad I kalder den" in words_on(brief)


# --- what happens meanwhile -------------------------------------------------------------------------------------------


def test_a_child_that_is_deleted_meanwhile_is_said_and_what_is_typed_stays_on_the_screen(
    qtbot: QtBot, house: House, office: Office, concern: Id, page: PaperPage
) -> None:
    go_to(page, "assessment")
    QTest.keyClicks(field(page), "Skrevet imens")
    child = house.child("Karla").id
    house.do(lambda desk: concerns.close(desk, concern, "Prøve"))
    house.do(lambda desk: erasure.erase_child(desk, child))
    page.refresh(Changes(frozenset({Kind.CHILDREN})))
    page._save()
    settle(qtbot, office.work)

    assert "Bekymringen er slettet, mens du skrev." in words_on(page)
    assert field(page).toPlainText() == "Skrevet imens"
    assert office.work.unsaved.body(page._key) is None, "it is not tried again, and stays nowhere"


def test_a_colleague_who_made_the_same_paper_is_named_and_the_draft_stays(
    qtbot: QtBot, house: House, trip: Trip, concern: Id
) -> None:
    mine = PaperDraft(PaperKind.UNDERRETNING, {"assessment": SectionAnswer("Mit eget")})
    house.do(lambda desk: papers.save(desk, concern, mine))

    def theirs(desk: Desk) -> None:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
        papers.finish(desk, sheet, sheet.draft)

    house.as_(PAEDAGOG, theirs)
    assert house.work is not None
    page = PaperPage(Office(house.work, trip.went.append, trip.back), Destination(Place.UNDERRETNING, concern))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, house.work)
    assert "har gjort det samme papir klar 17. marts 2026" in words_on(page)
    go_to(page, "assessment")
    assert field(page).toPlainText() == "Mit eget"


# --- by keyboard, and much of everything ------------------------------------------------------------------------------


def test_every_section_is_reached_by_keys_alone(page: PaperPage) -> None:
    go_to(page, "urgent")
    seen = [page._pane.section_id]
    for _ in range(len(page._checks) - 1):
        assert page._pane.isAncestorOf(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        seen.append(page._pane.section_id)
    assert seen == [check.section.id for check in page._checks]


@pytest.mark.parametrize("section", ["danger", "tried", "earlier", "siblings"])
def test_it_can_be_walked(page: PaperPage, section: str) -> None:
    go_to(page, section)
    assert_walkable(page)


def test_forty_observations_and_long_texts_do_not_hold_up_a_key(
    qtbot: QtBot, house: House, office: Office, show: Show, concern: Id
) -> None:
    long = ("Barnet sad ved vinduet og så ud. " * 1600)[:50_000]
    for day in range(40):
        seen = house.clock.now - timedelta(days=day, hours=1)
        text = long if day < 2 else f"Barnet græd i {day} minutter."
        house.do(
            lambda desk, s=seen, t=text: concerns.observe(desk, concern, seen_at=s, place="", text=t)  # type: ignore[misc]
        )
    page = open_page(office, show, concern)
    assert page._writing is not None
    texts = {check.section.id: SectionAnswer(long) for check in page._checks if check.section.kind == "text"}
    page._writing.change(sections={**page._writing.draft.sections, **texts})
    began = perf_counter()
    go_to(page, "observations")
    opened = perf_counter() - began
    go_to(page, "assessment")
    began = perf_counter()
    for _ in range(5):
        QTest.keyClick(field(page), Qt.Key.Key_A)
    typed = (perf_counter() - began) / 5
    print(opened, typed)
    assert len(ticks(page)) == 0
    assert opened < 1.5
    assert typed < 0.25
