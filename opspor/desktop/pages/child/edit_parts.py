"""The parts of the form that come in any number: carers, siblings, help."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
    TextField,
    Tiles,
    box,
    tell,
)
from opspor.domain.child import CUSTODY_WORDS, Carer, Custody, HelpGiven, Sibling
from opspor.domain.ids import Id

T = TypeVar("T")


class Entry(Card, Generic[T]):
    """One carer, sibling or help. ``value`` reads it; ``changed`` is told while typing."""

    changed = Signal()
    removed = Signal()

    def value(self) -> T:
        """What stands in the fields."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """True when nothing is written, so that it is not kept."""
        raise NotImplementedError

    def begin(self) -> None:
        """Puts the focus into the first field."""
        raise NotImplementedError

    def _foot(self, words: str, *parts: QWidget) -> None:
        remove = Button(words, Kind.LINK, icon="trash-2")
        remove.clicked.connect(self.removed)
        self.add(Flow([*parts, remove], gap=4))

    def _follow(self, *fields: TextField) -> None:
        for field in fields:
            field.changed.connect(self.changed)


class CarerEntry(Entry[Carer]):
    """A parent or another person who cares for the child."""

    def __init__(self, carer: Carer) -> None:
        super().__init__()
        self._id: Id = carer.id
        self._name = TextField("Navn", text=carer.name)
        self._relation = TextField("Hvem er det?", text=carer.relation, placeholder="Fx mor, medmor, plejefar")
        self._phone = TextField("Telefon", text=carer.phone)
        self._address = TextField("Adresse", text=carer.address, lines=2)
        self._custody: Segmented[Custody] = Segmented(
            "Del i forældremyndigheden", [(words, own) for own, words in CUSTODY_WORDS.items()], value=carer.custody
        )
        self._lives = CheckBox("Bor med barnet")
        self._protected = CheckBox("Beskyttet: adresse og telefon står ikke på papirer")
        self._lives.setChecked(carer.lives_with_child)
        self._protected.setChecked(carer.protected)
        self.add(Tiles([self._name, self._relation, self._phone, self._address], least=50, gap=4))
        self.add(box(PlainLabel("Del i forældremyndigheden", "body_strong"), Flow([self._custody]), spacing=1))
        self._foot("Fjern denne person", self._lives, self._protected)
        self._follow(self._name, self._relation, self._phone, self._address)
        self._custody.chosen.connect(lambda _: self.changed.emit())
        for tick in (self._lives, self._protected):
            tick.toggled.connect(lambda _: self.changed.emit())

    def value(self) -> Carer:
        return Carer(
            self._id, self._name.text(), self._relation.text(), self._custody.value() or Custody.UNKNOWN,
            self._address.text(), self._phone.text(), self._protected.isChecked(), self._lives.isChecked(),
        )  # fmt: skip

    def is_empty(self) -> bool:
        return not any(field.text() for field in (self._name, self._relation, self._phone, self._address))

    def begin(self) -> None:
        self._name.setFocus()


class SiblingEntry(Entry[Sibling]):
    """A brother or sister."""

    def __init__(self, sibling: Sibling) -> None:
        super().__init__()
        self._name = TextField("Navn", text=sibling.name)
        self._about = TextField("Om", text=sibling.about, placeholder="Fx 2 år, samme vuggestue")
        self.add(Tiles([self._name, self._about], least=50, gap=4))
        self._foot("Fjern")
        self._follow(self._name, self._about)

    def value(self) -> Sibling:
        return Sibling(self._name.text(), self._about.text())

    def is_empty(self) -> bool:
        return not self._name.text() and not self._about.text()

    def begin(self) -> None:
        self._name.setFocus()


class HelpEntry(Entry[HelpGiven]):
    """Help that the child or the family gets or got."""

    def __init__(self, given: HelpGiven) -> None:
        super().__init__()
        self._what = TextField("Hvilken hjælp?", text=given.what, placeholder="Fx talepædagog")
        self._since = TextField("Siden", text=given.since, placeholder="Fx august 2025")
        self._effect = TextField("Hjalp det?", text=given.effect)
        self._ongoing = CheckBox("Er i gang")
        self._ongoing.setChecked(given.ongoing)
        self.add(Tiles([self._what, self._since, self._effect], least=44, gap=4))
        self._foot("Fjern", self._ongoing)
        self._follow(self._what, self._since, self._effect)
        self._ongoing.toggled.connect(lambda _: self.changed.emit())

    def value(self) -> HelpGiven:
        return HelpGiven(self._what.text(), self._since.text(), self._effect.text(), self._ongoing.isChecked())

    def is_empty(self) -> bool:
        return not any(field.text() for field in (self._what, self._since, self._effect))

    def begin(self) -> None:
        self._what.setFocus()


class Entries(QWidget, Generic[T]):
    """Any number of entries up to ``most`` (0: no limit), each can be removed, and the removal undone."""

    changed = Signal()

    def __init__(
        self, head: str, add_words: str, make: Callable[[T], Entry[T]], blank: Callable[[], T], *, most: int = 0
    ) -> None:
        super().__init__()
        self._make, self._blank, self._most = make, blank, most
        self._entries: list[Entry[T]] = []
        column = Column(self, spacing=3)
        column.addWidget(PlainLabel(head, "section"))
        self._inside = Column(spacing=3)
        column.addLayout(self._inside)
        self._add = Button(add_words, icon="plus")
        column.addWidget(self._add)
        self._add.clicked.connect(self._add_blank)

    def values(self) -> tuple[T, ...]:
        """All that have something written in them."""
        return tuple(entry.value() for entry in self._entries if not entry.is_empty())

    def set_values(self, values: Sequence[T]) -> None:
        """Shows these instead."""
        for entry in self._entries:
            entry.hide()
            entry.deleteLater()
        self._entries = []
        for value in values:
            self._insert(len(self._entries), value)

    def _insert(self, place: int, value: T) -> Entry[T]:
        entry = self._make(value)
        entry.changed.connect(self.changed)
        entry.removed.connect(lambda: self._remove(entry))
        self._entries.insert(place, entry)
        self._inside.insertWidget(place, entry)
        self._measure()
        return entry

    def _add_blank(self) -> None:
        if self._add.cannot:
            return
        self._insert(len(self._entries), self._blank()).begin()

    def _remove(self, entry: Entry[T]) -> None:
        place, value, empty = self._entries.index(entry), entry.value(), entry.is_empty()
        self._entries.remove(entry)
        self._add.setFocus()
        entry.hide()
        entry.deleteLater()
        self._measure()
        self.changed.emit()
        if not empty:
            tell(self, Message(MessageKind.INFO, "Fjernet.", action=("Fortryd", lambda: self._put_back(place, value))))

    def _put_back(self, place: int, value: T) -> None:
        self._insert(place, value).begin()
        self.changed.emit()

    def _measure(self) -> None:
        full = bool(self._most) and len(self._entries) >= self._most
        self._add.set_cannot(f"Der er plads til {self._most}. Fjern én først." if full else "")
