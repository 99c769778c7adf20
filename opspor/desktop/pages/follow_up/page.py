"""Looking again: one page for whatever has a day. Nothing is chosen beforehand."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.focus.days import LookAgainDay
from opspor.desktop.pages.follow_up.words import in_words
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office
from opspor.desktop.shortcuts import EFFECT
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    CheckBox,
    Column,
    DateField,
    Kind,
    MessageKind,
    PlainLabel,
    Segmented,
    TextField,
    box,
    message_of,
)
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import weekday_and_date
from opspor.domain.errors import KnownError
from opspor.domain.follow_up import (
    BEFORE_START,
    EFFECT_MISSING,
    EFFECT_WORDS,
    NEXT_MISSING,
    NOT_YET,
    RATED,
    REASON_MISSING,
    TOO_FAR,
    WORDS_MISSING,
    Effect,
    Review,
)
from opspor.domain.ids import Id
from opspor.usecases import follow_ups
from opspor.usecases.desk import Desk
from opspor.usecases.follow_ups import MEANWHILE, SITUATIONS, FollowUpSheet

_SHOWN = (Changed.PLANS, Changed.MEETINGS, Changed.JOINT_ASSESSMENTS, Changed.VISITS, Changed.CHILDREN, Changed.FORUM)
_EFFECTS = [(words, effect) for effect, words in EFFECT_WORDS.items()]
_WHOLE = Id("")  # what came of all of it, where there are no goals


class FollowUpPage(FocusPage):
    """``destination.id`` is what is looked at again."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem opfølgningen", Kind.MAIN)
        super().__init__("Tilbage", "Følg op", main=self._main, keys=(EFFECT,))
        self._office, self._id = office, destination.id
        self._sheet: FollowUpSheet | None = None
        self._drafts: DraftKeeper | None = None
        self._rated: dict[Id, AnswerKeys[Effect]] = {}
        self._given: dict[Id, Effect] = {}
        self._parts: list[QWidget] = []  # what is asked when one looks again
        place = QWidget()
        self._place, self._told = Column(place), QWidget()  # what was agreed and said, drawn anew when it changes
        self._place.addWidget(self._told)
        self._mode: Segmented[str] = Segmented(
            "Hvad gør I?", [("Vi følger op nu", "held"), ("Vi udsætter det", "later")], value="held"
        )
        self._came = Card(spacing=4)
        self._question = PlainLabel("Hvad er der kommet ud af det?", "section")
        self._error = PlainLabel("", "small", "danger")
        self._note = TextField("Hvad har I set?", help_text="Kort: hvad var anderledes, hvornår og med hvem.", lines=3)
        self._held_on = DateField("Hvilken dag fulgte I op?", help_text="Lad feltet stå tomt, hvis det er i dag.")
        self._reason = TextField("Hvorfor udsættes det?", help_text="Fx »far er syg« eller »vi har ferie«.", lines=2)
        self._next = Card("Hvornår ser I på det igen?", spacing=3)
        self._over = CheckBox("Vi er færdige. Det afsluttes her")
        self._day: LookAgainDay | None = None
        asked, days = QWidget(), QWidget()
        self._asked, self._days = Column(asked), Column(days, spacing=3)
        part: QWidget
        for part in (self._question, asked, self._error, self._note, self._held_on, self._reason):
            self._came.add(part)
        for part in (days, self._over):
            self._next.add(part)
        self.body.addWidget(place)
        for part in (self._mode, self._came, self._next):
            self.body.addWidget(part)
            part.hide()
        self.body.addStretch(1)
        self._main.hide()
        self._main.clicked.connect(self._save)
        self._mode.chosen.connect(lambda _: self._changed())
        self._over.clicked.connect(lambda _: self._changed())
        for key in EFFECT.keys:
            on_key(self, key, partial(self._press, int(key)))
        self._reading = Reading(self, lambda: office.work.look(self._ask), self._arrived, *_SHOWN)

    def _ask(self, desk: Desk) -> FollowUpSheet | KnownError:
        try:
            return follow_ups.sheet(desk, self._id)
        except KnownError as error:
            return error

    def refresh(self, changes: Changes) -> None:
        """Reads again what was agreed and said; what is being typed stays."""
        self._reading.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: what is asked comes later than the fields around it."""
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        return focus_next_in_reading_order(self, forward=forward)

    def leave(self) -> None:
        """Keeps what was typed last."""
        if self._drafts is not None:
            self._drafts.save()

    def _arrived(self, found: FollowUpSheet | KnownError) -> None:
        if isinstance(found, KnownError):
            self._main.set_cannot("Her er ikke mere noget at følge op på.")
            self.show_message(message_of(MessageKind.INFO, str(found)))
            return
        first, self._sheet = self._sheet is None, found
        self._show_what(found)
        if first:
            self._fill(found)

    def _show_what(self, sheet: FollowUpSheet) -> None:
        """What was agreed, and what was said since, as they stand now."""
        about = sheet.child.full_name if sheet.child else sheet.group.name if sheet.group else ""
        self.set_title("Følg op", sheet.label or " · ".join((about, CONTEXT_WORDS[sheet.subject.context])))
        what = Card(sheet.title, spacing=3)
        on = sheet.subject.on
        due = f"I ville se på det igen {weekday_and_date(on)}." if on else "Det er afsluttet."
        what.add(PlainLabel(due, "body", "text_2"))
        for said in sheet.agreed:
            what.add(box(PlainLabel(said.head, "small", "text_2"), PlainLabel(said.text), spacing=0.5))
        cards = [what]
        if sheet.earlier:
            cards.append(Card("Siden da", spacing=3))
            for made in reversed(sheet.earlier):
                head, text = in_words(made, sheet.goals)
                cards[1].add(box(PlainLabel(head, "small", "text_2"), PlainLabel(text), spacing=0.5))
        before, self._told = self._told, box(*cards, spacing=6)
        self._place.addWidget(self._told)
        before.hide()
        before.deleteLater()

    def _fill(self, sheet: FollowUpSheet) -> None:
        """The questions, once it is known what is looked at."""
        self.show_keys(*([EFFECT] if sheet.subject.kind in RATED else []))
        if sheet.subject.kind in RATED:
            for goal, text in [(goal.id, goal.text) for goal in sheet.goals] or [(_WHOLE, "")]:
                self._add_rating(goal, text)
        self._error.hide()
        self._day = LookAgainDay(sheet.today, SITUATIONS[sheet.subject.kind])
        self._day.show_day(None, None, sheet.days, sheet.agreed_on)
        self._days.addWidget(self._day.field)
        self._days.addWidget(self._day)
        for part in (self._mode, self._came, self._next, self._main):
            part.show()
        self._drafts = DraftKeeper(self, self._office.work, sheet.key, self._fields, self._restore, status_of(self))
        for field in (self._note, self._held_on, self._reason, self._day.field):
            field.changed.connect(self._drafts.touch)
        self._show_parts()
        self.begin()

    def _add_rating(self, goal: Id, text: str) -> None:
        keys: AnswerKeys[Effect] = AnswerKeys(_EFFECTS)
        keys.answered.connect(lambda effect: self._rate(goal, effect))
        self._rated[goal] = keys
        for key in keys.keys:
            key.setAccessibleName(f"{text}: {key.words}" if text else key.words)
        self._parts.append(box(PlainLabel(text, "body_strong"), keys, spacing=1.5) if text else keys)
        self._asked.addWidget(self._parts[-1])

    def _rate(self, goal: Id, effect: Effect) -> None:
        self._given[goal] = effect
        self._error.hide()
        self._changed()

    def _press(self, number: int) -> None:
        """A number answers for the goal that has the focus, else for the first one without an answer."""
        if self._mode.value() != "held" or not self._rated:
            return
        here = self.focusWidget()
        at = next((goal for goal, keys in self._rated.items() if here is not None and keys.isAncestorOf(here)), None)
        if at is None:
            at = next((goal for goal in self._rated if goal not in self._given), next(iter(self._rated)))
        self._rated[at].press(number)

    def _changed(self) -> None:
        self._show_parts()
        if self._drafts is not None:
            self._drafts.touch()

    def _show_parts(self) -> None:
        """Shows only what belongs to what one does."""
        held = self._mode.value() == "held"
        for part in (*self._parts, self._note, self._held_on):
            part.setVisible(held)
        self._question.setVisible(held and bool(self._rated))
        self._reason.setVisible(not held)
        self._over.setVisible(held)
        ends = held and self._over.isChecked()
        if self._day is not None:
            self._day.field.setVisible(not ends)
            self._day.setVisible(not ends)
        self._main.set_words("Afslut" if ends else "Gem opfølgningen" if held else "Udsæt")

    def _fields(self) -> dict[str, str]:
        assert self._day is not None  # noqa: S101  there are drafts when there are fields
        day, held_on = self._day.field.value(), self._held_on.value()
        given = {f"effect:{goal}": effect.value for goal, effect in self._given.items()}
        return {
            "note": self._note.text(), "reason": self._reason.text(), "next_on": day.isoformat() if day else "",
            "held_on": held_on.isoformat() if held_on else "", "over": "x" if self._over.isChecked() else "",
            "later": "x" if self._mode.value() == "later" else "", **given,
        }  # fmt: skip

    def _restore(self, fields: Mapping[str, str]) -> None:
        assert self._day is not None  # noqa: S101  as above
        for goal, keys in self._rated.items():
            if value := fields.get(f"effect:{goal}"):
                self._given[goal] = Effect(value)
                keys.set_value(self._given[goal])
        self._note.set_text(fields["note"])
        self._reason.set_text(fields["reason"])
        for field, key in ((self._day.field, "next_on"), (self._held_on, "held_on")):
            field.set_value(date.fromisoformat(fields[key]) if fields[key] else None)
        self._over.setChecked(bool(fields["over"]))
        self._mode.set_value("later" if fields["later"] else "held")
        self._show_parts()

    def _save(self) -> None:
        sheet, day = self._sheet, self._day
        if sheet is None or day is None or not (day.field.complete() and self._held_on.complete()):
            return
        if self._mode.value() == "later":
            to, reason = day.field.value(), self._reason.text()
            work = self._office.work.run(lambda desk: follow_ups.postpone(desk, sheet, to, reason))
        elif not self._over.isChecked() and day.field.value() is None:
            day.field.refuse(str(KnownError(NEXT_MISSING)))
            return
        else:
            review = self._review(None if self._over.isChecked() else day.field.value())
            work = self._office.work.run(lambda desk: follow_ups.look_again(desk, sheet, review))
        ask(work, self, lambda _: self._saved(), self._refused)

    def _review(self, next_on: date | None) -> Review:
        goals = {goal: effect for goal, effect in self._given.items() if goal != _WHOLE}
        return Review(self._held_on.value(), self._given.get(_WHOLE), goals, self._note.text(), "", next_on)

    def _saved(self) -> None:
        if self._drafts is not None:
            self._drafts.drop()
        self._drafts = None
        self._office.back()

    def _refused(self, error: KnownError) -> None:
        """Says it where it can be put right."""
        if self._drafts is not None:
            self._drafts.save()
        fields: dict[str, TextField | DateField] = {
            NOT_YET.code: self._held_on, BEFORE_START.code: self._held_on, WORDS_MISSING.code: self._note,
            REASON_MISSING.code: self._reason,
        }  # fmt: skip
        if self._day is not None:
            fields |= {NEXT_MISSING.code: self._day.field, TOO_FAR.code: self._day.field}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        elif error.code == EFFECT_MISSING.code:
            self._error.setText(str(error))
            self._error.show()
            next(keys for goal, keys in self._rated.items() if goal not in self._given).keys[0].setFocus()
        elif not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.DANGER, str(error)))
        if error.code == MEANWHILE.code:
            self._reading.refresh(Changes(frozenset({Changed.PLANS})))
