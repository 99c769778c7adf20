"""Who it is about, when it was, and what was seen and heard: the first lines of a concern."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, Column, Kind, ListRow, PlainLabel, RowList, TextField, line_of
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.usecases import children

_HITS = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """What was written. Either ``child_id`` or ``typed_name``."""

    child_id: Id | None
    typed_name: str
    seen_on: date
    what: str


class FactsForm(QWidget):
    """The fields. A name that is typed finds the children one may see; another name is a full answer too."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._child: ChildInList | None = None
        self._given = False
        column = Column(self, spacing=5)
        column.addWidget(PlainLabel("Skriv ned, hvad du så og hørte", "question"))
        self.who = TextField(
            "Hvem handler det om?",
            help_text="Skriv et navn, også når du ikke har adgang til barnet her.",
        )
        self._hits = RowList("Børn, der ligner")
        self._hit_card = Card(flush=True)
        self._hit_card.add(self._hits)
        self._hit_card.hide()
        self._chosen = PlainLabel("", "section")
        self._other = Button("Vælg en anden", Kind.LINK)
        self._chosen_line = line_of(self._chosen, self._other, spacing=4)
        self._chosen_line.hide()
        self.seen_on = DateLine("Hvornår var det?", lambda: office.work.clock().date())
        self.what = TextField(
            "Hvad så og hørte du?",
            help_text="Skriv det, du så og hørte, før det, du tror. Skriv barnets ord, som de blev sagt. Kort er nok.",
            lines=6,
        )
        for part in (self.who, self._hit_card, self._chosen_line, self.seen_on, self.what):
            column.addWidget(part)
        self.who.changed.connect(self._search)
        for field in (self.who, self.seen_on, self.what):
            field.changed.connect(self.changed)
        self._hits.opened.connect(self._choose)
        self._other.clicked.connect(self._choose_another)
        self._found: tuple[ChildInList, ...] = ()

    def give_child(self, child: ChildInList | None) -> None:
        """The child that the page was opened for."""
        self._given = child is not None
        self.set_child(child)

    def set_child(self, child: ChildInList | None) -> None:
        """The child it is about; None asks for a name."""
        self._child = child
        self.who.setVisible(child is None)
        self._hit_card.hide()
        self._chosen_line.setVisible(child is not None)
        if child is not None:
            groups = ", ".join(child.group_names)
            self._chosen.setText(" · ".join(filter(None, (child.full_name, groups))))

    def set_focus(self) -> None:
        """The cursor goes to the first field that is empty."""
        if self._child is None and not self.who.text():
            self.who.setFocus()
        elif self.seen_on.value() is None:
            self.seen_on.setFocus()
        else:
            self.what.setFocus()

    def fields(self) -> Mapping[str, str]:
        """What is typed, for the draft."""
        seen = self.seen_on.value()
        return {
            "who": self.who.text(),
            "child": self._child.id if self._child and not self._given else "",
            "seen": seen.isoformat() if seen else "",
            "what": self.what.text(),
        }

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills the form from a draft."""
        self.who.set_text(fields.get("who", ""))
        self.what.set_text(fields.get("what", ""))
        if fields.get("seen"):
            self.seen_on.set_value(date.fromisoformat(fields["seen"]))
        if child_id := fields.get("child"):
            ask(self._office.work.look(children.listed), self, lambda seen: self._find(child_id, seen))

    def _find(self, child_id: str, seen: tuple[ChildInList, ...]) -> None:
        found = next((child for child in seen if child.id == child_id), None)
        if found is not None:
            self.set_child(found)

    def read(self) -> Facts | None:
        """What is written; None, with the error at its field, when the date is missing or cannot be read."""
        seen = self.seen_on.read()
        if seen is None:
            return None
        return Facts(self._child.id if self._child else None, self.who.text(), seen, self.what.text())

    # --- finding a child ------------------------------------------------------------------------------------------

    def _search(self) -> None:
        name = self.who.text()
        if len(name) < 2:
            self._hit_card.hide()
            return
        found = self._office.work.look(lambda desk: children.listed(desk, search=name, limit=_HITS))
        ask(found, self, lambda hits: self._show_hits(name, hits), lambda _: self._hit_card.hide())

    def _show_hits(self, name: str, hits: tuple[ChildInList, ...]) -> None:
        if name != self.who.text() or self._child is not None:
            return  # typed on meanwhile
        self._found = hits
        self._hits.set_rows(
            [ListRow(child.full_name, ", ".join(child.group_names), "Vælg", "user-round", child.id) for child in hits]
        )
        self._hit_card.setVisible(bool(hits))

    def _choose(self, child_id: Id) -> None:
        self.set_child(next(child for child in self._found if child.id == child_id))
        self.set_focus()
        self.changed.emit()

    def _choose_another(self) -> None:
        self.set_child(None)
        self.who.setFocus()
