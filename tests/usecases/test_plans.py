"""Action plans: versions, a colleague who was faster, closing, a child that moved, and what is seen by whom."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import Effect, Review
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.planning import Standing
from opspor.domain.plans import Goal, Plan, PlanStatus
from opspor.usecases import children, follow_ups, people, plans, visits
from tests.usecases.conftest import House

GOAL = Goal(Id("g1"), "Bo siger farvel roligt", action="Vinker sammen i vinduet")
DAY = date(2026, 3, 17)  # the clock's
PLAN = Plan("Gode morgener", (GOAL,), DAY, DAY + timedelta(weeks=12), DAY + timedelta(weeks=4))


def written(house: House, child: int = 0, plan: Plan = PLAN) -> Id:
    """A plan that whoever is logged in writes and holds."""
    assert house.place is not None
    plan = replace(plan, holder_id=house.place.staff.id)
    return house.do(lambda d: plans.write(d, plans.sheet(d, house.children[child]), plan))


def test_a_draft_is_kept_and_becomes_a_plan(house: House) -> None:
    with house.as_("jonas"):
        empty = house.do(lambda d: plans.sheet(d, house.children[0]))
        assert (empty.plan, empty.current, empty.contexts) == (Plan(), None, (Context.DAYCARE,))
        house.do(lambda d: plans.save(d, empty, PLAN))
        again = house.do(lambda d: plans.sheet(d, house.children[0]))
        assert again.plan == PLAN
        assert again.saved_at is not None
        plan_id = house.do(lambda d: plans.write(d, again, replace(PLAN, holder_id=house.ids["jonas"])))
        assert house.do(lambda d: plans.sheet(d, house.children[0])).plan == Plan()  # the draft is gone
        seen = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
    assert seen.current is not None
    assert (seen.current.plan_id, seen.plan.title, seen.current.status) == (plan_id, "Gode morgener", PlanStatus.OPEN)
    assert seen.holder is not None
    assert (seen.holder.name, seen.holder.standing) == ("Jonas Kanariberg", Standing.HERE)


def test_a_draft_that_is_thrown_away_leaves_what_stands(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.save(d, sheet, Plan("Noget andet")))
        house.do(lambda d: plans.discard(d, sheet))
        assert house.do(lambda d: plans.sheet(d, house.children[0], plan_id)).plan.title == "Gode morgener"


def test_whoever_was_slower_is_refused_and_both_texts_stay(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        mine = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.save(d, mine, replace(PLAN, title="Jonas' tekst")))
    with house.as_("sofie"):
        hers = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.write(d, hers, replace(PLAN, title="Sofies tekst")))
    with house.as_("jonas"):
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: plans.write(d, mine, replace(PLAN, title="Jonas' tekst")))
        assert refused.value.code == "PLAN-AENDRET"
        both = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        assert both.is_behind
        assert both.current is not None
        assert (both.plan.title, both.current.plan.title) == ("Jonas' tekst", "Sofies tekst")
        assert both.current.author_name == "Sofie Kanarilund"
        # Jonas has read it, and puts his own on top
        house.do(lambda d: plans.write(d, replace(both, replaces=both.current.id), both.plan))  # type: ignore[union-attr]
        after = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
    assert [one.plan.title for one in after.versions] == ["Gode morgener", "Sofies tekst", "Jonas' tekst"]
    assert not after.is_behind
    assert after.holder is not None
    assert after.holder.id == house.ids["jonas"]  # writing a version passes no baton


def test_a_plan_is_closed_with_a_reason_and_can_be_read_ever_after(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        with pytest.raises(KnownError) as without:
            house.do(lambda d: plans.close(d, plan_id, sheet.replaces, "  "))
        house.do(lambda d: plans.close(d, plan_id, sheet.replaces, "Det lykkedes"))
        closed = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        with pytest.raises(KnownError) as again:
            house.do(lambda d: plans.close(d, plan_id, closed.replaces, "Igen"))
        with pytest.raises(KnownError) as rewritten:
            house.do(lambda d: plans.write(d, closed, PLAN))
        assert house.do(plans.listed) == ()
    assert [error.value.code for error in (without, again, rewritten)] == ["PLAN-GRUND", "PLAN-LUKKET", "PLAN-LUKKET"]
    assert closed.current is not None
    assert (closed.current.status, closed.current.closed_because) == (PlanStatus.CLOSED, "Det lykkedes")
    assert closed.plan.title == "Gode morgener"


def test_closing_a_plan_that_somebody_changed_meanwhile_is_refused(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.write(d, sheet, PLAN))
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: plans.close(d, plan_id, sheet.replaces, "Færdig"))
    assert refused.value.code == "PLAN-AENDRET"


def test_a_plan_that_is_not_whole_is_not_written(house: House) -> None:
    with house.as_("jonas"):
        for changed, code in (({"goals": ()}, "PLAN-MAAL"), ({"expected_until": date(2036, 1, 1)}, "PLAN-LANGT")):
            with pytest.raises(KnownError) as refused:
                written(house, plan=replace(PLAN, **changed))
            assert refused.value.code == code
        assert house.do(plans.listed) == ()
        far = replace(PLAN, expected_until=date(2036, 1, 1), holder_id=house.ids["jonas"])
        house.do(lambda d: plans.write(d, plans.sheet(d, house.children[0]), far, sure=True))
        assert len(house.do(plans.listed)) == 1


def test_a_plan_that_is_not_there_is_said(house: House) -> None:
    with house.as_("jonas"), pytest.raises(KnownError) as refused:
        house.do(lambda d: plans.sheet(d, house.children[0], Id("ingen")))
    assert refused.value.code == "PLAN-MANGLER"


def test_a_plan_goes_along_when_its_child_moves_and_says_so(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
    house.enter("mette")
    house.clock.now += timedelta(days=7)
    today = house.clock().date()
    house.do(
        lambda d: children.move(d, house.children[0], house.groups["Bøgestuen"], house.groups["Egestuen"], today)
    )  # fmt: skip
    with house.as_("jonas"):
        assert house.do(plans.listed) == ()
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        assert refused.value.code == "ADGANG-NEJ"
    with house.as_("ali"):
        (row,) = house.do(plans.listed)
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
    assert row.holder.standing is Standing.AWAY
    assert sheet.moved_from == "Bøgestuen"


def test_a_plan_whose_child_stays_says_nothing_of_moving(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        assert house.do(lambda d: plans.sheet(d, house.children[0], plan_id)).moved_from == ""


def test_what_was_planned_at_home_is_not_shown_in_the_rooms(house: House) -> None:
    house.invite("Vita Kanariwalk", Role.HEALTH_VISITOR, frozenset())
    with house.as_("vita"):
        district = house.do(lambda d: visits.new_district(d, "Distrikt Nord"))
    house.enter("mette")
    child, today = house.children[0], house.clock().date()
    house.do(lambda d: children.enrol(d, child, district, today))
    with house.as_("vita"):
        sheet = house.do(lambda d: plans.sheet(d, child))
        assert sheet.contexts == (Context.HOME,)
        plan_id = house.do(lambda d: plans.write(d, sheet, replace(PLAN, holder_id=house.ids["vita"])))
        assert [row.plan_id for row in house.do(plans.listed)] == [plan_id]
    with house.as_("jonas"):
        assert house.do(plans.listed) == ()
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: plans.sheet(d, child, plan_id))
        assert refused.value.code == "ADGANG-NEJ"


def test_a_plan_without_a_title_is_called_by_its_first_goal(house: House) -> None:
    with house.as_("jonas"):
        written(house, plan=replace(PLAN, title=" "))
        (row,) = house.do(plans.listed)
    assert row.title == "Bo siger farvel roligt"


def test_whoever_does_not_work_with_the_child_writes_no_plan(house: House) -> None:
    with house.as_("ali"), pytest.raises(KnownError) as refused:
        house.do(lambda d: plans.sheet(d, house.children[0]))
    assert refused.value.code == "ADGANG-NEJ"


def test_a_child_in_class_and_sfo_has_plans_of_each(house: House) -> None:
    new = [children.NewChild(name, "Kanarilund", date(2018, 5, 5), "", room, "") for name, room in
           (("Liv", "2.B"), ("Bo", "SFO"))]  # fmt: skip
    child = house.do(lambda d: children.import_list(d, new)).children[0]
    sfo = next(group.id for group in house.do(people.overview).groups if group.name == "SFO")
    house.do(lambda d: children.enrol(d, child, sfo, house.clock().date()))
    first = house.do(lambda d: plans.sheet(d, child))
    assert set(first.contexts) == {Context.SCHOOL, Context.AFTER_SCHOOL}
    other = house.do(lambda d: plans.sheet(d, child, context=Context.AFTER_SCHOOL))
    house.do(lambda d: plans.save(d, other, PLAN))
    assert house.do(lambda d: plans.sheet(d, child)).context is Context.AFTER_SCHOOL  # as the draft says
    house.do(lambda d: plans.write(d, other, replace(PLAN, holder_id=house.ids["mette"])))
    assert [row.context for row in house.do(plans.listed)] == [Context.AFTER_SCHOOL]


def test_a_plan_is_saved_as_a_paper_with_its_line_in_the_log(house: House, tmp_path: Path) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        target = tmp_path / "handleplan.pdf"
        house.do(lambda d: plans.print_plan(d, plan_id, target))
    assert target.read_bytes().startswith(b"%PDF")
    assert b"Kanari" not in target.read_bytes()  # no name stands in what describes the file


def test_a_day_that_a_follow_up_has_moved_is_not_brought_back_by_a_new_version(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        before = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.save(d, before, replace(before.plan, title="Begyndt før opfølgningen")))
        house.clock.now += timedelta(weeks=4)
        later = DAY + timedelta(weeks=8)
        looked = Review(house.clock().date(), Effect.WORKS, {GOAL.id: Effect.WORKS}, "Det går", next_on=later)
        follow = house.do(lambda d: follow_ups.sheet(d, plan_id))
        house.do(lambda d: follow_ups.look_again(d, follow, looked))
        now = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        assert (now.next_on, now.plan.follow_up_on) == (later, later)
        assert now.plan.title == "Begyndt før opfølgningen"
        assert [one.review.note for one in now.reviews] == ["Det går"]
        house.do(lambda d: plans.write(d, now, now.plan))
        assert house.do(lambda d: plans.sheet(d, house.children[0], plan_id)).next_on == later
