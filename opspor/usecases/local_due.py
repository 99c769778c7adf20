"""What of the local layer, the numbers and the law should be checked again: each half-year, for those who lead the
house."""

from dataclasses import dataclass

from opspor.domain.access import Action, Reach, reach
from opspor.domain.local import is_old
from opspor.reference import numbers
from opspor.usecases.desk import Desk
from opspor.vault import beredskab_file


@dataclass(frozen=True, slots=True)
class LocalDue:
    """``numbers`` are the functions whose number nobody has tried for half a year, ``texts`` whether the municipality's
    words are as old, ``laws`` whether a rule that was looked up is; ``damaged``: the file with all of it can't be
    trusted.
    """

    numbers: tuple[str, ...] = ()
    texts: bool = False
    laws: bool = False
    damaged: bool = False

    @property
    def line(self) -> str:
        """The line on Start; "" when nothing is due."""
        if self.damaged:
            return "Telefonnumrene i beredskabet kan ikke læses. Skriv dem ind igen."
        if self.numbers:
            count = len(self.numbers)
            return f"Prøv {'et telefonnummer' if count == 1 else f'{count} telefonnumre'} i beredskabet igen."
        if self.texts:
            return "Gå kommunens tekster i beredskabet igennem igen."
        return "Slå reglerne efter i loven igen." if self.laws else ""


NOTHING = LocalDue()


def due(desk: Desk) -> LocalDue:
    """What this person should check again; nothing for whoever does not lead the house. Asking leaves no trace."""
    with desk.read(Action.SEE_PEOPLE) as tx:
        if reach(desk.staff, Action.CHANGE_LOCAL) is Reach.NONE:
            return NOTHING
        held = beredskab_file.read(desk.folder)
        functions = {place.key: place.function for place in numbers.places()}
        old = [e for e in held.entries if e.phone.strip() and (e.checked_on is None or is_old(e.checked_on, tx.today))]
        texts = not held.local.is_empty and is_old(held.local.checked_on, tx.today)
        laws = any(is_old(one.checked_on, tx.today) for one in held.local.checks)
        return LocalDue(tuple(functions.get(e.key, e.function) for e in old), texts, laws, held.damaged)
