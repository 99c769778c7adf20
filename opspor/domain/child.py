"""A child, its carers and its age."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from opspor.domain import text
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind

MAX_CARERS = 5


class AgeBand(StrEnum):
    """The bands that have their own signs (design section 6)."""

    FROM_0_TO_2 = "0-2"
    FROM_3_TO_5 = "3-5"
    FROM_6_TO_9 = "6-9"
    FROM_10_TO_13 = "10-13"
    FROM_14_TO_17 = "14-17"


class Custody(StrEnum):
    """Forældremyndighed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


CUSTODY_WORDS = {Custody.YES: "Ja", Custody.NO: "Nej", Custody.UNKNOWN: "Ved vi ikke"}


class ChildInList(NamedTuple):
    """A child as a list, a matrix or a search shows it: nothing more than it takes to find the right one.

    A tuple, as whatever comes by the thousand: a frozen dataclass takes six times as long to make.
    """

    id: Id
    code: str  # "B07": what stands for the child where no name may stand
    first_name: str
    last_name: str
    birth_date: date | None
    group_ids: tuple[Id, ...]
    group_names: tuple[str, ...]
    protected: bool = False  # navne- og adressebeskyttelse: said wherever the name is shown

    @property
    def full_name(self) -> str:
        """``Karla Maria Juhl``"""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def short(self) -> str:
        """``Karla J.``"""
        return text.short_name(self.first_name, self.last_name)

    @property
    def initials(self) -> str:
        """``K.J.``"""
        return text.initials(self.first_name, self.last_name)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A group that a child is or was in; ``until`` is the first day it was not, None while it is there."""

    group_id: Id
    group_name: str
    kind: GroupKind
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Carer:
    """A parent or another person who cares for the child. ``id`` stays the same from one version to the next."""

    id: Id
    name: str
    relation: str  # "mor", "far", "medmor", "plejefar", "bedstemor" ...
    custody: Custody
    address: str
    phone: str
    protected: bool  # navne- og adressebeskyttelse: address and phone are left out of every paper
    lives_with_child: bool


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister, in words; ``about`` says e.g. "2 år, samme vuggestue"."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """Help the child or the family already gets or got: what, since when, and whether it worked, in words."""

    what: str
    since: str
    effect: str
    ongoing: bool


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known about a child and the people around it. A version of it is a record: added, never edited."""

    first_name: str
    last_name: str
    birth_date: date | None
    cpr: str  # ten digits, or "" (optional and off by default)
    address: str
    protected: bool
    contact_person: str  # kontaktpædagog or klasselærer, in words
    interpreter: bool | None  # None: not asked yet
    language: str
    carers: tuple[Carer, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    help_given: tuple[HelpGiven, ...] = ()
    note: str = ""


def age_in_months(birth_date: date, on: date) -> int:
    """Whole months from birth to ``on``; 0 on and before the day of birth."""
    months = (on.year - birth_date.year) * 12 + on.month - birth_date.month
    if on.day < birth_date.day:
        months -= 1
    return max(months, 0)


def age_band(birth_date: date, on: date) -> AgeBand:
    """The band whose signs are asked on that day. From 14 years on it is the last one."""
    years = age_in_months(birth_date, on) // 12
    if years < 3:
        return AgeBand.FROM_0_TO_2
    if years < 6:
        return AgeBand.FROM_3_TO_5
    if years < 10:
        return AgeBand.FROM_6_TO_9
    if years < 14:
        return AgeBand.FROM_10_TO_13
    return AgeBand.FROM_14_TO_17


def age_in_words(birth_date: date | None, on: date) -> str:
    """``4 år``; below two years ``14 måneder``; without a birth date ``alder mangler``; before birth ``ikke født``."""
    if birth_date is None:
        return "alder mangler"
    if birth_date > on:
        return "ikke født"
    months = age_in_months(birth_date, on)
    if months < 24:
        return text.count_of(months, "måned", "måneder")
    return f"{months // 12} år"
