"""What lies over the lock screen before there is an open vault: the first page of all, and each way in from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opspor.desktop import over_lock
from opspor.desktop.route import Destination, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from opspor.desktop.program import Program
    from opspor.workplace import Workplace

_FIRST_ACT = (Destination(Place.START), Destination(Place.IMPORT))  # a new vault is empty: the list is what is useful


def show_welcome(program: Program) -> None:
    """Make a folder, open one that is there, get one back from a copy, or look at the demo."""
    from opspor.desktop.pages.every import WelcomePage

    page = WelcomePage(
        create=program.show_set_up,
        open_folder=lambda folder: _open_folder(program, folder),
        restore=program.show_restore,
        demo=(lambda: show_demo(program)) if program.play is not None else None,
    )
    program.window.push_focus(page)


def _open_folder(program: Program, folder: Path) -> None:
    program.change_folder(folder)
    program.window.show_lock("")


def show_set_up(program: Program) -> None:
    """The steps to a new folder; they end where the list of children is fetched."""
    from opspor.desktop.pages.every import SetupPage

    page = SetupPage(
        folder=None,
        clock=program._clock,
        finished=lambda work: program.enter(work, _FIRST_ACT),
        cancelled=program.window.pop_focus,
        **program._derive,
    )
    over_lock.lay(program.window, program._watch, page)


def show_demo(program: Program) -> None:
    """An invented institution, played into a vault of its own."""
    from opspor.desktop.pages.every import DemoPage

    if program.play is not None:
        page = DemoPage(
            program.play, clock=program._clock, entered=program.enter, back=program.window.pop_focus, **program._derive
        )
        over_lock.lay(program.window, program._watch, page)


def show_restore(program: Program, file: Path | None) -> None:
    """The folder from a copy, which may be chosen already: when it is damaged or gone, or the PC is new."""
    program.wait_until_locked(long=False)
    from opspor.desktop.pages.every import RecoverPage, RestorePage

    back = program.window.pop_focus

    def recover(unpacked: Path, arrived: Callable[[Workplace], object]) -> None:
        def entered(work: Workplace) -> None:
            program.window.pop_focus()
            arrived(work)

        page = RecoverPage(
            unpacked, clock=program._clock, entered=entered, back=back, replaces_key=False, **program._derive
        )
        over_lock.lay(program.window, program._watch, page)

    page = RestorePage(
        program.folder,
        clock=program._clock,
        entered=program.enter,
        back=back,
        recover=recover,
        file=file,
        **program._derive,
    )
    over_lock.lay(program.window, program._watch, page)


def lay_over_lock(program: Program, page: str) -> None:
    """A page about the folder that the lock screen stands on: a code, or the recovery key."""
    if program.folder is None:
        program.show_welcome()
        return
    program.wait_until_locked(long=False)
    from opspor.desktop.pages import every

    back, made = program.window.pop_focus, getattr(every, page)
    over_lock.lay(
        program.window,
        program._watch,
        made(program.folder, clock=program._clock, entered=program.enter, back=back, **program._derive),
    )
