"""Looking again: that it was done and what came of it, or that it was put off and why. Nothing disappears by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.ids import Id


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
