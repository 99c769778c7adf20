"""Puts the desktop program together and draws its screens. The only place beside ``desktop`` that knows Qt."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from opspor.desktop import demo_place, opening, settings
from opspor.desktop.garbage import Garbage
from opspor.desktop.look import look
from opspor.desktop.program import Program, now
from opspor.desktop.tasks import in_background

_UNSEEN_MS = 1500  # a window that lies minimised or on another desktop is never painted


def run(vault: Path | None, file: Path | None = None) -> int:
    """Open the window on ``vault``, else on the folder that was open last, and stay until it is closed.

    ``file`` is a copy, or the municipality's file, that somebody opened from outside.
    """
    app = _application()
    remembered = settings.here.folder
    program = _program(vault or (Path(remembered) if remembered else None))
    if file is not None:
        opening.Opened(program, file)
    program.window.painted.connect(lambda: opening.say_if_open_elsewhere(program, now))
    program.window.resize(look.u(342), look.u(192))
    program.window.show()
    return _stay(app, program)


def run_after_lock() -> int:
    """Take over from the process that has locked: the same window at the same place, in fresh memory."""
    from opspor.desktop import successor

    app = _application()
    handover = successor.wait_for_handover()
    if handover is None:
        return 0
    program = _program(Path(handover.folder))
    said: list[bool] = []

    def stands() -> None:
        if not said:
            said.append(True)
            successor.say_that_it_stands()

    program.window.painted.connect(stands)
    QTimer.singleShot(_UNSEEN_MS, program.window, stands)
    successor.place(program.window, handover)
    program.window.show()
    return _stay(app, program)


def _stay(app: QApplication, program: Program) -> int:
    """Until the window has gone and, unseen, the vault is closed."""
    Garbage(app)
    code = app.exec()
    program.wait_until_locked()
    demo_place.throw_away_all(program.folder)
    return code


def _application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101  nothing else makes one
    app.setApplicationName("opspor")
    look.apply(app)
    settings.apply(settings.load())
    sys.excepthook = _crash
    return app


def _program(folder: Path | None) -> Program:
    from opspor.desktop.successor import Successor

    def remember(opened: Path | None) -> None:
        if not demo_place.is_passing(opened):  # one's own folder is what opens the next time
            settings.here.folder = str(opened or "")
        settings.here.theme, settings.here.zoom = look.choice, look.zoom
        settings.save()

    program = Program(folder, now, remember=remember, play=_play, successor=Successor())
    look.changed.connect(lambda: remember(program.folder))
    program.window.painted.connect(program.warm_up)
    program.window.painted.connect(lambda: in_background(lambda: demo_place.sweep(now)))
    return program


def _play(folder: Path, kind: str, tell: Callable[[str], None]) -> tuple[Path, str, str]:
    from opspor.cli import demo
    from opspor.usecases.passwords import argon2id

    plot = demo.Plot(kind, None, 2, 1)
    demo.play(folder, plot, argon2id, tell)
    return folder / demo.VAULT, plot.first.login, plot.first.password


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from opspor.desktop import crash  # the first picture has no use for it

    crash.install()
    sys.excepthook(kind, error, trace)


def draw_screens(vault: Path, login: str, password: str, target: Path, *, every: bool, only: str) -> list[Path]:
    """Draw the screens of ``vault`` as PNG into ``target``: light at 100 %, or ``every`` theme at 100 % and 200 %.

    With ``only`` those whose name has it in it.
    """
    from opspor.desktop.gallery import draw

    app = QApplication.instance() or QApplication([*sys.argv[:1], "-platform", "offscreen"])
    assert isinstance(app, QApplication)  # noqa: S101  as in run
    look.apply(app)
    return draw(vault, login, password, target, now, every=every, only=only)
