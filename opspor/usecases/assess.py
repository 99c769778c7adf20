"""Rounds and assessments: judged alone and unseen, then agreed together."""

import hmac
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import (
    TOO_FEW,
    Agreement,
    Context,
    Difference,
    FormRef,
    JointAssessment,
    OwnAnswers,
    OwnAssessment,
    check_joint,
    check_own,
    differences,
    is_open,
)
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, age_band
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import ChildInRound, ChildState, Coverage, Round, RoundGroup, check_round
from opspor.forms.model import EnvironmentForm, PositionForm, TrivselForm
from opspor.store import children, drafts, people, rounds
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.wording import form_of, keep

NO_SUCH_ROUND = Fault(
    "RUNDE-MANGLER", "Runden findes ikke i denne mappe. Intet er ændret. Åbn listen over runder igen."
)
NOT_ASSESSOR = Fault(
    "VURD-IKKE-VALGT",
    "Du er ikke valgt til at vurdere i denne runde. Intet er ændret. Bed den, der åbnede runden, om at tage dig med.",
)
BIRTH_DATE_MISSING = Fault(
    "VURD-ALDER",
    "Barnets fødselsdato mangler. Intet er ændret. Skriv den på barnets side, så passer tegnene til alderen.",
)
ALREADY_AGREED = Fault(
    "VURD-FAELLES",
    "I har allerede lavet en fælles vurdering af barnet i denne runde, så din egen er ikke ændret. "
    "Ser du noget andet nu, så skriv det i den fælles vurdering.",
)


@dataclass(frozen=True, slots=True)
class RoundInList:
    """A round as a list shows it."""

    round: Round
    agreed: int
    children: int


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft of an own assessment, with the form versions it was begun on."""

    answers: OwnAnswers
    position_form: FormRef
    trivsel_form: FormRef


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What one person needs to assess one child: the forms, and what they have answered so far."""

    round: Round
    child: ChildInList
    position_form: PositionForm
    trivsel_form: TrivselForm
    answers: OwnAnswers
    saved_at: datetime | None
    submitted: OwnAssessment | None  # one's own, when it is already in


@dataclass(frozen=True, slots=True)
class JointTable:
    """What the team needs to agree about one child: everybody's answers, the differences first."""

    round: Round
    child: ChildInList
    own: tuple[OwnAssessment, ...]
    differences: tuple[Difference, ...]
    same: tuple[str, ...]  # ids of the questions and signs that all answered alike
    words: Mapping[str, str]  # id of a question or sign -> its text on the form it was asked with
    environment_form: EnvironmentForm
    agreement: Agreement
    saved_at: datetime | None
    staff: tuple[StaffMember, ...]
    joint: JointAssessment | None  # when the team has already agreed


def open_round(
    desk: Desk,
    *,
    name: str,
    opens_on: date,
    closes_on: date,
    groups: Mapping[Id, tuple[Context, Iterable[Id]]],
    one_is_enough_because: str = "",
) -> Id:
    """Open a round for groups: group id -> (context, ids of those who assess)."""
    with desk.write(Action.OPEN_ROUND) as tx:
        tx.require(groups=groups, author=desk.staff.id)
        for group in groups:
            tx.require(groups=(group,))
        staff = {member.id: member for member in people.staff(tx.connection) if member.left_at is None}
        names = {group.id: group.name for group in people.groups(tx.connection)}
        round_ = Round(
            tx.new_id(),
            name.strip(),
            opens_on,
            closes_on,
            one_is_enough_because.strip(),
            tuple(
                RoundGroup(
                    group, names[group], context, tuple(staff[id_] for id_ in dict.fromkeys(assessors) if id_ in staff)
                )
                for group, (context, assessors) in groups.items()
            ),
        )
        check_round(round_)
        rounds.add(tx.connection, round_, desk.staff.id, tx.now)
        tx.note(round_.id, groups=len(groups))
        tx.changed(Kind.ROUNDS)
        return round_.id


