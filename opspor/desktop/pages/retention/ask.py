"""The question before what is on the list goes for good; where the clock jumped, today's date is typed as well."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.retention.words import before_deleting
from opspor.desktop.widgets import CarefulDialog, CheckBox, DateField, PlainLabel, Prose
from opspor.domain.clock import long_date
from opspor.domain.retention import ClockDoubt
from opspor.domain.text import count_of
from opspor.usecases.retention import Line

_TICK_FIRST = "Sæt først flueben ved, at du har set listen igennem."
_DATE_FIRST = "Skriv først, hvilken dato det er i dag."
_WRONG_DAY = "Pc'ens ur viser {today}. Er det forkert, så ret uret, og lås op igen. Så længe bliver intet slettet."


class DeleteDialog(CarefulDialog):
    """What goes, what stays until when. The verb works when somebody looked, and knows what day it is."""

    def __init__(self, owner: QWidget, lines: Sequence[Line], today: date, doubt: ClockDoubt | None) -> None:
        self._today = today
        self._looked = CheckBox("Jeg har set listen igennem. Det skal slettes.")
        self._day = DateField("Hvilken dato er det i dag?") if doubt else None
        parts: list[QWidget] = [Prose(before_deleting(lines, today), "body"), self._looked]
        if self._day is not None and doubt is not None:
            why = f"Sidst opspor vidste det, var det {long_date(doubt.known)}. Nu siger pc'ens ur noget helt andet."
            parts += [PlainLabel(why, "body_strong"), self._day]
            self._day.changed.connect(self._weigh)
        super().__init__(
            owner,
            f"Slet {count_of(len(lines), 'ting', 'ting')} for altid?",
            "Det kan ikke fortrydes, heller ikke af it.",
            safe="Behold",
            verb="Slet",
            parts=parts,
        )
        self._looked.toggled.connect(lambda _: self._weigh())
        self._weigh()

    def _weigh(self) -> None:
        """Says what is missing before the verb works."""
        typed = self._day.value() if self._day is not None else self._today
        if not self._looked.isChecked():
            self.verb.set_cannot(_TICK_FIRST)
        elif typed is None:
            self.verb.set_cannot(_DATE_FIRST)
        else:
            self.verb.set_cannot("" if typed == self._today else _WRONG_DAY.format(today=long_date(self._today)))
