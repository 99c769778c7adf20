"""The days of a forum, an agenda, what all look at, and the conclusion, by keyboard on a real vault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.concern import ConcernPage
from opspor.desktop.pages.concern.forum import ForumCard
from opspor.desktop.pages.forum import BoardPage, DayPage, ShowPage, TalkPage, forum_page
from opspor.desktop.pages.forum.big import BigText
from opspor.desktop.pages.forum.change_day import ChangeDayCard
from opspor.desktop.pages.forum.chosen import ChosenCard
from opspor.desktop.pages.forum.plan_days import PlanDaysCard
from opspor.desktop.pages.settings import SettingsPage
from opspor.desktop.pages.settings.forum import ForumSection
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import RowList
from opspor.domain.changes import Changes, Kind
from opspor.domain.forum import Conclusion, Outcome
from opspor.domain.ids import Id
from opspor.usecases import concerns, forum, forum_agenda, forum_talk, meetings
from tests.desktop.pages.conftest import LONG_NAME, PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.e2e.test_first_minute import A_KEY
from tests.usecases.forum_house import a_brief, a_concern, a_day, a_forum, days, on_agenda

Show = Callable[[Page | FocusPage], None]
CHANGED = Changes(frozenset({Kind.FORUM}))
SUPPORT = Conclusion((Outcome.SUPPORT,), "En fast voksen", weighed=False, considered="Ikke prøvet endnu")


def opened(office: Office, show: Show, day: Id = NO_ID, item: Id = NO_ID) -> Page | FocusPage:
    page = forum_page(office, Destination(Place.FORUM, day, item))
    show(page)
    return page


def opened_by_a_colleague(house: House, trip: Trip, qtbot: QtBot, to: Destination) -> Page | FocusPage:
    work = house.enter(PAEDAGOG)
    office = Office(work, trip.went.append, trip.back)
    page = SettingsPage(office, to) if to.place is Place.SETTINGS else forum_page(office, to)
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.resize(1366, 768)
    page.show()
    settle(qtbot, work)
    return page


def rows(page: QWidget, name: str) -> list[tuple[str, str, str]]:
    found = next(one for one in page.findChildren(RowList) if one.accessibleName() == name)
    return [(row.title, row.second, row.fact) for row in found.rows()] if found.isVisible() else []


def again(page: Page | FocusPage, office: Office, qtbot: QtBot) -> None:
    page.refresh(CHANGED)
    settle(qtbot, office.work)


def conclude(house: House, item: Id, said: Conclusion = SUPPORT) -> None:
    open_ = house.do(lambda desk: forum_talk.sheet(desk, item))
    house.do(lambda desk: forum_talk.conclude(desk, open_, replace(open_.talk, conclusion=said)))


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# --- the days ---------------------------------------------------------------------------------------------------------


def test_the_first_step_leads_the_leader_to_where_the_forum_is_described(
    office: Office, show: Show, trip: Trip
) -> None:
    page = opened(office, show)
    assert isinstance(page, BoardPage)
    assert "Her er intet møde til sparring endnu" in words_on(page)
    assert_walkable(page)
    press(page, "Opret distriktstirsdag")
    assert trip.went == [Destination(Place.SETTINGS, Id("forum"))]


def test_a_colleague_reads_the_days_and_makes_none(house: House, trip: Trip, qtbot: QtBot) -> None:
    house.enter()
    a_day(house)
    page = opened_by_a_colleague(house, trip, qtbot, Destination(Place.FORUM))
    assert rows(page, "Dage til sparring") == [
        ("Tirsdag 24. marts 2026", "Distriktstirsdag · kl. 13.00–14.00 · Rådhuset", "Ingen ark endnu")
    ]
    assert "Læg dage" not in words_on(page)


def test_many_days_are_shown_and_then_put_in_at_once(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    a_forum(house)
    page = opened(office, show)
    press(page, "Læg dage")
    card = page.findChildren(PlanDaysCard)[0]
    card._propose()
    assert card.first.error
    for field, text in ((card.first, "24.3.2026"), (card._last, "30.4.2026")):
        field.editor.setFocus()
        QTest.keyClicks(field.editor, text)
    QTest.keyClicks(card._begins.editor, "13")
    QTest.keyClicks(card._ends.editor, "12")
    press(page, "Vis dagene")
    settle(qtbot, office.work)
    assert card._said.text() == "3 dage, tirsdag: 24.3.2026, 7.4.2026, 21.4.2026."
    press(page, "Læg dagene ind")
    settle(qtbot, office.work)
    assert "begynder og slutter" in card._begins.error
    card._ends.editor.setFocus()
    card._ends.editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(card._ends.editor, "15")
    press(page, "Vis dagene")
    settle(qtbot, office.work)
    press(page, "Læg dagene ind")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert [title for title, *_ in rows(page, "Dage til sparring")] == [
        "Tirsdag 24. marts 2026", "Tirsdag 7. april 2026", "Tirsdag 21. april 2026",
    ]  # fmt: skip
    assert "3 dage er lagt ind." in words_on(page)
    assert not card.isVisible()


def test_what_is_typed_of_days_comes_back(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    a_forum(house)
    page = opened(office, show)
    press(page, "Læg dage")
    QTest.keyClicks(page.findChildren(PlanDaysCard)[0].first.editor, "24.3.2026")
    page.leave()
    settle(qtbot, office.work)
    page = opened(office, show)
    press(page, "Læg dage")
    settle(qtbot, office.work)
    assert page.findChildren(PlanDaysCard)[0].first.value() is not None


# --- an agenda --------------------------------------------------------------------------------------------------------


@pytest.fixture
def day(house: House, office: Office) -> Id:
    return a_day(house, 0)


def test_an_agenda_names_nobody_and_says_when_each_begins_and_that_there_is_too_little_time(
    house: House, office: Office, show: Show, day: Id
) -> None:
    for name in ("Karla", "Ib", LONG_NAME.split()[0]):
        on_agenda(house, day, house.child(name).id)
    page = opened(office, show, day)
    assert [title for title, *_ in rows(page, "Dagsorden")] == [
        f"{n}. {at} · Bekymring fra 17.3.2026" for n, at in ((1, "13.00"), (2, "13.20"), (3, "13.40"))
    ]
    said = words_on(page) + str([row.spoken for one in page.findChildren(RowList) for row in one.rows()])
    assert not any(name in said for name in ("Karla", "Kanari Juhl", "Wilhelmine"))
    assert "Der er ikke tid nok" not in said
    assert_walkable(page)
    on_agenda(house, day, house.child("Bo").id)
    page = opened(office, show, day)
    assert "Der er ikke tid nok: 80 minutter på 60." in words_on(page)


def test_what_one_may_not_open_is_taken_time_and_cannot_be_opened(
    house: House, day: Id, trip: Trip, qtbot: QtBot
) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    concern = house.do(lambda desk: forum_talk.sheet(desk, item)).item.concern_id
    house.do(lambda desk: concerns.keep(desk, concern, []))
    page = opened_by_a_colleague(house, trip, qtbot, Destination(Place.FORUM, day))
    assert rows(page, "Dagsorden") == [("1. 13.00 · Optaget tid", "20 min.", "")]
    QTest.keyClick(page.findChildren(RowList)[0], Qt.Key.Key_Return)
    assert trip.went == []
    assert not page.findChildren(ChosenCard)[0].isVisible()
    assert "Konkluderet" not in words_on(page)


def test_a_brief_is_put_on_moved_given_time_and_taken_off(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot, trip: Trip
) -> None:
    on_agenda(house, day, house.child("Karla").id)
    a_brief(house, a_concern(house, house.child("Ib").id))
    page = opened(office, show, day)
    choices = next(one for one in page.findChildren(RowList) if one.accessibleName() == "Ark, der kan sættes på")
    choices.setFocus()
    QTest.keyClick(choices, Qt.Key.Key_Return)
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert (len(rows(page, "Dagsorden")), len(rows(page, "Ark, der kan sættes på"))) == (2, 0)
    agenda = next(one for one in page.findChildren(RowList) if one.accessibleName() == "Dagsorden")
    second = agenda.rows()[1].key
    agenda.choose(second)
    press(page, "Op")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert agenda.rows()[0].key == second
    assert agenda.current_key() == second  # what was chosen stays chosen
    card = page.findChildren(ChosenCard)[0]
    card._minutes.set_value(45)
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert [title for title, *_ in rows(page, "Dagsorden")][1].startswith("2. 13.45")
    QTest.keyClick(agenda, Qt.Key.Key_Return)
    assert trip.went == [Destination(Place.FORUM, day, Id(str(second)))]
    press(page, "Tag af dagsordenen")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert len(rows(page, "Dagsorden")) == 1


def test_the_leader_cancels_a_day_and_its_briefs_go_along_to_another(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    first, second = days(house, a_forum(house), 0, 14)
    on_agenda(house, first, house.child("Karla").id)
    page = opened(office, show, first)
    card = page.findChildren(ChangeDayCard)[0]
    press(card, "Aflys dagen")
    card._cancel()
    settle(qtbot, office.work)
    assert card._why.error
    QTest.keyClicks(card._why.editor, "Storm")
    card._to.set_value(second)
    card._cancel()
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert "Dagen er aflyst: Storm" in words_on(page)
    assert rows(page, "Dagsorden") == []
    assert len(house.do(lambda desk: forum.day(desk, second)).agenda) == 1
    assert not card.isVisible()


def test_the_leader_moves_a_day(house: House, office: Office, show: Show, qtbot: QtBot, day: Id) -> None:
    page = opened(office, show, day)
    card = page.findChildren(ChangeDayCard)[0]
    press(card, "Flyt dagen eller ret tiden")
    card._on.set_value(office.work.clock().date() - timedelta(days=1))
    press(card, "Gem dagen")
    settle(qtbot, office.work)
    assert "gået" in card._on.error
    card._on.set_value(office.work.clock().date() + timedelta(days=1))
    press(card, "Gem dagen")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    assert "Onsdag 18. marts 2026" in words_on(page)


# --- what all look at -------------------------------------------------------------------------------------------------


def shown(office: Office, show: Show, day: Id) -> tuple[ShowPage, BigText]:
    page = ShowPage(office, Destination(Place.FORUM_SHOW, day))
    show(page)
    return page, page.findChildren(BigText)[0]


def test_the_question_stands_first_in_large_letters_and_arrows_lead_through(
    house: House, office: Office, show: Show, day: Id, trip: Trip
) -> None:
    items = [on_agenda(house, day, house.child(name).id) for name in ("Karla", "Ib")]
    page, big = shown(office, show, day)
    assert " ".join(big.lines()) == "Hvordan hjælper vi barnet?"
    assert big.hasFocus()
    assert big.letters() >= page.height() / 18
    QTest.keyClick(big, Qt.Key.Key_Right)
    assert "år" in " ".join(big.lines())
    QTest.keyClick(big, Qt.Key.Key_Down)
    assert (big._where, " ".join(big.lines())) == ("Ark 2 af 2 · 20 minutter", "Hvordan hjælper vi barnet?")
    QTest.keyClick(big, Qt.Key.Key_Left)  # back to the end of the one before
    assert big._where.startswith("Ark 1 af 2")
    QTest.keyClick(big, Qt.Key.Key_K)
    assert trip.went == [Destination(Place.FORUM, day, items[0])]
    QTest.keyClick(big, Qt.Key.Key_Escape)
    assert trip.backs == 1


def test_nothing_on_the_page_names_anybody_until_somebody_asks_for_the_name_of_one(
    house: House, office: Office, show: Show, day: Id
) -> None:
    on_agenda(house, day, house.child("Karla").id)
    on_agenda(house, day, house.child("Ib").id, named=True)
    page, big = shown(office, show, day)
    seen = []
    for _ in range(20):
        seen.append(words_on(page) + big.accessibleName())
        QTest.keyClick(big, Qt.Key.Key_Right)
    assert not any(name in said for said in seen for name in ("Karla", "Juhl", "Ib O", "O'Kanari", "Søn"))
    QTest.keyClick(big, Qt.Key.Key_Up)
    QTest.keyClick(big, Qt.Key.Key_N)
    assert "Med navn" not in big.accessibleName()  # the first one was written without
    QTest.keyClick(big, Qt.Key.Key_Down)
    QTest.keyClick(big, Qt.Key.Key_N)
    assert big.accessibleName().startswith("Med navn. Samtykke fra mor")
    QTest.keyClick(big, Qt.Key.Key_Up)
    QTest.keyClick(big, Qt.Key.Key_Down)
    assert "Med navn" not in big.accessibleName()


def test_a_long_text_goes_on_another_page_and_never_gets_small(qtbot: QtBot) -> None:
    big = BigText()
    qtbot.addWidget(big)
    big.resize(1000, 600)
    text = "Barnet siger farvel og går ind. " * 60 + "x" * 400
    big.show_text("Hvad ser vi?", text, "Ark 1 af 1")
    read = [*big.lines()]
    while big.turn(1):
        read += big.lines()
    assert "".join(read).replace(" ", "") == text.replace(" ", "")
    assert big.letters() >= 600 / 18
    big.to_end()
    assert not big.turn(1)
    big.grab()
    look.set_zoom(2.0)
    big.grab()


def test_a_day_without_briefs_says_so(house: House, office: Office, show: Show, day: Id) -> None:
    _, big = shown(office, show, day)
    QTest.keyClick(big, Qt.Key.Key_Right)
    QTest.keyClick(big, Qt.Key.Key_K)
    assert big.accessibleName().startswith("Ingen ark")


# --- the conclusion ---------------------------------------------------------------------------------------------------


def keys_of_the_story(page: QWidget) -> int:
    """A conclusion with words, signs, a reason, two agreements and who was there; gives how many keys were pressed."""
    pressed = 0

    def keys(*sequence: Qt.Key) -> None:
        nonlocal pressed
        for key in sequence:
            QTest.keyClick(focused(), key)
            pressed += 1

    def write(text: str) -> None:
        nonlocal pressed
        QTest.keyClicks(focused(), text)
        pressed += len(text)

    def tab_to(name: str) -> None:
        for _ in range(40):
            if focused().accessibleName() == name:
                return
            keys(Qt.Key.Key_Tab)
        raise AssertionError(name)

    keys(Qt.Key.Key_2, Qt.Key.Key_3)
    tab_to("Det talte I om")
    write("En fast voksen tager imod ham i tre uger, og I skriver ned hvordan det går")
    tab_to("Hvilke tegn holder I øje med?")
    write("Græder mere end ti minutter, spiser ikke")
    tab_to("Hvad gør I, hvis I ser dem?")
    write("Ringer til Ida samme dag")
    tab_to("Ja")
    keys(Qt.Key.Key_Right, Qt.Key.Key_Space)
    tab_to("Hvorfor? Eller hvorfor ikke?")
    write("Forældrene er med, og støtten er ikke prøvet")
    tab_to("Aftale 1: hvad")
    for what, who, when in (("Tager imod ved lågen", "Jonas", "+1"), ("Kommer på stuen", "Ida", "+3")):
        write(what)
        keys(Qt.Key.Key_Return)
        write(who)
        keys(Qt.Key.Key_Return)
        write(when)
        keys(Qt.Key.Key_Return)
    tab_to("Rådgiver: Ida Kanarilund")
    keys(Qt.Key.Key_Space)
    tab_to("Andre")
    write("Jonas")
    tab_to("Gem konklusionen")
    keys(Qt.Key.Key_Space)
    return pressed


def test_a_conclusion_in_two_minutes_by_keyboard_alone(
    house: House, office: Office, show: Show, day: Id, trip: Trip, qtbot: QtBot, figure: Callable[[str], None]
) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    page = opened(office, show, day, item)
    assert isinstance(page, TalkPage)
    assert page.meeting  # it locks after as long as a talk may take
    assert_walkable(page)
    pressed = keys_of_the_story(page)
    settle(qtbot, office.work)
    figure(f"a conclusion: {pressed} keys, {pressed * A_KEY:.0f} s at {A_KEY} s a key")
    assert pressed * A_KEY < 120
    assert trip.backs == 1
    made = house.do(lambda desk: forum_talk.sheet(desk, item)).standing
    assert made is not None
    assert made.conclusion.outcomes == (Outcome.SUPPORT, Outcome.NOT_NOW)
    assert made.conclusion.present == ("Rådgiver: Ida Kanarilund", "Jonas")
    today = office.work.clock().date()
    assert [(one.what, one.who, one.due_on) for one in made.agreements] == [
        ("Tager imod ved lågen", "Jonas", today + timedelta(weeks=1)),
        ("Kommer på stuen", "Ida", today + timedelta(weeks=3)),
    ]
    assert made.conclusion.next_on == today + timedelta(weeks=6)


def test_what_is_missing_is_said_beside_its_field(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot
) -> None:
    page = opened(office, show, day, on_agenda(house, day, house.child("Karla").id))
    assert isinstance(page, TalkPage)

    def save() -> str:
        press(page, "Gem konklusionen")
        settle(qtbot, office.work)
        return words_on(page)

    assert "Vælg mindst ét udfald" in save()
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert "hvilke tegn I holder øje med" in save()
    assert focused().accessibleName() == "Hvilke tegn holder I øje med?"
    QTest.keyClicks(focused(), "Gråd")
    save()
    QTest.keyClicks(focused(), "Ringe")
    assert "Svar ja eller nej" in save()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert "hvorfor I nåede det" in save()
    QTest.keyClicks(focused(), "Fordi")
    assert page._form is not None
    page._form.next_on.set_value(office.work.clock().date())
    assert "efter i dag" in save()
    page._form.next_on.set_value(None)
    page._form.agreements._rows[0].what.set_text("Ringe")
    assert "mangler hvem og hvornår" in save()


@pytest.mark.parametrize(
    ("outcome", "place"), [(Outcome.UNDERRETNING, Place.UNDERRETNING), (Outcome.NETWORK_MEETING, Place.MEETING)]
)
def test_what_was_chosen_is_where_one_goes_on(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot, trip: Trip, outcome: Outcome, place: Place
) -> None:
    karla = house.child("Karla").id
    item = on_agenda(house, day, karla)
    page = opened(office, show, day, item)
    assert isinstance(page, TalkPage)
    assert page._form is not None
    page._form.press(list(Outcome).index(outcome) + 1)
    page._form._weighed.set_value(False)
    page._form._considered.set_text("Det ved vi ikke endnu")
    press(page, "Gem konklusionen")
    settle(qtbot, office.work)
    (to,) = trip.went
    assert to.place is place
    if place is Place.MEETING:
        assert to.id == karla
        assert house.do(lambda desk: meetings.sheet(desk, karla)).meeting.participants
    again(page, office, qtbot)
    words = {Place.UNDERRETNING: "Lav underretningen", Place.MEETING: "Opret netværksmødet"}[place]
    assert words in words_on(page)


def test_what_is_typed_comes_back_and_a_colleague_who_was_faster_is_shown(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot
) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    page = opened(office, show, day, item)
    assert isinstance(page, TalkPage)
    QTest.keyClick(focused(), Qt.Key.Key_1)
    page.leave()
    settle(qtbot, office.work)
    page = opened(office, show, day, item)
    assert isinstance(page, TalkPage)
    assert page._form is not None
    assert page._form.talk().conclusion.outcomes == (Outcome.CLARIFY,)
    conclude(house, item)
    page._form._weighed.set_value(False)
    page._form._considered.set_text("Mit")
    press(page, "Gem konklusionen")
    settle(qtbot, office.work)
    assert "har skrevet konklusionen, mens du skrev" in words_on(page)
    assert "En fast voksen" in words_on(page)
    assert page._form.talk().conclusion.considered == "Mit"


def test_a_brief_that_was_taken_off_meanwhile_is_said(house: House, office: Office, show: Show, day: Id) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    house.do(lambda desk: forum_agenda.put_off(desk, item, None))
    assert "Det findes ikke mere" in words_on(opened(office, show, day, item))


def test_the_papers_are_saved_where_the_person_says(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    conclude(house, item)
    for module, words, page in (
        ("talk", "Gem konklusionen som PDF", opened(office, show, day, item)),
        ("day", "Gem dagens referat som PDF", opened(office, show, day)),
    ):
        target = tmp_path / f"{module}.pdf"
        monkeypatch.setattr(
            f"opspor.desktop.pages.forum.{module}.save_pdf_as", lambda _owner, _name, save, to=target: save(to)
        )
        press(page, words)
        settle(qtbot, office.work)
        assert target.read_bytes().startswith(b"%PDF")


# --- on the concern, and in the settings ------------------------------------------------------------------------------


def test_a_concern_puts_its_brief_on_an_agenda_and_shows_what_came_of_it(
    house: House, office: Office, show: Show, day: Id, qtbot: QtBot, trip: Trip
) -> None:
    concern = a_concern(house, house.child("Karla").id)
    page = ConcernPage(office, Destination(Place.CONCERN, concern))
    show(page)
    card = page.findChildren(ForumCard)[0]
    assert not card.isVisible()  # there is no brief yet
    a_brief(house, concern)
    page.refresh(Changes(frozenset({Kind.PAPERS})))
    settle(qtbot, office.work)
    press(page, "Sæt på dagsordenen")
    assert card._day.error
    card._day.set_value(day)
    press(page, "Sæt på dagsordenen")
    settle(qtbot, office.work)
    again(page, office, qtbot)
    press(card, "Skriv konklusion")
    item = trip.went[-1].second
    assert trip.went[-1] == Destination(Place.FORUM, day, item)
    conclude(house, item)
    again(page, office, qtbot)
    said = words_on(card)
    assert "Konkret støtte i hverdagen" in said
    assert "Underretning vurderet: nej. Ikke prøvet endnu" in said


def test_the_leader_describes_the_forum_and_others_read_that_the_leader_does(
    house: House, office: Office, show: Show, qtbot: QtBot, trip: Trip
) -> None:
    page = SettingsPage(office, Destination(Place.SETTINGS, Id("forum")))
    show(page)
    here = page.findChildren(ForumSection)[0]
    settle(qtbot, office.work)
    here._show_one("new")
    assert here._form.name.text() == "Distriktstirsdag"
    here._form.minutes.set_text("tyve")
    press(here, "Gem")
    assert here._form.minutes.error
    here._form.minutes.set_text("30")
    here._form._members[1][0].set_text("")
    here._form._members[1][1].set_text("Åse Kanari")
    press(here, "Gem")
    settle(qtbot, office.work)
    assert here._form._members[1][0].error
    here._form._members[1][0].set_text("Sundhedsplejerske")
    press(here, "Gem")
    settle(qtbot, office.work)
    (made,) = house.do(forum.board).forums
    assert (made.name, made.minutes_each) == ("Distriktstirsdag", 30)
    assert [one.in_words for one in made.members] == ["Rådgiver", "Sundhedsplejerske: Åse Kanari", "Psykolog"]
    page.refresh(CHANGED)
    settle(qtbot, office.work)
    assert not here._rows.selectedIndexes()  # none of them is open
    here._show_one(made.id)
    press(here, "Findes ikke mere")
    settle(qtbot, office.work)
    assert house.do(forum.board).forums == ()
    theirs = opened_by_a_colleague(house, trip, qtbot, Destination(Place.SETTINGS, Id("forum")))
    assert "Spørg lederen." in words_on(theirs)


def test_a_day_is_found_from_the_meetings_and_drawn_in_each_size(
    house: House, office: Office, show: Show, day: Id
) -> None:
    item = on_agenda(house, day, house.child("Karla").id)
    look.set_zoom(2.0)
    for page in (opened(office, show), opened(office, show, day), opened(office, show, day, item)):
        page.grab()
        assert isinstance(page, BoardPage | DayPage | TalkPage)
