"""The very first screen: what opspor is, and the ways on."""

import os
from collections.abc import Callable
from pathlib import Path

from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.page import FocusPage
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    IconMark,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    box,
)

_HEADER_FILES = ("header.json", "header.bak")


class WelcomePage(FocusPage):
    """Asks for a new folder (``create``), one that is there (``open_folder``) or one that comes back from a copy
    (``restore``), or shows an invented institution (``demo``; None where none can be played). F2 works as everywhere.
    """

    def __init__(
        self,
        *,
        create: Callable[[], object],
        open_folder: Callable[[Path], object],
        restore: Callable[[], object],
        demo: Callable[[], object] | None = None,
    ) -> None:
        new = Button("Opret en ny mappe", Kind.MAIN)
        super().__init__("Luk", "Velkommen", main=new)
        self._open_folder = open_folder
        there = Button("Åbn en mappe, der findes")
        card = Card(spacing=5)
        card.add(IconMark("layout-grid", "accent_text", 7))
        card.add(
            box(
                PlainLabel("Se det tidligt. Gør noget ved det sammen.", "title"),
                PlainLabel(
                    "opspor hjælper jer med at vurdere hvert barns trivsel hver for sig, tale om det, I ser "
                    "forskelligt, og følge op, før det bliver stort.",
                    "lead",
                ),
                spacing=2,
            )
        )
        card.add(
            Prose(
                [
                    "Alt ligger låst på denne pc. Intet bliver sendt.",
                    "Programmet giver ikke point og spår ikke om et barn. I beslutter.",
                    "Er et barn i fare lige nu: tryk F2, eller ring 112.",
                ],
                "body",
                mark=("check", "accent_text"),
            )
        )
        from_copy = Button("Hent fra en kopi")
        look_at = Button("Se en opdigtet institution", icon="eye")
        card.add(Flow([look_at, there, from_copy] if demo else [there, from_copy], gap=3))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.work_area.set_widest(160)
        new.clicked.connect(lambda: create())
        there.clicked.connect(self._choose)
        from_copy.clicked.connect(lambda: restore())
        if demo is not None:
            look_at.clicked.connect(demo)
        self._new = new

    def begin(self) -> None:
        """Enter makes a new folder at once."""
        self._new.setFocus()

    def _choose(self) -> None:
        choose_folder(self, "Åbn en mappe, der findes", documents(), self._chosen)

    def _chosen(self, folder: Path) -> None:
        if any(os.path.exists(folder / name) for name in _HEADER_FILES):  # False for a folder that we may not look into
            self._open_folder(folder)
        else:
            self.show_message(
                Message(
                    MessageKind.WARNING,
                    "Det er ikke en opspor-mappe.",
                    "Intet er ændret. Vælg selve mappen: den har filen header.json i sig.",
                )
            )
