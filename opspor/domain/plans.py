"""What adults do differently: focus points and action plans. They say what adults try, never what a child is.

Few goals, said together with child and family, with a day to look again (domain 1.11 and 6.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from opspor.domain.assessment import Context, FormRef, ParentView, check_notes
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

MOST_OPEN = 3  # open focus points of a child before the program says that it is many (domain 1.11); never a stop
FAR_AHEAD = timedelta(days=3 * 365)  # a day to look again that lies further on is more likely a slip

NOTHING_TO_SEE = Fault(
    "FOKUS-TITEL", "Skriv en overskrift, eller hvad I undrer jer over. Det, du har skrevet, er gemt som kladde."
)
ACTION_MISSING = Fault(
    "FOKUS-HANDLING",
    "Skriv, hvad I voksne gør anderledes. Et fokuspunkt er noget, de voksne prøver. "
    "Det, du har skrevet, er gemt som kladde.",
)
NOBODY = Fault("FOKUS-HVEM", "Vælg, hvem der er ansvarlig. Det, du har skrevet, er gemt som kladde.")
NO_DAY = Fault(
    "FOKUS-DAG", "Skriv, hvornår I begynder, og hvornår I ser på det igen. Det, du har skrevet, er gemt som kladde."
)
BEFORE_START = Fault(
    "FOKUS-FOER",
    "I kan ikke følge op, før I er begyndt. Det, du har skrevet, er gemt som kladde. Ret den ene af de to dage.",
)
ANALYSIS_EMPTY = Fault("ANALYSE-TOM", "Skriv mindst ét svar. Intet er gemt i barnets mappe endnu.")


class PlanStatus(StrEnum):
    """Whether one still works on it. How it went is said at each follow-up."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Focus:
    """What a focus point says, as a draft while writing and unchanged in the record."""

    title: str = ""
    wonder: str = ""  # what we wonder at: what was seen, with days
    resources: str = ""
    not_when: str = ""  # when, where and with whom it does not happen
    goal: str = ""
    action: str = ""  # what the adults do
    responsible_id: Id | None = None
    starts_on: date | None = None
    follow_up_on: date | None = None
    parents: str = ""
    childs_view: str = ""
    joint_id: Id | None = None  # the joint assessment it follows from


@dataclass(frozen=True, slots=True)
class FocusPoint:
    """One version of a focus point, of a child or of a whole group. ``point_id`` is the id of its first version."""

    id: Id
    point_id: Id
    child_id: Id | None
    group_id: Id | None
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    focus: Focus
    status: PlanStatus = PlanStatus.OPEN
    closed_because: str = ""


def check_focus(focus: Focus) -> None:
    """Raise ``KnownError`` unless a focus point says what it is about, what the adults do, who sees to it and when.

    The rest may stay empty: few words that are used are worth more than many that nobody reads.
    """
    check_notes(
        focus.title, focus.wonder, focus.resources, focus.not_when, focus.goal, focus.action, focus.parents,
        focus.childs_view,
    )  # fmt: skip
    if not (focus.title.strip() or focus.wonder.strip()):
        raise KnownError(NOTHING_TO_SEE)
    if not focus.action.strip():
        raise KnownError(ACTION_MISSING)
    if focus.responsible_id is None:
        raise KnownError(NOBODY)
    if focus.starts_on is None or focus.follow_up_on is None:
        raise KnownError(NO_DAY)
    if focus.follow_up_on < focus.starts_on:
        raise KnownError(BEFORE_START)


def many_open(others: int) -> str:
    """What is said to whoever writes one more focus point beside ``others`` that are open; "" while they are few."""
    if others < MOST_OPEN:
        return ""
    return (
        f"Der er allerede {others} åbne fokuspunkter. Med mange mål på én gang mister både barn, forældre og voksne "
        "overblikket, og det vigtigste drukner. Kan et af dem lukkes først? Du kan godt gemme alligevel."
    )


def doubt_about(day: date, today: date) -> str:
    """What is asked about a day to look again that may be a slip; "" when it looks meant."""
    if day > today + FAR_AHEAD:
        return f"{long_date(day)} er mere end tre år fremme. Er årstallet rigtigt?"
    if day < today:
        return f"{long_date(day)} er gået. Det står som overskredet, til I følger op."
    return ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was thought through before acting. ``texts`` is section of the form -> what was written; never empty."""

    id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    texts: Mapping[str, str]
    form: FormRef


def check_analysis(texts: Mapping[str, str]) -> None:
    """Raise ANALYSE-TOM unless something is written. No question has to be answered."""
    check_notes(*texts.values())
    if not any(text.strip() for text in texts.values()):
        raise KnownError(ANALYSIS_EMPTY)


class Level(StrEnum):
    """Forebyggelsestrekanten (seed 000, domain 6.2)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class LadderStep(IntEnum):
    """Indsatstrappen, six steps from low to high (seed 000, domain 6.3). Staff act on the first two."""

    EARLY = 1
    PREVENTIVE = 2
    AT_HOME = 3
    RELATIVES = 4
    FOSTER_CARE = 5
    RESIDENTIAL = 6


@dataclass(frozen=True, slots=True)
class PartGoal:
    """A step on the way to a goal."""

    text: str = ""
    by: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: specific, measurable, attractive, realistic, with an end (domain 6.1). ``id`` stays in later versions."""

    id: Id
    text: str = ""  # what is to be different
    seen_by: str = ""  # how one sees it
    wanted_by: str = ""  # why child and family want it
    possible_by: str = ""  # what makes it possible here
    by: date | None = None
    action: str = ""  # what the adults do
    who: str = ""
    parts: tuple[PartGoal, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenOffer:
    """An offer of the local catalogue, as it was called on that day."""

    offer_id: Id | None = None
    name: str = ""
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an action plan says, as a draft while writing and unchanged in the record."""

    title: str = ""
    goals: tuple[Goal, ...] = ()
    starts_on: date | None = None
    expected_until: date | None = None  # how long it is expected to take (pains.md: many plans had no duration)
    follow_up_on: date | None = None
    level: Level | None = None
    step: LadderStep | None = None
    why_step: str = ""
    category: str = ""  # Børnelineal category as the municipality says it: "1", "2", "3", "4a", "4b"
    offer: ChosenOffer | None = None
    meanwhile: str = ""  # what we do while we wait
    parallel: str = ""  # what the child gets already, and how it fits together
    parents: tuple[ParentView, ...] = ()
    childs_view: str = ""
    holder_id: Id | None = None  # who holds the baton
    analysis_id: Id | None = None


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """One version of an action plan. ``plan_id`` is the id of its first version."""

    id: Id
    plan_id: Id
    child_id: Id
    context: Context
    author_id: Id
    author_name: str
    written_at: datetime
    plan: Plan
    status: PlanStatus = PlanStatus.OPEN
    closed_because: str = ""
