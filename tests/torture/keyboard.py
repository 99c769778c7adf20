"""A whole round by keyboard: the leader opens it, two of the staff assess every child, agree on each and close it.

The real window on a real vault, from the lock screen on. Of 22 children three give cause for more: factors, a note, and
of the first a flag that leads to the beredskabsplan and back. It counts keys and the machine's time; what a person
needs is worked out from a time per key. A child without concern takes at most 20 keys, and nothing that was answered
is missing afterwards.
"""

import hashlib
import os
import time
from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opspor import workplace
from opspor.desktop.look import look, new_application
from opspor.desktop.pages.joint import JointPage
from opspor.desktop.pages.joint.order import Spot
from opspor.desktop.pages.own import OwnPage
from opspor.desktop.pages.own.queue import Entry
from opspor.desktop.pages.own.sitting import ChildSitting
from opspor.desktop.program import Program
from opspor.domain.people import Role
from opspor.domain.rounds import ChildState, Coverage
from opspor.usecases import children, people, rounds
from opspor.vault.keys import Cost
from tests.e2e.day import answer_about_the_adults, go_through_the_wizard, lock, unlock
from tests.e2e.driver import Keyboard, text_on_screen
from tests.guards import PASSWORD
from tests.torture.locking import Clock, turn
from tests.torture.result import Result

MOST_KEYS = 20  # for a child without concern (design section 7)
SECONDS_A_KEY = 0.9  # of a person who reads, thinks and presses
MOST_MINUTES = 25  # for a room of 22 (design section 7)
_STAFF = (("mette", "Mette Kanari", "leder"), ("jonas", "Jonas Kanaribæk", "pædagog"))
_FACTOR = (
    ("Hvor meget?", "Moderat"),
    ("Hvor længe?", "Over et år"),
    ("Hvor ved du det fra?", "Set eller hørt selv"),
    ("Hvor sikkert?", "Det ved vi"),
)
_PATIENCE = 60.0
_WELL = "1" * 5 + "1" + "1" * 13 + "1"  # five questions, position, thirteen signs, trivsel


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


class Taken(NamedTuple):
    """What the assessment of one child took one person and the machine."""

    keys: int
    seconds: float
    well: bool  # nothing was seen that gives cause for more


@dataclass(frozen=True, slots=True)
class Sat:
    """What one person did in one go: every child, and the keys for all of it, the questions about the adults too."""

    children: list[Taken]
    keys: int

    @property
    def minutes(self) -> float:
        """How long a person would need for it."""
        return self.keys * SECONDS_A_KEY / 60


