"""What a paper is made from: everything its author may see that belongs on it, gathered in one read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from opspor.documents.facts import PaperFacts
from opspor.documents.house import House
from opspor.domain.assessment import (
    OFTEN_WORDS,
    Context,
    FactorSeen,
    JointAssessment,
    Often,
    OwnAssessment,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperDraft, PaperKind, reference
from opspor.domain.people import GroupKind, StaffMember
from opspor.domain.rights import RightsNote
from opspor.domain.rounds import CONTEXT_OF
from opspor.forms.model import DIMENSION_WORDS, Dimension, PositionForm, TrivselForm
from opspor.store import children, people, plans, rounds
from opspor.usecases import law_list, visits
from opspor.usecases.attached import attached
from opspor.usecases.beside import printable, remarks
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.efforts import earlier, efforts
from opspor.usecases.factor_words import heaviest
from opspor.usecases.leaks import known_here
from opspor.usecases.wording import form_of


def _rooms(tx: Transaction, child: ChildInList) -> str:
    """``2.B, SFO Rød``: where the child goes. A district is nowhere to go."""
    there = [e for e in children.enrolments(tx.connection, child.id) if e.until is None]
    return ", ".join(e.group_name for e in there if e.kind is not GroupKind.DISTRICT)


def _context(tx: Transaction, child: ChildInList, reporter: StaffMember) -> Context | None:
    """Where the reporter sees the child, or the first place it goes: a school is asked for the absence, also of a child
    that nobody has assessed."""
    there = [e for e in children.enrolments(tx.connection, child.id) if e.until is None]
    mine = [e for e in there if e.group_id in reporter.groups] or there
    return CONTEXT_OF[mine[0].kind] if mine else None


def gather(
    desk: Desk,
    tx: Transaction,
    file: ConcernFile,
    draft: PaperDraft,
    paper: Paper | None = None,
    *,
    here: House | None = None,
) -> PaperFacts:
    """What is known for a draft, or for a finished ``paper``: that one is its author's, whoever prints it.

    ``here`` as in ``leaks.known_here``.
    """
    staff = people.staff(tx.connection)
    joint: JointAssessment | None = None
    position_words: tuple[str, ...] = ()
    trivsel_words: tuple[str, ...] = ()
    before: JointAssessment | None = None
    until = paper.written_at if paper else tx.now
    reporter = next(member for member in staff if member.id == paper.author_id) if paper else desk.staff
    if file.child and file.particulars:
        at_home = visits.may_see(tx.connection, reporter, file.child)
        every = rounds.joint(tx.connection, child_id=file.child.id)
        found = [one for one in every if at_home or one.agreement.context is not Context.HOME]
        if found:
            joint = found[-1]
            if _sealed(tx, joint, reporter):
                joint = replace(joint, agreement=replace(joint.agreement, minority=()))
            else:
                own = rounds.own(tx.connection, joint.round_id, file.child.id, joint.agreement.context)
                position_words, trivsel_words = _behind(desk, tx, own)
            before = _before(joint, found[:-1])
        visit = visits.assessed(tx.connection, reporter, file.child)
        if visit is not None and (joint is None or visit.written_at > joint.written_at):
            joint, before = visits.as_joint(visit), None
            position_words, trivsel_words = visits.behind(desk, tx, visit)
    beside = _remarks(tx, file, draft, paper)
    return PaperFacts(
        institution=people.institution(tx.connection),
        reporter=reporter,
        particulars=file.particulars,
        reference=reference(paper.id) if paper else "",
        typed_name=file.concern.typed_name or (file.child.full_name if file.child else ""),
        group_name=_rooms(tx, file.child) if file.child else "",
        concern=file.concern,
        draft=draft,
        observations=file.observations,
        words=file.words,
        efforts=efforts(tx, file.child, reporter, until) if file.child and file.particulars else (),
        earlier=earlier(
            tx, file.child if file.particulars else None, file.concern.id, reporter, until, paper.id if paper else None
        ),
        decisions=tuple(one for one in file.decisions if paper is None or one.written_at <= paper.written_at),
        remarks=beside,
        about_all=tuple(
            note for key in (file.concern.child_id, paper.id if paper else None) if key for note in beside.get(key, ())
        ),
        attached=attached(tx.connection, file.concern, draft, until.date()),
        rules=_rules(desk, file, until.date()) if draft.kind is PaperKind.UNDERRETNING else (),
        context=_context(tx, file.child, reporter) if file.child and file.particulars else None,
        joint=joint,
        position_words=position_words,
        trivsel_words=trivsel_words,
        before=before,
        staff_names=tuple(member.name for member in staff),
        house=known_here(tx, file.concern.child_id, here) if draft.kind is PaperKind.BRIEF else House(),
        today=tx.today,
        now=tx.now,
        written_at=until,
        printed_by=desk.staff.short,
        log_mark="",  # what is not printed has no line of its own
        final=paper is not None,
    )


def _remarks(
    tx: Transaction, file: ConcernFile, draft: PaperDraft, paper: Paper | None
) -> dict[Id, tuple[RightsNote, ...]]:
    """What the family remarked, by record and by goal of a plan; nothing for who may not open the child.

    A finished brief keeps to its one page: it says what had been remarked when it was finished.
    """
    if file.child is None or file.particulars is None:
        return {}
    until = paper.written_at if paper and draft.kind is PaperKind.BRIEF else tx.now
    said = {
        record: printable((note for note in notes if note.written_at <= until), file.particulars)
        for record, notes in remarks(tx, file.child.id).items()
    }
    for plan in plans.plans(tx.connection, child_id=file.child.id) if said else ():
        said |= {goal.id: said[plan.id] for goal in plan.plan.goals if plan.id in said}
    return said


def _rules(desk: Desk, file: ConcernFile, day: date) -> tuple[str, ...]:
    """The duty that one reports by, and what is expected back, as they stood on ``day``."""
    duty = "unborn" if file.concern.track is Track.UNBORN else "duty"
    receipt = law_list.rule_on(desk.folder, "receipt", day)
    return (law_list.rule_on(desk.folder, duty, day).quoted, f"{receipt.text} {receipt.quoted}")


def _sealed(tx: Transaction, joint: JointAssessment, reader: StaffMember) -> bool:
    """Whether ``reader`` was to assess the child in that round and has not: then nothing of what the others answered
    one by one is shown to them, also where the team has agreed meanwhile (the sealed first round, domain 1.2)."""
    asked = {
        member.id
        for round_ in rounds.rounds(tx.connection, round_id=joint.round_id)
        for group in round_.groups
        if group.context is joint.agreement.context
        for member in group.assessors_of(joint.child_id)
    }
    there = rounds.submitted(tx.connection, joint.round_id, children=[joint.child_id])
    return reader.id in asked - there.get((joint.child_id, joint.agreement.context), frozenset())


def _before(joint: JointAssessment, earlier_ones: Sequence[JointAssessment]) -> JointAssessment | None:
    """What the team agreed on in the same context the time before."""
    of_context = [one for one in earlier_ones if one.agreement.context is joint.agreement.context]
    return of_context[-1] if of_context else None


def _behind(desk: Desk, tx: Transaction, own: Sequence[OwnAssessment]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The heaviest factors, and by dimension the signs that somebody sees rarely: in words, without saying who."""
    seen: list[FactorSeen] = []
    texts: dict[str, str] = {}
    rare: dict[Dimension, dict[str, str]] = {dimension: {} for dimension in Dimension}
    for assessment in own:
        position = form_of(desk, tx, assessment.position_form)
        trivsel = form_of(desk, tx, assessment.trivsel_form)
        assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
        assert isinstance(trivsel, TrivselForm)  # noqa: S101  as above
        texts |= {factor.code: factor.text for factor in position.factor}
        seen += assessment.answers.factors
        for sign in trivsel.sign:
            if assessment.answers.answers.get(sign.id) == Often.RARELY:
                rare[sign.dimension][sign.id] = sign.text
    lines = (
        f"{DIMENSION_WORDS[dimension]}. Ses {OFTEN_WORDS[Often.RARELY].lower()}: {'; '.join(signs.values())}"
        for dimension, signs in rare.items()
        if signs
    )
    return heaviest(seen, texts), tuple(lines)
