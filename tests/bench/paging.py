"""How long it takes until a page shows what it is to show, in the real window, with ten years in the vault.

From the moment somebody goes there from Start (``Program.go``) until everything that the page asked for has come back,
is laid out and painted, and Start has been thrown away where a page of the workplace takes its place. Nothing else lies
under it, as nothing does for a person. A page is warm: it was open once before. The meeting about a group goes through
children one by one, and the rest of its list comes in while the first one is talked about: it is measured until the
first child is there. Start and the overview go through a year when they stand: they are measured until they do, and the
counting by ``reading``; so are the list of what is to go, which goes through the vault, and a request for access, which
gathers all that was ever written about a child and says so (``protecting``). A paper is measured until one can write in
it: how it looks is drawn a moment after that (``preview.FIRST_MS``). The view to paste from is measured until the
fields that the window has room for stand there.

Each page has two rows: milliseconds on the clock, and milliseconds of CPU on all threads. On a machine that does
something else too the clock says how busy it is; the CPU tells what a page costs. On a quiet one the two are close, and
the clock has the limit.
"""

import gc
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from opspor.desktop import settings
from opspor.desktop.look import look, new_application
from opspor.desktop.pages.every import PAGES
from opspor.desktop.pages.matrix.parts import Squares
from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.program import Program
from opspor.desktop.route import NO_ID, Destination, Place
from opspor.desktop.widgets import RowList
from opspor.domain.ids import Id
from opspor.domain.matrix import Naming
from opspor.domain.rounds import ChildState, Coverage
from opspor.usecases import forum, matrix, meetings, plan_list, plans, rounds, waiting
from opspor.workplace import Workplace, open_vault
from tests.bench import protecting, vaults
from tests.bench.measure import Goal, Row, Spread, alone, milliseconds

_LIMIT = 100  # milliseconds (design section 10)
_LOCKING = (Place.PUPIL, Place.VISIT, Place.VISIT_AFTER)  # somebody else sits there: whoever leaves locks
_LAYOUTS = 3  # what is laid out may move what is inside it
_ALL_EVENTS = QEventLoop.ProcessEventsFlag.AllEvents
_ASLEEP = _ALL_EVENTS | QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as a window waits: the threads have the PC


