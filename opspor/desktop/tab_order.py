"""Tab follows reading order, also where parts are made anew while the page is open: Qt puts what is new last.

``QWidget.setTabOrder`` does not help here: it leaves a field, which hands its focus on to its editor, where it was.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from opspor.desktop.widgets.layouts import Flowing


def focus_next_in_reading_order(page: QWidget, *, forward: bool) -> bool:
    """What a page does in ``focusNextPrevChild``: on to the next stop as it is read, and from the last out of the page.

    False when there is nowhere to go.
    """
    stops = [stop for stop in _stops(page) if stop.isVisibleTo(page.window()) and stop.isEnabled()]
    here = QApplication.focusWidget()
    ways = stops if forward else stops[::-1]
    place = ways.index(here) + 1 if here in ways else 0
    to = ways[place] if place < len(ways) else _outside(page, forward=forward) or next(iter(ways), None)
    if to is None:
        return False
    to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and part.focusProxy() is None


def _outside(page: QWidget, *, forward: bool) -> QWidget | None:
    """The next stop of the window that does not stand on the page."""
    part = page.nextInFocusChain() if forward else page.previousInFocusChain()
    while part is not None and part is not page:
        if _takes_tab(part) and part.isVisible() and part.isEnabled() and not page.isAncestorOf(part):
            return part
        part = part.nextInFocusChain() if forward else part.previousInFocusChain()
    return None


def _stops(part: QWidget) -> Iterator[QWidget]:
    if _takes_tab(part):
        yield part
        return
    layout = part.layout()
    if isinstance(part, Flowing):
        children = part.parts
    elif layout is not None:
        children = list(_widgets(layout))
    else:
        children = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for child in children:
        yield from _stops(child)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for i in range(layout.count()):
        item = layout.itemAt(i)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets(inner)
