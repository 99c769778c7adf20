"""The analysis before acting: questions of a form, answered together, and what is taken along to what is done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from opspor.domain.access import Action
from opspor.domain.assessment import Context, FormRef
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, HelpGiven
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id, new_id
from opspor.domain.plans import Analysis, Focus, Goal, Plan, check_analysis
from opspor.forms.library import ANALYSIS
from opspor.forms.model import DocumentForm
from opspor.store import analyses, children, drafts
from opspor.store.records import Header
from opspor.usecases import focus, plans
from opspor.usecases.contexts import contexts_of, find_in, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.focus import NOWHERE
from opspor.usecases.wording import form_of, keep

NO_SUCH_ANALYSIS = Fault(
    "ANALYSE-MANGLER",
    "Analysen findes ikke mere, eller en anden har rettet den. Det, du har skrevet, er gemt som kladde. "
    "Åbn den igen fra barnets side.",
)

DRAFT_ELSEWHERE = Fault(
    "ANALYSE-KLADDE",
    "Du har en kladde til en handleplan for barnet et andet sted. Intet er taget med endnu, og kladden er gemt. "
    "Gem planen, eller kassér kladden, og prøv igen.",
)

# Where what is written in a section belongs in a focus point; what is not named here is part of what one wonders at.
BECOMES = {
    "not_when": "not_when", "strengths": "resources", "parents": "parents", "child": "childs_view",
    "change_first": "action",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnalysisSheet:
    """An analysis while it is written or looked at."""

    child: ChildInList
    context: Context
    contexts: tuple[Context, ...]  # where a new one may be written
    form: DocumentForm
    analysis: Analysis | None  # the current one; None while it is new
    texts: Mapping[str, str]  # section -> the draft, else what stands
    saved_at: datetime | None
    help_given: tuple[HelpGiven, ...]  # what the child gets or got already

    @property
    def key(self) -> str:
        """What the draft is called."""
        return _key(self.child.id, self.context, self.analysis.id if self.analysis else None)


@dataclass(frozen=True, slots=True)
class _Draft:
    texts: Mapping[str, str]
    form: FormRef


def _key(child_id: Id, context: Context, analysis_id: Id | None) -> str:
    return f"analysis:{child_id}:{context}:{analysis_id or ''}"


def sheet(desk: Desk, child_id: Id, *, context: Context | None = None, analysis_id: Id | None = None) -> AnalysisSheet:
    """An analysis with its questions: the one named, or a new one in ``context``, or in the first. Reading is logged.

    Raises ANALYSE-MANGLER, FOKUS-HVOR.
    """
    with desk.read(Action.OPEN_PLAN) as tx:
        child = find_in(tx, child_id, context or Context.DAYCARE)
        analysis = _find(tx, child_id, analysis_id) if analysis_id else None
        if analysis is not None:
            child = find_in(tx, child_id, analysis.context)
            places: tuple[Context, ...] = (analysis.context,)
        else:
            places = contexts_of(desk, tx, child)
        where = analysis.context if analysis else context or next(iter(places), None)
        if where not in places:
            raise KnownError(NOWHERE)
        tx.note(child_id)
        draft = drafts.load(tx.connection, desk.staff.id, _key(child_id, where, analysis_id), _Draft)
        ref = draft[0].form if draft else analysis.form if analysis else desk.library.document(ANALYSIS).ref
        form = form_of(desk, tx, ref)
        assert isinstance(form, DocumentForm)  # noqa: S101  the reference names the kind
        written = draft[0].texts if draft else analysis.texts if analysis else {}
        helped = children.particulars(tx.connection, child_id)[1].help_given
        return AnalysisSheet(child, where, places, form, analysis, written, draft[1] if draft else None, helped)


def of_child(tx: Transaction, child: ChildInList) -> tuple[Analysis, ...]:
    """The analyses about a child that this person may see, oldest first."""
    return tuple(one for one in analyses.of_child(tx.connection, child.id) if shown(tx, tx.staff, child, one.context))


def _find(tx: Transaction, child_id: Id, analysis_id: Id) -> Analysis:
    found = next((one for one in analyses.of_child(tx.connection, child_id) if one.id == analysis_id), None)
    if found is None:
        raise KnownError(NO_SUCH_ANALYSIS)
    return found


def save(desk: Desk, sheet: AnalysisSheet, texts: Mapping[str, str]) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, sheet.key, _Draft(texts, sheet.form.ref), tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def write(desk: Desk, sheet: AnalysisSheet, texts: Mapping[str, str]) -> Id:
    """The draft becomes a record; one that corrects another replaces it, and both stay.

    Raises ANALYSE-TOM, and ANALYSE-MANGLER when somebody else has corrected it meanwhile.
    """
    check_analysis(texts)
    with desk.write(Action.WRITE_PLAN) as tx:
        child = find_in(tx, sheet.child.id, sheet.context)
        before = _find(tx, child.id, sheet.analysis.id).id if sheet.analysis else None
        if before is None and sheet.context not in contexts_of(desk, tx, child):
            raise KnownError(NOWHERE)
        keep(desk, tx, sheet.form.ref)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before)
        kept = {section: text.strip() for section, text in texts.items() if text.strip()}
        analysis = Analysis(
            header.id, child.id, sheet.context, desk.staff.id, desk.staff.name, tx.now, kept, sheet.form.ref
        )
        analyses.add(tx.connection, header, analysis)
        drafts.drop(tx.connection, desk.staff.id, sheet.key)
        tx.note(header.id, answered=len(kept))
        tx.changed(Kind.PLANS, Kind.DRAFTS)
        return header.id


def begin_focus(desk: Desk, analysis: Analysis, ticked: Collection[str]) -> None:
    """Put the ticked sections into the draft of a new focus point about the child, after what stands there already."""
    new = focus.sheet(desk, child_id=analysis.child_id, context=analysis.context)
    focus.save(desk, new, to_focus(analysis, ticked, new.focus))


def begin_plan(desk: Desk, analysis: Analysis, ticked: Collection[str]) -> None:
    """Put the ticked sections into the draft of a new action plan about the child, after what stands there already.

    Raises ANALYSE-KLADDE where that draft is about another place: what is said at home is not mixed into a room's plan.
    """
    drafted = plans.sheet(desk, analysis.child_id)
    if drafted.saved_at is not None and drafted.context is not analysis.context:
        raise KnownError(DRAFT_ELSEWHERE)
    new = plans.sheet(desk, analysis.child_id, context=analysis.context)
    plans.save(desk, new, to_plan(analysis, ticked, new.plan, new_id(desk.clock())))


def to_focus(analysis: Analysis, ticked: Collection[str], written: Focus) -> Focus:
    """``written`` with the ticked sections of an analysis after what stands in it already."""
    for section in ticked:
        field = BECOMES.get(section, "wonder")
        both: Any = _after(getattr(written, field), analysis, section)
        written = replace(written, **{field: both})
    return written


def to_plan(analysis: Analysis, ticked: Collection[str], written: Plan, goal_id: Id) -> Plan:
    """``written`` with the ticked sections of an analysis after what stands in it already.

    What is changed first is what the adults do for the first goal, which gets ``goal_id`` where there is none; all
    that no part of a plan asks for is a reason for its step.
    """
    written = replace(written, analysis_id=analysis.id)
    for section in ticked:
        if section == "change_first":
            first, *rest = written.goals or (Goal(goal_id),)
            written = replace(written, goals=(replace(first, action=_after(first.action, analysis, section)), *rest))
        else:
            field = {"parallel": "parallel", "child": "childs_view"}.get(section, "why_step")
            both: Any = _after(getattr(written, field), analysis, section)
            written = replace(written, **{field: both})
    return written


def _after(text: str, analysis: Analysis, section: str) -> str:
    return "\n".join(filter(None, (text, analysis.texts.get(section, ""))))
