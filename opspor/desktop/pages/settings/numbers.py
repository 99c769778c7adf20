"""Telefonnumre: those of this municipality and institution, each with who tried it and when."""

from collections.abc import Callable, Mapping
from datetime import date

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    box,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.local import checked_words, is_old
from opspor.reference import numbers
from opspor.reference.numbers import Layer, Place
from opspor.usecases import contacts
from opspor.usecases.contacts import Contact

_HEADS = {Layer.MUNICIPALITY: "Kommunens numre", Layer.INSTITUTION: "Jeres egne numre"}


class NumbersSection(Section):
    """One card per number. A number counts when somebody has tried it (design section 11, rule 9)."""

    title = "Telefonnumre"
    icon = "phone"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office = office
        today = office.work.clock().date()
        self._cards = [_NumberCard(place, today) for place in numbers.places()]
        intro = (
            "112 og 114 er med fra begyndelsen. Resten skriver I selv ind. Ring og prøv nummeret, før du gemmer det."
        )
        note = "Numrene kan læses, også når opspor er låst. Skriv funktioner, aldrig personers navne."
        self.column.addWidget(box(PlainLabel(intro), PlainLabel(note, "body", "text_2"), spacing=1))
        for layer, head in _HEADS.items():
            self.column.addWidget(PlainLabel(head, "section"))
            for card in self._cards:
                if card.layer is layer:
                    self.column.addWidget(card)
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        save = Button("Gem telefonnumre", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        self.column.addWidget(Flow([save, self._saved], gap=3))
        save.clicked.connect(self._save)
        self._shown: tuple[Contact, ...] = ()
        self._reading = Reading(self, lambda: office.work.look(contacts.listed), self._show, Changed.SETTINGS)
        self._draft = DraftKeeper(
            self, office.work, "settings:numbers", self._changed, self._restore, self._saved.setText
        )
        for card in self._cards:
            card.connect_to(self._draft.touch)

    def refresh(self, changes: Changes) -> None:
        """The numbers again; what is being typed stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _show(self, entries: tuple[Contact, ...]) -> None:
        by_key = {entry.key: entry for entry in entries}
        before = {entry.key: entry for entry in self._shown}
        for card in self._cards:
            if card.is_as(before.get(card.key)):
                card.fill(by_key.get(card.key))
        self._shown = entries

    def _changed(self) -> Mapping[str, str]:
        shown = {entry.key: entry for entry in self._shown}
        if all(card.is_as(shown.get(card.key)) for card in self._cards):
            return {}
        return {f"{card.key}.{name}": text for card in self._cards for name, text in card.texts().items()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        for card in self._cards:
            card.restore({name: fields.get(f"{card.key}.{name}", "") for name in card.texts()})

    def _save(self) -> None:
        for card in self._cards:
            if not card.complete():
                return
        entries = tuple(card.value() for card in self._cards)
        ask(self._office.work.run(lambda desk: contacts.save(desk, entries)), self, lambda _: self._done())

    def _done(self) -> None:
        self._draft.drop()
        self._saved.setText("")
        tell(self, Message(MessageKind.SUCCESS, "Numrene er gemt.", "De står nu i beredskabet, F2."))


class _NumberCard(Card):
    """Phone, hours, who tried it and when; and that it is long ago."""

    def __init__(self, place: Place, today: date) -> None:
        super().__init__(place.function, fact=place.when)
        self.key, self._function, self.layer, self._today = place.key, place.function, place.layer, today
        self._phone = TextField("Telefon", placeholder="8 cifre")
        self._hours = TextField("Hvornår?", placeholder="Fx hverdage 8–15")
        self._by = TextField("Prøvet af", placeholder="Fx leder")
        self._on = DateField("Prøvet den")
        self.add(Tiles([self._phone, self._hours, self._by, self._on], least=60, gap=4))
        self._old = PlainLabel("", "body", "warning")
        self._old.hide()
        self.add(self._old)

    def connect_to(self, typed: Callable[[], object]) -> None:
        """Tells ``typed`` of every key."""
        for field in (self._phone, self._hours, self._by, self._on):
            field.changed.connect(typed)

    def value(self) -> Contact:
        """The number as it stands."""
        return Contact(
            self.key, self._function, self._phone.text(), self._hours.text(), self._on.value(), self._by.text()
        )

    def is_as(self, entry: Contact | None) -> bool:
        """True when nobody has changed what was shown."""
        return self.value() == (entry or Contact(self.key, self._function, "", "", None, ""))

    def fill(self, entry: Contact | None) -> None:
        """Shows a number, or an empty one."""
        shown = entry or Contact(self.key, self._function, "", "", None, "")
        self._old.setText(f"{checked_words(shown.checked_on, self._today).capitalize()}. Ring, og prøv det igen.")
        self._old.setVisible(bool(shown.phone) and is_old(shown.checked_on, self._today))
        self.restore(
            {"phone": shown.phone, "hours": shown.hours, "by": shown.checked_by_function, "on": _day(shown.checked_on)}
        )

    def texts(self) -> dict[str, str]:
        """What stands in the fields, as text."""
        return {
            "phone": self._phone.text(),
            "hours": self._hours.text(),
            "by": self._by.text(),
            "on": _day(self._on.value()),
        }

    def restore(self, texts: Mapping[str, str]) -> None:
        """Fills the fields; that is not typing."""
        fields = (self._phone, self._hours, self._by, self._on)
        for field in fields:
            field.blockSignals(True)
        self._phone.set_text(texts["phone"])
        self._hours.set_text(texts["hours"])
        self._by.set_text(texts["by"])
        self._on.set_value(read_date(texts["on"]))
        for field in fields:
            field.blockSignals(False)

    def complete(self) -> bool:
        """False, with the error under the field, when a number lacks who tried it or when."""
        if not self._on.complete():
            self._on.setFocus()
            return False
        if not self._phone.text():
            return True
        if not self._by.text():
            self._by.refuse("Skriv, hvilken funktion der har prøvet nummeret.")
            return False
        if self._on.value() is None:
            self._on.refuse("Skriv, hvornår nummeret blev prøvet.")
            return False
        return True


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
