"""Keeps what is being typed: in the vault within a second, and at once when the page goes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.tasks import ask
from opspor.desktop.widgets.told import MessageKind, message_of, tell
from opspor.domain.clock import time_of_day
from opspor.domain.errors import KnownError
from opspor.usecases import drafts
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace

if TYPE_CHECKING:
    from opspor.desktop.page import FocusPage

NOT_KEPT = "Ikke gemt"
_REST_MS = 1000
_AGAIN_MS = 5000  # after a save that failed
_Fields = Mapping[str, str]
_Save = Callable[[Desk], datetime]
_Told = Callable[[str], object]


def status_of(page: FocusPage) -> _Told:
    """Says it beside the page's main button, with a check at what is kept."""
    return lambda words: page.set_status(words, saved=words != NOT_KEPT)


class DraftSaver:
    """Saves the drafts of one page; what the drive does not take is tried again every five seconds until it is there,
    for as long as ``owner`` is.

    ``told`` hears "Gemt 14.02" when all of them are in the vault, and "Ikke gemt" when the drive failed.
    """

    def __init__(self, owner: QWidget, work: Workplace, told: _Told) -> None:
        self._owner, self._work, self._told = owner, work, told
        self._open: dict[str, _Save] = {}  # of each draft the newest that is not known to be in the vault
        self._failing = False
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.again)

    def save(self, draft: str, save: _Save) -> None:
        """Saves a draft with ``save``, before everything that waits, in place of what was handed over before."""
        self._open[draft] = save
        ask(
            self._work.run(save, draft=True),
            self._owner,
            partial(self._done, draft, save),
            partial(self._not_done, draft, save),
        )

    def is_kept(self, draft: str) -> bool:
        """Whether all that was handed over of a draft is in the vault."""
        return draft not in self._open

    def forget(self, draft: str) -> None:
        """The draft became a record, or was thrown away: it is not tried again."""
        self._open.pop(draft, None)

    def again(self) -> None:
        """Tries once more now what is not kept yet."""
        for draft, save in list(self._open.items()):
            self.save(draft, save)

    def _done(self, draft: str, save: _Save, at: datetime) -> None:
        if self._open.get(draft) is save:
            del self._open[draft]
        if not self._open:
            self._failing = False
        if not self._failing:
            self._told(f"Gemt {time_of_day(at)}")

    def _not_done(self, draft: str, save: _Save, error: KnownError) -> None:
        if self._open.get(draft) is not save:
            return  # there is a newer one on its way
        self._told(NOT_KEPT)
        if not self._failing:  # said once, however often it is tried
            tell(self._owner, message_of(MessageKind.DANGER, str(error)))
        self._failing = True
        self._timer.start(_AGAIN_MS)


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
        self._saver = DraftSaver(owner, work, saved)
        self._timer = resting(owner, self.save)
        self._typed = self._kept = False
        # on the writer, behind a save that is still waiting
        ask(work.run(lambda desk: drafts.load(desk, key)), owner, self._found)

    def _found(self, draft: tuple[_Fields, datetime] | None) -> None:
        self._kept = self._kept or draft is not None
        if draft is None or self._typed:  # whoever began to type before it came knows what they write
            return
        self._restore(draft[0])
        self._timer.stop()  # filling the form is not typing
        self._typed = False
        self._saved(f"Gemt {time_of_day(draft[1])}")

    def touch(self) -> None:
        """Something was typed. The first key that is not kept yet counts: whoever never pauses is kept too."""
        self._typed = True
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now, if anything was typed since the last time or is not kept yet."""
        self._timer.stop()
        if not self._typed:
            self._saver.again()
            return
        self._typed = False
        fields, key = dict(self._fields()), self._key
        if any(fields.values()):
            self._kept = True
            self._saver.save(key, lambda desk: drafts.save(desk, key, fields))
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
