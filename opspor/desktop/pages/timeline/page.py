"""The child over time: the picture of all that happened, and under it the same as a list that says it whole."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Signal

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.timeline.picture import ICONS, TimePicture
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    EmptyState,
    Kind,
    Line,
    ListRow,
    PlainLabel,
    RowList,
    Segmented,
    box,
)
from opspor.desktop.widgets.rows import AnyIndex
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import age_in_words
from opspor.domain.clock import long_date, short_date
from opspor.domain.ids import Id
from opspor.domain.timeline import EVENT_WORDS, Event, EventKind
from opspor.usecases import timeline
from opspor.usecases.timeline import ChildOverTime

_ASSESSED = (EventKind.ASSESSMENT, EventKind.CORRECTION, EventKind.UNDER_WAY, EventKind.NOT_ASSESSED, EventKind.VISIT)
_SEEN = (EventKind.OBSERVATION, EventKind.WORDS, EventKind.PUPIL)
_DONE = (
    EventKind.FOCUS, EventKind.PLAN, EventKind.LOOKED_AGAIN, EventKind.FOLLOW_UP, EventKind.MEETING, EventKind.CONTACT,
    EventKind.NOTICE, EventKind.CONCERN, EventKind.PAPER,
)  # fmt: skip


class TimelinePage(Page):
    """One child's line, opened on purpose: the reading is logged as opening the child."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._choice: Segmented[Collection[EventKind]] = Segmented(
            "Vis",
            [("Alt", tuple(EventKind)), ("Vurderinger", _ASSESSED), ("Set og hørt", _SEEN), ("Aftaler", _DONE)],
            value=tuple(EventKind),
        )
        child_page = Button("Barnets side", Kind.MAIN, icon="user-round")
        super().__init__("Over tid", choice=self._choice, main=child_page)
        self._office, self._child = office, destination.id
        self._found: ChildOverTime | None = None
        self._picture = TimePicture()
        self._list = _Events()
        self._words = PlainLabel("")
        self._open = Button("Åbn", icon="chevron-right", icon_after=True)
        self._picture_card = Card(flush=True)
        self._picture_card.add(self._picture)
        self._list_card = Card(flush=True, grows=True)
        self._list_card.add(self._list, 1)
        self._picture_card.add_rule()
        self._picture_card.add(box(Line(self._words, self._open), margins=(5, 3, 5, 3)))
        self._empty = EmptyState(
            "notebook-pen",
            "Her er ikke noget endnu",
            "Når I skriver noget ned eller taler om barnet i en runde, står det her.",
        )
        self._none = EmptyState("search", "Her er ikke noget af den slags", "Vælg »Alt« øverst for at se det hele.")
        for part in (self._picture_card, self._list_card, self._empty, self._none):
            part.hide()
        self.body.addWidget(self._picture_card)
        self.body.addWidget(self._list_card, 1)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._none)
        self._kept = KeptLine(office)
        self.body.addWidget(self._kept)
        self.body.addStretch(0)
        self._choice.chosen.connect(lambda _: self._show_chosen())
        self._picture.current.connect(self._from_picture)
        self._list.current.connect(self._from_list)
        self._picture.opened.connect(self._go_to)
        self._list.opened.connect(self._go_to)
        self._open.clicked.connect(lambda: self._go_to(self._picture.event_here()))
        child_page.clicked.connect(lambda: office.go(Destination(Place.CHILD, self._child)))
        self._reading = Reading(
            self,
            lambda: office.work.run(lambda desk: timeline.over_time(desk, destination.id)),
            self._show,
            Changed.CHILDREN,
            Changed.ROUNDS,
            Changed.OBSERVATIONS,
            Changed.JOINT_ASSESSMENTS,
            Changed.CONCERNS,
            Changed.PAPERS,
            Changed.VISITS,
            Changed.PLANS,
            Changed.MEETINGS,
            Changed.CONTACTS,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the line again; what is current stays so."""
        self._reading.refresh(changes)

    def _show(self, found: ChildOverTime) -> None:
        first, self._found = self._found is None, found
        child = found.child
        age = age_in_words(child.birth_date, self._office.work.clock().date())
        self.set_title(f"{child.full_name} over tid", " · ".join((age, ", ".join(child.group_names), child.code)))
        self._kept.show_child(child.id)
        self._show_chosen()
        if first and found.events:
            self._picture.setFocus()

    def _show_chosen(self) -> None:
        if self._found is None:
            return
        kinds = self._choice.value() or ()
        events = [event for event in self._found.events if event.kind in kinds]
        for part in (self._picture_card, self._list_card):
            part.setVisible(bool(events))
        self._empty.setVisible(not self._found.events)
        self._none.setVisible(not events and bool(self._found.events))
        self._picture.show_events(events, self._office.work.clock().date())
        self._list.show_events([*reversed(events)])
        here = self._picture.event_here()
        if here is not None:
            self._list.choose(here)
            self._say(here)

    def _from_picture(self, event: Event) -> None:
        self._list.choose(event)
        self._say(event)

    def _from_list(self, event: Event) -> None:
        self._picture.go_to(event)
        self._say(event)

    def _say(self, event: Event) -> None:
        """The event whole: the list and the picture show what there is room for."""
        head = " · ".join(filter(None, (long_date(event.on), event.place, event.head)))
        self._words.setText("\n".join((head, *event.words)))

    def _go_to(self, event: Event | None) -> None:
        if event is not None:
            self._office.go(_page_of(event, self._child))


class _Events(RowList):
    """The events, newest first. ``current`` carries the one that somebody went to."""

    current = Signal(object)

    def __init__(self) -> None:
        super().__init__("Alt om barnet, nyeste øverst", fits=False)

    def show_events(self, events: Sequence[Event]) -> None:
        """Shows events, newest first."""
        self.set_rows([_row(event) for event in events])

    def sizeHint(self) -> QSize:
        """Low: it takes the height that is left, so that the line stays in sight and only one of the two scrolls."""
        return QSize(look.u(60), min(super().sizeHint().height(), look.u(45)))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.current.emit(self.current_key())


def _row(event: Event) -> ListRow:
    words = " · ".join(text.removesuffix(".") for text in (event.title, *event.words) if text)
    title = " · ".join(filter(None, (EVENT_WORDS[event.kind], event.place)))
    return ListRow(title, words, short_date(event.on), ICONS[event.kind], event)


def _page_of(event: Event, child: Id) -> Destination:
    """The page that an event opens."""
    round_id = event.round_id or NO_ID
    match event.kind:
        case EventKind.ASSESSMENT | EventKind.CORRECTION:
            return Destination(Place.JOINT, round_id, child, event.lane)
        case EventKind.UNDER_WAY | EventKind.NOT_ASSESSED:
            return Destination(Place.ROUND, round_id)
        case EventKind.CONCERN | EventKind.PAPER:
            return Destination(Place.CONCERN, event.id)
        case EventKind.FOCUS:
            return Destination(Place.FOCUS, child, event.id, event.lane)
        case EventKind.PLAN:
            return Destination(Place.PLAN, child, event.id)
        case EventKind.MEETING:
            return Destination(Place.MEETING, child, event.id)
        case EventKind.CONTACT:
            return Destination(Place.CONTACT, child)
        case EventKind.VISIT:
            return Destination(Place.VISITS, child)
        case _:
            return Destination(Place.CHILD, child)
