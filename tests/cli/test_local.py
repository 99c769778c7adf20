"""``opspor local``: a municipality's file out of one vault and into another."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Opspor

FILE = {
    "kind": "opspor-kommune", "format": 1, "municipality": "Ådal Kommune", "version": 1, "made_on": "2026-01-02",
    "made_by": "Konsulent",
    "numbers": [{"key": "ppr", "phone": "87 65 43 21", "checked_on": "2026-01-02", "checked_by": "Konsulent"}],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    vault: Path
    file: Path


@pytest.fixture
def made(opspor: Opspor, tmp_path: Path) -> Made:
    """A vault with its leader, and a file of the municipality."""
    vault, file = tmp_path / "mappe", tmp_path / "kommune.json"
    assert opspor("new", vault, "--institution", "Kanariefuglen", "--user", "mette").code == 0
    file.write_text(json.dumps(FILE), "utf-8")
    return Made(vault, file)


def test_a_look_at_it_changes_nothing_and_says_what_would_change(opspor: Opspor, made: Made) -> None:
    looked = opspor("local", "import", made.vault, made.file, "--dry-run")

    assert looked.code == 0
    assert "Fra filen: PPR: tom → 87 65 43 21" in looked.out
    assert "Der mangler et nummer: Kommunens sociale døgnvagt" in looked.out
    assert "Intet er ændret." in looked.out
    assert opspor("local", "import", made.vault, made.file, "--json").json["taken"] == [
        {"about": "Kommunens navn", "here": "", "file": "Ådal Kommune"},
        {"about": "PPR", "here": "", "file": "87 65 43 21"},
    ]


def test_what_is_taken_over_is_handed_on(opspor: Opspor, made: Made, tmp_path: Path) -> None:
    assert opspor("local", "import", made.vault, made.file).code == 0
    out = tmp_path / "ud.json"

    said = opspor("local", "export", made.vault, out, "--by", "Leder", "--json")

    assert said.json == {"version": 2, "numbers": 1, "notes": 0}
    assert json.loads(out.read_text("utf-8"))["numbers"][0]["phone"] == "87 65 43 21"
    assert opspor("local", "import", made.vault, out, "--json").json["taken"] == []


def test_a_file_of_something_else_is_refused_with_its_code(opspor: Opspor, made: Made) -> None:
    made.file.write_text("hej", "utf-8")

    refused = opspor("local", "import", made.vault, made.file)

    assert (refused.code, refused.out) == (1, "")
    assert "[LOKAL-FREMMED]" in refused.err


def test_without_the_password_nothing_is_read_or_written(opspor: Opspor, made: Made, tmp_path: Path) -> None:
    out = tmp_path / "ud.json"
    assert opspor("local", "export", made.vault, out, "--by", "Leder", password=PASSWORD + "x").code == 1
    assert not out.exists()


def test_who_made_it_must_be_said(opspor: Opspor, made: Made, tmp_path: Path) -> None:
    assert opspor("local", "export", made.vault, tmp_path / "ud.json").code == 2
