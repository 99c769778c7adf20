"""A child's page and the form behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child import ChildEditPage, ChildPage
from opspor.desktop.pages.child.facts import masked
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, PlainLabel, TextField
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Particulars
from opspor.usecases import children, log
from opspor.usecases.children import ChildFile
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def said(page: Page | FocusPage) -> str:
    """All words that are shown."""
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def opened(house: House, name: str) -> ChildFile:
    """A child's page as it stands in the vault."""
    child = house.child(name).id
    return house.do(lambda d: children.open_child(d, child))


def change(house: House, name: str, **fields: object) -> Particulars:
    """Somebody changes a child, without a page."""
    file = opened(house, name)
    new = replace(file.particulars, **fields)  # type: ignore[arg-type]
    house.do(lambda d: children.change(d, file.child.id, file.particulars_id, new))
    return new


def known(house: House, name: str) -> Particulars:
    """What is known about a child now."""
    return opened(house, name).particulars


def test_the_page_shows_what_is_known_and_the_cpr_number_when_it_is_asked_for_and_logged(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    change(house, "Karla", cpr="0310214996", address="Kanarivej 3")
    page = ChildPage(office, Destination(Place.CHILD, house.child("Karla").id))
    show(page)
    assert "Karla Maria Kanari Juhl" in said(page)
    assert "4 år · Bøgestuen" in said(page)
    assert "Kanarivej 3" in said(page)
    assert masked("0310214996") in said(page)
    assert "4996" not in said(page)
    reveal = next(b for b in page.findChildren(Button) if b.words == "Vis CPR-nummer")
    reveal.click()
    settle(qtbot, office.work)
    assert "031021-4996" in said(page)
    reveal.click()
    assert "4996" not in said(page)
    lines = office.work.look(lambda desk: log.page(desk, log.Filter(child=house.child("Karla").id))).result().lines
    assert [line.what for line in lines].count("Så et CPR-nummer") == 1


def test_the_newest_records_stand_there_and_the_older_ones_on_request(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    child = house.child("Bo")
    begins = office.work.clock() - timedelta(days=400)

    def write_all(desk: Desk) -> None:
        for number in range(33):
            seen_at = begins + timedelta(days=number)
            children.observe(desk, child.id, seen_at=seen_at, place="", text=f"Set {number:02}.")

    house.do(write_all)
    page = ChildPage(office, Destination(Place.CHILD, child.id))
    show(page)
    assert "Set 32." in said(page)
    assert "Set 22." not in said(page)
    more = next(b for b in page.findChildren(Button) if b.words == "Vis ældre iagttagelser og ord (23)")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert more.words == "Vis ældre iagttagelser og ord (3)"
    assert "Set 03." in said(page)
    assert "Set 02." not in said(page)
    focused = page.focusWidget()
    assert isinstance(focused, PlainLabel)
    record = focused.parentWidget()
    assert record is not None
    assert record.findChildren(PlainLabel)[1].text() == "Set 22."  # the first one that came
    page.refresh(Changes(frozenset({Kind.OBSERVATIONS})))
    settle(qtbot, office.work)
    assert "Set 03." in said(page)
    last = next(b for b in page.findChildren(Button) if b.words.startswith("Vis ældre") and b.isVisible())
    last.click()
    assert "Set 00." in said(page)
    assert not last.isVisible()


def test_contacts_and_the_network_are_one_press_away(office: Office, show: Show, house: House, trip: Trip) -> None:
    child = house.child("Bo")
    page = ChildPage(office, Destination(Place.CHILD, child.id))
    show(page)
    for words, place in (("Kontakt med forældre", Place.CONTACT), ("Netværkskort", Place.NETWORK)):
        button = next(b for b in page.findChildren(Button) if b.words == words)
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert trip.went[-1] == Destination(place, child.id)


def test_something_seen_is_written_down_by_keys(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = house.child("Bo")
    page = ChildPage(office, Destination(Place.CHILD, child.id))
    show(page)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # Skriv ned
    QTest.keyClicks(page.focusWidget(), "Bo kanari bliver ved lågen.")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # Gem
    settle(qtbot, office.work)
    (seen,) = house.do(lambda d: children.open_child(d, child.id)).observations
    assert seen.text == "Bo kanari bliver ved lågen."
    assert seen.seen_at.date() == date(2026, 3, 17)
    settle(qtbot, office.work)
    assert not page._form.isVisible()


def test_what_the_child_said_is_kept_with_the_question(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = house.child("Bo")
    page = ChildPage(office, Destination(Place.CHILD, child.id))
    show(page)
    page._open_form()
    QTest.mouseClick(page._form._kind.segments[1], Qt.MouseButton.LeftButton)
    QTest.keyClicks(page._form._said.editor, "Jeg vil hjem.")
    QTest.keyClicks(page._form._how.asked.editor, "Hvordan går det?")
    page._form._write()
    settle(qtbot, office.work)
    (words,) = house.do(lambda d: children.open_child(d, child.id)).words
    assert (words.words, words.asked) == ("Jeg vil hjem.", "Hvordan går det?")


def test_a_day_in_the_future_is_refused_in_words(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = ChildPage(office, Destination(Place.CHILD, house.child("Bo").id))
    show(page)
    page._open_form()
    QTest.keyClicks(page._form._seen.editor, "Kanari")
    page._form._day.set_value(date(2026, 3, 18))
    page._form._write()
    settle(qtbot, office.work)
    assert "fremme i tiden" in page._form._day.error
    assert page._form._seen.text() == "Kanari"


def test_what_was_being_written_survives_a_lock(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = house.child("Bo").id
    page = ChildPage(office, Destination(Place.CHILD, child))
    show(page)
    page._open_form()
    QTest.keyClicks(page._form._seen.editor, "Halvt kanari")
    page.leave()
    house.enter()
    again = ChildPage(Office(house.work, office.go, office.back), Destination(Place.CHILD, child))  # type: ignore[arg-type]
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again._form.isVisible() and again._form._seen.text() == "Halvt kanari", timeout=3000)


def test_a_new_version_is_saved_with_a_carer(
    office: Office, show: Show, house: House, qtbot: QtBot, trip: Trip
) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Bo").id))
    show(page)
    QTest.keyClicks(page._last.editor, "Kanari")
    page._carers._add.click()
    QTest.keyClicks(page.focusWidget(), "Mor Kanari")
    page._main.click()
    settle(qtbot, office.work)
    bo = known(house, "Bo")
    assert bo.last_name == "Kanari"
    assert [carer.name for carer in bo.carers] == ["Mor Kanari"]
    assert trip.backs == 1


def test_nothing_can_be_typed_before_the_child_is_read(office: Office, house: House, qtbot: QtBot) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Åse").id))
    qtbot.addWidget(page)
    page.show()
    assert not any(field.isVisible() for field in page.findChildren(TextField))
    assert not page._main.isEnabled()
    settle(qtbot, office.work)
    assert all(field.isVisible() for field in page.findChildren(TextField))
    assert page._main.isEnabled()


def test_there_is_room_for_five_carers_and_removing_one_can_be_undone(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Bo").id))
    show(page)
    for number in range(5):
        page._carers._add.click()
        QTest.keyClicks(page.focusWidget(), f"Kanari {number}")
    assert page._carers._add.cannot
    page._carers._entries[1].removed.emit()
    assert [c.name for c in page._carers.values()] == ["Kanari 0", "Kanari 2", "Kanari 3", "Kanari 4"]
    assert page.message_line.message is not None
    assert page.message_line.message.action is not None
    page.message_line.message.action[1]()
    assert [c.name for c in page._carers.values()][1] == "Kanari 1"


def test_two_people_at_once_lose_nothing(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Karla").id))
    show(page)
    QTest.keyClicks(page._note.editor, "Tåler ikke kanarinødder")
    change(house, "Karla", address="Kanarivej 3")
    page._main.click()
    settle(qtbot, office.work)
    assert page.message_line.message is not None
    assert "taget med" in page.message_line.message.rest
    page._main.click()
    settle(qtbot, office.work)
    karla = known(house, "Karla")
    assert (karla.address, karla.note) == ("Kanarivej 3", "Tåler ikke kanarinødder")


def test_a_field_that_both_changed_is_named(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Karla").id))
    show(page)
    QTest.keyClicks(page._address.editor, "Min kanarivej")
    change(house, "Karla", address="Din kanarivej")
    page._main.click()
    settle(qtbot, office.work)
    assert page.message_line.message is not None
    assert "adresse" in page.message_line.message.rest
    assert page._address.text() == "Min kanarivej"


def test_the_form_comes_back_as_it_was_left(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    where = Destination(Place.CHILD_EDIT, house.child("Bo").id)
    page = ChildEditPage(office, where)
    show(page)
    QTest.keyClicks(page._address.editor, "Kanarivej 9")
    page.leave()
    again = ChildEditPage(office, where)
    show(again)
    assert again._address.text() == "Kanarivej 9"
    assert again.message_line.message is not None
    assert again.message_line.message.action is not None
    again.message_line.message.action[1]()  # Smid den væk
    assert again._address.text() == ""


def test_the_pages_can_be_walked(office: Office, show: Show, house: House) -> None:
    for page in (
        ChildPage(office, Destination(Place.CHILD, house.child("Wilhelmine").id)),
        ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Wilhelmine").id)),
    ):
        show(page)
        assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))


def test_tab_goes_through_a_person_before_the_button_for_the_next_one(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = ChildEditPage(office, Destination(Place.CHILD_EDIT, house.child("Karla").id))
    show(page)
    add = next(b for b in page.findChildren(Button) if b.words == "Tilføj en person")
    add.click()
    settle(qtbot, office.work)
    page._note.setFocus()  # the last field before the people
    gone_by: list[str] = []
    while (here := QApplication.focusWidget()) is not add and len(gone_by) < 30:
        assert here is not None
        gone_by.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert "Hvem er det?" in gone_by


def test_the_leader_goes_from_a_child_to_the_log_about_it_and_a_colleague_does_not(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    karla = house.child("Karla").id
    page = ChildPage(office, Destination(Place.CHILD, karla))
    show(page)
    next(b for b in page.findChildren(Button) if b.words == "Se loggen om barnet").click()
    assert trip.went == [Destination(Place.LOG, karla)]
    work = house.enter(PAEDAGOG)
    theirs = ChildPage(Office(work, office.go, office.back), Destination(Place.CHILD, karla))
    qtbot.addWidget(theirs)
    theirs.show()
    settle(qtbot, work)
    assert "Karla" in said(theirs)
    assert "Se loggen om barnet" not in [b.words for b in theirs.findChildren(Button)]
