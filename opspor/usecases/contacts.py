"""The phone numbers of this municipality and institution: readable when locked, so nothing personal stands in them."""

import re
from collections.abc import Collection, Iterable, Iterator

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.text import fold
from opspor.reference import numbers
from opspor.store import children, people
from opspor.usecases.desk import Desk, Transaction
from opspor.vault import beredskab_file
from opspor.vault.beredskab_file import Contact

PHONE = Fault("TELEFON-FORM", "Skriv et telefonnummer med tal, fx 12 34 56 78. Intet er ændret endnu.")
WHO_CHECKED = Fault(
    "TELEFON-HVEM", "Skriv, hvilken funktion der har prøvet nummeret, fx »leder«. Intet er ændret endnu."
)
AHEAD = Fault("TELEFON-DAG", "Dagen, nummeret blev prøvet, ligger fremme i tiden. Ret den. Intet er ændret endnu.")
DEMO = Fault(
    "TELEFON-DEMO",
    "Numre, der begynder med 12 34 56, er opdigtede til demoen. Intet er ændret. Skriv det rigtige nummer.",
)
NAMED = Fault(
    "LOKAL-NAVN",
    "Der står navnet på en medarbejder eller et barn. Det her kan læses uden at låse op. Intet er ændret endnu. "
    "Skriv funktionen i stedet, fx »leder«.",
)
DEMO_PREFIX = "123456"

__all__ = ["Contact", "check", "check_names", "listed", "save"]


def listed(desk: Desk) -> tuple[Contact, ...]:
    """The numbers as they stand. Anybody may read them, also without logging in."""
    return beredskab_file.read(desk.folder).entries


def save(desk: Desk, entries: tuple[Contact, ...]) -> None:
    """Write the numbers, each with the function that checked it and the day. Empty ones are left out.

    Raises TELEFON-FORM, TELEFON-HVEM, TELEFON-DAG, TELEFON-DEMO or LOKAL-NAVN; a number that nobody checked is not
    written (design section 11, rule 9).
    """
    kept = tuple(entry for entry in entries if entry.phone.strip())
    with desk.write(Action.CHANGE_SETTINGS) as tx:
        held = beredskab_file.read(desk.folder)
        check(tx, kept, held.entries)
        beredskab_file.write(desk.folder, desk.keys, kept, held.local)
        tx.note(numbers=len(kept))
        tx.changed(Kind.SETTINGS)


def check(tx: Transaction, entries: Collection[Contact], before: Collection[Contact]) -> None:
    """Raise what is wrong with one of the numbers. What stood there ``before`` is not asked for its day again: the
    clock may have been set back since.
    """
    known = {place.key for place in numbers.places()}
    for entry in entries:
        if entry.key not in known or not re.fullmatch(r"\+?[0-9 ]{3,20}", entry.phone.strip()):
            raise KnownError(PHONE)
        if not entry.checked_by_function.strip():
            raise KnownError(WHO_CHECKED)
        if entry not in before and entry.checked_on is not None and entry.checked_on > tx.today:
            raise KnownError(AHEAD)
    check_names(tx, [text for e in entries if e not in before for text in (e.hours, e.checked_by_function)])
    made_up = any(entry.phone.replace(" ", "").removeprefix("+45").startswith(DEMO_PREFIX) for entry in entries)
    if made_up and not people.is_demo(tx.connection):
        raise KnownError(DEMO)


def check_names(tx: Transaction, texts: Iterable[str]) -> None:
    """Raise LOKAL-NAVN where a text that is read without unlocking names somebody who works here, or a child here."""
    plain = f" {_words(' | '.join(texts))} "
    if any(f" {name} " in plain or f" {name}s " in plain for name in map(_words, _names(tx))):
        raise KnownError(NAMED)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|\|", fold(text)))


def _names(tx: Transaction) -> Iterator[str]:
    """The full names of everybody who works here or is a child here; one word alone may be any word."""
    every = [member.name for member in people.staff(tx.connection)]
    every += [child.full_name for child in children.listed(tx.connection)]
    return (name for name in every if " " in name.strip())
