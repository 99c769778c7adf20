"""The institution, its staff and its groups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, Institution, Role, StaffMember
from opspor.store import people
from opspor.usecases.desk import Desk

NAME_MISSING = Fault("PERSON-NAVN", "Skriv et navn. Intet er ændret endnu.")
EXPIRED = Fault("PERSON-FOR-SENT", "Koden er for gammel. Intet er ændret. Bed lederen om en ny.")
GROUP_EXISTS = Fault(
    "GRUPPE-FINDES", "Der er allerede en stue eller klasse med det navn. Intet er ændret. Vælg et andet navn."
)
INVITATION_DAYS = 14
_RECOVERY = "recovery_proved_at"


@dataclass(frozen=True, slots=True)
class People:
    """Everybody with a login or an open invitation, and the groups. ``demo``: all in the vault is made up."""

    institution: Institution
    me: StaffMember
    staff: tuple[StaffMember, ...]
    groups: tuple[Group, ...]
    demo: bool
    has_recovery_key: bool


def overview(desk: Desk) -> People:
    """Institution, staff and groups."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return People(
            people.institution(tx.connection),
            desk.staff,
            people.staff(tx.connection),
            people.groups(tx.connection),
            people.is_demo(tx.connection),
            bool(people.setting(tx.connection, _RECOVERY)),
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
        tx.require(author=desk.staff.id)
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


def valid_until(member: StaffMember) -> date:
    """The last day that an invitation can be accepted."""
    assert member.invited_at is not None  # noqa: S101  asked of invited people only
    return (member.invited_at + timedelta(days=INVITATION_DAYS)).date()


def arrive(desk: Desk) -> None:
    """Write the login in the log. The first time an invited person comes, also that they have joined, with the key
    that they sign with. Raises PERSON-FOR-SENT when the invitation is too old.
    """
    if desk.staff.joined_at is not None:
        with desk.write(Action.LOG_IN) as tx:
            tx.changed(Kind.LOG)
        return
    with desk.write(Action.JOIN) as tx:
        if tx.today > valid_until(desk.staff):
            raise KnownError(EXPIRED)
        people.set_joined(tx.connection, desk.staff.id, desk.keys.slot_id, tx.now)
        people.add_signing_key(tx.connection, desk.keys.slot_id, desk.staff.id, desk.keys.verify_key)
        tx.note(desk.staff.id)
        tx.changed(Kind.PEOPLE)


def regain(desk: Desk) -> None:
    """Note that a leader came in with the recovery key and has chosen a new login and password.

    From now on the slot at this desk is theirs and signs their log lines. Whoever held the words has seen them, so a
    new recovery key is asked for.
    """
    with desk.write(Action.JOIN) as tx:
        people.set_joined(tx.connection, desk.staff.id, desk.keys.slot_id, desk.staff.joined_at or tx.now)
        people.add_signing_key(tx.connection, desk.keys.slot_id, desk.staff.id, desk.keys.verify_key)
        people.put_setting(tx.connection, _RECOVERY, "")
        tx.note(desk.staff.id, by="recovery")
        tx.changed(Kind.PEOPLE, Kind.SETTINGS)


def recovery_proved(desk: Desk) -> None:
    """Note that a recovery key has opened the vault from paper."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, _RECOVERY, tx.now.isoformat())
        tx.changed(Kind.SETTINGS)


def mark_as_demo(desk: Desk) -> None:
    """Note for good that everything in this vault is made up."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, "demo", "1")
        tx.changed(Kind.SETTINGS)
