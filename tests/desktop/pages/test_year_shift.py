"""Nyt år: each group says what becomes of it, the second step shows it, and the same day it can be taken back."""

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.year_shift import YearShiftPage
from opspor.desktop.pages.year_shift.groups import GroupCard
from opspor.desktop.route import Destination, Office, Place
from opspor.domain.year_shift import Course, Step
from opspor.usecases import children, drafts, year_shift
from opspor.usecases.children import NewChild
from tests.desktop.pages.conftest import House, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.YEAR_SHIFT)


def classes(house: House) -> None:
    new = [
        NewChild(name, "Kanari", None, "", group, "") for name, group in (("Åse", "2.B"), ("Ea", "2.B"), ("Mia", "9.A"))
    ]
    house.clock.now = house.clock.now.replace(day=1)
    house.do(lambda desk: children.import_list(desk, new))
    house.clock.now = house.clock.now.replace(day=17)


def where(house: House, name: str) -> tuple[str, ...]:
    return next(one.group_names for one in house.do(children.listed) if one.full_name == f"{name} Kanari")


def card(page: YearShiftPage, name: str) -> GroupCard:
    return next(one for one in page._cards if one._one.group.name == name)


def test_classes_go_on_and_back_again(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    classes(house)
    page = YearShiftPage(office, HERE)
    show(page)
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    words = words_on(page)
    assert "2 børn går videre i 3.B, en ny gruppe." in words
    assert "2 børn flytter, 1 barn stopper." in words
    press(page, "Begynd det nye år")
    settle(qtbot, office.work)
    assert (where(house, "Åse"), where(house, "Mia")) == (("3.B",), ())
    press(page, "Fortryd det hele")
    settle(qtbot, office.work)
    assert (where(house, "Åse"), where(house, "Mia")) == (("2.B",), ("9.A",))


def test_a_child_stays_down_and_a_name_that_is_missing_is_said_beside_the_field(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    classes(house)
    page = YearShiftPage(office, HERE)
    show(page)
    second = card(page, "2.B")
    second._child.set_value(next(one.id for one in house.do(children.listed) if one.full_name == "Ea Kanari"))
    press(second, "Tilføj barnet")
    second._name.set_text("  ")
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    assert "Skriv, hvad 2.B skal hedde fremover." in words_on(second)
    second._name.set_text("3.Å")
    press(page, "Se, hvad der sker")
    settle(qtbot, office.work)
    assert "Ea Kanari bliver, hvor det går nu." in words_on(page)
    press(page, "Ret noget")
    press(second, "Følger gruppen alligevel")
    assert second.going_alone() == {}


def test_who_turns_six_stands_ready(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    new = [NewChild("Ida", "Kanari", date(2020, 5, 1), "", "Bøgestuen", "")]
    house.do(lambda desk: children.import_list(desk, new))
    page = YearShiftPage(office, HERE)
    show(page)
    assert [step.course for step in card(page, "Bøgestuen").going_alone().values()] == [Course.LEAVES]
    assert "Fylder seks i år" in words_on(page)


def test_it_is_walkable_by_keyboard(office: Office, show: Show, house: House, qtbot: QtBot) -> None:
    page = YearShiftPage(office, HERE)
    show(page)
    assert_walkable(page)


def test_what_is_chosen_is_there_after_a_lock_and_gone_when_the_year_has_begun(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    classes(house)
    page = YearShiftPage(office, HERE)
    show(page)
    settle(qtbot, office.work)
    second = card(page, "2.B")
    ea = next(one.id for one in house.do(children.listed) if one.full_name == "Ea Kanari")
    second._child.set_value(ea)
    press(second, "Tilføj barnet")
    second._name.set_text("3.Å")
    second._staff.setChecked(False)
    card(page, "9.A")._course.set_value(Course.STAYS)
    card(page, "9.A")._course.changed.emit()
    chosen = page._chosen()
    page.leave()
    settle(qtbot, office.work)
    again = YearShiftPage(office, HERE)
    show(again)
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: again._chosen() == chosen)
    assert card(again, "2.B").going_alone() == {ea: Step(Course.STAYS)}
    press(again, "Se, hvad der sker")
    settle(qtbot, office.work)
    press(again, "Begynd det nye år")
    settle(qtbot, office.work)
    assert house.do(lambda desk: drafts.load(desk, "year_shift")) is None


def test_of_many_groups_the_first_stand_there_at_once_and_a_draft_about_the_last_is_found(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    new = [NewChild(f"Åse{n}", "Kanari", None, "", f"{n}.Æ", "") for n in range(1, 10)]
    house.do(lambda desk: children.import_list(desk, new))
    page = YearShiftPage(office, HERE)
    show(page)
    qtbot.waitUntil(lambda: len(page._cards) == len(house.do(year_shift.year).groups))
    last = page._cards[-1]
    last._name.set_text("10.Å")
    last._course.set_value(Course.GOES_ON)
    last._course.changed.emit()
    chosen = page._chosen()
    page.leave()
    settle(qtbot, office.work)
    again = YearShiftPage(office, HERE)
    show(again)
    qtbot.waitUntil(lambda: again._chosen() == chosen)


def test_whoever_chooses_before_the_last_group_stands_there_has_all_of_them(
    office: Office, show: Show, house: House, qtbot: QtBot
) -> None:
    new = [NewChild(f"Åse{n}", "Kanari", None, "", f"{n}.Æ", "") for n in range(1, 10)]
    house.do(lambda desk: children.import_list(desk, new))
    year = house.do(year_shift.year)
    page = YearShiftPage(office, HERE)
    page._show(year)
    assert 0 < len(page._cards) < len(year.groups)
    page._day.changed.emit()
    assert len(page._cards) == len(year.groups)
    qtbot.addWidget(page)
