"""A recovery key: made, printed, and proved by typing it from the paper. At the start, in settings and after a loss."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Row,
    TextField,
    Tiles,
    announce,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.usecases import people
from opspor.workplace import Workplace

_FILE = "gendannelsesnoegle.pdf"
_LEAD = (
    "Glemmer alle deres adgangskode, er disse 16 ord den eneste vej ind. Skriv dem ud, eller skriv dem af, og læg "
    "papiret i et pengeskab. Gem dem ikke på pc'en."
)
_LEAD_DEPOSIT = (
    "Disse 16 ord åbner mappen lige som jeres egen nøgle. Skriv dem ud, eller skriv dem af, læg papiret i en lukket "
    "kuvert, og aflevér den til kommunen mod en kvittering. Gem dem ikke på pc'en."
)
_WITHOUT = "Uden en nøgle på papir kan ingen åbne mappen, hvis adgangskoderne er glemt. Start minder dig om det."
_WITHOUT_DEPOSIT = "Uden en nøgle hos kommunen er jeres eget papir den eneste vej ind, hvis adgangskoderne er glemt."


class RecoveryKeyPanel(QWidget):
    """``begin`` makes a key and shows its words; ``finished`` says whether it was proved (False: later).

    ``main`` is the page's main button where it stands in an action bar; without it the panel has one of its own.
    ``deposit``: the key that the municipality keeps, and not the institution's own. ``can_wait``: whether it may be
    put off; a new vault is not done before its first key has opened it.
    """

    finished = Signal(bool)

    def __init__(
        self, work: Workplace, *, main: Button | None = None, deposit: bool = False, can_wait: bool = True
    ) -> None:
        super().__init__()
        self._work, self._deposit = work, deposit
        self._words: tuple[str, ...] = ()
        self._busy = False
        self._main = main or Button("Lav nøglen", Kind.MAIN)
        self._title = PlainLabel("Gendannelsesnøglen", "title")
        self._lead = PlainLabel("")
        self._grid = _WordGrid()
        self._print = Button("Udskriv", icon="printer")
        self._save = Button("Gem som PDF", icon="download")
        self._show_again = Button("Se ordene igen", Kind.LINK)
        self._later = Button("Senere", Kind.LINK)
        if not can_wait:
            self._later.hide()
        self._typed = TextField(
            "Skriv de 16 ord fra papiret",
            help_text="De fire første bogstaver af hvert ord er nok. Tal og kommaer er lige meget.",
            lines=4,
        )
        column = Column(self, spacing=4)
        self._paper_buttons = Flow([self._print, self._save], gap=3)
        for part in (self._title, self._lead, self._grid, self._paper_buttons, self._typed, self._show_again):
            column.addWidget(part)
        column.addWidget(Flow([self._later] if main is not None else [self._main, self._later], gap=3))
        for part in (self._grid, self._paper_buttons, self._typed, self._show_again):
            part.hide()
        self._main.clicked.connect(self._go_on)
        self._print.clicked.connect(lambda: self._paper(lambda pdf: print_pdf(self, pdf, self._printed)))
        self._save.clicked.connect(lambda: self._paper(lambda pdf: save_pdf(self, pdf, _FILE, self._saved)))
        self._show_again.clicked.connect(self._show_words)
        self._later.clicked.connect(self._ask_later)

    def begin(self) -> None:
        """Makes a key. Costs a derivation, on a thread."""
        if self._busy:
            return
        self._busy = True
        self._lead.setText("Nøglen bliver lavet. Det tager et øjeblik.")
        self._main.set_cannot("Nøglen bliver lavet. Vent et øjeblik.")
        ask(in_background(lambda: self._work.new_recovery_key(deposit=self._deposit)), self, self._made, self._failed)

    def _made(self, words: tuple[str, ...]) -> None:
        self._busy = False
        self._words = words
        self._grid.set_words(words)
        self._show_words()

    def _show_words(self) -> None:
        self._title.setText("Gem kommunens nøgle på papir" if self._deposit else "Gem gendannelsesnøglen på papir")
        self._lead.setText(_LEAD_DEPOSIT if self._deposit else _LEAD)
        self._turn(typing=False)
        self._main.set_words("Jeg har papiret")
        self._main.set_cannot("")
        self._print.setFocus()

    def _turn(self, *, typing: bool) -> None:
        self._grid.setVisible(not typing)
        self._paper_buttons.setVisible(not typing)
        self._typed.setVisible(typing)
        self._show_again.setVisible(typing)

    def _go_on(self) -> None:
        if self._main.cannot or self._busy:
            return
        if not self._words:
            self.begin()
        elif self._typed.isHidden():
            self._title.setText("Prøv nøglen")
            self._lead.setText(
                "Nu åbner vi mappen med ordene fra papiret. Så ved du, at det virker, den dag det gælder."
            )
            self._turn(typing=True)
            self._main.set_words("Prøv nøglen")
            self._typed.setFocus()
        else:
            self._prove()

    def _prove(self) -> None:
        wrong = first_wrong(self._typed.text(), self._words)
        if wrong:
            self._typed.refuse(f"Ord nummer {wrong} passer ikke. Se efter på papiret, og ret det ord.")
            return
        self._busy = True
        typed = self._typed.text()
        ask(
            in_background(lambda: self._work.prove_recovery_key(typed, deposit=self._deposit)),
            self,
            self._proved,
            self._failed,
        )

    def _proved(self, _: None) -> None:
        self._busy = False
        self._forget()
        self.finished.emit(True)

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        self._main.set_cannot("")
        if error.code.startswith("BOKS-ORD"):
            self._typed.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))

    def _ask_later(self) -> None:
        CarefulDialog(
            self,
            "Vil du vente med nøglen?",
            _WITHOUT_DEPOSIT if self._deposit else _WITHOUT,
            safe="Lav den nu",
            verb="Vent med den",
            danger=False,
        ).ask(self._put_off)

    def _put_off(self) -> None:
        self._forget()
        self.finished.emit(False)

    def _forget(self) -> None:
        self._words = ()
        self._grid.set_words(())
        self._typed.set_text("")
        self._turn(typing=False)
        self._grid.hide()
        self._paper_buttons.hide()

    # --- the paper ------------------------------------------------------------------------------------------------

    def _paper(self, then: Callable[[bytes], object]) -> None:
        words, clock, deposit = self._words, self._work.clock, self._deposit

        def draw(institution: str) -> bytes:
            from opspor.documents.layout import draw
            from opspor.documents.slips import recovery_paper

            return draw(recovery_paper(institution, words, clock().date(), deposit=deposit))

        known = self._work.look(lambda desk: people.overview(desk).institution.name)
        ask(known, self, lambda name: ask(in_background(lambda: draw(name)), self, then))

    def _printed(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Nøglen er skrevet ud.", "Hent papiret ved printeren med det samme."))

    def _saved(self, path: Path) -> None:
        tell(
            self,
            Message(
                MessageKind.WARNING,
                "Nøglen ligger nu i en fil.",
                "Skriv den ud, og slet filen bagefter. Tøm også papirkurven.",
                ("Slet filen", lambda: self._delete(path)),
            ),
        )

    def _delete(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            sentence = "Filen kunne ikke slettes. Luk den i andre programmer, og slet den selv."
            tell(self, message_of(MessageKind.DANGER, sentence))
        else:
            tell(self, Message(MessageKind.SUCCESS, "Filen er slettet."))


class _WordGrid(Card):
    """The words with their numbers, four by four. A screen reader hears them in order."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = Tiles(least=24, gap=3)
        self.add(self._tiles)

    def set_words(self, words: tuple[str, ...]) -> None:
        self._tiles.clear()
        for start in range(0, len(words), 4):
            part = QWidget()
            column = Column(part, spacing=3)
            for number, word in enumerate(words[start : start + 4], start=start + 1):
                row = Row(spacing=2)
                row.addWidget(PlainLabel(f"{number:\u2007>2}", "small", "text_2", wrap=False))
                row.addWidget(PlainLabel(word, "section", wrap=False), 1)
                column.addLayout(row)
            self._tiles.add(part)
        if words:
            announce(self, ", ".join(f"{number} {word}" for number, word in enumerate(words, start=1)))


_FEWEST = 4  # letters that tell any two words of a key apart
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def first_wrong(typed: str, words: tuple[str, ...]) -> int:
    """The number of the first typed word that is another one than on the paper; 0 when none is, or words are missing.

    The vault knows only whether all are right; here, where the words have just been made, the wrong one can be named.
    """
    said = [word.strip(".,;:") for word in typed.casefold().split()]
    said = [word for word in said if word and not word.isdigit()]
    for number, (mine, right) in enumerate(zip(said, words, strict=False), start=1):
        plain = mine.translate(_PLAIN)
        if len(mine) < _FEWEST or not right.translate(_PLAIN).startswith(plain):
            return number
    return 0
