"""An invitation to each who is invited, one paper a person, and the minutes; saved where the person chooses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.recipient import save_for
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Flow, Message, MessageKind, PlainLabel, tell
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, MeetingRecord, in_order
from opspor.domain.recipient import Recipient
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

    def save(target: Path) -> None:
        _save(owner, work, partial(meeting_papers.print_invitation, meeting_id=meeting_id, to=to, target=target))

    save_pdf_as(owner, "invitation.pdf", save)


def save_minutes(owner: QWidget, work: Workplace, held: MeetingRecord) -> None:
    """Asks whom the minutes that stand are for and where, and saves them there."""

    def save(target: Path, to: Recipient) -> None:
        _save(owner, work, partial(meeting_papers.print_minutes, meeting_id=held.meeting_id, target=target, to=to))

    save_for(owner, work, held.child_id, held.context, "referat.pdf", save)


def _save(owner: QWidget, work: Workplace, draw: Callable[[Desk], None]) -> None:
    said = Message(MessageKind.SUCCESS, "Papiret er gemt som fil.", "Slet filen, når den er skrevet ud.")
    ask(work.run(draw), owner, lambda _: tell(owner, said))
