"""One child, added by hand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Field,
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
from opspor.usecases import children
from opspor.usecases.children import NewChild


class AddForm(Card):
    """Name, birth date and room. ``added`` carries what was imported, ``closed`` says that nobody was."""

    added = Signal(object)
    closed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__("Tilføj et barn")
        self._office = office
        self._first = TextField("Fornavn")
        self._last = TextField("Efternavn")
        self._birth = DateField("Fødselsdato")
        self._group = TextField("Stue eller klasse", placeholder="Fx Bøgestuen")
        self._groups: Sequence[str] = ()
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        self._ok = Button("Tilføj barnet", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        self.add(Tiles([self._first, self._last, self._birth, self._group], least=44, gap=4))
        self.add(Flow([self._ok, cancel, self._saved], gap=3))
        self._draft = DraftKeeper(self, office.work, "child:new", self._fields, self._restore, self._saved.setText)
        parts: tuple[Field, ...] = (self._first, self._last, self._birth, self._group)
        for part in parts:
            part.changed.connect(self._draft.touch)
        self._ok.clicked.connect(self._add)
        cancel.clicked.connect(self._cancel)

    def begin(self) -> None:
        """The form was opened."""
        if not self._group.text() and len(self._groups) == 1:
            self._group.set_text(self._groups[0])
        self._first.setFocus()

    def set_groups(self, names: Sequence[str]) -> None:
        """The rooms there are; the only one is filled in when the form opens."""
        self._groups = names

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _fields(self) -> Mapping[str, str]:
        born = self._birth.value()
        return {
            "first": self._first.text(),
            "last": self._last.text(),
            "birth": f"{born:%d.%m.%Y}" if born else "",
            "group": self._group.text(),
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._first.set_text(fields.get("first", ""))
        self._last.set_text(fields.get("last", ""))
        self._birth.set_value(read_date(fields.get("birth", "")))
        self._group.set_text(fields.get("group", ""))
        self.show()

    def _add(self) -> None:
        if not self._birth.complete():
            self._birth.setFocus()
            return
        new = NewChild(self._first.text(), self._last.text(), self._birth.value(), "", self._group.text(), "")
        ask(self._office.work.run(lambda d: children.import_list(d, [new])), self, self._done, self._failed)

    def _done(self, imported: object) -> None:
        self._empty()
        self.added.emit(imported)

    def _failed(self, error: KnownError) -> None:
        wrong = {"BARN-NAVN": self._first, "LISTE-GRUPPE": self._group}.get(error.code)
        if wrong is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            wrong.refuse(str(error))

    def _cancel(self) -> None:
        self._empty()
        self.closed.emit()

    def _empty(self) -> None:
        self._first.set_text("")
        self._last.set_text("")
        self._birth.set_value(None)
        self._group.set_text("")
        self._saved.setText("")
        self._draft.drop()
