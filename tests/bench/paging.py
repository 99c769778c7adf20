"""How long it takes until a page shows what it is to show, in the real window, with ten years in the vault.

From the moment somebody goes there until everything that the page asked for has come back and was painted.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from opspor.desktop.look import look, new_application
from opspor.desktop.pages.every import PAGES
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.concern import Danger, Topic
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildState, Coverage
from opspor.usecases import concerns, rounds
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace, open_vault
from tests.bench import vaults
from tests.bench.measure import Goal, Row, Sample, alone, milliseconds

_LIMIT = 100  # milliseconds (design section 10)
_LOCKING = (Place.PUPIL, Place.VISIT, Place.VISIT_AFTER)  # somebody else sits there: whoever leaves locks
_LAYOUTS = 3  # what is laid out may move what is inside it


def rows(vault: Path, runs: int) -> list[Row]:
    """A row for every page of the program, on the vault of ``vaults.ten_years``, which is made if it is not there."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else new_application()
    look.apply(app)
    app.setCursorFlashTime(0)
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
        return [
            alone(f"page {place.value}", "ms", runs=runs, ours=watch.filled(to), goal=Goal.VALUE, limit=_LIMIT)
            for place, to in destinations(work).items()
        ]
    finally:
        program.go(Destination(Place.START))
        program.window.close()
        program.wait_until_locked()


def destinations(work: Workplace) -> dict[Place, Destination]:
    """Every page, on something that is worth a look."""
    newest = work.look(rounds.all_rounds).result()[0]
    child = newest.children[0].child.id
    concern = work.run(_concern_about(child)).result()
    ready, missing = _first(newest, ChildState.READY), _first(newest, ChildState.MISSING_MINE)
    round_ = newest.round.id
    of_child = (
        Place.CHILD, Place.CHILD_EDIT, Place.TIMELINE, Place.NEW_CONCERN, Place.PUPIL_PAPER, Place.VISITS,
        Place.HANDOVER,
    )  # fmt: skip
    found = {place: Destination(place) for place in PAGES if place not in _LOCKING}
    found |= {place: Destination(place, child) for place in of_child}
    found |= {
        place: Destination(place, round_) for place in (Place.MATRIX, Place.ROUND, Place.CHANGE_ROUND, Place.AGREEMENT)
    }
    found |= {place: Destination(place, concern) for place in (Place.CONCERN, Place.BRIEF, Place.UNDERRETNING)}
    return found | {
        Place.OWN: Destination(Place.OWN, round_, missing),
        Place.JOINT: Destination(Place.JOINT, round_, ready),
        Place.PRACTICE_CASE: Destination(Place.PRACTICE_CASE, Id("case-01")),
    }


def _first(coverage: Coverage, state: ChildState) -> Id:
    return next(row.child.id for row in coverage.children if row.state is state)


def _concern_about(child: Id) -> Callable[[Desk], Id]:
    return lambda desk: concerns.start(
        desk, danger=Danger.NO, topic=Topic.GENERAL, what="Målt", seen_on=desk.clock().date(), child_id=child
    )


class Watch:
    """Knows when a page has all that it asked for: nobody asks any more, and nothing is laid out any more."""

    def __init__(self, program: Program, work: Workplace) -> None:
        self.program, self._asked = program, 0
        self._lines = work.look, work.run  # before they are counted
        for name, line in zip(("look", "run"), self._lines, strict=True):
            setattr(work, name, self._counted(line))

    def _counted(self, line: Callable[..., object]) -> Callable[..., object]:
        def put(*arguments: object, **named: object) -> object:
            self._asked += 1
            return line(*arguments, **named)

        return put

    def settle(self) -> None:
        """Wait until the page is filled and painted."""
        asked = -1
        while asked != self._asked:  # an answer may ask again
            asked = self._asked
            for line in self._lines:
                line(lambda _: None).result()
            QThreadPool.globalInstance().waitForDone()
            for _ in range(_LAYOUTS):
                QApplication.processEvents()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def filled(self, to: Destination) -> Sample:
        """The way there, from another page. The first one is unseen."""

        def go() -> None:
            self.program.go(to)
            self.settle()

        def sample() -> float:
            self.program.go(Destination(Place.DRILL))
            self.settle()
            return milliseconds(go)()

        sample()
        return sample
