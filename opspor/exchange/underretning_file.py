"""An underretning as one file that another system can read: JSON (docs/underretning.schema.json, docs/underretning.md).

It is only written, never read: what comes back from the municipality is written down by a person.
"""

import json
from datetime import date, datetime

import msgspec

KIND, FORMAT = "opspor-underretning", 1


class Form(msgspec.Struct, frozen=True):
    """The form it was written with. The file says what that one asks for, in its order."""

    id: str
    version: int
    sha256: str


class Child(msgspec.Struct, frozen=True):
    """Whom it is about. ``address`` is None where nobody knows it, and where it is protected: that is said apart."""

    name: str
    birth_date: date | None
    cpr: str | None
    address: str | None
    address_protected: bool


class Carer(msgspec.Struct, frozen=True):
    """One of the child's adults; of somebody protected neither address nor phone."""

    name: str
    relation: str
    custody: str
    lives_with_child: bool
    address: str | None
    phone: str | None
    protected: bool


class Reporter(msgspec.Struct, frozen=True):
    """Who reports, at work: a private address of staff is nowhere in the program."""

    name: str
    title: str
    workplace: str
    address: str
    phone: str


class Section(msgspec.Struct, frozen=True):
    """A part of the paper. ``id`` is the form's; "" for what stands on the paper and in no form. ``gap``: not known."""

    id: str
    title: str
    text: str
    gap: bool


class UnderretningFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file, field by field as the schema has it."""

    kind: str = KIND
    format: int = FORMAT
    form: Form
    written_at: datetime
    urgent: bool
    institution: str
    controller: str
    log: str
    child: Child
    carers: tuple[Carer, ...]
    reporter: Reporter
    sections: tuple[Section, ...]


def written(file: UnderretningFile) -> bytes:
    """The bytes of the file: UTF-8, one field a line, the same every time."""
    return json.dumps(msgspec.to_builtins(file), ensure_ascii=False, indent=1).encode() + b"\n"
