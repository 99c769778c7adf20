"""The last steps of a paper: what is missing, and then saving it and noting how it was sent."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.pages.concern.papers import BRIEF_SAVED, FILE_NAMES, SAVED_NOT_SENT
from opspor.desktop.pages.concern.sent import SentForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    Quality,
    QualityRow,
    message_of,
    tell,
)
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.sending import phone_first
from opspor.domain.text import count_of
from opspor.domain.work_days import WorkDays
from opspor.reference import calendar
from opspor.usecases import papers, work_days
from opspor.usecases.paper_checks import SectionCheck


class Gaps(QWidget):
    """What is missing. It advises and never locks: ``chosen`` opens a section, ``urgent`` makes it now."""

    chosen = Signal(str)
    urgent = Signal()
    back = Signal()

    def __init__(self, missing: list[SectionCheck], *, can_be_urgent: bool) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        column.addWidget(PlainLabel(f"{count_of(len(missing), 'afsnit', 'afsnit')} mangler", "question"))
        column.addWidget(
            PlainLabel("Du kan godt gøre den klar med huller. De står som »ikke oplyst« på papiret.", "lead")
        )
        card = Card(flush=True)
        self._rows = []
        for check in missing:
            row = QualityRow(check.section.title, Quality.MISSING, check.missing)
            row.clicked.connect(lambda _=False, id_=check.section.id: self.chosen.emit(id_))
            card.add(row)
            self._rows.append(row)
        column.addWidget(card)
        buttons = []
        if can_be_urgent:
            now = Button("Haster: lav den nu", icon="clock", tall=True)
            now.clicked.connect(self.urgent)
            buttons.append(now)
        on = Button("Skriv videre", tall=True)
        on.clicked.connect(self.back)
        column.addWidget(Flow([*buttons, on], gap=3))
        if can_be_urgent:
            column.addWidget(
                PlainLabel("Haster det, så ring først. På papiret står der så, at det haster.", "body", "text_2")
            )

    def set_focus(self) -> None:
        """The first gap."""
        self._rows[0].setFocus()

    def leave(self) -> None:
        """Nothing is typed here."""


class Finished(QWidget):
    """A finished paper: first it is saved as a file, then, for an underretning, noted as sent.

    The page's main button does the step that comes now (``go_on``); ``main_changed`` carries its words.
    """

    main_changed = Signal(str)

    def __init__(self, office: Office, concern_id: Id, paper_id: Id, kind: PaperKind) -> None:
        super().__init__()
        self._office, self._concern_id, self._paper_id, self._kind = office, concern_id, paper_id, kind
        self.main_words = "Gem som PDF"
        column = Column(self, spacing=5)
        report = kind is PaperKind.UNDERRETNING
        column.addWidget(PlainLabel("Underretningen er klar" if report else "Drøftelsesarket er klar", "question"))
        if report:
            column.addWidget(
                Prose(
                    [
                        "Gem den som PDF.",
                        "Send den med sikker post, eller indsæt den i kommunens skema. Programmet sender ikke.",
                        "Slet filen bagefter.",
                        "Notér her, hvordan den blev sendt. Indtil da står den øverst på Start.",
                    ]
                )
            )
        else:
            column.addWidget(Prose(["Gem arket som PDF, og tag det med på papir.", "Slet filen bagefter."]))
        if report:
            self._first = QWidget()
            self._ring = Column(self._first)
            column.addWidget(self._first)
            ask(office.work.look(work_days.days), self, self._phone_first)
        self.sent = SentForm(office, paper_id, own_button=False)
        self.sent.noted.connect(self._noted)
        self._card = Card("Hvordan blev den sendt?")
        self._card.add(self.sent)
        self._card.hide()
        column.addWidget(self._card)
        again = Button("Gem som PDF igen", Kind.QUIET, icon="download")
        later = Button("Notér det senere", Kind.QUIET)
        again.clicked.connect(self._save)
        later.clicked.connect(self._to_concern)
        self._after = Flow([again, later], gap=3)
        self._after.hide()
        column.addWidget(self._after)
        self._step = self._save

    def _phone_first(self, days: WorkDays) -> None:
        opens = calendar.closed_until(self._office.work.clock().date(), days)
        if opens is not None:
            self._ring.addWidget(MessageLine(message_of(MessageKind.WARNING, phone_first(opens)), closable=False))

    def go_on(self) -> None:
        """The step that comes now."""
        self._step()

    def leave(self) -> None:
        """What is typed is kept."""
        self.sent.leave()

    def _save(self) -> None:
        def chosen(path: Path) -> None:
            paper_id = self._paper_id
            ask(
                self._office.work.run(lambda desk: papers.export(desk, paper_id, path)),
                self,
                lambda _: self._saved(),
            )

        save_pdf_as(self, FILE_NAMES[self._kind], chosen)

    def _saved(self) -> None:
        if self._kind is PaperKind.BRIEF:
            tell(self, BRIEF_SAVED)
            self._set_main("Tilbage til bekymringen")
            self._step = self._to_concern
            return
        tell(self, SAVED_NOT_SENT)
        self._card.show()
        self._after.show()
        self._set_main("Notér, at den er sendt")
        self._step = self.sent.save
        self.sent.channel.setFocus()

    def _noted(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Det er noteret, at den er sendt.", "Hold øje med kvitteringen."))
        self._card.hide()
        self._after.hide()
        self._set_main("Tilbage til bekymringen")
        self._step = self._to_concern

    def _set_main(self, words: str) -> None:
        self.main_words = words
        self.main_changed.emit(words)

    def _to_concern(self) -> None:
        self._office.go(Destination(Place.CONCERN, self._concern_id))
