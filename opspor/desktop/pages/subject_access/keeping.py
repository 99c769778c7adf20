"""Keeps the work on a request: as one's draft while one works, as a version of the record when one pauses.

The draft holds what was changed and nothing else, so it goes on top of whatever another wrote meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from PySide6.QtCore import QTimer

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.subject_access.looking import NOTHING, Changed, Looking, with_changes
from opspor.desktop.tasks import ask
from opspor.domain.clock import time_of_day
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import Draft, Request, SubjectAccess
from opspor.usecases import drafts, subject_access
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace

_PAUSE_MS = 60_000  # so long without a key is a pause: a version is made
_FIELD = "work"


@dataclass(frozen=True, slots=True)
class Opened:
    """A request as it was read: with its draft and one's own work on it, or closed; neither where it is gone."""

    draft: Draft | None
    closed: SubjectAccess | None = None
    changed: Changed = NOTHING
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A version that was made. ``draft`` is there where somebody else had made one meanwhile."""

    version: Id
    request: Request
    draft: Draft | None = None


class Keeper:
    """``joined`` is told when another's version was joined with one's own."""

    def __init__(self, page: FocusPage, work: Workplace, request_id: Id, joined: Callable[[], object]) -> None:
        self._page, self._work, self._id, self._joined = page, work, request_id, joined
        self._key = f"subject_access:{request_id}"
        self._looking: Looking | None = None
        self._typed = False
        self._saver: DraftSaver[Changed] = DraftSaver(page, work, status_of(page))
        self._timer = resting(page, self.save)
        self._pause = QTimer(page)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.put)

    def read(self, desk: Desk) -> Opened:
        """On the reader's thread. The work is read before the request: in between it may have become a version."""
        found = next((one.access for one in subject_access.overview(desk) if one.access.id == self._id), None)
        if found is None or not found.is_open:
            return Opened(None, found)
        changed, saved_at = self._saver.unsaved(self._key), None
        if changed is None and (kept := drafts.load(desk, self._key)) is not None:
            fields, saved_at = kept
            changed = msgspec.json.decode(fields[_FIELD], type=Changed)
        return Opened(subject_access.open_(desk, self._id), None, changed or NOTHING, saved_at)

    def follow(self, looking: Looking, opened: Opened) -> None:
        """The page shows it."""
        self._looking = looking
        if self._saver.unsaved(self._key) is not None:
            self._saver.follow(self._key)
        elif opened.saved_at is not None:
            self._page.set_status(f"Gemt {time_of_day(opened.saved_at)}")

    # --- while one works ------------------------------------------------------------------------------------------

    def touch(self) -> None:
        """Something was seen, hidden or typed."""
        self._typed = True
        self._pause.start()
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """The draft, now."""
        self._timer.stop()
        if not self._typed or self._looking is None:
            return
        self._typed = False
        key, changed = self._key, self._looking.changed
        fields = {_FIELD: msgspec.json.encode(changed).decode()}
        self._saver.save(key, changed, lambda desk: drafts.save(desk, key, fields))

    def put(self, then: Callable[[], object] = lambda: None) -> None:
        """A version of all that was done, and ``then`` goes on; at once where nothing was done."""
        self.save()
        self._pause.stop()
        looking = self._looking
        if looking is None or looking.changed == NOTHING:
            then()
            return
        version, request, changed = looking.version, looking.request, looking.changed

        def made(put: Put) -> None:
            looking.saved(put.version, put.request)
            if put.draft is not None:
                looking.read_again(put.draft)
                self._joined()
            if looking.changed != NOTHING:  # done while the version was made
                self.touch()
            then()

        ask(self._work.run(lambda desk: self._version(desk, version, request, changed)), self._page, made)

    def leave(self) -> None:
        """The page goes: the draft first, which comes before all that waits, and then a version of it."""
        self.put()

    def forget(self) -> None:
        """It was given, is over, or its child was deleted: nothing is kept."""
        self._typed = False
        self._looking = None
        for timer in (self._timer, self._pause):
            timer.stop()
        self._saver.forget(self._key)

    def _version(self, desk: Desk, version: Id, request: Request, changed: Changed) -> Put:
        try:
            made = Put(subject_access.save(desk, self._id, version, request), request)
        except KnownError as error:
            if error.fault is not subject_access.CHANGED:
                raise
            made = self._on_top(desk, changed)
        self._saver.forget(self._key)
        drafts.drop(desk, self._key)
        return made

    def _on_top(self, desk: Desk, changed: Changed) -> Put:
        """Both have worked on it: what was done here is put on top of the other's version."""
        draft = subject_access.open_(desk, self._id)
        request = with_changes(draft.access.request, changed)
        return Put(subject_access.save(desk, self._id, draft.access.version, request), request, draft)
