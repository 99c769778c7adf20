"""The rules of the house that no other tool knows: ``make check`` runs this. Prints file:line and the reason.

Each rule says where it does not hold. ``tests/installer/test_house_rules.py`` plants a fault for every one of them.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_LINES = 450
MOST_METHODS = 25
CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")

# Letters in brackets keep this file from finding itself.
WORDS = {
    re.compile(r"(?<![\w.])/(wor[k]|roo[t])/\w"): "the path of one machine does not belong in the project",
    re.compile(r"\b(TOD[O]|FIXM[E])\b"): "finish it, or write it down where work is planned",
    re.compile(r"(pyp[i]\.org|pythonhoste[d])"): "where packages come from is a setting of the machine",
}
_READ = {".py", ".toml", ".md", ".txt", ".sh", ".csv", ".mako", ".lock", ".svg", ""}
_FOLDERS = ("opspor", "forms", "resources", "installer", "tests", "docs", ".ci")

_SIZES = re.compile(r"resize|set(Fixed|Minimum|Maximum)(Size|Width|Height)|setContentsMargins|setSpacing|setIconSize")
_RICH = {"setHtml", "insertHtml", "setMarkdown", "RichText", "AutoText", "MarkdownText"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, and why it is one."""

    path: Path
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What may stand in no module under ``where``, except under the paths in ``but``."""

    sees: Callable[[ast.AST], bool]
    reason: str
    where: str = "opspor/"
    but: tuple[str, ...] = ()


def _called(node: ast.AST) -> str:
    """``a.b`` for the call ``a.b(...)``; "" when it is no call."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _makes_label(node: ast.AST) -> bool:
    bases = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
    return any(name.endswith("QLabel") for name in (_called(node), *bases))


def _reads_clock(node: ast.AST) -> bool:
    name = ".".join(_called(node).split(".")[-2:])
    return bool(
        re.fullmatch(r"(datetime\.(now|utcnow|today)|date\.today|time\.time|Q(Date)?(Time)?\.current\w+)", name)
    )


def _writes_file(node: ast.AST) -> bool:
    name = _called(node).rpartition(".")[2]
    if name in {"write_text", "write_bytes"}:
        return True
    modes = [a.value for a in ast.walk(node) if isinstance(a, ast.Constant)] if name in {"open", "fdopen"} else []
    return any(isinstance(mode, str) and re.fullmatch(r"[rwxabt+]*[wxa+][rwxabt+]*", mode) for mode in modes)


def _says_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
        return not {"text", "literal_column"}.isdisjoint(alias.name for alias in node.names)
    return _called(node).endswith(("exec_driver_sql", "sa.text", "sqlalchemy.text"))