class Room:
    """A room of ``size`` children whose parents do not know yet, and the program that two of the staff come into."""

    def __init__(self, scratch: Path, size: int, seen: int) -> None:
        """``seen`` of the children give cause for more."""
        self.folder, self.clock, self.size, self.seen = scratch / "opspor", Clock(), size, seen
        (leader, name, title), (second, colleague, other) = _STAFF
        work = workplace.create(
            self.folder, institution="Børnehuset", name=name, title=title, login=leader, password=PASSWORD,
            clock=self.clock, derive=quick,
        )  # fmt: skip
        new = [children.NewChild(f"Barn{i:02}", "Kanari", date(2021, 4, 1), "", "Bøgestuen", "") for i in range(size)]
        for child in work.run(lambda desk: children.import_list(desk, new)).result().children:
            # A dated note about each: without one nobody agrees in one key.
            text, seen_at = "Kanari leger med de andre.", self.clock.now
            note = partial(children.observe, child_id=child, seen_at=seen_at, place="", text=text)
            work.run(note).result()
        (room,) = work.run(people.overview).result().groups
        _, code = work.invite(name=colleague, title=other, role=Role.STAFF, groups=frozenset({room.id}))
        work.close()
        workplace.accept(
            self.folder, login=second, code=code, password=PASSWORD, clock=self.clock, derive=quick
        ).close()
        self.program = Program(self.folder, self.clock, derive=quick)
        self.program.window.resize(1366, 768)
        self.program.window.show()
        self.program.window.activateWindow()
        self.hands = Keyboard()

    def open_round(self) -> None:
        """The leader opens a round for all children, and writes in one go that their parents know."""
        unlock(self.hands, (_STAFF[0][0], PASSWORD))
        go_through_the_wizard(self.hands, self.size, tuple(f"{name}, {title}" for _, name, title in _STAFF))
        self.hands.button("Åbn runden")
        self.hands.wait_for("Begynd min vurdering")

    def coverage(self) -> Coverage:
        """How far the round is."""
        work = self.program.work
        assert work is not None
        return work.look(rounds.all_rounds).result()[0]

    # --- one person -----------------------------------------------------------------------------------------------

    def assess(self, login: str) -> Sat:
        """Answers about the adults and then every child. The leader goes on from the round's page."""
        leads = login == _STAFF[0][0]
        if leads:
            self.hands.button("Begynd min vurdering")
        else:
            lock(self.hands)
            unlock(self.hands, (login, PASSWORD))
            self.hands.button("Begynd runden")
        self.hands.wait_for("Læringsmiljø · spørgsmål 1")
        first = self.hands.strokes
        answer_about_the_adults(self.hands)
        self.hands.wait_for("Position · spørgsmål 1")
        found = []
        for number in range(self.size):
            before, began, well = self.hands.strokes, time.monotonic(), number >= self.seen
            entry = self._page()._entry
            if well:
                self.hands.write(_WELL)
            else:
                self._see_something(leads=leads, flagged=not number)
            self._go_on(entry)
            found.append(Taken(self.hands.strokes - before, time.monotonic() - began, well))
        self.hands.wait_for(f"Du har vurderet alle {self.size}.")
        return Sat(found, self.hands.strokes - first)

    def _see_something(self, *, leads: bool, flagged: bool) -> None:
        """One factor behind a question, a note beside a sign; the leader judges otherwise than the colleague."""
        hands = self.hands
        hands.write("12")
        hands.wait_for("Det belaster barnet")
        hands.write("v")
        hands.press(Qt.Key.Key_Space)
        for label, words in _FACTOR:
            hands.pick(label, words)
        hands.type_into("Hvad mærker barnet?", "Kanari vil ikke i seng.")
        hands.press(Qt.Key.Key_Escape)
        hands.enter()
        hands.wait_for("Position · spørgsmål 3")
        hands.write("111" + ("2" if leads else "1"))
        hands.wait_for("tegn 1 af 13")
        if flagged:
            self._follow_a_flag()
        hands.write("n")
        hands.write("Kanari sad alene ved bordet.")
        hands.press(Qt.Key.Key_Escape)
        hands.write("3" * 13 + ("2" if leads else "1"))

    def _follow_a_flag(self) -> None:
        """To the beredskabsplan, and back to the same sign."""
        self.hands.write("f")
        self.hands.wait_for("Har du set eller hørt noget af det her?")
        self.hands.enter()
        self.hands.wait_for("Ny bekymring", "Tilbage")
        self.hands.button("Tilbage")
        self.hands.wait_for("tegn 1 af 13")

    def _go_on(self, entry: Entry) -> None:
        """Waits for the next child. A page that still waits for a key is given keys until it has had enough."""
        page = self._page()
        while page._entry == entry or page._busy:
            turn(1)
            if page._entry == entry and not page._busy and not page._rest.isActive():
                self.hands.write("1")
                self.hands.enter()

    def _page(self) -> OwnPage:
        page = self.program.window.open_page
        assert isinstance(page, OwnPage)
        return page

    # --- the team -------------------------------------------------------------------------------------------------

    def agree(self) -> list[float]:
        """Agrees on every child, on those who are well in one key; the seconds of machine time that each took."""
        lock(self.hands)
        unlock(self.hands, (_STAFF[0][0], PASSWORD))
        self.hands.button("Til runden")  # where the leader was
        self.hands.button("Start fælles vurdering")
        took: list[float] = []
        done: set[Spot | None] = set()
        while len(done) < self.size:
            began = time.monotonic()
            wait_long(partial(self._is_after, done))
            done.add(self._meeting()._spot)
            if "Det går godt, siger I alle" in text_on_screen():
                if not took:
                    self._say_who()
                self.hands.press(Qt.Key.Key_E)
            else:
                self._talk(first=not took)
                self.hands.button("Gem og vis næste barn")
            took.append(time.monotonic() - began)
        wait_long(lambda: self.coverage().count(ChildState.AGREED) == self.size)
        return took

    def _meeting(self) -> JointPage:
        page = self.program.window.open_page
        assert isinstance(page, JointPage)
        return page

    def _is_after(self, done: Collection[Spot | None]) -> bool:
        """Whether another child than those is open."""
        page = self._meeting()
        return page._form is not None and page._spot not in (None, *done)

    def _talk(self, *, first: bool) -> None:
        """What the team says of a child whom it saw differently."""
        hands = self.hands
        hands.choose("Position", "Potentielt udsat")
        hands.choose("Trivsel", "Begyndende mistrivsel")
        hands.type_into("Begrundelse", "Kanari sover for lidt.")
        hands.tick("Fokuspunkt: noget, vi voksne gør anderledes")
        hands.button("tirsdag 28. april · om 6 uger")
        if first:
            self._say_who()
        else:
            hands.button("De samme som før: Jonas og Mette")

    def _say_who(self) -> None:
        for _, name, _ in _STAFF:
            self.hands.tick(name)

    def close(self) -> bool:
        """Closes the round on its page; whether it is closed and the matrix shows every child."""
        self.hands.button("Afslut møde")
        self.hands.button("Runder")
        self.hands.row("Forår 2026")
        self.hands.wait_for(f"{self.size} af {self.size} aftalt")
        self.hands.button("Luk runden")
        self.hands.wait_for("Lukket 17. marts 2026")
        self.hands.button("Matrix")
        self.hands.wait_for(f"Forår 2026 · fælles vurderinger af {self.size} børn")
        return self.coverage().round.closed_at is not None


