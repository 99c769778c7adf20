"""At most three factors that strain and three that protect, the heaviest first, and nobody's note."""

from opspor.domain.assessment import Certainty, Duration, FactorKind, FactorSeen, Source, Strength
from opspor.usecases.factor_words import heaviest

TEXTS = {f"{kind}{number}": f"{kind} {number}" for kind in "RB" for number in range(5)}


def seen(code: str, strength: Strength = Strength.MODERATE, note: str = "") -> FactorSeen:
    kind = FactorKind.RISK if code.startswith("R") else FactorKind.PROTECTIVE
    return FactorSeen(code, kind, strength, Duration.MONTHS, Source.PARENT, Certainty.KNOWN, note)


def test_a_factor_says_how_much_for_how_long_and_how_it_is_known() -> None:
    assert heaviest([seen("R1", note="Kanari")], TEXTS) == (
        "Belaster: R 1. Moderat, 3 til 12 måneder. En forælder har fortalt det",
    )
    assert heaviest([seen("B1", Strength.SEVERE)], TEXTS) == (
        "Beskytter: B 1. Meget, 3 til 12 måneder. En forælder har fortalt det",
    )


def test_the_heaviest_three_of_each_kind_stand_and_what_strains_comes_first() -> None:
    light = [seen(f"{kind}{number}", Strength.LIGHT) for kind in "BR" for number in range(4)]
    said = heaviest([*light, seen("R4", Strength.SEVERE)], TEXTS)
    assert [line.split(". ")[0] for line in said] == [
        "Belaster: R 4", "Belaster: R 0", "Belaster: R 1", "Beskytter: B 0", "Beskytter: B 1", "Beskytter: B 2",
    ]  # fmt: skip


def test_what_several_saw_stands_once_as_the_one_who_saw_most_of_it() -> None:
    said = heaviest([seen("R1", Strength.LIGHT), seen("R1", Strength.SEVERE), seen("R1")], TEXTS)
    assert said == ("Belaster: R 1. Alvorlig, 3 til 12 måneder. En forælder har fortalt det",)
