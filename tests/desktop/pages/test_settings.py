"""Indstillinger: institution, staff, numbers, key, look."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop import settings
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.institution import InstitutionSection
from opspor.desktop.pages.settings.key import KeySection
from opspor.desktop.pages.settings.numbers import NumbersSection
from opspor.desktop.pages.settings.password import PasswordSection
from opspor.desktop.pages.settings.roles import AREAS, ROLE_LINES, UNSAID, what_a_role_may
from opspor.desktop.pages.settings.staff import StaffSection
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    CarefulDialog,
    CheckBox,
    MessageKind,
    PasswordField,
    ProgressOverlay,
    Segmented,
)
from opspor.desktop.widgets import Kind as ButtonKind
from opspor.domain.access import RULES, Action, Reach
from opspor.domain.changes import Changes, Kind
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import contacts, log, people, suggestions
from opspor.usecases.passwords import Derive
from opspor.vault import datafile
from opspor.vault.faults import DISK_FULL
from tests.desktop.pages.conftest import LEADER, PAEDAGOG, PASSWORDS, House, settle
from tests.desktop.pages.reader import words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def at(section: str) -> Destination:
    """The settings, opened on a section."""
    return Destination(Place.SETTINGS, Id(section))


def button(page: SettingsPage, words: str) -> Button:
    """The visible button with those words."""
    return next(b for b in page.findChildren(Button) if b.words == words and b.isVisible())


def test_the_arrows_go_from_section_to_section(office: Office, show: Show, qtbot: QtBot) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS))
    show(page)
    assert page._sections["institution"].isVisible()
    assert not page.findChildren(StaffSection)  # a section is made when it is opened
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page._sections["staff"].isVisible()
    assert not page._sections["institution"].isVisible()


def test_whoever_walks_down_the_sections_sees_the_row_and_the_section(office: Office, show: Show, qtbot: QtBot) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS))
    show(page)
    for _ in range(len(page._makers) - 1):
        QTest.keyClick(page._list, Qt.Key.Key_Down)
        settle(qtbot, office.work)
    row = page._list.visualRect(page._list.currentIndex())
    seen = page.work_area.viewport().rect()
    for part, corner in ((page._list.viewport(), row.bottomLeft()), (page._sections["about"], QPoint(0, 0))):
        assert seen.contains(part.mapTo(page.work_area.viewport(), corner))


def test_at_200_percent_a_short_section_too_begins_at_the_top(office: Office, show: Show, qtbot: QtBot) -> None:
    look.set_zoom(2.0)
    page = SettingsPage(office, at("law"))
    show(page)
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: page._sections["law"].mapTo(page.work_area, QPoint(0, 0)).y() == 0, timeout=2000)


def test_the_controller_is_written_for_every_paper(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("institution"))
    show(page)
    section = page.findChildren(InstitutionSection)[0]
    QTest.keyClicks(section._fields["controller"].editor, "Kanari Kommune")
    page.refresh(Changes(frozenset({Kind.SETTINGS})))  # somebody else saved something
    settle(qtbot, office.work)
    assert section._fields["controller"].text() == "Kanari Kommune"
    button(page, "Gem").click()
    settle(qtbot, office.work)
    institution = house.do(people.overview).institution
    assert (institution.name, institution.controller) == ("Børnehuset Lærkereden", "Kanari Kommune")


def test_an_invitation_shows_its_code_once(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("staff"))
    show(page)
    section = page.findChildren(StaffSection)[0]
    button(page, "Invitér en kollega").click()
    QTest.keyClicks(page.focusWidget(), "Sofie Kanari")
    button(page, "Lav invitation").click()
    qtbot.waitUntil(section._code.isVisible, timeout=5000)
    code = section._code._big.text()
    assert len(code.replace("-", "")) == 20
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PEOPLE})))
    settle(qtbot, office.work)
    row = next(row for row in section._list.rows() if row.title == "Sofie Kanari")
    assert row.fact == "inviteret, ikke kommet endnu"
    button(page, "Færdig").click()
    assert section._code._big.text() == ""


def test_rooms_are_set_for_a_colleague(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("staff"))
    show(page)
    section = page.findChildren(StaffSection)[0]
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    section._list.opened.emit(jonas.id)
    section._one.ticks.set_value(frozenset())
    button(page, "Gem").click()
    settle(qtbot, office.work)
    assert not next(m for m in house.do(people.overview).staff if m.id == jonas.id).groups


def test_a_role_is_set_for_a_colleague_with_a_line_that_says_what_it_means(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = SettingsPage(office, at("staff"))
    show(page)
    section = page.findChildren(StaffSection)[0]
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    section._list.opened.emit(jonas.id)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_End)  # the last of the roles
    assert "Læser loggen. Ser ingen børn" in words_on(section._one)
    button(page, "Gem").click()
    settle(qtbot, office.work)
    assert next(m for m in house.do(people.overview).staff if m.id == jonas.id).role is Role.AUDITOR


def choose_by_keys(section: StaffSection, name: str) -> None:
    """Goes down the list of people to the one whose name begins so, and opens them."""
    section._list.setFocus()
    QTest.keyClick(section._list, Qt.Key.Key_Home)
    while not str(section._list.rows()[section._list.currentIndex().row()].title).startswith(name):
        QTest.keyClick(section._list, Qt.Key.Key_Down)
    QTest.keyClick(section._list, Qt.Key.Key_Return)


def press_by_keys(page: SettingsPage, words: str) -> None:
    """Tabs to a button and presses it with Enter."""
    for _ in range(60):
        here = page.focusWidget()
        if isinstance(here, Button) and here.words == words:
            QTest.keyClick(here, Qt.Key.Key_Return)
            return
        QTest.keyClick(here, Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {words}")


def dialog(page: SettingsPage, qtbot: QtBot) -> CarefulDialog:
    """The careful question, when it has come."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(CarefulDialog)), timeout=5000)
    return next(d for d in page.findChildren(CarefulDialog) if d.isVisible())


