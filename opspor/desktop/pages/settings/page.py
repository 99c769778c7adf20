"""Indstillinger: a list of sections, and the one that is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.settings.about import AboutSection, LookSection
from opspor.desktop.pages.settings.calendar import CalendarSection
from opspor.desktop.pages.settings.closing import ClosingSection
from opspor.desktop.pages.settings.copies import CopiesSection
from opspor.desktop.pages.settings.forum import ForumSection
from opspor.desktop.pages.settings.groups import GroupsSection
from opspor.desktop.pages.settings.institution import InstitutionSection
from opspor.desktop.pages.settings.key import KeySection
from opspor.desktop.pages.settings.law import LawSection
from opspor.desktop.pages.settings.local import LocalSection
from opspor.desktop.pages.settings.lock import LockSection
from opspor.desktop.pages.settings.log import LogSection
from opspor.desktop.pages.settings.lost import LostSection
from opspor.desktop.pages.settings.numbers import NumbersSection
from opspor.desktop.pages.settings.offers import OffersSection
from opspor.desktop.pages.settings.password import PasswordSection
from opspor.desktop.pages.settings.retention import RetentionSection
from opspor.desktop.pages.settings.roles import RolesSection
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.pages.settings.staff import StaffSection
from opspor.desktop.pages.settings.suggestion import SuggestionSection
from opspor.desktop.pages.settings.transitions import TransitionsSection
from opspor.desktop.pages.settings.visits import VisitsSection
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tokens import LAYOUT
from opspor.desktop.widgets import Card, Column, Columns, ListRow, RowList
from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.usecases import people
from opspor.usecases.people import People

_SIDE = 84
_ANY_HEIGHT = 16777215  # Qt's own: no limit
_BAR = Qt.ScrollBarPolicy.ScrollBarAsNeeded


class SettingsPage(Page):
    """``destination.id`` may name the section to open: institution, staff, groups, roles, numbers, local, law,
    password, key, copies, suggestion, retention, log, offers, forum, visits, transitions, lost, closing, lock, look,
    about.

    Everybody can read all of it; the leader and the administrator can change it.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Indstillinger")
        staff = office.work.staff
        may_change = reach(staff, Action.CHANGE_SETTINGS) is Reach.ALL
        self._makers: dict[str, tuple[type[Section], Callable[[], Section]]] = {
            "institution": (InstitutionSection, lambda: InstitutionSection(office, may_change=may_change)),
            "staff": (StaffSection, lambda: StaffSection(office, may_change=may(staff, Action.INVITE))),
            "groups": (GroupsSection, lambda: GroupsSection(office, may_change=may(staff, Action.CHANGE_GROUP))),
            "roles": (RolesSection, RolesSection),
            "numbers": (NumbersSection, lambda: NumbersSection(office, may_change=may_change)),
            "local": (LocalSection, lambda: LocalSection(office, may_change=may(staff, Action.CHANGE_LOCAL))),
            "law": (LawSection, lambda: LawSection(office)),
            "password": (PasswordSection, lambda: PasswordSection(office)),
            "key": (KeySection, lambda: KeySection(office, may_change=may(staff, Action.MAKE_KEY))),
            "copies": (
                CopiesSection,
                lambda: CopiesSection(office, self.progress, may_change=may_change, may_drill=may(staff, Action.DRILL)),
            ),
            "suggestion": (SuggestionSection, lambda: SuggestionSection(office, may_change=may_change)),
            "retention": (
                RetentionSection,
                lambda: RetentionSection(office, may_change=may(staff, Action.SET_RETENTION)),
            ),
            "log": (LogSection, lambda: LogSection(office, may_change=may_change)),
            "offers": (
                OffersSection,
                lambda: OffersSection(office, may_change=may(staff, Action.CHANGE_OFFERS)),
            ),
            "forum": (ForumSection, lambda: ForumSection(office, may_change=may(staff, Action.CHANGE_FORUM))),
            "visits": (VisitsSection, lambda: VisitsSection(office, may_change=may_change)),
            "transitions": (TransitionsSection, lambda: TransitionsSection(office, may_change=may_change)),
            "calendar": (CalendarSection, lambda: CalendarSection(office, may_change=may_change)),
            "lost": (LostSection, lambda: LostSection(office, may_take=may(staff, Action.TAKE_STOCK))),
            "closing": (ClosingSection, lambda: ClosingSection(office, may_wipe=may(staff, Action.WIPE))),
            "lock": (LockSection, lambda: LockSection(office.work.folder)),
            "look": (LookSection, LookSection),
            "about": (AboutSection, lambda: AboutSection(office, self.progress)),
        }
        self._sections: dict[str, Section] = {}  # each is made when it is opened
        self._list = RowList("Afsnit i indstillinger", keeps=True)
        self._index = Card(flush=True)
        self._index.add(self._list)
        self._content = QWidget()
        self._column = Column(self._content)
        self.body.addWidget(Columns(self._content, self._index, width=_SIDE, side_first=True))
        self.body.addStretch(1)
        for part in (self.work_area, self._content):
            part.installEventFilter(self)
        self._list.opened.connect(self._go_to)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self._known: People | None = None
        self._show_list()
        self._asked_for = destination.id if destination.id in self._makers else ""
        self._open(self._asked_for or "institution")
        self._reading = Reading(
            self, lambda: office.work.look(people.overview), self._show, Changed.PEOPLE, Changed.SETTINGS,
            Changed.CHILDREN,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again; what is being typed stays."""
        self._reading.refresh(changes)
        for section in self._sections.values():
            section.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: some sections make their lines when they are first seen, later than the buttons."""
        return focus_next_in_reading_order(self, forward=forward)

    def leave(self) -> None:
        """Keeps what is typed."""
        for section in self._sections.values():
            section.leave()

    def _show(self, known: People) -> None:
        first, self._known = self._known is None, known
        self._show_list()
        if first:
            self._list.setFocus()
        for section in self._sections.values():
            section.show_people(known)
        if first and self._asked_for:  # where the sections stand below the list, somebody came for this one
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        if self.focusWidget() is self._list:  # else somebody comes back to a field after a lock
            self._bring_into_sight(self._sections[self._asked_for])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window, or whether there is room for a section beside the list, has changed."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._make_room()
        return False

    def _make_room(self) -> None:
        """Beside a section the list is as high as the window and scrolls itself, so that both are seen. Below the list
        every section has the room to begin at the top of the window, however little there is in it."""
        high = max(self.work_area.height() - look.u(LAYOUT.page_margin), look.u(_SIDE))
        self._list.setMaximumHeight(high if self._beside else _ANY_HEIGHT)
        self._list.setVerticalScrollBarPolicy(_BAR if self._beside else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.setMinimumHeight(0 if self._beside else high)

    @property
    def _beside(self) -> bool:
        return self._content.y() == self._index.y()

    def _show_list(self) -> None:
        about_keys = _about_keys(self._known) if self._known is not None else ""
        self._list.set_rows(
            [
                ListRow(section.title, icon=section.icon, key=key, fact=about_keys if key == "key" else "")
                for key, (section, _) in self._makers.items()
            ]
        )

    def _follow(self) -> None:
        key = self._list.current_key()
        if isinstance(key, str):
            self._open(key)
            if self._beside and self._list.hasFocus():
                self._bring_into_sight(self._sections[key])

    def _go_to(self, key: object) -> None:
        """Where the sections stand below the list, the one that was chosen comes into view."""
        self._open(str(key))
        self._bring_into_sight(self._sections[str(key)])

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scrolls to where ``part`` begins, when that is above what is seen, or in its lower half."""
        if not 0 <= part.mapTo(self.work_area, QPoint(0, 0)).y() <= self.work_area.height() // 2:
            self.work_area.verticalScrollBar().setValue(part.mapTo(self.work_area.content, QPoint(0, 0)).y())

    def look_at_municipal(self, file: Path) -> None:
        """Shows what taking over the municipality's file would change."""
        self._open("local")
        section = self._sections["local"]
        if isinstance(section, LocalSection):
            section.look_at(file)

    def go_inside(self, inside: str) -> bool:
        """Opens a section again."""
        self._open(inside)
        return True

    def _open(self, chosen: str) -> None:
        self.inside = chosen
        if chosen not in self._sections:
            self._make(chosen)
        for key, section in self._sections.items():
            section.setVisible(key == chosen)
        if self._list.current_key() != chosen:
            self._list.choose(chosen)

    def _make(self, key: str) -> None:
        section = self._sections[key] = self._makers[key][1]()
        section.hide()
        self._column.addWidget(section)
        # when what was shown has its place
        section.opened.connect(lambda part: QTimer.singleShot(0, part, lambda: self._bring_into_sight(part)))
        if self._known is not None:
            section.show_people(self._known)


def _about_keys(known: People) -> str:
    """What is to be done about the recovery keys, in one or two words."""
    if any(key is not None and key.used_at is not None for key in (known.own_key, known.deposited_key)):
        return "er brugt"
    return "" if known.has_recovery_key else "mangler"
