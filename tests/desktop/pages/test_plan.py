"""The action plan on screen: writing it, what is missing beside each goal, versions, closing, and the baton."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.plan import BatonPage, PlanPage
from opspor.desktop.pages.plan.goals import GoalCard, GoalsEditor
from opspor.desktop.pages.plan.parts import DaysCard, StepCard, offer_in_words
from opspor.desktop.pages.plan.writing import CloseCard
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import CarefulDialog, Field
from opspor.domain.beredskab import Track
from opspor.domain.changes import Changes, Kind
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.offer import Offer, OfferText
from opspor.domain.plans import Goal, LadderStep, Plan, PlanStatus
from opspor.domain.recipient import HOUSE
from opspor.usecases import baton, concerns, offers, people, plans
from opspor.workplace import Workplace
from tests.desktop.pages.conftest import PAEDAGOG, House, Trip, settle
from tests.desktop.pages.reader import press, words_on
from tests.desktop.walker import assert_walkable
from tests.documents.pdf import page_texts

Show = Callable[[Page | FocusPage], None]
DAY = date(2026, 3, 17)
GOAL = Goal(Id("g1"), "Ro om morgenen", action="Vinker sammen")
PLAN = Plan("Gode morgener", (GOAL,), DAY, date(2026, 6, 17), date(2026, 4, 14))


@pytest.fixture
def karla(house: House, office: Office) -> Id:
    return house.child("Karla").id


@pytest.fixture
def jonas(house: House, office: Office) -> Id:
    return next(member.id for member in house.do(people.overview).staff if member.name.startswith("Jonas"))


def written(house: House, office: Office, child: Id, plan: Plan = PLAN) -> Id:
    held = replace(plan, holder_id=office.work.staff.id)
    return house.do(lambda d: plans.write(d, plans.sheet(d, child), held))


def opened(office: Office, show: Show, child: Id, plan: Id | None = None) -> PlanPage:
    page = PlanPage(office, Destination(Place.PLAN, child, plan or Id("")))
    show(page)
    return page


def fill(page: PlanPage, me: Id) -> None:
    """All that a plan must have."""
    days, goal = page.findChildren(DaysCard)[0], page.findChildren(GoalCard)[0]
    goal._text.set_text("Ro om morgenen")
    goal._action.set_text("Vinker sammen i vinduet")
    days.holder.set_value(me)
    days.starts.set_value(DAY)
    days.again.field.set_value(date(2026, 4, 14))
    days.until.set_value(date(2026, 6, 17))


def test_a_plan_is_written_and_then_read(office: Office, show: Show, house: House, karla: Id, qtbot: QtBot) -> None:
    page = opened(office, show, karla)
    assert "Ny handleplan" in words_on(page)
    assert "Et godt mål er" in words_on(page)
    assert_walkable(page)
    fill(page, office.work.staff.id)
    press(page, "Gem planen")
    settle(qtbot, office.work)
    said = words_on(page)
    assert "Planen er gemt." in said
    assert "Vinker sammen i vinduet" in said
    assert "Ret planen" in said
    (row,) = house.do(plans.listed)
    assert page.here == Destination(Place.PLAN, karla, row.plan_id)
    assert_walkable(page)


def test_what_is_missing_stands_where_it_is_written_and_the_rest_is_kept(
    office: Office, show: Show, karla: Id, house: House, qtbot: QtBot
) -> None:
    page = opened(office, show, karla)
    days, goal = page.findChildren(DaysCard)[0], page.findChildren(GoalCard)[0]
    fill(page, office.work.staff.id)
    wrong: list[tuple[Callable[[], object], Field]] = [
        (lambda: goal._action.set_text(""), goal._action),
        (lambda: days.until.set_value(None), days.until),
        (lambda: days.starts.set_value(None), days.starts),
        (lambda: days.again.field.set_value(date(2026, 7, 1)), days.again.field),
        (lambda: days.holder.set_value(None), days.holder),
    ]
    for spoil, field in wrong:
        fill(page, office.work.staff.id)
        spoil()
        press(page, "Gem planen")
        settle(qtbot, office.work)
        assert field.error
    assert house.do(lambda d: plans.sheet(d, karla)).plan.goals[0].text == "Ro om morgenen"  # kept as a draft
    assert house.do(plans.listed) == ()


def test_a_day_far_ahead_is_asked_about(office: Office, show: Show, karla: Id, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, karla)
    fill(page, office.work.staff.id)
    page.findChildren(DaysCard)[0].until.set_value(date(2036, 6, 17))
    press(page, "Gem planen")
    settle(qtbot, office.work)
    assert "17. juni 2036" in words_on(page)
    assert house.do(plans.listed) == ()
    press(page, "Datoen er rigtig")
    settle(qtbot, office.work)
    assert len(house.do(plans.listed)) == 1


def test_what_is_typed_comes_back(office: Office, show: Show, karla: Id, house: House, qtbot: QtBot) -> None:
    page = opened(office, show, karla)
    page.findChildren(GoalCard)[0]._text.set_text("Leger med to")
    page.leave()
    settle(qtbot, office.work)
    again = opened(office, show, karla)
    assert again.findChildren(GoalCard)[0]._text.text() == "Leger med to"
    press(again, "Kassér kladden")
    settle(qtbot, office.work)
    assert house.do(lambda d: plans.sheet(d, karla)).plan == Plan()


def test_goals_are_begun_taken_away_and_brought_back(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)
    editor = page.findChildren(GoalsEditor)[0]
    for number in range(3):
        press(page, "Skriv et mål mere")
        editor._cards[-1]._text.set_text(f"Mål nummer {number}")
    assert "4 mål er mange på én gang" in words_on(page)
    assert [goal.text for goal in editor.goals()] == ["Mål nummer 0", "Mål nummer 1", "Mål nummer 2"]
    editor._cards[1]._remove.click()
    assert [goal.text for goal in editor.goals()] == ["Mål nummer 1", "Mål nummer 2"]
    press(page, "Fortryd: hent målet tilbage")
    assert {goal.text for goal in editor.goals()} == {"Mål nummer 0", "Mål nummer 1", "Mål nummer 2"}


def test_what_makes_a_goal_good_is_said_beside_it_while_one_types(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)
    goal = page.findChildren(GoalCard)[0]
    seen = goal._checks["Målbart"]
    assert seen.accessibleName() == "Målbart: Hvordan kan I se, at det er nået?"
    goal._seen.set_text("Fire af fem morgener")
    assert seen.accessibleName() == "Målbart: klar"
    press(page, "Skriv et delmål")
    goal._parts[0].text.set_text("Vinker til mor")
    assert [part.text for part in goal.goal().parts] == ["Vinker til mor"]


def test_offers_are_those_of_the_step_and_the_age(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot
) -> None:
    early = house.do(lambda d: offers.put(d, OfferText("Åben leg", LadderStep.EARLY, 0, 6, waiting="2 uger")))
    house.do(lambda d: offers.put(d, OfferText("Ungehold", LadderStep.EARLY, 13, 18)))
    house.do(lambda d: offers.put(d, OfferText("Familiehold", LadderStep.PREVENTIVE)))
    page = opened(office, show, karla)
    card = page.findChildren(StepCard)[0]
    card.step.set_value(LadderStep.EARLY)
    assert [card.offer._box.itemText(i) for i in range(card.offer._box.count())] == ["Intet tilbud", "Åben leg"]
    assert "Hvad gør vi, mens vi venter?" not in words_on(page)
    card.offer.set_value(early)
    assert "Ventetid: 2 uger" in words_on(page)
    assert "Senest tjekket 17. marts 2026 af Mette" in words_on(page)
    assert "Hvad gør vi, mens vi venter?" in words_on(page)
    chosen = card.put_into(Plan()).offer
    assert chosen is not None
    assert (chosen.offer_id, chosen.name) == (early, "Åben leg")
    card.step.set_value(LadderStep.PREVENTIVE)  # what was chosen stays to be seen
    assert card.offer.value() == early


def test_an_old_offer_says_so_where_it_is_chosen() -> None:
    offer = Offer(Id("o"), OfferText("Hold"), date(2025, 1, 1), "Mette")
    assert "over et halvt år siden" in offer_in_words(offer, DAY)
    assert "over et halvt år" not in offer_in_words(replace(offer, checked_on=DAY), DAY)


def test_the_ladder_and_how_it_is_read_is_told_on_request(office: Office, show: Show, karla: Id) -> None:
    page = opened(office, show, karla)
    assert "Begynd lavt" not in words_on(page)
    press(page, "Læs, hvordan trappen bruges")
    said = words_on(page)
    assert "Begynd lavt" in said
    assert "Begynd rigtigt" in said
    assert "Senest set på" in said


def test_whoever_was_slower_sees_both_texts_and_chooses(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot
) -> None:
    plan_id = written(house, office, karla)
    page = opened(office, show, karla, plan_id)
    press(page, "Ret planen")
    settle(qtbot, office.work)
    page.findChildren(DaysCard)[0].title.set_text("Min overskrift")
    other = house.do(lambda d: plans.sheet(d, karla, plan_id))
    house.do(lambda d: plans.write(d, other, replace(PLAN, title="En kollegas overskrift")))
    press(page, "Gem planen")
    settle(qtbot, office.work)
    said = words_on(page)
    assert "har rettet planen imens" in said
    assert "En kollegas overskrift" in said
    assert page.findChildren(DaysCard)[0].title.text() == "Min overskrift"
    press(page, "Skriv videre på min tekst")
    press(page, "Gem planen")
    settle(qtbot, office.work)
    titles = [version.plan.title for version in house.do(lambda d: plans.sheet(d, karla, plan_id)).versions]
    assert titles == ["Gode morgener", "En kollegas overskrift", "Min overskrift"]
    assert "Sådan har planen stået" in words_on(page)


def test_whoever_was_slower_can_take_the_other_text(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot
) -> None:
    plan_id = written(house, office, karla)
    mine = house.do(lambda d: plans.sheet(d, karla, plan_id))
    house.do(lambda d: plans.save(d, mine, replace(PLAN, title="Min overskrift")))
    house.do(lambda d: plans.write(d, replace(mine, context=mine.context), replace(PLAN, title="En andens")))
    house.do(lambda d: plans.save(d, mine, replace(PLAN, title="Min overskrift")))
    page = opened(office, show, karla, plan_id)
    press(page, "Brug kollegaens tekst")
    settle(qtbot, office.work)
    assert "En andens" in words_on(page)
    assert "Ret planen" in words_on(page)
    assert house.do(lambda d: plans.sheet(d, karla, plan_id)).saved_at is None


def test_a_plan_is_closed_with_a_reason_and_read_ever_after(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot
) -> None:
    plan_id = written(house, office, karla)
    page = opened(office, show, karla, plan_id)
    press(page, "Luk planen")
    press(page, "Luk planen nu")
    settle(qtbot, office.work)
    close = page.findChildren(CloseCard)[0]
    assert close._why.error
    close._why.set_text("Det lykkedes")
    press(page, "Luk planen nu")
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, office.work)
    assert "Det lykkedes" in words_on(page)
    assert "Ret planen" not in words_on(page)
    assert "Giv stafetten videre" not in words_on(page)
    current = house.do(lambda d: plans.sheet(d, karla, plan_id)).current
    assert current is not None
    assert current.status is PlanStatus.CLOSED


def test_it_leads_to_the_follow_up_and_the_baton_and_is_saved_as_a_file(
    office: Office, show: Show, house: House, karla: Id, trip: Trip, qtbot: QtBot, tmp_path: Path
) -> None:
    plan_id = written(house, office, karla)
    page = opened(office, show, karla, plan_id)
    press(page, "Følg op")
    press(page, "Giv stafetten videre")
    assert trip.went == [Destination(Place.FOLLOW_UP, plan_id), Destination(Place.BATON, plan_id)]
    page._save_pdf(tmp_path / "plan.pdf", HOUSE)
    settle(qtbot, office.work)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert "Planen er gemt som fil." in words_on(page)


def test_the_baton_is_offered_with_words_and_answered(
    office: Office, show: Show, house: House, karla: Id, jonas: Id, qtbot: QtBot, trip: Trip
) -> None:
    plan_id = written(house, office, karla)
    page = BatonPage(office, Destination(Place.BATON, plan_id))
    show(page)
    assert_walkable(page)
    press(page, "Spørg din kollega")
    assert page._to.error
    page._to.set_value(jonas)
    press(page, "Spørg din kollega")
    settle(qtbot, office.work)
    assert page._words.error
    page._words.set_text("Jeg går på orlov")
    press(page, "Spørg din kollega")
    settle(qtbot, office.work)
    page.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, office.work)
    assert "Jonas Kanari Bæk er spurgt" in words_on(page)
    page.leave()

    work = house.enter(PAEDAGOG)
    his = BatonPage(Office(work, trip.went.append, trip.back), Destination(Place.BATON, plan_id))
    qtbot.addWidget(his, before_close_func=lambda page: page.leave())
    his.show()
    settle(qtbot, work)
    assert "»Jeg går på orlov«" in words_on(his)
    assert "Mette Kanari Sørensen har stafetten, og du er spurgt." in words_on(his)
    plan = PlanPage(his._office, Destination(Place.PLAN, his._child, plan_id))
    qtbot.addWidget(plan, before_close_func=lambda page: page.leave())
    plan.show()
    settle(qtbot, work)
    assert "Du er spurgt om stafetten." in words_on(plan)
    press(plan, "Svar")
    assert trip.went[-1] == Destination(Place.BATON, plan_id)
    assert "Giv stafetten videre" not in words_on(his)
    press(his, "Nej, det kan jeg ikke")
    settle(qtbot, work)
    assert his._no.error
    press(his, "Ja, jeg tager stafetten")
    settle(qtbot, work)
    assert "Du har stafetten." in words_on(his)
    held = house.do(lambda d: plans.sheet(d, karla, plan_id)).holder
    assert held is not None
    assert held.id == jonas
    his.leave()


def test_what_one_offered_and_was_refused_is_kept_by_oneself(
    office: Office, show: Show, house: House, karla: Id, jonas: Id, qtbot: QtBot
) -> None:
    plan_id = written(house, office, karla)
    house.do(lambda d: baton.offer(d, plan_id, jonas, "Vil du?"))
    house.as_(PAEDAGOG, lambda d: baton.answer(d, plan_id, accepted=False, words="Jeg har to"))
    assert house.work is not None
    page = BatonPage(Office(house.work, lambda _: None, lambda: None), Destination(Place.BATON, plan_id))
    qtbot.addWidget(page, before_close_func=lambda page: page.leave())
    page.show()
    settle(qtbot, house.work)
    assert "sagde nej: »Jeg har to«" in words_on(page)
    press(page, "Jeg beholder den selv")
    settle(qtbot, house.work)
    page.refresh(Changes(frozenset({Kind.PLANS})))
    settle(qtbot, house.work)
    assert "sagde nej" not in words_on(page)


# --- whom the paper is for --------------------------------------------------------------------------------------------


def asked_whom(page: PlanPage, work: Workplace, qtbot: QtBot) -> CarefulDialog:
    """The question that comes before where it is saved."""
    press(page, "Gem som PDF")
    settle(qtbot, work)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, CarefulDialog) and w.isVisible())


def test_one_says_whom_a_paper_is_for_before_it_is_saved_and_nobody_is_chosen_beforehand(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr("opspor.desktop.recipient.save_pdf_as", lambda owner, name, chosen: chosen(target))
    page = opened(office, show, karla, written(house, office, karla))
    dialog = asked_whom(page, office.work, qtbot)
    assert dialog.verb.cannot == "Vælg først, hvem papiret er til."
    dialog.verb.click()
    settle(qtbot, office.work)
    assert not target.exists()
    dialog = asked_whom(page, office.work, qtbot)
    press(dialog, "Hjemmet: barnet og forældrene")
    assert dialog.verb.cannot == ""
    dialog.verb.click()
    settle(qtbot, office.work)
    assert "Til hjemmet" in page_texts(target.read_bytes())[0]


def test_a_paper_that_must_not_go_home_says_the_neutral_sentence_and_saves_nothing(
    office: Office, show: Show, house: House, karla: Id, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr("opspor.desktop.recipient.save_pdf_as", lambda owner, name, chosen: chosen(target))
    today = office.work.clock().date()
    house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.PARENTS, what="K", seen_on=today, child_id=karla
        )
    )
    page = opened(office, show, karla, written(house, office, karla))
    dialog = asked_whom(page, office.work, qtbot)
    press(dialog, "Hjemmet: barnet og forældrene")
    dialog.verb.click()
    settle(qtbot, office.work)
    assert not target.exists()
    assert "Spørg lederen først" in words_on(page)
    assert "ekymring" not in words_on(page)
