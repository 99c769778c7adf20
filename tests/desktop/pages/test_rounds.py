"""Rounds: who is missing and never what anybody answered; opening one with nothing filled in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.rounds import ChangeRoundPage, OpenRoundPage, RoundPage, RoundsPage
from opspor.desktop.pages.rounds.words import listing, near_day, when, window_in_words
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, CheckBox, DateField, RowList, TextField
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes, Kind
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.ids import Id
from opspor.domain.rights import RightKind
from opspor.domain.rounds import Hindrance, ReasonKind
from opspor.usecases import children, environment, joint, notices, people, rights, rounds
from opspor.usecases.desk import Desk
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, answer_all, focused, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]


@pytest.fixture
def round_id(house: House) -> Id:
    """Both have assessed Karla, Jonas alone Ib."""
    house.enter()
    round_ = house.do(open_round)
    karla, ib = house.child("Karla"), house.child("Ib")
    for child in (karla, ib):
        house.as_(PAEDAGOG, partial(answer_all, round_id=round_, child=child, note="KANARI set"))
    house.do(lambda desk: answer_all(desk, round_, karla))
    return round_


def states(page: RoundPage) -> list[tuple[str, str]]:
    """The rows: first name and state."""
    return [(row.title.split()[0], row.fact) for row in page.findChildren(RowList)[0].rows()]


def test_the_list_shows_how_far_each_round_is(round_id: Id, office: Office, show: Show, trip: Trip) -> None:
    page = RoundsPage(office, Destination(Place.ROUNDS))
    show(page)
    (row,) = page.findChildren(RowList)[0].rows()
    assert (row.title, row.second, row.fact) == ("Forår 2026", "Åben til 15. april · Bøgestuen", "0 af 4 aftalt")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    press(page, "Åbn en ny runde")
    assert trip.went == [Destination(Place.ROUND, round_id), Destination(Place.OPEN_ROUND)]


def test_without_a_round_it_says_what_to_do_first(office: Office, show: Show, trip: Trip) -> None:
    page = RoundsPage(office, Destination(Place.ROUNDS))
    show(page)
    focused = page.focusWidget()
    assert isinstance(focused, Button)
    assert focused.words == "Åbn runden"
    press(page, "Åbn runden")
    assert trip.went == [Destination(Place.OPEN_ROUND)]


def test_a_round_says_who_is_missing_and_nothing_of_what_was_answered(round_id: Id, office: Office, show: Show) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    assert states(page) == [
        ("Bo", "Fødselsdato mangler"), ("Ib", "Mangler din"), ("Karla", "Klar til fælles vurdering"),
        ("Liv", "Mangler din"),
    ]  # fmt: skip
    assert "KANARI" not in words_on(page)


def test_the_filter_shows_some_and_says_when_there_are_none(round_id: Id, office: Office, show: Show) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Klar")
    assert [name for name, _ in states(page)] == ["Karla"]
    press(page, "Færdig")
    assert "Ingen børn her lige nu" in words_on(page)


def test_the_main_button_leads_to_what_is_next(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Fortsæt min vurdering")
    assert trip.went == [Destination(Place.OWN, round_id)]
    for name in ("Ib", "Liv"):
        house.do(partial(answer_all, round_id=round_id, child=house.child(name)))
    page.refresh(Changes(frozenset({Kind.ROUNDS})))
    settle(qtbot, office.work)
    assert ("Liv", "Mangler Jonas Kanari B.") in states(page)

    press(page, "Svar om rammerne")  # the talk begins with them
    assert trip.went[-1] == Destination(Place.OWN, round_id)
    house.do(partial(_answer_frame, round_id=round_id))
    page.refresh(Changes(frozenset({Kind.OWN_ASSESSMENTS})))
    settle(qtbot, office.work)
    press(page, "Start fælles vurdering")
    assert trip.went[-1] == Destination(Place.JOINT, round_id)


def _answer_frame(desk: Desk, round_id: Id) -> None:
    group = rounds.coverage(desk, round_id).round.groups[0]
    environment.submit(desk, environment.sheet(desk, round_id, group.group_id), EnvironmentAnswers())


@pytest.mark.parametrize(
    ("name", "words", "place"),
    [("Karla", "Start fælles vurdering", Place.JOINT), ("Ib", "Begynd min vurdering", Place.OWN)],
    ids=["ready", "missing mine"],
)
def test_enter_on_a_row_and_enter_again_is_the_child_s_next_step(
    name: str, words: str, place: Place, round_id: Id, house: House, office: Office, show: Show, trip: Trip
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    child = house.child(name).id
    page.findChildren(RowList)[0].opened.emit((child, Context.DAYCARE))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == words
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert trip.went == [Destination(place, round_id, child)]


def told(page: RoundPage, qtbot: QtBot, office: Office) -> None:
    """The window tells the page that something in a round changed."""
    page.refresh(Changes(frozenset({Kind.ROUNDS})))
    settle(qtbot, office.work)


def choose(page: RoundPage, child: Id) -> None:
    """Opens what can be done about a child."""
    page.findChildren(RowList)[0].opened.emit((child, Context.DAYCARE))


def test_a_restricted_child_says_so_and_begins_with_a_reason(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    liv = house.child("Liv").id
    today = house.clock().date()
    house.do(lambda d: rights.note(d, liv, RightKind.RESTRICTION, on=today, from_whom="mor", text="Det passer ikke."))
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    assert ("Liv", "Behandlingen er begrænset") in states(page)
    choose(page, liv)
    press(page, "Begynd alligevel …")
    settle(qtbot, office.work)
    (field,) = [field for field in page.findChildren(TextField) if field.isVisible()]
    QTest.keyClicks(field.editor, "Vi er bekymrede")
    press(page, "Gem, og begynd")
    settle(qtbot, office.work)
    told(page, qtbot, office)
    assert ("Liv", "Behandlingen er begrænset") not in states(page)


def test_why_a_child_is_not_assessed_is_written_at_the_child_and_kept_while_typing(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page, liv = RoundPage(office, Destination(Place.ROUND, round_id)), house.child("Liv").id
    show(page)
    choose(page, liv)
    press(page, "Vurderes ikke …")
    settle(qtbot, office.work)
    press(page, "Gem begrundelsen")
    settle(qtbot, office.work)
    (field,) = [field for field in page.findChildren(TextField) if field.isVisible()]
    assert field.error.startswith("Skriv en begrundelse")
    QTest.keyClicks(field.editor, "Begyndte fredag")
    choose(page, house.child("Ib").id)  # looks at another meanwhile
    choose(page, liv)
    press(page, "Vurderes ikke …")
    settle(qtbot, office.work)
    (field,) = [field for field in page.findChildren(TextField) if field.isVisible()]
    assert field.text() == "Begyndte fredag"
    press(page, "Gem begrundelsen")
    settle(qtbot, office.work)
    told(page, qtbot, office)
    assert ("Liv", "Vurderes ikke") in states(page)
    assert isinstance(QApplication.focusWidget(), RowList)
    choose(page, liv)
    assert "Begyndte fredag" in words_on(page)


def test_the_seal_is_opened_with_a_reason_by_whoever_leads_the_round(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page, ib, karla = RoundPage(office, Destination(Place.ROUND, round_id)), house.child("Ib"), house.child("Karla")
    show(page)
    choose(page, karla.id)
    assert "Åbn for svarene …" not in words_on(page)  # all are in
    choose(page, ib.id)
    press(page, "Åbn for svarene …")
    settle(qtbot, office.work)
    (field,) = [field for field in page.findChildren(TextField) if field.isVisible()]
    QTest.keyClicks(field.editor, "Mette er syg")
    press(page, "Åbn for svarene")
    settle(qtbot, office.work)
    told(page, qtbot, office)
    assert ("Ib", "Mangler din") in states(page)  # shut to whoever has not submitted
    assert house.do(lambda desk: rounds.coverage(desk, round_id)).children[1].begun
    assert "KANARI" not in words_on(page)


def test_a_date_for_the_parents_can_be_written_from_the_round(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    room = next(group for group in house.do(people.overview).groups if group.name == "Ærtestuen")
    both = [member.id for member in house.do(people.overview).staff]
    made = house.do(
        lambda desk: rounds.open_round(
            desk, name="Små", opens_on=date(2026, 3, 1), closes_on=date(2026, 4, 1),
            groups={room.id: (Context.DAYCARE, both)},
        )
    )  # fmt: skip
    page, aase = RoundPage(office, Destination(Place.ROUND, made)), house.child("Åse").id
    show(page)
    assert ("Åse", "Forældre ikke orienteret") in states(page)
    choose(page, aase)
    press(page, "Skriv, at forældrene ved det")
    settle(qtbot, office.work)
    (day,) = [field for field in page.findChildren(DateField) if field.isVisible()]
    QTest.keyClicks(day.editor, "31.12.2026")
    press(page, "Gem datoen")
    settle(qtbot, office.work)
    assert "ikke kommet endnu" in day.error
    day.set_value(date(2026, 2, 1))
    press(page, "Gem datoen")
    settle(qtbot, office.work)
    told(page, qtbot, office)
    assert ("Åse", "Mangler din") in states(page)


def test_whoever_leads_sees_whom_one_waits_for_and_the_others_do_not(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    assert "I venter på dig (3 børn) og Jonas Kanari B. (2 børn)." in words_on(page)
    work = house.enter(PAEDAGOG)
    other = RoundPage(Office(work, office.go, office.back), Destination(Place.ROUND, round_id))
    qtbot.addWidget(other)
    other.show()
    settle(qtbot, work)
    assert "Mangler Mette Kanari S." in dict(states(other)).values()
    assert "I venter på" not in words_on(other)
    assert "Luk runden" not in words_on(other)


def test_a_long_message_has_room_on_a_small_laptop_at_200_percent(
    round_id: Id, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    look.set_zoom(2.0)
    press(page, "Luk runden")
    settle(qtbot, office.work)
    page.resize(950, 648)  # what the rail and the bar leave of 1366 × 768
    qtbot.wait(20)
    assert page.height() == 648, "the window would press the page's head together"


def test_a_round_closes_when_nothing_is_missing_and_says_so_when_it_is(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    press(page, "Luk runden")
    settle(qtbot, office.work)
    assert "4 af 4 børn" in words_on(page)
    for row in house.do(lambda desk: rounds.coverage(desk, round_id)).children:
        house.do(
            partial(
                rounds.give_reason, round_id=round_id, child_id=row.child.id, context=row.context,
                kind=ReasonKind.NOT_ASSESSED, reason="Prøve",
            )
        )  # fmt: skip
    press(page, "Luk runden")
    settle(qtbot, office.work)
    told(page, qtbot, office)
    assert "Lukket 17. marts 2026" in words_on(page)
    assert "4 vurderes ikke" in words_on(page)
    press(page, "Fortryd")  # beside what was said; as "Åbn runden igen" does later
    settle(qtbot, office.work)
    assert not house.do(lambda desk: rounds.coverage(desk, round_id)).round.closed_at
    house.do(lambda desk: rounds.close_round(desk, round_id))
    told(page, qtbot, office)
    press(page, "Åbn runden igen")
    settle(qtbot, office.work)
    assert not house.do(lambda desk: rounds.coverage(desk, round_id)).round.closed_at


def test_the_list_can_begin_with_whom_one_knows_least(
    round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    bo = house.child("Bo").id
    house.do(lambda desk: children.quote(desk, bo, said_at=house.clock.now, place="", words="Se!", asked=""))
    page = RoundPage(office, Destination(Place.ROUND, round_id))
    show(page)
    tick(page, "Vis først dem")
    settle(qtbot, office.work)
    assert [name for name, _ in states(page)] == ["Ib", "Karla", "Liv", "Bo"]
    tick(page, "Vis først dem")
    assert [name for name, _ in states(page)] == ["Bo", "Ib", "Karla", "Liv"]


@pytest.fixture
def opening(office: Office, show: Show) -> OpenRoundPage:
    """The form of a new round."""
    page = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    show(page)
    return page


def on(page: OpenRoundPage, qtbot: QtBot, office: Office) -> None:
    """The next step."""
    press(page, "Videre")
    settle(qtbot, office.work)


def fill(page: OpenRoundPage, qtbot: QtBot, office: Office, *assessors: str, room: str = "Bøgestuen") -> None:
    """Goes through the steps by keys and clicks, to the last one."""
    tick(page, room)
    on(page, qtbot, office)
    QTest.keyClicks(page.when.opens.editor, "1.3.2026")
    QTest.keyClicks(page.when.closes.editor, "150426")
    QTest.keyClicks(page.when.name.editor, "Forår 2026")
    on(page, qtbot, office)
    for name in assessors:
        tick(page, name)
    on(page, qtbot, office)
    on(page, qtbot, office)


def tick(page: FocusPage | Page, words: str) -> None:
    """Clicks the visible box that begins so."""
    next(box for box in page.findChildren(CheckBox) if box.words.startswith(words) and box.isVisible()).click()


def test_nothing_is_filled_in_beforehand(opening: OpenRoundPage, qtbot: QtBot, office: Office) -> None:
    assert not any(box.isChecked() for box in opening.findChildren(CheckBox))
    tick(opening, "Bøgestuen")
    on(opening, qtbot, office)
    assert (opening.when.name.text(), opening.when.opens.value(), opening.when.closes.value()) == ("", None, None)
    assert opening.when.preset.value() is None


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_step_with_nothing_to_fill_in_goes_on_with_enter(
    opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office, zoom: float
) -> None:
    """Enter must not lead out of the steps, nor to another one."""
    informed = [child.id for child in house.do(children.listed)]
    house.do(lambda desk: notices.give(desk, informed, date(2026, 3, 1), "Brev"))
    look.set_zoom(zoom)
    fill(opening, qtbot, office, "Jonas", "Mette")
    assert focused().accessibleName() == "Åbn runden"
    press(opening, "Et trin tilbage")
    settle(qtbot, office.work)
    assert "Alle forældre ved" in words_on(opening)
    assert focused().accessibleName() == "Videre"


def test_a_round_is_opened_by_keys(
    opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office, trip: Trip
) -> None:
    fill(opening, qtbot, office, "Mette", "Jonas")
    assert "Bøgestuen: 4 børn, som ses i dagtilbud. De vurderes af" in words_on(opening)
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    (made,) = house.do(rounds.all_rounds)
    assert trip.went == [Destination(Place.ROUND, made.round.id)]
    assert (made.round.opens_on, made.round.closes_on) == (date(2026, 3, 1), date(2026, 4, 15))
    assert [(len(group.assessors), group.context) for group in made.round.groups] == [(2, Context.DAYCARE)]
    again = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    qtbot.addWidget(again)
    settle(qtbot, office.work)
    assert again.when.name.text() == ""  # the draft became a round


def test_a_proposal_fills_days_and_name_and_leaves_a_name_of_one_s_own(
    opening: OpenRoundPage, qtbot: QtBot, office: Office
) -> None:
    tick(opening, "Bøgestuen")
    on(opening, qtbot, office)
    when = opening.when
    box = when.preset.editor
    assert isinstance(box, QComboBox)
    texts = [box.itemText(i) for i in range(box.count())]
    assert texts[0] == "Begynd i dag: Forår 2026, 17. marts 2026 til 28. april 2026"
    assert texts[2].startswith("To gange om året: Forår 2026, 1. april 2026 til")
    box.setCurrentIndex(2)
    assert (when.opens.value(), when.name.text()) == (date(2026, 4, 1), "Forår 2026")
    box.setCurrentIndex(1)
    assert when.name.text() == "Efterår 2026"
    when.name.set_text("Vores egen")
    box.setCurrentIndex(2)
    assert when.name.text() == "Vores egen"


def test_the_date_is_written_for_all_parents_in_one_go(
    opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office
) -> None:
    fill(opening, qtbot, office, "Mette", "Jonas")
    press(opening, "Et trin tilbage")
    settle(qtbot, office.work)
    assert "For 4 børn mangler datoen." in words_on(opening)
    press(opening, "Skriv datoen for 4 børn")
    assert opening.parents.day.error
    QTest.keyClicks(opening.parents.day.editor, "1.2.2026")
    press(opening, "Skriv datoen for 4 børn")
    settle(qtbot, office.work)
    assert "Alle forældre ved" in words_on(opening)
    groups = [group.id for group in house.do(people.overview).groups if group.name == "Bøgestuen"]
    assert house.do(lambda desk: notices.missing(desk, groups)) == ()


def test_a_reason_to_begin_all_the_same_is_written_for_every_child(
    opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office
) -> None:
    fill(opening, qtbot, office, "Mette", "Jonas")
    press(opening, "Et trin tilbage")
    settle(qtbot, office.work)
    QTest.keyClicks(opening.parents.reason.editor, "Brevet er sendt i dag")
    on(opening, qtbot, office)
    assert "I begynder alligevel." in words_on(opening)
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    (made,) = house.do(rounds.all_rounds)
    assert {row.hindrance for row in made.children} == {None, Hindrance.NO_BIRTH_DATE}


def test_child_by_child_by_keyboard(opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office) -> None:
    fill(opening, qtbot, office, "Mette", "Jonas")
    for _ in range(2):
        press(opening, "Et trin tilbage")
        settle(qtbot, office.work)
    tick(opening, "Nogle børn")
    table = opening.teams.table
    assert table is not None
    table.setCurrentIndex(table.model().index(1, 1))  # Ib
    QTest.keyClick(table, Qt.Key.Key_Space)
    for _ in range(2):
        on(opening, qtbot, office)
    assert "1 barn vurderes af andre." in words_on(opening)
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert "mindst to" in words_on(opening)  # back at the step, where the reason is asked for
    QTest.keyClicks(opening.teams.alone.editor, "Ingen andre kender ham")
    for _ in range(2):
        on(opening, qtbot, office)
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    (made,) = house.do(rounds.all_rounds)
    ib = house.child("Ib").id
    assert [len(group.assessors_of(ib)) for group in made.round.groups] == [1]
    assert [len(group.assessors) for group in made.round.groups] == [2]


def test_errors_stand_where_they_are(opening: OpenRoundPage, house: House, qtbot: QtBot, office: Office) -> None:
    press(opening, "Videre")
    assert "Vælg mindst én stue eller klasse" in words_on(opening)
    tick(opening, "Bøgestuen")
    on(opening, qtbot, office)
    press(opening, "Videre")
    assert opening.when.opens.error
    assert opening.when.closes.error
    press(opening, "Et trin tilbage")
    tick(opening, "Bøgestuen")
    fill(opening, qtbot, office, "Mette")
    assert "mindst to" in words_on(opening)  # said at the step itself, not at the last one
    assert opening.teams.isVisible()
    opening.teams.reason.set_text("Kun Mette arbejder her.")
    for _ in range(2):
        on(opening, qtbot, office)
    opening.when.closes.set_value(date(2026, 2, 1))
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert opening.when.isVisible()
    assert "slutte efter" in opening.when.closes.error
    opening.when.closes.set_value(date(2026, 4, 1))
    assert house.do(rounds.all_rounds) == ()
    for _ in range(3):
        on(opening, qtbot, office)
    press(opening, "Åbn runden")
    settle(qtbot, office.work)
    assert len(house.do(rounds.all_rounds)) == 1


def test_what_is_typed_is_there_after_the_lock(
    opening: OpenRoundPage, office: Office, show: Show, qtbot: QtBot
) -> None:
    fill(opening, qtbot, office, "Mette")
    opening.leave()
    settle(qtbot, office.work)
    again = OpenRoundPage(office, Destination(Place.OPEN_ROUND))
    show(again)
    settle(qtbot, office.work)
    assert (again.when.name.text(), again.when.closes.value()) == ("Forår 2026", date(2026, 4, 15))
    for _ in range(2):
        on(again, qtbot, office)
    assert [box.words for box in again.findChildren(CheckBox) if box.isChecked()] == [
        "Bøgestuen, 4 børn. Børnene ses i dagtilbud.", "Mette Kanari Sørensen, leder"
    ]  # fmt: skip


@pytest.fixture
def changing(round_id: Id, office: Office, show: Show) -> ChangeRoundPage:
    """The form of an open round."""
    page = ChangeRoundPage(office, Destination(Place.CHANGE_ROUND, round_id))
    show(page)
    return page


def test_an_open_round_is_changed_and_the_answers_stay(
    changing: ChangeRoundPage, round_id: Id, house: House, office: Office, qtbot: QtBot, trip: Trip
) -> None:
    assert [box.isChecked() for box in changing.findChildren(CheckBox) if box.isVisible()] == [True, True, False]
    changing.closes.set_value(date(2020, 1, 1))
    press(changing, "Gem ændringerne")
    settle(qtbot, office.work)
    assert "slutte efter" in changing.closes.error
    changing.closes.set_value(date(2026, 5, 1))
    tick(changing, "Jonas")
    press(changing, "Gem ændringerne")
    settle(qtbot, office.work)
    assert "mindst to" in words_on(changing)
    tick(changing, "Jonas")
    press(changing, "Gem ændringerne")
    settle(qtbot, office.work)
    assert trip.went == [Destination(Place.ROUND, round_id)]
    found = house.do(lambda desk: rounds.coverage(desk, round_id))
    assert found.round.closes_on == date(2026, 5, 1)
    assert sum(row.begun for row in found.children) == 2


def test_why_a_seal_is_opened_is_asked_only_when_the_new_team_would_open_one(
    changing: ChangeRoundPage, round_id: Id, house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    """Nobody waits for Mette with Ib any more, of whom Jonas has said what he sees."""
    tick(changing, "Nogle børn")
    without(changing, "Ib", "Mette")
    settle(qtbot, office.work)
    assert not changing.because.isVisible()
    press(changing, "Gem ændringerne")
    settle(qtbot, office.work)

    assert "svarene om 1 barn åbne" in changing.because.error
    assert changing.because.editor.hasFocus()
    assert not changing.because.visibleRegion().isEmpty()  # scrolled to
    assert changing.because.editor.accessibleName() == "Hvorfor venter I ikke på alle?"
    assert_walkable(changing)
    changing.because.set_text("Mette er på kursus")
    changing.leave()
    settle(qtbot, office.work)
    again = ChangeRoundPage(office, Destination(Place.CHANGE_ROUND, round_id))
    show(again)
    assert (again.because.isVisible(), again.because.text()) == (True, "Mette er på kursus")
    again.teams.alone.editor.setFocus()
    QTest.keyClick(again.teams.alone.editor, Qt.Key.Key_Tab)
    assert again.because.editor.hasFocus()
    press(again, "Gem ændringerne")
    settle(qtbot, office.work)

    assert trip.went == [Destination(Place.ROUND, round_id)]
    ib = house.child("Ib").id
    assert house.do(lambda desk: joint.joint_table(desk, round_id, ib)).own


def without(page: ChangeRoundPage, child: str, colleague: str) -> None:
    """Takes the cross of one colleague away for one child, with a reason why one is enough."""
    table = page.teams.table
    assert table is not None
    model = table.model()
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    row = next(n for n in range(model.rowCount()) if str(model.index(n, 0).data()).startswith(child))
    column = next(n for n, name in enumerate(names) if str(name).startswith(colleague))
    table.setCurrentIndex(model.index(row, column))
    QTest.keyClick(table, Qt.Key.Key_Space)
    page.teams.alone.set_text("Kun én kender barnet")


def test_all_pages_can_be_walked_by_keyboard_at_200_percent(
    round_id: Id, house: House, office: Office, show: Show, opening: OpenRoundPage, qtbot: QtBot
) -> None:
    assert_walkable(opening)
    fill(opening, qtbot, office, "Mette", "Jonas", room="Ærtestuen")
    for _ in range(3):
        assert_walkable(opening)
        press(opening, "Et trin tilbage")
        settle(qtbot, office.work)
        if opening.teams.isVisible():
            tick(opening, "Nogle børn")
    for page in (
        RoundsPage(office, Destination(Place.ROUNDS)),
        RoundPage(office, Destination(Place.ROUND, round_id)),
        ChangeRoundPage(office, Destination(Place.CHANGE_ROUND, round_id)),
    ):
        show(page)
        if isinstance(page, RoundPage):
            choose(page, house.child("Ib").id)
            press(page, "Åbn for svarene …")
            settle(qtbot, office.work)
        assert_walkable(page)


def test_words_of_days() -> None:
    today = date(2026, 3, 17)
    assert [near_day(date(2026, 3, day), today) for day in (15, 16, 17, 18, 20)] == [
        "2 dage over", "1 dag over", "i dag", "i morgen", "fre. 20."
    ]  # fmt: skip
    assert window_in_words(date(2026, 4, 1), date(2026, 5, 1), today) == "Åbner 1. april"
    assert window_in_words(date(2026, 3, 1), today, today) == "Åben til 17. marts"
    assert window_in_words(date(2025, 9, 1), date(2025, 10, 1), today) == "Sluttede 1. oktober 2025"
    now = datetime(2026, 3, 17, 14, 2).astimezone()
    assert (when(now, now), when(now.replace(day=2), now)) == ("14.02", "2. marts")
    assert [listing(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A og B", "A, B og C"]
