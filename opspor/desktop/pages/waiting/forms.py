"""What one notes about an underretning that was sent. Each form keeps a draft until it is noted."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concern.on_request import WritingForm
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RadioList,
    TextField,
    line_of,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, Reply, ReplyKind
from opspor.usecases import replies
from opspor.usecases.desk import Desk

KIND_WORDS = {
    ReplyKind.RECEIPT: "Kvittering: de har fået den",
    ReplyKind.FEEDBACK: "Tilbagemelding: om de undersøger noget eller sætter noget i gang",
    ReplyKind.OTHER: "Noget andet, fx et spørgsmål",
}
LETTER_FILE = "rykker.pdf"  # nothing personal


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks. ``again``: whether one can set a day to look again."""

    head: str
    text: str
    help: str = ""
    verb: str = "Notér det"
    again: str = ""


EVENTS = {
    PaperEvent.REMINDED: Asked(
        "Notér, at du har ringet",
        "Hvem talte du med, og hvad sagde de?",
        "En funktion er nok. Fik du at vide, at de har den, så notér det som et svar.",
    ),
    PaperEvent.CONSIDERED: Asked(
        "Overvej ny underretning",
        "Hvad ser I nu, og hvad gør I?",
        "Er der noget nyt, eller er det ikke blevet bedre, så lav en ny fra bekymringen. Den gamle dækker det ikke.",
        "Notér, hvad I kom frem til",
        "Hvornår ser I på det igen?",
    ),
    PaperEvent.JOURNALISED: Asked(
        "Journaliseret",
        "Hvor står den?",
        "Fx i institutionens arkiv. Et CPR-nummer på den slettes her i samme øjeblik.",
    ),
    PaperEvent.SUPPLEMENTED: Asked(
        "Det skal ikke skrives",
        "Hvorfor ikke?",
        "Fx at kommunen har fået det at vide i telefonen, og hvornår.",
    ),
}
_AT = {
    "SVAR-HVEM": "who", "SVAR-ORD": "text", "SVAR-GRUND": "text", "SVAR-TIDLIG": "on", "SVAR-FREM": "on",
    "SVAR-DAG": "again",
}  # fmt: skip


