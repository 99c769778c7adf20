"""Writing, changing and ending a focus point on the screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.focus import FocusPointPage
from opspor.desktop.route import GROUP, Destination, Office, Place
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.plans import Focus
from opspor.domain.recipient import HOUSE
from opspor.usecases import focus, follow_ups, people
from tests.desktop.pages.conftest import House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
TODAY = date(2026, 3, 17)


def who(house: House, first_name: str) -> Id:
    return next(m.id for m in house.do(people.overview).staff if m.name.startswith(first_name))


def written(house: House, child: str = "Ib", **given: object) -> Id:
    """A focus point about a child, written by whoever is in."""
    whole = Focus(
        title="Ro ved aflevering", wonder="Græder ved lågen mandag og tirsdag", action="En voksen tager imod ved lågen",
        responsible_id=who(house, "Jonas"), starts_on=TODAY, follow_up_on=TODAY + timedelta(weeks=4),
    )  # fmt: skip
    about = house.child(child).id
    sheet = house.do(lambda desk: focus.sheet(desk, child_id=about))
    return house.do(lambda desk: focus.write(desk, sheet, replace(whole, **given)))  # type: ignore[arg-type]


def opened(house: House, office: Office, show: Show, point: Id | None = None, child: str = "Ib") -> FocusPointPage:
    page = FocusPointPage(office, Destination(Place.FOCUS, house.child(child).id, point or Id("")))
    show(page)
    return page


def test_a_new_one_is_walkable_and_holds_nothing_but_the_day(house: House, office: Office, show: Show) -> None:
    page = opened(house, office, show)
    assert page._form.focus() == Focus(starts_on=TODAY)
    assert "Ib O'Kanari & <b>Søn</b>" in words_on(page)
    assert page.focusWidget() is page._form.texts["title"].editor
    assert_walkable(page)


def test_it_says_who_talks_with_the_parents_of_a_child_and_nothing_of_it_for_a_group(
    house: House, office: Office, show: Show
) -> None:
    assert "Den, der skal finde ud af mere" in words_on(opened(house, office, show))  # nobody has placed Ib yet
    group = next(one.id for one in house.do(people.overview).groups)
    page = FocusPointPage(office, Destination(Place.FOCUS, group, context=GROUP))
    show(page)
    assert "Hvem taler med forældrene" not in words_on(page)


def test_what_is_missing_is_said_at_its_field_and_what_is_typed_is_kept(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = opened(house, office, show)
    form = page._form
    steps: list[tuple[str, Callable[[], object]]] = [
        ("title", lambda: form.texts["title"].set_text("Ro ved aflevering")),
        ("action", lambda: form.texts["action"].set_text("Vi tager imod")),
        ("responsible_id", lambda: form.responsible.set_value(who(house, "Jonas"))),
        ("follow_up_on", lambda: form.again.field.set_value(TODAY - timedelta(days=2))),
        ("follow_up_on", lambda: form.again.field.set_value(TODAY + timedelta(weeks=4))),
    ]
    for missing, fill in steps:
        press(page, "Gem fokuspunktet")
        settle(qtbot, office.work)
        field = form.field(missing)
        assert field is not None
        assert field.error != "", missing
        fill()
    page.leave()
    settle(qtbot, office.work)
    child = house.child("Ib").id
    assert house.do(lambda desk: focus.sheet(desk, child_id=child)).focus.title == "Ro ved aflevering"

    press(page, "Gem fokuspunktet")
    settle(qtbot, office.work)
    assert trip.backs == 1
    assert house.do(lambda desk: focus.sheet(desk, child_id=child)).others == 1


def test_days_are_offered_and_a_closed_one_is_asked_about_with_the_next_one(
    house: House, office: Office, show: Show
) -> None:
    again = opened(house, office, show)._form.again
    offered = [button for button in again._buttons if not button.isHidden()]
    assert [button.text() for button in offered] == ["tirsdag 14. april · om 4 uger", "tirsdag 28. april · om 6 uger"]
    offered[0].click()
    assert again.field.value() == date(2026, 4, 14)
    assert again.doubt.isHidden()

    again.field.set_value(date(2026, 4, 3))
    assert "langfredag" in again.doubt.text()
    assert "tirsdag 7. april" in again.doubt.text()
    again._instead.click()
    assert again.field.value() == date(2026, 4, 7)

    again.field.set_value(date(2036, 3, 17))
    assert "mere end tre år" in again.doubt.text()


def test_the_fourth_open_one_is_said_to_be_many_and_can_be_written(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    for _ in range(3):
        written(house)
    page = opened(house, office, show)
    assert "Der er allerede 3 åbne fokuspunkter." in words_on(page)
    page._form.show_focus(
        Focus("Nyt", action="Vi", responsible_id=who(house, "Jonas"), starts_on=TODAY, follow_up_on=TODAY),
        page._sheet.staff if page._sheet else (), None, page._form.again._days,
    )  # fmt: skip
    press(page, "Gem fokuspunktet")
    settle(qtbot, office.work)
    child = house.child("Ib").id
    assert house.do(lambda desk: focus.sheet(desk, child_id=child)).others == 4


def test_somebody_else_was_faster_and_one_sees_what_they_wrote(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    point = written(house)
    page = opened(house, office, show, point)
    page._form.texts["goal"].set_text("Mit mål")
    sheet = house.do(lambda desk: focus.sheet(desk, point_id=point))
    house.do(lambda desk: focus.write(desk, sheet, replace(sheet.focus, goal="Et andet mål", parents="Prøver også")))

    press(page, "Gem ændringerne")
    settle(qtbot, office.work)

    assert trip.backs == 0
    assert "En anden har ændret fokuspunktet" in words_on(page)
    assert page._form.texts["goal"].text() == "Mit mål"
    assert "»Et andet mål«" in page._form.texts["goal"].error
    assert page._form.texts["parents"].text() == "Prøver også"  # what only the other wrote is there

    press(page, "Gem ændringerne")
    settle(qtbot, office.work)
    goals = [v.focus.goal for v in house.do(lambda desk: focus.sheet(desk, point_id=point)).versions]
    assert goals == ["", "Et andet mål", "Mit mål"]


def test_whoever_left_is_named_and_somebody_else_is_asked_for(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    point = written(house)
    jonas = who(house, "Jonas")
    house.do(lambda desk: people.remove(desk, jonas))
    page = opened(house, office, show, point)
    assert page._form.responsible.value() is None
    assert "Jonas Kanari Bæk arbejder her ikke mere" in page._form.responsible.error
    press(page, "Gem ændringerne")
    settle(qtbot, office.work)
    assert "Vælg en anden" in page._form.responsible.error


def test_one_that_ended_says_why_and_is_opened_again_with_a_new_day(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    point = written(house)
    again = house.do(lambda desk: follow_ups.sheet(desk, point))
    ended = Review(effect=Effect.WORKS, note="Han siger farvel selv")
    house.do(lambda desk: follow_ups.look_again(desk, again, ended))

    page = opened(house, office, show, point)

    assert "Afsluttet 17. marts 2026. Han siger farvel selv" in words_on(page)
    assert "Følg op eller afslut" not in words_on(page)
    press(page, "Gem, og åbn det igen")
    settle(qtbot, office.work)
    assert page._form.again.field.error != ""
    page._form.again.field.set_value(date(2026, 5, 4))
    press(page, "Gem, og åbn det igen")
    settle(qtbot, office.work)
    assert [d.on for d in house.do(follow_ups.due)] == [date(2026, 5, 4)]


def test_the_day_of_the_newest_follow_up_stands_there_and_the_way_to_the_next(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    point = written(house)
    again = house.do(lambda desk: follow_ups.sheet(desk, point))
    house.do(lambda desk: follow_ups.postpone(desk, again, date(2026, 6, 1), "Syg"))
    page = opened(house, office, show, point)
    assert page._form.again.field.value() == date(2026, 6, 1)
    press(page, "Følg op eller afslut")
    assert trip.went == [Destination(Place.FOLLOW_UP, point)]


def test_a_draft_comes_back_and_can_be_thrown_away(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    point = written(house)
    page = opened(house, office, show, point)
    page._form.texts["goal"].set_text("Kladde")
    page.leave()
    settle(qtbot, office.work)
    again = opened(house, office, show, point)
    assert again._form.texts["goal"].text() == "Kladde"
    press(again, "Kassér kladden")
    settle(qtbot, office.work)
    assert again._form.texts["goal"].text() == ""
    assert "Kassér kladden" not in words_on(again)


def test_versions_are_there_to_be_read(house: House, office: Office, show: Show) -> None:
    point = written(house)
    for goal in ("Siger farvel", "Siger farvel selv"):
        sheet = house.do(lambda desk: focus.sheet(desk, point_id=point))
        house.do(partial(focus.write, sheet=sheet, written=replace(sheet.focus, goal=goal)))
    page = opened(house, office, show, point)
    said = words_on(page)
    assert "Ændret 17. marts 2026 af Mette Kanari Sørensen" in said
    assert "Det vil vi nå: Siger farvel selv" in said
    press(page, "Vis ældre udgaver (1)")
    assert "Skrevet 17. marts 2026 af Mette Kanari Sørensen" in words_on(page)


def test_a_whole_room_has_one_too_and_no_view_of_a_child(house: House, office: Office, show: Show) -> None:
    room = next(group.id for group in house.do(people.overview).groups if group.name == "Bøgestuen")
    page = FocusPointPage(office, Destination(Place.FOCUS, room, context=GROUP))
    show(page)
    assert "Hele Bøgestuen" in words_on(page)
    assert page._form.texts["childs_view"].isHidden()


def test_it_is_saved_as_a_paper(
    house: House, office: Office, show: Show, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    point, target = written(house), tmp_path / "fokuspunkt.pdf"
    monkeypatch.setattr("opspor.desktop.pages.focus.page.save_for", lambda *given: given[-1](target, HOUSE))
    page = opened(house, office, show, point)
    press(page, "Gem som PDF")
    settle(qtbot, office.work)
    assert target.read_bytes().startswith(b"%PDF")
    assert "Slet filen" in words_on(page)
