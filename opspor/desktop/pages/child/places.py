"""Where a child goes: its groups with the day it came, and the way into another group and out again."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    ChoiceField,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    box,
    message_of,
    tell,
)
from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.child import Enrolment
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GROUP_KIND_WORDS, Group
from opspor.usecases import children, leaving, people
from opspor.usecases.children import ChildFile
from opspor.usecases.desk import Desk
from opspor.usecases.people import People

_FORMER = 3  # groups it went to before, the newest


class PlacesCard(Card):
    """The groups of a child. Class and SFO stand under each other, never as one."""

    changing = Signal(object)  # the enrolment to change, or None for one more

    def __init__(self, office: Office, file: ChildFile) -> None:
        super().__init__("Grupper", spacing=3)
        now = [e for e in file.enrolments if e.until is None]
        before = [e for e in reversed(file.enrolments) if e.until is not None]
        if not now:
            self.add(PlainLabel("Går ikke i nogen gruppe nu. Kun lederen ser barnet.", "body", "text_2"))
        for enrolment in now:
            self.add(self._here(office, enrolment))
        if before:
            self.add_rule()
        for enrolment in before[:_FORMER]:
            self.add(PlainLabel(_until(enrolment), "small", "text_2"))
        if may(office.work.staff, Action.ENROL, groups=file.child.group_ids):
            also = "Går også et andet sted" if file.child.group_ids else "Sæt i en gruppe"
            more = Button(also, Kind.QUIET, icon="plus")
            more.clicked.connect(lambda: self.changing.emit(None))
            ways = [more, self._stopping(office, file)]
            self.add(Flow(ways))

    def _stopping(self, office: Office, file: ChildFile) -> Button:
        """Out of all groups at once; and back into all of them, for the leader, who alone still sees the child."""
        child = file.child.id
        if file.child.group_ids:
            stopped = Button("Barnet er stoppet …", Kind.QUIET, icon="ban")
            stopped.clicked.connect(lambda: office.go(Destination(Place.LEAVING, child)))
            return stopped
        back = Button("Barnet er kommet tilbage", Kind.QUIET, icon="undo-2")
        back.clicked.connect(lambda: _come_back(office, child, back.window()))
        return back

    def _here(self, office: Office, enrolment: Enrolment) -> QWidget:
        kind, since = GROUP_KIND_WORDS[enrolment.kind], long_date(enrolment.since)
        words = box(
            PlainLabel(enrolment.group_name, "body_strong"),
            PlainLabel(f"{kind} · siden {since}", "small", "text_2"),
            spacing=0,
        )
        if not may(office.work.staff, Action.ENROL, groups=(enrolment.group_id,)):
            return words
        change = Button("Skift eller stop", Kind.LINK)
        change.setAccessibleDescription(enrolment.group_name)
        change.clicked.connect(lambda: self.changing.emit(enrolment))
        return box(words, Flow([change]), spacing=0)


def _come_back(office: Office, child: Id, window: QWidget) -> None:
    """Said on the window: the card is made anew by the change."""
    said = Message(MessageKind.SUCCESS, "Gemt.", "Barnet går igen, hvor det gik sidst.")
    ask(office.work.run(lambda desk: leaving.come_back(desk, child)), window, lambda _: tell(window, said))


def _until(enrolment: Enrolment) -> str:
    until = f" til {long_date(enrolment.until - timedelta(days=1))}" if enrolment.until else ""
    return f"Gik i {enrolment.group_name} fra {long_date(enrolment.since)}{until}"


class PlaceForm(Card):
    """One more group, another one instead, or none any more: from a day, today until somebody writes another."""

    closed = Signal()
    leaving = Signal(bool)  # what is told of the change is not to read the child once more: it is out of sight

    def __init__(self, office: Office, child: Id) -> None:
        super().__init__("Grupper")
        self._office, self._child = office, child
        self._from: Enrolment | None = None
        self._here: frozenset[Id] = frozenset()
        self._name = ""
        self._head = PlainLabel("", "body_strong")
        self._group: ChoiceField[Id] = ChoiceField("Gruppe", ())
        self._day = DateField("Fra den dag", value=office.work.clock().date())
        self._save = Button("Gem", Kind.MAIN)
        self._leave = Button("Stopper i gruppen …", icon="ban", tall=True)
        away = Button("Fortryd", tall=True)
        for part in (self._head, self._group, self._day, Flow([self._save, self._leave, away], gap=3)):
            self.add(part)
        self._save.clicked.connect(self._write)
        self._leave.clicked.connect(self._ask_leave)
        away.clicked.connect(self.closed)

    def begin(self, file: ChildFile, enrolment: Enrolment | None) -> None:
        """Opens for another group instead of ``enrolment``, or for one more."""
        self._from, self._here = enrolment, frozenset(file.child.group_ids)
        self._name = file.child.short
        self._head.setText(f"{enrolment.group_name}: skift til en anden gruppe" if enrolment else "Går også i")
        self._save.set_words("Skift gruppe" if enrolment else "Gem")
        self._leave.setVisible(enrolment is not None)
        self._day.set_value(self._office.work.clock().date())
        self._group.set_options(())
        self.show()
        ask(self._office.work.look(people.overview), self, self._offer)

    def _offer(self, known: People) -> None:
        staff = self._office.work.staff
        every = reach(staff, Action.ENROL) is Reach.ALL
        offered = [g for g in known.groups if g.id not in self._here and (every or g.id in staff.groups)]
        self._group.set_options([(_named(group), group.id) for group in offered])
        self._group.setVisible(bool(offered))
        none = "Du arbejder ikke i andre grupper. Lederen kan sætte barnet i en gruppe til."
        self._save.set_cannot("" if offered else none)
        (self._group if offered else self._leave if self._from else self._save).setFocus()

    def _write(self) -> None:
        group = self._group.value()
        if self._save.cannot or not self._day.complete():
            return
        if group is None:
            self._group.refuse("Vælg en gruppe.")
            return
        day = self._day.value()
        if day is None:
            self._day.refuse("Skriv, fra hvilken dag det gælder.")
            return
        child, old = self._child, self._from
        if old is None:
            self._do(
                lambda desk: children.enrol(desk, child, group, day),
                lambda desk: children.leave_group(desk, child, group, day),
                self._here | {group},
                "Barnet går nu også der.",
            )
        else:
            self._do(
                lambda desk: children.move(desk, child, old.group_id, group, day),
                lambda desk: children.move(desk, child, group, old.group_id, day),
                self._here - {old.group_id} | {group},
                "Gruppen er skiftet.",
            )

    def _ask_leave(self) -> None:
        """Leaving the last group takes the child out of everybody's sight but the leader's."""
        if not self._day.complete() or self._from is None:
            return
        old, day = self._from, self._day.value() or self._office.work.clock().date()
        left, told = self._here - {old.group_id}, f"Barnet går ikke mere i {old.group_name}."

        child = self._child

        def leave() -> None:
            self._do(
                lambda desk: children.leave_group(desk, child, old.group_id, day),
                lambda desk: children.enrol(desk, child, old.group_id, day),
                left,
                told,
            )

        if left:
            leave()
            return
        CarefulDialog(
            self,
            f"Går {self._name} ikke mere i {old.group_name}?",
            "Det er barnets eneste gruppe. Alt, der er skrevet, bliver her, men kun lederen ser barnet bagefter. "
            "Lederen kan sætte det i en gruppe igen.",
            safe="Behold gruppen",
            verb="Stopper i gruppen",
            danger=False,
        ).ask(leave)

    def _do(self, work: Callable[[Desk], None], back: Callable[[Desk], None], after: frozenset[Id], words: str) -> None:
        """Does it, and ``back`` for whoever regrets it; ``after`` is where the child goes then, which says who goes on
        seeing it.
        """
        sees = may(self._office.work.staff, Action.OPEN_CHILD, groups=after)
        self.leaving.emit(not sees)
        ask(self._office.work.run(work), self, lambda _: self._done(words, back, sees=sees), self._failed)

    def _done(self, words: str, back: Callable[[Desk], None], *, sees: bool) -> None:
        if not sees:  # nobody of this group reads the page any more
            self._office.go(Destination(Place.CHILDREN))
            return
        self.closed.emit()
        office, window = self._office, self.window()
        undone = Message(MessageKind.SUCCESS, "Fortrudt.", "Barnet går igen, hvor det gik.")

        def undo() -> None:  # said on the window: the card is made anew by the change
            ask(office.work.run(back), window, lambda _: tell(window, undone))

        tell(self, Message(MessageKind.SUCCESS, "Gemt.", words, ("Fortryd", undo)))

    def _failed(self, error: KnownError) -> None:
        self.leaving.emit(False)
        wrong: Field | None = {"BARN-GRUPPE-DATO": self._day, "BARN-GAAR-DER": self._group}.get(error.code)
        if wrong is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            wrong.refuse(str(error))


def _named(group: Group) -> str:
    return f"{group.name} ({GROUP_KIND_WORDS[group.kind]})"
