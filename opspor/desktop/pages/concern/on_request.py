"""Forms of a concern that are made when somebody asks for one: most are never opened."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Office
from opspor.desktop.widgets import Column


class WritingForm(QWidget):
    """A form that keeps a draft. Hidden until ``begin``; what is typed stays in the draft when it is hidden again.

    Whoever makes one sets ``keeper`` and ``first``, where one begins to write.
    """

    keeper: DraftKeeper
    first: QWidget

    def begin(self) -> None:
        """Shows it, the cursor in its first field."""
        self.show()
        self.first.setFocus()

    def leave(self) -> None:
        """What is typed is kept."""
        self.keeper.save()


class FormsOnRequest(QWidget):
    """One place for several forms. ``makers``: the key of its draft -> what makes the form."""

    def __init__(self, office: Office, makers: Mapping[str, Callable[[], WritingForm]]) -> None:
        super().__init__()
        self._work, self._makers = office.work, makers
        self._column = Column(self, spacing=4)
        self.made: dict[str, WritingForm] = {}

    def begin(self, key: str) -> None:
        """Opens one form, and no other beside it."""
        for other, form in self.made.items():
            if other != key:
                form.hide()
        self._form(key).begin()

    def show_begun(self, begun: Collection[str]) -> None:
        """Brings back those that somebody has begun: ``begun`` are the keys of the drafts in the vault."""
        for key in self._makers:
            if key in begun or self._work.unsaved.body(key) is not None:
                self._form(key)

    def leave(self) -> None:
        """What is typed is kept."""
        for form in self.made.values():
            form.leave()

    def _form(self, key: str) -> WritingForm:
        if key not in self.made:
            self.made[key] = self._makers[key]()
            self._column.addWidget(self.made[key])
        return self.made[key]
