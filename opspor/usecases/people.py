"""The institution, its staff and its groups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, Institution, Role, StaffMember
from opspor.store import people
from opspor.usecases.desk import Desk

NAME_MISSING = Fault("PERSON-NAVN", "Skriv et navn. Intet er ændret endnu.")
GROUP_EXISTS = Fault("GRUPPE-FINDES", "Der er allerede en stue eller klasse med det navn. Intet er ændret.")
INVITATION_DAYS = 14


@dataclass(frozen=True, slots=True)
class People:
    """Everybody with a login or an open invitation, and the groups."""

    institution: Institution
    me: StaffMember
    staff: tuple[StaffMember, ...]
    groups: tuple[Group, ...]


def overview(desk: Desk) -> People:
    """Institution, staff and groups."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return People(
            people.institution(tx.connection), desk.staff, people.staff(tx.connection), people.groups(tx.connection)
        )


def change_institution(desk: Desk, *, name: str, controller: str, address: str, phone: str, forum_name: str) -> None:
    """Change what stands on every paper: name, dataansvarlig, address, phone, and what the forum is called."""
    if not name.strip():
        raise KnownError(NAME_MISSING)
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        before = people.institution(tx.connection)
        people.put_institution(
            tx.connection,
            Institution(
                before.id, name.strip(), controller.strip(), address.strip(), phone.strip(),
                forum_name.strip() or "distriktstirsdag",
            ),
        )  # fmt: skip
        tx.changed(Kind.SETTINGS)


def add_group(desk: Desk, name: str) -> Id:
    """Add a stue or klasse; whoever adds it works in it."""
    with desk.write(Action.IMPORT_LIST) as tx:
        if not name.strip():
            raise KnownError(NAME_MISSING)
        if people.group_named(tx.connection, name) is not None:
            raise KnownError(GROUP_EXISTS)
        group = tx.new_id()
        people.add_group(tx.connection, group, name.strip())
        people.set_groups(tx.connection, desk.staff.id, desk.staff.groups | {group})
        tx.note(group)
        tx.changed(Kind.PEOPLE)
        return group


def set_groups(desk: Desk, staff_id: Id, groups: Collection[Id]) -> None:
    """Set the groups that a person works in."""
    with desk.write(Action.INVITE) as tx:
        people.set_groups(tx.connection, staff_id, groups)
        tx.note(staff_id, groups=len(groups))
        tx.changed(Kind.PEOPLE)


def add_invited(desk: Desk, slot_id: str, *, name: str, title: str, role: Role, groups: Collection[Id]) -> StaffMember:
    """Add the person behind an invitation whose slot is already in the header."""
    with desk.write(Action.INVITE) as tx:
        if not name.strip():
            raise KnownError(NAME_MISSING)
        member = StaffMember(tx.new_id(), name.strip(), title.strip(), role, frozenset(groups), slot_id, tx.now, None)
        people.add_staff(tx.connection, member)
        tx.note(member.id, role=role.value)
        tx.changed(Kind.PEOPLE)
        return member


def invitation_valid_until(member: StaffMember) -> str:
    """The last day of an invitation, as ISO date: what the slip says."""
    if member.invited_at is None:
        return ""
    return (member.invited_at + timedelta(days=INVITATION_DAYS)).date().isoformat()


def logged_in(desk: Desk) -> None:
    """Write the login in the log."""
    with desk.write(Action.LOG_IN) as tx:
        tx.changed(Kind.LOG)
