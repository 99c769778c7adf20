"""Hvis en pc bliver væk: what it held, how it was locked, and what to do within 72 hours."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_as, save_pdf_as
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Flow, Message, MessageKind, PlainLabel, Prose, box, message_of, tell
from opspor.documents.stock_paper import STEPS, deadline, locks_of, rows_of, sorts_of
from opspor.domain.errors import KnownError
from opspor.domain.stock import Stock
from opspor.usecases import stock

_PDF, _JSON = "hvad-mappen-rummer.pdf", "hvad-mappen-rummer.json"
_ASK = "Det kan lederen, administratoren og DPO'en se. Spørg en af dem."


class LostSection(Section):
    """Counts when it is asked to; the counting is a line in the log."""

    title = "Hvis en pc bliver væk"
    icon = "triangle-alert"

    def __init__(self, office: Office, *, may_take: bool) -> None:
        super().__init__()
        self._work = office.work
        what = Card("Gør det her først")
        what.add(Prose(list(STEPS), "body"))
        self._count = Button("Gør op, hvad mappen rummer", icon="clipboard-list")
        self._count.set_cannot("" if may_take else _ASK)
        self._count.clicked.connect(lambda: None if self._count.cannot else self._take())
        held = Card("Hvad rummede den?")
        for part in (
            PlainLabel(
                "Tallene er for denne mappe, som den er nu. Er pc'en med mappen væk, så hent den nyeste kopi på en "
                "anden pc, og gør den op her."
            ),
            Flow([self._count]),
        ):
            held.add(part)
        self._held: QWidget = QWidget()
        for below in (what, held, self._held):
            self.column.addWidget(below)

    def _take(self) -> None:
        ask(self._work.look(stock.take), self, self._show, self._failed)

    def _show(self, found: Stock) -> None:
        numbers, kinds, locks = Card("Det rummer den"), Card("Optegnelser"), Card("Sådan er den låst")
        for label, value in rows_of(found):
            numbers.add(PlainLabel(f"{label}: {value}"))
        for words, count, period in sorts_of(found):
            kinds.add(PlainLabel(f"{words}: {count}, {period}"))
        for label, value in locks_of(found):
            locks.add(PlainLabel(f"{label}: {value}"))
        pdf, data = Button("Gem som PDF", icon="download"), Button("Gem som JSON", icon="download")
        pdf.clicked.connect(lambda: save_pdf_as(self, _PDF, self._save))
        data.clicked.connect(lambda: save_as(self, _JSON, "Gem som JSON", "JSON (*.json)", self._save))
        part = box(
            numbers, kinds, locks, PlainLabel(deadline(found), "body", "text_2"), Flow([pdf, data], gap=3), spacing=5
        )
        before, self._held = self._held, part
        self.column.addWidget(part)
        before.hide()
        before.deleteLater()
        pdf.setFocus()
        self.opened.emit(part)

    def _save(self, target: Path) -> None:
        ask(self._work.run(partial(stock.save, target=target)), self, lambda _: self._saved(), self._failed)

    def _saved(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Arket nævner ingen børn. Giv det til jeres DPO."))

    def _failed(self, error: KnownError) -> None:
        tell(self, message_of(MessageKind.DANGER, str(error)))
