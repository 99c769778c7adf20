"""What rounds can be proposed: dated data with a source, whatever day it is today."""

from datetime import date, timedelta

import pytest

from opspor.domain.child import AgeBand
from opspor.reference.rounds import presets, proposals


def test_presets_say_when_they_were_looked_at_and_where_they_come_from() -> None:
    found = presets()

    assert found.checked_on <= date(2026, 12, 31)
    assert found.source
    assert {len(preset.window) for preset in found.preset} == {1, 2, 3, 4}
    assert len({preset.id for preset in found.preset}) == len(found.preset)


@pytest.mark.parametrize("days", range(0, 800, 7))
def test_every_day_has_a_window_of_each_preset_that_is_open_or_comes_next(days: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=days)
    found = proposals(today)

    assert len(found) == len(presets().preset)
    for proposal in found:
        assert proposal.closes_on > today
        assert timedelta(0) < proposal.closes_on - proposal.opens_on < timedelta(days=70)
        assert proposal.opens_on - today < timedelta(days=366)


def test_a_winter_that_ends_in_the_next_year() -> None:
    three = {p.preset: p for p in proposals(date(2027, 1, 5))}["Tre gange om året"]

    assert (three.name, three.opens_on, three.closes_on) == ("Vinter 2026", date(2026, 12, 7), date(2027, 1, 31))


def test_a_proposal_fits_the_ages_that_take_part() -> None:
    day = date(2026, 3, 1)

    assert "To gange om skoleåret" not in {p.preset for p in proposals(day, {AgeBand.FROM_0_TO_2})}
    assert "Tre gange om året" not in {p.preset for p in proposals(day, {AgeBand.FROM_0_TO_2, AgeBand.FROM_6_TO_9})}
    assert "To gange om året" in {p.preset for p in proposals(day, {AgeBand.FROM_0_TO_2, AgeBand.FROM_6_TO_9})}
