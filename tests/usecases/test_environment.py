"""The learning environment: answered alone before the children, shown to the others when all are in."""

import pytest

from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import check, environment, rounds
from tests.usecases.conftest import House

YES = EnvironmentAnswers({"M-1": "yes"}, {"M-1": "KANARI: hver morgen"})
NO = EnvironmentAnswers({"M-1": "no"})


def answer(house: House, round_id: Id, answers: EnvironmentAnswers) -> Id:
    group = house.groups["Bøgestuen"]
    sheet = house.do(lambda desk: environment.sheet(desk, round_id, group))
    return house.do(lambda desk: environment.submit(desk, sheet, answers))


def seen(house: House, round_id: Id) -> environment.GroupEnvironment:
    return house.do(lambda desk: environment.of_group(desk, round_id, house.groups["Bøgestuen"]))


def test_nobody_sees_what_another_answered_before_all_are_in(house: House) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        answer(house, round_id, YES)
        assert seen(house, round_id) == environment.GroupEnvironment((), ("Sofie K.",), False, {})
    for other, mine_missing in (("sofie", True), ("mette", False)):
        with house.as_(other):
            found = seen(house, round_id)
            assert (found.own, found.words, found.mine_missing) == ((), {}, mine_missing)
            assert "KANARI" not in repr(found)

    with house.as_("sofie"):
        sheet = house.do(lambda desk: environment.sheet(desk, round_id, house.groups["Bøgestuen"]))
        assert sheet.answers == EnvironmentAnswers()
        answer(house, round_id, NO)

    for reader in ("jonas", "sofie", "mette"):
        with house.as_(reader):
            found = seen(house, round_id)
            assert [(own.author_name, own.answers) for own in found.own] == [
                ("Jonas Kanariberg", YES),
                ("Sofie Kanarilund", NO),
            ]
            assert found.missing == ()
            assert found.words


def test_how_far_a_round_is_says_whether_one_has_answered_oneself_and_nothing_of_the_others(house: House) -> None:
    round_id = house.open_round()

    def missing(login: str) -> bool:
        with house.as_(login):
            return house.do(lambda desk: rounds.coverage(desk, round_id)).adults_missing

    assert {login: missing(login) for login in ("jonas", "sofie", "mette")} == {
        "jonas": True, "sofie": True, "mette": False,  # who does not assess is not asked
    }  # fmt: skip
    with house.as_("jonas"):
        answer(house, round_id, YES)
    assert (missing("jonas"), missing("sofie")) == (False, True)


def test_what_was_typed_is_there_again_and_a_later_answer_stands_instead(house: House) -> None:
    round_id = house.open_round()
    group = house.groups["Bøgestuen"]
    with house.as_("jonas"):
        sheet = house.do(lambda desk: environment.sheet(desk, round_id, group))
        saved_at = house.do(lambda desk: environment.save(desk, sheet, YES))
    with house.as_("jonas"):
        again = house.do(lambda desk: environment.sheet(desk, round_id, group))
        assert (again.answers, again.saved_at, again.submitted) == (YES, saved_at, None)
        assert house.do(lambda desk: environment.answered(desk, round_id)) == frozenset()
        answer(house, round_id, YES)
        assert house.do(lambda desk: environment.answered(desk, round_id)) == {group}
        answer(house, round_id, NO)
        now = house.do(lambda desk: environment.sheet(desk, round_id, group))
    assert now.submitted is not None
    assert (now.answers, now.submitted.answers, now.saved_at) == (NO, NO, None)


def test_a_pasted_file_is_no_note(house: House) -> None:
    round_id = house.open_round()
    house.enter("jonas")

    with pytest.raises(KnownError) as refused:
        answer(house, round_id, EnvironmentAnswers({}, {"M-1": "x" * 100_000}))

    assert refused.value.code == "VURD-LANG"


def test_only_those_who_assess_answer(house: House) -> None:
    round_id = house.open_round()

    with pytest.raises(KnownError) as refused:
        answer(house, round_id, YES)

    assert refused.value.code == "VURD-IKKE-VALGT"
    with pytest.raises(KnownError) as refused:
        house.do(lambda desk: environment.sheet(desk, round_id, house.groups["Egestuen"]))
    assert refused.value.code == "RUNDE-MANGLER"


def test_a_changed_answer_is_found_by_the_check(house: House) -> None:
    round_id = house.open_round()
    with house.as_("jonas"):
        answer(house, round_id, NO)
    house.enter("mette")
    assert house.do(check.check) == ()

    def tamper(desk: object) -> None:
        with desk.engine.begin() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("""UPDATE own_environment SET body = replace(body, '"no"', '"yes"')""")

    house.do(tamper)

    assert [finding.code for finding in house.do(check.check)] == ["VURD-AENDRET"]