def all_rounds(desk: Desk) -> tuple[Coverage, ...]:
    """The rounds of one's groups, newest first, each with how far its children are."""
    return _coverages(desk, lambda _round, _today: True)


def listed_rounds(desk: Desk) -> tuple[RoundInList, ...]:
    """The rounds of one's groups, newest first, each with how many children are agreed on: counted, not listed."""
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        children_in = {group.id: group.child_count for group in people.groups(tx.connection)}
        agreed = rounds.agreed(tx.connection)
        found = (_narrowed(desk, round_) for round_ in rounds.rounds(tx.connection))
        return tuple(
            RoundInList(
                round_,
                sum(agreed.get((round_.id, group.group_id), 0) for group in round_.groups),
                sum(children_in[group.group_id] for group in round_.groups),
            )
            for round_ in found
            if round_.groups
        )


def open_rounds(desk: Desk) -> tuple[Coverage, ...]:
    """Those of ``all_rounds`` that are open today."""
    return _coverages(desk, lambda round_, today: round_.opens_on <= today <= round_.closes_on)


def _coverages(desk: Desk, wanted: Callable[[Round, date], bool]) -> tuple[Coverage, ...]:
    with desk.read(Action.SEE_ROUND) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        found = [_narrowed(desk, round_) for round_ in rounds.rounds(tx.connection) if wanted(round_, tx.today)]
        listed = children.listed(tx.connection, groups={group.group_id for round_ in found for group in round_.groups})
        return tuple(_coverage(desk, tx, round_, listed) for round_ in found if round_.groups)


def coverage(desk: Desk, round_id: Id) -> Coverage:
    """How far the children of a round are: who is missing, never what anybody answered."""
    with desk.read(Action.SEE_ROUND) as tx:
        round_ = _round(tx, round_id)
        groups = {group.group_id for group in round_.groups}
        tx.require(groups=groups)
        return _coverage(desk, tx, _narrowed(desk, round_), children.listed(tx.connection, groups=groups))


def _narrowed(desk: Desk, round_: Round) -> Round:
    """``round_`` with the groups this person may see."""
    if reach(desk.staff, Action.SEE_ROUND) is Reach.ALL:
        return round_
    return replace(round_, groups=tuple(g for g in round_.groups if g.group_id in desk.staff.groups))


def _coverage(desk: Desk, tx: Transaction, round_: Round, listed: Sequence[ChildInList]) -> Coverage:
    """How far those of ``listed`` are that are in a group of ``round_``."""
    submitted = rounds.submitted(tx.connection, round_.id)
    agreed = {child_id for child_id, *_ in rounds.cells(tx.connection, round_.id)}
    begun = drafts.keys(tx.connection, desk.staff.id, f"own:{round_.id}:")
    found = []
    for group in round_.groups:
        for child in listed:
            if group.group_id not in child.group_ids:
                continue
            done = submitted.get(child.id, set())
            missing = [member for member in group.counted(done) if member.id not in done]
            if child.id in agreed:
                state = ChildState.AGREED
            elif desk.staff.id in {member.id for member in missing}:
                state = ChildState.MISSING_MINE
            else:
                state = ChildState.MISSING_OTHERS if missing or not done else ChildState.READY
            found.append(
                ChildInRound(
                    child, group.group_id, group.context, state, _own_key(round_.id, child.id) in begun,
                    desk.staff.id in done, tuple(member.short for member in missing),
                )
            )  # fmt: skip
    return Coverage(round_, tuple(found))


def _round(tx: Transaction, round_id: Id) -> Round:
    found = rounds.rounds(tx.connection, round_id=round_id)
    if not found:
        raise KnownError(NO_SUCH_ROUND)
    return found[0]


def _group_of(round_: Round, child: ChildInList) -> RoundGroup | None:
    return next((group for group in round_.groups if group.group_id in child.group_ids), None)


def _own_key(round_id: Id, child_id: Id) -> str:
    return f"own:{round_id}:{child_id}"


