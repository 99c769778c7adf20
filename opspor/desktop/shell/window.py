"""The window. It knows pages and keys, and nothing of a vault: the application connects its signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget
from shiboken6 import isValid

from opspor import data_folder
from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.shell.lock_screen import LockScreen
from opspor.desktop.shortcuts import BEREDSKAB, HELP, HIDE, LOCK, NEW_CONCERN, SEARCH
from opspor.desktop.tokens import LAYOUT
from opspor.desktop.widgets.ring import FocusRing

# What is behind the lock is loaded when it opens: the lock screen is painted first.
if TYPE_CHECKING:
    from opspor.desktop.page import FocusPage, Page
    from opspor.desktop.route import Place
    from opspor.desktop.shell.last_minute import LastMinute
    from opspor.desktop.shell.privacy import PrivacyScreen
    from opspor.desktop.shell.workplace_frame import WorkplaceFrame
    from opspor.desktop.widgets.rows import ListRow
    from opspor.desktop.widgets.told import Message
    from opspor.domain.changes import Changes


_LOOPS_END_MS = 100  # after this a dialog that somebody waited for is no longer waited for
# Menus, lists that fold out, completers, tool windows, hints.
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.Tool, Qt.WindowType.ToolTip)


def _keep_focus_on_screen(before: QWidget | None, now: QWidget | None) -> None:
    """A page that lies under another or under the curtain may be filled late and ask for the focus: the keys go to
    what is seen."""
    window = now.window() if now is not None else None
    stack = window.centralWidget() if isinstance(window, Window) else None
    if now is None or not isinstance(stack, QStackedWidget):
        return
    current = stack.currentWidget()
    pages = (stack.widget(place) for place in range(stack.count()))
    covered = any(page is not None and page is not current and page.isAncestorOf(now) for page in pages)
    if not covered or current is None:
        return
    if before is not None and isValid(before) and current.isAncestorOf(before):
        before.setFocus()  # it may have come so lately that it is not drawn yet
    else:
        from opspor.desktop.tab_order import focus_first  # the lock screen does without

        focus_first(current, current)


def _keep_focus_in_search(before: QWidget | None, now: QWidget | None) -> None:
    """Somebody searches, and the page under it fills itself late and asks for the focus."""
    window = now.window() if now is not None else None
    frame = window.workplace if isinstance(window, Window) else None
    if frame is None or frame.page is None or now is None:
        return
    line = frame.top_bar.search.line
    if before is line and line.wanted and frame.page.isAncestorOf(now):
        line.setFocus()


class _Pages(QStackedWidget):
    """The open pages, one over the other. How large they would like to be is nobody's business: the window has a size
    of its own, and Qt would measure every page, also those that lie under, whenever a word on one of them changes.
    """

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Window(QMainWindow):
    """One window, always called "opspor". Locked (the lock screen) or open (the workplace, with focus pages over it).

    ``lock_requested`` is only a wish: the application locks the vault and then calls ``show_lock``.
    ``closing`` is asked before the window closes; False keeps it open.
    """

    place_chosen = Signal(object)  # a Place
    search_changed = Signal(str)
    search_chosen = Signal(object)
    help_requested = Signal()
    new_concern_requested = Signal()
    beredskab_requested = Signal()
    lock_requested = Signal()
    hidden_changed = Signal(bool)
    painted = Signal()  # once: the first picture stands, and what is heavy may begin

    def __init__(self, closing: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._closing = closing
        self.setWindowTitle("opspor")
        self._stack = _Pages()
        self.setCentralWidget(self._stack)
        self.lock_screen = LockScreen()
        self.lock_screen.beredskab_requested.connect(self.beredskab_requested)
        self._stack.addWidget(self.lock_screen)
        self.workplace: WorkplaceFrame | None = None
        self.privacy: PrivacyScreen | None = None
        self._focus_pages: list[FocusPage] = []
        self._left: dict[FocusPage, QWidget | None] = {}  # where the focus was when each came over what is under it
        self._countdown = ""
        self._last_minute: LastMinute | None = None
        self._before_hiding: QWidget | None = None
        self._painted = False
        FocusRing(self)
        look.changed.connect(self._measure)
        self._measure()
        self.lock_screen.login.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:  # a timer that was set before the loop began would come before the picture
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        from PySide6.QtGui import QAction, QIcon, QKeySequence

        from opspor.desktop import danish, spoken

        spoken.tell_roles()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.setLocale(danish.speak(app))
            app.focusChanged.connect(_keep_focus_on_screen)
            app.focusChanged.connect(_keep_focus_in_search)
        for shortcut, wish in (
            (HELP, self.help_requested.emit),
            (SEARCH, self._search),
            (NEW_CONCERN, self._new_concern),
            (BEREDSKAB, self.beredskab_requested.emit),
            (HIDE, self.toggle_privacy),
            (LOCK, self.lock_requested.emit),
        ):
            action = QAction(shortcut.words, self)
            action.setShortcuts([QKeySequence(key) for key in shortcut.keys])
            action.triggered.connect(wish)
            self.addAction(action)
        self.setWindowIcon(QIcon(str(data_folder("resources") / "app" / "opspor.svg")))
        self.painted.emit()

    def _measure(self) -> None:
        screen = self.screen().availableSize()
        least = QSize(look.u(LAYOUT.window_min[0] / 2), look.u(LAYOUT.window_min[1] / 2))
        self.setMinimumSize(least.boundedTo(screen))

    # --- locked and open ------------------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """True while there is no workplace behind the screen."""
        return self.workplace is None

    def open_workplace(self, person: str, group: str, institution: str) -> None:
        """The vault is open: the frame for pages replaces the lock screen. The application shows the first page.
        Beredskab or the guide, if somebody reads there meanwhile, stays over it."""
        from opspor.desktop.shell.workplace_frame import WorkplaceFrame

        read = self._focus_pages.pop() if self._focus_pages and self._focus_pages[-1].stays else None
        self._drop_focus_pages()
        frame = WorkplaceFrame()
        frame.rail.set_head(group, institution)
        frame.rail.set_person(person)
        frame.rail.chosen.connect(self.place_chosen)
        frame.rail.hide_requested.connect(self.toggle_privacy)
        frame.rail.lock_requested.connect(self.lock_requested)
        frame.top_bar.search_changed.connect(self.search_changed)
        frame.top_bar.search_chosen.connect(self.search_chosen)
        frame.top_bar.new_concern_requested.connect(self._new_concern)
        frame.top_bar.beredskab_requested.connect(self.beredskab_requested)
        self.workplace = frame
        self._stack.addWidget(frame)
        self.lock_screen.restart()
        if read is not None:
            self._focus_pages.append(read)
            read.set_locked(False)
        self._show(self._uppermost())

    def show_lock(self, reason: str) -> None:
        """Hides everything at once: dialogs close without asking, pages are thrown away, nothing is left to read."""
        for closed in self._close_dialogs():
            if isinstance(closed, QDialog | QMenu):  # later: one that holds a loop of its own goes with that
                QTimer.singleShot(_LOOPS_END_MS, closed, closed.deleteLater)
        self._leave_privacy()
        self._drop_focus_pages()
        if self.workplace is not None:
            self.workplace.set_page(None)
            self.workplace.top_bar.clear()
            _throw_away(self._stack, self.workplace)
            self.workplace = None
        if self._last_minute is not None:
            self._last_minute.set_words("")
        paint.forget_words()
        self.lock_screen.set_reason(reason)
        self._stack.setCurrentWidget(self.lock_screen)
        self.lock_screen.restart()
        self.repaint()  # now, not when the vault has been closed

    def _close_dialogs(self) -> list[QWidget]:
        closed = [one for one in QApplication.topLevelWidgets() if one is not self and one.isVisible()]
        for widget in closed:
            if isinstance(widget, QDialog):
                widget.reject()
            elif widget.windowType() in _PASSING:
                widget.close()
        return closed

    # --- pages ----------------------------------------------------------------------------------------------------

    def show_page(self, page: Page, place: Place, *, under: bool = False) -> None:
        """Shows a page of the workplace. Focus pages that lie over it are left; with ``under`` they stay."""
        if self.workplace is None:
            raise RuntimeError("a page needs an open workplace")
        if not under:
            self._drop_focus_pages()
        self.workplace.set_page(page)
        self.workplace.rail.set_current(place)
        self._show(self._uppermost())
        page.refresh(_everything())
        if not under:
            page.begin()

    def push_focus(self, page: FocusPage, *, behind_curtain: bool = True) -> None:
        """Lays one task over what is open. Its back key takes it away again (``pop_focus``), unless the page is asked
        by the application to do more. A page that comes late stays behind the curtain; beredskab lies over it."""
        self._left[page] = self.focusWidget()  # a page that is hidden hands its focus on
        page.set_locked(self.locked)
        page.beredskab_requested.connect(self.beredskab_requested)
        page.hide_requested.connect(self.toggle_privacy)
        page.lock_requested.connect(self.lock_requested)
        page.back_requested.connect(self.pop_focus)
        self._focus_pages.append(page)
        self._stack.addWidget(page)
        self._show(page, behind_curtain=behind_curtain)
        page.refresh(_everything())
        page.begin()

    def pop_focus(self, *, behind_curtain: bool = True) -> None:
        """Takes the uppermost focus page away and shows what lay under it, which may be the curtain."""
        if not self._focus_pages:
            return
        over = self._focus_pages.pop()
        left = self._left.get(over)
        self._discard(over)
        if self.privacy is not None and behind_curtain:
            self._stack.setCurrentWidget(self.privacy)
        self._show(self._uppermost(), behind_curtain=behind_curtain)
        page = self.open_page
        if self.privacy is None and page is not None:
            # Where one was, as in the middle of a list that one goes through.
            before = left if left is not None and isValid(left) and page.isAncestorOf(left) else page.focusWidget()
            if before is not None and before.isVisible() and before.isEnabled():
                before.setFocus()
            else:
                page.begin()
        elif self.locked:
            self.lock_screen.login.setFocus()

    def _uppermost(self) -> QWidget:
        return self._focus_pages[-1] if self._focus_pages else self.workplace or self.lock_screen

    @property
    def open_page(self) -> Page | FocusPage | None:
        """What the person works on now; None on the lock screen."""
        if self._focus_pages:
            return self._focus_pages[-1]
        return self.workplace.page if self.workplace is not None else None

    def show_message(self, message: Message) -> None:
        """Shows a message wherever the person has gone meanwhile."""
        (self.open_page or self.lock_screen).show_message(message)

    def tell(self, changes: Changes) -> None:
        """Something was written: every open page reads again what that touches."""
        if self.workplace is not None and self.workplace.page is not None:
            self.workplace.page.refresh(changes)
        for page in self._focus_pages:
            page.refresh(changes)

    def show_hits(self, hits: Sequence[ListRow]) -> None:
        """The answer to ``search_changed``."""
        if self.workplace is not None:
            self.workplace.top_bar.show_hits(hits)

    def _show(self, widget: QWidget, *, behind_curtain: bool = True) -> None:
        look.set_projector(any(page is widget and page.meeting for page in self._focus_pages))
        if not (behind_curtain and self._stack.currentWidget() is self.privacy):
            self._stack.setCurrentWidget(widget)

    def _discard(self, page: FocusPage) -> None:
        page.leave()
        self._left.pop(page, None)
        _throw_away(self._stack, page)

    def _drop_focus_pages(self) -> None:
        while self._focus_pages:
            self._discard(self._focus_pages.pop())
        look.set_projector(False)

    # --- keys that work everywhere --------------------------------------------------------------------------------

    def toggle_privacy(self) -> None:
        """F9: the curtain falls, or rises again. Dialogs are closed: their safe answer is taken."""
        if self.locked:
            return
        if self.privacy is not None:
            if self._stack.currentWidget() is self.privacy:
                self._leave_privacy()
            else:  # beredskab was opened over the curtain
                self._stack.setCurrentWidget(self.privacy)
            return
        from opspor.desktop.shell.privacy import PrivacyScreen

        self._close_dialogs()
        self._before_hiding = self.focusWidget()
        self.privacy = PrivacyScreen()
        self.privacy.shown_again.connect(self.toggle_privacy)
        self.privacy.lock_requested.connect(self.lock_requested)
        self.privacy.set_countdown(self._countdown)
        self._stack.addWidget(self.privacy)
        self._stack.setCurrentWidget(self.privacy)
        self.privacy.show_again.setFocus()
        self.hidden_changed.emit(True)

    def _leave_privacy(self) -> None:
        if self.privacy is None:
            return
        self._stack.setCurrentWidget(self._uppermost())
        _throw_away(self._stack, self.privacy)
        self.privacy = None
        before, self._before_hiding = self._before_hiding, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif self.open_page is not None:  # it came while everything was hidden
            self.open_page.begin()
        self.hidden_changed.emit(False)

    def set_countdown(self, words: str, last: bool = False) -> None:
        """ "Låser af sig selv om 4 minutter", on the privacy screen; in the ``last`` minute over every page."""
        self._countdown = words
        if self.privacy is not None:
            self.privacy.set_countdown(words)
        if self._last_minute is not None:
            self._last_minute.set_words(words if last and self.privacy is None else "")
        elif last and self._uppermost() is not self.lock_screen:
            from opspor.desktop.shell.last_minute import LastMinute

            self._last_minute = LastMinute(self)
            self._last_minute.set_words(words)

    def _search(self) -> None:
        if self.workplace is not None and self._stack.currentWidget() is self.workplace:
            self.workplace.top_bar.search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.workplace.top_bar.search.line.selectAll()

    def _new_concern(self) -> None:
        if not self.locked and self.privacy is None and not getattr(self.open_page, "alone", False):
            self.new_concern_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing():
            event.accept()
        else:
            event.ignore()


def _throw_away(stack: QStackedWidget, part: QWidget) -> None:
    """Has ``part`` deleted. At once it is none of the window any more: whoever looks where the focus may go would meet
    it, and it would stay in memory."""
    stack.removeWidget(part)
    part.setParent(None)
    part.deleteLater()


def _everything() -> Changes:
    from opspor.domain.changes import Changes, Kind

    return Changes(frozenset(Kind))
