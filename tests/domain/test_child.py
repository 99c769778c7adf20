"""Ages and bands are counted on birthdays; a child in a list says no more than it must."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.child import CUSTODY_WORDS, AgeBand, ChildInList, Custody, age_band, age_in_months, age_in_words
from opspor.domain.ids import Id
from tests.guards import CHILD_FIRST_NAME, CHILD_LAST_NAME

BORN = date(2020, 3, 17)


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        (BORN, date(2020, 3, 16), 0),  # not born yet
        (BORN, date(2020, 3, 17), 0),
        (BORN, date(2020, 4, 16), 0),
        (BORN, date(2020, 4, 17), 1),
        (BORN, date(2021, 3, 16), 11),
        (BORN, date(2021, 3, 17), 12),
        (date(2024, 2, 29), date(2025, 2, 28), 11),  # a birthday on 1 March where there is no 29 February
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
    ],
)
def test_whole_months(born: date, on: date, months: int) -> None:
    assert age_in_months(born, on) == months


@pytest.mark.parametrize(
    ("years", "before", "after"),
    [(3, "0-2", "3-5"), (6, "3-5", "6-9"), (10, "6-9", "10-13"), (14, "10-13", "14-17"), (18, "14-17", "14-17")],
)
def test_the_band_changes_on_the_birthday(years: int, before: str, after: str) -> None:
    assert age_band(BORN, date(BORN.year + years, 3, 16)) == before
    assert age_band(BORN, date(BORN.year + years, 3, 17)) == after


def test_a_child_of_29_february_changes_band_on_1_march() -> None:
    born = date(2024, 2, 29)

    assert age_band(born, date(2027, 2, 28)) is AgeBand.FROM_0_TO_2
    assert age_band(born, date(2027, 3, 1)) is AgeBand.FROM_3_TO_5


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2020, 3, 16), "ikke født"),
        (date(2020, 3, 17), "0 måneder"),
        (date(2020, 4, 17), "1 måned"),
        (date(2021, 5, 17), "14 måneder"),
        (date(2022, 3, 16), "23 måneder"),
        (date(2022, 3, 17), "2 år"),
        (date(2024, 11, 3), "4 år"),
    ],
)
def test_age_in_words(on: date, words: str) -> None:
    assert age_in_words(BORN, on) == words


def test_a_missing_birth_date_is_said() -> None:
    assert age_in_words(None, BORN) == "alder mangler"


_DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(_DAYS, _DAYS, _DAYS)
def test_nobody_grows_younger(born: date, one: date, other: date) -> None:
    first, second = sorted((one, other))

    assert age_in_months(born, first) <= age_in_months(born, second)
    assert list(AgeBand).index(age_band(born, first)) <= list(AgeBand).index(age_band(born, second))


def test_the_three_ways_to_write_a_name() -> None:
    child = ChildInList(Id("1"), "B007", CHILD_FIRST_NAME, CHILD_LAST_NAME, BORN, (), ())

    assert child.full_name == "Kanarina Ærø Kanarisen-Åby"
    assert child.short == "Kanarina Ærø K."
    assert child.initials == "K.K."


def test_a_child_with_one_name_has_no_space_after_it() -> None:
    child = ChildInList(Id("1"), "B007", CHILD_FIRST_NAME, "", None, (), ())

    assert (child.full_name, child.short, child.initials) == (CHILD_FIRST_NAME, CHILD_FIRST_NAME, "K.")


def test_custody_has_a_word_for_every_answer() -> None:
    assert list(CUSTODY_WORDS) == list(Custody)
