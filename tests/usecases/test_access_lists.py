"""What is listed, counted or searched is narrowed like what is opened: one's own rooms, one's own concerns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial

import pytest

from opspor.domain.access import REFUSED
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rounds import Coverage
from opspor.usecases import assess, children, concerns, joint, matrix, notices, people, rounds, start
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House

MY_ROOM, ALL, NOTHING = {"Karla", "Åse", "Bo"}, {"Karla", "Åse", "Bo", "Ina"}, {"(refused)"}
# Vita works in Bøgestuen, whatever her role; Ina goes in Egestuen.
CHILDREN = {
    Role.STAFF: MY_ROOM,
    Role.HEALTH_VISITOR: MY_ROOM,
    Role.LEADER: ALL,
    Role.ADMINISTRATOR: NOTHING,
    Role.AUDITOR: NOTHING,
}
HERS = {"hers on Ina", "hers on a name"}
FOR_HER = HERS | {"on Karla", "kept to her"}
CONCERNS = {
    Role.STAFF: FOR_HER,
    Role.HEALTH_VISITOR: FOR_HER,
    Role.LEADER: FOR_HER | {"on Ina", "on a name", "suspicion on Karla", "kept on Karla"},
    Role.ADMINISTRATOR: HERS,
    Role.AUDITOR: HERS,
}


ALL_WELL = OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)


def begin(house: House, what: str, child: Id | None = None, track: Track = Track.GENERAL) -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what=what, seen_on=desk.clock().date(), child_id=child,
            typed_name="" if child else "Kanari",
        )
    )  # fmt: skip


def agree(house: House, round_id: Id, child: Id) -> None:
    """Everybody assesses the child, and the team agrees and wants to look again in three days."""
    for login in ("vita", "mette"):
        house.enter(login)
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
        house.do(partial(assess.submit_own, sheet=sheet, answers=ALL_WELL))
    agreement = Agreement(
        position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, follow_up=(FollowUpKind.NEXT_ROUND,),
        reason="Kanari", follow_up_on=house.clock.now.date() + timedelta(days=3), participants=(house.ids["mette"],),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, round_id, child, agreement))


@pytest.fixture
def full(house: House) -> House:
    """A round over both rooms, agreed on a child in each, and a concern of every kind. Vita works in both meanwhile."""
    karla, ina = house.children[0], house.children[3]
    house.invite("Vita Kanariwalk", Role.STAFF, frozenset(house.groups.values()))
    today = house.clock().date()
    house.do(partial(notices.give, child_ids=house.children, given_on=today))
    who = [house.ids["vita"], house.ids["mette"]]
    for groups in (("Bøgestuen", "Egestuen"), ("Egestuen",)):
        made = house.do(
            partial(
                rounds.open_round, name=" og ".join(groups), opens_on=today, closes_on=today + timedelta(days=30),
                groups={house.groups[group]: (Context.DAYCARE, who) for group in groups},
            )
        )  # fmt: skip
        house.ids[" og ".join(groups)] = made
    for child in (karla, ina):
        agree(house, house.ids["Bøgestuen og Egestuen"], child)
    house.enter("mette")
    begin(house, "on Karla", karla)
    begin(house, "on Ina", ina)
    begin(house, "on a name")
    begin(house, "suspicion on Karla", karla, Track.PARENTS)
    for what, child, readers in (("kept on Karla", karla, []), ("kept to her", ina, [house.ids["vita"]])):
        house.do(partial(concerns.keep, concern_id=begin(house, what, child), readers=readers))
    house.enter("vita")
    begin(house, "hers on Ina", ina)
    begin(house, "hers on a name")
    return house


def names(house: House, work: Callable[[Desk], Iterable[str]]) -> set[str]:
    try:
        return set(house.do(work))
    except KnownError as error:
        return NOTHING if error.fault is REFUSED else {error.code}


def shown(found: Iterable[Coverage]) -> Iterator[str]:
    return (child.child.first_name for coverage in found for child in coverage.children)


def in_matrix(found: matrix.Matrix) -> Iterator[str]:
    return (seat.child.first_name for seat in (*found.placed, *found.unsure, *found.waiting))


@pytest.fixture(params=Role)
def role(request: pytest.FixtureRequest, full: House) -> Role:
    """What Vita is from now on, and she is in."""
    role: Role = request.param
    full.enter("mette")
    full.do(lambda desk: people.set_role(desk, full.ids["vita"], role))
    full.do(lambda desk: people.set_groups(desk, full.ids["vita"], [full.groups["Bøgestuen"]]))
    full.enter("vita")
    return role


def test_the_children_and_rounds_that_are_listed_are_those_that_may_be_opened(full: House, role: Role) -> None:
    mixed = full.ids["Bøgestuen og Egestuen"]

    assert names(full, lambda d: (c.first_name for c in children.listed(d))) == CHILDREN[role]
    assert names(full, lambda d: (c.first_name for c in children.listed(d, search="kanari"))) == CHILDREN[role] - {"Bo"}
    assert names(full, lambda d: shown([rounds.coverage(d, mixed)])) == CHILDREN[role]
    assert names(full, lambda d: shown(rounds.all_rounds(d))) == CHILDREN[role]
    assert names(full, lambda d: shown(rounds.open_rounds(d))) == CHILDREN[role]
    assert names(full, lambda d: in_matrix(matrix.matrix(d, mixed))) == CHILDREN[role]
    # a round of another room is not listed, and a shared one is counted for one's own
    both = {"Bøgestuen og Egestuen", "Egestuen"}
    seen = {Role.LEADER: both, Role.STAFF: {"Bøgestuen og Egestuen"}, Role.HEALTH_VISITOR: {"Bøgestuen og Egestuen"}}
    expected = seen.get(role, NOTHING)
    many = {Role.LEADER: {"4", "1"}, Role.STAFF: {"3"}, Role.HEALTH_VISITOR: {"3"}}.get(role, NOTHING)

    house = {"Alle stuer og klasser"} if role is Role.LEADER else set()  # the newest round of each room, put together
    assert names(full, lambda d: (round_.name for round_ in matrix.to_show(d)[0])) == expected | house
    assert names(full, lambda d: (row.round.name for row in rounds.listed_rounds(d))) == expected
    assert names(full, lambda d: (str(row.children) for row in rounds.listed_rounds(d))) == many
    due = {row.child.first_name for row in full.do(start.today).due if row.child}
    assert due == CHILDREN[role] & {"Karla", "Ina"}


def test_the_concerns_that_are_listed_are_those_that_may_be_opened(full: House, role: Role) -> None:
    listed = full.do(concerns.listed)

    assert {row.concern.what for row in listed} == CONCERNS[role]
    assert {concern.id for concern in full.do(start.today).concerns} == {row.concern.id for row in listed}
    for row in listed:
        assert full.do(partial(concerns.open_concern, concern_id=row.concern.id)).concern == row.concern
    # a child's page names the same ones
    karla = full.children[0]
    seen = {"on Karla"} if role is not Role.LEADER else {"on Karla", "suspicion on Karla", "kept on Karla"}
    expected = seen if role in (Role.STAFF, Role.HEALTH_VISITOR, Role.LEADER) else NOTHING

    assert names(full, lambda d: (c.what for c in children.open_child(d, karla).concerns)) == expected
