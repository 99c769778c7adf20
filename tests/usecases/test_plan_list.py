"""Planer and the card of a child: what is being done, each by its day, for whoever may see it."""

from datetime import date, timedelta

from opspor.domain.assessment import Agreement, Context, FollowUpKind, JointAssessment, Position, Trivsel
from opspor.domain.follow_up import Effect, Review, When
from opspor.domain.ids import Id, new_id
from opspor.domain.people import Role
from opspor.domain.plans import Focus
from opspor.store import forms
from opspor.store import rounds as stored
from opspor.store.records import Header
from opspor.usecases import analyses, children, focus, follow_ups, people, plan_list, visits
from opspor.usecases.desk import Desk
from opspor.usecases.plan_list import Listed, PlanList
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)


def written(house: House, who: str, after: int, child: int = 0, *, group: str = "", home: bool = False) -> Id:
    """A focus point to be looked at ``after`` days from now."""
    new = Focus("Hemmeligt", action="Vi", responsible_id=house.ids[who], starts_on=TODAY - timedelta(days=60),
                follow_up_on=TODAY + timedelta(days=after))  # fmt: skip

    def write(desk: Desk) -> Id:
        sheet = focus.sheet(
            desk,
            child_id=None if group else house.children[child],
            group_id=house.groups[group] if group else None,
            context=Context.HOME if home else None,
        )
        return focus.write(desk, sheet, new)

    return house.do(write)


