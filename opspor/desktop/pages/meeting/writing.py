"""A meeting while it is written: loaded once, saved within a second, and read again when somebody else was faster."""

from collections.abc import Callable
from dataclasses import dataclass

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tasks import ask
from opspor.domain.assessment import Context
from opspor.domain.clock import time_of_day
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
        self._typed = False
        self._told = status_of(page)
        self._drafts: DraftSaver[Meeting] = DraftSaver(page, office.work, self._told)
        self._pause = resting(page, self.save)
        self.open()

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not handed over yet."""
        return self._typed

    def open(self) -> None:
        """Reads the meeting, on the writer's thread behind the drafts that are on their way."""
        ask(self._work.run(self._read), self._page, self._found)

    def _read(self, desk: Desk) -> Opened:
        sheet = meetings.sheet(desk, self._child, self.meeting_id, context=self._context, follows=self._follows)
        unsaved = self._drafts.unsaved(sheet.key)
        meeting = sheet.meeting if unsaved is None else unsaved
        if sheet.overtaken and sheet.current is not None:
            meeting = joined(meeting, sheet.current.meeting)
        _, again = work_days.proposals(desk, Situation.MEETING, meeting.held_on)
        return Opened(sheet, meeting, again, unsaved is not None or sheet.saved_at is not None)

    def _found(self, opened: Opened) -> None:
        self.sheet = None  # filling the fields is not typing
        self._show(opened)
        self.sheet = opened.sheet
        self._typed = False
        if opened.sheet.saved_at is not None:
            self._told(f"Gemt {time_of_day(opened.sheet.saved_at)}")
        elif opened.kept:
            self._drafts.follow(opened.sheet.key)

    def choose_context(self, context: Context) -> None:
        """A new meeting belongs somewhere else."""
        self.save()
        self._context = context
        self.open()

    def touch(self) -> None:
        """Something was typed or chosen; it is saved within a second, also when the person never pauses."""
        if self.sheet is not None:
            self._typed = True
            if not self._pause.isActive():
                self._pause.start()

    def save(self) -> None:
        """Save now, if anything was typed since the last time."""
        self._pause.stop()
        if self.sheet is None or not self._typed:
            return
        self._typed = False
        sheet, meeting = self.sheet, self._collect()
        self._drafts.save(sheet.key, meeting, lambda desk: meetings.save(desk, sheet, meeting))

    def write(
        self,
        do: Callable[[Desk, MeetingSheet, Meeting], Id],
        done: Callable[[Id], object],
        refused: Callable[[KnownError], object],
    ) -> None:
        """The draft becomes a version. What is typed is kept also when it is refused."""
        if self.sheet is None:
            return
        self._typed = True
        self.save()
        sheet, meeting = self.sheet, self._collect()

        def write(desk: Desk) -> Id:
            made = do(desk, sheet, meeting)
            self._drafts.forget(sheet.key)
            return made

        def not_done(error: KnownError) -> None:
            if error.fault is meetings.CHANGED_MEANWHILE:
                self.open()  # with what the other wrote
            refused(error)

        ask(self._work.run(write), self._page, done, not_done)

    def discard(self) -> None:
        """Throws the draft away, and shows what stands."""
        if self.sheet is None:
            return
        self._pause.stop()
        self._typed = False
        sheet = self.sheet
        self._drafts.forget(sheet.key)
        self._told("")
        ask(self._work.run(lambda desk: meetings.discard(desk, sheet)), self._page, lambda _: self.open())
