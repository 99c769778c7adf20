"""When copies of the open vault are made: at an interval, when the window is closed, before a migration, by hand.

A copy needs the keys, and locking is to let go of them at once. So whoever closes the vault says how long a copy may
take: a lock gives it two seconds, and only when the newest copy is an hour old, since a PC locks many times a day;
closing the window gives it twenty. What does not fit is left to the next session, which makes it within a minute of
unlocking. Everything here runs beside the writer, on a read-only connection of its own.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from opspor.domain.errors import KnownError
from opspor.store import Engine, log, migrate
from opspor.usecases import copies as plans
from opspor.usecases import known_day
from opspor.usecases.copies import CopyPlan
from opspor.vault import copies, header, logtail, register
from opspor.vault.connection import reader_engine
from opspor.vault.copies import Copy, Progress, Stop, never, silent
from opspor.vault.header import DATA, LogHead
from opspor.vault.keys import Keys

if TYPE_CHECKING:
    from opspor.workplace.place import Workplace

T = TypeVar("T")

INTERVAL = timedelta(hours=1)
YEAR = timedelta(days=365)
AT_LOCK, AT_CLOSE = 2.0, 20.0  # seconds that a copy may take
_LOOK = 60.0  # seconds between two looks at whether a copy is due
_PER_SECOND = 20 * 1024 * 1024  # bytes of data.db: half of what an ordinary PC copies and checks
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class CopyStatus:
    """How it stands with the copies, for Start and the settings.

    ``newest`` is the newest good copy; every copy was checked when it was made, before it got its name. ``failed`` says
    in words why the last try, at ``failed_at``, made none; "" when it went well. ``late``: something that was written
    more than ``warn_days`` ago is in no copy.
    """

    folder: Path
    beside: bool  # nobody has chosen a folder: the copies lie beside the vault, on the same drive
    copies: tuple[Copy, ...]
    newest: datetime | None
    failed: str
    failed_at: datetime | None
    late: bool
    warn_days: int
    drilled_at: datetime | None
    drilled_well: bool
    drill_due: bool  # a year has gone since the last drill, or since the vault was made


class Copying:
    """The copies of one open vault."""

    def __init__(self, place: "Workplace", keys: Callable[[], Keys]) -> None:
        self._place, self._keys = place, keys
        self._one_at_a_time = threading.Lock()
        self._ending = threading.Event()
        self._held = threading.Event()
        self._deadline = 0.0
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Make copies at the interval from now on, until ``end``."""
        self._thread = threading.Thread(target=self._look_now_and_then, name="opspor-copies", daemon=True)
        self._thread.start()

    def end(self, within: float) -> None:
        """Stop; with time left, and when something is in no copy yet, make a last one. Returns after ``within`` seconds
        and what stopping takes. Called before the lines of the workplace end.
        """
        self._deadline = time.monotonic() + within
        self._ending.set()
        if self._thread is not None:
            self._thread.join(within + _PATIENCE)
            self._thread = None
        with suppress(OSError):  # the time is up, or the drive is gone: locking goes on whatever happens
            if within and (self._place.folder / DATA).stat().st_size <= within * _PER_SECOND:
                self._copy_if_needed(every=INTERVAL if within < AT_CLOSE else timedelta(0))

    def make(
        self, target: Path | None = None, *, progress: Progress = silent, stop: Stop = never
    ) -> tuple[Path, copies.Label]:
        """A copy by hand, now: in the folder for copies, or at ``target``; where it lies, and its label.

        Raises what ``vault.copies.make`` raises. Takes as long as it takes: not on the window's thread.
        """
        return self._copy(target, progress, lambda: stop() or self._must_stop(), by_hand=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Inside the block no copy is made; one that is under way is stopped first. For a new data key."""
        self._held.set()
        try:
            with self._one_at_a_time:
                yield
        finally:
            self._held.clear()

    def status(self) -> CopyStatus:
        """How it stands. Asks the drive for copies, which may take its time: not on the window's thread."""
        place = self._place
        plan = place.look(lambda desk: plans.facts(desk, 0)).result().plan
        folder = plans.folder_of(plan, place.folder)
        found, trouble = self._listed(plan, folder)
        newest, copied_to = self._newest_good(found)
        facts = place.look(lambda desk: plans.facts(desk, copied_to)).result()
        waiting = facts.waiting_since
        if trouble and plan.made_at:  # they are out of sight, so what was noted counts
            newest = waiting = plan.made_at
        now = place.clock()
        began = plan.drilled_at or header.read(place.folder).created
        return CopyStatus(
            folder=folder,
            beside=not plan.folder,
            copies=found,
            newest=newest,
            failed=trouble or plan.failed_words,
            failed_at=now if trouble else plan.failed_at,
            late=waiting is not None and now - waiting > timedelta(days=plan.warn_days),
            warn_days=plan.warn_days,
            drilled_at=plan.drilled_at,
            drilled_well=plan.drilled_well,
            drill_due=now - began > YEAR,
        )

    def _look_now_and_then(self) -> None:
        while not self._ending.wait(_LOOK):
            with suppress(TimeoutError):  # the vault is being closed
                self._copy_if_needed(every=INTERVAL)

    def _copy_if_needed(self, *, every: timedelta) -> None:
        """A copy when the last one, or the last try, is older than ``every`` and something is not in it.

        Why it failed is noted in the vault. A copy that was stopped has not failed: the next one follows.
        """
        place = self._place
        try:
            facts = self._wait(place.look(lambda desk: plans.facts(desk, 0)))
            plan, now = facts.plan, place.clock()
            found, _ = self._listed(plan, plans.folder_of(plan, place.folder))
            newest, copied_to = self._newest_good(found)
            if facts.log_number <= copied_to or any(_is_recent(at, now, every) for at in (newest, plan.failed_at)):
                return
            self._copy(None, silent, self._must_stop)
        except KnownError as error:
            known = error  # the name is gone after the block
            if error.fault is not copies.STOPPED:
                with suppress(KnownError):  # the vault's own drive may be full too, or it is locked by now
                    self._wait(place.run(lambda desk: plans.failed(desk, known)))

    def _copy(
        self, target: Path | None, progress: Progress, stop: Stop, *, by_hand: bool = False
    ) -> tuple[Path, copies.Label]:
        place = self._place
        if self._held.is_set():
            raise KnownError(copies.STOPPED)
        with self._one_at_a_time:
            keys = self._keys()
            # on the writer, so that every draft that waits is written first
            self._wait(place.run(lambda desk: plans.prepare(desk, by_hand=by_hand)))
            plan = self._wait(place.look(lambda desk: plans.facts(desk, 0))).plan
            folder, now = plans.folder_of(plan, place.folder), place.clock()
            if target is None and not plan.folder:
                copies.prove_folder(folder)
            found, _ = self._listed(plan, folder)
            _, copied_to = self._newest_good(found)
            where = target or copies.new_place(folder, keys.vault_id, now)
            label = copies.make(
                place.folder, keys, where, lambda part: _log_head(part, keys), now=now, progress=progress, stop=stop
            )
            register_key, erased = self._wait(place.look(plans.register_of))
            register.write(where.parent, keys.vault_id, register_key, erased)
            resting = plan.rests_until is not None and now.date() < plan.rests_until
            believed = self._wait(place.look(known_day.look)) is None  # on a clock that jumped all would be old
            # never over copies that know more
            if target is None and not resting and believed and label.log_number >= copied_to:
                copies.thin(folder, keys.vault_id, now.date())
            if target is None:
                self._wait(place.run(plans.made))
            return where, label

    def _listed(self, plan: CopyPlan, folder: Path) -> tuple[tuple[Copy, ...], str]:
        """The copies that lie there, and in words why they can't be seen."""
        if not plan.folder and not folder.exists():
            return (), ""
        try:
            return copies.listed(folder, self._place.vault_id), ""
        except KnownError as error:
            return (), str(error)

    def _newest_good(self, found: tuple[Copy, ...]) -> tuple[datetime | None, int]:
        """When the newest copy that can be read was made, and the number of the last log line in it."""
        for copy in found:
            with suppress(KnownError):
                return copy.made_at, copies.label_of(copy.path).log_number
        return None, 0

    def _must_stop(self) -> bool:
        return self._held.is_set() or (self._ending.is_set() and time.monotonic() >= self._deadline)

    def _wait(self, future: "Future[T]") -> T:
        """The answer of the workplace; while ending, ``TimeoutError`` when it does not come in time."""
        return future.result(max(0.0, self._deadline - time.monotonic()) if self._ending.is_set() else None)


def copy_before_migration(folder: Path, keys: Keys, engine: Engine, now: datetime) -> None:
    """A checked copy of a vault whose tables must be changed, beside its other copies or else beside the vault.

    Nothing is done when they need not be. Raises what ``vault.copies.make`` raises: without a copy nothing is changed.
    """
    with engine.begin() as connection:
        if not migrate.has_older_tables(connection):
            return
        plan = plans.plan_of(connection)
        plans.register_key(connection)
    beside = plans.folder_of(CopyPlan(), folder)
    chosen = plans.folder_of(plan, folder)
    place = chosen if chosen.is_dir() else beside
    copies.prove_folder(place)
    copies.make(folder, keys, copies.new_place(place, keys.vault_id, now), lambda _part: None, now=now)


def _log_head(folder: Path, keys: Keys) -> LogHead:
    """Where the log ends in copied data."""
    engine = reader_engine(folder, keys)
    try:
        with engine.begin() as connection:
            return logtail.sign(keys, *log.last(connection))
    finally:
        engine.dispose()


def _is_recent(at: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether ``at`` lies less than ``every`` back. A time ahead of a clock that was set back is not recent."""
    return at is not None and timedelta(0) <= now - at < every
