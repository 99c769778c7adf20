"""Practice cases: each answers alone, and only then sees the commented key and what colleagues chose.

Nothing here is a test of anybody. How far a person has come is theirs alone, so there is no line in the log, which the
leader reads; nobody else's answer, name or note is ever given out.
"""

from dataclasses import dataclass

from opspor.domain.access import Action, Reach, reach
from opspor.domain.assessment import Context, Position, Trivsel
from opspor.domain.changes import Kind
from opspor.domain.child import AgeBand
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.practice import (
    ALREADY_ANSWERED,
    FEWEST,
    NO_SUCH_CASE,
    Placings,
    PracticeAnswer,
    check_practice,
)
from opspor.forms.library import PRACTICE
from opspor.forms.model import PracticeForm, PracticeKey
from opspor.store import practice
from opspor.store.records import Header
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.wording import form_of, keep


@dataclass(frozen=True, slots=True)
class CaseInList:
    """A practice case in the list. ``answered``, how many have, is for the leader; None for everybody else."""

    id: str
    title: str
    band: AgeBand
    context: Context
    mine: bool
    answered: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """A practice case as one person may see it now. Without an own answer there is no key and no placings in it."""

    id: str
    title: str
    context: Context
    story: tuple[str, ...]
    ask: str
    answer: PracticeAnswer | None
    key: PracticeKey | None
    placings: Placings | None  # None also while fewer than three have answered


def cases(desk: Desk) -> tuple[CaseInList, ...]:
    """All practice cases in their order."""
    with desk.read(Action.PRACTISE) as tx:
        tx.require(author=desk.staff.id)
        mine = practice.mine(tx.connection, desk.staff.id)
        many = practice.answered(tx.connection) if reach(desk.staff, Action.PRACTISE) is Reach.ALL else None
        forms = (desk.library.practice(case) for case in PRACTICE)
        return tuple(
            CaseInList(
                form.ref.id,
                form.title,
                form.band,
                form.context,
                form.ref.id in mine,
                None if many is None else many.get(form.ref.id, 0),
            )
            for form in forms
        )


def seen(desk: Desk, case_id: str) -> Case:
    """One case: the story; after one's own answer also the key, and what colleagues chose when three have answered.

    Raises OEVE-MANGLER when there is no such case. An answered case keeps the wording it was answered on.
    """
    with desk.read(Action.PRACTISE) as tx:
        tx.require(author=desk.staff.id)
        answer = practice.mine(tx.connection, desk.staff.id).get(case_id)
        form = _form(desk, tx, case_id, answer)
        enough = answer is not None and practice.answered(tx.connection)[case_id] >= FEWEST
        return Case(
            form.ref.id,
            form.title,
            form.context,
            form.story,
            form.ask,
            answer,
            form.key if answer else None,
            practice.placings(tx.connection, case_id) if enough else None,
        )


def _form(desk: Desk, tx: Transaction, case_id: str, answer: PracticeAnswer | None) -> PracticeForm:
    if case_id not in PRACTICE:
        raise KnownError(NO_SUCH_CASE)
    if answer is None:
        return desk.library.practice(case_id)
    form = form_of(desk, tx, answer.form)
    assert isinstance(form, PracticeForm)  # noqa: S101  the reference names the kind
    return form


def answer(desk: Desk, case_id: str, position: Position | None, trivsel: Trivsel | None, note: str) -> Id:
    """Write one's answer; it can't be changed after.

    Raises OEVE-VALG while something is not chosen, OEVE-NOTE, OEVE-SVARET when there is an answer, OEVE-MANGLER.
    """
    with desk.write(Action.PRACTISE, logged=False) as tx:
        tx.require(author=desk.staff.id)
        form = _form(desk, tx, case_id, None)
        position, trivsel = check_practice(position, trivsel, note)
        if case_id in practice.mine(tx.connection, desk.staff.id):
            raise KnownError(ALREADY_ANSWERED)
        keep(desk, tx, form.ref)
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now)
        given = PracticeAnswer(case_id, position, trivsel, note.strip(), tx.now, form.ref)
        practice.add(tx.connection, header, given)
        tx.changed(Kind.PRACTICE)
        return header.id
