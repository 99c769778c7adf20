"""Ret oplysninger: everything that is known about a child, as one form. Saved as a new version."""

from collections.abc import Mapping

import msgspec
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.child.edit_parts import CarerEntry, Entries, HelpEntry, SiblingEntry
from opspor.desktop.route import Destination, Office
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Segmented,
    TextField,
    Tiles,
    box,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.child import MAX_CARERS, Carer, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id, new_id
from opspor.usecases import children
from opspor.usecases.children import ChildFile

_LABELS = {
    "first_name": "fornavn",
    "last_name": "efternavn",
    "birth_date": "fødselsdato",
    "cpr": "CPR-nummer",
    "address": "adresse",
    "protected": "beskyttelse",
    "contact_person": "kontaktperson",
    "interpreter": "tolk",
    "language": "sprog",
    "carers": "forældre og omsorgspersoner",
    "siblings": "søskende",
    "help_given": "hjælp",
    "note": "andet",
}


BIRTH = "birth"  # in place of a context: whoever comes for the birth date begins there


class ChildEditPage(FocusPage):
    """Shows the current version, keeps a draft while typing, and adds a new version. When somebody else was faster,
    what only they changed is taken in, what both changed is named, and nothing that was typed is lost.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem oplysninger", Kind.MAIN)
        super().__init__("Barnet", "Ret oplysninger", main=self._main)
        self._office, self._child, self._wanted = office, destination.id, destination.context
        self._base: Particulars | None = None
        self._version = Id("")
        self._saving = False
        self._first = TextField("Fornavn")
        self._last = TextField("Efternavn")
        self._birth = DateField("Fødselsdato", help_text="Dag, måned og år.")
        self._cpr = TextField("CPR-nummer", help_text="Kun hvis I har brug for det.", placeholder="ddmmååxxxx")
        self._contact = TextField("Kontaktperson")
        self._address = TextField("Adresse", lines=2)
        self._protected = CheckBox("Beskyttet navn og adresse")
        self._language = TextField("Sprog hjemme")
        self._interpreter: Segmented[str] = Segmented(
            "Tolk", [("Nødvendig", "yes"), ("Ikke nødvendig", "no"), ("Ikke spurgt", "unknown")]
        )
        self._note = TextField("Andet", help_text="Det, alle om barnet skal vide, fx allergi.", lines=2)
        self._carers: Entries[Carer] = Entries(
            "Forældre og omsorgspersoner", "Tilføj en person", CarerEntry, self._blank_carer, most=MAX_CARERS
        )
        self._siblings: Entries[Sibling] = Entries(
            "Søskende", "Tilføj en søskende", SiblingEntry, lambda: Sibling("", "")
        )
        self._help: Entries[HelpGiven] = Entries(
            "Hjælp, der er givet", "Tilføj hjælp", HelpEntry, lambda: HelpGiven("", "", "", ongoing=True)
        )
        self._fill_body()
        self._main.clicked.connect(self._save)
        self._draft: DraftKeeper | None = None
        self.work_area.content.hide()  # what is typed before the child is read would be written over
        self._main.setEnabled(False)
        ask(office.work.run(lambda desk: children.open_child(desk, self._child)), self, self._show)

    def _fill_body(self) -> None:
        card = Card("Barnet")
        card.add(
            Tiles([self._first, self._last, self._birth, self._cpr, self._contact, self._address], least=50, gap=4)
        )
        card.add(self._protected)
        language = box(PlainLabel("Tolk", "body_strong"), Flow([self._interpreter]), spacing=1)
        card.add(Tiles([self._language, language], least=70, gap=4))
        card.add(self._note)
        self.work_area.set_widest(220)
        parts: tuple[QWidget, ...] = (card, self._carers, self._siblings, self._help)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        fields: tuple[Field, ...] = (
            self._first, self._last, self._birth, self._cpr, self._contact, self._address, self._language, self._note,
        )  # fmt: skip
        for field in fields:
            field.changed.connect(self._touch)
        for entries in (self._carers, self._siblings, self._help):
            entries.changed.connect(self._touch)
        self._protected.toggled.connect(lambda _: self._touch())
        self._interpreter.chosen.connect(lambda _: self._touch())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: a person's fields are made when the child is there, long after the button below."""
        return focus_next_in_reading_order(self, forward=forward)

    def refresh(self, changes: Changes) -> None:
        """Nothing is read while somebody types; a version made meanwhile is found when this one is saved."""

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._draft is not None:
            self._draft.save()

    def _blank_carer(self) -> Carer:
        return Carer(new_id(self._office.work.clock()), "", "", Custody.UNKNOWN, "", "", protected=False,
                     lives_with_child=False)  # fmt: skip

    # --- the form -------------------------------------------------------------------------------------------------

    def _show(self, file: ChildFile) -> None:
        self._base, self._version = file.particulars, file.particulars_id
        self.set_title("Ret oplysninger", file.child.short)
        self._fill(file.particulars)
        if file.particulars.cpr:  # the field shows it whole
            self._office.work.look(lambda desk: children.see_cpr(desk, self._child))
        self.work_area.content.show()
        self._main.setEnabled(True)
        self._draft = DraftKeeper(
            self, self._office.work, f"child:{self._child}", self._fields, self._restore, status_of(self)
        )
        (self._birth if self._wanted == BIRTH else self._first).setFocus()

    def _fill(self, known: Particulars) -> None:
        self._first.set_text(known.first_name)
        self._last.set_text(known.last_name)
        self._birth.set_value(known.birth_date)
        self._cpr.set_text(known.cpr)
        self._contact.set_text(known.contact_person)
        self._address.set_text(known.address)
        self._protected.setChecked(known.protected)
        self._language.set_text(known.language)
        self._interpreter.set_value({True: "yes", False: "no", None: "unknown"}[known.interpreter])
        self._note.set_text(known.note)
        self._carers.set_values(known.carers)
        self._siblings.set_values(known.siblings)
        self._help.set_values(known.help_given)

    def _written(self) -> Particulars:
        return Particulars(
            self._first.text(), self._last.text(), self._birth.value(), self._cpr_digits(),
            self._address.text(), self._protected.isChecked(), self._contact.text(),
            {"yes": True, "no": False}.get(self._interpreter.value() or ""), self._language.text(),
            self._carers.values(), self._siblings.values(), self._help.values(), self._note.text(),
        )  # fmt: skip

    def _cpr_digits(self) -> str:
        return self._cpr.text().replace("-", "").replace(" ", "")

    def _fields(self) -> Mapping[str, str]:
        """The draft remembers the version it began with, so that a later save can still tell who changed what."""
        if self._written() == self._base:
            return {}
        return {
            "mine": msgspec.json.encode(self._written()).decode(),
            "base": msgspec.json.encode(self._base).decode(),
            "version": self._version,
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        now = self._base
        mine = msgspec.json.decode(fields["mine"], type=Particulars)
        base = msgspec.json.decode(fields["base"], type=Particulars)
        self._base, before = base, self._version
        self._version = Id(fields["version"])
        self._fill(mine)
        if now is not None and self._version != before:
            self._take_in(now, before)
        else:
            self.show_message(
                Message(MessageKind.INFO, "Din kladde er hentet frem.", action=("Smid den væk", self._discard))
            )

    def _discard(self) -> None:
        if self._draft is not None and self._base is not None:
            self._fill(self._base)
            self._draft.drop()
            self.set_status("", saved=False)

    def _touch(self) -> None:
        if self._draft is not None:
            self._draft.touch()

    # --- saving ---------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self._base is None or self._saving:
            return
        if not self._birth.complete():
            self._birth.setFocus()
            return
        cpr = self._cpr_digits()
        if cpr and not (len(cpr) == 10 and cpr.isascii() and cpr.isdigit()):
            self._cpr.refuse("Et CPR-nummer har ti cifre. Ret det, eller lad feltet stå tomt.")
            return
        self._saving = True
        child, version, mine = self._child, self._version, self._written()
        ask(
            self._office.work.run(lambda desk: children.change(desk, child, version, mine)),
            self,
            lambda _: self._saved(),
            self._failed,
        )

    def _saved(self) -> None:
        self._saving = False
        if self._draft is not None:
            self._draft.drop()
        self._office.back()

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        if error.code == "BARN-AENDRET":
            file = self._office.work.run(lambda desk: children.open_child(desk, self._child))
            ask(file, self, lambda now: self._take_in(now.particulars, now.particulars_id))
        elif error.code == "BARN-NAVN":
            self._first.refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))

    def _take_in(self, theirs: Particulars, version: Id) -> None:
        """Somebody else saved meanwhile."""
        assert self._base is not None  # noqa: S101  the form was shown
        both, clashes = children.reconcile(self._base, self._written(), theirs)
        self._base, self._version = theirs, version
        self._fill(both)
        self._touch()
        if clashes:
            named = ", ".join(_LABELS[name] for name in clashes)
            rest = f"I har begge rettet: {named}. Dit står i felterne. Se efter, og gem igen."
        else:
            rest = "Det, den anden rettede, er taget med. Dit står stadig i felterne. Gem igen."
        self.show_message(Message(MessageKind.WARNING, "En anden har rettet barnet, mens du skrev.", rest))
