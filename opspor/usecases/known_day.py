"""Whether the PC's clock can be believed: nothing is deleted on a clock that jumped.

The vault remembers the last day that was believed. Another one is believed when it follows within a quarter of a year,
or when a person says that it is right.
"""

from datetime import date

from opspor.domain.access import Action
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault
from opspor.domain.retention import ClockDoubt, doubt
from opspor.store import people
from opspor.usecases.desk import Desk, Transaction
from opspor.vault.faults import Finding, finding

JUMPED = Fault(
    "RET-UR",
    "Uret på pc'en viser {today}, men sidst det var til at stole på, var det {known}. Intet bliver slettet: hverken "
    "det på slettelisten, gamle linjer i loggen eller gamle kopier. Ret uret, eller sig ved slettelisten, at dagen "
    "passer.",
)
_SETTING = "known_day"


def doubt_of(tx: Transaction) -> ClockDoubt | None:
    """What speaks against the day of this transaction; None when nothing does."""
    said = people.setting(tx.connection, _SETTING)
    return doubt(date.fromisoformat(said) if said else None, tx.today)


def believe(tx: Transaction) -> None:
    """From now on this is the day that was believed last."""
    people.put_setting(tx.connection, _SETTING, tx.today.isoformat())


def look(desk: Desk) -> ClockDoubt | None:
    """What speaks against the PC's day now. What deletes by itself asks this first."""
    with desk.read(Action.COPY) as tx:
        return doubt_of(tx)


def arrive(desk: Desk) -> ClockDoubt | None:
    """At a login: remember the day when it can be believed; what speaks against it otherwise."""
    with desk.read(Action.LOG_IN) as tx:
        found = doubt_of(tx)
        is_known = people.setting(tx.connection, _SETTING) == tx.today.isoformat()
    if found is None and not is_known:
        with desk.write(Action.LOG_IN, logged=False) as tx:
            believe(tx)
    return found


def in_words(found: ClockDoubt) -> Finding:
    """What the person is told who comes in, and who wants to delete."""
    return finding(JUMPED, **days(found))


def days(found: ClockDoubt) -> dict[str, str]:
    """The two days, in words, as the fault names them."""
    return {"today": long_date(found.today), "known": long_date(found.known)}
