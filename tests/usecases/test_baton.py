"""Passing a plan on: it is offered with words, a colleague says yes or no, and until yes the old one holds it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.planning import Standing
from opspor.store import plans as stored
from opspor.usecases import baton, children, plans, start, visits
from opspor.usecases.baton import Why
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House
from tests.usecases.test_plans import PLAN, written


def holder(house: House, plan_id: Id) -> plans.Holder:
    found = house.do(lambda d: plans.sheet(d, house.children[0], plan_id)).holder
    assert found is not None
    return found


def waits(house: House) -> list[Why]:
    return [row.why for row in house.do(start.today).batons]


def test_the_old_one_holds_it_until_the_other_says_yes(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Jeg går på orlov"))
        assert holder(house, plan_id).id == house.ids["jonas"]
        assert waits(house) == []
    with house.as_("sofie"):
        (row,) = house.do(start.today).batons
        assert (row.why, row.plan.plan_id) == (Why.ASKED, plan_id)
        assert row.baton is not None
        assert (row.baton.words, row.baton.from_name) == ("Jeg går på orlov", "Jonas Kanariberg")
        house.do(lambda d: baton.answer(d, plan_id, accepted=True))
        assert holder(house, plan_id).id == house.ids["sofie"]
        assert waits(house) == []
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.write(d, sheet, PLAN))
        assert holder(house, plan_id).id == house.ids["sofie"]  # also after a new version


def test_a_no_says_why_and_comes_back_to_who_asked(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Vil du?"))
    with house.as_("sofie"):
        with pytest.raises(KnownError) as silent:
            house.do(lambda d: baton.answer(d, plan_id, accepted=False))
        house.do(lambda d: baton.answer(d, plan_id, accepted=False, words="Jeg har to i forvejen"))
        with pytest.raises(KnownError) as again:
            house.do(lambda d: baton.answer(d, plan_id, accepted=True))
    assert [error.value.code for error in (silent, again)] == ["STAFET-NEJ", "STAFET-VAEK"]
    with house.as_("jonas"):
        (row,) = house.do(start.today).batons
        assert row.why is Why.REFUSED
        assert row.baton is not None
        assert row.baton.answer == "Jeg har to i forvejen"
        assert holder(house, plan_id).id == house.ids["jonas"]
        house.do(lambda d: baton.offer(d, plan_id, house.ids["jonas"], ""))  # keeps it
        assert waits(house) == []


def test_a_new_offer_takes_the_one_before_back(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Vil du?"))
        house.do(lambda d: baton.offer(d, plan_id, house.ids["mette"], "Eller du?"))
    with house.as_("sofie"):
        assert waits(house) == []
        with pytest.raises(KnownError) as gone:
            house.do(lambda d: baton.answer(d, plan_id, accepted=True))
        assert gone.value.code == "STAFET-VAEK"
    house.enter("mette")
    assert waits(house) == [Why.ASKED]

    def standing(desk: Desk) -> list[str]:
        with desk.engine.begin() as connection:
            return [one.words for one in stored.batons(connection, (plan_id,))]

    assert house.do(standing) == ["Eller du?"]


def test_only_the_holder_and_the_leader_pass_it_on_and_only_to_somebody_there(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        for to, words, code in (
            (house.ids["ali"], "Vil du?", "STAFET-HVEM"),
            (house.ids["sofie"], " ", "STAFET-ORD"),
        ):
            with pytest.raises(KnownError) as refused:
                house.do(lambda d, to=to, words=words: baton.offer(d, plan_id, to, words))  # type: ignore[misc]
            assert refused.value.code == code
    with house.as_("sofie"), pytest.raises(KnownError) as not_hers:
        house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], ""))
    assert not_hers.value.code == "STAFET-ANDEN"
    house.enter("mette")
    house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Tager du den?"))


def test_the_leader_is_asked_when_the_holder_has_left_the_house(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
    house.enter("mette")
    assert waits(house) == []
    assert house.place is not None
    house.place.remove_person(house.ids["jonas"])
    assert holder(house, plan_id).standing is Standing.LEFT
    assert waits(house) == [Why.NOBODY]
    house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Tager du den?"))
    assert waits(house) == []
    with house.as_("sofie"):
        house.do(lambda d: baton.answer(d, plan_id, accepted=True))
        assert holder(house, plan_id).standing is Standing.HERE


def test_whoever_works_with_the_child_takes_a_plan_that_nobody_there_holds(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
    house.enter("mette")
    house.clock.now += timedelta(days=7)
    child, today = house.children[0], house.clock().date()
    house.do(lambda d: children.move(d, child, house.groups["Bøgestuen"], house.groups["Egestuen"], today))
    assert waits(house) == [Why.NOBODY]
    with house.as_("ali"):
        house.do(lambda d: baton.offer(d, plan_id, house.ids["ali"], ""))
        assert holder(house, plan_id).id == house.ids["ali"]


def test_a_colleague_who_is_chosen_for_a_new_plan_is_asked_first(house: House) -> None:
    with house.as_("jonas"):
        chosen = replace(PLAN, holder_id=house.ids["sofie"])
        plan_id = house.do(lambda d: plans.write(d, plans.sheet(d, house.children[0]), chosen))
        held = holder(house, plan_id)
        assert held.id == house.ids["jonas"]
        assert held.offered is not None
        assert held.offered.to_id == house.ids["sofie"]
        elsewhere = replace(PLAN, holder_id=house.ids["ali"])
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: plans.write(d, plans.sheet(d, house.children[0]), elsewhere))
        assert refused.value.code == "STAFET-HVEM"


def test_a_closed_plan_is_not_passed_on(house: House) -> None:
    with house.as_("jonas"):
        plan_id = written(house)
        house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Vil du?"))
        sheet = house.do(lambda d: plans.sheet(d, house.children[0], plan_id))
        house.do(lambda d: plans.close(d, plan_id, sheet.replaces, "Færdig"))
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: baton.offer(d, plan_id, house.ids["sofie"], "Vil du?"))
        assert refused.value.code == "STAFET-VAEK"
    with house.as_("sofie"):
        assert waits(house) == []
        with pytest.raises(KnownError):
            house.do(lambda d: baton.answer(d, plan_id, accepted=True))


def test_whoever_sees_no_children_is_asked_nothing(house: House) -> None:
    with house.as_("jonas"):
        written(house)
    house.enter("mette")
    house.invite("Vita Kanariwalk", Role.ADMINISTRATOR, frozenset({house.groups["Bøgestuen"]}))
    with house.as_("vita"):
        assert waits(house) == []


def test_what_was_planned_at_home_is_offered_to_nobody_in_the_rooms(house: House) -> None:
    house.invite("Vita Kanariwalk", Role.HEALTH_VISITOR, frozenset())
    child = house.children[0]
    with house.as_("vita"):
        district = house.do(lambda d: visits.new_district(d, "Distrikt Nord"))
    house.enter("mette")
    today = house.clock().date()
    house.do(lambda d: children.enrol(d, child, district, today))
    with house.as_("vita"):
        sheet = house.do(lambda d: plans.sheet(d, child))
        plan_id = house.do(lambda d: plans.write(d, sheet, replace(PLAN, holder_id=house.ids["vita"])))
        assert house.ids["jonas"] not in {member.id for member in sheet.colleagues}
        with pytest.raises(KnownError) as refused:
            house.do(lambda d: baton.offer(d, plan_id, house.ids["jonas"], "Vil du?"))
        assert refused.value.code == "STAFET-HVEM"
