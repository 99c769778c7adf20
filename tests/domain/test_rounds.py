"""A round: what it needs before it opens, and how far it is."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState, Coverage, Round, RoundGroup, check_round
from tests.domain.factories import NOW, staff_member

METTE, ANDERS = staff_member(id_="mette"), staff_member(id_="anders")
ROOM = RoundGroup(Id("solsikken"), "Solsikken", Context.DAYCARE, (METTE, ANDERS))
ROUND = Round(Id("r"), "Efterår 2026", date(2026, 10, 1), date(2026, 11, 15), "", (ROOM,))


def test_a_whole_round_may_open() -> None:
    check_round(ROUND)


@pytest.mark.parametrize(
    ("round_", "code"),
    [
        (replace(ROUND, name="  "), "RUNDE-NAVN"),
        (replace(ROUND, closes_on=ROUND.opens_on), "RUNDE-DATO"),
        (replace(ROUND, closes_on=date(2026, 9, 30)), "RUNDE-DATO"),
        (replace(ROUND, groups=()), "RUNDE-GRUPPE"),
        (replace(ROUND, groups=(ROOM, replace(ROOM, assessors=(METTE,)))), "RUNDE-TO"),
        (replace(ROUND, groups=(replace(ROOM, assessors=()),), one_is_enough_because="Dagpleje"), "RUNDE-TO"),
    ],
)
def test_what_a_round_lacks(round_: Round, code: str) -> None:
    with pytest.raises(KnownError) as error:
        check_round(round_)

    assert error.value.code == code


def test_one_assessor_is_enough_with_a_reason() -> None:
    check_round(replace(ROUND, groups=(replace(ROOM, assessors=(METTE,)),), one_is_enough_because="Dagpleje"))


def test_the_same_person_twice_is_not_two() -> None:
    with pytest.raises(KnownError) as error:
        check_round(replace(ROUND, groups=(replace(ROOM, assessors=(METTE, METTE)),)))

    assert error.value.code == "RUNDE-TO"


def test_how_far_a_round_is() -> None:
    def child(number: int, state: ChildState, mine: bool) -> ChildInRound:
        listed = ChildInList(Id(str(number)), f"B{number:03}", "Barn", str(number), None, (), ())
        return ChildInRound(listed, ROOM.group_id, Context.DAYCARE, state, False, mine, ())

    coverage = Coverage(
        ROUND,
        (
            child(1, ChildState.MISSING_MINE, False),
            child(2, ChildState.READY, True),
            child(3, ChildState.AGREED, True),
        ),
    )

    assert coverage.count(ChildState.READY, ChildState.AGREED) == 2
    assert coverage.count(ChildState.MISSING_OTHERS) == 0
    assert coverage.mine_done == 2


def test_nobody_waits_for_who_has_left_but_what_they_submitted_counts() -> None:
    room = replace(ROOM, assessors=(METTE, replace(ANDERS, left_at=NOW)))

    assert room.counted(()) == (METTE,)
    assert room.counted({ANDERS.id}) == room.assessors
