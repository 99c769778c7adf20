"""Deleting everything about a child: the question before, and the receipt after. Both name no content."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
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
    announce,
    tell,
)
from opspor.documents.erasure_paper import COPIES, OLD_BLOCKS, erasure_paper
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.text import count_of
from opspor.usecases import people
from opspor.usecases.erasure import Erasure, lives_until

_FILE = "kvittering-sletning.pdf"
_TICK_FIRST = "Sæt først flueben ved, at du har set efter."


class EraseDialog(CarefulDialog):
    """What goes, what stays, until when copies live. The verb works when somebody has said that they looked."""

    def __init__(self, owner: QWidget, child: ChildInList, today: date) -> None:
        self._looked = CheckBox("Jeg har set efter: det er det rigtige barn, og der er intet, vi skal gemme.")
        guidance = Prose(
            [
                "Det forsvinder: oplysninger, vurderinger, iagttagelser, barnets ord, bekymringer, papirer, kladder.",
                "Loggen husker, at der er slettet, hvornår og af hvem. Den nævner ikke barnet.",
                COPIES.format(until=long_date(lives_until(today))),
                OLD_BLOCKS,
            ],
            "body",
        )
        super().__init__(
            owner,
            f"Slet alt om {child.short}?",
            "Det kan ikke fortrydes, heller ikke af it.",
            safe="Behold",
            verb="Slet alt",
            parts=(guidance, self._looked),
        )
        self.verb.set_cannot(_TICK_FIRST)
        self._looked.toggled.connect(lambda on: self.verb.set_cannot("" if on else _TICK_FIRST))


class Receipt(Card):
    """That it was done. ``left`` leads on to the list of children."""

    left = Signal()

    def __init__(self, office: Office, child: ChildInList, erased: Erasure, at: datetime) -> None:
        super().__init__(spacing=5)
        self._office, self._code, self._erased, self._at = office, child.code, erased, at
        self._print = Button("Udskriv kvittering", icon="printer")
        save = Button("Gem som PDF", icon="download")
        self._on = on = Button("Vis børnene", Kind.MAIN)
        head = PlainLabel("Alt om barnet er slettet.", "title")
        said = (
            f"{moment_in_words(at)} slettede du alt om barnet med nummer {child.code}: "
            f"{count_of(erased.records, 'optegnelse', 'optegnelser')}."
        )
        for part in (
            IconMark("circle-check", "success", 9),
            head,
            PlainLabel(said, "lead"),
            PlainLabel(COPIES.format(until=long_date(erased.copies_until))),
            PlainLabel(OLD_BLOCKS, "body", "text_2"),
        ):
            self.add(part)
        if not erased.registered:
            self.add(
                PlainLabel(
                    "Listen over sletninger ved siden af kopierne kunne ikke skrives nu. Tag en kopi, når drevet til "
                    "kopier er der igen, så bliver den skrevet.",
                    "body",
                    "danger",
                )
            )
        self.add(Flow([on, self._print, save], gap=3))
        on.clicked.connect(self.left)
        self._print.clicked.connect(lambda: self._paper(lambda pdf: print_pdf(self, pdf, self._printed)))
        save.clicked.connect(lambda: self._paper(lambda pdf: save_pdf(self, pdf, _FILE, lambda _: self._saved())))
        announce(self, f"{head.text()} {said}")

    def begin(self) -> None:
        """Enter leads on."""
        self._on.setFocus()

    def _paper(self, then: Callable[[bytes], object]) -> None:
        code, erased, at, by = self._code, self._erased, self._at, self._office.work.staff.name

        def draw(institution: str) -> bytes:
            from opspor.documents.layout import draw

            return draw(erasure_paper(institution, code, by, at, erased.records, erased.copies_until))

        known = self._office.work.look(lambda desk: people.overview(desk).institution.name)
        ask(known, self, lambda name: ask(in_background(lambda: draw(name)), self, then))

    def _printed(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Kvitteringen er skrevet ud."))

    def _saved(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Kvitteringen er gemt.", "Barnets navn står ikke i den."))
