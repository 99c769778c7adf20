"""Draws the screens of a vault as pictures: what ``opspor screens`` and the demo show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import monotonic

from PySide6.QtCore import QEventLoop, QSignalBlocker, QSize, QThreadPool, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from opspor.desktop import demo_place, tasks
from opspor.desktop.gallery_files import absence_file, local_file
from opspor.desktop.gallery_places import places
from opspor.desktop.look import ThemeChoice, look
from opspor.desktop.pages.matrix.parts import BEGINNING_APART, WHO_MOVED
from opspor.desktop.pages.settings.local_file import FileCard
from opspor.desktop.pages.transition.parts import Choosing, draft_of
from opspor.desktop.pages.welcome.demo_page import STOPPED
from opspor.desktop.program import Program
from opspor.desktop.route import FRAME, Destination, Place
from opspor.desktop.ways_in import show_demo
from opspor.domain.clock import Clock
from opspor.domain.errors import KnownError
from opspor.usecases import (
    absences,
    local_layer,
    transitions,
)
from opspor.workplace import Workplace, open_vault

_SIZE = QSize(1366, 768)  # a small laptop; at 200 % everything must still be reached
_THEMES: tuple[ThemeChoice, ...] = ("light", "dark", "contrast")
_ZOOMS = (1.0, 2.0)
_PAUSE_MS = 60  # between two pictures that must be alike; what a page puts off without a timer of its own comes sooner
_SOON_MS = 1000  # a timer that rings later waits for a person, not for the page
_PATIENCE = 10.0  # seconds
_IN_A_ROW = 10  # readings that follow from one another: a meeting reads its children one after the other
_PLACES = (gettempdir(), str(Path.home()))
_TO_A_TRACK = ("Nogen gør barnet ondt", "En forælder eller en, barnet bor hos")  # answers of the first minute


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name (without any name of a person) and how to get there."""

    name: str
    show: Callable[[Program], object]
    goes_on: bool = False  # from the page that the scene before has opened


def draw(
    vault: Path, login: str, password: str, target: Path, clock: Clock, *, every: bool, only: str = ""
) -> list[Path]:
    """Draw the screens of ``vault`` into ``target``: light at 100 %, or with ``every`` all themes at 100 % and 200 %.

    With ``only`` those whose name has it in it. A page is opened once a size and stays while the theme changes.
    """
    target.mkdir(parents=True, exist_ok=True)
    themes, zooms = (_THEMES, _ZOOMS) if every else (_THEMES[:1], _ZOOMS[:1])
    began = clock()
    # Its clock stands still: nobody is there, and it would lock.
    program = Program(vault, lambda: began, play=_not_played)
    program.window.show()
    brush = _Brush(program, target, themes, zooms, only)
    brush.draw(_locked())
    work = open_vault(vault, login, password, clock=clock)
    program.enter(work)
    with TemporaryDirectory(prefix="opspor-") as folder:
        brush.draw(_open(work, Path(folder)))
    look.choose_theme("system")
    look.set_zoom(1.0)
    program.go(Destination(Place.START))  # where whoever comes in next begins
    program.window.close()
    program.wait_until_locked()
    program.window.deleteLater()  # or it would be laid out anew with every theme of the next vault
    return brush.made


@dataclass(slots=True)
class _Brush:
    """Draws scenes in every look, and remembers the pictures."""

    program: Program
    target: Path
    themes: Sequence[ThemeChoice]
    zooms: Sequence[float]
    only: str
    made: list[Path] = field(default_factory=list)

    def draw(self, scenes: Sequence[Scene]) -> None:
        window, wanted = self.program.window, _wanted(scenes, self.only)
        for zoom in self.zooms:
            look.choose_theme(self.themes[0])
            look.set_zoom(zoom)
            window.resize(_SIZE)
            for scene in wanted:
                scene.show(self.program)
                for theme in self.themes:
                    look.choose_theme(theme)
                    picture = _settled(self.program)
                    if self.only in scene.name:
                        self.made.append(self.target / f"{scene.name}-{theme}-{round(zoom * 100)}.png")
                        picture.save(str(self.made[-1]))
                look.choose_theme(self.themes[0])
            if window.privacy is not None:
                window.toggle_privacy()


def _wanted(scenes: Sequence[Scene], only: str) -> list[Scene]:
    """Those with ``only`` in their name, and what each goes on from: a press is on the page of the scene before it."""
    wanted: list[Scene] = []
    before: list[Scene] = []
    for scene in scenes:
        before = [*before, scene] if scene.goes_on else [scene]
        if only in scene.name:
            wanted += before
            before = []
    return wanted


def _settled(program: Program) -> QImage:
    """The window when what was asked for has come back and been painted."""
    end = monotonic() + _PATIENCE
    before = None
    while True:
        _come_back(program, end)
        now = program.window.grab().toImage()
        if (before is not None and now == before) or monotonic() > end:
            return now
        _hide_places(program)
        before = now


