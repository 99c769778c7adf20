"""The factors behind a position question: ticked where something is seen, then described in five short answers."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import CheckBox, ChoiceField, Column, PlainLabel, TextField, Tiles
from opspor.domain.assessment import (
    CERTAINTY_WORDS,
    DURATION_WORDS,
    PROTECTION_WORDS,
    SOURCE_WORDS,
    STRENGTH_WORDS,
    FactorKind,
)
from opspor.forms.model import Factor

_HEADS = {FactorKind.RISK: "Det belaster barnet", FactorKind.PROTECTIVE: "Det beskytter barnet"}
_STRENGTH_WORDS = {FactorKind.RISK: STRENGTH_WORDS, FactorKind.PROTECTIVE: PROTECTION_WORDS}
_CHOICES: tuple[tuple[str, str, list[tuple[str, str]]], ...] = (
    ("duration", "Hvor længe?", [(words, value.value) for value, words in DURATION_WORDS.items()]),
    ("source", "Hvor ved du det fra?", [(words, value.value) for value, words in SOURCE_WORDS.items()]),
    ("certainty", "Hvor sikkert?", [(words, value.value) for value, words in CERTAINTY_WORDS.items()]),
)


class FactorPanel(QWidget):
    """The factors of one question: what strains beside what protects.

    ``fields`` is what is chosen: factor code -> field -> value, nothing filled in.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(self, spacing=3)
        self._tiles: Tiles | None = None
        self._boxes: list[CheckBox] = []
        self._question = ""
        self.fields: dict[str, dict[str, str]] = {}

    def show_question(self, question: str, factors: Sequence[Factor], fields: dict[str, dict[str, str]]) -> None:
        """Shows the factors of another question, with what is chosen already."""
        same = (self._question, self.fields) == (question, fields)
        self._question, self.fields = question, fields
        if same and self._tiles is not None:
            return
        if self._tiles is not None:
            self._tiles.hide()
            self._tiles.deleteLater()
        self._boxes = []
        sides = []
        for kind, head in _HEADS.items():
            chosen = [factor for factor in factors if factor.kind is kind]
            if chosen:
                side = QWidget()
                column = Column(side, spacing=3)
                for part in (PlainLabel(head, "section"), *map(self._factor, chosen)):
                    column.addWidget(part)
                column.addStretch(1)
                sides.append(side)
        self._tiles = Tiles(sides, least=70, gap=6)
        self._column.addWidget(self._tiles)

    def focus_first(self) -> None:
        """Puts the focus on the first factor."""
        if self._boxes:
            self._boxes[0].setFocus()

    def _factor(self, factor: Factor) -> QWidget:
        tick = CheckBox(factor.text)
        tick.setAccessibleDescription(factor.effect)
        tick.setChecked(factor.code in self.fields)
        part = QWidget()
        column = Column(part, spacing=1.5)  # the ring stands outside the box
        column.addWidget(tick)
        effect = QWidget()
        Column(effect, margins=(7.5, 0, 0, 0)).addWidget(PlainLabel(factor.effect, "small", "text_2"))
        column.addWidget(effect)
        detail = _Detail(self, factor, tick)
        column.addWidget(detail)
        tick.toggled.connect(detail.tick)
        self._boxes.append(tick)
        return part


class _Detail(QWidget):
    """How much, how long, from where, how sure, and a note; there only while the factor is ticked."""

    def __init__(self, panel: FactorPanel, factor: Factor, box: CheckBox) -> None:
        super().__init__()
        self._panel, self._factor, self._box = panel, factor, box
        self._column = Column(self, spacing=3, margins=(7.5, 2, 0, 2))
        self._choices: dict[str, ChoiceField[str]] = {}
        self._note: TextField | None = None
        if factor.code in panel.fields:
            self._build()
        else:
            self.hide()

    def tick(self, on: bool) -> None:
        """The factor was ticked, or not any more."""
        if on:
            if self._note is None:
                self._build()
                self._keep_tab_order()
            self._panel.fields[self._factor.code] = {}
            self._collect()
        else:
            self._panel.fields.pop(self._factor.code, None)
            self._panel.changed.emit()
        self.setVisible(on)

    def _build(self) -> None:
        fields = self._panel.fields.get(self._factor.code, {})
        tiles = Tiles(least=56, gap=3)
        strengths = [(words, value.value) for value, words in _STRENGTH_WORDS[self._factor.kind].items()]
        for key, label, options in (("strength", "Hvor meget?", strengths), *_CHOICES):
            choice: ChoiceField[str] = ChoiceField(label, options, value=fields.get(key))
            choice.changed.connect(self._collect)
            self._choices[key] = choice
            tiles.add(choice)
        self._note = TextField("Hvad mærker barnet?", text=fields.get("note", ""))
        self._note.changed.connect(self._collect)
        self._column.addWidget(tiles)
        self._column.addWidget(self._note)

    def _keep_tab_order(self) -> None:
        """Tab follows the order in which parts were made; these were made late."""
        editors = [field.editor for field in (*self._choices.values(), self._note) if field is not None]
        for before, after in pairwise([self._box, *editors]):
            QWidget.setTabOrder(before, after)

    def _collect(self) -> None:
        fields = {key: value for key, choice in self._choices.items() if (value := choice.value()) is not None}
        note = self._note.text() if self._note else ""
        self._panel.fields[self._factor.code] = fields | ({"note": note} if note else {})
        self._panel.changed.emit()
