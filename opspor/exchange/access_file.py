"""Everything about a child as one file that a program can read: JSON (docs/indsigt.schema.json).

Each row about the child stands in it once, under the name of its table, with what the paper says beside the value as it
is kept. What is left out stands nowhere in it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

import msgspec

KIND, FORMAT = "opspor-indsigt", 1


class Field(msgspec.Struct, frozen=True):
    """A value: where it lies in its row, what it is called, as it is kept, and as it is read."""

    name: str
    label: str
    value: object
    words: str


class Row(msgspec.Struct, frozen=True):
    """A row about the child. ``on`` is the day that it is about, ``by`` who wrote it; "" where nobody did."""

    id: str
    section: str
    heading: str
    on: date
    by: str
    fields: tuple[Field, ...]


class NotIncluded(msgspec.Struct, frozen=True):
    """What no file of this kind holds, and why."""

    what: str
    why: str


class AccessFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file, field by field as the schema has it. ``draft``: nobody has looked it through yet."""

    kind: str = KIND
    format: int = FORMAT
    draft: bool
    made_at: datetime
    institution: str
    controller: str
    data_protection_officer: str
    recipient: str
    asked_on: date
    child: str
    birth_date: date | None
    explained: tuple[str, ...]
    tables: Mapping[str, tuple[Row, ...]]
    not_included: tuple[NotIncluded, ...]


def written(file: AccessFile) -> bytes:
    """The bytes of the file: UTF-8, one field a line, the same every time."""
    return json.dumps(msgspec.to_builtins(file), ensure_ascii=False, indent=1).encode() + b"\n"
