"""A person leaves: the vault is written anew, under a data key that they never had, and without their slot."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from opspor.domain.ids import Id
from opspor.usecases import people
from opspor.usecases.desk import Desk
from opspor.usecases.journal import Journal
from opspor.vault import rekey
from opspor.vault.connection import writer_engine
from opspor.vault.keys import Keys
from opspor.vault.rekey import Progress, Stopped


def build_without(desk: Desk, staff_id: Id, progress: Progress, stopped: Stopped) -> tuple[Keys, Desk]:
    """Make the new vault beside the old one, proved and with the removal in its tables and log.

    Gives its keys, and the desk at which the removal was written. That the person has left is written in the new file
    only: a kill before it takes the old one's place changes nothing, a kill after it nothing either.
    """
    left = people.leaving(desk, staff_id).member  # refuses before anything long begins
    with desk.engine.begin() as connection:
        stay = people.known_slots(connection) - {left.slot_id}
    new = rekey.build(desk.folder, desk.keys, stay, progress=progress, stopped=stopped)
    there = desk.folder / rekey.NEW
    # a journal of its own: what waits to be logged in this session is logged after the files have changed places
    inside = replace(desk, keys=new, folder=there, engine=writer_engine(there, new), journal=Journal(), kinds=set())
    try:
        people.remove(inside, staff_id)
    finally:
        inside.engine.dispose()
    rekey.prove(desk.folder, new)
    return new, inside


def seal_anew(folder: Path, keys: Keys, stay: Collection[str]) -> Keys:
    """Write a vault that nobody has open under a new data key that only the slots ``stay`` get; the new keys.

    Raises what ``rekey.build`` and ``rekey.switch`` raise.
    """
    new = rekey.build(folder, keys, stay, progress=lambda _done, _of: None, stopped=lambda: False)
    rekey.prove(folder, new)
    rekey.switch(folder, keys, new)
    return new
