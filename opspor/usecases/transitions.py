"""Overgangsbeskrivelse: what could go along to a new place, what the parents ticked, and the paper of it.

Nothing follows a child by itself (domain 1.7). What belongs to a concern, and what was written at home, is not even
offered; position and trivsel are offered last, and go along only with a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from opspor.documents.document import Document
from opspor.documents.transition_paper import transition_paper
from opspor.domain.access import Action
from opspor.domain.assessment import CONTEXT_PLACES, POSITION_WORDS, TRIVSEL_WORDS, Context, Position, Trivsel
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import short_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.plans import PlanStatus
from opspor.domain.recipient import HOME
from opspor.domain.transition import Line, LinePart, Rule, Transition, Wish, check_rule, check_wish
from opspor.forms.library import TRANSITION
from opspor.forms.model import DocumentForm
from opspor.store import children, drafts, focus, people, plans, rounds, transitions
from opspor.store import concerns as concern_store
from opspor.store.records import Header
from opspor.usecases import telling
from opspor.usecases.children import find
from opspor.usecases.contexts import contexts_of, find_in, shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.plans import title_of
from opspor.usecases.wording import form_of, keep

NOWHERE = Fault(
    "OVERGANG-HVOR",
    "Du ser barnet hjemme og ikke i et dagtilbud eller en skole. Intet er ændret. "
    "Brug »Overlevering til dagtilbud« på siden med barnets besøg.",
)
NO_SUCH_TRANSITION = Fault(
    "OVERGANG-MANGLER", "Overgangsbeskrivelsen findes ikke mere. Intet er ændret. Åbn den igen fra barnets side."
)
_SETTING = "transition_rule"


@dataclass(frozen=True, slots=True)
class TransitionSheet:
    """What one needs at the table: the questions, what may go along, nothing of it ticked, and what went before."""

    child: ChildInList
    context: Context
    form: DocumentForm
    lines: tuple[Line, ...]
    finished: tuple[Transition, ...]  # newest first
    rule: Rule


def draft_key(child_id: Id) -> str:
    """What the page's draft is called."""
    return f"transition:{child_id}"


def sheet(desk: Desk, child_id: Id) -> TransitionSheet:
    """What could be handed on about a child. Reading it is logged. Raises OVERGANG-HVOR."""
    with desk.read(Action.OPEN_TRANSITION) as tx:
        child = find(tx, child_id)
        context = _context(desk, tx, child)
        tx.note(child_id)
        return TransitionSheet(
            child, context, desk.library.document(TRANSITION), tuple(_lines(tx, child)), of_child(tx, child),
            _rule(tx),
        )  # fmt: skip


def of_child(tx: Transaction, child: ChildInList) -> tuple[Transition, ...]:
    """Those that were finished and that this person may see, newest first."""
    found = transitions.transitions(tx.connection, child_id=child.id)
    return tuple(one for one in found if shown(tx, tx.staff, child, one.context))


def _context(desk: Desk, tx: Transaction, child: ChildInList) -> Context:
    """Where it is written: the first place where this person sees the child. Home is none."""
    here = [context for context in contexts_of(desk, tx, child) if context is not Context.HOME]
    if not here:
        raise KnownError(NOWHERE)
    return here[0]


def _lines(tx: Transaction, child: ChildInList) -> Iterator[Line]:
    """What was written before and may go along: never from home, never of a concern."""
    for point in focus.of_child(tx.connection, child.id):
        if point.context is not Context.HOME and point.status is PlanStatus.OPEN:
            written = point.focus
            text = "\n".join(filter(None, (written.title or written.goal, f"Det gør vi voksne: {written.action}")))
            yield Line(f"focus:{point.point_id}", LinePart.DOING, f"Fokuspunkt {_where(point.context)}", text)
    for plan in plans.plans(tx.connection, child_id=child.id, status=PlanStatus.OPEN):
        if plan.context is not Context.HOME:
            goals = [": ".join(filter(None, (goal.text, goal.action))) for goal in plan.plan.goals]
            text = "\n".join(filter(None, (title_of(plan.plan), *goals)))
            yield Line(f"plan:{plan.plan_id}", LinePart.DOING, f"Handleplan {_where(plan.context)}", text)
    at_home = {one.id for one in people.staff(tx.connection) if one.role is Role.HEALTH_VISITOR}
    for said in concern_store.words(tx.connection, child_id=child.id, concern_ids=()):
        if said.concern_id is None and said.author_id not in at_home:
            label = ", ".join(filter(None, (said.place, short_date(said.said_at.astimezone().date()))))
            yield Line(f"words:{said.id}", LinePart.CHILD, label, said.words, said.came_about)
    yield from _judged(tx, child)


def _where(context: Context) -> str:
    return CONTEXT_PLACES[context]


