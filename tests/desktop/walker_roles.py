"""What a screen reader is told of a window: what each part is, how it stands, and what a list or a table holds.

Asked of Qt's accessibility tree itself, which AT-SPI, UI Automation and VoiceOver read.
"""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from opspor.desktop.widgets.fields import Field

_PRESSED = {QAccessible.Role.Button, QAccessible.Role.Link, QAccessible.Role.ButtonMenu, QAccessible.Role.PageTab}
_CHOSEN = {QAccessible.Role.CheckBox, QAccessible.Role.RadioButton}
_WRITTEN = {QAccessible.Role.EditableText, QAccessible.Role.Document}
_ROLES: tuple[tuple[type[QWidget] | tuple[type[QWidget], ...], set[QAccessible.Role]], ...] = (
    ((QLineEdit, QPlainTextEdit, QTextEdit), _WRITTEN),
    (QComboBox, {QAccessible.Role.ComboBox}),
    (QTableView, {QAccessible.Role.Table}),
    (QListView, {QAccessible.Role.List}),
)
_ROWS = 40  # of a list: they are all made the same way


def untold(window: QWidget) -> list[str]:
    """What a screen reader is not told, or told wrongly, each as a sentence."""
    wrong: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        if isinstance(widget, QAbstractButton):
            wrong += _button(widget)
        elif isinstance(widget, QHeaderView):
            continue  # told with the cells
        elif isinstance(widget, QAbstractItemView):
            wrong += _role(widget)
            wrong += _items(widget)
        elif widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and widget.focusProxy() is None:
            wrong += _role(widget)
        if isinstance(widget, Field) and widget.error:
            wrong += _error(widget)
    return wrong


def _told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def _button(button: QAbstractButton) -> Iterator[str]:
    told = _told(button)
    said = f"{type(button).__name__} »{told.text(QAccessible.Text.Name)[:40]}«"
    if button.isCheckable():
        state = told.state()
        if told.role() not in _CHOSEN:
            yield f"{said} is chosen, and told as {told.role().name}"
        if not state.checkable or bool(state.checked) is not button.isChecked():
            yield f"{said} does not say whether it is chosen"
        group = button.group()
        if group is not None and group.exclusive() and told.role() is not QAccessible.Role.RadioButton:
            yield f"{said} is one of several, and told as {told.role().name}"
    elif told.role() not in _PRESSED:
        yield f"{said} is pressed, and told as {told.role().name}"


def _role(widget: QWidget) -> Iterator[str]:
    told = _told(widget)
    for kind, roles in _ROLES:
        if isinstance(widget, kind):
            if told.role() not in roles:
                yield f"{type(widget).__name__} »{told.text(QAccessible.Text.Name)[:40]}« is told as {told.role().name}"
            return
    if told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
        yield f"{type(widget).__name__} »{told.text(QAccessible.Text.Name)[:40]}« takes the keys and has no role"


def _items(view: QAbstractItemView) -> Iterator[str]:
    """Each row and cell has words, and each column of a table that has heads is told with its head."""
    model, name = view.model(), view.accessibleName()[:40]
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    if isinstance(view, QTableView) and not view.horizontalHeader().isHidden():
        for column in range(columns):
            if not _words(model.headerData(column, Qt.Orientation.Horizontal)):
                yield f"column {column} of the table »{name}« has no head"
        heads = (
            model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
            for row in range(min(model.rowCount(), _ROWS))
        )
        if not all(map(_words, heads)):
            yield f"a row of the table »{name}« has no head"
    for row in range(min(model.rowCount(), _ROWS)):
        if not any(_cell(model, row, column) for column in range(columns)):
            yield f"row {row} of »{name}« says nothing"


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    index = model.index(row, column)
    return _words(index.data(Qt.ItemDataRole.AccessibleTextRole)) or _words(index.data(Qt.ItemDataRole.DisplayRole))


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


def _error(field: Field) -> Iterator[str]:
    told = _told(field.editor)
    if field.error not in told.text(QAccessible.Text.Description):
        yield f"the error of »{told.text(QAccessible.Text.Name)[:40]}« is seen and not said"
