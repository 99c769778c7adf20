"""Chooses: the window, or the command line. Qt is imported for the window and for pictures only."""

import gc
import io
import os
import sys
from pathlib import Path

from opspor.domain.errors import Fault, KnownError

AFTER_LOCK = "--after-lock"
NO_PICTURES = Fault(
    "BILLEDER-QT",
    "Billederne er udeladt: vinduets dele er ikke installeret på denne pc. Der mangler ikke andet. "
    "Kør kommandoen igen på en pc, hvor opspor kan åbne sit vindue, hvis du vil have dem.",
)


def main() -> int:
    """The program; gives the exit code (see ``opspor.cli.main``)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not the console of Windows, but a file or a pipe there
            stream.reconfigure(encoding="utf-8")
    argv = sys.argv[1:]
    if not argv:
        return _window(None)
    if len(argv) == 1 and _names_a_file(argv[0]):  # a double click on a copy, or on the municipality's file
        return _window(None, Path(argv[0]).absolute())
    if argv == [AFTER_LOCK]:  # the program starts itself so when it locks
        from opspor import app

        return app.run_after_lock()
    from opspor import cli  # the window has no use for it
    from opspor.desktop.system.hardening import no_core_dumps  # the window does it after its first picture

    no_core_dumps()
    return cli.main(argv, window=_window, draw=_draw)


def has_display() -> bool:
    """Whether a window can be shown here."""
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _names_a_file(argument: str) -> bool:
    """Whether it can be no command: those are words without a dot or a folder in them."""
    return not argument.startswith("-") and (bool(Path(argument).suffix) or Path(argument).name != argument)


def _window(vault: Path | None, file: Path | None = None) -> int:
    if not has_display():
        sys.stderr.write("Her er ingen skærm, så vinduet kan ikke åbne. Se kommandoerne med: opspor --help\n")
        return 2
    gc.disable()  # a tenth of the time to the first picture; `desktop.garbage` collects from then on
    from opspor import app

    return app.run(vault, file)


def _draw(vault: Path, login: str, password: str, target: Path, every: bool, only: str) -> list[Path]:
    try:
        from opspor import app
    except ImportError as error:
        if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6"):
            raise KnownError(NO_PICTURES) from error
        raise
    return app.draw_screens(vault, login, password, target, every=every, only=only)


if __name__ == "__main__":
    sys.exit(main())
