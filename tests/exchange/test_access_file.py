"""Everything about a child as a file: what is written is what the schema promises, and nothing else."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from opspor.exchange.access_file import AccessFile, Field, NotIncluded, Row, written

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "indsigt.schema.json").read_text("utf-8"))
FIELDS = (
    Field("text", "Tekst", "Æblet faldt", "Æblet faldt"),
    Field("first", "", True, "Ja"),
    Field("place", "", 1, "1"),
)
FILE = AccessFile(
    draft=False,
    made_at=datetime(2026, 3, 17, 14, 2, tzinfo=UTC),
    institution="Børnehuset Kanariefuglen",
    controller="Ådal Kommune",
    data_protection_officer="",
    recipient="Kanaria Mor",
    asked_on=date(2026, 3, 2),
    child="Åse Kanariøst",
    birth_date=None,
    explained=("Sådan",),
    tables={"observation": (Row("r-1", "Iagttagelser", "Iagttagelse", date(2026, 3, 1), "Jonas", FIELDS),)},
    not_included=(NotIncluded("Kladder", "De er ikke afleveret."),),
)
_KINDS: dict[str, type] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": float, "null": type(None),
}  # fmt: skip


def wrong(value: Any, schema: dict[str, Any], place: str = "") -> list[str]:
    """Where a value does not keep to a schema: the words of JSON Schema that this one uses."""
    if "$ref" in schema:
        return wrong(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], place)
    if "const" in schema:
        return [] if value == schema["const"] else [place]
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(type(value) is _KINDS[kind] for kind in kinds):
        return [place]
    if isinstance(value, list):
        return [found for n, one in enumerate(value) for found in wrong(one, schema["items"], f"{place}/{n}")]
    if isinstance(value, dict):
        own, others = schema.get("properties", {}), schema["additionalProperties"]
        missing = [f"{place}/{key}" for key in {*schema.get("required", ())} - {*value}]
        unknown = [f"{place}/{key}" for key in value if key not in own and others is False]
        known = [
            found
            for k, one in value.items()
            for found in wrong(one, own.get(k, others) or {"const": one}, f"{place}/{k}")
        ]
        return missing + unknown + known
    read = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}.get(schema.get("format", ""))
    try:
        if read is not None and value is not None:
            read(value)
    except ValueError:
        return [place]
    return []


def test_what_is_written_keeps_to_the_schema() -> None:
    assert wrong(json.loads(written(FILE)), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "andet"}, "/kind"),
        ({"asked_on": "i går"}, "/asked_on"),
        ({"hidden": []}, "/hidden"),
        ({"tables": {"observation": [{"id": 1}]}}, "/tables/observation/0/id"),
    ],
)
def test_the_schema_sees_what_is_wrong(change: dict[str, Any], place: str) -> None:
    assert place in wrong(json.loads(written(FILE)) | change, SCHEMA)


def test_it_is_readable_by_a_person_too_and_the_same_every_time() -> None:
    assert "Æblet faldt" in written(FILE).decode()
    assert written(FILE) == written(FILE)
