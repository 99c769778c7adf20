"""Draws the screens of a vault as pictures: what ``opspor screens`` and the demo show."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QEventLoop, QSignalBlocker, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from opspor.desktop.gallery_files import absence_file, local_file
from opspor.desktop.gallery_places import places
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.pages.matrix.parts import BEGINNING_APART, WHO_MOVED
from opspor.desktop.pages.settings.local_file import FileCard
from opspor.desktop.pages.transition.parts import Choosing, draft_of
from opspor.desktop.program import Program
from opspor.desktop.route import FRAME, Destination, Place
from opspor.domain.clock import Clock
from opspor.usecases import (
    absences,
    local_layer,
    transitions,
)
from opspor.workplace import Workplace, open_vault

_SIZE = QSize(1366, 768)  # a small laptop; at 200 % everything must still be reached
_SETTLE = 0.25  # seconds without a change before a picture is taken
_PATIENCE = 10.0
_TO_A_TRACK = ("Nogen gør barnet ondt", "En forælder eller en, barnet bor hos")  # answers of the first minute
_IN_A_ROW = 10  # readings that follow from one another while a picture is waited for


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name (without any name of a person) and how to get there."""

    name: str
    show: Callable[[Program], object]


def draw(vault: Path, login: str, password: str, target: Path, clock: Clock, *, every: bool) -> list[Path]:
    """Draw every screen of ``vault`` into ``target``; light at 100 %, or with ``every`` also dark and 200 %."""
    target.mkdir(parents=True, exist_ok=True)
    themes: tuple[ThemeChoice, ...] = ("light", "dark")
    looks = list(product(themes, (1.0, 2.0))) if every else [(themes[0], 1.0)]
    program = Program(vault, clock)
    program.window.show()
    made = _draw(program, _locked(), looks, target)
    work = open_vault(vault, login, password, clock=clock)
    program.enter(work)
    with TemporaryDirectory(prefix="opspor-") as folder:
        made += _draw(program, _open(work, Path(folder)), looks, target)
    look.choose_theme("system")
    look.set_zoom(1.0)
    program.go(Destination(Place.START))  # where whoever comes in next begins
    program.window.close()
    program.wait_until_locked()
    return made


def _draw(program: Program, scenes: list[Scene], looks: list[tuple[ThemeChoice, float]], target: Path) -> list[Path]:
    made = []
    for theme, zoom in looks:
        look.choose_theme(theme)
        look.set_zoom(zoom)
        program.window.resize(_SIZE)
        for scene in scenes:
            scene.show(program)
            _settle(program)
            path = target / f"{scene.name}-{theme}-{round(zoom * 100)}.png"
            program.window.grab().save(str(path))
            made.append(path)
        if program.window.privacy is not None:
            program.window.toggle_privacy()
    return made


def _settle(program: Program) -> None:
    """Wait until what was asked for has come back and been painted."""
    end = monotonic() + _PATIENCE
    before = None
    while monotonic() < end:
        _go_on(round(_SETTLE * 1000))
        for _ in range(_IN_A_ROW):  # a meeting reads its children one after the other
            if program.work is not None:
                for line in (program.work.run, program.work.look):
                    line(lambda _: None).result(_PATIENCE)  # what was put in the line before this is done
            QThreadPool.globalInstance().waitForDone(1000)
            _go_on(1)
        now = program.window.grab().toImage()
        if before is not None and now == before:
            return
        before = now


def _go_to(place: Destination) -> Callable[[Program], object]:
    return lambda program: program.go(place)


def _step(inside: str) -> Callable[[Program], object]:
    """To another part of the page that the scene before has opened."""
    return lambda program: program.window.open_page and program.window.open_page.go_inside(inside)


def _at_the_table(place: Destination) -> Callable[[Program], object]:
    """An overgang as it stood while the one that was finished last was written. Nothing of it is kept."""

    def show(program: Program) -> None:
        program.go(place)
        if program.work is None or program.window.open_page is None:
            return
        sheet = program.work.run(partial(transitions.sheet, child_id=place.id)).result()
        for one, form in product(sheet.finished[:1], program.window.open_page.findChildren(Choosing)):
            with QSignalBlocker(form):
                form.restore(draft_of(one.texts, [*one.texts, *(line.key for line in one.lines)], one.because))

    return show