def staff_page(office: Office, show: Show) -> tuple[SettingsPage, StaffSection]:
    """The settings, opened on the staff."""
    page = SettingsPage(office, at("staff"))
    show(page)
    return page, page.findChildren(StaffSection)[0]


def test_a_person_is_removed_by_keyboard_alone_and_stands_folded_away_as_stopped(
    office: Office, show: Show, house: House, qtbot: QtBot, quick_derive: Derive
) -> None:
    page, section = staff_page(office, show)
    choose_by_keys(section, "Jonas")
    press_by_keys(page, "Fjern adgangen …")
    asked = dialog(page, qtbot)
    assert asked.focusWidget() is asked.safe
    said = words_on(asked)
    for word in (
        "ny nøgle",
        "bliver her med navn",
        "står bagefter til jer andre",
        "Kopier, der er taget før nu",
        "MB fri",
        "alt, som det var",
    ):
        assert word in said
    QTest.keyClick(asked.safe, Qt.Key.Key_Tab)
    QTest.keyClick(asked.verb, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "kan ikke låse op mere" in words_on(page), timeout=10000)
    page.refresh(Changes(frozenset({Kind.PEOPLE})))  # as the window tells every page
    settle(qtbot, office.work)
    assert not section._one.isVisible()
    assert [row.title for row in section._list.rows()] == ["Mette Kanari Sørensen"]
    assert not section._left.isVisible()
    press_by_keys(page, "Er stoppet (1)")
    assert [(row.title, row.fact) for row in section._left.rows()] == [("Jonas Kanari Bæk", "stoppet 17. marts 2026")]
    assert section._left.isVisible()
    house.leave()
    with pytest.raises(KnownError):
        house.enter(PAEDAGOG)
    house.enter()


