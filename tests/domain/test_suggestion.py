"""The suggestion of domain 2.7: total, explained in words, and never the other way round from what one would expect."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.assessment import Certainty, Duration, FactorKind, FactorSeen, Position, Source, Strength
from opspor.domain.child import AgeBand
from opspor.domain.suggestion import FactorPart, suggest

RISK, PROTECTIVE = FactorKind.RISK, FactorKind.PROTECTIVE
LIGHT, MODERATE, SEVERE = Strength
RECENT, MONTHS, LASTING, EARLIER = Duration
NOT, POTENTIALLY, EXPOSED = Position.NOT_EXPOSED, Position.POTENTIALLY_EXPOSED, Position.EXPOSED
ORDER = {None: 0, NOT: 0, POTENTIALLY: 1, EXPOSED: 2}

CODES = {RISK: ("R_A", "R_B", "R_C", "R_D", "R_FAM_TAB"), PROTECTIVE: ("B_A", "B_B", "B_C", "B_D")}


def seen(
    kind: FactorKind, strength: Strength | None, duration: Duration | None, code: str = "", source: Source = Source.SEEN
) -> FactorPart:
    return FactorPart(code or CODES[kind][0], kind, strength, duration, source)


def factor_of(kind: FactorKind, *durations: Duration) -> st.SearchStrategy[FactorPart]:
    return st.builds(
        FactorPart,
        code=st.sampled_from(CODES[kind]),
        kind=st.just(kind),
        strength=st.sampled_from(Strength),
        duration=st.sampled_from(durations or tuple(Duration)),
        source=st.sampled_from(Source),
    )


WHOLE = st.lists(factor_of(RISK) | factor_of(PROTECTIVE), max_size=9)
BEGUN = st.builds(
    replace, factor_of(RISK) | factor_of(PROTECTIVE), strength=st.none() | st.sampled_from(Strength), duration=st.none()
)


def position(factors: list[FactorPart], *, help_given: bool = False) -> Position | None:
    return suggest(factors, help_given, None).position


@pytest.mark.parametrize(
    ("strength", "duration", "expected"),
    [
        (LIGHT, RECENT, NOT),
        (LIGHT, MONTHS, NOT),
        (LIGHT, LASTING, POTENTIALLY),  # over a year lifts one step
        (LIGHT, EARLIER, NOT),
        (MODERATE, RECENT, NOT),
        (MODERATE, MONTHS, POTENTIALLY),
        (MODERATE, LASTING, EXPOSED),
        (SEVERE, RECENT, POTENTIALLY),
        (SEVERE, MONTHS, EXPOSED),
        (SEVERE, LASTING, EXPOSED),
        (SEVERE, EARLIER, NOT),
    ],
)
def test_one_strain_alone(strength: Strength, duration: Duration, expected: Position) -> None:
    assert position([seen(RISK, strength, duration)]) is expected


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ([(MODERATE, MONTHS)] * 2, POTENTIALLY),
        ([(MODERATE, MONTHS)] * 3, EXPOSED),
        ([(LIGHT, RECENT)] * 2, POTENTIALLY),
        ([(LIGHT, MONTHS)] * 5, POTENTIALLY),
        ([(SEVERE, RECENT)] * 2 + [(MODERATE, MONTHS)], EXPOSED),
        ([(MODERATE, EARLIER)] * 5, NOT),
    ],
)
def test_several_at_once(what: list[tuple[Strength, Duration]], expected: Position) -> None:
    factors = [seen(RISK, *each, code=code) for each, code in zip(what, CODES[RISK], strict=False)]
    assert position(factors) is expected


def test_nothing_seen_is_not_exposed() -> None:
    assert position([]) is NOT


def test_a_factor_that_two_people_saw_counts_once() -> None:
    assert position([seen(RISK, LIGHT, RECENT), seen(RISK, LIGHT, MONTHS)]) is NOT
    assert suggest([seen(RISK, LIGHT, RECENT)] * 2, False, None).words == "1 ny, let; ingen beskyttende"


def test_support_from_the_municipality_decides_and_nothing_offsets_it() -> None:
    shields = [seen(PROTECTIVE, SEVERE, LASTING, code) for code in CODES[PROTECTIVE]]
    assert position(shields, help_given=True) is EXPOSED


def test_clear_protection_offsets_and_a_little_does_not() -> None:
    strain = seen(RISK, SEVERE, MONTHS)
    strong, other = seen(PROTECTIVE, SEVERE, LASTING, "B_A"), seen(PROTECTIVE, MODERATE, MONTHS, "B_B")
    assert position([strain, strong, other]) is POTENTIALLY
    assert position([strain, strong]) is EXPOSED, "one against one is not clear"
    assert position([strain, other, replace(other, code="B_C")]) is EXPOSED, "none of them is strong"
    assert position([strain, strong, replace(other, duration=RECENT)]) is EXPOSED, "too new to lean on"


def test_a_short_strain_weighs_less_where_protection_is_strong() -> None:
    strain, shield = seen(RISK, SEVERE, RECENT), seen(PROTECTIVE, SEVERE, LASTING)
    assert position([strain]) is POTENTIALLY
    assert position([strain, shield]) is NOT
    assert position([replace(strain, duration=MONTHS), shield]) is EXPOSED


def test_a_recent_event_and_a_lost_protection_are_reasons_to_look() -> None:
    assert position([seen(RISK, LIGHT, RECENT, "R_FAM_TAB")]) is POTENTIALLY
    assert position([seen(RISK, LIGHT, MONTHS, "R_FAM_TAB")]) is NOT
    assert position([seen(RISK, LIGHT, MONTHS), seen(PROTECTIVE, SEVERE, EARLIER)]) is POTENTIALLY
    assert position([seen(PROTECTIVE, SEVERE, EARLIER)]) is NOT


@pytest.mark.parametrize(
    ("factors", "words"),
    [
        ([], "ingen belastende nu; ingen beskyttende"),
        (
            [
                seen(RISK, MODERATE, MONTHS, "R_A"),
                seen(RISK, MODERATE, MONTHS, "R_B"),
                seen(PROTECTIVE, LIGHT, RECENT),
            ],
            "2 vedvarende, moderate; 1 beskyttende",
        ),
        (
            [seen(RISK, LIGHT, RECENT, "R_B"), seen(RISK, SEVERE, LASTING), seen(RISK, SEVERE, EARLIER, "R_C")],
            "1 langvarig, alvorlig; 1 ny, let; 1 tidligere; ingen beskyttende",
        ),
        ([seen(RISK, SEVERE, None)], "1 ikke beskrevet færdig; ingen beskyttende"),
        (
            [seen(RISK, SEVERE, LASTING, source=Source.HEARSAY)],
            "ingen belastende nu; ingen beskyttende; 1 rygte, der ikke tæller",
        ),
    ],
)
def test_it_says_what_there_is_in_words(factors: list[FactorPart], words: str) -> None:
    assert suggest(factors, False, None).words == words


def test_it_says_why_in_one_sentence_and_that_help_is_given() -> None:
    found = suggest([], True, None)
    assert "støtte fra kommunen" in found.words
    assert found.why == "Kommunen støtter allerede barnet eller familien, fordi noget er svært."


@given(WHOLE, st.booleans())
def test_the_reason_is_always_one_sentence_and_holds_no_figure(factors: list[FactorPart], help_given: bool) -> None:
    why = suggest(factors, help_given, None).why
    assert why.endswith(".")
    assert why.count(".") == 1
    assert not any(letter.isdigit() for letter in why)


@pytest.mark.parametrize("band", [None, *AgeBand])
def test_the_youngest_and_the_oldest_have_a_reminder_that_changes_nothing(band: AgeBand | None) -> None:
    found = suggest([], False, band)
    assert bool(found.reminders) is (band in (AgeBand.FROM_0_TO_2, AgeBand.FROM_14_TO_17))
    assert replace(found, reminders=()) == suggest([], False, None)


def test_it_takes_the_factors_of_a_record() -> None:
    record = FactorSeen("R_A", RISK, MODERATE, MONTHS, Source.SEEN, Certainty.KNOWN, "note")
    assert suggest([record], False, None) == suggest([seen(RISK, MODERATE, MONTHS)], False, None)


@given(WHOLE, factor_of(RISK), st.booleans())
def test_one_strain_more_never_lowers(factors: list[FactorPart], more: FactorPart, help_given: bool) -> None:
    before = position(factors, help_given=help_given)
    assert ORDER[position([*factors, more], help_given=help_given)] >= ORDER[before]


@given(WHOLE, factor_of(PROTECTIVE, RECENT, MONTHS, LASTING), st.booleans())
def test_one_protection_more_never_raises(factors: list[FactorPart], more: FactorPart, help_given: bool) -> None:
    """One that is there; that something protected and is gone is no protection."""
    before = position(factors, help_given=help_given)
    assert ORDER[position([*factors, more], help_given=help_given)] <= ORDER[before]


@given(WHOLE.flatmap(lambda factors: st.tuples(st.just(factors), st.permutations(factors))), st.booleans())
def test_the_order_does_not_matter(both: tuple[list[FactorPart], list[FactorPart]], help_given: bool) -> None:
    assert suggest(both[0], help_given, None) == suggest(both[1], help_given, None)


@given(WHOLE, factor_of(RISK) | factor_of(PROTECTIVE), st.booleans())
def test_hearsay_changes_nothing(factors: list[FactorPart], rumour: FactorPart, help_given: bool) -> None:
    rumour = replace(rumour, source=Source.HEARSAY)
    assert position([*factors, rumour], help_given=help_given) is position(factors, help_given=help_given)


def test_not_exposed_is_not_suggested_on_a_missing_answer() -> None:
    found = suggest([], False, None, unanswered=["P-FAM", "P-STOETTE"], help_question="P-STOETTE")
    assert found.position is None
    assert found.open_answers == ("P-FAM", "P-STOETTE")
    assert "ikke besvaret" in found.why


def test_what_can_change_nothing_is_not_asked_for() -> None:
    """Where support decides nothing else can; one more strain changes nothing for who is exposed already."""
    begun = seen(RISK, MODERATE, None, "R_B")
    assert suggest([begun], True, None, unanswered=["P-FAM"]).open_answers == ()
    found = suggest([seen(RISK, SEVERE, LASTING), begun], False, None, unanswered=["P-X"], help_question="P-X")
    assert (found.position, found.open_answers) == (EXPOSED, ())


def test_a_begun_factor_is_named_where_it_could_matter() -> None:
    found = suggest([seen(RISK, MODERATE, MONTHS), seen(RISK, LIGHT, None, "R_B")], False, None)
    assert (found.position, found.open_answers) == (POTENTIALLY, ())
    found = suggest([seen(RISK, MODERATE, MONTHS), seen(RISK, MODERATE, None, "R_B")], False, None)
    assert (found.position, found.open_answers) == (POTENTIALLY, ("R_B",))


def test_what_only_matters_together_is_named_together() -> None:
    """Two begun protections: neither alone is clear against one strain, both are."""
    begun = [seen(PROTECTIVE, None, None, code) for code in ("B_A", "B_B")]
    found = suggest([seen(RISK, SEVERE, MONTHS), *begun], False, None)
    assert (found.position, found.open_answers) == (EXPOSED, ("B_A", "B_B"))


@given(
    st.lists(factor_of(RISK) | factor_of(PROTECTIVE), max_size=5),
    st.lists(BEGUN, min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(Strength), st.sampled_from(Duration)), min_size=3, max_size=3),
)
def test_when_nothing_is_open_no_answer_changes_it(
    whole: list[FactorPart], begun: list[FactorPart], answers: list[tuple[Strength, Duration]]
) -> None:
    found = suggest([*whole, *begun], False, None)
    if not found.open_answers:
        completed = [
            replace(part, strength=part.strength or strength, duration=duration)
            for part, (strength, duration) in zip(begun, answers, strict=False)
        ]
        assert position([*whole, *completed]) is found.position
