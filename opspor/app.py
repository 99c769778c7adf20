"""Puts the desktop program together and draws its screens. The only place beside ``desktop`` that knows Qt."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from opspor.desktop import settings
from opspor.desktop.look import look
from opspor.desktop.program import Program, now


def run(vault: Path | None) -> int:
    """Open the window on ``vault``, else on the folder that was open last, and stay until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101  nothing else makes one
    app.setApplicationName("opspor")
    look.apply(app)
    remembered = settings.load()
    settings.apply(remembered)
    sys.excepthook = _crash
    folder = vault or (Path(remembered.folder) if remembered.folder else None)

    def remember(opened: Path | None) -> None:
        settings.save(settings.Settings(str(opened or ""), look.choice, look.zoom))

    program = Program(folder, now, remember=remember)
    look.changed.connect(lambda: remember(program.folder))
    program.window.painted.connect(program.warm_up)
    program.window.resize(look.u(342), look.u(192))
    program.window.show()
    return app.exec()


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from opspor.desktop import crash  # the first picture has no use for it

    crash.install()
    sys.excepthook(kind, error, trace)


def draw_screens(vault: Path, login: str, password: str, target: Path, *, every: bool) -> list[Path]:
    """Draw the screens of ``vault`` as PNG into ``target``: light at 100 %, or ``every`` theme at 100 % and 200 %."""
    from opspor.desktop.gallery import draw

    app = QApplication.instance() or QApplication([*sys.argv[:1], "-platform", "offscreen"])
    assert isinstance(app, QApplication)  # noqa: S101  as in run
    look.apply(app)
    return draw(vault, login, password, target, now, every=every)
