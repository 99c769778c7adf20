"""The trivselsvurdering: what one person sees, where the team differs, and what it agrees on.

Position describes the child's surroundings, trivsel how the child is doing. They are two questions and are never
merged; nothing is added up to a number, and the joint assessment is never computed from the own ones (domain 1.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id

MIN_ASSESSORS = 2  # domain 1.2; one is enough for dagpleje and home visits, with a reason


class Position(StrEnum):
    """The child's surroundings in one context (seed 000, domain 1.5). Never a property of the child."""

    NOT_EXPOSED = "not_exposed"
    POTENTIALLY_EXPOSED = "potentially_exposed"
    EXPOSED = "exposed"
    UNKNOWN = "unknown"  # "ved ikke nok": a real answer that leads to a task


class Trivsel(StrEnum):
    """How the child is doing. The matrix has two columns; the last two grades share the second."""

    THRIVES = "thrives"
    BEGINNING_MISTRIVSEL = "beginning_mistrivsel"
    MISTRIVSEL = "mistrivsel"
    UNKNOWN = "unknown"


class Context(StrEnum):
    """Where the child is seen. Two contexts stand side by side and are never merged (domain 1.4)."""

    DAYCARE = "daycare"
    SCHOOL = "school"
    AFTER_SCHOOL = "after_school"
    HOME = "home"


class Seen(StrEnum):
    """The answer to one of the five position questions."""

    NOTHING = "nothing"
    SOMETHING = "something"
    UNKNOWN = "unknown"


class Often(StrEnum):
    """How often a sign is seen."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"
    UNKNOWN = "unknown"


class FactorKind(StrEnum):
    """Whether a factor strains or protects."""

    RISK = "risk"
    PROTECTIVE = "protective"


class Strength(StrEnum):
    """How much a factor affects this child (domain 2.6)."""

    LIGHT = "light"
    MODERATE = "moderate"
    SEVERE = "severe"


class Duration(StrEnum):
    """For how long (domain 2.6)."""

    RECENT = "recent"  # under 3 months
    MONTHS = "months"  # 3 to 12 months
    LASTING = "lasting"  # over a year
    EARLIER = "earlier"  # over, but known


class Source(StrEnum):
    """Where one knows it from (domain 2.6). Hearsay may be written down as a puzzle and never counts."""

    SEEN = "seen"
    PARENT = "parent"
    CHILD = "child"
    PROFESSIONAL = "professional"
    FILE = "file"
    HEARSAY = "hearsay"


class Certainty(StrEnum):
    """Known or assumed (domain 2.6)."""

    KNOWN = "known"
    ASSUMED = "assumed"


POSITION_WORDS = {
    Position.NOT_EXPOSED: "Ikke udsat",
    Position.POTENTIALLY_EXPOSED: "Potentielt udsat",
    Position.EXPOSED: "Udsat",
    Position.UNKNOWN: "Ved ikke nok",
}
TRIVSEL_WORDS = {
    Trivsel.THRIVES: "Trives",
    Trivsel.BEGINNING_MISTRIVSEL: "Begyndende mistrivsel",
    Trivsel.MISTRIVSEL: "Mistrivsel",
    Trivsel.UNKNOWN: "Ved ikke nok",
}
CONTEXT_WORDS = {
    Context.DAYCARE: "dagtilbud",
    Context.SCHOOL: "skole",
    Context.AFTER_SCHOOL: "SFO",
    Context.HOME: "hjemmet",
}
SEEN_WORDS = {Seen.NOTHING: "Intet set", Seen.SOMETHING: "Noget", Seen.UNKNOWN: "Ved ikke"}
OFTEN_WORDS = {Often.OFTEN: "Ofte", Often.SOMETIMES: "Af og til", Often.RARELY: "Sjældent", Often.UNKNOWN: "Ved ikke"}
STRENGTH_WORDS = {Strength.LIGHT: "Let", Strength.MODERATE: "Moderat", Strength.SEVERE: "Alvorlig"}
DURATION_WORDS = {
    Duration.RECENT: "Under 3 måneder",
    Duration.MONTHS: "3 til 12 måneder",
    Duration.LASTING: "Over et år",
    Duration.EARLIER: "Tidligere, nu ovre",
}
SOURCE_WORDS = {
    Source.SEEN: "Set eller hørt selv",
    Source.PARENT: "En forælder har fortalt det",
    Source.CHILD: "Barnet har fortalt det",
    Source.PROFESSIONAL: "En fagperson har fortalt det",
    Source.FILE: "Står i papirer, vi har",
    Source.HEARSAY: "Rygte",
}
CERTAINTY_WORDS = {Certainty.KNOWN: "Det ved vi", Certainty.ASSUMED: "Det antager vi"}


@dataclass(frozen=True, slots=True)
class FormRef:
    """The exact form an answer was given on: it is shown for ever with that wording."""

    kind: str
    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FactorSeen:
    """A risk or protective factor as its effect on this child, never a parent's record (design 11, rule 11)."""

    code: str
    kind: FactorKind
    strength: Strength
    duration: Duration
    source: Source
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What one person answers about one child, as a draft while typing and unchanged in the record.

    ``answers`` maps the id of a question or sign to the value of ``Seen`` or ``Often``; what is not in it is not
    answered, and stays so.
    """

    context: Context = Context.DAYCARE
    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[FactorSeen, ...] = ()
    position: Position | None = None
    position_reason: str = ""
    trivsel: Trivsel | None = None
    trivsel_reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnAssessment:
    """One person's submitted assessment of one child in one round."""

    id: Id
    child_id: Id
    round_id: Id
    author_id: Id
    author_name: str
    author_title: str
    seen_at: date
    written_at: datetime
    answers: OwnAnswers
    position_form: FormRef
    trivsel_form: FormRef


