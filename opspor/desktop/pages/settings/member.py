"""One person: what they may do and where, taking back an invitation, and the way to removing them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.settings.roles import ROLE_LINES
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    Flow,
    Kind,
    PlainLabel,
)
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.people import ROLE_WORDS, Group, Role, StaffMember
from opspor.usecases import people

NOT_ONESELF = "Du kan ikke fjerne dig selv. Bed en anden leder om det, når du stopper."


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


class MemberCard(Card):
    """``chosen`` carries role and rooms, ``removing`` and ``taking_back`` the wish to end it with this person."""

    chosen = Signal(object, object)
    removing = Signal()
    taking_back = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Hvad må personen, og hvor?")
        self._who = PlainLabel("", "body_strong")
        self._since = PlainLabel("", "body", "text_2")
        self.role = RoleChoice()
        self.ticks = GroupTicks()
        save = Button("Gem", Kind.MAIN)
        cancel = Button("Fortryd", tall=True)
        self.remove = Button("Fjern adgangen …", icon="ban")
        self.take_back = Button("Træk invitationen tilbage …", icon="undo-2")
        for part in (self._who, self._since, self.role, self.ticks, Flow([save, cancel], gap=3)):
            self.add(part)
        self.add_rule()
        self.add(Flow([self.remove, self.take_back], gap=3))
        save.clicked.connect(lambda: self.chosen.emit(self.role.value(), self.ticks.value()))
        cancel.clicked.connect(self.closed)
        self.remove.clicked.connect(self.removing)
        self.take_back.clicked.connect(self.taking_back)

    def open(self, member: StaffMember, *, oneself: bool) -> None:
        """Shows the role and the rooms of ``member``."""
        self._who.setText(member.name)
        self._since.setText(_since(member))
        self.role.set_value(member.role)
        self.ticks.set_value(member.groups)
        self.remove.setVisible(member.joined_at is not None)
        self.remove.set_cannot(NOT_ONESELF if oneself else "")
        self.take_back.setVisible(member.joined_at is None)
        self.show()
        self.role.setFocus()


def _since(member: StaffMember) -> str:
    if member.joined_at is not None:
        return f"Har haft adgang siden {long_date(member.joined_at)}."
    return f"Er inviteret. Koden virker til og med {long_date(people.valid_until(member))}."
