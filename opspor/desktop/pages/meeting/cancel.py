"""Why a meeting comes to nothing: a sentence, kept as a draft from the first key."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.widgets import Button, Card, Flow, Kind, TextField
from opspor.domain.ids import Id
from opspor.workplace import Workplace


class CancelCard(Card):
    """Hidden until somebody begins, or there is a draft. ``chosen`` carries why."""

    chosen = Signal(str)

    def __init__(self, work: Workplace, meeting_id: Id, told: Callable[[str], object]) -> None:
        super().__init__("Aflys mødet", spacing=3)
        self.why = TextField("Hvorfor bliver det ikke til noget?")
        cancel = Button("Aflys mødet", Kind.DANGER)
        self.add(self.why)
        self.add(Flow([cancel]))
        self.hide()
        self._drafts = DraftKeeper(
            self, work, f"meeting_cancel:{meeting_id}", lambda: {"why": self.why.text()}, self._restore, told
        )
        self.why.changed.connect(self._drafts.touch)
        cancel.clicked.connect(lambda: self.chosen.emit(self.why.text()))

    def begin(self) -> None:
        """Shows the card with the cursor in it."""
        self.show()
        self.why.setFocus()

    def leave(self) -> None:
        """Keeps what is typed."""
        self._drafts.save()

    def drop(self) -> None:
        """The meeting is cancelled, and it stands there why."""
        self._drafts.drop()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.why.set_text(fields["why"])
        self.show()
