"""What the documents name is there: files, tests, words on the screen, identifiers, source keys."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_DOCS = sorted([*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")])
# quoted in the user guide, and on no screen
_NOT_ON_SCREEN = {"barnets position i dagtilbud", "et rødt barn"}


@cache
def _source() -> str:
    paths = [
        *(_ROOT / "opspor").rglob("*.py"),
        *(_ROOT / "forms").rglob("*.toml"),
        *(_ROOT / "resources").rglob("*.toml"),
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if "_data" not in path.parts)
    return re.sub(r'"\s*\n\s*f?"', "", text)  # a sentence that is written over two lines is one


@pytest.mark.parametrize("document", _DOCS, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (document.parent / link).exists()] == []


def test_every_test_that_the_threat_model_names_is_there() -> None:
    found = list(_named_tests((_ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")))
    assert len(found) > 30
    for file, name in found:
        assert (_ROOT / file).exists(), file
        assert not name or f"def {name}(" in (_ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"


def _named_tests(text: str) -> Iterator[tuple[str, str]]:
    file = ""
    for path, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::(test_\w+))?`", text):
        file = path or file
        if path or name:
            yield file, name


def test_every_word_that_the_user_guide_quotes_stands_in_the_program() -> None:
    guide = (_ROOT / "docs" / "brugervejledning.md").read_text(encoding="utf-8")
    quoted = {re.sub(r"\s+", " ", words) for words in re.findall(r"»([^«]+)«", guide)} - _NOT_ON_SCREEN
    known = re.sub(r"\{[^{}]*\}", "", _source())
    # numbers, times and file names are filled in by the program
    plain = {re.sub(r"header\.bak |\bn børn\b|\d+\.\d+| …$", "", words).strip() for words in quoted}
    assert sorted(words for words in plain if words not in known) == []


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    glossary = (_ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    columns = [
        line.split("|")[2] for line in glossary.splitlines() if line.startswith("|") and "`" in line.split("|")[2]
    ]
    names = {
        part for column in columns for code in re.findall(r"`([^`]+)`", column) for part in re.findall(r"\w+", code)
    }
    assert len(names) > 60
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", _source())) == []


def test_every_source_key_is_explained() -> None:
    keys = set(re.findall(r"\b(?:W\d{2}b?|S00\d)\b", _source()))
    explained = (_ROOT / "docs" / "kilder.md").read_text(encoding="utf-8")
    assert keys
    assert sorted(key for key in keys if key not in explained) == []


def test_every_package_is_named_with_its_reason_and_its_licence() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (_ROOT / "docs" / "adr" / "004-dependencies.md").read_text(encoding="utf-8").casefold()
    licences = (_ROOT / "NOTICE").read_text(encoding="utf-8").casefold()
    packages = [re.split(r"[<>=]", wanted)[0].casefold() for wanted in project["dependencies"]]
    assert len(packages) > 10
    assert [name for name in packages if name not in reasons or name not in licences] == []


def test_every_decision_is_in_the_list() -> None:
    folder = _ROOT / "docs" / "adr"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    decisions = sorted(path.name for path in folder.glob("0*.md"))
    assert [name for name in decisions if name not in listed] == []
    for name in decisions:
        text = (folder / name).read_text(encoding="utf-8")
        for part in ("**Summary.**", "## Context", "## Decision", "## Consequences", "## Alternatives"):
            assert part in text, f"{name}: {part}"
