"""What pupils say about their own everyday."""

import msgspec
from sqlalchemy import Connection, select

from opspor.domain.ids import Id
from opspor.domain.pupil import PupilAnswers, PupilView
from opspor.store import forms, records
from opspor.store import schema as t
from opspor.store.records import Header


def add(connection: Connection, header: Header, view: PupilView) -> None:
    """Add what a pupil said; ``header.seen_at`` is the day it was said."""
    values = {
        "child_id": view.child_id, "round_id": view.round_id, "on_screen": view.on_screen,
        "body": msgspec.json.encode(view.answers, order="deterministic").decode(), "form": view.form.sha256,
    }  # fmt: skip
    records.add(connection, t.pupil_view, [(header, values)])


def newest(connection: Connection, child_id: Id) -> PupilView | None:
    """What a pupil said last; None when the pupil was never asked."""
    found = views(connection, child_id)
    return found[-1] if found else None


def views(connection: Connection, child_id: Id) -> tuple[PupilView, ...]:
    """Everything a pupil said, by the day it was said, oldest first."""
    query = (
        select(t.pupil_view, t.record.c.author_id, t.record.c.seen_at, t.record.c.written_at)
        .join(t.record, t.record.c.id == t.pupil_view.c.record_id)
        .where(t.pupil_view.c.child_id == child_id, records.is_current(t.pupil_view))
        .order_by(t.record.c.seen_at, t.pupil_view.c.record_id)
    )
    refs = forms.refs(connection)
    return tuple(
        PupilView(
            row.record_id, row.child_id, row.author_id, row.seen_at.date(), row.written_at,
            msgspec.json.decode(row.body, type=PupilAnswers), refs[row.form], row.on_screen, row.round_id,
        )
        for row in connection.execute(query)
    )  # fmt: skip
