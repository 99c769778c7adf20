"""What the program would suggest as a child's position, in words, from the factors that are described (domain 2.7).

It is shown after one's own choice, beside "Det er dig, der vælger", and is never stored. It holds no score: the rules
ask whether one strain is severe and lasts, and whether several fall together. The sources say that number, duration and
interplay count and that one thing seldom decides; they give no thresholds. Those here are ours (P), and the position
form says so.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import product

from opspor.domain.assessment import Duration, FactorKind, FactorSeen, Position, Source, Strength
from opspor.domain.child import AgeBand
from opspor.domain.text import count_of

# The recent events of rule 3: a loss, a break-up or move, a first time that is too hard (and its code in version 1).
EVENTS = frozenset({"R_FAM_TAB", "R_FAM_BRUD", "R_FAM_FOERSTE_TID", "R_FAM_FOEDSELSDEP"})
REMINDERS = {
    AgeBand.FROM_0_TO_2: "De mindste kan ikke selv sige til og klarer sig ikke uden de voksne. Se en ekstra gang.",
    AgeBand.FROM_14_TO_17: "I den alder kan det svære være godt skjult. Spørg den unge selv.",
}

_ENDURING = (Duration.MONTHS, Duration.LASTING)
_STRENGTHS = tuple(Strength)
_DURATION_WORDS = {
    Duration.LASTING: ("langvarig", "langvarige"),
    Duration.MONTHS: ("vedvarende", "vedvarende"),
    Duration.RECENT: ("ny", "nye"),
}
_STRENGTH_WORDS = {
    Strength.SEVERE: ("alvorlig", "alvorlige"),
    Strength.MODERATE: ("moderat", "moderate"),
    Strength.LIGHT: ("let", "lette"),
}


@dataclass(frozen=True, slots=True)
class FactorPart:
    """A factor as far as it is described: None is not chosen yet."""

    code: str
    kind: FactorKind
    strength: Strength | None = None
    duration: Duration | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion in words. Never stored, never a result.

    ``position`` is None while "ikke udsat" would rest on an answer that is missing: then nothing is suggested.
    ``open_answers`` are the factor codes and question ids whose missing answer could change it.
    """

    position: Position | None
    words: str  # "2 vedvarende, moderate; 1 beskyttende"
    why: str
    reminders: tuple[str, ...]
    open_answers: tuple[str, ...]


class _Weight(IntEnum):
    """How one strain enters the rules: an order, nothing is added up."""

    NONE = 0
    SOME = 1
    HEAVY = 2  # moderate and enduring, or severe and new
    SEVERE = 3  # severe and enduring


def suggest(
    factors: Iterable[FactorSeen | FactorPart],
    help_given: bool,
    band: AgeBand | None,
    unanswered: Collection[str] = (),
    help_question: str = "",
) -> Suggestion:
    """What domain 2.7 would suggest. Total; the order of the factors does not matter.

    Args:
        factors: From one sheet or from several: a factor that two people saw counts once, as the heavier of them saw
            it. Without a strength or duration it counts as light and new. Hearsay and what is over do not count.
        help_given: The municipality is known to support the child because something is hard.
        band: For the reminder about the ages that are exposed more often.
        unanswered: Ids of the questions with no answer or "ved ikke"; each may hide one factor.
        help_question: The one among them that asks about ``help_given``.
    """
    parts = [FactorPart(f.code, f.kind, f.strength, f.duration, f.source) for f in factors]
    counting = [part for part in parts if part.source is not Source.HEARSAY]
    position, why = _rules(counting, help_given)
    open_answers = _open_answers(counting, help_given, unanswered, help_question)
    no_false_calm = position is Position.NOT_EXPOSED and bool(open_answers)  # design section 11, rule 7
    return Suggestion(
        position=None if no_false_calm else position,
        words=_words(parts, help_given),
        why="Noget er ikke besvaret endnu, og det kan ændre forslaget." if no_false_calm else why,
        reminders=(REMINDERS[band],) if band in REMINDERS else (),
        open_answers=open_answers,
    )


