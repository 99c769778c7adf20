"""One child's letter: in which language, for whom, whether it comes along, and how it looks."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox

from opspor.desktop.pages.letters.words import NO_TRANSLATOR, NOT_NOW, whom
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, CheckBox, ChoiceField, Flow, Kind, PlainLabel, PreviewPage
from opspor.documents.preview import pictures
from opspor.domain.ids import Id
from opspor.reference.letters import Language
from opspor.usecases import letters
from opspor.usecases.desk import Desk
from opspor.usecases.letters import LetterRow

_WIDTH_PX = 1000


def _drawn(desk: Desk, group: Id, child: Id, language: str) -> list[bytes]:
    return pictures(letters.preview(desk, group, child, language), _WIDTH_PX)


class LetterCard(Card):
    """``changed`` carries whether the letter comes along and its language; ``closed``: put away, back to the list."""

    changed = Signal(bool, str)
    closed = Signal()

    def __init__(
        self, office: Office, group: Id, row: LetterRow, languages: Sequence[Language], *, along: bool, language: str
    ) -> None:
        super().__init__(row.child.full_name, spacing=3)
        self._office, self._group, self._child = office, group, row.child.id
        if row.not_now:
            self.add(PlainLabel(f"{NOT_NOW}. Det står på barnets side.", "body_strong"))
        self.add(PlainLabel(whom(row), "body", "text_2"))
        self._along = CheckBox("Lav brev til dem")
        self._along.setChecked(along)
        options = [(one.name_da if one.text else f"{one.name_da}: {NO_TRANSLATOR}", one.code) for one in languages]
        said = f"Hjemme taler de: {row.said}." if row.said else "Barnets side siger ikke, hvad de taler hjemme."
        self._language: ChoiceField[str] = ChoiceField("Sprog i brevet", options, value=language, help_text=said)
        for place, one in enumerate(languages):
            if one.text is None:  # seen, and not to be chosen
                box = cast(QComboBox, self._language.editor)
                cast(QStandardItemModel, box.model()).item(place).setEnabled(False)
        show, child = Button("Vis brevet", icon="eye"), Button("Åbn barnet", Kind.QUIET)
        away = Button("Luk", Kind.QUIET)
        self._pages = PreviewPage("Sådan ser det ud")
        self._pages.hide()
        for part in (self._along, self._language, Flow([show, child, away], gap=3), self._pages):
            self.add(part)
        self._along.toggled.connect(self._tell)
        self._language.changed.connect(self._tell)
        show.clicked.connect(self._draw)
        child.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        away.clicked.connect(self.closed)
        self.setFocusProxy(self._along)

    def _tell(self) -> None:
        self.changed.emit(self._along.isChecked(), self._language.value() or "")
        if self._pages.isVisible():
            self._draw()

    def _draw(self) -> None:
        drawing = partial(_drawn, group=self._group, child=self._child, language=self._language.value() or "")
        ask(self._office.work.look(drawing), self, self._show)

    def _show(self, pages: list[bytes]) -> None:
        self._pages.set_pages(pages)
        self._pages.show()
