"""The pupil's own view: asked on the screen or on paper, never required, and shown as it was given."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from opspor.documents.pupil_sheet import pupil_sheets
from opspor.domain.access import Action
from opspor.domain.assessment import FormRef
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList, age_in_months
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.pupil import (
    FACE_WORDS,
    MOST,
    NO_AGE,
    TOO_LONG,
    PupilAnswers,
    PupilView,
    form_id,
)
from opspor.domain.recipient import HOME
from opspor.forms.model import PupilForm
from opspor.store import drafts, people, pupils, rounds
from opspor.store.records import Header
from opspor.usecases import telling
from opspor.usecases.children import DATE_AHEAD, find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.wording import form_of, keep

NO_PUPILS = Fault(
    "ELEV-INGEN",
    "Her er ingen elever, der er gamle nok til spørgsmålene. Intet er lavet. "
    "Se efter, at fødselsdatoerne står på børnenes sider.",
)


@dataclass(frozen=True, slots=True)
class PupilSheet:
    """What one pupil is asked, and what was answered before it was locked."""

    child: ChildInList
    form: PupilForm
    answers: PupilAnswers
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Draft:
    answers: PupilAnswers
    form: FormRef


def sheet(desk: Desk, child_id: Id) -> PupilSheet:
    """The questions that fit the pupil's age, and the draft. Raises ELEV-ALDER, ELEV-FOEDT."""
    with desk.read(Action.OPEN_PUPIL) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        draft = drafts.load(tx.connection, desk.staff.id, _key(child_id), _Draft)
        if draft is None:
            return PupilSheet(child, _form_for(desk, tx, child), PupilAnswers(), None)
        form = form_of(desk, tx, draft[0].form)
        assert isinstance(form, PupilForm)  # noqa: S101  the reference names the kind
        return PupilSheet(child, form, draft[0].answers, draft[1])


def _form_for(desk: Desk, tx: Transaction, child: ChildInList) -> PupilForm:
    """The form of a child's age. Raises ELEV-ALDER below three years, ELEV-FOEDT without a birth date."""
    if child.birth_date is None:
        raise KnownError(NO_AGE)
    kinds = {group.kind for group in people.groups(tx.connection) if group.id in child.group_ids}
    at_school = not kinds.isdisjoint({GroupKind.CLASS, GroupKind.AFTER_SCHOOL})
    return desk.library.pupil(form_id(age_in_months(child.birth_date, tx.today) // 12, at_school=at_school))


def save(desk: Desk, asked: PupilSheet, answers: PupilAnswers) -> datetime:
    """Save what is answered so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        drafts.save(tx.connection, desk.staff.id, _key(asked.child.id), _Draft(answers, asked.form.ref), tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def submit(desk: Desk, asked: PupilSheet, answers: PupilAnswers, *, on_screen: bool, said_on: date) -> Id:
    """Keep what the pupil said. A no keeps nothing else; what is skipped is not in it.

    ``on_screen`` is false where an adult types in what stands on paper; ``said_on`` is then the day on the paper.
    Raises ELEV-LANGT, BARN-DATO.
    """
    if any(len(text) > MOST for text in answers.texts.values()):
        raise KnownError(TOO_LONG, most=MOST)
    with desk.write(Action.WRITE_PUPIL) as tx:
        child = find(tx, asked.child.id)
        if said_on > tx.today:
            raise KnownError(DATE_AHEAD)
        keep(desk, tx, asked.form.ref)
        seen_at = tx.now if said_on == tx.today else datetime.combine(said_on, datetime.min.time(), tx.now.tzinfo)
        header = Header(tx.new_id(), desk.staff.id, seen_at, tx.now, child_id=child.id)
        texts = {key: text.strip() for key, text in answers.texts.items() if text.strip()}
        given = replace(answers, texts=texts) if answers.wants else PupilAnswers(wants=False)
        view = PupilView(
            header.id, child.id, desk.staff.id, said_on, tx.now, given, asked.form.ref, on_screen,
            _round_on(tx, child, said_on),
        )  # fmt: skip
        pupils.add(tx.connection, header, view)
        drafts.drop(tx.connection, desk.staff.id, _key(child.id))
        tx.note(child.id, on_screen=on_screen, wants=given.wants)
        tx.changed(Kind.OBSERVATIONS, Kind.DRAFTS)
        return header.id


def _round_on(tx: Transaction, child: ChildInList, day: date) -> Id | None:
    """The round that was open for the pupil that day."""
    for round_ in rounds.rounds(tx.connection):
        there = any(group.group_id in child.group_ids for group in round_.groups)
        if there and round_.opens_on <= day <= round_.closes_on:
            return round_.id
    return None


def in_words(view: PupilView, form: PupilForm) -> tuple[tuple[str, str], ...]:
    """(question, answer) of everything that was asked, in the form's order; ``Sprang over`` where nothing is."""
    found = []
    for question in form.question:
        face = view.answers.faces.get(question.id)
        said = view.answers.texts.get(question.id, "")
        found.append((question.text, said or (FACE_WORDS[face] if face else "Sprang over")))
    return tuple(found)


def print_sheets(desk: Desk, child_ids: Sequence[Id], target: Path, *, named: bool) -> int:
    """Save a sheet for each pupil as one PDF, with the first name or only the code; gives how many sheets it has.

    Who is too young, or whose birth date is missing, gets none. A sheet for one pupil alone is a paper to the child;
    those of a class go to everybody in it. Raises ELEV-INGEN, PAPIR-LEDER and PAPIR-IKKE-GEMT.
    """
    with saved(target) as put, desk.write(Action.PRINT_PUPIL) as tx:
        tx.require(author=desk.staff.id)
        sheets = []
        for child in (find(tx, child_id) for child_id in child_ids):
            with suppress(KnownError):
                form = _form_for(desk, tx, child)
                sheets.append((f"{child.first_name} · {child.code}" if named else child.code, form))
        if not sheets:
            raise KnownError(NO_PUPILS)
        if len(child_ids) == 1:
            telling.require(desk, tx, find(tx, child_ids[0]), HOME)
        from opspor.documents import layout  # ReportLab is heavy and only needed here

        tx.note(child_ids[0] if len(child_ids) == 1 else "", sheets=len(sheets), named=named)
        put(layout.draw(pupil_sheets(sheets, people.institution(tx.connection).name, (log_mark(desk, tx),))))
        return len(sheets)


def _key(child_id: Id) -> str:
    return f"pupil:{child_id}"
