"""The day on which parents were told, child by child; what was written last counts."""

from datetime import date

from opspor.store import notices
from tests.store.factories import World


def test_a_whole_group_is_told_in_one_go_and_a_later_line_counts(world: World) -> None:
    one, other, untold = world.child(), world.child(), world.child()
    first, later = date(2026, 9, 1), date(2026, 9, 15)
    notices.add(world.connection, [(world.header(child_id=child), first, "Brev") for child in (one, other)])
    notices.add(world.connection, [(world.header(child_id=other), later, "")])

    assert notices.given(world.connection) == {one: first, other: later}
    assert notices.given(world.connection, other) == {other: later}
    assert notices.given(world.connection, untold) == {}
    assert notices.told(world.connection) == {one, other}
