"""The course: only in an invented institution, task by task, by keys alone, and done when the vault says so."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opspor.desktop import demo_place
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.course import CoursePage
from opspor.desktop.pages.course.words import TOLD
from opspor.desktop.pages.help import HelpPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.domain.changes import Changes, Kind
from opspor.domain.people import GroupKind
from opspor.usecases import children, course, drafts, groups, people
from opspor.usecases.course import Task
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import House, Trip, focused, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.COURSE)
WRITTEN = Changes(frozenset({Kind.DRAFTS, Kind.OBSERVATIONS}))


@pytest.fixture
def invented(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault lies where the demo would have put it, with the paper that says so beside it."""
    monkeypatch.setattr(demo_place, "NAME", house.folder.name)
    (house.folder.parent / "LAES-MIG.txt").write_text("Bruger: mette\nAdgangskode: øvelse\n", encoding="utf-8")


def rows(page: CoursePage) -> list[tuple[str, str]]:
    return [(row.title, row.fact) for row in page.findChildren(RowList)[0].rows()]


def written(page: CoursePage, office: Office, qtbot: QtBot) -> None:
    """What was written has come to the page, as the program tells it."""
    settle(qtbot, office.work)
    page.refresh(WRITTEN)
    settle(qtbot, office.work)


def seen(desk: Desk) -> None:
    child = children.listed(desk)[0].id
    children.observe(desk, child, seen_at=desk.clock() - timedelta(minutes=5), place="", text="Hun græd.")


def test_in_a_real_institution_nobody_practises_on_a_child(office: Office, show: Show) -> None:
    page = CoursePage(office, HERE)
    show(page)
    assert "Kurset er ikke her" in words_on(page)
    assert not page.findChildren(RowList)
    assert_walkable(page)


@pytest.mark.usefixtures("invented")
def test_it_lists_the_tasks_and_enter_begins_with_the_first(
    office: Office, trip: Trip, show: Show, qtbot: QtBot
) -> None:
    page = CoursePage(office, HERE)
    show(page)
    assert [title for title, _ in rows(page)] == [told.title for told in TOLD.values()]
    assert "Du har gjort 0 af 7" in words_on(page)
    assert_walkable(page)
    assert focused().property("text") == "Begynd kurset"

    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: trip.went == [Destination(Place.PRACTICE)])
    written(page, office, qtbot)
    assert "Næste opgave" in words_on(page)


@pytest.mark.usefixtures("invented")
def test_in_a_district_it_has_the_tasks_that_can_be_done_there(house: House, office: Office, show: Show) -> None:
    for group in house.do(people.overview).groups:
        house.do(partial(groups.change, group_id=group.id, kind=GroupKind.DISTRICT, lead_id=None))
    page = CoursePage(office, HERE)
    show(page)
    assert "Du har gjort 0 af 5" in words_on(page)
    shown = [title for title, _ in rows(page)]
    assert shown == [told.title for task, told in TOLD.items() if task not in (Task.OWN, Task.JOINT)]


@pytest.mark.usefixtures("invented")
def test_a_task_is_ticked_when_the_vault_says_that_it_was_done(
    office: Office, trip: Trip, show: Show, qtbot: QtBot
) -> None:
    office.work.run(course.begin).result()
    page = CoursePage(office, HERE)
    show(page)
    office.work.run(seen).result()
    written(page, office, qtbot)
    assert [title for title, fact in rows(page) if fact] == [TOLD[Task.OBSERVATION].title]
    assert "Du har gjort 1 af 7" in words_on(page)


@pytest.mark.usefixtures("invented")
def test_the_question_is_answered_by_a_number_and_a_wrong_answer_says_why(
    office: Office, trip: Trip, show: Show, qtbot: QtBot
) -> None:
    office.work.run(course.begin).result()
    page = CoursePage(office, HERE)
    show(page)
    page.findChildren(RowList)[0].opened.emit(Task.CALL.value)
    assert trip.went == []
    QTest.keyClick(focused(), Qt.Key.Key_1)
    assert "Nej, ikke først." in words_on(page)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    assert "Rigtigt." in words_on(page)
    written(page, office, qtbot)
    assert office.work.run(course.standing).result().done == {Task.CALL}
    assert [title for title, fact in rows(page) if fact] == [TOLD[Task.CALL].title]


@pytest.mark.usefixtures("invented")
def test_it_ends_with_what_one_can_do_and_may_be_begun_anew(office: Office, show: Show, qtbot: QtBot) -> None:
    fewer = dict.fromkeys((task.value for task in Task), "-1")  # as if each had been done since it was begun
    office.work.run(partial(drafts.save, key="course", fields=fewer)).result()
    page = CoursePage(office, HERE)
    show(page)
    assert "Det kan du nu" in words_on(page)
    assert all(told.learned in words_on(page) for told in TOLD.values())
    assert_walkable(page)
    press(page, "Begynd forfra")
    written(page, office, qtbot)
    assert "Du har gjort 0 af 7" in words_on(page)


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize(
    ("task", "place"),
    [
        (Task.CASE, Place.PRACTICE),
        (Task.OWN, Place.ROUNDS),  # no round is open
        (Task.JOINT, Place.ROUNDS),
        (Task.OBSERVATION, Place.CHILD),
        (Task.FOLLOW_UP, Place.START),
        (Task.CONCERN, Place.NEW_CONCERN),
    ],
)
def test_a_task_leads_to_the_page_where_it_is_done(
    office: Office, trip: Trip, show: Show, task: Task, place: Place
) -> None:
    office.work.run(course.begin).result()
    page = CoursePage(office, HERE)
    show(page)
    page.findChildren(RowList)[0].opened.emit(task.value)
    assert [one.place for one in trip.went] == [place]


@pytest.mark.usefixtures("invented")
def test_the_guide_leads_to_it(office: Office, trip: Trip, show: Show) -> None:
    page = HelpPage(office, Destination(Place.HELP))
    show(page)
    press(page, "Kursus på ti minutter")
    assert trip.went == [HERE]
