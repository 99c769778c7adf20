"""The usual windows: dated, from a source, one for each visit that comes by age."""

from datetime import date
from pathlib import Path

from opspor.domain.visit import VisitType, check_windows
from opspor.reference import visits

ROOT = Path(__file__).parents[2]


def test_every_visit_but_the_one_of_need_has_a_window() -> None:
    plan = visits.plan()
    assert {window.visit for window in plan.window} == set(VisitType) - {VisitType.NEED}
    assert len(plan.window) == len({window.visit for window in plan.window})
    check_windows(plan.window)


def test_the_windows_come_in_the_order_of_age() -> None:
    starts = [window.span(date(2026, 1, 1))[0] for window in visits.plan().window]
    assert starts == sorted(starts)


def test_they_are_dated_and_name_a_source_that_the_documents_know() -> None:
    plan = visits.plan()
    assert plan.checked_on >= date(2026, 11, 22)
    assert f"| {plan.source} |" in (ROOT / "docs" / "kilder.md").read_text(encoding="utf-8")
    assert "kommune" in plan.note
