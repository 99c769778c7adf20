"""Every name and address that was ever written down: what a paper without names is searched for.

Names only, never whose: nothing that is read here says which child a name belongs to.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from opspor.store import schema as t


@dataclass(frozen=True, slots=True)
class Everybody:
    """``names`` in full, ``in_words`` where names stand among other words ("lillebror Emil"), and addresses."""

    names: tuple[str, ...]
    in_words: tuple[str, ...]
    addresses: tuple[str, ...]


def everybody(connection: Connection) -> Everybody:
    """Children, carers, siblings, contact persons, staff and typed names, older versions and who has left too."""
    known, carer = t.particulars.c, t.carer.c
    names = [
        f"{first} {last}" for first, last in connection.execute(select(known.first_name, known.last_name).distinct())
    ]
    names += connection.execute(select(t.staff_member.c.name)).scalars()
    in_words = [
        word
        for column in (carer.name, t.sibling.c.name, known.contact_person, t.concern.c.typed_name)
        for word in connection.execute(select(column).distinct()).scalars()
    ]
    addresses = [
        address
        for column in (known.address, carer.address)
        for address in connection.execute(select(column).distinct()).scalars()
    ]
    return Everybody(tuple(names), tuple(filter(None, in_words)), tuple(filter(None, set(addresses))))
