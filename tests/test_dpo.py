"""What stands in docs/dpo is so: tests, terms, rules, commands and words on the screen; and it can be read."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from opspor.cli import commands
from opspor.cli.arguments import parser
from opspor.domain.errors import KnownError
from opspor.domain.retention import LONGEST, Schedule, check
from opspor.forms.wording import lix
from opspor.reference import law
from opspor.usecases.log import LEAST_MONTHS, MOST_MONTHS
from opspor.vault import copies
from tests.test_docs import _named_tests, _paragraphs, _source, _tests_in

_FOLDER = Path(__file__).parent.parent / "docs" / "dpo"
_PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.md"))}
_NETWORK = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebSockets",
}  # fmt: skip
_PARTLY, _NOT = "delvist", "ikke opfyldt"
_HARDEST = 38  # LIX; the first page is for anybody
_FIRST_PAGE = 32


def _points() -> list[tuple[int, str, str]]:
    """(number, how far it is met, what stands under it) of each of the 25."""
    parts = re.split(r"^## (\d+)\. .+?: (ikke opfyldt|delvist|opfyldt)$", _PAGES["krav.md"], flags=re.MULTILINE)[1:]
    return [(int(number), status, text) for number, status, text in zip(*[iter(parts)] * 3, strict=True)]


def test_the_25_points_are_there_once_and_in_order() -> None:
    assert [number for number, _, _ in _points()] == list(range(1, 26))


def test_what_is_counted_on_top_is_what_stands_below() -> None:
    told = r"^\| (Ikke opfyldt|Delvist|Opfyldt) \| \d+ \| ([\d, ]+|ingen) \|$"
    rows = dict(re.findall(told, _PAGES["krav.md"], re.M))
    for words in ("Ikke opfyldt", "Delvist", "Opfyldt"):
        found = [str(n) for n, status, _ in _points() if status == words.lower()]
        assert rows[words] == (", ".join(found) or "ingen")
        assert f"| {words} | {len(found)} |" in _PAGES["krav.md"]


def test_what_is_not_wholly_met_says_what_is_missing() -> None:
    for number, status, text in _points():
        if status == _PARTLY:
            assert "mangler:**" in text, number
        if status == _NOT:
            assert "ser ikke efter" in text, number


def test_every_point_names_a_test_and_every_test_that_is_named_is_there() -> None:
    assert [number for number, _, text in _points() if not list(_named_tests(text))] == []
    for name, text in _PAGES.items():
        found = list(_named_tests(text))
        assert [f"{file}::{test}" for file, test in found if test not in _tests_in(file)] == [], name
    assert sum(len(list(_named_tests(text))) for text in _PAGES.values()) > 80


def test_every_risk_names_what_holds_it_or_says_that_nothing_does() -> None:
    rows = [
        line for line in _PAGES["konsekvensanalyse.md"].splitlines() if re.search(r"\| (`tests/[^|]+|ingen) \|$", line)
    ]
    assert len(rows) > 10
    table = _PAGES["konsekvensanalyse.md"].partition("## Risici")[2].partition("## Hørt")[0]
    assert len([line for line in table.splitlines() if line.startswith("| ")]) == len(rows) + 1  # and the heads


def test_the_terms_are_those_of_the_program() -> None:
    months = {"own": Schedule().own, "file": Schedule().file, "concern": Schedule().concern, "paper": Schedule().paper}
    rows = re.findall(r"\(`(\w+)`\) \| (\d+) måneder \| (\d+) til (\d+) måneder \|", _PAGES["sletning.md"])
    said = {key: (int(default), int(least), int(most)) for key, default, least, most in rows}
    assert said.pop("log") == (MOST_MONTHS, LEAST_MONTHS, MOST_MONTHS)
    assert said == {key: (default, _least(key), LONGEST) for key, default in months.items()}
    kept = f"{copies.DAYS} dage, {copies.WEEKS} uger og {copies.MONTHS} måneder bliver gemt, og altid de tre nyeste"
    assert copies.ALWAYS == 3
    assert kept in _PAGES["sletning.md"]


def _least(key: str) -> int:
    for number in range(3):
        try:
            check(Schedule(**{key: number}))
        except KnownError:
            continue
        return number
    raise AssertionError(key)


def test_each_rule_stands_with_how_sure_it_is() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", _PAGES["regler.md"], re.MULTILINE)
    assert len(rows) > 20
    for id_, cited, sure, status in rows:
        rule = law.rule_on(id_, date.max)
        assert (cited, sure, status) == (
            f"{rule.law} {rule.paragraph}".strip(),
            law.SURENESS_WORDS[rule.certainty],
            rule.status or "–",
        )


@pytest.mark.parametrize("name", [name for name in _PAGES if name != "regler.md"])
def test_every_rule_that_is_cited_is_in_the_list(name: str) -> None:
    text = re.sub(r"\s+", " ", _PAGES[name])
    listed = " ".join(re.findall(r"^\| `\w+` \| (.+?) \|", _PAGES["regler.md"], re.MULTILINE)) + " "
    cited = re.findall(r"(?:artikel|§) \d+(?: [a-z] )?(?:, stk\. \d+)?(?:, litra [a-z])?", text)
    missing = [one for one in cited if not re.search(rf"{re.escape(one.strip())}\b", listed)]
    assert missing == []


@pytest.mark.parametrize("name", sorted(_PAGES))
def test_every_command_can_be_given(name: str) -> None:
    blocks = re.findall(r"^```\n(.+?)^```", _PAGES[name], re.MULTILINE | re.DOTALL)
    for line in re.findall(r"^(?:strace .*?)?opspor (.+)$", "\n".join(blocks), re.MULTILINE):
        given = parser().parse_args(line.split())  # leaves with 2 at what is no command
        assert given.command is None or given.command in {*commands.COMMANDS, "demo"}, line


def test_the_commands_of_the_hour_are_there() -> None:
    text = _PAGES["README.md"]
    for command in ("opspor demo", "opspor export", "opspor stock", "opspor --vault"):
        assert command in text
    assert "make run" in text


@pytest.mark.parametrize("name", sorted(_PAGES))
def test_every_word_that_is_quoted_stands_in_the_program(name: str) -> None:
    quoted = {re.sub(r"\s+", " ", words) for words in re.findall(r"»([^«]+)«", _PAGES[name])}
    assert sorted(words for words in quoted if words not in _source()) == []


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names | {name.partition(".")[0] for name in names}


def test_no_part_of_the_program_imports_what_opens_a_connection() -> None:
    """The name of this PC is asked of ``socket``; nothing else of it is used."""
    program = _FOLDER.parent.parent / "opspor"
    for path in program.rglob("*.py"):
        found = _imported(path)
        assert not found & _NETWORK, path
        if "socket" in found:
            used = set(re.findall(r"\bsocket\.(\w+)", path.read_text(encoding="utf-8")))
            assert used == {"gethostname"}, path


def test_nothing_is_claimed_that_the_controller_must_say() -> None:
    """The pages of the controller have blanks, and no made-up answer in them."""
    assert _PAGES["fortegnelse.md"].count("___") > 15
    assert _PAGES["konsekvensanalyse.md"].count("___") > 15
    assert _PAGES["brud.md"].count("___") > 15


@pytest.mark.parametrize("name", sorted(set(_PAGES) - {"regler.md"}))
def test_it_can_be_read(name: str) -> None:
    text = re.sub(r"```.*?```", " ", _PAGES[name], flags=re.DOTALL)
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|[|*#\[\]»«>]|_{2,}|&nbsp;|^-+$", " ", text)
    assert lix(_paragraphs(text)) <= (_FIRST_PAGE if name == "README.md" else _HARDEST)
