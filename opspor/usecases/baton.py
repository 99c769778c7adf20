"""Passing a plan on: a colleague is asked, and says yes or no. Until they say yes, who held it holds it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from opspor.domain.access import Action
from opspor.domain.assessment import check_notes
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.planning import (
    NO_MISSING_WORDS,
    NO_SUCH_COLLEAGUE,
    NOT_ASKED,
    NOT_THE_HOLDER,
    WORDS_MISSING,
    Baton,
    Standing,
)
from opspor.domain.plans import PlanStatus
from opspor.store import plans
from opspor.store.records import Header
from opspor.usecases.contexts import colleagues
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.plans import PlanRow, held_by, rows, standing


class Why(StrEnum):
    """Why a plan stands among the batons on Start."""

    ASKED = "asked"  # a colleague asks whether one takes it
    REFUSED = "refused"  # a colleague said no to what one offered
    NOBODY = "nobody"  # for the leader: who held it has left, or works where the child is no more


@dataclass(frozen=True, slots=True)
class BatonRow:
    """A plan in whose passing on somebody waits for whoever is logged in."""

    why: Why
    plan: PlanRow
    baton: Baton | None  # None where nobody was asked


def offer(desk: Desk, plan_id: Id, to_id: Id, words: str) -> Id:
    """Ask a colleague to take a plan; an earlier offer that nobody answered is taken back.

    Who holds it may, and the leader; where the holder is gone, everybody who works with the child. Whoever names
    themself has it, or keeps it. Raises STAFET-ANDEN, STAFET-HVEM, STAFET-ORD, STAFET-VAEK for a closed plan.
    """
    with desk.write(Action.PASS_BATON) as tx:
        current, child = standing(tx, plan_id)
        if current.status is PlanStatus.CLOSED:
            raise KnownError(NOT_ASKED)
        there = colleagues(tx.connection, child.group_ids, current.context)
        holds = held_by(tx, current, there)
        if holds.standing is Standing.HERE and holds.id != desk.staff.id and desk.staff.role is not Role.LEADER:
            raise KnownError(NOT_THE_HOLDER)
        if to_id not in {member.id for member in there}:
            raise KnownError(NO_SUCH_COLLEAGUE)
        if not words.strip() and to_id != desk.staff.id:
            raise KnownError(WORDS_MISSING)
        check_notes(words)
        before = holds.offered.id if holds.offered else None
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before)
        plans.add_baton(tx.connection, header, plan_id, to_id, words.strip())
        if to_id == desk.staff.id:
            said = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id)
            plans.answer_baton(tx.connection, said, header.id, accepted=True, words="")
        tx.note(header.id)
        tx.changed(Kind.PLANS)
        return header.id


def answer(desk: Desk, plan_id: Id, *, accepted: bool, words: str = "") -> None:
    """Say yes or no to the plan that a colleague offered. A no says why.

    Raises STAFET-VAEK unless an offer to whoever is logged in waits, and STAFET-NEJ.
    """
    with desk.write(Action.PASS_BATON) as tx:
        current, child = standing(tx, plan_id)
        offered = held_by(tx, current, ()).offered
        if current.status is PlanStatus.CLOSED or offered is None or offered.to_id != desk.staff.id:
            raise KnownError(NOT_ASKED)
        if not accepted and not words.strip():
            raise KnownError(NO_MISSING_WORDS)
        check_notes(words)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id)
        plans.answer_baton(tx.connection, header, offered.id, accepted=accepted, words=words.strip())
        tx.note(header.id, accepted=accepted)
        tx.changed(Kind.PLANS)


def batons_in(desk: Desk, tx: Transaction, seen: Mapping[Id, ChildInList]) -> tuple[BatonRow, ...]:
    """The open plans in whose passing on somebody waits for whoever is logged in, those that ask for a yes first.

    For whoever has asked which children the person sees: Start.
    """
    found: dict[Why, list[BatonRow]] = defaultdict(list)
    for row in rows(desk, tx, seen=seen):
        held = row.holder
        if held.offered and held.offered.to_id == desk.staff.id:
            found[Why.ASKED].append(BatonRow(Why.ASKED, row, held.offered))
        elif held.refused and held.refused.from_id == desk.staff.id:
            found[Why.REFUSED].append(BatonRow(Why.REFUSED, row, held.refused))
        elif held.standing is not Standing.HERE and not held.offered and desk.staff.role is Role.LEADER:
            found[Why.NOBODY].append(BatonRow(Why.NOBODY, row, None))
    return tuple(row for why in Why for row in found[why])
