"""What makes an action plan whole, what could make it better, and who holds it.

Only what nobody could work without is refused; the rest is advice in words (domain 6.1). Nothing is counted together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.assessment import check_notes
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import FAR_AHEAD, MOST_OPEN, ActionPlan, Goal, Plan
from opspor.domain.text import count_of

NO_GOAL = Fault(
    "PLAN-MAAL",
    "Skriv mindst ét mål, og hvad I voksne gør for at nå det. Det, du har skrevet, er gemt som kladde.",
)
NO_HOLDER = Fault("PLAN-STAFET", "Vælg, hvem der har stafetten. Det, du har skrevet, er gemt som kladde.")
NO_DAYS = Fault(
    "PLAN-DATO",
    "Vælg, hvornår planen begynder, og hvornår I følger op første gang. Det, du har skrevet, er gemt som kladde.",
)
NO_DURATION = Fault(
    "PLAN-VARIGHED",
    "Vælg, hvor længe I regner med, at planen varer. Et bedste bud er nok, I kan ændre det, når I følger op. "
    "Det, du har skrevet, er gemt som kladde.",
)
DAYS_CROSSED = Fault(
    "PLAN-RAEKKE",
    "Datoerne passer ikke sammen: først begynder planen, så følger I op, og til sidst er den slut. "
    "Det, du har skrevet, er gemt som kladde. Ret datoerne.",
)
TOO_FAR = Fault(
    "PLAN-LANGT",
    "Datoen {day} er mere end tre år væk. Det, du har skrevet, er gemt som kladde. "
    "Ret den, eller sig ja til, at den er rigtig.",
)
NOT_THE_HOLDER = Fault(
    "STAFET-ANDEN",
    "Kun den, der har stafetten, eller lederen kan give den videre. Intet er ændret. Tal med jeres leder.",
)
NOT_ASKED = Fault(
    "STAFET-VAEK",
    "Her er ikke mere nogen stafet, du skal svare på. Intet er ændret. Åbn planen, og se, hvem der har den nu.",
)
WORDS_MISSING = Fault("STAFET-ORD", "Skriv, hvad din kollega skal vide om planen. Intet er ændret endnu.")
NO_MISSING_WORDS = Fault("STAFET-NEJ", "Skriv kort, hvorfor du siger nej. Intet er ændret endnu.")
NO_SUCH_COLLEAGUE = Fault(
    "STAFET-HVEM", "Vælg en kollega, som arbejder, hvor barnet går. Intet er ændret. Vælg en fra listen."
)


class Standing(StrEnum):
    """How whoever holds a plan stands to the child now."""

    HERE = "here"
    AWAY = "away"  # works here, and no longer where the child goes
    LEFT = "left"  # has left the house


@dataclass(frozen=True, slots=True)
class Baton:
    """A plan that was offered to a colleague, and what they said. ``accepted`` is None until they have answered."""

    id: Id
    plan_id: Id
    from_id: Id
    from_name: str
    to_id: Id
    to_name: str
    words: str
    offered_at: datetime
    answer_id: Id | None = None
    accepted: bool | None = None
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoalCheck:
    """One of the things that make a goal good, and what is missing for it in words; "" when it is there."""

    name: str
    missing: str


def holder_of(current: ActionPlan, batons: Iterable[Baton]) -> Id:
    """Who holds a plan: who said yes since its newest version was written, else who stands in it.

    Ids are in the order in which they were written.
    """
    said_yes = {b.answer_id: b.to_id for b in batons if b.accepted and b.answer_id and b.answer_id > current.id}
    if said_yes:
        return said_yes[max(said_yes)]
    assert current.plan.holder_id is not None  # noqa: S101  check_plan has asked for it
    return current.plan.holder_id


def check_plan(plan: Plan, today: date, *, sure: bool = False) -> None:
    """Raise ``KnownError`` unless one can work by the plan: a goal with what adults do, a holder, and its days.

    ``sure``: whoever writes has said that a day more than three years ahead is right.
    """
    check_notes(
        plan.title, plan.why_step, plan.meanwhile, plan.parallel, plan.childs_view,
        *(text for goal in plan.goals for text in _texts(goal)),
        *(text for view in plan.parents for text in (view.text, view.not_asked)),
    )  # fmt: skip
    if not any(goal.text.strip() and goal.action.strip() for goal in plan.goals):
        raise KnownError(NO_GOAL)
    if plan.holder_id is None:
        raise KnownError(NO_HOLDER)
    if plan.starts_on is None or plan.follow_up_on is None:
        raise KnownError(NO_DAYS)
    if plan.expected_until is None:
        raise KnownError(NO_DURATION)
    if not (plan.starts_on <= plan.follow_up_on <= plan.expected_until and plan.starts_on < plan.expected_until):
        raise KnownError(DAYS_CROSSED)
    if not sure and (far := max(_days(plan))) > today + FAR_AHEAD:
        raise KnownError(TOO_FAR, day=long_date(far))


def _texts(goal: Goal) -> tuple[str, ...]:
    whole = (goal.text, goal.seen_by, goal.wanted_by, goal.possible_by, goal.action, goal.who)
    return (*whole, *(part.text for part in goal.parts))


def _days(plan: Plan) -> list[date]:
    days = [plan.starts_on, plan.follow_up_on, plan.expected_until]
    days += [day for goal in plan.goals for day in (goal.by, *(part.by for part in goal.parts))]
    return [day for day in days if day is not None]


def goal_checks(goal: Goal, plan: Plan) -> tuple[GoalCheck, ...]:
    """What makes a goal good, in the order of the word SMART, and then what the adults do (domain 6.1, 1.11)."""
    return (
        GoalCheck("Specifikt", "" if goal.text.strip() else "Hvad skal være anderledes?"),
        GoalCheck("Målbart", "" if goal.seen_by.strip() else "Hvordan kan I se, at det er nået?"),
        GoalCheck("Attraktivt", "" if goal.wanted_by.strip() else "Hvorfor vil barnet og familien det?"),
        GoalCheck("Realistisk", "" if goal.possible_by.strip() else "Hvad gør det muligt hos jer?"),
        GoalCheck("Tidsbestemt", _time_missing(goal, plan)),
        GoalCheck("De voksnes del", _adults_missing(goal)),
    )


def _time_missing(goal: Goal, plan: Plan) -> str:
    if goal.by is None:
        return "Hvornår skal det være nået?"
    if plan.starts_on and goal.by < plan.starts_on:
        return "Dagen ligger, før planen begynder."
    if plan.expected_until and goal.by > plan.expected_until:
        return "Dagen ligger, efter at planen er slut."
    if any(part.by and part.by > goal.by for part in goal.parts):
        return "Et delmål ligger efter målet."
    return ""


def _adults_missing(goal: Goal) -> str:
    if not goal.action.strip():
        return "Hvad gør I voksne?"
    return "" if goal.who.strip() else "Hvem gør det?"


def advice(plan: Plan, today: date, *, carers: int) -> tuple[str, ...]:
    """What could make the whole plan better, in words; never a reason to refuse it. ``carers``: how many there are."""
    said = []
    if len(plan.goals) > MOST_OPEN:
        said.append(f"{count_of(len(plan.goals), 'mål', 'mål')} er mange på én gang. Hvad kan vente?")
    if plan.follow_up_on and plan.follow_up_on < today:
        said.append("Dagen for opfølgning er gået. Vælg en ny, eller følg op nu.")
    if sum(view.is_answered for view in plan.parents) < carers:
        said.append("Skriv hver forælders del, eller hvorfor I ikke har talt sammen.")
    if not plan.childs_view.strip():
        said.append("Hvad siger barnet selv?")
    if plan.step is None or not plan.why_step.strip():
        said.append("Hvilket trin er det, og hvorfor netop det?")
    if plan.offer and plan.offer.waiting.strip() and not plan.meanwhile.strip():
        said.append("Der er ventetid på tilbuddet. Hvad gør I imens?")
    return tuple(said)
