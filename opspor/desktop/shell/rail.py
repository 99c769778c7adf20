"""The left rail: where one can go, who is logged in, and the two keys that leave."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opspor.desktop import paint
from opspor.desktop.look import look
from opspor.desktop.page import Ground
from opspor.desktop.route import Place
from opspor.desktop.shortcuts import HIDE, LOCK, Shortcut
from opspor.desktop.tokens import ICON, LAYOUT, LINE, RADIUS, TARGET
from opspor.desktop.widgets.buttons import PaintedButton
from opspor.desktop.widgets.cards import Rule
from opspor.desktop.widgets.layouts import Column
from opspor.desktop.widgets.text import PlainLabel
from opspor.domain.access import Action, Reach, reach
from opspor.domain.people import Role, StaffMember

PLACES = (
    (Place.START, "Start", "sun"),
    (Place.CHILDREN, "Børn", "users-round"),
    (Place.DISTRICT, "Distrikt", "house"),
    (Place.ROUNDS, "Runder", "calendar-range"),
    (Place.MATRIX, "Matrix", "layout-grid"),
    (Place.CONCERNS, "Bekymringer", "message-circle-warning"),
    (Place.MEETINGS, "Møder", "messages-square"),
    (Place.PLANS, "Planer", "list-checks"),
    (Place.OVERVIEW, "Overblik", "chart-column"),
    (Place.LOG, "Log", "clipboard-list"),
)
# What a place shows: who may see nothing of it does not find it in the rail.
_SHOWS = {
    Place.CHILDREN: Action.SEE_CHILDREN,
    Place.DISTRICT: Action.SEE_DISTRICT,
    Place.ROUNDS: Action.SEE_ROUND,
    Place.MATRIX: Action.SEE_MATRIX,
    Place.MEETINGS: Action.SEE_PLANS,
    Place.PLANS: Action.SEE_PLANS,
    Place.OVERVIEW: Action.SEE_OVERVIEW,
    Place.LOG: Action.READ_LOG,
}

_LOW = 120  # u; a window below this height has no room for who and where beside the places


class RailItem(PaintedButton):
    """Icon and word. The current place: sheet ground, a bar, 600. Shrinks a little where the window is low."""

    def __init__(self, words: str, icon: str, *, shortcut: Shortcut | None = None) -> None:
        super().__init__(words)
        self._icon = icon
        self._cap = shortcut.cap if shortcut else ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if shortcut:
            self.setAccessibleDescription(f"Tast {shortcut.cap}")
        self.current = False

    def set_look(self, words: str, icon: str) -> None:
        """Other words and another icon."""
        self._icon = icon
        self.set_words(words)

    def set_current(self, current: bool) -> None:
        """Whether this is the place where one is, also for a screen reader."""
        if current is not self.current:
            self.current = current
            self.setAccessibleDescription("her er du" if current else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.u(LAYOUT.rail - 4), look.u(TARGET.rail_item))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.u(3 + ICON.body + 3) + paint.text_width(self.words, "body_strong"), look.u(TARGET.minimum))

    def paintEvent(self, event: QPaintEvent) -> None:
        here = self.current
        ink = look.color("accent_text" if here else "text")
        with paint.painter_on(self) as painter:
            if here or self.underMouse():
                paint.shape(painter, self.rect(), RADIUS.control, look.color("sheet" if here else "hover"))
            if here:
                high = self.height() // 2
                bar = QRect(0, (self.height() - high) // 2, look.u(LINE.bar), high)
                paint.shape(painter, bar, LINE.bar / 2, ink)
            paint.icon_at(painter, look.u(3), self.height() / 2, self._icon, ink, ICON.body)
            text = self.rect().adjusted(look.u(3 + ICON.body + 3), 0, 0, 0)
            paint.words(painter, text, self.words, "body_strong" if here else "body", ink)
            if self._cap:
                paint.key_cap(painter, self.width() - look.u(3), self.height() // 2, self._cap)


class Rail(Ground):
    """The places above; settings, the person, Skjul and Lås below."""

    chosen = Signal(Place)
    hide_requested = Signal()
    lock_requested = Signal()

    def __init__(self) -> None:
        super().__init__("rail", "right")
        column = Column(self, spacing=0, margins=(2, 3, 2, 3))
        self._head = PlainLabel("", "body_strong")
        self._under = PlainLabel("", "small", "text_2")
        self._top = QWidget()
        words = Column(self._top, spacing=0, margins=(3, 1, 3, 5))
        words.addWidget(self._head)
        words.addWidget(self._under)
        column.addWidget(self._top)
        self.items: dict[Place, RailItem] = {}
        for place, name, icon in PLACES:
            column.addWidget(self._item(place, name, icon))
        column.addStretch(1)
        column.addWidget(self._item(Place.SETTINGS, "Indstillinger", "settings"))
        self._foot = QWidget()
        foot = Column(self._foot, spacing=2, margins=(3, 1, 3, 1))
        foot.addWidget(Rule())
        self._person = PlainLabel("", "small", "text_2")
        foot.addWidget(self._person)
        column.addWidget(self._foot)
        for words_of, icon, shortcut, signal in (
            (HIDE.words, "eye-off", HIDE, self.hide_requested),
            (LOCK.words, "lock-keyhole", LOCK, self.lock_requested),
        ):
            item = RailItem(words_of, icon, shortcut=shortcut)
            item.clicked.connect(signal)
            column.addWidget(item)
        look.changed.connect(self._measure)
        self._measure()

    def _item(self, place: Place, name: str, icon: str) -> RailItem:
        item = RailItem(name, icon)
        item.clicked.connect(lambda: self.chosen.emit(place))
        self.items[place] = item
        return item

    def set_head(self, group: str, institution: str) -> None:
        """The room and the institution, at the top."""
        self._head.setText(group)
        self._under.setText(institution)

    def set_person(self, name: str) -> None:
        """Who is logged in."""
        self._person.setText(f"Logget ind: {name}")

    def show_for(self, staff: StaffMember, *, districts: bool) -> None:
        """Leaves out the places where this person sees nothing. A revisor's Start is the log, and is called so.

        A leader finds the districts where there are any; the first one is made from the settings.
        """
        starts_with_log = staff.role is Role.AUDITOR
        for place, item in self.items.items():
            item.setVisible(place not in _SHOWS or reach(staff, _SHOWS[place]) is not Reach.NONE)
        if staff.role is Role.LEADER and not districts:
            self.items[Place.DISTRICT].hide()
        self.items[Place.LOG].setVisible(not self.items[Place.LOG].isHidden() and not starts_with_log)
        self.items[Place.START].set_look(*(("Log", "clipboard-list") if starts_with_log else PLACES[0][1:]))

    def set_current(self, place: Place) -> None:
        """Marks where one is."""
        for own, item in self.items.items():
            item.set_current(own is place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        for part in (self._top, self._foot):
            part.setVisible(self.height() >= look.u(_LOW))

    def _measure(self) -> None:
        self.setFixedWidth(look.u(LAYOUT.rail))
        self._fit()
