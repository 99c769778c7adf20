"""Opens every page of the program, one after the other, on a demo that was played: a daycare, a school, a district.

Whoever looks at them (``test_every_page``) is handed a name and the window, standing still.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from opspor.cli.demo import VAULT, Plot, play
from opspor.desktop.gallery_places import places
from opspor.desktop.pages.every import PAGES
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.desktop.widgets import CarefulDialog, CheckBox
from opspor.vault.keys import Cost
from opspor.workplace import open_vault
from tests.desktop.conftest import settle

PLOT = Plot("alle", None, 2, 1)
_ROUNDS = 6  # a page may ask for one thing after it has got the other
_PATIENCE = 20.0  # seconds


def quick(secret: bytes, salt: bytes, _cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


def play_demo(folder: Path) -> Path:
    """Plays the demo, and gives back its vault."""
    play(folder, PLOT, quick, lambda _: None)
    return folder / VAULT


def locked_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    """The lock screen and what can be done before somebody is in."""
    window, lock = program.window, program.window.lock_screen
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("laas", lambda: window.show_lock("kl. 14.20. Der skete ikke noget i 5 minutter.")),
        ("laas-forkert", lambda: lock.unlock_requested.emit(PLOT.first.login, "det er den ikke")),
        ("beredskab", program.show_beredskab),
        ("beredskab-112", lambda: press(program, "Ja, der er fare nu")),
        ("beredskab-spoergsmaal", lambda: press(program, "Jeg har ringet")),
        ("beredskab-alle", lambda: press(program, "Alle spor")),
        ("velkommen", program.show_welcome),
        ("opret", program.show_set_up),
        ("hent-fra-kopi", program.show_restore),
        ("foerste-gang", lock.code_requested.emit),
        ("gendan-adgang", lock.recovery_requested.emit),
    )
    for name, show in steps:
        if not name.startswith(("laas", "beredskab-")):
            window.show_lock("")
        show()
        come_to_rest(program)
        yield name, window


def open_pages(program: Program, *, one_each: bool) -> Iterator[tuple[str, QWidget]]:
    """The pages of the open vault: the first of each place, or all that the pictures are drawn of. Then what lies over
    a page: what the search finds, a question, the curtain, and the beredskabsplan over the curtain."""
    window, work = program.window, program.work
    assert work is not None
    seen: set[Place] = set()
    found = places(work)
    assert sorted(set(PAGES) - {to.place for _, to in found}) == []
    for name, to in found:
        if one_each and to.place in seen:
            continue
        seen.add(to.place)
        program.go(to)
        come_to_rest(program)
        yield name, window
    program.go(Destination(Place.START))
    assert window.workplace is not None
    window.workplace.top_bar.search.line.setFocus()
    QTest.keyClicks(window.workplace.top_bar.search.line, "kopi")
    come_to_rest(program)
    yield "soeg", window
    question = CarefulDialog(
        window,
        "Slet kopien?",
        "Den kan ikke hentes igen.",
        safe="Behold",
        verb="Slet",
        parts=[CheckBox("Jeg er sikker")],
    )
    question.ask(lambda: None)
    come_to_rest(program)
    yield "spoergsmaal", question
    question.reject()
    window.activateWindow()
    for name, show in (("skjul", window.toggle_privacy), ("skjul-beredskab", program.show_beredskab)):
        show()
        come_to_rest(program)
        yield name, window


def enter(vault: Path, program: Program, moment: datetime) -> None:
    """Comes in as the one who made the vault."""
    first = PLOT.first
    work = open_vault(vault, first.login, first.password, clock=lambda: moment, derive=quick)
    program.enter(work)
    come_to_rest(program)


def press(program: Program, words: str) -> None:
    """Presses what says that, on the page that is open."""
    page = program.window.open_page
    for button in page.findChildren(QAbstractButton) if page is not None else []:
        if button.text() == words and button.isVisible():
            button.click()
            return
    raise AssertionError(f"nothing says »{words}«")


def come_to_rest(program: Program) -> None:
    """Waits until what was asked for has come, been shown and laid out."""
    for _ in range(_ROUNDS):
        if program.work is not None:
            for line in (program.work.run, program.work.look):
                line(lambda _: None).result(_PATIENCE)  # what was put in the line before this is done
        QThreadPool.globalInstance().waitForDone(1000)
        # As in the loop of the program: the page before this one is not looked through again and again.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()
