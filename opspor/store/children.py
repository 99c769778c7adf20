"""Children, their groups, and what is known about them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from opspor.domain.child import Carer, ChildInList, Custody, Enrolment, HelpGiven, Particulars, Sibling
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.domain.text import fold, sort_key
from opspor.store import people, records
from opspor.store import schema as t
from opspor.store.records import Header

_LIST = (t.child.c.id, t.child.c.number, t.child.c.first_name, t.child.c.last_name, t.child.c.birth_date,
         t.child.c.protected)  # fmt: skip
_COUNTED = "children_counted"
_AT_ONCE = 1000  # children written in one go: with a whole long list the time per child grows (`make bench`)


def code(number: int) -> str:
    """``B007``: what stands for a child where no name may stand."""
    return f"B{number:03}"


def next_number(connection: Connection) -> int:
    """The number of the next child: one that no child ever had, also none that was deleted since."""
    counted = people.setting(connection, _COUNTED) or 0
    return max(connection.execute(select(func.max(t.child.c.number))).scalar() or 0, int(counted)) + 1


def keep_numbers(connection: Connection) -> None:
    """Remember how far the numbers went, before a child is deleted: papers carry its number, and no other gets it."""
    people.put_setting(connection, _COUNTED, str(next_number(connection) - 1))


def add(connection: Connection, children: Sequence[tuple[Id, int, Header, Particulars, Id]], since: date) -> None:
    """Add children with their first particulars and their group: (id, number, header, particulars, group id)."""
    for begin in range(0, len(children), _AT_ONCE):
        some = children[begin : begin + _AT_ONCE]
        connection.execute(
            insert(t.child), [{"id": id_, "number": number} | _index(p) for id_, number, _, p, _ in some]
        )
        connection.execute(
            insert(t.enrolment),
            [{"id": h.id, "child_id": id_, "group_id": group, "since": since} for id_, _, h, _, group in some],
        )
        _add_particulars(connection, [(h, p) for _, _, h, p, _ in some])


def change(connection: Connection, header: Header, particulars: Particulars) -> None:
    """Add a new version of what is known about a child, and bring the index up to date."""
    _add_particulars(connection, [(header, particulars)])
    connection.execute(update(t.child).where(t.child.c.id == header.child_id).values(_index(particulars)))


def _index(p: Particulars) -> dict[str, Any]:
    return {
        "first_name": p.first_name, "last_name": p.last_name, "birth_date": p.birth_date, "cpr": p.cpr,
        "protected": p.protected,
        "search": fold(f"{p.first_name} {p.last_name}"), "sort_key": sort_key(f"{p.first_name} {p.last_name}"),
    }  # fmt: skip


def _add_particulars(connection: Connection, rows: Sequence[tuple[Header, Particulars]]) -> None:
    names = [c.name for c in t.particulars.c if c.name != "record_id"]
    records.add(connection, t.particulars, [(h, {name: getattr(p, name) for name in names}) for h, p in rows])
    for table, field, key in (
        (t.carer, "carers", ("place",)),
        (t.sibling, "siblings", ("place",)),
        (t.help_given, "help_given", ("place",)),
    ):
        columns = [c.name for c in table.c if c.name not in {"record_id", *key}]
        values = [
            {"record_id": h.id, "place": place} | {c: getattr(item, "id" if c == "carer_id" else c) for c in columns}
            for h, p in rows
            for place, item in enumerate(getattr(p, field))
        ]
        if values:
            connection.execute(insert(table), values)


def particulars(connection: Connection, child_id: Id) -> tuple[Id, Particulars]:
    """What is known about a child now, and the id of the record that says it."""
    row = connection.execute(
        select(t.particulars)
        .join(t.record, t.record.c.id == t.particulars.c.record_id)
        .where(t.record.c.child_id == child_id, records.is_current(t.particulars))
    ).one()
    id_ = row.record_id

    def rows_of(table: Any) -> Iterable[Any]:
        return connection.execute(select(table).where(table.c.record_id == id_).order_by(table.c.place))

    return id_, Particulars(
        **{c.name: getattr(row, c.name) for c in t.particulars.c if c.name != "record_id"},
        carers=tuple(
            Carer(
                r.carer_id, r.name, r.relation, Custody(r.custody), r.address, r.phone, r.protected, r.lives_with_child
            )
            for r in rows_of(t.carer)
        ),
        siblings=tuple(Sibling(r.name, r.about) for r in rows_of(t.sibling)),
        help_given=tuple(HelpGiven(r.what, r.since, r.effect, r.ongoing) for r in rows_of(t.help_given)),
    )


def listed(
    connection: Connection, *, groups: Collection[Id] | None = None, search: str = "", limit: int | None = None
) -> tuple[ChildInList, ...]:
    """Children in the order of a class list: of ``groups`` (None: all), whose name contains ``search``."""
    query = select(*_LIST).order_by(t.child.c.sort_key, t.child.c.number)
    if groups is not None:
        query = query.where(t.child.c.id.in_(_enrolled(groups)))
    for word in fold(search).split():
        query = query.where(t.child.c.search.contains(word, autoescape=True))
    if limit is not None:
        query = query.limit(limit)
    return _with_groups(connection, connection.execute(query).all())


def _enrolled(groups: Collection[Id]) -> Any:
    now = t.enrolment.c.until.is_(None)
    return select(t.enrolment.c.child_id).where(t.enrolment.c.group_id.in_(groups), now)


def first_names(connection: Connection, *, but: Id) -> tuple[str, ...]:
    """The first names of all children but one, without the groups that ``listed`` looks up."""
    return tuple(connection.execute(select(t.child.c.first_name).where(t.child.c.id != but)).scalars())


def births(connection: Connection) -> dict[Id, list[date | None]]:
    """group -> the birth dates of the children who are in it now."""
    query = select(t.enrolment.c.group_id, t.child.c.birth_date).join(t.child).where(t.enrolment.c.until.is_(None))
    found: dict[Id, list[date | None]] = {}
    for group, born in connection.execute(query).all():
        found.setdefault(group, []).append(born)
    return found


def first_days(connection: Connection) -> dict[Id, date]:
    """child -> the first day that it was in a group here."""
    c = t.enrolment.c
    query = select(c.child_id, func.min(c.since)).group_by(c.child_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def groups_until(connection: Connection, day: date) -> dict[Id, tuple[Id, ...]]:
    """child -> the groups it was in until that day, the last one at the end."""
    c = t.enrolment.c
    query = select(c.child_id, c.group_id).where(c.since <= day).order_by(c.since, c.id)
    found: dict[Id, tuple[Id, ...]] = {}
    for child, group in connection.execute(query).all():
        found[child] = (*found.get(child, ()), group)
    return found


def by_id(connection: Connection, child_id: Id) -> ChildInList | None:
    """One child; None when there is none with that id."""
    return by_ids(connection, (child_id,)).get(child_id)


def by_ids(connection: Connection, child_ids: Collection[Id]) -> dict[Id, ChildInList]:
    """id -> child, of those that there are."""
    rows = connection.execute(select(*_LIST).where(t.child.c.id.in_(child_ids))).all()
    return {child.id: child for child in _with_groups(connection, rows)}


def _with_groups(connection: Connection, rows: Sequence[Any]) -> tuple[ChildInList, ...]:
    c, group = t.enrolment.c, t.child_group.c
    query = select(c.child_id, c.group_id).where(c.until.is_(None)).order_by(c.since, c.id)
    if len(rows) <= 500:
        query = query.where(c.child_id.in_([row.id for row in rows]))
    ids: dict[Id, tuple[Id, ...]] = {}
    for child_id, group_id in connection.execute(query).all():
        ids[child_id] = (*ids[child_id], group_id) if child_id in ids else (group_id,)
    name = {row[0]: row[1] for row in connection.execute(select(group.id, group.name)).all()}
    names = {groups: tuple(name[id_] for id_ in groups) for groups in {(), *ids.values()}}
    return tuple(
        ChildInList(
            id_, code(number), first_name, last_name, birth_date, ids.get(id_, ()), names[ids.get(id_, ())], protected
        )
        for id_, number, first_name, last_name, birth_date, protected in rows
    )


def enrolments(connection: Connection, child_id: Id) -> tuple[Enrolment, ...]:
    """Every group a child is or was in: those it is in first, then by when it came."""
    query = (
        select(t.enrolment, t.child_group.c.name, t.child_group.c.kind)
        .join(t.child_group, t.child_group.c.id == t.enrolment.c.group_id)
        .where(t.enrolment.c.child_id == child_id)
        .order_by(t.enrolment.c.until.is_not(None), t.enrolment.c.since, t.enrolment.c.id)
    )
    return tuple(
        Enrolment(row.group_id, row.name, GroupKind(row.kind), row.since, row.until)
        for row in connection.execute(query)
    )


def enrol(connection: Connection, enrolment_id: Id, child_id: Id, group_id: Id, since: date) -> None:
    """Put a child into a group it is not in. Whoever left it that very day never left."""
    c = t.enrolment.c
    left_today = (c.child_id == child_id) & (c.group_id == group_id) & (c.until == since)
    if connection.execute(update(t.enrolment).where(left_today).values(until=None)).rowcount == 0:
        values = {"id": enrolment_id, "child_id": child_id, "group_id": group_id, "since": since}
        connection.execute(insert(t.enrolment).values(values))


def leave(connection: Connection, child_id: Id, group_id: Id, until: date) -> None:
    """Take a child out of a group; ``until`` is the first day it is not there. Who came that day was never there."""
    c = t.enrolment.c
    there = (c.child_id == child_id) & (c.group_id == group_id) & c.until.is_(None)
    connection.execute(delete(t.enrolment).where(there, c.since == until))
    connection.execute(update(t.enrolment).where(there).values(until=until))


def known(connection: Connection) -> list[tuple[str, str, date | None, str, Id, bool]]:
    """(first name, last name, birth date, CPR, id, protected) of every child: what a new list is held against."""
    c = t.child.c
    query = select(c.first_name, c.last_name, c.birth_date, c.cpr, c.id, c.protected)
    return [tuple(row) for row in connection.execute(query)]


def groups_of(connection: Connection) -> dict[Id, tuple[Id, ...]]:
    """child -> the groups it is in now."""
    found: dict[Id, tuple[Id, ...]] = {}
    c = t.enrolment.c
    query = select(c.child_id, c.group_id).where(c.until.is_(None)).order_by(c.since, c.id)
    for child_id, group_id in connection.execute(query).all():
        found[child_id] = (*found.get(child_id, ()), group_id)
    return found
