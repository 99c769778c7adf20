"""What follows in the demo from the talk about a child: focus points, analyses and follow-ups."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from opspor.cli.demo.following import groups_of
from opspor.cli.demo.material import House, load
from opspor.domain.assessment import NOTE_LIMIT, Context
from opspor.domain.follow_up import SubjectKind, When
from opspor.forms.library import ANALYSIS, load_library
from opspor.usecases import follow_ups, meetings, plan_list, work_days
from opspor.usecases.children import listed
from opspor.usecases.plan_list import Listed
from tests.cli.demo.conftest import Play

HOUSES = [load(kind, House) for kind in ("dagtilbud", "skole", "sundhedspleje")]
HOUSE = HOUSES[0]


def works_with(house: House, login: str, story: str) -> bool:
    """Whether ``login`` works in a group that the child of ``story`` goes in: stories go to the rooms in turn."""
    place = next(place for place, one in enumerate(house.story) if one.id == story)
    room = house.group[place % len(house.group)]
    there = set(room.assessors).union(*(s.assessors for s in house.second if s.of == room.name))
    return login in there | {house.staff[0].login}


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.institution)
def test_whoever_writes_works_with_the_child_and_days_go_one_way(house: House) -> None:
    about_children: list[Any] = [*house.analysis, *house.contact, *house.heard, *house.faces, *house.network]
    about_children += [*house.coming, *house.transition, *(focus for focus in house.focus if not focus.group)]
    assert about_children
    for text in about_children:
        assert works_with(house, text.by, text.story)
        assert text.days > 0
    assert all(bool(focus.group) != bool(focus.story) for focus in house.focus)
    assert {focus.group for focus in house.focus if focus.group} <= groups_of(house)
    assert all(bool(contact.tried) != bool(contact.views) for contact in house.contact)
    for days, looks in [(f.days, f.look) for f in house.focus] + [(p.days, p.look) for p in house.plan]:
        in_order = [days, *(look.days for look in looks)]
        assert in_order == sorted(set(in_order), reverse=True)
        assert all(bool(look.put_off) != bool(look.effect) for look in looks)
        assert all(look.again is not None for look in looks[:-1])


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.institution)
def test_an_analysis_answers_questions_of_the_form(house: House) -> None:
    known = {section.id for section in load_library().document(ANALYSIS).section}
    for analysis in house.analysis:
        assert set(analysis.sections) <= known
        assert all(len(text) < NOTE_LIMIT for text in analysis.sections.values())


def test_something_is_over_due_something_comes_this_week_and_something_is_of_a_whole_group(play: Play) -> None:
    place = play().open()
    due, today = place.look(follow_ups.due).result(), place.clock().date()
    shown = place.look(lambda desk: plan_list.everything(desk, closed=True)).result()
    place.close()
    points = [row for row in due if row.subject.kind is SubjectKind.FOCUS]
    assert {When.LATE, When.SOON, When.LATER} <= {row.when for row in points}
    if today.weekday() < 5:  # nobody looks again on a Saturday
        assert When.TODAY in {row.when for row in points}
    assert {row.subject.kind for row in due} >= {
        SubjectKind.ASSESSMENT, SubjectKind.FOCUS, SubjectKind.PLAN, SubjectKind.AGREEMENT, SubjectKind.CONTACT,
    }  # fmt: skip
    assert [row.group.name for row in shown.open if row.kind is Listed.FOCUS and row.group] == ["Bøgestuen"]
    assert len(shown.closed or ()) == 2  # one that worked, and one that did not
    assert shown.agreed


def test_each_follow_up_says_what_came_of_it_or_why_it_was_put_off(play: Play) -> None:
    played = play()
    counts, looks = played.result["counts"], [look for focus in HOUSE.focus for look in focus.look]
    looks += [look for plan in HOUSE.plan for look in plan.look]
    assert counts["focus_points"] == len(HOUSE.focus)
    assert counts["analyses"] == len(HOUSE.analysis)
    assert counts["followed_up"] == sum(look.effect is not None for look in looks)
    assert counts["postponed"] == sum(bool(look.put_off) for look in looks) == 1
    put_off = next(focus for focus in HOUSE.focus if any(look.put_off for look in focus.look))
    place = played.open()
    rows = place.look(follow_ups.due).result()
    (row,) = [row for row in rows if row.subject.kind is SubjectKind.FOCUS and row.subject.put_off]
    sheet = place.look(lambda desk: follow_ups.sheet(desk, row.subject.id)).result()
    place.close()
    assert sheet.title == put_off.title
    assert sheet.earlier[-1].review.reason == put_off.look[-1].put_off


def test_an_analysis_stands_on_the_page_of_its_child(play: Play) -> None:
    place = play().open()
    shown = [place.look(partial(plan_list.of_child, child_id=c.id)).result() for c in place.look(listed).result()]
    place.close()
    found = [dict(analysis.texts) for doing in shown for analysis in doing.analyses]
    assert len(found) == len(HOUSE.analysis)
    assert all(dict(analysis.sections) in found for analysis in HOUSE.analysis)


def test_a_short_demo_leaves_out_what_would_be_older_than_its_first_round(play: Play) -> None:
    counts = play("--children", "8", "--rounds", "1").result["counts"]
    first_six = {story.id for story in HOUSE.story[:6]}
    assert counts["focus_points"] == sum(
        focus.days < 31 and (bool(focus.group) or focus.story in first_six) for focus in HOUSE.focus
    )


@pytest.mark.parametrize("kind", ["skole", "sundhedspleje"])
def test_every_kind_of_house_has_something_in_every_place(play: Play, kind: str) -> None:
    played = play("--kind", kind, "--children", "8", "--rounds", "2")
    place = played.open()
    due, shown = place.look(follow_ups.due).result(), place.look(plan_list.everything).result()
    board = place.look(meetings.board).result()
    place.close()
    kinds = {row.subject.kind for row in due}
    assert {SubjectKind.FOCUS, SubjectKind.PLAN, SubjectKind.CONTACT} <= kinds
    assert When.LATE in {row.when for row in due}
    assert {row.kind for row in shown.open} == {Listed.FOCUS, Listed.PLAN}
    assert bool(board.coming and board.past and board.agreements) == (kind == "skole")
    counts = played.result["counts"]
    for what in ("analyses", "contacts", "contacts_in_vain", "followed_up", "network_maps", "offers", "holidays"):
        assert counts[what] > 0


def test_what_is_done_at_home_is_for_nobody_in_a_room(play: Play) -> None:
    """In one vault with a daycare and a school: whoever works in a room sees nothing that was written at home."""
    played = play("--kind", "alle", "--children", "8", "--rounds", "1")
    seen = {}
    for login in ("boeg1", "leder"):
        place = played.open(login)
        rows = place.look(plan_list.everything).result().open
        seen[login] = {row.context for row in rows}
        place.close()
    assert Context.HOME in seen["leder"]
    assert seen["boeg1"] == {Context.DAYCARE}


def test_the_childrens_holidays_are_written_down_for_every_year_that_is_played(play: Play) -> None:
    place = play().open()
    days, today = place.look(work_days.days).result(), place.clock().date()
    place.close()
    assert {holiday.name for holiday in days.holidays} >= {"Sommerferie", "Efterårsferie", "Juleferie"}
    assert all(holiday.first.weekday() == 0 and holiday.last.weekday() == 6 for holiday in days.holidays)
    assert days.holidays[-1].first > date(today.year + 1, 11, 30)
