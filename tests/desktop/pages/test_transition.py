"""Overgangsbeskrivelse at the table: nothing ticked, errors beside the field, a draft that stays, what went before."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.transition import TransitionPage
from opspor.desktop.pages.transition import page as page_module
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox, RowList
from opspor.domain.assessment import Position, Trivsel
from opspor.domain.transition import Way
from opspor.usecases import children, transitions
from tests.desktop.pages.conftest import PAEDAGOG, House, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_matrix import agree
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def page_of(house: House, office: Office, show: Show) -> TransitionPage:
    page = TransitionPage(office, Destination(Place.TRANSITION, house.child("Ib").id))
    show(page)
    return page


def said(house: House, words: str) -> None:
    child, now = house.child("Ib").id, house.clock()
    house.do(lambda desk: children.quote(desk, child, said_at=now, place="Stuen", words=words, asked=""))


def ticks(page: TransitionPage) -> dict[str, CheckBox]:
    return {tick.accessibleName(): tick for tick in page.findChildren(CheckBox) if tick.isVisible()}


def fill(page: TransitionPage, house: House) -> None:
    field = page._choosing._written["strengths"]
    field.set_text("Bygger høje tårne")
    ticks(page)["Skal gå med: Det er barnet glad for og god til"].setChecked(True)
    page._way.set_value(Way.TO_SCHOOL)
    page._to.set_text("Kanariskolen")
    page._read_by.set_text("mor")
    page._read_on.set_value(house.clock().date())


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where papers are saved: the system's own question is answered with it."""
    file = tmp_path / "overgang.pdf"
    monkeypatch.setattr(page_module, "save_pdf_as", lambda _owner, _name, chosen: chosen(file))
    return file


def finish(page: TransitionPage, office: Office, qtbot: QtBot) -> None:
    press(page, "Gør færdig")
    settle(qtbot, office.work)


def test_nothing_is_ticked_and_every_key_reaches_all_of_it(house: House, office: Office, show: Show) -> None:
    said(house, "Jeg vil i skole")
    page = page_of(house, office, show)
    assert not any(tick.isChecked() for tick in ticks(page).values())
    assert "»Jeg vil i skole«" in words_on(page)
    assert "Kommunens regel: Ikke valgt: spørg kommunen" in words_on(page)
    assert_walkable(page)


def test_what_is_missing_is_said_beside_its_field(
    house: House, office: Office, show: Show, qtbot: QtBot, paper: Path
) -> None:
    page = page_of(house, office, show)
    finish(page, office, qtbot)
    assert "Sæt hak ved det, der skal gå med." in words_on(page)
    fill(page, house)
    for field, empty in ((page._to, "hvem papiret er til"), (page._read_by, "læst med og sagt ja")):
        before = field.text()
        field.set_text("")
        finish(page, office, qtbot)
        assert empty in field.error
        field.set_text(before)
    assert not paper.exists()


def test_it_is_finished_saved_and_stands_among_those_before(
    house: House, office: Office, show: Show, qtbot: QtBot, paper: Path
) -> None:
    page = page_of(house, office, show)
    fill(page, house)
    finish(page, office, qtbot)
    assert paper.read_bytes().startswith(b"%PDF")
    assert not any(page._choosing.texts().values())
    (row,) = page.findChildren(RowList)[0].rows()
    assert row.title == "Til Kanariskolen"
    paper.unlink()
    page._finished.opened.emit(row.key)
    settle(qtbot, office.work)
    assert paper.read_bytes().startswith(b"%PDF")
    assert_walkable(page)


def test_what_is_written_and_ticked_is_there_again(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    said(house, "Jeg vil i skole")
    page = page_of(house, office, show)
    fill(page, house)
    ticks(page)["Stuen, 17.3.2026: »Jeg vil i skole«"].setChecked(True)
    before = page._fields()
    page.leave()
    settle(qtbot, office.work)
    again = page_of(house, office, show)
    settle(qtbot, office.work)
    assert again._fields() == before


@pytest.fixture
def judged(house: House) -> None:
    """The team has agreed on Ib."""
    house.enter()
    round_id, ib = house.do(open_round), house.child("Ib")
    house.as_(PAEDAGOG, lambda desk: answer_all(desk, round_id, ib))
    house.do(lambda desk: answer_all(desk, round_id, ib))
    agree(house, round_id, "Ib", (Position.EXPOSED, Trivsel.THRIVES), date(2026, 4, 1))


@pytest.mark.usefixtures("judged")
def test_how_it_was_judged_is_shown_when_asked_for_and_wants_a_reason(
    house: House, office: Office, show: Show, qtbot: QtBot, paper: Path
) -> None:
    page = page_of(house, office, show)
    assert "Udsat" not in words_on(page)
    press(page, "Vis, hvordan det er vurderet")
    assert "i dagtilbuddet: Udsat" in words_on(page)
    assert not page._choosing.because.isVisible()
    fill(page, house)
    next(tick for words, tick in ticks(page).items() if "Udsat" in words).setChecked(True)
    finish(page, office, qtbot)
    assert not paper.exists()
    assert "hvorfor det nye sted" in page._choosing.because.error
    assert_walkable(page)
    page._choosing.because.set_text("De faste voksne betyder meget")
    finish(page, office, qtbot)
    child = house.child("Ib").id
    (one,) = house.do(lambda desk: transitions.sheet(desk, child)).finished
    assert one.because == "De faste voksne betyder meget"