def _rules(factors: Sequence[FactorPart], help_given: bool) -> tuple[Position, str]:
    """The position by rules 2–5, and the one that decided, in a sentence."""
    shields = {f.code for f in factors if _holds(f)}
    strong = any(_holds(f) and f.strength is Strength.SEVERE for f in factors)
    weights: dict[str, _Weight] = {}
    for factor in factors:
        if weight := _weigh(factor, strong):
            weights[factor.code] = max(weight, weights.get(factor.code, weight))
    heavy = sum(weight >= _Weight.HEAVY for weight in weights.values())
    severe = _Weight.SEVERE in weights.values()
    event = any(f.code in EVENTS and f.code in weights and f.duration is Duration.RECENT for f in factors)
    lost = any(f.kind is FactorKind.PROTECTIVE and f.duration is Duration.EARLIER for f in factors)
    if help_given:
        return Position.EXPOSED, "Kommunen støtter allerede barnet eller familien, fordi noget er svært."
    if (severe or heavy >= 3) and strong and len(shields) > len(weights):
        return Position.POTENTIALLY_EXPOSED, "Meget belaster, men det, der beskytter, vejer tydeligt op for det."
    if severe:
        return Position.EXPOSED, (
            "Mindst én belastning er alvorlig og har varet i over tre måneder, "
            "eller den er moderat og har varet i over et år."
        )
    if heavy >= 3:
        return Position.EXPOSED, "Mindst tre belastninger vejer tungt på samme tid."
    if heavy:
        return (
            Position.POTENTIALLY_EXPOSED,
            "Mindst én belastning vejer tungt, fordi den er stor eller har varet længe.",
        )
    if event:
        return Position.POTENTIALLY_EXPOSED, "Der er for nylig sket noget stort i barnets liv."
    if len(weights) >= 2:
        return Position.POTENTIALLY_EXPOSED, "Flere lettere belastninger falder sammen."
    if weights and lost:
        return Position.POTENTIALLY_EXPOSED, "Noget belaster, og noget, der beskyttede barnet, er faldet væk."
    if weights:
        return Position.NOT_EXPOSED, "Det, der belaster, er let eller nyt og står alene."
    return Position.NOT_EXPOSED, "Der er ikke beskrevet noget, der belaster barnet nu."


def _holds(factor: FactorPart) -> bool:
    """Whether it protects, and has done so for some time."""
    protects = factor.kind is FactorKind.PROTECTIVE and factor.duration in _ENDURING
    return protects and factor.strength in (Strength.MODERATE, Strength.SEVERE)


def _weigh(factor: FactorPart, strong_protection: bool) -> _Weight:
    """Rule 5: over a year lifts one step; under three months with strong protection lowers one."""
    if factor.kind is not FactorKind.RISK or factor.duration is Duration.EARLIER:
        return _Weight.NONE
    enduring = factor.duration in _ENDURING
    step = _STRENGTHS.index(factor.strength or Strength.LIGHT)
    if factor.duration is Duration.LASTING:
        step += 1
    elif strong_protection and not enduring:
        step -= 1
    if step < 0:
        return _Weight.NONE
    if step >= _STRENGTHS.index(Strength.SEVERE):
        return _Weight.SEVERE if enduring else _Weight.HEAVY
    return _Weight.HEAVY if enduring and step else _Weight.SOME