def agree(house: House, child: int, *kinds: FollowUpKind) -> Id:
    """What a team agreed on in an open round."""
    round_id = house.open_round(f"Runde {child}")

    def add(desk: Desk) -> Id:
        with desk.engine.begin() as connection:
            form = desk.library.environment().ref
            now = desk.clock()
            if form.sha256 not in forms.refs(connection):
                forms.keep(connection, form, desk.library.text(form))
            header = Header(new_id(now), desk.staff.id, now, now, child_id=house.children[child])
            agreement = Agreement(position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Ro", follow_up=kinds)
            joint = JointAssessment(header.id, house.children[child], round_id, desk.staff.id, now, agreement, form)
            stored.add_joint(connection, header, joint)
            return header.id

    return house.do(add)


def everything(house: House) -> PlanList:
    return house.do(lambda desk: plan_list.everything(desk, closed=True))


def test_what_is_open_stands_by_its_day_with_who_and_how_late(house: House) -> None:
    late, soon, far = (written(house, who, days) for who, days in (("sofie", -3), ("jonas", 2), ("mette", 90)))
    room = written(house, "jonas", 5, group="Bøgestuen")
    with house.as_("jonas"):
        found = everything(house)
    assert [row.id for row in found.open] == [late, soon, room, far]
    assert [row.when for row in found.open] == [When.LATE, When.SOON, When.SOON, When.LATER]
    assert [row.responsible.split()[0] for row in found.open] == ["Sofie", "Jonas", "Jonas", "Mette"]
    assert [row.mine for row in found.open] == [False, True, True, False]
    assert {row.kind for row in found.open} == {Listed.FOCUS}
    assert found.open[2].group is not None
    assert found.open[2].groups == (house.groups["Bøgestuen"],)
    assert "Hemmeligt" not in repr(found)  # nothing of what was written is in the list


def test_each_sees_their_own_rooms_and_nothing_of_the_others(house: House) -> None:
    written(house, "jonas", 3)
    elsewhere = written(house, "ali", 3, child=3)
    written(house, "jonas", 3, group="Bøgestuen")
    with house.as_("ali"):
        found = everything(house)
        assert [row.id for row in found.open] == [elsewhere]
        assert [group.name for group in found.groups] == ["Egestuen"]


def test_what_is_written_at_home_is_in_no_list_of_the_room(house: House) -> None:
    karla = house.children[0]
    house.groups["Nord"] = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Dina Kanariby", Role.HEALTH_VISITOR, frozenset({house.groups["Nord"]}))
    house.do(lambda desk: children.enrol(desk, karla, house.groups["Nord"], TODAY))
    with house.as_("dina"):
        kept = written(house, "dina", 3, home=True)
        ended = written(house, "dina", 3, home=True)
        of_district = written(house, "dina", 3, group="Nord")
        again = house.do(lambda desk: follow_ups.sheet(desk, ended))
        review = Review(effect=Effect.WORKS, note="Slut")
        house.do(lambda desk: follow_ups.look_again(desk, again, review))
        sheet = house.do(lambda desk: analyses.sheet(desk, karla, context=Context.HOME))
        house.do(lambda desk: analyses.write(desk, sheet, {"see": "Derhjemme"}))

        assert {row.id for row in everything(house).open} == {kept, of_district}
        assert [row.id for row in everything(house).closed or ()] == [ended]
        assert len(house.do(lambda desk: plan_list.of_child(desk, karla)).points) == 2
    with house.as_("sofie"):
        found = everything(house)
        assert (found.open, found.closed) == ((), ())
        doing = house.do(lambda desk: plan_list.of_child(desk, karla))
        assert (doing.points, doing.analyses, doing.plans) == ((), (), ())


def test_what_is_open_about_a_child_that_has_left_stays_with_the_leader_until_it_is_closed(house: House) -> None:
    point, karla = written(house, "jonas", 90), house.children[0]
    house.do(lambda desk: children.leave_group(desk, karla, house.groups["Bøgestuen"], TODAY))
    (row,) = everything(house).open
    assert (row.id, row.nobody, row.mine, row.groups) == (point, True, True, ())
    assert house.do(follow_ups.due) == ()  # nobody is late about a child that has left
    with house.as_("jonas"):
        assert everything(house).open == ()


def test_what_ended_stands_among_the_closed_with_the_day_it_ended(house: House) -> None:
    point = written(house, "jonas", 3)
    sheet = house.do(lambda desk: follow_ups.sheet(desk, point))
    review = Review(effect=Effect.WORKS, note="Det virker")
    house.do(lambda desk: follow_ups.look_again(desk, sheet, review))
    found = everything(house)
    assert found.open == ()
    assert [(row.id, row.on, row.when) for row in found.closed or ()] == [(point, TODAY, None)]
    doing = house.do(lambda desk: plan_list.of_child(desk, house.children[0]))
    assert [one.on for one in doing.points] == [None]


def test_what_is_closed_is_read_when_it_is_asked_for_or_nothing_else_is_there(house: House) -> None:
    point = written(house, "mette", 3)
    again = house.do(lambda desk: follow_ups.sheet(desk, point))
    house.do(lambda desk: follow_ups.look_again(desk, again, Review(effect=Effect.WORKS, note="Slut")))
    assert [row.id for row in house.do(plan_list.everything).closed or ()] == [point]
    written(house, "mette", 3)
    assert house.do(plan_list.everything).closed is None
    assert [row.id for row in everything(house).closed or ()] == [point]


def test_what_was_agreed_on_waits_until_it_is_written(house: House) -> None:
    agree(house, 1, FollowUpKind.NEXT_ROUND)
    joint = agree(house, 0, FollowUpKind.FOCUS_POINT)
    karla = house.children[0]
    with house.as_("jonas"):
        (row,) = everything(house).agreed
        assert (row.kind, row.id, row.mine) == (Listed.AGREED, joint, True)
        assert house.do(lambda desk: plan_list.of_child(desk, karla)).agreed == (Context.DAYCARE,)
        sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla))
        assert sheet.agreed is not None
        assert (sheet.agreed[0], sheet.agreed[1].id, sheet.focus.joint_id) == ("Runde 0", joint, joint)
        made = written(house, "jonas", 10)
        assert everything(house).agreed == ()
        assert house.do(lambda desk: plan_list.of_child(desk, karla)).agreed == ()
        assert house.do(lambda desk: focus.sheet(desk, point_id=made)).agreed is None
    with house.as_("ali"):
        assert everything(house).agreed == ()


def test_whoever_left_has_nothing_more_and_the_leader_sees_that_nobody_has_it(house: House) -> None:
    written(house, "sofie", 3)
    house.do(lambda desk: people.remove(desk, house.ids["sofie"]))
    (row,) = everything(house).open
    assert (row.nobody, row.responsible, row.mine) == (True, "", True)


def test_on_the_childs_page_open_ones_stand_first_with_the_day_of_the_newest_follow_up(house: House) -> None:
    first, second = written(house, "jonas", 3), written(house, "jonas", 4)
    sheet = house.do(lambda desk: follow_ups.sheet(desk, second))
    later = TODAY + timedelta(days=30)
    house.do(lambda desk: follow_ups.postpone(desk, sheet, later, "Ferie"))
    ended = house.do(lambda desk: follow_ups.sheet(desk, first))
    house.do(lambda desk: follow_ups.look_again(desk, ended, Review(effect=Effect.NOT, note="Slut")))
    third = written(house, "jonas", 5)
    doing = house.do(lambda desk: plan_list.of_child(desk, house.children[0]))
    assert [(one.point.point_id, one.on) for one in doing.points] == [
        (third, TODAY + timedelta(days=5)), (second, later), (first, None)
    ]  # fmt: skip
