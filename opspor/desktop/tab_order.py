"""Tab follows reading order, also where parts are made anew while the page is open: Qt puts what is new last.

``QWidget.setTabOrder`` does not help here: it leaves a field, which hands its focus on to its editor, where it was.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from opspor.desktop.widgets.layouts import Flowing


def stops_in(*places: QWidget) -> list[QWidget]:
    """What Tab stops at now inside the places: place by place, inside each in Qt's order. A part that lies in two of
    them belongs to the later one."""
    stops: list[list[QWidget]] = [[] for _ in places]
    for part in _stops_after(places[0]):
        inside = [found for place, found in zip(places, stops, strict=True) if place.isAncestorOf(part)]
        if inside:
            inside[-1].append(part)
    return [part for found in stops for part in found]


def _stops_after(place: QWidget) -> Iterator[QWidget]:
    """What Tab stops at now in the whole window, in Qt's order. A thousand parts are asked: take what is needed."""
    part = _beside(place)
    while part is not None and part is not place:
        if part.isVisible() and part.isEnabled() and _takes_tab(part):
            yield part
        part = _beside(part)


def _beside(part: QWidget, *, forward: bool = True) -> QWidget | None:
    """What comes after ``part`` in Qt's order, or before it.

    The binding takes whoever was asked for the owner of the answer. If that one goes first, the other, and the page
    that it knows, stay in memory when they go: so the answer is given back to its parent.
    """
    found = part.nextInFocusChain() if forward else part.previousInFocusChain()
    if found is not None:
        found.setParent(found.parentWidget())  # for Qt it is there already
    return found


def focus_first(work: QWidget, page: QWidget) -> None:
    """Gives the focus to the first part of the work, or of the page when the work has none."""
    for place in (work, page):
        first = next(filter(place.isAncestorOf, _stops_after(place)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def focus_next_in_reading_order(page: QWidget, *, forward: bool) -> bool:
    """What a page does in ``focusNextPrevChild``: on to the next stop as it is read, and from the last out of the page.

    False when there is nowhere to go.
    """
    stops = _open_stops(page)
    here = page.focusWidget()
    ways = stops if forward else stops[::-1]
    place = ways.index(here) + 1 if here in ways else 0
    to = ways[place] if place < len(ways) else _outside(page, forward=forward) or next(iter(ways), None)
    if to is None:
        return False
    to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def focus_last(page: QWidget) -> None:
    """Gives the focus to what is read last on the page."""
    for stop in _open_stops(page)[-1:]:
        stop.setFocus(Qt.FocusReason.BacktabFocusReason)


def _open_stops(page: QWidget) -> list[QWidget]:
    return [stop for stop in _stops(page) if stop.isVisibleTo(page.window()) and stop.isEnabled()]


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and part.focusProxy() is None


def _outside(page: QWidget, *, forward: bool) -> QWidget | None:
    """The next stop of the window that does not stand on the page."""
    part = _beside(page, forward=forward)
    while part is not None and part is not page:
        if _takes_tab(part) and part.isVisible() and part.isEnabled() and not page.isAncestorOf(part):
            return part
        part = _beside(part, forward=forward)
    return None


def _stops(part: QWidget) -> Iterator[QWidget]:
    if _takes_tab(part):
        yield part
        return
    layout = part.layout()
    if isinstance(part, Flowing):
        children = part.parts
    elif layout is not None:
        children = _widgets(part, layout)
    else:
        children = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for child in children:
        yield from _stops(child)


def _widgets(part: QWidget, layout: QLayout) -> list[QWidget]:
    """The widgets of a layout in its order, those of layouts inside it too.

    Never asks for ``itemAt``: Qt deletes a layout's items behind the binding's back, which then takes whatever lies at
    the same address later for an item.
    """
    inside: list[QWidget | QLayout] = [inner for inner in layout.children() if isinstance(inner, QLayout)]
    widgets = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    inside += [widget for widget in widgets if layout.indexOf(widget) >= 0]
    found: list[QWidget] = []
    for one in sorted(inside, key=layout.indexOf):
        found += _widgets(part, one) if isinstance(one, QLayout) else [one]
    return found
