"""Sparring: what the meeting is called here, where it is, who is always there, and how long a brief gets."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Field,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.forum import MINUTES, Forum, Member
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import forum
from opspor.usecases.forum import Board

_NEW = "new"  # the row that begins a forum
_USUAL = ("Rådgiver", "Sundhedsplejerske", "Psykolog")  # the three of domain 5.1, to begin with


class ForumSection(Section):
    """A list of forums, and the one that is open. A house may have several."""

    title = "Sparring"
    icon = "messages-square"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work, self._may_change = office.work, may_change
        self._board = Board((), "", (), ())
        self._open = Forum(Id(""), "")
        self._rows = RowList("Møder til sparring", keeps=True)
        index = Card("Jeres møder", flush=True)
        index.add(self._rows)
        intro = "Her står, hvad det møde hedder, hvor I tager drøftelsesark med, og hvem der altid er med."
        self.column.addWidget(PlainLabel(intro if may_change else f"{intro} {LEADER_ONLY}"))
        self.column.addWidget(index)
        self._form = _ForumForm()
        self._save = Button("Gem", Kind.MAIN)
        self._end = Button("Findes ikke mere", Kind.QUIET, icon="x")
        self._form.add(Flow([self._save, self._end], gap=3))
        self.column.addWidget(self._form)
        self._form.hide()
        index.setVisible(may_change)
        self._save.clicked.connect(lambda: self._put(ended=False))
        self._end.clicked.connect(lambda: self._put(ended=True))
        self._rows.opened.connect(self._show_one)
        self._reading: Reading[Board] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        if self._reading is None and self._may_change:
            self._reading = Reading(self, lambda: self._work.look(forum.board), self._show, Changed.FORUM)
        super().showEvent(event)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was changed, here or by somebody else."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _show(self, board: Board) -> None:
        self._board = board
        rows = [
            ListRow(
                one.name, f"{count_of(len(one.members), 'fast deltager', 'faste deltagere')} · {one.place}", key=one.id
            )
            for one in board.forums
        ]
        self._rows.set_rows([*rows, ListRow("Opret et møde til sparring", icon="plus", key=_NEW)])
        if self._form.isHidden():
            self._rows.clearSelection()  # none of them is open

    def _show_one(self, key: object) -> None:
        known = next((one for one in self._board.forums if one.id == key), None)
        first = "" if self._board.forums else self._board.called.capitalize()
        self._open = known or Forum(Id(""), first, members=tuple(Member(one) for one in _USUAL))
        self._form.show_forum(self._open)
        self._end.setVisible(known is not None)
        self._form.show()
        self.opened.emit(self._form)
        self._form.name.editor.setFocus()

    def _put(self, *, ended: bool) -> None:
        typed = self._form.forum(self._open, ended=ended)
        if typed is not None:
            said = "Mødet kan ikke vælges mere." if ended else "Mødet er gemt."
            ask(self._work.run(partial(forum.put, forum=typed)), self, lambda _: self._done(said), self._failed)

    def _done(self, said: str) -> None:
        self._form.hide()
        self._rows.setFocus()
        tell(self, Message(MessageKind.SUCCESS, said, "Dagene lægger du under Møder."))

    def _failed(self, error: KnownError) -> None:
        fields: dict[str, Field] = {"FORUM-NAVN": self._form.name, "FORUM-MINUTTER": self._form.minutes}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        elif error.code == "FORUM-FUNKTION":
            self._form.refuse_function(str(error))
        else:
            tell(self, message_of(MessageKind.WARNING, str(error)))


class _ForumForm(Card):
    """What is written about one forum. The last line of the members is empty, to write in."""

    def __init__(self) -> None:
        super().__init__("Mødet", spacing=3)
        self.name = TextField("Hvad hedder det?", help_text="Fx distriktstirsdag eller tværfagligt forum.")
        self._place = TextField("Sted")
        self.minutes = TextField("Minutter til hvert ark")
        self.add(self.name)
        self.add(Tiles([self._place, self.minutes], least=50, gap=3))
        self.add(PlainLabel("Hvem er altid med?", "body_strong"))
        self.add(PlainLabel("Skriv funktionen. Navnet kan mangle.", "small", "text_2"))
        self._lines = QWidget()
        self._column = Column(self._lines, spacing=2)
        self.add(self._lines)
        self._members: list[tuple[TextField, TextField]] = []
        more = Button("Tilføj en deltager", icon="plus")
        more.clicked.connect(lambda: self._add(Member("")).setFocus())
        self.add(Flow([more]))

    def show_forum(self, forum_: Forum) -> None:
        """Fills the fields."""
        self.name.set_text(forum_.name)
        self._place.set_text(forum_.place)
        self.minutes.set_text(str(forum_.minutes_each))
        self._column.clear()
        self._members = []
        for one in forum_.members or (Member(""),):
            self._add(one)

    def _add(self, member: Member) -> TextField:
        number = len(self._members) + 1
        function = TextField("", text=member.function, placeholder="Fx rådgiver")
        name = TextField("", text=member.name, placeholder="Navn")
        function.set_name(f"Deltager {number}: funktion")
        name.set_name(f"Deltager {number}: navn")
        line = Tiles([function, name], least=50, gap=2)
        self._members.append((function, name))
        self._column.addWidget(line)
        line.show()
        return function

    def forum(self, base: Forum, *, ended: bool) -> Forum | None:
        """What is written now; None, with an error at the field, where the minutes cannot be read."""
        minutes = self.minutes.text()
        if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 4):
            self.minutes.refuse("Skriv hele minutter fra {} til {}.".format(*MINUTES))
            return None
        members = [Member(function.text(), name.text()) for function, name in self._members]
        kept = tuple(one for one in members if one.function or one.name)
        return Forum(base.id, self.name.text(), self._place.text(), kept, int(minutes), ended)

    def refuse_function(self, sentence: str) -> None:
        """Shows it at the first line that has a name and no function."""
        next(function for function, name in self._members if name.text() and not function.text()).refuse(sentence)
