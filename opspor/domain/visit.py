"""A home visit: what is looked at together with the parents, what is written afterwards, and when visits are due.

One assessor is enough here (domain 1.8): a sundhedsplejerske comes alone, and there is no second adult of the child's
everyday to ask. Instead the parents take part, and a talk with a colleague can be noted. Nothing clinical is kept:
weight, length, temperature and the results of licensed instruments belong in the health journal (domain 7.3, 7.4).
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from opspor.domain.assessment import FactorSeen, FormRef, Position, Trivsel
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id


class VisitType(StrEnum):
    """The kinds of visits (domain 7.1). The value is the id of the visit's form."""

    PREGNANCY = "pregnancy"
    EARLY = "early"
    SETTLING = "settling"
    MONTHS_2 = "months-2"
    MONTHS_4_6 = "months-4-6"
    MONTHS_8_11 = "months-8-11"
    MONTHS_18 = "months-18"
    MONTHS_42 = "months-42"
    NEED = "need"
    SCHOOL_START = "school-start"
    SCHOOL_END = "school-end"
    SCHOOL_TALK = "school-talk"


VISIT_WORDS = {
    VisitType.PREGNANCY: "Graviditetsbesøg",
    VisitType.EARLY: "Barselsbesøg",
    VisitType.SETTLING: "Etableringsbesøg",
    VisitType.MONTHS_2: "Besøg ved 2 måneder",
    VisitType.MONTHS_4_6: "Besøg ved 4–6 måneder",
    VisitType.MONTHS_8_11: "Besøg ved 8–11 måneder",
    VisitType.MONTHS_18: "Besøg ved 1½ år",
    VisitType.MONTHS_42: "Besøg ved 3½ år",
    VisitType.NEED: "Behovsbesøg",
    VisitType.SCHOOL_START: "Indskoling",
    VisitType.SCHOOL_END: "Udskoling",
    VisitType.SCHOOL_TALK: "Skolesamtale",
}


class Looked(StrEnum):
    """The answer to one topic of a visit."""

    WELL = "well"
    TALK = "talk"
    NOT_LOOKED = "not_looked"  # only with a reason


LOOKED_WORDS = {Looked.WELL: "Går godt", Looked.TALK: "Taler vi om", Looked.NOT_LOOKED: "Ikke set på"}


@dataclass(frozen=True, slots=True)
class VisitAgreement:
    """Who does what until the next visit."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class AdviserJoined:
    """A rådgiver who came along, and the parents' yes to that from before the visit (domain 7.4)."""

    adviser: str  # function, e.g. "familierådgiver"
    yes_from: str
    yes_on: date | None
    told: str  # what the parents were told that the rådgiver comes for


@dataclass(frozen=True, slots=True)
class VisitAnswers:
    """What is written about one visit, as a draft while typing and unchanged in the record.

    The first half stands on the screen that the parents see; from ``position_answers`` on it is written afterwards.
    ``answers`` maps the id of a topic to the value of ``Looked``; ``notes`` holds what was said, or why not looked at.
    """

    visited_on: date | None = None
    present: str = ""
    interpreter: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    parents_words: str = ""
    trivsel: Trivsel | None = None
    agreements: tuple[VisitAgreement, ...] = ()
    next_on: date | None = None
    adviser: AdviserJoined | None = None
    position_answers: Mapping[str, str] = field(default_factory=dict)  # question id -> value of ``Seen``
    factors: tuple[FactorSeen, ...] = ()
    position: Position | None = None
    reason: str = ""
    colleague: str = ""  # what came out of talking with a colleague; one may leave it out
    follow_up_on: date | None = None
    in_journal: bool | None = None
    journal_on: date | None = None


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """A visit that was made: a record."""

    id: Id
    child_id: Id
    type: VisitType
    author_id: Id
    author_name: str
    written_at: datetime
    visited_on: date
    answers: VisitAnswers
    form: FormRef
    position_form: FormRef


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """A visit that is needed beside the ordinary ones."""

    id: Id
    child_id: Id
    due_on: date
    why: str


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A visit that came to nothing, e.g. since the family said no. It counts neither as made nor as an assessment."""

    id: Id
    child_id: Id
    type: VisitType
    day: date
    why: str
    author_name: str


VISIT_DATE = Fault(
    "BESOEG-DATO", "Skriv, hvilken dag besøget var. Den kan ikke ligge fremme i tiden. Det, du har skrevet, er gemt."
)
REASON_FOR_TOPIC = Fault(
    "BESOEG-GRUND",
    "Besøget er ikke færdigt: {count} uden svar. Vælg et svar, eller skriv, hvorfor I ikke så på det. "
    "Det, du har skrevet, er gemt.",
)
WHO_DOES_IT = Fault(
    "BESOEG-AFTALE", "En aftale mangler, hvad der skal ske, eller hvem der gør det. Det, du har skrevet, er gemt."
)
PARENTS_YES = Fault(
    "BESOEG-JA",
    "En rådgiver kan først noteres på besøget, når forældrene har sagt ja på forhånd. Skriv, hvem der sagde ja, "
    "hvilken dag, og hvad de fik at vide. Det, du har skrevet, er gemt.",
)
VISIT_REASON = Fault("BESOEG-BEGRUND", "Skriv, hvad du lægger vægt på i din vurdering. Det, du har skrevet, er gemt.")
VISIT_FOLLOW_UP = Fault("BESOEG-IGEN", "Vælg en dag efter besøget, hvor du følger op. Det, du har skrevet, er gemt.")
JOURNAL_MISSING = Fault(
    "BESOEG-JOURNAL",
    "Svar på, om besøget er ført i sundhedsjournalen. Er det ja, så skriv hvilken dag. Det, du har skrevet, er gemt.",
)


def check_visit(shared_and_later: Iterable[str], answers: VisitAnswers, today: date) -> None:
    """Raise ``KnownError`` unless the visit is whole: ``shared_and_later`` are the ids of all topics of its form.

    A missing answer needs a reason; position and trivsel may be left out, since not every visit is an assessment.
    """
    if answers.visited_on is None or answers.visited_on > today:
        raise KnownError(VISIT_DATE)
    open_ = missing_topics(shared_and_later, answers)
    if open_:
        raise KnownError(REASON_FOR_TOPIC, count="1 emne" if len(open_) == 1 else f"{len(open_)} emner")
    if any(not agreed.what.strip() or not agreed.who.strip() for agreed in answers.agreements):
        raise KnownError(WHO_DOES_IT)
    if answers.adviser is not None:
        yes = answers.adviser
        said = all(text.strip() for text in (yes.adviser, yes.yes_from, yes.told))
        if not said or yes.yes_on is None or yes.yes_on > answers.visited_on:
            raise KnownError(PARENTS_YES)
    if not is_well(answers):
        if not answers.reason.strip():
            raise KnownError(VISIT_REASON)
        if answers.follow_up_on is None or answers.follow_up_on <= answers.visited_on:
            raise KnownError(VISIT_FOLLOW_UP)
    if answers.in_journal is None or (answers.in_journal and answers.journal_on is None):
        raise KnownError(JOURNAL_MISSING)


def missing_topics(topics: Iterable[str], answers: VisitAnswers) -> list[str]:
    """The topics that have no answer, or that were not looked at without a reason, in their order."""
    return [
        topic
        for topic in topics
        if topic not in answers.answers
        or (answers.answers[topic] == Looked.NOT_LOOKED and not answers.notes.get(topic, "").strip())
    ]


def is_well(answers: VisitAnswers) -> bool:
    """Whether nothing that was chosen asks for a reason and a day to follow up."""
    return answers.position in (None, Position.NOT_EXPOSED) and answers.trivsel in (None, Trivsel.THRIVES)


_MEASURE = re.compile(r"\b\d+(?:[.,]\d+)?\s*(?:g|gram|kg|kilo|cm|mm|°\s?c?|grader)(?!\w)", re.IGNORECASE)
_INSTRUMENT = re.compile(r"\b(?:EPDS|ADBB|SDQ|PUF|ASQ)\b")


def belongs_in_journal(text: str) -> str:
    """The first measure (a number with g, kg, cm …) or name of an instrument in ``text``; "" when there is none."""
    found = _MEASURE.search(text) or _INSTRUMENT.search(text)
    return found[0] if found else ""


class Unit(StrEnum):
    """What a window counts in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


