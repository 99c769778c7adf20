"""What makes a visit whole, what belongs in the health journal, and when a visit is due."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.visit import (
    AdviserJoined,
    DueVisit,
    Looked,
    Unit,
    VisitAgreement,
    VisitAnswers,
    VisitType,
    When,
    Window,
    belongs_in_journal,
    check_visit,
    check_windows,
    due_visit,
    missing_topics,
)

TODAY = date(2026, 3, 17)
WHOLE = VisitAnswers(
    visited_on=TODAY, answers={"a": Looked.WELL, "b": Looked.NOT_LOOKED}, notes={"b": "Barnet sov"},
    in_journal=True, journal_on=TODAY,
)  # fmt: skip
YES = AdviserJoined("familierådgiver", "mor", date(2026, 3, 10), "Hun hjælper med søvn")
WINDOWS = (
    Window(VisitType.PREGNANCY, Unit.WEEKS, -12, -3),
    Window(VisitType.EARLY, Unit.DAYS, 0, 5),
    Window(VisitType.MONTHS_2, Unit.WEEKS, 8, 11),
    Window(VisitType.MONTHS_4_6, Unit.MONTHS, 4, 6),
)


def check(answers: VisitAnswers) -> str:
    """The code of what is wrong; "" when the visit is whole."""
    try:
        check_visit(("a", "b"), answers, TODAY)
    except KnownError as error:
        return error.code
    return ""


def test_one_alone_finishes_a_visit_without_placing_the_child() -> None:
    assert check(WHOLE) == ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"visited_on": None}, "BESOEG-DATO"),
        ({"visited_on": date(2026, 3, 18)}, "BESOEG-DATO"),
        ({"answers": {"a": Looked.WELL}}, "BESOEG-GRUND"),
        ({"notes": {"b": "  "}}, "BESOEG-GRUND"),
        ({"agreements": (VisitAgreement("Ringer til gruppen", ""),)}, "BESOEG-AFTALE"),
        ({"adviser": replace(YES, yes_from="")}, "BESOEG-JA"),
        ({"adviser": replace(YES, told=" ")}, "BESOEG-JA"),
        ({"adviser": replace(YES, yes_on=None)}, "BESOEG-JA"),
        ({"adviser": replace(YES, yes_on=date(2026, 3, 18))}, "BESOEG-JA"),
        ({"position": Position.POTENTIALLY_EXPOSED}, "BESOEG-BEGRUND"),
        ({"trivsel": Trivsel.UNKNOWN}, "BESOEG-BEGRUND"),
        ({"trivsel": Trivsel.MISTRIVSEL, "reason": "Sover lidt"}, "BESOEG-IGEN"),
        ({"trivsel": Trivsel.MISTRIVSEL, "reason": "Sover lidt", "follow_up_on": TODAY}, "BESOEG-IGEN"),
        ({"in_journal": None}, "BESOEG-JOURNAL"),
        ({"journal_on": None}, "BESOEG-JOURNAL"),
    ],
)
def test_what_is_missing_is_said(change: dict[str, object], code: str) -> None:
    assert check(replace(WHOLE, **change)) == code  # type: ignore[arg-type]


def test_the_parents_said_yes_before_the_adviser_came() -> None:
    assert check(replace(WHOLE, adviser=YES)) == ""
    assert check(replace(WHOLE, adviser=replace(YES, yes_on=TODAY))) == ""


def test_a_visit_that_was_not_written_in_the_journal_has_no_day_for_it() -> None:
    assert check(replace(WHOLE, in_journal=False, journal_on=None)) == ""


def test_reason_and_day_are_asked_for_only_when_all_is_not_well() -> None:
    well = replace(WHOLE, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
    assert check(well) == ""
    late = date(2026, 3, 31)
    assert check(replace(well, position=Position.EXPOSED, reason="Meget på én gang", follow_up_on=late)) == ""


def test_the_missing_topics_come_in_the_order_of_the_form() -> None:
    assert missing_topics(("c", "a", "b", "d"), WHOLE) == ["c", "d"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Han vejer 4200 g nu", "4200 g"), ("Taget 1,2 kg på", "1,2 kg"), ("60 cm lang", "60 cm"),
        ("38,5 grader", "38,5 grader"), ("EPDS er lavet", "EPDS"), ("PUF lavet", "PUF"),
        ("Sover 20 minutter ad gangen", ""), ("Går 3 gange om dagen", ""), ("2 gode dage", ""), ("en puf i ryggen", ""),
    ],
)  # fmt: skip
def test_a_measure_or_an_instrument_is_noticed(text: str, found: str) -> None:
    assert belongs_in_journal(text) == found


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        (Window(VisitType.PREGNANCY, Unit.WEEKS, -12, -1), date(2025, 12, 10), date(2026, 3, 3)),
        (Window(VisitType.EARLY, Unit.DAYS, 0, 5), date(2026, 3, 4), date(2026, 3, 9)),
        (Window(VisitType.MONTHS_4_6, Unit.MONTHS, 4, 6), date(2026, 7, 4), date(2026, 10, 3)),
        (Window(VisitType.SCHOOL_START, Unit.YEARS, 6, 7), date(2032, 3, 4), date(2034, 3, 3)),
    ],
)
def test_a_window_begins_and_ends_with_whole_units(window: Window, first: date, last: date) -> None:
    assert window.span(date(2026, 3, 4)) == (first, last)


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert Window(VisitType.MONTHS_2, Unit.MONTHS, 1, 1).span(date(2026, 1, 31))[0] == date(2026, 2, 28)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        check_windows([*WINDOWS, Window(VisitType.EARLY, Unit.DAYS, 6, 5)])
    assert refused.value.code == "BESOEG-VINDUE"


@pytest.mark.parametrize(
    ("birth", "done", "expected"),
    [
        (date(2026, 5, 1), (), (VisitType.PREGNANCY, When.NOW)),
        (date(2026, 12, 1), (), (VisitType.PREGNANCY, When.COMING)),
        (date(2026, 5, 1), (VisitType.PREGNANCY,), (VisitType.EARLY, When.COMING)),
        (date(2026, 3, 15), (), (VisitType.EARLY, When.NOW)),
        (date(2026, 3, 1), (), (VisitType.EARLY, When.LATE)),
        (date(2026, 3, 1), (VisitType.EARLY,), (VisitType.MONTHS_2, When.COMING)),
        (
            date(2026, 1, 15),
            (),
            (VisitType.MONTHS_2, When.NOW),
        ),  # the visit of the first days is not asked for any more
        (date(2025, 11, 1), (VisitType.MONTHS_2,), (VisitType.MONTHS_4_6, When.NOW)),
    ],
)
def test_which_visit_is_next_by_age(birth: date, done: tuple[VisitType, ...], expected: tuple[VisitType, When]) -> None:
    due = due_visit(WINDOWS, birth, done, TODAY)
    assert due is not None
    assert (due.visit, due.when) == expected


def test_a_visit_that_is_switched_off_is_never_due_and_after_the_last_there_is_none() -> None:
    off = tuple(replace(window, on=False) for window in WINDOWS)
    assert due_visit(off, TODAY, (), TODAY) is None
    assert due_visit(WINDOWS, date(2025, 1, 1), (VisitType.MONTHS_4_6,), TODAY) is None


def test_the_days_a_visit_is_meant_for_are_said() -> None:
    assert due_visit(WINDOWS, date(2026, 3, 15), (), TODAY) == DueVisit(
        VisitType.EARLY, When.NOW, date(2026, 3, 15), date(2026, 3, 20)
    )
