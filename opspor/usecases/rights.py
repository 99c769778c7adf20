"""What the family asks of us about what is written, and what we answer: remarks, objections, restrictions.

A text is never changed or taken away by it (domain 8.2). That the parents were not told, and why, is the leader's alone
to write and to read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.access import REFUSED, Action, Reach, may, reach
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.clock import moment_in_words, short_date
from opspor.domain.concern import owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import MEETING_WORDS
from opspor.domain.paper import PaperKind
from opspor.domain.rights import (
    DECISION_WORDS,
    DECISIONS,
    NOT_OPEN,
    Decision,
    RightKind,
    RightsNote,
    check,
    in_words,
    restriction,
    still_open,
)
from opspor.domain.visit import VISIT_WORDS
from opspor.reference import law
from opspor.store import children, concerns, contacts, drafts, focus, meetings, plans, protection, rounds, visits
from opspor.store.records import Header
from opspor.store.rights import concern_of, versions_of
from opspor.usecases.children import find
from opspor.usecases.contexts import shown
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.plans import title_of

NO_SUCH_RECORD = Fault(
    "OENSKE-OM", "Det, bemærkningen handler om, findes ikke mere. Intet er gemt endnu. Vælg noget andet, og gem igen."
)
_PAPERS = {PaperKind.UNDERRETNING: "Underretning", PaperKind.BRIEF: "Drøftelsesark"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Something the family asked for, as the page shows it: to which record in words ("" is the whole file), what was
    answered, and by when it must be, where it waits."""

    note: RightsNote
    about: str
    answer: RightsNote | None = None
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a family asked for about a child, newest first; ``records`` are what one can remark on, newest first."""

    child: ChildInList
    carers: tuple[Carer, ...]
    wishes: tuple[Wish, ...]
    restricted: RightsNote | None
    records: tuple[tuple[Id, str], ...]
    leads: bool  # may answer, and may write that the parents were not told
    today: date


def draft_key(child_id: Id) -> str:
    """What the draft of a wish is called, among the drafts of pages."""
    return f"wish:{child_id}"


def of_child(desk: Desk, child_id: Id) -> Wishes:
    """What a family asked for, as far as this person may see what it is about. It is logged as opening the child."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        every = protection.notes(tx.connection, child_id)
        leads, seen = _leads(desk), _records(tx, child)
        versions = versions_of(tx.connection, {note.about for note in every if note.about is not None})
        now = {about: chain[-1] for about, chain in versions.items()}
        answers = {note.answers: note for note in every if note.answers is not None}
        waits = set(still_open(every))
        wishes = tuple(
            Wish(
                note, seen[now[note.about]] if note.about is not None else "", answers.get(note.id),
                answer_by(note.on) if note in waits else None,
            )
            for note in reversed(every)
            if note.kind is not RightKind.ANSWER
            and (leads or note.kind is not RightKind.NOT_INFORMED)
            and (note.about is None or now[note.about] in seen)
        )  # fmt: skip
        _, known = children.particulars(tx.connection, child_id)
        return Wishes(child, known.carers, wishes, restriction(every), tuple(seen.items()), leads, tx.today)


def flag(desk: Desk, child_id: Id) -> str:
    """What stands wherever the child is opened while its file may not be used; "" else. It tells nothing more, so that
    it is not logged."""
    with desk.read(Action.OPEN_CHILD) as tx:
        find(tx, child_id)
        found = restriction(protection.notes(tx.connection, child_id))
        return in_words(found) if found else ""


def _leads(desk: Desk) -> bool:
    return reach(desk.staff, Action.NOTE_RIGHT) is Reach.ALL


def answer_by(asked_on: date) -> date:
    """The last day on which the family must have an answer (the law list)."""
    days = law.rule_on("answer_family", asked_on).days
    assert days is not None  # noqa: S101  the law list has it
    return asked_on + timedelta(days=days)


_Row = tuple[date, Id, Context | None, str]  # when, what, where it was written, and what it is in words


def _records(tx: Transaction, child: ChildInList) -> dict[Id, str]:
    """record -> what it is in words, of everything about the child that this person may see; the newest first."""
    found = [*_assessed(tx, child), *_done(tx, child), *_written(tx, child)]
    here = {context: shown(tx, tx.staff, child, context) for context in {row[2] for row in found} if context}
    kept = (row for row in found if row[2] is None or here[row[2]])
    return {id_: words for _, id_, _, words in sorted(kept, key=lambda row: (row[0], row[1]), reverse=True)}


def _assessed(tx: Transaction, child: ChildInList) -> Iterator[_Row]:
    """An own assessment is not among them: it is spoken about in the joint one."""
    names = {round_.id: round_.name for round_ in rounds.rounds(tx.connection)}
    for joint in rounds.joint(tx.connection, child_id=child.id):
        words = f"Fælles vurdering: {names[joint.round_id]}"
        yield joint.written_at.date(), joint.id, joint.agreement.context, words
    for visit in visits.visits(tx.connection, child.id):
        yield visit.visited_on, visit.id, Context.HOME, f"{VISIT_WORDS[visit.type]} {short_date(visit.visited_on)}"


