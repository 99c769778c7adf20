"""Walks a window as a person without a mouse does, and as one who needs large letters.

``assert_walkable(window)`` is for every page: at 100 % and at 200 %, in a small laptop's window and in a large one,

- every widget that takes the focus has a name for a screen reader,
- Tab reaches all of them, in reading order, and comes round again: nothing keeps the keyboard,
- no key stands for two things,
- nothing is smaller than it needs to be, and no page is wider than its window: no text is cut.
"""

from collections import Counter
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollBar, QStackedWidget, QWidget

from opspor.desktop.look import look
from opspor.desktop.widgets import FocusRing, Scroll
from tests.desktop.conftest import settle

VIEWS = ((1.0, 1366, 768), (1.0, 960, 600), (2.0, 1366, 768), (2.0, 1920, 1080))
MOST_STOPS = 400


def assert_walkable(window: QWidget, views: tuple[tuple[float, int, int], ...] = VIEWS) -> None:
    """Raises ``AssertionError`` with everything that is wrong. ``window`` is shown and active."""
    before = look.zoom, window.size()
    wrong: list[str] = []
    for zoom, width, height in views:
        look.set_zoom(zoom)
        window.resize(width, height)
        settle()
        where = f"{round(zoom * 100)} % in {width} × {height}"
        wrong += [f"{where}: {fault}" for fault in [*_nameless(window), *_walk(window), *_keys(window), *_cut(window)]]
    look.set_zoom(before[0])
    window.resize(before[1])
    settle()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def name_of(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def focusable(window: QWidget) -> list[QWidget]:
    """What Tab should stop at: visible, enabled, and not a stand-in for another widget."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]


def _nameless(window: QWidget) -> list[str]:
    return [
        f"no name for a screen reader: {_said(widget)}" for widget in focusable(window) if not name_of(widget).strip()
    ]


def _walk(window: QWidget) -> list[str]:
    stops = focusable(window)
    if not stops:
        return []
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    first = QApplication.focusWidget()
    order: list[QWidget] = []
    while len(order) < MOST_STOPS:
        here = QApplication.focusWidget()
        if here is not None and order and here is order[-1] and len(stops) > 1:
            return [f"Tab does not leave {_said(here)}"]
        if here is None or (order and here is first):
            break
        order.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        settle()
    missed = [widget for widget in stops if widget not in order and not _sibling_reached(widget, order)]
    wrong = [f"Tab does not reach {_said(widget)}" for widget in missed]
    # the ring has no first stop: begin where one begins to read
    start = min(range(len(order)), key=lambda i: order[i] is not stops[0]) if order else 0
    order = order[start:] + order[:start]
    return wrong + [
        f"Tab goes back from {_said(before)} to {_said(after)}"
        for before, after in pairwise(order)
        if not _reads_on(before, after)
    ]


def _sibling_reached(widget: QWidget, order: list[QWidget]) -> bool:
    """One of a group of choices is enough: arrow keys reach the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in order for button in group.buttons())


def _reads_on(before: QWidget, after: QWidget) -> bool:
    """True when ``after`` stands beside or below ``before`` in the part of the page that both belong to."""
    if before.isAncestorOf(after) or after.isAncestorOf(before):
        return True
    common = before.parentWidget()
    while common is not None and not common.isAncestorOf(after):
        common = common.parentWidget()
    if common is None:
        return True
    one, two = (_place(_child_of(common, widget), common) for widget in (before, after))
    same_line = one.top() <= two.center().y() <= one.bottom() or two.top() <= one.center().y() <= two.bottom()
    return one.left() <= two.left() if same_line else one.top() <= two.top()


def _child_of(common: QWidget, widget: QWidget) -> QWidget:
    while (parent := widget.parentWidget()) is not None and parent is not common:
        widget = parent
    return widget


def _place(widget: QWidget, common: QWidget) -> QRect:
    return QRect(widget.mapTo(common, QPoint(0, 0)), widget.size())


def _keys(window: QWidget) -> list[str]:
    keys = Counter(
        key.toString()
        for action in window.findChildren(QAction)
        for key in action.shortcuts()
        if action.isEnabled() and not key.isEmpty()
    )
    return [f"the key {key} stands for {count} things" for key, count in keys.items() if count > 1]


def _cut(window: QWidget) -> list[str]:
    wrong = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or isinstance(widget, FocusRing | QScrollBar):
            continue
        if type(widget).__module__.startswith("PySide6"):  # Qt's own inner parts and plain holders
            continue
        if isinstance(widget, QStackedWidget):  # holds pages that nobody sees; the one that is seen is looked at itself
            continue
        least = widget.minimumSizeHint()
        if widget.width() < least.width():
            wrong.append(f"{widget.width()} of {least.width()} wide: {_said(widget)}")
        needed = _least_height(widget)
        if widget.height() < needed and not isinstance(widget, QAbstractScrollArea):
            wrong.append(f"{widget.height()} of {needed} high: {_said(widget)}")
        if isinstance(widget, Scroll) and widget.content.width() > widget.viewport().width():
            wrong.append(f"the page is {widget.content.width() - widget.viewport().width()} px wider than its window")
    return wrong


def _least_height(widget: QWidget) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(widget.width())
    return widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.minimumSizeHint().height()


def _said(widget: QWidget) -> str:
    text = name_of(widget) or str(widget.property("text") or "")
    return f"{type(widget).__name__} »{text[:40]}«"
