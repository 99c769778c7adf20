"""The day on every record: the same small line on the child's page, its concerns, papers, plans and meetings."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.kept import KeptLine, kept_words
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.retention import Schedule, Sort
from opspor.usecases import concerns, erasure, filing, leaving, retention
from opspor.usecases.retention import Days
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, answer_all, open_round, settle
from tests.desktop.pages.test_paper_out import finish

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)
SUMMER = date(2026, 6, 17)


def said(page: Page | FocusPage) -> list[str]:
    QApplication.processEvents()
    return [line.text() for line in page.findChildren(KeptLine) if line.isVisible()]


def opened(office: Office, show: Show, qtbot: QtBot, there: Destination) -> Page | FocusPage:
    page = PAGES[there.place](office, there)
    show(page)
    settle(qtbot, office.work)
    return page


def begin(house: House, child: str | None) -> Id:
    about = {"child_id": house.child(child).id} if child else {"typed_name": "Kanari Ukendt"}
    return house.do(
        lambda desk: concerns.start(
            desk,
            danger=Danger.NO,
            track=Track.GENERAL,
            what="Sulten",
            seen_on=TODAY,
            **about,
        )
    )


def test_a_record_has_its_own_day_the_childs_or_the_rule() -> None:
    some = Days(None, {Id("r"): SUMMER}, Schedule())
    assert kept_words(some, Id("r"), Sort.CONCERN) == "Slettes tidligst 17. juni 2026"
    assert kept_words(some, None, Sort.FILE) == "Slettes 3 måneder efter, at barnet er stoppet"
    rule = "En lukket bekymring slettes 3 måneder efter, at den er journaliseret."
    assert kept_words(some, Id("another"), Sort.CONCERN) == rule
    assert kept_words(Days(SUMMER, {}, Schedule()), None, Sort.FILE) == "Slettes tidligst 17. juni 2026"


@pytest.mark.parametrize("place", [Place.CHILD, Place.TIMELINE, Place.PLAN, Place.MEETING, Place.FOCUS])
def test_it_stands_where_something_about_a_child_is_read_or_written(
    house: House, office: Office, show: Show, qtbot: QtBot, place: Place
) -> None:
    page = opened(office, show, qtbot, Destination(place, house.child("Karla").id))
    assert said(page) == ["Slettes 3 måneder efter, at barnet er stoppet"]


def test_it_is_a_day_when_the_child_has_left(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    karla = house.child("Karla").id
    house.do(lambda desk: leaving.leave(desk, [karla], TODAY))
    page = opened(office, show, qtbot, Destination(Place.CHILD, karla))
    assert said(page) == ["Slettes tidligst 18. juni 2026"]


def test_a_concern_says_its_rule_and_its_day_once_it_is_closed_and_journalised(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    concern = begin(house, "Ib")
    there = Destination(Place.CONCERN, concern)
    rule = "En lukket bekymring slettes 3 måneder efter, at den er journaliseret."
    assert said(opened(office, show, qtbot, there)) == [rule]
    house.do(lambda desk: concerns.close(desk, concern, "Løst"))
    house.do(lambda desk: filing.confirm(desk, [concern], TODAY, "Sag 1"))
    assert said(opened(office, show, qtbot, there)) == ["Slettes tidligst 17. juni 2026"]


def test_a_concern_on_a_typed_name_says_the_rule(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    page = opened(office, show, qtbot, Destination(Place.CONCERN, begin(house, None)))
    assert said(page)[0].startswith("En lukket bekymring slettes")


def test_a_paper_says_when_its_text_goes(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    paper = finish(house, begin(house, "Ib"))
    page = opened(office, show, qtbot, Destination(Place.PAPER, paper))
    assert said(page) == ["Teksten i en underretning slettes, når den er journaliseret."]


def test_ones_own_assessment_says_it_at_its_end(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    round_id = house.do(open_round)
    child = house.child("Karla")
    house.do(lambda desk: answer_all(desk, round_id, child))
    page = opened(office, show, qtbot, Destination(Place.OWN, round_id, child.id))
    assert said(page)[0].startswith("Egne vurderinger slettes 6 måneder efter den fælles vurdering")


def test_another_schedule_is_said_at_once(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    house.do(lambda desk: retention.set_schedule(desk, Schedule(file=1)))
    page = opened(office, show, qtbot, Destination(Place.CHILD, house.child("Karla").id))
    assert said(page) == ["Slettes 1 måned efter, at barnet er stoppet"]


def test_a_child_that_is_deleted_meanwhile_leaves_no_line(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    karla = house.child("Karla").id
    page = Page("Prøve")
    line = KeptLine(office)
    page.body.addWidget(line)
    show(page)
    house.do(lambda desk: erasure.erase_child(desk, karla))
    line.show_child(karla)
    settle(qtbot, office.work)
    assert said(page) == []


def test_a_colleague_reads_the_same_words(house: House, trip: Trip, qtbot: QtBot) -> None:
    house.enter()
    karla = house.child("Karla").id
    work = house.enter(PAEDAGOG)
    page = PAGES[Place.CHILD](Office(work, trip.went.append, trip.back), Destination(Place.CHILD, karla, NO_ID))
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, work)
    assert said(page) == ["Slettes 3 måneder efter, at barnet er stoppet"]
