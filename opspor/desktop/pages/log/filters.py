"""What the log is narrowed to: a person, a time, a kind, a child."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.widgets import Button, ChoiceField, Column, DateField, Tiles
from opspor.domain.ids import Id
from opspor.usecases.log import Choices, Filter
from opspor.usecases.log_words import KIND_WORDS, LogKind

_ALL = Id("")
_PAUSE_MS = 250  # a date is typed figure by figure
_LEAST, _GAP = 36, 4  # u


class LogFilters(QWidget):
    """``changed`` when something else is asked for, after a short pause.

    Where the fields don't fit beside each other they would fill the screen: there they open at a button.
    """

    changed = Signal()

    def __init__(self, child: Id) -> None:
        super().__init__()
        self._wanted_child = child
        self.person: ChoiceField[Id] = ChoiceField("Hvem", [("Alle", _ALL)], value=_ALL)
        self.kind: ChoiceField[LogKind | None] = ChoiceField(
            "Hvad", [("Alt", None), *((words, kind) for kind, words in KIND_WORDS.items())], value=None
        )
        self.child: ChoiceField[Id] = ChoiceField("Barn", [("Alle", _ALL)], value=_ALL)
        self.since = DateField("Fra og med")
        self.until = DateField("Til og med")
        fields = (self.person, self.kind, self.child, self.since, self.until)
        self._fields = Tiles(fields, least=_LEAST, gap=_GAP)
        self.fold = Button("", icon="chevron-down")
        self._open = False
        column = Column(self)
        column.addWidget(self.fold)
        column.addWidget(self._fields)
        self.fold.clicked.connect(self._turn)
        look.changed.connect(self._fit)
        self._fit()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        for field in fields:
            field.changed.connect(self._pause.start)
        self.child.changed.connect(self._choose_child)

    def begin(self) -> None:
        """The cursor stands where one begins."""
        (self.person if self.fold.isHidden() else self.fold).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self._fields.parts)
        narrow = self.width() < look.u(count * _LEAST + (count - 1) * _GAP)
        self.fold.setVisible(narrow)
        self.fold.set_words(self._words())
        self._fields.setVisible(self._open or not narrow)

    def _turn(self) -> None:
        self._open = not self._open
        self._fit()
        if self._open:
            self.person.setFocus()

    def _words(self) -> str:
        if self._open:
            return "Skjul valgene"
        wanted = self.value()
        chosen = sum(one is not None for one in (wanted.person, wanted.kind, wanted.child, wanted.since, wanted.until))
        return f"Vælg linjer ({chosen} valgt)" if chosen else "Vælg linjer"

    def set_choices(self, choices: Choices) -> None:
        """Who and which children there are; what is chosen stays."""
        names = sorted(choices.people, key=lambda one: one[1].casefold())
        self.person.set_options([("Alle", _ALL), *((name, id_) for id_, name in names)], self.person.value() or _ALL)
        known = {id_ for id_, _ in choices.children}
        chosen = self._wanted_child if self._wanted_child in known else _ALL
        self.child.set_options([("Alle", _ALL), *((name, id_) for id_, name in choices.children)], chosen)

    def value(self) -> Filter:
        """What is asked for now."""
        return Filter(
            person=self.person.value() or None,
            since=_midnight(self.since.value()),
            until=_midnight(self.until.value(), days=1),
            kind=self.kind.value(),
            child=self._wanted_child or None,
        )

    def _choose_child(self) -> None:
        self._wanted_child = self.child.value() or _ALL


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days=days), time()).astimezone() if day is not None else None
