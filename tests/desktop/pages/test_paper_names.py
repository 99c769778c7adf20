"""A brief without name asks beside the paper what could tell who the child is; one with name asks on what it rests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.paper import PaperPage
from opspor.desktop.pages.paper.sharing import SharingEditor
from opspor.desktop.pages.paper_out import PaperOutPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, ChoiceField, RowList
from opspor.domain.child import Carer, Custody
from opspor.domain.consent import Agreed, Yes, as_sharing
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperDraft, PaperKind, SectionAnswer, Sharing
from opspor.usecases import children, concerns, consents, papers
from tests.desktop.pages.conftest import House, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def concern(house: House, office: Office) -> Id:
    """About Karla, with two parents who share custody and a name, and something seen."""
    child = house.child("Karla").id
    file = house.do(lambda desk: children.open_child(desk, child))
    carers = (
        Carer(Id("mor"), "Sara Kanari", "mor", Custody.YES, "Kanaristien 12", "", False, True),
        Carer(Id("far"), "Tobias Kanari", "far", Custody.YES, "Kanarivej 2", "", False, False),
    )
    known = replace(file.particulars, carers=carers)
    house.do(lambda desk: children.change(desk, child, file.particulars_id, known))
    concern = begin(house, child=child)
    seen = house.clock.now - timedelta(days=3)
    house.do(lambda desk: concerns.observe(desk, concern, seen_at=seen, place="Garderoben", text="Barnet sover."))
    return concern


@pytest.fixture
def brief(qtbot: QtBot, office: Office, show: Show, concern: Id) -> PaperPage:
    page = PaperPage(office, Destination(Place.BRIEF, concern))
    show(page)
    settle(qtbot, office.work)
    press(page, "Nej, ikke som vi ser det")
    return page


def write(qtbot: QtBot, page: PaperPage, office: Office, text: str) -> None:
    """Types how it goes well, and waits until it was looked through."""
    page._open_section("goes_well")
    assert page._pane.editor is not None
    QTest.keyClicks(next(iter(page._pane.editor.findChildren(QPlainTextEdit))), text)
    page._leaks._timer.stop()
    page._leaks._look()
    settle(qtbot, office.work)


def questions(page: PaperPage) -> str:
    QApplication.processEvents()
    return words_on(page._leaks)


def fill(page: PaperPage, name: str, text: str) -> None:
    fields: list[QLineEdit | QPlainTextEdit] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    field = next(field for field in fields if field.accessibleName() == name and field.isVisible())
    field.clear()
    QTest.keyClicks(field, text)


def draft_of(house: House, concern: Id) -> PaperDraft:
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    return house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.BRIEF)).draft


def test_a_name_of_another_room_is_asked_about_by_the_writers_own_words_alone(
    qtbot: QtBot, brief: PaperPage, office: Office
) -> None:
    write(qtbot, brief, office, "Sammen med Sofie i sandkassen.")
    said = questions(brief)
    assert "\nSammen med »Sofie« i sandkassen.\n" in said
    assert "Hvornår går det godt? · Det ligner et navn." in said
    assert "1 spørgsmål, 1 skal løses" in said
    assert "Tavshedspligten gælder også uden navn." in said


def test_what_is_answered_is_kept_in_the_draft_and_not_asked_again(
    qtbot: QtBot, brief: PaperPage, office: Office, house: House, concern: Id
) -> None:
    write(qtbot, brief, office, "Sammen med Sofie.")
    press(brief, "Det er ikke et navn her")
    assert "Intet fundet" in questions(brief)
    brief.leave()
    settle(qtbot, office.work)
    assert draft_of(house, concern).no_names == ("sofie",)


def test_ret_teksten_opens_the_section_with_the_words_marked(qtbot: QtBot, brief: PaperPage, office: Office) -> None:
    write(qtbot, brief, office, "Sammen med Sofie.")
    brief._open_section("question")
    press(brief, "Ret teksten")
    assert brief._pane.editor is not None
    assert brief._pane.editor.section.id == "goes_well"
    text = brief._pane.editor.findChildren(QPlainTextEdit)[0]
    assert text.textCursor().selectedText() == "Sofie"
    QTest.keyClicks(text, "et andet barn")
    assert text.toPlainText() == "Sammen med et andet barn."


def test_what_is_certain_can_only_be_mended(qtbot: QtBot, brief: PaperPage, office: Office) -> None:
    write(qtbot, brief, office, "Karla leger.")
    assert [b.words for b in brief._leaks.findChildren(Button) if b.isVisible()] == ["Ret teksten"]


def test_a_word_that_may_be_a_name_is_shown_once_and_then_the_brief_is_made(
    qtbot: QtBot, brief: PaperPage, office: Office, house: House, concern: Id
) -> None:
    write(qtbot, brief, office, "Leger med Liv og er tvilling.")
    brief._main.click()
    brief._main.click()
    assert "Se på spørgsmålene" in words_on(brief)
    assert brief._leaks.isAncestorOf(QApplication.focusWidget() or brief)
    brief._main.click()
    brief._main.click()
    settle(qtbot, office.work)
    assert len(house.do(lambda desk: concerns.open_concern(desk, concern)).papers) == 1


def test_there_are_never_more_than_five_questions_at_a_time(qtbot: QtBot, brief: PaperPage, office: Office) -> None:
    write(qtbot, brief, office, "Sofie, Emma, Ida, Freja, Alma, Clara og Ella.")
    assert "Og 2 til." in questions(brief)
    brief._leaks.set_focus()
    press(brief, "Det er ikke et navn her")
    assert "Og 1 til." in questions(brief)
    assert brief._leaks.isAncestorOf(QApplication.focusWidget() or brief)


def test_with_name_nothing_is_asked_about_names(qtbot: QtBot, brief: PaperPage, office: Office) -> None:
    write(qtbot, brief, office, "Karla leger.")
    assert brief._leaks.isVisible()
    press(brief, "Med navn")
    settle(qtbot, office.work)
    assert not brief._leaks.isVisible()
    press(brief, "Uden navn")
    settle(qtbot, office.work)
    assert brief._leaks.isVisible()


def test_the_questions_can_be_walked_through_with_the_keyboard(qtbot: QtBot, brief: PaperPage, office: Office) -> None:
    write(qtbot, brief, office, "Sammen med Sofie og Karla i kørestol.")
    assert_walkable(brief)
    assert brief._leaks.findChildren(Button)[0].accessibleName() == "Ret teksten: Karla i Hvornår går det godt?"


# --- with name --------------------------------------------------------------------------------------------------------


def test_a_consent_is_written_field_by_field_and_asks_for_the_other_parent(
    qtbot: QtBot, brief: PaperPage, office: Office, house: House, concern: Id
) -> None:
    press(brief, "Med navn")
    assert "Det kan være en underretning." in words_on(brief)
    press(brief, "Der er sagt ja")
    fill(brief, "Hvem har sagt ja?", "mor")
    assert "Tobias Kanari har også forældremyndighed. Har han sagt ja?" in words_on(brief)
    fill(brief, "Hvem har sagt ja?", "mor og far")
    assert "har også forældremyndighed" not in words_on(brief)
    fill(brief, "Hvornår?", "16.3.2026")
    fill(brief, "Hvad må I tale om?", "søvn")
    fill(brief, "Hvem må høre det?", "teamet")
    fill(brief, "Til og med hvilken dag?", "1.3.2026")
    assert "Den dag er gået." in words_on(brief)
    fill(brief, "Til og med hvilken dag?", "1.6.2026")
    assert "Den dag er gået." not in words_on(brief)
    brief.leave()
    settle(qtbot, office.work)
    assert draft_of(house, concern).sharing == Sharing(
        Basis.CONSENT, "mor og far", date(2026, 3, 16), "søvn", "teamet", date(2026, 6, 1)
    )


def test_only_the_fields_of_the_chosen_basis_are_shown_and_the_others_keep_their_words(brief: PaperPage) -> None:
    press(brief, "Med navn")
    press(brief, "Der er sagt ja")
    fill(brief, "Hvem har sagt ja?", "mor")
    press(brief, "En anden regel")
    assert "Hvem har sagt ja?" not in words_on(brief)
    assert "Hvilken regel, og hvorfor?" in words_on(brief)
    press(brief, "SSD-reglen")
    assert "en mulighed og ikke en pligt" in words_on(brief)
    press(brief, "Der er sagt ja")
    assert "Tobias Kanari har også" in words_on(brief)


def test_a_consent_of_the_child_is_chosen_instead_of_typed_once_more(
    qtbot: QtBot, office: Office, show: Show, house: House, concern: Id
) -> None:
    agreed = Agreed(
        Basis.CONSENT, "søvn æøå", "PPR", "råd", (Yes("Sara Kanari, mor", date(2026, 3, 16), "", Id("mor")),),
        until=date(2026, 6, 1),
    )  # fmt: skip
    child = house.child("Karla").id
    made = house.do(lambda desk: consents.write(desk, child, agreed))
    page = PaperPage(office, Destination(Place.BRIEF, concern))
    show(page)
    settle(qtbot, office.work)
    press(page, "Nej, ikke som vi ser det")
    press(page, "Med navn")
    (editor,) = page.findChildren(SharingEditor)
    (choice,) = editor.findChildren(ChoiceField)
    assert "Hvilket samtykke bruger I?" in words_on(page)
    assert "Hvem har sagt ja?" not in words_on(page)
    choice.set_value(str(made))
    page.leave()
    settle(qtbot, office.work)
    assert draft_of(house, concern).sharing == as_sharing(agreed, made)
    choice.set_value("new")
    press(page, "Der er sagt ja")
    assert "Hvem har sagt ja?" in words_on(page)


# --- both from one ----------------------------------------------------------------------------------------------------


def finished(house: House, concern: Id, text: str, *, anonymous: bool, sharing: Sharing | None) -> Id:
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.BRIEF))
    draft = replace(sheet.draft, sections={"goes_well": SectionAnswer(text)}, anonymous=anonymous, sharing=sharing)
    return house.do(lambda desk: papers.finish(desk, sheet, draft))


YES = Sharing(Basis.CONSENT, "mor og far", date(2026, 3, 16), "søvn", "teamet", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("anonymous", "sharing", "row"),
    [(False, YES, "Gem også uden navn"), (True, YES, "Gem også med navn"), (True, None, "")],
)
def test_a_finished_brief_is_saved_in_the_other_way_too_where_it_may(
    qtbot: QtBot, house: House, concern: Id, office: Office, show: Show, tmp_path: Path,
    anonymous: bool, sharing: Sharing | None, row: str,
) -> None:  # fmt: skip
    paper = finished(house, concern, "Leger godt.", anonymous=anonymous, sharing=sharing)
    page = PaperOutPage(office, Destination(Place.PAPER, paper))
    show(page)
    settle(qtbot, office.work)
    rows = page.findChild(RowList)
    assert rows is not None
    assert [one.title for one in rows.rows()][2:] == ([row] if row else [])
    if row:
        page._take("twin")
        dialog = page.window().findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(tmp_path / "ark.pdf"))
        dialog.reject()
        settle(qtbot, office.work)
        assert ("Karla" in PdfReader(tmp_path / "ark.pdf").pages[0].extract_text()) is anonymous


def test_the_one_without_name_is_refused_where_the_text_names_somebody(
    house: House, concern: Id, office: Office, tmp_path: Path
) -> None:
    paper = finished(house, concern, "Karla leger godt.", anonymous=False, sharing=YES)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: papers.export(desk, paper, tmp_path / "ark.pdf", anonymous=True))
    assert refused.value.code == "PAPIR-NAVN"
    assert not (tmp_path / "ark.pdf").exists()
