"""The lock screen is painted before anything heavy is imported: SQLAlchemy alone costs twice a bare window."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "alembic", "holidays", "openpyxl", "pypdfium2", "reportlab", "sqlalchemy", "sqlcipher3", "zxcvbn",
}  # fmt: skip

PAINT_THE_LOCK_SCREEN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from opspor import app
from opspor.desktop.look import look
from opspor.desktop.program import Program, now
application = QApplication(["opspor"])
look.apply(application)
program = Program(Path(sys.argv[1]), now)
program.window.show()
application.processEvents()
assert program.window.locked and program.window.lock_screen.isVisible()
print(*sys.modules)
"""
AND_READ_THE_BEREDSKAB = PAINT_THE_LOCK_SCREEN.replace(
    "print(",
    """
from PySide6.QtTest import QTest
program.show_beredskab()
for key in "3", "1", "1":
    QTest.keyClicks(application.focusWidget() or program.window.open_page, key)
    application.processEvents()
assert program.window.open_page._track == "parents"
print(""",
)


def test_the_lock_screen_is_painted_without_database_paper_or_list_reader(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run(
        [sys.executable, "-c", PAINT_THE_LOCK_SCREEN, str(tmp_path)],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    loaded = set(shown.stdout.split())
    assert "opspor.desktop.shell.lock_screen" in loaded
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert "opspor.workplace" not in loaded


def test_beredskab_is_read_on_the_lock_screen_without_a_table_or_anything_that_draws_paper(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run(
        [sys.executable, "-c", AND_READ_THE_BEREDSKAB, str(tmp_path)],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    loaded = set(shown.stdout.split())
    assert "opspor.desktop.pages.beredskab.track" in loaded
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert not {"opspor.workplace", "opspor.store"} & loaded
