"""The workplace: rail, top bar, and the page that is open."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.shell.rail import Rail
from opspor.desktop.shell.top_bar import TopBar
from opspor.desktop.tab_order import focus_last
from opspor.desktop.widgets.layouts import Column, Row
from opspor.domain.access import Action, Reach, reach
from opspor.domain.people import StaffMember


class WorkplaceFrame(QWidget):
    """Rail, top bar and the open page."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self, spacing=0)
        self.rail = Rail()
        row.addWidget(self.rail)
        right = QWidget()
        column = Column(right, spacing=0)
        self.top_bar = TopBar()
        column.addWidget(self.top_bar)
        self._column = column
        self.page: Page | None = None
        row.addWidget(right, 1)

    def show_for(self, staff: StaffMember, *, districts: bool = False) -> None:
        """Shows the places, and the search, of what this person may see; ``districts``: whether there are any."""
        self.rail.show_for(staff, districts=districts)
        self.top_bar.search.setVisible(reach(staff, Action.SEARCH) is not Reach.NONE)

    def set_page(self, page: Page | None) -> None:
        """Puts a page in place of the one before, which is thrown away."""
        if self.page is not None:
            self.top_bar.clear()
            self.page.leave()
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        if page is not None:
            self._column.addWidget(page, 1)
            page.show()  # now: what it reads may be there before Qt would show it, and then the focus finds nothing

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Back into the page from the rail goes to what is read last on it, not to what was made last."""
        before = self.focusWidget()
        moved = super().focusNextPrevChild(forward)
        page, now = self.page, self.focusWidget()
        came = page is not None and now is not None and page.isAncestorOf(now)
        if page is not None and came and not forward and (before is None or not page.isAncestorOf(before)):
            focus_last(page)
        return moved

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color("desk"))
