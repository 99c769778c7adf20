"""A day: its agenda with the time, what is put on it, and for the leader the day itself.

Whoever may not open a concern reads "optaget tid" in its place. No name stands here: the screen faces the room.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.forum.change_day import ChangeDayCard
from opspor.desktop.pages.forum.chosen import ChosenCard
from opspor.desktop.pages.forum.words import day_title, time_taken, when_and_where
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    RowList,
    box,
)
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import short_date
from opspor.domain.ids import Id
from opspor.usecases import forum, forum_agenda, forum_papers
from opspor.usecases.desk import Desk
from opspor.usecases.forum import AgendaRow, DaySheet
from opspor.usecases.forum_agenda import Choice

TAKEN = "Optaget tid"
_MORE = "Lav et nyt drøftelsesark fra bekymringen"


class DayPage(FocusPage):
    """``destination.id`` is the day."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Vis for alle", Kind.MAIN)
        super().__init__("Tilbage", "Sparring", main=self._main)
        self._office, self._id = office, destination.id
        self._sheet: DaySheet | None = None
        self._when = PlainLabel("", "question")
        self._time = PlainLabel("", "body", "text_2")
        self._told = QWidget()
        self._messages = Column(self._told, spacing=2)
        self._agenda = RowList("Dagsorden", keeps=True)
        self._empty = box(PlainLabel("Der er ikke sat noget på endnu.", "body", "text_2"), margins=(5, 4, 5, 4))
        self._card = Card("Dagsorden", flush=True)
        self._card.add(self._agenda)
        self._card.add(self._empty)
        self._chosen = ChosenCard(office)
        self._choices = RowList("Ark, der kan sættes på")
        self._put = Card("Sæt et ark på", flush=True)
        self._none = PlainLabel("Du har ingen færdige drøftelsesark, der venter.", "body", "text_2")
        new = Button(_MORE, Kind.QUIET, icon="plus")
        self._put.add(self._choices)
        self._put.add(box(self._none, Flow([new]), spacing=2, margins=(5, 3, 5, 4)))
        self._print = Button("Gem dagens referat som PDF", icon="printer")
        self._change: ChangeDayCard | None = None
        self._ways = Flow([self._print], gap=3)
        for part in (
            box(self._when, self._time, spacing=1), self._told, self._card, self._chosen, self._put, self._ways,
        ):  # fmt: skip
            self.body.addWidget(part)
            part.hide()
        self._last = QWidget()
        self._below = Column(self._last)
        self.body.addWidget(self._last)
        self.body.addStretch(1)
        self._main.hide()
        self._main.clicked.connect(lambda: office.go(Destination(Place.FORUM_SHOW, self._id)))
        new.clicked.connect(lambda: office.go(Destination(Place.CONCERNS)))
        self._print.clicked.connect(self._save_minutes)
        self._agenda.opened.connect(self._open)
        self._agenda.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self._choices.opened.connect(self._put_on)
        self._reading = Reading(
            self, lambda: office.work.look(self._read), self._show, Changed.FORUM, Changed.CONCERNS, Changed.PAPERS,
            Changed.CHILDREN,
        )  # fmt: skip

    def _read(self, desk: Desk) -> tuple[DaySheet, tuple[Choice, ...]]:
        return forum.day(desk, self._id), forum_agenda.to_put_on(desk)

    def refresh(self, changes: Changes) -> None:
        """Reads again when the day, or something on its agenda, changed."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        if self._change is not None:
            self._change.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, read: tuple[DaySheet, tuple[Choice, ...]]) -> None:
        sheet, choices = read
        first, self._sheet = self._sheet is None, sheet
        self.set_title(sheet.forum.name, day_title(sheet.day))
        self._when.setText(day_title(sheet.day))
        self._time.setText(f"{when_and_where(sheet.day, sheet.forum)} · {time_taken(sheet.row)}")
        self._tell(sheet)
        self._agenda.set_rows([_row(row) for row in sheet.agenda])
        self._agenda.setVisible(bool(sheet.agenda))
        self._empty.setVisible(not sheet.agenda)
        self._choices.set_rows([_choice(one) for one in choices])
        self._choices.setVisible(bool(choices))
        self._none.setVisible(not choices)
        seen = [row.point for row in sheet.agenda if row.point is not None]
        comes = sheet.day.on >= sheet.today and not sheet.day.cancelled
        self._print.setVisible(any(point.concluded for point in seen))
        self._main.setVisible(True)
        self._main.set_cannot("" if seen else "Her er ingen ark, som du må se.")
        for part in (self._when.parentWidget(), self._card, self._ways):
            if part is not None:
                part.show()
        self._put.setVisible(comes)
        self._show_chosen()
        if self._change is None and may(self._office.work.staff, Action.CHANGE_FORUM):
            self._change = ChangeDayCard(self._office, status_of(self))
            self._below.addWidget(self._change)
        if self._change is not None:
            self._change.set_sheet(sheet)
        if first:
            self.begin()

    def _tell(self, sheet: DaySheet) -> None:
        self._messages.clear()
        self._told.setVisible(bool(sheet.day.cancelled) or sheet.row.is_full)
        if sheet.day.cancelled:
            rest = "Arkene står her endnu. Flyt dem til en anden dag." if sheet.agenda else ""
            said = Message(MessageKind.WARNING, f"Dagen er aflyst: {sheet.day.cancelled}", rest)
            self._messages.addWidget(MessageLine(said, closable=False))
        elif sheet.row.is_full:
            told = f"Der er ikke tid nok: {sheet.row.taken} minutter på {sheet.day.minutes}."
            said = Message(MessageKind.INFO, told, "Flyt et ark til en anden dag, eller giv dem kortere tid.")
            self._messages.addWidget(MessageLine(said, closable=False))

    def _current(self) -> AgendaRow | None:
        key = self._agenda.current_key()
        rows = self._sheet.agenda if self._sheet is not None else ()
        return next((row for row in rows if row.point is not None and row.point.item.id == key), None)

    def _show_chosen(self) -> None:
        row = self._current()
        self._chosen.setVisible(row is not None)
        if row is not None and row.point is not None and self._sheet is not None:
            self._chosen.set_point(row, row.point, self._sheet)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            self._office.go(Destination(Place.FORUM, self._id, Id(key)))

    def _put_on(self, key: object) -> None:
        put = partial(forum_agenda.put_on, day_id=self._id, paper_id=Id(str(key)))
        said = Message(MessageKind.SUCCESS, "Arket står på dagsordenen.")
        ask(self._office.work.run(put), self, lambda _: self.show_message(said))

    def _save_minutes(self) -> None:
        said = Message(MessageKind.SUCCESS, "Referatet er gemt som fil.", "Slet filen, når den er skrevet ud.")
        save_pdf_as(
            self, "referat.pdf",
            lambda target: ask(
                self._office.work.run(partial(forum_papers.print_day, day_id=self._id, target=target)), self,
                lambda _: self.show_message(said),
            ),
        )  # fmt: skip


def _row(row: AgendaRow) -> ListRow:
    at = f"{row.at} · " if row.at else ""
    if row.point is None:
        return ListRow(f"{row.number}. {at}{TAKEN}", f"{row.minutes} min.", "", "lock", chevron=False)
    name = "uden navn" if row.point.paper.draft.anonymous else "med navn"
    second = f"{row.minutes} min. · {name} · bragt af {row.point.brought_by}"
    done = "Konkluderet" if row.point.concluded else ""
    return ListRow(
        f"{row.number}. {at}{row.point.concern.label}", second, done, "file-text", row.point.item.id
    )  # fmt: skip


def _choice(one: Choice) -> ListRow:
    name = "uden navn" if one.anonymous else "med navn"
    return ListRow(one.label, f"Ark fra {short_date(one.written_on)} · {name}", "", "plus", one.paper_id)
