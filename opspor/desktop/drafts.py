"""Keeps what is being typed: in the vault within a second, and at once when the page goes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.tasks import ask
from opspor.domain.clock import time_of_day
from opspor.domain.errors import KnownError
from opspor.usecases import drafts
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from opspor.desktop.page import FocusPage

NOT_KEPT = "Ikke gemt"
_REST_MS = 1000
Body = TypeVar("Body")
T = TypeVar("T")
_Fields = Mapping[str, str]
_Save = Callable[[Desk], datetime]
_Told = Callable[[str], object]


def status_of(page: FocusPage) -> _Told:
    """Says it beside the page's main button, with a check at what is kept."""
    return lambda words: page.set_status(words, saved=words != NOT_KEPT)


class DraftSaver(Generic[Body]):
    """Saves the drafts of one page. What the drive does not take stays with the workplace, which tries again until it
    is there, also when the page has gone.

    ``told`` hears "Gemt 14.02" when all of them are in the vault, and "Ikke gemt" when the drive failed.
    """

    def __init__(self, owner: QWidget, work: Workplace, told: _Told) -> None:
        self._owner, self._work, self._told = owner, work, told
        self._keys: set[str] = set()
        self.failing = False  # "Ikke gemt" stands, about any of them

    def save(self, key: str, body: Body, save: _Save) -> None:
        """Saves a draft with ``save``, before everything that waits, in place of what was handed over before.

        ``body`` is what ``unsaved`` gives back while it is not in the vault.
        """
        self._keys.add(key)
        self._work.unsaved.save(key, body, save, self._heard(key))

    def unsaved(self, key: str) -> Body | None:
        """What was typed, here or on a page before, and is not known to be in the vault. A page that loads a draft on
        the writer's thread asks there."""
        return cast("Body | None", self._work.unsaved.body(key))

    def follow(self, key: str) -> None:
        """The page shows what ``unsaved`` gave."""
        self._keys.add(key)
        if self._work.unsaved.hear(key, self._heard(key)):
            self.failing = True
            self._told(NOT_KEPT)

    def forget(self, key: str) -> None:
        """The draft became a record, or was thrown away: it is not tried again. From any thread."""
        self._work.unsaved.forget(key)

    def _heard(self, key: str) -> Callable[[Future[datetime | None]], None]:
        return lambda saving: ask(saving, self._owner, self._done, partial(self._not_done, key))

    def _done(self, at: datetime | None) -> None:
        if all(self.unsaved(key) is None for key in self._keys):
            self.failing = False
        if at is not None and not self.failing:
            self._told(f"Gemt {time_of_day(at)}")

    def _not_done(self, key: str, _error: KnownError) -> None:
        if self.unsaved(key) is not None:  # the window says why, wherever one is
            self.failing = True
            self._told(NOT_KEPT)


class Typing(Generic[Body]):
    """What is typed on a page that shows one sheet: saved within a second, also when the person never pauses.

    ``collect`` gives what stands on the page: the key of its draft, the body, and what saves it. The page calls
    ``touch`` and ``save`` only while its sheet is there: filling the fields is not typing.
    """

    def __init__(self, page: FocusPage, work: Workplace, collect: Callable[[], tuple[str, Body, _Save]]) -> None:
        self._collect = collect
        self._told = status_of(page)
        self._saver: DraftSaver[Body] = DraftSaver(page, work, self._told)
        self._timer = resting(page, self.save)
        self.waits = False  # something was typed that is not handed over yet

    def unsaved(self, key: str) -> Body | None:
        """As ``DraftSaver.unsaved``."""
        return self._saver.unsaved(key)

    def shown(self, key: str, saved_at: datetime | None) -> None:
        """The page shows a sheet as it was read: with what is not saved yet, else with a draft from that moment."""
        self.waits = False
        if self.unsaved(key) is not None:
            self._saver.follow(key)
        elif saved_at is not None:
            self._told(f"Gemt {time_of_day(saved_at)}")

    def touch(self) -> None:
        """Something was typed or chosen."""
        self.waits = True
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now, if anything was typed since the last time."""
        self._timer.stop()
        if self.waits:
            self.waits = False
            self._saver.save(*self._collect())

    def recorded(self, key: str, write: Callable[[Desk], T]) -> Callable[[Desk], T]:
        """``write``, and the draft has become a record."""

        def do(desk: Desk) -> T:
            made = write(desk)
            self._saver.forget(key)
            return made

        return do

    def drop(self, key: str) -> None:
        """It is thrown away."""
        self._timer.stop()
        self.waits = False
        self._saver.forget(key)
        self._told("")


class DraftKeeper:
    """The draft of one form under one key.

    ``fields`` reads the form, ``restore`` fills it from the draft that was found (once, at the start), ``saved`` is
    told what a ``DraftSaver`` tells. An empty form keeps no draft.
    """

    def __init__(
        self,
        owner: QWidget,
        work: Workplace,
        key: str,
        fields: Callable[[], _Fields],
        restore: Callable[[_Fields], object],
        saved: _Told = lambda _: None,
    ) -> None:
        self._owner, self._work, self._key = owner, work, key
        self._fields, self._restore, self._saved = fields, restore, saved
        self._saver: DraftSaver[_Fields] = DraftSaver(owner, work, saved)
        self._timer = resting(owner, self.save)
        self._typed = self._kept = False
        # on the writer, behind a save that is still waiting
        ask(work.run(self._load), owner, self._found)

    def _load(self, desk: Desk) -> tuple[_Fields, datetime | None] | None:
        unsaved = self._saver.unsaved(self._key)
        return (unsaved, None) if unsaved is not None else drafts.load(desk, self._key)

    def _found(self, draft: tuple[_Fields, datetime | None] | None) -> None:
        self._kept = self._kept or draft is not None
        if draft is None or self._typed:  # whoever began to type before it came knows what they write
            return
        fields, at = draft
        self._restore(fields)
        self._timer.stop()  # filling the form is not typing
        self._typed = False
        if at is None:
            self._saver.follow(self._key)
        else:
            self._saved(f"Gemt {time_of_day(at)}")

    def touch(self) -> None:
        """Something was typed. The first key that is not kept yet counts: whoever never pauses is kept too."""
        self._typed = True
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now, if anything was typed since the last time."""
        self._timer.stop()
        if not self._typed:
            return
        self._typed = False
        fields, key = dict(self._fields()), self._key
        if any(fields.values()):
            self._kept = True
            self._saver.save(key, fields, lambda desk: drafts.save(desk, key, fields))
        else:
            self.drop()

    def drop(self) -> None:
        """The form became a record, or was emptied: nothing is kept."""
        self._timer.stop()
        self._typed = False
        self._saver.forget(self._key)
        if self._kept:
            self._kept = False
            key = self._key
            ask(self._work.run(lambda desk: drafts.drop(desk, key), draft=True), self._owner, lambda _: None)


def resting(owner: QWidget, save: Callable[[], object]) -> QTimer:
    """A timer that saves a second after it was started: at the first key that is not kept yet."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(_REST_MS)
    timer.timeout.connect(save)
    return timer
