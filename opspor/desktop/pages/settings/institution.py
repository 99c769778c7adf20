"""Institution: what stands on every paper."""

from collections.abc import Mapping

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.usecases import people
from opspor.usecases.people import People


class InstitutionSection(Section):
    """Name, dataansvarlig, who answers about rights, address, phone, and what the forum is called here."""

    title = "Institution"
    icon = "house"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office = office
        self._fields = {
            "name": TextField("Institutionens navn"),
            "controller": TextField("Dataansvarlig", help_text="Fx Herning Kommune. Står på alle papirer."),
            "dpo": TextField(
                "Databeskyttelsesrådgiver (DPO)",
                help_text="Hvem forældre kan spørge om deres rettigheder: mail, telefon eller et sted på kommunens "
                "side. Skriv funktionen, ikke et navn. Uden det kan brevet til forældre ikke laves.",
                lines=2,
            ),
            "address": TextField("Adresse", lines=2),
            "phone": TextField("Telefon"),
            "forum_name": TextField("Hvad hedder jeres sparringsmøde?", help_text="Fx distriktstirsdag."),
        }
        self._shown: Mapping[str, str] = {}
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        card = Card("Institution")
        for field in self._fields.values():
            card.add(field)
        card.add(Flow([save, self._saved], gap=3))
        self.column.addWidget(card)
        self._draft = DraftKeeper(
            self, office.work, "settings:institution", self._changed, self._restore, self._saved.setText
        )
        for field in self._fields.values():
            field.changed.connect(self._draft.touch)
        save.clicked.connect(self._save)

    def show_people(self, known: People) -> None:
        """Fills in what the vault has, in every field that nobody is changing."""
        now = {key: getattr(known.institution, key) for key in self._fields}
        for key, field in self._fields.items():
            if field.text() == self._shown.get(key, ""):
                field.blockSignals(True)  # filling in is not typing
                field.set_text(now[key])
                field.blockSignals(False)
        self._shown = now

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _texts(self) -> dict[str, str]:
        return {key: field.text() for key, field in self._fields.items()}

    def _changed(self) -> Mapping[str, str]:
        texts = self._texts()
        return {} if texts == self._shown else texts

    def _restore(self, fields: Mapping[str, str]) -> None:
        for key, text in fields.items():
            self._fields[key].set_text(text)

    def _save(self) -> None:
        texts = self._texts()
        ask(
            self._office.work.run(lambda desk: people.change_institution(desk, **texts)),
            self,
            lambda _: self._done(),
            self._failed,
        )

    def _done(self) -> None:
        self._draft.drop()
        self._saved.setText("")
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det står på papirer fra nu af."))

    def _failed(self, error: KnownError) -> None:
        if error.code == "PERSON-NAVN":
            self._fields["name"].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
