"""The joint assessment: everybody's answers side by side once all are in, and what the team agrees on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from opspor.domain.access import SEE_CONTENT, Action
from opspor.domain.assessment import (
    Agreement,
    Context,
    Difference,
    JointAssessment,
    MinorityView,
    OwnAssessment,
    Spread,
    check_notes,
    differences,
    spread_of,
)
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.concern import ChildsWords
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import (
    NOT_ASKED,
    OWN_FIRST,
    OWN_WORDS_MISSING,
    TOO_FEW,
    MinorityAnswer,
    check_joint,
    has_note,
    judged_alone,
    one_key_hindrance,
)
from opspor.domain.people import StaffMember
from opspor.domain.pupil import PupilView
from opspor.domain.rounds import ReasonKind, Round, RoundGroup, sealed_for
from opspor.domain.suggestion import Suggestion
from opspor.forms import suggesting
from opspor.forms.model import PositionForm, PupilForm, TrivselForm
from opspor.store import children, concerns, drafts, minority, people, pupils, rounds
from opspor.store.minority import Waiting
from opspor.store.records import Header
from opspor.usecases import suggestions
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import find_round, group_of, require_open
from opspor.usecases.wording import find_form, keep


@dataclass(frozen=True, slots=True)
class JointTable:
    """What the team needs to agree about one child in one context: everybody's answers, the differences first."""

    round: Round
    child: ChildInList
    group_id: Id
    own: tuple[OwnAssessment, ...]
    differences: tuple[Difference, ...]
    same: tuple[str, ...]  # ids of the questions and signs that all answered alike
    words: Mapping[str, str]  # id of a question, sign or factor -> its text on the form it was asked with
    suggestion: Suggestion | None  # from all that was seen, for after the team has chosen; None: switched off
    agreement: Agreement
    saved_at: datetime | None
    staff: tuple[StaffMember, ...]
    carers: tuple[Carer, ...]
    childs_words: tuple[ChildsWords, ...]  # since the round before, newest first
    pupil: PupilView | None  # what a pupil said of the own everyday since then
    pupil_words: Mapping[str, str]  # id of a question to the pupil -> its text
    hindrance: str | None  # why the child cannot be agreed on in one key
    joint: JointAssessment | None  # when the team has already agreed
    answers: tuple[MinorityAnswer, ...]  # to the minority views of ``joint`` that were typed for somebody

    @property
    def context(self) -> Context:
        """Where the child is seen."""
        return self.agreement.context


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A minority view that a colleague typed for the reader, and that waits for an answer."""

    joint_id: Id
    child: ChildInList
    round_name: str
    context: Context
    text: str
    author_name: str
    written_at: datetime


def _joint_key(round_id: Id, child_id: Id, context: Context) -> str:
    return f"joint:{round_id}:{child_id}:{context}"


def joint_table(desk: Desk, round_id: Id, child_id: Id, context: Context | None = None) -> JointTable:
    """Everybody's assessments side by side.

    Raises VURD-EGEN-FOERST for whoever has still to submit their own, and VURD-FAA while somebody else has.
    """
    with desk.read(Action.SEE_OWN) as tx:
        round_, child, group, own = _unsealed(desk, tx, round_id, child_id, context)
        tx.note(child_id, round=round_id)
        forms = _forms(desk, tx, own)
        asked = _asked(forms)
        items = {item: text for of_one in asked.values() for item, text in of_one.items()}
        found = differences(own, tuple(items))
        differing = {difference.item for difference in found}
        answered = {item for assessment in own for item in assessment.answers.answers}
        key = _joint_key(round_id, child_id, group.context)
        draft = drafts.load(tx.connection, desk.staff.id, key, Agreement)
        existing = rounds.joint(tx.connection, round_id=round_id, child_id=child_id, context=group.context)
        answers = _answers(tx, existing)
        agreement = draft[0] if draft else _agreed(existing, answers) or Agreement(context=group.context)
        # who has left, or sees no children, is not chosen, but stays where they stand already
        named = {*agreement.participants, *(joint.author_id for joint in existing)}
        before = rounds.begun_before(tx.connection, round_, child_id, group.context)
        return JointTable(
            round_,
            child,
            group.group_id,
            own,
            found,
            tuple(item for item in items if item in answered and item not in differing),
            items | {factor.code: factor.text for form in forms if form.position for factor in form.position.factor},
            _suggestion(forms) if suggestions.switched_on(tx) else None,
            agreement,
            draft[1] if draft else None,
            tuple(m for m in people.staff(tx.connection) if (m.is_here and m.role in SEE_CONTENT) or m.id in named),
            _carers(tx, child_id),
            _words_since(tx, child_id, before[1] if before else None),
            *_pupil(desk, tx, child_id, before[1] if before else None),
            _hindrance(tx, child_id, group.context, own, asked, before),
            existing[0] if existing else None,
            answers,
        )


def _unsealed(
    desk: Desk, tx: Transaction, round_id: Id, child_id: Id, context: Context | None
) -> tuple[Round, ChildInList, RoundGroup, tuple[OwnAssessment, ...]]:
    """The child's own assessments, after asking whether the person may see them and whether the seal is broken."""
    round_, child = find_round(tx, round_id), find(tx, child_id)
    group = group_of(round_, child, context)
    tx.require(groups=(group.group_id,))  # who works in the SFO has no say in the class, nor a district in a room
    submitted = rounds.submitted(tx.connection, round_id, children=[child_id]).get(
        (child_id, group.context), frozenset()
    )
    assessors = {member.id for member in group.counted(child_id, submitted)}
    opened = any(
        (reason.child_id, reason.context, reason.kind) == (child_id, group.context, ReasonKind.OPENED)
        for reason in rounds.reasons(tx.connection, round_id, child_id=child_id)
    )
    if sealed_for(desk.staff.id, assessors, submitted, opened):
        raise KnownError(OWN_FIRST if desk.staff.id in assessors - submitted else TOO_FEW)
    return round_, child, group, rounds.own(tx.connection, round_id, child_id, group.context)


