"""The pupil's own view on the screen: the pupil is alone with it, and it ends in the lock.

No rail, no bar, no other child's name; no way leads on into the program. Whoever unlocks comes to the child's page.
A small child is never alone with it: the adult who reads aloud holds the PC, is logged in, and comes back to where
they were. What locks a PC that nobody touches goes on meanwhile.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import NOT_KEPT, DraftSaver, resting
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.pupil.faces import FaceKey, LargeFaceKey
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    AnswerKey,
    AnswerKeys,
    Button,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    Prose,
    TextField,
    announce,
    box,
    message_of,
)
from opspor.domain.errors import KnownError
from opspor.domain.pupil import FACE_WORDS, MOST, TOO_LONG, Face, PupilAnswers
from opspor.forms.model import PupilQuestion
from opspor.usecases import pupils
from opspor.usecases.desk import Desk
from opspor.usecases.pupils import PupilSheet

_REST_MS = 300  # a second press of the same answer is a double click, and answers nothing else
_WIDEST = 230  # u; four faces beside each other
_BEFORE = -1  # the step that says what it is


class PupilPage(FocusPage):
    """``destination.id`` is the pupil. Every question can be skipped; Esc or »Stop her« leads to the thanks."""

    alone = True

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Ja, jeg vil gerne", Kind.MAIN)
        super().__init__("", "", main=self._main)
        self._bar.hide()
        self.work_area.set_widest(_WIDEST)
        self.here = Destination(Place.CHILD, destination.id)  # whoever unlocks is an adult
        self._office, self._child, self._key = office, destination.id, f"pupil:{destination.id}"
        self._sheet: PupilSheet | None = None
        self._answers = PupilAnswers()
        self._step, self._run = _BEFORE, 0  # a press counts for the step that it was made on
        self._shown: QWidget | None = None
        self._text: TextField | None = None
        self._keys: AnswerKeys[Face] | None = None
        self._finishing = False
        self._back = Button("Tilbage", Kind.QUIET, icon="chevron-left", tall=True)
        self._no = Button("Jeg vil ikke være med", tall=True)
        self._stop = Button("Stop her", Kind.QUIET, tall=True)
        self.set_foot(Flow([self._back, self._no, self._stop], gap=3))
        QWidget.setTabOrder(self._stop, self._main)  # the main button is the last stop
        self._drafts: DraftSaver[PupilAnswers] = DraftSaver(self, office.work, self._say_kept)
        self._typing = resting(self, self._save)
        self._main.clicked.connect(self._go_on)
        self._back.clicked.connect(self._go_back)
        self._no.clicked.connect(self._say_no)
        self._stop.clicked.connect(self._go_to_end)
        for button in (self._main, self._back, self._no, self._stop):
            button.hide()
        self.body.addStretch(1)
        ask(office.work.run(self._load), self, self._open, self._cannot)

    def _say_kept(self, words: str) -> None:
        """That it is saved is no news to a pupil; that it is not, an adult must hear."""
        self.set_status(words if words == NOT_KEPT else "", saved=False)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._typing.isActive():
            self._save()

    def _load(self, desk: Desk) -> PupilSheet:
        sheet, unsaved = pupils.sheet(desk, self._child), self._drafts.unsaved(self._key)
        return sheet if unsaved is None else replace(sheet, answers=unsaved)

    def _open(self, sheet: PupilSheet) -> None:
        self._sheet, self._answers = sheet, replace(sheet.answers, wants=True)
        if self._drafts.unsaved(self._key) is not None:
            self._drafts.follow(self._key)
        self._main.show()
        self._show_step(_BEFORE)

    def _cannot(self, error: KnownError) -> None:
        """Nobody can be asked: an adult sees why, and goes back."""
        self.alone, self.here = False, None
        self._bar.show()
        self._bar.set_words("Elevens eget syn", "")
        self.show_message(message_of(MessageKind.INFO, str(error)))

    # --- the steps ------------------------------------------------------------------------------------------------

    @property
    def _questions(self) -> tuple[PupilQuestion, ...]:
        return self._sheet.form.question if self._sheet is not None else ()

    def _show_step(self, step: int) -> None:
        if self._sheet is None:
            return
        if self._typing.isActive():
            self._save()
        self._step, self._text, self._keys = step, None, None
        ended, asking = step >= len(self._questions), _BEFORE < step < len(self._questions)
        before, part = self._shown, self._part(step)
        self._shown = part
        self.body.insertWidget(0, part)
        self._back.setVisible(step > _BEFORE)
        self._no.setVisible(step == _BEFORE)
        self._stop.setVisible(asking)
        self._main.set_words("Færdig" if ended else "Ja, jeg vil gerne" if step == _BEFORE else self._onwards())
        self.work_area.verticalScrollBar().setValue(0)
        (self._keys.keys[0] if self._keys else self._text or self._main).setFocus()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _part(self, step: int) -> QWidget:
        assert self._sheet is not None  # noqa: S101  asked by _show_step
        form = self._sheet.form
        if step == _BEFORE:
            self._no.set_words("Vil ikke" if form.together else "Jeg vil ikke være med")
            hello = PlainLabel(f"Hej {self._sheet.child.first_name}", "display")
            return box(hello, PlainLabel(form.title, "title"), Prose(list(form.before)), spacing=5)
        if step < len(form.question):
            return self._question(form.question[step])
        if not self._answers.wants:
            said = ["Det er helt i orden.", self._end_words()]
            return box(PlainLabel("Tak, fordi du sagde det", "display"), Prose(said, bullets=False), spacing=5)
        parts = [*form.talk_to, self._end_words()]
        return box(PlainLabel(form.thanks, "display"), Prose(parts, bullets=False), spacing=5)

    def _end_words(self) -> str:
        """To the pupil, or to the adult who sits along."""
        back = "Til dig, der læser højt: »Færdig« gemmer og går tilbage til barnets side."
        return back if self._together else "Tryk på »Færdig«. Så låser skærmen."

    def _question(self, question: PupilQuestion) -> QWidget:
        assert self._sheet is not None  # noqa: S101  asked by _show_step
        number = f"{self._step + 1} af {len(self._questions)}"
        head = [PlainLabel(number, "body", "text_2"), PlainLabel(question.text, "question")]
        announce(self, f"{number}. {question.text}")
        if question.free:
            self._text = TextField(question.help or "Skriv her, hvis du vil", lines=6, minds=False)
            self._text.set_text(self._answers.texts.get(question.id, ""))
            self._text.editor.setAccessibleName(question.text)
            self._text.changed.connect(self._typed)
            return box(*head, self._text, spacing=5)
        if question.help:
            head.append(PlainLabel(question.help, "lead", "text_2"))
        options = [(FACE_WORDS[face], face) for face in Face]
        keys: AnswerKeys[Face] = AnswerKeys(options, key=self._kind_of_key())
        for key in keys.keys:
            key.setAccessibleDescription(f"{question.text} Tast {key.number}")
        keys.set_value(self._answers.faces.get(question.id))
        keys.answered.connect(partial(self._answer, question.id))
        self._keys = keys
        return box(*head, keys, spacing=5)

    def _kind_of_key(self) -> type[AnswerKey]:
        if self._sheet is None or not self._sheet.form.faces:
            return AnswerKey
        return LargeFaceKey if self._together else FaceKey

    @property
    def _together(self) -> bool:
        return self._sheet is not None and self._sheet.form.together

    def _onwards(self) -> str:
        question = self._questions[self._step]
        answered = question.id in self._answers.faces or self._answers.texts.get(question.id, "").strip()
        return "Videre" if answered else "Spring over"

    # --- answering ------------------------------------------------------------------------------------------------

    def _answer(self, question: str, face: Face) -> None:
        self._answers = replace(self._answers, faces={**self._answers.faces, question: face})
        self._main.set_words("Videre")
        self._save()
        self._run += 1
        run, step = self._run, self._step
        QTimer.singleShot(
            _REST_MS, self, lambda: self._show_step(step + 1) if (run, step) == (self._run, self._step) else None
        )

    def _typed(self) -> None:
        if self._text is None:
            return
        question = self._questions[self._step].id
        self._answers = replace(self._answers, texts={**self._answers.texts, question: self._text.text()})
        self._main.set_words(self._onwards())
        if not self._typing.isActive():
            self._typing.start()

    def _save(self) -> None:
        self._typing.stop()
        if self._sheet is not None and not self._finishing:
            sheet, answers = self._sheet, self._answers
            self._drafts.save(self._key, answers, lambda desk: pupils.save(desk, sheet, answers))

    def _go_on(self) -> None:
        if self._sheet is None:
            return
        if self._text is not None and len(self._text.text()) > MOST:
            self._text.refuse(str(KnownError(TOO_LONG, most=MOST)))
        elif self._step < len(self._questions):
            self._show_step(self._step + 1)
        else:
            self._finish()

    def _go_back(self) -> None:
        no = not self._answers.wants
        self._answers = replace(self._answers, wants=True)
        self._show_step(_BEFORE if no else self._step - 1)

    def _say_no(self) -> None:
        self._answers = replace(self._answers, wants=False)
        self._show_step(len(self._questions))

    def _go_to_end(self) -> None:
        if self._sheet is not None and self._step < len(self._questions):
            self._show_step(len(self._questions))

    # --- the end --------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._sheet is None or self._finishing:
            return
        self._finishing = True
        sheet, answers, today = self._sheet, self._answers, self._office.work.clock().date()
        self._drafts.forget(self._key)
        done = self._office.work.run(lambda desk: pupils.submit(desk, sheet, answers, on_screen=True, said_on=today))
        ask(done, self, lambda _: self._end(), self._failed)

    def _end(self) -> None:
        """An adult who holds the PC goes on; who was alone with it leaves it locked."""
        if self._together:
            self._office.back()
        else:
            self.lock_requested.emit()

    def _failed(self, error: KnownError) -> None:
        """What was answered is kept as a draft; an adult is to help."""
        self._finishing = False
        self._save()
        self.show_message(message_of(MessageKind.DANGER, f"Hent en voksen. {error}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typing = event.key(), self._text is not None
        if key == Qt.Key.Key_Escape:
            (self._finish if self._step >= len(self._questions) else self._go_to_end)()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not typing:
            self._go_on()
        elif key == Qt.Key.Key_Backspace and not typing and self._step > _BEFORE:
            self._go_back()
        elif self._keys is None or not self._keys.press(key - Qt.Key.Key_0):
            super().keyPressEvent(event)
