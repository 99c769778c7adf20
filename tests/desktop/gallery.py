"""One page with every part of the kit in its states, to be looked at beside the drawing of the parts."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    Chip,
    Column,
    EmptyState,
    Flow,
    Kind,
    ListRow,
    LittleMatrix,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Row,
    RowList,
    ShadeMark,
    TextField,
    Tiles,
    line_of,
)


class Gallery(QWidget):
    """The parts, on the desk."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self, spacing=6, margins=(8, 6, 8, 6))
        for column in (self._answers(), self._messages(), self._marks()):
            row.addWidget(column, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("desk"))

    def _answers(self) -> QWidget:
        part = QWidget()
        column = Column(part, spacing=3)
        column.addWidget(PlainLabel("Knapper", "section"))
        self.focused = Button("Gem", Kind.MAIN)
        cannot = Button("Gem", Kind.MAIN)
        cannot.set_cannot("Vælg først en stue.")
        column.addWidget(line_of(Button("Gem", Kind.MAIN), self.focused, cannot, spacing=4))
        column.addWidget(
            line_of(
                Button("Udskriv", icon="printer"),
                Button("Ny bekymring", Kind.QUIET, icon="circle-plus"),
                Button("Ring 112", Kind.DANGER, icon="phone"),
                spacing=4,
            )
        )
        column.addWidget(PlainLabel("Svartaster", "section"))
        keys = AnswerKeys([("Ofte", 1), ("Af og til", 2), ("Sjældent", 3)])
        keys.set_value(2)
        column.addWidget(keys)
        column.addWidget(PlainLabel("Felter", "section"))
        column.addWidget(TextField("Hvem følger op?", help_text="Én voksen. Ikke et team.", text="Jonas"))
        wrong = TextField("Ny dato", help_text="Højst 30 dage frem.", text="17.05.2026")
        wrong.set_error("17. maj er for langt ude. Vælg en dag til og med 16. april.")
        column.addWidget(wrong)
        column.addStretch(1)
        return part

    def _messages(self) -> QWidget:
        part = QWidget()
        column = Column(part, spacing=2)
        column.addWidget(PlainLabel("Beskeder", "section"))
        for kind, first, rest in (
            (MessageKind.SUCCESS, "Gemt.", "Den fælles vurdering af Karla er skrevet ind."),
            (MessageKind.INFO, "Runden er åben.", "Den lukker 15. april."),
            (MessageKind.WARNING, "Listen er fra i går.", "To børn er kommet til siden."),
            (MessageKind.DANGER, "Kopien blev ikke gemt.", "Dine data er urørte. Sæt nøglen i, og prøv igen."),
        ):
            column.addWidget(MessageLine(Message(kind, first, rest), closable=False))
        column.addWidget(PlainLabel("Mærker", "section"))
        chips = [
            Chip("Fokuspunkt"),
            Chip("1 dag over", MessageKind.WARNING),
            Chip("Forældre må ikke orienteres", MessageKind.DANGER),
        ]
        column.addWidget(Flow(list(chips)))
        column.addWidget(PlainLabel("Rækker", "section"))
        rows = RowList("Rækker", keeps=True)
        rows.set_rows(
            [
                ListRow("Hvile", fact="i dag", icon="user-round", key=1),
                ListRow("Valgt", fact="i dag", icon="user-round", key=2),
                ListRow("Kvittering", "Frist mandag 16.", "1 dag over", "mail-question-mark", 3, MessageKind.WARNING),
            ]
        )
        rows.choose(2)
        card = Card("Venter på svar", fact="3", flush=True)
        card.add(rows)
        column.addWidget(card)
        column.addStretch(1)
        return part

    def _marks(self) -> QWidget:
        part = QWidget()
        column = Column(part, spacing=3)
        column.addWidget(PlainLabel("Skumring", "section"))
        column.addWidget(line_of(*(ShadeMark(shade) for shade in range(5))))
        places = [LittleMatrix(row, side) for row in range(3) for side in range(2)]
        column.addWidget(line_of(*places, PlainLabel("hvor i matrixen", "small", "text_2", wrap=False), spacing=4))
        column.addWidget(PlainLabel("Tomt", "section"))
        empty = Card()
        sentence = "Hent stuens liste fra en fil, så står alle her."
        empty.add(EmptyState("users-round", "Her er ingen børn endnu", sentence, Button("Hent liste", Kind.MAIN)))
        column.addWidget(empty)
        column.addWidget(Tiles([Chip("3 børn"), Chip("2 tegn")], least=20))
        column.addStretch(1)
        return part
