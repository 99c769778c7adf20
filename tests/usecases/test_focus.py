"""A focus point from the first word to its end: written, changed by two, its responsible gone, closed and opened."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import Focus, PlanStatus
from opspor.store import focus as stored
from opspor.usecases import children, focus, people, visits
from opspor.usecases.desk import Desk
from opspor.usecases.focus import FocusSheet
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)


def whole(responsible: Id, **given: object) -> Focus:
    written = Focus(
        title="Ro ved aflevering", action="En voksen tager imod ved lågen", responsible_id=responsible,
        starts_on=TODAY, follow_up_on=TODAY + timedelta(weeks=4),
    )  # fmt: skip
    return replace(written, **given)  # type: ignore[arg-type]


def opened(house: House, point: Id | None = None, child: int = 0) -> FocusSheet:
    return house.do(lambda desk: focus.sheet(desk, child_id=house.children[child], point_id=point))


def written(house: House, child: int = 0, **given: Any) -> Id:
    sheet = opened(house, child=child)
    return house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["sofie"], **given)))


def rewritten(house: House, sheet: FocusSheet, **given: object) -> Id:
    return house.do(lambda desk: focus.write(desk, sheet, replace(sheet.focus, **given)))  # type: ignore[arg-type]


def closed(house: House, point: Id, because: str = "Han siger farvel selv") -> None:
    def close(desk: Desk) -> None:
        with desk.write(Action.FOLLOW_UP) as tx:
            tx.require(author=desk.staff.id)
            current = stored.newest(tx.connection, point)
            assert current is not None
            focus.close(tx, current, because)

    house.do(close)


def test_a_focus_point_begins_empty_but_for_the_day_and_keeps_what_is_typed(house: House) -> None:
    with house.as_("jonas"):
        sheet = opened(house)
        assert sheet.focus == Focus(starts_on=TODAY)
        assert (sheet.contexts, sheet.point, sheet.others) == ((Context.DAYCARE,), None, 0)
        assert [one.name.split()[0] for one in sheet.staff] == ["Jonas", "Mette", "Sofie"]

        house.do(lambda desk: focus.save(desk, sheet, Focus(wonder="græder ved lågen")))
        assert opened(house).focus.wonder == "græder ved lågen"
    with house.as_("sofie"):
        assert opened(house).focus == Focus(starts_on=TODAY)  # a draft is one person's
    with house.as_("jonas"):
        house.do(lambda desk: focus.throw_away(desk, sheet))
        assert opened(house).saved_at is None


def test_what_is_written_is_a_version_and_its_draft_is_gone(house: House) -> None:
    with house.as_("jonas"):
        sheet = opened(house)
        house.do(lambda desk: focus.save(desk, sheet, sheet.focus))
        point = written(house, goal=" Siger farvel selv \n")

        again = opened(house, point)
        assert again.point is not None
        assert (again.point.author_name, again.point.status) == ("Jonas Kanariberg", PlanStatus.OPEN)
        assert again.focus.goal == "Siger farvel selv"
        assert again.responsible is not None
        assert again.responsible.id == house.ids["sofie"]
        assert again.others == 0
        assert opened(house).saved_at is None
        assert opened(house).others == 1


@pytest.mark.parametrize("missing", [{"action": ""}, {"follow_up_on": TODAY - timedelta(days=1)}])
def test_what_cannot_be_followed_up_is_not_written(house: House, missing: dict[str, Any]) -> None:
    with pytest.raises(KnownError, match="kladde"):
        written(house, **missing)
    assert opened(house).others == 0


def test_the_second_of_two_writers_is_told_and_sees_what_the_first_wrote(house: House) -> None:
    with house.as_("jonas"):
        point = written(house, goal="Mål", wonder="Undren")
        mine = opened(house, point)
    with house.as_("sofie"):
        theirs = opened(house, point)
        rewritten(house, theirs, goal="Sofies mål", wonder="Sofies undren")
    with house.as_("jonas"):
        typed = replace(mine.focus, goal="Jonas' mål", action="Vi går ud først")
        house.do(lambda desk: focus.save(desk, mine, typed))
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: focus.write(desk, mine, typed))
        assert refused.value.code == "FOKUS-AENDRET"

        again = opened(house, point)
        assert again.clashes == ("goal",)
        assert again.focus.goal == "Jonas' mål"  # what both changed is for a person to decide
        assert (again.focus.wonder, again.focus.action) == ("Sofies undren", "Vi går ud først")
        assert again.point is not None
        assert again.point.focus.goal == "Sofies mål"

        rewritten(house, again)
        versions = opened(house, point).versions
    assert [version.focus.goal for version in versions] == ["Mål", "Sofies mål", "Jonas' mål"]
    assert [version.author_name.split()[0] for version in versions] == ["Jonas", "Sofie", "Jonas"]


def test_whoever_is_responsible_and_left_is_named_and_somebody_else_is_asked_for(house: House) -> None:
    point = written(house)
    house.do(lambda desk: people.remove(desk, house.ids["sofie"]))

    sheet = opened(house, point)
    assert sheet.responsible is not None
    assert sheet.responsible.name == "Sofie Kanarilund"
    assert sheet.responsible not in sheet.staff
    with pytest.raises(KnownError) as refused:
        rewritten(house, sheet)
    assert refused.value.code == "FOKUS-HVEM-VAEK"
    assert "Sofie" not in str(refused.value)

    rewritten(house, sheet, responsible_id=house.ids["jonas"])
    assert opened(house, point).focus.responsible_id == house.ids["jonas"]


def test_a_child_that_moves_keeps_its_points_and_they_go_to_its_new_room(house: House) -> None:
    point, bo = written(house, child=2), house.children[2]
    house.do(lambda d: children.move(d, bo, house.groups["Bøgestuen"], house.groups["Egestuen"], d.clock().date()))

    with house.as_("sofie"), pytest.raises(KnownError, match="ikke adgang"):
        opened(house, point)
    with house.as_("ali"):
        sheet = opened(house, point)
        assert [one.name.split()[0] for one in sheet.staff] == ["Ali", "Mette"]  # Sofie sees the child no more
        with pytest.raises(KnownError, match="Vælg en anden"):
            rewritten(house, sheet)
        assert rewritten(house, sheet, responsible_id=house.ids["ali"]) == point


def test_a_closed_point_keeps_its_reason_and_writing_it_again_opens_it(house: House) -> None:
    point = written(house)
    stale = opened(house, point)
    closed(house, point, " Han siger farvel selv ")
    sheet = opened(house, point)
    assert sheet.point is not None
    assert (sheet.point.status, sheet.point.closed_because) == (PlanStatus.CLOSED, "Han siger farvel selv")
    assert sheet.point.focus == sheet.versions[0].focus
    assert opened(house).others == 0

    with pytest.raises(KnownError, match="ændret fokuspunktet"):  # who had it open all the while does not open it
        rewritten(house, stale)
    assert sheet.focus.follow_up_on is None  # a day is asked for anew
    rewritten(house, sheet, follow_up_on=TODAY + timedelta(weeks=6))
    newest = opened(house, point).point
    assert newest is not None
    assert (newest.status, newest.closed_because) == (PlanStatus.OPEN, "")


def test_a_point_of_a_whole_room_is_for_those_who_work_there(house: House) -> None:
    with house.as_("jonas"):
        sheet = house.do(lambda desk: focus.sheet(desk, group_id=house.groups["Bøgestuen"]))
        assert sheet.group is not None
        assert (sheet.child, sheet.group.name, sheet.context) == (None, "Bøgestuen", Context.DAYCARE)
        point = house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["jonas"])))
        assert opened(house, point).group is not None
        assert opened(house).others == 0  # it is nobody's own
    with house.as_("ali"), pytest.raises(KnownError, match="ikke adgang"):
        opened(house, point)
    house.enter("mette")
    with pytest.raises(KnownError, match="Gruppen findes ikke"):
        house.do(lambda desk: focus.sheet(desk, group_id=Id("nowhere")))
    with pytest.raises(KnownError, match="Fokuspunktet findes ikke"):
        opened(house, Id("nowhere"))


def test_what_is_written_at_home_is_neither_shown_nor_counted_in_the_room(house: House) -> None:
    group, karla = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord")), house.children[0]
    house.invite("Dina Kanariby", Role.HEALTH_VISITOR, frozenset({group}))
    house.do(lambda desk: children.enrol(desk, karla, group, TODAY))
    with house.as_("dina"):
        sheet = house.do(lambda desk: focus.sheet(desk, child_id=karla, context=Context.HOME))
        assert sheet.contexts == (Context.HOME,)
        assert [one.name.split()[0] for one in sheet.staff] == ["Dina", "Mette"]
        point = house.do(lambda desk: focus.write(desk, sheet, whole(house.ids["dina"])))
    with house.as_("jonas"):
        assert opened(house).others == 0
        with pytest.raises(KnownError, match="ikke adgang"):
            opened(house, point)
        with pytest.raises(KnownError, match="ikke adgang"):
            house.do(lambda desk: focus.sheet(desk, child_id=karla, context=Context.HOME))
        with pytest.raises(KnownError, match="dine grupper"):
            house.do(lambda desk: focus.sheet(desk, child_id=karla, context=Context.SCHOOL))
