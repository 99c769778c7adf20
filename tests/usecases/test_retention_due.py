"""Slettelisten in its month: on Start from the first working day until it is empty, for the leader alone."""

from datetime import date, datetime

import pytest

from opspor.domain.beredskab import NotReported, Track
from opspor.domain.errors import KnownError
from opspor.usecases import leaving, log, notices, retention_due, start, tracks
from opspor.usecases.log import Filter
from opspor.usecases.retention_due import Hygiene, ListDue
from tests.usecases.conftest import House
from tests.usecases.test_concerns import begin


def at(house: House, year: int, month: int, day: int) -> None:
    house.clock.now = datetime(year, month, day, 8, 5, tzinfo=house.clock.now.tzinfo)


def due(house: House) -> ListDue | None:
    return house.do(retention_due.on_start)


def test_a_young_vault_has_no_list(house: House) -> None:
    at(house, 2026, 6, 16)
    assert due(house) is None
    at(house, 2026, 6, 17)
    assert due(house) == ListDue(date(2026, 6, 1), None)


def test_it_stands_from_the_first_working_day_until_somebody_has_gone_through_it(house: House) -> None:
    at(house, 2026, 7, 1)
    assert due(house) == ListDue(date(2026, 7, 1), None)
    house.do(lambda desk: retention_due.note_seen(desk, 0))
    assert due(house) is None

    at(house, 2026, 8, 1)  # a Saturday
    assert due(house) is None
    at(house, 2026, 8, 3)
    assert due(house) == ListDue(date(2026, 8, 1), None)


def test_what_is_left_on_it_keeps_it_there_also_before_the_next_one(house: House) -> None:
    at(house, 2026, 7, 30)
    house.do(lambda desk: retention_due.note_seen(desk, 12))
    assert due(house) == ListDue(date(2026, 7, 1), 12)
    at(house, 2026, 8, 2)
    assert due(house) == ListDue(date(2026, 7, 1), 12)


def test_start_says_it_to_the_leader_alone_and_nothing_is_logged(house: House) -> None:
    at(house, 2026, 7, 1)
    assert house.do(start.today).list_due == ListDue(date(2026, 7, 1), None)
    assert "Så, hvad der skal slettes" not in [
        line.what for line in house.do(lambda desk: log.page(desk, Filter())).lines
    ]
    house.enter("jonas")
    assert house.do(start.today).list_due is None
    with pytest.raises(KnownError):
        due(house)


def test_the_overview_counts_what_is_past_its_day_what_is_kept_and_what_must_be_journalised(house: House) -> None:
    here = len(house.children)
    assert house.do(retention_due.hygiene) == Hygiene(0, 0, 0, here)
    house.do(lambda desk: notices.give(desk, house.children[2:], desk.clock().date()))
    concern = begin(house, Track.GENERAL, house.children[1])
    what = NotReported("Grund", "Tegn", "Så", date(2026, 3, 20))
    house.do(lambda desk: tracks.decide(desk, concern, what))
    house.do(lambda desk: leaving.leave(desk, [house.children[0], house.children[1]], date(2026, 3, 17)))
    at(house, 2026, 7, 1)
    assert house.do(retention_due.hygiene) == Hygiene(2, 1, 1, 0)
