"""What the documents name is there: files, tests, words on the screen, identifiers, source keys."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from opspor.forms.wording import lix

_ROOT = Path(__file__).parent.parent
_DOCS = sorted([*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")])
_THREATS, _GUIDE = _ROOT / "docs" / "threat-model.md", _ROOT / "docs" / "brugervejledning.md"
# what somebody in front of a vault may be told; the rest is said where it is typed, and gone when it is put right
_OF_A_VAULT = ("vault/", "workplace/", "store/", "usecases/check", "usecases/copies", "usecases/erasure",
               "usecases/journal", "usecases/log", "usecases/people")  # fmt: skip
_SAID_WHERE_IT_IS_TYPED = {"PERSON-NAVN", "GRUPPE-FINDES"}
_HARDEST = 30  # LIX; up to 34 is read as easily as fiction
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
    found = list(_named_tests(_THREATS.read_text(encoding="utf-8")))
    assert len(found) > 150
    assert [f"{file}::{name}" for file, name in found if name not in _tests_in(file)] == []


def test_every_promise_of_the_threat_model_names_the_test_that_holds_it() -> None:
    rows = re.findall(r"^\| (?!Holds)(.+) \|$", _THREATS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 60
    assert [row for row in rows if not re.search(r"`(tests/[\w/]+\.py)?::test_\w+`", row.split(" | ")[-1])] == []


def test_every_point_of_the_accessibility_list_names_its_test_or_says_that_nobody_tried() -> None:
    text = (_ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| (?!Punkt)\S+", line)]
    assert len(rows) > 60
    assert {row[2] for row in rows} <= {"opfyldt", "delvist", "ikke opfyldt", "gælder ikke"}
    shown = [row for row in rows if row[2] != "gælder ikke"]
    assert [row for row in shown if not re.search(r"`tests/[\w/]+\.py::test_\w+`|ikke afprøvet", row[3])] == []
    named = list(_named_tests(text))
    assert [f"{file}::{name}" for file, name in named if name not in _tests_in(file)] == []
    counted = {word: sum(row[2] == word for row in rows) for word in ("opfyldt", "delvist", "ikke opfyldt")}
    assert all(re.search(rf"\b{count} {word}\b", text) for word, count in counted.items())


def _named_tests(text: str) -> Iterator[tuple[str, str]]:
    file = ""
    for path, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::([\w:]+))?`", text):
        file = path or file
        if name:
            yield file, name


@cache
def _tests_in(file: str) -> frozenset[str]:
    """The node ids within a file of tests."""
    found = set()
    for part in ast.parse((_ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(part, ast.ClassDef):
            found |= {f"{part.name}::{inner.name}" for inner in part.body if isinstance(inner, ast.FunctionDef)}
        elif isinstance(part, ast.FunctionDef):
            found.add(part.name)
    return frozenset(found)


def test_every_word_that_the_user_guide_quotes_stands_in_the_program() -> None:
    guide = _GUIDE.read_text(encoding="utf-8")
    quoted = {re.sub(r"\s+", " ", words) for words in re.findall(r"»([^«]+)«", guide)} - _NOT_ON_SCREEN
    known = _source() + re.sub(r"\{[^{}]*\}", "", _source())
    # numbers, times and file names are filled in by the program
    plain = {re.sub(r"header\.bak |\bn børn\b|\d+\.\d+| …$", "", words).strip() for words in quoted}
    assert sorted(words for words in plain if words not in known) == []


def test_the_user_guide_says_what_to_do_at_every_fault_of_a_vault() -> None:
    program = _ROOT / "opspor"
    paths = [path for path in program.rglob("*.py") if path.relative_to(program).as_posix().startswith(_OF_A_VAULT)]
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    codes = set(re.findall(r'Fault\(\s*"([A-Z0-9-]+)"', source)) - _SAID_WHERE_IT_IS_TYPED
    told = set(re.findall(r"`([A-Z]+(?:-[A-Z]+)+)`", _GUIDE.read_text(encoding="utf-8")))
    assert len(codes) > 80
    assert sorted(codes - told) == []
    assert sorted(code for code in told if f'"{code}"' not in _source()) == []


def test_the_user_guide_is_easy_to_read() -> None:
    """In what a person reads: without the codes, the links and the marks of tables."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|`[^`]*`|\]\([^)]*\)|[|*#\[\]»«]|^-+$", " ", _GUIDE.read_text(encoding="utf-8"))
    assert lix(_paragraphs(text)) <= _HARDEST


def _paragraphs(text: str) -> list[str]:
    """Lines that belong together, as one: a list's or a table's line by itself."""
    lines: list[str] = []
    for line in text.splitlines():
        if line[:1].isspace() and line.strip() and lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return lines


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
    named = [re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])") for name in packages]
    assert [one.pattern for one in named if not (one.search(reasons) and one.search(licences))] == []


def test_every_decision_is_in_the_list() -> None:
    folder = _ROOT / "docs" / "adr"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    decisions = sorted(path.name for path in folder.glob("0*.md"))
    assert [name for name in decisions if name not in listed] == []
    for name in decisions:
        text = (folder / name).read_text(encoding="utf-8")
        for part in ("**Summary.**", "## Context", "## Decision", "## Consequences", "## Alternatives"):
            assert part in text, f"{name}: {part}"
