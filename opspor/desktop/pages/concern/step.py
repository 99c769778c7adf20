"""One open step of a track: what it asks for, what was noted, where it leads, and the fields of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.beredskab.guidance import do_and_dont, ring_now
from opspor.desktop.pages.beredskab.track import degrees_part
from opspor.desktop.pages.concern.asked import AskedFields
from opspor.desktop.pages.concern.decision import refuse
from opspor.desktop.pages.concern.shapes import NOT_SAFE, note_of, shape_of
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Column,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    Prose,
    RadioList,
    TextField,
    box,
    message_of,
    tell,
)
from opspor.domain.beredskab import Decision, Judged, StepKind, Track
from opspor.domain.clock import long_date
from opspor.domain.concern import Danger, StepState, TrackStep
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.model import FirstMinuteForm, TrackForm, TrackStepForm, WayOn
from opspor.forms.walking import OTHER_TRACK
from opspor.usecases import law_list, tracks
from opspor.usecases.phone_book import PhoneNumber
from opspor.usecases.tracks import NOTE_MISSING

CHOOSE = "Vælg først, hvad der så skal ske. Intet er gemt endnu."
AGAIN_MISSING = "Vælg den dag, hvor I ser på det igen. Intet er gemt endnu."
_STATES = {StepState.DONE: "Gjort", StepState.NOT_RELEVANT: "Ikke relevant", StepState.OPEN: "Åbnet igen"}


@dataclass(frozen=True, slots=True)
class Guide:
    """What an open step is drawn from beside the step itself."""

    form: TrackForm
    first: FirstMinuteForm
    book: tuple[PhoneNumber, ...]
    carers: Mapping[Id, str]
    may_tell: bool  # somebody has decided whom they tell
    child_id: Id | None


class StepPart(QWidget):
    """An open step. ``noted`` when it was kept; ``asked_for`` with a kind where a part of the page is what it needs:
    the records, or the closing.
    """

    noted = Signal()
    asked_for = Signal(object)

    def __init__(self, office: Office, concern_id: Id, step: TrackStepForm, guide: Guide) -> None:
        super().__init__()
        self._office, self._concern_id, self.step, self._guide = office, concern_id, step, guide
        column = Column(self, spacing=3, margins=(5, 2, 5, 4))
        for part in self._guidance():
            column.addWidget(part)
        self._told = PlainLabel("", "body")
        column.addWidget(self._told)
        self.ways: RadioList[str] | None = None
        self._way_error = PlainLabel("", "small", "danger")
        column.addWidget(self._way_error)
        self._way_error.hide()
        if len(step.next) > 1:
            self.ways = RadioList("Hvad så?", [(way.text, way.answer) for way in step.next])
            self.ways.chosen.connect(self._chosen)
            column.addWidget(box(PlainLabel("Hvad så?", "body_strong"), self.ways, spacing=1))
        self._place = QWidget()
        self._fields = Column(self._place, spacing=3)
        column.addWidget(self._place)
        self.asked: AskedFields | None = None
        self.again_on = DateLine("Hvornår ser I på det igen?", lambda: office.work.clock().date())
        self.again_on.hide()
        column.addWidget(self.again_on)
        self.why_not = TextField("Hvorfor er trinnet ikke relevant?", lines=2)
        self.why_not.hide()
        column.addWidget(self.why_not)
        for button in self._buttons():
            column.addWidget(button)
        self._column = column
        key = draft_key(concern_id, step.id)
        self._keeper = DraftKeeper(self, office.work, key, self._typed, self._restore, self._saved.setText)
        for field in (self.again_on, self.why_not):
            field.changed.connect(self._keeper.touch)
        self._show_fields()

    def set_noted(self, noted: Sequence[TrackStep]) -> None:
        """Shows all that was noted about the step: what a second person wrote stands beside the first."""
        closed = bool(noted) and noted[-1].state is not StepState.OPEN
        self.again.setVisible(closed)
        self._told.setVisible(bool(noted))
        self._told.setText("\n".join(_said(one) for one in noted))

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _guidance(self) -> list[QWidget]:
        step = self.step
        facts = [f"Hvorfor: {step.why}", f"Hvem: {step.who}"]
        parts: list[QWidget] = [
            PlainLabel(step.text, "lead"),
            Prose(facts, "body"),
            do_and_dont(step.do, [dont.text for dont in step.dont], in_card=True),
        ]
        if step.write:
            parts.append(box(PlainLabel("Skriv ned", "section"), Prose(list(step.write), "body"), spacing=1))
        if step.rule:
            rule_id, work = Id(step.rule), self._office.work
            rule = law_list.rule_on(work.folder, rule_id, work.clock().date())
            more = Button("Se reglen", Kind.LINK)
            more.clicked.connect(lambda: self._office.go(Destination(Place.LAW, rule_id)))
            parts.append(box(PlainLabel(rule.text), PlainLabel(rule.quoted, "small", "text_2"), more, spacing=0.5))
        if step.kind is StepKind.JUDGE:
            parts.append(degrees_part(self._guide.first.degree))
        return parts

    def _buttons(self) -> list[QWidget]:
        self.done = Button("Trinnet er gjort", icon="check", tall=True)
        self.not_relevant = Button("Ikke relevant", Kind.QUIET)
        self.again = Button("Åbn trinnet igen", Kind.QUIET, icon="undo-2")
        self.done.clicked.connect(self._do)
        self.not_relevant.clicked.connect(self._not_relevant)
        self.again.clicked.connect(lambda: self._note(StepState.OPEN, ""))
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        ways_on = []
        for words, kind in (
            ("Skriv en iagttagelse", StepKind.WRITE),
            ("Åbn fravær", StepKind.ABSENCE),
            ("Gå til »Luk bekymringen«", StepKind.CLOSE),
        ):
            if self.step.kind is kind and (kind is not StepKind.ABSENCE or self._guide.child_id is not None):
                button = Button(words, Kind.OUTLINED)
                button.clicked.connect(lambda _=False, kind=kind: self._go(kind))
                ways_on.append(button)
        report = Button("Lav underretning", Kind.LINK, icon="file-text")
        report.clicked.connect(lambda: self._office.go(Destination(Place.UNDERRETNING, self._concern_id)))
        steps: list[QWidget] = [self.done, self.not_relevant, self.again, report, self._saved]
        return [*([Flow([*ways_on])] if ways_on else []), Flow(steps, gap=3)]

    def _go(self, kind: StepKind) -> None:
        if kind is StepKind.ABSENCE and self._guide.child_id is not None:
            self._office.go(Destination(Place.ABSENCE, self._guide.child_id))
        else:
            self.asked_for.emit(kind)

    # --- the way on, and its fields ---

    def _way(self) -> WayOn | None:
        """The way on; None until one of several is chosen."""
        if self.ways is None:
            return self.step.next[0]
        answer = self.ways.value()
        return next((way for way in self.step.next if way.answer == answer), None)

    def _chosen(self) -> None:
        self._way_error.hide()
        self._show_fields()
        self._keeper.touch()

    def _show_fields(self) -> None:
        way, before = self._way(), self.asked
        if way is None:
            return
        shape = shape_of(self._guide.form, self.step, way, may_tell=self._guide.may_tell)
        self.again_on.setVisible(way.again and not shape.day)
        if before is not None and before.shape is shape:
            return
        typed = before.fields() if before is not None else {}
        self._fields.clear()
        self.asked = AskedFields(self._office, shape, self._guide.carers)
        self.asked.restore(typed)
        self.asked.changed.connect(self._keeper.touch)
        if shape is NOT_SAFE:  # one rings before one writes
            answer = next(one for one in self._guide.first.danger if one.danger is Danger.NOT_SAFE_HOME)
            self._fields.addWidget(ring_now(answer.call, self._guide.book))
        self._fields.addWidget(self.asked)

    def _typed(self) -> Mapping[str, str]:
        typed = dict(self.asked.fields()) if self.asked is not None else {}
        way, again_on = self._way(), self.again_on.value()
        if self.ways is not None and way is not None:
            typed["way"] = way.answer
        if again_on is not None:
            typed["again_on"] = again_on.isoformat()
        if self.why_not.text():
            typed["why_not"] = self.why_not.text()
        return typed

    def _restore(self, fields: Mapping[str, str]) -> None:
        if self.ways is not None:
            self.ways.set_value(fields.get("way"))
            self._show_fields()
        if self.asked is not None:
            self.asked.restore(fields)
        self.again_on.set_value(date.fromisoformat(fields["again_on"]) if fields.get("again_on") else None)
        self.why_not.set_text(fields.get("why_not", ""))
        self.why_not.setVisible(bool(fields.get("why_not")))

    # --- keeping it ---

    def _do(self) -> None:
        way = self._way()
        if way is None or self.asked is None:
            assert self.ways is not None  # noqa: S101  a single way is chosen
            self._way_error.setText(CHOOSE)
            self._way_error.show()
            self.ways.setFocus()
            return
        if not self.asked.complete():
            return
        if way.again and not self.asked.shape.day and self.again_on.value() is None:
            self.again_on.set_error(AGAIN_MISSING)
            self.again_on.setFocus()
            return
        values = self.asked.values()
        decision = self.asked.shape.make(values, self._office.work.clock())
        if way.to.startswith(OTHER_TRACK):
            self._change(Track(way.to.removeprefix(OTHER_TRACK).replace("-", "_")), decision, note_of(values))
        elif decision is not None:
            self._decide(decision, way)
        else:
            again_on = self.again_on.value() if way.again else None
            self._note(StepState.DONE, note_of(values), way.answer, again_on)

    def _decide(self, decision: Decision, way: WayOn) -> None:
        concern_id, step_id, outcome = self._concern_id, self.step.id, way.answer
        ask(
            self._office.work.run(
                lambda desk: tracks.decide(desk, concern_id, decision, step_id=step_id, outcome=outcome)
            ),
            self,
            lambda _: self._done_step(),
            lambda error: self._refused(error, decision),
        )

    def _change(self, to: Track, decision: Decision | None, note: str) -> None:
        concern_id, step_id = self._concern_id, self.step.id
        judged = decision if isinstance(decision, Judged) else None
        why = judged.why if judged else note
        ask(
            self._office.work.run(
                lambda desk: tracks.change_track(desk, concern_id, to, why, judged=judged, step_id=step_id)
            ),
            self,
            self._changed,
            lambda error: self._refused(error, decision),
        )

    def _changed(self, goes_on: Id) -> None:
        self._done_step()
        if goes_on != self._concern_id:
            self._office.go(Destination(Place.CONCERN, goes_on))

    def _not_relevant(self) -> None:
        """The first press asks why, the second keeps it."""
        if self.why_not.isHidden():
            self.why_not.show()
            self.why_not.setFocus()
        else:
            self._note(StepState.NOT_RELEVANT, self.why_not.text())

    def _note(self, state: StepState, note: str, outcome: str = "", again_on: date | None = None) -> None:
        concern_id, step_id = self._concern_id, self.step.id
        ask(
            self._office.work.run(
                lambda desk: tracks.do_step(desk, concern_id, step_id, state, note, outcome=outcome, again_on=again_on)
            ),
            self,
            lambda _: self._done_step(),
            lambda error: self._refused(error, None),
        )

    def _done_step(self) -> None:
        self._restore({})
        self._keeper.drop()
        self._saved.setText("")
        self.noted.emit()

    def _refused(self, error: KnownError, decision: Decision | None) -> None:
        if error.fault is NOTE_MISSING:
            self.why_not.refuse(str(error))
        elif error.code == "SPOR-DAG" and self.again_on.isVisible():
            self.again_on.set_error(str(error))
            self.again_on.setFocus()
        elif self.asked is not None:
            refuse(self, self.asked, decision, error)
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


def draft_key(concern_id: Id, step_id: str) -> str:
    """Under which name the draft of a step is kept."""
    return f"concern:{concern_id}:step:{step_id}"


def _said(noted: TrackStep) -> str:
    said = f"{_STATES[noted.state]} {long_date(noted.written_at.date())} af {noted.author_name}"
    again = f" Ses på igen {long_date(noted.again_on)}." if noted.again_on else ""
    return (f"{said}: {noted.note}" if noted.note else f"{said}.") + again
