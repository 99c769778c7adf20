"""The papers of a concern: begin one, ring first, open a finished one. Written is not sent."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.waiting.words import clock_lines
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Chip, Column, Flow, MessageKind, PlainLabel, box
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind, Sent
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.waiting import Waiting

PAPER_WORDS = {PaperKind.BRIEF: "Drøftelsesark", PaperKind.UNDERRETNING: "Underretning"}


class PapersCard(Card):
    """What is finished, and the ways to begin."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Papirer", spacing=4)
        self._office = office
        self._brief = Button("Lav drøftelsesark", icon="messages-square")
        self._brief.clicked.connect(lambda: office.go(Destination(Place.BRIEF, concern_id)))
        phone = Button("Ark til telefonen", icon="phone")
        phone.clicked.connect(lambda: office.go(Destination(Place.PHONE_SHEET, concern_id)))
        self._none = PlainLabel("Her er ingen færdige papirer endnu.", "body", "text_2")
        self._listed = QWidget()
        self._list = Column(self._listed, spacing=4)
        for part in (Flow([self._brief, phone], gap=3), self._none, self._listed):
            self.add(part)

    def set_papers(self, file: ConcernFile, forum: str, answers: Mapping[Id, Waiting]) -> None:
        """Shows what there is, and what ``answers`` say came back. Without a ``forum`` no brief is offered."""
        self._brief.setVisible(bool(forum))
        if forum:
            self._brief.set_words(f"Lav drøftelsesark til {forum}")
        self._list.clear()
        for paper in file.papers:
            self._list.addWidget(self._part(paper, file.sent.get(paper.id), answers.get(paper.id)))
        self._none.setVisible(not file.papers)

    def _part(self, paper: Paper, sent: Sent | None, answer: Waiting | None) -> QWidget:
        kind = paper.draft.kind
        name = PAPER_WORDS[kind] + (" uden navn" if paper.draft.anonymous else "")
        open_ = Button("Åbn papiret", icon="file-text")
        open_.clicked.connect(lambda: self._office.go(Destination(Place.PAPER, paper.id)))
        parts: list[QWidget] = [
            PlainLabel(name, "body_strong"),
            PlainLabel(f"Gjort færdig {moment_in_words(paper.written_at)} af {paper.author_name}", "small", "text_2"),
        ]
        if sent is not None:
            parts.append(PlainLabel(f"Sendt {long_date(sent.sent_on)}: {sent.channel}, til {sent.receiver}"))
        elif kind is PaperKind.UNDERRETNING:
            parts.append(Chip("Ikke sendt endnu", MessageKind.WARNING))
        buttons = [open_]
        if answer is not None:
            parts += [PlainLabel(words, "body", "text_2") for words in self._stands(answer)]
            buttons.append(Button("Svar på den", icon="mail-check"))
            buttons[-1].clicked.connect(lambda: self._office.go(Destination(Place.WAITING, paper.id)))
        parts.append(Flow([*buttons], gap=2))
        return box(*parts, spacing=1.5)

    def _stands(self, answer: Waiting) -> tuple[str, ...]:
        """What has come and what is waited for, and whose deadline that is."""
        if answer.closed and answer.clocks.waits:
            return ()
        lines = clock_lines(answer.clocks, self._office.work.clock().date())
        return tuple(f"{words} · {whose}" for words, whose, _ in lines[:2])
