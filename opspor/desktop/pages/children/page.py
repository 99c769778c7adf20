"""Børn: everybody one may see, found by name or code."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.page import Page
from opspor.desktop.pages.children.add_form import AddForm
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    EmptyState,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    announce,
    line_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import ChildInList, age_in_months, age_in_words
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.pupil import YOUNGEST
from opspor.domain.text import count_of, fold, sort_key
from opspor.usecases import children, leaving, pupils
from opspor.usecases.children import Imported

_ALL = Id("")
_NOBODY: Mapping[Id, date] = {}
_LEFT = Id("left")  # in place of a group: those who have stopped, for the leader
_PROTECTED = "Beskyttet navn og adresse"
_SHEETS = {True: "Ark med fornavn", False: "Ark kun med kode"}


class ChildrenPage(Page):
    """The children of one's own rooms as a list. Enter opens, typing finds."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._add = Button("Tilføj et barn", icon="plus")
        self._import = Button("Hent liste", Kind.MAIN)
        self._letters = Button("Brev til forældre", Kind.QUIET, icon="mail-check")
        super().__init__("Børn", choice=line_of(self._letters, self._add, spacing=3), main=self._import)
        self._office = office
        self._children: tuple[ChildInList, ...] = ()
        self._left = _NOBODY  # the first day that a child was in no group
        self._found_by: list[str] = []
        self._form = AddForm(office)
        self._form.added.connect(self._added)
        self._form.closed.connect(self._close_form)
        self._form.hide()
        self._find = TextField("Find", placeholder="Navn eller kode")
        self._group: ChoiceField[Id] = ChoiceField("Stue eller klasse", [("Alle", _ALL)], value=_ALL)
        self._tools = Tiles([self._find, self._group], least=40, gap=4)
        self._list = RowList("Børn", fits=False)
        self._letters.clicked.connect(lambda: office.go(Destination(Place.LETTERS, self._group.value() or _ALL)))
        self._sheets = {named: Button(words, Kind.QUIET, icon="printer") for named, words in _SHEETS.items()}
        self._sheet_line = Flow([PlainLabel("Spørgsmål til eleverne", "body", "text_2"), *self._sheets.values()], gap=3)
        self._nobody = PlainLabel("", "body", "text_2")
        self._card = Card(flush=True, grows=True)
        self._card.add(self._list, 1)
        empty_button = Button("Hent liste", Kind.MAIN)
        add_one = Button("Tilføj et barn", icon="plus")
        self._empty = Card()
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # no higher than its words
        self._empty.add(
            EmptyState("users-round", "Her er ingen børn endnu", "Hent stuens liste fra en fil, så står alle her.")
        )
        self._empty.add(line_of(empty_button, add_one, spacing=3))
        self._stopped = Button("Børn er stoppet …", Kind.QUIET, icon="ban")
        self._stopped.clicked.connect(lambda: office.go(Destination(Place.LEAVING)))
        self._stopped_line = Flow([self._stopped])
        for part in (self._form, self._empty, self._tools, self._stopped_line, self._sheet_line, self._nobody):
            self.body.addWidget(part)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)
        for hidden in (self._empty, self._tools, self._stopped_line, self._sheet_line, self._card, self._nobody):
            hidden.hide()
        self._letters.hide()
        for named, button in self._sheets.items():
            button.clicked.connect(lambda _=False, named=named: self._ask_for_sheets(named))
        for button in (self._import, empty_button):
            button.clicked.connect(lambda: office.go(Destination(Place.IMPORT)))
        for button in (self._add, add_one):
            button.clicked.connect(self._open_form)
        self._find.changed.connect(self._filter)
        self._find.editor.installEventFilter(self)
        self._group.changed.connect(self._filter)
        self._list.opened.connect(self._open)
        self._reading = Reading(
            self,
            lambda: office.work.look(lambda desk: (children.listed(desk), leaving.left(desk))),
            lambda found: self._show(*found),
            Changed.CHILDREN,
            Changed.PEOPLE,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the list again; what is typed in the fields stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed in the form."""
        self._form.leave()

    def _show(self, found: tuple[ChildInList, ...], left: Mapping[Id, date] = _NOBODY) -> None:
        first, blank = not self._children and self._card.isHidden(), self._empty.isHidden()
        self._children, self._left = found, left
        self._found_by = [fold(f"{child.full_name} {child.code}") for child in found]
        groups = {i: n for child in found for i, n in zip(child.group_ids, child.group_names, strict=True)}
        chosen = self._group.value()
        options = sorted(((name, id_) for id_, name in groups.items()), key=lambda option: sort_key(option[0]))
        self._form.set_groups([name for name, _ in options])
        if left:
            options.append((f"Stoppede ({len(left)})", _LEFT))
        still = chosen in groups or (chosen == _LEFT and bool(left))
        self._group.set_options([("Alle", _ALL), *options], chosen if still else _ALL)
        self._group.setVisible(len(options) > 1)
        self._empty.setVisible(not found)
        self._tools.setVisible(bool(found))
        self._letters.setVisible(bool(found))
        self._import.setVisible(bool(found))
        self._add.setVisible(bool(found))
        self._filter()
        if first and found and not self._form.isVisible():
            self._find.setFocus()
        elif blank and not found and not self._form.isVisible():
            self.begin()

    def _filter(self) -> None:
        words = fold(self._find.text()).split()
        group = self._group.value() or _ALL
        today = self._office.work.clock().date()
        rows = [
            _row(child, today, self._left.get(child.id))
            for child, text in zip(self._children, self._found_by, strict=True)
            if all(word in text for word in words) and _is_in(child, group, searched=bool(words))
        ]
        self._list.set_rows(rows)
        self._card.setVisible(bool(rows))
        pupils_here = group != _ALL and any(_is_old_enough(child, today) for child in self._in_group(group))
        self._sheet_line.setVisible(pupils_here)
        one_group = bool(self._children) and self._group.isHidden()
        self._stopped_line.setVisible(one_group or group not in (_ALL, _LEFT))
        self._nobody.setText(f"Ingen hedder »{self._find.text()}« her. Prøv en del af navnet, eller vælg »Alle«.")
        self._nobody.setVisible(bool(self._children) and not rows)
        count = count_of(len(rows), "barn", "børn")
        here = len(self._children) - len(self._left)
        some = len(rows) < here and group != _LEFT
        words_ = f"{count} af {here}" if some else count
        self.set_title("Børn", words_ if self._children else "")
        if some:
            announce(self._list, words_)

    def _in_group(self, group: Id) -> list[ChildInList]:
        return [child for child in self._children if group in child.group_ids]

    def _ask_for_sheets(self, named: bool) -> None:
        save_pdf_as(self, "elevark.pdf", partial(self._save_sheets, named))

    def _save_sheets(self, named: bool, target: Path) -> None:
        """A sheet for each pupil of the group that is chosen."""
        chosen = [child.id for child in self._in_group(self._group.value() or _ALL)]
        done = self._office.work.run(lambda desk: pupils.print_sheets(desk, chosen, target, named=named))
        ask(done, self, self._told_sheets)

    def _told_sheets(self, count: int) -> None:
        self.show_message(Message(MessageKind.SUCCESS, f"{count} ark er gemt.", "Slet filen, når den er skrevet ud."))

    def _open(self, child: object) -> None:
        self._office.go(Destination(Place.CHILD, Id(str(child))))

    def _open_form(self) -> None:
        self._form.show()
        self._form.begin()

    def _close_form(self) -> None:
        self._form.hide()
        (self._find if self._children else self._add).setFocus()

    def _added(self, imported: Imported) -> None:
        self._close_form()
        (child,) = imported.children
        self.show_message(
            Message(
                MessageKind.SUCCESS,
                "Barnet er tilføjet.",
                action=("Åbn barnet", lambda: self._office.go(Destination(Place.CHILD, child))),
            )
        )

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


def _is_old_enough(child: ChildInList, today: date) -> bool:
    return child.birth_date is not None and age_in_months(child.birth_date, today) >= YOUNGEST * 12


def _is_in(child: ChildInList, group: Id, *, searched: bool) -> bool:
    """Whether a child is among those of ``group``. Who has stopped is found by name, or among the others who have."""
    if group == _LEFT:
        return not child.group_ids
    return group in child.group_ids or (group == _ALL and (searched or bool(child.group_ids)))


def _row(child: ChildInList, today: date, left: date | None) -> ListRow:
    where = f"gik her til {long_date(left - timedelta(days=1))}" if left else ", ".join(child.group_names)
    about = [age_in_words(child.birth_date, today), where, _PROTECTED if child.protected else ""]
    return ListRow(child.full_name, " · ".join(filter(None, about)), child.code, "user-round", child.id)
