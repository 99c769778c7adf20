"""The contracts of the house are kept, and each of them would notice: it is broken once on purpose in a copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent

# contract, the module that breaks it, the import that does, and what the linter then says
LAYERS, PAGES = "Arrows point down only", "Pages reach the vault through the workplace"
BREAKS = [
    (LAYERS, "domain/broken.py", "import opspor.forms.reader", "domain.broken -> opspor.forms.reader"),
    (LAYERS, "store/broken.py", "import opspor.documents.layout", "store.broken -> opspor.documents.layout"),
    (LAYERS, "unlisted/__init__.py", "", "opspor.unlisted"),
    ("Qt only in desktop and app", "usecases/broken.py", "import PySide6.QtCore", "usecases.broken -> PySide6"),
    ("SQLAlchemy only in store and vault", "usecases/broken.py", "import sqlalchemy", "usecases.broken -> sqlalchemy"),
    ("The driver only in vault", "store/broken.py", "import sqlcipher3", "store.broken -> sqlcipher3"),
    ("The driver only in vault", "exchange/broken.py", "import sqlite3", "exchange.broken -> sqlite3"),
    ("ReportLab only in documents", "desktop/broken.py", "import reportlab", "desktop.broken -> reportlab"),
    (PAGES, "desktop/broken.py", "import opspor.store.people", "desktop.broken -> opspor.store.people"),
    (PAGES, "desktop/broken.py", "import opspor.vault.keys", "desktop.broken -> opspor.vault.keys"),
]


def _lint(folder: Path) -> str:
    """What import-linter says about the tree in ``folder``, without colours and line breaks."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "500"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy in which every contract is broken."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(_ROOT / "opspor", folder / "opspor", ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copy(_ROOT / "pyproject.toml", folder)
    for _, module, line, _ in BREAKS:
        path = folder / "opspor" / module
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    return _lint(folder)


def test_the_house_keeps_its_contracts() -> None:
    said = _lint(_ROOT)

    assert "0 broken" in said, said
    assert "BROKEN" not in said


@pytest.mark.parametrize(("contract", "module", "line", "told"), BREAKS, ids=[f"{b[1]}: {b[2]}" for b in BREAKS])
def test_a_broken_contract_is_noticed(broken: str, contract: str, module: str, line: str, told: str) -> None:
    assert f"{contract} BROKEN" in broken
    assert told in broken


def test_every_contract_is_broken_here(broken: str) -> None:
    assert set(re.findall(r"^(.+) BROKEN$", broken, re.MULTILINE)) == {contract for contract, *_ in BREAKS}
    assert "0 kept" in broken


def test_qt_does_not_abort_the_process_after_many_calls() -> None:
    """PySide6 6.12.0 loses a reference to None in nearly every call on Python 3.11, and aborts after some thousands."""
    code = (
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication([])\nwidget = QWidget()\n"
        "for _ in range(20_000):\n    widget.setToolTip('x')\n"
        "print('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