def _spread(tx: Transaction, round_id: Id, child_id: Id, context: Context) -> Spread:
    """How far the team stood apart while each judged alone."""
    opened = (
        reason.id
        for reason in rounds.reasons(tx.connection, round_id, child_id=child_id)
        if (reason.context, reason.kind) == (context, ReasonKind.OPENED)
    )
    versions = rounds.own(tx.connection, round_id, child_id, context, every=True)
    return spread_of(judged_alone(versions, next(opened, None)))


@dataclass(frozen=True, slots=True)
class _Answered:
    """An own assessment with the forms it was answered on; None for one that nobody has any more."""

    own: OwnAssessment
    position: PositionForm | None
    trivsel: TrivselForm | None

    @property
    def asked(self) -> dict[str, str]:
        """Every question and sign with its text. Where the form is gone the ids stand for it: no answer is lost."""
        items: dict[str, str] = {}
        if self.position:
            items |= {question.id: question.text for question in self.position.question}
        if self.trivsel:
            items |= {sign.id: sign.text for sign in self.trivsel.sign}
        return items | {item: item for item in self.own.answers.answers if item not in items}


def _forms(desk: Desk, tx: Transaction, own: Iterable[OwnAssessment]) -> tuple[_Answered, ...]:
    found = []
    for one in own:
        position, trivsel = find_form(desk, tx, one.position_form), find_form(desk, tx, one.trivsel_form)
        found.append(
            _Answered(
                one,
                position if isinstance(position, PositionForm) else None,
                trivsel if isinstance(trivsel, TrivselForm) else None,
            )
        )
    return tuple(found)


def _asked(forms: Iterable[_Answered]) -> dict[Id, dict[str, str]]:
    """Author -> the questions and signs of their forms, with their texts."""
    return {form.own.author_id: form.asked for form in forms}


def _suggestion(forms: Sequence[_Answered]) -> Suggestion:
    """What domain 2.7 would suggest from all that the assessors saw, for after the team has chosen; never stored."""
    return suggesting.suggestion(
        [form.position for form in forms if form.position],
        [form.own.answers.answers for form in forms],
        [factor for form in forms for factor in form.own.answers.factors],
        next((form.trivsel.band for form in forms if form.trivsel), None),
    )


def _carers(tx: Transaction, child_id: Id) -> tuple[Carer, ...]:
    return children.particulars(tx.connection, child_id)[1].carers


def _pupil(desk: Desk, tx: Transaction, child_id: Id, since: date | None) -> tuple[PupilView | None, Mapping[str, str]]:
    """What a pupil said last, with the questions, unless that was before ``since``."""
    view = pupils.newest(tx.connection, child_id)
    if view is None or (since is not None and view.said_on < since):
        return None, {}
    form = find_form(desk, tx, view.form)
    return view, {question.id: question.text for question in form.question} if isinstance(form, PupilForm) else {}


def _words_since(tx: Transaction, child_id: Id, since: date | None) -> tuple[ChildsWords, ...]:
    """What the child said outside concerns, newest first."""
    said = concerns.words(tx.connection, child_id=child_id, concern_ids=())
    return tuple(one for one in reversed(said) if since is None or one.said_at.astimezone().date() >= since)


def _hindrance(
    tx: Transaction,
    child_id: Id,
    context: Context,
    own: Sequence[OwnAssessment],
    asked: Mapping[Id, Mapping[str, str]],
    before: tuple[Id, date] | None,
) -> str | None:
    """Why the child cannot be agreed on in one key. A note in the round before counts when the team had agreed then."""
    noted = rounds.noted_at(tx.connection, child_id)
    days = [noted.astimezone().date()] if noted else []
    if before and rounds.joint(tx.connection, round_id=before[0], child_id=child_id, context=context):
        days += [
            one.seen_at for one in rounds.own(tx.connection, before[0], child_id, context) if has_note(one)
        ]  # fmt: skip
    return one_key_hindrance(own, asked, max(days, default=None), before[1] if before else None)


