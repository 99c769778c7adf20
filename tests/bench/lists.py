"""The lists of what follows through a use case, beside the driver with statements written by hand: plans, meetings.

As in ``reading``: both sides end in the same frozen dataclasses, and it is checked that they are equal.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.follow_up import when
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingKind, MeetingStatus, OpenAgreement
from opspor.domain.text import sort_key
from opspor.usecases import meetings, people, plan_list
from opspor.usecases.meetings import Board, MeetingRow
from opspor.usecases.plan_list import Listed, ListedPlan, PlanList
from tests.bench import vaults
from tests.bench.measure import Goal, Row, compare, milliseconds

Children = Callable[[Any], tuple[ChildInList, ...]]

_CURRENT = "NOT EXISTS (SELECT 1 FROM record WHERE replaces = record_id)"
_OPEN = f"""
SELECT every.kind, every.id, every.child_id, every.context,
  CASE WHEN f.record_id IS NULL OR f.record_id < version THEN own_on ELSE f.next_on END AS day, who
FROM (
  SELECT 'focus' AS kind, point_id AS id, child_id, context, record_id AS version, follow_up_on AS own_on,
    responsible_id AS who
  FROM focus_point WHERE status = 'open' AND {_CURRENT}
  UNION ALL
  SELECT 'plan', plan_id, child_id, context, record_id, follow_up_on, coalesce((
    SELECT to_id FROM baton JOIN baton_answer a ON baton_id = baton.record_id
    WHERE baton.plan_id = action_plan.plan_id AND accepted AND a.record_id > action_plan.record_id
    ORDER BY a.record_id DESC LIMIT 1), holder_id)
  FROM action_plan WHERE status = 'open' AND {_CURRENT}
) AS every
LEFT JOIN follow_up f ON f.record_id = (SELECT max(record_id) FROM follow_up WHERE subject_id = every.id)
"""  # noqa: S608  only constants
_AGREED = """
SELECT j.record_id, j.child_id, j.context, written_at FROM joint_assessment j JOIN record ON record.id = j.record_id
WHERE j.record_id IN (SELECT max(record_id) FROM joint_assessment GROUP BY child_id, context)
AND j.body LIKE '%"focus_point"%' AND NOT EXISTS (
  SELECT 1 FROM focus_point p WHERE p.child_id = j.child_id AND p.context = j.context AND p.record_id > (
    SELECT f.record_id FROM joint_assessment f
    WHERE f.first AND f.round_id = j.round_id AND f.child_id = j.child_id AND f.context = j.context))
ORDER BY j.record_id
"""
_MEETINGS = f"""
SELECT meeting_id, child_id, context, kind, status, held_on, next_on, CASE status WHEN 'planned' THEN body END
FROM meeting WHERE {_CURRENT} ORDER BY held_on, record_id
"""  # noqa: S608  only constants
_TASKS = """
SELECT a.agreement_id, m.meeting_id, m.child_id, m.context, what, who, who_id, coalesce(f.next_on, due_on), m.held_on
FROM meeting_agreement a JOIN meeting m ON m.record_id = version_id
LEFT JOIN follow_up f ON f.record_id = (SELECT max(record_id) FROM follow_up WHERE subject_id = a.agreement_id)
WHERE NOT EXISTS (SELECT 1 FROM record WHERE replaces = m.record_id)
AND (f.record_id IS NULL OR f.next_on IS NOT NULL OR f.kind != 'held')
ORDER BY 8, m.held_on, place
"""


def rows(big: vaults.Big, raw: Any, raw_children: Children, runs: int) -> list[Row]:
    """Planer as it opens, and the page of meetings; ``raw_children`` lists the children by the driver."""
    everybody = big.place.look(people.overview).result()
    groups = tuple(sorted(everybody.groups, key=lambda group: sort_key(group.name)))
    shorts = {member.id: member.short for member in everybody.staff}
    me, mine = big.place.staff.id, big.place.staff.groups

    def plans() -> PlanList:
        today, seen = vaults.now().date(), {child.id: child for child in raw_children(raw)}
        open_ = []
        for kind, id_, child_id, context, on, who in raw.execute(_OPEN):
            child, day = seen[child_id], date.fromisoformat(on)
            short, own = shorts[who], who == me
            open_.append(
                ListedPlan(
                    Listed(kind), id_, child, None, Context(context), day, when(day, today), short, False, own
                )
            )  # fmt: skip
        open_.sort(key=lambda one: (one.on, sort_key(one.child.full_name if one.child else "")))
        agreed = [
            ListedPlan(
                Listed.AGREED, id_, seen[child], None, Context(context), date.fromisoformat(at[:10]), None, "", False,
                not mine.isdisjoint(seen[child].group_ids),
            )
            for id_, child, context, at in raw.execute(_AGREED)
        ]  # fmt: skip
        return PlanList(groups, tuple(open_), None, tuple(agreed))

    return [
        _beside("Planer", big, plan_list.everything, plans, runs),
        _beside("meetings", big, meetings.board, lambda: _board(raw, raw_children), runs),
    ]


def _beside(
    name: str, big: vaults.Big, ours: Callable[[Any], object], floor: Callable[[], object], runs: int
) -> Row:  # fmt: skip
    if floor() != big.place.look(ours).result():
        raise AssertionError(f"the two lists differ: {name}")
    return compare(
        f"{name}, 10 years", "ms", runs=runs, ours=milliseconds(lambda: big.place.look(ours).result()),
        floor=milliseconds(floor), floor_name="driver", goal=Goal.RATIO, limit=1.5,
    )  # fmt: skip


def _board(raw: Any, raw_children: Children) -> Board:
    today, seen = vaults.now().date(), {child.id: child for child in raw_children(raw)}
    found = raw.execute(_MEETINGS).fetchall()
    last = {(child, kind): id_ for id_, child, _, kind, status, *_ in found if status != "cancelled"}
    rows = []
    for id_, child, context, kind, status, held_on, next_on, body in found:
        meeting = msgspec.json.decode(body, type=Meeting) if body else None
        to_call = status == "held" and next_on and last[child, kind] == id_
        rows.append(
            MeetingRow(
                seen[child], id_, Context(context), MeetingKind(kind), MeetingStatus(status),
                date.fromisoformat(held_on), meeting.at if meeting else None,
                len(meeting.without_basis) if meeting else 0, date.fromisoformat(next_on) if to_call else None,
            )
        )  # fmt: skip
    planned = [row for row in rows if row.status is MeetingStatus.PLANNED]
    return Board(
        tuple(row for row in planned if row.held_on >= today),
        tuple(row for row in planned if row.held_on < today),
        tuple(row for row in reversed(rows) if row.status is not MeetingStatus.PLANNED),
        tuple(sorted((row for row in rows if row.next_on), key=lambda row: row.next_on or date.max)),
        tuple(
            (seen[child], OpenAgreement(
                id_, meeting, Id(child), Context(context), what, who, who_id, date.fromisoformat(due),
                date.fromisoformat(held),
            ))
            for id_, meeting, child, context, what, who, who_id, due, held in raw.execute(_TASKS)
        ),
    )  # fmt: skip
