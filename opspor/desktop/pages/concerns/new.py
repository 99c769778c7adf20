"""A new concern: is there danger, what is it about, and then what was seen and heard, in the person's own words.

About an employee or the leader nothing is kept, not even that somebody looked (design section 11, rule 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.beredskab.guidance import (
    at_top,
    call_now,
    guidance_and_numbers,
    print_guidance,
    save_guidance,
)
from opspor.desktop.pages.concerns.facts import FactsForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Tiles,
    box,
)
from opspor.domain.beredskab import Track
from opspor.domain.child import ChildInList
from opspor.domain.concern import Danger, parents_may_be_told
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.forms.model import BeredskabForm, HardFlag
from opspor.usecases import children, people
from opspor.usecases.children import DATE_AHEAD
from opspor.usecases.concerns import WHAT_MISSING, WHO_MISSING
from opspor.usecases.concerns import start as start_concern
from opspor.usecases.desk import Desk
from opspor.usecases.phone_book import PhoneNumber, phone_book


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page is drawn from. ``child`` is the one it was opened for, ``flag`` what was seen in an assessment."""

    form: BeredskabForm
    book: tuple[PhoneNumber, ...]
    child: ChildInList | None
    institution: str
    flag: HardFlag | None


def _read(desk: Desk, child_id: Id, flag_code: str) -> _Known:
    child = next((c for c in children.listed(desk) if c.id == child_id), None) if child_id else None
    flag = next((f for f in desk.library.position().flag if f.code == flag_code), None) if flag_code else None
    institution = people.overview(desk).institution.name
    return _Known(desk.library.beredskab(), phone_book(desk.folder), child, institution, flag)


