"""Thinking before acting, on the screen: nothing is asked for twice, and nothing goes along by itself."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.analysis import AnalysisPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CheckBox
from opspor.domain.ids import Id
from opspor.usecases import analyses, focus, plans
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


def opened(house: House, office: Office, show: Show, analysis: Id | None = None) -> AnalysisPage:
    page = AnalysisPage(office, Destination(Place.ANALYSIS, house.child("Ib").id, analysis or Id("")))
    show(page)
    return page


def written(house: House) -> Id:
    ib = house.child("Ib").id
    sheet = house.do(lambda desk: analyses.sheet(desk, ib))
    texts = {"see": "Græder ved lågen", "not_when": "Om fredagen", "change_first": "Vi går ud først"}
    return house.do(lambda desk: analyses.write(desk, sheet, texts))


def test_the_questions_stand_there_with_help_and_what_the_child_gets_already(
    house: House, office: Office, show: Show
) -> None:
    page = opened(house, office, show)
    said = words_on(page)
    for words in ("Hvad ser vi?", "Hvornår sker det ikke?", "Hvad holder det i gang?", "Hjælp, der er givet"):
        assert words in said
    assert "Gå videre med det" not in said
    assert_walkable(page)


def test_one_answer_is_enough_and_what_is_typed_is_kept(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = opened(house, office, show)
    press(page, "Gem analysen")
    settle(qtbot, office.work)
    assert "mindst ét svar" in page._fields["see"].error

    page._fields["tried"].set_text("Vi satte os ved siden af")
    page.leave()
    settle(qtbot, office.work)
    again = opened(house, office, show)
    assert again._fields["tried"].text() == "Vi satte os ved siden af"
    press(again, "Gem analysen")
    settle(qtbot, office.work)
    assert trip.went[-1].place is Place.ANALYSIS
    assert opened(house, office, show)._fields["tried"].text() == ""  # a new one begins empty


def test_only_what_is_ticked_goes_along_to_a_focus_point_or_a_plan(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = opened(house, office, show, written(house))
    ticks = page.findChildren(CheckBox)
    assert [tick.text() for tick in ticks] == [
        "Tag med: Hvad ser vi?", "Tag med: Hvornår sker det ikke?", "Tag med: Hvad ændrer vi først i rammerne?"
    ]  # fmt: skip
    assert not any(tick.isChecked() for tick in ticks)
    ticks[2].setChecked(True)
    ib = house.child("Ib").id
    press(page, "Begynd et fokuspunkt")
    settle(qtbot, office.work)
    press(page, "Begynd en handleplan")
    settle(qtbot, office.work)

    assert [to.place for to in trip.went] == [Place.FOCUS, Place.PLAN]
    draft = house.do(lambda desk: focus.sheet(desk, child_id=ib)).focus
    assert (draft.action, draft.wonder) == ("Vi går ud først", "")
    assert [goal.action for goal in house.do(lambda desk: plans.sheet(desk, ib)).plan.goals] == ["Vi går ud først"]


def test_whoever_was_slower_is_told_and_loses_nothing(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    analysis, ib = written(house), house.child("Ib").id
    page = opened(house, office, show, analysis)
    sheet = house.do(lambda desk: analyses.sheet(desk, ib, analysis_id=analysis))
    house.do(lambda desk: analyses.write(desk, sheet, {"see": "Trækker sig"}))
    page._fields["see"].set_text("Mit eget")
    press(page, "Gem ændringerne")
    settle(qtbot, office.work)
    assert "en anden har rettet den" in words_on(page)
    assert page._fields["see"].text() == "Mit eget"
    assert trip.went == []
