"""The last days of a track: what the law list and the track say, and the days that somebody set."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from opspor.domain.beredskab import Decided, Phoned, StepKind
from opspor.domain.concern import StepState, TrackStep
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind, Sent
from opspor.domain.work_days import WorkDays
from opspor.forms.model import TrackForm
from opspor.forms.walking import course, leaves
from opspor.reference import law
from opspor.reference.calendar import add_working_days


def last_days(
    form: TrackForm, steps: Mapping[str, TrackStep], reported: Collection[date], days: WorkDays
) -> Mapping[str, date]:
    """step id -> its last day, for the steps that wait and have one.

    ``steps`` are in the order of ``domain.concern.standing``. A day in working days is counted from when the step
    before was done; after an underretning from the day it was sent or rung, where that is noted (``reported``). A PC
    whose clock was set back does not move a day before that of a step that lies behind. A day that somebody set counts
    for the step it leads to, until that one is noted again.
    """
    return _counted(form, steps, reported, days) | _set(form, steps)


def reported_on(papers: Iterable[Paper], sent: Mapping[Id, Sent], decisions: Iterable[Decided]) -> tuple[date, ...]:
    """The days on which an underretning was sent, or made by phone."""
    days = [sent[p.id].sent_on for p in papers if p.id in sent and p.draft.kind is PaperKind.UNDERRETNING]
    return (*days, *rung_on(decisions))


def rung_on(decisions: Iterable[Decided]) -> tuple[date, ...]:
    """The days on which an underretning was made by phone."""
    return tuple(one.what.rung_at.date() for one in decisions if isinstance(one.what, Phoned))


def _counted(
    form: TrackForm, steps: Mapping[str, TrackStep], reported: Collection[date], days: WorkDays
) -> dict[str, date]:
    by_id = {step.id: step for step in form.step}
    way = course(form, steps.values())
    due: dict[str, date] = {}
    latest, before = date.min, None
    for step_id in (*way.taken, *filter(None, [way.now]), *way.ahead):
        step, noted = by_id[step_id], steps.get(step_id)
        number = law.rule(step.rule).working_days if step.rule else step.working_days
        if number is not None and before is not None and (noted is None or noted.state is StepState.OPEN):
            due[step_id] = add_working_days(before, number, days)
        before = None
        if step.kind is StepKind.REPORT and reported:
            before = latest = max(latest, *reported)
        elif noted is not None and noted.state is StepState.DONE:
            before = latest = max(latest, noted.written_at.date())
    return due


def _set(form: TrackForm, steps: Mapping[str, TrackStep]) -> dict[str, date]:
    order = [*steps]
    due: dict[str, date] = {}
    for number, (step_id, noted) in enumerate(steps.items()):
        if noted.again_on is None or noted.state is not StepState.DONE:
            continue
        step = next((step for step in form.step if step.id == step_id), None)
        way = next((way for way in step.next if way.answer == noted.outcome), step.next[0]) if step else None
        to = step_id if way is None or leaves(way) else way.to
        if to == step_id or to not in order[number:]:
            due[to] = noted.again_on
    return due