class FollowUpKind(StrEnum):
    """What the team decides to do. The matrix says which of them a cell expects."""

    NEXT_ROUND = "next_round"
    KEEP_PROTECTION = "keep_protection"
    FOCUS_POINT = "focus_point"
    PARENT_TALK = "parent_talk"
    LEADER_INFORMED = "leader_informed"
    SPARRING = "sparring"
    CONSIDER_UNDERRETNING = "consider_underretning"
    FIND_OUT = "find_out"


FOLLOW_UP_WORDS = {
    FollowUpKind.NEXT_ROUND: "Ses igen i næste runde",
    FollowUpKind.KEEP_PROTECTION: "Hold fast i det, der beskytter, og hold øje",
    FollowUpKind.FOCUS_POINT: "Fokuspunkt: noget, vi voksne gør anderledes",
    FollowUpKind.PARENT_TALK: "Samtale med forældrene",
    FollowUpKind.LEADER_INFORMED: "Lederen orienteres",
    FollowUpKind.SPARRING: "Sparring, fx på distriktstirsdag",
    FollowUpKind.CONSIDER_UNDERRETNING: "Vurdér, om der skal underrettes",
    FollowUpKind.FIND_OUT: "Find ud af mere",
}


@dataclass(frozen=True, slots=True)
class MinorityView:
    """What somebody in the team sees differently, in their own words, with their name."""

    staff_id: Id
    text: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the team agrees on, as a draft while talking and unchanged in the record."""

    context: Context = Context.DAYCARE
    position: Position | None = None
    trivsel: Trivsel | None = None
    reason: str = ""
    minority: tuple[MinorityView, ...] = ()
    participants: tuple[Id, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)  # question id -> "yes" | "partly" | "no" | "unknown"
    environment_note: str = ""
    follow_up: tuple[FollowUpKind, ...] = ()
    follow_up_on: date | None = None
    follow_up_note: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many chose what, and nobody's name: it outlives the own assessments, which are deleted before it.

    ``chosen`` maps "position", "trivsel" and the id of every question and sign that somebody answered to value ->
    how many chose it. Who left an item open is not in it: the difference from ``assessors``.
    """

    assessors: int = 0  # 0: made before the spread was kept
    chosen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JointAssessment:
    """The team's assessment of one child in one round: the record of truth; the own ones stay as background."""

    id: Id
    child_id: Id
    round_id: Id
    author_id: Id
    written_at: datetime
    agreement: Agreement
    environment_form: FormRef
    spread: Spread = field(default_factory=Spread)


NOT_FINISHED = Fault(
    "VURD-MANGLER", "Vurderingen er ikke færdig: {what} mangler. Det, der er valgt, er gemt. Vælg, og prøv igen."
)
TOO_FEW = Fault(
    "VURD-FAA",
    "Den fælles vurdering kan først laves, når alle, der skal vurdere barnet, har afleveret. "
    "Intet er ændret. Bed dem, der mangler, om at gøre deres egen vurdering færdig.",
)
REASON_MISSING = Fault(
    "VURD-GRUND", "Skriv en begrundelse: hvad lagde I vægt på? Det, I har valgt, er gemt som kladde."
)
FOLLOW_UP_MISSING = Fault(
    "VURD-AFTALE", "Vælg, hvad I gør nu, og hvornår I ser på det igen. Det, I har valgt, er gemt som kladde."
)


