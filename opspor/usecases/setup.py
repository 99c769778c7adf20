"""The first rows of a new vault: the institution and the person who set it up."""

from datetime import datetime
from pathlib import Path

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import new_id
from opspor.domain.people import Institution, Role, StaffMember
from opspor.store import people
from opspor.usecases import known_day
from opspor.usecases.desk import Desk
from opspor.vault.share import place_findings

NAME_MISSING = Fault("START-NAVN", "Skriv institutionens navn og dit eget navn. Intet er oprettet endnu.")


def check_names(institution: str, person: str) -> None:
    """Raise START-NAVN unless both are written; asked before the vault's files are made."""
    if not institution.strip() or not person.strip():
        raise KnownError(NAME_MISSING)


def place_advice(folder: Path) -> str:
    """What to know before a vault is made in ``folder``; "" when there is nothing to say. Advice, not a rule.

    Asks the drive, which may take long: not on the window's thread.
    """
    return " ".join(found.text for found in place_findings(folder))


def first_person(name: str, title: str, slot_id: str, now: datetime) -> StaffMember:
    """The person who sets the vault up: a leader, so that there is somebody who can invite."""
    return StaffMember(new_id(now), name.strip(), title.strip(), Role.LEADER, frozenset(), slot_id, None, now)


def set_up(desk: Desk, institution: str) -> None:
    """Write the institution, the first person (who stands at the desk) and the key that signs their log lines."""
    with desk.write(Action.SET_UP) as tx:
        people.put_institution(
            tx.connection, Institution(tx.new_id(), institution.strip(), "", "", "", "distriktstirsdag")
        )
        people.add_staff(tx.connection, desk.staff)
        people.add_signing_key(tx.connection, desk.keys.slot_id, desk.staff.id, desk.keys.verify_key)
        known_day.believe(tx)
        tx.note(desk.staff.id, key=desk.keys.verify_key.hex())
        tx.changed(Kind.PEOPLE, Kind.SETTINGS)
