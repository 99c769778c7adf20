"""What was written over years: the newest stands there at once, the rest when somebody asks for it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from opspor.desktop.widgets import Button, Column, Flow, Kind, Rule, box
from opspor.desktop.widgets.layouts import NO_MARGINS, Margins

_STEP = 20  # one press makes so many at most


class Newest(QWidget):
    """Parts under each other, in the order of ``makers``; the older ones are made when the button is pressed.

    ``what`` names them on the button; ``margins`` are round it. ``shown`` remembers by ``what`` how many somebody asked
    for, so that a page that is read again stays as it was. ``few`` stand there at first. With ``last_is_newest`` the
    button stands above them.
    """

    def __init__(
        self,
        what: str,
        makers: Sequence[Callable[[], QWidget]],
        shown: dict[str, int],
        *,
        few: int,
        last_is_newest: bool = False,
        rules: bool = True,
        spacing: float = 0,
        margins: Margins = NO_MARGINS,
    ) -> None:
        super().__init__()
        self._what, self._shown, self._above, self._rules = what, shown, last_is_newest, rules
        self._left = list(makers[::-1] if last_is_newest else makers)  # newest first
        self._column = Column(self, spacing=spacing)
        self._more = Button("", Kind.LINK)
        self._more.clicked.connect(self._unfold)
        self._foot = box(Flow([self._more]), margins=margins)
        self._column.addWidget(self._foot)
        self._made = 0
        self._make(max(few, shown.get(what, 0)))

    def _make(self, number: int) -> list[QWidget]:
        """The next ones, newest first."""
        now, self._left = self._left[:number], self._left[number:]
        made = []
        for maker in now:
            part = maker()
            if self._rules and self._made:
                self._put(Rule())
            self._put(part)
            self._made += 1
            made.append(part)
        self._more.set_words(f"Vis ældre {self._what} ({len(self._left)})")
        self._foot.setVisible(bool(self._left))
        return made

    def _put(self, part: QWidget) -> None:
        self._column.insertWidget(1 if self._above else self._column.indexOf(self._foot), part)

    def _unfold(self) -> None:
        """Who pressed goes on reading at the first one that came."""
        made = self._make(_STEP)
        self._shown[self._what] = self._made
        for part in made:
            part.show()  # not at the next turn of the loop: one of them gets the focus
        first = made[-1] if self._above else made[0]
        words = first.findChild(QLabel)
        assert words is not None  # noqa: S101  every record says when it was written
        QWidget.setTabOrder(self._more, words)
        words.setFocus()
