"""Conditions are total: any tree and any facts give an answer, and the laws of logic hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.assessment import FormRef
from opspor.forms.conditions import FACT_VALUES, Facts, holds, sections
from opspor.forms.model import Condition, DocumentForm, Section, SectionKind

NAMES = st.sampled_from([*FACT_VALUES, "unknown"])
WORDS = st.sampled_from(["abuse", "general", "now", "school", ""])
PLAIN = st.one_of(WORDS, st.booleans(), st.integers(-2, 3))
FACTS = st.dictionaries(NAMES, st.one_of(PLAIN, st.lists(WORDS), st.sets(WORDS), st.tuples(WORDS)))
LEAVES = st.one_of(
    st.builds(Condition, fact=NAMES, is_=PLAIN),
    st.builds(Condition, fact=NAMES, in_=st.lists(WORDS, max_size=3).map(tuple)),
    st.builds(Condition, fact=NAMES, at_least=st.integers(-1, 3)),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Condition, all_=st.lists(parts, max_size=3).map(tuple)),
        st.builds(Condition, any_=st.lists(parts, max_size=3).map(tuple)),
        st.builds(Condition, not_=parts),
    ),
    max_leaves=12,
)
# Nodes that check_forms refuses: no operator, several, an operator without its fact.
MALFORMED = st.builds(
    Condition,
    all_=st.none() | st.lists(TREES, max_size=2).map(tuple),
    any_=st.none() | st.lists(TREES, max_size=2).map(tuple),
    not_=st.none() | TREES,
    fact=st.none() | NAMES,
    is_=st.none() | PLAIN,
    in_=st.none() | st.lists(WORDS, max_size=2).map(tuple),
    at_least=st.none() | st.integers(-1, 3),
)


@given(st.one_of(TREES, MALFORMED), FACTS)
def test_always_true_or_false(condition: Condition, facts: Facts) -> None:
    assert holds(condition, facts) in (True, False)


@given(TREES, FACTS)
def test_not_turns_round_and_twice_turns_back(condition: Condition, facts: Facts) -> None:
    opposite = Condition(not_=condition)
    assert holds(opposite, facts) is not holds(condition, facts)
    assert holds(Condition(not_=opposite), facts) is holds(condition, facts)


@given(st.lists(TREES, max_size=4), FACTS)
def test_de_morgan(parts: list[Condition], facts: Facts) -> None:
    nots = tuple(Condition(not_=part) for part in parts)
    not_all = Condition(not_=Condition(all_=tuple(parts)))
    not_any = Condition(not_=Condition(any_=tuple(parts)))
    assert holds(not_all, facts) is holds(Condition(any_=nots), facts)
    assert holds(not_any, facts) is holds(Condition(all_=nots), facts)


@given(LEAVES)
def test_a_fact_that_is_not_known_compares_false(leaf: Condition) -> None:
    assert not holds(leaf, {})


@pytest.mark.parametrize(
    ("condition", "fact", "expected"),
    [
        (Condition(fact="f", is_="a"), "a", True),
        (Condition(fact="f", is_="a"), "b", False),
        (Condition(fact="f", is_="a"), ["b", "a"], True),
        (Condition(fact="f", is_="a"), "abc", False),
        (Condition(fact="f", is_=True), True, True),
        (Condition(fact="f", is_=True), 1, False),
        (Condition(fact="f", is_=1), True, False),
        (Condition(fact="f", is_=False), 0, False),
        (Condition(fact="f", in_=("a", "b")), "b", True),
        (Condition(fact="f", in_=("a", "b")), {"c"}, False),
        (Condition(fact="f", in_=()), "a", False),
        (Condition(fact="f", at_least=2), 2, True),
        (Condition(fact="f", at_least=2), 1, False),
        (Condition(fact="f", at_least=2), ["a", "b"], True),
        (Condition(fact="f", at_least=0), True, False),
        (Condition(fact="f", at_least=0), "4", False),
        (Condition(), "a", False),
        (Condition(fact="f"), "a", False),
        (Condition(all_=()), "a", True),
        (Condition(any_=()), "a", False),
    ],
)
def test_what_the_operators_mean(condition: Condition, fact: str | bool | int | list[str], expected: bool) -> None:
    assert holds(condition, {"f": fact}) is expected


def test_sections_are_the_visible_ones_in_order() -> None:
    def section(name: str, when: Condition | None) -> Section:
        return Section(id=name, kind=SectionKind.TEXT, title=name, help=name, when=when)

    form = DocumentForm(
        ref=FormRef("document", "x", 1, ""),
        title="x",
        intro="x",
        one_page=False,
        section=(
            section("b", None),
            section("a", Condition(fact="topic", is_="abuse")),
            section("c", Condition(not_=Condition(fact="topic", is_="abuse"))),
        ),
    )
    assert [s.id for s in sections(form, {"topic": "abuse"})] == ["b", "a"]
    assert [s.id for s in sections(form, {})] == ["b", "c"]
