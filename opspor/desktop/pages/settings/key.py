"""Gendannelsesnøgler: the institution's own and the one that the municipality keeps, and making a new one of each."""

from PySide6.QtCore import Signal

from opspor.desktop.pages.enter.recovery_key import RecoveryKeyPanel
from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, Card, Chip, Flow, Kind, Message, MessageKind, PlainLabel, tell
from opspor.domain.clock import long_date
from opspor.domain.people import RecoveryKey
from opspor.usecases.people import People

_OWN = (
    "16 ord på papir i jeres eget pengeskab. De åbner alt, når ingen kan huske sin adgangskode. Er papiret væk, så lav "
    "en ny nøgle. Så virker den gamle ikke mere."
)
_DEPOSITED = (
    "Brænder huset, eller er pengeskabet tomt, kan I stadig komme ind med det papir, kommunen har.\n"
    "Kommunen får kun ordene. De åbner intet uden mappen, og bruger nogen dem, står det i loggen."
)


class KeySection(Section):
    """The two ways in when all passwords are forgotten."""

    title = "Gendannelsesnøgler"
    icon = "lock-keyhole"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office = office
        self._panel: RecoveryKeyPanel | None = None
        self.own = KeyCard("Jeres egen nøgle", _OWN, "Lav nøglen", "Lav en ny nøgle", Kind.MAIN)
        self.deposited = KeyCard(
            "Kommunens nøgle", _DEPOSITED, "Lav en nøgle til kommunen", "Lav en ny til kommunen", Kind.OUTLINED
        )
        for card, deposit in ((self.own, False), (self.deposited, True)):
            card.make.set_cannot("" if may_change else LEADER_ONLY)
            card.wanted.connect(lambda deposit=deposit: self._begin(deposit=deposit))
            self.column.addWidget(card)

    def show_people(self, known: People) -> None:
        """Says how each key stands."""
        self.own.set_key(known.own_key)
        self.deposited.set_key(known.deposited_key)

    def leave(self) -> None:
        """The words are shown here and nowhere else: they go with the page."""
        self._close_panel()

    def _begin(self, *, deposit: bool) -> None:
        if self._panel is not None:
            return
        self.own.hide()
        self.deposited.hide()
        self._panel = RecoveryKeyPanel(self._office.work, deposit=deposit)
        self._panel.finished.connect(lambda proved: self._finished(proved, deposit=deposit))
        self.column.addWidget(self._panel)
        self._panel.begin()
        self.opened.emit(self._panel)

    def _finished(self, proved: bool, *, deposit: bool) -> None:
        self._close_panel()
        (self.deposited if deposit else self.own).make.setFocus()
        if proved:
            rest = "Aflevér kuverten til kommunen mod en kvittering." if deposit else "Læg papiret i pengeskabet nu."
            tell(self, Message(MessageKind.SUCCESS, "Nøglen virker.", rest))

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.own.show()
        self.deposited.show()


class KeyCard(Card):
    """One of the two papers: how it stands, what it is for, and ``wanted`` when somebody wants a new one."""

    wanted = Signal()

    def __init__(self, head: str, what_for: str, first: str, again: str, kind: Kind) -> None:
        super().__init__(head)
        self._first, self._again = first, again
        self.missing = Chip("Mangler", MessageKind.WARNING, icon="triangle-alert")
        self.used = Chip("Brugt", MessageKind.WARNING, icon="triangle-alert")
        self.status = PlainLabel("", "body_strong")
        self.make = Button(first, kind)
        for part in (Flow([self.missing, self.used, self.status], gap=3), PlainLabel(what_for), Flow([self.make])):
            self.add(part)
        self.missing.hide()
        self.used.hide()
        self.make.clicked.connect(self._want)

    def set_key(self, key: RecoveryKey | None) -> None:
        """Never made, made and proved on a day, or used and to be replaced."""
        self.missing.setVisible(key is None)
        self.used.setVisible(key is not None and key.used_at is not None)
        self.make.set_words(self._first if key is None else self._again)
        if key is None:
            self.status.setText("Der er ingen nøgle endnu.")
        elif key.used_at is None:
            self.status.setText(f"Lavet og prøvet {long_date(key.proved_at)}.")
        else:
            self.status.setText(f"Brugt {long_date(key.used_at)}. Nogen har skrevet ordene, så lav en ny nu.")

    def _want(self) -> None:
        if not self.make.cannot:
            self.wanted.emit()
