"""The receipt for what was deleted from the list: shown, and saved as PDF. It names nobody and nothing that stood."""

from collections.abc import Callable

from opspor.desktop.pages.retention.words import receipt_words
from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import Button, Card, Flow, IconMark, Message, MessageKind, PlainLabel, announce, tell
from opspor.documents.erasure_paper import COPIES, OLD_BLOCKS, receipt_paper
from opspor.domain.clock import long_date
from opspor.domain.retention import Receipt
from opspor.usecases import people

FILE = "kvittering-sletteliste.pdf"
_NOT_REGISTERED = (
    "Listen over sletninger ved siden af kopierne kunne ikke skrives nu. Tag en kopi, når drevet til kopier er der "
    "igen, så bliver den skrevet."
)


class ReceiptCard(Card):
    """That it was done: how many of each sort, by whom, and until when copies live."""

    def __init__(self, office: Office, receipt: Receipt) -> None:
        super().__init__(spacing=4)
        self._office, self._known = office, receipt
        head, said = PlainLabel("Det er slettet.", "section"), PlainLabel(receipt_words(receipt), "lead")
        self._save, self._print = Button("Gem kvitteringen som PDF", icon="download"), Button("Udskriv", icon="printer")
        for part in (
            IconMark("circle-check", "success", 7), head, said,
            PlainLabel(COPIES.format(until=long_date(receipt.copies_until))), PlainLabel(OLD_BLOCKS, "body", "text_2"),
        ):  # fmt: skip
            self.add(part)
        if not receipt.registered:
            self.add(PlainLabel(_NOT_REGISTERED, "body", "danger"))
        self.add(Flow([self._save, self._print], gap=3))
        self._save.clicked.connect(lambda: self._paper(lambda pdf: save_pdf(self, pdf, FILE, lambda _: self._saved())))
        self._print.clicked.connect(lambda: self._paper(lambda pdf: print_pdf(self, pdf, self._printed)))
        announce(self, f"{head.text()} {said.text()}")

    def begin(self) -> None:
        """Enter saves the receipt."""
        self._save.setFocus()

    def _paper(self, then: Callable[[bytes], object]) -> None:
        receipt = self._known

        def draw(institution: str) -> bytes:
            from opspor.documents.layout import draw

            return draw(receipt_paper(institution, receipt))

        known = self._office.work.look(lambda desk: people.overview(desk).institution.name)
        ask(known, self, lambda name: ask(in_background(lambda: draw(name)), self, then))

    def _printed(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Kvitteringen er skrevet ud."))

    def _saved(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Kvitteringen er gemt.", "Der står ingen navne i den."))
