"""Puts the window, the vault and the pages together: unlocking, going from page to page, locking.

Imported before the lock screen is painted, so it imports neither the workplace nor a page at the top.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from opspor.desktop import demo_place, gone, over_lock, settings, ways_in
from opspor.desktop.hits import follow, show_hits
from opspor.desktop.idle import IdleWatch, limit_on
from opspor.desktop.locked import Locked, Why
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.shell.window import Window
from opspor.desktop.tasks import ask, in_background, to_window
from opspor.desktop.widgets.told import Message, MessageKind, message_of
from opspor.domain.changes import Changes, Kind
from opspor.domain.clock import Clock, time_of_day
from opspor.domain.ids import Id
from opspor.domain.text import count_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from opspor.desktop.demo_place import Play
    from opspor.desktop.successor import Successor
    from opspor.desktop.system.session import Session
    from opspor.desktop.whereabouts import Whereabouts
    from opspor.domain.errors import KnownError
    from opspor.usecases.people import People
    from opspor.workplace import Derive, Workplace

# What is wrong with the folder itself, by the beginning of the code: a copy helps.
_FOLDER_IS_BROKEN = ("BOKS-MANGLER", "BOKS-HOVED", "BOKS-DATA", "BOKS-SIDER", "BOKS-ANDEN", "BOKS-ADGANG-SKADET")

_LONGEST_TASK = 60.0  # seconds; as in successor


class Program(QObject):
    """One window on one folder. ``folder`` is None until somebody has chosen or made one."""

    changed = Signal(object)  # Changes, from the workplace's threads to the window's
    arrived = Signal()  # somebody is in, and at the page where they were

    def __init__(
        self,
        folder: Path | None,
        clock: Clock,
        *,
        derive: Derive | None = None,
        remember: Callable[[Path | None], None] = lambda _: None,
        play: Play | None = None,
        successor: Successor | None = None,
    ) -> None:
        """``derive`` is the key derivation of tests, None for the real one. ``remember`` is told the folder in use.
        ``play`` plays the invented institution that can be looked at; without it none is offered.
        ``successor`` starts a fresh process when it locks; without one the lock screen stays in this process."""
        super().__init__()
        self.folder, self._clock, self._remember, self.play = folder, clock, remember, play
        self._derive: dict[str, Derive] = {} if derive is None else {"derive": derive}
        self.work: Workplace | None = None
        self._successor = successor
        self._session: Session | None = None
        self._locking: Future[bool] | None = None
        self._leaving: Workplace | None = None  # what was locked last
        self._trail: list[Destination] = []
        self._base = 0  # where in the trail the page of the workplace is; focus pages lie over it
        self.window = Window(self._may_close)
        self.window.place_chosen.connect(lambda place: self.go(Destination(place)))
        self.window.search_changed.connect(lambda text: show_hits(self.window, self.work, text))
        self.window.search_chosen.connect(lambda to: follow(self.window, self.go, to))
        self.window.help_requested.connect(lambda: over_lock.show_help(self.window, self.go, self._trail))
        self.window.new_concern_requested.connect(self._new_concern)
        self.window.beredskab_requested.connect(self.show_beredskab)
        self.window.lock_requested.connect(lambda: self.lock(Why.SELF))
        lock_screen = self.window.lock_screen
        lock_screen.unlock_requested.connect(self._unlock)
        lock_screen.code_requested.connect(lambda: ways_in.lay_over_lock(self, "AcceptPage"))
        lock_screen.recovery_requested.connect(lambda: ways_in.lay_over_lock(self, "RecoverPage"))
        lock_screen.restore_requested.connect(self.show_restore)
        lock_screen.other_requested.connect(self.show_welcome)
        lock_screen.set_invented(demo_place.way_in(folder))
        self.window.painted.connect(self._look_at_wait)
        self.changed.connect(self._changed)
        self._watch = IdleWatch(clock, lambda: limit_on(self.window.open_page))
        self._watch.idle.connect(lambda minutes: self.lock(Why.QUIET, minutes))
        self._watch.left.connect(lambda words, last: over_lock.count_down(self.window, self._watch, words, last))
        if folder is None:
            QTimer.singleShot(0, self.show_welcome)

    # --- coming in ------------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Import what the pages need, while the person types the password."""

        def heavy() -> None:
            import opspor.desktop.pages.every
            import opspor.workplace  # noqa: F401

            gc.freeze()  # what was imported stays: going through it for garbage holds a page up by 0.1 s now and then

        in_background(heavy)
        from opspor.desktop.system import clipboard, hardening, idle_time, session

        hardening.no_core_dumps()
        hardening.allow_pictures(self.window, settings.here.screenshots)
        clipboard.SecretClipboard(self.window)
        self._watch.system = idle_time.of_this_pc(self._watch)
        self._session = session.of_this_pc(self.window)
        self._session.locks.connect(lambda: self.lock(Why.SYSTEM))
        self._session.sleeps.connect(lambda: self.lock(Why.SLEEP))

    def _unlock(self, login: str, password: str) -> None:
        folder = self.folder
        if folder is None:
            self.show_welcome()
            return

        def work() -> Workplace:
            self.wait_until_locked()
            from opspor import workplace

            return workplace.open_vault(folder, login, password, clock=self._clock, **self._derive)

        screen = self.window.lock_screen
        ask(in_background(work), screen, self.enter, self._not_in)

    def _not_in(self, error: KnownError) -> None:
        screen = self.window.lock_screen
        if error.code == "BOKS-VENT":  # the screen says it itself, counting down
            screen.set_busy(False)
        else:
            gone.say_why_not_in(self, error)
            if error.code.startswith(_FOLDER_IS_BROKEN):
                screen.offer_restore()
        self._look_at_wait()

    def _look_at_wait(self) -> None:
        """The wait after wrong tries: those of a moment ago, from before a restart, and in another process."""
        folder, screen = self.folder, self.window.lock_screen
        if folder is None:
            return

        def seconds() -> int:
            from opspor.usecases.passwords import seconds_to_wait

            return seconds_to_wait(folder, self._clock)

        ask(in_background(seconds), screen, lambda left: screen.set_wait(left) if left else None)

    def wait_until_locked(self, *, long: bool = True) -> None:
        """Until the vault is closed and the last copy is made, within its limits: also after the window has gone.

        With ``long`` a long task that was under way is waited for, else whoever unlocks would meet it as another who
        has the vault: never on the thread of a window that is seen.
        """
        if self._locking is not None:
            self._locking.result()
        if long and self._leaving is not None:
            self._leaving.released.wait(_LONGEST_TASK)

    def enter(self, work: Workplace, first: Sequence[Destination] = (Destination(Place.START),)) -> None:
        """Somebody is in: show the workplace, where they were when it locked, else ``first``."""
        self.work = work
        self.change_folder(work.folder)
        work.freed_by(to_window())
        work.listen(self.changed.emit)
        self.window.open_workplace(work.staff.short, "", "")
        if self.window.workplace is not None:
            self.window.workplace.show_for(work.staff)
        self._trail.clear()
        self._watch.start()
        if self._successor is not None:
            self._successor.stop()
            work.copies.begin()
        if self._session is not None:
            self._session.hold()
        from opspor.desktop import whereabouts

        ask(work.run(whereabouts.take), self.window, lambda here: self._come_back(here, first))
        self._refresh_head()

    def _come_back(self, here: Whereabouts | None, first: Sequence[Destination]) -> None:
        """To the page and the field where they were; whoever was not to ``first``, or has gone somewhere already."""
        frame = self.window.workplace
        if frame is not None and frame.page is None and self.window.open_page is not None:
            self.go(Destination(Place.START), under=True)  # with F2 one is faster than a slow drive
        elif not self._trail:
            for destination in here.trail if here is not None else first:
                self.go(destination)
            if here is not None:
                from opspor.desktop.whereabouts import Return

                Return(self.window, lambda: self.window.open_page, here, lambda: self._watch.acts)
        if self.work is not None and self.work.findings:  # there is a page to say it on
            said = " ".join(finding.text for finding in self.work.findings)
            self.window.show_message(message_of(MessageKind.WARNING, said))
        self.arrived.emit()

    def _refresh_head(self) -> None:
        if self.work is None:
            return
        from opspor.usecases import people

        ask(self.work.look(people.overview), self.window, self._show_head)

    def _show_head(self, known: People) -> None:
        frame = self.window.workplace
        if frame is None:
            return
        from opspor.domain.people import GroupKind

        frame.show_for(known.me, districts=any(group.kind is GroupKind.DISTRICT for group in known.groups))
        mine = [group.name for group in known.groups if group.id in known.me.groups]
        name = mine[0] if len(mine) == 1 else known.institution.name
        under = known.institution.name if len(mine) == 1 else count_of(len(known.groups), "gruppe", "grupper")
        frame.rail.set_head(name, f"Opdigtet · {under}" if known.demo else under)

    def show_welcome(self) -> None:
        """Before there is a folder: make one, or open one that is there."""
        ways_in.show_welcome(self)

    def change_folder(self, folder: Path | None) -> None:
        """Another vault counts from now on. An invented one that was left goes away."""
        before, self.folder = self.folder, folder
        if folder is not None or not demo_place.is_passing(before):  # it never was what opens the next time
            self._remember(folder)
        self.window.lock_screen.set_invented(demo_place.way_in(folder))
        if demo_place.is_passing(before) and before != folder:

            def leave() -> None:
                self.wait_until_locked()
                demo_place.throw_away(before)

            in_background(leave)

    def show_set_up(self) -> None:
        """The steps to a new folder."""
        ways_in.show_set_up(self)

    def show_restore(self, file: Path | None = None) -> None:
        """The folder from a copy: when it is damaged or gone, or the PC is new."""
        ways_in.show_restore(self, file)

    # --- going about ----------------------------------------------------------------------------------------------

    def go(self, destination: Destination, *, under: bool = False) -> None:
        """Show a page. Focus pages lie over the page they were opened from; ``under`` what is open lies over it."""
        if self.work is None or gone.is_gone(self):
            return
        from opspor.desktop.page import FocusPage
        from opspor.desktop.pages.every import PAGES, RAIL
        from opspor.desktop.restricted import flag

        page = PAGES[destination.place](Office(self.work, self.go, self.back), destination)
        if isinstance(page, FocusPage):
            self._leave_same(destination.place)
            self.window.push_focus(page)
            page.back_requested.connect(lambda: self._left(destination))
        else:
            self.window.show_page(page, RAIL.get(destination.place, destination.place), under=under)
            self._base = 0 if under else len(self._trail)
        flag(page, self.work, destination)
        self._trail.insert(0 if under else len(self._trail), destination)
        _tell_trouble(self.window, self.work)

    def _leave_same(self, place: Place) -> None:
        """Going on to the next child replaces the page of the one before, so that back leads out of the round."""
        if self._trail and self._trail[-1].place is place:
            self._trail.pop()
            self.window.pop_focus()

    def _left(self, destination: Destination) -> None:
        """The window has taken a focus page away at the press of its back key."""
        if self._trail and self._trail[-1] == destination:
            self._trail.pop()
        _tell_trouble(self.window, self.work)

    def back(self) -> None:
        """To where one came from."""
        from opspor.desktop.page import FocusPage

        if isinstance(self.window.open_page, FocusPage):
            self.window.pop_focus()
            if self._trail:
                self._trail.pop()
            _tell_trouble(self.window, self.work)
            return
        if self._trail:
            self._trail.pop()
        self.go(self._trail.pop() if self._trail else Destination(Place.START))

    def _new_concern(self) -> None:
        from opspor.desktop.pages.beredskab import BeredskabPage

        if isinstance(page := self.window.open_page, BeredskabPage):
            page.begin_writing()
        else:
            self.go(Destination(Place.NEW_CONCERN, _open_child(self._trail)))

    def show_beredskab(self) -> None:
        """The same guidance when open, locked, without a folder and with a damaged one. Never logged."""
        from opspor.desktop.pages.beredskab import BeredskabPage  # alone: it must work whatever else is broken

        if isinstance(self.window.open_page, BeredskabPage):
            return

        def go_on(destination: Destination) -> None:
            self.window.pop_focus(behind_curtain=False)
            self.go(destination)

        alone = getattr(self.window.open_page, "alone", False)  # a pupil sits there: it can be read and leads nowhere
        go = go_on if self.work is not None and not alone else None
        about = getattr(self.window.open_page, "about", NO_ID)
        back, child = self.window.pop_focus, about or _open_child(self._trail)
        page = BeredskabPage(folder=self.folder, clock=self._clock, back=back, go=go, child=child)
        self.window.push_focus(page, behind_curtain=False)

    def _changed(self, changes: Changes) -> None:
        if self.work is None:
            return
        self.window.tell(changes)
        if changes.touches(Kind.PEOPLE, Kind.SETTINGS):
            self._refresh_head()
        if changes.touches(Kind.LOG, Kind.DRAFTS):
            _tell_trouble(self.window, self.work)

    # --- locking --------------------------------------------------------------------------------------------------

    def lock(self, why: Why, minutes: int = 0) -> None:
        """Hide at once, hand over the last drafts, let go of the vault, begin anew. Always wins, never asks."""
        gone.is_gone(self)
        work, locked = self.work, Locked(why, time_of_day(self._clock()), minutes)
        if work is None:
            if not over_lock.leave(self.window, self._watch, locked.words):
                return
            if self.folder is None:
                self.show_welcome()
                self.window.show_message(Message(MessageKind.INFO, "Lukket", locked.words))
            elif self._successor is not None:  # what was opened and typed is still in the memory of this one
                self._successor.begin()
                self._successor.take_over(self.window, str(self.folder), locked)
            return
        from opspor.desktop import whereabouts
        from opspor.desktop.system import clipboard

        page, trail = self.window.open_page, self._trail[self._base :]
        if page is not None and page.here is not None:
            trail[-1:] = [page.here]
        here = whereabouts.of(page, tuple(trail))
        self._watch.stop()
        self.window.show_lock(locked.words)
        self.work, self._leaving = None, work
        clipboard.clear_ours()
        kept = work.run(
            lambda desk: whereabouts.keep(desk, here), draft=True
        )  # the last draft: all others go before it

        from opspor.workplace import copying

        time_for_a_copy = copying.AT_CLOSE if why is Why.CLOSED else copying.AT_LOCK

        def close() -> bool:
            saved = work.close(copy_within=0.0 if self._successor is None else time_for_a_copy)
            return saved and kept.done() and kept.exception() is None

        self._locking = in_background(close)
        if self._successor is not None and why is not Why.CLOSED:
            self._successor.begin()
        ask(self._locking, self.window, lambda saved: self._closed(locked._replace(saved=saved)))

    def _closed(self, locked: Locked) -> None:
        """The vault is closed: the PC may sleep, and the next process may come."""
        if self._session is not None:
            self._session.let_go()
        if self.work is not None:  # somebody is in again
            return
        self.window.lock_screen.set_reason(locked.words)
        if self._successor is not None and locked.why is not Why.CLOSED:
            self._successor.take_over(self.window, str(self.folder), locked)

    def _may_close(self) -> bool:
        """The window goes at once; ``wait_until_locked`` waits for the rest."""
        self._watch.stop()
        if self.work is None:
            self.window.show_lock("")  # a page over the lock screen lets go of what it has opened
        self.lock(Why.CLOSED)
        if self._successor is not None:
            self._successor.stop()
        return True


def _open_child(trail: Sequence[Destination]) -> Id:
    return trail[-1].id if trail and trail[-1].place is Place.CHILD else NO_ID


def _tell_trouble(window: Window, work: Workplace | None) -> None:
    """On the page that is open now: also whoever goes on while something is not saved is to read it."""
    if work is not None and (trouble := work.trouble()) is not None:
        window.show_message(message_of(MessageKind.WARNING, trouble.text))


def now() -> datetime:
    """The clock of the program: the PC's own, with its time zone."""
    return datetime.now().astimezone()
