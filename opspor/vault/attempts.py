"""Wrong passwords, recovery words and invitation codes: how many there were, and how long the next try has to wait.

``adgang.json`` in the vault is plain, since nobody is in when it is written: counts, two times and kinds, never a name.
It slows down somebody at the keyboard. A thief with a copy of the folder does not wait: the derivation and the password
hold against them.

The wait is measured by the PC's uptime and not by its clock, so that setting the clock neither ends nor prolongs it.
"""

import json
import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from opspor.domain.clock import Clock, long_date, seconds_in_words, time_of_day
from opspor.domain.errors import Fault, KnownError
from opspor.vault.faults import WRONG_CODE, WRONG_LOGIN, WRONG_OR_DAMAGED, WRONG_WORDS, Finding, finding
from opspor.vault.lockfile import free, grab

NAME = "adgang.json"

# Seconds before the next try, by how many were wrong in a row. Three tries are free: people mistype. It ends at a
# minute, so that a child who plays with the keyboard keeps no adult out for longer; that still leaves a stranger 1,440
# tries a day, and the weakest password we accept stands 10^12.
WAITS = (0, 0, 0, 5, 10, 20, 40, 60)

WAIT = Fault(
    "BOKS-VENT",
    "Der er prøvet forkert {row} gange i træk. Intet er ændret, og alt er der stadig. Vent {left}, og prøv igen. "
    "Beredskab virker imens.",
)
IN_VAIN = Fault(
    "BOKS-FORGAEVES",
    "{count} forgæves forsøg på at låse op {when}. Ingen kom ind. "
    "Var det hverken dig eller en kollega, så sig det til lederen.",
)
_WRONG = (WRONG_LOGIN, WRONG_OR_DAMAGED, WRONG_WORDS, WRONG_CODE)  # a slip that could open nothing is not counted

_WORTH_TELLING, _SLIP = 3, timedelta(minutes=5)
_SIZE = 512  # bytes; the file always has as many, so that it is replaced by one write and a kill leaves no half
_MOST = 10**6  # tries
_LONGEST = 10**10  # seconds that a PC may have been on
_PATIENCE = 100  # times 10 ms for another process to finish its line


class Tried(StrEnum):
    """What was typed."""

    PASSWORD = "password"  # noqa: S105  the word for it, not one
    WORDS = "words"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Failed:
    """What stands in the file. ``row`` counts since somebody came in last, ``password``, ``words`` and ``code`` since
    the log was told; ``since`` and ``until`` are the first and the last of those. ``uptime`` is the PC's at the last.
    """

    since: datetime
    until: datetime
    uptime: float
    row: int = 0
    password: int = 0
    words: int = 0
    code: int = 0

    @property
    def count(self) -> int:
        """How many the log has not been told of."""
        return self.password + self.words + self.code


def wait_after(row: int) -> int:
    """Seconds to wait after so many wrong tries in a row."""
    return WAITS[min(row, len(WAITS) - 1)]


def in_vain(failed: Failed, now: datetime) -> tuple[Finding, ...]:
    """What the next person who comes in is told: ``3 forgæves forsøg på at låse op siden i går kl. 16.02.``

    Nothing after a slip or two in the last minutes: they are nearly always one's own, and whoever is told of each will
    soon not read it. The log has them.
    """
    if failed.count < _WORTH_TELLING and timedelta() <= now - failed.since < _SLIP:
        return ()
    since = failed.since.astimezone(now.tzinfo)
    days = (now.date() - since.date()).days
    when = {0: "i dag", 1: "i går"}.get(days, long_date(since.date())) + f" kl. {time_of_day(since)}"
    return (finding(IN_VAIN, count=failed.count, when=when if failed.count == 1 else f"siden {when}"),)


