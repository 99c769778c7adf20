"""Every way in which somebody could learn a sealed answer: what is read there, as text, and two readings compared.

``look`` is cheap and done all the time; the real pages and the real command line are looked at in some sessions.
"""

import io
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
import pypdf
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QModelIndex
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from opspor import cli
from opspor.desktop.look import look, new_application
from opspor.desktop.pages.every import PAGES
from opspor.desktop.program import Program
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.documents.overview_paper import Missing
from opspor.domain.errors import KnownError
from opspor.store import log
from opspor.usecases import (
    absences,
    agreement,
    assess,
    children,
    concerns,
    environment,
    house_export,
    joint,
    matrix,
    overview,
    people,
    plans,
    rounds,
    start,
    telling,
    timeline,
    transitions,
)
from opspor.usecases import log as logs
from opspor.usecases.desk import Desk
from tests.e2e.driver import words_in
from tests.torture.locking import _cells, quick
from tests.torture.sealed_house import LEADER, House, Seat, enter, password

Read = Callable[[Desk, House, Seat], object]

# What says who has submitted, and so may change when somebody does.
COVERAGE: dict[str, Read] = {
    "all rounds": lambda desk, house, seat: rounds.all_rounds(desk),
    "open rounds": lambda desk, house, seat: rounds.open_rounds(desk),
    "coverage": lambda desk, house, seat: rounds.coverage(desk, house.round),
    "start": lambda desk, house, seat: start.today(desk),
    "overview": lambda desk, house, seat: overview.overview(desk),
    "joint table": lambda desk, house, seat: joint.joint_table(desk, house.round, *seat),
    "frame": lambda desk, house, seat: [environment.of_group(desk, house.round, g) for g in house.groups.values()],
}
# What must not change at all as long as the team has not agreed.
STILL: dict[str, Read] = {
    "rounds": lambda desk, house, seat: rounds.listed_rounds(desk),
    "how well known": lambda desk, house, seat: rounds.acquaintance(desk, house.round),
    "own sheet": lambda desk, house, seat: assess.own_sheet(desk, house.round, *seat),
    "own questions": lambda desk, house, seat: assess.my_questions(desk),
    "own frames": lambda desk, house, seat: environment.answered(desk, house.round),
    "to confirm": lambda desk, house, seat: joint.to_confirm(desk),
    "agreement": lambda desk, house, seat: agreement.figures(desk, house.round),
    "matrix": lambda desk, house, seat: matrix.matrix(desk, house.round),
    "rounds of the matrix": lambda desk, house, seat: matrix.to_show(desk),
    "children": lambda desk, house, seat: children.listed(desk),
    "search": lambda desk, house, seat: children.listed(desk, search="kz"),
    "child": lambda desk, house, seat: children.open_child(desk, seat[0]),
    "over time": lambda desk, house, seat: timeline.over_time(desk, seat[0]),
    "people": lambda desk, house, seat: people.overview(desk),
    "plan": lambda desk, house, seat: plans.sheet(desk, seat[0]),
    "plans": lambda desk, house, seat: plans.listed(desk),
    "figures of the overview": lambda desk, house, seat: overview.counts(desk),
    "behind the overview": lambda desk, house, seat: [overview.behind(desk, missing) for missing in Missing],
    "concerns": lambda desk, house, seat: [concerns.open_concern(desk, r.concern.id) for r in concerns.listed(desk)],
    "recipients of papers": lambda desk, house, seat: telling.recipients(desk, *seat),
    "absence": lambda desk, house, seat: absences.known(desk),
    "overgang": lambda desk, house, seat: transitions.sheet(desk, seat[0]),
}
LISTS = COVERAGE | STILL
_OF_ROUND = ("matrix", "round", "change_round", "agreement")
_OF_ALL = (
    "start", "children", "rounds", "concerns", "log", "settings", "open_round", "practice",
)  # fmt: skip
_NOT_ABOUT = (  # pages that show no assessment, or ask for something else than a child or a round
    "visit", "visit_after", "visits", "handover", "pupil", "pupil_paper", "district", "drill", "import",
    "track_practice", "year_shift", "closing",
)  # fmt: skip


def look_at(house: House, reader: str, names: Iterable[str], seat: Seat) -> dict[str, str]:
    """list -> what it says to somebody, as text."""

    def read(desk: Desk, name: str) -> str:
        try:
            return _text(LISTS[name](desk, house, seat))
        except KnownError as refused:
            return str(refused)

    return house.do(reader, lambda desk: {name: read(desk, name) for name in names})


def _text(found: object) -> str:
    try:
        return msgspec.json.encode(found, order="deterministic").decode()
    except (TypeError, msgspec.MsgspecError):  # a mapping whose keys are not texts
        return repr(found)


