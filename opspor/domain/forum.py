"""The forum that a concern is taken to: distriktstirsdag in Herning, with another name elsewhere (domain 5.1, 5.4).

Its name and members are the house's own; a day of it has an agenda of briefs with time, and each ends in a conclusion.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from opspor.domain.assessment import check_notes
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

FARTHEST = timedelta(days=2 * 366)  # a day that lies further ahead has a wrong year in it
MOST_DAYS = 60  # at once: every week of a school year
MINUTES = (5, 120)  # the least and the most that a brief gets
NEXT_WEEKS = (6, 8)  # one talks about it again (domain 5.3, 6.6)

NO_NAME = Fault("FORUM-NAVN", "Skriv, hvad mødet hedder hos jer, fx »distriktstirsdag«. Intet er ændret endnu.")
NO_FUNCTION = Fault(
    "FORUM-FUNKTION", "Skriv, hvad hver fast deltager er, fx »rådgiver«. Navnet kan mangle. Intet er ændret endnu."
)
WRONG_MINUTES = Fault("FORUM-MINUTTER", "Skriv hele minutter fra {least} til {most}. Intet er ændret endnu.")
DAY_GONE = Fault("FORUM-GAAET", "Den dag er gået. Vælg en dag fra i dag og frem. Intet er ændret endnu.")
DAY_TOO_FAR = Fault("FORUM-LANGT", "Dagen ligger mere end to år ude i fremtiden. Se efter året. Intet er ændret endnu.")
NO_DAYS = Fault(
    "FORUM-DAGE", "Vælg mindst én dag, højst {most} på én gang, og den første før den sidste. Intet er ændret endnu."
)
WRONG_TIME = Fault("FORUM-TID", "Skriv, hvornår mødet begynder og slutter, fx 13.00 og 15.00. Intet er ændret endnu.")
WHY_CANCELLED = Fault("FORUM-AFLYST", "Skriv, hvorfor dagen er aflyst. Dagen står der endnu.")
OUTCOME_MISSING = Fault("FORUM-UDFALD", "Vælg mindst ét udfald af drøftelsen. Det, du har skrevet, er gemt.")
SIGNS_MISSING = Fault(
    "FORUM-TEGN",
    "Når I ikke går videre nu, skal der stå, hvilke tegn I holder øje med, og hvad I gør, hvis I ser dem. "
    "Det, du har skrevet, er gemt.",
)
WEIGHED_MISSING = Fault(
    "FORUM-VURDERET", "Svar ja eller nej til, om I vurderede en underretning. Det, du har skrevet, er gemt."
)
REASON_MISSING = Fault(
    "FORUM-BEGRUNDELSE", "Skriv kort, hvorfor I nåede det om en underretning. Det, du har skrevet, er gemt."
)
NEXT_DAY = Fault(
    "FORUM-NAESTE",
    "Den dag, I ser på det igen, skal ligge efter i dag og inden for et år. Det, du har skrevet, er gemt.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """Who is always there: what they are to the forum, and their name where it is known."""

    function: str
    name: str = ""

    @property
    def in_words(self) -> str:
        """``Rådgiver: Ida Lund``"""
        return ": ".join(filter(None, (self.function.strip(), self.name.strip())))


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

    @property
    def minutes(self) -> int | None:
        """How long it lasts; None where nobody said from when until when."""
        begins, ends = clock_time(self.begins), clock_time(self.ends)
        return _minutes(ends) - _minutes(begins) if begins and ends else None

    def starts(self, lengths: Iterable[int]) -> tuple[str, ...]:
        """``13.00``, ``13.20`` …: when each of some talks begins, one after the other; "" where no hour is known."""
        begins, found, before = clock_time(self.begins), [], 0
        for length in lengths:
            found.append(in_words(_minutes(begins) + before) if begins else "")
            before += length
        return tuple(found)


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
    """What the forum came to about one brief. ``weighed`` says whether an underretning was weighed, ``considered`` why
    or why not; ``watch`` which signs to look for and ``if_seen`` what to do then; ``present`` who was there."""

    outcomes: tuple[Outcome, ...]
    words: str = ""
    watch: str = ""
    if_seen: str = ""
    considered: str = ""
    next_on: date | None = None
    weighed: bool | None = None
    present: tuple[str, ...] = ()


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


def clock_time(text: str) -> time | None:
    """``13.00`` as a time of day; None for what is none."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[.:]([0-5]\d)", text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def in_words(minutes: int) -> str:
    """``13.20``: so many minutes after midnight, as a time of day."""
    return f"{minutes // 60 % 24}.{minutes % 60:02}"


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def check_forum(forum: Forum) -> None:
    """Raise what keeps a forum from being written down."""
    check_notes(forum.name, forum.place, *(one.function + one.name for one in forum.members))
    if not forum.name.strip():
        raise KnownError(NO_NAME)
    if not all(one.function.strip() for one in forum.members):
        raise KnownError(NO_FUNCTION)
    check_minutes(forum.minutes_each)


def check_minutes(minutes: int) -> None:
    """Raise FORUM-MINUTTER unless a brief can get so many."""
    least, most = MINUTES
    if not least <= minutes <= most:
        raise KnownError(WRONG_MINUTES, least=least, most=most)


def check_day(day: ForumDay, today: date) -> None:
    """Raise what keeps a day from being planned: it is gone, is too far away, or ends before it begins."""
    check_notes(day.place)
    if day.on < today:
        raise KnownError(DAY_GONE)
    if day.on > today + FARTHEST:
        raise KnownError(DAY_TOO_FAR)
    hours = [clock_time(text) for text in (day.begins, day.ends) if text]
    if None in hours or (day.minutes is not None and day.minutes <= 0):
        raise KnownError(WRONG_TIME)


def check_conclusion(conclusion: Conclusion, today: date) -> None:
    """Raise what is missing in a conclusion (domain 5.1, 5.6 line 10).

    An underretning that was chosen is reason enough: it is written next, and never waits for a form.
    """
    check_notes(
        conclusion.words, conclusion.watch, conclusion.if_seen, conclusion.considered, *conclusion.present
    )  # fmt: skip
    if not conclusion.outcomes:
        raise KnownError(OUTCOME_MISSING)
    if Outcome.NOT_NOW in conclusion.outcomes and not (conclusion.watch.strip() and conclusion.if_seen.strip()):
        raise KnownError(SIGNS_MISSING)
    if Outcome.UNDERRETNING not in conclusion.outcomes:
        if conclusion.weighed is None:
            raise KnownError(WEIGHED_MISSING)
        if not conclusion.considered.strip():
            raise KnownError(REASON_MISSING)
    if conclusion.next_on is not None and not today < conclusion.next_on <= today + timedelta(days=366):
        raise KnownError(NEXT_DAY)
