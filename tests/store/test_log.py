"""The log is a row of lines, each with the hash of the one before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from opspor.domain.ids import Id
from opspor.store import log
from tests.store.factories import NOW

LINE = log.LogEntry(1, NOW, Id("mette"), "slot", "child.open", "id", '{"rows":3}', "", "a" * 64, b"\x00\xff" * 32)


def test_an_empty_log_has_number_0_and_no_hash(connection: Connection) -> None:
    assert log.last(connection) == (0, "")
    assert list(log.entries(connection)) == []


def test_lines_come_back_as_they_went_in_oldest_first(connection: Connection) -> None:
    second = replace(LINE, number=2, previous=LINE.hash, hash="b" * 64)
    log.add(connection, second)
    log.add(connection, LINE)

    assert list(log.entries(connection)) == [LINE, second]
    assert log.last(connection) == (2, "b" * 64)


def test_a_number_is_used_once(connection: Connection) -> None:
    log.add(connection, LINE)

    with pytest.raises(IntegrityError):
        log.add(connection, LINE)


def test_the_first_line_from_a_number_on_says_since_when_something_waits(connection: Connection) -> None:
    assert log.written_since(connection, 1) is None
    log.add(connection, LINE)
    log.add(connection, replace(LINE, number=5, at=NOW + timedelta(days=1)))

    assert log.written_since(connection, 1) == NOW
    assert log.written_since(connection, 2) == NOW + timedelta(days=1)
    assert log.written_since(connection, 6) is None