def _judged(tx: Transaction, child: ChildInList) -> Iterator[Line]:
    """Newest first: what stands in each context, and after it what stood before."""
    names = {round_.id: round_.name for round_ in rounds.rounds(tx.connection)}
    for joint in reversed(rounds.joint(tx.connection, child_id=child.id)):
        agreed = joint.agreement
        if agreed.context is Context.HOME:
            continue
        said = []
        if agreed.position not in (None, Position.UNKNOWN):
            said.append(f"Barnets position {_where(agreed.context)}: {POSITION_WORDS[agreed.position]}")
        if agreed.trivsel not in (None, Trivsel.UNKNOWN):
            said.append(f"Barnets trivsel {_where(agreed.context)}: {TRIVSEL_WORDS[agreed.trivsel]}")
        if said:
            label = f"{names[joint.round_id]}, {short_date(joint.written_at.astimezone().date())}"
            yield Line(f"judged:{joint.id}", LinePart.JUDGED, label, "\n".join(said))


def finish(desk: Desk, child_id: Id, wish: Wish, ticked: frozenset[str]) -> Id:
    """Keep what goes along, as it goes, and nothing else; the draft is thrown away. Gives the record.

    ``ticked`` are the keys of the lines. Raises what ``check_wish`` raises, OVERGANG-HVOR, PAPIR-ANDET-BARN, and
    PAPIR-BESKYTTET when somebody typed an address or a number that is protected.
    """
    with desk.write(Action.WRITE_TRANSITION) as tx:
        child = find(tx, child_id)
        context = _context(desk, tx, child)
        lines = tuple(line for line in _lines(tx, child) if line.key in ticked)
        wish = replace(wish, lines=lines)
        check_wish(wish, tx.today)
        assert wish.way is not None  # noqa: S101  checked above
        assert wish.read_on is not None  # noqa: S101
        form = desk.library.document(TRANSITION)
        keep(desk, tx, form.ref)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child_id)
        made = Transition(
            header.id, child_id, context, desk.staff.id, desk.staff.name, tx.now, wish.way, wish.to.strip(),
            wish.goes_along, lines, wish.because.strip() if _is_judged(lines) else "", wish.read_by.strip(),
            wish.read_on, _rule(tx), form.ref,
        )  # fmt: skip
        _paper(desk, tx, child, made, "")  # what cannot be printed is not kept either
        transitions.add(tx.connection, header, made)
        drafts.drop(tx.connection, desk.staff.id, f"page:{draft_key(child_id)}")
        tx.note(header.id, sections=len(made.texts), lines=len(lines), judged=_is_judged(lines))
        tx.changed(Kind.PLANS, Kind.DRAFTS)
        return header.id


def _is_judged(lines: tuple[Line, ...]) -> bool:
    return any(line.part is LinePart.JUDGED for line in lines)


def print_transition(desk: Desk, transition_id: Id, target: Path) -> None:
    """Save one that was finished as PDF; its line in the log stands on it.

    Raises OVERGANG-MANGLER, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_TRANSITION) as tx:
        found = transitions.transitions(tx.connection, transition_id=transition_id)
        if not found:
            raise KnownError(NO_SUCH_TRANSITION)
        child = find_in(tx, found[0].child_id, found[0].context)
        telling.require(desk, tx, child, HOME)  # the parents read along
        tx.note(transition_id)
        put(layout.draw(_paper(desk, tx, child, found[0], log_mark(desk, tx, HOME))))
        tx.changed(Kind.LOG)


def _paper(desk: Desk, tx: Transaction, child: ChildInList, made: Transition, mark: str) -> Document:
    form = form_of(desk, tx, made.form)
    assert isinstance(form, DocumentForm)  # noqa: S101  the reference names the kind
    sections = [(section.id, section.title) for section in form.section]
    _, known = children.particulars(tx.connection, made.child_id)
    document = transition_paper(people.institution(tx.connection).name, child, known, made, sections, tx.now, mark)
    return telling.check_words(tx, child, HOME, document)


# --- the municipality's rule ------------------------------------------------------------------------------------------


def rule(desk: Desk) -> Rule:
    """The municipality's rule as it is set. Anybody may read it."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return _rule(tx)


def set_rule(desk: Desk, new: Rule) -> None:
    """Set it. What was finished keeps the rule it went by. Raises OVERGANG-REGEL, OVERGANG-SET."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        check_rule(new, tx.today)
        kept = replace(new, words=new.words.strip())
        people.put_setting(tx.connection, _SETTING, msgspec.json.encode(kept).decode())
        tx.note(basis=new.basis.value)
        tx.changed(Kind.SETTINGS)


def _rule(tx: Transaction) -> Rule:
    set_ = people.setting(tx.connection, _SETTING)
    return msgspec.json.decode(set_, type=Rule) if set_ else Rule()
