"""One's own assessment: judged alone and unseen, saved while typing, bound in the log when submitted."""

import hmac
import os
from dataclasses import dataclass
from datetime import date, datetime

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context, FormRef, Often, OwnAnswers, OwnAssessment, check_own
from opspor.domain.changes import Kind
from opspor.domain.child import AgeBand, ChildInList, age_band
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import Round
from opspor.forms.model import Dimension, HardFlag, PositionForm, PositionQuestion, Sign, TrivselForm
from opspor.store import children, drafts, rounds
from opspor.store.records import Header
from opspor.usecases import suggestions
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import find_round, group_of, own_key, require_startable
from opspor.usecases.wording import find_form, keep

_ABSENCE = "H_FRAVAER15"  # the hard flag of unlawful absence

NOT_ASSESSOR = Fault(
    "VURD-IKKE-VALGT",
    "Du er ikke valgt til at vurdere i denne runde. Intet er ændret. Bed den, der åbnede runden, om at tage dig med.",
)
BIRTH_DATE_MISSING = Fault(
    "VURD-ALDER",
    "Barnets fødselsdato mangler. Intet er ændret. Skriv den på barnets side, så passer tegnene til alderen.",
)
NOT_BORN = Fault(
    "VURD-UFOEDT",
    "Barnets fødselsdato er ikke kommet endnu. Intet er ændret. Er den forkert, så ret den på barnets side.",
)
ALREADY_AGREED = Fault(
    "VURD-FAELLES",
    "I har allerede lavet en fælles vurdering af barnet i denne runde, så din egen er ikke ændret. "
    "Ser du noget andet nu, så skriv det i den fælles vurdering.",
)


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
    gone: tuple[FormRef, ...] = ()  # forms that nobody has any more: the answers stand under their ids
    suggests: bool = True  # the leader has not switched the suggestion off
    flags: tuple[HardFlag, ...] = ()  # what leaves the matrix at once


@dataclass(frozen=True, slots=True)
class MyQuestion:
    """What one has set oneself to find out about a child, and by when. Nobody else sees it."""

    round_id: Id
    child: ChildInList
    context: Context
    what: str
    by: date


def own_sheet(desk: Desk, round_id: Id, child_id: Id, context: Context | None = None) -> OwnSheet:
    """One's own sheet for a child: the draft, or what one has submitted, or an empty one. Nothing is filled in."""
    with desk.read(Action.OPEN_SHEET) as tx:
        round_, child, context = _assessing(desk, tx, round_id, child_id, context)
        tx.note(child_id, round=round_id)
        draft = drafts.load(tx.connection, desk.staff.id, own_key(round_id, child_id, context), OwnDraft)
        mine = rounds.own(tx.connection, round_id, child_id, context, author=desk.staff.id)
        if draft:
            answers, position_ref, trivsel_ref = draft[0].answers, draft[0].position_form, draft[0].trivsel_form
        elif mine:
            answers, position_ref, trivsel_ref = mine[0].answers, mine[0].position_form, mine[0].trivsel_form
        else:
            if child.birth_date is None:
                raise KnownError(BIRTH_DATE_MISSING)
            if child.birth_date > tx.today:
                raise KnownError(NOT_BORN)
            answers = OwnAnswers(context=context)
            position_ref = desk.library.position().ref
            # The band is that of the round's first day, so that a birthday in the middle changes nothing.
            trivsel_ref = desk.library.trivsel(age_band(child.birth_date, round_.opens_on)).ref
        position, trivsel = find_form(desk, tx, position_ref), find_form(desk, tx, trivsel_ref)
        gone = [ref for ref, form in ((position_ref, position), (trivsel_ref, trivsel)) if form is None]
        if gone:
            position, trivsel = _bare(position or position_ref, trivsel or trivsel_ref, answers)
        assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
        assert isinstance(trivsel, TrivselForm)  # noqa: S101  as above
        return OwnSheet(
            round_, child, position, trivsel, answers, draft[1] if draft else None, mine[0] if mine else None,
            tuple(gone), suggestions.switched_on(tx), _flags(desk, position, context),
        )  # fmt: skip


def _assessing(
    desk: Desk, tx: Transaction, round_id: Id, child_id: Id, context: Context | None
) -> tuple[Round, ChildInList, Context]:
    round_, child = find_round(tx, round_id), find(tx, child_id)
    group = group_of(round_, child, context)
    if desk.staff.id not in {member.id for member in group.assessors_of(child_id)}:
        raise KnownError(NOT_ASSESSOR)
    if rounds.joint(tx.connection, round_id=round_id, child_id=child_id, context=group.context):
        raise KnownError(ALREADY_AGREED)
    require_startable(tx, round_, child, group.context)
    return round_, child, group.context


