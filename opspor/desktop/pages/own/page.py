"""One's own assessment: alone and unseen, by keyboard alone. A number answers and goes on, Enter goes on as it is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.help.why import ALONE, why
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.own.beside import FlagPart
from opspor.desktop.pages.own.course import OPTIONS, StepKind, lacking, main_words
from opspor.desktop.pages.own.ending import SummaryPart, done_state
from opspor.desktop.pages.own.parts import StepPart, WhoStrip, show_only
from opspor.desktop.pages.own.queue import Entry, Known, Queue, read
from opspor.desktop.pages.own.sitting import ChildSitting, FrameSitting, Sitting, key_of, sit_down
from opspor.desktop.pages.rounds.words import when
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import (
    ANSWER,
    CHANGE_CHILD,
    FACTORS,
    FLAG,
    GO_BACK,
    GO_ON,
    LEAVE_FLAGS,
    NOTE,
    STRENGTHS,
)
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    CheckBox,
    EmptyState,
    Kind,
    Message,
    MessageKind,
    announce,
    box,
    message_of,
)
from opspor.desktop.widgets.layouts import Scroll
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import Sort
from opspor.domain.rounds import NOT_INFORMED
from opspor.forms.model import HardFlag
from opspor.usecases.assess import ALREADY_AGREED, BIRTH_DATE_MISSING, NOT_BORN
from opspor.usecases.desk import Desk
from opspor.usecases.rounds import NOT_IN_ROUND

_REST_MS = 150  # an answer rests before the next sign (look.md, motion)
_GONE = (
    "Skemaet {names} findes ikke i programmet mere. Dine svar er her og er ikke ændret; de står under spørgsmålenes "
    "numre. Installér det nyeste program, så kan du læse og aflevere dem."
)
_MORE_BELOW = "Der står mere under svarene. Tab går derhen, Enter går videre."
_KEYS = (ANSWER, GO_ON, GO_BACK, NOTE, FLAG, CHANGE_CHILD)
_KEYS_AT_END = (GO_ON, GO_BACK, CHANGE_CHILD)
_KEYS_OF_ADULTS = (ANSWER, GO_ON, GO_BACK, NOTE, CHANGE_CHILD)


class OwnPage(FocusPage):
    """One's own assessments of a round: first the adults of each group, then child by child in the order of the class
    list, or of whom one knows least.

    Every answer is saved as a draft at once. The child of ``destination.second`` in ``destination.context`` comes
    first, or the first one that is missing.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Videre", Kind.MAIN, shortcut=GO_ON)
        super().__init__("Runder", "Egen vurdering", main=self._main, keys=(*_KEYS, LEAVE_FLAGS), side=True)
        self.show_keys(*_KEYS)
        self._office, self._round_id = office, destination.id
        self._queue: Queue | None = None
        self._entry = Entry(destination.second, destination.context)
        self._sitting: Sitting | None = None
        self._busy = False  # between submitting one child and showing the next, keys are nobody's
        self._strip = WhoStrip(office.work.clock)
        self.set_strip(self._strip)
        self._least_known = CheckBox("Dem, vi kender mindst, først")
        self._side = SideList("Trin i vurderingen")
        for part in (box(self._least_known, margins=(2.75, 0, 0, 2)), self._side):
            self.side.addWidget(part)
        self.side.addStretch(1)
        self._step, self._summary, self._flags = StepPart(), SummaryPart(), FlagPart()
        self._step.links.add(why(office, ALONE))
        self._done: EmptyState | None = None
        self._parts = (self._step, self._summary, self._flags)
        for part in self._parts:
            part.hide()
            self.body.addWidget(part)
        self._kept = KeptLine(office)
        self.body.addWidget(self._kept)
        self.body.addStretch(1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._rested)
        self._pause = resting(self, self._save)
        self._drafts: DraftSaver[Sitting] = DraftSaver(self, office.work, status_of(self))
        self._connect()
        self._read()

    def _connect(self) -> None:
        step, area = self._step, self.work_area
        self._main.clicked.connect(self._go_on)
        self._side.opened.connect(self._go_to)
        self._least_known.toggled.connect(self._read)
        self._summary.opened.connect(self._go_to)
        step.answered.connect(self._answer)
        step.went_on.connect(self._go_on)
        step.moved.connect(area.ensureWidgetVisible)
        step.went_to.connect(lambda field: QTimer.singleShot(0, field, lambda: area.ensureWidgetVisible(field)))
        step.gone_below.connect(partial(_make_room, area))
        step.note_typed.connect(lambda text: self._type(lambda sitting: sitting.note(text)))
        step.strengths_typed.connect(lambda text: self._type(_of_child(lambda child: child.praise(text))))
        task = step.task
        step.task_set.connect(
            lambda: self._type(_of_child(lambda child: child.set_task(task.what.text(), task.by.value())))
        )
        step.factors_changed.connect(lambda: self._type(_of_child(ChildSitting.describe)))
        step.flags_wanted.connect(self._show_flags)
        self._flags.moved.connect(lambda row: QTimer.singleShot(0, row, lambda: area.ensureWidgetVisible(row)))
        self._flags.chosen.connect(self._leave_for)
        self._flags.left.connect(self._show)
        for number in range(1, 5):
            on_key(self, str(number), partial(self._press, number))
        on_key(self, GO_BACK.keys[0], lambda: self._go_to(_before(self._sitting, self._flags)))
        for key, do in (
            (NOTE, step.write_note),
            (FACTORS, step.choose_factors),
            (STRENGTHS, step.write_strengths),
            (FLAG, self._show_flags),
        ):
            on_key(self, key.keys[0], do)
        for name, by in zip(CHANGE_CHILD.keys, (-1, 1), strict=True):
            on_key(self, name, partial(self._change_child, by))

    def refresh(self, changes: Changes) -> None:
        """Reads again only while no child is open; what is being answered stays as it is."""
        opens = len(changes.kinds) == len(Changed)  # it has just asked
        if self._sitting is None and not opens and changes.touches(Changed.CHILDREN, Changed.ROUNDS):
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
        # On the writer's thread, so that it comes after what was submitted just now.
        least_known = self._least_known.isChecked()
        reading = self._office.work.run(lambda desk: read(desk, self._round_id, least_known=least_known))
        ask(reading, self, self._found)

    def _found(self, known: Known) -> None:
        self._queue = Queue(known, self._office.work.staff.id)
        if self._sitting is not None and not self._busy:
            self._show()  # only the order is another
        elif self._sitting is None and self._entry.about:
            self._open(self._queue.find(self._entry.about, self._entry.context))
        elif (following := self._queue.next_missing(self._entry)) is not None:
            self._open(following)
        else:
            self._show_done(self._queue)

    def _change_child(self, by: int) -> None:
        beside = self._queue.beside(self._entry, by) if self._queue is not None and not self._busy else None
        if beside is not None:
            self.message_line.clear()  # it was about another child
            self._open(beside)

    def _open(self, entry: Entry) -> None:
        self._rest.stop()
        self._save()
        self._busy, self._entry = True, entry
        self.here = Destination(Place.OWN, self._round_id, entry.about, entry.context)
        if (unsaved := self._drafts.unsaved(key_of(self._round_id, entry.about, entry.context))) is not None:
            self._opened(entry, unsaved)
            return
        # On the writer's thread, so that it comes after the drafts that are on their way.
        reading = self._office.work.run(lambda desk: sit_down(desk, self._round_id, entry.about, entry.context))
        ask(reading, self, partial(self._opened, entry), partial(self._not_opened, entry))

    def _opened(self, entry: Entry, sitting: Sitting) -> None:
        if entry != self._entry or self._queue is None:
            return  # somebody was faster and asked for another
        self._busy, self._sitting = False, sitting
        self.set_title(f"Egen vurdering · {self._queue.known.coverage.round.name}", self._queue.group_name(entry))
        now = self._office.work.clock()
        if self._drafts.unsaved(sitting.key) is not None:
            self._drafts.follow(sitting.key)
        elif self._drafts.failing:
            pass  # "Ikke gemt" is about another child, and stays until it is
        elif sitting.saved_at is not None:
            self.set_status(f"Fortsat fra {when(sitting.saved_at, now)}")
        elif sitting.submitted_at is not None:
            self.set_status(f"Afleveret {when(sitting.submitted_at, now)}")
        else:
            self.set_status("", saved=False)
        if isinstance(sitting, ChildSitting) and sitting.sheet.gone:
            names = ", ".join(f"{ref.kind}/{ref.id}/{ref.version}" for ref in sitting.sheet.gone)
            self.show_message(message_of(MessageKind.WARNING, _GONE.format(names=names)))
        self._show()

    def _not_opened(self, entry: Entry, error: KnownError) -> None:
        if entry != self._entry or self._queue is None:
            return
        self._busy, self._sitting = False, None
        show_only(None, self._parts)
        self._side.set_entries([])
        mine = entry in self._queue.entries
        self._strip.show_entry(self._queue, entry)
        self.show_strips(mine)
        self.show_side(mine)
        ways = {
            BIRTH_DATE_MISSING.code: ("Åbn barnets side", Destination(Place.CHILD, entry.about)),
            NOT_BORN.code: ("Åbn barnets side", Destination(Place.CHILD, entry.about)),
            NOT_IN_ROUND.code: ("Åbn barnets side", Destination(Place.CHILD, entry.about)),
            NOT_INFORMED.code: ("Åbn runden", Destination(Place.ROUND, self._round_id)),
            ALREADY_AGREED.code: (
                "Vis den fælles",
                Destination(Place.JOINT, self._round_id, entry.about, entry.context),
            ),
        }
        said = message_of(MessageKind.WARNING, str(error))
        if way := ways.get(error.code):
            said = Message(said.kind, said.first, said.rest, (way[0], lambda: self._office.go(way[1])))
        self.show_message(said)
        self.show_keys(GO_ON, *((CHANGE_CHILD,) if mine else ()))
        self._main.set_words("Vis næste barn" if self._queue.beside(entry, 1) else "Til runden")
        self._main.setFocus()

    def _show_done(self, queue: Queue) -> None:
        self._busy, self._sitting, self.here = False, None, Destination(Place.OWN, self._round_id)
        self._entry = Entry()
        self.leave()
        show_only(None, self._parts)
        self._side.set_entries([])
        self.show_strips(False)
        self.show_side(False)
        self.show_keys()
        if self._done is None:
            self._done = done_state(queue.known.coverage, queue.children)
            self.body.insertWidget(0, self._done)
        self.set_status("", saved=False)
        self._main.set_words("Til runden")
        self._main.setFocus()

    # --- which step -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        sitting = self._sitting
        if sitting is None or self._queue is None:
            return
        if self._done is not None:
            self._done.deleteLater()
            self._done = None
        at_end = sitting.step.kind is StepKind.SUMMARY
        if at_end:  # filled before it is shown: each part that comes has all around it laid out anew
            again = sitting.submitted_at is not None
            self._summary.show_answers(sitting.steps, sitting.answers, sitting.begun_factors, again=again)
            self._kept.show_rule(Sort.OWN)
        else:
            self._step.show_sitting(sitting, self._office.work.clock().date())
        self._strip.show_entry(self._queue, self._entry)
        self._side.set_entries(sitting.entries())
        self.inside = str(sitting.at)
        self._main.set_words(main_words(sitting.steps, sitting.at, sitting.answers))
        of_adults = isinstance(sitting, FrameSitting)
        self.show_keys(*(_KEYS_AT_END if at_end else _KEYS_OF_ADULTS if of_adults else _KEYS))
        self.show_strips(True)
        self.show_side(True)
        self._main.show()
        show_only(self._summary if at_end else self._step, self._parts)
        if at_end:
            self._main.setFocus()
        else:
            self._step.ask()
        self.work_area.verticalScrollBar().setValue(0)  # last: the focus that moves away scrolls too

    def _show_flags(self) -> None:
        """What never waits for the round: it is no answer, and Esc comes back to the same step."""
        sitting = self._sitting
        if isinstance(sitting, ChildSitting) and sitting.sheet.flags and not self._busy:
            self._rest.stop()
            self._save()
            show_only(self._flags, self._parts)
            self.show_keys(LEAVE_FLAGS)
            self._main.hide()
            self.work_area.verticalScrollBar().setValue(0)
            self._flags.show_flags(sitting.sheet.flags)

    def _leave_for(self, flag: HardFlag) -> None:
        self._show()
        self._office.go(Destination(Place.NEW_CONCERN, self._entry.about, Id(flag.code)))

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
            if self._done is None and self._queue is not None and self._queue.beside(self._entry, 1) is not None:
                self._change_child(1)
            else:
                self._office.go(Destination(Place.ROUND, self._round_id))
        elif self._sitting.step.kind is StepKind.SUMMARY:
            missing = lacking(self._sitting.steps, self._sitting.answers)
            if missing is None:
                self._submit()
            else:
                self._go_to(missing.place)
        else:
            self._go_to(self._sitting.at + 1)

    # --- answering ------------------------------------------------------------------------------------------------

    def _press(self, number: int) -> None:
        if self._rest.isActive():
            self._rested()  # whoever is faster than the rest means the next sign
        if self._sitting is not None and not self._busy and not self._step.isHidden():
            self._step.keys.press(number)

    def _answer(self, value: str) -> None:
        sitting = self._sitting
        if sitting is None or self._busy:
            return
        sitting.answer(value)
        words = next(words for words, own in OPTIONS[sitting.step.kind] if own == value)
        stays = isinstance(sitting, ChildSitting) and sitting.stays
        announce(self._step.keys, f"{words}. {_MORE_BELOW}" if stays else words)
        if sitting.step.kind is not StepKind.SIGN:
            self.message_line.clear()  # "Afleveret" of the child before is read by now
        self._save()
        self._side.set_entries(sitting.entries())
        if isinstance(sitting, ChildSitting):
            if (aside := sitting.aside) is not None:
                back = (aside.verb, partial(self._go_to, sitting.at))
                self.show_message(Message(MessageKind.INFO, aside.first, aside.rest, back))
            self._step.show_consequences(sitting, self._office.work.clock().date())
            if sitting.stays:
                self._rest.stop()  # there is more to say: it stands below, and Enter goes on
                if QApplication.focusWidget() in self._step.keys.keys:
                    self._step.focus_answer()  # the ring stands on the answer that was given
                return
        moves = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        self._rest.start(_REST_MS if moves else 0)

    def _rested(self) -> None:
        self._rest.stop()
        sitting = self._sitting
        if sitting is None:
            return
        if sitting.step.kind is StepKind.TRIVSEL and sitting.whole and not lacking(sitting.steps, sitting.answers):
            self._submit()
        else:
            self._go_to(sitting.at + 1)

    def _type(self, do: Callable[[Sitting], object]) -> None:
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
            self._drafts.save(self._sitting.key, self._sitting, self._sitting.saving())

    def _submit(self) -> None:
        if self._sitting is not None:
            self._pause.stop()
            self._busy = True
            key, submitting, entry = self._sitting.key, self._sitting.submitting(), self._entry

            def submit(desk: Desk) -> Id:
                submitted = submitting(desk)
                self._drafts.forget(key)
                return submitted

            ask(self._office.work.run(submit), self, lambda _: self._submitted(entry), self._refused)

    def _submitted(self, entry: Entry) -> None:
        self.show_message(Message(MessageKind.SUCCESS, "Afleveret.", "", ("Ret den", lambda: self._open(entry))))
        self._read()  # the next one is looked for in what is true now; until it is there, keys are nobody's

    def _refused(self, error: KnownError) -> None:
        self._busy = False
        if self._sitting is not None:
            self._sitting.unsaved = True
            self._save()
        self.show_message(message_of(MessageKind.DANGER, str(error)))


def _before(sitting: Sitting | None, flags: QWidget) -> int:
    """Where Backspace goes: to the step before, or from the flags to the same step."""
    return 0 if sitting is None else sitting.at - (1 if flags.isHidden() else 0)


def _make_room(area: Scroll, part: QWidget) -> None:
    """Scrolls so that there is room under a part."""
    corner = part.mapTo(area.content, part.rect().bottomLeft())
    area.ensureVisible(0, corner.y(), 0, area.viewport().height() // 2)


def _of_child(do: Callable[[ChildSitting], object]) -> Callable[[Sitting], object]:
    """What only the sheet of a child has."""
    return lambda sitting: do(sitting) if isinstance(sitting, ChildSitting) else None
