"""What a screen reader is not told must be found."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QListView, QTableView, QWidget

from opspor.desktop.widgets import Button, CheckBox, RadioList, TextField
from opspor.desktop.widgets.buttons import PaintedButton
from tests.desktop.test_walker import window
from tests.desktop.walker_roles import untold

_Index = QModelIndex | QPersistentModelIndex


class _Numbers(QAbstractTableModel):
    """Two rows of words; heads where it is told to have them."""

    def __init__(self, *, heads: bool) -> None:
        super().__init__()
        self._heads = heads

    def rowCount(self, parent: _Index | None = None) -> int:
        return 2

    def columnCount(self, parent: _Index | None = None) -> int:
        return 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "ord" if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "hoved" if self._heads else ""


def test_the_parts_are_told(show: Callable[..., QWidget]) -> None:
    field = TextField("Navn")
    field.set_error("Skriv et navn.")
    ticked = CheckBox("Ja")
    ticked.setChecked(True)
    choices = RadioList("Hvem?", [("Mor", 1), ("Far", 2)], value=1)
    assert untold(show(window(Button("Gem"), ticked, choices, field))) == []


def test_a_part_that_takes_the_keys_without_a_role_is_found(show: Callable[..., QWidget]) -> None:
    part = QWidget()
    part.setAccessibleName("Noget")
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert untold(show(window(part, Button("Gem")))) == ["QWidget »Noget« takes the keys and has no role"]


def test_a_choice_that_is_told_as_a_tick_is_found(show: Callable[..., QWidget]) -> None:
    choices = RadioList("Hvem?", [("Mor", 1), ("Far", 2)])
    for button in choices.findChildren(PaintedButton):
        button.setAutoExclusive(False)
    found = untold(show(window(choices)))
    assert [fault for fault in found if "»Mor« is one of several, and told as CheckBox" in fault]


def test_an_error_that_is_only_seen_is_found(show: Callable[..., QWidget]) -> None:
    field = TextField("Navn")
    field.set_error("Skriv et navn.")
    field.editor.setAccessibleDescription("")
    assert untold(show(window(field))) == ["the error of »Navn« is seen and not said"]


@pytest.mark.parametrize("heads", [True, False])
def test_a_table_without_heads_is_found(heads: bool, show: Callable[..., QWidget]) -> None:
    table = QTableView()
    table.setAccessibleName("Tal")
    model = _Numbers(heads=heads)
    table.setModel(model)
    assert bool([fault for fault in untold(show(window(table))) if "has no head" in fault]) is not heads


def test_a_row_that_says_nothing_is_found(show: Callable[..., QWidget]) -> None:
    view = QListView()
    view.setAccessibleName("Børn")
    model = QStringListModel(["Karla", ""])
    view.setModel(model)
    assert untold(show(window(view))) == ["row 1 of »Børn« says nothing"]
