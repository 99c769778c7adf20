"""The child's CPR number, typed at the end because the receiver needs it, and shown by its last two digits alone."""

from datetime import date

from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    TextField,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import paper_out


class CprCard(Card):
    """Off until it is asked for. What is typed is no draft: it is kept on the paper or nowhere."""

    def __init__(self, office: Office, paper_id: Id) -> None:
        super().__init__("CPR-nummer", spacing=3)
        self._office, self._paper_id = office, paper_id
        self._born: date | None = None
        self._says = PlainLabel("")
        self.number = TextField("Barnets CPR-nummer", help_text="Ti cifre. Slettes, når den er journaliseret.")
        self._doubt = MessageLine(message_of(MessageKind.WARNING, "Se efter."), closable=False)
        self.begin = Button("Modtageren skal bruge CPR-nummeret")
        self._put = Button("Skriv det på papiret", tall=True)
        self._away = Button("Tag det af papiret", icon="trash-2")
        self._close = Button("Luk", Kind.QUIET)
        self._typing = Flow([self._put, self._close], gap=3)
        for part in (self._says, self.begin, self.number, self._doubt, self._typing, self._away):
            self.add(part)
        self.begin.clicked.connect(self._ask)
        self._put.clicked.connect(self._write)
        self._close.clicked.connect(self._shut)
        self._away.clicked.connect(lambda: self._set(""))
        self.number.changed.connect(self._look)
        self._shut()

    def set_paper(self, ends: str, born: date | None) -> None:
        """Shows whether it carries a number; ``ends`` are its last two digits."""
        self._born = born
        on_it = f"Der står et CPR-nummer på papiret: ••••••-••{ends}. Det kommer med på alt, du gemmer og viser herfra."
        self._says.setText(
            on_it if ends else "Der står intet CPR-nummer på papiret. Skriv det kun, hvis modtageren skal bruge det."
        )
        self._away.setVisible(bool(ends))
        self.begin.set_words("Skriv et andet" if ends else "Modtageren skal bruge CPR-nummeret")

    def leave(self) -> None:
        """Forgets what was typed and not kept."""
        self._shut()

    def _ask(self) -> None:
        for part in (self.number, self._typing):
            part.show()
        self.begin.hide()
        self.number.setFocus()

    def _shut(self) -> None:
        self.number.set_text("")
        for part in (self.number, self._doubt, self._typing):
            part.hide()
        self.begin.show()

    def _look(self) -> None:
        doubt = paper_out.doubt_about_cpr(self.number.text(), self._born)
        if doubt:
            self._doubt.show_message(message_of(MessageKind.WARNING, doubt))
        self._doubt.setVisible(bool(doubt))

    def _write(self) -> None:
        if self.number.text().strip():
            self._set(self.number.text())
        else:
            self.number.refuse("Skriv nummeret, eller tryk »Luk«.")

    def _set(self, typed: str) -> None:
        paper_id = self._paper_id
        ask(
            self._office.work.run(lambda desk: paper_out.set_cpr(desk, paper_id, typed)),
            self,
            lambda _: self._kept(bool(typed)),
            self._refused,
        )

    def _kept(self, there: bool) -> None:
        self._shut()
        said = "CPR-nummeret står på papiret." if there else "CPR-nummeret er taget af papiret."
        rest = "Gem filen igen, så det kommer med." if there else "Filer, du har gemt før, har det stadig."
        tell(self, Message(MessageKind.SUCCESS, said, rest))

    def _refused(self, error: KnownError) -> None:
        self.number.refuse(str(error))
