"""The last days of a track: from the law list, from the track, and those that somebody set."""

from datetime import date, datetime, timedelta, timezone

from opspor.domain.beredskab import Track
from opspor.domain.concern import StepState, TrackStep, standing
from opspor.domain.work_days import USUAL
from opspor.forms.library import load_library
from opspor.usecases.deadlines import last_days

GENERAL = load_library().track(Track.GENERAL)
TUESDAY = datetime(2026, 3, 17, 9, tzinfo=timezone(timedelta(hours=1)))
LATER = date(2026, 4, 20)


def note(step: str, outcome: str = "", again_on: date | None = None, at: datetime = TUESDAY) -> TrackStep:
    return TrackStep(step, StepState.DONE, "", "Mette", at, outcome, again_on)


WAY = tuple(
    note(step, outcome)
    for step, outcome in (
        ("write_down", ""), ("safe", "yes"), ("judge", "general"), ("leader", ""), ("sparring", ""),
        ("decide", "report"), ("parents", "told"), ("everyday", ""),
    )
)  # fmt: skip


def days(*noted: TrackStep, reported: tuple[date, ...] = ()) -> dict[str, date]:
    return dict(last_days(GENERAL, standing(noted), reported, USUAL))


def test_the_receipt_is_counted_from_the_step_before_or_from_the_day_it_was_sent() -> None:
    assert days(*WAY) == {}
    assert days(*WAY, note("report")) == {"receipt": date(2026, 3, 25)}
    assert days(*WAY, reported=(date(2026, 3, 18),)) == {"receipt": date(2026, 3, 26)}


def test_what_is_done_has_no_day_any_more() -> None:
    assert days(*WAY, note("report"), note("receipt")) == {"feedback": date(2026, 3, 31)}


def test_a_clock_that_was_set_back_moves_no_day_before_the_step_behind_it() -> None:
    last_year = TUESDAY - timedelta(days=365)
    assert days(*WAY, note("report"), note("receipt", at=last_year)) == {"feedback": date(2026, 3, 31)}


def test_a_day_that_was_set_counts_for_the_step_it_leads_to_until_that_is_noted_again() -> None:
    again = note("follow_up", "again", LATER)
    assert days(*WAY, again) == {"follow_up": LATER}
    assert days(*WAY, again, note("follow_up", "close")) == {}
    back = note("sharpen", "again", LATER)
    assert days(*WAY[:2], note("judge", "general"), back) == {"judge": LATER}
    assert days(*WAY[:2], note("judge", "general"), back, note("judge", "general")) == {}


def test_a_day_at_a_step_that_the_track_does_not_know_any_more_stays_its_own() -> None:
    assert days(note("gammelt", "", LATER)) == {"gammelt": LATER}
