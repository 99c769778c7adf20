"""What a page is: header, message line and a scrolling body in the workplace, or one task in the focus frame.

The shell knows pages only through these two classes. A page reads what it shows from the workplace in ``refresh``.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.route import NO_ID, Destination
from opspor.desktop.shortcuts import BEREDSKAB, HIDE, LOCK, Shortcut
from opspor.desktop.tab_order import focus_first, stops_in
from opspor.desktop.tokens import ICON, LAYOUT
from opspor.desktop.widgets.buttons import Button, KeyCap, Kind
from opspor.desktop.widgets.layouts import Column, Flow, Line, Row, Scroll, side_margin
from opspor.desktop.widgets.messages import MessageLine
from opspor.desktop.widgets.progress import ProgressOverlay
from opspor.desktop.widgets.text import PlainLabel
from opspor.desktop.widgets.told import Message, MessageKind, announce_anew
from opspor.domain.changes import Changes
from opspor.domain.ids import Id

_MEETING_SIDE = 50  # u; short names only, and the letters are larger: the work needs the room


class Ground(QWidget):
    """A surface in a colour token, with a hairline along one edge: ``top``, ``bottom``, ``right`` or none."""

    def __init__(self, color: str, edge: str = "") -> None:
        super().__init__()
        self._ground, self._edge = color, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            painter.fillRect(self.rect(), look.color(self._ground))
            thin, line = max(1, look.u(0.25)), look.color("line")
            if self._edge in ("top", "bottom"):
                paint.hairline(painter, 0, self.width(), 0 if self._edge == "top" else self.height() - thin, line)
            elif self._edge == "right":
                painter.fillRect(self.width() - thin, 0, thin, self.height(), line)


class Page(QWidget):
    """A page of the workplace. Subclasses add parts to ``body`` in reading order.

    Header: ``title``, one line of ``subtitle``, at the right at most one ``choice`` and the ``main`` button.
    """

    said_as = "group"  # its title is said when the focus comes into it
    here: Destination | None = None  # as in ``FocusPage``
    inside = ""  # the id or code of the part that is open, for ``go_inside``

    def __init__(
        self, title: str, subtitle: str = "", *, choice: QWidget | None = None, main: Button | None = None
    ) -> None:
        super().__init__()
        outer = Column(self, spacing=0)
        self._header = QWidget()
        self._header_column = Column(self._header, spacing=3)
        self._title, self._subtitle = PlainLabel("", "title"), PlainLabel("", "body", "text_2")
        words = QWidget()
        word_column = Column(words, spacing=0)
        word_column.addWidget(self._title)
        word_column.addWidget(self._subtitle)
        self.set_title(title, subtitle)
        self._header_column.addWidget(Line(words, *(part for part in (choice, main) if part is not None)))
        self.message_line = MessageLine()
        self._header_column.addWidget(self.message_line)
        outer.addWidget(self._header)
        self.work_area = Scroll()
        self.body = self.work_area.body
        outer.addWidget(self.work_area, 1)
        self.progress = ProgressOverlay(self)
        look.changed.connect(self._fit)

    def begin(self) -> None:
        """The page was opened: the focus goes to the first part of the work, or of the header."""
        focus_first(self.work_area.content, self)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Changes the words of the header. Never a child's name with a concern (design section 11, rule 10)."""
        self.setAccessibleName(title)
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def show_message(self, message: Message) -> None:
        """Shows a message under the header."""
        self.message_line.show_message(message)

    def add_flag(self, words: str) -> None:
        """Says under the header what stays true while the page is open, e.g. that the child's file is restricted."""
        self._header_column.addWidget(MessageLine(Message(MessageKind.WARNING, words), closable=False))

    def refresh(self, changes: Changes) -> None:
        """Reads again what ``changes`` touches. Called when the page opens, with every kind, and after each write."""

    def leave(self) -> None:
        """The page is about to go away: drafts are kept, timers stop."""

    def go_inside(self, inside: str) -> bool:
        """Opens the part of that id or code; False while the page is not filled yet."""
        return True

    def _fit(self) -> None:
        margin = side_margin(self.width())
        self._header_column.setContentsMargins(margin, look.u(2), margin, look.u(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


class FocusPage(QWidget):
    """One task, without the rail: bar, perhaps a side column, a scrolling work area, and an action bar that stays.

    ``back`` is where the back key leads, in one or two words. Subclasses fill ``body`` and, if they ask for it with
    ``side=True``, ``side`` (a column, white, at the left; below the work where the window is narrow). ``keys`` are
    printed in the action bar. A ``meeting`` page is drawn one factor larger.

    ``here`` is where the person has gone inside the page, so that it opens there again after locking; None: where it
    was opened.
    """

    said_as = "group"
    here: Destination | None = None
    inside = ""
    about: Id = NO_ID  # the child that the beredskabsplan is opened about from here
    alone = False  # somebody else sits here, e.g. a pupil: no key leads on into the program
    stays = False  # it is read whatever happens below: a vault that is opened meanwhile does not take it away

    back_requested = Signal()
    beredskab_requested = Signal()
    hide_requested = Signal()
    lock_requested = Signal()

    def __init__(
        self,
        back: str,
        title: str,
        subtitle: str = "",
        *,
        main: Button | None = None,
        keys: tuple[Shortcut, ...] = (),
        side: bool = False,
        meeting: bool = False,
        beredskab: bool = True,
    ) -> None:
        super().__init__()
        self.meeting = meeting
        self.setAccessibleName(title)
        outer = Column(self, spacing=0)
        self._bar = _FocusBar(back, title, subtitle, beredskab=beredskab)
        outer.addWidget(self._bar)
        for button, signal in (
            (self._bar.back, self.back_requested),
            (self._bar.beredskab, self.beredskab_requested),
            (self._bar.hide_button, self.hide_requested),
            (self._bar.lock, self.lock_requested),
        ):
            button.clicked.connect(signal)
        self._top = top = QWidget()
        self._strips: list[Column] = []
        self._above = Column(top, spacing=0)  # for a strip over the whole width, e.g. the child and the progress
        outer.addWidget(top)
        middle = Row(spacing=0)
        self._side_ground = Ground("sheet", "right")
        self._side_scroll = Scroll(margin=4, top=4, spacing=1)
        Column(self._side_ground, spacing=0).addWidget(self._side_scroll)
        self._side_content = QWidget()
        self.side = Column(self._side_content, spacing=1)
        self._has_side, self._beside = side, True
        self._side_scroll.body.addWidget(self._side_content)
        middle.addWidget(self._side_ground)
        if not side:
            self._side_ground.hide()
        self._work = work = QWidget()
        column = Column(work, spacing=0)
        self.message_line = MessageLine()
        self._message_place = Column()
        self._message_place.addWidget(self.message_line)
        column.addLayout(self._message_place)
        self.work_area = Scroll(top=6)
        self.body = self.work_area.body
        column.addWidget(self.work_area, 1)
        middle.addWidget(work, 1)
        outer.addLayout(middle, 1)
        self._foot = _ActionBar(main, keys)
        outer.addWidget(self._foot)
        self._foot.setVisible(main is not None or bool(keys))
        self.progress = ProgressOverlay(self)
        look.changed.connect(self._fit)

    def begin(self) -> None:
        """The page was opened: the focus goes to the first part of the work, or of the bars."""
        focus_first(self.work_area.content, self)

    def add_flag(self, words: str) -> None:
        """As ``Page.add_flag``, above the work."""
        self._message_place.addWidget(MessageLine(Message(MessageKind.WARNING, words), closable=False))

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Changes the words of the bar."""
        self.setAccessibleName(title)
        self._bar.set_words(title, subtitle)

    def set_strip(self, strip: QWidget) -> None:
        """Puts a strip under the bar over the whole width: who it is about, and how far one is."""
        ground = Ground("desk", "bottom")
        column = Column(ground)
        column.addWidget(strip)
        self._strips.append(column)
        self._above.addWidget(ground)

    def set_status(self, status: str, *, saved: bool = True) -> None:
        """What stands beside the main button: "Gemt 14.02" (with a check) or "3 mangler"."""
        self._foot.set_status(status, saved=saved)

    def set_foot(self, part: QWidget) -> None:
        """Something at the left of the action bar in place of keys, e.g. whom to ring."""
        self._foot.set_left(part)
        self._foot.show()

    def show_keys(self, *keys: Shortcut) -> None:
        """Prints only these of the page's keys: a key stands where it works."""
        self._foot.show_keys(keys)

    def show_strips(self, shown: bool) -> None:
        """Shows or hides the strips under the bar."""
        self._top.setVisible(shown)

    def show_side(self, shown: bool) -> None:
        """Shows or hides the side column that was asked for."""
        self._side_content.setVisible(shown)
        self._side_ground.setVisible(shown and self._beside)

    def set_locked(self, locked: bool) -> None:
        """Over the lock screen there is nothing to hide or lock."""
        self._bar.hide_button.setVisible(not locked)
        self._bar.lock.setVisible(not locked)

    def show_message(self, message: Message) -> None:
        """Shows a message above the work."""
        self.message_line.show_message(message)

    def refresh(self, changes: Changes) -> None:
        """Reads again what ``changes`` touches. Called when the page opens, with every kind, and after each write."""

    def leave(self) -> None:
        """The page is about to go away: drafts are kept, timers stop."""

    def go_inside(self, inside: str) -> bool:
        """Opens the part of that id or code; False while the page is not filled yet."""
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: bar, strip, side, work, action bar; whenever a part came, wherever the side is."""
        if not self.isVisible():  # Qt asks when it hides a page too; whoever shows the next one gives that the focus
            return super().focusNextPrevChild(forward)
        middle = (self._side_content, self._work) if self._beside else (self._work, self._side_content)
        order = stops_in(self._bar, self._top, *middle, self._foot)
        here = next((i for i, part in enumerate(order) if part is self.focusWidget()), None)
        if here is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        order[(here + (1 if forward else -1)) % len(order)].setFocus(reason)
        return True

    def _fit(self) -> None:
        self._bar.set_width(self.width())
        small = self.width() < look.u(LAYOUT.window_min[0] - LAYOUT.rail)
        margin = LAYOUT.page_margin / 2 if small else LAYOUT.page_margin
        for strip in self._strips:
            strip.set_margins((margin, 3, margin, 3))
        self._message_place.set_margins((margin, 3, margin, 0))
        if not self._has_side:
            return
        beside = self.width() >= look.u(LAYOUT.window_min[0] - 20)
        self._side_ground.setFixedWidth(look.u(_MEETING_SIDE if self.meeting else LAYOUT.side))
        if beside == self._beside:
            return
        self._beside = beside
        self._side_ground.setVisible(beside and not self._side_content.isHidden())
        if beside:
            self._side_scroll.body.addWidget(self._side_content)
        else:
            self.body.addWidget(self._side_content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


class _FocusBar(Ground):
    """Back, what one is doing, and the keys that work everywhere. In a small window the words go under them."""

    def __init__(self, back: str, title: str, subtitle: str, *, beredskab: bool) -> None:
        super().__init__("sheet", "bottom")
        column = Column(self, spacing=1, margins=(5, 2.5, 5, 2.5))
        self._row = Row(spacing=3)
        column.addLayout(self._row)
        self._below = Row(margins=(3.5, 0, 3.5, 0))
        column.addLayout(self._below)
        self.back = Button(back, Kind.QUIET, icon="chevron-left")
        self._title = PlainLabel(title, "body_strong")
        self._subtitle = PlainLabel(subtitle, "body", "text_2")
        if not subtitle:
            self._subtitle.hide()
        self._words = Flow([self._title, self._subtitle], gap=4)
        self.beredskab = Button(BEREDSKAB.words, Kind.QUIET, icon="life-buoy", shortcut=BEREDSKAB)
        self.hide_button = Button(HIDE.words, Kind.QUIET, icon="eye-off", shortcut=HIDE)
        self.lock = Button(LOCK.words, Kind.QUIET, icon="lock-keyhole", shortcut=LOCK)
        if not beredskab:
            self.beredskab.hide()
        self._upright = _Upright()
        self._row.addWidget(self.back)
        self._row.addWidget(self._upright)
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.beredskab, self.hide_button, self.lock):
            self._row.addWidget(button)
        self._small = False

    def set_words(self, title: str, subtitle: str) -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def set_width(self, width: int) -> None:
        """Arranges itself for a window of that width."""
        small = width < look.u(LAYOUT.window_min[0])
        for button in (self.beredskab, self.hide_button, self.lock):
            button.set_compact(small)
        if small is self._small:
            return
        self._small = small
        self._upright.setVisible(not small)
        if small:
            self._below.addWidget(self._words, 1)
            self._row.insertStretch(2, 1)
        else:
            self._row.takeAt(2)
            self._row.insertWidget(2, self._words, 1, Qt.AlignmentFlag.AlignVCenter)


class _Upright(QWidget):
    """A short vertical line between parts of a bar."""

    def sizeHint(self) -> QSize:
        return QSize(max(1, look.u(0.25)), look.u(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.painter_on(self) as painter:
            high = min(self.height(), look.u(6))
            painter.fillRect(0, (self.height() - high) // 2, max(1, look.u(0.25)), high, look.color("line"))


class _Status(QWidget):
    """A check and "Gemt 14.02". A screen reader says it when it is another than before, not at each minute."""

    said_as = "text"

    def __init__(self) -> None:
        super().__init__()
        self._words, self._saved = "", False

    def set_words(self, words: str, *, saved: bool) -> None:
        announce_anew(self, self._words, words)
        self._words, self._saved = words, saved
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        mark = look.u(ICON.small + 2) if self._saved else 0
        return QSize(mark + paint.text_width(self._words, "body") + 1 if self._words else 0, look.u(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = look.color("text_2")
        with paint.painter_on(self) as painter:
            if self._saved:
                paint.icon_at(painter, 0, self.height() / 2, "check", ink, ICON.small)
            paint.words(painter, self.rect(), self._words, "body", ink, paint.RIGHT)


class _ActionBar(Ground):
    """Keys at the left, what is saved and the main button at the right; always visible."""

    def __init__(self, main: Button | None, keys: tuple[Shortcut, ...]) -> None:
        super().__init__("sheet", "top")
        self._row = Row(self, spacing=5, margins=(LAYOUT.page_margin, 3, LAYOUT.page_margin, 3))
        self._left = QWidget()
        self._left_row = Row(self._left, spacing=5)
        self._caps = {key: KeyCap(key) for key in keys}
        self._keys = list(self._caps.values())  # those that work now
        for cap in self._keys:
            self._left_row.addWidget(cap)
        self._left_row.addStretch(1)
        self._row.addWidget(self._left, 1)
        self._status = _Status()
        self._row.addWidget(self._status)
        if main is not None:
            self._row.addWidget(main)
        self._main = main

    def set_status(self, status: str, *, saved: bool) -> None:
        self._status.set_words(status, saved=saved)

    def show_keys(self, keys: tuple[Shortcut, ...]) -> None:
        for cap in self._caps.values():
            cap.hide()
        self._keys = [self._caps[key] for key in keys]
        self._make_room()

    def set_left(self, part: QWidget) -> None:
        self._left_row.insertWidget(0, part, 1, Qt.AlignmentFlag.AlignVCenter)
        if self._main is not None:
            QWidget.setTabOrder(part, self._main)  # the main button is the last stop

    def minimumSizeHint(self) -> QSize:
        main = self._main.minimumSizeHint().width() if self._main else 0
        return QSize(self._status.sizeHint().width() + main + look.u(20), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        own = super().sizeHint()  # a pixel higher than the foot where u is no whole number of them
        return QSize(own.width(), max(own.height(), look.u(LAYOUT.foot)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # the status or the words of the main button changed
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """Key hints give way when the bar is narrow; the main button never does."""
        if self._main is not None:
            self._main.set_compact(self.width() < look.u(LAYOUT.window_min[0]))
        taken = self._status.sizeHint().width() + (self._main.sizeHint().width() if self._main else 0)
        room = self.width() - taken - 2 * look.u(LAYOUT.page_margin) - 2 * look.u(5)
        for cap in self._keys:
            room -= cap.sizeHint().width() + look.u(5)
            cap.setVisible(room >= 0)
