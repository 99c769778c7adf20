"""A contact with a child's parents: when, how and with whom, what each of them said, and what was agreed.

Each view stands by itself and is never merged with another (domain 1.6). Who was tried in vain was tried and not talked
with: both are facts, and only one of them means that somebody was heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import Context, check_notes
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

LONGEST_AHEAD = 2  # years until the next contact: later than that is a slip of the pen


class Way(StrEnum):
    """How one was in touch."""

    TALK = "talk"
    PHONE = "phone"
    HANDOVER = "handover"
    MESSAGE = "message"
    MEETING = "meeting"


WAY_WORDS = {
    Way.TALK: "Samtale",
    Way.PHONE: "Telefon",
    Way.HANDOVER: "Aflevering eller afhentning",
    Way.MESSAGE: "Besked",
    Way.MEETING: "Møde",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One of those one was in touch with. ``carer_id`` is None for somebody who is not among the child's carers."""

    carer_id: Id | None
    who: str  # name and relation as they were that day
    view: str = ""  # how they see it, in their words


@dataclass(frozen=True, slots=True)
class Contact:
    """What is written about one contact, as a draft while typing and unchanged in the record.

    ``talked`` is false where one tried in vain.
    """

    held_on: date | None = None
    way: Way | None = None
    talked: bool = True
    people: tuple[Spoken, ...] = ()
    about: str = ""
    agreed: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class ParentContact:
    """A contact that was written down: a record. ``corrects`` is the one it replaces."""

    id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    contact: Contact
    corrects: Id | None = None


CONTACT_DATE = Fault(
    "KONTAKT-DATO", "Skriv, hvilken dag det var. Den kan ikke ligge fremme i tiden. Det, du har skrevet, er gemt."
)
CONTACT_WAY = Fault("KONTAKT-MAADE", "Vælg, hvordan I var i kontakt. Det, du har skrevet, er gemt.")
CONTACT_WITH = Fault("KONTAKT-HVEM", "Vælg, hvem du talte med eller prøvede at få fat i. Det, du har skrevet, er gemt.")
CONTACT_ABOUT = Fault("KONTAKT-OM", "Skriv, hvad det handlede om. Det, du har skrevet, er gemt.")
CONTACT_NEXT = Fault(
    "KONTAKT-NAESTE",
    "Den næste dag skal ligge efter den dag, I var i kontakt, og højst {years} år fremme. "
    "Det, du har skrevet, er gemt. Ret dagen.",
)


def check_contact(contact: Contact, today: date) -> None:
    """Raise ``KnownError`` unless it says when, how, with whom and about what. Views and agreements may be empty.

    A weekend or a holiday is a day like any other here: parents are met when they come.
    """
    if contact.held_on is None or contact.held_on > today:
        raise KnownError(CONTACT_DATE)
    if contact.way is None:
        raise KnownError(CONTACT_WAY)
    if not contact.people or any(not one.who.strip() for one in contact.people):
        raise KnownError(CONTACT_WITH)
    if not contact.about.strip():
        raise KnownError(CONTACT_ABOUT)
    if contact.next_on is not None:
        years = (contact.next_on - contact.held_on).days / 365.25
        if not 0 < years <= LONGEST_AHEAD:
            raise KnownError(CONTACT_NEXT, years=LONGEST_AHEAD)
    check_notes(contact.about, contact.agreed, *(one.view for one in contact.people))


def with_carer(contacts: Iterable[ParentContact], carer_id: Id | None) -> tuple[ParentContact, ...]:
    """The contacts with one carer, talked or tried, in their order; None gives those with somebody else."""
    return tuple(one for one in contacts if any(spoken.carer_id == carer_id for spoken in one.contact.people))
