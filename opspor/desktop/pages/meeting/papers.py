"""An invitation to each who is invited, one paper a person, and the minutes; saved where the person chooses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Flow, Message, MessageKind, PlainLabel, tell
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, in_order
from opspor.reference.involvement import involvement
from opspor.usecases import meeting_papers
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace


class InvitationsCard(Card):
    """A button for each. ``wanted`` carries whom."""

    wanted = Signal(object)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__("Invitationer", spacing=2)
        self.add(PlainLabel("Ét papir til hver. De laves af det, der er gemt.", "body", "text_2"))
        if any(one.is_family for one in meeting.participants):
            self.add(PlainLabel(involvement().first, "small", "text_2"))  # the same for every child
        buttons = []
        for one in in_order(meeting.participants):
            button = Button(f"Til {one.in_words}", icon="file-text")
            if one in meeting.without_basis:
                button.set_cannot("Skriv først, hvem der har sagt ja til at dele, eller hvilken regel I bruger.")
            button.clicked.connect(lambda _=False, one=one: self.wanted.emit(one.id))
            buttons.append(button)
        self.add(Flow(buttons, gap=2))


def save_invitation(owner: QWidget, work: Workplace, meeting_id: Id, to: Id) -> None:
    """Asks where, and saves the invitation to one participant there."""
    _save(owner, work, "invitation.pdf", partial(meeting_papers.print_invitation, meeting_id=meeting_id, to=to))


def save_minutes(owner: QWidget, work: Workplace, meeting_id: Id) -> None:
    """Asks where, and saves the minutes there."""
    _save(owner, work, "referat.pdf", partial(meeting_papers.print_minutes, meeting_id=meeting_id))


def _save(owner: QWidget, work: Workplace, name: str, draw: Callable[..., None]) -> None:
    said = Message(MessageKind.SUCCESS, "Papiret er gemt som fil.", "Slet filen, når den er skrevet ud.")

    def save(target: Path) -> None:
        def write(desk: Desk) -> None:
            draw(desk, target=target)

        ask(work.run(write), owner, lambda _: tell(owner, said))

    save_pdf_as(owner, name, save)
