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
CONTEXT_PLACES = {
    Context.DAYCARE: "i dagtilbuddet",
    Context.SCHOOL: "i skolen",
    Context.AFTER_SCHOOL: "i SFO’en",
    Context.HOME: "derhjemme",
}  # as it is said in a sentence: a position is the child's in that place
SEEN_WORDS = {Seen.NOTHING: "Intet set", Seen.SOMETHING: "Noget", Seen.UNKNOWN: "Ved ikke"}
OFTEN_WORDS = {Often.OFTEN: "Ofte", Often.SOMETIMES: "Af og til", Often.RARELY: "Sjældent", Often.UNKNOWN: "Ved ikke"}
STRENGTH_WORDS = {Strength.LIGHT: "Let", Strength.MODERATE: "Moderat", Strength.SEVERE: "Alvorlig"}
PROTECTION_WORDS = {Strength.LIGHT: "Lidt", Strength.MODERATE: "En del", Strength.SEVERE: "Meget"}  # what protects
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
    strengths: str = ""  # what the child is good at and glad of, in the person's words; never asked for by a rule
    find_out: str = ""  # where an axis is UNKNOWN: what one will find out oneself ...
    find_out_on: date | None = None  # ... and by when

    @property
    def unsure(self) -> bool:
        """Whether an axis is "ved ikke nok", which asks for a task (domain 2.7, item 4)."""
        return self.position is Position.UNKNOWN or self.trivsel is Trivsel.UNKNOWN


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
    """What somebody in the team sees differently, in their own words, with their name.

    ``written_by`` is who was logged in when it was written; somebody else's hand waits until the person says that it
    fits. None: not written in yet, or before that was kept.
    """

    staff_id: Id
    text: str
    written_by: Id | None = None


@dataclass(frozen=True, slots=True)
class ParentView:
    """How one of the child's carers sees it, or why they have not been asked: a full answer too (domain 1.6)."""

    carer_id: Id
    who: str  # name and relation as they were that day
    text: str = ""
    not_asked: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether the one or the other is written."""
        return bool(self.text.strip() or self.not_asked.strip())


@dataclass(frozen=True, slots=True)
class FindOut:
    """What the team does not know yet: a task for one of them, until a day."""

    what: str = ""
    who: Id | None = None
    on: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says what, who and when."""
        return bool(self.what.strip() and self.who and self.on)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the team agrees on, as a draft while talking and unchanged in the record."""

    context: Context = Context.DAYCARE
    position: Position | None = None
    trivsel: Trivsel | None = None
    reason: str = ""
    minority: tuple[MinorityView, ...] = ()
    parents: tuple[ParentView, ...] = ()
    participants: tuple[Id, ...] = ()
    minutes: int | None = None  # how long they talked
    environment: Mapping[str, str] = field(default_factory=dict)  # as the team answered until each adult did alone
    environment_note: str = ""  # what is changed first in the frame
    follow_up: tuple[FollowUpKind, ...] = ()
    follow_up_on: date | None = None
    follow_up_note: str = ""
    find_out: FindOut | None = None


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
FIND_OUT_MISSING = Fault(
    "VURD-FIND-UD",
    "Du har svaret »Ved ikke nok«. Dine svar er gemt som kladde. "
    "Skriv, hvad du vil finde ud af, og hvornår, så kan du aflevere.",
)
NOTE_LIMIT = 20_000  # characters: some six pages
NOTE_TOO_LONG = Fault(
    "VURD-LANG",
    "En tekst er {over} tegn for lang. Det, du har skrevet, står her stadig. Kort den ned, og prøv igen.",
)


def check_own(answers: OwnAnswers) -> None:
    """Raise ``KnownError`` unless a position and a trivsel are chosen. Unanswered signs are allowed and stay so.

    "Ved ikke nok" needs a task with a day, and no note may be longer than ``NOTE_LIMIT`` characters.
    """
    if answers.position is None:
        raise KnownError(NOT_FINISHED, what="position")
    if answers.trivsel is None:
        raise KnownError(NOT_FINISHED, what="trivsel")
    if answers.unsure and not (answers.find_out.strip() and answers.find_out_on):
        raise KnownError(FIND_OUT_MISSING)
    check_notes(
        answers.position_reason, answers.trivsel_reason, answers.strengths, answers.find_out,
        *answers.notes.values(), *(factor.note for factor in answers.factors),
    )  # fmt: skip


def check_notes(*texts: str) -> None:
    """Raise ``KnownError`` when one of the texts is longer than ``NOTE_LIMIT``: a pasted file, not a note."""
    longest = max(map(len, texts), default=0)
    if longest > NOTE_LIMIT:
        raise KnownError(NOTE_TOO_LONG, over=longest - NOTE_LIMIT)


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
