"""A round: what it needs before it opens, and how far it is."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.assessment import Context
from opspor.domain.child import AgeBand, ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import (
    HINDRANCE_WORDS,
    Acquaintance,
    ChildInRound,
    ChildState,
    Coverage,
    Hindrance,
    Round,
    RoundGroup,
    check_round,
    hindrance,
    least_known_first,
    sealed_for,
    told_apart,
)
from tests.domain.factories import NOW, staff_member

METTE, ANDERS = staff_member(id_="mette"), staff_member(id_="anders")
ROOM = RoundGroup(Id("solsikken"), "Solsikken", Context.DAYCARE, (METTE, ANDERS))
KARLA = Id("karla")
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

    assert room.counted(KARLA, ()) == (METTE,)
    assert room.counted(KARLA, {ANDERS.id}) == room.assessors


def test_a_child_can_have_others_who_assess_it() -> None:
    room = replace(ROOM, others={KARLA: (METTE,)})

    assert room.assessors_of(KARLA) == (METTE,)
    assert room.assessors_of(Id("ib")) == (METTE, ANDERS)
    for alone, well in (((), False), ((KARLA,), True)):
        if well:
            check_round(replace(ROUND, groups=(room,)), alone)
        else:
            with pytest.raises(KnownError, match="Solsikken"):
                check_round(replace(ROUND, groups=(room,)), alone)


@pytest.mark.parametrize(
    ("reader", "submitted", "opened", "sealed"),
    [
        ("a", "", False, True),
        ("a", "b", False, True),  # has not submitted: whatever the others did
        ("a", "b", True, True),  # nor does opening help
        ("a", "a", False, True),  # waits for the other
        ("a", "a", True, False),
        ("a", "ab", False, False),
        ("leader", "a", False, True),  # no assessor: when all are in, or it was opened
        ("leader", "ab", False, False),
        ("leader", "a", True, False),
    ],
)
def test_who_reads_a_sealed_answer(reader: str, submitted: str, opened: bool, sealed: bool) -> None:
    assert sealed_for(Id(reader), [Id("a"), Id("b")], {Id(one) for one in submitted}, opened) is sealed


@pytest.mark.parametrize(
    ("team", "submitted", "opened", "lies_open"),
    [
        ((METTE, ANDERS), {METTE.id}, False, False),
        ((METTE,), {METTE.id}, False, True),  # nobody is waited for when the other is taken out
        ((METTE, replace(ANDERS, left_at=NOW)), {METTE.id}, False, True),
        ((METTE, ANDERS), {METTE.id}, True, True),
        ((METTE, ANDERS), (), True, False),  # there is nothing to read
        ((), {METTE.id}, False, False),
    ],
)
def test_when_the_answers_about_a_child_lie_open(
    team: tuple[StaffMember, ...], submitted: Collection[Id], opened: bool, lies_open: bool
) -> None:
    for room in (replace(ROOM, assessors=team), replace(ROOM, others={KARLA: team})):
        assert room.lies_open(KARLA, submitted, opened) is lies_open


def test_a_child_whom_nobody_assesses_stays_sealed() -> None:
    assert sealed_for(Id("leader"), [], {Id("a")}, False)


@pytest.mark.parametrize(
    ("born", "taken"),
    [
        (date(2023, 10, 1), True),  # three on the first day
        (date(2023, 10, 2), False),  # two then, three the day after: a birthday in the middle changes nothing
        (date(2020, 10, 2), True),  # becomes six the day after
        (date(2020, 10, 1), False),
        (None, True),  # nobody is dropped in silence
        (date(2027, 1, 1), True),
    ],
)
def test_the_band_is_that_of_the_first_day(born: date | None, taken: bool) -> None:
    assert replace(ROUND, bands=frozenset({AgeBand.FROM_3_TO_5})).takes(born) is taken
    assert ROUND.takes(born)


def test_what_stops_a_child_from_being_begun_is_said() -> None:
    today, born = date(2026, 10, 1), date(2022, 1, 1)

    assert hindrance(None, today, informed=False) is Hindrance.NO_BIRTH_DATE
    assert hindrance(date(2026, 10, 2), today, informed=True) is Hindrance.NOT_BORN
    assert hindrance(today, today, informed=True) is None
    assert hindrance(born, today, informed=False) is Hindrance.NOT_INFORMED
    assert set(HINDRANCE_WORDS) == set(Hindrance)


def test_a_clock_that_was_set_back_does_not_close_what_has_begun() -> None:
    before = ROUND.opens_on - timedelta(days=400)

    assert ROUND.is_open(ROUND.opens_on, begun=False)
    assert not ROUND.is_open(before, begun=False)
    assert ROUND.is_open(before, begun=True)
    assert not ROUND.is_open(ROUND.closes_on + timedelta(days=1), begun=True)
    assert not replace(ROUND, closed_at=NOW).is_open(ROUND.opens_on, begun=True)


def test_who_is_waited_for_is_counted_by_colleague() -> None:
    def child(number: int, *missing: str, state: ChildState = ChildState.MISSING_OTHERS) -> ChildInRound:
        listed = ChildInList(Id(str(number)), f"B{number:03}", "Barn", str(number), None, (), ())
        return ChildInRound(listed, ROOM.group_id, Context.DAYCARE, state, False, True, missing)

    coverage = Coverage(ROUND, (child(1, "Jonas"), child(2, "Sofie", "Jonas"), child(3, state=ChildState.NOT_ASSESSED)))

    assert coverage.waited_for == (("Jonas", 2), ("Sofie", 1))
    assert coverage.undone == 2


def test_the_child_we_know_least_comes_first_and_alike_ones_stay_in_order() -> None:
    def child(name: str, context: Context = Context.SCHOOL) -> ChildInRound:
        listed = ChildInList(Id(name), "B001", name, "", None, (), ())
        return ChildInRound(listed, ROOM.group_id, context, ChildState.READY, False, True, ())

    known = {
        (Id("noted"), Context.SCHOOL): Acquaintance(3, 0),
        (Id("known"), Context.SCHOOL): Acquaintance(0, 12),
        (Id("noted"), Context.AFTER_SCHOOL): Acquaintance(3, 0),
    }
    order = [child("noted"), child("known"), child("new"), child("newer"), child("noted", Context.AFTER_SCHOOL)]

    found = least_known_first(order, known)
    assert [row.child.id for row in found] == ["new", "newer", "known", "noted", "noted"]
    assert [row.context for row in found[3:]] == [Context.SCHOOL, Context.AFTER_SCHOOL]


def test_two_people_with_one_name_are_told_apart() -> None:
    def named(id_: str, name: str, title: str) -> StaffMember:
        return replace(staff_member(id_=id_), name=name, title=title)

    team = [
        named("1", "Mette Kanari", "pædagog"),
        named("2", "Mette Krog", "leder"),  # shown as Mette K. too
        named("3", "Bo Kanari", ""),
        named("4", "Ida Krog", "lærer"),
        named("5", "Ida Krog", "lærer"),
    ]

    assert told_apart([*reversed(team), *team]) == {
        "1": "Mette Kanari, pædagog",
        "2": "Mette Krog, leder",
        "3": "Bo K.",
        "4": "Ida Krog, lærer (1)",
        "5": "Ida Krog, lærer (2)",
    }
