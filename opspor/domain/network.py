"""The people around a child: who they are, how close they stand, and what they mean to the child (domain 5.3).

Nobody on the map is judged. It shows whom the child has, so that help can be found among them; in 6 of 16 reviewed
cases nobody had found out whether the private network could help, and so that is asked for itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import Context, check_notes
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

MOST_PEOPLE = 40  # on one map; more than that is a list of names and no picture


class Sector(StrEnum):
    """Where the child knows somebody from, clockwise on the map."""

    FAMILY = "family"
    FRIENDS = "friends"
    INSTITUTION = "institution"
    LEISURE = "leisure"
    PROFESSIONALS = "professionals"


SECTOR_WORDS = {
    Sector.FAMILY: "Familie",
    Sector.FRIENDS: "Venner",
    Sector.INSTITUTION: "Institution og skole",
    Sector.LEISURE: "Fritid",
    Sector.PROFESSIONALS: "Fagpersoner",
}


class Ring(StrEnum):
    """How close somebody stands, seen from the child; from the middle outwards."""

    CLOSE = "close"
    NEAR = "near"
    FAR = "far"


RING_WORDS = {Ring.CLOSE: "Helt tæt på", Ring.NEAR: "Tæt på", Ring.FAR: "Længere væk"}


class Often(StrEnum):
    """How often the child has contact with somebody."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RARELY = "rarely"
    NOT_NOW = "not_now"


OFTEN_WORDS = {
    Often.DAILY: "Hver dag",
    Often.WEEKLY: "Hver uge",
    Often.MONTHLY: "Hver måned",
    Often.RARELY: "Sjældnere",
    Often.NOT_NOW: "Ikke lige nu",
}


class Considered(StrEnum):
    """Whether it is thought through what the private network can do."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


CONSIDERED_WORDS = {
    Considered.YES: "Ja, og nogen kan hjælpe",
    Considered.NO: "Ja, men ingen kan lige nu",
    Considered.NOT_YET: "Ikke endnu",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody around the child. ``name`` or ``relation`` is enough: "mormor", "hende fra svømning"."""

    name: str = ""
    relation: str = ""
    sector: Sector | None = None
    ring: Ring | None = None
    often: Often | None = None
    means: str = ""  # what the person means to the child
    helps: str = ""  # what the person can help with

    @property
    def label(self) -> str:
        """What stands on the map."""
        return self.name.strip() or self.relation.strip()


@dataclass(frozen=True, slots=True)
class Network:
    """What a map says, as a draft while drawing and unchanged in the record."""

    people: tuple[Person, ...] = ()
    drawn_with: str = ""  # who took part: "Karla og mor"
    considered: Considered | None = None
    considered_on: date | None = None
    note: str = ""  # what came of considering it


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """One version of a child's map in one context."""

    id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    network: Network
    replaces: Id | None = None


NETWORK_EMPTY = Fault(
    "NETVAERK-TOM",
    "Kortet er tomt. Skriv mindst én person på, eller svar på, om I har tænkt på det private netværk. "
    "Intet er gemt endnu.",
)
NETWORK_PERSON = Fault(
    "NETVAERK-PERSON",
    "Skriv, hvem personen er, og vælg, hvor barnet kender personen fra, og hvor tæt på. Det, du har skrevet, er gemt.",
)
NETWORK_FULL = Fault(
    "NETVAERK-FULDT",
    "Der er plads til {most} personer på kortet. Det, du har skrevet, er gemt. Vælg dem, der betyder mest for barnet.",
)
NETWORK_DATE = Fault(
    "NETVAERK-DATO",
    "Skriv, hvilken dag I talte om det private netværk. Den kan ikke ligge fremme i tiden. "
    "Det, du har skrevet, er gemt.",
)


def check_person(person: Person) -> None:
    """Raise ``KnownError`` unless one can tell who it is, and where it stands on the map."""
    if not person.label or person.sector is None or person.ring is None:
        raise KnownError(NETWORK_PERSON)
    check_notes(person.name, person.relation, person.means, person.helps)


def check_network(network: Network, today: date) -> None:
    """Raise ``KnownError`` unless the map can be kept. A yes and a no have a day; "ikke endnu" needs none."""
    if not network.people and network.considered is None:
        raise KnownError(NETWORK_EMPTY)
    if len(network.people) > MOST_PEOPLE:
        raise KnownError(NETWORK_FULL, most=MOST_PEOPLE)
    for person in network.people:
        check_person(person)
    on = network.considered_on
    answered = network.considered in (Considered.YES, Considered.NO)
    if (answered and on is None) or (on is not None and on > today):
        raise KnownError(NETWORK_DATE)
    check_notes(network.drawn_with, network.note)


def in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    """As the map is read: sector by sector, from the middle outwards, then as they were written."""
    sectors, rings = list(Sector), list(Ring)
    whole = [person for person in people if person.sector is not None and person.ring is not None]
    return tuple(
        sorted(whole, key=lambda p: (sectors.index(p.sector or Sector.FAMILY), rings.index(p.ring or Ring.CLOSE)))
    )


def person_in_words(person: Person) -> str:
    """``mormor · helt tæt på · Kontakt: hver uge``; the sector is that of the heading it stands under."""
    ring = RING_WORDS[person.ring].lower() if person.ring else ""
    often = f"Kontakt: {OFTEN_WORDS[person.often].lower()}" if person.often else ""
    relation = person.relation.strip() if person.name.strip() else ""
    return " · ".join(filter(None, (relation, ring, often)))


def in_words(people: Iterable[Person]) -> str:
    """The whole map as one reads it aloud: what a screen reader says of the drawing."""
    people = in_order(people)
    if not people:
        return "Barnet står i midten. Der er ingen andre på kortet endnu."
    said = ["Barnet står i midten."]
    for sector in Sector:
        rings = [
            f"{RING_WORDS[ring].lower()} {', '.join(names)}"
            for ring in Ring
            if (names := [p.label for p in people if p.sector is sector and p.ring is ring])
        ]
        said.append(f"{SECTOR_WORDS[sector]}: {'; '.join(rings) or 'ingen'}.")
    return " ".join(said)
