"""Distrikt: the visits that are due, the most urgent first. Made for a small laptop and one hand."""

from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from opspor.desktop.page import Page
from opspor.desktop.pages.district.add_form import AddForm
from opspor.desktop.pages.district.rows import list_row
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    EmptyState,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    announce,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group
from opspor.domain.text import count_of, fold
from opspor.domain.visit import When
from opspor.usecases import visits
from opspor.usecases.desk import Desk
from opspor.usecases.visits import District, DistrictRow


@dataclass(frozen=True, slots=True)
class _Found:
    groups: tuple[Group, ...]
    district: District | None


class DistrictPage(Page):
    """The district of ``destination.id``, or the first one. Enter opens a child, typing finds."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._add = Button("Tilføj et barn", Kind.MAIN, icon="plus")
        super().__init__("Distrikt", main=self._add)
        self._office, self._group = office, destination.id
        self._rows: list[tuple[str, DistrictRow]] = []
        self._form = AddForm(office)
        self._name = TextField("Distriktets navn", placeholder="Fx Distrikt Nord")
        make = Button("Opret distriktet", Kind.MAIN)
        self._no_district = Card()
        self._no_district.add(
            EmptyState("house", "Her er intet distrikt endnu", "Giv det et navn. Så kan du tilføje børn, også ufødte.")
        )
        self._no_district.add(self._name)
        self._no_district.add(make)
        first = Button("Tilføj et barn", Kind.MAIN, icon="plus")
        self._nobody_yet = EmptyState(
            "users-round", "Her er ingen børn endnu", "Skriv navn og fødselsdato eller termin. Så ses besøgene her.",
            first,
        )  # fmt: skip
        self._no_district.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # no higher
        self._find = TextField("Find", placeholder="Navn eller kode")
        self._choose: ChoiceField[Id] = ChoiceField("Distrikt", ())
        self._tools = Tiles([self._find, self._choose], least=40, gap=4)
        self._list = RowList("Børn i distriktet", fits=False)
        self._nobody = PlainLabel("", "body", "text_2")
        self._card = Card(flush=True, grows=True)
        self._card.add(self._list, 1)
        for part in (self._form, self._no_district, self._nobody_yet, self._tools, self._nobody):
            self.body.addWidget(part)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)
        for hidden in (
            self._add, self._form, self._no_district, self._nobody_yet, self._tools, self._nobody, self._card,
        ):  # fmt: skip
            hidden.hide()
        for button in (self._add, first):
            button.clicked.connect(self._open_form)
        make.clicked.connect(self._make)
        self._form.added.connect(self._added)
        self._form.closed.connect(self._close_form)
        self._find.changed.connect(self._filter)
        self._find.editor.installEventFilter(self)
        self._choose.changed.connect(self._chose)
        self._list.opened.connect(self._open)
        kinds = (Changed.CHILDREN, Changed.PEOPLE, Changed.VISITS)
        self._reading = Reading(self, self._question, self._show, *kinds)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a visit was written, or the children or districts changed."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed in the form."""
        self._form.leave()

    def _question(self) -> Future[_Found]:
        wanted = self._group

        def find(desk: Desk) -> _Found:
            groups = visits.districts(desk)
            ids = [group.id for group in groups]
            if not ids:
                return _Found((), None)
            return _Found(groups, visits.district(desk, wanted if wanted in ids else ids[0]))

        return self._office.work.look(find)

    def _chose(self) -> None:
        self._group = self._choose.value() or NO_ID
        ask(self._question(), self, self._show)

    def _show(self, found: _Found) -> None:
        here = found.district
        if here is not None and self._group not in (NO_ID, here.group.id) and len(found.groups) > 1:
            return  # another one was chosen meanwhile
        first = self._card.isHidden()
        self._no_district.setVisible(here is None)
        if here is None:
            self.set_title("Distrikt")
            self._name.setFocus()
            return
        self._group = self._form.group = here.group.id
        self._rows = [(fold(f"{row.child.full_name} {row.child.code}"), row) for row in here.rows]
        self._choose.set_options([(group.name, group.id) for group in found.groups], here.group.id)
        self._choose.setVisible(len(found.groups) > 1)
        self._nobody_yet.setVisible(not self._rows and self._form.isHidden())
        self._add.setVisible(bool(self._rows))
        self._tools.setVisible(bool(self._rows))
        late, now = here.count(When.LATE), here.count(When.NOW)
        about = [count_of(here.group.child_count, "barn", "børn")]
        about += [f"{late} over tiden"] if late else []
        about += [f"{now} nu"] if now else []
        self.set_title(here.group.name, " · ".join(about))
        self._filter()
        if first and self._rows and not self._form.isVisible():
            self._list.setFocus()

    def _filter(self) -> None:
        words = fold(self._find.text()).split()
        today = self._office.work.clock().date()
        rows = [row for text, row in self._rows if all(word in text for word in words)]
        self._list.set_rows([list_row(row, today) for row in rows])
        self._card.setVisible(bool(rows))
        self._nobody.setText(f"Ingen hedder »{self._find.text()}« her. Prøv en del af navnet.")
        self._nobody.setVisible(bool(self._rows) and not rows)
        if words:
            announce(self._list, count_of(len(rows), "barn", "børn"))

    def _open(self, child: object) -> None:
        self._office.go(Destination(Place.VISITS, Id(str(child))))

    def _open_form(self) -> None:
        self._nobody_yet.hide()
        self._form.show()
        self._form.begin()

    def _close_form(self) -> None:
        self._form.hide()
        self._nobody_yet.setVisible(not self._rows)
        (self._list if self._rows else self._nobody_yet).setFocus()

    def _added(self, child: Id) -> None:
        self._close_form()
        way = ("Åbn barnet", lambda: self._office.go(Destination(Place.VISITS, child)))
        self.show_message(Message(MessageKind.SUCCESS, "Barnet er tilføjet.", action=way))

    def _make(self) -> None:
        name = self._name.text()
        ask(self._office.work.run(lambda desk: visits.new_district(desk, name)), self, self._made, self._not_made)

    def _made(self, group: Id) -> None:
        self._group = group
        self.show_message(Message(MessageKind.SUCCESS, "Distriktet er oprettet."))

    def _not_made(self, error: KnownError) -> None:
        self._name.refuse(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field: Down goes into the list, Enter opens the first that is found."""
        if watched is self._find.editor and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.rows():
                self._open(self._list.current_key())
                return True
        return super().eventFilter(watched, event)
