"""Medarbejdere: who has a login, which rooms they work in, and inviting somebody new."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.roles import ROLE_LINES
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.papers import print_pdf, save_pdf
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
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
    message_of,
    tell,
)
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import ROLE_WORDS, Group, Role, StaffMember
from opspor.usecases import people
from opspor.usecases.desk import Desk
from opspor.usecases.people import People

_FILE = "invitation.pdf"
_OWN_CHOICE = "Vælger du selv"
LEADER_ONLY = "Det gør lederen. Spørg lederen."


class GroupTicks(QWidget):
    """Tick boxes for the rooms somebody works in."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=1)
        column.addWidget(PlainLabel("Stuer og klasser", "body_strong"))
        self._none = PlainLabel("Her er ingen endnu. De kommer med listen over børn.", "body", "text_2")
        column.addWidget(self._none)
        self._flow = Flow(gap=4)
        column.addWidget(self._flow)
        self._ticks: dict[Id, CheckBox] = {}

    def set_groups(self, groups: Sequence[Group]) -> None:
        """The rooms there are; what is ticked stays so."""
        if [group.id for group in groups] == list(self._ticks):
            return
        chosen = self.value()
        self._flow.clear()
        self._ticks = {group.id: CheckBox(group.name) for group in groups}
        for tick in self._ticks.values():
            self._flow.add(tick)
        self._none.setVisible(not groups)
        self.set_value(chosen)

    def value(self) -> frozenset[Id]:
        """The rooms that are ticked."""
        return frozenset(id_ for id_, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, groups: frozenset[Id]) -> None:
        """Ticks these and no others."""
        for id_, tick in self._ticks.items():
            tick.setChecked(id_ in groups)


class RoleChoice(QWidget):
    """What a person may do, with a line that says what that means."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, spacing=1)
        self._field: ChoiceField[Role] = ChoiceField(
            "Hvad må personen?", [(words, role) for role, words in ROLE_WORDS.items()], value=Role.STAFF
        )
        self._line = PlainLabel(ROLE_LINES[Role.STAFF], "small", "text_2")
        column.addWidget(self._field)
        column.addWidget(self._line)
        self.setFocusProxy(self._field)
        self._field.changed.connect(self._explain)

    def value(self) -> Role:
        """The role that is chosen."""
        return self._field.value() or Role.STAFF

    def set_value(self, role: Role) -> None:
        """Chooses a role."""
        self._field.set_value(role)
        self._explain()

    def _explain(self) -> None:
        self._line.setText(ROLE_LINES[self.value()])


class StaffSection(Section):
    """The list; opening a row shows that person's role and rooms, "Invitér" the form."""

    title = "Medarbejdere"
    icon = "users-round"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office, self._may_change = office, may_change
        self._known: People | None = None
        self._member: StaffMember | None = None
        self._invite = Button("Invitér en kollega", Kind.MAIN, icon="plus")
        self._invite.set_cannot("" if may_change else LEADER_ONLY)
        self._list = RowList("Medarbejdere")
        card = Card("Medarbejdere", flush=True)
        card.add(self._list)
        self._form = _InviteForm(office)
        self._code = _CodeCard(office)
        self._rooms = _RoomsCard()
        for part in (self._code, self._form, self._rooms, card, self._invite):
            self.column.addWidget(part)
        for part in (self._form, self._code, self._rooms):
            part.hide()
        self._invite.clicked.connect(self._open_form)
        self._form.closed.connect(self._close_form)
        self._form.invited.connect(self._invited)
        self._list.opened.connect(self._open_rooms)
        self._rooms.closed.connect(self._close_rooms)
        self._rooms.chosen.connect(self._set_rooms)

    def show_people(self, known: People) -> None:
        """The list again; an open form stays."""
        self._known = known
        names = {group.id: group.name for group in known.groups}
        self._list.set_rows([_row(member, names, chevron=self._may_change) for member in known.staff])
        self._form.groups.set_groups(known.groups)
        self._rooms.ticks.set_groups(known.groups)

    def _open_form(self) -> None:
        if self._invite.cannot:
            return
        self._code.hide()
        self._rooms.hide()
        self._form.show()
        self._invite.hide()
        self._form.begin()

    def _close_form(self) -> None:
        self._form.hide()
        self._invite.show()
        self._invite.setFocus()

    def _invited(self, member: StaffMember, code: str) -> None:
        self._close_form()
        institution = self._known.institution.name if self._known else ""
        self._code.show_code(member, code, institution)

    def _open_rooms(self, key: object) -> None:
        if not self._may_change or self._known is None:
            return
        self._member = next(member for member in self._known.staff if member.id == key)
        self._rooms.open(self._member)

    def _close_rooms(self) -> None:
        self._rooms.hide()
        self._list.setFocus()

    def _set_rooms(self, role: Role, groups: frozenset[Id]) -> None:
        if self._member is None:
            return
        member = self._member

        def save(desk: Desk) -> None:
            if groups != member.groups:
                people.set_groups(desk, member.id, groups)
            if role is not member.role:  # last: whoever steps down may not set rooms afterwards
                people.set_role(desk, member.id, role)

        ask(self._office.work.run(save), self, lambda _: self._rooms_set())

    def _rooms_set(self) -> None:
        self._close_rooms()
        tell(self, Message(MessageKind.SUCCESS, "Gemt."))


