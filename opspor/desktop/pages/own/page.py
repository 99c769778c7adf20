"""One's own assessment: alone and unseen, by keyboard alone. A number answers and goes on, Enter goes on as it is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.own.course import StepKind, choice_missing, main_words
from opspor.desktop.pages.own.parts import StepPart, SummaryPart, WhoStrip, done_state
from opspor.desktop.pages.own.sitting import Sitting, key_of, sit_down
from opspor.desktop.pages.rounds.words import mine, when
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import ANSWER, CHANGE_CHILD, FACTORS, GO_BACK, GO_ON, NOTE
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, EmptyState, Kind, Message, MessageKind, message_of
from opspor.domain.assessment import Context, Seen
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState, Coverage
from opspor.usecases import rounds
from opspor.usecases.assess import ALREADY_AGREED, BIRTH_DATE_MISSING
from opspor.usecases.desk import Desk

_REST_MS = 150  # an answer rests before the next sign (look.md, motion)
_KEYS = (ANSWER, GO_ON, GO_BACK, NOTE, CHANGE_CHILD)
_KEYS_AT_END = (GO_ON, GO_BACK, CHANGE_CHILD)


class OwnPage(FocusPage):
    """One's own assessments of a round, child by child in the order of the class list.

    Every answer is saved as a draft at once. The child of ``destination.second`` comes first, or the first one that
    is missing.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Videre", Kind.MAIN, shortcut=GO_ON)
        super().__init__("Runder", "Egen vurdering", main=self._main, keys=_KEYS, side=True)
        self._office, self._round_id = office, destination.id
        self._coverage: Coverage | None = None
        self._mine: tuple[ChildInRound, ...] = ()
        self._child: Id = destination.second
        self._sitting: Sitting | None = None
        self._busy = False  # between submitting one child and showing the next, keys are nobody's
        self._strip = WhoStrip(office.work.clock)
        self.set_strip(self._strip)
        self._side = SideList("Trin i vurderingen")
        self.side.addWidget(self._side)
        self.side.addStretch(1)
        self._step, self._summary = StepPart(), SummaryPart()
        self._done: EmptyState | None = None
        for part in (self._step, self._summary):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._rested)
        self._pause = resting(self, self._save)
        self._drafts: DraftSaver[Sitting] = DraftSaver(self, office.work, status_of(self))
        self._connect()
        self._read()

    def _connect(self) -> None:
        self._main.clicked.connect(self._go_on)
        self._side.opened.connect(self._go_to)
        self._summary.opened.connect(self._go_to)
        self._step.answered.connect(self._answer)
        self._step.went_on.connect(self._go_on)
        self._step.moved.connect(self.work_area.ensureWidgetVisible)
        area = self.work_area
        self._step.gone_below.connect(lambda part: area.ensureWidgetVisible(part, 0, area.viewport().height() // 2))
        self._step.note_typed.connect(lambda text: self._type(lambda sitting: sitting.note(text)))
        self._step.factors_changed.connect(lambda: self._type(Sitting.describe))
        for number in range(1, 5):
            on_key(self, str(number), partial(self._press, number))
        on_key(self, GO_BACK.keys[0], lambda: self._go_to(self._sitting.at - 1) if self._sitting is not None else None)
        on_key(self, NOTE.keys[0], self._step.write_note)
        on_key(self, FACTORS.keys[0], self._step.choose_factors)
        for key, by in zip(CHANGE_CHILD.keys, (-1, 1), strict=True):
            on_key(self, key, partial(self._change_child, by))

    def refresh(self, changes: Changes) -> None:
        """Reads again only while no child is open; what is being answered stays as it is."""
        if self._sitting is None and changes.touches(Changed.CHILDREN, Changed.ROUNDS):
            self._read()

    def leave(self) -> None:
        """Saves what was typed last."""
        self._rest.stop()
        self._save()

    def go_inside(self, inside: str) -> bool:
        """Opens a step again."""
        if self._sitting is not None and not self._busy and self.inside != inside:
            self._go_to(int(inside))
        return self._sitting is not None

    # --- which child ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        ask(self._office.work.look(lambda desk: rounds.coverage(desk, self._round_id)), self, self._found)

    def _found(self, coverage: Coverage) -> None:
        self._coverage, self._mine = coverage, mine(coverage, self._office.work.staff.id)
        if self._sitting is None and self._child:
            self._open(self._child)
        else:
            self._open_next()

    def _open_next(self) -> None:
        """Opens the next child that is missing, from where one is and round; or says that all are done."""
        ids = [child.child.id for child in self._mine]
        start = ids.index(self._child) + 1 if self._child in ids else 0
        missing = [c.child.id for c in self._mine[start:] + self._mine[:start] if c.state is ChildState.MISSING_MINE]
        if missing:
            self._open(missing[0])
        else:
            self._show_done()

    def _change_child(self, by: int) -> None:
        ids = [child.child.id for child in self._mine]
        if self._busy or self._child not in ids:
            return
        place = min(max(ids.index(self._child) + by, 0), len(ids) - 1)
        if ids[place] != self._child:
            self._open(ids[place])

    def _open(self, child_id: Id) -> None:
        self._rest.stop()
        self._save()
        self._busy, self._child = True, child_id
        self.here = Destination(Place.OWN, self._round_id, child_id)
        context = next((child.context for child in self._mine if child.child.id == child_id), Context.DAYCARE)
        if (unsaved := self._drafts.unsaved(key_of(self._round_id, child_id, context))) is not None:
            self._opened(unsaved)
            return
        # On the writer's thread, so that it comes after the drafts that are on their way.
        reading = self._office.work.run(lambda desk: sit_down(desk, self._round_id, child_id, context))
        ask(reading, self, self._opened, self._not_opened)

    def _opened(self, sitting: Sitting) -> None:
        if sitting.sheet.child.id != self._child:
            return  # somebody was faster and asked for another
        self._busy, self._sitting = False, sitting
        sheet = sitting.sheet
        group = next((child for child in self._mine if child.child.id == self._child), None)
        names = {g.group_id: g.group_name for g in sheet.round.groups}
        self.set_title(f"Egen vurdering · {sheet.round.name}", names.get(group.group_id, "") if group else "")
        key = key_of(self._round_id, self._child, sheet.answers.context)
        if self._drafts.unsaved(key) is not None:
            self._drafts.follow(key)
        elif sheet.saved_at is not None:
            self.set_status(f"Fortsat fra {when(sheet.saved_at, self._office.work.clock())}")
        elif sheet.submitted is not None:
            self.set_status(f"Afleveret {when(sheet.submitted.written_at, self._office.work.clock())}")
        else:
            self.set_status("", saved=False)
        self._show()

    def _not_opened(self, error: KnownError) -> None:
        self._busy, self._sitting = False, None
        for part in (self._step, self._summary):
            part.hide()
        self._side.set_entries([])
        child = next((child for child in self._mine if child.child.id == self._child), None)
        if child is not None:
            self._strip.show_child(child.child, child.context, self._mine.index(child), len(self._mine))
        ways = {
            BIRTH_DATE_MISSING.code: ("Åbn barnets side", Destination(Place.CHILD, self._child)),
            ALREADY_AGREED.code: ("Vis den fælles", Destination(Place.JOINT, self._round_id, self._child)),
        }
        said = message_of(MessageKind.WARNING, str(error))
        if way := ways.get(error.code):
            said = Message(said.kind, said.first, said.rest, (way[0], lambda: self._office.go(way[1])))
        self.show_message(said)
        self.show_keys(GO_ON, CHANGE_CHILD)
        self._main.set_words("Vis næste barn")
        self._main.setFocus()

    def _show_done(self) -> None:
        self._busy, self._sitting, self.here = False, None, Destination(Place.OWN, self._round_id)
        self.leave()
        for part in (self._step, self._summary):
            part.hide()
        self._side.set_entries([])
        self._show_frame(False)
        self.show_keys()
        if self._done is None and self._coverage is not None:
            self._done = done_state(self._coverage, self._mine)
            self.body.insertWidget(0, self._done)
        self.set_status("", saved=False)
        self._main.set_words("Til runden")
        self._main.setFocus()

    # --- which step -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        if self._done is not None:
            self._done.deleteLater()
            self._done = None
        self._show_frame(True)
        ids = [child.child.id for child in self._mine]
        place = ids.index(self._child) if self._child in ids else 0
        self._strip.show_child(sitting.sheet.child, sitting.answers.context, place, len(ids))
        self._side.set_entries(sitting.entries())
        self.inside = str(sitting.at)
        at_end = sitting.step.kind is StepKind.SUMMARY
        self._step.setVisible(not at_end)
        self._summary.setVisible(at_end)
        self.show_keys(*(_KEYS_AT_END if at_end else _KEYS))
        self._main.set_words(main_words(sitting.steps, sitting.at, sitting.answers))
        if at_end:
            again = sitting.sheet.submitted is not None
            self._summary.show_answers(sitting.steps, sitting.answers, sitting.begun_factors, again=again)
            self._main.setFocus()
        else:
            self._step.show_step(sitting.step, sitting.answers, sitting.sheet.position_form, sitting.factors)
            self._step.focus_answer()
        self.work_area.verticalScrollBar().setValue(0)  # last: the focus that moves away scrolls too

    def _show_frame(self, shown: bool) -> None:
        """Who it is about, and the steps: only while there is a child."""
        self.show_strips(shown)
        self.show_side(shown)

    def _go_to(self, place: object) -> None:
        if self._sitting is not None and not self._busy and isinstance(place, int):
            self._rest.stop()
            self._save()
            self._sitting.go_to(place)
            self._show()

    def _go_on(self) -> None:
        if self._rest.isActive():
            self._rested()  # the number went on by itself; Enter is about the next sign
        if self._busy:
            return
        if self._sitting is None:
            if self._done is None and self._mine:
                self._change_child(1)
            else:
                self._office.go(Destination(Place.ROUND, self._round_id))
        elif self._sitting.step.kind is StepKind.SUMMARY:
            missing = choice_missing(self._sitting.steps, self._sitting.answers)
            if missing is None:
                self._submit()
            else:
                self._go_to(missing)
        else:
            self._go_to(self._sitting.at + 1)

    # --- answering ------------------------------------------------------------------------------------------------

    def _press(self, number: int) -> None:
        if self._rest.isActive():
            self._rested()  # whoever is faster than the rest means the next sign
        sitting = self._sitting
        if sitting is not None and not self._busy and sitting.step.kind is not StepKind.SUMMARY:
            self._step.keys.press(number)

    def _answer(self, value: str) -> None:
        sitting = self._sitting
        if sitting is None or self._busy:
            return
        sitting.answer(value)
        self.message_line.clear()  # "Afleveret" of the child before is read by now
        self._save()
        self._side.set_entries(sitting.entries())
        if sitting.step.kind is StepKind.QUESTION:
            self._step.show_factors(sitting.step, sitting.answers, sitting.sheet.position_form, sitting.factors)
        if sitting.step.kind is StepKind.QUESTION and value == Seen.SOMETHING:
            self._rest.stop()  # there is more to say: the factors stand below, and Enter goes on
            return
        moves = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        self._rest.start(_REST_MS if moves else 0)

    def _rested(self) -> None:
        self._rest.stop()
        sitting = self._sitting
        if sitting is None:
            return
        if sitting.step.kind is StepKind.TRIVSEL and sitting.whole:
            self._submit()
        else:
            self._go_to(sitting.at + 1)

    def _type(self, do: Callable[[Sitting], None]) -> None:
        """Something is being typed: it is saved within a second, also when the person never pauses."""
        if self._sitting is not None:
            self._rest.stop()
            do(self._sitting)
            if not self._pause.isActive():
                self._pause.start()

    # --- keeping --------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self._pause.stop()
        if self._sitting is not None and self._sitting.unsaved:
            key = key_of(self._round_id, self._sitting.sheet.child.id, self._sitting.answers.context)
            self._drafts.save(key, self._sitting, self._sitting.saving().save)

    def _submit(self) -> None:
        if self._sitting is not None:
            self._pause.stop()
            self._busy = True
            sitting = self._sitting
            key = key_of(self._round_id, sitting.sheet.child.id, sitting.answers.context)
            saving = sitting.saving()

            def submit(desk: Desk) -> Id:
                submitted = saving.submit(desk)
                self._drafts.forget(key)
                return submitted

            ask(self._office.work.run(submit), self, self._submitted, self._refused)

    def _submitted(self, _record: Id) -> None:
        child = self._child
        self.show_message(Message(MessageKind.SUCCESS, "Afleveret.", "", ("Ret den", lambda: self._open(child))))
        # The next child is looked for in what is true now; until it is there, keys are nobody's.
        reading = self._office.work.run(lambda desk: rounds.coverage(desk, self._round_id))
        ask(reading, self, self._found)

    def _refused(self, error: KnownError) -> None:
        self._busy = False
        if self._sitting is not None:
            self._sitting.unsaved = True
            self._save()
        self.show_message(message_of(MessageKind.DANGER, str(error)))
