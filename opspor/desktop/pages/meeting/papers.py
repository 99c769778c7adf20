"""An invitation to each who is invited: one paper a person."""

from PySide6.QtCore import Signal

from opspor.desktop.widgets import Button, Card, Flow, PlainLabel
from opspor.domain.meeting import Meeting, in_order


class InvitationsCard(Card):
    """A button for each. ``wanted`` carries whom."""

    wanted = Signal(object)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__("Invitationer", spacing=2)
        self.add(PlainLabel("Ét papir til hver. De laves af det, der er gemt.", "body", "text_2"))
        buttons = []
        for one in in_order(meeting.participants):
            button = Button(f"Til {one.in_words}", icon="file-text")
            if one in meeting.without_basis:
                button.set_cannot("Skriv først, hvem der har sagt ja til at dele, eller hvilken regel I bruger.")
            button.clicked.connect(lambda _=False, one=one: self.wanted.emit(one.id))
            buttons.append(button)
        self.add(Flow(buttons, gap=2))
