from datetime import date

from opspor.domain.assessment import Context, Position, Spread
from opspor.domain.rounds import ReasonKind, RoundReason
from opspor.domain.timeline import EventKind
from opspor.store import notices, rounds, timeline
from tests.store.factories import World


def test_every_time_that_was_agreed_in_the_order_it_was_written(world: World) -> None:
    (child, other), autumn = world.named("Kanari Et", "Kanari To"), world.round()
    first = world.joint(autumn, child, follow_up_on=date(2026, 12, 1))
    world.joint(autumn, child, replaces=first.id, position=Position.NOT_EXPOSED)
    world.joint(autumn, other)
    was, is_now = timeline.agreed(world.connection, child)
    assert (was.kind, was.name, was.position, was.replaced) == (
        EventKind.ASSESSMENT, "Efterår 2026", Position.EXPOSED, True
    )  # fmt: skip
    assert (is_now.kind, is_now.position, is_now.replaced) == (EventKind.CORRECTION, Position.NOT_EXPOSED, False)
    assert (was.context, was.round_id, was.follow_up_on) == (Context.DAYCARE, autumn.id, date(2026, 12, 1))
    assert was.spread == first.spread == Spread()


def test_when_the_parents_were_told(world: World) -> None:
    child, other = world.named("Kanari Et", "Kanari To")
    new, old = world.header(child_id=child), world.header(child_id=child)
    notices.add(
        world.connection,
        [(new, date(2026, 9, 1), "mail"), (old, date(2025, 9, 1), "møde"),
         (world.header(child_id=other), date(2026, 1, 1), "")],
    )  # fmt: skip
    assert timeline.notices(world.connection, child) == [
        (old.id, date(2025, 9, 1), "møde"), (new.id, date(2026, 9, 1), "mail")
    ]  # fmt: skip


def test_the_groups_of_a_child(world: World) -> None:
    child = world.child(group=world.spruce)
    assert [(group, until) for group, _, until in timeline.enrolled(world.connection, child)] == [(world.spruce, None)]


def test_why_a_child_was_not_assessed_and_no_other_reason(world: World) -> None:
    child, round_ = world.child(), world.round()
    for kind in (ReasonKind.NOT_ASSESSED, ReasonKind.START):
        header = world.header(child_id=child)
        reason = RoundReason(
            header.id, child, Context.DAYCARE, kind, f"fordi {kind}", header.author_id, header.written_at
        )
        rounds.add_reason(world.connection, header, round_.id, reason)
    ((_, round_id, context, _, why),) = timeline.not_assessed(world.connection, child)
    assert (round_id, context, why) == (round_.id, Context.DAYCARE, "fordi not_assessed")
