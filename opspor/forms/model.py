"""The shape of every form definition: what a TOML file in ``forms/`` may say.

msgspec reads the file into these and names the path of what does not fit. Text is Danish and stands in place;
ids are permanent ASCII.
"""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from opspor.domain.assessment import Context, FactorKind, FormRef, Position, Trivsel
from opspor.domain.beredskab import Certainty, Guard, StepKind, Telling, Track
from opspor.domain.child import AgeBand
from opspor.domain.concern import Danger


class Dimension(StrEnum):
    """The four sides of trivsel (domain 1.9)."""

    EMOTIONAL = "emotional"
    SOCIAL = "social"
    COGNITIVE = "cognitive"
    PHYSICAL = "physical"


DIMENSION_WORDS = {
    Dimension.EMOTIONAL: "Følelser",
    Dimension.SOCIAL: "Fællesskab",
    Dimension.COGNITIVE: "Tanke og sprog",
    Dimension.PHYSICAL: "Krop",
}


class Condition(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"all_": "all", "any_": "any", "not_": "not", "is_": "is", "in_": "in"},
):
    """A small tree that says when something is shown; exactly one operator a node, total, no eval.

    In TOML the operators are ``all``, ``any``, ``not``, ``is``, ``in`` and ``at_least``; the last three look at
    ``fact``. A fact that is not known compares false.
    """

    all_: "tuple[Condition, ...] | None" = None
    any_: "tuple[Condition, ...] | None" = None
    not_: "Condition | None" = None
    fact: str | None = None
    is_: str | bool | int | None = None
    in_: tuple[str, ...] | None = None
    at_least: int | None = None


class Sign(Struct, frozen=True, forbid_unknown_fields=True):
    """One sign of trivsel, with two or three lines of how it looks and of what calls for attention."""

    id: str
    dimension: Dimension
    text: str
    looks_like: tuple[str, ...]
    calls_for_attention: tuple[str, ...]
    beredskab: bool = False  # what calls for attention here belongs in the beredskabsplan at once


class TrivselForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The signs of one age band."""

    ref: FormRef
    title: str
    band: AgeBand
    sign: tuple[Sign, ...]


class PositionQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the five short questions that are always asked; the factors stand behind it.

    The answer (``Seen``) is about what strains. ``protects`` asks for the other side with equal weight and has no
    answer of its own, so that it costs an untroubled child no keystroke: what is seen there is a protective factor.
    """

    id: str
    text: str
    help: str
    looks_like: tuple[str, ...]  # how a strain may look
    protects: str | None = None  # not there in version 1
    protects_like: tuple[str, ...] = ()
    support: bool = False  # "noget" here means that the municipality has granted support: suggestion.suggest


class Factor(Struct, frozen=True, forbid_unknown_fields=True):
    """A risk or protective factor, worded as its effect on this child."""

    code: str
    kind: FactorKind
    question: str  # id of the position question it stands behind
    text: str
    effect: str  # "fx …": what the effect on the child may look like
    source: str  # keys of docs/sources, not shown to staff