def _flags(desk: Desk, form: PositionForm, context: Context) -> tuple[HardFlag, ...]:
    """The hard flags of the form, or of the newest one: version 1 had none, and nobody's sheet goes without them.

    Only a school has unlawful absence.
    """
    try:
        flags = form.flag or desk.library.position().flag
    except KnownError:
        return ()  # no form at all: F2 is there
    return tuple(flag for flag in flags if context is Context.SCHOOL or flag.code != _ABSENCE)


def _bare(position: object, trivsel: object, answers: OwnAnswers) -> tuple[PositionForm, TrivselForm]:
    """Forms that only say the ids of what was answered, in place of the reference to one that nobody has any more."""
    signs = {sign.id for sign in trivsel.sign} if isinstance(trivsel, TrivselForm) else set()
    if isinstance(position, FormRef):
        often = {id_ for id_, value in answers.answers.items() if value in (Often.OFTEN, Often.SOMETIMES, Often.RARELY)}
        left = [id_ for id_ in answers.answers if id_ not in (signs or often)]
        questions = tuple(PositionQuestion(id_, id_, "", ()) for id_ in left)
        position = PositionForm(ref=position, title="", meaning="", question=questions, factor=())
    assert isinstance(position, PositionForm)  # noqa: S101  the reference names the kind
    if isinstance(trivsel, FormRef):
        asked = {question.id for question in position.question}
        rows = tuple(Sign(id_, Dimension.EMOTIONAL, id_, (), ()) for id_ in answers.answers if id_ not in asked)
        band = AgeBand(trivsel.id.removeprefix("trivsel-"))
        trivsel = TrivselForm(ref=trivsel, title="", band=band, sign=rows)
    assert isinstance(trivsel, TrivselForm)  # noqa: S101  as above
    return position, trivsel


def save_own(desk: Desk, sheet: OwnSheet, answers: OwnAnswers) -> datetime:
    """Save what one has answered so far, with the forms it was asked on; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        for form in (sheet.position_form, sheet.trivsel_form):
            if form.ref not in sheet.gone:
                keep(desk, tx, form.ref)
        draft = OwnDraft(answers, sheet.position_form.ref, sheet.trivsel_form.ref)
        key = own_key(sheet.round.id, sheet.child.id, answers.context)
        drafts.save(tx.connection, desk.staff.id, key, draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def submit_own(desk: Desk, sheet: OwnSheet, answers: OwnAnswers) -> Id:
    """Submit one's own assessment: the draft becomes a record, and the log binds it.

    Until the team has agreed it can be submitted again: the new record replaces the old one.
    """
    check_own(answers)
    with desk.write(Action.ASSESS) as tx:
        round_, child, _ = _assessing(desk, tx, sheet.round.id, sheet.child.id, answers.context)
        for form in (sheet.position_form, sheet.trivsel_form):
            keep(desk, tx, form.ref)
        before = rounds.own(tx.connection, round_.id, child.id, answers.context, author=desk.staff.id)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now, child_id=child.id, replaces=before[0].id if before else None
        )
        own = OwnAssessment(
            header.id, child.id, round_.id, desk.staff.id, desk.staff.name, desk.staff.title, tx.today, tx.now,
            answers, sheet.position_form.ref, sheet.trivsel_form.ref,
        )  # fmt: skip
        nonce = os.urandom(32)
        rounds.add_own(tx.connection, header, own, nonce)
        drafts.drop(tx.connection, desk.staff.id, own_key(round_.id, child.id, answers.context))
        tx.note(header.id, bound=binding(nonce, rounds.encoded(answers)))
        tx.changed(Kind.OWN_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id


def my_questions(desk: Desk) -> tuple[MyQuestion, ...]:
    """What one has set oneself to find out where one answered "ved ikke nok", the nearest day first.

    It is over when one has submitted again, in that round or in a later one, or when the team has agreed.
    """
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(groups=desk.staff.groups, author=desk.staff.id)
        mine = None if reach(desk.staff, Action.SEE_CHILDREN) is Reach.ALL else desk.staff.groups
        asked = rounds.unsure(tx.connection, desk.staff.id)
        listed = {child.id: child for child in children.listed(tx.connection, groups=mine)} if asked else {}
    found = [
        MyQuestion(round_id, listed[child_id], answers.context, answers.find_out, answers.find_out_on)
        for round_id, child_id, answers in asked
        if child_id in listed and answers.find_out_on is not None
    ]
    return tuple(sorted(found, key=lambda question: question.by))


def binding(nonce: bytes, body: str) -> str:
    """What the log holds of sealed answers: an HMAC with a nonce that is kept, and deleted, with them.

    A bare hash could be tried out: an assessment has few enough combinations (design section 5).
    """
    return hmac.digest(nonce, body.encode(), "sha256").hex()
