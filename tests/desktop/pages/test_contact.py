"""The contact log on screen: written by keys, each view apart, corrected, filtered, kept as a draft."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.contact import ContactPage
from opspor.desktop.pages.contact.form import ContactForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Chip, PlainLabel, Prose
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.child import Carer, Custody
from opspor.domain.contact import Contact, ParentContact, Spoken, Way
from opspor.domain.ids import Id
from opspor.usecases import children, parent_contacts, people
from tests.desktop.pages.conftest import House, settle
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
MOTHER = Carer(Id("mor"), "Sara Kanari", "mor", Custody.YES, "Hemmeligvej 9", "90000001", protected=True,
               lives_with_child=True)  # fmt: skip
FATHER = Carer(Id("far"), "Tobias Kanari Æbelø", "far", Custody.NO, "", "", protected=False, lives_with_child=False)
CALL = Contact(date(2026, 3, 10), Way.PHONE, people=(Spoken(MOTHER.id, "Sara Kanari, mor", "Træt"),), about="Søvn")


def said(page: Page | FocusPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


@pytest.fixture
def karla(office: Office, house: House) -> Id:
    """A child with two carers, one of them protected."""
    child = house.child("Karla").id
    file = house.do(lambda d: children.open_child(d, child))
    known = replace(file.particulars, carers=(MOTHER, FATHER))
    house.do(lambda d: children.change(d, child, file.particulars_id, known))
    return child


def note(house: House, child: Id, contact: Contact = CALL, corrects: Id | None = None) -> Id:
    return house.do(lambda d: parent_contacts.note_contact(d, child, Context.DAYCARE, contact, corrects))


def the_log(house: House, child: Id) -> tuple[ParentContact, ...]:
    return house.do(lambda d: parent_contacts.contact_log(d, child)).contacts


def opened(office: Office, show: Show, child: Id) -> tuple[ContactPage, ContactForm]:
    page = ContactPage(office, Destination(Place.CONTACT, child))
    show(page)
    assert page._form is not None
    return page, page._form


def press(page: Page, words: str) -> None:
    button = next(b for b in page.findChildren(Button) if b.words == words and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def fill(form: ContactForm, *, talked: str = "talked") -> None:
    form.way.set_value(Way.MEETING)
    form.talked.set_value(talked)
    QTest.keyClick(form.people._lines["mor"].tick, Qt.Key.Key_Space)
    QTest.keyClicks(form.people._lines["mor"].view.editor, "Hun sover for lidt")
    QTest.keyClicks(form.subject.editor, "Søvn æøå")


def test_custody_and_protection_stand_in_words_and_no_address(office: Office, show: Show, karla: Id) -> None:
    page, _ = opened(office, show, karla)
    words = said(page)
    assert "Sara Kanari, mor" in words
    assert "Hemmeligvej" not in words
    assert "90000001" not in words
    assert "Ingen kontakter her endnu" in words
    chips = [chip.accessibleName() for chip in page._carers.findChildren(Chip)]
    for chip in ("Har del i forældremyndigheden", "Har ikke del i forældremyndigheden", "Beskyttet"):
        assert chip in chips


def test_the_same_help_stands_for_every_child(office: Office, show: Show, house: House, karla: Id) -> None:
    for child in (karla, house.child("Bo").id):
        page, _ = opened(office, show, child)
        prose = [widget.accessibleName() for widget in page.findChildren(Prose)]
        assert any("tal ikke med forældrene først" in words and "spørg lederen først." in words for words in prose)


def test_a_contact_is_written_down_with_each_view_apart(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page, form = opened(office, show, karla)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # Skriv en kontakt ned
    assert page.focusWidget() is form.day.editor
    fill(form)
    QTest.keyClick(form.people._lines["other"].tick, Qt.Key.Key_Space)
    QTest.keyClicks(form.people._lines["other"].who.editor, "mormor")
    QTest.keyClicks(form.people._lines["other"].view.editor, "Hun er bare glad")
    QTest.keyClicks(form.agreed.editor, "Far henter tirsdag")
    QTest.keyClicks(form.next_on.editor, "24.03.2026")
    press(page, "Gem")
    settle(qtbot, office.work)
    (one,) = the_log(house, karla)
    assert one.contact == Contact(
        date(2026, 3, 17), Way.MEETING, talked=True,
        people=(
            Spoken(Id("mor"), "Sara Kanari, mor", "Hun sover for lidt"), Spoken(None, "mormor", "Hun er bare glad"),
        ),
        about="Søvn æøå", agreed="Far henter tirsdag", next_on=date(2026, 3, 24),
    )  # fmt: skip
    page.refresh(Changes(frozenset(Kind)))
    settle(qtbot, office.work)
    assert not form.isVisible()
    for words in (
        "Møde, 17. marts 2026",
        "Sara Kanari, mor siger",
        "mormor siger",
        "I taler sammen igen 24. marts 2026.",
    ):
        assert words in said(page)
    assert "Sidst talt med 17. marts 2026" in said(page)


def test_tried_in_vain_is_noted_and_is_no_talk(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    page, form = opened(office, show, karla)
    page._open_form()
    fill(form, talked="tried")
    form._write()
    settle(qtbot, office.work)
    (one,) = the_log(house, karla)
    assert not one.contact.talked
    assert "Sidst talt med" not in said(page)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda form: form.day.set_value(date(2026, 3, 18)), "day"),
        (lambda form: form.way.set_value(None), "way"),
        (lambda form: form.talked.set_value(None), "talked"),
        (lambda form: form.people.restore({}), "people"),
        (lambda form: form.people.restore({"with:other": " "}), "people"),
        (lambda form: form.subject.set_text(""), "subject"),
        (lambda form: form.next_on.set_value(date(2026, 3, 1)), "next_on"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_draft_stays(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id, change: Callable[[ContactForm], None], field: str
) -> None:
    page, form = opened(office, show, karla)
    page._open_form()
    fill(form)
    change(form)
    form._write()
    settle(qtbot, office.work)
    assert getattr(form, field).error
    assert the_log(house, karla) == ()
    assert form.isVisible()


def test_what_is_typed_is_there_again(office: Office, show: Show, house: House, qtbot: QtBot, karla: Id) -> None:
    page, form = opened(office, show, karla)
    page._open_form()
    fill(form)
    QTest.keyClick(form.people._lines["other"].tick, Qt.Key.Key_Space)
    QTest.keyClicks(form.people._lines["other"].who.editor, "mormor")
    before = form._fields()
    page.leave()
    settle(qtbot, office.work)
    _, again = opened(office, show, karla)
    settle(qtbot, office.work)
    assert again.isVisible()
    assert again._fields() == before


def test_a_correction_fills_the_form_and_replaces(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    gone = Spoken(Id("tidligere"), "Plejemor", "Hun savner os")
    first = note(house, karla, replace(CALL, people=(*CALL.people, gone)))
    page, form = opened(office, show, karla)
    press(page, "Ret")
    assert "Du retter en kontakt." in said(page)
    form.subject.set_text("Mad")
    form._write()
    settle(qtbot, office.work)
    (one,) = the_log(house, karla)
    assert (one.corrects, one.contact.about) == (first, "Mad")
    assert one.contact.people[0] == CALL.people[0]
    assert one.contact.people[1].who == "Plejemor", "who is no carer any more stays on it"
    assert one.contact.people[1].view == "Hun savner os"
    page.refresh(Changes(frozenset(Kind)))
    settle(qtbot, office.work)
    assert "Rettet af Mette Kanari Sørensen" in said(page)


def test_who_corrects_second_sees_the_others_version_and_may_go_on(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    first = note(house, karla)
    page, form = opened(office, show, karla)
    press(page, "Ret")
    form.subject.set_text("Mit")
    theirs = note(house, karla, replace(CALL, about="Deres"), note(house, karla, CALL, first))  # two versions later
    form._write()
    settle(qtbot, office.work)
    assert page.message_line.message is not None
    assert "En anden har rettet kontakten" in page.message_line.message.text
    assert form.subject.text() == "Mit"
    page.refresh(Changes(frozenset({Kind.CONTACTS})))
    settle(qtbot, office.work)
    assert "Deres" in said(page)
    form._write()
    settle(qtbot, office.work)
    (one,) = the_log(house, karla)
    assert (one.corrects, one.contact.about) == (theirs, "Mit")


def test_the_list_is_filtered_by_carer(office: Office, show: Show, house: House, karla: Id, qtbot: QtBot) -> None:
    note(house, karla)
    note(house, karla, replace(CALL, people=(Spoken(FATHER.id, "Tobias, far"),), about="Mad"))
    note(house, karla, replace(CALL, people=(Spoken(None, "mormor"),), about="Leg"))
    page, _ = opened(office, show, karla)
    for chosen, there in (("all", {"Søvn", "Mad", "Leg"}), ("mor", {"Søvn"}), ("far", {"Mad"}), ("others", {"Leg"})):
        page._filter.set_value(chosen)
        settle(qtbot, office.work)
        assert {word for word in ("Søvn", "Mad", "Leg") if word in said(page).split("\n")} == there


def test_a_long_log_shows_its_newest_first(office: Office, show: Show, house: House, karla: Id) -> None:
    for number in range(12):
        note(house, karla, replace(CALL, held_on=date(2026, 3, 1) + timedelta(days=number), about=f"Nr. {number:02}"))
    page, _ = opened(office, show, karla)
    assert "Nr. 11" in said(page)
    assert "Nr. 01" not in said(page)
    assert any(b.words == "Vis ældre kontakter (2)" for b in page.findChildren(Button))


def test_without_carers_one_can_still_write(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    child = house.child("Bo").id
    page, form = opened(office, show, child)
    assert "Ingen skrevet ind endnu." in said(page)
    page._open_form()
    form.way.set_value(Way.TALK)
    form.talked.set_value("talked")
    QTest.keyClick(form.people._lines["other"].tick, Qt.Key.Key_Space)
    QTest.keyClicks(form.people._lines["other"].who.editor, "far")
    QTest.keyClicks(form.subject.editor, "Kanari")
    form._write()
    settle(qtbot, office.work)
    assert the_log(house, child)[0].contact.people == (Spoken(None, "far"),)


def test_a_child_in_two_places_is_asked_where_it_belongs(
    office: Office, show: Show, house: House, qtbot: QtBot, karla: Id
) -> None:
    house.do(lambda d: children.import_list(d, [children.NewChild("Ib", "Kanari", None, "", "1. klasse", "")]))
    room = next(group.id for group in house.do(people.overview).groups if group.name == "1. klasse")
    house.do(lambda d: children.enrol(d, karla, room, date(2026, 3, 17)))
    page, form = opened(office, show, karla)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [page]
    page._open_form()
    fill(form)
    form._write()
    assert form.where.error
    form.where.set_value(Context.SCHOOL)
    form._write()
    settle(qtbot, office.work)
    (one,) = the_log(house, karla)
    assert one.context is Context.SCHOOL
    page.refresh(Changes(frozenset(Kind)))
    settle(qtbot, office.work)
    press(page, "Ret")
    assert not form.where.isVisible(), "it stays where it was written"
    form._write()
    settle(qtbot, office.work)
    assert the_log(house, karla)[0].context is Context.SCHOOL


def test_every_part_is_reached_by_key_and_has_a_name(office: Office, show: Show, house: House, karla: Id) -> None:
    note(house, karla)
    page, _ = opened(office, show, karla)
    page._open_form()
    assert_walkable(page)
