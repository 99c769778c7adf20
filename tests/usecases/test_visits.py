"""A sundhedsplejerske's district and visits: what is due, what becomes a record, and who sees it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Move
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role
from opspor.domain.timeline import EventKind
from opspor.domain.visit import Looked, Unit, VisitAgreement, VisitAnswers, VisitType, When, Window
from opspor.usecases import (
    assess,
    children,
    concerns,
    joint,
    log,
    matrix,
    notices,
    papers,
    rounds,
    start,
    timeline,
    visits,
)
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from opspor.usecases.log_words import ACTION_WORDS
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)
CHILD = {"name": "Liv Kanariø", "birth": date(2026, 1, 15), "address": "Åvej 3"}


@pytest.fixture
def north(house: House) -> House:
    """Hanne is a sundhedsplejerske with a district; Bo works on Bøgestuen."""
    house.groups["Nord"] = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({house.groups["Nord"]}))
    house.enter("hanne")
    return house


def add(house: House, **other: Any) -> Id:
    return house.do(lambda desk: visits.add_child(desk, house.groups["Nord"], **{**CHILD, **other}))


def visit(
    house: House, child: Id, type_: VisitType = VisitType.MONTHS_2, corrects: Id | None = None, **answers: Any
) -> Id:
    sheet = house.do(lambda desk: visits.visit_sheet(desk, child, type_, corrects))
    whole = VisitAnswers(
        visited_on=house.clock().date(), answers={topic.id: Looked.WELL for topic in sheet.form.topic}, in_journal=False
    )
    return house.do(lambda desk: visits.finish_visit(desk, sheet, replace(whole, **answers)))


def rows(house: House) -> list[tuple[str, str, str]]:
    found = house.do(lambda desk: visits.district(desk, house.groups["Nord"]))
    return [(r.child.first_name, r.due.visit if r.due else "", r.due.when if r.due else "") for r in found.rows]


def test_a_child_is_added_with_name_and_birth_date_and_stands_in_no_room(north: House) -> None:
    child = add(north)
    file = north.do(lambda desk: children.open_child(desk, child))
    assert (file.child.full_name, file.child.group_names) == ("Liv Kanariø", ("Distrikt Nord",))
    assert file.particulars.address == "Åvej 3"


def test_one_name_alone_is_a_first_name(north: House) -> None:
    child = add(north, name="  Bo ")
    assert north.do(lambda desk: children.open_child(desk, child)).child.full_name == "Bo"


@pytest.mark.parametrize(("change", "code"), [({"name": " "}, "BARN-NAVN"), ({"birth": None}, "DISTRIKT-DATO")])
def test_name_and_birth_or_term_are_needed(north: House, change: dict[str, Any], code: str) -> None:
    with pytest.raises(KnownError) as refused:
        add(north, **change)
    assert refused.value.code == code


def test_visits_come_by_age_and_by_need_the_most_urgent_first(north: House) -> None:
    add(north, name="Ufødt Kanari", birth=date(2026, 5, 20))
    add(north, name="Ny Kanari", birth=date(2026, 3, 1))
    two = add(north, name="To Kanari")
    add(north, name="Stor Kanari", birth=date(2008, 1, 1))
    north.do(lambda desk: visits.need_visit(desk, two, due_on=date(2026, 3, 10), why="Søvn"))
    assert rows(north) == [
        ("Stor", VisitType.SCHOOL_END, When.LATE),
        ("To", VisitType.NEED, When.LATE),
        ("Ny", VisitType.SETTLING, When.NOW),
        ("To", VisitType.MONTHS_2, When.NOW),
        ("Ufødt", VisitType.PREGNANCY, When.NOW),
    ]


def test_a_visit_that_was_made_is_not_due_and_stands_as_the_last(north: House) -> None:
    child = add(north)
    visit(north, child)
    (row,) = north.do(lambda desk: visits.district(desk, north.groups["Nord"])).rows
    assert row.due is not None
    assert (row.due.visit, row.due.when) == (VisitType.MONTHS_4_6, When.COMING)
    assert row.last == (VisitType.MONTHS_2, TODAY)


def test_a_need_ends_with_its_visit_or_by_hand(north: House) -> None:
    child = add(north)
    for days in (1, 9):
        north.do(partial(visits.need_visit, child_id=child, due_on=TODAY + timedelta(days), why="Søvn"))
    visit(north, child)
    assert [need.due_on.day for need in north.do(lambda desk: visits.of_child(desk, child)).needs] == [18, 26]
    visit(north, child, VisitType.NEED)
    (left,) = north.do(lambda desk: visits.of_child(desk, child)).needs
    assert left.due_on.day == 26
    north.do(lambda desk: visits.end_need(desk, child, left.id))
    assert north.do(lambda desk: visits.of_child(desk, child)).needs == ()


def test_a_visit_that_came_to_nothing_counts_neither_as_made_nor_as_an_assessment(north: House) -> None:
    child = add(north)
    later: dict[str, Any] = {"reason": "Nyt", "follow_up_on": date(2026, 3, 20)}
    visit(north, child, VisitType.EARLY, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, **later)
    north.do(lambda desk: visits.need_visit(desk, child, due_on=TODAY, why="Søvn"))

    def as_it_stands() -> tuple[object, ...]:
        shown = north.do(lambda desk: visits.of_child(desk, child))
        sheet = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2))
        cells = north.do(lambda desk: matrix.matrix(desk, north.groups["Nord"])).cells
        return rows(north), shown.due, shown.needs, shown.visits, sheet, cells, north.do(start.today).due

    before = as_it_stands()
    for type_ in (VisitType.MONTHS_2, VisitType.NEED):
        north.do(partial(visits.note_not_held, child_id=child, type_=type_, day=TODAY, why=" Afbud fra far "))

    assert as_it_stands() == before
    noted = north.do(lambda desk: visits.of_child(desk, child)).not_held
    assert [(one.type, one.day, one.why, one.author_name) for one in noted] == [
        (VisitType.NEED, TODAY, "Afbud fra far", "Hanne Kanaribrix"),
        (VisitType.MONTHS_2, TODAY, "Afbud fra far", "Hanne Kanaribrix"),
    ]


@pytest.mark.parametrize("change", [{"day": None}, {"day": TODAY + timedelta(1)}, {"why": " "}])
def test_a_visit_that_came_to_nothing_has_a_day_that_has_come_and_a_reason(
    north: House, change: dict[str, Any]
) -> None:
    child = add(north)
    with pytest.raises(KnownError) as refused:
        north.do(
            lambda desk: visits.note_not_held(
                desk, child, VisitType.MONTHS_2, **{"day": TODAY, "why": "Afbud", **change}
            )
        )
    assert refused.value.code == "BESOEG-IKKE"
    assert north.do(lambda desk: visits.of_child(desk, child)).not_held == ()


def test_the_childs_page_shows_visits_to_those_of_the_district(north: House) -> None:
    child = add(north)
    visit(north, child)
    visit(north, child, VisitType.MONTHS_4_6)
    file = north.do(lambda desk: children.open_child(desk, child))
    assert [one.type for one in file.visits or ()] == [VisitType.MONTHS_4_6, VisitType.MONTHS_2]
    assert file.at_home_only
    with north.as_("mette"):  # the leader
        room = north.groups["Bøgestuen"]
        north.do(lambda desk: children.enrol(desk, child, room, TODAY))
        assert north.do(lambda desk: children.open_child(desk, child)).visits is not None
    with north.as_("jonas"):
        file = north.do(lambda desk: children.open_child(desk, child))
    assert file.visits is None
    assert not file.at_home_only


@pytest.mark.parametrize("change", [{"due_on": None}, {"why": " "}])
def test_a_need_has_a_day_and_a_reason(north: House, change: dict[str, Any]) -> None:
    child = add(north)
    with pytest.raises(KnownError) as refused:
        north.do(lambda desk: visits.need_visit(desk, child, **{"due_on": TODAY, "why": "Søvn", **change}))
    assert refused.value.code == "BESOEG-BEHOV"


def test_a_draft_survives_a_lock_and_goes_with_the_record(north: House) -> None:
    child = add(north)
    sheet = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2))
    assert sheet.answers == VisitAnswers(visited_on=TODAY)
    north.do(lambda desk: visits.save_visit(desk, sheet, VisitAnswers(visited_on=TODAY, strengths="Ro 🙂")))
    north.enter("hanne")
    again = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2))
    assert again.answers.strengths == "Ro 🙂"
    assert again.saved_at is not None
    visit(north, child)
    assert north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2)).saved_at is None


def test_what_is_missing_is_refused_and_nothing_is_written(north: House) -> None:
    child = add(north)
    with pytest.raises(KnownError) as refused:
        visit(north, child, answers={})
    assert refused.value.code == "BESOEG-GRUND"
    assert north.do(lambda desk: visits.of_child(desk, child)).visits == ()


def test_a_correction_replaces_and_a_second_one_of_the_same_is_told(north: House) -> None:
    child = add(north)
    first = visit(north, child, strengths="Ro")
    stale = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2, first))
    assert stale.answers.strengths == "Ro"
    visit(north, child, corrects=first, strengths="Ro og glæde")
    (now,) = north.do(lambda desk: visits.of_child(desk, child)).visits
    assert now.answers.strengths == "Ro og glæde"
    with pytest.raises(KnownError) as refused:
        north.do(lambda desk: visits.finish_visit(desk, stale, stale.answers))
    assert refused.value.code == "BESOEG-MANGLER"


def test_the_next_visit_begins_with_what_was_agreed_at_the_last(north: House) -> None:
    child = add(north)
    visit(north, child, agreements=(VisitAgreement("Tur om dagen", "far"),))
    sheet = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_4_6))
    assert sheet.agreed_before == (VisitAgreement("Tur om dagen", "far"),)


def test_the_sheet_that_the_parents_see_knows_nothing_of_a_concern(north: House) -> None:
    child = add(north)
    north.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Kanariuro", seen_on=TODAY, child_id=child
        )
    )
    sheet = north.do(lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2))
    assert "Kanariuro" not in repr(sheet)
    assert "Kanariuro" not in repr(north.do(lambda desk: visits.district(desk, north.groups["Nord"])))


def test_who_works_in_a_room_of_the_child_sees_no_visit_by_any_way(north: House) -> None:
    """Not even by making a district of their own and putting the child there."""
    child = add(north)
    visit(north, child, position=Position.EXPOSED, reason="Meget", follow_up_on=date(2026, 3, 20))
    with north.as_("mette"):
        room = north.groups["Bøgestuen"]
        north.do(lambda desk: children.enrol(desk, child, room, TODAY))
    with north.as_("jonas"):
        own = north.do(lambda desk: visits.new_district(desk, "Distrikt Kanari"))
        north.enter("jonas")
        north.do(lambda desk: children.enrol(desk, child, own, TODAY))
        looks: tuple[Callable[[Desk], object], ...] = (
            lambda desk: visits.of_child(desk, child),
            lambda desk: visits.visit_sheet(desk, child, VisitType.MONTHS_2),
            lambda desk: visits.district(desk, own),
            lambda desk: matrix.matrix(desk, own),
        )
        for look in looks:
            with pytest.raises(KnownError) as refused:
                north.do(look)
            assert refused.value.code in ("ADGANG-NEJ", "RUNDE-MANGLER")
        assert north.do(start.today).due == ()
        assert "EXPOSED" not in repr(north.do(lambda desk: children.open_child(desk, child)))


def test_the_matrix_of_a_district_comes_from_the_newest_visits(north: House) -> None:
    child, other, third = add(north), add(north, name="Bo Kanari"), add(north, name="Ea Kanari")
    later: dict[str, Any] = {"reason": "Nyt", "follow_up_on": date(2026, 4, 1)}
    visit(north, child, position=Position.POTENTIALLY_EXPOSED, trivsel=Trivsel.THRIVES, **later)
    visit(north, child, VisitType.NEED, position=Position.POTENTIALLY_EXPOSED, trivsel=Trivsel.MISTRIVSEL, **later)
    visit(north, other, position=Position.UNKNOWN, trivsel=Trivsel.THRIVES, **later)
    visit(north, third)
    shown = north.do(lambda desk: matrix.to_show(desk)[0])
    assert [round_.name for round_ in shown] == ["Distrikt Nord"]
    found = north.do(lambda desk: matrix.matrix(desk, shown[0].id))
    assert found.district
    assert {id_: [p.child.id for p in placed] for id_, placed in found.cells.items() if placed} == {"PU_M": [child]}
    (placed,) = found.cells["PU_M"]
    assert (placed.step.move, placed.arranged) == (Move.MORE, True)
    assert [seat.child.id for seat in found.unsure] == [other]
    assert [seat.child.id for seat in found.waiting] == [third]


def test_a_visit_to_follow_up_is_due_on_start(north: House) -> None:
    child = add(north)
    visit(north, child, trivsel=Trivsel.MISTRIVSEL, reason="Sover lidt", follow_up_on=date(2026, 3, 20))
    (due,) = north.do(start.today).due
    assert (due.child and due.child.id, due.on) == (child, date(2026, 3, 20))


def test_papers_take_the_newest_visit(north: House) -> None:
    child = add(north)
    answers = {f"To-{n}": Looked.WELL for n in range(1, 9)} | {"To-4": Looked.TALK}
    visit(
        north, child, position=Position.EXPOSED, trivsel=Trivsel.MISTRIVSEL, reason="Meget på én gang",
        follow_up_on=date(2026, 3, 20), notes={"To-4": "Kanarinote"}, answers=answers,
    )  # fmt: skip

    def draft(desk: Any) -> papers.PaperSheet:
        made = concerns.start(desk, danger=Danger.NO, track=Track.GENERAL, what="Uro", seen_on=TODAY, child_id=child)
        file: ConcernFile = concerns.open_concern(desk, made)
        return papers.paper_sheet(desk, file, PaperKind.BRIEF)

    facts = north.do(draft).facts
    assert facts.joint is not None
    assert (facts.joint.agreement.position, facts.joint.agreement.context) == (Position.EXPOSED, "home")
    assert facts.trivsel_words == ("Nætterne: det taler vi om",)
    assert facts.group_name == ""  # a district is not a room
    with north.as_("mette"):
        north.do(lambda desk: children.enrol(desk, child, north.groups["Bøgestuen"], TODAY))
        assert north.do(draft).facts.group_name == "Bøgestuen"


def test_what_a_round_of_the_district_agreed_on_does_not_follow_the_child_into_its_rooms(north: House) -> None:
    karla, today = north.children[0], north.clock().date()
    with north.as_("mette"):
        north.do(lambda desk: children.enrol(desk, karla, north.groups["Nord"], today))
        north.do(lambda desk: notices.give(desk, [karla], today))
    north.enter("hanne")
    round_id = north.do(
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=today, closes_on=today + timedelta(days=30),
            groups={north.groups["Nord"]: (Context.HOME, [north.ids["hanne"]])}, one_is_enough_because="Hjemmebesøg",
        )
    )  # fmt: skip
    sheet = north.do(lambda desk: assess.own_sheet(desk, round_id, karla))
    judged = {"position": Position.EXPOSED, "trivsel": Trivsel.THRIVES}
    north.do(lambda desk: assess.submit_own(desk, sheet, OwnAnswers(Context.HOME, **judged)))  # type: ignore[arg-type]
    agreed = Agreement(
        Context.HOME, **judged, reason="Set derhjemme", follow_up=(FollowUpKind.SPARRING,),  # type: ignore[arg-type]
        follow_up_on=today + timedelta(days=30), participants=(north.ids["hanne"],),
    )  # fmt: skip
    north.do(lambda desk: joint.agree(desk, round_id, karla, agreed))

    told = (EventKind.ASSESSMENT, EventKind.UNDER_WAY, EventKind.NOT_ASSESSED)  # of a round, also that it was left out

    def seen(desk: Desk) -> list[object]:
        file = children.open_child(desk, karla)
        concern = concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Uro", seen_on=today, child_id=karla
        )  # fmt: skip
        facts = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.BRIEF).facts
        line = [one for one in timeline.over_time(desk, karla).events if one.round_id and one.kind in told]
        return [*file.joint, *line, *([facts.joint] if facts.joint else [])]

    shown = {}
    for login in ("hanne", "mette", "jonas"):
        with north.as_(login):
            shown[login] = len(north.do(seen))
    assert shown == {"hanne": 3, "mette": 3, "jonas": 0}


def test_the_leader_sets_the_windows_and_they_count_at_once(north: House) -> None:
    add(north)
    plan = north.do(visits.windows)
    off = tuple(replace(window, on=window.visit is not VisitType.MONTHS_2) for window in plan)
    with north.as_("mette"):
        north.do(lambda desk: visits.set_windows(desk, off))
    north.enter("hanne")
    assert rows(north) == [("Liv", VisitType.SETTLING, When.LATE)]
    with pytest.raises(KnownError) as refused:
        north.do(lambda desk: visits.set_windows(desk, plan))
    assert refused.value.code == "ADGANG-NEJ"
    with pytest.raises(KnownError) as refused, north.as_("mette"):
        north.do(lambda desk: visits.set_windows(desk, [Window(VisitType.EARLY, Unit.DAYS, 9, 5)]))
    assert refused.value.code == "BESOEG-VINDUE"


def test_a_district_has_a_name_of_its_own(north: House) -> None:
    for name, code in ((" ", "DISTRIKT-NAVN"), ("distrikt nord", "DISTRIKT-FINDES")):
        with pytest.raises(KnownError) as refused:
            north.do(partial(visits.new_district, name=name))
        assert refused.value.code == code
    with pytest.raises(KnownError) as refused:
        north.do(lambda desk: visits.district(desk, Id("x")))
    assert refused.value.code == "DISTRIKT-MANGLER"
    assert [group.name for group in north.do(visits.districts)] == ["Distrikt Nord"]


def test_reading_and_writing_a_visit_is_a_line_in_the_log(north: House) -> None:
    child = add(north)
    visit(north, child)
    north.do(lambda desk: visits.of_child(desk, child))
    with north.as_("mette"):
        said = {line.what for line in north.do(lambda desk: log.page(desk, log.Filter())).lines}
    assert {ACTION_WORDS[action][1] for action in (Action.OPEN_VISIT, Action.WRITE_VISIT)} <= said
