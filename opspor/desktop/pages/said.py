"""How the child came to say it, what it was asked, and by whom: the fields under a child's own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import ChoiceField, Column, Field, TextField, Tiles
from opspor.domain.concern import HOW_SAID_WORDS, HowSaid


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the fields."""

    how: HowSaid | None
    asked: str
    asked_by: str


class SaidFields(QWidget):
    """``changed`` while typing. Where the child said it by itself nobody asked: only the first field stands then."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=4)
        self.how = ChoiceField("Hvordan kom det frem?", [(words, how) for how, words in HOW_SAID_WORDS.items()])
        self.asked = TextField(
            "Hvad spurgte du om?", help_text="Også ordret. Har du ikke spurgt, så skriv det.", lines=2
        )
        self.asked_by = TextField("Hvem spurgte?", help_text="Skriv kun, hvis det var en anden end dig.")
        column.addWidget(Tiles([self.how, self.asked_by], least=40, gap=4))
        column.addWidget(self.asked)
        fields: tuple[Field, ...] = (self.how, self.asked_by, self.asked)
        for field in fields:
            field.changed.connect(self.changed)
        self.how.changed.connect(self._turn)

    def value(self) -> Said:
        """What is written; a question that is out of sight is none."""
        how = self.how.value()
        if how is HowSaid.SPONTANEOUS:
            return Said(how, "", "")
        return Said(how, self.asked.text(), self.asked_by.text())

    def fields(self) -> Mapping[str, str]:
        """For the draft."""
        return {"how": self.how.value() or "", "asked": self.asked.text(), "asked_by": self.asked_by.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        """From the draft; an empty one empties the fields."""
        self.how.set_value(HowSaid(fields["how"]) if fields.get("how") else None)
        self.asked.set_text(fields.get("asked", ""))
        self.asked_by.set_text(fields.get("asked_by", ""))
        self._turn()

    def _turn(self) -> None:
        asked = self.how.value() is not HowSaid.SPONTANEOUS
        self.asked.setVisible(asked)
        self.asked_by.setVisible(asked)
