"""Gendannelsesnøgle: whether there is one that was proved, and making a new one."""

from opspor.desktop.pages.enter.recovery_key import RecoveryKeyPanel
from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, Card, Chip, Flow, Kind, Message, MessageKind, PlainLabel, tell
from opspor.usecases.people import People


class KeySection(Section):
    """The way in when all passwords are forgotten."""

    title = "Gendannelsesnøgle"
    icon = "lock-keyhole"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office = office
        self._panel: RecoveryKeyPanel | None = None
        self._missing = Chip("Gendannelsesnøglen mangler", MessageKind.WARNING, icon="triangle-alert")
        self._there = PlainLabel("I har en nøgle, der er prøvet.", "body_strong")
        self._make = Button("Lav en ny nøgle", Kind.MAIN)
        self._make.set_cannot("" if may_change else NOT_YOURS)
        self._card = Card("Gendannelsesnøgle")
        for part in (
            self._missing,
            self._there,
            PlainLabel(
                "Nøglen er 16 ord på papir. De åbner alt, når ingen kan huske sin adgangskode. Papiret skal ligge i et "
                "pengeskab eller hos forvaltningen. Er det væk, så lav en ny. Den gamle virker ikke mere."
            ),
            Flow([self._make]),
        ):
            self._card.add(part)
        self.column.addWidget(self._card)
        self._missing.hide()
        self._there.hide()
        self._make.clicked.connect(self._begin)

    def show_people(self, known: People) -> None:
        """Says whether there is a key."""
        self._missing.setVisible(not known.has_recovery_key)
        self._there.setVisible(known.has_recovery_key)
        self._make.set_words("Lav en ny nøgle" if known.has_recovery_key else "Lav nøglen")

    def leave(self) -> None:
        """The words are shown here and nowhere else: they go with the page."""
        self._close_panel()

    def _begin(self) -> None:
        if self._make.cannot or self._panel is not None:
            return
        self._card.hide()
        self._panel = RecoveryKeyPanel(self._office.work)
        self._panel.finished.connect(self._finished)
        self.column.addWidget(self._panel)
        self._panel.begin()

    def _finished(self, proved: bool) -> None:
        self._close_panel()
        self._make.setFocus()
        if proved:
            tell(self, Message(MessageKind.SUCCESS, "Nøglen virker.", "Læg papiret i pengeskabet nu."))

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._card.show()
