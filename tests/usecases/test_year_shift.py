"""A new year: whole classes go on in one go, with every child that goes another way, and back the same day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, Role
from opspor.domain.year_shift import Course, Shift, Step
from opspor.usecases import children, groups, people, year_shift
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.usecases.year_shift import Preview
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)
FIRST = TODAY - timedelta(days=2)
NAMES = {"1.B": ("Ib", "Ea"), "2.B": ("Åse", "Bo", "Liv"), "9.A": ("Mia",), "SFO Rød": ()}


@pytest.fixture
def school(house: House) -> House:
    """1.B of two, 2.B of three, 9.A of one, an SFO with a child of 2.B, an empty class; Jonas is tovholder of 2.B."""
    today, house.clock.now = house.clock.now, house.clock.now - timedelta(days=30)
    new = [NewChild(name, "Kanari", None, "", group, "") for group, names in NAMES.items() for name in names]
    house.do(lambda desk: children.import_list(desk, new))
    for name in ("SFO Rød", "4.Å"):
        house.do(lambda desk, name=name: people.add_group(desk, name))  # type: ignore[misc]
    house.groups = {group.name: group.id for group in house.do(people.overview).groups}
    aase, sfo = child(house, "Åse Kanari"), house.groups["SFO Rød"]
    house.do(lambda desk: children.enrol(desk, aase, sfo, desk.clock().date()))
    house.do(lambda desk: people.set_groups(desk, house.ids["jonas"], [house.groups["2.B"], house.groups["Bøgestuen"]]))
    house.do(lambda desk: groups.change(desk, house.groups["2.B"], kind=GroupKind.CLASS, lead_id=house.ids["jonas"]))
    house.clock.now = today
    return house


def child(house: House, name: str) -> Id:
    return next(one.id for one in house.do(children.listed) if one.full_name == name)


def proposed(house: House) -> Shift:
    found = house.do(year_shift.year)
    return Shift(TODAY, {one.group.id: one.proposal for one in found.groups})


def where(house: House) -> dict[str, set[str]]:
    return {one.first_name: set(one.group_names) for one in house.do(children.listed) if one.last_name == "Kanari"}


def look(house: House, shift: Shift) -> Preview:
    return house.do(lambda desk: year_shift.preview(desk, shift))


def begin(house: House, shift: Shift) -> year_shift.Done:
    return house.do(lambda desk: year_shift.begin(desk, shift))


def test_classes_go_on_the_oldest_leave_and_the_rest_stays(school: House) -> None:
    done = begin(school, proposed(school))

    assert where(school) == {
        "Ib": {"2.B"}, "Ea": {"2.B"}, "Åse": {"3.B", "SFO Rød"}, "Bo": {"3.B"}, "Liv": {"3.B"}, "Mia": set(),
    }  # fmt: skip
    assert (done.moved, done.stopped, done.new_groups) == (5, 1, 2)  # 4.Å goes on as 5.Å, with nobody in it


def test_the_staff_and_the_tovholder_go_along_or_stay(school: House) -> None:
    shift = proposed(school)
    begin(school, shift)
    known = school.do(people.overview)
    named = {group.id: group for group in known.groups}
    jonas = next(member for member in known.staff if member.id == school.ids["jonas"])
    assert {named[group].name for group in jonas.groups} == {"3.B", "Bøgestuen"}
    assert {group.name: group.lead_id for group in known.groups if group.lead_id} == {"3.B": jonas.id}

    school.do(year_shift.undo)
    begin(school, replace(shift, staff_stay=frozenset({school.groups["2.B"]})))
    jonas = next(m for m in school.do(people.overview).staff if m.id == school.ids["jonas"])
    assert {named[group].name for group in jonas.groups} == {"2.B", "Bøgestuen"}


def test_everything_is_undone_the_same_day_and_not_the_day_after(school: House) -> None:
    before, staff = where(school), [(m.id, m.groups) for m in school.do(people.overview).staff]
    begin(school, proposed(school))
    assert school.do(year_shift.year).can_undo

    school.do(year_shift.undo)

    assert where(school) == before
    assert [(m.id, m.groups) for m in school.do(people.overview).staff] == staff
    assert not school.do(year_shift.year).can_undo

    begin(school, proposed(school))
    school.clock.now += timedelta(days=1)
    with pytest.raises(KnownError) as refused:
        school.do(year_shift.undo)
    assert refused.value.code == "AAR-FORTRYD"


def test_who_was_moved_again_since_stays_there(school: House) -> None:
    begin(school, proposed(school))
    bo = child(school, "Bo Kanari")
    third, first = (next(g.id for g in school.do(people.overview).groups if g.name == name) for name in ("3.B", "1.B"))
    school.do(lambda desk: children.move(desk, bo, third, first, TODAY))
    school.do(year_shift.undo)
    assert where(school)["Bo"] == {"1.B"}
    assert where(school)["Liv"] == {"2.B"}


def test_a_child_stays_down_another_moves_alone_a_third_leaves(school: House) -> None:
    shift = replace(
        proposed(school),
        children={
            child(school, "Bo Kanari"): Step(Course.STAYS),
            child(school, "Liv Kanari"): Step(Course.GOES_ON, "4.å"),
            child(school, "Ea Kanari"): Step(Course.LEAVES),
        },
    )
    found = {move.group.name: move for move in look(school, shift).moves}
    assert [(one.first_name, step.course) for one, step in found["2.B"].alone] == [
        ("Bo", Course.STAYS), ("Liv", Course.GOES_ON),
    ]  # fmt: skip
    assert found["2.B"].moved == 1
    begin(school, shift)
    after = where(school)
    assert (after["Bo"], after["Liv"], after["Ea"], after["Ib"]) == ({"2.B"}, {"4.Å"}, set(), {"2.B"})


def test_two_classes_become_one_and_it_is_said_before(school: House) -> None:
    shift = replace(
        proposed(school),
        groups={
            school.groups["1.B"]: Step(Course.GOES_ON, "2. Æbletræet"),
            school.groups["2.B"]: Step(Course.GOES_ON, "2.  æbletræet"),
        },
    )
    found = look(school, shift)
    assert [(move.joins, move.is_new, move.moved) for move in found.moves] == [(True, True, 2), (True, True, 3)]
    begin(school, shift)
    assert {name for name, there in where(school).items() if there & {"2. Æbletræet"}} == {
        "Ib",
        "Ea",
        "Åse",
        "Bo",
        "Liv",
    }


def test_going_on_into_a_class_that_stays_is_said(school: House) -> None:
    shift = Shift(TODAY, {school.groups["1.B"]: Step(Course.GOES_ON, "2.b")})
    (move,) = look(school, shift).moves
    assert (move.joins, move.is_new, move.target) == (True, False, "2.b")


def test_a_class_that_nobody_works_in_afterwards_is_said(school: House) -> None:
    shift = replace(proposed(school), staff_stay=frozenset({school.groups["2.B"]}))
    assert {move.group.name: move.nobody for move in look(school, shift).moves}["2.B"]


def test_open_rounds_are_named(school: House) -> None:
    school.open_round("Forår 2026")
    shift = Shift(TODAY, {school.groups["Bøgestuen"]: Step(Course.GOES_ON, "Ærtestuen")})
    assert look(school, shift).rounds == ("Forår 2026",)


def test_a_preview_writes_nothing(school: House) -> None:
    before = school.do(people.overview).groups
    look(school, proposed(school))
    assert school.do(people.overview).groups == before


def test_what_cannot_be_is_refused_and_nothing_is_changed(school: House) -> None:
    before = where(school)
    second = school.groups["2.B"]
    for code, shift in {
        "AAR-NAVN": Shift(TODAY, {second: Step(Course.GOES_ON, "  ")}),
        "AAR-DATO": replace(proposed(school), on=TODAY + timedelta(days=1)),
        "AAR-INTET": Shift(TODAY, {second: Step(Course.STAYS)}),
        "AAR-AENDRET": Shift(TODAY, {Id("gone"): Step(Course.LEAVES)}),
    }.items():
        with pytest.raises(KnownError) as refused:
            begin(school, shift)
        assert refused.value.code == code
    school.do(lambda desk: people.add_group(desk, "Distrikt Æ"))
    with pytest.raises(KnownError) as refused:
        begin(school, Shift(TODAY, {second: Step(Course.GOES_ON, "distrikt æ")}))
    assert refused.value.code == "AAR-DISTRIKT"
    assert where(school) == before


def test_one_line_in_the_log_says_how_many(school: House) -> None:
    begin(school, proposed(school))

    def last(desk: Desk) -> tuple[object, ...]:
        with desk.engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT action, detail FROM log_entry ORDER BY number DESC LIMIT 1")
            return tuple(rows.one())

    assert school.do(last) == ("groups.shift", '{"moved":5,"new_groups":2,"stopped":1}')


def test_rooms_say_who_turns_six_this_year(house: House) -> None:
    house.do(
        lambda desk: children.import_list(desk, [NewChild("Ida", "Kanari", date(2020, 12, 31), "", "Bøgestuen", "")])
    )
    assert house.do(year_shift.year).to_school == (child(house, "Ida Kanari"),)


def test_nobody_but_the_leader(house: House) -> None:
    house.invite("Adam Kanari", Role.ADMINISTRATOR, frozenset())
    for login in ("jonas", "adam"):
        with house.as_(login), pytest.raises(KnownError) as refused:
            house.do(year_shift.year)
        assert refused.value.code == "ADGANG-NEJ"


def test_a_child_of_two_classes_leaves_both_and_comes_back_to_both(school: House) -> None:
    for name, group in (("Bo Kanari", "1.B"), ("Ib Kanari", "SFO Rød")):
        bo, to = child(school, name), school.groups[group]
        school.do(lambda desk, bo=bo, to=to: children.enrol(desk, bo, to, FIRST))  # type: ignore[misc]
    before = where(school)
    done = begin(school, proposed(school))
    assert where(school)["Bo"] == {"2.B", "3.B"}
    assert done.moved == 5
    school.do(year_shift.undo)
    assert where(school) == before


def test_where_two_classes_become_one_a_child_of_both_is_there_once(school: House) -> None:
    bo, first = child(school, "Bo Kanari"), school.groups["1.B"]
    school.do(lambda desk: children.enrol(desk, bo, first, FIRST))
    before = where(school)
    both = proposed(school).groups | {school.groups[name]: Step(Course.GOES_ON, "3.B") for name in ("1.B", "2.B")}
    begin(school, Shift(TODAY, both))
    assert where(school)["Bo"] == {"3.B"}
    school.do(year_shift.undo)
    assert where(school) == before


def test_a_child_that_is_in_the_class_already_that_it_goes_on_to_leaves_the_old_one(school: House) -> None:
    bo, first = child(school, "Bo Kanari"), school.groups["1.B"]
    school.do(lambda desk: children.enrol(desk, bo, first, FIRST))
    before = where(school)
    stays = {id_: Step(Course.STAYS) for id_ in proposed(school).groups}
    shift = Shift(TODAY, stays | {first: Step(Course.GOES_ON, "2.B")})
    assert look(school, shift).moved == 3
    begin(school, shift)
    assert where(school)["Bo"] == {"2.B"}
    school.do(year_shift.undo)
    assert where(school) == before
