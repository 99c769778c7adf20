"""The top bar: search with its hits, Ny bekymring and Beredskab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.shell.search_field import SearchField
from opspor.desktop.shortcuts import BEREDSKAB, NEW_CONCERN, SEARCH
from opspor.desktop.tokens import LAYOUT, RADIUS
from opspor.desktop.widgets.buttons import Button, Kind
from opspor.desktop.widgets.layouts import Column, Row, side_margin
from opspor.desktop.widgets.rows import ListRow, RowList, row_height
from opspor.desktop.widgets.told import announce

SEARCH_PAUSE_MS = 150  # typing is not interrupted by a search per letter


class TopBar(QWidget):
    """``search_changed`` carries what is typed (after a short pause), ``search_chosen`` the key of the chosen hit."""

    search_changed = Signal(str)
    search_chosen = Signal(object)
    new_concern_requested = Signal()
    beredskab_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = Row(self, spacing=4)
        self.search = SearchField("Søg efter barn eller side", SEARCH.cap)
        self.new_concern = Button(NEW_CONCERN.words, Kind.QUIET, icon="circle-plus", shortcut=NEW_CONCERN)
        self.beredskab = Button(BEREDSKAB.words, Kind.QUIET, icon="life-buoy", shortcut=BEREDSKAB)
        self._row.addWidget(self.search, 100)  # up to 90 u, before the gap grows
        self._row.addStretch(1)
        self._row.addWidget(self.new_concern)
        self._row.addWidget(self.beredskab)
        self.hits = SearchHits(self.search)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.searched.connect(self._typed)
        self.search.entered.connect(self.hits.open_first)
        self.hits.opened.connect(self._chosen)
        self.new_concern.clicked.connect(self.new_concern_requested)
        self.beredskab.clicked.connect(self.beredskab_requested)
        look.changed.connect(self._fit)
        self._fit()

    def show_hits(self, hits: Sequence[ListRow]) -> None:
        """The answer to ``search_changed``; empty says that nothing was found.

        One that comes late, when the curtain or a page lies over the search, is not shown.
        """
        if self.search.line.text().strip() and self.isVisible():
            self.hits.show_rows(hits)

    def clear(self) -> None:
        """Empties the search: no name stays on the screen."""
        self.search.line.clear()
        self.search.line.wanted = False
        self.hits.close_hits()

    def _ask(self) -> None:
        self.search_changed.emit(self.search.line.text().strip())

    def _typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.hits.close_hits()

    def _chosen(self, key: object) -> None:
        self.clear()
        self.search_chosen.emit(key)

    def _fit(self) -> None:
        self.setFixedHeight(look.u(LAYOUT.top_bar))
        margin = side_margin(self.width())
        self._row.setContentsMargins(margin, look.u(2.5), margin, look.u(2.5))
        small = self.width() < look.u(LAYOUT.window_min[0] - LAYOUT.rail)
        self.search.setMaximumWidth(look.u(90))
        for button in (self.new_concern, self.beredskab):
            button.set_compact(small)

    def hideEvent(self, event: QHideEvent) -> None:
        self.clear()  # the hits lie on the window, over the curtain too
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        self.hits.place()
        super().resizeEvent(event)


class SearchHits(QWidget):
    """The hits, on a sheet under the search. Down goes into them, Esc leaves, a click or Enter opens."""

    opened = Signal(object)

    def __init__(self, field: SearchField) -> None:
        super().__init__(field)
        self._field = field
        column = Column(self, spacing=0, margins=(0.25, 1, 0.25, 1))
        self._list = RowList("Fundet", fits=False, hairlines=False)
        self._list.opened.connect(self.opened)
        column.addWidget(self._list)
        field.line.installEventFilter(self)
        self._list.installEventFilter(self)
        self.hide()

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows hits, at most eight; one more letter narrows them."""
        found = list(rows[:8]) or [ListRow("Intet fundet", "Prøv med færre bogstaver.", chevron=False)]
        self._list.set_rows(found)
        self._list.setEnabled(bool(rows))
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.place()
        self.show()
        self.raise_()
        announce(self._field, f"{len(rows)} fundet")

    def place(self) -> None:
        """Stands under the search, and ends above the window's edge: where the letters are large the hits scroll."""
        window = self.parentWidget()
        if window is not None:
            corner = self._field.mapTo(window, QPoint(0, self._field.height() + look.u(1)))
            wide = max(self._field.width(), look.u(70))
            whole = sum(row_height(row, wide - look.u(0.5)) for row in self._list.rows()) + look.u(2)
            self.setGeometry(corner.x(), corner.y(), wide, min(whole, window.height() - corner.y() - look.u(2)))

    def close_hits(self) -> None:
        """Takes the hits away, names and all. Back with the field, they go when it goes."""
        self.setParent(self._field)
        self._list.set_rows([])

    def open_first(self) -> None:
        """Enter in the search opens the first hit."""
        if not self.isHidden() and self._list.isEnabled() and self._list.rows():
            self.opened.emit(self._list.rows()[0].key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.isHidden():
            if event.key() == Qt.Key.Key_Escape:
                self._field.line.clear()
                self._field.line.setFocus()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self._field.line and self._list.isEnabled():
                self._list.setFocus()
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            paint.shape(painter, self.rect(), RADIUS.control, look.color("sheet"), look.color("line_control"))
