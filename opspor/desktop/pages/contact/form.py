"""Writing a contact down, or a new version of one: kept as a draft from the first key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.contact.people import PeopleField
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
    Tiles,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.assessment import CONTEXT_PLACES, Context
from opspor.domain.contact import WAY_WORDS, Contact, ParentContact, Way
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import parent_contacts
from opspor.usecases.parent_contacts import CORRECTED_MEANWHILE, ContactLog, draft_key

_TALKED, _TRIED = "talked", "tried"


class ContactForm(Card):
    """``written`` says that a record was made, ``closed`` that the form was put away, ``found`` that there is a draft.

    The day is today until somebody writes another; nothing else is chosen beforehand.
    """

    written = Signal()
    closed = Signal()
    found = Signal()

    def __init__(self, office: Office, log: ContactLog) -> None:
        super().__init__("En kontakt")
        self._office, self._child = office, log.child.id
        self._corrects: Id | None = None
        self._told = False  # that somebody else corrected it meanwhile
        self.about = PlainLabel("Du retter en kontakt. Den gamle udgave bliver stående i mappen.", "body", "text_2")
        self.day = DateField("Dag", value=office.work.clock().date())
        self.way = ChoiceField("Hvordan?", [(words, way) for way, words in WAY_WORDS.items()])
        self.talked = ChoiceField(
            "Fik I talt sammen?", [("Ja, vi talte sammen", _TALKED), ("Nej, jeg prøvede forgæves", _TRIED)]
        )
        self.where = ChoiceField(
            "Hvor hører det til?", [(CONTEXT_PLACES[context], context) for context in log.contexts],
            value=log.contexts[0] if len(log.contexts) == 1 else None,
        )  # fmt: skip
        self._several = len(log.contexts) > 1
        self.people = PeopleField(log.carers)
        self.subject = TextField("Hvad handlede det om?", lines=2)
        self.agreed = TextField("Hvad aftalte I?", help_text="Hvem gør hvad? Kan stå tomt.", lines=2)
        self.next_on = DateField("Hvornår taler I sammen igen?", help_text="Kan stå tomt.")
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        ok, away, drop = Button("Gem", Kind.MAIN), Button("Læg væk", tall=True), Button("Kassér kladden", Kind.QUIET)
        for part in (
            self.about,
            Tiles([self.day, self.way, self.talked, self.where], least=40, gap=4),
            self.people,
            self.subject,
            self.agreed,
            self.next_on,
            Flow([ok, away, drop, self._saved], gap=3),
        ):
            self.add(part)
        self.about.hide()
        self.where.setVisible(self._several)
        self._draft = DraftKeeper(
            self, office.work, draft_key(self._child), self._fields, self._restore, self._saved.setText
        )
        fields: Sequence[Field] = (
            self.day, self.way, self.talked, self.where, self.subject, self.agreed, self.next_on,
        )  # fmt: skip
        for field in fields:
            field.changed.connect(self._draft.touch)
        self.people.changed.connect(self._draft.touch)
        ok.clicked.connect(self._write)
        away.clicked.connect(self._put_away)
        drop.clicked.connect(self._throw_away)

    def begin(self) -> None:
        """The form was opened: for a new contact, or for the draft that there is."""
        self.day.setFocus()

    def correct(self, made: ParentContact) -> None:
        """Fills the form with what was written, to write a new version of it."""
        self._empty()
        contact = made.contact
        self._corrects = made.id
        self.about.show()
        self.where.hide()  # it stays where it was written
        self.day.set_value(contact.held_on)
        self.way.set_value(contact.way)
        self.talked.set_value(_TALKED if contact.talked else _TRIED)
        self.people.set_value(contact.people)
        self.subject.set_text(contact.about)
        self.agreed.set_text(contact.agreed)
        self.next_on.set_value(contact.next_on)
        self.day.setFocus()

    def follow(self, log: ContactLog) -> None:
        """Somebody else's version stands on the page now, and the person was told: theirs comes after it."""
        if self._told and self._corrects is not None:
            self._told = False
            self._corrects = log.newest(self._corrects)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _empty(self) -> None:
        self._restore_fields({})
        self._saved.setText("")

    def _fields(self) -> Mapping[str, str]:
        day, next_on = self.day.value(), self.next_on.value()
        typed = {
            "about": self.subject.text(), "agreed": self.agreed.text(), "way": self.way.value() or "",
            "talked": self.talked.value() or "", "next_on": f"{next_on:%d.%m.%Y}" if next_on else "",
            **self.people.fields(),
        }  # fmt: skip
        if not any(typed.values()):
            return {}
        return typed | {
            "day": f"{day:%d.%m.%Y}" if day else "", "where": self.where.value() or "",
            "corrects": self._corrects or "",
        }  # fmt: skip

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._restore_fields(fields)
        self.found.emit()

    def _restore_fields(self, fields: Mapping[str, str]) -> None:
        self._corrects = Id(fields["corrects"]) if fields.get("corrects") else None
        self.about.setVisible(self._corrects is not None)
        self.where.setVisible(self._several and self._corrects is None)
        today = self._office.work.clock().date()
        self.day.set_value(read_date(fields["day"]) if "day" in fields else today)
        self.way.set_value(Way(fields["way"]) if fields.get("way") else None)
        self.talked.set_value(fields.get("talked") or None)
        if fields.get("where"):
            self.where.set_value(Context(fields["where"]))
        self.people.restore(fields)
        self.subject.set_text(fields.get("about", ""))
        self.agreed.set_text(fields.get("agreed", ""))
        self.next_on.set_value(read_date(fields.get("next_on", "")))

    def _write(self) -> None:
        for day in (self.day, self.next_on):
            if not day.complete():
                day.setFocus()
                return
        if self.talked.value() is None:
            self.talked.refuse("Vælg, om I fik talt sammen.")
            return
        child, corrects = self._child, self._corrects
        where = self.where.value() or (Context.DAYCARE if corrects else None)  # a correction stays where it was
        if where is None:
            self.where.refuse("Vælg, hvor det hører til.")
            return
        contact = Contact(
            self.day.value(), self.way.value(), self.talked.value() == _TALKED, self.people.value(),
            self.subject.text(), self.agreed.text(), self.next_on.value(),
        )  # fmt: skip
        work = self._office.work.run(
            lambda desk: parent_contacts.note_contact(desk, child, where, contact, corrects)
        )  # fmt: skip
        ask(work, self, lambda _: self._done(), self._failed)

    def _failed(self, error: KnownError) -> None:
        fields: dict[str, Field | PeopleField] = {
            "KONTAKT-DATO": self.day, "KONTAKT-MAADE": self.way, "KONTAKT-HVEM": self.people,
            "KONTAKT-OM": self.subject, "KONTAKT-NAESTE": self.next_on,
        }  # fmt: skip
        wrong = fields.get(error.code)
        if wrong is not None:
            wrong.refuse(str(error))
            return
        if refuse_too_long(self, error):
            return
        self._told = error.fault is CORRECTED_MEANWHILE
        self._draft.touch()
        tell(self, message_of(MessageKind.DANGER, str(error)))
        if self._told:
            self.found.emit()

    def _done(self) -> None:
        self._throw()
        self.written.emit()

    def _throw(self) -> None:
        self._empty()
        self._draft.drop()

    def _throw_away(self) -> None:
        self._throw()
        self.closed.emit()

    def _put_away(self) -> None:
        """Closes the form; what was typed stays as a draft and is there the next time."""
        self._draft.save()
        self.closed.emit()
