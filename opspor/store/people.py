"""Institution, settings, staff and groups."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from opspor.domain.ids import Id
from opspor.domain.people import Group, GroupKind, Institution, Role, StaffMember
from opspor.domain.text import fold, sort_key
from opspor.store import schema as t


def put_institution(connection: Connection, institution: Institution) -> None:
    """Write the one institution of the vault, new or changed."""
    values = {name: getattr(institution, name) for name in t.institution.c.keys()}  # noqa: SIM118  columns, not a dict
    if connection.execute(update(t.institution).values(values)).rowcount == 0:
        connection.execute(insert(t.institution).values(values))


def institution(connection: Connection) -> Institution:
    """The institution; every vault that is set up has one."""
    return Institution(**connection.execute(select(t.institution)).one()._asdict())


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Write a setting, new or changed."""
    connection.execute(delete(t.setting).where(t.setting.c.key == key))
    connection.execute(insert(t.setting).values(key=key, value=value))


def setting(connection: Connection, key: str) -> str | None:
    """A setting; None when it was never set."""
    return connection.execute(select(t.setting.c.value).where(t.setting.c.key == key)).scalar()


def is_demo(connection: Connection) -> bool:
    """Whether the vault is a made-up one, where made-up phone numbers may stand."""
    return setting(connection, "demo") is not None


def add_staff(connection: Connection, member: StaffMember) -> None:
    """Add a person with their groups."""
    connection.execute(
        insert(t.staff_member).values(
            id=member.id, name=member.name, title=member.title, role=member.role, slot_id=member.slot_id,
            invited_at=member.invited_at, joined_at=member.joined_at,
        )
    )  # fmt: skip
    set_groups(connection, member.id, member.groups)


def set_groups(connection: Connection, staff_id: Id, groups: Collection[Id]) -> None:
    """Replace the groups that a person works in. Nobody is tovholder where they do not work."""
    connection.execute(delete(t.staff_group).where(t.staff_group.c.staff_id == staff_id))
    left = (t.child_group.c.lead_id == staff_id) & t.child_group.c.id.not_in(groups)
    connection.execute(update(t.child_group).where(left).values(lead_id=None))
    if groups:
        connection.execute(insert(t.staff_group), [{"staff_id": staff_id, "group_id": g} for g in sorted(groups)])


def set_role(connection: Connection, staff_id: Id, role: Role) -> None:
    """Replace what a person may do."""
    connection.execute(update(t.staff_member).where(t.staff_member.c.id == staff_id).values(role=role))


def set_joined(connection: Connection, staff_id: Id, slot_id: str, joined_at: datetime) -> None:
    """Note that an invited person has chosen a password and now has the slot ``slot_id``."""
    connection.execute(
        update(t.staff_member).where(t.staff_member.c.id == staff_id).values(slot_id=slot_id, joined_at=joined_at)
    )


def set_left(connection: Connection, staff_id: Id, left_at: datetime) -> None:
    """Note that a person has left. Their name and role stay on what they wrote; no group is theirs any more."""
    connection.execute(update(t.staff_member).where(t.staff_member.c.id == staff_id).values(left_at=left_at))
    set_groups(connection, staff_id, ())


def add_signing_key(connection: Connection, slot_id: str, staff_id: Id, public_key: bytes) -> None:
    """Keep the public key that a slot signs the log with, for as long as the log."""
    connection.execute(insert(t.signing_key).values(slot_id=slot_id, staff_id=staff_id, public_key=public_key))


def signing_keys(connection: Connection) -> dict[str, tuple[Id, bytes]]:
    """slot id -> (person, public key)"""
    return {row.slot_id: (row.staff_id, row.public_key) for row in connection.execute(select(t.signing_key))}


def staff(connection: Connection) -> tuple[StaffMember, ...]:
    """Everybody, also who has left, in the order of their names."""
    groups: dict[Id, set[Id]] = {}
    for row in connection.execute(select(t.staff_group)):
        groups.setdefault(row.staff_id, set()).add(row.group_id)
    members = (
        StaffMember(
            row.id, row.name, row.title, Role(row.role), frozenset(groups.get(row.id, ())), row.slot_id,
            row.invited_at, row.joined_at, row.left_at,
        )
        for row in connection.execute(select(t.staff_member))
    )  # fmt: skip
    return tuple(sorted(members, key=lambda member: (sort_key(member.name), member.id)))


def staff_by_slot(connection: Connection, slot_id: str) -> StaffMember | None:
    """The person whose login opened the vault; None for a slot that is nobody's, or of somebody who has left."""
    return next((m for m in staff(connection) if m.slot_id == slot_id and m.left_at is None), None)


def add_group(connection: Connection, group_id: Id, name: str, kind: GroupKind = GroupKind.ROOM) -> None:
    """Add a stue, klasse or another kind of group."""
    connection.execute(insert(t.child_group).values(id=group_id, name=name, name_key=fold(name), kind=kind))


def change_group(connection: Connection, group_id: Id, kind: GroupKind, lead_id: Id | None) -> None:
    """Replace what a group is and who its tovholder is."""
    connection.execute(update(t.child_group).where(t.child_group.c.id == group_id).values(kind=kind, lead_id=lead_id))


def group_named(connection: Connection, name: str) -> Id | None:
    """The group with that name, whatever its case and spaces."""
    return connection.execute(select(t.child_group.c.id).where(t.child_group.c.name_key == fold(name))).scalar()


def groups(connection: Connection, kind: GroupKind | None = None) -> tuple[Group, ...]:
    """Every group, or those of a kind, with how many children are in it now, in the order of their names."""
    now = t.enrolment.c.until.is_(None)
    count = func.count(t.enrolment.c.id)
    query = (
        select(t.child_group.c.id, t.child_group.c.name, count, t.child_group.c.kind, t.child_group.c.lead_id)
        .select_from(t.child_group.outerjoin(t.enrolment, (t.enrolment.c.group_id == t.child_group.c.id) & now))
        .group_by(t.child_group.c.id, t.child_group.c.name, t.child_group.c.kind, t.child_group.c.lead_id)
    )
    if kind is not None:
        query = query.where(t.child_group.c.kind == kind)
    found = (Group(id_, name, n, GroupKind(sort), lead) for id_, name, n, sort, lead in connection.execute(query))
    return tuple(sorted(found, key=lambda group: sort_key(group.name)))