def _answers(tx: Transaction, existing: Sequence[JointAssessment]) -> tuple[MinorityAnswer, ...]:
    """What those for whom a minority view was typed have said of it."""
    if not existing or not existing[0].agreement.minority:
        return ()
    joint = existing[0]
    known = minority.answers(tx.connection, joint.child_id)
    keys = [(joint.round_id, joint.agreement.context, view.staff_id, view.text) for view in joint.agreement.minority]
    return tuple(known[key] for key in keys if key in known)


def _agreed(existing: Sequence[JointAssessment], answers: Iterable[MinorityAnswer]) -> Agreement | None:
    """What the team agreed on, with each minority view as its person has put it since."""
    if not existing:
        return None
    corrected = {answer.staff_id: answer.text for answer in answers if not answer.confirmed}
    agreement = existing[0].agreement
    views = tuple(
        MinorityView(view.staff_id, corrected[view.staff_id], view.staff_id) if view.staff_id in corrected else view
        for view in agreement.minority
    )
    return replace(agreement, minority=views)


def save_joint(desk: Desk, round_id: Id, child_id: Id, agreement: Agreement) -> datetime:
    """Save what the team has chosen so far, as the draft of whoever is logged in."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _joint_key(round_id, child_id, agreement.context), agreement, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def agree(desk: Desk, round_id: Id, child_id: Id, agreement: Agreement) -> Id:
    """Write what the team agreed on. A later one for the same child, round and context replaces it and both stay.

    A minority view is noted as written by whoever is logged in, unless it stood there already.
    """
    with desk.write(Action.AGREE) as tx:
        round_, child, group, own = _unsealed(desk, tx, round_id, child_id, agreement.context)
        require_open(round_)
        before = rounds.begun_before(tx.connection, round_, child_id, group.context)
        hindrance = _hindrance(tx, child_id, group.context, own, _asked(_forms(desk, tx, own)), before)
        check_joint(agreement, own, [carer.id for carer in _carers(tx, child_id)], hindrance)
        environment = desk.library.environment()
        keep(desk, tx, environment.ref)
        existing = rounds.joint(tx.connection, round_id=round_id, child_id=child_id, context=group.context)
        stood = _agreed(existing, _answers(tx, existing))
        hands = {(view.staff_id, view.text): view.written_by for view in stood.minority} if stood else {}
        views = tuple(
            replace(view, written_by=hands.get((view.staff_id, view.text)) or desk.staff.id)
            for view in agreement.minority
        )
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=existing[0].id if existing else None
        )
        # Who agrees again after the own assessments are deleted keeps how far the team stood apart then.
        spread = _spread(tx, round_id, child_id, group.context) if own or not existing else existing[0].spread
        joint = JointAssessment(
            header.id, child.id, round_.id, desk.staff.id, tx.now, replace(agreement, minority=views), environment.ref,
            spread,
        )  # fmt: skip
        rounds.add_joint(tx.connection, header, joint)
        drafts.drop(tx.connection, desk.staff.id, _joint_key(round_id, child_id, group.context))
        tx.note(header.id, round=round_id)
        tx.changed(Kind.JOINT_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id


def to_confirm(desk: Desk) -> tuple[ToConfirm, ...]:
    """The minority views that colleagues typed for whoever is logged in and that wait for an answer, oldest first."""
    with desk.read(Action.ANSWER_MINORITY) as tx:
        found = minority.waiting(tx.connection, desk.staff.id)
        if not found:
            return ()
        names = {round_.id: round_.name for round_ in rounds.rounds(tx.connection)}
        shown = []
        for one in found:
            child = children.by_id(tx.connection, one.child_id)
            assert child is not None  # noqa: S101  a record of it is there
            shown.append(
                ToConfirm(
                    one.joint_id, child, names[one.round_id], one.context, one.view.text, one.author_name,
                    one.written_at,
                )
            )  # fmt: skip
        return tuple(shown)


def answer_minority(desk: Desk, joint_id: Id, confirmed: bool, text: str = "") -> Id:
    """Say that the view that was typed for one fits, or put it in one's own words: both stay. Nobody else can.

    Raises VURD-SYN-SVARET when nothing waits there for whoever is logged in.
    """
    with desk.write(Action.ANSWER_MINORITY) as tx:
        one = _waiting(desk, tx, joint_id)
        if not confirmed and not text.strip():
            raise KnownError(OWN_WORDS_MISSING)
        check_notes(text)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=one.child_id)
        answer = MinorityAnswer(desk.staff.id, confirmed, "" if confirmed else text.strip(), tx.now)
        minority.add_answer(tx.connection, header, joint_id, answer)
        tx.note(header.id)
        tx.changed(Kind.JOINT_ASSESSMENTS)
        return header.id


def _waiting(desk: Desk, tx: Transaction, joint_id: Id) -> Waiting:
    for one in minority.waiting(tx.connection, desk.staff.id):
        if one.joint_id == joint_id:
            return one
    raise KnownError(NOT_ASKED)