def _done(tx: Transaction, child: ChildInList) -> Iterator[_Row]:
    for point in focus.of_child(tx.connection, child.id):
        words = f"Fokuspunkt: {point.focus.title or point.focus.wonder}"
        yield point.written_at.date(), point.id, point.context, words
    for plan in plans.plans(tx.connection, child_id=child.id):
        yield plan.written_at.date(), plan.id, plan.context, f"Handleplan: {title_of(plan.plan)}"
    for held in meetings.meetings(tx.connection, child_id=child.id):
        yield held.held_on, held.id, held.context, f"{MEETING_WORDS[held.meeting.kind]} {short_date(held.held_on)}"
    for talk in contacts.contacts(tx.connection, child.id):
        on = talk.contact.held_on or talk.written_at.date()
        yield on, talk.id, talk.context, f"Kontakt {short_date(on)}"


def _written(tx: Transaction, child: ChildInList) -> Iterator[_Row]:
    """What was seen and said, and the papers of the concerns that this person may open."""
    about = concerns.concerns(tx.connection, child_id=child.id)
    shared = [one.id for one in about if one.is_shared]
    for seen in concerns.observations(tx.connection, child_id=child.id, concern_ids=shared):
        yield seen.seen_at.date(), seen.id, None, f"Iagttagelse {moment_in_words(seen.seen_at)}"
    for said in concerns.words(tx.connection, child_id=child.id, concern_ids=shared):
        yield said.said_at.date(), said.id, None, f"Barnets ord {moment_in_words(said.said_at)}"
    mine = [one.id for one in about if may(tx.staff, Action.OPEN_CONCERN, **owners(one, child.group_ids))]
    for paper in concerns.papers(tx.connection, concern_ids=mine):
        on = paper.written_at.date()
        yield on, paper.id, None, f"{_PAPERS[paper.draft.kind]} {short_date(on)}"


def note(
    desk: Desk, child_id: Id, kind: RightKind, *, on: date, from_whom: str, text: str, about: Id | None = None
) -> Id:
    """Write down what somebody asked for on a day; ``about`` is the record it is about, None the whole file.

    That the parents were not told is the leader's to write. Raises what ``rights.check`` raises, and OENSKE-OM.
    """
    if kind is RightKind.ANSWER:
        raise ValueError(kind)
    with desk.write(Action.NOTE_RIGHT) as tx:
        child = find(tx, child_id)
        if kind is RightKind.NOT_INFORMED and not _leads(desk):
            raise KnownError(REFUSED)
        check(from_whom, on, text, tx.today)
        if about is not None and about not in _records(tx, child):
            raise KnownError(NO_SUCH_RECORD)
        id_ = _add(tx, child_id, kind, on, from_whom, text, about=about)
        drafts.drop(tx.connection, desk.staff.id, f"page:{draft_key(child_id)}")
        tx.note(child_id)  # not what was asked for: the log of a child is read by its parents
        tx.changed(Kind.PROTECTION, Kind.ROUNDS, Kind.DRAFTS)
        return id_


def answer(desk: Desk, note_id: Id, decision: Decision, *, on: date, by: str, text: str) -> Id:
    """Write what was decided about an objection or a restriction, by whom and why; for the leader.

    It ends a restriction. Raises OENSKE-SVARET when there is nothing to answer, or that is no answer to it.
    """
    with desk.write(Action.NOTE_RIGHT) as tx:
        asked = next((one for one in still_open(protection.notes(tx.connection)) if one.id == note_id), None)
        if asked is None:
            tx.require(author=desk.staff.id)
            raise KnownError(NOT_OPEN)
        find(tx, asked.child_id)
        if not _leads(desk):
            raise KnownError(REFUSED)
        if decision not in DECISIONS[asked.kind]:
            raise KnownError(NOT_OPEN)
        check(by, on, text, tx.today)
        id_ = _add(tx, asked.child_id, RightKind.ANSWER, on, by, f"{DECISION_WORDS[decision]}. {text.strip()}", note_id)
        tx.note(asked.child_id)
        tx.changed(Kind.PROTECTION, Kind.ROUNDS)
        return id_


def _add(
    tx: Transaction, child_id: Id, kind: RightKind, on: date, from_whom: str, text: str,
    answers: Id | None = None, about: Id | None = None,
) -> Id:  # fmt: skip
    concern = concern_of(tx.connection, about) if about is not None else None
    header = Header(tx.new_id(), tx.staff.id, tx.now, tx.now, child_id=child_id, concern_id=concern)
    made = RightsNote(
        header.id, child_id, kind, on, from_whom.strip(), text.strip(), tx.staff.name, tx.now, about, answers
    )
    protection.add_note(tx.connection, header, made)
    return header.id


def waiting(desk: Desk) -> Mapping[Id, date]:
    """child -> the first day by which its family must have an answer; a task of the leader, and nothing for others.

    It says nothing of what was asked.
    """
    with desk.read(Action.SEE_CHILDREN) as tx:
        tx.require(author=desk.staff.id)
        found: dict[Id, date] = {}
        if _leads(desk):
            for one in still_open(protection.notes(tx.connection)):
                by = answer_by(one.on)
                found[one.child_id] = min(by, found.get(one.child_id, by))
        return dict(sorted(found.items(), key=lambda row: row[1]))
