"""What was thought through about a child before acting, on the form it was written on."""

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.plans import Analysis
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, analysis: Analysis) -> None:
    """Add an analysis; one that corrects an earlier one names it in ``header.replaces``."""
    values = {
        "child_id": analysis.child_id, "context": analysis.context,
        "body": msgspec.json.encode(analysis.texts, order="deterministic").decode(), "form": analysis.form.sha256,
    }  # fmt: skip
    records.add(connection, t.analysis, [(header, values)])


def of_child(connection: Connection, child_id: Id) -> tuple[Analysis, ...]:
    """The current analyses about a child, oldest first."""
    c = t.analysis.c
    query = (
        select(t.analysis, t.record.c.author_id, t.record.c.written_at, t.staff_member.c.name)
        .join(t.record, t.record.c.id == c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(c.child_id == child_id, records.is_current(t.analysis))
        .order_by(c.record_id)
    )
    refs = forms.refs(connection)
    return tuple(
        Analysis(
            row.record_id, row.child_id, Context(row.context), row.author_id, row.name, row.written_at,
            msgspec.json.decode(row.body, type=dict[str, str]), refs[row.form],
        )
        for row in connection.execute(query)
    )  # fmt: skip