class Attempts:
    """The tries at one vault, shared by every process that opens it.

    A file that is missing, damaged or cannot be written costs nobody anything: then there is no wait.
    """

    def __init__(self, folder: Path, clock: Clock, uptime: Callable[[], float] = time.monotonic) -> None:
        """``uptime`` gives seconds that only grow, and begins anew when the PC does."""
        self._path, self._clock, self._uptime = folder / NAME, clock, uptime

    def left(self) -> int:
        """Whole seconds until the next try, 0 to 60. Never raises."""
        failed = self.failed()
        if failed is None:
            return 0
        now = self._uptime()
        if now < failed.uptime:  # the PC was started since, which is as long ago as anybody can prove
            failed = replace(failed, uptime=0.0)
            self._change(lambda other: replace(other, uptime=0.0) if other else None)
        return max(0, math.ceil(wait_after(failed.row) - (now - failed.uptime)))

    @contextmanager
    def trying(self, what: Tried) -> Iterator[None]:
        """Round the opening of a slot. Raises ``KnownError`` BOKS-VENT without a try while there is a wait.

        A wrong secret is written down before the answer leaves this block: ending the program at the answer comes too
        late. A right one ends the row; the count stays until the log has it (``told``).
        """
        if (left := self.left()) and (failed := self.failed()):
            raise KnownError(WAIT, row=failed.row, left=seconds_in_words(left))
        try:
            yield
        except KnownError as error:
            if error.fault in _WRONG:
                self._change(lambda failed: self._one_more(failed, what))
            raise
        if (failed := self.failed()) and failed.row:
            self._change(lambda failed: replace(failed, row=0) if failed else None)

    def failed(self) -> Failed | None:
        """What the file says; None when there is nothing or it cannot be read."""
        with suppress(OSError), self._path.open("rb") as file:
            return _parsed(file.read(_SIZE))
        return None

    def told(self, told: Failed) -> None:
        """The log has ``told``: it counts no more. What another process wrote down meanwhile stays."""

        def without(failed: Failed | None) -> Failed | None:
            if failed is None:
                return None
            return replace(
                failed,
                since=told.until,
                password=max(0, failed.password - told.password),
                words=max(0, failed.words - told.words),
                code=max(0, failed.code - told.code),
            )

        self._change(without)

    def _one_more(self, failed: Failed | None, what: Tried) -> Failed:
        now, uptime = self._clock(), self._uptime()
        if failed is None or not failed.count:
            failed = Failed(now, now, uptime, failed.row if failed else 0)
        counts = {"row": failed.row + 1, what.value: getattr(failed, what.value) + 1}
        return replace(failed, until=now, uptime=uptime, **counts)

    def _change(self, change: Callable[[Failed | None], Failed | None]) -> None:
        """Replace what stands in the file in one write, one process at a time. Does nothing when it cannot be."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        with suppress(OSError), os.fdopen(os.open(self._path, flags, 0o600), "r+b", buffering=0) as file:
            mine = _held(file)
            file.seek(0)
            failed = change(_parsed(file.read(_SIZE)))
            file.seek(0)
            file.write(_written(failed))
            os.fsync(file.fileno())
            if mine:
                free(file)


def _held(file: BinaryIO) -> bool:
    """Take the file for this process. Whoever holds it for long is not waited for: a right password must come in."""
    for _ in range(_PATIENCE):
        with suppress(OSError):
            grab(file)
            return True
        time.sleep(0.01)
    return False


def _written(failed: Failed | None) -> bytes:
    document: dict[str, object] = {"format": 1}
    if failed is not None:
        document |= asdict(failed) | {"since": failed.since.isoformat(), "until": failed.until.isoformat()}
    return json.dumps(document).encode().ljust(_SIZE - 1) + b"\n"


def _parsed(content: bytes) -> Failed | None:
    """What was written; None when anything about it is not as we write it."""
    try:
        document = json.loads(content)
        ours = document["format"] == 1
        counts = {key: document[key] for key in ("row", *Tried)}
        since, until = (datetime.fromisoformat(document[key]) for key in ("since", "until"))
        uptime = document["uptime"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    numbers = all(type(count) is int and 0 <= count <= _MOST for count in counts.values())
    uptimes = isinstance(uptime, float | int) and 0 <= uptime <= _LONGEST
    if not (ours and numbers and uptimes and since.tzinfo and until.tzinfo):
        return None
    return Failed(since, until, float(uptime), **counts)
