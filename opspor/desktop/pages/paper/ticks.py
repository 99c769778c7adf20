"""Boxes to tick for what may stand in a paper, one by one: at most a page of them at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, CheckBox, Column, Kind, PlainLabel, box, line_of
from opspor.domain.ids import Id

_AT_A_TIME = 40
_LONGEST = 400  # characters of a text that are shown; the whole of it stands on the paper


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to choose: what it says, who or what it is from, and the heading over it and those that follow."""

    id: Id
    words: str
    about: str
    heading: str = ""


class TickList(QWidget):
    """``ticked`` carries the id and whether it was chosen."""

    ticked = Signal(str, bool)

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing, self._start = nothing, 0
        self._ticks: Sequence[Tick] = ()
        self._chosen: Collection[Id] = ()
        column = Column(self, spacing=4)
        self._listed = QWidget()
        self._list = Column(self._listed, spacing=3)
        self._newer = Button("Vis forrige", Kind.LINK)
        self._older = Button("Vis flere", Kind.LINK)
        self._newer.clicked.connect(lambda: self._turn(-_AT_A_TIME))
        self._older.clicked.connect(lambda: self._turn(_AT_A_TIME))
        column.addWidget(self._listed)
        column.addWidget(line_of(self._newer, self._older, spacing=4))

    @property
    def first(self) -> QWidget | None:
        """The first box; None when there is none."""
        return next(iter(self._boxes()), None)

    def show_ticks(self, ticks: Sequence[Tick], chosen: Collection[Id]) -> None:
        """Shows what there is now. The box that has the focus keeps it."""
        self._ticks, self._chosen = ticks, chosen
        focused = next((one.objectName() for one in self._boxes() if one.hasFocus()), None)
        self._list.clear()
        heading = ""
        for tick in ticks[self._start : self._start + _AT_A_TIME]:
            if tick.heading != heading:
                heading = tick.heading
                self._list.addWidget(PlainLabel(heading, "body_strong", "text_2"))
            self._list.addWidget(self._part(tick, focused))
        if not ticks:
            self._list.addWidget(PlainLabel(self._nothing, "body", "text_2"))
        self._newer.setVisible(self._start > 0)
        self._older.setVisible(self._start + _AT_A_TIME < len(ticks))

    def _part(self, tick: Tick, focused: str | None) -> QWidget:
        words = tick.words if len(tick.words) <= _LONGEST else f"{tick.words[:_LONGEST].rstrip()} …"
        choice = CheckBox(words)
        choice.setObjectName(tick.id)
        choice.setChecked(tick.id in self._chosen)
        choice.toggled.connect(lambda on: self.ticked.emit(tick.id, on))
        part = box(choice, PlainLabel(tick.about, "small", "text_2"), spacing=1) if tick.about else choice
        if tick.id == focused:
            choice.setFocus()
        return part

    def _boxes(self) -> list[CheckBox]:
        return self._listed.findChildren(CheckBox)

    def _turn(self, by: int) -> None:
        self._start = max(0, self._start + by)
        self.show_ticks(self._ticks, self._chosen)
