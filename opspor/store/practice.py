"""Answers to practice cases: one a person and case, and never changed."""

from sqlalchemy import Connection, func, select

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.practice import Placings, PracticeAnswer
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, answer: PracticeAnswer) -> None:
    """Add the answer of ``header``'s author; a second one to the same case is refused by the schema."""
    values = {
        "case_id": answer.case_id, "staff_id": header.author_id, "position": answer.position,
        "trivsel": answer.trivsel, "note": answer.note, "form": answer.form.sha256,
    }  # fmt: skip
    records.add(connection, t.practice_answer, [(header, values)])


def mine(connection: Connection, staff_id: Id) -> dict[str, PracticeAnswer]:
    """case -> what one person has answered."""
    c = t.practice_answer.c
    query = (
        select(t.practice_answer, t.record.c.written_at)
        .join(t.record, t.record.c.id == c.record_id)
        .where(c.staff_id == staff_id)
    )
    refs = forms.refs(connection)
    return {
        row.case_id: PracticeAnswer(
            row.case_id, Position(row.position), Trivsel(row.trivsel), row.note, row.written_at, refs[row.form]
        )
        for row in connection.execute(query)
    }


def answered(connection: Connection) -> dict[str, int]:
    """case -> how many have answered it."""
    c = t.practice_answer.c
    query = select(c.case_id, func.count().label("many")).group_by(c.case_id)
    return {row.case_id: row.many for row in connection.execute(query)}


def placings(connection: Connection, case_id: str) -> Placings:
    """How many placed the child of a case where. The caller asks first whether there are enough."""
    c = t.practice_answer.c
    query = select(c.position, c.trivsel, func.count()).where(c.case_id == case_id).group_by(c.position, c.trivsel)
    positions: dict[Position, int] = dict.fromkeys(Position, 0)
    trivsels: dict[Trivsel, int] = dict.fromkeys(Trivsel, 0)
    for position, trivsel, many in connection.execute(query).all():
        positions[Position(position)] += many
        trivsels[Trivsel(trivsel)] += many
    return Placings(sum(positions.values()), positions, trivsels)
