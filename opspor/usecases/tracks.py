"""Following a track: what is done at a step, what is decided, and another track when it shows to be about something
else. Nothing here is a gate: every step can be noted at any time.
"""

from dataclasses import replace
from datetime import date, datetime, time

from opspor.domain.access import Action
from opspor.domain.beredskab import (
    NO_REASON,
    TELLING,
    Decided,
    Decision,
    Judged,
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Safe,
    Sharpened,
    StepKind,
    Telling,
    Told,
    Track,
    TrackChanged,
    View,
    check_end,
    may_be_told,
)
from opspor.domain.changes import Kind
from opspor.domain.concern import SHARED, Concern, StepState
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.forms.model import TrackForm
from opspor.store import children, concerns
from opspor.store.records import Header
from opspor.usecases import employee_record
from opspor.usecases.concerns import find_concern
from opspor.usecases.desk import Desk, Transaction

NOTE_MISSING = Fault("BEKYM-NOTE", "Skriv, hvorfor trinnet ikke er relevant. Intet er ændret endnu.")
NO_WHO = Fault("SPOR-HVEM", "Skriv hvem. En funktion er nok, fx »vagten i modtagelsen«. Intet er gemt endnu.")
NO_WORDS = Fault("SPOR-ORD", "Her mangler noget. Skriv det med et par ord. Intet er gemt endnu.")
NO_DAY = Fault(
    "SPOR-DAG", "Vælg en kommende dag, hvor I ser på det igen. Det, du skrev, står her stadig. Intet er gemt endnu."
)

# What a decision cannot be read without, and the fault where it is empty.
_ASKED: dict[type[Decision], tuple[tuple[str, Fault], ...]] = {
    Safe: (),
    Judged: (("why", NO_REASON),),
    LeaderTold: (("who", NO_WHO),),
    NotReported: (("reason", NO_REASON), ("signs", NO_WORDS), ("then", NO_WORDS)),
    NotTold: (("reason", NO_REASON), ("weighed", NO_REASON)),
    KnowsAlready: (("who", NO_WHO),),
    MayBeTold: (("decided_by", NO_WHO),),
    Sharpened: (("watch", NO_WORDS),),
    View: (("text", NO_WORDS),),
    Told: (("who", NO_WHO),),
    Phoned: (("who", NO_WHO),),
    TrackChanged: (("why", NO_REASON),),
}
_HOME = {Sharpened: StepKind.SHARPEN, NotReported: StepKind.DECIDE}  # the steps whose day those decisions set


def missing(decision: Decision) -> tuple[str, Fault] | None:
    """The first thing that a decision cannot be read without and that is empty: its field, and what to say there."""
    return next(((field, fault) for field, fault in _ASKED[type(decision)] if not getattr(decision, field)), None)


def do_step(
    desk: Desk,
    concern_id: Id,
    step_id: str,
    state: StepState,
    note: str,
    *,
    outcome: str = "",
    again_on: date | None = None,
) -> None:
    """Note what was done about a step of the track, or why it is not relevant.

    ``outcome`` is the way on that was chosen. Raises SPOR-DAG where it leads back without a day, or to one that has
    passed. What somebody else noted about the step stays beside it.
    """
    if state is StepState.NOT_RELEVANT and not note.strip():
        raise KnownError(NOTE_MISSING)
    with desk.write(Action.CHANGE_CONCERN) as tx:
        concern, _ = find_concern(tx, concern_id)
        step = next((step for step in desk.library.track(concern.track).step if step.id == step_id), None)
        way = next((way for way in step.next if outcome and way.answer == outcome), None) if step else None
        if (again_on is None and way is not None and way.again) or (again_on is not None and again_on < tx.today):
            raise KnownError(NO_DAY)
        _note_step(tx, concern_id, step_id, state, note.strip(), outcome, again_on)
        tx.note(concern_id, step=step_id, state=state.value)
        tx.changed(Kind.CONCERNS)


def decide(desk: Desk, concern_id: Id, decision: Decision, *, step_id: str = "", outcome: str = "") -> Id:
    """Keep what was decided; with ``step_id`` that step is done with it, in the same moment.

    Facts are never refused, whatever day the clock says. Raises SPOR-GRUND, SPOR-HVEM or the text that is missing, and
    SPOR-SLUT or SPOR-DAG where one looks again too late or on no day.
    """
    if (lacking := missing(decision)) is not None:
        raise KnownError(lacking[1])
    with desk.write(Action.DECIDE) as tx:
        concern, _ = find_concern(tx, concern_id)
        made = _decide(desk, tx, concern_id, concern.track, decision, step_id, outcome)
        tx.note(concern_id, kind=type(decision).__name__, step=step_id)
        tx.changed(Kind.CONCERNS)
        return made


