"""The joint assessment: everybody's answers side by side once all are in, and what the team agrees on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from opspor.domain.access import Action
from opspor.domain.assessment import (
    TOO_FEW,
    Agreement,
    Context,
    Difference,
    JointAssessment,
    OwnAssessment,
    check_joint,
    differences,
    is_open,
    spread_of,
)
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import Round
from opspor.forms.model import EnvironmentForm, PositionForm, TrivselForm
from opspor.store import drafts, people, rounds
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import find_round, group_of
from opspor.usecases.wording import form_of, keep


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


def _joint_key(round_id: Id, child_id: Id, context: Context) -> str:
    return f"joint:{round_id}:{child_id}:{context}"


def joint_table(desk: Desk, round_id: Id, child_id: Id, context: Context | None = None) -> JointTable:
    """Everybody's assessments side by side. Raises VURD-FAA while the first round of the child is sealed."""
    with desk.read(Action.SEE_OWN) as tx:
        round_, child, context, own = _unsealed(tx, round_id, child_id, context)
        tx.note(child_id, round=round_id)
        words = _words(desk, tx, own)
        found = differences(own, tuple(words))
        differing = {difference.item for difference in found}
        answered = {item for assessment in own for item in assessment.answers.answers}
        draft = drafts.load(tx.connection, desk.staff.id, _joint_key(round_id, child_id, context), Agreement)
        existing = rounds.joint(tx.connection, round_id=round_id, child_id=child_id, context=context)
        if draft:
            agreement = draft[0]
        elif existing:
            agreement = existing[0].agreement
        else:
            agreement = Agreement(context=context, participants=tuple(o.author_id for o in own))
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
    tx: Transaction, round_id: Id, child_id: Id, context: Context | None
) -> tuple[Round, ChildInList, Context, tuple[OwnAssessment, ...]]:
    """The child's own assessments, after asking whether the person may see them and whether all are in."""
    round_, child = find_round(tx, round_id), find(tx, child_id)
    group = group_of(round_, child, context)
    submitted = rounds.submitted(tx.connection, round_id).get((child_id, group.context), set())
    if not is_open((member.id for member in group.counted(submitted)), submitted):
        raise KnownError(TOO_FEW)
    return round_, child, group.context, rounds.own(tx.connection, round_id, child_id, group.context)


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
        drafts.save(tx.connection, desk.staff.id, _joint_key(round_id, child_id, agreement.context), agreement, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def agree(desk: Desk, round_id: Id, child_id: Id, agreement: Agreement) -> Id:
    """Write what the team agreed on. A later one for the same child and round replaces it and both stay."""
    with desk.write(Action.AGREE) as tx:
        round_, child, _, own = _unsealed(tx, round_id, child_id, agreement.context)
        check_joint(agreement, own)
        environment = desk.library.environment()
        keep(desk, tx, environment.ref)
        before = rounds.joint(tx.connection, round_id=round_id, child_id=child_id, context=agreement.context)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before[0].id if before else None
        )
        # Who agrees again after the own assessments are deleted keeps how far the team stood apart then.
        spread = spread_of(own) if own or not before else before[0].spread
        joint = JointAssessment(
            header.id, child.id, round_.id, desk.staff.id, tx.now, agreement, environment.ref, spread
        )
        rounds.add_joint(tx.connection, header, joint)
        drafts.drop(tx.connection, desk.staff.id, _joint_key(round_id, child_id, agreement.context))
        tx.note(header.id, round=round_id)
        tx.changed(Kind.JOINT_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id
