"""What is left in memory of the pages somebody has been on: nothing, however long the program runs."""

import gc
from pathlib import Path
from types import FunctionType
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.every import PAGES
from opspor.desktop.program import Program
from opspor.desktop.route import FRAME, Destination, Place
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.visit import VisitType
from opspor.usecases import children, concerns, practice, rounds
from opspor.workplace import Workplace
from tests.e2e.conftest import Start
from tests.e2e.driver import Keyboard
from tests.e2e.test_awkward import came_in

_OF_A_CHILD = (
    Place.CHILD, Place.CHILD_EDIT, Place.TIMELINE, Place.PUPIL, Place.PUPIL_PAPER, Place.VISITS, Place.HANDOVER,
    Place.FOCUS, Place.ANALYSIS, Place.PLAN, Place.CONTACT, Place.NETWORK, Place.MEETING, Place.NEW_CONCERN,
    Place.TRANSITION, Place.FAMILY,
)  # fmt: skip
_OF_A_ROUND = (Place.MATRIX, Place.ROUND, Place.CHANGE_ROUND, Place.AGREEMENT, Place.JOINT)
_OF_A_CONCERN = (Place.CONCERN, Place.BRIEF, Place.UNDERRETNING)
_TIMES = 5
_MOST_MORE = 1  # objects a visit; a page has some hundreds


def every_page(work: Workplace) -> list[Destination]:
    """Each page, on something that is there; the own assessment of a child and of the adults around it."""
    listed, (one,) = work.look(children.listed).result(), work.look(rounds.all_rounds).result()
    child, round_, group = listed[0].id, one.round.id, one.round.groups[0].group_id
    concern = work.run(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Kanari", seen_on=desk.clock().date(), child_id=child
        )
    ).result()
    case = work.look(practice.cases).result()[0]
    found = {place: Destination(place) for place in PAGES}
    found |= {place: Destination(place, child) for place in _OF_A_CHILD}
    found |= {place: Destination(place, round_) for place in _OF_A_ROUND}
    found |= {place: Destination(place, concern) for place in _OF_A_CONCERN}
    found |= {
        Place.OWN: Destination(Place.OWN, round_, child),
        Place.PRACTICE_CASE: Destination(Place.PRACTICE_CASE, type(child)(case.id)),
    }
    for place in (Place.VISIT, Place.VISIT_AFTER):
        found[place] = Destination(place, child, context=VisitType.MONTHS_8_11.value)
    return [*found.values(), Destination(Place.OWN, round_, group, FRAME)]


def rest(work: Workplace) -> None:
    """Until what the page has asked for has come, and what was thrown away is gone."""
    for _ in range(2):
        for line in (work.look, work.run):
            line(lambda _: None).result()
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def visit(program: Program, work: Workplace, places: list[Destination]) -> list[ref[Page | FocusPage]]:
    """Go from each page to the next one, use Tab and the curtain there, and read again what stands on it."""
    seen = []
    for to in places:
        program.go(to)
        page = program.window.open_page
        assert page is not None
        seen.append(ref(page))
        del page
        rest(work)
        QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_Tab)
        program.window.toggle_privacy()
        program.window.toggle_privacy()
    program.go(Destination(Place.START))
    rest(work)
    gc.collect()
    return seen


def parts_without_a_window() -> list[str]:
    return [type(one).__name__ for one in gc.get_objects() if isinstance(one, QObject) and not isValid(one)]


def objects() -> int:
    """How many there are of the program's own kinds and of Qt's, functions inside functions too. What SQLAlchemy
    remembers of its queries comes and goes."""
    every = (one if isinstance(one, FunctionType) else type(one) for one in gc.get_objects())
    return sum(str(kind.__module__).startswith(("opspor", "PySide6")) for kind in every)


def test_nothing_is_left_of_a_page_that_somebody_has_left(start: Start, keyboard: Keyboard, house: Path) -> None:
    program = came_in(start, keyboard, house)
    work = program.work
    assert work is not None
    places = every_page(work)
    visit(program, work, places)  # what is imported and remembered the first time
    parts, before = parts_without_a_window(), objects()
    seen = [page for _ in range(_TIMES - 1) for page in visit(program, work, places)]
    assert len(seen) == (_TIMES - 1) * len(places)
    assert [type(page()).__name__ for page in seen if page() is not None] == []
    assert parts_without_a_window() == parts
    assert (objects() - before) / len(seen) < _MOST_MORE