class NewConcernPage(FocusPage):
    """Two questions, then the facts. ``destination.id`` is a child, or "" for one that is searched for or typed.

    ``destination.second`` may be the code of a hard flag: what it answers is not asked again.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Skriv ned og gå videre", Kind.MAIN)
        super().__init__("Tilbage", "Ny bekymring", main=self._main)
        self._office, self._child_id = office, destination.id
        self._known: _Known | None = None
        self._danger = Danger.NO
        self._topic = Track.GENERAL
        self._keys: AnswerKeys[Danger] | AnswerKeys[Track] | None = None
        self._stage: QWidget | None = None
        self._facts = FactsForm(office)
        self._facts.hide()
        self._keeper = DraftKeeper(
            self,
            office.work,
            f"concern:new:{self._child_id}" if self._child_id else "concern:new",
            self._facts.fields,
            self._restore,
            status_of(self),
        )
        self._facts.changed.connect(self._keeper.touch)
        self._main.clicked.connect(self._start)
        self._main.hide()
        self.body.addWidget(self._facts)
        self.body.addStretch(1)
        child_id, flag = self._child_id, destination.second
        ask(office.work.look(lambda desk: _read(desk, child_id, flag)), self, self._arrived)

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _arrived(self, known: _Known) -> None:
        self._known = known
        if known.child is not None:
            self._facts.give_child(known.child)
        if known.flag is not None and known.flag.danger is not None:
            self._answer_danger(known.flag.danger)
        else:
            self._ask_danger()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._facts.restore(fields)
        if self._facts.isHidden():
            self.show_message(
                Message(MessageKind.INFO, "Du har en kladde.", "Den står der, når du har svaret på spørgsmålene.")
            )

    # --- the two questions ----------------------------------------------------------------------------------------

    def _show_stage(self, stage: QWidget | None) -> None:
        if self._stage is not None:
            self._stage.hide()
            self._stage.deleteLater()
        self._stage, self._keys = stage, None
        self._facts.setVisible(stage is None)
        self._main.setVisible(stage is None)
        self._foot.setVisible(stage is None)
        if stage is not None:
            self.body.insertWidget(0, stage)
        self.work_area.verticalScrollBar().setValue(0)

    def _question(
        self, number: int, question: str, help_text: str, keys: QWidget, helps: list[tuple[str, str]]
    ) -> None:
        explained = [
            box(
                at_top(PlainLabel(words, "body_strong"), PlainLabel(text, "body", "text_2"), spacing=0.5),
                margins=(0, 0, 4, 0),  # the keys stand close, the words under them do not
            )
            for words, text in helps
        ]
        head = box(
            PlainLabel(f"Spørgsmål {number} af 2", "body", "text_2"),
            PlainLabel(question, "question"),
            PlainLabel(help_text, "lead", "text_2"),
            spacing=1,
        )
        self._show_stage(box(head, keys, Tiles(explained, least=48, gap=2.5), spacing=6))

    def _ask_danger(self) -> None:
        form = self._form
        keys: AnswerKeys[Danger] = AnswerKeys([(answer.text, answer.danger) for answer in form.danger])
        keys.answered.connect(self._answer_danger)
        self._question(
            1, form.danger_question, form.danger_help, keys, [(answer.text, answer.help) for answer in form.danger]
        )
        self._keys = keys
        keys.keys[0].setFocus()

    def _answer_danger(self, danger: Danger) -> None:
        self._danger = danger
        if danger is Danger.NO:
            self._go_to_topic()
            return
        assert self._known is not None  # noqa: S101  asked only when known
        answer = next(answer for answer in self._form.danger if answer.danger is danger)
        called = Button("Jeg har ringet", Kind.MAIN)
        done = Button("Det er sket på anden måde", tall=True)
        for button in (called, done):
            button.clicked.connect(self._go_to_topic)
        back = Button("Svar om", Kind.QUIET, icon="arrow-left")
        back.clicked.connect(self._ask_danger)
        self._show_stage(box(call_now(answer, self._known.book), Flow([called, done, back], gap=3), spacing=5))
        called.setFocus()

    def _go_to_topic(self) -> None:
        flag = self._known.flag if self._known is not None else None
        if flag is not None and flag.topic is not None:
            self._answer_topic(flag.topic)
        else:
            self._ask_topic()

    def _ask_topic(self) -> None:
        form = self._form
        keys: AnswerKeys[Track] = AnswerKeys([(answer.text, answer.topic) for answer in form.topic])
        keys.answered.connect(self._answer_topic)
        self._question(
            2, form.topic_question, form.topic_help, keys, [(answer.text, answer.help) for answer in form.topic]
        )
        self._keys = keys
        keys.keys[0].setFocus()

    def _answer_topic(self, topic: Track) -> None:
        self._topic = topic
        if parents_may_be_told(topic):
            self._write()
        else:
            self._stop(topic)

    def _stop(self, topic: Track) -> None:
        known = self._known
        assert known is not None  # noqa: S101
        employee = topic is Track.EMPLOYEE
        if employee:
            said = Message(MessageKind.WARNING, "Her gemmer programmet ingenting.", "Skriv det på papir.")
            on = Button("Luk", Kind.MAIN)
            on.clicked.connect(self._office.back)
        else:
            said = Message(
                MessageKind.WARNING, "Fortæl ikke forældrene eller andre om mistanken.", "Skriv ned, og ring."
            )
            on = Button("Skriv ned, hvad du så og hørte", Kind.MAIN, icon="notebook-pen")
            on.clicked.connect(self._write)
        today = self._office.work.clock().date()
        on_paper = []
        for words, icon, put in (("Udskriv", "printer", print_guidance), ("Gem som PDF", "download", save_guidance)):
            button = Button(words, icon=icon, tall=True)
            button.clicked.connect(
                lambda _=False, put=put: put(
                    self, known.form, known.book, topic, institution=known.institution, today=today
                )
            )
            on_paper.append(button)
        back = Button("Svar om", Kind.QUIET, icon="arrow-left")
        back.clicked.connect(self._ask_topic)
        answer = next(answer for answer in known.form.topic if answer.topic is topic)
        self._show_stage(
            box(
                PlainLabel(answer.text, "question"),
                MessageLine(said, closable=False),
                Flow([on, *on_paper, back], gap=3),
                guidance_and_numbers(known.form, topic, known.book),
                spacing=5,
            )
        )
        on.setFocus()

    # --- the facts ------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        self.message_line.clear()
        self._show_stage(None)
        self._facts.set_focus()

    def _start(self) -> None:
        facts = self._facts.read()
        if facts is None:
            return
        danger, track = self._danger, self._topic
        ask(
            self._office.work.run(
                lambda desk: start_concern(
                    desk,
                    danger=danger,
                    track=track,
                    what=facts.what,
                    seen_on=facts.seen_on,
                    child_id=facts.child_id,
                    typed_name=facts.typed_name,
                )
            ),
            self,
            self._started,
            self._refused,
        )

    def _started(self, concern_id: Id) -> None:
        self._keeper.drop()
        self._office.go(Destination(Place.CONCERN, concern_id))

    def _refused(self, error: KnownError) -> None:
        if error.fault is WHO_MISSING:
            self._facts.who.set_error(str(error))
        elif error.fault is WHAT_MISSING:
            self._facts.what.set_error(str(error))
        elif error.fault is DATE_AHEAD:
            self._facts.seen_on.set_error(str(error))
        else:
            self.show_message(Message(MessageKind.DANGER, str(error)))

    @property
    def _form(self) -> BeredskabForm:
        assert self._known is not None  # noqa: S101  nothing is asked before
        return self._known.form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys is None or not event.text().isdecimal() or not self._keys.press(int(event.text())):
            super().keyPressEvent(event)
