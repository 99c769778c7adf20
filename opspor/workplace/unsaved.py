"""What somebody has typed and the drive has not taken yet: in memory as long as the vault is open, and tried again."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from opspor.domain.errors import KnownError
from opspor.usecases.desk import Desk

Saving = Future[datetime | None]
Put = Callable[[Callable[[Desk], datetime | None]], Saving]
Heard = Callable[[Saving], object]

_AGAIN = 5.0  # seconds after a try that failed


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    body: object
    save: Callable[[Desk], datetime]
    heard: Heard


class Unsaved:
    """Drafts that are not known to be in the vault, by key, of each only the newest. It outlives the pages they were
    written on.

    ``put`` does something on the writer's thread before all that waits. ``failing`` is called when a draft could not
    be saved: once, until all of them are there. ``why`` says what stood in the way last, and is empty when all is well.
    """

    def __init__(self, put: Put, failing: Callable[[], object]) -> None:
        self._put, self._failing = put, failing
        self._drafts: dict[str, _Draft] = {}
        self._gate = threading.RLock()
        self._timer: threading.Timer | None = None
        self._ended = False
        self.why = ""

    def save(self, key: str, body: object, save: Callable[[Desk], datetime], heard: Heard) -> None:
        """Save a draft in place of what was handed over before under its key, and again until it is in the vault.

        ``body`` is what a page needs to show it. ``heard`` gets the future of every try: the moment, or None when there
        was nothing left to save.
        """
        with self._gate:
            self._drafts[key] = _Draft(body, save, heard)
            self._try(key)

    def body(self, key: str) -> object | None:
        """What was typed under a key and is not in the vault. Asked by a task of the writer, it cannot be saved while
        that goes on."""
        with self._gate:
            return self._drafts[key].body if key in self._drafts else None

    def hear(self, key: str, heard: Heard) -> bool:
        """Another page shows the draft from now on; False when it is in the vault already."""
        with self._gate:
            if key in self._drafts:
                draft = self._drafts[key]
                self._drafts[key] = _Draft(draft.body, draft.save, heard)
                self._try(key)
            return key in self._drafts

    def forget(self, key: str) -> None:
        """The draft became a record, or was thrown away: it is not tried again."""
        with self._gate:
            self._drafts.pop(key, None)
            if not self._drafts:
                self.why = ""

    def again(self) -> None:
        """Try once more now what is not saved yet."""
        with self._gate:
            self._stop()
            for key in list(self._drafts):
                self._try(key)

    def last(self) -> None:
        """Try for the last time: the vault is about to be closed."""
        with self._gate:
            self._ended = True
            self.again()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self._drafts)

    def clear(self) -> None:
        """The vault is closed: nothing of it stays in memory."""
        with self._gate:
            self._drafts.clear()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _try(self, key: str) -> None:
        draft = self._drafts[key]
        saving = self._put(partial(self._write, key, draft))
        saving.add_done_callback(partial(self._tried, key, draft))
        draft.heard(saving)

    def _write(self, key: str, draft: _Draft, desk: Desk) -> datetime | None:
        """On the writer's thread."""
        if self._drafts.get(key) is not draft:
            return None  # there is a newer one, or it is no draft any more
        at = draft.save(desk)
        with self._gate:
            if self._drafts.get(key) is draft:
                self.forget(key)
        return at

    def _tried(self, key: str, draft: _Draft, saving: Saving) -> None:
        if saving.cancelled() or not isinstance(error := saving.exception(), KnownError):
            return
        with self._gate:
            if self._ended or self._drafts.get(key) is not draft:
                return
            if self._timer is None:
                self._timer = threading.Timer(_AGAIN, self.again)
                self._timer.name, self._timer.daemon = "opspor-again", True
                self._timer.start()
            before, self.why = self.why, str(error)
        if not before:
            self._failing()
