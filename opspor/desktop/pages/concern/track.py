"""A track, step by step: what is done, what is now, what lies ahead, and every other step of it."""

from collections.abc import Collection, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concern.step import Guide, StepPart, draft_key
from opspor.desktop.route import Office
from opspor.desktop.widgets import Card, Column, Message, MessageKind, MessageLine, PlainLabel, StepRow, box
from opspor.desktop.widgets import StepState as Look
from opspor.domain.clock import short_date
from opspor.domain.concern import StepState
from opspor.domain.ids import Id
from opspor.forms.model import TrackStepForm
from opspor.usecases.concerns import ConcernFile

CLOCK = Message(
    MessageKind.WARNING,
    "Pc'ens ur er sat tilbage.",
    "Noget er skrevet med en tidligere dato end det, der kom før. Se datoerne efter. Intet er slettet.",
)


class TrackCard(Card):
    """The steps as rows; one of them is open, at first the one that comes now. Each can be opened at any time.

    ``asked_for`` as in ``StepPart``.
    """

    asked_for = Signal(object)

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Trin for trin", flush=True)
        self._office, self._concern_id = office, concern_id
        self._title = PlainLabel("", "body_strong")
        self._clock = MessageLine(CLOCK, closable=False)
        self._rows_and_part = QWidget()
        self._column = Column(self._rows_and_part, spacing=0)
        self.add(box(self._title, self._clock, spacing=2, margins=(5, 3, 5, 3)))
        self.add(self._rows_and_part)
        self._rows: dict[str, StepRow] = {}
        self._part: StepPart | None = None
        self._go_on = False  # a step was noted: open the next one when it is known
        self._file: ConcernFile | None = None
        self._guide: Guide | None = None
        self._due: Mapping[str, date] = {}

    def set_track(self, file: ConcernFile, guide: Guide, due: Mapping[str, date], begun: Collection[str] = ()) -> None:
        """Shows how far it is. What is being typed about a step stays, unless that step was just noted.

        ``begun`` are the keys of the drafts in the vault: a step that somebody was writing at is open at first.
        """
        other = self._file is not None and self._file.form.track is not file.form.track
        self._file, self._guide, self._due = file, guide, due
        self._title.setText(file.form.title)
        self._clock.setVisible(file.clock_went_back)
        if other:
            self._drop()
        if self._part is None or self._go_on:
            go_on, self._go_on = self._go_on, False
            now = file.course.now or (file.course.taken or (file.form.step[0].id,))[-1]
            self._open(now if go_on else self._begun(now, begun), focus=go_on)
        else:
            self._show_noted()
            self._lay_out()

    def _begun(self, now: str, begun: Collection[str]) -> str:
        """The step that comes now, unless somebody has begun to write at another one alone."""
        steps = [] if self._file is None else [now, *(step.id for step in self._file.form.step)]
        return next((one for one in steps if draft_key(self._concern_id, one) in begun), now)

    def leave(self) -> None:
        """What is typed is kept."""
        if self._part is not None:
            self._part.leave()

    def _open(self, step_id: str, *, focus: bool) -> None:
        assert self._guide is not None  # noqa: S101  the rows are there with a track
        if self._part is not None and self._part.step.id != step_id:
            self._drop()
        if self._part is None:
            step = next(step for step in self._guide.form.step if step.id == step_id)
            self._part = StepPart(self._office, self._concern_id, step, self._guide)
            self._part.noted.connect(self._noted)
            self._part.asked_for.connect(self.asked_for)
        self._show_noted()
        self._lay_out()
        if focus:
            self._rows[step_id].setFocus()

    def _drop(self) -> None:
        if self._part is not None:
            self._part.leave()
            self._part.hide()
            self._part.deleteLater()
            self._part = None

    def _noted(self) -> None:
        self._go_on = True

    def _show_noted(self) -> None:
        assert self._file is not None  # noqa: S101  as above
        if self._part is not None:
            self._part.set_noted([one for one in self._file.noted if one.step_id == self._part.step.id])

    def _lay_out(self) -> None:
        """Makes the rows anew round the open step, whose fields keep their text and cursor."""
        assert self._file is not None  # noqa: S101  as above
        focused = next((id_ for id_, row in self._rows.items() if row.hasFocus()), None)
        self._column.clear(keep=self._part)
        self._rows = {}
        course, by_id = self._file.course, {step.id: step for step in self._file.form.step}
        way = dict.fromkeys((*course.taken, *filter(None, [course.now]), *course.ahead))
        for number, step_id in enumerate((*way, *(id_ for id_ in by_id if id_ not in way)), start=1):
            if number == len(way) + 1:
                head = PlainLabel("Andre trin, du kan åbne", "small_strong", "text_2")
                self._column.addWidget(box(head, margins=(5, 3, 5, 1)))
            self._add_row(number, by_id[step_id])
        if focused in self._rows:
            self._rows[focused].setFocus()

    def _add_row(self, number: int, step: TrackStepForm) -> None:
        assert self._file is not None  # noqa: S101  as above
        state = Look.DONE if self._closed(step.id) else Look.NOW if step.id == self._file.course.now else Look.OPEN
        row = StepRow(number, step.title, deadline=self._right(step), state=state)
        row.clicked.connect(lambda: self._open(step.id, focus=True))
        self._rows[step.id] = row
        self._column.addWidget(row)
        if self._part is not None and self._part.step.id == step.id:
            self._column.addWidget(self._part)

    def _closed(self, step_id: str) -> bool:
        """Whether it was done and nothing led back to it since."""
        assert self._file is not None  # noqa: S101  as above
        done = self._file.steps.get(step_id)
        again = step_id == self._file.course.now or step_id in self._due
        return done is not None and done.state is not StepState.OPEN and not again

    def _right(self, step: TrackStepForm) -> str:
        assert self._file is not None  # noqa: S101  as above
        done = self._file.steps.get(step.id)
        if done is not None and self._closed(step.id):
            words = "gjort" if done.state is StepState.DONE else "ikke relevant"
            return f"{words} {short_date(done.written_at.date())}"
        if step.id in self._due:
            counted = f" ({step.deadline})" if step.rule or step.working_days else ""  # else somebody set the day
            return f"senest {short_date(self._due[step.id])}{counted}"
        return step.deadline
