"""The map of the people around a child on screen: drawn by keys, said in words, kept, and two who draw at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.network import NetworkPage
from opspor.desktop.pages.network.drawing import NetworkDrawing
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, PlainLabel, Prose
from opspor.domain.assessment import NOTE_LIMIT, Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.ids import Id
from opspor.domain.network import MOST_PEOPLE, Considered, Network, Often, Person, Ring, Sector, in_words
from opspor.domain.recipient import HOUSE
from opspor.usecases import networks
from opspor.usecases.networks import NetworkSheet
from tests.desktop.pages.conftest import PAEDAGOG, House, settle
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
GRANDMOTHER = Person("Kanaria", "mormor", Sector.FAMILY, Ring.CLOSE, Often.WEEKLY, "Ro", "Kan hente")
FRIEND = Person("Bo", "ven", Sector.FRIENDS, Ring.NEAR)
MAP = Network((GRANDMOTHER, FRIEND), "Karla", Considered.YES, date(2026, 3, 10), "Mormor henter")


@pytest.fixture
def karla(office: Office, house: House) -> Id:
    return house.child("Karla").id


def keep(house: House, child: Id, network: Network = MAP, based_on: Id | None = None) -> Id:
    return house.do(lambda d: networks.keep(d, child, Context.DAYCARE, network, based_on))


def sheet(house: House, child: Id) -> NetworkSheet:
    return house.do(lambda d: networks.sheet(d, child))


def opened(office: Office, show: Show, child: Id) -> NetworkPage:
    page = NetworkPage(office, Destination(Place.NETWORK, child))
    show(page)
    return page


def again(page: NetworkPage, office: Office, qtbot: QtBot) -> None:
    page.refresh(Changes(frozenset({Kind.CONTACTS})))
    settle(qtbot, office.work)


def press(page: Page, words: str) -> None:
    button = next(b for b in page.findChildren(Button) if b.words == words and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def put(page: NetworkPage, person: Person) -> None:
    """A person is typed and set on the map."""
    press(page, "Sæt en person på")
    QTest.keyClicks(page._form.name.editor, person.name)
    QTest.keyClicks(page._form.relation.editor, person.relation)
    page._form.sector.set_value(person.sector)
    page._form.ring.set_value(person.ring)
    page._form.often.set_value(person.often)
    QTest.keyClicks(page._form.means.editor, person.means)
    QTest.keyClicks(page._form.helps.editor, person.helps)
    press(page, "Sæt på kortet")


def spoken(page: NetworkPage) -> list[str]:
    return [row.spoken for row in page._map.list.rows()]


def said(page: NetworkPage) -> str:
    words = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    return "\n".join(words + [prose.accessibleName() for prose in page.findChildren(Prose) if prose.isVisible()])


def test_an_empty_map_says_what_to_do_first(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)
    assert "Ingen på kortet endnu" in said(page)
    assert page.focusWidget() is page._map.one_more
    assert page._map.print.cannot
    assert "Skriv, hvad personen betyder for barnet" in said(page)


def test_people_are_set_on_the_map_by_keys_and_it_is_kept(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page = opened(office, show, karla)
    put(page, FRIEND)
    put(page, GRANDMOTHER)
    page._private.considered.set_value(Considered.YES)
    QTest.keyClicks(page._private.on.editor, "10.03.2026")
    QTest.keyClicks(page._private.note.editor, "Mormor henter")
    QTest.keyClicks(page._private.drawn_with.editor, "Karla")
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    found = sheet(house, karla)
    assert found.current is not None
    assert found.current.network == MAP, "in the order of the list: family first"
    assert found.draft is None
    again(page, office, qtbot)
    assert page._map.print.cannot == ""


def test_the_drawing_is_said_in_words_and_the_list_says_the_same(
    office: Office, show: Show, house: House, karla: Id
) -> None:
    keep(house, karla)
    page = opened(office, show, karla)
    assert page._map.drawing.accessibleDescription() == in_words(MAP.people)
    assert spoken(page) == [
        "1. Kanaria. mormor · helt tæt på · Kontakt: hver uge · Ro. Familie",
        "2. Bo. ven · tæt på. Venner",
    ]


def test_a_person_is_changed_and_taken_off_from_the_list(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    first = keep(house, karla)
    page = opened(office, show, karla)
    page._map.list.setFocus()
    QTest.keyClick(page._map.list, Qt.Key.Key_Return)
    assert page._form.value() == GRANDMOTHER
    page._form.ring.set_value(Ring.FAR)
    press(page, "Ret på kortet")
    page._map.list.setFocus()
    page._map.list.choose(1)
    QTest.keyClick(page._map.list, Qt.Key.Key_Return)
    press(page, "Tag af kortet")
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    newest, before = sheet(house, karla).versions
    assert newest.network.people == (replace(GRANDMOTHER, ring=Ring.FAR),)
    assert (newest.replaces, before.network) == (first, MAP)
    again(page, office, qtbot)
    assert "17. marts 2026, Mette Kanari Sørensen: 2 på kortet" in said(page)


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (replace(GRANDMOTHER, name="", relation=""), "name"),
        (replace(GRANDMOTHER, sector=None), "sector"),
        (replace(GRANDMOTHER, ring=None), "ring"),
    ],
)
def test_what_is_missing_of_a_person_is_said_beside_the_field(
    office: Office, show: Show, karla: Id, person: Person, field: str
) -> None:
    page = opened(office, show, karla)
    put(page, person)
    assert getattr(page._form, field).error
    assert page._people == ()


def test_a_text_that_is_too_long_is_said_beside_its_own_field(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)
    press(page, "Sæt en person på")
    page._form.begin(replace(GRANDMOTHER, helps="a" * (NOTE_LIMIT + 1)), None)
    press(page, "Sæt på kortet")
    assert "1 tegn for lang" in page._form.helps.error
    assert page._form.means.error == ""


def test_a_day_ahead_is_refused_beside_the_field_and_the_draft_stays(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page = opened(office, show, karla)
    put(page, FRIEND)
    page._private.considered.set_value(Considered.NO)
    page._private.on.set_value(date(2026, 3, 18))
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    assert page._private.on.error
    found = sheet(house, karla)
    assert found.current is None
    assert found.draft is not None
    assert page._people == (FRIEND,)


def test_what_is_drawn_and_half_typed_is_there_again(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    keep(house, karla)
    page = opened(office, show, karla)
    put(page, replace(FRIEND, name="Ib Ærø"))
    press(page, "Sæt en person på")
    QTest.keyClicks(page._form.name.editor, "Liv")
    page.leave()
    settle(qtbot, office.work)
    other = opened(office, show, karla)
    assert [person.label for person in other._people] == ["Kanaria", "Bo", "Ib Ærø"]
    assert other._form.isVisible()
    assert other._form.name.text() == "Liv"
    assert other._map.print.cannot, "what is printed is what is kept"


def test_a_half_typed_person_is_not_left_out_silently(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page = opened(office, show, karla)
    put(page, FRIEND)
    press(page, "Sæt en person på")
    QTest.keyClicks(page._form.name.editor, "Liv")
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    assert page._form.name.error
    assert sheet(house, karla).current is None
    press(page, "Fortryd")
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    assert sheet(house, karla).current is not None


@pytest.mark.parametrize("choice", ["Behold mit kort", "Tag det andet kort"])
def test_two_who_draw_at_once_see_what_is_different_and_choose(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, choice: str
) -> None:
    first = keep(house, karla)
    page = opened(office, show, karla)
    put(page, replace(FRIEND, name="Min"))
    theirs = keep(house, karla, replace(MAP, people=(GRANDMOTHER, replace(FRIEND, name="Deres"))), first)
    press(page, "Gem kortet")
    settle(qtbot, office.work)
    settle(qtbot, office.work)
    assert sheet(house, karla).versions[0].id == theirs
    assert page._meanwhile.isVisible()
    assert "Kun på det andet kort: Deres." in said(page)
    assert "Kun på dit kort: Bo, Min." in said(page)
    press(page, choice)
    if choice == "Behold mit kort":
        press(page, "Gem kortet")
        settle(qtbot, office.work)
        assert [one.label for one in sheet(house, karla).versions[0].network.people] == ["Kanaria", "Bo", "Min"]
        assert sheet(house, karla).versions[0].replaces == theirs
    else:
        settle(qtbot, office.work)
        assert [one.label for one in page._people] == ["Kanaria", "Deres"]
        assert sheet(house, karla).draft is None
    assert not page._meanwhile.isVisible()


def test_who_has_drawn_nothing_sees_the_new_map_at_once(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    first = keep(house, karla)
    page = opened(office, show, karla)
    keep(house, karla, replace(MAP, people=(FRIEND,)), first)
    again(page, office, qtbot)
    assert [one.label for one in page._people] == ["Bo"]
    assert not page._meanwhile.isVisible()


def test_it_is_printed_as_it_is_kept(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, tmp_path: Path
) -> None:
    keep(house, karla)
    page = opened(office, show, karla)
    page._save_as(tmp_path / "kort.pdf", HOUSE)
    settle(qtbot, office.work)
    assert (tmp_path / "kort.pdf").read_bytes().startswith(b"%PDF")
    assert page.message_line.message is not None
    assert page.message_line.message.first == "Kortet er gemt som fil."


def test_a_long_first_name_in_the_middle_is_whole(qtbot: QtBot) -> None:
    look.set_zoom(2.0)
    drawing = NetworkDrawing()
    qtbot.addWidget(drawing)
    drawing.set_people([], "Bartholomæus")
    drawing.resize(drawing.minimumSizeHint())
    at, wide = drawing.drawing(), paint.text_width("Bartholomæus", "small_strong")
    assert wide > 2 * at.middle  # it needs more than the circle
    picture = drawing.grab().toImage()
    ratio = picture.devicePixelRatio()
    edge = [
        picture.pixelColor(round((at.x + side * (wide / 2 + look.u(1))) * ratio), round(at.y * ratio))
        for side in (-1, 1)
    ]
    assert edge == [look.color("accent")] * 2


def test_a_drawing_of_many_is_painted_in_every_size(qtbot: QtBot) -> None:
    many = [
        Person(f"Kanari nummer {n} med et langt navn", "", list(Sector)[n % 5], list(Ring)[n % 3])
        for n in range(MOST_PEOPLE)
    ]
    drawing = NetworkDrawing()
    qtbot.addWidget(drawing)
    for people in ([], many[:3], many):
        drawing.set_people(people, "Wilhelmine-Charlotte Anne-Marie")
        for zoom in (1.0, 2.0):
            look.set_zoom(zoom)
            drawing.resize(drawing.minimumSizeHint())
            assert not drawing.grab().isNull()
            assert len(drawing.drawing().spots) == len(people)


def test_a_colleague_of_the_room_goes_on_with_the_same_map(
    house: House, office: Office, show: Show, qtbot: QtBot, karla: Id
) -> None:
    keep(house, karla)
    work = house.enter(PAEDAGOG)
    page = NetworkPage(Office(work, lambda _: None, lambda: None), Destination(Place.NETWORK, karla))
    qtbot.addWidget(page)
    settle(qtbot, work)
    assert [one.label for one in page._people] == ["Kanaria", "Bo"]


def test_every_part_is_reached_by_key_and_has_a_name(office: Office, show: Show, house: House, karla: Id) -> None:
    keep(house, karla)
    page = opened(office, show, karla)
    page._open_form(GRANDMOTHER, 0)
    assert_walkable(page)
