"""The drawing, the list of it, and what one can do with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from opspor.desktop.pages.network.drawing import NetworkDrawing
from opspor.desktop.widgets import Button, Card, EmptyState, Flow, Kind, ListRow, PlainLabel, RowList, box
from opspor.domain.network import SECTOR_WORDS, Person, person_in_words

_INSIDE = (5, 4, 5, 4)
RINGS = "Jo tættere på midten, jo tættere på barnet. Tallene er de samme som på listen."


class MapCard(Card):
    """``opened`` carries the place of the person that is to be changed; the list is the way of the keyboard."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("Kortet", flush=True)
        self.drawing = NetworkDrawing()
        self.list = RowList("Personer på kortet")
        words = "Begynd med dem, barnet selv nævner. Én ad gangen."
        self._empty = box(EmptyState("users-round", "Ingen på kortet endnu", words), margins=_INSIDE)
        self.one_more = Button("Sæt en person på", icon="circle-plus", tall=True)
        self.print = Button("Gem som PDF", Kind.QUIET, icon="printer")
        self.saved = PlainLabel("", "small", "text_2", wrap=False)
        self.add(box(self.drawing, PlainLabel(RINGS, "small", "text_2"), spacing=2, margins=_INSIDE))
        self.add_rule()
        self.add(self._empty)
        self.add(self.list)
        self.add(box(Flow([self.one_more, self.print, self.saved], gap=3), margins=_INSIDE))
        self.list.opened.connect(self.opened)

    def set_people(self, people: Sequence[Person], middle: str) -> None:
        """Draws and lists these around the child, in this order."""
        self.drawing.set_people(people, middle)
        rows = [
            ListRow(
                f"{number}. {person.label}",
                " · ".join(filter(None, (person_in_words(person), person.means))),
                SECTOR_WORDS[person.sector] if person.sector else "",
                "user-round",
                number - 1,
            )
            for number, person in enumerate(people, 1)
        ]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def allow_print(self, allowed: bool) -> None:
        """Only what is kept is printed."""
        self.print.set_cannot("" if allowed else "Gem kortet først. Det er det gemte, der skrives ud.")
