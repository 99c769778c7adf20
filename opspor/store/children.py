"""Children, their groups, and what is known about them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from opspor.domain.child import Carer, ChildInList, Custody, HelpGiven, Particulars, Sibling
from opspor.domain.ids import Id
from opspor.domain.text import fold, sort_key
from opspor.store import people, records
from opspor.store import schema as t
from opspor.store.records import Header

_LIST = (t.child.c.id, t.child.c.number, t.child.c.first_name, t.child.c.last_name, t.child.c.birth_date)
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


def by_id(connection: Connection, child_id: Id) -> ChildInList | None:
    """One child; None when there is none with that id."""
    found = _with_groups(connection, connection.execute(select(*_LIST).where(t.child.c.id == child_id)).all())
    return found[0] if found else None


def _with_groups(connection: Connection, rows: Sequence[Any]) -> tuple[ChildInList, ...]:
    query = (
        select(t.enrolment.c.child_id, t.child_group.c.id, t.child_group.c.name)
        .join(t.child_group, t.child_group.c.id == t.enrolment.c.group_id)
        .where(t.enrolment.c.until.is_(None))
        .order_by(t.enrolment.c.since, t.enrolment.c.id)
    )
    if len(rows) <= 500:
        query = query.where(t.enrolment.c.child_id.in_([row.id for row in rows]))
    ids: dict[Id, tuple[Id, ...]] = {}
    names: dict[Id, tuple[str, ...]] = {}
    for child_id, group_id, name in connection.execute(query).all():
        ids[child_id] = (*ids.get(child_id, ()), group_id)
        names[child_id] = (*names.get(child_id, ()), name)
    return tuple(
        ChildInList(id_, code(number), first_name, last_name, birth_date, ids.get(id_, ()), names.get(id_, ()))
        for id_, number, first_name, last_name, birth_date in rows
    )


def known(connection: Connection) -> list[tuple[str, str, date | None, str]]:
    """(first name, last name, birth date, CPR) of every child: what a new list is held against."""
    c = t.child.c
    return [tuple(row) for row in connection.execute(select(c.first_name, c.last_name, c.birth_date, c.cpr))]
