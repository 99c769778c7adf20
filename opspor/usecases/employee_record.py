"""A record of a suspicion against an employee: none, unless the house has decided that leaders keep one (domain 3.8).

By default the program guides and prints, and stores nothing. About a leader nothing is ever offered but that: every
leader can read the record.
"""

from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.people import Role
from opspor.store import people
from opspor.usecases.desk import Desk, Transaction

NOT_STORED = Fault(
    "BEKYM-ANSAT",
    "Om en medarbejder eller lederen gemmer programmet ingenting. Skriv ned på papir, og følg vejledningen. "
    "Udskriv den med F2.",
)
_SETTING = "employee_record"


def switched_on(tx: Transaction) -> bool:
    """Whether leaders may keep a record; they may not until somebody has decided it."""
    return people.setting(tx.connection, _SETTING) == "on"


def check(tx: Transaction, track: Track) -> None:
    """Raise BEKYM-ANSAT where a concern is about an employee and this person keeps no record of it."""
    if track is Track.EMPLOYEE and not (tx.staff.role is Role.LEADER and switched_on(tx)):
        raise KnownError(NOT_STORED)


def offered(desk: Desk) -> bool:
    """Whether this person is offered to write a record about an employee. Asking leaves no trace."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return desk.staff.role is Role.LEADER and switched_on(tx)


def shown(desk: Desk) -> bool:
    """Whether leaders may keep a record, for the settings."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return switched_on(tx)


def switch(desk: Desk, *, on: bool) -> None:
    """Let leaders keep a record, or not any more. What is written stays where it is, and leaders go on reaching it."""
    with desk.write(Action.CHANGE_LOCAL) as tx:
        people.put_setting(tx.connection, _SETTING, "on" if on else "off")
        tx.note(employee_record=on)
        tx.changed(Kind.SETTINGS)