def wait_long(true: Callable[[], bool]) -> None:
    """Waits longer than for a letter: a meeting reads every child, and the machine may be shared."""
    until = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        turn(20)


_go_on_by_itself = OwnPage._rested


def _two_keys(page: OwnPage) -> None:
    """The planted fault: an answer about a child stays where it is until Enter is pressed too."""
    if isinstance(page._sitting, ChildSitting):
        page._rest.stop()
    else:
        _go_on_by_itself(page)


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """Assess a room of ``count`` children with two of the staff. ``planted``: every answer takes two keys."""
    app = QApplication.instance() or new_application()
    assert isinstance(app, QApplication)
    look.apply(app)
    began = time.monotonic()
    room = Room(scratch, count, seen=0 if planted else max(1, count * 3 // 22))
    room.open_round()
    with mock.patch.object(OwnPage, "_rested", _two_keys) if planted else nullcontext():
        sat = [room.assess(login) for login, *_ in (_STAFF[:1] if planted else _STAFF)]
    broken, words = _told(sat, count)
    if not planted:
        before, seconds = room.hands.strokes, room.agree()
        keys = room.hands.strokes - before
        closed = room.close()
        broken += not closed
        words += f" The meeting: {keys} keys, {max(seconds):.1f} s of machine time at most between two children. "
        words += f"{'Closed' if closed else 'NOT CLOSED'} and in the matrix after {time.monotonic() - began:.0f} s."
    lock(room.hands)
    room.program.window.close()
    room.program.window.deleteLater()
    turn(50)
    return Result("keyboard", count, broken, words)


def _told(sat: list[Sat], count: int) -> tuple[int, str]:
    """(promises that did not hold, what it took) of those who assessed."""
    taken = [one for person in sat for one in person.children]
    well, seen = ([one.keys for one in taken if one.well is kind] for kind in (True, False))
    minutes, most = max(person.minutes for person in sat), MOST_MINUTES * count / 22
    words = (
        f"{count} children, {len(sat)} of the staff. Keys a child: at most {max(well, default=0)} without concern, "
        f"{max(seen, default=0)} where something was seen. Machine time a child and person: "
        f"{1000 * sum(one.seconds for one in taken) / len(taken):.0f} ms, {max(one.seconds for one in taken):.1f} s at "
        f"most. At {SECONDS_A_KEY} s a key a person needs {minutes:.1f} minutes for {count} children: "
        f"{'within' if minutes <= most else 'NOT WITHIN'} {most:.1f}."
    )
    return sum(keys > MOST_KEYS for keys in well) + (minutes > most), words
