"""A meeting while it is written: loaded once, saved within a second, and read again when somebody else was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from opspor.desktop.drafts import Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tasks import ask
from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, joined
from opspor.reference.cadences import Proposal, Situation
from opspor.usecases import meetings, work_days
from opspor.usecases.desk import Desk
from opspor.usecases.meetings import MeetingSheet

MINUTES, NEXT = "minutes", "next"  # where on the page one is, and a meeting that follows the one that is named


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page shows. ``again`` are days that are offered for the next meeting."""

    sheet: MeetingSheet
    meeting: Meeting
    again: tuple[Proposal, ...]
    kept: bool  # whether there is a draft


class Writing:
    """The draft of one meeting. ``show`` fills the page; ``collect`` gives what stands on it."""

    def __init__(
        self,
        page: FocusPage,
        office: Office,
        destination: Destination,
        show: Callable[[Opened], object],
        collect: Callable[[], Meeting],
    ) -> None:
        self._page, self._work, self._show, self._collect = page, office.work, show, collect
        self._child = destination.id
        self._follows = destination.second if destination.context == NEXT else None
        self.meeting_id = (destination.second or None) if self._follows is None else None
        self._context: Context | None = None
        self.sheet: MeetingSheet | None = None
        self._typing: Typing[Meeting] = Typing(page, office.work, self._draft)
        self.open()

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not handed over yet."""
        return self._typing.waits

    def open(self) -> None:
        """Reads the meeting, on the writer's thread behind the drafts that are on their way."""
        ask(self._work.run(self._read), self._page, self._found)

    def _read(self, desk: Desk) -> Opened:
        sheet = meetings.sheet(desk, self._child, self.meeting_id, context=self._context, follows=self._follows)
        unsaved = self._typing.unsaved(sheet.key)
        meeting = sheet.meeting if unsaved is None else unsaved
        if sheet.overtaken and sheet.current is not None:
            meeting = joined(meeting, sheet.current.meeting)
        _, again = work_days.proposals(desk, Situation.MEETING, meeting.held_on)
        return Opened(sheet, meeting, again, unsaved is not None or sheet.saved_at is not None)

    def _found(self, opened: Opened) -> None:
        self.sheet = None  # filling the fields is not typing
        self._show(opened)
        self.sheet = opened.sheet
        self._typing.shown(opened.sheet.key, opened.sheet.saved_at)

    def choose_context(self, context: Context) -> None:
        """A new meeting belongs somewhere else."""
        self.save()
        self._context = context
        self.open()

    def touch(self) -> None:
        """Something was typed or chosen; it is saved within a second, also when the person never pauses."""
        if self.sheet is not None:
            self._typing.touch()

    def _draft(self) -> tuple[str, Meeting, Callable[[Desk], datetime]]:
        assert self.sheet is not None  # noqa: S101  nothing is typed before
        sheet, meeting = self.sheet, self._collect()
        return sheet.key, meeting, lambda desk: meetings.save(desk, sheet, meeting)

    def save(self) -> None:
        """Save now, if anything was typed since the last time."""
        self._typing.save()

    def write(
        self,
        do: Callable[[Desk, MeetingSheet, Meeting], Id],
        done: Callable[[Id], object],
        refused: Callable[[KnownError], object],
    ) -> None:
        """The draft becomes a version. What is typed is kept also when it is refused."""
        if self.sheet is None:
            return
        self._typing.save()
        sheet, meeting = self.sheet, self._collect()

        def not_done(error: KnownError) -> None:
            if error.fault is meetings.CHANGED_MEANWHILE:
                self.open()  # with what the other wrote
            refused(error)

        write = self._typing.recorded(sheet.key, lambda desk: do(desk, sheet, meeting))
        ask(self._work.run(write), self._page, done, not_done)

    def discard(self) -> None:
        """Throws the draft away, and shows what stands."""
        sheet = self.sheet
        if sheet is not None:
            self._typing.drop(sheet.key)
            ask(self._work.run(lambda desk: meetings.discard(desk, sheet)), self._page, lambda _: self.open())
