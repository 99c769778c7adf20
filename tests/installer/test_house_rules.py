"""Every house rule finds the fault that is planted for it, where it is, and nothing in a clean module."""

from pathlib import Path

import pytest

from installer.house_rules import RULES, findings

CLEAN = '''"""A module."""

from opspor.domain.errors import Fault

FULL = Fault("BOKS-FULD", "Drevet er fuldt.")


def build(look: Look, clock: Clock) -> None:
    """Sizes come from the font and the time from the clock."""
    widget.resize(look.u(10), 0)
    widget.setFixedSize(QSize(look.u(1), look.u(1)))
    now, label = clock(), PlainLabel("Karla")
    app.exec()
    forms.text(connection, "sha")
    with path.open("rb") as file, package.open("w.xml") as part:
        file.read()
'''


def _told(root: Path, module: str, source: str) -> list[str]:
    path = root / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")
    return [f"{finding.path.as_posix()}:{finding.line}: {finding.reason}" for finding in findings(root)]


def test_a_clean_module_passes_wherever_it_lies(tmp_path: Path) -> None:
    assert _told(tmp_path, "opspor/desktop/page.py", CLEAN) == []


PLANTED = [
    ("opspor/desktop/page.py", 'x = QLabel("Karla")', "a QLabel takes a child's name for markup"),
    ("opspor/desktop/page.py", "x = QtWidgets.QLabel()", "a QLabel takes a child's name for markup"),
    ("opspor/desktop/page.py", "class Name(QLabel): pass", "a QLabel takes a child's name for markup"),
    ("opspor/desktop/page.py", 'widget.setStyleSheet("color: red")', "a style sheet breaks dark mode"),
    ("opspor/desktop/page.py", "label.setTextFormat(Qt.TextFormat.RichText)", "rich text"),
    ("opspor/desktop/page.py", "view.setHtml(text)", "rich text"),
    ("opspor/desktop/page.py", "first = column.itemAt(0)", "keep your own list"),
    ("opspor/desktop/page.py", "after = part.nextInFocusChain()", "pages stay in memory"),
    ("opspor/usecases/x.py", "now = datetime.now(UTC)", "the clock is handed in"),
    ("opspor/usecases/x.py", "now = datetime.datetime.now()", "the clock is handed in"),
    ("opspor/domain/x.py", "day = date.today()", "the clock is handed in"),
    ("opspor/desktop/page.py", "day = QDate.currentDate()", "the clock is handed in"),
    ("opspor/usecases/x.py", 'print("Karla")', "say it in the window"),
    ("opspor/usecases/x.py", 'open("x", "w")', "files are written by vault/"),
    ("opspor/documents/x.py", 'with path.open(mode="ab") as f: pass', "files are written by vault/"),
    ("opspor/documents/x.py", "path.write_bytes(b'')", "files are written by vault/"),
    ("opspor/exchange/x.py", 'open("x", "r+")', "files are written by vault/"),
    ("opspor/forms/x.py", 'eval("1 + 1")', "data is never run"),
    ("opspor/forms/x.py", "exec(code)", "data is never run"),
    ("opspor/documents/x.py", 'line = "Efter barnets lov § 133"', "law is dated data"),
    ("opspor/documents/x.py", 'line = f"Efter {law} § 133"', "law is dated data"),
    ("opspor/documents/x.py", "line = rule.cited", "never stands without how sure it is"),
    ("opspor/store/people.py", "from sqlalchemy import select, text", "raw SQL"),
    ("opspor/store/people.py", 'connection.exec_driver_sql("SELECT 1")', "raw SQL"),
    ("opspor/vault/x.py", "run(\"SELECT sqlcipher_export('plain')\")", "whole vault in the clear"),
    ("opspor/vault/x.py", "run(\"ATTACH DATABASE 'x' AS plain KEY ''\")", "whole vault in the clear"),
    ("opspor/desktop/page.py", "widget.setFixedWidth(240)", "fixed pixels"),
    ("opspor/desktop/page.py", "widget.resize(look.u(10), 600)", "fixed pixels"),
    ("opspor/desktop/page.py", "widget.setMinimumSize(QSize(10, 10))", "fixed pixels"),
    ("opspor/store/x.py", 'FAULT = Fault("boks-fuld", "…")', "begins with its code"),
    ("opspor/store/x.py", 'FAULT = Fault("BOKS", "…")', "begins with its code"),
    ("opspor/store/x.py", 'FAULT = Fault("BØRN-FULD", "…")', "begins with its code"),
    ("opspor/store/x.py", 'FAULT = Fault(code + "-FULD", "…")', "begins with its code"),
    ("opspor/store/x.py", "# TO" "DO: later", "finish it"),
    ("docs/x.md", "FIX" "ME", "finish it"),
    ("tests/x.py", "PATH = '/wor" "k/main'", "path of one machine"),
    ("Makefile", "INDEX = https://py" "pi.org/simple", "where packages come from"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "line", "reason"), PLANTED)
def test_a_planted_fault_is_found_at_its_line(tmp_path: Path, module: str, line: str, reason: str) -> None:
    (told,) = _told(tmp_path, module, f"\n\n{line}\n")

    assert told.startswith(f"{module}:3: ")
    assert reason in told


def test_every_rule_has_a_planted_fault() -> None:
    for rule in RULES:
        assert any(reason in rule.reason for _, _, reason in PLANTED), rule.reason


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("opspor/desktop/widgets/text.py", "class PlainLabel(QLabel): pass"),
        ("opspor/cli/commands.py", "now = datetime.now(UTC)"),
        ("opspor/app.py", 'print("intet display")'),
        ("opspor/vault/files.py", 'open(new, "wb")'),
        ("opspor/usecases/paper_files.py", "path.write_bytes(pdf)"),
        ("opspor/vault/connection.py", 'connection.exec_driver_sql("BEGIN")'),
        ("opspor/store/migrate.py", "from sqlalchemy import text"),
        ("opspor/app.py", "window.resize(1, 2)"),
    ],
)
def test_where_a_rule_does_not_hold(tmp_path: Path, module: str, line: str) -> None:
    assert _told(tmp_path, module, f"{line}\n") == []


def test_a_class_list_in_another_encoding_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "liste.csv").write_bytes("Åse;Ærø\n".encode("cp1252"))

    assert findings(tmp_path) == []


def test_a_code_is_used_once_in_the_whole_program(tmp_path: Path) -> None:
    line = 'FULL = Fault("BOKS-FULD", "…")\n'
    _told(tmp_path, "opspor/store/a.py", line)

    assert _told(tmp_path, "opspor/vault/b.py", line) == [
        "opspor/vault/b.py:1: BOKS-FULD is already the code of opspor/store/a.py:1"
    ]


def test_a_long_module_and_a_large_class_are_found(tmp_path: Path) -> None:
    methods = "class All:\n" + "".join(f"    def m{n}(self): pass\n" for n in range(26))

    assert _told(tmp_path, "opspor/store/long.py", "x = 1\n" * 450) == []
    (long,) = _told(tmp_path, "opspor/store/long.py", "x = 1\n" * 451)
    assert "451 lines; a module has at most 450" in long
    _told(tmp_path, "opspor/store/long.py", "")
    assert _told(tmp_path, "opspor/store/big.py", methods.replace("    def m25(self): pass\n", "")) == []
    (big,) = _told(tmp_path, "opspor/store/big.py", methods)
    assert "All has 26 methods; a class has at most 25" in big