def _press(*words: str) -> Callable[[Program], object]:
    """Press those of the page that the scene before has opened, one after the other, where they are shown."""

    def press(program: Program) -> None:
        for one in words:
            buttons = program.window.open_page.findChildren(QAbstractButton) if program.window.open_page else []
            for button in buttons:
                if button.text() == one and button.isVisible():
                    button.setFocus()
                    button.click()

    return press


def _fill(path: Path) -> Callable[[Program], object]:
    """Write where a file lies into the field of the page that the scene before has opened, and press Enter."""

    def fill(program: Program) -> None:
        for editor in program.window.open_page.findChildren(QLineEdit)[:1] if program.window.open_page else []:
            editor.setText(str(path))
            editor.returnPressed.emit()

    return fill


def _look_at(path: Path) -> Callable[[Program], object]:
    """Look at the municipality's file on the page that the scene before has opened."""

    def look_at(program: Program) -> None:
        for card in program.window.open_page.findChildren(FileCard) if program.window.open_page else []:
            card.look_at(path)

    return look_at


def _go_on(milliseconds: int) -> None:
    """Let the window live. ``QTest.qWait`` would hold Python's lock and starve the vault's threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _locked() -> list[Scene]:
    return [
        Scene("laas", lambda program: program.window.show_lock("kl. 14.20. Der skete ikke noget i 5 minutter.")),
        Scene("beredskab", lambda program: program.show_beredskab()),
        Scene("beredskab-112", _press("Ja, der er fare nu")),
        Scene("beredskab-spoergsmaal", _press("Jeg har ringet")),
        Scene("beredskab-spor", _press(*_TO_A_TRACK)),
        Scene("beredskab-alle", _press("Alle spor")),
        Scene("velkommen", lambda program: program.show_welcome()),
        Scene("opret", lambda program: program.show_set_up()),
        Scene("hent-fra-kopi", lambda program: program.show_restore()),
    ]


def _open(work: Workplace, folder: Path) -> list[Scene]:
    """The pages of the open vault, and what is pressed on some. Files to be fetched are made in ``folder``."""
    scenes = []
    for name, to in places(work):
        scenes.append(Scene(name, _at_the_table(to) if to.place is Place.TRANSITION else _go_to(to)))
        if to.place is Place.OWN and to.context != FRAME:  # the demo has answered it: also a question and a sign of it
            scenes += [Scene(f"{name}-spoergsmaal", _step("1")), Scene(f"{name}-tegn", _step("9"))]
        if name == "ny-bekymring":
            scenes += [
                Scene("ny-bekymring-spor", _press("Nej", *_TO_A_TRACK)),
                Scene("ny-bekymring-ansat", _press("Svar om", "En, der arbejder her")),
            ]
        if name == "underretning":  # the words that the demo's writer has let slip are explained
            scenes.append(Scene("underretning-skrivehjaelp", _step("concern")))
        if name == "beredskabet-hos-jer":
            here, today = work.look(local_layer.known).result().local, work.clock().date()
            scenes.append(Scene("kommunens-fil", _look_at(local_file(folder / "kommune.json", here, today))))
        if name == "fravaer-fil":
            known = work.look(absences.known).result()
            codes = [one.child.code for one in known.pupils[:3]]
            days = sorted(day for day in known.school_days if day <= work.clock().date())[-4:]
            scenes.append(Scene("fravaer-fil-set", _fill(absence_file(folder / "dage.csv", codes, days))))
        if name == "indsigt-tekster":
            scenes.append(Scene("indsigt-papir", _press("Se papiret")))
        if name == "matrix":  # what is kept on the PC is put back
            scenes += [
                Scene("matrix-ni-felter", _press(BEGINNING_APART)),
                Scene("matrix-flyttet", _press(BEGINNING_APART, WHO_MOVED)),
            ]
    return [*scenes, Scene("skjul", lambda program: program.window.toggle_privacy())]
