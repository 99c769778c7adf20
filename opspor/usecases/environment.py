"""The learning environment: each answers alone, once a round and group; shown to the others when all are in."""

import os
from dataclasses import dataclass
from datetime import datetime

from opspor.domain.access import Action
from opspor.domain.assessment import FormRef, check_notes
from opspor.domain.changes import Kind
from opspor.domain.environment import EnvironmentAnswers, OwnEnvironment
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import Round, RoundGroup, sealed_for
from opspor.forms.model import EnvironmentForm
from opspor.store import drafts, environment
from opspor.store.records import Header
from opspor.usecases.assess import NOT_ASSESSOR, binding
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.rounds import NO_SUCH_ROUND, find_round, require_open
from opspor.usecases.wording import form_of, keep


@dataclass(frozen=True, slots=True)
class _Draft:
    """A draft, with the form version it was begun on."""

    answers: EnvironmentAnswers
    form: FormRef


@dataclass(frozen=True, slots=True)
class EnvironmentSheet:
    """What one person needs to answer about a group, and what they have answered so far."""

    round_id: Id
    group_id: Id
    group_name: str
    form: EnvironmentForm
    answers: EnvironmentAnswers
    saved_at: datetime | None
    submitted: OwnEnvironment | None  # one's own, when it is already in


@dataclass(frozen=True, slots=True)
class GroupEnvironment:
    """What all answered about a group, oldest first. ``own`` is empty while it is sealed for the reader."""

    own: tuple[OwnEnvironment, ...]
    missing: tuple[str, ...]  # short names of those who have not answered
    mine_missing: bool  # the reader is one of them
    words: dict[str, str]  # id of a question -> its text, in the form's order


def sheet(desk: Desk, round_id: Id, group_id: Id) -> EnvironmentSheet:
    """One's own answers about a group: the draft, or what one has submitted, or nothing. Nothing is filled in."""
    with desk.read(Action.OPEN_SHEET) as tx:
        group = _answering(desk, tx, round_id, group_id)
        draft = drafts.load(tx.connection, desk.staff.id, _key(round_id, group_id), _Draft)
        mine = environment.own(tx.connection, round_id, group_id, author=desk.staff.id)
        answers, ref = EnvironmentAnswers(), desk.library.environment().ref
        if draft:
            answers, ref = draft[0].answers, draft[0].form
        elif mine:
            answers, ref = mine[0].answers, mine[0].form
        form = form_of(desk, tx, ref)
        assert isinstance(form, EnvironmentForm)  # noqa: S101  the reference names the kind
        return EnvironmentSheet(
            round_id, group_id, group.group_name, form, answers, draft[1] if draft else None, mine[0] if mine else None
        )


def save(desk: Desk, at: EnvironmentSheet, answers: EnvironmentAnswers) -> datetime:
    """Save what one has answered so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        keep(desk, tx, at.form.ref)
        draft = _Draft(answers, at.form.ref)
        drafts.save(tx.connection, desk.staff.id, _key(at.round_id, at.group_id), draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def submit(desk: Desk, at: EnvironmentSheet, answers: EnvironmentAnswers) -> Id:
    """Submit one's answers: the draft becomes a record, and the log binds it. A later one replaces it, both stay.

    What is not answered stays so: who does not know the room well enough can say so, or leave it.
    """
    check_notes(*answers.notes.values())
    with desk.write(Action.ASSESS) as tx:
        _answering(desk, tx, at.round_id, at.group_id)
        keep(desk, tx, at.form.ref)
        before = environment.own(tx.connection, at.round_id, at.group_id, author=desk.staff.id)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, replaces=before[0].id if before else None)
        own = OwnEnvironment(
            header.id, at.round_id, at.group_id, desk.staff.id, desk.staff.name, desk.staff.title, tx.now, answers,
            at.form.ref,
        )  # fmt: skip
        nonce = os.urandom(32)
        environment.add(tx.connection, header, own, nonce)
        drafts.drop(tx.connection, desk.staff.id, _key(at.round_id, at.group_id))
        tx.note(header.id, bound=binding(nonce, environment.encoded(answers)))
        tx.changed(Kind.OWN_ASSESSMENTS, Kind.ROUNDS, Kind.DRAFTS)
        return header.id


def answered(desk: Desk, round_id: Id) -> frozenset[Id]:
    """The groups of a round about which one has submitted one's own answers."""
    with desk.read(Action.SEE_ROUND) as tx:
        groups = {group.group_id for group in find_round(tx, round_id).groups}
        tx.require(groups=groups)
        submitted = environment.submitted(tx.connection, round_id)
        return frozenset(group for group in groups if desk.staff.id in submitted.get(group, ()))


def of_group(desk: Desk, round_id: Id, group_id: Id) -> GroupEnvironment:
    """What all answered about a group, with their names: empty until the reader, if they assess, has answered, and
    all the others have or the round is closed. Who has left without answering is not waited for.
    """
    with desk.read(Action.SEE_OWN) as tx:
        round_, group = _group(tx, round_id, group_id)
        submitted = environment.submitted(tx.connection, round_id).get(group_id, set())
        counted = [member for member in group.assessors if member.left_at is None or member.id in submitted]
        missing = [member for member in counted if member.id not in submitted]
        over = round_.closed_at is not None
        sealed = sealed_for(desk.staff.id, {member.id for member in counted}, submitted, over)
        own = () if sealed else environment.own(tx.connection, round_id, group_id)
        words: dict[str, str] = {}
        for ref in {one.form: None for one in own}:
            form = form_of(desk, tx, ref)
            assert isinstance(form, EnvironmentForm)  # noqa: S101  the reference names the kind
            words |= {question.id: question.text for question in form.question}
        return GroupEnvironment(
            own, tuple(member.short for member in missing), desk.staff.id in {m.id for m in missing}, words
        )


def _group(tx: Transaction, round_id: Id, group_id: Id) -> tuple[Round, RoundGroup]:
    """A round and a group of it, after asking whether the person may; RUNDE-MANGLER when it is not in it."""
    round_ = find_round(tx, round_id)
    tx.require(groups=(group_id,))
    for group in round_.groups:
        if group.group_id == group_id:
            return round_, group
    raise KnownError(NO_SUCH_ROUND)


def _answering(desk: Desk, tx: Transaction, round_id: Id, group_id: Id) -> RoundGroup:
    round_, group = _group(tx, round_id, group_id)
    require_open(round_)
    if desk.staff.id not in {member.id for member in group.assessors}:
        raise KnownError(NOT_ASSESSOR)
    return group


def _key(round_id: Id, group_id: Id) -> str:
    return f"environment:{round_id}:{group_id}"
