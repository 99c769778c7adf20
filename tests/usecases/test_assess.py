"""Judged alone and unseen, then agreed together."""

from datetime import timedelta

import pytest

from opspor.domain.assessment import (
    Agreement,
    Context,
    FollowUpKind,
    MinorityView,
    OwnAnswers,
    Position,
    Trivsel,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildState
from opspor.usecases import assess, check, joint, matrix, rounds
from tests.usecases.conftest import House


def agreement(**changes: object) -> Agreement:
    whole: dict[str, object] = {
        "position": Position.POTENTIALLY_EXPOSED,
        "trivsel": Trivsel.BEGINNING_MISTRIVSEL,
        "reason": "Hendes faste makker er flyttet.",
        "follow_up": (FollowUpKind.FOCUS_POINT,),
    }
    return Agreement(**(whole | changes))  # type: ignore[arg-type]  # fields by name


def state_of(house: House, round_id: Id, child: Id) -> ChildState:
    coverage = house.do(lambda desk: rounds.coverage(desk, round_id))
    return next(row.state for row in coverage.children if row.child.id == child)


def test_nobody_sees_an_answer_before_all_are_in(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]

    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED, E35_1="rarely")
        for _ in range(2):  # asking again changes nothing
            with pytest.raises(KnownError) as sealed:
                house.do(lambda desk: joint.joint_table(desk, round_id, child))
            assert sealed.value.code == "VURD-FAA"
    for other in ("sofie", "mette"):
        with house.as_(other), pytest.raises(KnownError) as sealed:
            house.do(lambda desk: joint.joint_table(desk, round_id, child))
        assert sealed.value.code == "VURD-FAA"

    with house.as_("sofie"):
        house.submit(round_id, child, E35_1="often")
        table = house.do(lambda desk: joint.joint_table(desk, round_id, child))

    assert [(row.item, row.distance) for row in table.differences] == [("position", 3), ("E35-1", 3)]


def test_the_sheet_of_one_person_never_holds_what_another_wrote(house: House) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0], Position.EXPOSED, E35_1="rarely")

    with house.as_("sofie"):
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))

    assert sheet.submitted is None
    assert sheet.answers == OwnAnswers(context=Context.DAYCARE)


def test_what_was_typed_is_there_again_after_locking(house: House) -> None:
    round_id = house.open_round()
    typed = OwnAnswers(answers={"E35-1": "sometimes"}, notes={"E35-1": "Kun om morgenen"})
    with house.as_("jonas"):
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
        saved_at = house.do(lambda desk: assess.save_own(desk, sheet, typed))

    with house.as_("jonas"):
        again = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))

    assert again.answers == typed
    assert again.saved_at == saved_at
    with house.as_("sofie"):
        assert house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0])).answers == OwnAnswers()


def test_an_unanswered_sign_stays_unanswered_and_the_two_axes_must_be_chosen(house: House) -> None:
    round_id = house.open_round()
    house.enter("jonas")
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
    for answers in (OwnAnswers(trivsel=Trivsel.THRIVES), OwnAnswers(position=Position.EXPOSED)):
        with pytest.raises(KnownError) as unfinished:
            house.do(lambda desk, a=answers: assess.submit_own(desk, sheet, a))  # type: ignore[misc]
        assert unfinished.value.code == "VURD-MANGLER"

    house.submit(round_id, house.children[0], Position.UNKNOWN, Trivsel.UNKNOWN)

    mine = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0])).submitted
    assert mine is not None
    assert mine.answers.answers == {}


def test_an_own_assessment_can_be_corrected_until_the_team_has_agreed(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)
    with house.as_("jonas"):
        corrected = house.submit(round_id, child, Position.EXPOSED)
        table = house.do(lambda desk: joint.joint_table(desk, round_id, child))
        assert [own.id for own in table.own if own.author_id == house.ids["jonas"]] == [corrected]
        on = house.clock().date() + timedelta(weeks=6)
        house.do(lambda desk: joint.agree(desk, round_id, child, agreement(follow_up_on=on)))

        with pytest.raises(KnownError) as too_late:
            house.submit(round_id, child)

    assert too_late.value.code == "VURD-FAELLES"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"position": None}, "VURD-MANGLER"),
        ({"trivsel": None}, "VURD-MANGLER"),
        ({"reason": "  "}, "VURD-GRUND"),
        ({"follow_up": ()}, "VURD-AFTALE"),
        ({"follow_up_on": None}, "VURD-AFTALE"),
    ],
)
def test_an_agreement_must_be_whole(house: House, changes: dict[str, object], code: str) -> None:
    round_id = house.open_round()
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, house.children[0])
    house.enter("sofie")
    on = house.clock().date()

    with pytest.raises(KnownError) as refused:
        house.do(
            lambda desk: joint.agree(desk, round_id, house.children[0], agreement(**({"follow_up_on": on} | changes)))
        )

    assert refused.value.code == code


