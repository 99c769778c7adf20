"""A whole round by keyboard: two of the staff assess every child of a room, agree on each and close the round.

The real window on a real vault. It counts keys and the machine's time; the person's time is theirs. A child without
concern takes at most 20 keys, and nothing that was answered is missing afterwards.
"""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor import workplace
from opspor.desktop.look import look, new_application
from opspor.desktop.pages.joint import JointPage
from opspor.desktop.pages.own import OwnPage
from opspor.desktop.pages.own.sitting import Sitting
from opspor.desktop.pages.rounds.round_page import RoundPage
from opspor.desktop.program import Program
from opspor.desktop.route import Destination, Place
from opspor.domain.assessment import Context
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.rounds import ChildState
from opspor.usecases import children, notices, people, rounds
from opspor.vault.keys import Cost
from opspor.workplace import Workplace
from tests.e2e.driver import Keyboard
from tests.guards import PASSWORD
from tests.torture.locking import Clock, turn, wait_until
from tests.torture.result import Result

MOST_KEYS = 20  # for a child without concern (design section 7)
_STAFF = (("mette", "Mette Kanari"), ("jonas", "Jonas Kanaribæk"))
_PATIENCE = 60.0
_WELL = "11111" + "1" + "1" * 13 + "1"  # five questions, position, thirteen signs, trivsel


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


