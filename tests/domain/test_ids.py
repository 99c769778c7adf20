"""Ids are UUIDv7 and go strictly upwards: the newest record of a process is the one with the highest id."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

import pytest

from opspor.domain import ids
from opspor.domain.ids import go_on_after, new_id

# Far ahead, so that what other tests have drawn does not hold the count up.
NOW = datetime(2100, 1, 1, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7_that_holds_the_moment() -> None:
    later = NOW + timedelta(days=1)

    id_ = UUID(new_id(later))

    assert (id_.version, id_.variant) == (7, RFC_4122)
    assert id_.int >> 80 == int(later.timestamp() * 1000)


def test_ids_go_upwards_within_a_millisecond() -> None:
    ids = [new_id(NOW) for _ in range(10_000)]

    assert ids == sorted(set(ids))


def test_ids_go_upwards_when_the_clock_is_set_back() -> None:
    before = new_id(NOW)

    assert new_id(NOW - timedelta(hours=1)) > before
    assert new_id(datetime(1970, 1, 1, tzinfo=UTC)) > before


def test_ids_go_on_after_what_another_process_drew_before_the_clock_was_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ids, "_last", 0)  # a process that has not drawn anything
    drawn = [new_id(NOW) for _ in range(3)]
    monkeypatch.setattr(ids, "_last", 0)
    assert new_id(NOW - timedelta(days=1)) < drawn[0]

    go_on_after(drawn[-1])

    assert new_id(NOW - timedelta(days=1)) > drawn[-1]


def test_threads_never_draw_the_same_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: [new_id(NOW) for _ in range(1000)], range(4)))

    assert len({id_ for ids in drawn for id_ in ids}) == 4000
    assert all(ids == sorted(ids) for ids in drawn)
