"""The fields of a focus point, in three cards, as one talks about it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.focus.days import LookAgainDay
from opspor.desktop.pages.involvement import InvolvementNote
from opspor.desktop.widgets import Card, ChoiceField, Column, DateField, Field, TextField, Tiles
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.plans import Focus
from opspor.domain.work_days import WorkDays

# What a check of the use case is about: code -> field.
_AT = {
    "FOKUS-TITEL": "title", "FOKUS-HANDLING": "action", "FOKUS-HVEM": "responsible_id",
    "FOKUS-HVEM-VAEK": "responsible_id", "FOKUS-FOER": "follow_up_on",
}  # fmt: skip
_LONG = {"title": 1, "wonder": 3, "action": 3}  # lines; the others two


class FocusForm(QWidget):
    """Shows a focus point and gives back what stands there now."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._focus = Focus()
        column = Column(self, spacing=5)
        self.texts = {
            "title": _text("title", "Overskrift", "Hvad handler det om? Fx »Ro ved aflevering«."),
            "wonder": _text("wonder", "Det undrer vi os over", "Det, I har set og hørt, gerne med dage."),
            "not_when": _text("not_when", "Når det ikke sker", "Hvornår, hvor og sammen med hvem går det godt?"),
            "resources": _text("resources", "Det kan vi bygge på", "Hvad er barnet eller gruppen god til og glad for?"),
            "goal": _text("goal", "Det vil vi nå", "Ét mål, som I kan se, når I er der."),
            "action": _text("action", "Det gør vi voksne", "Hvad gør I anderledes, hvor og hvornår på dagen?"),
            "childs_view": _text("childs_view", "Barnets eget syn", "Ord for ord, eller hvad barnet viser."),
            "parents": _text("parents", "Forældrenes del", "Hvad siger de, og hvad vil de selv prøve?"),
        }
        self.responsible: ChoiceField[Id] = ChoiceField("Ansvarlig", [])
        self.starts = DateField("Vi begynder")
        self.again = LookAgainDay(today)
        for head, names in (
            ("Hvad undrer I jer over?", ("title", "wonder", "not_when", "resources")),
            ("Hvad gør I voksne?", ("goal", "action")),
        ):
            card = Card(head)
            for name in names:
                card.add(self.texts[name])
            column.addWidget(card)
        card.add(Tiles([self.responsible, self.starts, self.again.field], least=44, gap=4))
        card.add(self.again)
        self.views = Card("Barn og forældre")
        self.views.add(self.texts["childs_view"])
        self.views.add(self.texts["parents"])
        self.involvement = InvolvementNote()
        self.views.add(self.involvement)
        column.addWidget(self.views)
        for field in (*self.texts.values(), self.responsible, self.starts, self.again.field):
            field.changed.connect(self.changed)
        self.starts.changed.connect(self._count)

    def show_focus(
        self, focus: Focus, staff: Collection[StaffMember], gone: StaffMember | None, days: WorkDays
    ) -> None:
        """Fills the fields. ``gone`` is who is named, and sees it no more: somebody else is asked for."""
        self._focus = focus
        for name, field in self.texts.items():
            field.set_text(getattr(focus, name))
        here = {one.id for one in staff}
        chosen = focus.responsible_id if focus.responsible_id in here else None
        self.responsible.set_options([(one.name, one.id) for one in staff], chosen)
        if gone is not None:
            why = "arbejder her ikke mere" if gone.left_at else "kan ikke se det mere"
            self.responsible.set_error(f"{gone.name} {why}. Vælg en anden.")
        self.starts.set_value(focus.starts_on)
        self.again.show_day(focus.follow_up_on, focus.starts_on, days)

    def show_clashes(self, names: Collection[str], theirs: Focus, who: str, staff: Mapping[Id, str]) -> None:
        """Says at each field what a colleague wrote there meanwhile. What stands in it is one's own."""
        for name in names:
            value: Any = getattr(theirs, name)
            if isinstance(value, date):
                value = long_date(value)
            elif name == "responsible_id":
                value = staff.get(value, "en anden")
            field = self.field(name)
            if field is not None:
                field.set_error(f"{who} har skrevet: »{value}«. Dit eget står her endnu. Ret det, eller gem det.")

    def field(self, name: str) -> Field | None:
        """The field of something that a focus point says; None for what has none."""
        others: dict[str, Field] = {
            "responsible_id": self.responsible, "starts_on": self.starts, "follow_up_on": self.again.field,
        }  # fmt: skip
        return self.texts.get(name) or others.get(name)

    def focus(self) -> Focus:
        """What is written now. Who is gone stays named until somebody else is chosen."""
        texts: dict[str, Any] = {name: field.text() for name, field in self.texts.items()}
        return replace(
            self._focus,
            **texts,
            responsible_id=self.responsible.value() or self._focus.responsible_id,
            starts_on=self.starts.value(),
            follow_up_on=self.again.field.value(),
        )

    def is_complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        for day in (self.starts, self.again.field):
            if not day.complete():
                day.setFocus()
                return False
        return True

    def refuse(self, code: str, sentence: str) -> bool:
        """Shows what is wrong at its field; False when it belongs to none."""
        name = _AT.get(code)
        if code == "FOKUS-DAG":
            name = "starts_on" if self.starts.value() is None else "follow_up_on"
        field = self.field(name) if name else None
        if field is None:
            return False
        field.refuse(sentence)
        return True

    def _count(self) -> None:
        self.again.count_from(self.starts.value())


def _text(name: str, label: str, help_text: str) -> TextField:
    return TextField(label, help_text=help_text, lines=_LONG.get(name, 2))
