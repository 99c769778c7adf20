"""The papers of a concern: begin one, save a finished one as PDF, note how it was sent. Written is not sent."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.pages.concern.sent import SentForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Chip, Column, Flow, Message, MessageKind, PlainLabel, box, tell
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind, Sent
from opspor.usecases import papers
from opspor.usecases.concerns import ConcernFile

PAPER_WORDS = {PaperKind.BRIEF: "Drøftelsesark", PaperKind.UNDERRETNING: "Underretning"}
FILE_NAMES = {PaperKind.BRIEF: "droeftelsesark.pdf", PaperKind.UNDERRETNING: "underretning.pdf"}  # nothing personal
SAVED_NOT_SENT = Message(
    MessageKind.WARNING,
    "Den er gemt, men ikke sendt.",
    "Send den med sikker post, eller indsæt den i kommunens skema. Slet filen bagefter.",
)
BRIEF_SAVED = Message(MessageKind.SUCCESS, "Arket er gemt.", "Slet filen, når I har brugt den.")


class PapersCard(Card):
    """What is finished, and the way to begin."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Papirer", spacing=4)
        self._office, self._concern_id = office, concern_id
        self._brief = Button("Lav drøftelsesark", icon="messages-square")
        self._brief.clicked.connect(lambda: office.go(Destination(Place.BRIEF, concern_id)))
        self._none = PlainLabel("Her er ingen færdige papirer endnu.", "body", "text_2")
        self._listed = QWidget()
        self._list = Column(self._listed, spacing=4)
        self._sent_form: SentForm | None = None
        for part in (self._brief, self._none, self._listed):
            self.add(part)

    def leave(self) -> None:
        """What is typed is kept."""
        if self._sent_form is not None:
            self._sent_form.leave()

    def set_papers(self, file: ConcernFile, forum: str) -> None:
        """Shows what there is. Without a ``forum`` no brief is offered."""
        self._brief.setVisible(bool(forum))
        if forum:
            self._brief.set_words(f"Lav drøftelsesark til {forum}")
        self._list.clear()
        for paper in file.papers:
            self._list.addWidget(self._part(paper, file.sent.get(paper.id)))
        self._none.setVisible(not file.papers)

    def _part(self, paper: Paper, sent: Sent | None) -> QWidget:
        kind = paper.draft.kind
        name = PAPER_WORDS[kind] + (" uden navn" if paper.draft.anonymous else "")
        save = Button("Gem som PDF", icon="download")
        save.clicked.connect(lambda: save_paper(self, self._office, paper.id, kind))
        parts: list[QWidget] = [
            PlainLabel(name, "body_strong"),
            PlainLabel(f"Gjort færdig {moment_in_words(paper.written_at)} af {paper.author_name}", "small", "text_2"),
        ]
        buttons = [save]
        if sent is not None:
            parts.append(PlainLabel(f"Sendt {long_date(sent.sent_on)}: {sent.channel}, til {sent.receiver}"))
        elif kind is PaperKind.UNDERRETNING:
            parts.append(Chip("Ikke sendt endnu", MessageKind.WARNING))
            note = Button("Notér, at den er sendt")
            note.clicked.connect(lambda: self._note(paper.id))
            buttons.append(note)
        parts.append(Flow(list(buttons), gap=2))
        return box(*parts, spacing=1.5)

    def _note(self, paper_id: Id) -> None:
        self._drop_form()
        self._sent_form = SentForm(self._office, paper_id)
        self._sent_form.noted.connect(self._drop_form)
        self.add(self._sent_form)
        self._sent_form.setFocus()

    def _drop_form(self) -> None:
        if self._sent_form is not None:
            self._sent_form.leave()
            self._sent_form.hide()
            self._sent_form.deleteLater()
            self._sent_form = None


def save_paper(owner: QWidget, office: Office, paper_id: Id, kind: PaperKind) -> None:
    """Asks where, saves the PDF and says that saved is not sent."""

    def chosen(path: Path) -> None:
        said = SAVED_NOT_SENT if kind is PaperKind.UNDERRETNING else BRIEF_SAVED
        ask(office.work.run(lambda desk: papers.export(desk, paper_id, path)), owner, lambda _: tell(owner, said))

    save_pdf_as(owner, FILE_NAMES[kind], chosen)
