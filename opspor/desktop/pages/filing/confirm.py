"""When and where it was journalised: the form that notes it, and that corrects it. What is typed is kept as a draft."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concern.on_request import WritingForm
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    line_of,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.usecases.desk import Desk

_AT = {"JOURNAL-HVOR": "where", "JOURNAL-FREM": "on", "JOURNAL-TIDLIG": "on"}
Write = Callable[[Desk, date, str], object]


class ConfirmForm(WritingForm):
    """A day and a reference. ``noted`` when it stands in the vault."""

    noted = Signal()

    def __init__(self, office: Office, key: str, head: str, verb: str) -> None:
        super().__init__()
        self._office = office
        self._write: Write | None = None
        self.about = ""  # what is being corrected: a draft is of that alone
        self.says = PlainLabel("", "body_strong")
        self.on = DateLine("Hvornår blev det journaliseret?", lambda: office.work.clock().date())
        self.where = TextField(
            "Hvor ligger det?", help_text="Sagens nummer, eller hvad I kalder stedet. Skriv ikke barnets navn."
        )
        self.first = self.on
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        save, close = Button(verb, tall=True), Button("Luk", Kind.QUIET)
        card = Card(head, spacing=4)
        for part in (self.says, self.on, self.where, line_of(save, close, self._saved, spacing=3)):
            card.add(part)
        Column(self, spacing=0).addWidget(card)
        save.clicked.connect(self._save)
        close.clicked.connect(self.hide)
        self.keeper = DraftKeeper(self, office.work, key, self._fields, self.restore, self._saved.setText)
        for field in (self.on, self.where):
            field.changed.connect(self.keeper.touch)
        self.hide()

    def begin_with(self, says: str, write: Write) -> None:
        """Opens for what ``says`` names; ``write`` notes it."""
        self.says.setText(says)
        self._write = write
        self.begin()

    def _fields(self) -> Mapping[str, str]:
        on = self.on.value()
        return {"on": on.isoformat() if on else "", "where": self.where.text(), "about": self.about}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills it from a draft, or from what stands."""
        self.on.set_value(date.fromisoformat(fields["on"]) if fields.get("on") else None)
        self.where.set_text(fields.get("where", ""))
        self.about = fields.get("about", "")

    def _save(self) -> None:
        on, write = self.on.read(), self._write
        if on is None or write is None:
            return
        where = self.where.text()
        ask(self._office.work.run(lambda desk: write(desk, on, where)), self, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        self.restore({})
        self.keeper.drop()
        self._saved.setText("")
        self.hide()
        self.noted.emit()

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, DateLine | TextField] = {"on": self.on, "where": self.where}
        field = fields.get(_AT.get(error.code, ""))
        if field is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            field.set_error(str(error))
            field.setFocus()
