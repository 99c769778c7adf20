"""What the forms of this page share: a card of fields, kept as a draft from the first key, with one thing to save."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.errors import KnownError
from opspor.usecases.desk import Desk


class FamilyForm(Card):
    """``written`` says that a record was made, ``closed`` that the form was put away, ``found`` that there is a draft.

    Subclasses make ``self.fields`` (what a draft holds, by name), call ``finish`` when all parts are there, and say in
    ``work`` what is to be done.
    """

    written = Signal()
    closed = Signal()
    found = Signal()

    def __init__(self, office: Office, title: str) -> None:
        super().__init__(title)
        self.office = office
        self.fields: dict[str, Field] = {}
        self.wrong: dict[str, Field] = {}  # code of an error -> where it is put right
        self._saved = PlainLabel("", "small", "text_2", wrap=False)

    def finish(self, key: str, *parts: QWidget, verb: str = "Gem") -> None:
        """Puts the parts under each other, and the buttons; reads the draft of that key."""
        ok, away, drop = Button(verb, Kind.MAIN), Button("Læg væk", tall=True), Button("Kassér kladden", Kind.QUIET)
        for part in (*parts, Flow([ok, away, drop, self._saved], gap=3)):
            self.add(part)
        self._keeper = DraftKeeper(self, self.office.work, key, self.typed, self._found, self._saved.setText)
        for field in self.fields.values():
            field.changed.connect(self.touch)
        ok.clicked.connect(self._write)
        away.clicked.connect(self._put_away)
        drop.clicked.connect(self._throw_away)

    def touch(self) -> None:
        """Something was typed or chosen."""
        self.fit()
        self._keeper.touch()

    def fit(self) -> None:
        """Shows the fields that what is chosen asks for."""

    def begin(self) -> None:
        """The form was opened."""
        next(iter(self.fields.values())).setFocus()

    def leave(self) -> None:
        """Keeps what is typed."""
        self._keeper.save()

    def typed(self) -> Mapping[str, str]:
        """What stands in the fields; nothing when nothing does."""
        found = {name: said_in(field) for name, field in self.fields.items()}
        return found if any(found.values()) else {}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills the fields, or empties them."""
        for name, field in self.fields.items():
            put_in(field, fields.get(name, ""))
        self.fit()

    def work(self) -> Callable[[Desk], object] | None:
        """What is to be done; None where a field says what is missing."""
        raise NotImplementedError

    def _found(self, fields: Mapping[str, str]) -> None:
        self.restore(fields)
        self.found.emit()

    def _write(self) -> None:
        for field in self.fields.values():
            if isinstance(field, DateField) and field.isVisibleTo(self) and not field.complete():
                field.setFocus()
                return
        work = self.work()
        if work is not None:
            ask(self.office.work.run(work), self, lambda _: self._done(), self._failed)

    def _failed(self, error: KnownError) -> None:
        if error.code in self.wrong:
            self.wrong[error.code].refuse(str(error))
        elif not refuse_too_long(self, error):
            tell(self, message_of(MessageKind.DANGER, str(error)))

    def _done(self) -> None:
        self._throw()
        self.written.emit()

    def _throw(self) -> None:
        self.restore({})
        self._saved.setText("")
        self._keeper.drop()

    def _throw_away(self) -> None:
        self._throw()
        self.closed.emit()

    def _put_away(self) -> None:
        """Closes the form; what was typed stays as a draft and is there the next time."""
        self._keeper.save()
        self.closed.emit()


def said_in(field: Field) -> str:
    """What stands in a field, as a draft keeps it."""
    match field:
        case TextField():
            return field.text()
        case DateField():
            day = field.value()
            return f"{day:%d.%m.%Y}" if day else ""
        case ChoiceField():
            return str(field.value() or "")
    raise TypeError(field)


def put_in(field: Field, said: str) -> None:
    """The other way."""
    match field:
        case TextField():
            field.set_text(said)
        case DateField():
            field.set_value(read_date(said))
        case ChoiceField():
            field.set_value(said)
