"""A new password, typed twice, with what makes it weak and what helps said in words while typing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Column, IconMark, Kind, PasswordField, PlainLabel, Row, announce
from opspor.usecases.passwords import Judgement, judge, suggest


class NewPassword(QWidget):
    """``own_words`` gives what somebody who knows the person guesses first: login, name, institution.

    ``entered`` is Enter in the last field.
    """

    entered = Signal()

    def __init__(self, label: str = "Adgangskode", own_words: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        self._own_words = own_words
        column = Column(self, spacing=5)
        self.password = PasswordField(label, help_text="Mindst 12 tegn. Flere ord, der ikke hører sammen.")
        self.again = PasswordField("Adgangskoden igen")
        self.strength = _Strength()
        self._suggest = Button("Foreslå en adgangskode", Kind.LINK)
        self._suggestion = PlainLabel("", "lead")
        self._suggestion.hide()
        under = QWidget()
        under_column = Column(under, spacing=1)
        for part in (self.password, self.strength, self._suggest, self._suggestion):
            under_column.addWidget(part)
        column.addWidget(under)
        column.addWidget(self.again)
        self.password.changed.connect(self._typed)
        self.again.changed.connect(lambda: self.again.set_error(""))
        self.password.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self._suggest.clicked.connect(self._propose)
        self.setFocusProxy(self.password)

    def clear(self) -> None:
        """Empties the passwords, and takes a suggestion away."""
        self.password.clear()
        self.again.clear()
        self._suggestion.setText("")
        self._suggestion.hide()
        self._suggest.set_words("Foreslå en adgangskode")

    def check(self, accepted: Callable[[str], object]) -> None:
        """Calls ``accepted`` with the password when all is well; else says under the field what is not."""
        password = self.password.text()
        if not password:
            self.password.refuse("Skriv en adgangskode.")
        elif not self._judge().accepted:
            self.password.refuse("Adgangskoden er ikke stærk nok. Tag flere ord, der ikke hører sammen.")
        elif self.again.text() != password:
            self.again.refuse("De to adgangskoder er ikke ens. Skriv den samme igen.")
        else:
            accepted(password)

    def judge_again(self) -> None:
        """What somebody would guess first has changed."""
        self.strength.show_judgement(self._judge() if self.password.text() else None)

    def _typed(self) -> None:
        self.password.set_error("")
        self.judge_again()

    def _judge(self) -> Judgement:
        return judge(self.password.text(), self._own_words())

    def _propose(self) -> None:
        """A suggestion is shown and not filled in: it has to be written down or learnt, so it is typed."""
        words = suggest()
        self._suggestion.setText(words)
        self._suggestion.show()
        self._suggest.set_words("Foreslå en anden")
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