def _joint_key(round_id: Id, child_id: Id) -> str:
    return f"joint:{round_id}:{child_id}"


def own_sheet(desk: Desk, round_id: Id, child_id: Id) -> OwnSheet:
    """One's own sheet for a child: the draft, or what one has submitted, or an empty one. Nothing is filled in."""
    with desk.read(Action.OPEN_SHEET) as tx:
        round_, child, group = _assessing(desk, tx, round_id, child_id)
        tx.note(child_id, round=round_id)
        draft = drafts.load(tx.connection, desk.staff.id, _own_key(round_id, child_id), OwnDraft)
        mine = rounds.own(tx.connection, round_id, child_id, author=desk.staff.id)
        if draft:
            answers, position_ref, trivsel_ref = draft[0].answers, draft[0].position_form, draft[0].trivsel_form
        elif mine:
            answers, position_ref, trivsel_ref = mine[0].answers, mine[0].position_form, mine[0].trivsel_form
        else:
            if child.birth_date is None:
                raise KnownError(BIRTH_DATE_MISSING)
            answers = OwnAnswers(context=group.context)
            position_ref = desk.library.position().ref
            # The band is that of the round's first day, so that a birthday in the middle changes nothing.
            trivsel_ref = desk.library.trivsel(age_band(child.birth_date, round_.opens_on)).ref
        position, trivsel = form_of(desk, tx, position_ref), form_of(desk, tx, trivsel_ref)
        assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
        assert isinstance(trivsel, TrivselForm)  # noqa: S101  as above
        return OwnSheet(
            round_, child, position, trivsel, answers, draft[1] if draft else None, mine[0] if mine else None
        )


def _assessing(desk: Desk, tx: Transaction, round_id: Id, child_id: Id) -> tuple[Round, ChildInList, RoundGroup]:
    round_, child = _round(tx, round_id), find(tx, child_id)
    group = _group_of(round_, child)
    if group is None:
        raise KnownError(NO_SUCH_ROUND)
    if desk.staff.id not in {member.id for member in group.assessors}:
        raise KnownError(NOT_ASSESSOR)
    if rounds.joint(tx.connection, round_id=round_id, child_id=child_id):
        raise KnownError(ALREADY_AGREED)
    return round_, child, group


def save_own(desk: Desk, sheet: OwnSheet, answers: OwnAnswers) -> datetime:
    """Save what one has answered so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        draft = OwnDraft(answers, sheet.position_form.ref, sheet.trivsel_form.ref)
        drafts.save(tx.connection, desk.staff.id, _own_key(sheet.round.id, sheet.child.id), draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def submit_own(desk: Desk, sheet: OwnSheet, answers: OwnAnswers) -> Id:
    """Submit one's own assessment: the draft becomes a record, and the log binds it.

    Until the team has agreed it can be submitted again: the new record replaces the old one.
    """
    check_own(answers)
    with desk.write(Action.ASSESS) as tx:
        round_, child, _ = _assessing(desk, tx, sheet.round.id, sheet.child.id)
        for form in (sheet.position_form, sheet.trivsel_form):
            keep(desk, tx, form.ref)
        before = rounds.own(tx.connection, round_.id, child.id, author=desk.staff.id)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before[0].id if before else None
        )
        own = OwnAssessment(
            header.id, child.id, round_.id, desk.staff.id, desk.staff.name, desk.staff.title, tx.today, tx.now,
            answers, sheet.position_form.ref, sheet.trivsel_form.ref,
        )  # fmt: skip
        nonce = os.urandom(32)
        rounds.add_own(tx.connection, header, own, nonce)
        drafts.drop(tx.connection, desk.staff.id, _own_key(round_.id, child.id))
        tx.note(header.id, bound=binding(nonce, rounds.encoded(answers)))
        tx.changed(Kind.OWN_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id


def binding(nonce: bytes, body: str) -> str:
    """What the log holds of sealed answers: an HMAC with a nonce that is kept, and deleted, with them.

    A bare hash could be tried out: an assessment has few enough combinations (design section 5).
    """
    return hmac.digest(nonce, body.encode(), "sha256").hex()


def joint_table(desk: Desk, round_id: Id, child_id: Id) -> JointTable:
    """Everybody's assessments side by side. Raises VURD-FAA while the first round of the child is sealed."""
    with desk.read(Action.SEE_OWN) as tx:
        round_, child, group, own = _unsealed(tx, round_id, child_id)
        tx.note(child_id, round=round_id)
        words = _words(desk, tx, own)
        found = differences(own, tuple(words))
        differing = {difference.item for difference in found}
        answered = {item for assessment in own for item in assessment.answers.answers}
        draft = drafts.load(tx.connection, desk.staff.id, _joint_key(round_id, child_id), Agreement)
        existing = rounds.joint(tx.connection, round_id=round_id, child_id=child_id)
        if draft:
            agreement = draft[0]
        elif existing:
            agreement = existing[0].agreement
        else:
            agreement = Agreement(context=group.context, participants=tuple(o.author_id for o in own))
        # who has left is not chosen any more, but stays where they stand already
        named = {*agreement.participants, *(joint.author_id for joint in existing)}
        return JointTable(
            round_,
            child,
            own,
            found,
            tuple(item for item in words if item in answered and item not in differing),
            words,
            desk.library.environment(),
            agreement,
            draft[1] if draft else None,
            tuple(member for member in people.staff(tx.connection) if member.is_here or member.id in named),
            existing[0] if existing else None,
        )


