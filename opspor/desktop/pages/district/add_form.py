"""A child is added to a district in three fields."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import NO_ID, Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import visits


class AddForm(Card):
    """Name, birth or term, address. ``added`` carries the child, ``closed`` says that nobody was."""

    added = Signal(object)
    closed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__("Tilføj et barn")
        self._work = office.work
        self.group = NO_ID
        self._name = TextField("Navn", placeholder="Fornavn og efternavn")
        self._birth = DateField("Fødselsdato eller termin")
        self._address = TextField("Adresse (kan udelades)")
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        self._ok = Button("Tilføj barnet", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        self.add(Tiles([self._name, self._birth, self._address], least=52, gap=4))
        self.add(Flow([self._ok, cancel, self._saved], gap=3))
        self._draft = DraftKeeper(self, office.work, "district:new", self._fields, self._restore, self._saved.setText)
        for part in (self._name, self._birth, self._address):
            part.changed.connect(self._draft.touch)
        self._ok.clicked.connect(self._add)
        cancel.clicked.connect(self._cancel)

    def begin(self) -> None:
        """The form was opened."""
        self._name.setFocus()

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _fields(self) -> Mapping[str, str]:
        born = self._birth.value()
        return {
            "name": self._name.text(),
            "birth": f"{born:%d.%m.%Y}" if born else "",
            "address": self._address.text(),
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._name.set_text(fields.get("name", ""))
        self._birth.set_value(read_date(fields.get("birth", "")))
        self._address.set_text(fields.get("address", ""))
        self.show()

    def _add(self) -> None:
        if not self._birth.complete():
            self._birth.setFocus()
            return
        group, name, birth, address = self.group, self._name.text(), self._birth.value(), self._address.text()
        adding = self._work.run(lambda desk: visits.add_child(desk, group, name=name, birth=birth, address=address))
        ask(adding, self, self._done, self._failed)

    def _done(self, child: Id) -> None:
        self._empty()
        self.added.emit(child)

    def _failed(self, error: KnownError) -> None:
        wrong = {"BARN-NAVN": self._name, "DISTRIKT-DATO": self._birth}.get(error.code)
        if wrong is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            wrong.refuse(str(error))

    def _cancel(self) -> None:
        self._empty()
        self.closed.emit()

    def _empty(self) -> None:
        self._name.set_text("")
        self._birth.set_value(None)
        self._address.set_text("")
        self._saved.setText("")
        self._draft.drop()
