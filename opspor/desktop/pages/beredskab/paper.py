"""Guidance on paper: one track or all of them, for the wall or to take along. Nothing is logged."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.beredskab.guidance import PhoneBook
from opspor.desktop.widgets import Button, Message, MessageKind, tell
from opspor.domain.clock import Clock
from opspor.domain.local import LawCheck
from opspor.forms.model import TrackForm
from opspor.usecases.phone_book import tracks_pdf

_FILE = "beredskab.pdf"  # the same for each track: a file name tells nobody what somebody looked for


def paper_buttons(
    owner: QWidget,
    forms: Sequence[TrackForm],
    book: PhoneBook,
    institution: str,
    clock: Clock,
    checks: Sequence[LawCheck],
) -> list[Button]:
    """Print the tracks, and save them as one PDF; ``checks`` are the rules that were looked up."""
    many = len(forms) > 1
    printed = Button("Udskriv alle" if many else "Udskriv", icon="printer", tall=True)
    saved = Button("Gem alle som PDF" if many else "Gem som PDF", icon="download", tall=True)

    def pdf() -> bytes:
        return tracks_pdf(forms, book, institution, clock().date(), checks)

    def put_on_paper() -> None:
        from opspor.desktop.papers import print_pdf  # Qt's printing is only needed here

        done = Message(MessageKind.SUCCESS, "Vejledningen er sendt til printeren.")
        print_pdf(owner, pdf(), lambda: tell(owner, done))

    def save() -> None:
        from opspor.desktop.papers import save_pdf

        save_pdf(owner, pdf(), _FILE, lambda _: tell(owner, Message(MessageKind.SUCCESS, "Vejledningen er gemt.")))

    printed.clicked.connect(put_on_paper)
    saved.clicked.connect(save)
    return [printed, saved]
