"""Keeps what is being typed: in the vault within a second, and at once when the page goes away."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.tasks import ask
from opspor.desktop.widgets.told import MessageKind, message_of, tell
from opspor.domain.clock import time_of_day
from opspor.domain.errors import KnownError
from opspor.usecases import drafts
from opspor.workplace import Workplace

_REST_MS = 1000
_AGAIN_MS = 5000  # after a save that failed
_Fields = Mapping[str, str]


class DraftKeeper:
    """The draft of one form under one key.

    ``fields`` reads the form, ``restore`` fills it from the draft that was found (once, at the start), ``saved`` is
    told "Gemt 14.02" when the vault has it, and "Ikke gemt" when the drive failed: then it is tried again until it is
    there, for as long as the form is. An empty form keeps no draft.
    """

    def __init__(
        self,
        owner: QWidget,
        work: Workplace,
        key: str,
        fields: Callable[[], _Fields],
        restore: Callable[[_Fields], object],
        saved: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._owner, self._work, self._key = owner, work, key
        self._fields, self._restore, self._saved = fields, restore, saved
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.save)
        self._typed = self._kept = self._failing = False
        # on the writer, behind a save that is still waiting
        ask(work.run(lambda desk: drafts.load(desk, key)), owner, self._found)

    def _found(self, draft: tuple[_Fields, datetime] | None) -> None:
        self._kept = self._kept or draft is not None
        if draft is None or self._typed:  # whoever began to type before it came knows what they write
            return
        self._restore(draft[0])
        self._timer.stop()  # filling the form is not typing
        self._typed = False
        self._tell(draft[1])

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
            saving = self._work.run(lambda desk: drafts.save(desk, key, fields), draft=True)
            ask(saving, self._owner, self._tell, self._not_saved)
        else:
            self.drop()

    def drop(self) -> None:
        """The form became a record, or was emptied: nothing is kept."""
        self._timer.stop()
        self._typed = False
        if self._kept:
            self._kept = False
            key = self._key
            ask(self._work.run(lambda desk: drafts.drop(desk, key), draft=True), self._owner, lambda _: None)

    def _not_saved(self, error: KnownError) -> None:
        self._saved("Ikke gemt")
        if not self._failing:  # said once, however often it is tried
            tell(self._owner, message_of(MessageKind.DANGER, str(error)))
        self._failing = self._typed = True
        self._timer.start(_AGAIN_MS)

    def _tell(self, at: datetime) -> None:
        self._failing = False
        self._timer.setInterval(_REST_MS)
        self._saved(f"Gemt {time_of_day(at)}")
