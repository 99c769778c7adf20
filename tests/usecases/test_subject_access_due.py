"""Who waits for an answer: on Start, for the leader alone, until it is given or nobody asks any more."""

from dataclasses import replace
from datetime import date

from opspor.domain.ids import Id
from opspor.domain.subject_access import Asker, Request
from opspor.usecases import log, start, subject_access, subject_access_due
from opspor.usecases.log import Filter
from tests.usecases.conftest import House

ASKED_ON = date(2026, 3, 2)


def ask(house: House, on: date) -> Id:
    child = house.children[0]
    return house.do(lambda desk: subject_access.begin(desk, child, Request(Asker.OTHER, "Kanari Værge", on)))


def test_the_nearest_day_is_first_and_goes_when_nobody_waits_any_more(house: House) -> None:
    first, later = ask(house, ASKED_ON), ask(house, ASKED_ON)
    (version,) = [one.access for one in house.do(subject_access.overview) if one.access.id == later]
    longer = replace(version.request, longer_because="Mange tekster")
    house.do(lambda desk: subject_access.save(desk, later, version.version, longer))
    assert house.do(subject_access_due.on_start) == (date(2026, 4, 2), date(2026, 6, 2))
    assert house.do(start.today).access == (date(2026, 4, 2), date(2026, 6, 2))
    house.do(lambda desk: subject_access.drop(desk, first, "Taget tilbage"))
    assert house.do(subject_access_due.on_start) == (date(2026, 6, 2),)


def test_others_than_the_leader_see_nothing_of_it_and_asking_leaves_no_trace(house: House) -> None:
    ask(house, ASKED_ON)
    lines = house.do(lambda desk: log.page(desk, Filter())).lines
    assert house.do(subject_access_due.on_start)
    new = [one for one in house.do(lambda desk: log.page(desk, Filter())).lines if one not in lines]
    assert len(new) <= 1, "reading the log, and nothing else"
    with house.as_("jonas"):
        assert house.do(start.today).access == ()