def _decide(
    desk: Desk, tx: Transaction, concern_id: Id, track: Track, decision: Decision, step_id: str, outcome: str
) -> Id:
    check_end(decision, tx.today)
    again_on: date | None = None
    if isinstance(decision, NotReported | Sharpened):
        again_on = decision.again_on if isinstance(decision, NotReported) else decision.until
        if again_on <= tx.today:
            raise KnownError(NO_DAY)
        if not step_id:
            step_id, outcome = _home(desk.library.track(track), _HOME[type(decision)])
    header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=concern_id)
    concerns.decide(tx.connection, header, decision)
    if step_id:
        _note_step(tx, concern_id, step_id, StepState.DONE, "", outcome, again_on)
    return header.id


def _home(form: TrackForm, kind: StepKind) -> tuple[str, str]:
    """The step that a decision with a day belongs to, and the way on that means it."""
    step = next((step for step in form.step if step.kind is kind), form.step[-1])
    return step.id, next((way.answer for way in step.next if way.again or way.answer.startswith("not")), "")


def _note_step(
    tx: Transaction, concern_id: Id, step_id: str, state: StepState, note: str, outcome: str, again_on: date | None
) -> None:
    header = Header(tx.new_id(), tx.staff.id, tx.now, tx.now, concern_id=concern_id)
    concerns.add_step(tx.connection, header, step_id, state, note, outcome, again_on)


def begins_anew(before: Track, to: Track) -> bool:
    """Whether another track means a new concern: where fewer may see it than could see the one that is there."""
    return (before in SHARED and to not in SHARED) or Track.EMPLOYEE in (before, to)


def change_track(
    desk: Desk, concern_id: Id, to: Track, why: str, *, judged: Judged | None = None, step_id: str = ""
) -> Id:
    """Go on by another track; gives the concern to go on in.

    Where fewer may see the other track a **new** concern begins, and not a word of it stands in the old one, which
    stays as it is for those who saw it. Else it is a new version of the concern, who sees it stays as it was, and a
    stop does not end by changing the track. ``judged`` and the step at which one found out (``step_id``) are kept where
    one goes on. Raises SPOR-GRUND without a reason, and BEKYM-ANSAT where nothing is kept.
    """
    if not why.strip() or (judged is not None and missing(judged) is not None):
        raise KnownError(NO_REASON)
    with desk.write(Action.CHANGE_TRACK) as tx:
        concern, _ = find_concern(tx, concern_id)
        employee_record.check(tx, to)
        if to is concern.track:
            return concern_id
        goes_on = _begin(tx, concern, to, why.strip()) if begins_anew(concern.track, to) else concern_id
        if goes_on == concern_id:
            _revise(desk, tx, concern, to)
        _decide(desk, tx, goes_on, to, TrackChanged(concern.track, to, why.strip()), "", "")
        if judged is not None:
            _decide(desk, tx, goes_on, to, judged, step_id, "")
        tx.note(goes_on, track=to.value)
        tx.changed(Kind.CONCERNS, Kind.OBSERVATIONS)
        return goes_on


def _begin(tx: Transaction, concern: Concern, to: Track, why: str) -> Id:
    seen_at = datetime.combine(tx.today, time(), tx.now.tzinfo)
    header = Header(tx.new_id(), tx.staff.id, seen_at, tx.now, child_id=concern.child_id)
    concerns.add(tx.connection, header, replace(concern, id=header.id, track=to, what=why))
    return header.id


def _revise(desk: Desk, tx: Transaction, concern: Concern, to: Track) -> None:
    decisions = concerns.decisions(tx.connection, [concern.id])
    header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now)
    concerns.revise(tx.connection, header, replace(concern, track=to))
    if concern.track not in SHARED and to in SHARED and concern.kept_to is None:
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=concern.id)
        concerns.keep(tx.connection, header, concern.id, ())
    if TELLING[concern.track] is not Telling.OPENLY and TELLING[to] is Telling.OPENLY:
        _keep_the_stop(desk, tx, concern, decisions)


def _keep_the_stop(desk: Desk, tx: Transaction, concern: Concern, decisions: tuple[Decided, ...]) -> None:
    """Those who could not be told before the change cannot be told by it: only a decision that names them does that."""
    known = children.particulars(tx.connection, concern.child_id)[1] if concern.child_id else None
    carers = [carer.id for carer in known.carers] if known else []
    stopped = [carer for carer in carers if not may_be_told(concern.track, decisions, carer)]
    if carers and not stopped:
        return
    words = "Sporet er ændret. Det, der var besluttet om forældrene, gælder, til nogen har noteret noget andet."
    still = NotTold(words, words, () if len(stopped) == len(carers) else tuple(stopped))
    _decide(desk, tx, concern.id, concern.track, still, "", "")