def _come_back(program: Program, end: float) -> None:
    """Wait until nobody works for the page, and no timer of a page is about to ring."""
    rests = _PAUSE_MS
    while rests and monotonic() < end:
        _go_on(rests)
        for _ in range(_IN_A_ROW):
            for line in (program.work.run, program.work.look) if program.work is not None else ():
                line(lambda _: None).result(_PATIENCE)  # what was put in the line before this is done
            QThreadPool.globalInstance().waitForDone(1000)
            _go_on(1)
        about_to = [timer.remainingTime() for timer in program.window.findChildren(QTimer) if _rings_soon(timer)]
        rests = 1 if tasks.busy() else max(about_to, default=-1) + 1


def _hide_places(program: Program) -> None:
    """Where something lies on this PC is on no picture."""
    for editor, place in product(program.window.findChildren(QLineEdit), _PLACES):
        if place in editor.text():
            with QSignalBlocker(editor):
                editor.setText(editor.text().partition(place)[2].lstrip(r"\/"))


def _rings_soon(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.remainingTime() <= _SOON_MS


def _then(name: str, show: Callable[[Program], object]) -> Scene:
    return Scene(name, show, goes_on=True)


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


def _refuse(program: Program) -> None:
    """The lock screen as it is when the folder has gone: why nobody comes in, and the way to a copy."""
    program.window.show_lock("kl. 14.20. Der skete ikke noget i 5 minutter.")
    try:
        open_vault(Path(demo_place.NAME), "", "", clock=program._clock)
    except KnownError as error:
        program._not_in(error)


def _beredskab(program: Program) -> None:
    """The beredskabsplan from its first question: also at the next size, where it lies open."""
    program.window.show_lock("")
    program.show_beredskab()


def _not_played(folder: Path, kind: str, tell: Callable[[str], None]) -> tuple[Path, str, str]:
    """The invented institution, stopped at once."""
    raise KnownError(STOPPED)


def _search(text: str) -> Callable[[Program], object]:
    """Search in the bar of the page that the scene before has opened."""

    def search(program: Program) -> None:
        for line in program.window.workplace.top_bar.findChildren(QLineEdit) if program.window.workplace else []:
            line.setFocus()
            line.setText(text)

    return search


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
        Scene("laas-besked", _refuse),
        Scene("beredskab", _beredskab),
        _then("beredskab-112", _press("Ja, der er fare nu")),
        _then("beredskab-spoergsmaal", _press("Jeg har ringet")),
        _then("beredskab-spor", _press(*_TO_A_TRACK)),
        _then("beredskab-alle", _press("Alle spor")),
        Scene("velkommen", lambda program: program.show_welcome()),
        Scene("se-opdigtet", show_demo),
        _then("se-opdigtet-behold", _press("Behold den i en mappe")),
        _then("se-opdigtet-stoppet", _press("Vis den")),
        Scene("opret", lambda program: program.show_set_up()),
        Scene("hent-fra-kopi", lambda program: program.show_restore()),
    ]


def _open(work: Workplace, folder: Path) -> list[Scene]:
    """The pages of the open vault, and what is pressed on some. Files to be fetched are made in ``folder``."""
    scenes = []
    for name, to in places(work):
        scenes.append(Scene(name, _at_the_table(to) if to.place is Place.TRANSITION else _go_to(to)))
        if to.place is Place.OWN and to.context != FRAME:  # the demo has answered it: also a question and a sign of it
            scenes += [_then(f"{name}-spoergsmaal", _step("1")), _then(f"{name}-tegn", _step("9"))]
        if name == "ny-bekymring":
            scenes += [
                _then("ny-bekymring-spor", _press("Nej", *_TO_A_TRACK)),
                _then("ny-bekymring-ansat", _press("Svar om", "En, der arbejder her")),
            ]
        if name == "underretning":  # the words that the demo's writer has let slip are explained
            scenes.append(_then("underretning-skrivehjaelp", _step("concern")))
        if name == "beredskabet-hos-jer":
            here, today = work.look(local_layer.known).result().local, work.clock().date()
            scenes.append(_then("kommunens-fil", _look_at(local_file(folder / "kommune.json", here, today))))
        if name == "fravaer-fil":
            known = work.look(absences.known).result()
            codes = [one.child.code for one in known.pupils[:3]]
            days = sorted(day for day in known.school_days if day <= work.clock().date())[-4:]
            scenes.append(_then("fravaer-fil-set", _fill(absence_file(folder / "dage.csv", codes, days))))
        if name == "indsigt-tekster":
            scenes.append(_then("indsigt-papir", _press("Se papiret")))
        if name == "matrix" and to.id:  # what is kept on the PC is put back
            scenes += [
                _then("matrix-ni-felter", _press(BEGINNING_APART)),
                _then("matrix-flyttet", _press(BEGINNING_APART, WHO_MOVED)),
            ]
        if name == "start":
            scenes.append(_then("soeg", _search("ko")))
    return [*scenes, Scene("skjul", lambda program: program.window.toggle_privacy())]