class HardFlag(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is never settled inside the matrix: it opens the beredskabsplan at once (domain 2.8).

    It is no answer and is never kept with the assessment. ``topic`` and ``danger`` are there only where the flag itself
    answers the question of the beredskabsplan; None means that it is asked, as nothing is filled in beforehand. With
    ``Track.EMPLOYEE`` there is guidance only and nothing is stored (design section 11, rule 3).
    """

    code: str
    text: str  # what somebody has seen or heard
    help: str
    topic: Track | None = None
    danger: Danger | None = None


class PositionForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The five position questions, the factors behind them, and what leaves the matrix."""

    ref: FormRef
    title: str
    meaning: str
    question: tuple[PositionQuestion, ...]
    factor: tuple[Factor, ...]
    flag: tuple[HardFlag, ...] = ()  # version 1 has none


class EnvironmentQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question about the adults and the frame, never about the child."""

    id: str
    text: str
    help: str


class EnvironmentForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The learning-environment questions."""

    ref: FormRef
    title: str
    question: tuple[EnvironmentQuestion, ...]


class PupilQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question to the pupil about the own everyday: four answers, or with ``free`` the pupil's own words."""

    id: str
    text: str
    help: str | None = None
    free: bool = False


class PupilForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a pupil is asked. ``before`` is said first: what it is for, who sees it, and that one may say no."""

    ref: FormRef
    title: str
    faces: bool  # the answers have a face beside their words
    together: bool = False  # an adult sits along, reads aloud, and holds the PC
    before: tuple[str, ...]
    talk_to: tuple[str, ...]
    thanks: str
    question: tuple[PupilQuestion, ...]


class VisitTopic(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a visit looks at: how it looks when it goes well, and what is worth talking about.

    It stands on the screen that the parents see, unless it is written ``afterwards``.
    """

    id: str
    text: str
    looks_like: tuple[str, ...]
    worth_a_talk: tuple[str, ...]
    afterwards: bool = False


class VisitForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one type of home visit looks at; ``intro`` is said to the parents first."""

    ref: FormRef
    title: str
    intro: str
    topic: tuple[VisitTopic, ...]

    @property
    def shared(self) -> tuple[VisitTopic, ...]:
        """The topics that are looked at together with the parents."""
        return tuple(topic for topic in self.topic if not topic.afterwards)

    @property
    def later(self) -> tuple[VisitTopic, ...]:
        """The topics that are written afterwards."""
        return tuple(topic for topic in self.topic if topic.afterwards)


class PracticeKey(Struct, frozen=True, forbid_unknown_fields=True):
    """What an experienced colleague would say of a practice case: a comment to talk about, never a verdict."""

    position: Position
    position_why: str
    trivsel: Trivsel
    trivsel_why: str
    against: tuple[str, ...]  # what speaks for another placing
    unknown: tuple[str, ...]  # what nobody knows yet
    next: tuple[str, ...]  # what one would ask or do next
    slips: tuple[str, ...]  # how one easily goes wrong


class PracticeForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A made-up child to practise on. ``story`` is what staff see and hear, a fact a line, and no judgement."""

    ref: FormRef
    title: str
    band: AgeBand
    context: Context
    story: tuple[str, ...]
    ask: str
    key: PracticeKey


class DangerAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to the danger question and what the next page says."""

    danger: Danger
    text: str
    help: str
    say: tuple[str, ...]  # what to do now, in order; empty for "nej"
    call: tuple[str, ...]  # keys of phone numbers: "112", "114", "municipality", "leader"


class Dont(Struct, frozen=True, forbid_unknown_fields=True):
    """What is not to be done, and what in the program keeps it (domain 3.5)."""

    text: str
    guard: Guard


class WayOn(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a step leads: to a step (its id), to another track (``track:honour``), or to the ``end``.

    ``answer`` is kept as the outcome of a step with several ways, ``text`` is what the person chooses. A way back
    (``again``) asks for the day when one looks again.
    """

    to: str
    answer: str = ""
    text: str = ""
    again: bool = False


class TrackStepForm(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a track. ``why`` is one sentence; ``write`` is what to write down."""

    id: str
    kind: StepKind
    title: str
    text: str
    why: str
    do: tuple[str, ...]
    dont: tuple[Dont, ...]
    who: str  # who decides, or does it
    deadline: str  # in words: "nu", "i dag"
    write: tuple[str, ...]
    next: tuple[WayOn, ...]
    working_days: int | None = None  # when the deadline is counted from the day the step before was done
    rule: str | None = None  # id in the law list, which then gives the deadline


class TrackForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One track of the beredskabsplan; its id is a ``Track`` with "-" for "_". It begins with its first step."""

    ref: FormRef
    title: str
    help: str  # when it is this one
    checked_on: str  # ISO date: when it was last gone through
    telling: Telling  # as in ``domain.beredskab.TELLING``: the checker proves it
    tell: str  # who may be told, and who says when
    do: tuple[str, ...]
    dont: tuple[Dont, ...]  # they stand on top, on every page of the track
    call: tuple[str, ...]  # keys of phone numbers
    step: tuple[TrackStepForm, ...]

    @property
    def track(self) -> Track:
        """Which one it is."""
        return Track(self.ref.id.replace("-", "_"))


class WayIn(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer of the first minute: ``to`` is a track, or ``question:<id>``."""

    text: str
    help: str
    to: str


class FirstQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the questions that lead to the right track."""

    id: str
    text: str
    help: str
    answer: tuple[WayIn, ...]


class Degree(Struct, frozen=True, forbid_unknown_fields=True):
    """How sure one is: what it means, examples, and what follows (domain 3.2)."""

    certainty: Certainty
    text: str
    example: tuple[str, ...]
    then: str


class FirstMinuteForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The danger question, at most four questions to the right track, and the degrees of certainty."""

    ref: FormRef
    title: str
    checked_on: str
    danger_question: str
    danger_help: str
    danger: tuple[DangerAnswer, ...]
    question: tuple[FirstQuestion, ...]  # it begins with the first
    degree: tuple[Degree, ...]
    always_dont: tuple[Dont, ...]


class SectionKind(StrEnum):
    """What a section of a paper is made of. TEXT is typed; the others are filled from the records."""

    TEXT = "text"
    YES_NO = "yes_no"  # answered by one of two words, and in words where the section asks for them
    URGENT = "urgent"  # haster / haster ikke
    CHILD = "child"
    CARERS = "carers"
    INTERPRETER = "interpreter"
    REPORTER = "reporter"
    OBSERVATIONS = "observations"
    CHILDS_WORDS = "childs_words"
    EFFORTS = "efforts"  # what was tried, chosen from focus points, plans and talks with parents
    EARLIER = "earlier"  # earlier underretninger and what became of them
    CARERS_INFORMED = "carers_informed"
    CHILD_INFORMED = "child_informed"
    POSITION = "position"
    TRIVSEL = "trivsel"
    SHARING_BASIS = "sharing_basis"
    SIGNATURE = "signature"
    MINUTES = "minutes"  # empty lines, filled in by hand at the meeting


class Anonymous(StrEnum):
    """What happens to a section in the anonymous version."""

    KEEP = "keep"
    COARSEN = "coarsen"  # whole years, "for ca. 3 uger siden", no names
    DROP = "drop"


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """One section of a paper.

    ``yes`` and ``no`` are the two answers of ``YES_NO``, and ``because`` those of them that ask for a reason.
    """

    id: str
    kind: SectionKind
    title: str
    help: str
    group: str | None = None  # the heading over this section and those after it that name the same
    yes: str | None = None
    no: str | None = None
    because: tuple[Literal["yes", "no"], ...] = ()
    says: str | None = None  # what stands in the section on paper, whatever is written
    required: bool = True
    could_not: bool = False  # may be answered by "kunne ikke indhentes, fordi …"
    limit: int | None = None  # characters; the one-page brief has one for every text
    anonymous: Anonymous = Anonymous.KEEP
    when: Condition | None = None


class DocumentForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A paper: its sections in order."""

    ref: FormRef
    title: str
    intro: str
    one_page: bool
    section: tuple[Section, ...]


Form = (
    TrivselForm
    | PositionForm
    | EnvironmentForm
    | DocumentForm
    | PupilForm
    | VisitForm
    | PracticeForm
    | TrackForm
    | FirstMinuteForm
)
