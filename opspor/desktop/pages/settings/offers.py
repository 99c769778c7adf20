"""Tilbud: the local catalogue that plans choose from. The leader keeps it; it says who looked last and when."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    Field,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.offer import OLDEST, Offer, OfferText, ages_in_words
from opspor.domain.plans import LadderStep
from opspor.reference.ladder import ladder
from opspor.usecases import offers

_NEW = "new"  # the row that begins an offer
_NO_AGE = f"Skriv alderen i hele år, fra 0 til {OLDEST}, eller lad feltet stå tomt."


class OffersSection(Section):
    """A list of offers, and the one that is open. Somebody who does not lead reads them where a plan is written."""

    title = "Tilbud"
    icon = "clipboard-list"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work, self._today = office.work, office.work.clock().date()
        self._offers: dict[Id, Offer] = {}
        self._open: Id | None = None
        self._old = PlainLabel("", "body", "warning")
        self._rows = RowList("Tilbud i kataloget", keeps=True)
        index = Card("Jeres tilbud", flush=True)
        index.add(self._rows)
        intro = "Her står, hvad I kan spørge om hos jer. Programmet kommer ikke med nogen. Skriv dem, I kender."
        self.column.addWidget(PlainLabel(intro if may_change else f"{intro} {LEADER_ONLY}"))
        self.column.addWidget(self._old)
        self.column.addWidget(index)
        self._form = _OfferForm()
        self._save = Button("Gem, set i dag", Kind.MAIN)
        self._end = Button("Findes ikke mere", Kind.QUIET, icon="x")
        self._form.add(Flow([self._save, self._end], gap=3))
        self.column.addWidget(self._form)
        self._form.hide()
        self._old.hide()
        index.setVisible(may_change)
        self._save.clicked.connect(self._put)
        self._end.clicked.connect(self._end_it)
        self._rows.opened.connect(self._show_one)
        self._may_change = may_change
        self._reading: Reading[tuple[Offer, ...]] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        if self._reading is None and self._may_change:
            self._reading = Reading(self, lambda: self._work.look(offers.catalogue), self._show, Changed.PLANS)
        super().showEvent(event)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was changed, here or by somebody else."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _show(self, found: tuple[Offer, ...]) -> None:
        self._offers = {offer.id: offer for offer in found}
        going = [offer for offer in found if offer.ended_on is None]
        ended = [offer for offer in found if offer.ended_on is not None]
        old = sum(offer.is_old(self._today) for offer in going)
        self._old.setText(f"{old} tilbud er ikke set på i et halvt år. Spørg, om det stadig passer.")
        self._old.setVisible(old > 0)
        rows = [self._row(offer) for offer in (*going, *ended)]
        self._rows.set_rows([*rows, ListRow("Skriv et tilbud til", icon="plus", key=_NEW)])
        if self._form.isHidden():
            self._rows.clearSelection()  # none of them is open

    def _row(self, offer: Offer) -> ListRow:
        seen = f"set {long_date(offer.checked_on)} af {offer.checked_by}"
        step = f"trin {offer.text.step}"  # for whom comes last: it is long, and stands in the form too
        second = " · ".join(filter(None, (step, ages_in_words(offer.text), seen, offer.text.for_whom)))
        fact = "findes ikke mere" if offer.ended_on else "over et halvt år" if offer.is_old(self._today) else ""
        return ListRow(offer.text.name, second=second, fact=fact, key=offer.id)

    def _show_one(self, key: object) -> None:
        self._open = None if key == _NEW else Id(str(key))
        known = self._offers.get(self._open) if self._open else None
        self._form.show_text(known.text if known else OfferText())
        self._end.setVisible(known is not None and known.ended_on is None)
        self._form.show()
        self.opened.emit(self._form)
        self._form.name.editor.setFocus()

    def _put(self) -> None:
        text = self._form.text()
        if text is not None:
            work = partial(offers.put, text=text, offer_id=self._open)
            ask(self._work.run(work), self, lambda _: self._done("Tilbuddet er gemt."), self._failed)

    def _end_it(self) -> None:
        if self._open is not None:
            work = partial(offers.end, offer_id=self._open)
            said = "Tilbuddet kan ikke vælges mere."
            ask(self._work.run(work), self, lambda _: self._done(said), self._failed)

    def _done(self, said: str) -> None:
        self._form.hide()
        self._rows.setFocus()
        tell(self, Message(MessageKind.SUCCESS, said, "Det står stadig i de planer, der har valgt det."))

    def _failed(self, error: KnownError) -> None:
        fields: dict[str, Field] = {"TILBUD-NAVN": self._form.name, "TILBUD-ALDER": self._form.low}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


class _OfferForm(Card):
    """What the catalogue says of one offer."""

    def __init__(self) -> None:
        super().__init__("Tilbuddet", spacing=4)
        self.name = TextField("Navn")
        self._step: ChoiceField[LadderStep] = ChoiceField(
            "Trin på indsatstrappen", [(f"{rung.number}. {rung.name}", rung.number) for rung in ladder().step]
        )
        self.low, self.high = TextField("Fra hvilken alder?"), TextField("Til og med")
        self._for_whom = TextField("For hvem?", help_text="Fx familier med søvnproblemer.")
        self._referred_by = TextField("Hvem kan henvise?", help_text="Fx PPR, sundhedsplejen eller familien selv.")
        self._waiting = TextField("Ventetid")
        self._contact = TextField("Hvor spørger I?", help_text="Et sted eller en funktion, aldrig et privat nummer.")
        ages = QWidget()
        Column(ages).addWidget(Tiles([self.low, self.high], least=30, gap=4))
        for part in (self.name, self._step, ages, self._for_whom, self._referred_by, self._waiting, self._contact):
            self.add(part)

    def show_text(self, text: OfferText) -> None:
        """Fills the fields."""
        self.name.set_text(text.name)
        self._step.set_value(text.step)
        self.low.set_text("" if text.from_age is None else str(text.from_age))
        self.high.set_text("" if text.to_age is None else str(text.to_age))
        self._for_whom.set_text(text.for_whom)
        self._referred_by.set_text(text.referred_by)
        self._waiting.set_text(text.waiting)
        self._contact.set_text(text.contact)

    def text(self) -> OfferText | None:
        """What is written now; None, with an error at the field, where an age cannot be read."""
        for field in (self.low, self.high):
            if field.text() and not (field.text().isascii() and field.text().isdecimal()):
                field.refuse(_NO_AGE)
                return None
        ages = [int(field.text()) if field.text() else None for field in (self.low, self.high)]
        return OfferText(
            self.name.text(), self._step.value() or LadderStep.PREVENTIVE, ages[0], ages[1], self._for_whom.text(),
            self._referred_by.text(), self._waiting.text(), self._contact.text(),
        )  # fmt: skip
