"""A login and a password of one's own choice, typed twice, with how well it holds said in words while typing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Button,
    Column,
    IconMark,
    Kind,
    PasswordField,
    PlainLabel,
    Row,
    TextField,
    announce,
)
from opspor.usecases.passwords import Judgement, judge, suggest


class NewLogin(QWidget):
    """``own_words`` gives what somebody who knows the person guesses first: name, institution.

    ``entered`` is Enter in the last field.
    """

    entered = Signal()

    def __init__(self, own_words: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        self._own_words = own_words
        column = Column(self, spacing=5)
        self.login = TextField("Brugernavn", help_text="Det skriver du, når du låser op. Fx dit fornavn.")
        self.password = PasswordField("Adgangskode", help_text="Mindst 12 tegn. Flere ord, der ikke hører sammen.")
        self.again = PasswordField("Adgangskoden igen")
        self._strength = _Strength()
        self._suggest = Button("Foreslå en adgangskode", Kind.LINK)
        self._suggestion = PlainLabel("", "lead")
        self._suggestion.hide()
        under = QWidget()
        under_column = Column(under, spacing=1)
        for part in (self.password, self._strength, self._suggest, self._suggestion):
            under_column.addWidget(part)
        column.addWidget(self.login)
        column.addWidget(under)
        column.addWidget(self.again)
        self.password.changed.connect(self._typed)
        self.again.changed.connect(lambda: self.again.set_error(""))
        self.password.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self._suggest.clicked.connect(self._propose)

    def clear(self) -> None:
        """Empties the passwords."""
        self.password.clear()
        self.again.clear()
        self._suggestion.hide()

    def check(self, accepted: Callable[[str, str], object]) -> None:
        """Calls ``accepted`` with login and password when all is well; else says under the field what is not."""
        if not self.login.text():
            self._refuse(self.login, "Skriv et brugernavn.")
        elif not self.password.text():
            self._refuse(self.password, "Skriv en adgangskode.")
        elif not self._judge().accepted:
            self._refuse(self.password, "Adgangskoden er ikke stærk nok. Tag flere ord, der ikke hører sammen.")
        elif self.again.text() != self.password.text():
            self._refuse(self.again, "De to adgangskoder er ikke ens. Skriv den samme igen.")
        else:
            accepted(self.login.text(), self.password.text())

    def _refuse(self, field: TextField | PasswordField, sentence: str) -> None:
        field.set_error(sentence)
        field.setFocus()

    def _typed(self) -> None:
        self.password.set_error("")
        self._strength.show_judgement(self._judge() if self.password.text() else None)

    def _judge(self) -> Judgement:
        return judge(self.password.text(), (self.login.text(), *self._own_words()))

    def _propose(self) -> None:
        """A suggestion is shown and not filled in: it has to be written down or learnt, so it is typed."""
        words = suggest()
        self._suggestion.setText(words)
        self._suggestion.show()
        announce(self, f"Forslag: {words}")
        self.password.setFocus()


class _Strength(QWidget):
    """How well the password holds, in words; said to a screen reader when it changes."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self, spacing=2)
        self._marks = {True: IconMark("circle-check", "success", 4), False: IconMark("circle-dashed", "text_2", 4)}
        for mark in self._marks.values():
            row.addWidget(mark)
        self._words = PlainLabel("", "small")
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text() if not self.isHidden() else ""

    def show_judgement(self, judgement: Judgement | None) -> None:
        """Shows a judgement, or nothing."""
        self.setVisible(judgement is not None)
        if judgement is None:
            return
        if judgement.words != self._words.text():
            announce(self, judgement.words)
        self._words.setText(judgement.words)
        for accepted, mark in self._marks.items():
            mark.setVisible(accepted is judgement.accepted)
