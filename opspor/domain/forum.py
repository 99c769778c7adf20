"""The forum that a concern is taken to: distriktstirsdag in Herning, with another name elsewhere (domain 5.1, 5.4).

Its name and members are the house's own; a day of it has an agenda of briefs with time, and each ends in a conclusion.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Member:
    """Who is always there: what they are to the forum, and their name where it is known."""

    function: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum and its standing members. ``id`` stays the same from one version to the next."""

    id: Id
    name: str
    place: str = ""
    members: tuple[Member, ...] = ()
    minutes_each: int = 20  # what a brief gets, where nobody says otherwise
    ended: bool = False


@dataclass(frozen=True, slots=True)
class ForumDay:
    """A day on which the forum meets, from and to as "13.00". ``id`` stays the same from one version to the next."""

    id: Id
    forum_id: Id
    on: date
    begins: str = ""
    ends: str = ""
    place: str = ""
    cancelled: str = ""  # why, where it came to nothing


@dataclass(frozen=True, slots=True)
class ForumItem:
    """A brief on the agenda of a day. ``place`` is its number in the row; 0 means it was taken off."""

    id: Id
    day_id: Id
    paper_id: Id
    concern_id: Id
    child_id: Id | None
    place: int
    minutes: int
    brought_by: Id


class Outcome(StrEnum):
    """What a talk ended with (domain 5.1)."""

    CLARIFY = "clarify"  # yderligere afklaring
    SUPPORT = "support"  # konkret støtte i hverdagen
    NOT_NOW = "not_now"  # gå ikke videre nu: signs to watch, and what if
    RESOURCE_MEETING = "resource_meeting"
    NETWORK_MEETING = "network_meeting"
    UNDERRETNING = "underretning"


OUTCOME_WORDS = {
    Outcome.CLARIFY: "Yderligere afklaring",
    Outcome.SUPPORT: "Konkret støtte i hverdagen",
    Outcome.NOT_NOW: "Gå ikke videre nu",
    Outcome.RESOURCE_MEETING: "Ressourcecentermøde",
    Outcome.NETWORK_MEETING: "Inddragende netværksmøde",
    Outcome.UNDERRETNING: "Underretning",
}


@dataclass(frozen=True, slots=True)
class ForumAgreement:
    """Who does what by when. ``id`` is that of its record: it is what one looks at again."""

    id: Id
    what: str
    who: str
    who_id: Id | None  # None: somebody without a login
    due_on: date


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the forum came to about one brief. ``considered`` says whether an underretning was weighed, and why or why
    not; ``watch`` which signs to look for and ``if_seen`` what to do then."""

    outcomes: tuple[Outcome, ...]
    words: str = ""
    watch: str = ""
    if_seen: str = ""
    considered: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion as it was written down. A correction replaces it."""

    id: Id
    item_id: Id
    concern_id: Id
    author_name: str
    written_at: datetime
    conclusion: Conclusion
    agreements: tuple[ForumAgreement, ...] = ()
