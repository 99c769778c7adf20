"""Whether the program puts a suggestion beside a position: a choice of the leader, for everybody (domain 2.7)."""

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.store import people
from opspor.usecases.desk import Desk, Transaction

_SETTING = "suggestion"


def switched_on(tx: Transaction) -> bool:
    """Whether suggestions are shown; they are until somebody switches them off."""
    return people.setting(tx.connection, _SETTING) != "off"


def shown(desk: Desk) -> bool:
    """Whether suggestions are shown, for the settings."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        return switched_on(tx)


def switch(desk: Desk, *, on: bool) -> None:
    """Show suggestions, or not. Changes nothing that was chosen: a suggestion is never stored."""
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        people.put_setting(tx.connection, _SETTING, "on" if on else "off")
        tx.note(suggestion=on)
        tx.changed(Kind.SETTINGS)
