"""The ten-minute course on an invented institution: what has been done of it is read from what stands in the vault.

A task is done when the person has written more such records than when the course was begun: counted, since a PC's clock
may go back. What there was then, and the one answer that leaves no record (F2 never does), are the person's own draft.
Nobody else sees how far somebody is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from opspor.domain.access import Action
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.rounds import ChildState
from opspor.store import people, records
from opspor.usecases import children, drafts, rounds
from opspor.usecases.desk import Desk


class Task(StrEnum):
    """The tasks, in their order."""

    CASE = "case"
    OWN = "own"
    JOINT = "joint"
    OBSERVATION = "observation"
    FOLLOW_UP = "follow_up"
    CALL = "call"  # a question: whom one rings
    CONCERN = "concern"


_KEY = "course"
_RECORD = {
    Task.CASE: "practice_answer",
    Task.OWN: "own_assessment",
    Task.JOINT: "joint_assessment",
    Task.OBSERVATION: "observation",
    Task.FOLLOW_UP: "follow_up",
    Task.CONCERN: "concern",
}
_IN_A_ROUND = (Task.OWN, Task.JOINT)  # a district has visits in place of rounds


@dataclass(frozen=True, slots=True)
class Spot:
    """A round, and a child in it."""

    round_id: Id
    child_id: Id


@dataclass(frozen=True, slots=True)
class Course:
    """How far the person is. ``tasks`` are those that can be done in this house, ``begun`` is False before the first of
    them. ``own`` and ``joint`` are children that wait for an own assessment and for a talk, ``child`` somebody to write
    about; None where there is none.
    """

    tasks: tuple[Task, ...]
    begun: bool
    done: frozenset[Task]
    own: Spot | None
    joint: Spot | None
    child: Id | None

    @property
    def next(self) -> Task | None:
        """The first task that is not done; None when all are."""
        return next((task for task in self.tasks if task not in self.done), None)


def standing(desk: Desk) -> Course:
    """The course as it stands for the person."""
    kept: Mapping[str, str] | None = (drafts.load(desk, _KEY) or (None, None))[0]
    with desk.read(Action.PRACTISE) as tx:
        tx.require(author=desk.staff.id)
        written = records.counts(tx.connection, desk.staff.id)
        groups = people.groups(tx.connection)
    tasks = tuple(Task)
    if groups and all(group.kind is GroupKind.DISTRICT for group in groups):
        tasks = tuple(task for task in Task if task not in _IN_A_ROUND)
    done: set[Task] = set()
    if kept is not None:
        done = {task for task, kind in _RECORD.items() if written.get(kind, 0) > int(kept.get(task.value, 0))}
        done |= {task for task in Task if task not in _RECORD and task.value in kept}
        done &= set(tasks)
    every = rounds.open_rounds(desk)

    def first(state: ChildState) -> Spot | None:
        waiting = (Spot(one.round.id, row.child.id) for one in every for row in one.children if row.state is state)
        return next(waiting, None)

    child = next((one.id for one in children.listed(desk)), None)
    return Course(
        tasks, kept is not None, frozenset(done), first(ChildState.MISSING_MINE), first(ChildState.READY), child
    )


def begin(desk: Desk) -> None:
    """Begin the course, or begin it anew: what was done before does not count."""
    with desk.read(Action.PRACTISE) as tx:
        tx.require(author=desk.staff.id)
        written = records.counts(tx.connection, desk.staff.id)
    drafts.save(desk, _KEY, {task.value: str(written.get(kind, 0)) for task, kind in _RECORD.items()})


def answered(desk: Desk, task: Task) -> None:
    """Keep that a question of the course was answered rightly."""
    kept = (drafts.load(desk, _KEY) or ({}, None))[0]
    drafts.save(desk, _KEY, {**kept, task.value: "x"})
