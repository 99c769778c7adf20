"""Beredskab (F2): the danger question first, then what to do about each kind of concern. Logs and stores nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.beredskab.guidance import (
    RING_WIDTH,
    call_now,
    guidance_and_numbers,
    print_guidance,
    ring_card,
    save_guidance,
)
from opspor.desktop.shortcuts import NEW_CONCERN, Scope, Shortcut
from opspor.desktop.widgets import (
    Banner,
    Button,
    Card,
    Column,
    Columns,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    RadioList,
    box,
    line_of,
)
from opspor.domain.beredskab import Track
from opspor.domain.clock import Clock, long_date
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.forms.library import load_library
from opspor.forms.model import BeredskabForm
from opspor.usecases.phone_book import phone_book

# What stands here when the installation is so damaged that no guidance can be read.
WITHOUT_FORMS = (
    "Er der fare nu, så ring 112 fra en telefon. Programmet ringer ikke.",
    "Kan barnet ikke trygt gå hjem i dag, så ring til kommunen. Har den lukket, så ring 114, og bed om den sociale "
    "døgnvagt.",
    "Skriv ned, hvad du så og hørte, og barnets egne ord. Udspørg ikke barnet.",
    "Er det en mistanke om overgreb eller ære, så sig ikke noget til forældrene eller den, det handler om.",
    "Vent ikke på at være sikker. Mistanke er nok, og pligten til at underrette er din egen.",
)


class BeredskabPage(FocusPage):
    """The guidance and the numbers of ``folder`` (None: only those of the whole country).

    ``back`` leads away (the window does the same on the back key). ``write_down`` begins a new concern; None while
    nobody is logged in.
    """

    def __init__(
        self,
        *,
        folder: Path | None,
        clock: Clock,
        back: Callable[[], None],
        write_down: Callable[[], None] | None,
    ) -> None:
        main = None
        if write_down is not None:
            main = Button("Skriv ned nu", Kind.MAIN, icon="notebook-pen", shortcut=NEW_CONCERN)
            main.clicked.connect(write_down)
        super().__init__("Tilbage", "Beredskab", "Her står ingen personoplysninger", main=main, beredskab=False)
        self._clock, self._leave_it, self._book = clock, back, phone_book(folder)
        self._form: BeredskabForm | None = None
        self._question: QWidget | None = None
        try:
            self._form = load_library().beredskab()
        except (KnownError, OSError):
            self._show_without_forms()
            return
        self._topics = RadioList("Hvad handler det om?", [(a.text, a.topic) for a in self._form.topic])
        self._topics.set_value(Track.PARENTS)
        self._topics.chosen.connect(lambda _: self._show_topic())
        self._ask_danger()
        printed = Button("Udskriv", Kind.QUIET, icon="printer")
        saved = Button("Gem som PDF", Kind.QUIET, icon="download")
        printed.clicked.connect(lambda: self._on_paper(print_guidance))
        saved.clicked.connect(lambda: self._on_paper(save_guidance))
        self._guidance = QWidget()
        self._shown = Column(self._guidance)
        self._show_topic()
        checked = f"Vejledningen er senest gået igennem {long_date(date.fromisoformat(self._form.checked_on))}"
        head = PlainLabel("Hvad handler det om?", "section")
        left = box(head, self._topics, PlainLabel(checked, "small", "text_2"), spacing=2)
        self.body.addWidget(Columns(self._guidance, left, width=70, side_first=True))
        self.body.addStretch(1)
        self.set_foot(line_of(printed, saved))

    # --- the first question ---------------------------------------------------------------------------------------

    def _put_question(self, part: QWidget) -> None:
        if self._question is not None:
            self._question.hide()
            self._question.deleteLater()
        self._question = part
        self.body.insertWidget(0, part)

    def _ask_danger(self) -> None:
        assert self._form is not None  # noqa: S101  asked only where there is guidance
        self._answers = []
        for number, answer in enumerate(self._form.danger, start=1):
            key = Shortcut((str(number),), str(number), answer.text, Scope.DANGER)
            first = answer.danger is Danger.NOW
            button = Button(answer.text, Kind.DANGER if first else Kind.OUTLINED, shortcut=key, tall=True)
            button.clicked.connect(lambda _=False, danger=answer.danger: self._answer(danger))
            self._answers.append(button)
        self._put_question(Banner(self._form.danger_question, self._form.danger_help, self._answers))

    def _answer(self, danger: Danger) -> None:
        assert self._form is not None  # noqa: S101
        answer = next(answer for answer in self._form.danger if answer.danger is danger)
        if danger is Danger.NO:
            again = ("Svar igen", self._ask_again)
            said = Message(
                MessageKind.INFO, "Du svarede nej.", "Bliver du i tvivl, eller sker der noget nyt, så svar igen.", again
            )
            self._put_question(MessageLine(said, closable=False))
            next(radio for radio in self._topics.findChildren(QAbstractButton) if radio.isChecked()).setFocus()
            return
        back = Button("Tilbage til vejledningen", icon="arrow-left")
        back.clicked.connect(self._ask_again)
        self._put_question(box(call_now(answer, self._book), back))
        self.work_area.verticalScrollBar().setValue(0)
        back.setFocus()

    def _ask_again(self) -> None:
        self._ask_danger()
        self._answers[0].setFocus()

    # --- the guidance ---------------------------------------------------------------------------------------------

    def _show_topic(self) -> None:
        topic = self._topics.value()
        assert self._form is not None  # noqa: S101
        assert topic is not None  # noqa: S101  one is chosen from the start
        while (item := self._shown.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._shown.addWidget(guidance_and_numbers(self._form, topic, self._book))

    def _on_paper(self, put: Callable[..., None]) -> None:
        today = self._clock().date()
        put(self, self._form, self._book, self._topics.value(), institution="", today=today)

    def _show_without_forms(self) -> None:
        card = Card("Vejledningen kan ikke læses", icon="triangle-alert")
        card.add(Prose(list(WITHOUT_FORMS)))
        card.add(PlainLabel("Dine data er urørte. Installér programmet igen.", "body", "text_2"))
        keys = [number.key for number in self._book]
        self.body.addWidget(Columns(card, ring_card(keys, self._book), width=RING_WIDTH))
        self.body.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if self._form is not None and number in ("1", "2", "3") and int(number) <= len(self._form.danger):
            self._answer(self._form.danger[int(number) - 1].danger)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave_it()
        else:
            super().keyPressEvent(event)
