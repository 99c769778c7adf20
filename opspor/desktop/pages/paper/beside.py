"""What stands beside the section that is written: the 16 points, and how the paper looks now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.preview import LivePreview
from opspor.desktop.pages.paper.quality import QualityList
from opspor.desktop.route import Office
from opspor.desktop.widgets import Column, Segmented
from opspor.domain.quality import Result


class Beside(QWidget):
    """One of the two, as the person chooses. A paper without points shows how it looks and offers no choice."""

    chosen = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        column = Column(self, spacing=3)
        self.choice: Segmented[bool] = Segmented(
            "Ved siden af teksten", [("Det skal en læser vide", True), ("Sådan ser den ud", False)], value=True
        )
        self.quality = QualityList()
        self.preview = LivePreview(office)
        for part in (self.choice, self.quality, self.preview):
            column.addWidget(part)
        self.choice.hide()
        self.quality.hide()
        self.choice.chosen.connect(lambda _: self._turn())
        self.quality.chosen.connect(self.chosen)

    def show_results(self, results: Sequence[Result]) -> None:
        """Shows how the points stand; nothing where the paper has none."""
        self.quality.show_results(results)
        if bool(results) is self.choice.isHidden():
            self.choice.setVisible(bool(results))
            self._turn()

    def _turn(self) -> None:
        points = not self.choice.isHidden() and bool(self.choice.value())
        self.quality.setVisible(points)
        self.preview.setVisible(not points)
