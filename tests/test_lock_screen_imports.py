"""The lock screen is painted before anything heavy is imported: SQLAlchemy alone costs twice a bare window."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "alembic", "holidays", "openpyxl", "pypdfium2", "reportlab", "sqlalchemy", "sqlcipher3", "zxcvbn",
}  # fmt: skip
# What is quick to import, but not quick enough for a picture that takes half a bare window's time beside it: 1 to 4 ms
# each. ``uuid`` asks the system what it is, ``dataclasses`` compiles every class anew.
UNNEEDED = {
    "dataclasses", "json", "uuid",
    "opspor.desktop.widgets.choice_box", "opspor.domain.access", "opspor.domain.people",
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
IS_GARBAGE_COLLECTED = """
import gc, sys
from opspor import __main__

class Watch:
    def find_spec(self, name, *_):
        if name == "opspor.app":
            sys.exit("yes" if gc.isenabled() else "no")

sys.meta_path.insert(0, Watch())
sys.argv = ["opspor"]
__main__.main()
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
    assert not UNNEEDED & loaded


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


def test_garbage_is_not_looked_for_while_the_window_is_imported() -> None:
    """There is none, and going through all that was imported costs 8 ms; ``desktop.garbage`` begins with the window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = subprocess.run(
        [sys.executable, "-c", IS_GARBAGE_COLLECTED], capture_output=True, text=True, check=False, env=environment
    )
    assert begun.stderr == "no\n"
