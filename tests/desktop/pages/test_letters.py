"""Letters to parents on screen: who lacks one, in which language, saved for a group, and the day noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from opspor import data_folder
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildPage
from opspor.desktop.pages.children import ChildrenPage
from opspor.desktop.pages.letters import LettersPage
from opspor.desktop.pages.letters.one import LetterCard
from opspor.desktop.pages.rounds import RoundPage
from opspor.desktop.pages.rounds.steps import ParentsStep
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, PlainLabel, PreviewPage, RowList
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Carer, Custody
from opspor.domain.ids import Id
from opspor.usecases import children, notices, people, rounds
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.test_rounds import choose
from tests.desktop.walker import assert_walkable
from tests.documents.pdf import page_texts

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def ready(house: House) -> House:
    """A house that has said who is responsible and who answers about rights."""
    house.do(
        lambda desk: people.change_institution(
            desk, name="Børnehuset", controller="Kanari Kommune", address="", phone="", forum_name="", dpo="dpo@kanari"
        )
    )
    return house


def room(house: House, name: str = "Bøgestuen") -> Id:
    return next(group.id for group in house.do(people.overview).groups if group.name == name)


def page_of(office: Office, show: Show, house: House) -> LettersPage:
    page = LettersPage(office, Destination(Place.LETTERS, room(house)))
    show(page)
    return page


def said(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    return "\n".join([*labels, str(page.message_line.message)] if isinstance(page, Page) else labels)


def button(page: QWidget, words: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.words.startswith(words) and b.isVisible())


def cells(page: LettersPage) -> dict[str, list[str]]:
    model = page._table.model()
    rows = [[str(model.index(row, n).data()) for n in range(model.columnCount())] for row in range(model.rowCount())]
    return {row[0].split()[0]: row[1:] for row in rows}


def open_row(page: LettersPage, name: str, qtbot: QtBot, house: House) -> LetterCard:
    page._table.setCurrentIndex(page._table.model().index([*cells(page)].index(name), 0))
    page._table.setFocus()
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    assert house.work is not None
    settle(qtbot, house.work)
    return next(card for card in page.findChildren(LetterCard) if card.isVisible())


def family(house: House, name: str, language: str, *carers: Carer) -> None:
    def change(desk: Desk) -> None:
        file = children.open_child(desk, house_child.id)
        children.change(
            desk, house_child.id, file.particulars_id, replace(file.particulars, language=language, carers=carers)
        )

    house_child = house.child(name)
    house.do(change)


ANNA = Carer(Id("a"), "Anna Kanari", "mor", Custody.YES, "", "", False, True)
BO = Carer(Id("b"), "Bo Kanari", "far", Custody.YES, "", "", False, False)


def test_it_says_who_knows_who_lacks_one_and_who_gets_one(office: Office, show: Show, ready: House) -> None:
    karla = ready.child("Karla").id
    ready.do(lambda desk: notices.give(desk, [karla], date(2026, 3, 2), "Brev"))
    family(ready, "Ib", "arabisk", ANNA, BO)
    page = page_of(office, show, ready)
    assert cells(page)["Karla"] == ["2.3.2026", "Dansk", "Intet brev"]
    assert cells(page)["Ib"] == ["Mangler", "Dansk, mangler arabisk", "2 breve til 2 hjem"]
    assert button(page, "Gem ").words == "Gem 4 breve"
    assert "3 børn mangler en dato" in said(page)
    assert page._table.hasFocus()


def test_everything_is_reached_by_keys_and_named(office: Office, show: Show, ready: House, qtbot: QtBot) -> None:
    page = page_of(office, show, ready)
    open_row(page, "Karla", qtbot, ready)
    assert_walkable(page)


def test_what_the_institution_lacks_stops_it_and_leads_to_the_field(
    office: Office, show: Show, house: House, trip: Trip
) -> None:
    page = page_of(office, show, house)
    assert "dataansvarlig og databeskyttelsesrådgiver mangler" in said(page)
    assert "Dataansvarlig" in page._main.cannot
    button(page, "Skriv det under").click()
    assert trip.went == [Destination(Place.SETTINGS, Id("institution"))]


def test_a_language_is_chosen_for_a_child_and_one_without_a_text_cannot_be(
    office: Office, show: Show, ready: House, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(office, show, ready)
    card = open_row(page, "Karla", qtbot, ready)
    editor = card._language.editor
    assert isinstance(editor, QComboBox)
    model = editor.model()
    assert isinstance(model, QStandardItemModel)
    free = {editor.itemText(n): model.item(n).isEnabled() for n in range(editor.count())}
    assert free["Engelsk"]
    assert not free["Arabisk: Mangler en oversætter"]
    assert sum(free.values()) == 2
    card._language.set_value("en")
    assert cells(page)["Karla"][1] == "Engelsk"
    assert page._given.how.text() == "Brev på dansk og engelsk"
    page.save(tmp_path / "breve.pdf")
    qtbot.waitUntil(lambda: "4 breve er gemt." in said(page), timeout=10000)
    pages = page_texts((tmp_path / "breve.pdf").read_bytes())
    assert sum("Page 1 of" in text for text in pages) == 1
    assert sum("Side 1 af" in text for text in pages) == 3


def test_a_child_is_left_out_and_its_letter_looked_at(office: Office, show: Show, ready: House, qtbot: QtBot) -> None:
    page = page_of(office, show, ready)
    card = open_row(page, "Karla", qtbot, ready)
    button(card, "Vis brevet").click()
    settle(qtbot, office.work)
    assert card.findChildren(PreviewPage)[0].isVisible()
    card._along.click()
    assert cells(page)["Karla"][2] == "Intet brev"
    assert button(page, "Gem ").words == "Gem 3 breve"
    button(card, "Luk").click()
    assert page._table.hasFocus()


def test_nobody_chosen_says_what_to_do(office: Office, show: Show, ready: House) -> None:
    ids = [child.id for child in ready.do(children.listed)]
    ready.do(lambda desk: notices.give(desk, ids, date(2026, 3, 2), "Brev"))
    page = page_of(office, show, ready)
    assert "tryk Enter" in page._main.cannot
    page._who.set_value("all")
    assert page._main.cannot == ""
    assert button(page, "Gem ").words == "Gem 4 breve"


def test_the_day_is_noted_for_those_who_got_one(office: Office, show: Show, ready: House, qtbot: QtBot) -> None:
    page = page_of(office, show, ready)
    button(page, "Noter dagen for 4 børn").click()
    assert page._given.day.hasFocus() or page._given.day.isAncestorOf(page.focusWidget())
    page._given.day.set_value(date(2027, 1, 1))
    button(page, "Noter dagen").click()
    settle(qtbot, office.work)
    assert "ikke kommet endnu" in said(page)
    page._given.day.set_value(date(2026, 3, 16))
    button(page, "Noter dagen").click()
    qtbot.waitUntil(lambda: "Dagen er noteret for 4 børn" in said(page), timeout=5000)
    page.refresh(Changes(frozenset(Kind)))
    settle(qtbot, office.work)
    assert {row[0] for row in cells(page).values()} == {"16.3.2026"}


def test_a_file_for_each_child(office: Office, show: Show, ready: House, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(office, show, ready)
    folder = tmp_path / "ud"
    folder.mkdir()
    page.save_each(folder)
    qtbot.waitUntil(lambda: "4 breve er gemt." in said(page), timeout=10000)
    assert len([*folder.iterdir()]) == 4


def test_another_group_is_chosen(office: Office, show: Show, ready: House, qtbot: QtBot) -> None:
    page = page_of(office, show, ready)
    page._group.set_value(room(ready, "Ærtestuen"))
    settle(qtbot, office.work)
    assert [*cells(page)] == ["Wilhelmine-Charlotte", "Åse"]
    assert button(page, "Gem ").words == "Gem 2 breve"


def test_languages_say_who_wrote_them_and_the_leader_fetches_one(
    office: Office, show: Show, ready: House, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(office, show, ready)
    rows = {row.title: row.second for row in page._languages_card.findChildren(RowList)[0].rows()}
    assert rows["Arabisk"] == "Mangler en oversætter"
    assert "Ingen anden har set den igennem" in rows["Engelsk"]
    english = (data_folder("resources") / "letters" / "en.toml").read_text("utf-8")
    file = tmp_path / "ro.toml"
    file.write_text(english.replace('code = "en"', 'code = "ro"').replace('"Engelsk"', '"Rumænsk"'), "utf-8")
    page._languages_card.fetch(file)
    qtbot.waitUntil(lambda: "Rumænsk er hentet." in said(page), timeout=5000)
    turkish = next(one for one in page._languages_card._languages if one.code == "tr")
    page._languages_card.save_for_translator(turkish, tmp_path / "tr.toml")
    qtbot.waitUntil(lambda: "Teksten er gemt." in said(page), timeout=5000)
    assert (tmp_path / "tr.toml").exists()


def test_a_paedagog_fetches_no_translation(house: House, trip: Trip, qtbot: QtBot) -> None:
    work = house.enter(PAEDAGOG)
    page = LettersPage(Office(work, trip.went.append, lambda: None), Destination(Place.LETTERS))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert "lederen" in button(page, "Hent en oversættelse").cannot


def test_there_is_a_way_from_the_children_and_from_a_child(
    office: Office, show: Show, house: House, trip: Trip
) -> None:
    page = ChildrenPage(office, Destination(Place.CHILDREN))
    show(page)
    button(page, "Brev til forældre").click()
    assert trip.went[-1] == Destination(Place.LETTERS, NO_ID)
    child = ChildPage(office, Destination(Place.CHILD, house.child("Karla").id))
    show(child)
    button(child, "Brev til forældre").click()
    assert trip.went[-1] == Destination(Place.LETTERS, room(house))


def test_there_is_a_way_from_a_round_that_waits_for_the_parents(
    office: Office, show: Show, house: House, trip: Trip, qtbot: QtBot
) -> None:
    group, both = room(house, "Ærtestuen"), [member.id for member in house.do(people.overview).staff]
    made = house.do(
        lambda desk: rounds.open_round(
            desk, name="Små", opens_on=date(2026, 3, 1), closes_on=date(2026, 4, 1),
            groups={group: (Context.DAYCARE, both)},
        )
    )  # fmt: skip
    page = RoundPage(office, Destination(Place.ROUND, made))
    show(page)
    choose(page, house.child("Åse").id)
    button(page, "Brev til forældre").click()
    assert trip.went[-1] == Destination(Place.LETTERS, group)

    step = ParentsStep(office)
    qtbot.addWidget(step)
    step.set_missing((house.child("Karla"),))
    step.show()
    button(step, "Lav breve til dem").click()
    assert trip.went[-1] == Destination(Place.LETTERS, room(house))


def test_nobody_in_the_house_says_so(office: Office, show: Show, ready: House) -> None:
    day = date(2026, 3, 17)
    for child in ready.do(children.listed):
        ready.do(lambda desk, c=child: children.leave_group(desk, c.id, c.group_ids[0], day))  # type: ignore[misc]
    page = LettersPage(office, Destination(Place.LETTERS))
    show(page)
    assert "Her er ingen børn endnu" in said(page)
    assert "Vælg først" in page._main.cannot


def test_what_is_typed_of_the_day_is_there_after_locking(
    office: Office, show: Show, ready: House, qtbot: QtBot
) -> None:
    page = page_of(office, show, ready)
    QTest.keyClicks(page._given.how.editor, "På mødet. ")
    typed = page._given.how.text()
    assert "På mødet." in typed
    page.leave()
    settle(qtbot, office.work)
    again = page_of(office, show, ready)
    assert again._given.how.text() == typed