def _open_answers(
    factors: Sequence[FactorPart], help_given: bool, unanswered: Collection[str], help_question: str
) -> tuple[str, ...]:
    """The missing answers that could change the suggestion, found by trying every answer to each of them.

    When none can alone, but all of them together can, they are all named. What all together can do shows at the two
    ends, the most straining answers and the most protecting, because a strain never lowers and protection never raises.
    """
    now, _ = _rules(factors, help_given)

    def changes(tried: Iterable[FactorPart], helped: bool = help_given) -> bool:
        return _rules([*tried], helped)[0] is not now

    begun = [(i, f) for i, f in enumerate(factors) if f.strength is None or f.duration is None]
    missing = [f.code for _, f in begun] + list(unanswered)
    alone = [
        f.code for i, f in begun if any(changes([*factors[:i], whole, *factors[i + 1 :]]) for whole in _completed(f))
    ]
    for question in unanswered:
        hidden = [whole for kind in FactorKind for whole in _completed(FactorPart(question, kind))]
        if changes(factors, True) if question == help_question else any(changes([*factors, f]) for f in hidden):
            alone.append(question)
    if alone or not missing:
        return tuple(dict.fromkeys(alone))
    hiding = [question for question in unanswered if question != help_question]
    ends = (
        changes(
            [*(_at_end(f, kind) for f in factors), *(_at_end(FactorPart(q, kind), kind) for q in hiding)],
            helped=help_given or (kind is FactorKind.RISK and help_question in unanswered),
        )
        for kind in FactorKind
    )
    return tuple(dict.fromkeys(missing)) if any(ends) else ()


def _completed(factor: FactorPart) -> Iterator[FactorPart]:
    """The factor with every possible answer in place of what is missing."""
    strengths = [factor.strength] if factor.strength else _STRENGTHS
    durations = [factor.duration] if factor.duration else tuple(Duration)
    for strength, duration in product(strengths, durations):
        yield replace(factor, strength=strength, duration=duration)


def _at_end(factor: FactorPart, end: FactorKind) -> FactorPart:
    """The factor with the answer in place of what is missing that makes most of ``end``."""
    most = factor.kind is end
    over = Duration.EARLIER  # a strain that is over does not count, a protection that is over has been lost
    return replace(
        factor,
        strength=factor.strength or (Strength.SEVERE if most else Strength.LIGHT),
        duration=factor.duration or (Duration.LASTING if most else over),
    )


def _words(factors: Sequence[FactorPart], help_given: bool) -> str:
    """``2 vedvarende, moderate; 1 beskyttende``: how many of which kind, each code once, as its heaviest was seen."""
    known = [f for f in factors if f.source is not Source.HEARSAY]
    strains = {f.code: f for f in sorted(known, key=_heaviness) if f.kind is FactorKind.RISK}  # the heaviest comes last
    rows = Counter(_said(f) for f in sorted(strains.values(), key=_heaviness, reverse=True))
    none_now = all(f.duration is Duration.EARLIER for f in strains.values())
    protective = {f.code for f in known if f.kind is FactorKind.PROTECTIVE and f.duration is not Duration.EARLIER}
    hearsay = {f.code for f in factors} - {f.code for f in known}
    parts = [
        *(["ingen belastende nu"] if none_now else []),
        *(count_of(number, one, many) for (one, many), number in rows.items()),
        f"{len(protective) or 'ingen'} beskyttende",
        *(["støtte fra kommunen"] if help_given else []),
        *([count_of(len(hearsay), "rygte, der ikke tæller", "rygter, der ikke tæller")] if hearsay else []),
    ]
    return "; ".join(parts)


def _said(factor: FactorPart) -> tuple[str, str]:
    """One and several strains like this one, in words."""
    if factor.duration is Duration.EARLIER:
        return "tidligere", "tidligere"
    if factor.duration is None or factor.strength is None:
        return "ikke beskrevet færdig", "ikke beskrevet færdig"
    (one, many), (lone, more) = _DURATION_WORDS[factor.duration], _STRENGTH_WORDS[factor.strength]
    return f"{one}, {lone}", f"{many}, {more}"


def _heaviness(factor: FactorPart) -> tuple[int, int, int]:
    """An order for the words alone, so that they do not depend on the order of the factors."""
    duration = list(Duration).index(factor.duration) + 1 if factor.duration else 0
    strength = _STRENGTHS.index(factor.strength) + 1 if factor.strength else 0
    return _weigh(factor, strong_protection=False), strength, duration