def _row(member: StaffMember, names: dict[Id, str], *, chevron: bool) -> ListRow:
    rooms = ", ".join(sorted(names[group] for group in member.groups if group in names))
    about = [ROLE_WORDS[member.role]]
    if member.title and member.title.casefold() != about[0].casefold():
        about.append(member.title)
    about.append(rooms or "ingen stue")
    waiting = "" if member.joined_at else "inviteret, ikke kommet endnu"
    return ListRow(member.name, " · ".join(about), waiting, "user-round", member.id, chevron=chevron)


class _InviteForm(Card):
    """Name, title, role and rooms of somebody new. ``invited`` carries the member and the one-time code."""

    invited = Signal(object, str)
    closed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__("Invitér en kollega")
        self._office = office
        self._busy = False
        self._name = TextField("Navn")
        self._title = TextField("Stilling", placeholder="Fx pædagog")
        self._role = RoleChoice()
        self.groups = GroupTicks()
        self._ok = Button("Lav invitation", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        self.add(Tiles([self._name, self._title, self._role], least=44, gap=4))
        self.add(self.groups)
        self.add(Flow([self._ok, cancel], gap=3))
        self._ok.clicked.connect(self._make)
        cancel.clicked.connect(self._cancel)

    def begin(self) -> None:
        """The form was opened."""
        self._name.setFocus()

    def _make(self) -> None:
        if self._busy:
            return
        if not self._name.text():
            self._name.set_error("Skriv et navn.")
            self._name.setFocus()
            return
        self._busy = True
        work, name, title = self._office.work, self._name.text(), self._title.text()
        role, groups = self._role.value(), self.groups.value()
        ask(
            in_background(lambda: work.invite(name=name, title=title, role=role, groups=groups)),
            self,
            self._made,
            self._failed,
        )

    def _made(self, made: tuple[StaffMember, str]) -> None:
        self._busy = False
        self._clear()
        self.invited.emit(*made)

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        tell(self, message_of(MessageKind.DANGER, str(error)))

    def _cancel(self) -> None:
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._name.set_text("")
        self._title.set_text("")
        self._role.set_value(Role.STAFF)
        self.groups.set_value(frozenset())


class _CodeCard(Card):
    """The one-time code, shown now and never again, and the slip with it."""

    def __init__(self, office: Office) -> None:
        super().__init__("Invitationen er klar")
        self._office = office
        self._member: StaffMember | None = None
        self._code, self._institution = "", ""
        self._who = PlainLabel("")
        self._big = PlainLabel("", "display")
        self._until = PlainLabel("", "body", "text_2")
        self._print = Button("Udskriv seddel", icon="printer")
        save = Button("Gem som PDF", icon="download")
        done = Button("Færdig", Kind.QUIET)
        for part in (self._who, self._big, self._until, Flow([self._print, save, done], gap=3)):
            self.add(part)
        self._print.clicked.connect(lambda: self._draw(print_=True))
        save.clicked.connect(lambda: self._draw(print_=False))
        done.clicked.connect(self._forget)

    def show_code(self, member: StaffMember, code: str, institution: str) -> None:
        """Shows the code and says until when it works."""
        self._member, self._code, self._institution = member, code, institution
        self._who.setText(f"Giv {member.name} denne kode i hånden. Den vises kun nu.")
        self._big.setText(code)
        self._until.setText(
            f"Koden virker én gang, til og med {long_date(people.valid_until(member))}. "
            f"{member.short} vælger »Jeg har en kode« på den låste skærm."
        )
        self.show()
        announce(self, f"Kode: {code}")
        self._print.setFocus()

    def _draw(self, *, print_: bool) -> None:
        member, code, institution = self._member, self._code, self._institution
        if member is None:
            return

        def draw() -> bytes:
            from opspor.documents.layout import draw
            from opspor.documents.slips import invitation_slip

            until = datetime.combine(people.valid_until(member), time()).astimezone()
            return draw(invitation_slip(institution, member.name, _OWN_CHOICE, code, until))

        def show(pdf: bytes) -> None:
            if print_:
                print_pdf(self, pdf, lambda: tell(self, Message(MessageKind.SUCCESS, "Sedlen er skrevet ud.")))
            else:
                save_pdf(self, pdf, _FILE, lambda _: self._say_delete())

        ask(in_background(draw), self, show)

    def _say_delete(self) -> None:
        tell(self, Message(MessageKind.WARNING, "Sedlen ligger i en fil.", "Slet filen, når den er skrevet ud."))

    def _forget(self) -> None:
        self._member, self._code = None, ""
        self._big.setText("")
        self.hide()


class _RoomsCard(Card):
    """The role and the rooms of one person."""

    chosen = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Hvad må personen, og hvor?")
        self._who = PlainLabel("", "body_strong")
        self.role = RoleChoice()
        self.ticks = GroupTicks()
        save = Button("Gem", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        for part in (self._who, self.role, self.ticks, Flow([save, cancel], gap=3)):
            self.add(part)
        save.clicked.connect(lambda: self.chosen.emit(self.role.value(), self.ticks.value()))
        cancel.clicked.connect(self.closed)

    def open(self, member: StaffMember) -> None:
        """Shows the role and the rooms of ``member``."""
        self._who.setText(member.name)
        self.role.set_value(member.role)
        self.ticks.set_value(member.groups)
        self.show()
        self.role.setFocus()
