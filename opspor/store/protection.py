"""Consents, what the family asked for, what was journalised, and requests for access. A version replaces the last."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, select

from opspor.domain.consent import Agreed, Consent
from opspor.domain.filing import TAKEN_BACK, Filed
from opspor.domain.ids import Id
from opspor.domain.rights import RightKind, RightsNote
from opspor.domain.subject_access import Request, SubjectAccess
from opspor.store import records
from opspor.store import schema as t
from opspor.store.records import Header


def add_consent(connection: Connection, header: Header, consent_id: Id, agreed: Agreed) -> None:
    """Add a consent (``consent_id`` is the id of ``header``), or a version of one (``header.replaces``)."""
    values = {"consent_id": consent_id, "child_id": header.child_id, "body": msgspec.json.encode(agreed).decode()}
    records.add(connection, t.consent, [(header, values)])


def consents(connection: Connection, child_id: Id) -> tuple[Consent, ...]:
    """A child's consents as they are now, the one begun last first; also those that are over."""
    c = t.consent.c
    query = _current(t.consent).where(c.child_id == child_id).order_by(c.consent_id.desc())
    return tuple(
        Consent(r.consent_id, r.record_id, r.child_id, msgspec.json.decode(r.body, type=Agreed), r.author, r.written_at)
        for r in connection.execute(query)
    )


def child_of_consent(connection: Connection, consent_id: Id) -> Id | None:
    """Whose consent it is; None when there is none."""
    query = select(t.consent.c.child_id).where(t.consent.c.record_id == consent_id)
    return connection.execute(query).scalar()


def add_note(connection: Connection, header: Header, note: RightsNote) -> None:
    """Add what was asked for or decided."""
    values = {
        "child_id": note.child_id, "kind": note.kind, "about_id": note.about, "noted_on": note.on,
        "from_whom": note.from_whom, "text": note.text, "answers_id": note.answers,
    }  # fmt: skip
    records.add(connection, t.rights_note, [(header, values)])


def notes(connection: Connection, child_id: Id | None = None) -> tuple[RightsNote, ...]:
    """What was asked for and decided about a child, or about all (None), in the order it was written."""
    c = t.rights_note.c
    query = _current(t.rights_note).order_by(c.record_id)
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    return tuple(
        RightsNote(
            r.record_id, r.child_id, RightKind(r.kind), r.noted_on, r.from_whom, r.text, r.author, r.written_at,
            r.about_id, r.answers_id,
        )
        for r in connection.execute(query)
    )  # fmt: skip


def file(connection: Connection, header: Header, filed: Filed) -> None:
    """Note that a record was journalised; with ``header.replaces`` it corrects that, or takes it back."""
    values = {"about_id": filed.about, "filed_on": filed.on, "reference": filed.reference}
    records.add(connection, t.filing, [(header, values)])


def filed(connection: Connection, about: Collection[Id] | None = None) -> Mapping[Id, Filed]:
    """record -> how it was journalised, of every one that was, or of these; not where somebody took it back."""
    query = _current(t.filing).where(t.filing.c.reference != TAKEN_BACK).order_by(t.filing.c.record_id)
    if about is not None:
        query = query.where(t.filing.c.about_id.in_(list(about)))
    return {
        r.about_id: Filed(r.about_id, r.filed_on, r.reference, r.author, r.written_at, r.record_id)
        for r in connection.execute(query)
    }


def add_request(connection: Connection, header: Header, request_id: Id, request: Request) -> None:
    """Add a request for access (``request_id`` is the id of ``header``), or a version of one (``header.replaces``)."""
    closed = request.released is not None or bool(request.dropped_because)
    values = {
        "request_id": request_id, "child_id": header.child_id, "closed": closed,
        "body": msgspec.json.encode(request).decode(),
    }  # fmt: skip
    records.add(connection, t.subject_access, [(header, values)])


def requests(
    connection: Connection, *, request_id: Id | None = None, child_id: Id | None = None, still_open: bool = False
) -> tuple[SubjectAccess, ...]:
    """The requests as they are now, the newest first: the one named, of a child, or all; closed ones too unless
    ``still_open``.
    """
    c = t.subject_access.c
    query = _current(t.subject_access).order_by(c.request_id.desc())
    if request_id is not None:
        query = query.where(c.request_id == request_id)
    if child_id is not None:
        query = query.where(c.child_id == child_id)
    if still_open:
        query = query.where(c.closed.is_(False))
    return tuple(
        SubjectAccess(
            r.request_id, r.record_id, r.child_id, msgspec.json.decode(r.body, type=Request), r.author, r.written_at
        )
        for r in connection.execute(query)
    )


def remarks(connection: Connection, child_id: Id) -> Mapping[Id, tuple[RightsNote, ...]]:
    """record -> the remarks of the family that stand beside it."""
    found: dict[Id, list[RightsNote]] = defaultdict(list)
    for note in notes(connection, child_id):
        if note.kind is RightKind.REMARK and note.about is not None:
            found[note.about].append(note)
    return {about: tuple(said) for about, said in found.items()}


def _current(kind: Table) -> Select[Any]:
    return (
        select(kind, t.record.c.written_at, t.staff_member.c.name.label("author"))
        .join(t.record, t.record.c.id == kind.c.record_id)
        .join(t.staff_member, t.staff_member.c.id == t.record.c.author_id)
        .where(records.is_current(kind))
    )
