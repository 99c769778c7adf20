"""The factors behind a position on paper: the heaviest of each kind, and how they are known (domain 5.6)."""

from collections.abc import Iterable, Mapping

from opspor.domain.assessment import (
    DURATION_WORDS,
    PROTECTION_WORDS,
    SOURCE_WORDS,
    STRENGTH_WORDS,
    FactorKind,
    FactorSeen,
    Strength,
)

_OF_EACH_KIND = 3


def heaviest(seen: Iterable[FactorSeen], texts: Mapping[str, str]) -> tuple[str, ...]:
    """At most three that strain and three that protect, the heaviest first, each once: what several saw is said as the
    one who saw most of it said it, and never by whom. No note stands among them: a paper without a name reads them too.

    ``texts`` are the words of the form, by code.
    """
    weights = list(Strength)
    most: dict[str, FactorSeen] = {}
    for factor in seen:
        there = most.get(factor.code)
        if there is None or weights.index(factor.strength) > weights.index(there.strength):
            most[factor.code] = factor
    ordered = sorted(most.values(), key=lambda factor: -weights.index(factor.strength))
    kinds = ((FactorKind.RISK, "Belaster", STRENGTH_WORDS), (FactorKind.PROTECTIVE, "Beskytter", PROTECTION_WORDS))
    return tuple(
        f"{what}: {texts[one.code]}. {strength[one.strength]}, {DURATION_WORDS[one.duration].lower()}. "
        f"{SOURCE_WORDS[one.source]}"
        for kind, what, strength in kinds
        for one in [factor for factor in ordered if factor.kind is kind][:_OF_EACH_KIND]
    )
