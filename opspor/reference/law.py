"""The law list: rules and deadlines as dated data, each with how sure it is and whether anybody has looked it up."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache

from msgspec import Struct, convert
from msgspec.structs import replace

import opspor
from opspor.domain.clock import long_date
from opspor.domain.local import LawCheck
from opspor.domain.text import fold


class Topic(StrEnum):
    """What a rule is about: the parts of the page."""

    DUTY = "duty"
    MUNICIPALITY = "municipality"
    OURS = "ours"
    ABSENCE = "absence"
    BEREDSKAB = "beredskab"
    SHARING = "sharing"
    SUPPORT = "support"
    DATA = "data"


TOPIC_WORDS = {
    Topic.DUTY: "Pligten til at underrette",
    Topic.MUNICIPALITY: "Når kommunen har fået underretningen",
    Topic.OURS: "Vores påmindelser",
    Topic.ABSENCE: "Fravær",
    Topic.BEREDSKAB: "Beredskabet",
    Topic.SHARING: "Når vi deler med andre",
    Topic.SUPPORT: "Støtte og plan bagefter",
    Topic.DATA: "Oplysninger om barnet",
}


class Whose(StrEnum):
    """Whose deadline it is. None is that of the person who writes (domain, fact 19)."""

    MUNICIPALITY = "municipality"
    SCHOOL = "school"
    CONTROLLER = "controller"
    OURS = "ours"  # no law says it


WHOSE_WORDS = {
    Whose.MUNICIPALITY: "Kommunens frist",
    Whose.SCHOOL: "Skolens opgave",
    Whose.CONTROLLER: "Den dataansvarliges frist",
    Whose.OURS: "Vores påmindelse",
}


class Sureness(StrEnum):
    """How sure a rule and its number are, before anybody has looked it up."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SURENESS_WORDS = {Sureness.HIGH: "Sikker", Sureness.MEDIUM: "Næsten sikker", Sureness.LOW: "Usikker"}


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as it stands between two days. ``working_days`` and ``days`` are a deadline, ``per_cent`` a share of
    unlawful absence, where the rule sets one.

    ``formerly`` is what staff may still say, and ``said`` other words for it. ``paragraph`` is "" where the number was
    not found, ``law`` where no law says it. ``doubt`` is what is not sure about it. ``seen_on`` is None where no source
    was seen. ``checked_by_function`` has looked it up on ``seen_on``; "" until somebody has.
    """

    id: str
    topic: Topic
    text: str
    certainty: Sureness
    law: str = ""
    paragraph: str = ""
    since: date | None = None
    until: date | None = None
    formerly: str = ""
    said: tuple[str, ...] = ()
    doubt: str = ""
    whose: Whose | None = None
    working_days: int | None = None
    days: int | None = None
    per_cent: int | None = None
    seen_in: str = ""
    seen_on: date | None = None
    checked_by_function: str = ""

    @property
    def cited(self) -> str:
        """``Barnets lov § 133 (før 2024: Serviceloven § 153)``: staff still say the old number. For a list that shows
        ``status`` beside it; a text quotes the rule with ``quoted``."""
        before = f" (før {self.since.year}: {self.formerly})" if self.formerly and self.since else ""
        return f"{self.law} {self.paragraph}".strip() + before

    @property
    def unsure(self) -> bool:
        """Whether it has to be looked up before anybody relies on it."""
        return self.certainty is not Sureness.HIGH and not self.checked_by_function

    @property
    def status(self) -> str:
        """How sure the rule is, as it stands beside it on every screen and paper."""
        if self.whose is Whose.OURS:
            return "Vores påmindelse, ikke en frist i loven"
        if self.checked_by_function and self.seen_on:
            return f"Slået efter af {self.checked_by_function} den {long_date(self.seen_on)}"
        seen = f"Set i kilde af {long_date(self.seen_on)}, ikke efterprøvet" if self.seen_on else ""
        return ". ".join(filter(None, (f"Skal efterprøves: {self.doubt}" if self.unsure else "", seen)))

    @property
    def quoted(self) -> str:
        """The rule as every text and paper quotes it: its number never stands without how sure it is."""
        return "".join(f"{part}. " for part in (self.cited, self.status) if part).strip()

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of ``resources/law/law.toml`` in its order, also those no longer in force."""
    with (opspor.data_folder("resources") / "law" / "law.toml").open("rb") as file:
        return tuple(convert(tomllib.load(file)["rule"], tuple[Rule, ...]))


def rule(rule_id: str) -> Rule:
    """The newest version of a rule; KeyError when there is none."""
    return rule_on(rule_id, date.max)


def rule_on(rule_id: str, day: date, checks: Iterable[LawCheck] = ()) -> Rule:
    """The rule as it stood on ``day``, with what the house has looked up; KeyError when there is none.

    Before it first stood anywhere it is the oldest known: a PC whose clock is years behind still makes its paper.
    """
    versions = [found for found in rules() if found.id == rule_id]
    if not versions:
        raise KeyError(rule_id)
    oldest = min(versions, key=lambda version: version.since or date.min)
    found = next((version for version in versions if version.holds_on(day)), oldest)
    return checked(found, checks)


def checked(found: Rule, checks: Iterable[LawCheck]) -> Rule:
    """The rule with the newest look that the house had at just this version of it, standing where it was found."""
    theirs = [one for one in checks if one.rule == found.id and found.holds_on(one.checked_on)]
    if not theirs or found.whose is Whose.OURS:
        return found
    last = max(theirs, key=lambda one: one.checked_on)
    return replace(found, law=last.where, paragraph="", seen_on=last.checked_on, checked_by_function=last.checked_by)


def search(text: str, among: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that hold every word of ``text``; a number is found as a whole, in the new paragraph or the old."""
    wanted = _words(text)
    return tuple(found for found in among if all(_holds(found, word) for word in wanted))


def _holds(found: Rule, word: str) -> bool:
    number = word.isdigit()
    places = (found.paragraph, found.formerly, *found.said) if number else (found.law, found.text, *_numbers(found))
    return any(word == one if number else word in one for place in places for one in _words(place))


def _numbers(found: Rule) -> tuple[str, ...]:
    return (found.paragraph, found.formerly, *found.said)


def _words(text: str) -> list[str]:
    """Words and numbers: ``§ 11-forløb`` is ``11`` and ``forløb``."""
    return re.findall(r"\d+|[^\W\d_]+", fold(text))