def test_who_changes_their_mind_removes_nobody(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page, section = staff_page(office, show)
    choose_by_keys(section, "Jonas")
    press_by_keys(page, "Fjern adgangen …")
    QTest.keyClick(dialog(page, qtbot).safe, Qt.Key.Key_Escape)
    settle(qtbot, office.work)
    assert len(house.do(people.overview).staff) == 2


def test_a_removal_can_be_stopped_and_then_all_is_as_it_was(
    office: Office, show: Show, house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, section = staff_page(office, show)
    work, real = office.work, office.work.remove_person
    waiting = threading.Event()

    def slow(staff_id: Id, *, progress: Callable[[int, int], object], stopped: Callable[[], bool]) -> None:
        progress(40, 100)  # where a large file would be
        assert waiting.wait(10)
        real(staff_id, progress=progress, stopped=stopped)

    monkeypatch.setattr(work, "remove_person", slow)
    choose_by_keys(section, "Jonas")
    press_by_keys(page, "Fjern adgangen …")
    dialog(page, qtbot).verb.click()
    qtbot.waitUntil(lambda: any(cover.isVisible() for cover in page.findChildren(ProgressOverlay)), timeout=5000)
    (cover,) = (cover for cover in page.findChildren(ProgressOverlay) if cover.isVisible())
    assert "40 %. Mappen bliver skrevet om. Så længe kan ingen skrive i den." in words_on(cover)
    assert page.focusWidget() is cover.stop
    QTest.keyClick(cover.stop, Qt.Key.Key_Tab)
    assert page.focusWidget() is cover.stop
    QTest.keyClick(cover.stop, Qt.Key.Key_Return)
    waiting.set()
    qtbot.waitUntil(lambda: "Det blev stoppet. Intet er ændret" in words_on(page), timeout=10000)
    assert not any(cover.isVisible() for cover in page.findChildren(ProgressOverlay))
    assert len(house.do(people.overview).staff) == 2
    assert not (house.folder / "ny").exists()
    house.enter(PAEDAGOG)


def test_what_keeps_a_removal_from_being_done_is_said_and_changes_nothing(
    office: Office, show: Show, house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, section = staff_page(office, show)

    def full(*_: object) -> None:
        raise KnownError(DISK_FULL)

    monkeypatch.setattr(datafile, "copy", full)
    choose_by_keys(section, "Jonas")
    press_by_keys(page, "Fjern adgangen …")
    dialog(page, qtbot).verb.click()
    qtbot.waitUntil(lambda: page.message_line.message is not None, timeout=10000)
    assert page.message_line.message is not None
    assert page.message_line.message.kind is MessageKind.DANGER
    assert str(KnownError(DISK_FULL)).startswith(page.message_line.message.first)
    assert len(house.do(people.overview).staff) == 2


def test_oneself_cannot_be_removed_and_it_says_why(office: Office, show: Show) -> None:
    page, section = staff_page(office, show)
    choose_by_keys(section, "Mette")
    press_by_keys(page, "Fjern adgangen …")
    assert "Bed en anden leder" in words_on(page)
    assert not page.findChildren(CarefulDialog)


def test_an_invitation_is_taken_back(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    _, code = office.work.invite(name="Sofie Kanari", title="", role=Role.STAFF, groups=frozenset())
    page, section = staff_page(office, show)
    choose_by_keys(section, "Sofie")
    assert "Koden virker til og med 31. marts 2026" in words_on(section._one)
    assert not section._one.remove.isVisible()
    press_by_keys(page, "Træk invitationen tilbage …")
    dialog(page, qtbot).verb.click()
    settle(qtbot, office.work)
    assert "Invitationen er trukket tilbage." in words_on(page)
    assert [member.name for member in house.do(people.overview).staff if member.name.startswith("Sofie")] == []
    assert not section._fold.isVisible()  # somebody who never came has not stopped
    house.leave()
    with pytest.raises(KnownError):
        workplace.accept(house.folder, login="sofie", code=code, password=NEW, clock=house.clock)


def test_what_was_opened_comes_into_sight_also_at_200_percent(office: Office, show: Show, qtbot: QtBot) -> None:
    look.set_zoom(2.0)
    page, section = staff_page(office, show)
    page.resize(960, 768)  # beside the rail; the section stands below the list of sections
    settle(qtbot, office.work)
    page.work_area.verticalScrollBar().setValue(0)
    section._list.opened.emit(section._list.rows()[0].key)
    qtbot.waitUntil(lambda: 0 <= section._one.mapTo(page.work_area, QPoint(0, 0)).y() < page.height() // 2)


def test_whoever_comes_for_a_section_sees_it_also_at_200_percent(office: Office, show: Show, qtbot: QtBot) -> None:
    look.set_zoom(2.0)
    page = SettingsPage(office, at("key"))
    show(page)
    section = page.findChildren(KeySection)[0]
    qtbot.waitUntil(lambda: 0 <= section.mapTo(page.work_area, QPoint(0, 0)).y() < page.work_area.height() // 2)


def test_one_button_at_a_time_is_filled(office: Office, show: Show, qtbot: QtBot) -> None:
    page, section = staff_page(office, show)

    def filled() -> list[str]:
        return [b.text() for b in section.findChildren(Button) if b.isVisible() and b.kind is ButtonKind.MAIN]

    assert filled() == ["Invitér en kollega"]
    button(page, "Invitér en kollega").click()
    assert filled() == ["Lav invitation"]
    section._list.opened.emit(section._list.rows()[0].key)
    assert filled() == ["Gem"]
    button(page, "Fortryd").click()
    assert filled() == ["Invitér en kollega"]


def test_an_invitation_that_is_too_old_says_so(office: Office, show: Show, house: House) -> None:
    office.work.invite(name="Sofie Kanari", title="", role=Role.STAFF, groups=frozenset())
    house.clock.now += timedelta(days=15)
    _, section = staff_page(office, show)
    assert [row.fact for row in section._list.rows() if row.title.startswith("Sofie")] == ["invitationen er for gammel"]


def test_the_last_leader_who_steps_down_is_told_why_not(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("staff"))
    show(page)
    section = page.findChildren(StaffSection)[0]
    section._list.opened.emit(house.do(people.overview).me.id)
    section._one.role.set_value(Role.STAFF)
    button(page, "Gem").click()
    settle(qtbot, office.work)
    assert "Der skal altid være en leder" in words_on(page)


def test_who_may_what_is_read_from_the_rules_and_says_what_it_cannot_hold(
    office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RULES[Action.READ_LOG], Role.ADMINISTRATOR, Reach.ALL)
    page = SettingsPage(office, at("roles"))
    show(page)
    said = words_on(page)

    assert "deler én nøgle til filen" in said
    assert "kan læse hele filen uden om reglerne" in said
    assert "læse loggen" in dict(what_a_role_may(Role.ADMINISTRATOR))["I programmet"]
    assert "åbne barnets side" in dict(what_a_role_may(Role.STAFF))["For børn på egne stuer"]
    assert "åbne barnets side" in dict(what_a_role_may(Role.AUDITOR))["Må ikke"]


def test_every_action_is_said_once_and_the_lines_agree_with_the_rules() -> None:
    said = [action for area in AREAS for action in area.words]

    assert sorted([*said, *UNSAID]) == sorted(Action)
    for role in Role:
        assert ("Ser ingen børn" in ROLE_LINES[role]) is (RULES[Action.OPEN_CHILD][role] is Reach.NONE)
        assert ("inviterer" in ROLE_LINES[role]) is (RULES[Action.INVITE][role] is not Reach.NONE)


def test_a_number_needs_who_tried_it_and_when(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("numbers"))
    show(page)
    section = page.findChildren(NumbersSection)[0]
    card = section._cards[0]
    QTest.keyClicks(card._phone.editor, "96 28 28 28")
    button(page, "Gem telefonnumre").click()
    assert "hvilken funktion" in card._by.error
    QTest.keyClicks(card._by.editor, "leder")
    button(page, "Gem telefonnumre").click()
    assert "hvornår" in card._on.error
    QTest.keyClicks(card._on.editor, "16.3.2026")
    button(page, "Gem telefonnumre").click()
    settle(qtbot, office.work)
    (saved,) = house.do(contacts.listed)
    assert (saved.phone, saved.checked_by_function, saved.checked_on) == ("96 28 28 28", "leder", date(2026, 3, 16))


def prove_by_keys(page: SettingsPage, section: KeySection, qtbot: QtBot) -> str:
    """Takes the words from the screen as from the paper, types them and proves them, without the mouse."""
    qtbot.waitUntil(lambda: section._panel is not None and bool(section._panel._words), timeout=5000)
    panel = section._panel
    assert panel is not None
    words = " ".join(panel._words)
    press_by_keys(page, "Jeg har papiret")
    assert page.focusWidget() is panel._typed.editor
    QTest.keyClicks(panel._typed.editor, words)
    press_by_keys(page, "Prøv nøglen")
    qtbot.waitUntil(lambda: section._panel is None, timeout=5000)
    page.refresh(Changes(frozenset({Kind.SETTINGS})))
    return words


def key_page(office: Office, show: Show) -> tuple[SettingsPage, KeySection]:
    """The settings, opened on the recovery keys."""
    page = SettingsPage(office, at("key"))
    show(page)
    return page, page.findChildren(KeySection)[0]


def fact_of_keys(page: SettingsPage) -> str:
    """What the list of sections says about the keys."""
    return next(row.fact for row in page._list.rows() if row.key == "key")


def test_both_keys_are_missing_until_each_is_made_and_proved(
    office: Office, show: Show, house: House, qtbot: QtBot, quick_derive: Derive
) -> None:
    page, section = key_page(office, show)
    assert fact_of_keys(page) == "mangler"
    assert section.own.missing.isVisible()
    assert section.deposited.missing.isVisible()
    assert "Brænder huset" in words_on(section.deposited)
    press_by_keys(page, "Lav nøglen")
    own = prove_by_keys(page, section, qtbot)
    settle(qtbot, office.work)
    assert "Lavet og prøvet 17. marts 2026." in words_on(section.own)
    assert section.deposited.missing.isVisible()
    assert fact_of_keys(page) == ""
    press_by_keys(page, "Lav en nøgle til kommunen")
    qtbot.waitUntil(lambda: "aflevér den til kommunen" in words_on(section), timeout=5000)
    deposited = prove_by_keys(page, section, qtbot)
    settle(qtbot, office.work)
    assert "Aflevér kuverten" in words_on(page)
    assert not section.deposited.missing.isVisible()
    known = house.do(people.overview)
    assert known.own_key is not None
    assert known.deposited_key is not None
    house.leave()
    for words in (own, deposited):
        assert workplace.leaders(house.folder, words, clock=house.clock, derive=quick_derive)


def test_a_used_key_is_to_be_replaced(
    house: House, qtbot: QtBot, quick_derive: Derive, office: Office, show: Show
) -> None:
    work = house.enter()
    words = " ".join(work.new_recovery_key(deposit=True))
    work.prove_recovery_key(words, deposit=True)
    leader = house.do(people.overview).me.id
    house.leave()
    house.work = workplace.recover(
        house.folder, words, leader=leader, login=LEADER, password=NEW, clock=house.clock, derive=quick_derive
    )
    office = Office(house.work, office.go, office.back)
    page = SettingsPage(office, at("key"))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, office.work)
    section = page.findChildren(KeySection)[0]
    assert section.deposited.used.isVisible()
    assert not section.own.used.isVisible()
    assert "Brugt 17. marts 2026." in words_on(section.deposited)
    assert fact_of_keys(page) == "er brugt"
    button(page, "Lav en ny til kommunen").click()
    prove_by_keys(page, section, qtbot)
    settle(qtbot, office.work)
    assert not section.deposited.used.isVisible()
    assert fact_of_keys(page) == "mangler"  # the institution's own


def test_only_a_leader_makes_keys(house: House, qtbot: QtBot, office: Office) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), at("key"))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    section = page.findChildren(KeySection)[0]
    QTest.keyClick(section.own.make, Qt.Key.Key_Return)
    assert "Spørg lederen" in words_on(page)
    assert section._panel is None


def type_passwords(page: SettingsPage, *typed: str) -> None:
    """Goes through the fields by keyboard alone: Enter leads from each to the next, and from the last to the change."""
    section = page._sections["password"]
    assert isinstance(section, PasswordSection)
    section._old.setFocus()
    for text in typed:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


NEW = "kanari-vulkan-gensyn-melkage"


def test_the_password_is_changed_by_keyboard_alone(
    office: Office, show: Show, house: House, quick_derive: Derive, qtbot: QtBot
) -> None:
    page = SettingsPage(office, at("password"))
    show(page)
    type_passwords(page, PASSWORDS[LEADER], NEW, NEW)
    qtbot.waitUntil(lambda: page.message_line.message is not None, timeout=5000)
    assert page.message_line.message is not None
    assert "Adgangskoden er skiftet." in page.message_line.message.text
    section = page._sections["password"]
    assert isinstance(section, PasswordSection)
    assert not any(field.text() for field in section.findChildren(PasswordField))
    house.leave()
    with pytest.raises(KnownError) as old:
        house.enter()
    assert old.value.code == "BOKS-ADGANG"
    house.work = workplace.open_vault(house.folder, LEADER, NEW, clock=house.clock, derive=quick_derive)


@pytest.mark.parametrize(
    ("typed", "where", "said"),
    [
        (("",), 0, "låser op med nu"),
        ((PASSWORDS[LEADER], "Kanari Sørensen", "Kanari Sørensen"), 1, "ikke stærk nok"),
        ((PASSWORDS[LEADER], NEW, NEW + "x"), 2, "ikke ens"),
        (("kanari-forkert", NEW, NEW), 0, "ikke din nuværende"),
    ],
)
def test_what_keeps_the_password_from_being_changed_stands_under_its_field(
    office: Office, show: Show, house: House, qtbot: QtBot, typed: tuple[str, ...], where: int, said: str
) -> None:
    page = SettingsPage(office, at("password"))
    show(page)
    section = page._sections["password"]
    assert isinstance(section, PasswordSection)
    type_passwords(page, *typed)
    if not section._change.cannot:
        section._begin()
    fields = (section._old, section._new.password, section._new.again)
    qtbot.waitUntil(lambda: said in fields[where].error, timeout=5000)
    assert QApplication.focusWidget() is fields[where].editor
    house.enter()  # with the password as it was


def test_wrong_old_passwords_make_it_wait(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("password"))
    show(page)
    section = page._sections["password"]
    assert isinstance(section, PasswordSection)
    for number in range(3):
        section._new.clear()
        type_passwords(page, f"kanari-{number}", NEW, NEW)
        qtbot.waitUntil(lambda: "ikke din nuværende" in section._old.error, timeout=5000)
    type_passwords(page, PASSWORDS[LEADER])
    button(page, "Skift adgangskode").click()
    qtbot.waitUntil(lambda: "Vent 5 sekunder" in section._old.error, timeout=5000)


def test_leaving_the_settings_forgets_what_was_typed(office: Office, show: Show) -> None:
    page = SettingsPage(office, at("password"))
    show(page)
    type_passwords(page, PASSWORDS[LEADER], NEW)
    page.leave()
    assert not any(field.text() for field in page.findChildren(PasswordField))


def test_the_look_changes_at_once(office: Office, show: Show, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("look"))
    show(page)
    theme, size = (part for part in page._sections["look"].findChildren(Segmented))
    QTest.mouseClick(theme.segments[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(size.segments[-1], Qt.MouseButton.LeftButton)
    assert (look.theme, look.zoom) == ("dark", 2.0)


def test_a_colleague_reads_but_does_not_change(house: House, show: Show, qtbot: QtBot, office: Office) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), at("institution"))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert "lederen" in button(page, "Gem").cannot


@pytest.mark.parametrize(
    "section", ["institution", "staff", "roles", "numbers", "password", "key", "log", "look", "about"]
)
def test_the_sections_can_be_walked(office: Office, show: Show, section: str) -> None:
    page = SettingsPage(office, at(section))
    show(page)
    assert_walkable(page, ((1.0, 1366, 768), (2.0, 1366, 768)))


def test_after_how_long_this_pc_locks_is_chosen_and_remembered(
    office: Office, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[int] = []
    monkeypatch.setattr(settings.here, "lock_minutes", 7)
    monkeypatch.setattr(settings, "save", lambda: saved.append(settings.here.lock_minutes))
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("lock")))
    show(page)
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName().startswith("Lås, når"))
    assert box.currentText() == "7 minutter"  # what was written by hand stays
    assert [box.itemText(0), box.itemText(box.count() - 1)] == ["1 minut", "60 minutter"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert saved == [10]
    assert "I et møde låser den tidligst efter 20 minutter." in words_on(page)
    assert "Gælder på denne pc for alle, der bruger den." in words_on(page)


def months_box(page: SettingsPage) -> QComboBox:
    return next(box for box in page.findChildren(QComboBox) if box.accessibleName().startswith("Gem loggen i"))


def test_how_long_the_log_is_kept_is_chosen_by_keyboard(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = SettingsPage(office, at("log"))
    show(page)
    settle(qtbot, office.work)
    box = months_box(page)
    assert [box.itemText(0), box.itemText(box.count() - 1)] == ["6 måneder", "12 måneder"]
    assert box.currentText() == "12 måneder"
    assert "De kommer ikke igen, heller ikke med en længere frist." in words_on(page)
    box.setFocus()
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Up)
    page.refresh(Changes(frozenset({Kind.SETTINGS})))  # somebody else saved something
    settle(qtbot, office.work)
    assert box.currentText() == "8 måneder"
    assert house.do(log.months_kept) == 12  # not before it is saved
    save = button(page, "Gem")
    save.setFocus()
    QTest.keyClick(save, Qt.Key.Key_Space)
    settle(qtbot, office.work)
    assert house.do(log.months_kept) == 8


def test_the_leader_switches_suggestions_off_and_staff_read_it(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    page = SettingsPage(office, at("suggestion"))
    show(page)
    settle(qtbot, office.work)
    tick = next(box for box in page.findChildren(CheckBox) if box.words.startswith("Vis et forslag"))
    assert tick.isChecked()
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    page.refresh(Changes(frozenset({Kind.SETTINGS})))  # somebody else saved something
    settle(qtbot, office.work)
    assert not tick.isChecked()
    section = page._sections["suggestion"]
    save = next(b for b in section.findChildren(Button) if b.words == "Gem")
    save.setFocus()
    QTest.keyClick(save, Qt.Key.Key_Space)
    settle(qtbot, office.work)

    assert not house.do(suggestions.shown)
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), at("suggestion"))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    section = page._sections["suggestion"]
    save = next(b for b in section.findChildren(Button) if b.words == "Gem")
    assert "Det retter lederen eller administratoren." in save.cannot


def test_staff_read_how_long_the_log_is_kept_and_are_told_who_changes_it(
    house: House, qtbot: QtBot, office: Office
) -> None:
    work = house.enter(PAEDAGOG)
    page = SettingsPage(Office(work, office.go, office.back), at("log"))
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert months_box(page).currentText() == "12 måneder"
    assert "Det retter lederen eller administratoren." in button(page, "Gem").cannot
