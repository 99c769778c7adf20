"""The conclusion about a brief, by keyboard in two minutes: numbers choose what it ended with, Enter goes on.

It may stand on a wall: nobody is named in the head, and of a brief with a name not even its question.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.forum.talk_form import TalkForm
from opspor.desktop.pages.forum.words import day_title
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import OUTCOME
from opspor.desktop.tab_order import focus_first, focus_next_in_reading_order
from opspor.desktop.tasks import ask
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
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.forum import OUTCOME_WORDS, Concluded, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import MeetingKind
from opspor.usecases import forum_papers, forum_talk
from opspor.usecases.desk import Desk
from opspor.usecases.forum_talk import MEANWHILE, Talk, TalkSheet

_MEETINGS: Mapping[Outcome, tuple[MeetingKind, str]] = {
    Outcome.NETWORK_MEETING: (MeetingKind.NETWORK, "Opret netværksmødet"),
    Outcome.RESOURCE_MEETING: (MeetingKind.RESOURCE, "Opret ressourcecentermødet"),
}


class TalkPage(FocusPage):
    """``destination.id`` is the day, ``second`` the item on its agenda."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem konklusionen", Kind.MAIN)
        super().__init__("Tilbage", "Konklusion", main=self._main, keys=(OUTCOME,), meeting=True)
        self._office, self._item = office, destination.second
        self._sheet: TalkSheet | None = None
        self._form: TalkForm | None = None
        self._place = QWidget()
        self._column = Column(self._place, spacing=4)
        self.body.addWidget(self._place)
        self.body.addStretch(1)
        self._main.hide()
        self._main.clicked.connect(self._write)
        for key in OUTCOME.keys:
            on_key(self, key, partial(self._press, int(key)))
        self._typing: Typing[Talk] = Typing(self, office.work, self._draft)
        self._open()

    # --- what stands on the page --------------------------------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Reads it again when somebody else wrote; what is being typed stays."""
        if self._sheet is not None and changes.touches(Changed.FORUM) and not self._typing.waits:
            self._open()

    def leave(self) -> None:
        """What is typed is kept."""
        if self._sheet is not None:
            self._typing.save()

    def begin(self) -> None:
        """The focus goes to the first field."""
        if self._form is not None:
            focus_first(self._form, self)
        else:
            super().begin()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _open(self) -> None:
        """On the writer's thread, behind the drafts that are on their way."""
        ask(self._office.work.run(self._read), self, self._show, self._gone)

    def _read(self, desk: Desk) -> tuple[TalkSheet, Talk]:
        sheet = forum_talk.sheet(desk, self._item)
        unsaved = self._typing.unsaved(sheet.key)
        return sheet, sheet.talk if unsaved is None else unsaved

    def _gone(self, error: KnownError) -> None:
        self._main.set_cannot("Her er ikke mere noget at konkludere.")
        self.show_message(message_of(MessageKind.WARNING, str(error)))

    def _show(self, read: tuple[TalkSheet, Talk]) -> None:
        sheet, talk = read
        first = self._form is None
        self._sheet = None  # filling the fields is not typing
        self.set_title(f"Konklusion · {sheet.forum.name}", f"{day_title(sheet.day)} · {sheet.label}")
        self._form = TalkForm(sheet, talk)
        self._form.changed.connect(self._touch)
        self._column.clear()
        for part in (*self._head(sheet), self._form):
            self._column.addWidget(part)
            part.show()  # now, so that the focus can go there
        self._main.show()
        self._main.set_words("Gem rettelsen" if sheet.standing else "Gem konklusionen")
        self._sheet = sheet
        self._typing.shown(sheet.key, sheet.saved_at)
        if first:
            self.begin()

    def _head(self, sheet: TalkSheet) -> list[QWidget]:
        parts: list[QWidget] = []
        if sheet.question:
            parts.append(PlainLabel(sheet.question, "question"))
        if sheet.standing is not None and sheet.overtaken:
            told = f"{sheet.standing.author_name} har skrevet konklusionen, mens du skrev."
            rest = "Dit er gemt som kladde og står herunder. Se begge igennem, og gem igen."
            parts.append(MessageLine(Message(MessageKind.WARNING, told, rest), closable=False))
            theirs = Card(f"Det skrev {sheet.standing.author_name}")
            theirs.add(Prose(_lines(sheet.standing), "body"))
            parts.append(theirs)
        if sheet.standing is not None:
            parts.append(Flow(self._ways(sheet, sheet.standing), gap=3))
        return parts

    def _ways(self, sheet: TalkSheet, standing: Concluded) -> list[QWidget]:
        ways: list[tuple[str, str, Callable[[], object]]] = [("Gem konklusionen som PDF", "printer", self._print)]
        if Outcome.UNDERRETNING in standing.conclusion.outcomes:
            ways.append(("Lav underretningen", "file-text", lambda: self._to_underretning(sheet)))
        for outcome, (kind, words) in _MEETINGS.items():
            if outcome in standing.conclusion.outcomes and sheet.child is not None:
                ways.append((words, "messages-square", partial(self._to_meeting, sheet, kind)))
        buttons: list[QWidget] = []
        for words, icon, do in ways:
            button = Button(words, Kind.QUIET, icon=icon)
            button.clicked.connect(lambda _=False, do=do: do())
            buttons.append(button)
        return buttons

    # --- typing -------------------------------------------------------------------------------------------------------

    def _press(self, number: int) -> None:
        if self._form is not None:
            self._form.press(number)

    def _touch(self) -> None:
        if self._sheet is not None:
            self._typing.touch()

    def _draft(self) -> tuple[str, Talk, Callable[[Desk], datetime]]:
        sheet, form = self._sheet, self._form
        assert sheet is not None and form is not None  # noqa: S101, PT018  nothing is typed before
        talk = form.talk()
        return sheet.key, talk, lambda desk: forum_talk.save(desk, sheet, talk)

    # --- going on -----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        sheet, form = self._sheet, self._form
        if sheet is None or form is None or not form.complete():
            return
        self._typing.save()
        talk = form.talk()
        write = self._typing.recorded(sheet.key, lambda desk: forum_talk.conclude(desk, sheet, talk))
        ask(self._office.work.run(write), self, lambda _: self._done(sheet, talk), self._refused)

    def _done(self, sheet: TalkSheet, talk: Talk) -> None:
        """To what was chosen, where that is written elsewhere; else back to the agenda."""
        outcomes = talk.conclusion.outcomes
        meeting = next((kind for outcome, (kind, _) in _MEETINGS.items() if outcome in outcomes), None)
        if sheet.standing is not None:
            self._office.back()
        elif Outcome.UNDERRETNING in outcomes:
            self._to_underretning(sheet)
        elif meeting is not None and sheet.child is not None:
            self._to_meeting(sheet, meeting)
        else:
            self._office.back()

    def _to_underretning(self, sheet: TalkSheet) -> None:
        self._office.go(Destination(Place.UNDERRETNING, sheet.item.concern_id))

    def _to_meeting(self, sheet: TalkSheet, kind: MeetingKind) -> None:
        child = sheet.child.id if sheet.child is not None else Id("")
        begin = partial(forum_talk.begin_meeting, open_=sheet, kind=kind)
        ask(
            self._office.work.run(begin), self, lambda _: self._office.go(Destination(Place.MEETING, child)),
            lambda error: self.show_message(message_of(MessageKind.WARNING, str(error))),
        )  # fmt: skip

    def _print(self) -> None:
        said = Message(MessageKind.SUCCESS, "Konklusionen er gemt som fil.", "Slet filen, når den er skrevet ud.")
        save_pdf_as(
            self, "konklusion.pdf",
            lambda target: ask(
                self._office.work.run(partial(forum_papers.print_item, item_id=self._item, target=target)), self,
                lambda _: self.show_message(said),
            ),
        )  # fmt: skip

    def _refused(self, error: KnownError) -> None:
        if error.fault is MEANWHILE:
            self._open()  # with what the other wrote
        elif self._form is not None and (self._form.refuse(error.code, str(error)) or refuse_too_long(self, error)):
            return
        self.show_message(message_of(MessageKind.WARNING, str(error)))


def _lines(made: Concluded) -> list[str]:
    """A conclusion in lines, to be held against one's own."""
    said = made.conclusion
    agreed = (f"{one.what}, {one.who}" for one in made.agreements)
    outcomes = ", ".join(OUTCOME_WORDS[one] for one in said.outcomes)
    return [line for line in (outcomes, said.words, said.watch, said.if_seen, *agreed) if line]
