"""Until when something is kept, and what keeps it longer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain import retention
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import OF_THE_HOUSE, SORT_OF, Due, Held, Holds, Schedule, Sort
from opspor.store import schema as t

KEPT = Schedule()
CHILD, CONCERN, RECORD = Id("barn"), Id("bekymring"), Id("optegnelse")


def due(sort: Sort) -> Due:
    return Due("key", sort, CHILD, None, date(2026, 1, 1), (RECORD,))


def test_the_proposal_is_that_of_the_fact_base() -> None:
    assert (KEPT.own, KEPT.file, KEPT.concern, KEPT.paper) == (6, 3, 3, 0)


def test_every_kind_of_record_is_decided_on() -> None:
    """A table with records that nobody said a term for is found here."""
    written = {table.name for table in t.metadata.sorted_tables if "record_id" in table.c}
    assert SORT_OF.keys() | OF_THE_HOUSE == written
    assert SORT_OF.keys().isdisjoint(OF_THE_HOUSE)
    assert set(SORT_OF.values()) == {Sort.OWN, Sort.FILE, Sort.CONCERN}  # of a paper the text alone goes earlier


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
    ],
)
def test_a_day_that_the_month_does_not_have_is_its_last(day: date, months: int, after: date) -> None:
    assert retention.months_after(day, months) == after


def test_a_file_goes_after_the_child_left_and_has_no_day_before() -> None:
    assert retention.file_day(KEPT, date(2026, 8, 1)) == date(2026, 11, 1)
    assert retention.file_day(KEPT, None) is None


def test_own_assessments_go_after_the_team_agreed_and_without_that_after_the_round() -> None:
    agreed, closed, last = date(2026, 3, 17), date(2026, 4, 1), date(2026, 4, 15)
    assert retention.own_day(KEPT, agreed, closed, last) == date(2026, 9, 17)
    assert retention.own_day(KEPT, None, closed, last) == date(2026, 10, 1)
    assert retention.own_day(KEPT, None, None, last) == date(2026, 10, 15)


def test_a_concern_goes_after_it_was_closed_and_journalised_whichever_came_last() -> None:
    early, late = date(2026, 3, 1), date(2026, 5, 1)
    assert retention.concern_day(KEPT, None, early) is None
    assert retention.concern_day(KEPT, early, late) == retention.concern_day(KEPT, late, early) == date(2026, 8, 1)
    assert retention.concern_day(KEPT, early, None) == date(2026, 6, 1)


def test_the_text_of_an_underretning_goes_when_it_is_journalised() -> None:
    assert retention.paper_day(KEPT, None) is None
    assert retention.paper_day(KEPT, date(2026, 3, 1)) == date(2026, 3, 1)
    assert retention.paper_day(replace(KEPT, paper=2), date(2026, 12, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize("sort", ["own", "file", "concern"])
@pytest.mark.parametrize("months", [0, -1, 61])
def test_no_months_at_all_are_refused_with_the_least_and_the_reason(sort: str, months: int) -> None:
    with pytest.raises(KnownError) as refused:
        retention.check(replace(KEPT, **{sort: months}))
    assert refused.value.code == "RET-MAANEDER"
    assert "fra 1 til 60 måneder" in str(refused.value)
    assert "Intet er ændret" in str(refused.value)


def test_a_copy_may_go_at_once_and_nothing_is_kept_for_ever() -> None:
    retention.check(Schedule(1, 1, 1, 0))
    retention.check(Schedule(60, 60, 60, 60))
    with pytest.raises(KnownError, match="fra 0 til 60"):
        retention.check(replace(KEPT, paper=-1))


def test_nothing_is_held_by_nothing() -> None:
    assert all(Holds().of(due(sort), [CONCERN]) == () for sort in Sort)


HOLDS = {
    Held.OPEN_CONCERN: (Holds(with_open_concern=frozenset({CHILD})), {Sort.FILE}),
    Held.NOT_SENT: (Holds(unsent=frozenset({CONCERN})), set(Sort)),
    Held.NOT_FILED: (Holds(unfiled=frozenset({CONCERN})), {Sort.FILE, Sort.CONCERN}),
    Held.ASKED_FOR: (Holds(asked_for=frozenset({CHILD})), set(Sort)),
    Held.RESTRICTED: (Holds(children=frozenset({CHILD})), set(Sort)),
}


@pytest.mark.parametrize("reason", HOLDS)
@pytest.mark.parametrize("sort", list(Sort))
def test_what_holds_a_sort(reason: Held, sort: Sort) -> None:
    holds, held = HOLDS[reason]
    assert holds.of(due(sort), [CONCERN]) == ((reason,) if sort in held else ())
    assert holds.of(replace(due(sort), child_id=Id("et andet"), records=()), []) == ()


def test_minutes_that_are_not_journalised_hold_the_file_and_no_concern() -> None:
    holds = Holds(unfiled=frozenset({CHILD}))
    assert [sort for sort in Sort if holds.of(due(sort), [])] == [Sort.FILE]


def test_a_restriction_of_one_record_holds_what_that_is_in() -> None:
    holds = Holds(restricted=frozenset({RECORD}))
    assert holds.of(due(Sort.OWN), []) == (Held.RESTRICTED,)
    assert holds.of(replace(due(Sort.OWN), records=(Id("en anden"),)), []) == ()


def test_a_team_that_has_yet_to_agree_holds_its_answers() -> None:
    assert Holds().of(due(Sort.OWN), [], waits=True) == (Held.WAITS,)


@pytest.mark.parametrize("days", [0, 1, 40, 92])
def test_a_day_within_a_quarter_is_believed(days: int) -> None:
    known = date(2026, 7, 1)
    assert retention.doubt(known, known + timedelta(days=days)) is None


@pytest.mark.parametrize("days", [-3650, -1, 93, 365, 3650])
def test_a_day_before_the_last_one_or_far_ahead_of_it_is_not(days: int) -> None:
    known = date(2026, 7, 1)
    found = retention.doubt(known, known + timedelta(days=days))
    assert found == retention.ClockDoubt(known + timedelta(days=days), known)


def test_the_first_day_of_a_vault_is_believed() -> None:
    assert retention.doubt(None, date(1970, 1, 1)) is None
