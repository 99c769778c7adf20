"""Meetings around a child: planned, held, agreed on, and never shown to whom they are not for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    Meeting,
    MeetingAgreement,
    MeetingKind,
    MeetingStatus,
    Participant,
    Side,
)
from opspor.domain.people import Role
from opspor.usecases import children, erasure, meetings, visits
from opspor.usecases.desk import Desk
from opspor.usecases.meetings import MeetingSheet
from tests.store.factories import FULL
from tests.usecases.conftest import House

DAY = date(2026, 3, 24)  # a Tuesday, a week after the clock of the house
IDA = Participant(Id("x1"), Side.PROFESSIONAL, "Ida Kanari", "rådgiver", outside=True)
PLANNED = Meeting(held_on=DAY, at=time(14, 30), place="Mødelokalet", purpose="En rolig morgen", participants=(IDA,))


@pytest.fixture
def karla(house: House) -> Id:
    return house.children[0]


def sheet(house: House, child: Id, meeting_id: Id | None = None, **more: Any) -> MeetingSheet:
    return house.do(lambda desk: meetings.sheet(desk, child, meeting_id, **more))


def plan(house: House, child: Id, meeting: Meeting = PLANNED, meeting_id: Id | None = None) -> Id:
    open_ = sheet(house, child, meeting_id)
    return house.do(lambda desk: meetings.plan(desk, open_, meeting))


def held(house: House, child: Id, *agreements: MeetingAgreement, meeting_id: Id | None = None, **change: Any) -> Id:
    """Minutes of today."""
    open_ = sheet(house, child, meeting_id)
    came = replace(IDA, came=True)
    today = house.clock().date()
    meeting = replace(
        PLANNED, held_on=today, participants=(came,), network_considered=True, agreements=agreements, **change
    )
    return house.do(lambda desk: meetings.finish(desk, open_, meeting))


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


def agreed(house: House, what: str = "Ringe", who: str = "Ida", weeks: int = 6) -> MeetingAgreement:
    return MeetingAgreement(what, who, None, house.clock().date() + timedelta(weeks=weeks))


def board(house: House) -> meetings.Board:
    return house.do(meetings.board)


def test_a_new_meeting_offers_the_child_its_carers_and_the_colleagues_and_fills_in_nothing(
    house: House, karla: Id
) -> None:
    found = sheet(house, karla)
    assert found.meeting == Meeting()
    assert found.context is Context.DAYCARE
    assert [(one.side, one.name) for one in found.offered] == [
        (Side.FAMILY, "Karla Kanarijuhl"),
        (Side.STAFF, "Jonas Kanariberg"),
        (Side.STAFF, "Mette Kanari Skov"),
        (Side.STAFF, "Sofie Kanarilund"),
    ]
    assert {kind: len(form.section) for kind, form in found.forms.items()} == {
        MeetingKind.NETWORK: 5, MeetingKind.RESOURCE: 5,
    }  # fmt: skip


def test_a_carer_without_custody_needs_a_yes_as_whoever_is_from_outside(house: House, karla: Id) -> None:
    file = house.do(lambda desk: children.open_child(desk, karla))
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, replace(FULL, protected=False)))
    offered = [one for one in sheet(house, karla).offered if one.side is Side.FAMILY][1:]
    assert [(one.role, one.outside) for one in offered] == [
        ("mor", False), ("medmor", False), ("far", True), ("plejefar", True), ("bedstemor", True),
    ]  # fmt: skip


def test_a_planned_meeting_comes_back_and_is_changed_as_a_new_version(house: House, karla: Id) -> None:
    made = plan(house, karla)
    assert sheet(house, karla, made).meeting == PLANNED
    assert plan(house, karla, replace(PLANNED, place="Kontoret"), made) == made
    found = sheet(house, karla, made)
    assert found.meeting.place == "Kontoret"
    assert found.current is not None
    assert found.current.status is MeetingStatus.PLANNED
    assert [row.held_on for row in board(house).coming] == [DAY]


def test_a_day_on_which_nobody_works_is_asked_about(house: House, karla: Id) -> None:
    open_ = sheet(house, karla)
    easter = replace(PLANNED, held_on=date(2026, 4, 2))
    with pytest.raises(KnownError, match="skærtorsdag") as error:
        house.do(lambda desk: meetings.plan(desk, open_, easter))
    assert error.value.code == "MOEDE-LUKKET"
    house.do(lambda desk: meetings.plan(desk, open_, easter, day_is_meant=True))
    assert [row.held_on for row in board(house).coming] == [date(2026, 4, 2)]


def test_nobody_who_has_left_is_invited_or_given_something_to_do(house: House, karla: Id) -> None:
    assert house.place is not None
    jonas = next(one for one in sheet(house, karla).offered if one.name.startswith("Jonas"))
    house.place.remove_person(house.ids["jonas"])
    assert refused(lambda: plan(house, karla, replace(PLANNED, participants=(jonas,)))) == "MOEDE-STOPPET"
    mine = replace(agreed(house), who="Jonas Kanariberg", who_id=jonas.person_id)
    assert refused(lambda: held(house, karla, mine)) == "MOEDE-STOPPET"
    assert board(house) == meetings.Board((), (), (), (), ())


def test_what_is_written_is_kept_as_a_draft_and_gone_when_it_is_a_record(house: House, karla: Id) -> None:
    open_ = sheet(house, karla)
    at = house.do(lambda desk: meetings.save(desk, open_, replace(PLANNED, purpose="Hal")))
    found = sheet(house, karla)
    assert (found.meeting.purpose, found.saved_at) == ("Hal", at)
    house.do(lambda desk: meetings.plan(desk, found, PLANNED))
    assert sheet(house, karla).saved_at is None


def test_the_second_of_two_is_told_keeps_the_draft_and_sees_what_the_first_wrote(house: House, karla: Id) -> None:
    made = plan(house, karla)
    with house.as_("jonas"):
        mine = sheet(house, karla, made)
        assert mine.current is not None
        wrote = replace(mine.meeting, purpose="Jonas' ord")
        house.do(lambda desk: meetings.save(desk, mine, wrote))
    with house.as_("sofie"):
        held(house, karla, agreed(house, "Sofies aftale"), meeting_id=made)
    with house.as_("jonas"):
        assert refused(lambda: house.do(lambda desk: meetings.plan(desk, mine, wrote))) == "MOEDE-AENDRET"
        found = sheet(house, karla, made)
        assert found.overtaken
        assert found.meeting.purpose == "Jonas' ord"
        assert found.current is not None
        assert found.current.author_name == "Sofie Kanarilund"
        assert found.current.meeting.agreements[0].what == "Sofies aftale"
        both = replace(found.current.meeting, purpose="Begges")
        house.do(lambda desk: meetings.finish(desk, found, both))
        assert not sheet(house, karla, made).overtaken


def test_minutes_make_agreements_that_stand_open_and_keep_their_id_through_a_correction(
    house: House, karla: Id
) -> None:
    made = held(house, karla, agreed(house), agreed(house, "Skrive", "jonas", 2))
    (_, first), (_, second) = board(house).agreements
    assert (first.what, first.who_id, second.what, second.who_id) == ("Skrive", None, "Ringe", None)
    open_ = sheet(house, karla, made)
    kept = open_.meeting.agreements[0]
    corrected = replace(open_.meeting, agreements=(replace(kept, what="Ringe til mormor"),))
    house.do(lambda desk: meetings.finish(desk, open_, corrected))
    ((_, only),) = board(house).agreements
    assert (only.id, only.what, only.meeting_id) == (kept.id, "Ringe til mormor", made)


def test_a_colleagues_typed_name_makes_the_agreement_theirs(house: House, karla: Id) -> None:
    jonas = next(one for one in sheet(house, karla).offered if one.name.startswith("Jonas"))
    open_ = sheet(house, karla)
    meeting = replace(
        PLANNED, held_on=house.clock().date(), participants=(replace(jonas, came=True),), network_considered=False,
        agreements=(agreed(house, who="jonas"),),
    )  # fmt: skip
    house.do(lambda desk: meetings.finish(desk, open_, meeting))
    assert board(house).agreements[0][1].who_id == house.ids["jonas"]


def test_a_meeting_that_was_held_or_cancelled_is_not_planned_again(house: House, karla: Id) -> None:
    made = plan(house, karla)
    open_ = sheet(house, karla, made)
    assert refused(lambda: house.do(lambda desk: meetings.cancel(desk, open_, " "))) == "MOEDE-AFLYST"
    house.do(lambda desk: meetings.cancel(desk, open_, "Mor er syg"))
    assert refused(lambda: plan(house, karla, PLANNED, made)) == "MOEDE-SLUT"
    (row,) = board(house).past
    assert row.status is MeetingStatus.CANCELLED
    assert sheet(house, karla, made).meeting.cancelled_because == "Mor er syg"
    assert refused(lambda: plan(house, karla, PLANNED, held(house, karla))) == "MOEDE-SLUT"


def test_the_lists_say_what_is_coming_what_lacks_minutes_and_what_nobody_has_called(house: House, karla: Id) -> None:
    next_on = house.clock().date() + timedelta(weeks=6)
    made = held(house, karla, next_on=next_on)
    late = plan(house, house.children[1])
    house.clock.now += timedelta(days=8)
    found = board(house)
    assert [row.meeting_id for row in found.without_minutes] == [late]
    assert [(row.meeting_id, row.next_on) for row in found.to_call] == [(made, next_on)]
    again = sheet(house, karla, follows=made)
    assert (again.meeting.held_on, again.meeting.place, again.meeting.purpose) == (next_on, "Mødelokalet", "")
    assert [one.came for one in again.meeting.participants] == [None]
    house.do(lambda desk: meetings.plan(desk, again, replace(again.meeting, purpose="Hvordan går det?")))
    found = board(house)
    assert found.to_call == ()
    assert [row.held_on for row in found.coming] == [next_on]
    assert [row.held_on for row in house.do(lambda desk: meetings.of_child(desk, karla))] == [
        next_on, house.clock().date() - timedelta(days=8),
    ]  # fmt: skip


def test_consents_that_are_missing_are_told_until_somebody_says_yes(house: House, karla: Id) -> None:
    made = plan(house, karla)
    (row,) = board(house).coming
    assert (row.meeting_id, row.lacking) == (made, 1)
    yes = replace(PLANNED, participants=(replace(IDA, yes_from="mor", yes_on=DAY),))
    plan(house, karla, yes, made)
    (row,) = board(house).coming
    assert (row.meeting_id, row.lacking) == (made, 0)


def test_one_sees_the_meetings_of_ones_own_children(house: House, karla: Id) -> None:
    made = held(house, karla, agreed(house))
    plan(house, karla)
    with house.as_("ali"):
        assert board(house) == meetings.Board((), (), (), (), ())
        assert refused(lambda: sheet(house, karla, made)) == "ADGANG-NEJ"
    with house.as_("jonas"):
        assert len(board(house).agreements) == 1


def test_a_meeting_of_the_home_is_not_shown_in_the_childs_room(house: House, karla: Id) -> None:
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({group}))
    house.do(lambda desk: children.enrol(desk, karla, group, house.clock().date()))
    with house.as_("hanne"):
        assert sheet(house, karla).context is Context.HOME
        made = held(house, karla, agreed(house, "Sovetider"))
        plan(house, karla)
        assert len(board(house).agreements) == 1
    with house.as_("jonas"):
        assert board(house) == meetings.Board((), (), (), (), ())
        assert house.do(lambda desk: meetings.of_child(desk, karla)) == ()
        assert refused(lambda: sheet(house, karla, made)) == "ADGANG-NEJ"
        assert sheet(house, karla).context is Context.DAYCARE


def test_a_child_that_moved_or_was_deleted_meanwhile_is_said_and_nothing_is_written(house: House, karla: Id) -> None:
    today = house.clock().date()
    with house.as_("jonas"):
        open_ = sheet(house, karla)
    house.enter("mette")
    house.do(lambda desk: children.move(desk, karla, house.groups["Bøgestuen"], house.groups["Egestuen"], today))

    def planning(desk: Desk) -> Id:
        return meetings.plan(desk, open_, PLANNED)

    with house.as_("jonas"):
        assert refused(lambda: house.do(planning)) == "ADGANG-NEJ"
    house.enter("mette")
    assert board(house).coming == ()
    plan(house, karla)
    house.do(lambda desk: erasure.erase_child(desk, karla))
    assert refused(lambda: house.do(planning)) == "BARN-MANGLER"
    assert board(house) == meetings.Board((), (), (), (), ())


def test_thirty_people_and_forty_agreements_come_back(house: House, karla: Id) -> None:
    many = tuple(replace(IDA, id=Id(f"x{n}"), name=f"Person {n}", came=True) for n in range(30))
    made = held(house, karla, *(agreed(house, f"Opgave {n}", "Person 3") for n in range(40)))
    open_ = sheet(house, karla, made)
    house.do(lambda desk: meetings.finish(desk, open_, replace(open_.meeting, participants=many)))
    found = sheet(house, karla, made).meeting
    assert len(found.participants) == 30
    assert [one.what for one in found.agreements] == [f"Opgave {n}" for n in range(40)]
    assert len(board(house).agreements) == 40


def test_a_meeting_of_another_child_is_not_found_under_this_one(house: House, karla: Id) -> None:
    made = plan(house, house.children[1])
    assert refused(lambda: sheet(house, karla, made)) == "MOEDE-MANGLER"
    assert refused(lambda: sheet(house, karla, Id("x"))) == "MOEDE-MANGLER"
