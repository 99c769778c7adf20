"""One person of the map: who it is, where the child knows them from, how close, how often, and what they mean."""

from PySide6.QtCore import Signal

from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.widgets import Button, Card, ChoiceField, Field, Flow, Kind, TextField
from opspor.domain.errors import KnownError
from opspor.domain.network import OFTEN_WORDS, RING_WORDS, SECTOR_WORDS, Person, check_person


class PersonForm(Card):
    """``done`` carries the person and which one it was (None: one more); ``removed`` which one goes; ``closed``."""

    changed = Signal()
    done = Signal(object, object)
    removed = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("En person", spacing=3)
        self.place: int | None = None
        self.name = TextField("Navn", help_text="Et fornavn er nok.")
        self.relation = TextField("Hvem er det for barnet?", help_text="Fx mormor, ven, nabo eller træner.")
        self.sector = ChoiceField(
            "Hvor kender barnet personen fra?", [(words, sector) for sector, words in SECTOR_WORDS.items()]
        )
        self.ring = ChoiceField("Hvor tæt på barnet?", [(words, ring) for ring, words in RING_WORDS.items()])
        self.often = ChoiceField("Hvor tit er der kontakt?", [(words, often) for often, words in OFTEN_WORDS.items()])
        self.means = TextField("Hvad betyder personen for barnet?", help_text="Skriv det, som barnet ser det.", lines=2)
        self.helps = TextField("Hvad kan personen hjælpe med?", help_text="Kan stå tomt.", lines=2)
        self._ok = Button("Sæt på kortet", tall=True)
        self._remove = Button("Tag af kortet", Kind.QUIET)
        away = Button("Fortryd", Kind.QUIET)
        self._fields: tuple[Field, ...] = (
            self.name, self.relation, self.sector, self.ring, self.often, self.means, self.helps,
        )  # fmt: skip
        for field in self._fields:
            self.add(field)
            field.changed.connect(self.changed)
        self.add(Flow([self._ok, self._remove, away], gap=3))
        self._ok.clicked.connect(self._finish)
        self._remove.clicked.connect(self._take_off)
        away.clicked.connect(self._close)

    def begin(self, person: Person, place: int | None) -> None:
        """Shows a person to change, or an empty form for one more."""
        self.place = place
        for field in self._fields:
            field.blockSignals(True)  # filling the form is not typing
        self.name.set_text(person.name)
        self.relation.set_text(person.relation)
        self.sector.set_value(person.sector)
        self.ring.set_value(person.ring)
        self.often.set_value(person.often)
        self.means.set_text(person.means)
        self.helps.set_text(person.helps)
        for field in self._fields:
            field.blockSignals(False)
            field.set_error("")
        self._ok.set_words("Sæt på kortet" if place is None else "Ret på kortet")
        self._remove.setVisible(place is not None)
        self.show()

    def value(self) -> Person:
        """What is typed."""
        return Person(
            self.name.text(), self.relation.text(), self.sector.value(), self.ring.value(), self.often.value(),
            self.means.text(), self.helps.text(),
        )  # fmt: skip

    def _finish(self) -> None:
        person = self.value()
        missing: tuple[tuple[Field, bool, str], ...] = (
            (self.name, bool(person.label), "Skriv et navn, eller hvem det er for barnet."),
            (self.sector, person.sector is not None, "Vælg, hvor barnet kender personen fra."),
            (self.ring, person.ring is not None, "Vælg, hvor tæt på."),
        )
        for field, there, sentence in missing:
            if not there:
                field.refuse(sentence)
                return
        try:
            check_person(person)
        except KnownError as error:
            refuse_too_long(self, error)
            return
        self.hide()
        self.done.emit(person, self.place)

    def _take_off(self) -> None:
        self.hide()
        if self.place is not None:
            self.removed.emit(self.place)

    def _close(self) -> None:
        self.begin(Person(), None)
        self.hide()
        self.closed.emit()
