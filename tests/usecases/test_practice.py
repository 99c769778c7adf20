"""Practice: each answers alone, sees the key and the others only afterwards, and nobody sees how far anybody is."""

from collections.abc import Callable

import pytest

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.forms.library import PRACTICE
from opspor.store import log
from opspor.usecases import practice
from opspor.usecases.desk import Desk
from opspor.usecases.practice import Case
from tests.guards import NOTE
from tests.usecases.conftest import House

Given = tuple[Position, Trivsel, str]
WHOLE = (Position.EXPOSED, Trivsel.THRIVES, NOTE)


def answer(house: House, login: str, given: Given = WHOLE, case: str = "case-07") -> None:
    with house.as_(login):
        house.do(lambda desk: practice.answer(desk, case, *given))


def seen(house: House, login: str, case: str = "case-07") -> Case:
    with house.as_(login):
        return house.do(lambda desk: practice.seen(desk, case))


def test_before_ones_own_answer_there_is_no_key_and_nobody_elses(house: House) -> None:
    for login in ("mette", "sofie", "ali"):
        answer(house, login)

    case = seen(house, "jonas")

    assert (case.key, case.placings, case.answer) == (None, None, None)
    key = house.enter("jonas").run(lambda desk: desk.library.practice("case-07")).result().key
    assert key.position_why not in repr(case)
    assert len(case.story) >= 8


def test_after_it_the_key_and_from_three_answers_how_all_placed_it(house: House) -> None:
    answer(house, "mette")
    answer(house, "jonas", (Position.NOT_EXPOSED, Trivsel.THRIVES, ""))
    two = seen(house, "jonas")
    assert two.key is not None
    assert two.placings is None

    answer(house, "sofie", (Position.EXPOSED, Trivsel.BEGINNING_MISTRIVSEL, ""))

    placings = seen(house, "jonas").placings
    assert placings is not None
    assert placings.answered == 3
    assert (placings.positions[Position.EXPOSED], placings.positions[Position.NOT_EXPOSED]) == (2, 1)
    assert (placings.trivsels[Trivsel.THRIVES], placings.trivsels[Trivsel.MISTRIVSEL]) == (2, 0)


def test_nobody_gets_the_note_or_the_name_of_another(house: House) -> None:
    for login in ("mette", "sofie", "ali"):
        answer(house, login)
    answer(house, "jonas", (Position.EXPOSED, Trivsel.THRIVES, ""))

    assert NOTE not in repr(seen(house, "jonas"))
    mine = seen(house, "sofie").answer
    assert mine is not None
    assert mine.note == NOTE


def test_how_far_one_is_is_ones_own_and_the_leader_sees_only_counts(house: House) -> None:
    answer(house, "jonas")
    answer(house, "jonas", case="case-02")
    listed = {}
    for login in ("jonas", "sofie", "mette"):
        with house.as_(login):
            listed[login] = house.do(practice.cases)

    assert [case.id for case in listed["jonas"]] == [*PRACTICE]
    assert [case.id for case in listed["jonas"] if case.mine] == ["case-02", "case-07"]
    assert not any(case.mine for case in (*listed["sofie"], *listed["mette"]))
    assert {case.answered for case in (*listed["jonas"], *listed["sofie"])} == {None}
    assert {case.id: case.answered for case in listed["mette"] if case.answered} == {"case-02": 1, "case-07": 1}


def test_the_log_which_the_leader_reads_says_nothing_of_it(house: House) -> None:
    house.enter("jonas")

    def lines() -> list[str]:
        def work(desk: Desk) -> list[str]:
            with desk.engine.begin() as connection:
                return [repr(entry) for entry in log.entries(connection)]

        return house.do(work)

    before = len(lines())
    house.do(lambda desk: practice.answer(desk, "case-07", *WHOLE))
    house.do(lambda desk: practice.seen(desk, "case-07"))

    assert len(lines()) == before
    assert "case-07" not in "".join(lines())


def test_an_answer_is_given_once_and_stays(house: House) -> None:
    answer(house, "jonas")

    with pytest.raises(KnownError) as refused:
        answer(house, "jonas", (Position.NOT_EXPOSED, Trivsel.MISTRIVSEL, ""))

    assert refused.value.code == "OEVE-SVARET"
    mine = seen(house, "jonas").answer
    assert mine is not None
    assert (mine.position, mine.trivsel) == (Position.EXPOSED, Trivsel.THRIVES)


@pytest.mark.parametrize("do", [practice.seen, lambda desk, case: practice.answer(desk, case, *WHOLE)])
def test_a_case_that_is_not_there(house: House, do: Callable[[Desk, str], object]) -> None:
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: do(desk, "case-99"))
    assert refused.value.code == "OEVE-MANGLER"
