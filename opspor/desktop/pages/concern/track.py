"""The general track, step by step: what is done, what is now, and what a step asks for."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.beredskab.guidance import do_and_dont
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Kind,
    MessageKind,
    PlainLabel,
    StepRow,
    TextField,
    line_of,
    message_of,
    tell,
)
from opspor.desktop.widgets import StepState as Look
from opspor.domain.clock import long_date, short_date
from opspor.domain.concern import StepState, TrackStep
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.model import BeredskabForm, Step
from opspor.reference import law
from opspor.usecases import concerns
from opspor.usecases.concerns import NOTE_MISSING


class StepPart(QWidget):
    """What an open step asks for, and the note about what was done."""

    noted = Signal()

    def __init__(self, office: Office, concern_id: Id, step: Step) -> None:
        super().__init__()
        self._office, self._concern_id, self.step = office, concern_id, step
        column = Column(self, spacing=3, margins=(5, 2, 5, 4))
        column.addWidget(PlainLabel(step.text, "lead"))
        column.addWidget(PlainLabel(f"Hvem: {step.who}", "body", "text_2"))
        column.addWidget(do_and_dont(step.do, step.dont, in_card=True))
        if step.rule:
            rule = law.rule(step.rule)
            column.addWidget(PlainLabel(rule.text, "body"))
            column.addWidget(PlainLabel(f"{rule.cited}. {rule.status}.", "small", "text_2"))
        self._told = PlainLabel("", "body_strong")
        column.addWidget(self._told)
        self.note = TextField("Note", help_text="Hvem gjorde det, hvornår og hvordan?", lines=2)
        column.addWidget(self.note)
        self.done = Button("Trinnet er gjort", icon="check", tall=True)
        self.not_relevant = Button("Ikke relevant", Kind.QUIET)
        self.again = Button("Åbn trinnet igen", Kind.QUIET, icon="undo-2")
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        column.addWidget(line_of(self.done, self.not_relevant, self.again, self._saved, spacing=3))
        for button, state in (
            (self.done, StepState.DONE),
            (self.not_relevant, StepState.NOT_RELEVANT),
            (self.again, StepState.OPEN),
        ):
            button.clicked.connect(lambda _=False, state=state: self._note_step(state))
        key = f"concern:{concern_id}:step:{step.id}"
        self._keeper = DraftKeeper(self, office.work, key, self._fields, self._restore, self._saved.setText)
        self.note.changed.connect(self._keeper.touch)

    def set_done(self, done: TrackStep | None) -> None:
        """Shows what was noted; a step can be opened again."""
        closed = done is not None and done.state is not StepState.OPEN
        self.again.setVisible(closed)
        self._told.setVisible(done is not None)
        if done is not None:
            state = {StepState.DONE: "Gjort", StepState.NOT_RELEVANT: "Ikke relevant", StepState.OPEN: "Åbnet igen"}
            said = f"{state[done.state]} {long_date(done.written_at.date())} af {done.author_name}"
            self._told.setText(f"{said}: {done.note}" if done.note else said)

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _fields(self) -> Mapping[str, str]:
        return {"note": self.note.text()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.note.set_text(fields.get("note", ""))

    def _note_step(self, state: StepState) -> None:
        concern_id, step_id, note = self._concern_id, self.step.id, self.note.text()
        ask(
            self._office.work.run(lambda desk: concerns.do_step(desk, concern_id, step_id, state, note)),
            self,
            lambda _: self._done_step(),
            self._refused,
        )

    def _done_step(self) -> None:
        self._restore({})
        self._keeper.drop()
        self._saved.setText("")
        self.noted.emit()

    def _refused(self, error: KnownError) -> None:
        if error.fault is NOTE_MISSING:
            self.note.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


class TrackCard(Card):
    """The steps as rows; one of them is open, at first the one that comes now."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Trin for trin", flush=True)
        self._office, self._concern_id = office, concern_id
        self._rows_and_part = QWidget()
        self._column = Column(self._rows_and_part, spacing=0)
        self.add(self._rows_and_part)
        self._rows: dict[str, StepRow] = {}
        self._part: StepPart | None = None
        self._go_on = False  # a step was noted: open the next one when it is known
        self._form: BeredskabForm | None = None
        self._steps: Mapping[str, TrackStep] = {}
        self._due: Mapping[str, date] = {}

    def set_track(self, form: BeredskabForm, steps: Mapping[str, TrackStep], due: Mapping[str, date]) -> None:
        """Shows how far it is. What is being typed about a step stays, unless that step was just noted."""
        self._form, self._steps, self._due = form, steps, due
        now = self._now()
        if self._part is None or self._go_on:
            go_on, self._go_on = self._go_on, False
            self._open(now or form.step[-1].id, focus=go_on)
        else:
            self._part.set_done(steps.get(self._part.step.id))
            self._lay_out()

    def leave(self) -> None:
        """What is typed is kept."""
        if self._part is not None:
            self._part.leave()

    def _now(self) -> str | None:
        assert self._form is not None  # noqa: S101
        return next((step.id for step in self._form.step if not self._closed(step.id)), None)

    def _closed(self, step_id: str) -> bool:
        done = self._steps.get(step_id)
        return done is not None and done.state is not StepState.OPEN

    def _open(self, step_id: str, *, focus: bool) -> None:
        assert self._form is not None  # noqa: S101
        if self._part is not None and self._part.step.id != step_id:
            self._part.leave()
            self._part.hide()
            self._part.deleteLater()
            self._part = None
        if self._part is None:
            step = next(step for step in self._form.step if step.id == step_id)
            self._part = StepPart(self._office, self._concern_id, step)
            self._part.noted.connect(self._noted)
        self._part.set_done(self._steps.get(step_id))
        self._lay_out()
        if focus:
            self._rows[step_id].setFocus()

    def _noted(self) -> None:
        self._go_on = True

    def _lay_out(self) -> None:
        """Makes the rows anew round the open step, whose field keeps its text and its cursor."""
        assert self._form is not None  # noqa: S101
        focused = next((id_ for id_, row in self._rows.items() if row.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._part:
                old.hide()
                old.deleteLater()
        now = self._now()
        self._rows = {}
        for number, step in enumerate(self._form.step, start=1):
            look = Look.DONE if self._closed(step.id) else Look.NOW if step.id == now else Look.OPEN
            row = StepRow(number, step.title, deadline=self._right(step), state=look)
            row.clicked.connect(lambda _=False, id_=step.id: self._open(id_, focus=True))
            self._rows[step.id] = row
            self._column.addWidget(row)
            if self._part is not None and self._part.step.id == step.id:
                self._column.addWidget(self._part)
        if focused is not None:
            self._rows[focused].setFocus()

    def _right(self, step: Step) -> str:
        done = self._steps.get(step.id)
        if done is not None and done.state is not StepState.OPEN:
            words = "gjort" if done.state is StepState.DONE else "ikke relevant"
            return f"{words} {short_date(done.written_at.date())}"
        if step.id in self._due:
            return f"senest {short_date(self._due[step.id])} ({step.deadline})"
        return step.deadline
