"""The course: a task is done by what stands in the vault since it was begun, and only for oneself."""

from datetime import timedelta
from functools import partial

from opspor.domain.assessment import Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.store import log
from opspor.usecases import children, course, groups, practice, visits
from opspor.usecases.course import Course, Task
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def standing(house: House) -> Course:
    return house.do(course.standing)


def practised(desk: Desk, case: str) -> None:
    practice.answer(desk, case, Position.EXPOSED, Trivsel.THRIVES, "")


def seen(desk: Desk) -> Id:
    child = children.listed(desk)[0].id
    return children.observe(desk, child, seen_at=desk.clock() - timedelta(minutes=5), place="", text="Hun græd.")


def lines(desk: Desk) -> int:
    with desk.engine.begin() as connection:
        return log.last(connection)[0]


def test_nothing_counts_before_it_is_begun(house: House) -> None:
    house.enter("jonas")
    house.do(lambda desk: practised(desk, "case-01"))
    found = standing(house)
    assert (found.begun, found.done, found.next) == (False, frozenset(), Task.CASE)


def test_what_was_written_since_is_done_and_the_next_one_is_the_first_that_is_not(house: House) -> None:
    house.enter("jonas")
    house.do(course.begin)
    assert standing(house).next is Task.CASE
    house.do(seen)
    assert standing(house).done == {Task.OBSERVATION}
    house.do(lambda desk: practised(desk, "case-01"))
    found = standing(house)
    assert found.done == {Task.CASE, Task.OBSERVATION}
    assert found.next is Task.OWN
    assert found.child is not None


def test_a_question_is_kept_and_a_new_beginning_forgets_all(house: House) -> None:
    house.enter("jonas")
    house.do(course.begin)
    house.do(lambda desk: course.answered(desk, Task.CALL))
    house.do(seen)
    assert standing(house).done == {Task.CALL, Task.OBSERVATION}

    house.do(course.begin)
    assert standing(house).done == frozenset()


def test_what_is_done_counts_also_when_the_clock_of_the_pc_goes_back(house: House) -> None:
    house.enter("jonas")
    house.do(course.begin)
    house.clock.now -= timedelta(hours=3)
    house.do(lambda desk: practised(desk, "case-01"))
    house.do(seen)
    assert standing(house).done == {Task.CASE, Task.OBSERVATION}


def test_what_colleagues_write_does_not_count_and_nobody_sees_how_far_one_is(house: House) -> None:
    house.enter("jonas")
    house.do(course.begin)
    with house.as_("mette"):
        house.do(seen)
        assert not standing(house).begun
    house.enter("jonas")
    assert standing(house).done == frozenset()


def test_it_leaves_no_line_in_the_log(house: House) -> None:
    house.enter("jonas")
    before = house.do(lines)
    house.do(course.begin)
    house.do(lambda desk: course.answered(desk, Task.CALL))
    assert standing(house).done == {Task.CALL}
    assert house.do(lines) == before


def test_it_knows_which_child_waits_for_an_own_assessment_and_which_for_a_talk(house: House) -> None:
    round_id = house.open_round()
    house.enter("jonas")
    found = standing(house)
    assert found.own is not None
    assert (found.own.round_id, found.joint) == (round_id, None)
    for login in ("jonas", "sofie"):
        house.enter(login)
        house.submit(round_id, found.own.child_id)
    talk = standing(house).joint
    assert talk is not None
    assert talk.child_id == found.own.child_id


def test_a_district_has_visits_in_place_of_rounds_and_five_tasks(house: House) -> None:
    house.enter("mette")
    house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    assert standing(house).tasks == tuple(Task)  # there are rounds in the rooms beside it
    for room in house.groups.values():
        house.do(partial(groups.change, group_id=room, kind=GroupKind.DISTRICT, lead_id=None))
    house.do(course.begin)
    house.do(lambda desk: practised(desk, "case-01"))
    found = standing(house)
    assert found.tasks == (Task.CASE, Task.OBSERVATION, Task.FOLLOW_UP, Task.CALL, Task.CONCERN)
    assert found.done == {Task.CASE}
    assert found.next is Task.OBSERVATION
