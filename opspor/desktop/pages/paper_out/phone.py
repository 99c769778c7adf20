"""The sheet to hold while ringing, on screen in large type and as a PDF. Before anything is written or finished."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.concern.asked import Shape, Words
from opspor.desktop.pages.concern.decision import DecisionForm
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    box,
    message_of,
    tell,
)
from opspor.documents.document import Block, Bullets, Document, EmptyLines, Facts, Large, Part, block_text
from opspor.documents.phone_sheet import DOES_NOT_CALL
from opspor.domain.beredskab import Phoned
from opspor.usecases import paper_out

FILE_NAME = "ark-til-telefonen.pdf"  # nothing personal
RUNG = Shape(
    (
        Words("who", "Hvem talte du med?", "Navn og funktion hos kommunen."),
        Words("said", "Hvad blev sagt og aftalt?", "Hvem gør hvad, og hvornår hører I fra dem igen?", 3),
    ),
    lambda values, now: Phoned(values.words["who"], values.moment(now), values.words["said"]),
    day="Hvilken dag?",
    with_time=True,
)


class PhonePage(FocusPage):
    """``destination.id`` is the concern. Seeing it is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Jeg har ringet", Kind.MAIN, icon="phone")
        super().__init__("Tilbage", "Ark til telefonen", main=self._main)
        self._office, self._id = office, destination.id
        self.body.addWidget(MessageLine(message_of(MessageKind.WARNING, DOES_NOT_CALL), closable=False, icon="phone"))
        self._rung = Card("Jeg har ringet", spacing=3)
        self.form = DecisionForm(office, self._id, RUNG, f"concern:{self._id}:phoned", {})
        self.form.written.connect(self._written)
        self.form.turned.connect(self._rung.setVisible)
        self._rung.add(self.form)
        self._rung.hide()
        self.body.addWidget(self._rung)
        self._save = Button("Gem som PDF", icon="download")
        self._save.clicked.connect(self._save_pdf)
        self.body.addWidget(Flow([self._save], gap=3))
        self.body.addStretch(1)
        self._main.clicked.connect(self._ring)
        concern_id = self._id
        ask(office.work.look(lambda desk: paper_out.phone(desk, concern_id)), self, self._show)

    def leave(self) -> None:
        """What is typed is kept."""
        self.form.keeper.save()

    def begin(self) -> None:
        """The call comes first: Enter afterwards."""
        self._main.setFocus()

    def _show(self, document: Document) -> None:
        for part in document.parts:
            self.body.insertWidget(self.body.count() - 2, _card(part))

    def _ring(self) -> None:
        self._rung.show()
        self.form.show()
        self.form.first.setFocus()
        self.work_area.ensureWidgetVisible(self._rung)

    def _written(self) -> None:
        self._main.set_words("Skriv underretningen")
        self._main.clicked.disconnect(self._ring)
        self._main.clicked.connect(lambda: self._office.go(Destination(Place.UNDERRETNING, self._id)))
        self._main.setFocus()
        tell(self, Message(MessageKind.SUCCESS, "Det er skrevet ned.", "Skriv underretningen samme dag."))

    def _save_pdf(self) -> None:
        def chosen(path: Path) -> None:
            concern_id = self._id
            ask(
                self._office.work.run(lambda desk: paper_out.print_phone(desk, concern_id, path)),
                self,
                lambda _: tell(self, Message(MessageKind.SUCCESS, "Arket er gemt.", "Slet filen, når du har ringet.")),
            )

        save_pdf_as(self, FILE_NAME, chosen)


def _card(part: Part) -> Card:
    card = Card(part.title, spacing=3)
    for block in part.blocks:
        card.add(_part(block))
    return card


def _part(block: Block) -> QWidget:
    """A block in large type: it is read at arm's length, with a phone in the other hand."""
    match block:
        case Large():
            return box(PlainLabel(block.label, "body", "text_2"), PlainLabel(block.text, "title"), spacing=0.5)
        case Facts():
            rows = (
                box(PlainLabel(label, "body", "text_2"), PlainLabel(text, "lead"), spacing=0.5)
                for label, text in block.rows
            )
            return box(*rows, spacing=2)
        case Bullets():
            return Prose(list(block.items), "lead")
        case EmptyLines():
            return PlainLabel(block.label, "lead")
    return PlainLabel(block_text(block), "lead")
