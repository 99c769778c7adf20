"""Guidelines for involving parents, for a page that stands at a cell or a step: one line, and the rest on request."""

from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Column, Kind, PlainLabel, Prose
from opspor.domain.clock import long_date
from opspor.domain.matrix import Cell
from opspor.domain.plans import LadderStep
from opspor.reference.involvement import Guideline, involvement


class InvolvementNote(QWidget):
    """Who talks with the parents and when; "Læs mere" tells about what, what to be careful with, and when not to.

    What comes first is the same for every child, so that it tells of none.
    """

    def __init__(self) -> None:
        super().__init__()
        self._line = PlainLabel("")
        self._more = Button("", Kind.LINK, icon="chevron-down")
        self._rest = Prose([], "body")
        self._seen = PlainLabel(f"Senest set på {long_date(involvement().checked_on)}.", "small", "text_2")
        first = PlainLabel(
            involvement().first, "small", "text_2"
        )  # never behind a key: it is the one that must be read
        column = Column(self, spacing=1.5)
        column.addWidget(PlainLabel("Hvem taler med forældrene, og hvornår?", "body_strong"))
        for part in (self._line, first, self._more, self._rest, self._seen):
            column.addWidget(part)
        self._more.clicked.connect(self._fold)
        self._show_rest(shown=False)

    def show_cell(self, cell: Cell | None) -> None:
        """The guideline of a cell; None is a child beside the matrix."""
        self._show(involvement().of_cell(cell))

    def show_step(self, step: LadderStep) -> None:
        """The guideline of a step."""
        self._show(involvement().of_step(step))

    def _show(self, guideline: Guideline) -> None:
        self._line.setText(f"{guideline.who}. {guideline.when}.")
        self._rest.set_paragraphs([guideline.about, guideline.careful])

    def _fold(self) -> None:
        self._show_rest(shown=self._rest.isHidden())

    def _show_rest(self, *, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._seen.setVisible(shown)
        self._more.set_words("Vis mindre om forældrene" if shown else "Læs mere om forældrene")
