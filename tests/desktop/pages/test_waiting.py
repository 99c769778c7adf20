"""Svar, vi venter på: what is missing and what to do now, without a name, and noting what came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.concern import ConcernPage
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.start import StartPage
from opspor.desktop.pages.waiting import AnswerPage, WaitingPage
from opspor.desktop.pages.waiting import forms as waiting_forms
from opspor.desktop.pages.waiting.forms import ReplyForm
from opspor.desktop.pages.waiting.words import clock_lines
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, RowList
from opspor.domain.beredskab import Phoned, Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, PaperKind, ReplyKind
from opspor.domain.work_days import USUAL
from opspor.usecases import concerns, papers, replies, tracks
from opspor.usecases.clocks import clocks
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.WAITING)
TODAY = date(2026, 3, 17)
DAY = timedelta(days=1)


def begin(house: House, child: str = "Ib") -> Id:
    about = house.child(child).id
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Sulten", seen_on=TODAY, child_id=about
        )
    )


def sent(house: House, on: date = TODAY, child: str = "Ib", *, urgent: bool = False) -> Id:
    """A paper that left the house."""
    concern = begin(house, child)

    def write(desk: Desk) -> Id:
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
        paper = papers.finish(desk, sheet, replace(sheet.draft, urgent=urgent))
        papers.note_sent(desk, paper, channel="sikker post", receiver="Modtagelsen", sent_on=on)
        return paper

    return house.do(write)


def rows(page: Page) -> list[tuple[str, str]]:
    return [(row.title, row.fact) for row in page.findChildren(RowList)[0].rows()]


def opened(office: Office, show: Show, paper: Id) -> AnswerPage:
    page = AnswerPage(office, Destination(Place.WAITING, paper))
    show(page)
    return page


def history(house: House, paper: Id) -> replies.History:
    return house.do(lambda desk: replies.history(desk, paper))


# --- the list ---------------------------------------------------------------------------------------------------------


def test_where_nothing_was_sent_it_says_so(office: Office, show: Show, trip: Trip) -> None:
    page = PAGES[Place.WAITING](office, HERE)
    show(page)
    assert "Ingen underretninger er sendt" in words_on(page)
    assert isinstance(QApplication.focusWidget(), Button)  # not the page as a whole
    press(page, "Se bekymringer")
    assert trip.went == [Destination(Place.CONCERNS)]


def test_it_says_what_came_what_is_late_and_what_to_do_and_names_nobody(
    house: House, office: Office, show: Show
) -> None:
    sent(house, TODAY - 20 * DAY)
    sent(house, TODAY - DAY, "Karla")
    page = WaitingPage(office, HERE)
    show(page)
    assert rows(page) == [
        ("Bekymring fra 17.3.2026 · sendt 25. februar", "Lav rykker"),
        ("Bekymring fra 17.3.2026 · sendt 16. marts", "ons. 25. marts"),
    ]
    assert "2 svar mangler, 1 er over fristen" in words_on(page)
    (first, _) = page.findChildren(RowList)[0].rows()
    assert first.second == (
        "Kvittering mangler siden 5. marts · Tilbagemelding: spørg fra 11. marts · Mette Kanari Sørensen"
    )


def test_names_come_when_they_are_asked_for_and_go_again(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    sent(house)
    page = WaitingPage(office, HERE)
    show(page)
    assert "Ib" not in rows(page)[0][0]
    press(page, "Vis navne")
    settle(qtbot, office.work)
    assert rows(page)[0][0].startswith("Ib O. · sendt")
    press(page, "Skjul navne")
    assert rows(page)[0][0].startswith("Bekymring fra")


def test_a_row_leads_to_what_one_does_and_what_was_rung_to_its_concern(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    paper = sent(house, TODAY - 20 * DAY)
    concern = begin(house, "Karla")
    rung = Phoned("Vagten", datetime(2026, 3, 16, 9).astimezone(), "Kommer")
    house.do(lambda desk: tracks.decide(desk, concern, rung))
    page = WaitingPage(office, HERE)
    show(page)
    found = page.findChildren(RowList)[0]
    assert rows(page)[0] == ("Bekymring fra 17.3.2026 · ringet 16. marts", "Skriv underretningen")
    QTest.keyClick(found, Qt.Key.Key_Return)
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.CONCERN, concern), Destination(Place.WAITING, paper)]


def test_mine_and_all_and_what_needs_nothing_any_more(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    paper = sent(house)
    house.do(
        lambda desk: replies.note(
            desk, paper, kind=ReplyKind.FEEDBACK, came_on=TODAY, sender="Kommunen", text="De undersøger det."
        )
    )
    house.do(lambda desk: replies.happened(desk, paper, PaperEvent.CONSIDERED, on=TODAY, text="Det går godt."))
    page = WaitingPage(office, HERE)
    show(page)
    assert rows(page) == []
    assert "Her er ikke noget at vente på." in words_on(page)
    press(page, "Alt, der er sendt")
    settle(qtbot, office.work)
    assert rows(page) == [("Bekymring fra 17.3.2026 · sendt 17. marts", "")]


def test_what_is_over_is_read_when_it_is_asked_for(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    for closed in (True, False):
        sent(house)
        concern = next(row.concern.id for row in house.do(concerns.listed) if row.concern.closed_at is None)
        if closed:
            house.do(partial(concerns.close, concern_id=concern, reason="Løst"))
    page = WaitingPage(office, HERE)
    show(page)
    assert len(rows(page)) == 1, "of the years behind nobody is asked"
    press(page, "Alt, der er sendt")
    settle(qtbot, office.work)
    assert len(rows(page)) == 2
    house.do(partial(concerns.close, concern_id=concern, reason="Løst"))
    again = WaitingPage(office, HERE)
    show(again)
    settle(qtbot, office.work)
    assert "Her er ikke noget at vente på." in words_on(again), "something was sent, and nothing is waited for"


def test_it_can_be_walked_by_keyboard_in_any_size(house: House, office: Office, show: Show) -> None:
    sent(house, TODAY - 20 * DAY)
    page = WaitingPage(office, HERE)
    show(page)
    assert_walkable(page)


# --- one of them ------------------------------------------------------------------------------------------------------


def test_it_says_whose_deadline_each_is_and_leads_to_the_rule(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    page = opened(office, show, sent(house, TODAY - 20 * DAY))
    said = words_on(page)
    for words in ("Sendt 25. februar 2026", "Kommunens frist", "Vores påmindelse"):
        assert words in said
    assert "Ib" not in said
    assert page._late.isVisible()
    first = clock_lines(clocks(TODAY, USUAL), TODAY)[0]
    assert first == ("Kvittering ventes senest 25. marts", "Kommunens frist", "receipt")
    press(page, "Se reglen")
    assert trip.went == [Destination(Place.LAW, Id("receipt"))]


def test_an_answer_is_noted_and_stands_there(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    paper = sent(house, TODAY - 2 * DAY)
    page = opened(office, show, paper)
    assert page._main.text() == "Notér svar"
    page._main.click()
    form = page.findChildren(ReplyForm)[0]
    press(page, "Notér svaret")
    assert "Vælg, hvad der kom." in words_on(page)
    form.kind.set_value(ReplyKind.FEEDBACK)
    form.on.set_value(TODAY)
    press(page, "Notér svaret")
    settle(qtbot, office.work)
    assert "Skriv, hvem svaret kom fra." in words_on(form)
    assert form.who is not None
    form.who.set_text("Børn og Familie")
    form.text.set_text("De undersøger det.")
    press(page, "Notér svaret")
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PAPERS})))
    settle(qtbot, office.work)
    said = words_on(page)
    assert "Tilbagemelding 17. marts 2026" in said
    assert "De undersøger det." in said
    assert not form.isVisible()
    assert [one.text for one in history(house, paper).replies] == ["De undersøger det."]


def test_an_answer_before_it_was_sent_is_refused_at_its_day(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = opened(office, show, sent(house))
    page._main.click()
    form = page.findChildren(ReplyForm)[0]
    form.kind.set_value(ReplyKind.RECEIPT)
    form.on.set_value(TODAY - DAY)
    assert form.who is not None
    form.who.set_text("Kommunen")
    press(page, "Notér svaret")
    settle(qtbot, office.work)
    assert "så der kan ikke være kommet svar før" in words_on(form)


def test_what_is_typed_is_there_again(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    paper = sent(house)
    page = opened(office, show, paper)
    page._main.click()
    form = page.findChildren(ReplyForm)[0]
    form.text.set_text("Halvt skrevet")
    form.kind.set_value(ReplyKind.OTHER)
    form.keeper.touch()
    page.leave()
    settle(qtbot, office.work)
    again = opened(office, show, paper)
    settle(qtbot, office.work)
    (there,) = again.findChildren(ReplyForm)
    assert there.isVisible()
    assert (there.text.text(), there.kind.value()) == ("Halvt skrevet", ReplyKind.OTHER)


def test_an_answer_is_corrected_from_where_it_stands(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    paper = sent(house)
    house.do(
        lambda desk: replies.note(desk, paper, kind=ReplyKind.RECEIPT, came_on=TODAY, sender="Forkert kontor", text="")
    )
    page = opened(office, show, paper)
    press(page, "Ret")
    settle(qtbot, office.work)
    (form,) = page.findChildren(ReplyForm)
    assert form.who is not None
    assert (form.who.text(), form.kind.value()) == ("Forkert kontor", ReplyKind.RECEIPT)
    form.who.set_text("Rette kontor")
    press(page, "Notér svaret")
    settle(qtbot, office.work)
    assert [one.sender for one in history(house, paper).replies] == ["Rette kontor"]


def test_the_letter_is_saved_and_noted(
    house: House, office: Office, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = sent(house, TODAY - 20 * DAY)
    page = opened(office, show, paper)
    asked: list[str] = []

    def save_as(owner: object, name: str, chosen: Callable[[Path], object]) -> None:
        asked.append(name)
        chosen(tmp_path / name)

    monkeypatch.setattr(waiting_forms, "save_pdf_as", save_as)
    page._main.click()
    press(page, "Gem brevet som PDF")
    settle(qtbot, office.work)
    assert asked == ["rykker.pdf"]
    assert (tmp_path / "rykker.pdf").read_bytes().startswith(b"%PDF")
    assert "det er noteret, at I har rykket" in words_on(page)
    assert [note.event for note in history(house, paper).notes] == [PaperEvent.REMINDED]


def test_who_has_weighed_a_new_one_sets_the_day_to_look_again(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    paper = sent(house, TODAY - 40 * DAY)
    house.do(
        lambda desk: replies.note(
            desk, paper, kind=ReplyKind.RECEIPT, came_on=TODAY - 39 * DAY, sender="Kommunen", text=""
        )
    )
    page = opened(office, show, paper)
    assert page._main.text() == "Overvej ny underretning"
    page._main.click()
    form = page._forms.made[f"answer:considered:{paper}"]
    assert isinstance(form, waiting_forms.EventForm)
    assert form.again is not None
    form.on.set_value(TODAY)
    form.text.set_text("Det går bedre.")
    form.again.set_value(TODAY + 30 * DAY)
    press(page, "Notér, hvad I kom frem til")
    settle(qtbot, office.work)
    found = history(house, paper).clocks
    assert found is not None
    assert found.consider_from == TODAY + 30 * DAY


def test_what_was_made_in_haste_leads_to_its_supplement(
    house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    paper = sent(house, urgent=True)
    page = opened(office, show, paper)
    assert page._main.text() == "Skriv det, der manglede"
    page._main.click()
    settle(qtbot, office.work)
    assert trip.went == [Destination(Place.UNDERRETNING, history(house, paper).report.concern_id)]
    press(page, "Det skal ikke skrives")
    form = page._forms.made[f"answer:supplemented:{paper}"]
    assert isinstance(form, waiting_forms.EventForm)
    form.on.set_value(TODAY)
    form.text.set_text("Sagt i telefonen.")
    press(page, "Notér det")
    settle(qtbot, office.work)
    assert history(house, paper).tasks == frozenset()


def test_what_is_closed_offers_each_step_once(house: House, office: Office, show: Show) -> None:
    paper = sent(house)
    concern = house.do(concerns.listed)[0].concern.id
    house.do(lambda desk: replies.happened(desk, paper, PaperEvent.JOURNALISED, on=TODAY, text="I sagen."))
    house.do(lambda desk: concerns.close(desk, concern, "Kommunen hjælper nu."))
    page = opened(office, show, paper)
    offered = [button.text() for button in page.findChildren(Button) if button.isVisible()]
    assert "Til bekymringen" in offered
    assert not {"Åbn bekymringen", "Journaliseret"} & {*offered}


def test_one_can_be_walked_by_keyboard_in_any_size(house: House, office: Office, show: Show) -> None:
    paper = sent(house, TODAY - 20 * DAY)
    house.do(lambda desk: replies.note(desk, paper, kind=ReplyKind.OTHER, came_on=TODAY, sender="Vagten", text="Ja"))
    page = opened(office, show, paper)
    page._main.click()
    assert_walkable(page)


# --- elsewhere --------------------------------------------------------------------------------------------------------


def test_start_says_how_many_are_missing_and_leads_there(house: House, office: Office, show: Show, trip: Trip) -> None:
    sent(house, TODAY - 20 * DAY)
    sent(house, TODAY, "Karla", urgent=True)
    page = StartPage(office, Destination(Place.START))
    show(page)
    found = page._unsent.rows.rows()
    assert [(row.title, row.second, row.fact) for row in found] == [
        ("2 svar mangler", "Der er noget at gøre ved 1", "1 over fristen"),
        ("Skriv det, der manglede", "Underretningen blev lavet i hast · Bekymring fra 17.3.2026", ""),
    ]
    page._unsent.rows.opened.emit(found[0].key)
    assert trip.went == [HERE]


def test_while_there_is_only_to_wait_it_stands_beside(house: House, office: Office, show: Show) -> None:
    sent(house)
    page = StartPage(office, Destination(Place.START))
    show(page)
    assert page._unsent.isHidden()
    assert page._unknown.rows.rows()[0].title == "1 svar mangler"


def test_the_concern_says_how_its_papers_stand(house: House, office: Office, show: Show, trip: Trip) -> None:
    paper = sent(house)
    concern = history(house, paper).report.concern_id
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    assert "Kvittering ventes senest 25. marts · Kommunens frist" in words_on(page)
    press(page, "Svar på den")
    assert trip.went == [Destination(Place.WAITING, paper)]
