"""The action plan on paper: goals with what came of them, the ladder, each parent's part, and lines to sign."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.plan_paper import plan_paper
from opspor.documents.preview import page_count
from opspor.domain.assessment import Context, ParentView
from opspor.domain.child import Carer, ChildInList, Custody, Particulars
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import Effect, FollowUp, FollowUpDone, Review
from opspor.domain.ids import Id
from opspor.domain.people import Role, StaffMember
from opspor.domain.plans import ActionPlan, ChosenOffer, Goal, LadderStep, Level, PartGoal, Plan, PlanStatus

AT = datetime(2026, 3, 17, 14, 2).astimezone()
CHILD = ChildInList(Id("c"), "B007", "Liv", "Kanariø", date(2022, 5, 4), (), ())
HANNE = StaffMember(Id("s"), "Hanne Kanaribrix", "pædagog", Role.STAFF, frozenset(), "s", None, None)
HOME = Particulars(
    "Liv", "Kanariø", None, "", "Hemmeligvej 9, 7400 Herning", True, "", None, "",
    carers=(
        Carer(Id("mor"), "Ida Kanariø", "mor", Custody.YES, "Hemmeligvej 9", "12345678", True, True),
        Carer(Id("far"), "Aage Kanari", "far", Custody.NO, "", "", False, False),
    ),
)  # fmt: skip
GOAL = Goal(
    Id("g1"), "Liv siger farvel roligt", "Fire af fem morgener", "Hun vil selv vinke", "To voksne om morgenen",
    date(2026, 5, 1), "Vinker sammen i vinduet", "Hanne", (PartGoal("Vinker til mor", date(2026, 4, 1), done=True),),
)  # fmt: skip
PLAN = Plan(
    "Gode morgener", (GOAL, Goal(Id("g2"), "Leger med to", action="Læser sammen")), date(2026, 3, 17),
    date(2026, 6, 17), date(2026, 4, 14), Level.SECONDARY, LadderStep.PREVENTIVE, "Hverdagen er ikke nok", "2",
    ChosenOffer(None, "Forældregruppe", "8 uger"), "Vi ringer hver fredag", "PPR ser på sproget",
    (ParentView(Id("mor"), "Ida Kanariø (mor)", "Kommer lidt før"),
     ParentView(Id("far"), "Aage Kanari (far)", not_asked="Rejser")),
    "Jeg vil vinke til bussen", Id("s"),
)  # fmt: skip
VERSION = ActionPlan(Id("v"), Id("v"), Id("c"), Context.DAYCARE, Id("s"), "Hanne Kanaribrix", AT, PLAN)
HELD = FollowUp(
    Id("f"), Id("v"), FollowUpDone.HELD, Id("s"), "Hanne Kanaribrix", AT,
    Review(date(2026, 4, 14), Effect.PARTLY, {Id("g1"): Effect.WORKS}, "Mandag er svær"),
)  # fmt: skip
LATER = replace(HELD, id=Id("f2"), kind=FollowUpDone.POSTPONED, review=Review(date(2026, 5, 5), reason="Liv var syg"))


def text(version: ActionPlan = VERSION, reviews: tuple[FollowUp, ...] = (), next_on: date | None = None) -> str:
    paper = plan_paper("Børnehuset", CHILD, HOME, version, "Hanne Kanaribrix", reviews, next_on, HANNE, AT, "Log 7")
    assert page_count(draw(paper)) <= 3
    assert "Liv" not in paper.title
    return as_text(paper)


def test_it_says_what_when_who_and_why() -> None:
    found = text()
    for words in (
        "Fortroligt", "Liv Kanariø, født 4. maj 2022", "Mål 1", "Mål 2", "Liv siger farvel roligt",
        "Ventes at vare til: onsdag 17. juni 2026", "Vinker til mor, senest 1. april 2026 (nået)",
        "2. Forebyggende indsats", "Derfor det trin: Hverdagen er ikke nok", "Forældregruppe (ventetid: 8 uger)",
        "Mens vi venter: Vi ringer hver fredag", "PPR ser på sproget", "Ida Kanariø (mor): Kommer lidt før",
        "Aage Kanari (far): Ikke talt med endnu: Rejser", "Jeg vil vinke til bussen", "i dagtilbuddet",
        "Den siger ikke, hvem barnet er.", "Log 7",
    ):  # fmt: skip
        assert words in found, words


def test_what_nobody_wrote_is_said_and_not_left_out() -> None:
    bare = text(replace(VERSION, plan=Plan(goals=(Goal(Id("g"), "Ro", action="Sidder ved"),), holder_id=Id("s"))))
    assert "Derfor vil barnet og familien det: ikke skrevet" in bare
    assert "Ventes at vare til: ikke skrevet" in bare
    assert "Tilbud:" not in bare


def test_whoever_has_custody_or_may_have_it_signs_and_who_holds_the_plan() -> None:
    found = text()
    assert "Underskrift: ____ (Ida Kanariø (mor))" in found
    assert "Underskrift: ____ (Hanne Kanaribrix)" in found
    assert "(Aage Kanari (far))\n" not in found.split("Underskrifter")[1]


def test_what_came_of_it_stands_at_the_goal_and_at_the_end() -> None:
    found = text(reviews=(HELD, LATER))
    goal = found.split("Mål 1")[1].split("Mål 2")[0]
    assert "Sagt 14. april 2026: Det virker" in goal
    assert "Fulgt op 14. april 2026: Det virker lidt. Mandag er svær" in found
    assert "Udsat 5. maj 2026: Liv var syg" in found
    assert "Sagt" not in found.split("Mål 2")[1].split("Trin og tilbud")[0]


def test_the_day_to_look_again_is_the_one_that_counts_now() -> None:
    assert "Vi ser på den igen: tirsdag 14. april 2026" in text()
    assert "Vi ser på den igen: onsdag 20. maj 2026" in text(next_on=date(2026, 5, 20))


def test_a_closed_plan_says_why() -> None:
    assert "Lukket 17. marts 2026: Det lykkedes" in text(
        replace(VERSION, status=PlanStatus.CLOSED, closed_because="Det lykkedes")
    )


def test_a_protected_address_that_somebody_typed_stops_the_paper() -> None:
    typed = replace(PLAN, meanwhile="Vi går på besøg på Hemmeligvej 9")
    with pytest.raises(KnownError) as refused:
        text(replace(VERSION, plan=typed))
    assert refused.value.code == "PAPIR-BESKYTTET"
    assert "Hemmeligvej" not in str(refused.value)
