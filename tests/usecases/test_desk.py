"""One transaction, one line in the log: all of it or nothing, and a refusal leaves a line of its own."""

import pytest

from opspor.domain.access import REFUSED, Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.store import log, people
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House

FULL = Fault("PROEVE-FULD", "Prøve.")


def lines(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.engine.begin() as connection:
        return [(line.action, line.subject_id, line.detail) for line in log.entries(connection)]


def test_what_is_written_has_a_line_that_says_what_it_is_about(house: House) -> None:
    def write(desk: Desk) -> frozenset[Kind]:
        with desk.write(Action.IMPORT_LIST) as tx:
            tx.require(author=desk.staff.id)
            people.put_setting(tx.connection, "prøve", "ja")
            tx.note("emne", rows=2)
            tx.note(groups=1)
            tx.changed(Kind.SETTINGS)
        return desk.changes.kinds

    assert house.do(write) == {Kind.SETTINGS}
    assert house.do(lines)[-1] == ("children.import", "emne", '{"groups":1,"rows":2}')


@pytest.mark.parametrize("error", [KnownError(FULL), RuntimeError("bug")])
def test_nothing_is_written_and_nothing_changed_when_it_fails(house: House, error: Exception) -> None:
    before = house.do(lines)

    def fail(desk: Desk) -> None:
        try:
            with desk.write(Action.CHANGE_SETTINGS) as tx:
                people.put_setting(tx.connection, "prøve", "ja")
                tx.changed(Kind.SETTINGS)
                raise error
        finally:
            assert desk.changes.kinds == frozenset()

    with pytest.raises(type(error)):
        house.do(fail)

    def found(desk: Desk) -> str | None:
        with desk.read(Action.SEE_PEOPLE) as tx:
            return people.setting(tx.connection, "prøve")

    assert house.do(found) is None
    assert house.do(lines) == before


@pytest.mark.parametrize("action", [Action.READ_LOG, Action.OPEN_CHILD])
def test_a_refusal_says_what_was_tried_and_not_on_whom(house: House, action: Action) -> None:
    def try_it(desk: Desk) -> None:
        with desk.write(action) as tx:  # READ_LOG is refused here, OPEN_CHILD where the use case asks
            tx.note("barnets id")
            tx.require(groups=[Id("en anden stue")])

    house.enter("ali")
    with pytest.raises(KnownError) as refused:
        house.do(try_it)

    assert refused.value.fault is REFUSED
    assert house.do(lines)[-1] == ("refused", "", f'{{"action":"{action.value}"}}')


def test_reading_leaves_no_line(house: House) -> None:
    before = house.do(lines)

    def read(desk: Desk) -> None:
        with desk.read(Action.SEE_PEOPLE) as tx:
            people.staff(tx.connection)

    house.do(read)
    assert house.do(lines) == before
