"""Looking again: that it was done and what came of it, or that it was put off and why. Nothing disappears by itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from opspor.domain.assessment import Context, check_notes
from opspor.domain.clock import long_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

SOON = timedelta(days=7)
FARTHEST = timedelta(days=3 * 365)  # a day to look again that lies further on has a wrong year in it

NOT_YET = Fault(
    "OPFOELGNING-FREMTID",
    "I kan ikke have fulgt op på en dag, der ikke er kommet. Det, du har skrevet, er gemt som kladde. Ret dagen.",
)
BEFORE_START = Fault(
    "OPFOELGNING-FOER",
    "Dagen ligger før {day}, da I begyndte. Det, du har skrevet, er gemt som kladde. Ret dagen.",
)
EFFECT_MISSING = Fault(
    "OPFOELGNING-VIRKER",
    "Vælg, hvad der er kommet ud af det. »For tidligt at sige« er også et svar. "
    "Det, du har skrevet, er gemt som kladde.",
)
NEXT_MISSING = Fault(
    "OPFOELGNING-NAESTE",
    "Vælg en dag efter i dag, hvor I ser på det igen, eller afslut det. Det, du har skrevet, er gemt som kladde.",
)
TOO_FAR = Fault(
    "OPFOELGNING-LANGT",
    "{day} er mere end tre år væk. Det, du har skrevet, er gemt som kladde. Se efter, om årstallet er rigtigt.",
)
WORDS_MISSING = Fault(
    "OPFOELGNING-SLUT",
    "Skriv kort, hvad der kom ud af det, når I afslutter. Det, du har skrevet, er gemt som kladde.",
)
REASON_MISSING = Fault(
    "OPFOELGNING-GRUND", "Skriv, hvorfor det udsættes. Dagen er ikke flyttet, og det står her endnu."
)


class SubjectKind(StrEnum):
    """What has a day on which somebody looks again."""

    ASSESSMENT = "assessment"
    VISIT = "visit"
    FOCUS = "focus"
    PLAN = "plan"
    MEETING = "meeting"  # one that is planned
    NEXT_MEETING = "next_meeting"  # the day on which those who met said that they meet again
    AGREEMENT = "agreement"  # of a meeting: who does what
    CONTACT = "contact"  # with parents, that somebody planned
    FORUM_AGREEMENT = "forum_agreement"  # of a forum: who does what; it follows the concern
    FORUM_NEXT = "forum_next"  # the day on which a forum said that one talks about it again


RATED = (SubjectKind.FOCUS, SubjectKind.PLAN)  # where adults try something, so that one asks what came of it


class FollowUpDone(StrEnum):
    """What happened on the day."""

    HELD = "held"
    POSTPONED = "postponed"


class Effect(StrEnum):
    """What came of what the adults did, as they and the family say it. Never counted together."""

    WORKS = "works"
    PARTLY = "partly"
    NOT = "not"
    WORSE = "worse"
    TOO_EARLY = "too_early"


EFFECT_WORDS = {
    Effect.WORKS: "Det virker",
    Effect.PARTLY: "Det virker lidt",
    Effect.NOT: "Ingen forskel",
    Effect.WORSE: "Det er blevet sværere",
    Effect.TOO_EARLY: "For tidligt at sige",
}


@dataclass(frozen=True, slots=True)
class Review:
    """What was said at a follow-up. ``goals`` is goal -> what came of it; ``reason`` why it was put off."""

    on: date | None = None
    effect: Effect | None = None
    goals: Mapping[Id, Effect] = field(default_factory=dict)
    note: str = ""
    reason: str = ""
    next_on: date | None = None  # None: one does not look again


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up: of a focus point or plan (by its first version), an assessment, a visit or an agreement."""

    id: Id
    subject_id: Id
    kind: FollowUpDone
    author_id: Id
    author_name: str
    written_at: datetime
    review: Review


class Subject(NamedTuple):
    """Something to look at again, as lists need it: nothing of what is written in it.

    ``on`` is the day: of the newest follow-up, or its own where it was written, or corrected, after that. None: it is
    over, or nobody set a day. ``version_id`` is the record that says it now, ``newest_id`` the newest follow-up.
    """

    id: Id
    kind: SubjectKind
    child_id: Id | None  # None: of a whole group
    group_id: Id | None
    context: Context
    version_id: Id
    on: date | None
    responsible_id: Id | None  # None: the team, or somebody without a login
    newest_id: Id | None = None
    put_off: bool = False  # the newest follow-up put it off
    concern_id: Id | None = None  # of what was agreed on in a forum: who sees the concern sees it, and nobody else


class When(StrEnum):
    """How a day lies to today."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"  # within seven days
    LATER = "later"


def when(on: date, today: date) -> When:
    """How ``on`` lies to ``today``. A PC whose clock was set back shows less as late, and nothing is gone."""
    if on < today:
        return When.LATE
    if on == today:
        return When.TODAY
    return When.SOON if on <= today + SOON else When.LATER


def check_review(review: Review, kind: SubjectKind, *, today: date, started: date, goals: Collection[Id] = ()) -> None:
    """Raise ``KnownError`` unless a follow-up says when it was held, what came of it, and when one looks again.

    ``started`` is the day on which what is looked at began; ``goals`` are those of a plan. Who ends it says in words
    what came of it.
    """
    check_notes(review.note)
    held = review.on or today
    if held > today:
        raise KnownError(NOT_YET)
    if held < started <= today:  # a plan that begins later may be talked about before that
        raise KnownError(BEFORE_START, day=long_date(started))
    rated = all(goal in review.goals for goal in goals) if goals else review.effect is not None
    if kind in RATED and not rated:
        raise KnownError(EFFECT_MISSING)
    if review.next_on is None:
        if not review.note.strip():
            raise KnownError(WORDS_MISSING)
    else:
        _check_next(review.next_on, today)


def check_postponed(to: date | None, reason: str, today: date) -> None:
    """Raise ``KnownError`` unless it is put off to a day that comes, with a reason."""
    check_notes(reason)
    if to is None:
        raise KnownError(NEXT_MISSING)
    _check_next(to, today)
    if not reason.strip():
        raise KnownError(REASON_MISSING)


def _check_next(day: date, today: date) -> None:
    if day <= today:
        raise KnownError(NEXT_MISSING)
    if day > today + FARTHEST:
        raise KnownError(TOO_FAR, day=long_date(day))
