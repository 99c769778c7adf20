"""Run as a process: the real program, in which somebody looks at an invented institution while it plays.

``python -m tests.e2e.demo_process HOW``: it says "plays" once there is a vault; ``close`` closes the window then,
``stay`` waits to be killed.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from opspor import app as started
from opspor.desktop import demo_place, ways_in
from opspor.desktop.pages.welcome import DemoPage, WelcomePage
from opspor.desktop.program import Program

_stay = started._stay


def watched(app: QApplication, program: Program) -> int:
    """The program with somebody in front of it."""
    said: list[str] = []

    def look() -> None:
        page = program.window.open_page
        if isinstance(page, WelcomePage) and not said:
            ways_in.show_demo(program)
        elif isinstance(page, DemoPage) and not page.progress.isVisible() and not said:
            said.append("began")
            page._main.click()
        elif said == ["began"] and any(Path(tempfile.gettempdir()).glob(f"*/{demo_place.NAME}/data.db")):
            said.append("plays")
            sys.stderr.write("plays\n")
            sys.stderr.flush()
            if sys.argv[1] == "close":
                program.window.close()

    timer = QTimer(program)
    timer.timeout.connect(look)
    timer.start(20)
    return _stay(app, program)


if __name__ == "__main__":
    started._stay = watched
    sys.exit(started.run(None))
