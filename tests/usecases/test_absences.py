"""Absence of pupils: written, corrected, fetched from a file and counted, for those who may open the pupil."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import func, select

from opspor.documents.preview import page_count
from opspor.domain.absence import Away, AwayKind, Limit, Quarter
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.local import Local
from opspor.domain.people import GroupKind
from opspor.domain.work_days import SchoolHoliday, WorkDays
from opspor.store import schema as t
from opspor.usecases import absences, children, groups, local_layer, work_days
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.usecases.conftest import House

MONDAY, FRIDAY, SATURDAY = date(2026, 3, 9), date(2026, 3, 13), date(2026, 3, 14)
HALF = Fraction(1, 2)


@pytest.fixture
def school(house: House) -> House:
    """Bøgestuen is a class."""
    group = house.groups["Bøgestuen"]
    house.do(lambda desk: groups.change(desk, group, kind=GroupKind.CLASS, lead_id=None))
    return house


def note(house: House, first: date, last: date | None = None, kind: AwayKind = AwayKind.UNLAWFUL,
         share: Fraction = Fraction(1), child: int = 0) -> int:  # fmt: skip
    return house.do(
        lambda desk: absences.note_absence(desk, house.children[child], first, last or first, kind, share)
    )  # fmt: skip


def file(house: House) -> absences.AbsenceFile:
    return house.do(lambda desk: absences.absence(desk, house.children[0]))


def days(house: House) -> list[Away]:
    return [one.away for quarter in file(house).quarters for one in quarter.days]


def rows(house: House) -> int:
    def count(desk: Desk) -> int:
        with desk.engine.begin() as connection:
            return connection.execute(select(func.count()).select_from(t.absence)).scalar_one()

    return house.do(count)


def refused(code: str, house: House, *args: object, **more: object) -> None:
    before = rows(house)
    with pytest.raises(KnownError) as error:
        note(house, *args, **more)  # type: ignore[arg-type]
    assert error.value.code == code
    assert rows(house) == before


def test_a_span_is_its_school_days_and_the_newest_stands_first(school: House) -> None:
    assert note(school, MONDAY, MONDAY + timedelta(days=7)) == 6

    assert [away.day for away in days(school)] == [
        date(2026, 3, 16), *(date(2026, 3, day) for day in (13, 12, 11, 10, 9))
    ]  # fmt: skip
    assert file(school).quarters[0].days[0].author_name == "Mette Kanari Skov"


def test_a_span_over_another_adds_only_the_days_that_are_new(school: House) -> None:
    note(school, MONDAY, FRIDAY)

    assert note(school, FRIDAY, FRIDAY + timedelta(days=4)) == 2
    assert len(days(school)) == 7


def test_a_span_over_days_of_another_kind_is_refused_whole(school: House) -> None:
    note(school, MONDAY, kind=AwayKind.SICK)

    refused("FRAVAER-MERE", school, date(2026, 3, 6), MONDAY)
    assert len(days(school)) == 1


def test_two_kinds_share_a_day_and_never_make_more_than_it(school: House) -> None:
    note(school, MONDAY, share=HALF)
    note(school, MONDAY, kind=AwayKind.SICK, share=HALF)

    assert {away.kind for away in days(school)} == {AwayKind.UNLAWFUL, AwayKind.SICK}
    refused("FRAVAER-MERE", school, MONDAY, kind=AwayKind.GRANTED, share=Fraction(1, 10))
    refused("FRAVAER-MERE", school, MONDAY, share=Fraction(1, 4))


def test_days_that_cannot_be_are_refused_and_nothing_is_written(school: House) -> None:
    today = school.clock().date()
    refused("FRAVAER-FRI", school, SATURDAY, SATURDAY + timedelta(days=1))
    refused("FRAVAER-FREM", school, today + timedelta(days=1))
    refused("FRAVAER-GAMMEL", school, date(2024, 7, 31))
    refused("FRAVAER-DAGE", school, FRIDAY, MONDAY)
    refused("FRAVAER-DEL", school, MONDAY, share=Fraction(-1))
    refused("FRAVAER-DEL", school, MONDAY, share=Fraction(2))


def test_when_the_clock_was_set_back_what_is_written_stands_and_is_counted(school: House) -> None:
    note(school, MONDAY, FRIDAY)
    school.clock.now -= timedelta(days=6)  # Wednesday the 11th

    assert len(days(school)) == 5
    assert file(school).quarters[0].figures.unlawful == 5
    refused("FRAVAER-FREM", school, FRIDAY)


def test_only_a_child_of_a_class_or_an_sfo_has_absence(house: House) -> None:
    child = house.children[0]
    assert not house.do(lambda desk: absences.is_pupil(desk, child))
    refused("FRAVAER-ELEV", house, MONDAY)
    group = house.groups["Bøgestuen"]
    house.do(lambda desk: groups.change(desk, group, kind=GroupKind.AFTER_SCHOOL, lead_id=None))
    assert note(house, MONDAY) == 1
    assert house.do(lambda desk: absences.is_pupil(desk, child))


def test_a_correction_replaces_and_taking_away_counts_no_more(school: House) -> None:
    note(school, MONDAY, MONDAY + timedelta(days=1))
    later, first = (one.id for one in file(school).quarters[0].days)
    child = school.children[0]

    school.do(lambda desk: absences.correct_absence(desk, child, first, AwayKind.SICK, HALF))
    school.do(lambda desk: absences.take_away(desk, child, later))

    assert days(school) == [Away(MONDAY, AwayKind.SICK, HALF)]
    assert rows(school) == 4
    for again in (first, later):
        with pytest.raises(KnownError) as error:
            school.do(lambda desk, again=again: absences.take_away(desk, child, again))  # type: ignore[misc]
        assert error.value.code == "FRAVAER-IMENS"
    assert note(school, MONDAY + timedelta(days=1)) == 1  # what was taken away can be written again


def test_holidays_and_grundlovsdag_are_no_school_days_and_a_quarter_without_holidays_says_so(school: House) -> None:
    assert not file(school).quarters[0].holidays
    before = file(school).quarters[0].figures.school_days
    winter = WorkDays(holidays=(SchoolHoliday("Vinterferie", date(2026, 2, 9), date(2026, 2, 13)),))
    school.do(lambda desk: work_days.set_days(desk, winter))

    after = file(school).quarters[0]
    assert (after.holidays, after.figures.school_days) == (True, before - 5)
    refused("FRAVAER-FRI", school, date(2026, 2, 10))
    assert date(2026, 6, 5) not in absences.school_days(date(2026, 6, 1), date(2026, 6, 30), WorkDays(saturdays=True))
    assert date(2026, 6, 6) not in absences.school_days(date(2026, 6, 1), date(2026, 6, 30), WorkDays(saturdays=True))


def test_the_figures_say_which_rule_is_passed(school: House) -> None:
    note(school, date(2026, 1, 12), date(2026, 1, 19))  # 6 of 62
    assert file(school).quarters[0].passed == ()
    note(school, date(2026, 1, 20))  # 7 of 64: 10,9 per cent
    assert file(school).reached == ()  # a house has no limits of its own until somebody enters them
    own = Local(limits=(Limit(5), Limit(9)), checked_on=school.clock().date(), checked_by="leder")
    school.do(lambda desk: local_layer.save(desk, own))
    found = file(school)

    assert [rule.id for rule in found.quarters[0].passed] == ["absence_10"]
    assert [(one.limit.days, one.days) for one in found.reached] == [(5, 7)]
    assert [len(pupil.reached) for pupil in school.do(absences.known).pupils] == [0, 1, 0]
    note(school, date(2026, 1, 21), date(2026, 1, 23))
    assert [rule.id for rule in file(school).quarters[0].passed] == ["absence_10", "absence_15"]


def test_older_quarters_stay_and_this_one_is_always_there(school: House) -> None:
    assert [quarter.figures.quarter for quarter in file(school).quarters] == [Quarter(2026, 1)]
    note(school, date(2025, 11, 3))

    assert [quarter.figures.quarter for quarter in file(school).quarters] == [Quarter(2026, 1), Quarter(2025, 4)]


def test_whoever_may_not_open_the_pupil_sees_and_writes_no_absence(school: House) -> None:
    note(school, MONDAY)
    child = school.children[0]
    with school.as_("ali"):
        assert school.do(absences.known).pupils == ()
        for use in (
            lambda desk: absences.absence(desk, child),
            lambda desk: absences.note_absence(desk, child, FRIDAY, FRIDAY, AwayKind.SICK),
            lambda desk: absences.import_days(desk, [(child, Away(FRIDAY, AwayKind.SICK))], {}),
        ):
            with pytest.raises(KnownError) as error:
                school.do(use)
            assert error.value.code == "ADGANG-NEJ"
    with school.as_("jonas"):
        assert [pupil.child.first_name for pupil in school.do(absences.known).pupils] == ["Bo", "Karla", "Åse"]
        assert school.do(lambda desk: absences.absence(desk, child)).quarters[0].figures.unlawful == 1


def fetched(house: House, *new: tuple[Id, Away], correct: bool = False) -> absences.Imported:
    return house.do(lambda desk: absences.import_days(desk, new, {"fk3": AwayKind.UNLAWFUL}, correct=correct))


def test_a_file_is_fetched_once_and_twice_adds_nothing(school: House) -> None:
    new = [(child, Away(day, AwayKind.SICK)) for child in school.children[:3] for day in (MONDAY, FRIDAY)]

    assert fetched(school, *new) == absences.Imported(6, 0, 3)
    assert fetched(school, *new) == absences.Imported(0, 0, 0)
    assert rows(school) == 6
    assert school.do(absences.known).words == {"fk3": AwayKind.UNLAWFUL}


def test_a_file_is_fetched_whole_or_not_at_all(school: House) -> None:
    good, child = (school.children[0], Away(MONDAY, AwayKind.SICK)), school.children[1]
    tomorrow = school.clock().date() + timedelta(days=1)
    for wrong, code in (
        (Away(tomorrow, AwayKind.SICK), "FRAVAER-FREM"),
        (Away(SATURDAY, AwayKind.SICK), "FRAVAER-FRI"),
        (Away(MONDAY, AwayKind.SICK, Fraction(3, 2)), "FRAVAER-DEL"),
    ):
        with pytest.raises(KnownError) as error:
            fetched(school, good, (child, wrong))
        assert error.value.code == code
    with pytest.raises(KnownError) as error:
        fetched(school, good, (child, Away(MONDAY, AwayKind.SICK)), (child, Away(MONDAY, AwayKind.UNLAWFUL)))
    assert error.value.code == "FRAVAER-MERE"
    with pytest.raises(KnownError) as error:
        fetched(school, good, (school.children[3], Away(MONDAY, AwayKind.SICK)))  # goes on a stue
    assert error.value.code == "FRAVAER-ELEV"
    assert rows(school) == 0


def test_a_day_that_says_something_else_is_changed_only_when_that_was_chosen(school: House) -> None:
    child = school.children[0]
    note(school, MONDAY)
    sick = (child, Away(MONDAY, AwayKind.SICK))

    with pytest.raises(KnownError) as error:
        fetched(school, sick)
    assert error.value.code == "FRAVAER-IMENS"
    assert fetched(school, sick, correct=True) == absences.Imported(0, 1, 1)
    assert days(school) == [Away(MONDAY, AwayKind.SICK)]


def test_the_statement_is_saved_and_refused_where_nothing_is_noted(school: House, tmp_path: Path) -> None:
    child, target = school.children[0], tmp_path / "fravaer.pdf"

    with pytest.raises(KnownError) as error:
        school.do(lambda desk: absences.print_absence(desk, child, (), target))
    assert (error.value.code, target.exists()) == ("FRAVAER-INTET", False)
    note(school, MONDAY, FRIDAY)
    school.do(lambda desk: absences.print_absence(desk, child, (), target))
    assert page_count(target.read_bytes()) == 1
    assert "Til fagfolk · Log" in "\n".join(page_texts(target.read_bytes()))


def test_a_pupil_in_class_and_sfo_stands_once_on_the_list(school: House) -> None:
    child, egestuen = school.children[0], school.groups["Egestuen"]
    school.do(lambda desk: groups.change(desk, egestuen, kind=GroupKind.AFTER_SCHOOL, lead_id=None))
    school.do(lambda desk: children.enrol(desk, child, egestuen, school.clock().date()))

    assert [pupil.child.id for pupil in school.do(absences.known).pupils].count(child) == 1
