"""What must be journalised, and what can be noted about it."""

from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.filing import FILING_WORDS, WHY_FILED, FilingKind, ToFile, check
from opspor.domain.ids import Id

MONDAY = date(2026, 3, 16)
DAY = timedelta(days=1)


def refused(on: date, reference: str = "2026-17", since: date = MONDAY, today: date = MONDAY + DAY) -> str:
    with pytest.raises(KnownError) as error:
        check(on, reference, since, today)
    return error.value.code


def test_every_kind_says_what_it_is_and_why_it_must_be_kept_elsewhere() -> None:
    assert set(FILING_WORDS) == set(WHY_FILED) == set(FilingKind)


def test_it_is_noted_where_it_lies_on_a_day_that_can_have_been() -> None:
    check(MONDAY, "2026-17", MONDAY, MONDAY)
    check(MONDAY + DAY, "2026-17", MONDAY, MONDAY + DAY)
    assert refused(MONDAY, " ") == "JOURNAL-HVOR"
    assert refused(MONDAY + 2 * DAY) == "JOURNAL-FREM"
    assert refused(MONDAY - DAY) == "JOURNAL-TIDLIG"


def test_a_clock_that_was_set_back_keeps_nobody_from_noting_the_day_it_was() -> None:
    check(MONDAY, "2026-17", since=MONDAY, today=MONDAY - 400 * DAY)


def test_its_file_is_named_by_a_number_that_says_nothing() -> None:
    one = ToFile(Id("0190b2c8-1111-7abc-8def-0123456789AB"), FilingKind.NOT_TOLD, Id("me"), MONDAY, Id("c"))
    assert (one.reference, one.file_name) == ("J-456789AB", "til-journalen-456789ab.pdf")
