"""Answers to practice cases: one a person and case, counted without a name."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.people import StaffMember
from opspor.domain.practice import PracticeAnswer
from opspor.store import practice
from tests.guards import NOTE
from tests.store.factories import TRIVSEL_FORM, World


def answer(world: World, who: StaffMember, case: str, position: Position, trivsel: Trivsel) -> PracticeAnswer:
    header = replace(world.header(), author_id=who.id)
    given = PracticeAnswer(case, position, trivsel, NOTE, header.written_at, TRIVSEL_FORM)
    practice.add(world.connection, header, given)
    return given


def test_each_has_their_own_answers_and_the_counts_are_of_all(world: World) -> None:
    mine = answer(world, world.mette, "case-01", Position.EXPOSED, Trivsel.THRIVES)
    answer(world, world.anders, "case-01", Position.EXPOSED, Trivsel.MISTRIVSEL)
    other = answer(world, world.anders, "case-02", Position.UNKNOWN, Trivsel.UNKNOWN)

    assert practice.mine(world.connection, world.mette.id) == {"case-01": mine}
    assert practice.mine(world.connection, world.anders.id)["case-02"] == other
    assert practice.answered(world.connection) == {"case-01": 2, "case-02": 1}
    found = practice.placings(world.connection, "case-01")
    assert found.answered == 2
    assert {p: many for p, many in found.positions.items() if many} == {Position.EXPOSED: 2}
    assert {t: many for t, many in found.trivsels.items() if many} == {Trivsel.THRIVES: 1, Trivsel.MISTRIVSEL: 1}
    assert practice.placings(world.connection, "case-03").answered == 0


def test_nobody_answers_a_case_twice(world: World) -> None:
    answer(world, world.mette, "case-01", Position.EXPOSED, Trivsel.THRIVES)
    with pytest.raises(IntegrityError):
        answer(world, world.mette, "case-01", Position.NOT_EXPOSED, Trivsel.THRIVES)