class _NoteForm(WritingForm):
    """A card with fields that keep a draft, a button that notes them and one that closes it."""

    def __init__(self, office: Office, key: str, head: str, verb: str) -> None:
        super().__init__()
        self._office = office
        self._card = Card(head, spacing=4)
        Column(self, spacing=0).addWidget(self._card)
        self._key, self._verb = key, verb
        self.on = DateLine("Hvornår?", lambda: office.work.clock().date())
        self.again: DateField | None = None
        self.who: TextField | None = None
        self.text: TextField

    def _keep(self, *fields: TextField | DateLine | DateField | None) -> None:
        """The last of making one: what was typed before comes back."""
        save, close = Button(self._verb, tall=True), Button("Luk", Kind.QUIET)
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        self._card.add(line_of(save, close, self._saved, spacing=3))
        save.clicked.connect(self._save)
        close.clicked.connect(self.hide)
        self.keeper = DraftKeeper(self, self._office.work, self._key, self._fields, self._restore, self._saved.setText)
        for field in fields:
            if field is not None:
                field.changed.connect(self.keeper.touch)
        self.hide()

    def _fields(self) -> Mapping[str, str]:
        on, again = self.on.value(), self.again.value() if self.again else None
        return {
            "on": on.isoformat() if on else "",
            "again": again.isoformat() if again else "",
            "who": self.who.text() if self.who else "",
            "text": self.text.text(),
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.on.set_value(_day(fields, "on"))
        if self.again is not None:
            self.again.set_value(_day(fields, "again"))
        if self.who is not None:
            self.who.set_text(fields.get("who", ""))
        self.text.set_text(fields.get("text", ""))
        if fields:
            self.show()

    def _write(self, on: date, again: date | None) -> Callable[[Desk], object]:
        raise NotImplementedError

    def _save(self) -> None:
        """Notes it, or says at the field what is missing."""
        on = self.on.read()
        if on is None or (self.again is not None and not self.again.complete()):
            return
        again = self.again.value() if self.again is not None else None
        done: Future[object] = self._office.work.run(self._write(on, again))
        ask(done, self, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        self._restore({})
        self.keeper.drop()
        self._saved.setText("")
        self.hide()
        tell(self, Message(MessageKind.SUCCESS, "Det er noteret.", ""))

    def _refused(self, error: KnownError) -> None:
        fields = {"who": self.who, "text": self.text, "on": self.on, "again": self.again}
        field = fields.get(_AT.get(error.code, ""))
        if field is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            field.set_error(str(error))
            field.setFocus()


class ReplyForm(_NoteForm):
    """What came back: what kind, when, from whom, what it said. With ``corrects`` it begins with what stood there."""

    written = Signal()

    def __init__(self, office: Office, paper_id: Id, key: str, corrects: Reply | None = None) -> None:
        super().__init__(office, key, "Ret svaret" if corrects else "Notér svar", "Notér svaret")
        self._paper_id, self._corrects = paper_id, corrects
        self.kind: RadioList[ReplyKind] = RadioList(
            "Hvad kom der?", [(words, one) for one, words in KIND_WORDS.items()]
        )
        self.who = TextField("Hvem svarede?", help_text="Et kontor eller en funktion er nok.")
        self.text = TextField(
            "Hvad svarede de?",
            help_text="Skriv det, du som fagperson må få at vide. Ved en kvittering kan feltet være tomt.",
            lines=3,
        )
        self.again = DateField(
            "Hvornår ser I på det igen?",
            help_text="Kan være tom. Så minder opspor om det, 30 dage efter den blev sendt.",
        )
        self._missing = PlainLabel("Vælg, hvad der kom.", "small", "danger")
        self._missing.hide()
        self.first = self.kind
        for part in (
            PlainLabel("Hvad kom der?", "body_strong"), self.kind, self._missing, self.on, self.who, self.text,
            self.again,
        ):  # fmt: skip
            self._card.add(part)
        if corrects is not None:
            self._restore_reply(corrects)
        self._keep(self.on, self.who, self.text, self.again)
        self.kind.chosen.connect(lambda _: self._chosen())

    def _chosen(self) -> None:
        self._missing.hide()
        self.keeper.touch()

    def _restore_reply(self, reply: Reply) -> None:
        self.kind.set_value(reply.kind)
        self.on.set_value(reply.came_on)
        assert self.who is not None  # noqa: S101  made above
        self.who.set_text(reply.sender)
        self.text.set_text(reply.text)

    def _fields(self) -> Mapping[str, str]:
        kind = self.kind.value()
        return {**super()._fields(), "kind": kind.value if kind else ""}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.kind.set_value(ReplyKind(fields["kind"]) if fields.get("kind") else None)
        super()._restore(fields)

    def _save(self) -> None:
        if self.kind.value() is None:
            self._missing.show()
            self.kind.setFocus()
        else:
            super()._save()

    def _write(self, on: date, again: date | None) -> Callable[[Desk], object]:
        kind = self.kind.value()
        assert kind is not None  # noqa: S101  asked above
        assert self.who is not None  # noqa: S101  made above
        return partial(
            replies.note, paper_id=self._paper_id, kind=kind, came_on=on, sender=self.who.text(),
            text=self.text.text(), again_on=again, corrects=self._corrects.id if self._corrects else None,
        )  # fmt: skip


class EventForm(_NoteForm):
    """Something that was done about it, in words, on a day."""

    def __init__(self, office: Office, paper_id: Id, key: str, event: PaperEvent) -> None:
        asked = EVENTS[event]
        super().__init__(office, key, asked.head, asked.verb)
        self._paper_id, self._event = paper_id, event
        self.text = TextField(asked.text, help_text=asked.help, lines=3)
        self.first = self.on
        self._card.add(self.on)
        self._card.add(self.text)
        if asked.again:
            self.again = DateField(asked.again, help_text="Kan være tom.")
            self._card.add(self.again)
        self._keep(self.on, self.text, self.again)

    def _write(self, on: date, again: date | None) -> Callable[[Desk], object]:
        return partial(
            replies.happened, paper_id=self._paper_id, event=self._event, on=on, text=self.text.text(), again_on=again
        )


class LetterCard(Card):
    """The letter that asks for an answer, as PDF; whether the child stands in it is asked each time."""

    def __init__(self, office: Office, paper_id: Id) -> None:
        super().__init__("Lav rykker", spacing=4)
        self._office, self._paper_id = office, paper_id
        self.says = PlainLabel("", "body")
        self.named: RadioList[bool] = RadioList(
            "Skal barnets navn stå i brevet?",
            [("Nej, kun dagen og vores nummer", False), ("Ja, brevet sendes med sikker post", True)],
            value=False,
        )
        save, close = Button("Gem brevet som PDF", icon="download", tall=True), Button("Luk", Kind.QUIET)
        for part in (
            self.says, PlainLabel("Skal barnets navn stå i brevet?", "body_strong"), self.named,
            line_of(save, close, spacing=3),
        ):  # fmt: skip
            self.add(part)
        save.clicked.connect(self._ask_where)
        close.clicked.connect(self.hide)
        self.setFocusProxy(self.named)
        self.hide()

    def _ask_where(self) -> None:
        save_pdf_as(self, LETTER_FILE, self._save)

    def _save(self, target: Path) -> None:
        made = partial(replies.print_reminder, paper_id=self._paper_id, target=target, named=self.named.value() is True)
        ask(self._office.work.run(made), self, lambda _: self._saved())

    def _saved(self) -> None:
        self.hide()
        told = Message(
            MessageKind.SUCCESS, "Brevet er gemt, og det er noteret, at I har rykket.", "Send det, og slet så filen."
        )
        tell(self, told)


def _day(fields: Mapping[str, str], key: str) -> date | None:
    return date.fromisoformat(fields[key]) if fields.get(key) else None
