"""What a section of the settings is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Column
from opspor.domain.changes import Changes
from opspor.usecases.people import People

LEADER_ONLY = "Det gør lederen. Spørg lederen."
NOT_YOURS = "Det retter lederen eller administratoren. Spørg dem."


class Section(QWidget):
    """A part of the settings with a title and an icon in the list of sections.

    ``opened`` carries a part that was just shown and is to be brought into sight.
    """

    opened = Signal(object)

    title = ""
    icon = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = Column(self, spacing=6)

    def show_people(self, known: People) -> None:
        """Institution, staff and groups as they are now. What is being typed stays."""

    def refresh(self, changes: Changes) -> None:
        """Reads again what only this section shows."""

    def leave(self) -> None:
        """The page goes away: drafts are kept."""
