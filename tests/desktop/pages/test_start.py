"""Start: what is due and what is open, and no child's name beside a concern."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.child.edit_page import BIRTH, ChildEditPage
from opspor.desktop.pages.letters.page import GIVEN, LettersPage
from opspor.desktop.pages.start import StartPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Kind, MessageKind, ProgressStrip, RowList, StepRow
from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, Position, Trivsel
from opspor.domain.beredskab import Sharpened, Track
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rights import RightKind
from opspor.usecases import concerns, contacts, joint, people, plans, rights, rounds, start, tracks
from opspor.usecases.assess import MyQuestion
from opspor.usecases.baton import BatonRow, Why
from opspor.usecases.contacts import Contact
from opspor.usecases.joint import ToConfirm
from opspor.usecases.start import Lead, VisitsDue
from opspor.vault.keys import Derive
from tests.desktop.pages.conftest import PAEDAGOG, House, TestClock, Trip, answer_all, open_round, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.pages.test_concerns import begin
from tests.desktop.pages.test_focus import who, written
from tests.desktop.pages.test_plan import PLAN
from tests.desktop.pages.test_plan import written as a_plan
from tests.desktop.walker import assert_walkable

Show = Callable[[Page | FocusPage], None]
HERE = Destination(Place.START)
TODAY = date(2026, 3, 17)


def rows(page: StartPage, name: str) -> list[tuple[str, str, str]]:
    """The rows of a card: title, second line, fact."""
    found = next(rows for rows in page.findChildren(RowList) if rows.accessibleName() == name)
    return [(row.title, row.second, row.fact) for row in found.rows()]


def mains(page: StartPage) -> list[str]:
    """The filled buttons that can be seen."""
    return [b.words for b in page.findChildren(Button) if b.kind is Kind.MAIN and b.isVisible()]


def test_the_day_is_the_title_and_the_first_round_has_the_main_button(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    round_id = house.do(open_round)
    house.do(lambda desk: open_round(desk, "En til", date(2026, 3, 10)))
    page = StartPage(office, HERE)
    show(page)
    assert "Tirsdag 17. marts" in words_on(page)
    assert mains(page) == ["Begynd runden"]
    assert QApplication.focusWidget() is next(b for b in page.findChildren(Button) if b.words == "Begynd runden")
    press(page, "Begynd runden")
    assert trip.went == [Destination(Place.OWN, round_id)]


def test_two_rounds_with_one_name_are_told_apart_by_their_groups(house: House, office: Office, show: Show) -> None:
    house.do(open_round)
    page = StartPage(office, HERE)
    show(page)
    assert "Bøgestuen" not in words_on(page)
    found = house.do(start.today)
    page._show(replace(found, rounds=(found.rounds[0], found.rounds[0])))
    assert words_on(page).count("Bøgestuen · Åben til") == 2
    page._show(replace(found, rounds=()))
    assert page._open_rounds.isHidden()  # and takes no room


def test_it_counts_what_one_has_assessed(house: House, office: Office, show: Show, qtbot: QtBot) -> None:
    round_id, karla = house.do(open_round), house.child("Karla")
    page = StartPage(office, HERE)
    show(page)
    house.do(lambda desk: answer_all(desk, round_id, karla))
    page.refresh(Changes(frozenset({Changed.OWN_ASSESSMENTS})))
    settle(qtbot, office.work)
    assert mains(page) == ["Fortsæt runden"]
    strips = [strip.accessibleName() for strip in page.findChildren(ProgressStrip) if strip.isVisible()]
    assert strips == ["Du har vurderet 1 af 4"]


def test_a_concern_has_no_name_on_the_screen(house: House, office: Office, show: Show, trip: Trip) -> None:
    karla = house.child("Karla")
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="KANARI: sover meget", seen_on=date(2026, 3, 16),
            child_id=karla.id,
        )
    )  # fmt: skip
    page = StartPage(office, HERE)
    show(page)
    assert rows(page, "Bekymringer") == [("Bekymring fra 17.3.2026", "", "")]
    assert "Karla" not in words_on(page)
    shown = next(rows for rows in page.findChildren(RowList) if rows.accessibleName() == "Bekymringer")
    shown.opened.emit(shown.rows()[0].key)
    assert trip.went == [Destination(Place.CONCERN, concern)]


def test_whoever_leads_the_house_is_asked_to_try_an_old_number_again(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    old = Contact("ppr", "PPR", "87 65 43 21", "", date(2025, 8, 1), "leder")
    house.do(lambda desk: contacts.save(desk, (old,)))
    page = StartPage(office, HERE)
    show(page)
    assert ("Prøv et telefonnummer i beredskabet igen.", "Hvert halve år", "") in rows(page, "Venter på dig")
    shown = next(rows for rows in page.findChildren(RowList) if rows.accessibleName() == "Venter på dig")
    shown.opened.emit(shown.rows()[-1].key)
    assert trip.went == [Destination(Place.SETTINGS, Id("numbers"))]


def test_an_agreement_that_is_due_opens_the_page_to_look_again(
    house: House, show: Show, trip: Trip, office: Office
) -> None:
    house.do(open_round)
    karla = house.child("Karla")
    one = "Kun jeg kender hende"
    room = house.do(rounds.all_rounds)[0].round.groups[0]
    alone = house.do(
        lambda desk: rounds.open_round(
            desk, name="Én", opens_on=date(2026, 3, 2), closes_on=date(2026, 4, 2), one_is_enough_because=one,
            groups={room.group_id: (Context.DAYCARE, [desk.staff.id])},
        )
    )  # fmt: skip
    house.do(lambda desk: answer_all(desk, alone, karla))
    what, me = (FollowUpKind.PARENT_TALK,), house.do(lambda desk: desk.staff.id)
    agreement = Agreement(
        Context.DAYCARE, Position.UNKNOWN, Trivsel.THRIVES, "Vi ved for lidt.", follow_up=what,
        follow_up_on=date(2026, 3, 16), participants=(me,),
        find_out=FindOut("Hvordan går det derhjemme?", me, date(2026, 3, 16)),
    )  # fmt: skip
    agreed = house.do(lambda desk: joint.agree(desk, alone, karla.id, agreement))
    page = StartPage(office, HERE)
    show(page)
    assert rows(page, "Opfølgning") == [("Karla Maria K.", "Se på jeres aftale", "1 dag over")]
    (row,) = next(r for r in page.findChildren(RowList) if r.accessibleName() == "Opfølgning").rows()
    assert (row.fact_kind, row.key) == (MessageKind.WARNING, Destination(Place.FOLLOW_UP, agreed))


def test_what_is_not_known_yet_leads_on(house: House, office: Office, show: Show) -> None:
    page = StartPage(office, HERE)
    show(page)
    assert rows(page, "Det ved vi ikke endnu") == [("Fødselsdato mangler", "Tegnene følger alderen", "1 barn")]


def test_when_nothing_is_due_it_says_so(house: House, office: Office, show: Show) -> None:
    page = StartPage(office, HERE)
    show(page)
    assert "Der er ikke noget, du skal i dag." not in words_on(page)  # the first round waits
    page._show(replace(house.do(start.today), first=None))
    assert "Der er ikke noget, du skal i dag." in words_on(page)


def test_an_empty_vault_says_what_to_do_first(
    tmp_path: Path, clock: TestClock, quick_derive: Derive, qtbot: QtBot
) -> None:
    work = workplace.create(
        tmp_path / "tom", institution="Ny", name="Kanari Leder", title="", login="kl", password="kanari-kode-12345",
        clock=clock, derive=quick_derive,
    )  # fmt: skip
    trip = Trip()
    page = StartPage(Office(work, trip.went.append, trip.back), HERE)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    steps = [row.accessibleName() for row in page.findChildren(StepRow)]
    assert steps[0] == "Trin 1: Hent listen med børn. nu"
    assert steps[2] == "Trin 3: Invitér dem, der skal vurdere sammen med dig. Kun du er her"
    assert page.focusWidget() is page.findChildren(StepRow)[0]
    page.findChildren(StepRow)[0].click()
    assert trip.went == [Destination(Place.IMPORT)]
    work.close()


def test_the_leader_is_reminded_of_the_recovery_key_until_it_is_there(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = StartPage(office, HERE)
    show(page)
    qtbot.waitUntil(lambda: "Gendannelsesnøglen mangler." in words_on(page), timeout=5000)
    press(page, "Lav nøglen")
    assert trip.went == [Destination(Place.SETTINGS, Id("key"))]
    office.work.prove_recovery_key(" ".join(office.work.new_recovery_key()))
    page.refresh(Changes(frozenset({Changed.SETTINGS})))
    settle(qtbot, office.work)
    qtbot.waitUntil(lambda: "Gendannelsesnøglen mangler." not in words_on(page), timeout=5000)


def test_it_can_be_walked_by_keyboard_at_200_percent(house: House, office: Office, show: Show) -> None:
    house.do(open_round)
    page = StartPage(office, HERE)
    show(page)
    assert_walkable(page)


def test_whoever_sees_no_children_is_not_asked_to_fetch_them(house: House, office: Office, qtbot: QtBot) -> None:
    house.enter()
    jonas = next(member for member in house.do(people.overview).staff if member.name.startswith("Jonas"))
    house.do(lambda desk: people.set_role(desk, jonas.id, Role.ADMINISTRATOR))
    work = house.enter(PAEDAGOG)
    page = StartPage(Office(work, office.go, office.back), HERE)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, work)
    assert "Her er ingen børn endnu" not in words_on(page)
    assert "Der er ikke noget, du skal i dag." in words_on(page)


def test_what_waits_for_one_person_has_neutral_words_and_leads_on(
    house: House, office: Office, show: Show, qtbot: QtBot
) -> None:
    page = StartPage(office, HERE)
    show(page)
    house.do(open_round)
    found, today = house.do(start.today), date(2026, 3, 17)
    child = house.child("Karla")
    waiting = ToConfirm(Id("j"), child, "Forår 2026", Context.SCHOOL, "Hun leger alene", "Sofie Lund", house.clock())
    question = MyQuestion(Id("r"), child, Context.SCHOOL, "Hvem henter?", today)
    whole = house.do(rounds.open_rounds)[0].round
    lead = Lead(whole, "2.B", (("Lotte R.", 4), ("Mikkel S.", 3)), 2, 0)
    page._show(
        replace(
            found, leads=(lead,), to_confirm=(waiting,), questions=(question,), uninformed=3,
            visits=(VisitsDue(Id("g"), "Distrikt Nord", 2, 1),),
        )
    )  # fmt: skip
    shown = {row.title: row for listed in page.findChildren(RowList) for row in listed.rows()}
    assert shown["2.B: 7 vurderinger mangler · 2 børn klar til fælles vurdering"].second.startswith(
        "Lotte R. 4, Mikkel S. 3 · lukker "
    )
    asked = shown["Passer det, der står som dit syn?"]
    assert (asked.second, asked.key) == (
        "Sofie Lund skrev det for dig i Forår 2026", Destination(Place.MINORITY, Id("j")),
    )  # fmt: skip
    assert shown["Karla Maria K."].second == "Det, du ville finde ud af"
    assert shown["Karla Maria K."].key == Destination(Place.OWN, Id("r"), child.id, Context.SCHOOL)
    assert shown["Distrikt Nord"].fact == "2 nu · 1 over tiden"
    assert shown["Forældre ikke orienteret"].fact == "3 børn"
    said = "".join(f"{row.title}{row.second}{row.fact}" for row in shown.values())
    assert "leger alene" not in said
    assert "Hvem henter" not in said
    assert_walkable(page)


# --- what is due, and what is not known -------------------------------------------------------------------------------


def test_ones_own_comes_first_and_what_colleagues_see_to_with_one_press(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    late = written(house, "Ib", responsible_id=who(house, "Mette"), follow_up_on=TODAY)
    soon = written(house, "Karla", responsible_id=who(house, "Jonas"), follow_up_on=TODAY + timedelta(days=7))
    written(house, "Liv", responsible_id=who(house, "Mette"), follow_up_on=TODAY + timedelta(days=8))
    house.clock.now += timedelta(days=1)
    page = StartPage(office, HERE)
    show(page)
    assert [title for title, _, _ in rows(page, "Opfølgning")] == ["Ib O.", "Liv Æ. K."]
    assert rows(page, "Opfølgning")[0] == ("Ib O.", "Følg op på fokuspunktet", "1 dag over")
    assert "1 over tiden · 1 de næste syv dage" in words_on(page)
    press(page, "Alle mine børn")
    settle(qtbot, office.work)
    assert [title for title, _, _ in rows(page, "Opfølgning")] == ["Ib O.", "Karla Maria K.", "Liv Æ. K."]
    assert "1 over tiden · 2 de næste syv dage" in words_on(page)
    shown = next(r for r in page.findChildren(RowList) if r.accessibleName() == "Opfølgning")
    assert [row.key for row in shown.rows()][:2] == [
        Destination(Place.FOLLOW_UP, late), Destination(Place.FOLLOW_UP, soon),
    ]  # fmt: skip
    assert shown.rows()[1].second.endswith("· Jonas Kanari B.")
    again = StartPage(office, HERE)
    show(again)
    assert len(rows(again, "Opfølgning")) == 3
    assert_walkable(again)


def test_what_is_due_stands_first_and_an_open_round_beside_it(house: House, office: Office, show: Show) -> None:
    house.do(open_round)
    written(house, "Ib", responsible_id=who(house, "Mette"), follow_up_on=TODAY)
    page = StartPage(office, HERE)
    show(page)
    (card,) = page._round_cards
    tops = [part.mapTo(page, QPoint()).y() for part in (page._due, card)]
    assert tops[0] == tops[1] < look.u(40)
    page.resize(look.u(190), look.u(190))  # as at 200 % on a small laptop
    QApplication.processEvents()
    assert page._due.mapTo(page, QPoint()).y() < card.mapTo(page, QPoint()).y()
    assert_walkable(page)


def test_what_nobody_has_says_so(house: House, office: Office, show: Show) -> None:
    written(house, "Ib", responsible_id=who(house, "Jonas"), follow_up_on=TODAY)
    jonas = who(house, "Jonas")
    house.do(lambda desk: people.remove(desk, jonas))
    page = StartPage(office, HERE)
    show(page)
    assert rows(page, "Opfølgning") == [("Ib O.", "Følg op på fokuspunktet · ingen har den", "i dag")]


def test_a_plan_that_nobody_holds_waits_for_the_leader_and_stands_once(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    made = a_plan(house, office, house.child("Karla").id, replace(PLAN, follow_up_on=TODAY + timedelta(days=2)))
    page = StartPage(office, HERE)
    show(page)
    found, (plan,) = house.do(start.today), house.do(plans.listed)
    nobody = (BatonRow(Why.NOBODY, plan, None),)
    page._show(replace(found, batons=nobody))
    assert rows(page, "Venter på dig") == []  # what is due says itself that nobody has it
    page._show(replace(found, batons=nobody, due=()))
    assert rows(page, "Venter på dig") == [("Ingen har stafetten for en plan", "Giv den videre, eller luk planen", "")]
    waiting = next(r for r in page.findChildren(RowList) if r.accessibleName() == "Venter på dig")
    waiting.opened.emit(waiting.rows()[0].key)
    assert trip.went == [Destination(Place.BATON, made)]


def test_whom_nobody_talked_about_is_named_when_somebody_asks(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    house.clock.now += timedelta(days=366)
    page = StartPage(office, HERE)
    show(page)
    qtbot.waitUntil(lambda: any(row[0] == "Forældrene" for row in rows(page, "Det ved vi ikke endnu")), timeout=3000)
    assert ("Forældrene", "Ingen har talt med dem i et år", "6 børn") in rows(page, "Det ved vi ikke endnu")
    assert "Åse" not in words_on(page)
    known = next(r for r in page.findChildren(RowList) if r.accessibleName() == "Det ved vi ikke endnu")
    known.opened.emit(known.rows()[-1].key)
    settle(qtbot, office.work)
    names = next(r for r in page.findChildren(RowList) if r.accessibleName() == "Hvem det handler om")
    assert len(names.rows()) == 6
    assert names.rows()[0].key == Destination(Place.CONTACT, house.child(names.rows()[0].title.split()[0]).id)
    assert_walkable(page)
    press(page, "Skjul navnene")
    assert not names.isVisible()
    assert names.rows() == []


def test_a_concern_in_which_something_is_due_stands_among_the_rest_without_a_name(
    house: House, office: Office, show: Show
) -> None:
    concern = begin(house, child=house.child("Karla").id)
    day = house.clock.now.date() + timedelta(days=3)
    house.do(lambda desk: tracks.decide(desk, concern, Sharpened("Søvn", day)))
    page = StartPage(office, HERE)
    show(page)

    assert ("Bekymring fra 17.3.2026", "Se på den igen", "fre. 20.") in rows(page, "Opfølgning")
    assert Destination(Place.CONCERN, concern) in [row.key for row in page._due.rows.rows()]
    assert "Karla" not in words_on(page)


def test_a_family_that_waits_for_an_answer_is_the_leaders_task_and_nobody_is_named(
    house: House, office: Office, show: Show, trip: Trip
) -> None:
    child, today = house.child("Karla").id, house.clock().date()
    house.do(lambda d: rights.note(d, child, RightKind.OBJECTION, on=today, from_whom="mor", text="Nej tak"))
    page = StartPage(office, Destination(Place.START))
    show(page)
    (row,) = [row for row in page._waiting.rows.rows() if row.title == "En familie venter på svar"]
    assert (row.second, row.key) == ("Svar senest 14. april 2026", Destination(Place.FAMILY, child))
    assert "Karla" not in repr(row)
    assert house.as_(PAEDAGOG, lambda d: start.today(d).asked) == {}


def test_a_full_house_stays_calm_until_somebody_asks_for_all(house: House, office: Office, show: Show) -> None:
    written(house, "Ib", responsible_id=who(house, "Mette"), follow_up_on=TODAY)
    page = StartPage(office, HERE)
    show(page)
    found = house.do(start.today)
    (one,) = found.due
    days = [TODAY - timedelta(days=343 - i) for i in range(343)]
    late = [one._replace(on=day, subject=one.subject._replace(id=Id(day.isoformat()))) for day in days]
    page._show(replace(found, due=tuple(late)))
    assert len(rows(page, "Opfølgning")) == 8
    assert rows(page, "Opfølgning")[0][2] == "343 dage over"
    assert "343 over tiden" in words_on(page)
    assert_walkable(page)
    press(page, "Vis alle 343")
    listed = page._due.rows
    assert (len(listed.rows()), listed.currentIndex().row(), listed.hasFocus()) == (343, 8, True)
    page._show(replace(found, due=tuple(late[:340])))  # something was written meanwhile
    assert len(listed.rows()) == 340
    press(page, "Vis kun de 8 første")
    assert len(listed.rows()) == 8
    page._show(replace(found, due=tuple(late[:9])))  # a button would take as much room as the row
    assert len(listed.rows()) == 9
    assert "Vis alle" not in words_on(page)


def test_what_is_not_known_leads_into_the_field(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    page = StartPage(office, HERE)
    show(page)
    page._unknown.rows.opened.emit(next(row for row in page._unknown.rows.rows() if row.title.startswith("Føds")).key)
    settle(qtbot, office.work)
    bo = house.child("Bo")
    assert page._unknown._open is not None
    (row,) = page._unknown._open.names.rows()
    page._unknown._open.names.opened.emit(row.key)
    assert trip.went == [Destination(Place.CHILD_EDIT, bo.id, context=BIRTH)]
    edit = ChildEditPage(office, trip.went[0])
    show(edit)
    assert isinstance(at := QApplication.focusWidget(), QWidget)
    assert at.accessibleName() == "Fødselsdato"


def test_parents_who_do_not_know_lead_to_the_day_of_their_group(
    house: House, office: Office, show: Show, trip: Trip, qtbot: QtBot
) -> None:
    everybody = house.do(people.overview)
    room = next(group for group in everybody.groups if group.name == "Bøgestuen")
    staff = [member.id for member in everybody.staff]
    house.do(
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=TODAY, closes_on=TODAY + timedelta(days=30),
            groups={room.id: (Context.DAYCARE, staff)},
        )
    )  # fmt: skip
    page = StartPage(office, HERE)
    show(page)
    row = next(row for row in page._unknown.rows.rows() if row.title == "Forældre ikke orienteret")
    assert row.key == Destination(Place.LETTERS, room.id, context=GIVEN)
    letters = LettersPage(office, row.key)
    show(letters)
    assert letters._given.day.editor.hasFocus()
