"""When there is no vault any more: it was destroyed in this session, or is to be, where that was cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets.told import MessageKind, message_of

if TYPE_CHECKING:
    from opspor.desktop.program import Program
    from opspor.domain.errors import KnownError

_CUT_OFF = "LUK-AFBRUDT"


def is_gone(program: Program) -> bool:
    """Whether the vault was destroyed under the program; then the first page of all is shown and nothing is left."""
    work = program.work
    if work is None or not work.released.is_set():
        return False
    forget(program)
    return True


def forget(program: Program) -> None:
    """No vault, no recent entry, nothing to go back to: as on a new PC."""
    program._watch.stop()
    program.work = None
    program.change_folder(None)
    program.window.show_lock("")
    program.show_welcome()


def say_why_not_in(program: Program, error: KnownError) -> None:
    """Why somebody did not come in. Where a closing was cut off it is asked whether to finish it."""
    program.window.lock_screen.show_message(message_of(MessageKind.DANGER, str(error)))
    if error.code == _CUT_OFF:
        from opspor.desktop.widgets import CarefulDialog

        CarefulDialog(
            program.window.lock_screen,
            "Gør lukningen færdig?",
            "Mappen kan ikke åbnes mere. Resten af dens filer og kopier bliver slettet.",
            safe="Ikke nu",
            verb="Gør lukningen færdig",
        ).ask(lambda: _finish(program))


def _finish(program: Program) -> None:
    folder, screen = program.folder, program.window.lock_screen
    if folder is None:
        return

    def finish() -> None:
        from opspor.workplace import closing

        closing.finish(folder, program._clock())

    ask(
        in_background(finish),
        screen,
        lambda _: forget(program),
        lambda error: screen.show_message(message_of(MessageKind.DANGER, str(error))),
    )
