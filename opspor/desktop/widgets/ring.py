"""The focus ring: one per window, drawn outside the edge of what has the focus, also after a click.

What has the focus is brought into sight: Qt scrolls only when Tab goes on inside the same area.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.tokens import LINE, RADIUS, SPACE

_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class FocusRing(QWidget):
    """Follows the focus inside ``window``. Mouse and screen reader pass through it.

    It is a child of the nearest scroll area's content, so it is clipped and moves with it. A widget (or a frame round
    it) may say its radius with ``ring_radius()`` in u; None means that it shows the focus itself. ``ring_color`` on an
    ancestor changes the colour token (the lock screen). ``ring_scrolls = False`` on a widget: what stands above it is
    read first, so the page stays where it is until a key goes there.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = RADIUS.control
        self._color = "focus"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        look.changed.connect(self._place)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._lost)
        self._watched, self._target = [], None
        self.hide()
        if new is None or new.window() is not self._window:
            return
        QTimer.singleShot(0, self, self._bring_into_sight)  # after Qt has scrolled, which looks at the whole of a list
        target, radius = _ringed(new)
        if radius is None:
            return
        self._radius, self._target = radius, target
        host, color = _host(target, self._window)
        self._color = color
        if self.parentWidget() is not host:
            self.setParent(host)
        place: QWidget | None = target
        while place is not None and place is not host:
            self._watched.append(place)
            place.installEventFilter(self)
            place.destroyed.connect(self._lost)
            place = place.parentWidget()
        self._place()

    def _bring_into_sight(self) -> None:
        """Scrolls so far that one sees where the keys go, where nothing of it is seen. In a list that is a row."""
        from PySide6.QtWidgets import QAbstractItemView  # the lock screen has no lists

        focused = self._window.focusWidget()
        if isinstance(focused, QAbstractItemView):
            focused.scrollTo(focused.currentIndex())
        if not getattr(focused, "ring_scrolls", True):
            return
        place = focused.parentWidget() if focused is not None else None
        while focused is not None and place is not None and place is not self._window:
            if isinstance(place, QScrollArea) and (content := place.widget()) is not None:
                row = focused.visualRect(focused.currentIndex()) if isinstance(focused, QAbstractItemView) else QRect()
                rect, view = focused.rect() if row.isEmpty() else row, place.viewport()
                there = QRect(focused.mapTo(view, rect.topLeft()), rect.size())
                if not there.intersects(view.rect()):
                    middle = focused.mapTo(content, rect.center())
                    margin = min(rect.height() // 2 + look.u(SPACE.gap), view.height() // 2)
                    place.ensureVisible(middle.x(), middle.y(), 0, margin)
            place = place.parentWidget()

    def _lost(self, _gone: QObject | None = None) -> None:
        self._watched, self._target = [], None
        self.hide()

    def _place(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None or not target.isVisible():
            self.hide()
            return
        out = look.u(LINE.focus_gap) + max(1, look.u(LINE.focus))
        corner = target.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-out, -out, out, out))
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), self._radius + 1, None, look.color(self._color), LINE.focus)


def _ringed(widget: QWidget) -> tuple[QWidget, float | None]:
    """The widget that the ring goes round, and its radius: the frame round an editor, else the widget itself."""
    for place in (widget, widget.parentWidget()):
        radius = getattr(place, "ring_radius", None)
        if place is not None and callable(radius):
            found = radius()
            return place, float(found) if found is not None else None
    return widget, RADIUS.control


def _host(target: QWidget, window: QWidget) -> tuple[QWidget, str]:
    """Whose child the ring is (the nearest scrolled content, else the window), and its colour."""
    host, color = window, ""
    place = target.parentWidget()
    while place is not None and place is not window:
        color = color or str(getattr(place, "ring_color", ""))
        grand = place.parentWidget()
        if host is window and grand is not None and isinstance(grand.parentWidget(), QScrollArea):
            host = place  # the content; its parent is the viewport
        place = grand
    return host, color or "focus"
