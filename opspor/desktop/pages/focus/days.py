"""The day to look again: days that are offered, and a question about one that looks like a slip."""

from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.rounds.words import named_day
from opspor.desktop.widgets import Button, Column, DateField, Flow, Kind, PlainLabel
from opspor.domain.plans import doubt_about
from opspor.domain.work_days import USUAL, WorkDays
from opspor.reference.cadences import Proposal, Situation, proposals
from opspor.reference.calendar import open_day, why_closed

_MOST = 4  # days that are offered


class LookAgainDay(QWidget):
    """Stands under ``field``, which is put where the page wants it. Nothing here stops anybody."""

    def __init__(self, today: date, situation: Situation = Situation.FOCUS) -> None:
        super().__init__()
        self._situation = situation
        self._today, self._days, self._start = today, USUAL, today
        self._agreed: date | None = None
        self._offered: list[date] = []
        self.field = DateField("Vi ser på det igen")
        self.doubt = PlainLabel("", "body", "warning")
        self._instead = Button("", Kind.LINK)
        self._to = today
        self._buttons = [Button("") for _ in range(_MOST)]
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, number=number: self.field.set_value(self._offered[number]))
        column = Column(self, spacing=2)
        column.addWidget(Flow(self._buttons, gap=2))
        column.addWidget(self.doubt)
        column.addWidget(Flow([self._instead]))
        self._instead.clicked.connect(lambda: self.field.set_value(self._to))
        self.field.changed.connect(self._ask)
        self._ask()

    def show_day(self, on: date | None, start: date | None, days: WorkDays, agreed: date | None = None) -> None:
        """Shows a day, and offers others counted from ``start``, behind one that was ``agreed`` on and is to come."""
        self._days, self._agreed = days, agreed
        self.field.set_value(on)
        self.count_from(start)
        self._ask()

    def count_from(self, start: date | None) -> None:
        """Offers days counted from when one begins, or from today where that is gone."""
        self._start = max(start or self._today, self._today)
        found = proposals(self._situation, self._start, self._days)[:_MOST]
        if self._agreed and self._agreed > self._today:
            found = (Proposal(self._agreed, "som I aftalte"), *found[: _MOST - 1])
        self._offered = [one.on for one in found]
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(found))
            if number < len(found):
                button.set_words(f"{named_day(found[number].on)} · {found[number].words}")

    def _ask(self) -> None:
        day = self.field.value()
        doubt = doubt_about(day, self._today) if day else ""
        closed = why_closed(day, self._days) if day and not doubt else ""
        if day and closed:
            self._to = open_day(day, self._days)
            doubt = f"Dagen er {closed}, hvor I ikke ser på det. Første dag bagefter er {named_day(self._to)}."
            self._instead.set_words(f"Brug {named_day(self._to)}")
        self.doubt.setText(doubt)
        self.doubt.setVisible(bool(doubt))
        self._instead.setVisible(bool(closed))
