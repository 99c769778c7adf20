"""Walks a window as a person without a mouse does, and as one who needs large letters.

``assert_walkable(window)`` is for every page: at 100 % and at 200 %, in a small laptop's window and in a large one,

- every widget that takes the focus has a name for a screen reader, and tells what it is and how it stands,
- Tab reaches all of them, in reading order, and comes round again, and so does Shift+Tab: nothing keeps the keyboard,
- no key stands for two things,
- nothing is smaller than it needs to be, no target smaller than 24 px, no page wider than its window: no text is cut.

``faults(window)`` is the same for the window as it stands, with ``look_at_focus`` also whether one sees where the focus
is. ``too_many_filled`` counts the filled buttons of a page. ``walker_contrast.too_pale`` tells what is too pale to be
seen. ``test_every_page`` asks all of it of the program.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QScrollBar,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from opspor.desktop.look import look
from opspor.desktop.widgets import Button, FocusRing, Kind, Scroll
from tests.desktop.conftest import settle
from tests.desktop.walker_contrast import SHAPE, contrast
from tests.desktop.walker_roles import untold

VIEWS = ((1.0, 1366, 768), (1.0, 960, 600), (2.0, 1366, 768), (2.0, 1920, 1080))
MOST_STOPS = 400
LEAST_TARGET = 24  # px, WCAG 2.2, 2.5.8
_AROUND = 6  # px round a widget, in which its ring is drawn, at 100 %


def assert_walkable(window: QWidget, views: tuple[tuple[float, int, int], ...] = VIEWS) -> None:
    """Raises ``AssertionError`` with everything that is wrong. ``window`` is shown and active."""
    before = look.zoom, window.size()
    wrong: list[str] = []
    for zoom, width, height in views:
        look.set_zoom(zoom)
        window.resize(width, height)
        settle()
        where = f"{round(zoom * 100)} % in {width} × {height}"
        wrong += [f"{where}: {fault}" for fault in faults(window)]
    look.set_zoom(before[0])
    window.resize(before[1])
    settle()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def faults(window: QWidget, *, look_at_focus: bool = False) -> list[str]:
    """What is wrong with the window as it stands, each as a sentence."""
    walked = _walk(window, look_at_focus=look_at_focus)
    return [*_nameless(window), *untold(window), *walked, *_keys(window), *_cut(window), *_small(window)]


def too_many_filled(window: QWidget) -> list[str]:
    """A page has one thing that most come to do, and so one filled button. What is dangerous is filled in its own
    colour and asks first: it is not counted."""
    found = [
        f"»{button.words}«"
        for button in window.findChildren(Button)
        if button.kind in (Kind.MAIN, Kind.ON_LOCK) and button.isVisible() and button.window() is window
    ]
    return [f"{len(found)} filled buttons: {', '.join(found)}"] if len(found) > 1 else []


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


def _walk(window: QWidget, *, look_at_focus: bool) -> list[str]:
    if not window.isActiveWindow():
        return ["another window has taken the keyboard"]
    stops = focusable(window)
    try:
        return _walked(stops, look_at_focus=look_at_focus) if stops else []
    except RuntimeError:
        if all(isValid(stop) for stop in stops):
            raise
    settle()  # what the page reads came late, and parts of it were made anew: once more
    return _walked(focusable(window), look_at_focus=look_at_focus)


def _walked(stops: list[QWidget], *, look_at_focus: bool) -> list[str]:
    unlit: list[str] = []

    def look_at(stop: QWidget) -> None:
        unlit.extend(_out_of_sight(stop) or _lit(stop))

    def look_for(stop: QWidget) -> None:
        unlit.extend(_out_of_sight(stop))

    order, kept = _round(stops, Qt.Key.Key_Tab, look_at if look_at_focus else None)
    wrong = [f"Tab does not leave {_said(kept)}"] if kept is not None else _missed("Tab", stops, order)
    if kept is None:
        back, kept = _round(stops, Qt.Key.Key_Backtab, look_for if look_at_focus else None)
        wrong += [f"Shift+Tab does not leave {_said(kept)}"] if kept is not None else _missed("Shift+Tab", stops, back)
    # the ring has no first stop: begin where one begins to read
    start = min(range(len(order)), key=lambda i: order[i] is not stops[0]) if order else 0
    order = order[start:] + order[:start]
    return [*wrong, *unlit] + [
        f"Tab goes back from {_said(before)} to {_said(after)}"
        for before, after in pairwise(order)
        if not _reads_on(before, after)
    ]


def _round(
    stops: list[QWidget], key: Qt.Key, at: Callable[[QWidget], None] | None = None
) -> tuple[list[QWidget], QWidget | None]:
    """What the key goes to from the first stop until it is there again, and what keeps the keyboard, if anything."""
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    _rest()
    first = QApplication.focusWidget()
    order: list[QWidget] = []
    while len(order) < MOST_STOPS:
        here = QApplication.focusWidget()
        if here is not None and order and here is order[-1] and len(stops) > 1:
            return order, here
        if here is None or (order and here is first):
            return order, None
        order.append(here)
        if at is not None:
            at(here)
        QTest.keyClick(here, key)
        _rest()
    return order, order[-1]


def _rest() -> None:
    """The focus has moved: less to do than after a change of size."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _missed(key: str, stops: list[QWidget], order: list[QWidget]) -> list[str]:
    return [
        f"{key} does not reach {_said(stop)}"
        for stop in stops
        if stop not in order and not _sibling_reached(stop, order)
    ]


