"""Walks through a track: which step comes now, and which lie behind and ahead.

The first way on of a step is the usual one. A step that was noted without an answer, or with one that the form does
not know (any more), goes the usual way, so that nobody ever stands still. A way that leads nowhere, in a file that
somebody has edited, ends the track there: the checker refuses it, and every step can still be opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opspor.domain.concern import StepState, TrackStep
from opspor.forms.model import TrackForm, TrackStepForm, WayOn

END, OTHER_TRACK = "end", "track:"


@dataclass(frozen=True, slots=True)
class Course:
    """How far it is. ``now`` is the step that comes now, None when the track has ended or led to another one.

    ``taken`` are the steps of the way so far, ``ahead`` those after ``now`` if all goes the usual way.
    """

    now: str | None
    taken: tuple[str, ...]
    ahead: tuple[str, ...]


def leaves(way: WayOn) -> bool:
    """Whether the track ends here, or leads to another one."""
    return way.to == END or way.to.startswith(OTHER_TRACK)


def course(form: TrackForm, noted: Iterable[TrackStep]) -> Course:
    """How far it is, by all that was noted in the order it was written; the newest note of a step is how it stands.

    Where a step led back, the steps of that round which were not noted again since are open again.
    """
    by_id = {step.id: step for step in form.step}
    steps: dict[str, TrackStep] = {}
    order: dict[str, int] = {}
    for number, one in enumerate(noted):
        steps[one.step_id], order[one.step_id] = one, number
    taken: list[str] = []
    step = form.step[0]
    while _is_done(steps, step.id):
        way = _way(step, steps[step.id].outcome)
        taken.append(step.id)
        if leaves(way) or way.to not in by_id:
            return Course(None, tuple(taken), ())
        if way.to in taken:
            again = taken[taken.index(way.to) :]
            old = [step_id for step_id in again if order[step_id] < order[step.id]]
            now = old[0] if old else step.id
            before = taken[: taken.index(now)]
            return Course(now, tuple(before), _ahead(by_id, now))
        step = by_id[way.to]
    return Course(step.id, tuple(taken), _ahead(by_id, step.id))


def _is_done(steps: Mapping[str, TrackStep], step_id: str) -> bool:
    return step_id in steps and steps[step_id].state is not StepState.OPEN


def _way(step: TrackStepForm, outcome: str) -> WayOn:
    return next((way for way in step.next if outcome and way.answer == outcome), _usual(step))


def _usual(step: TrackStepForm) -> WayOn:
    """The usual way on; the end where an edited file says none."""
    return next(iter(step.next), WayOn(END))


def _ahead(by_id: Mapping[str, TrackStepForm], step_id: str) -> tuple[str, ...]:
    """The steps after this one by the usual ways."""
    ahead: list[str] = []
    way = _usual(by_id[step_id])
    while way.to in by_id and way.to not in (step_id, *ahead):
        ahead.append(way.to)
        way = _usual(by_id[way.to])
    return tuple(ahead)
