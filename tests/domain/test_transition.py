"""What an overgangsbeskrivelse needs before it goes anywhere, and what the municipality's rule needs."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.transition import Basis, Line, LinePart, Rule, Way, Wish, check_rule, check_wish

TODAY = date(2026, 3, 17)
WISH = Wish(
    Way.TO_SCHOOL, "Kanariskolen", {"strengths": "Bygger", "friends": "Åse", "helps": " "},
    frozenset({"strengths", "helps"}), read_by="mor", read_on=TODAY,
)  # fmt: skip
JUDGED = Line("judged:1", LinePart.JUDGED, "Forår", "Udsat")
SAID = Line("words:1", LinePart.CHILD, "", "Jeg vil")


def test_only_what_is_written_and_ticked_goes_along() -> None:
    assert WISH.goes_along == {"strengths": "Bygger"}
    assert Wish().goes_along == {}
    check_wish(WISH, TODAY)
    check_wish(replace(WISH, chosen=frozenset(), lines=(SAID,)), TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"chosen": frozenset()}, "OVERGANG-TOM"),
        ({"chosen": frozenset({"helps"})}, "OVERGANG-TOM"),
        ({"way": None}, "OVERGANG-HVORHEN"),
        ({"to": " "}, "OVERGANG-HVORHEN"),
        ({"read_by": ""}, "OVERGANG-FORAELDRE"),
        ({"read_on": None}, "OVERGANG-FORAELDRE"),
        ({"read_on": date(2026, 3, 18)}, "OVERGANG-DAG"),
        ({"lines": (JUDGED,)}, "OVERGANG-GRUND"),
        ({"lines": (JUDGED,), "because": " "}, "OVERGANG-GRUND"),
    ],
)
def test_what_is_missing_is_said(change: dict[str, object], code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_wish(replace(WISH, **change), TODAY)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_position_goes_along_with_a_reason() -> None:
    check_wish(replace(WISH, lines=(JUDGED,), because="Skolen skal kende de faste voksne"), TODAY)


def test_a_rule_has_its_words_and_a_day_that_has_come() -> None:
    check_rule(Rule(), TODAY)
    whole = Rule(Basis.LAW, "Kommunens retningslinje", TODAY)
    check_rule(whole, TODAY)
    for change, code in (
        ({"words": " "}, "OVERGANG-REGEL"),
        ({"checked_on": None}, "OVERGANG-REGEL"),
        ({"checked_on": date(2026, 3, 18)}, "OVERGANG-SET"),
    ):
        with pytest.raises(KnownError) as refused:
            check_rule(replace(whole, **change), TODAY)
        assert refused.value.code == code
