"""A login and a password of one's own choice."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.enter.new_password import NewPassword
from opspor.desktop.widgets import Column, TextField


class NewLogin(QWidget):
    """``own_words`` gives what somebody who knows the person guesses first: name, institution.

    ``entered`` is Enter in the last field.
    """

    entered = Signal()

    def __init__(self, own_words: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        column = Column(self, spacing=5)
        self.login = TextField("Brugernavn", help_text="Det skriver du, når du låser op. Fx dit fornavn.")
        self._new = NewPassword(own_words=lambda: (self.login.text(), *own_words()))
        self.password, self.again, self.strength = self._new.password, self._new.again, self._new.strength
        column.addWidget(self.login)
        column.addWidget(self._new)
        self.login.changed.connect(self._new.judge_again)
        self._new.entered.connect(self.entered)

    def clear(self) -> None:
        """Empties the passwords."""
        self._new.clear()

    def check(self, accepted: Callable[[str, str], object]) -> None:
        """Calls ``accepted`` with login and password when all is well; else says under the field what is not."""
        if self.login.text():
            self._new.check(lambda password: accepted(self.login.text(), password))
        else:
            self.login.refuse("Skriv et brugernavn.")
