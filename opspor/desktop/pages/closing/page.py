"""Luk institutionen: take everything out, then destroy the vault, then a receipt. Nothing goes before the last yes."""

from pathlib import Path

from opspor.desktop.choose import choose_folder, documents, save_pdf_as
from opspor.desktop.effort import Effort
from opspor.desktop.page import FocusPage
from opspor.desktop.papers import save_pdf
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    CheckBox,
    Flow,
    IconMark,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    TextField,
    box,
    message_of,
)
from opspor.documents.closing_paper import NOT_REACHED
from opspor.domain.errors import KnownError
from opspor.domain.text import count_of, fold
from opspor.usecases import house_export
from opspor.usecases.house_export import Outlook
from opspor.usecases.house_wipe import WITHOUT
from opspor.workplace.closing import Receipt, wipe
from opspor.workplace.taking_out import TakenOut, take_out

_FILE = "kvittering-lukning.pdf"
_TICK_FIRST = "Sæt først flueben ved, at du har set efter."


class ClosingPage(FocusPage):
    """For the leader, on the day the institution closes."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Tilbage", "Luk institutionen")
        self._office = office
        self._effort = Effort(self.progress)
        self._taken: TakenOut | None = None
        self._known: Outlook | None = None
        self._out, self._wipe = self._take_card(), self._wipe_card()
        self._steps = box(self._out, self._wipe, spacing=6)
        self.body.addWidget(self._steps)
        self.body.addStretch(1)
        self.work_area.set_widest(170)
        ask(office.work.look(house_export.outlook), self, self._show, self._not_counted)

    # --- everything out -------------------------------------------------------------------------------------------

    def _take_card(self) -> Card:
        self._about = Prose(["Tæller, hvad der skal ud …"], "body")
        self._take = Button("Vælg en tom mappe, og tag alt ud", Kind.MAIN, icon="download")
        self._took = PlainLabel("", "body_strong")
        self._took.hide()
        card = Card("1. Tag alt ud")
        for part in (
            PlainLabel("Alt bliver skrevet i et åbent format: tabeller, skemaernes tekst og papirerne som PDF."),
            Prose(
                [
                    "Filerne er ikke låst. Alle, der får fat i dem, kan læse om børn og familier.",
                    "Læg dem på et krypteret drev, og giv dem til den dataansvarlige.",
                ],
                "body",
                mark=("triangle-alert", "warning"),
            ),
            self._about,
            Flow([self._take]),
            self._took,
        ):
            card.add(part)
        self._take.clicked.connect(lambda: choose_folder(self, "Vælg en tom mappe", documents(), self._take_out))
        return card

    def _show(self, known: Outlook) -> None:
        self._known = known
        said = [
            f"{count_of(known.rows, 'række', 'rækker')} og {count_of(known.papers, 'papir', 'papirer')}. "
            "Kladder, nøgler og adgangskoder kommer ikke med."
        ]
        if known.open_rounds:
            said.append(f"Disse runder er ikke lukket: {', '.join(known.open_rounds)}. Luk dem først, så er alt med.")
        if known.sealed:
            answers = count_of(known.sealed, "egen vurdering er forseglet", "egne vurderinger er forseglede")
            said.append(f"{answers} og kommer ikke med.")
        self._about.set_paragraphs(said)
        self._show_without()

    def _take_out(self, folder: Path) -> None:
        if self._effort.running:
            return
        work = self._office.work
        self._effort.begin(
            "Tager alt ud og læser det igen",
            lambda progress, stop: take_out(work, folder, progress, stop),
            self._have_taken,
            self._not_taken,
        )

    def _have_taken(self, taken: TakenOut) -> None:
        self._taken = taken
        not_made = (
            f" {count_of(taken.not_made, 'papir', 'papirer')} kunne ikke laves som PDF." if taken.not_made else ""
        )
        self._took.setText(
            f"Taget ud og læst igen: {count_of(taken.rows, 'række', 'rækker')} og "
            f"{count_of(taken.papers, 'papir', 'papirer')}.{not_made}"
        )
        self._took.show()
        self._show_without()
        self.show_message(Message(MessageKind.SUCCESS, "Alt er taget ud.", f"Det ligger i {taken.folder}."))
        self._name.setFocus()

    def _not_taken(self, error: KnownError) -> None:
        self._take.setFocus()
        kind = MessageKind.INFO if error.code == "HUS-STOPPET" else MessageKind.DANGER
        self.show_message(message_of(kind, str(error)))

    # --- destroying -----------------------------------------------------------------------------------------------

    def _wipe_card(self) -> Card:
        self._name = TextField("Skriv institutionens navn", help_text="Som det står på papirerne.")
        self._without = TextField(f"Skriv »{WITHOUT}«", help_text="Kun hvis I ikke vil tage noget ud først.")
        self._receipt = TextField("Hvor skal kvitteringen ligge?", text=str(documents() / _FILE))
        choose = Button("Vælg et sted")
        choose.clicked.connect(lambda: save_pdf_as(self, _FILE, lambda path: self._receipt.set_text(str(path))))
        delete = Button("Slet hele mappen …", Kind.DANGER, icon="trash-2")
        card = Card("2. Slet mappen for altid")
        for part in (
            PlainLabel(
                "Nøglen bliver ødelagt, og mappen bliver slettet med kladder, log og de kopier, der ligger hos den. "
                "Ingen kan få det igen, heller ikke it."
            ),
            self._name,
            self._without,
            self._receipt,
            Flow([choose]),
            PlainLabel("Det når opspor ikke:", "body_strong"),
            Prose(list(NOT_REACHED), "body", mark=("triangle-alert", "warning")),
            Flow([delete]),
        ):
            card.add(part)
        for field in (self._name, self._without, self._receipt):
            field.changed.connect(lambda field=field: field.set_error(""))
        delete.clicked.connect(self._ask)
        return card

    def _show_without(self) -> None:
        self._without.setVisible(self._taken is None)

    def _ask(self) -> None:
        if self._effort.running:
            return
        if self._known is not None and fold(self._name.text()) != fold(self._known.institution):
            self._name.refuse("Det er ikke institutionens navn, som det står i opspor.")
        elif self._taken is None and fold(self._without.text()) != WITHOUT:
            self._without.refuse(f"Tag alt ud først, eller skriv »{WITHOUT}«.")
        elif not self._receipt.text():
            self._receipt.refuse("Vælg, hvor kvitteringen skal ligge.")
        else:
            looked = CheckBox("Jeg har set efter: intet her skal bruges mere.")
            dialog = CarefulDialog(
                self,
                "Slet hele mappen?",
                "Alt om alle børn bliver slettet. Det kan ikke fortrydes.",
                safe="Behold mappen",
                verb="Slet for altid",
                parts=(looked,),
            )
            dialog.verb.set_cannot(_TICK_FIRST)
            looked.toggled.connect(lambda on: dialog.verb.set_cannot("" if on else _TICK_FIRST))
            dialog.ask(self._destroy)

    def _destroy(self) -> None:
        work, taken, name = self._office.work, self._taken, self._name.text()
        without, receipt = self._without.text(), Path(self._receipt.text().strip('"')).expanduser()
        self._effort.begin(
            "Sletter mappen",
            lambda progress, stop: wipe(work, typed_name=name, receipt=receipt, taken=taken, typed_without=without),
            lambda done: self._destroyed(done, receipt),
            self._failed,
            can_stop=False,
        )

    def _destroyed(self, done: Receipt, place: Path) -> None:
        on, save = Button("Færdig", Kind.MAIN), Button("Gem kvitteringen igen", icon="download")
        on.clicked.connect(lambda: self._office.go(Destination(Place.START)))
        save.clicked.connect(lambda: save_pdf(self, done.pdf, _FILE, lambda _: self._saved()))
        card = Card(spacing=5)
        where = f"Kvitteringen ligger i {place}." if done.unsaved is None else str(done.unsaved)
        for part in (
            IconMark("circle-check", "success", 9),
            PlainLabel("Mappen er slettet for altid.", "title"),
            PlainLabel(
                f"{count_of(done.closed.files, 'fil', 'filer')} og "
                f"{count_of(done.closed.copies, 'kopi eller register', 'kopier og registre')} er væk. "
                "opspor har set efter, og mappen kan ikke åbnes mere."
            ),
            PlainLabel(where, "body", "text" if done.unsaved is None else "danger"),
            Flow([on, save], gap=3),
        ):
            card.add(part)
        self.message_line.clear()
        self._steps.hide()
        self.body.insertWidget(0, card)
        on.setFocus()

    def _saved(self) -> None:
        self.show_message(Message(MessageKind.SUCCESS, "Kvitteringen er gemt."))

    def _not_counted(self, error: KnownError) -> None:
        self._about.set_paragraphs([])
        self._failed(error)

    def _failed(self, error: KnownError) -> None:
        fields = {"LUK-NAVN": self._name, "LUK-UDTRAEK": self._without, "LUK-KVITTERING": self._receipt}
        field = fields.get(error.code)
        if error.code == "LUK-UDTRAEK":
            self._taken = None  # something was written since
            self._show_without()
        if field is None:
            self.show_message(message_of(MessageKind.DANGER, str(error)))
        else:
            field.refuse(str(error))

    def leave(self) -> None:
        """An export that nobody waits for is stopped; destroying goes on to its end."""
        self._effort.stop()