def check_own(answers: OwnAnswers) -> None:
    """Raise ``KnownError`` unless a position and a trivsel are chosen. Unanswered signs are allowed and stay so."""
    if answers.position is None:
        raise KnownError(NOT_FINISHED, what="position")
    if answers.trivsel is None:
        raise KnownError(NOT_FINISHED, what="trivsel")


def check_joint(agreement: Agreement, own: Sequence[OwnAssessment]) -> None:
    """Raise ``KnownError`` unless the agreement is whole: both axes, a reason, and a follow-up with a date.

    A reason may be left out only where every own assessment says the same and all is well.
    """
    if agreement.position is None:
        raise KnownError(NOT_FINISHED, what="position")
    if agreement.trivsel is None:
        raise KnownError(NOT_FINISHED, what="trivsel")
    all_well = agreement.position is Position.NOT_EXPOSED and agreement.trivsel is Trivsel.THRIVES
    unanimous = all((o.answers.position, o.answers.trivsel) == (agreement.position, agreement.trivsel) for o in own)
    if not agreement.reason.strip() and not (all_well and unanimous):
        raise KnownError(REASON_MISSING)
    if not agreement.follow_up or (agreement.follow_up_on is None and not all_well):
        raise KnownError(FOLLOW_UP_MISSING)


def is_open(assessors: Iterable[Id], submitted: Iterable[Id]) -> bool:
    """True when the sealed first round of a child is over: all who are to assess it have submitted (domain 1.2)."""
    assessors = set(assessors)
    return bool(assessors) and assessors <= set(submitted)


@dataclass(frozen=True, slots=True)
class Difference:
    """One question on which the own assessments differ. ``values`` is author id -> value, "" when not answered."""

    item: str  # "position", "trivsel" or the id of a question or sign
    values: Mapping[Id, str]
    distance: int  # 3 far apart, 2 next to each other, 1 somebody does not know or did not answer


_ORDER: dict[str, int] = {
    Position.NOT_EXPOSED: 0, Position.POTENTIALLY_EXPOSED: 1, Position.EXPOSED: 2,
    Trivsel.THRIVES: 0, Trivsel.BEGINNING_MISTRIVSEL: 1, Trivsel.MISTRIVSEL: 2,
    Often.OFTEN: 0, Often.SOMETIMES: 1, Often.RARELY: 2,
    Seen.NOTHING: 0, Seen.SOMETHING: 2,
}  # fmt: skip


def differences(own: Sequence[OwnAssessment], items: Sequence[str]) -> tuple[Difference, ...]:
    """Where the own assessments differ: position and trivsel first, then ``items`` (the form's order), the
    largest difference first. What all answered alike, or nobody answered, is left out. Nothing is averaged.
    """
    asked = (("position", [o.answers.position or "" for o in own]), ("trivsel", [o.answers.trivsel or "" for o in own]))
    rows = [*asked, *((item, [o.answers.answers.get(item, "") for o in own]) for item in items)]
    found = []
    for place, (item, values) in enumerate(rows):
        if len(set(values)) < 2:
            continue
        known = [_ORDER[v] for v in values if v in _ORDER]
        distance = max(known) - min(known) + 1 if len(set(known)) > 1 else 1
        by_author = {o.author_id: str(v) for o, v in zip(own, values, strict=True)}
        found.append((place >= len(asked), -distance, place, Difference(item, by_author, distance)))
    return tuple(difference for *_, difference in sorted(found, key=lambda f: f[:3]))


def spread_of(own: Sequence[OwnAssessment]) -> Spread:
    """How many of ``own`` chose what on the two axes and on each question and sign, without anybody's name."""
    chosen: dict[str, dict[str, int]] = {}
    for one in own:
        axes = {"position": one.answers.position, "trivsel": one.answers.trivsel}
        for item, value in [*axes.items(), *one.answers.answers.items()]:
            if value:
                counts = chosen.setdefault(item, {})
                counts[str(value)] = counts.get(str(value), 0) + 1
    return Spread(len(own), chosen)