def rows(vault: Path, runs: int) -> list[Row]:
    """Two rows for every page of the program, on the vault of ``vaults.ten_years``; it is made if it is not there."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else new_application()
    look.apply(app)
    app.setCursorFlashTime(0)
    settings.here.lock_minutes = settings.MOST_MINUTES  # a slow machine is not an empty room
    if not vault.exists():
        vaults.ten_years(vault).place.close()
    work = open_vault(vault, vaults.LOGIN, vaults.PASSWORD, clock=vaults.now, derive=vaults.quick)
    program = Program(vault, vaults.now, derive=vaults.quick)
    program.window.resize(1366, 768)
    program.window.show()
    program.enter(work)
    watch = Watch(program, work)
    watch.settle()
    try:
        found = [row for name, to in destinations(work).items() for row in watch.rows(name, to, runs)]
        return [*found, _matrix_painted(work, runs)]
    finally:
        program.go(Destination(Place.START))
        program.window.close()
        program.wait_until_locked()


def destinations(work: Workplace) -> dict[str, Destination]:
    """Every page, on something that is worth a look, by what its row is called."""
    found = {place: Destination(place) for place in PAGES if place not in _LOCKING}
    found |= _of_children(work) | _of_concerns(work)
    board = work.look(forum.board).result()
    held = board.past[0].day.id
    brief = next(row.point.item.id for row in work.look(partial(forum.day, day_id=held)).result().agenda if row.point)
    found |= {
        Place.FORUM_SHOW: Destination(Place.FORUM_SHOW, board.coming[0].day.id),
        Place.PRACTICE_CASE: Destination(Place.PRACTICE_CASE, Id("case-01")),
    }
    return {place.value: to for place, to in found.items()} | {
        "forum, a day": Destination(Place.FORUM, board.coming[0].day.id),
        "forum, a conclusion": Destination(Place.FORUM, held, brief),
        "waiting, one": Destination(Place.WAITING, found[Place.PAPER].id),
        "leaving, one": Destination(Place.LEAVING, found[Place.CHILD].id),
        "access, one": Destination(Place.ACCESS, protecting.asked(work, found[Place.CHILD].id)),
        "access, begun": Destination(Place.ACCESS, NO_ID, found[Place.CHILD].id, BEGIN),
    }


def _of_children(work: Workplace) -> dict[Place, Destination]:
    newest = work.look(rounds.all_rounds).result()[0]
    plan = next(row for row in work.look(plans.listed).result() if row.child.id in _who_met(work))
    child = plan.child.id
    point = work.look(partial(plan_list.of_child, child_id=child)).result().points[0].point
    meeting = work.look(partial(meetings.of_child, child_id=child)).result()[0]
    ready, missing = _first(newest, ChildState.READY), _first(newest, ChildState.MISSING_MINE)
    round_ = newest.round.id
    of_child = (
        Place.CHILD, Place.CHILD_EDIT, Place.TIMELINE, Place.NEW_CONCERN, Place.PUPIL_PAPER, Place.VISITS,
        Place.HANDOVER, Place.CONTACT, Place.NETWORK, Place.ANALYSIS, Place.TRANSITION, Place.FAMILY,
    )  # fmt: skip
    of_round = (Place.MATRIX, Place.ROUND, Place.CHANGE_ROUND, Place.AGREEMENT)
    found = {place: Destination(place, child) for place in of_child}
    found |= {place: Destination(place, round_) for place in of_round}
    return found | {
        Place.OWN: Destination(Place.OWN, round_, missing),
        Place.JOINT: Destination(Place.JOINT, round_, ready),
        Place.PLAN: Destination(Place.PLAN, child, plan.plan_id),
        Place.BATON: Destination(Place.BATON, plan.plan_id),
        Place.FOCUS: Destination(Place.FOCUS, child, point.point_id, point.context),
        Place.MEETING: Destination(Place.MEETING, child, meeting.meeting_id),
        Place.FOLLOW_UP: Destination(Place.FOLLOW_UP, plan.plan_id),
    }


def _of_concerns(work: Workplace) -> dict[Place, Destination]:
    """The pages of a concern that was talked about and reported, and those of its underretning."""
    left = next(row for row in work.look(waiting.everything).result().rows if row.waits)
    of_paper, of_concern = (
        (Place.PAPER, Place.PASTE), (Place.CONCERN, Place.BRIEF, Place.UNDERRETNING, Place.PHONE_SHEET),
    )  # fmt: skip
    assert left.paper_id is not None
    return {place: Destination(place, left.paper_id) for place in of_paper} | {
        place: Destination(place, left.concern_id) for place in of_concern
    }


def _who_met(work: Workplace) -> set[Id]:
    """The children around whom one met, or is to meet."""
    board = work.look(meetings.board).result()
    return {row.child.id for row in (*board.coming, *board.past)}


def _first(coverage: Coverage, state: ChildState) -> Id:
    return next(row.child.id for row in coverage.children if row.state is state)


def _matrix_painted(work: Workplace, runs: int) -> Row:
    """The cells of the newest round, filled, laid out as high as they get, and every name in them painted."""
    _, shown = work.look(matrix.to_show).result()
    assert shown is not None
    squares = Squares()

    def paint() -> None:
        squares.set_matrix(shown, Naming.INITIALS)
        squares.resize(look.u(220), squares.heightForWidth(look.u(220)))
        squares.grab()

    paint()  # fonts and patterns are warm, as after the first page
    name = f"matrix of {len(shown.placed)} children painted"
    return alone(name, "ms", runs=runs, ours=milliseconds(paint), goal=Goal.VALUE, limit=_LIMIT)


class Watch:
    """Knows when a page has all that it asked for: nobody asks any more, and nothing is laid out any more."""

    def __init__(self, program: Program, work: Workplace) -> None:
        self.program = program
        self._asked, self._answered = 0, 0
        self._lock = threading.Lock()
        self._lines = work.look, work.run  # before they are counted
        for name, line in zip(("look", "run"), self._lines, strict=True):
            setattr(work, name, self._counted(line))

    def _counted(self, line: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
        def put(*arguments: object, **named: object) -> Future[Any]:
            self._asked += 1
            answer = line(*arguments, **named)
            answer.add_done_callback(self._done)
            return answer

        return put

    def _done(self, _answer: object) -> None:
        with self._lock:
            self._answered += 1
        QAbstractEventDispatcher.instance(self.program.window.thread()).wakeUp()

    def settle(self, shown: Callable[[], bool] = lambda: False) -> None:
        """Wait until the page is filled and painted, or until ``shown`` says that what is waited for is there."""
        while True:
            asked = self._asked
            while self._asked != self._answered and not shown():
                QApplication.processEvents(_ASLEEP)
            is_shown = shown()
            if not is_shown:
                for line in self._lines:  # the last answer is on its way to the window
                    line(lambda _: None).result()
            for _ in range(_LAYOUTS):
                QApplication.processEvents()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if is_shown or asked == self._asked == self._answered:  # what an answer led on to is waited for too
                return

    def rows(self, what: str, to: Destination, runs: int) -> tuple[Row, Row]:
        """The way there from Start, on the clock and in CPU. The first one is unseen."""
        found = [self._way(to) for _ in range(runs + 1)][1:]
        clock, cpu = (Spread.of(values) for values in zip(*found, strict=True))
        name = f"page {what}"
        return (
            Row(name, "ms", runs, clock, goal=Goal.VALUE, limit=_LIMIT),
            Row(f"{name}, CPU", "ms", runs, cpu),
        )

    def _way(self, to: Destination) -> tuple[float, float]:
        self.program.go(Destination(Place.START))
        self.settle()
        gc.collect()
        clock, cpu = time.perf_counter(), time.process_time()
        self.program.go(to)
        shown = {
            Place.JOINT: self._has_first_child,
            Place.OVERVIEW: self._has_rounds,
            Place.RETENTION: self._stands,
            Place.ACCESS: self._stands,
            Place.BRIEF: self._has_section,
            Place.UNDERRETNING: self._has_section,
        }
        self.settle(shown.get(to.place, lambda: False))
        took = (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000
        self.settle()
        return took

    def _has_first_child(self) -> bool:
        page = self.program.window.open_page
        return page is not None and page.here is not None

    def _stands(self) -> bool:
        page = self.program.window.open_page
        return page is not None and page.isVisible()

    def _has_rounds(self) -> bool:
        page = self.program.window.open_page
        return page is not None and any(one.isVisible() for one in page.findChildren(RowList))

    def _has_section(self) -> bool:
        page = self.program.window.open_page
        return page is not None and bool(page.inside)
