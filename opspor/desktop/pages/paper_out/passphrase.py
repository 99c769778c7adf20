"""A passphrase for one file: typed twice, judged like every password here, and forgotten as soon as it is used."""

from PySide6.QtCore import Signal

from opspor.desktop.pages.enter.new_password import NewPassword
from opspor.desktop.widgets import Button, Card, Flow, Kind, Prose
from opspor.usecases.passwords import judge

_TELL = [
    "Send ikke adgangskoden i samme mail eller besked som filen.",
    "Ring til den, der skal åbne filen, og sig den. Er det sent, så aftal en tid.",
    "opspor husker den ikke. Bliver den væk, så gem filen igen med en ny.",
]


class PassphraseCard(Card):
    """``chosen`` carries the passphrase. A weak one is warned of once and then taken: it is better than none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("PDF med adgangskode", icon="lock-keyhole", spacing=5)
        self.fields = NewPassword("Adgangskode til filen")
        self._warned = ""  # what was weak and is asked for again
        save = Button("Gem med adgangskode", icon="download", tall=True)
        close = Button("Luk", Kind.QUIET)
        for part in (Prose(_TELL, "body"), self.fields, Flow([save, close], gap=3)):
            self.add(part)
        save.clicked.connect(self._check)
        close.clicked.connect(self.leave)
        self.fields.entered.connect(self._check)
        self.hide()

    def begin(self) -> None:
        """Opens, with nothing typed."""
        self.leave()
        self.show()
        self.fields.password.setFocus()

    def leave(self) -> None:
        """Closes and forgets what was typed."""
        self._warned = ""
        self.fields.clear()
        self.hide()

    def _check(self) -> None:
        phrase = self.fields.password.text()
        judgement = judge(phrase)
        if not phrase:
            self.fields.password.refuse("Skriv en adgangskode.")
        elif self.fields.again.text() != phrase:
            self.fields.again.refuse("De to adgangskoder er ikke ens. Skriv den samme igen.")
        elif not judgement.accepted and self._warned != phrase:
            self._warned = phrase
            self.fields.password.refuse(f"{judgement.words} Tryk igen, hvis du vil bruge den alligevel.")
        else:
            self.leave()
            self.chosen.emit(phrase)
