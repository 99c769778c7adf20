"""The forms the vault has used: a copy of every version, so that an answer keeps the wording it was given on."""

from sqlalchemy import Connection, insert, select

from opspor.domain.assessment import FormRef
from opspor.store import schema as t


def keep(connection: Connection, ref: FormRef, text: str) -> None:
    """Keep a copy of a form version that the vault has none of (``refs``)."""
    connection.execute(
        insert(t.form_copy).values(sha256=ref.sha256, kind=ref.kind, form_id=ref.id, version=ref.version, text=text)
    )


def text(connection: Connection, sha256: str) -> str | None:
    """The exact text of a form version that was used; None when the vault has no copy of it."""
    return connection.execute(select(t.form_copy.c.text).where(t.form_copy.c.sha256 == sha256)).scalar_one_or_none()


def refs(connection: Connection) -> dict[str, FormRef]:
    """sha256 -> form version, of every form that was used."""
    c = t.form_copy.c
    rows = connection.execute(select(c.kind, c.form_id, c.version, c.sha256))
    return {row.sha256: FormRef(row.kind, row.form_id, row.version, row.sha256) for row in rows}


def texts(connection: Connection) -> dict[FormRef, str]:
    """Every copy with its text: what ``opspor check`` reads again."""
    rows = connection.execute(select(t.form_copy))
    return {FormRef(row.kind, row.form_id, row.version, row.sha256): row.text for row in rows}