def _unsealed(
    tx: Transaction, round_id: Id, child_id: Id
) -> tuple[Round, ChildInList, RoundGroup, tuple[OwnAssessment, ...]]:
    """The child's own assessments, after asking whether the person may see them and whether all are in."""
    round_, child = _round(tx, round_id), find(tx, child_id)
    group = _group_of(round_, child)
    if group is None:
        raise KnownError(NO_SUCH_ROUND)
    submitted = rounds.submitted(tx.connection, round_id).get(child_id, set())
    if not is_open((member.id for member in group.counted(submitted)), submitted):
        raise KnownError(TOO_FEW)
    return round_, child, group, rounds.own(tx.connection, round_id, child_id)


def _words(desk: Desk, tx: Transaction, own: Iterable[OwnAssessment]) -> dict[str, str]:
    words: dict[str, str] = {}
    for assessment in own:
        for ref in (assessment.position_form, assessment.trivsel_form):
            form = form_of(desk, tx, ref)
            assert isinstance(form, PositionForm | TrivselForm)  # noqa: S101  the reference names the kind
            items = form.sign if isinstance(form, TrivselForm) else form.question
            words |= {item.id: item.text for item in items}
    return words


def save_joint(desk: Desk, round_id: Id, child_id: Id, agreement: Agreement) -> datetime:
    """Save what the team has chosen so far, as the draft of whoever is logged in."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _joint_key(round_id, child_id), agreement, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def agree(desk: Desk, round_id: Id, child_id: Id, agreement: Agreement) -> Id:
    """Write what the team agreed on. A later one for the same child and round replaces it and both stay."""
    with desk.write(Action.AGREE) as tx:
        round_, child, _, own = _unsealed(tx, round_id, child_id)
        check_joint(agreement, own)
        environment = desk.library.environment()
        keep(desk, tx, environment.ref)
        before = rounds.joint(tx.connection, round_id=round_id, child_id=child_id)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before[0].id if before else None
        )
        joint = JointAssessment(header.id, child.id, round_.id, desk.staff.id, tx.now, agreement, environment.ref)
        rounds.add_joint(tx.connection, header, joint)
        drafts.drop(tx.connection, desk.staff.id, _joint_key(round_id, child_id))
        tx.note(header.id, round=round_id)
        tx.changed(Kind.JOINT_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id
