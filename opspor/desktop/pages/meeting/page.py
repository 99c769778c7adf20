"""Et møde om et barn, on one page: planned in one form, its minutes written in the other, papers saved from both."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.meeting.cancel import CancelCard
from opspor.desktop.pages.meeting.minutes_form import MinutesForm
from opspor.desktop.pages.meeting.papers import InvitationsCard, save_invitation, save_minutes
from opspor.desktop.pages.meeting.plan_form import PLAN_CODES, PlanForm
from opspor.desktop.pages.meeting.words import lines_of, when_in_words
from opspor.desktop.pages.meeting.writing import MINUTES, NEXT, Opened, Writing
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.pages.where import where_choice
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_first, focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    box,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import MEETING_WORDS, Meeting, MeetingKind, MeetingStatus
from opspor.usecases import meetings
from opspor.usecases.desk import Desk
from opspor.usecases.meetings import MeetingSheet

_WIDEST = 190  # u


class MeetingPage(FocusPage):
    """``destination.id`` is the child, ``second`` the meeting or "" for a new one; ``context`` is MINUTES where one
    writes the minutes, or NEXT for a new one that follows ``second``.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem mødet", Kind.MAIN)
        super().__init__("Tilbage", "Møde", main=self._main)
        self.work_area.set_widest(_WIDEST)
        self._office, self._destination = office, destination
        self._minutes_wanted = destination.context == MINUTES
        self._opened: Opened | None = None
        self._form: PlanForm | MinutesForm | None = None
        self._place = QWidget()
        self._column = Column(self._place, spacing=4)
        self._shown: list[QWidget] = []
        self._cancel: CancelCard | None = None
        self.body.addWidget(self._place)
        self._kept = KeptLine(office)
        self.body.addWidget(self._kept)
        self.body.addStretch(1)
        self._main.hide()  # until there is something to save
        self._main.clicked.connect(lambda: self._write())
        self._writing = Writing(self, office, destination, self._show, self._collect)

    # --- what stands on the page ------------------------------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Reads it again when somebody else wrote; what is being typed stays."""
        if self._opened is not None and changes.touches(Changed.MEETINGS) and not self._writing.is_typed:
            self._writing.open()

    def leave(self) -> None:
        """What is typed is kept."""
        self._writing.save()
        if self._cancel is not None:
            self._cancel.leave()

    def begin(self) -> None:
        """The focus goes to the first field where one writes, else to the ways on from here."""
        status = self._opened.sheet.current.status if self._opened and self._opened.sheet.current else None
        writes = status is None or (self._minutes_wanted and status is MeetingStatus.PLANNED)
        if self._form is not None and writes:
            focus_first(self._form, self)
        else:
            super().begin()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _collect(self) -> Meeting:
        assert self._form is not None  # noqa: S101  nothing is collected before the page is filled
        return self._form.meeting()

    def _show(self, opened: Opened) -> None:
        first, self._opened = self._opened is None, opened
        self._fill(opened.meeting)
        self._kept.show_child(opened.sheet.child.id)
        if first:
            self.begin()

    def _fill(self, meeting: Meeting) -> None:
        """Everything anew, for the form that is wanted."""
        if self._cancel is not None:
            self._cancel.leave()
        opened = self._opened
        assert opened is not None  # noqa: S101  asked for when the sheet is there
        sheet = opened.sheet
        status = sheet.current.status if sheet.current else None
        minutes = status is MeetingStatus.HELD or self._minutes_wanted
        today = self._office.work.clock().date()
        self._form = MinutesForm(sheet, meeting, today, opened.again) if minutes else PlanForm(sheet, meeting)
        self._form.changed.connect(lambda: self._writing.touch())
        if isinstance(self._form, MinutesForm):
            self._form.network_wanted.connect(self._open_network)
        else:
            self._form.kind_chosen.connect(self._change_kind)
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = [*self._head(sheet, meeting, minutes=minutes), self._form]
        if sheet.current is not None and status is MeetingStatus.PLANNED and not minutes:
            invitations = InvitationsCard(sheet.current.meeting)
            invitations.wanted.connect(partial(save_invitation, self, self._office.work, sheet.current.meeting_id))
            self._shown.append(invitations)
        for part in self._shown:
            self._column.addWidget(part)
            part.show()  # now, so that the focus can go there
        self._cancel = None
        if status is MeetingStatus.PLANNED and not minutes and sheet.meeting_id is not None:
            self._cancel = CancelCard(self._office.work, sheet.meeting_id, status_of(self))
            self._cancel.chosen.connect(self._cancel_it)
            self._shown.append(self._cancel)
            self._column.addWidget(self._cancel)
        self._name(sheet, status, minutes=minutes)

    def _name(self, sheet: MeetingSheet, status: MeetingStatus | None, *, minutes: bool) -> None:
        kind = sheet.current.meeting.kind if sheet.current else None
        title = MEETING_WORDS[kind] if kind else "Nyt møde"
        self.set_title(f"Referat: {title}" if minutes else title, sheet.child.full_name)
        self.meeting = minutes  # people talk longer than a PC that is left may stay open
        words = "Gem referatet" if minutes else "Gem ændringerne" if status else "Gem mødet"
        self._main.show()
        self._main.set_words("Gem rettelsen" if status is MeetingStatus.HELD else words)
        cancelled = status is MeetingStatus.CANCELLED
        self._main.set_cannot("Mødet er aflyst. Opret et nyt, hvis I skal mødes." if cancelled else "")
        follows = self._destination.context == NEXT
        context = MINUTES if minutes else ""
        self.here = self._destination if follows else self._destination._replace(context=context)

    def _head(self, sheet: MeetingSheet, meeting: Meeting, *, minutes: bool) -> list[QWidget]:
        """Where it is written, what somebody else wrote, and the ways on from here."""
        parts: list[QWidget] = []
        if sheet.current is None and len(sheet.contexts) > 1:
            parts.append(
                where_choice("Hvor ser du barnet?", sheet.contexts, sheet.context, self._writing.choose_context)
            )
        if sheet.current is not None and sheet.overtaken:
            told = f"{sheet.current.author_name} har skrevet i mødet, mens du skrev."
            rest = "Dit er gemt som kladde og står herunder, lagt sammen med det nye. Se det igennem, og gem igen."
            parts.append(MessageLine(Message(MessageKind.WARNING, told, rest), closable=False))
            theirs = Card(f"Det skrev {sheet.current.author_name}")
            theirs.add(Prose(lines_of(sheet.current), "body"))
            parts.append(theirs)
        if sheet.current is not None and sheet.current.status is MeetingStatus.CANCELLED:
            said = Message(MessageKind.INFO, "Mødet er aflyst.", sheet.current.meeting.cancelled_because)
            parts.append(MessageLine(said, closable=False))
        if minutes:
            when = " · ".join(filter(None, (when_in_words(meeting), meeting.place)))
            parts.append(box(PlainLabel(meeting.purpose, "section"), PlainLabel(when, "body", "text_2"), spacing=0.5))
        ways = self._ways(sheet, minutes=minutes)
        return [*parts, Flow(ways, gap=3)] if ways else parts

    def _ways(self, sheet: MeetingSheet, *, minutes: bool) -> list[Button]:
        status = sheet.current.status if sheet.current else None
        wanted = {
            ("Skriv referat", "notebook-pen", self._to_minutes): not minutes and status is not MeetingStatus.CANCELLED,
            ("Ret dag, deltagere og dagsorden", "pencil", self._to_plan): minutes and status is not MeetingStatus.HELD,
            ("Gem referatet som PDF", "printer", self._print): status is MeetingStatus.HELD,
            ("Aftal det næste møde", "calendar-range", self._next): status is MeetingStatus.HELD,
            ("Aflys mødet", "ban", self._show_cancel): status is MeetingStatus.PLANNED and not minutes,
            ("Kassér kladden", "undo-2", self._discard): self._opened is not None and self._opened.kept,
        }
        ways = []
        for (words, icon, do), is_wanted in wanted.items():
            if is_wanted:
                button = Button(words, Kind.QUIET, icon=icon)
                button.clicked.connect(lambda _=False, do=do: do())
                ways.append(button)
        return ways

    # --- going on ---------------------------------------------------------------------------------------------------

    def _change_kind(self, kind: MeetingKind) -> None:
        """Another agenda; what is typed stays, and who cannot come to the other kind is not shown."""
        self._fill(replace(self._collect(), kind=kind, agenda=()))
        self._writing.touch()

    def _to_minutes(self) -> None:
        assert isinstance(self._form, PlanForm)  # noqa: S101  the button stands on that form
        if self._form.complete():
            self._switch(minutes=True)

    def _to_plan(self) -> None:
        self._switch(minutes=False)

    def _switch(self, *, minutes: bool) -> None:
        meeting = self._collect()
        if minutes and meeting.held_on is None:
            meeting = replace(meeting, held_on=self._office.work.clock().date())
        self._minutes_wanted = minutes
        self._fill(meeting)
        self._writing.touch()
        self.begin()
        self.work_area.verticalScrollBar().setValue(0)

    def _open_network(self) -> None:
        self._writing.save()
        self._office.go(Destination(Place.NETWORK, self._destination.id))

    def _next(self) -> None:
        if self._writing.meeting_id is not None:
            self._office.go(Destination(Place.MEETING, self._destination.id, self._writing.meeting_id, NEXT))

    def _print(self) -> None:
        if self._writing.sheet is not None and self._writing.sheet.current is not None:
            save_minutes(self, self._office.work, self._writing.sheet.current)

    def _discard(self) -> None:
        self._minutes_wanted = False
        self.message_line.clear()
        self._writing.discard()

    def _show_cancel(self) -> None:
        if self._cancel is not None:
            self._cancel.begin()

    def _cancel_it(self, because: str) -> None:
        def cancel(desk: Desk, sheet: MeetingSheet, _meeting: Meeting) -> Id:
            return meetings.cancel(desk, sheet, because)

        def done(meeting_id: Id) -> None:
            if self._cancel is not None:
                self._cancel.drop()
            self._done(meeting_id)

        self._writing.write(cancel, done, self._not_cancelled)

    def _not_cancelled(self, error: KnownError) -> None:
        if error.code == "MOEDE-AFLYST" and self._cancel is not None:
            self._cancel.why.refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.WARNING, str(error)))

    def _write(self, *, day_is_meant: bool = False) -> None:
        if self._form is None or not self._form.complete():
            return
        if isinstance(self._form, MinutesForm):
            self._writing.write(meetings.finish, self._done, self._refused)
        else:
            self._writing.write(partial(meetings.plan, day_is_meant=day_is_meant), self._done, self._refused)

    def _done(self, _meeting_id: Id) -> None:
        self._office.back()

    def _refused(self, error: KnownError) -> None:
        if (self._form is not None and self._form.refuse(error.code, str(error))) or refuse_too_long(self, error):
            return
        said = message_of(MessageKind.WARNING, str(error))
        if error.fault is meetings.DAY_CLOSED:
            said = Message(
                said.kind, said.first, said.rest, ("Vi mødes alligevel", partial(self._write, day_is_meant=True))
            )
        elif isinstance(self._form, MinutesForm) and error.code in PLAN_CODES:
            said = Message(said.kind, said.first, said.rest, ("Ret mødet", self._to_plan))
        self.show_message(said)