class Room:
    """A room of ``size`` children with an open round, and the program that two of the staff come into."""

    def __init__(self, scratch: Path, size: int) -> None:
        self.folder, self.clock, self.size = scratch / "opspor", Clock(), size
        (leader, name), (second, colleague) = _STAFF
        work = workplace.create(
            self.folder, institution="Børnehuset", name=name, title="leder", login=leader, password=PASSWORD,
            clock=self.clock, derive=quick,
        )  # fmt: skip
        born = date(2021, 4, 1)
        new = [children.NewChild(f"Barn{i:03}", "Kanari", born, "", "Bøgestuen", "") for i in range(size)]
        made = work.run(lambda desk: children.import_list(desk, new)).result().children
        work.run(lambda desk: notices.give(desk, made, born)).result()
        now = self.clock.now
        for child in made:  # a dated note about each: without one nobody agrees in one key
            note = partial(children.observe, child_id=child, seen_at=now, place="", text="Kanari leger med de andre.")
            work.run(note).result()
        (room,) = work.run(people.overview).result().groups
        _, code = work.invite(name=colleague, title="pædagog", role=Role.STAFF, groups=frozenset({room.id}))
        work.close()
        workplace.accept(
            self.folder, login=second, code=code, password=PASSWORD, clock=self.clock, derive=quick
        ).close()
        work = self.open(leader)
        both = [member.id for member in work.run(people.overview).result().staff]
        closes = now.date() + timedelta(days=44)
        self.round: Id = work.run(
            lambda desk: rounds.open_round(
                desk, name="Forår", opens_on=now.date(), closes_on=closes, groups={room.id: (Context.DAYCARE, both)}
            )
        ).result()
        work.close()
        self.program = Program(self.folder, self.clock, derive=quick)
        self.program.window.resize(1366, 768)
        self.program.window.show()
        self.program.window.activateWindow()
        self.hands = Keyboard()

    def open(self, login: str) -> Workplace:
        """Lets somebody in."""
        return workplace.open_vault(self.folder, login, PASSWORD, clock=self.clock, derive=quick)

    def come_in(self, login: str, to: Place) -> None:
        """Somebody sits down at a page of the round."""
        self.program.wait_until_locked()
        self.program.enter(self.open(login))
        wait_until(lambda: self.program.window.open_page is not None)
        self.program.go(Destination(to, self.round))

    def leave(self) -> None:
        """Locks behind them."""
        self.program.window.lock_requested.emit()
        self.program.wait_until_locked()

    # --- one person -----------------------------------------------------------------------------------------------

    def assess(self, login: str) -> list[int]:
        """Answers about the adults and then every child; the keys that each child took."""
        self.come_in(login, Place.OWN)
        page = self.program.window.open_page
        assert isinstance(page, OwnPage)
        wait_until(lambda: page._sitting is not None)
        keys = []
        while page._done is None:
            before, entry = self.hands.strokes, page._entry
            adults = page._queue is not None and page._queue.row(entry) is None
            sitting = page._sitting
            assert sitting is not None
            if adults:
                self.hands.write("1" * (len(sitting.steps) - 1))
                self.hands.enter()  # "Alt er besvaret"
            else:
                self.hands.write(_WELL)
            self._go_on(page, sitting)
            if not adults:
                keys.append(self.hands.strokes - before)
        self.leave()
        return keys

    def _go_on(self, page: OwnPage, sitting: Sitting) -> None:
        """Waits for the next one; whoever sees the summary instead presses Enter."""
        try:
            wait_until(lambda: (page._sitting is not sitting and not page._busy) or not page._summary.isHidden())
        finally:
            turn(1)
        if page._sitting is sitting:
            self.hands.enter()
            wait_until(lambda: page._sitting is not sitting and not page._busy)

    def agree(self) -> int:
        """Agrees on every child in one key, after saying once who took part; the keys it took."""
        self.come_in(_STAFF[0][0], Place.JOINT)
        page = self.program.window.open_page
        assert isinstance(page, JointPage)
        before = self.hands.strokes
        for number in range(self.size):
            wait_long(partial(self._is_at, page, number))
            turn(20)
            if number == 0:
                for _, name in _STAFF:
                    self.hands.tick(name)
            self.hands.press(Qt.Key.Key_E)
        wait_long(lambda: self._agreed() == self.size)
        return self.hands.strokes - before

    def _is_at(self, page: JointPage, number: int) -> bool:
        return self._agreed() == number and page._form is not None

    def _agreed(self) -> int:
        work = self.program.work
        assert work is not None
        return work.look(lambda desk: rounds.coverage(desk, self.round)).result().count(ChildState.AGREED)

    def close(self) -> bool:
        """Closes the round on its page; whether it is closed."""
        self.program.go(Destination(Place.ROUND, self.round))
        page = self.program.window.open_page
        assert isinstance(page, RoundPage)
        wait_until(page._close.isVisible)
        self.hands.button("Luk runden")
        work = self.program.work
        assert work is not None
        found = work.run(lambda desk: rounds.coverage(desk, self.round)).result()
        return found.round.closed_at is not None and found.count(ChildState.AGREED) == self.size


def wait_long(true: Callable[[], bool]) -> None:
    """Waits longer than for a letter: a meeting reads every child, and the machine may be shared."""
    until = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        turn(20)


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """Assess a room of ``count`` children with two of the staff. ``planted``: a page that asks once more each time."""
    app = QApplication.instance() or new_application()
    assert isinstance(app, QApplication)
    look.apply(app)
    room = Room(scratch, count)
    began = time.monotonic()
    fault = mock.patch.object(Sitting, "whole", False) if planted else nullcontext()
    with fault:
        keys = [taken for login, _ in _STAFF for taken in room.assess(login)]
    assessed = time.monotonic() - began
    meeting = room.agree()
    closed = room.close()
    seconds = time.monotonic() - began
    room.leave()
    room.program.window.close()
    room.program.window.deleteLater()
    turn(50)
    broken = sum(taken > MOST_KEYS for taken in keys) + (2 * count - len(keys)) + (not closed)
    words = (
        f"{count} children, {len(_STAFF)} of the staff: at most {max(keys)} keys a child, {meeting} in the meeting; "
        f"{1000 * assessed / len(keys):.0f} ms of machine time a child and person, {seconds:.0f} s until it was "
        f"{'closed' if closed else 'NOT closed'}"
    )
    return Result("keyboard", count, broken, words)
