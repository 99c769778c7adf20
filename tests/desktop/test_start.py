"""What is loaded before the lock screen is painted, and that the kit hands out all it promises."""

import subprocess
import sys

from opspor.desktop import widgets

LOCK_SCREEN = """
import sys
from opspor.desktop.look import new_application
from opspor.desktop.shell.window import Window
app = new_application()
window = Window()
window.show()
window.grab()
print(*(name for name in sys.modules if name.startswith(("PySide6.", "opspor.", "sqlalchemy", "reportlab"))))
"""


def test_the_lock_screen_loads_little() -> None:
    ran = subprocess.run([sys.executable, "-c", LOCK_SCREEN], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(ran.stdout.split())
    qt = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
    assert "opspor.desktop.shell.lock_screen" in loaded
    late = {"opspor.desktop.page", "opspor.desktop.widgets.tables", "opspor.desktop.widgets.matrix", "opspor.workplace"}
    assert not late & loaded
    assert not {name for name in loaded if name.startswith(("sqlalchemy", "reportlab"))}


def test_the_kit_hands_out_every_part_and_only_those() -> None:
    for name in widgets.__all__:
        assert getattr(widgets, name).__name__ == name
    assert not hasattr(widgets, "Nothing")
