"""A focus point says what adults do; what is asked of it is little, and what looks like a slip is asked about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.assessment import NOTE_LIMIT
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import MOST_OPEN, Focus, check_analysis, check_focus, doubt_about, many_open

TODAY = date(2026, 3, 17)
WHOLE = Focus(
    title="Ro ved aflevering", action="En voksen tager imod ved lågen", responsible_id=Id("mette"), starts_on=TODAY,
    follow_up_on=TODAY + timedelta(weeks=4),
)  # fmt: skip


def test_a_title_or_what_one_wonders_at_what_adults_do_who_and_two_days_are_enough() -> None:
    check_focus(WHOLE)
    check_focus(replace(WHOLE, title="", wonder="Bo græder ved lågen mandag og tirsdag"))
    check_focus(replace(WHOLE, follow_up_on=TODAY))


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ({"title": "  "}, "FOKUS-TITEL"),
        ({"action": " \n"}, "FOKUS-HANDLING"),
        ({"responsible_id": None}, "FOKUS-HVEM"),
        ({"starts_on": None}, "FOKUS-DAG"),
        ({"follow_up_on": None}, "FOKUS-DAG"),
        ({"follow_up_on": TODAY - timedelta(days=1)}, "FOKUS-FOER"),
        ({"goal": "x" * (NOTE_LIMIT + 1)}, "VURD-LANG"),
    ],
)
def test_what_nobody_could_follow_up_on_is_refused_with_what_to_write(without: dict[str, object], code: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_focus(replace(WHOLE, **without))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_many_open_focus_points_are_said_to_be_many_and_never_stop() -> None:
    assert many_open(MOST_OPEN - 1) == ""
    assert "3 åbne fokuspunkter" in many_open(3)
    assert many_open(7).endswith("Du kan godt gemme alligevel.")


def test_a_day_ten_years_on_or_gone_by_is_asked_about() -> None:
    assert doubt_about(TODAY, TODAY) == doubt_about(TODAY + timedelta(weeks=156), TODAY) == ""
    assert "mere end tre år fremme" in doubt_about(date(2036, 3, 17), TODAY)
    assert "er gået" in doubt_about(TODAY - timedelta(days=1), TODAY)


def test_an_analysis_needs_one_written_answer_and_no_more() -> None:
    check_analysis({"see": "", "tried": "Vi satte os ved siden af"})
    for empty in ({}, {"see": " ", "tried": "\n"}):
        with pytest.raises(KnownError, match="mindst ét svar"):
            check_analysis(empty)
    with pytest.raises(KnownError, match="for lang"):
        check_analysis({"see": "x" * (NOTE_LIMIT + 1)})
