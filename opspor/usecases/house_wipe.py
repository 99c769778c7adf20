"""The last thing that is asked in a vault: whether all of it may be destroyed."""

from pathlib import Path

from opspor.domain.access import Action
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Institution
from opspor.domain.text import fold
from opspor.store import people, records
from opspor.usecases.copies import CopyPlan, folder_of, plan_of
from opspor.usecases.desk import Desk

WITHOUT = "uden at tage noget ud"
WRONG_NAME = Fault(
    "LUK-NAVN", "Det er ikke institutionens navn, som det står i opspor. Intet er slettet. Skriv det igen."
)
NOTHING_TAKEN = Fault(
    "LUK-UDTRAEK",
    "Der er ikke taget noget ud, eller der er skrevet noget siden. Intet er slettet. Tag alt ud igen, eller skriv "
    f"»{WITHOUT}«.",
)


def allow(desk: Desk, *, typed_name: str, taken: Id | None, typed_without: str) -> tuple[Institution, tuple[Path, ...]]:
    """Write the last line of the log, and give the institution and the folders in which copies may lie.

    ``taken`` is the newest record of an export of this vault that was read back in this session; None without one.
    Raises LUK-NAVN and LUK-UDTRAEK.
    """
    with desk.write(Action.WIPE) as tx:
        institution = people.institution(tx.connection)
        if fold(typed_name) != fold(institution.name):
            raise KnownError(WRONG_NAME)
        if fold(typed_without) != WITHOUT and (taken is None or taken != records.newest(tx.connection)):
            raise KnownError(NOTHING_TAKEN)
        tx.note(taken_out=taken is not None)
        folders = {folder_of(plan_of(tx.connection), desk.folder), folder_of(CopyPlan(), desk.folder)}
        return institution, tuple(sorted(folders))