# --- the log ----------------------------------------------------------------------------------------------------------


def log_lines(house: House) -> list[tuple[str, str]]:
    """(action, detail) of every line, as the file holds it, and as the leader reads it."""

    def read(desk: Desk) -> list[tuple[str, str]]:
        with desk.engine.begin() as connection:
            kept = [(line.action, line.detail) for line in log.entries(connection)]
        shown = logs.page(desk, logs.Filter()).lines
        return [*kept, *(("shown", _text(line)) for line in shown)]

    return house.do(LEADER, read)


# --- files ------------------------------------------------------------------------------------------------------------


def in_files(folder: Path, words: set[str]) -> list[str]:
    """The words that stand readable in a file below the folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            found += [
                f"{path.name}: {word}" for word in words if word.encode() in raw or word.encode("utf-16-le") in raw
            ]
    return found


def taken_out(house: House) -> str:
    """All files of an export of the whole house, as the leader takes it out."""
    with TemporaryDirectory() as place:
        house.do(LEADER, lambda desk: house_export.take_out(desk, Path(place), lambda done, of: None, lambda: False))
        return "\n".join(file.read_text("utf-8") for file in sorted(Path(place).rglob("*.json")))


# --- the command line -------------------------------------------------------------------------------------------------


def on_command_line(house: House, reader: str, scratch: Path) -> str:
    """What ``check --json`` and ``export`` say and write to somebody; the vault is locked meanwhile."""
    pdf = scratch / "ark.pdf"
    said = [
        _command(reader, "check", str(house.folder), "--json"),
        _command(reader, "export", str(house.folder), "brief", house.paper, "--out", str(pdf)),
    ]
    if pdf.exists():
        said += [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
        said.append(pdf.read_bytes().decode("latin-1"))
        pdf.unlink()
    return "\n".join(said)


def _command(reader: str, *arguments: str) -> str:
    typed = io.TextIOWrapper(io.BytesIO(password(reader).encode() + b"\n"))
    with mock.patch.object(sys, "stdin", typed), redirect_stdout(io.StringIO()) as out, redirect_stderr(out):
        cli.main([*arguments, "--user", reader, "--password-stdin"], derive=quick)
    return out.getvalue()


# --- pages ------------------------------------------------------------------------------------------------------------


def on_pages(house: House, reader: str, seat: Seat) -> dict[str, str]:
    """page -> everything on it, seen or not, and "title", what the window is called, and
    "model", what stands in any list's model, shown or not.
    """
    app = QApplication.instance() or new_application()
    assert isinstance(app, QApplication)
    look.apply(app)
    before = QApplication.topLevelWidgets()
    program = Program(house.folder, house.clock, derive=quick)
    program.window.resize(1366, 768)
    program.window.show()
    program.enter(enter(house.folder, reader, house.clock))
    _fill(program)
    found: dict[str, str] = {}
    titles, models = [], []
    for place, to in _ways(house, seat).items():
        program.go(to)
        _fill(program)
        window = program.window
        words = {word for widget in (window, *window.findChildren(QWidget)) for word in words_in(widget)}
        found[place.value] = "\n".join(sorted(words))
        titles.append(window.windowTitle())
        models += [*_models()]
    program.go(Destination(Place.START))
    program.window.close()
    program.wait_until_locked()
    for part in QApplication.topLevelWidgets():
        if part not in before:  # the window, and what pages made and never placed
            part.deleteLater()
    _forget()
    return found | {"title": "\n".join(titles), "model": "\n".join(models)}


def _ways(house: House, seat: Seat) -> dict[Place, Destination]:
    """Every page there is, on the round or the child."""
    child, context = seat
    found: dict[Place, Destination] = {}
    for place in PAGES:
        if place.value in _NOT_ABOUT:
            continue
        if place in (Place.OWN, Place.JOINT):
            found[place] = Destination(place, house.round, child, context)
        elif place.value in _OF_ROUND:
            found[place] = Destination(place, house.round)
        else:
            found[place] = Destination(place, NO_ID if place.value in _OF_ALL else child)
    return found


def _fill(program: Program) -> None:
    assert program.work is not None
    for _ in range(4):  # an answer may ask again
        for thread in threading.enumerate():
            if thread.name == "opspor-work":
                thread.join()
        for line in (program.work.look, program.work.run):
            line(lambda _: None).result()
        QApplication.processEvents()
    _forget()


def _forget() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def _models() -> Iterator[str]:
    for thing in Shiboken.getAllValidWrappers():
        if isinstance(thing, QAbstractItemModel):
            yield from _cells(thing, QModelIndex())
