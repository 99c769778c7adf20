"""Judged alone and unseen, then agreed together."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from opspor.domain.assessment import (
    NOTE_LIMIT,
    Agreement,
    Context,
    FollowUpKind,
    OwnAnswers,
    Position,
    Trivsel,
)
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildState
from opspor.forms.library import Library
from opspor.usecases import assess, check, joint, rounds
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def agreement(**changes: object) -> Agreement:
    whole: dict[str, object] = {
        "position": Position.POTENTIALLY_EXPOSED,
        "trivsel": Trivsel.BEGINNING_MISTRIVSEL,
        "reason": "Hendes faste makker er flyttet.",
        "follow_up": (FollowUpKind.FOCUS_POINT,),
        "participants": (Id("jonas"),),
    }
    return Agreement(**(whole | changes))  # type: ignore[arg-type]  # fields by name


def state_of(house: House, round_id: Id, child: Id) -> ChildState:
    coverage = house.do(lambda desk: rounds.coverage(desk, round_id))
    return next(row.state for row in coverage.children if row.child.id == child)


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

    house.submit(round_id, house.children[0])

    mine = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0])).submitted
    assert mine is not None
    assert mine.answers.answers == {}


@pytest.mark.parametrize("changes", [{"position": Position.UNKNOWN}, {"trivsel": Trivsel.UNKNOWN}])
def test_ved_ikke_nok_leads_to_a_task_with_a_day(house: House, changes: dict[str, Any]) -> None:
    round_id = house.open_round()
    child, by = house.children[0], house.clock().date() + timedelta(days=9)
    answers = replace(OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES), **changes)
    house.enter("jonas")
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
    for unfinished in (answers, replace(answers, find_out="Hvem henter?"), replace(answers, find_out_on=by)):
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk, a=unfinished: assess.submit_own(desk, sheet, a))  # type: ignore[misc]
        assert refused.value.code == "VURD-FIND-UD"

    whole = replace(answers, find_out="Hvem henter?", find_out_on=by)
    house.do(lambda desk: assess.submit_own(desk, sheet, whole))

    (mine,) = house.do(assess.my_questions)
    assert (mine.round_id, mine.child.id, mine.what, mine.by) == (round_id, child, "Hvem henter?", by)
    for other in ("sofie", "mette"):
        house.enter(other)
        assert house.do(assess.my_questions) == ()


def test_a_question_is_over_when_one_has_submitted_again_or_the_team_has_agreed(house: House) -> None:
    round_id = house.open_round()
    child, other = house.children[:2]
    on = house.clock().date() + timedelta(weeks=6)
    unsure = OwnAnswers(position=Position.UNKNOWN, trivsel=Trivsel.THRIVES, find_out="Hvem henter?", find_out_on=on)
    house.enter("jonas")
    for each in (child, other):
        sheet = house.do(lambda desk, each=each: assess.own_sheet(desk, round_id, each))  # type: ignore[misc]
        house.do(lambda desk, sheet=sheet: assess.submit_own(desk, sheet, unsure))  # type: ignore[misc]
    house.submit(round_id, other)
    assert [question.child.id for question in house.do(assess.my_questions)] == [child]

    house.enter("sofie")
    house.submit(round_id, child)
    house.do(lambda desk: joint.agree(desk, round_id, child, agreement(follow_up_on=on)))

    house.enter("jonas")
    assert house.do(assess.my_questions) == ()


def test_a_note_may_be_long_and_in_any_writing_and_a_pasted_file_waits_as_a_draft(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    odd = "👩‍👧 שלום مرحبا \u202e bagvendt \x00 \u200b æøå" + "x" * (NOTE_LIMIT - 40)
    house.enter("jonas")
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
    answers = OwnAnswers(
        notes={"E35-1": odd}, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, position_reason="p" * 100_000
    )
    house.do(lambda desk: assess.save_own(desk, sheet, answers))
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: assess.submit_own(desk, sheet, answers))
    assert refused.value.code == "VURD-LANG"
    house.enter("jonas")
    assert house.do(lambda desk: assess.own_sheet(desk, round_id, child)).answers == answers

    house.do(lambda desk: assess.submit_own(desk, sheet, replace(answers, position_reason="kort")))

    mine = house.do(lambda desk: assess.own_sheet(desk, round_id, child)).submitted
    assert mine is not None
    assert mine.answers.notes == {"E35-1": odd}


def test_what_was_answered_on_a_form_that_nobody_has_any_more_stands_under_its_ids(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    answered = OwnAnswers(answers={"P-FAM": "unknown", "E35-1": "often"}, notes={"E35-1": "Kun ude"})
    house.enter("jonas")
    sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, child))
    house.do(lambda desk: assess.save_own(desk, sheet, answered))
    bare = Library(house.folder)  # a program without these forms

    def read(desk: Desk) -> assess.OwnSheet:
        return assess.own_sheet(replace(desk, library=bare), round_id, child)

    assert house.do(read).position_form == sheet.position_form  # the vault has a copy since the first key
    for table_, lost in (("position", ("position",)), ("trivsel", ("position", "trivsel"))):

        def lose(desk: Desk, kind: str = table_) -> None:
            with desk.engine.begin() as connection:
                connection.exec_driver_sql(f"DELETE FROM form_copy WHERE kind = '{kind}'")  # noqa: S608

        house.do(lose)
        found = house.do(read)
        assert tuple(ref.kind for ref in found.gone) == lost
        assert found.answers == answered
        assert {question.id for question in found.position_form.question} >= {"P-FAM"}
        assert "E35-1" in {sign.id for sign in found.trivsel_form.sign}
        house.do(lambda desk, sheet=found: assess.save_own(replace(desk, library=bare), sheet, answered))  # type: ignore[misc]

    whole = replace(answered, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: assess.submit_own(replace(desk, library=bare), found, whole))
    assert refused.value.code == "FORM-MANGLER"


def test_a_clock_that_was_set_back_loses_no_assessment(house: House) -> None:
    round_id = house.open_round()
    child = house.children[0]
    house.enter("jonas")
    house.submit(round_id, child, Position.EXPOSED)
    house.clock.now -= timedelta(days=400)  # also before the round opened

    later = house.submit(round_id, child)

    mine = house.do(lambda desk: assess.own_sheet(desk, round_id, child)).submitted
    assert mine is not None
    assert (mine.id, mine.answers.position) == (later, Position.NOT_EXPOSED)


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


def test_unlawful_absence_is_asked_of_a_school_alone(house: House) -> None:
    today, team = house.clock().date(), [house.ids["jonas"], house.ids["sofie"]]
    codes = {}
    for context in (Context.DAYCARE, Context.SCHOOL, Context.AFTER_SCHOOL):
        round_id = house.open_round() if context is Context.DAYCARE else house.do(
            partial(rounds.open_round, name=context, opens_on=today, closes_on=today + timedelta(days=30),
                    groups={house.groups["Bøgestuen"]: (context, team)})
        )  # fmt: skip
        with house.as_("jonas"):
            sheet = house.do(partial(assess.own_sheet, round_id=round_id, child_id=house.children[0]))
        house.enter("mette")
        codes[context] = {flag.code for flag in sheet.flags}
    assert codes[Context.SCHOOL] - codes[Context.DAYCARE] == {"H_FRAVAER15"}
    assert codes[Context.AFTER_SCHOOL] == codes[Context.DAYCARE] >= {"H_VOLD", "H_AKUT"}


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
