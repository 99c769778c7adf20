"""The forum and its days; and an agenda of which each sees what they may, and of the rest that the time is taken."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from opspor.domain.access import Action
from opspor.domain.forum import Forum, ForumDay, Member
from opspor.domain.ids import Id
from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.store import forum as store
from opspor.store.records import Header
from opspor.usecases import concerns, erasure, forum, forum_agenda, work_days
from opspor.usecases.desk import Desk
from opspor.usecases.forum import Board
from tests.usecases.conftest import House
from tests.usecases.forum_house import MEMBERS, NEW, SOON, a_day, a_forum, agenda, days, on_agenda, refused


def board(house: House) -> Board:
    return house.do(forum.board)


def test_a_house_may_have_several_forums_and_calls_the_first_what_it_calls_its_sparring(house: House) -> None:
    assert board(house) == Board((), "distriktstirsdag", (), ())
    first = a_forum(house)
    a_forum(house, "Tværfagligt forum")
    assert [one.name for one in board(house).forums] == ["Distriktstirsdag", "Tværfagligt forum"]
    changed = replace(board(house).forums[0], name=" Åben konsultation ", minutes_each=30)
    assert house.do(lambda desk: forum.put(desk, changed)) == first
    assert [one.name for one in board(house).forums] == ["Tværfagligt forum", "Åben konsultation"]
    assert board(house).forums[1] == Forum(first, "Åben konsultation", "Rådhuset", MEMBERS, 30)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Forum(NEW, "  "), "FORUM-NAVN"),
        (Forum(NEW, "F", members=(Member("", "Ida"),)), "FORUM-FUNKTION"),
        (Forum(NEW, "F", minutes_each=0), "FORUM-MINUTTER"),
        (Forum(NEW, "F", minutes_each=999), "FORUM-MINUTTER"),
        (Forum(NEW, "F" * 100_000), "VURD-LANG"),
        (Forum(Id("findes-ikke"), "F"), "FORUM-VAEK"),
    ],
)
def test_a_forum_that_cannot_be_is_refused(house: House, wrong: Forum, code: str) -> None:
    assert refused(lambda: house.do(lambda desk: forum.put(desk, wrong))) == code
    assert board(house).forums == ()


def test_every_other_tuesday_of_a_school_year_skips_the_holidays_and_says_why(house: House) -> None:
    holidays = WorkDays(holidays=(SchoolHoliday("Efterårsferie", date(2026, 10, 12), date(2026, 10, 16)),))
    house.do(lambda desk: work_days.set_days(desk, holidays))
    found = house.do(lambda desk: forum.proposed(desk, date(2026, 9, 1), date(2027, 4, 1), 2))
    assert [one.on for one in found][:4] == [date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 29), date(2026, 10, 13)]
    assert {one.on: one.closed for one in found if one.closed} == {date(2026, 10, 13): "efterårsferie"}
    with_christmas = house.do(lambda desk: forum.proposed(desk, date(2026, 12, 25), date(2027, 1, 8), 1))
    assert [bool(one.closed) for one in with_christmas] == [True, True, False]


@pytest.mark.parametrize(("first", "last", "weeks"), [(9, 1, 2), (1, 9, 0), (1, 4000, 1)])
def test_a_row_of_days_that_cannot_be_is_refused(house: House, first: int, last: int, weeks: int) -> None:
    start, end = (date(2026, 9, 1) + timedelta(days=n) for n in (first, last))
    assert refused(lambda: house.do(lambda desk: forum.proposed(desk, start, end, weeks))) == "FORUM-DAGE"


def test_days_are_put_in_at_once_and_one_that_is_there_stays_alone(house: House) -> None:
    made = a_forum(house)
    days(house, made, 7, 21)
    days(house, made, 7, 35)
    today = house.clock().date()
    assert [row.day.on for row in board(house).coming] == [today + timedelta(days=n) for n in (7, 21, 35)]
    gone = ForumDay(NEW, made, today - timedelta(days=1))
    assert refused(lambda: house.do(lambda desk: forum.add_days(desk, [gone]))) == "FORUM-GAAET"
    far = ForumDay(NEW, made, today + timedelta(days=1000))
    assert refused(lambda: house.do(lambda desk: forum.add_days(desk, [far]))) == "FORUM-LANGT"
    back = ForumDay(NEW, made, today + timedelta(days=3), "15.00", "13.00")
    assert refused(lambda: house.do(lambda desk: forum.add_days(desk, [back]))) == "FORUM-TID"
    assert refused(lambda: house.do(lambda desk: forum.add_days(desk, []))) == "FORUM-DAGE"
    assert len(board(house).coming) == 3


def test_a_day_is_moved_with_its_agenda_and_never_onto_another_of_the_forum(house: House) -> None:
    made = a_forum(house)
    first, second = days(house, made, 7, 14)
    on_agenda(house, first, house.children[0])
    found = house.do(lambda desk: forum.day(desk, first)).day
    later = replace(found, on=found.on + timedelta(days=2), begins="9.30", ends="10.30", place="Skolen")
    house.do(lambda desk: forum.change_day(desk, later))
    assert [(row.day.on, row.briefs) for row in board(house).coming] == [
        (later.on, 1), (house.clock().date() + timedelta(days=14), 0),
    ]  # fmt: skip
    assert agenda(house, first)[0][:2] == ("9.30", 20)
    there = house.do(lambda desk: forum.day(desk, second)).day.on
    assert refused(lambda: house.do(lambda desk: forum.change_day(desk, replace(later, on=there)))) == "FORUM-SAMME"


def test_a_cancelled_day_keeps_its_reason_and_its_briefs_go_to_another_day_when_somebody_says_so(house: House) -> None:
    made = a_forum(house)
    first, second = days(house, made, 7, 14)
    assert refused(lambda: house.do(lambda desk: forum.cancel_day(desk, first, " "))) == "FORUM-AFLYST"
    on_agenda(house, second, house.children[1])
    for child in house.children[:2]:
        on_agenda(house, first, child)
    before = agenda(house, first)
    assert house.do(lambda desk: forum.cancel_day(desk, first, "Sygdom", second)) == 2
    assert [about for *_, about in agenda(house, second)][1:] == [about for *_, about in before]
    assert agenda(house, first) == []
    assert [(row.day.id, row.day.cancelled) for row in board(house).past] == [(first, "Sygdom")]
    # without another day they wait where they are
    assert house.do(lambda desk: forum.cancel_day(desk, second, "Storm")) == 3
    assert len(agenda(house, second)) == 3


def test_a_forum_ends_when_no_brief_waits_for_it(house: House) -> None:
    made = a_forum(house)
    (day,) = days(house, made, 7)
    item = on_agenda(house, day, house.children[0])
    ended = replace(board(house).forums[0], ended=True)
    assert refused(lambda: house.do(lambda desk: forum.put(desk, ended))) == "FORUM-FULD"
    house.do(lambda desk: forum_agenda.put_off(desk, item, None))
    house.do(lambda desk: forum.put(desk, ended))
    assert board(house).forums == ()
    assert [row.forum.name for row in board(house).coming] == ["Distriktstirsdag"]  # what is planned still stands


def test_whoever_may_not_open_a_concern_reads_that_the_time_is_taken_and_nothing_else(house: House) -> None:
    day = a_day(house)
    with house.as_("jonas"):
        mine = on_agenda(house, day, house.children[0])
        kept = on_agenda(house, day, house.children[1])
        concern = house.do(lambda desk: forum.day(desk, day)).agenda[1].point
        assert concern is not None
        house.do(lambda desk: concerns.keep(desk, concern.concern.id, []))
        assert [bool(about) for *_, about in agenda(house, day)] == [True, True]
    with house.as_("sofie"):  # of the same room: the one that is kept is taken time
        found = house.do(lambda desk: forum.day(desk, day))
        assert [row.point is not None for row in found.agenda] == [True, False]
        assert (found.agenda[1].number, found.agenda[1].at, found.agenda[1].minutes) == (2, "13.20", 20)
        assert found.row.briefs == 2
        assert refused(lambda: house.do(lambda desk: forum.of_concern(desk, concern.concern.id))) == "ADGANG-NEJ"
        assert [one.paper_id for one in house.do(forum_agenda.to_put_on)] == []
    with house.as_("ali"):  # of another room: both
        found = house.do(lambda desk: forum.day(desk, day))
        assert [row.point for row in found.agenda] == [None, None]
        for item in (mine, kept):
            assert refused(partial(house.do, partial(forum_agenda.move, item_id=item, by=1))) == "ADGANG-NEJ"


def test_the_days_look_the_same_to_two_colleagues_whatever_is_on_them(house: House) -> None:
    day = a_day(house)
    on_agenda(house, day, house.children[0])
    seen = []
    for login in ("jonas", "ali"):
        with house.as_(login):
            seen.append(board(house))
    assert seen[0] == seen[1]


def test_more_than_the_day_is_long_is_said_and_never_stopped(house: House) -> None:
    day = a_day(house)
    for child in house.children[:3]:
        on_agenda(house, day, child)
    assert not house.do(lambda desk: forum.day(desk, day)).row.is_full
    on_agenda(house, day, None)
    found = house.do(lambda desk: forum.day(desk, day)).row
    assert (found.taken, found.day.minutes, found.is_full) == (80, 60, True)


def test_forty_briefs_stand_in_their_order(house: House) -> None:
    day = a_day(house)
    first = on_agenda(house, day, house.children[0])

    def many(desk: Desk) -> None:  # as forty colleagues would put them on
        with desk.write(Action.WRITE_FORUM) as tx:
            item = forum_agenda.find_item(tx, first)
            for place in range(2, 41):
                header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, concern_id=item.concern_id)
                store.add_item(tx.connection, header, replace(item, id=header.id, place=place))

    house.do(many)
    found = house.do(lambda desk: forum.day(desk, day))
    assert [row.number for row in found.agenda] == [*range(1, 41)]
    assert (found.agenda[0].at, found.agenda[39].at) == ("13.00", "2.00")  # past midnight: it is said in minutes too


def test_a_child_that_is_deleted_leaves_no_trace_on_the_agenda(house: House) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0])
    on_agenda(house, day, house.children[1])
    concern = agenda(house, day)[0][2]
    house.do(lambda desk: concerns.close(desk, Id(concern), "Løst"))
    house.do(lambda desk: erasure.erase_child(desk, house.children[0]))
    assert len(agenda(house, day)) == 1
    assert refused(lambda: house.do(lambda desk: forum_agenda.move(desk, item, 1))) == "FORUM-VAEK"


def test_a_concern_says_where_its_briefs_are(house: House) -> None:
    day = a_day(house)
    item = on_agenda(house, day, house.children[0])
    concern = house.do(lambda desk: forum.day(desk, day)).agenda[0].point
    assert concern is not None
    (found,) = house.do(lambda desk: forum.of_concern(desk, concern.concern.id))
    assert (found[0].id, found[1].name, found[2].item.id) == (day, "Distriktstirsdag", item)


def test_a_day_that_is_gone_stands_below_and_a_clock_that_went_back_changes_nothing(house: House) -> None:
    day = a_day(house)
    house.clock.now += timedelta(days=SOON + 1)
    assert [row.day.id for row in board(house).past] == [day]
    house.clock.now -= timedelta(days=400)
    assert [row.day.id for row in board(house).coming] == [day]
    assert agenda(house, day) == []