UNIT_WORDS = {Unit.DAYS: "dage", Unit.WEEKS: "uger", Unit.MONTHS: "måneder", Unit.YEARS: "år"}


@dataclass(frozen=True, slots=True)
class Window:
    """When a visit is due by age: from ``first`` to and with ``last``, counted from birth; below 0 before term."""

    visit: VisitType
    unit: Unit
    first: int
    last: int
    on: bool = True

    def span(self, birth: date) -> tuple[date, date]:
        """The first and the last day of the window for a child that is born, or expected, on ``birth``."""
        return _later(birth, self.unit, self.first), _later(birth, self.unit, self.last + 1) - timedelta(days=1)


WINDOW_ORDER = Fault("BESOEG-VINDUE", "{visit} skal slutte efter, at det begynder. Ret tallene. Intet er ændret endnu.")


def check_windows(windows: Iterable[Window]) -> None:
    """Raise ``KnownError`` BESOEG-VINDUE unless every window ends after it begins."""
    for window in windows:
        if window.first > window.last:
            raise KnownError(WINDOW_ORDER, visit=VISIT_WORDS[window.visit])


def _later(day: date, unit: Unit, count: int) -> date:
    if unit is Unit.DAYS:
        return day + timedelta(days=count)
    if unit is Unit.WEEKS:
        return day + timedelta(weeks=count)
    month = day.year * 12 + day.month - 1 + count * (12 if unit is Unit.YEARS else 1)
    year, month = divmod(month, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # a shorter month
        return date(year, month + 1, monthrange(year, month + 1)[1])


class When(StrEnum):
    """How a visit stands to today, in the order of work."""

    LATE = "late"
    NOW = "now"
    COMING = "coming"


WHEN_WORDS = {When.LATE: "Over tiden", When.NOW: "Nu", When.COMING: "Kommer"}


@dataclass(frozen=True, slots=True)
class DueVisit:
    """The next visit of a child, and the days it is meant for."""

    visit: VisitType
    when: When
    since: date
    until: date


def due_visit(windows: Sequence[Window], birth: date, done: Collection[VisitType], today: date) -> DueVisit | None:
    """The one visit that is next by age; None when there is none any more.

    A window that is open comes first. One that is over is late until the next one begins: whoever moved here at four is
    not asked for the visit of the first days.
    """
    spans = sorted((*window.span(birth), window.visit) for window in windows if window.on)
    begun = [span for span in spans if span[0] <= today]
    now = [span for span in begun if today <= span[1] and span[2] not in done]
    if now:
        since, until, visit = min(now, key=lambda span: span[1])
        return DueVisit(visit, When.NOW, since, until)
    if begun and begun[-1][2] not in done:
        since, until, visit = begun[-1]
        return DueVisit(visit, When.LATE, since, until)
    coming = next((span for span in spans if span[0] > today and span[2] not in done), None)
    return DueVisit(coming[2], When.COMING, coming[0], coming[1]) if coming else None