def _copies_in_the_clear(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and bool(
        re.search(r"sqlcipher_export|\bATTACH\b", node.value if isinstance(node.value, str) else "")
    )


def _fixes_pixels(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not _SIZES.fullmatch(_called(node).rpartition(".")[2]):
        return False
    given = list(node.args)
    for arg in node.args:
        if isinstance(arg, ast.Call) and _called(arg).endswith("QSize"):
            given += arg.args
    return any(isinstance(arg, ast.Constant) and arg.value not in (0, None) for arg in given)


def _says_law(node: ast.AST) -> bool:
    """A paragraph in a text of the program; in a docstring it is a source."""
    inside = [] if isinstance(node, ast.Expr) else ast.iter_child_nodes(node)
    return any(isinstance(one, ast.Constant) and isinstance(one.value, str) and "§" in one.value for one in inside)


RULES = (
    Rule(_makes_label, "use the label of widgets/text.py: a QLabel takes a child's name for markup",
         but=("opspor/desktop/widgets/text.py",)),
    Rule(lambda n: isinstance(n, ast.Attribute) and n.attr == "setStyleSheet",
         "colours come from the palette and the tokens; a style sheet breaks dark mode and high contrast"),
    Rule(lambda n: isinstance(n, ast.Attribute) and n.attr == "itemAt",
         "Qt deletes a layout's items behind the binding's back, and the program dies now and then: keep your own list",
         where="opspor/desktop/"),
    Rule(lambda n: isinstance(n, ast.Attribute) and n.attr in {"nextInFocusChain", "previousInFocusChain"},
         "the binding takes whoever is asked for the owner, and pages stay in memory: ask desktop/tab_order.py",
         where="opspor/desktop/", but=("opspor/desktop/tab_order.py",)),
    Rule(lambda n: isinstance(n, ast.Attribute) and n.attr in _RICH, "texts are plain: rich text lets data be markup",
         but=("opspor/desktop/pages/help/page.py",)),  # the guide is our own file, and nothing typed stands in it
    Rule(_reads_clock, "the clock is handed in",
         but=("opspor/app.py", "opspor/cli/", "opspor/__main__.py", "opspor/workplace/",
              "opspor/desktop/program.py")),
    Rule(lambda n: _called(n) == "print", "say it in the window, or raise a KnownError",
         but=("opspor/app.py", "opspor/cli/", "opspor/__main__.py")),
    Rule(_writes_file, "files are written by vault/ (safely, encrypted) and where a person asked for one",
         but=("opspor/vault/", "opspor/usecases/paper_files.py", "opspor/cli/", "opspor/app.py",
              "opspor/desktop/settings.py", "opspor/desktop/crash.py", "opspor/desktop/gallery_files.py")),
    Rule(lambda n: _called(n) in {"eval", "exec"}, "data is never run as a program"),
    Rule(_says_sql, "say it with the tables of store/schema: raw SQL ties us to one database",
         but=("opspor/vault/", "opspor/store/schema/", "opspor/store/migrate.py", "opspor/store/migrations/")),
    Rule(_copies_in_the_clear, "it can write the whole vault in the clear"),
    Rule(_says_law, "law is dated data: write the rule in resources/law and quote it with Rule.quoted",
         but=("opspor/forms/wording.py", "opspor/desktop/pages/law/")),  # looks for it; says what to search for
    Rule(lambda n: isinstance(n, ast.Attribute) and n.attr in {"cited", "paragraph"},
         "a paragraph never stands without how sure it is: quote the rule with Rule.quoted",
         but=("opspor/reference/law.py", "opspor/desktop/pages/law/")),  # that page says it in lines of its own
    Rule(_fixes_pixels, "sizes come from the font (look.u): fixed pixels break at 200 %", where="opspor/desktop/"),
)  # fmt: skip


def findings(root: Path) -> list[Finding]:
    """Every fault in the project at ``root``, in the order of the files."""
    found = [*_codes(root)]
    for path in sorted((root / "opspor").rglob("*.py")):
        found += _in_module(path, path.relative_to(root))
    for path in _files(root):
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            found += [
                Finding(path.relative_to(root), number, reason) for word, reason in WORDS.items() if word.search(line)
            ]
    return sorted(found, key=lambda finding: (finding.path, finding.line))


def _files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted(root.iterdir()) if path.is_file() and path.suffix in _READ)
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix in _READ and "__pycache__" not in path.parts:
                yield path


def _in_module(path: Path, name: Path) -> Iterator[Finding]:
    source = path.read_text("utf-8")
    lines = source.count("\n")
    if lines > MOST_LINES and "migrations/versions" not in name.as_posix():
        yield Finding(name, lines, f"{lines} lines; a module has at most {MOST_LINES}: split it by what it does")
    tree = ast.parse(source)
    rules = [
        rule for rule in RULES if name.as_posix().startswith(rule.where) and not name.as_posix().startswith(rule.but)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body)
            if methods > MOST_METHODS:
                yield Finding(
                    name, node.lineno, f"{node.name} has {methods} methods; a class has at most {MOST_METHODS}"
                )
        for rule in rules:
            if rule.sees(node):
                yield Finding(name, getattr(node, "lineno", 1), rule.reason)


def _codes(root: Path) -> Iterator[Finding]:
    """The codes of known errors: permanent, so written out, upper-case ASCII, and used once."""
    seen: dict[str, str] = {}
    for path in sorted((root / "opspor").rglob("*.py")):
        name = path.relative_to(root)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or _called(node).rpartition(".")[2] != "Fault":
                continue
            code = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            if not isinstance(code, str) or not CODE.fullmatch(code):
                yield Finding(name, node.lineno, "a Fault begins with its code, written out, like BOKS-ADGANG")
            elif code in seen:
                yield Finding(name, node.lineno, f"{code} is already the code of {seen[code]}")
            else:
                seen[code] = f"{name}:{node.lineno}"


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    found = findings(Path(__file__).parent.parent)
    for finding in found:
        print(f"{finding.path}:{finding.line}: {finding.reason}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