def test_the_agreement_stands_beside_what_each_one_saw_and_what_one_sees_differently(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)
    house.enter("sofie")
    minority = (MinorityView(house.ids["jonas"], "I de små grupper ude ser jeg hende trives."),)
    on = house.clock().date() + timedelta(weeks=6)

    house.do(lambda desk: joint.agree(desk, round_id, child, agreement(minority=minority, follow_up_on=on)))

    table = house.do(lambda desk: joint.joint_table(desk, round_id, child))
    assert table.joint is not None
    assert table.joint.agreement.minority == minority
    assert [own.answers.position for own in table.own] == [Position.NOT_EXPOSED] * 2
    shown = house.do(lambda desk: matrix.matrix(desk, round_id))
    assert [placed.child.id for placed in shown.cells["PU_M"]] == [child]
    assert [row.id for row in shown.waiting] == [
        row.child.id for row in house.do(lambda desk: rounds.coverage(desk, round_id)).children if row.child.id != child
    ]


def test_a_second_agreement_replaces_the_first_and_keeps_it(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)
    house.enter("sofie")
    on = house.clock().date() + timedelta(weeks=6)
    first = house.do(lambda desk: joint.agree(desk, round_id, child, agreement(follow_up_on=on)))
    second = house.do(
        lambda desk: joint.agree(desk, round_id, child, agreement(follow_up_on=on, trivsel=Trivsel.MISTRIVSEL))
    )

    table = house.do(lambda desk: joint.joint_table(desk, round_id, child))

    assert first != second
    assert table.joint is not None
    assert table.joint.id == second
    assert table.joint.agreement.trivsel is Trivsel.MISTRIVSEL


def test_coverage_says_who_is_missing(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    with house.as_("jonas"):
        assert state_of(house, round_id, child) is ChildState.MISSING_MINE
        house.submit(round_id, child)
        assert state_of(house, round_id, child) is ChildState.MISSING_OTHERS
        coverage = house.do(lambda desk: rounds.coverage(desk, round_id))
        assert coverage.mine_done == 1
        assert next(row.missing for row in coverage.children if row.child.id == child) == ("Sofie K.",)
    with house.as_("sofie"):
        house.submit(round_id, child)
        assert state_of(house, round_id, child) is ChildState.READY


def test_only_those_who_were_chosen_assess(house: House) -> None:
    round_id = house.open_round()

    with pytest.raises(KnownError) as refused:  # the leader is not one of the two
        house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))

    assert refused.value.code == "VURD-IKKE-VALGT"


def test_staff_of_another_room_see_neither_the_round_nor_the_child(house: House) -> None:
    round_id = house.open_round()
    house.enter("ali")

    assert house.do(rounds.all_rounds) == ()
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: rounds.coverage(desk, round_id))
    assert refused.value.code == "ADGANG-NEJ"
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
    assert refused.value.code == "ADGANG-NEJ"


def test_the_band_is_that_of_the_rounds_first_day(house: House) -> None:
    round_id = house.open_round()
    house.clock.now += timedelta(days=800)  # all have become six
    house.enter("jonas")

    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))

    assert sheet.trivsel_form.ref.id == "trivsel-3-5"


def test_a_round_needs_two_assessors_or_a_reason(house: House) -> None:
    today = house.clock().date()

    def open_(**changes: object) -> Id:
        alone = {house.groups["Bøgestuen"]: (Context.DAYCARE, [house.ids["jonas"]])}
        fields: dict[str, object] = {
            "name": "Forår", "opens_on": today, "closes_on": today + timedelta(days=9), "groups": alone,
        }  # fmt: skip
        return house.do(lambda desk: rounds.open_round(desk, **(fields | changes)))  # type: ignore[arg-type]

    for changes, code in (
        ({}, "RUNDE-TO"),
        ({"name": " "}, "RUNDE-NAVN"),
        ({"closes_on": today}, "RUNDE-DATO"),
    ):
        with pytest.raises(KnownError) as refused:
            open_(**changes)
        assert refused.value.code == code

    assert open_(one_is_enough_because="Dagplejen har én voksen.")


def test_a_changed_answer_is_found_by_the_check(house: House) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0], E35_1="rarely")
    house.enter("mette")
    assert house.do(check.check) == ()

    def tamper(desk: object) -> None:
        with desk.engine.begin() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("UPDATE own_assessment SET body = replace(body, 'rarely', 'often')")

    house.do(tamper)

    assert [finding.code for finding in house.do(check.check)] == ["VURD-AENDRET"]


def test_the_list_of_rounds_counts_what_the_round_itself_shows(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)
    house.enter("sofie")
    on = house.clock().date() + timedelta(weeks=6)
    for _ in range(2):  # a second agreement replaces the first and is not counted again
        house.do(lambda desk: joint.agree(desk, round_id, child, agreement(follow_up_on=on)))

    (row,) = house.do(rounds.listed_rounds)
    coverage = house.do(lambda desk: rounds.coverage(desk, round_id))

    assert (row.agreed, row.children) == (coverage.count(ChildState.AGREED), len(coverage.children)) == (1, 3)
    house.enter("ali")
    assert house.do(rounds.listed_rounds) == ()
