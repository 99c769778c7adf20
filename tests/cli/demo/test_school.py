"""A school: two lists, two contexts of one child in one round, a tovholder, and pupils who say something themselves."""

import csv

import pytest

from opspor.cli.demo.material import House, load
from opspor.cli.demo.school import LIST, there
from opspor.domain.assessment import Context
from opspor.domain.people import GroupKind
from opspor.usecases import children, environment, matrix, people, rounds
from tests.cli.demo.conftest import Play, Played


@pytest.fixture
def school(play: Play) -> Played:
    return play("--kind", "skole", "--children", "8", "--rounds", "1")


def test_the_list_of_the_sfo_gives_the_children_of_the_class_a_second_group(school: Played) -> None:
    with (school.folder / LIST).open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))
    place = school.open()
    try:
        every = place.look(children.listed).result()
        groups = {group.name: group for group in place.look(people.overview).result().groups}
        staff = {member.id: member.name for member in place.look(people.overview).result().staff}
    finally:
        place.close()
    both = [child for child in every if child.group_names == ("2.B", "SFO Rød")]
    assert len(every) == 8 + 1  # one has just begun, and is on no list
    assert len(both) == len(listed) == school.result["counts"]["in_two_groups"] == 6
    assert (groups["2.B"].kind, groups["SFO Rød"].kind) == (GroupKind.CLASS, GroupKind.AFTER_SCHOOL)
    assert [staff[lead] for g in groups.values() if (lead := g.lead_id)] == ["Lotte Ravn", "Henriette Krogh"]


def test_class_and_sfo_are_two_contexts_of_one_round_judged_by_their_own(school: Played) -> None:
    place = school.open()
    try:
        (coverage,) = place.look(rounds.all_rounds).result()
        shown = place.look(lambda desk: matrix.matrix(desk, coverage.round.id)).result()
    finally:
        place.close()
    who = {group.context: {member.name for member in group.assessors} for group in coverage.round.groups}
    assert set(who) == {Context.SCHOOL, Context.AFTER_SCHOOL}
    assert who[Context.SCHOOL].isdisjoint(who[Context.AFTER_SCHOOL])
    cells: dict[str, dict[Context, str]] = {}
    for cell, placed in shown.cells.items():
        for one in placed:
            cells.setdefault(one.child.code, {})[one.context] = cell
    assert any(len(set(there.values())) == 2 for there in cells.values())  # another place, another picture


def test_the_adults_of_the_sfo_answer_about_themselves_too(school: Played) -> None:
    place = school.open()
    try:
        (coverage,) = place.look(rounds.all_rounds).result()
        (sfo,) = [group for group in coverage.round.groups if group.context is Context.AFTER_SCHOOL]
        found = place.run(lambda desk: environment.of_group(desk, coverage.round.id, sfo.group_id)).result()
    finally:
        place.close()
    assert not found.missing


def test_pupils_say_something_on_paper_and_some_do_not_want_to(school: Played) -> None:
    place = school.open()
    try:
        files = [
            place.run(lambda desk, id_=child.id: children.open_child(desk, id_)).result()  # type: ignore[misc]
            for child in place.look(children.listed).result()
        ]
    finally:
        place.close()
    views = [file.pupil[0] for file in files if file.pupil]
    assert len(views) == 8
    assert not any(view.on_screen for view in views)
    assert any(view.answers.faces for view in views)
    assert len({tuple(view.answers.faces.items()) for view in views}) > 3


def test_a_story_that_says_nothing_of_the_sfo_is_none_there() -> None:
    stories = load("skole", House).story
    told = [there(story) for story in stories]
    assert any(told)
    assert not all(told)
    assert all(other.cells[0] == other.cells[1] != "?" for other in told if other)
