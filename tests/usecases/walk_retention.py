"""The rows of the walk for how long things are kept, what is to go, and the clock."""

from functools import partial

from opspor.domain.ids import Id
from opspor.domain.retention import Schedule
from opspor.store import children
from opspor.usecases import known_day, retention
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, LEADER, ROOM, Call, Table, Walk


def _went(walk: Walk, desk: Desk) -> Id:
    """A child whose day has come."""
    child = walk.new_child(desk, "my room")
    with desk.engine.begin() as connection:
        (stay,) = children.enrolments(connection, child)
        children.leave(connection, child, stay.group_id, desk.clock().date().replace(year=2020))
    return child


RETENTION_ROWS: dict[str, tuple[Table, Call]] = {
    "known_day.arrive": (ANYBODY, lambda w, d, of: known_day.arrive(d)),
    "known_day.look": (ANYBODY, lambda w, d, of: known_day.look(d)),
    "retention.clock_is_right": ({"": "no no yes yes no"}, lambda w, d, of: retention.clock_is_right(d)),
    "retention.days": (ROOM, lambda w, d, of: retention.days(d, w.child(of))),
    "retention.delete": (LEADER, lambda w, d, of: partial(retention.delete, d, [f"file:{_went(w, d)}"])),
    "retention.plan": (LEADER, lambda w, d, of: retention.plan(d)),
    "retention.schedule": (ANYBODY, lambda w, d, of: retention.schedule(d)),
    "retention.set_schedule": (LEADER, lambda w, d, of: retention.set_schedule(d, Schedule())),
    "retention.would_go": (LEADER, lambda w, d, of: retention.would_go(d, Schedule(own=1))),
}
