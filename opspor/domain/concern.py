"""A concern: what was seen and heard, the two first questions, and the track that follows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict

from opspor.domain.beredskab import TELLING, Telling, Track
from opspor.domain.ids import Id


class Danger(StrEnum):
    """The first question has three answers (design section 11, rule 8)."""

    NOW = "now"  # fare nu: 112
    NOT_SAFE_HOME = "not_safe_home"  # kan ikke trygt gå hjem i dag: kommunen, efter lukketid 114
    NO = "no"


# Where there is no suspicion against anybody, those who see the child see the concern too.
SHARED = frozenset({Track.GENERAL, Track.ABSENCE, Track.SELF_HARM, Track.UNBORN})


def parents_may_be_told(track: Track) -> bool:
    """False where neither parents nor a suspect may be told until somebody has decided it (domain 3.3, 3.5 items 1, 2
    and 9)."""
    return TELLING[track] is Telling.OPENLY


@dataclass(frozen=True, slots=True)
class Observation:
    """Something seen or heard, apart from any judgement. ``seen_at`` is when it happened, to the minute if known."""

    id: Id
    child_id: Id | None
    concern_id: Id | None
    author_id: Id
    author_name: str
    seen_at: datetime
    written_at: datetime
    place: str
    text: str


class HowSaid(StrEnum):
    """How a child came to say something: what a reader must know to weigh it (domain 4.4)."""

    SPONTANEOUS = "spontaneous"
    OPEN_QUESTION = "open_question"
    PICTURES = "pictures"
    PLAY = "play"


HOW_SAID_WORDS = {
    HowSaid.SPONTANEOUS: "Barnet sagde det af sig selv",
    HowSaid.OPEN_QUESTION: "Svar på et åbent spørgsmål",
    HowSaid.PICTURES: "Ved et billedark",
    HowSaid.PLAY: "Under leg",
}


@dataclass(frozen=True, slots=True)
class ChildsWords:
    """What the child said, word for word, and what it was asked, word for word (domain 3.4, 4.4)."""

    id: Id
    child_id: Id | None
    concern_id: Id | None
    author_id: Id
    author_name: str
    said_at: datetime
    written_at: datetime
    place: str
    words: str
    asked: str
    how: HowSaid | None = None  # None: not noted
    asked_by: str = ""  # somebody else than the author, in words

    @property
    def came_about(self) -> str:
        """``Svar på et åbent spørgsmål. Spurgt af psykologen: »Hvad laver I?«``; empty where nothing is noted."""
        how = f"{HOW_SAID_WORDS[self.how]}." if self.how else ""
        who = f"Spurgt af {self.asked_by}" if self.asked_by else "Spurgt"
        asked = f"{who}: »{self.asked}«" if self.asked else f"{who}." if self.asked_by else ""
        return " ".join(filter(None, (how, asked)))


class StepState(StrEnum):
    """Where a step of a track stands."""

    OPEN = "open"
    DONE = "done"
    NOT_RELEVANT = "not_relevant"  # always with a note


@dataclass(frozen=True, slots=True)
class TrackStep:
    """What was done about one step of the track; ``note`` says who, when and how.

    ``outcome`` is the way on that was chosen, where the step has several; ``again_on`` the day one looks again.
    """

    step_id: str
    state: StepState
    note: str
    author_name: str
    written_at: datetime
    outcome: str = ""
    again_on: date | None = None


def standing(noted: Iterable[TrackStep]) -> dict[str, TrackStep]:
    """step id -> its newest note, in the order in which these were written."""
    newest: dict[str, TrackStep] = {}
    for step in noted:
        newest.pop(step.step_id, None)
        newest[step.step_id] = step
    return newest


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern about a child in the vault (``child_id``) or about a typed name. ``label`` is neutral and may be shown
    where parents see the screen: it holds no name.

    ``id``, author and times are those of its first record, also after it was linked to a child. ``kept_to`` are the
    people it is kept to beside author and leader; None where its track alone decides.
    """

    id: Id
    child_id: Id | None
    typed_name: str
    author_id: Id
    author_name: str
    danger: Danger
    track: Track
    seen_at: date
    written_at: datetime
    what: str
    closed_at: datetime | None
    kept_to: frozenset[Id] | None = None

    @property
    def is_shared(self) -> bool:
        """Whether those who see the child see it too. What is written within another one stays within it."""
        return self.track in SHARED and self.kept_to is None

    @property
    def label(self) -> str:
        """``Bekymring fra 3.11.2026``"""
        return f"Bekymring fra {self.written_at.day}.{self.written_at.month}.{self.written_at.year}"


class Owners(TypedDict):
    """Whose a concern is, in the words of ``access.may``."""

    groups: Collection[Id]
    author: Id | None
    named: Collection[Id]


def owners(concern: Concern, child_groups: Collection[Id]) -> Owners:
    """Whose a concern is: the child's groups', but not where there is a suspicion or where it is kept to named people.

    The author's always, and the leader reaches all (design section 11, rule 2). About an employee it is nobody's: so
    only who is a leader now reaches it, also where they wrote it themselves before (domain 3.8).
    """
    if concern.track is Track.EMPLOYEE:
        return Owners(groups=(), author=None, named=())
    return Owners(
        groups=child_groups if concern.is_shared else (), author=concern.author_id, named=concern.kept_to or ()
    )
