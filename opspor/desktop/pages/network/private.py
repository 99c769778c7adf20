"""Whether the private network was considered, on which day, and what came of it; and who drew the map."""

from datetime import date

from PySide6.QtCore import Signal

from opspor.desktop.widgets import Card, ChoiceField, DateField, Field, TextField
from opspor.domain.errors import KnownError
from opspor.domain.network import CONSIDERED_WORDS, Network

QUESTION = "Kan det private netværk hjælpe?"


class PrivateCard(Card):
    """The part of a map that is not a person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Det private netværk", spacing=3)
        self.considered = ChoiceField(
            QUESTION, [(words, considered) for considered, words in CONSIDERED_WORDS.items()],
            help_text="Har I sammen med familien tænkt på, om familie, venner eller naboer kan hjælpe?",
        )  # fmt: skip
        self.on = DateField("Hvilken dag talte I om det?")
        self.note = TextField("Hvad kom der ud af det?", help_text="Hvem kan hvad? Kan stå tomt.", lines=2)
        self.drawn_with = TextField("Hvem tegnede kortet sammen?", help_text="Fx »Karla og mor«. Kan stå tomt.")
        self._fields: tuple[Field, ...] = (self.considered, self.on, self.note, self.drawn_with)
        for field in self._fields:
            self.add(field)
            field.changed.connect(self.changed)

    def set_value(self, network: Network) -> None:
        """Shows what stands on a map."""
        for field in self._fields:
            field.blockSignals(True)  # filling it is not typing
        self.considered.set_value(network.considered)
        self.on.set_value(network.considered_on)
        self.note.set_text(network.note)
        self.drawn_with.set_text(network.drawn_with)
        for field in self._fields:
            field.blockSignals(False)
            field.set_error("")

    def value(self) -> Network:
        """What is typed, without the people."""
        on: date | None = self.on.value()
        return Network((), self.drawn_with.text(), self.considered.value(), on, self.note.text())

    def refuse(self, error: KnownError) -> bool:
        """Says what is wrong beside the field it is about; False when it is about something else."""
        if error.code != "NETVAERK-DATO":
            return False
        self.on.refuse(str(error))
        return True
