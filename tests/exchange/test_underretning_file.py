"""An underretning as a file: what is written is what the schema promises, and nothing else."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from opspor.exchange.underretning_file import Carer, Child, Form, Reporter, Section, UnderretningFile, written

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "underretning.schema.json").read_text("utf-8")
)
FILE = UnderretningFile(
    form=Form("underretning", 2, "a" * 64),
    written_at=datetime(2026, 3, 17, 14, 2, tzinfo=UTC),
    urgent=True,
    institution="Børnehuset Kanariefuglen",
    controller="Ådal Kommune",
    log="Log 12 · 9f3a 21c7",
    child=Child("Åse Kanariøst", date(2021, 12, 24), None, None, address_protected=True),
    carers=(Carer("Kanari Mor", "mor", "Ja", True, None, None, protected=True),),
    reporter=Reporter("Jonas Kanariberg", "pædagog", "Børnehuset", "Kanarivej 1", "00 00 12 34"),
    sections=(Section("concern", "Bekymringen", "Linje et\nLinje to", gap=False), Section("", "Vedlagt", "", gap=True)),
)
_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None),
}  # fmt: skip
_UNDERSTOOD = {
    "$schema", "$defs", "$ref", "title", "description", "type", "const", "required", "properties", "items", "pattern",
    "additionalProperties", "minimum", "format",
}  # fmt: skip


def wrong(value: object, schema: dict[str, Any], place: str = "") -> list[str]:
    """Where a value does not keep to a schema: the words of JSON Schema that ours uses, and no others."""
    assert set(schema) <= _UNDERSTOOD
    if "$ref" in schema:
        return wrong(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], place)
    if "const" in schema:
        return [] if value == schema["const"] else [place]
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(type(value) is _KINDS[kind] for kind in kinds):
        return [place]
    match value:
        case dict():
            assert schema["additionalProperties"] is False
            own = schema["properties"]
            keys = [f"{place}/{key}" for key in {*schema["required"]} ^ {*value}]
            return keys + [w for key in value if key in own for w in wrong(value[key], own[key], f"{place}/{key}")]
        case list():
            return [w for number, one in enumerate(value) for w in wrong(one, schema["items"], f"{place}/{number}")]
        case str():
            read = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
            try:
                read[schema["format"]](value) if "format" in schema else None
            except ValueError:
                return [place]
            return [] if re.search(schema.get("pattern", ""), value) else [place]
        case int():
            return [] if value >= schema.get("minimum", value) else [place]
    return []


def test_what_is_written_keeps_to_the_schema_and_says_all_that_is_in_it() -> None:
    document = json.loads(written(FILE))

    assert wrong(document, SCHEMA) == []
    assert list(document) == list(SCHEMA["properties"])
    assert document["sections"][0]["text"] == "Linje et\nLinje to"
    assert "Åse Kanariøst" in written(FILE).decode("utf-8"), "letters stand as they are"


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("kind", "noget andet", "/kind"),
        ("format", 2, "/format"),
        ("urgent", "ja", "/urgent"),
        ("written_at", "i går", "/written_at"),
        ("private_address", "Vej 1", "/private_address"),
        ("child", {"name": "Åse"}, "/child/birth_date"),
        ("sections", [{"id": "", "title": "", "text": None, "gap": False}], "/sections/0/text"),
    ],
)
def test_the_schema_refuses_what_is_not_in_it(field: str, value: object, place: str) -> None:
    assert place in wrong(json.loads(written(FILE)) | {field: value}, SCHEMA)


def test_a_number_has_ten_digits() -> None:
    child = msgspec.structs.replace(FILE.child, cpr="050122-4002")
    assert wrong(json.loads(written(msgspec.structs.replace(FILE, child=child))), SCHEMA) == ["/child/cpr"]


def test_the_same_is_written_the_same() -> None:
    assert written(FILE) == written(FILE)
