"""One practice case: read alone, answered by two numbers, and only then the comments and what the others chose."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.practice.parts import AnswerPart, KeyPart
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import ANSWER, NOTE
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Kind, MessageKind, PlainLabel, Prose, message_of
from opspor.domain.assessment import CONTEXT_WORDS, Position, Trivsel
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.library import PRACTICE
from opspor.usecases import practice
from opspor.usecases.practice import Case


class PracticeCasePage(FocusPage):
    """The story of one case; under it the question, or what one answered with the comments beside it."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem mit svar", Kind.MAIN)
        super().__init__("Øvecases", "Øvecase", main=self._main, keys=(ANSWER, NOTE))
        self._office, self._case_id = office, destination.id
        self._case: Case | None = None
        self._keeper: DraftKeeper | None = None
        self._story = Prose([], "body", bullets=False)
        card = Card("Det, I ser og hører")
        card.add(self._story)
        self._ask = PlainLabel("", "section")
        self.answer, self._key = AnswerPart(), KeyPart()
        for part in (card, self._ask, self.answer, self._key):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for part in (self.answer, self._key):
            part.hide()
        self.answer.changed.connect(self._chose)
        self.answer.done.connect(self._main.setFocus)
        self.answer.note.changed.connect(self._touch)
        self._main.clicked.connect(self._go_on)
        for number in range(1, 5):
            on_key(self, str(number), partial(self._press, number))
        on_key(self, NOTE.keys[0], self._write_note)
        self._reading = Reading(
            self,
            lambda: office.work.look(lambda desk: practice.seen(desk, self._case_id)),
            self._show,
            Changed.PRACTICE,
        )

    def begin(self) -> None:
        """The story is read first; the focus waits at the first answer."""

    def refresh(self, changes: Changes) -> None:
        """Reads again when somebody has answered."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what was typed last."""
        if self._keeper is not None:
            self._keeper.save()

    def _show(self, case: Case) -> None:
        answered_now = self._case is not None and self._case.answer is None and case.answer is not None
        first_time, self._case = self._case is None, case
        self.set_title(case.title, f"Opdigtet barn · {CONTEXT_WORDS[case.context]}")
        self._story.set_paragraphs([*case.story])
        self._ask.setText(case.ask)
        self._ask.setVisible(case.answer is None)
        self.answer.setVisible(case.answer is None)
        self._key.setVisible(case.answer is not None)
        self.show_keys(*(() if case.answer else (ANSWER, NOTE)))
        if case.answer is None:
            if self._keeper is None:
                key = f"practice:{self._case_id}"
                self._keeper = DraftKeeper(self, self._office.work, key, self._fields, self._fill, status_of(self))
            if first_time:
                self.answer.focus_missing()
                self.work_area.verticalScrollBar().setValue(0)
            return
        self._key.show_case(case)
        self.set_status("", saved=False)
        self._main.set_words("Vis næste case" if self._next() else "Til listen")
        if first_time or answered_now:
            self._main.setFocus()
        if answered_now:  # when the comments have found their place
            QTimer.singleShot(0, self, lambda: self.work_area.verticalScrollBar().setValue(self._key.y()))

    # --- answering ------------------------------------------------------------------------------------------------

    def _press(self, number: int) -> None:
        if self._case is not None and self._case.answer is None:
            self.answer.press(number)

    def _write_note(self) -> None:
        if not self.answer.isHidden():
            self.answer.note.setFocus()

    def _chose(self) -> None:
        """The focus has gone on, perhaps to below the edge."""
        self._touch()
        if (part := QApplication.focusWidget()) is not None and self.answer.isAncestorOf(part):
            self.work_area.ensureWidgetVisible(part)

    def _touch(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _fields(self) -> dict[str, str]:
        position, trivsel = self.answer.position, self.answer.trivsel
        return {"position": position or "", "trivsel": trivsel or "", "note": self.answer.note.text()}

    def _fill(self, fields: Mapping[str, str]) -> None:
        self.answer.fill(
            Position(fields["position"]) if fields["position"] else None,
            Trivsel(fields["trivsel"]) if fields["trivsel"] else None,
            fields["note"],
        )

    def _go_on(self) -> None:
        if self._case is None:
            return
        if self._case.answer is not None:
            after = self._next()
            self._office.go(Destination(Place.PRACTICE_CASE, after) if after else Destination(Place.PRACTICE))
            return
        given = self.answer.position, self.answer.trivsel, self.answer.note.text()
        writing = self._office.work.run(lambda desk: practice.answer(desk, self._case_id, *given))
        ask(writing, self, self._written, self._refused)

    def _written(self, _id: Id) -> None:
        if self._keeper is not None:
            self._keeper.drop()

    def _refused(self, error: KnownError) -> None:
        self.show_message(message_of(MessageKind.WARNING, str(error)))
        self.answer.focus_missing()

    def _next(self) -> Id:
        """The case after this one; "" after the last."""
        place = PRACTICE.index(self._case_id) + 1
        return Id(PRACTICE[place]) if place < len(PRACTICE) else Id("")
