"""What makes an action plan whole, what could make it better, and who holds it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from opspor.domain.assessment import Context, ParentView
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.planning import Baton, advice, check_plan, goal_checks, holder_of
from opspor.domain.plans import ActionPlan, ChosenOffer, Goal, LadderStep, PartGoal, Plan

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
GOAL = Goal(
    Id("g1"), "Bo siger farvel roligt", "Fire af fem morgener", "Han vil selv vinke", "To voksne om morgenen",
    date(2027, 1, 22), "Vinker sammen i vinduet", "Jonas",
)  # fmt: skip
WHOLE = Plan(
    "Gode morgener", (GOAL,), TODAY, date(2027, 2, 22), date(2026, 12, 18), step=LadderStep.EARLY, why_step="Nok nu",
    parents=(ParentView(Id("mor"), "Ida (mor)", "Kommer lidt før"),), childs_view="Vil vinke", holder_id=Id("jonas"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"goals": ()}, "PLAN-MAAL"),
        ({"goals": (replace(GOAL, action=" "),)}, "PLAN-MAAL"),
        ({"goals": (replace(GOAL, text=""),)}, "PLAN-MAAL"),
        ({"holder_id": None}, "PLAN-STAFET"),
        ({"starts_on": None}, "PLAN-DATO"),
        ({"follow_up_on": None}, "PLAN-DATO"),
        ({"expected_until": None}, "PLAN-VARIGHED"),
        ({"follow_up_on": date(2026, 11, 21)}, "PLAN-RAEKKE"),
        ({"follow_up_on": date(2027, 2, 23)}, "PLAN-RAEKKE"),
        ({"follow_up_on": TODAY, "expected_until": TODAY}, "PLAN-RAEKKE"),
        ({"expected_until": date(2036, 2, 22)}, "PLAN-LANGT"),
        ({"goals": (replace(GOAL, by=date(2036, 1, 22)),)}, "PLAN-LANGT"),
        ({"goals": (replace(GOAL, parts=(PartGoal("Lidt", date(2036, 1, 22)),)),)}, "PLAN-LANGT"),
        ({"meanwhile": "x" * 20_001}, "VURD-LANG"),
    ],
)
def test_a_plan_that_nobody_could_work_by_is_refused(changed: dict[str, object], code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_plan(replace(WHOLE, **changed), TODAY)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_all_the_rest_is_advice() -> None:
    check_plan(WHOLE, TODAY)
    check_plan(replace(WHOLE, follow_up_on=TODAY), TODAY)
    bare = Plan(goals=(Goal(Id("g"), text="Ro", action="Sidder ved siden af"), Goal(Id("tom"))), holder_id=Id("jonas"),
                starts_on=TODAY, follow_up_on=date(2026, 12, 1), expected_until=date(2027, 1, 1))  # fmt: skip
    check_plan(bare, TODAY)


def test_ten_years_out_is_asked_about_and_taken_when_it_is_meant() -> None:
    far = replace(WHOLE, expected_until=date(2036, 11, 22))
    with pytest.raises(KnownError, match=r"22\. november 2036"):
        check_plan(far, TODAY)
    check_plan(far, TODAY, sure=True)


def test_each_letter_of_smart_says_what_is_missing() -> None:
    assert [check.missing for check in goal_checks(GOAL, WHOLE)] == [""] * 6
    empty = [check.missing for check in goal_checks(Goal(Id("g")), WHOLE)]
    assert len(set(empty)) == 6
    assert all(said.endswith("?") for said in empty)
    assert [check.name for check in goal_checks(GOAL, WHOLE)][:5] == [
        "Specifikt", "Målbart", "Attraktivt", "Realistisk", "Tidsbestemt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (replace(GOAL, by=date(2026, 11, 1)), "før planen begynder"),
        (replace(GOAL, by=date(2027, 3, 1)), "efter at planen er slut"),
        (replace(GOAL, parts=(PartGoal("Sidst", date(2027, 1, 23)),)), "delmål"),
        (replace(GOAL, who=""), "Hvem gør det?"),
    ],
)
def test_a_goal_out_of_its_time_or_without_somebody_is_said(goal: Goal, said: str) -> None:
    assert [check.missing for check in goal_checks(goal, WHOLE) if said in check.missing]


@pytest.mark.parametrize(
    ("changed", "carers", "said"),
    [
        ({"goals": (GOAL,) * 4}, 1, "4 mål er mange på én gang"),
        ({}, 2, "hver forælders del"),
        ({"childs_view": ""}, 1, "Hvad siger barnet selv?"),
        ({"step": None}, 1, "Hvilket trin"),
        ({"why_step": " "}, 1, "Hvilket trin"),
        ({"offer": ChosenOffer(Id("o"), "Familiehold", "8 uger")}, 1, "Hvad gør I imens?"),
        ({"follow_up_on": date(2026, 11, 21), "starts_on": date(2026, 11, 1)}, 1, "Dagen for opfølgning er gået"),
    ],
)
def test_advice_on_the_whole_plan_is_in_words(changed: dict[str, object], carers: int, said: str) -> None:
    found = advice(replace(WHOLE, **changed), TODAY, carers=carers)  # type: ignore[arg-type]
    assert len(found) == 1
    assert said in found[0]


def test_a_plan_that_lacks_nothing_gets_no_advice() -> None:
    assert advice(WHOLE, TODAY, carers=1) == ()
    assert advice(replace(WHOLE, goals=(GOAL,) * 3), TODAY, carers=0) == ()


def test_who_said_yes_last_since_the_newest_version_holds_the_plan() -> None:
    current = ActionPlan(Id("5"), Id("1"), Id("c"), Context.DAYCARE, Id("jonas"), "Jonas", NOW, WHOLE)
    asked = Baton(Id("6"), Id("1"), Id("jonas"), "Jonas", Id("sofie"), "Sofie", "Vil du?", NOW)
    said = replace(asked, answer_id=Id("7"), accepted=True, answered_at=NOW)
    assert holder_of(current, ()) == "jonas"
    assert holder_of(current, [asked]) == "jonas"
    assert holder_of(current, [replace(said, accepted=False)]) == "jonas"
    assert holder_of(current, [said]) == "sofie"
    assert holder_of(replace(current, id=Id("8")), [said]) == "jonas"  # a newer version carries its holder along
    back = replace(said, id=Id("9"), to_id=Id("ali"), answer_id=Id("91"))
    assert holder_of(current, [back, said]) == "ali"
