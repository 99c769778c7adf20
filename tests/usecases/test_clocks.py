"""When an answer is late, when we ask again, and when all has been answered: exactly, whatever order it came in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, PaperNote, Reply, ReplyKind
from opspor.domain.work_days import USUAL, WorkDays
from opspor.reference.calendar import is_working_day
from opspor.usecases.clocks import Clocks, Next, clocks

NOW = datetime(2026, 3, 17, 8, 5, tzinfo=UTC)
PAPER = Id("paper")
DAY = timedelta(days=1)
TUESDAY = date(2026, 3, 17)


def reply(kind: ReplyKind, on: date) -> Reply:
    return Reply(Id("reply"), PAPER, kind, on, "Børn og Familie", "", "Mette", NOW)


def note(event: PaperEvent, on: date, again_on: date | None = None) -> PaperNote:
    return PaperNote(PAPER, event, "", on, again_on, "Mette", NOW)


def stand(
    sent_on: date = TUESDAY, *replies: Reply, notes: Sequence[PaperNote] = (), newer: date | None = None
) -> Clocks:
    return clocks(sent_on, USUAL, replies=replies, notes=notes, newer=newer)


def test_the_receipt_is_the_municipalitys_on_the_sixth_working_day_and_ours_to_ask_for_on_the_seventh() -> None:
    found = stand()
    assert (found.receipt_by, found.remind_from) == (date(2026, 3, 25), date(2026, 3, 26))
    assert not found.is_late(date(2026, 3, 25))
    assert found.next(date(2026, 3, 25)) is Next.WAIT
    assert found.is_late(date(2026, 3, 26))
    assert found.next(date(2026, 3, 26)) is Next.REMIND


def test_easter_is_no_time_to_answer_in() -> None:
    """Sent on the Wednesday before Easter 2026: Maundy Thursday, Good Friday and Easter Monday do not count."""
    found = stand(date(2026, 4, 1))
    assert (found.receipt_by, found.remind_from) == (date(2026, 4, 14), date(2026, 4, 15))


def test_we_ask_what_came_of_it_after_14_days_and_weigh_a_new_one_after_30_of_the_calendar() -> None:
    found = stand(TUESDAY, reply(ReplyKind.RECEIPT, TUESDAY + DAY))
    assert (found.ask_from, found.consider_from) == (TUESDAY + 14 * DAY, TUESDAY + 30 * DAY)
    steps = [found.next(TUESDAY + after * DAY) for after in (13, 14, 29, 30)]
    assert steps == [Next.WAIT, Next.ASK, Next.ASK, Next.CONSIDER]


def test_a_receipt_stops_its_clock_and_feedback_stops_both() -> None:
    received = stand(TUESDAY, reply(ReplyKind.RECEIPT, TUESDAY + DAY))
    assert (received.receipt_by, received.feedback_on, received.waits) == (None, None, True)
    told = stand(TUESDAY, reply(ReplyKind.FEEDBACK, TUESDAY + DAY))
    assert (told.receipt_on, told.receipt_by, told.ask_from, told.waits) == (TUESDAY + DAY, None, None, False)
    assert told.next(TUESDAY + 2 * DAY) is Next.WAIT  # a new underretning is still weighed


def test_a_question_of_theirs_is_no_receipt() -> None:
    assert stand(TUESDAY, reply(ReplyKind.OTHER, TUESDAY)).receipt_on is None


def test_who_was_reminded_gets_as_long_again() -> None:
    found = stand(notes=[note(PaperEvent.REMINDED, date(2026, 3, 26))])
    assert found.receipt_by == date(2026, 3, 25)  # theirs is as late as ever
    assert found.remind_from == date(2026, 4, 9)  # over Easter
    asked = stand(TUESDAY, reply(ReplyKind.RECEIPT, TUESDAY), notes=[note(PaperEvent.REMINDED, TUESDAY + 14 * DAY)])
    assert asked.ask_from == TUESDAY + 28 * DAY
    early = stand(TUESDAY, reply(ReplyKind.RECEIPT, TUESDAY), notes=[note(PaperEvent.REMINDED, TUESDAY + 9 * DAY)])
    assert early.ask_from == TUESDAY + 14 * DAY  # that was about the receipt


def test_a_new_underretning_is_weighed_until_somebody_has_or_one_is_sent() -> None:
    later = TUESDAY + 60 * DAY
    assert stand(notes=[note(PaperEvent.CONSIDERED, TUESDAY, later)]).consider_from == later
    assert stand(notes=[note(PaperEvent.CONSIDERED, TUESDAY)]).consider_from is None
    assert stand(newer=TUESDAY + DAY).consider_from is None
    assert stand(notes=[note(PaperEvent.CONSIDERED, TUESDAY + DAY, later)], newer=TUESDAY + DAY).consider_from == later
    assert stand(notes=[note(PaperEvent.CONSIDERED, TUESDAY, later)], newer=TUESDAY + DAY).consider_from is None


def test_that_nobody_may_have_read_it_comes_before_what_came_of_it() -> None:
    assert stand().next(TUESDAY + 40 * DAY) is Next.REMIND
    reminded = stand(notes=[note(PaperEvent.REMINDED, TUESDAY + 40 * DAY)])
    assert reminded.next(TUESDAY + 40 * DAY) is Next.CONSIDER


def test_what_was_rung_is_written_down_first() -> None:
    found = clocks(TUESDAY, USUAL, written=False)
    assert found.next(TUESDAY) is found.next(TUESDAY + 40 * DAY) is Next.WRITE


def test_nothing_is_left_when_all_has_come() -> None:
    done = stand(TUESDAY, reply(ReplyKind.FEEDBACK, TUESDAY), notes=[note(PaperEvent.CONSIDERED, TUESDAY)])
    assert done.next(TUESDAY + 400 * DAY) is Next.NOTHING


def test_what_was_noted_on_the_track_stands_for_an_answer() -> None:
    noted = clocks(TUESDAY, USUAL, noted=(TUESDAY + DAY, None))
    assert (noted.receipt_on, noted.feedback_on) == (TUESDAY + DAY, None)
    assert clocks(TUESDAY, USUAL, noted=(None, TUESDAY + DAY)).receipt_on == TUESDAY + DAY


# --- any order, any holiday -------------------------------------------------------------------------------------------

_DAYS = st.dates(date(2023, 11, 1), date(2027, 2, 1))
_WORK_DAYS = st.builds(
    WorkDays, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.just(())
)  # fmt: skip


def worked(after: date, until: date, days: WorkDays) -> int:
    """How many working days lie after a day, until another one, counted one by one."""
    return sum(is_working_day(after + number * DAY, days) for number in range(1, (until - after).days + 1))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), sent_on=_DAYS, days=_WORK_DAYS, wait=st.integers(0, 90))
def test_it_is_exact_in_any_order_of_events_and_over_any_holiday(
    data: st.DataObject, sent_on: date, days: WorkDays, wait: int
) -> None:
    after = st.integers(0, 60).map(lambda number: sent_on + number * DAY)
    came = data.draw(st.lists(st.builds(reply, st.sampled_from(ReplyKind), after), max_size=4))
    noted = data.draw(st.lists(st.builds(note, st.sampled_from(PaperEvent), after), max_size=4))
    today = sent_on + wait * DAY
    found = clocks(sent_on, days, replies=came, notes=noted)
    assert found == clocks(sent_on, days, replies=data.draw(st.permutations(came)), notes=noted)

    received = [one.came_on for one in came if one.kind is not ReplyKind.OTHER]
    told = [one.came_on for one in came if one.kind is ReplyKind.FEEDBACK]
    reminded = [one.on for one in noted if one.event is PaperEvent.REMINDED]
    assert found.receipt_on == (min(received) if received else None)
    assert found.waits == (not told)
    assert found.is_late(today) == (not received and worked(sent_on, today - DAY, days) >= 6)
    remind = not received and worked(max([sent_on, *reminded]), today, days) >= 7
    weighed = any(one.event is PaperEvent.CONSIDERED for one in noted)
    consider = not weighed and wait >= 30
    asked = max([on for on in reminded if (on - sent_on).days >= 14], default=sent_on)
    ask = not told and (today - asked).days >= 14
    wanted = [
        step for step, is_due in ((Next.REMIND, remind), (Next.CONSIDER, consider), (Next.ASK, ask)) if is_due
    ]  # fmt: skip
    rest = Next.NOTHING if told and weighed else Next.WAIT
    assert found.next(today) is (wanted[0] if wanted else rest)


@pytest.mark.parametrize("late", [date(2026, 12, 18), date(2026, 12, 22), date(2025, 12, 30)])
def test_christmas_is_counted_as_the_house_has_set_it(late: date) -> None:
    closed = WorkDays(grundlovsdag=False, christmas_eve=False, new_years_eve=False)
    usual, shut = clocks(late, USUAL), clocks(late, closed)
    assert usual.receipt_by is not None
    assert shut.receipt_by is not None
    assert usual.receipt_by < shut.receipt_by
