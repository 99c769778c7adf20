"""The random sample for the yearly check: how many lines, and the figure that draws the same ones again."""

from PySide6.QtCore import Signal

from opspor.desktop.widgets import Button, Card, ChoiceField, Flow, PlainLabel, TextField, Tiles
from opspor.usecases.log import Sample, new_seed

_COUNTS = (10, 25, 50, 100)
_DIGITS = 8


class SampleCard(Card):
    """``drawn`` carries how many lines and by which figure, ``closed`` that the whole log is wanted again."""

    drawn = Signal(int, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Stikprøve til det årlige eftersyn", spacing=3)
        self._count: ChoiceField[int] = ChoiceField(
            "Hvor mange linjer?", [(f"{count} linjer", count) for count in _COUNTS], value=25
        )
        self._seed = TextField("Tal fra en tidligere stikprøve", placeholder="Lad stå tomt til en ny")
        self.about = PlainLabel("")
        draw = Button("Træk linjer")
        close = Button("Se alle linjer igen")
        self.add(
            PlainLabel(
                "Programmet trækker tilfældige linjer blandt dem, du har valgt. Se dem efter sammen: Havde den, der "
                "læste, brug for det i sit arbejde?"
            )
        )
        self.add(Tiles([self._count, self._seed], least=44, gap=4))
        self.add(Flow([draw, close], gap=3))
        self.add(self.about)
        self.about.hide()
        draw.clicked.connect(self._draw)
        close.clicked.connect(self._close)

    def begin(self) -> None:
        """The card was opened."""
        self.show()
        self._count.setFocus()

    def say(self, sample: Sample) -> None:
        """Which lines were drawn, from which, by which figure."""
        self.about.setText(
            f"{len(sample.lines)} af {sample.drawn_from} linjer, fra linje {sample.first} til linje {sample.last}. "
            f"Trukket med tallet {sample.seed}: det samme tal trækker de samme linjer igen."
        )
        self.about.show()

    def _draw(self) -> None:
        typed = self._seed.text()
        if typed and not (typed.isdecimal() and len(typed) == _DIGITS):
            self._seed.refuse(f"Tallet har {_DIGITS} cifre og står på papiret med stikprøven. Lad feltet stå tomt.")
            return
        self.drawn.emit(self._count.value(), typed or new_seed())

    def _close(self) -> None:
        self.about.hide()
        self._seed.set_text("")
        self.hide()
        self.closed.emit()