def _out_of_sight(stop: QWidget) -> list[str]:
    seen = _lit_place(stop) & in_sight(stop)
    if seen.isEmpty():
        settle()  # what the page reads may just have come, and moved the stop
        seen = _lit_place(stop) & in_sight(stop)
    return [f"the focus goes out of sight at {_said(stop)}"] if seen.isEmpty() else []


def _lit(stop: QWidget) -> list[str]:
    """Whether one sees that the keyboard is there: with the focus and without, the picture of the widget and of what is
    round it must differ by 3 : 1 in as many pixels as half its edge has."""
    place = _lit_place(stop)
    lit = _picture(stop.window(), place)
    stop.clearFocus()
    _rest()
    dark = _picture(stop.window(), place)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    _rest()
    pairs = Counter(zip(lit, dark, strict=True))
    changed = sum(count for (one, two), count in pairs.items() if one != two and _differs(one, two))
    place &= in_sight(stop)  # of a long list not all is on the screen
    least = (place.width() + place.height()) // 2
    return [f"the focus is not seen at {_said(stop)}: {changed} of {least} px"] if changed < least else []


def in_sight(widget: QWidget) -> QRect:
    """What can be seen of the widget, in its window: the rest has been scrolled away."""
    window = widget.window()
    seen, holder = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()), widget.parentWidget()
    while holder is not None and holder is not window:
        seen &= QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
        holder = holder.parentWidget()
    return seen & window.rect()


def _differs(one: int, two: int) -> bool:
    return contrast(one & 0xFFFFFF, two & 0xFFFFFF) >= SHAPE


def _lit_place(stop: QWidget) -> QRect:
    """Where the focus is drawn: round the frame of a field, in the current row of a list, else round the widget."""
    parent = stop.parentWidget()
    framed = parent if not hasattr(stop, "ring_radius") and hasattr(parent, "ring_radius") else None
    target = framed or stop
    place = QRect(target.mapTo(stop.window(), QPoint(0, 0)), target.size())
    if isinstance(stop, QAbstractItemView) and stop.currentIndex().isValid():
        row = stop.visualRect(stop.currentIndex())
        place = row.translated(stop.viewport().mapTo(stop.window(), QPoint(0, 0)))
    around = round(_AROUND * look.zoom)
    return place.adjusted(-around, -around, around, around) & stop.window().rect()


def _picture(window: QWidget, place: QRect) -> list[int]:
    """The pixels along the edge of the place, inside and outside of what the ring goes round."""
    image = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole, wide = image.rect(), 2 * round(_AROUND * look.zoom)
    strips = (
        QRect(0, 0, whole.width(), wide),
        QRect(0, whole.bottom() - wide, whole.width(), wide),
        QRect(0, wide, wide, whole.height() - 2 * wide),
        QRect(whole.right() - wide, wide, wide, whole.height() - 2 * wide),
    )
    found: list[int] = []
    for strip in strips:
        cut = image.copy(strip & whole)
        found += memoryview(cut.constBits()).cast("I") if not cut.isNull() else ()
    return found


def _small(window: QWidget) -> list[str]:
    """Targets that are hard to hit. What stands in a frame is hit on its frame; a bar that scrolls is one of three ways
    to scroll."""
    wrong = []
    for widget in {*focusable(window), *window.findChildren(QAbstractButton)}:
        if not widget.isVisible() or widget.window() is not window or isinstance(widget, QScrollBar | QHeaderView):
            continue
        parent = widget.parentWidget()
        target = parent if parent is not None and hasattr(parent, "ring_radius") else widget
        if target.width() < LEAST_TARGET or target.height() < LEAST_TARGET:
            wrong.append(f"{target.width()} × {target.height()} px is too small to hit: {_said(widget)}")
    return wrong


def _sibling_reached(widget: QWidget, order: list[QWidget]) -> bool:
    """One of a group of choices is enough: arrow keys reach the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in order for button in group.buttons())


def _reads_on(before: QWidget, after: QWidget) -> bool:
    """True when ``after`` stands beside, below or over ``before`` in the part of the page that both belong to."""
    if before.isAncestorOf(after) or after.isAncestorOf(before):
        return True
    common = before.parentWidget()
    while common is not None and not common.isAncestorOf(after):
        common = common.parentWidget()
    if common is None:
        return True
    one, two = (_place(_child_of(common, widget), common) for widget in (before, after))
    if one.intersects(two):
        return True  # what the search has found lies over the page
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
    keys += Counter(
        key.toString()
        for shortcut in window.findChildren(QShortcut)
        for key in QShortcut.keys(shortcut)
        if shortcut.isEnabled()
        and shortcut.context() is Qt.ShortcutContext.WindowShortcut  # others work inside one part of the page alone
        and isinstance(owner := shortcut.parent(), QWidget)
        and owner.isVisible()
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
