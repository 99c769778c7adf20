"""Focus points come back as they were written, with every version, and what was agreed and not written is found."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Agreement, Context, FollowUpKind, JointAssessment, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.plans import Focus, FocusPoint, PlanStatus
from opspor.domain.rounds import Round
from opspor.store import focus, rounds
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World

WRITTEN = Focus(
    "Ro ved aflevering", NOTE, "Glad for at bygge", "Om fredagen", "Siger farvel selv", "Vi tager imod ved lågen",
    None, date(2026, 11, 3), date(2026, 12, 1), "Kommer fem minutter før", "»Må jeg have bamsen?«",
)  # fmt: skip


def point(world: World, child: Id | None, before: FocusPoint | None = None, **new: object) -> FocusPoint:
    """A focus point of a child, else of the group; a new version of ``before``."""
    header = world.header(child_id=child, replaces=before.id if before else None)
    made = FocusPoint(
        header.id, before.point_id if before else header.id, child, None if child else world.sunflower,
        Context.DAYCARE, world.mette.id, world.mette.name, header.written_at,
        replace(WRITTEN, responsible_id=world.anders.id),
    )  # fmt: skip
    made = replace(made, **new)  # type: ignore[arg-type]
    focus.add(world.connection, header, made)
    return made


def agreed(
    world: World, round_: Round, child: Id, *kinds: FollowUpKind, replaces: Id | None = None,
    context: Context = Context.DAYCARE,
) -> JointAssessment:  # fmt: skip
    header = world.header(child_id=child, replaces=replaces)
    agreement = Agreement(
        context=context, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason='han sagde "focus_point"',
        follow_up=kinds, participants=(world.mette.id,),
    )  # fmt: skip
    joint = JointAssessment(header.id, child, round_.id, world.mette.id, header.written_at, agreement, TRIVSEL_FORM)
    rounds.add_joint(world.connection, header, joint)
    return joint


def test_a_focus_point_comes_back_as_it_was_written_with_every_version(world: World) -> None:
    child, other = world.child(), world.child()
    first = point(world, child)
    second = point(world, child, first, status=PlanStatus.CLOSED, closed_because="Han siger farvel selv")
    elsewhere, of_group = point(world, other), point(world, None)

    assert focus.versions(world.connection, first.point_id) == (first, second)
    assert focus.newest(world.connection, first.point_id) == second
    assert focus.of_child(world.connection, child) == (second,)
    assert focus.of_child(world.connection, child, every=True) == (first, second)
    assert focus.of_child(world.connection, other) == (elsewhere,)
    assert focus.newest(world.connection, of_group.id) == of_group
    assert focus.newest(world.connection, Id("nowhere")) is None


def test_a_list_has_the_current_version_of_each_and_nothing_of_its_text(world: World) -> None:
    first = point(world, world.child())
    closed = point(world, first.child_id, first, status=PlanStatus.CLOSED)
    of_group = point(world, None)

    rows = focus.listed(world.connection)

    assert [(row.point_id, row.version, row.status) for row in rows] == [
        (first.id, closed.id, PlanStatus.CLOSED),
        (of_group.id, of_group.id, PlanStatus.OPEN),
    ]
    assert focus.listed(world.connection, status=PlanStatus.OPEN) == rows[1:]
    assert rows[1].group_id == world.sunflower
    assert rows[1].follow_up_on == WRITTEN.follow_up_on
    assert rows[1].responsible_id == world.anders.id
    assert NOTE not in repr(rows)


def test_a_version_has_one_successor_however_many_write_at_once(world: World) -> None:
    first = point(world, world.child())
    point(world, first.child_id, first)
    with pytest.raises(IntegrityError):
        point(world, first.child_id, first)


def test_what_was_agreed_and_not_written_is_found_until_it_is_written(world: World) -> None:
    child, other, quiet = world.child(), world.child(), world.child()
    round_ = world.round()
    joint = agreed(world, round_, child, FollowUpKind.FOCUS_POINT, FollowUpKind.PARENT_TALK)
    also = agreed(world, round_, other, FollowUpKind.FOCUS_POINT)
    agreed(world, round_, quiet, FollowUpKind.NEXT_ROUND)  # the words stand in its reason only
    day = joint.written_at.date()
    both = [(joint.id, child, Context.DAYCARE, day), (also.id, other, Context.DAYCARE, day)]

    assert focus.agreed_not_written(world.connection) == both
    assert focus.agreed_not_written(world.connection, [other, quiet]) == both[1:]

    point(world, child, context=Context.AFTER_SCHOOL)  # of another context: it answers for nothing here
    assert focus.agreed_not_written(world.connection) == both
    point(world, child)
    assert focus.agreed_not_written(world.connection) == both[1:]


def test_correcting_an_agreement_asks_for_nothing_twice_and_a_later_round_for_a_new_one(world: World) -> None:
    child = world.child()
    first = agreed(world, world.round(), child, FollowUpKind.FOCUS_POINT)
    written = point(world, child)
    again = agreed(world, replace(world.round(), id=first.round_id), child, FollowUpKind.FOCUS_POINT, replaces=first.id)
    assert again.id > written.id
    assert focus.agreed_not_written(world.connection) == []

    later = agreed(world, world.round("Forår 2027"), child, FollowUpKind.FOCUS_POINT)
    assert [row[0] for row in focus.agreed_not_written(world.connection)] == [later.id]

    point(world, child, written)  # a new version of the old one says what is done now
    assert focus.agreed_not_written(world.connection) == []

    agreed(world, world.round("Efterår 2027"), child, FollowUpKind.FOCUS_POINT)
    agreed(world, world.round("Forår 2028"), child, FollowUpKind.NEXT_ROUND)  # what was agreed last stands
    assert focus.agreed_not_written(world.connection) == []
