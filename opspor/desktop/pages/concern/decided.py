"""What was decided in the concern, oldest first: the decisions that are usually lost."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.older import Newest
from opspor.desktop.widgets import Card, PlainLabel, box
from opspor.domain.beredskab import Decided, Track, View
from opspor.domain.clock import moment_in_words
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.decision_words import words_of

_FEW = 8  # decisions shown at once; the rest on request


class DecidedCard(Card):
    """The history of the decisions. It hides itself when there is none."""

    def __init__(self) -> None:
        super().__init__("Hvad er besluttet", spacing=3)
        self._listed = QWidget()
        self._shown: dict[str, int] = {}  # how many were asked for
        self.add(self._listed)

    def set_file(self, file: ConcernFile, titles: Mapping[Track, str]) -> None:
        """Shows what there is. What we think of it stands with what was seen and said."""
        decisions = [one for one in file.decisions if not isinstance(one.what, View)]
        self._listed.hide()
        self._listed.deleteLater()
        makers = [partial(_part, one, file, titles) for one in decisions]
        self._listed = Newest("beslutninger", makers, self._shown, few=_FEW, last_is_newest=True, spacing=3)
        self.add(self._listed)
        self.setVisible(bool(decisions))


def _part(decided: Decided, file: ConcernFile, titles: Mapping[Track, str]) -> QWidget:
    said = words_of(decided.what, file.carers, lambda track: titles.get(track, "et andet spor"))
    by = f"{moment_in_words(decided.written_at)}, {decided.author_name}"
    lines = [PlainLabel(line) for line in said.lines]
    return box(PlainLabel(said.head, "body_strong"), *lines, PlainLabel(by, "small", "text_2"), spacing=0.5)
