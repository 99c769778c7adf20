"""The yearly restore drill: what will happen, the drill itself, and one sentence for the file. Three steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.effort import Effort, Progress, Stop
from opspor.desktop.page import FocusPage
from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    IconMark,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    announce,
    box,
    message_of,
    tell,
)
from opspor.documents.drill_paper import drill_paper, drill_sentence
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import people
from opspor.workplace.restoring import Drill, drill

_FILE = "proeve-af-kopi.pdf"


@dataclass(frozen=True, slots=True)
class _Tried:
    """A drill that has been done: when, and of which day the copy was."""

    drill: Drill
    at: datetime
    copied_at: datetime


class DrillPage(FocusPage):
    """Nothing has to be understood beforehand, and nothing can be done wrong. Under two minutes."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Begynd prøven", Kind.MAIN)
        super().__init__("Tilbage", "Prøv, om kopierne virker", "trin 1 af 3", main=self._main)
        self._office = office
        self._effort = Effort(self.progress)
        self._tried: _Tried | None = None
        self._first = box(
            PlainLabel("Kan I få alt igen, hvis pc'en går i stykker?", "title"),
            Prose(
                [
                    "opspor henter den nyeste kopi frem, låser den op, ser alt igennem og tæller efter. "
                    "Så bliver den smidt væk igen.",
                    "Jeres mappe bliver ikke rørt. Du kan ikke komme til at gøre noget forkert.",
                    "Det tager under to minutter. Gør det én gang om året.",
                ],
                "body",
                mark=("check", "accent_text"),
            ),
            spacing=5,
        )
        self._last = self._result()
        for part in (self._first, self._last):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.work_area.set_widest(150)
        self._last.hide()
        self._main.clicked.connect(self._go_on)

    def _result(self) -> QWidget:
        self._good, self._bad = IconMark("circle-check", "success", 9), IconMark("octagon-alert", "danger", 9)
        self._head = PlainLabel("", "title")
        self._said = PlainLabel("", "lead")
        self._wrong = Prose([], "body")
        self._print = Button("Udskriv", icon="printer")
        save = Button("Gem som PDF", icon="download")
        self._print.clicked.connect(lambda: self._paper(lambda pdf: print_pdf(self, pdf, self._printed)))
        save.clicked.connect(lambda: self._paper(lambda pdf: save_pdf(self, pdf, _FILE, lambda _: self._saved())))
        self._papers = Flow([self._print, save], gap=3)
        card = Card(spacing=5)
        for part in (self._good, self._bad, self._head, self._said, self._wrong, self._papers):
            card.add(part)
        return card

    def begin(self) -> None:
        """Enter begins."""
        self._main.setFocus()

    def leave(self) -> None:
        """A drill that nobody waits for any more is stopped."""
        self._effort.stop()

    def _go_on(self) -> None:
        if self._effort.running:
            return
        if self._tried is None:
            self._try()
        elif self._tried.drill.findings:
            self._office.go(Destination(Place.SETTINGS, Id("copies")))
        else:
            self._office.back()

    def _try(self) -> None:
        work = self._office.work
        self.message_line.clear()
        self.set_title("Prøv, om kopierne virker", "trin 2 af 3")

        def do(progress: Progress, stop: Stop) -> _Tried:
            done = drill(work, progress=progress, stop=stop)
            now = work.clock()
            return _Tried(done, now, work.copies.status().newest or now)

        self._effort.begin("Henter kopien frem og ser den igennem", do, self._show, self._failed)

    def _show(self, tried: _Tried) -> None:
        self._tried = tried
        done, well = tried.drill, not tried.drill.findings
        self.set_title("Prøv, om kopierne virker", "trin 3 af 3")
        self._first.hide()
        self._good.setVisible(well)
        self._bad.setVisible(not well)
        self._papers.setVisible(well)
        self._wrong.setVisible(not well)
        self._wrong.set_paragraphs([found.text for found in done.findings])
        if well:
            self._head.setText("Kopien virker.")
            self._said.setText(drill_sentence(tried.at, tried.copied_at, done.found.children, done.found.records))
        else:
            self._head.setText("Kopien kunne ikke bruges.")
            self._said.setText(
                f"Prøvet {moment_in_words(tried.at)}. Jeres mappe er ikke rørt. Tag en ny kopi, og prøv igen."
            )
        self._main.set_words("Færdig" if well else "Gå til kopierne")
        self._last.show()
        announce(self, f"{self._head.text()} {self._said.text()}")
        self._main.setFocus()

    def _failed(self, error: KnownError) -> None:
        self.set_title("Prøv, om kopierne virker", "trin 1 af 3")
        if error.code == "KOPI-STOPPET":
            self.show_message(Message(MessageKind.INFO, "Stoppet.", "Mappen og kopierne er, som de var."))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))
        self._main.setFocus()

    def _paper(self, then: Callable[[bytes], object]) -> None:
        tried = self._tried
        if tried is None:
            return

        def draw(institution: str) -> bytes:
            from opspor.documents.layout import draw

            found, name = tried.drill.found, self._office.work.staff.name
            return draw(drill_paper(institution, name, tried.at, tried.copied_at, found.children, found.records))

        known = self._office.work.look(lambda desk: people.overview(desk).institution.name)
        ask(known, self, lambda name: ask(in_background(lambda: draw(name)), self, then))

    def _printed(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Prøven er skrevet ud.", "Læg arket i jeres mappe til tilsyn."))

    def _saved(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Prøven er gemt som PDF.", "Der står intet om børn i den."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._effort.running:
            self._office.back()
        else:
            super().keyPressEvent(event)
