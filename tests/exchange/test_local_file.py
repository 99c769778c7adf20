"""The local layer as a file: what is written is read, and whatever else comes gets a clear sentence."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.errors import KnownError
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber
from opspor.exchange.local_file import MAX_BYTES, read, read_file, written

DAY = date(2026, 3, 1)
LAYER = Layer(
    Local(
        "Ådal Kommune", "Digital Post", "Skema 4", "Ring", (Limit(5), Limit(7, 20)),
        (LocalNote(Track.SELF_HARM, "leader", "Bliv hos barnet"), LocalNote(Track.ACUTE, "", "Ring")), DAY, "Konsulent",
    ),
    (LocalNumber("ppr", "87 65 43 21", "9–12", DAY, "Konsulent"),), 3, DAY, "Konsulent",
)  # fmt: skip


def changed(**fields: Any) -> bytes:
    """As if somebody wrote it by hand: without a checksum."""
    return json.dumps(json.loads(written(LAYER)) | {"checksum": ""} | fields).encode()


def refused(content: bytes) -> KnownError:
    with pytest.raises(KnownError) as why:
        read(content)
    return why.value


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "kommune.json").write_bytes(written(LAYER))
    assert read_file(tmp_path / "kommune.json") == LAYER


def test_a_file_written_by_hand_needs_no_checksum_and_little_else() -> None:
    least = {
        "kind": "opspor-kommune", "format": 1, "municipality": "Ådal Kommune", "version": 1, "made_on": "2026-03-01",
        "made_by": "Konsulent",
    }  # fmt: skip
    assert read(json.dumps(least).encode()).numbers == ()


def test_a_number_that_nobody_put_a_day_to_is_refused() -> None:
    assert refused(changed(numbers=[{"key": "ppr", "phone": "87 65 43 21"}])).code == "LOKAL-INDHOLD"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"version": "tre"}, "»version«"),
        ({"version": 0}, "»version«"),
        ({"version": 10**20}, "»version«"),
        ({"format": "1"}, "»format«"),
        ({"made_on": "i går"}, "»made_on«"),
        ({"made_by": " "}, "»made_by«"),
        ({"municipality": ""}, "»municipality«"),
        ({"numbers": [{"key": 1}]}, "»numbers«"),
        ({"absence": [{"days": 0}]}, "»absence«"),
        ({"absence": [{"days": 7, "within": 5}]}, "»absence«"),
        ({"notes": [{"track": "nabo", "text": "x"}]}, "»track«"),
        ({"notes": [{"track": "abuse", "text": "x"}]}, "»track«"),  # what older vaults say is no track of a file
        ({"Karla Kanarijuhl": 1}, "et felt, som opspor ikke kender,"),
    ],
)
def test_what_is_written_wrongly_is_said_by_its_field_and_never_quoted(fields: dict[str, Any], place: str) -> None:
    error = refused(changed(**fields))

    assert error.code == "LOKAL-INDHOLD"
    assert f" {place} " in f"{error}"
    assert "Kanari" not in str(error)


@pytest.mark.parametrize("checksum", ["", "0" * 64])
def test_half_a_letter_is_a_damaged_file(checksum: str) -> None:
    assert refused(changed(sparring="\ud800", checksum=checksum)).code == "LOKAL-SKADET"


def test_two_numbers_of_one_function_are_refused() -> None:
    numbers = json.loads(written(LAYER))["numbers"] * 2
    assert refused(changed(numbers=numbers)).code == "LOKAL-INDHOLD"


@pytest.mark.parametrize("content", [b"", b"hej", b"[]", b"null", b'{"kind": "andet"}', b"\xff\xfe", b"{" * 100_000])
def test_a_file_of_something_else_is_foreign(content: bytes) -> None:
    assert refused(content).code == "LOKAL-FREMMED"


def test_a_file_that_is_far_too_big_is_foreign() -> None:
    assert refused(written(LAYER) + b" " * MAX_BYTES).code == "LOKAL-FREMMED"


def test_a_file_that_was_cut_or_changed_on_the_way_is_damaged() -> None:
    whole = written(LAYER)
    assert refused(whole[: len(whole) // 2]).code == "LOKAL-SKADET"
    assert refused(whole.replace(b"87 65 43 21", b"87 65 43 12")).code == "LOKAL-SKADET"


def test_a_file_of_a_newer_program_says_so() -> None:
    assert refused(changed(format=2)).code == "LOKAL-NYERE"


@pytest.mark.parametrize("field", ["track", "tracks", "step", "steps"])
def test_a_file_cannot_change_a_track_so_it_cannot_bring_a_dead_end(field: str) -> None:
    error = refused(changed(**{field: [{"id": "leader", "next": []}]}))

    assert error.code == "LOKAL-SPOR"
    assert "»notes«" in str(error)


@pytest.mark.parametrize("name", ["findes-ikke.json", "", "nul\0.json"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnownError) as why:
        read_file(tmp_path / name)
    assert why.value.code == "LOKAL-VAEK"


def test_the_schema_says_what_is_written() -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "local-layer.schema.json").read_text("utf-8"))
    document = json.loads(written(LAYER))

    assert set(document) == set(schema["properties"])
    assert {name for name in document if name in schema["required"]} == set(schema["required"])
    for name, part in (("numbers", "number"), ("notes", "note"), ("absence", "limit")):
        assert set(document[name][0]) == set(schema["$defs"][part]["properties"])
    assert set(schema["$defs"]["note"]["properties"]["track"]["enum"]) == {track.value for track in Track}
