"""The same child is not added twice, and no child is taken for another."""

from dataclasses import replace
from datetime import date

import pytest

from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.exchange.class_list import ClassList, Status
from opspor.exchange.known import KnownChild, mark_known
from tests.exchange.conftest import Read, codes

BORN = date(2021, 5, 3)
HEADERS = "Fornavn;Efternavn;Født;CPR\n"


def statuses(class_list: ClassList) -> list[Status]:
    return [row.status for row in class_list.rows]


def known_from(class_list: ClassList) -> list[KnownChild]:
    return [KnownChild(row.first_name, row.last_name, row.birth_date, row.cpr) for row in class_list.rows]


@pytest.mark.parametrize(
    "content",
    [
        HEADERS + "Karla;Juhl;3.5.2021;0305214019\nNoah;Bak;4.5.2021;\n",
        "Navn;Født\nKarla Juhl;3.5.2021\nKarla Juhl;4.5.2021\nNoah;\n",
        "Navn\nKarla Juhl\nNoah Bak\nKarla\n",
    ],
)
def test_the_same_file_twice_adds_nobody_twice(read: Read, content: str) -> None:
    first = mark_known(read(content, with_cpr=True), [])
    again = mark_known(read(content, with_cpr=True), known_from(first))
    assert Status.ALREADY_THERE not in statuses(first)
    assert set(statuses(again)) == {Status.ALREADY_THERE}
    assert {problem.row for problem in again.problems if problem.code == "LISTE-KENDT"} == {
        row.row for row in again.rows
    }


def test_a_file_that_names_namesakes_without_dates_asks_once_and_knows_both_afterwards(read: Read) -> None:
    first = mark_known(read("Navn\nKarla Juhl\nKarla Juhl\n"), [])
    assert statuses(first) == [Status.READ, Status.DOUBTFUL]
    assert "LISTE-MAASKE-SAMME" in codes(first)
    again = mark_known(read("Navn\nKarla Juhl\nKarla Juhl\n"), known_from(first))
    assert statuses(again) == [Status.ALREADY_THERE] * 2


def test_twins_with_one_number_by_mistake_are_asked_about_once_and_known_afterwards(read: Read) -> None:
    content = HEADERS + "Karla;Juhl;3.5.2021;0305214019\nSelma;Juhl;3.5.2021;0305214019\n"
    first = mark_known(read(content, with_cpr=True), [])
    assert statuses(first) == [Status.READ, Status.DOUBTFUL]
    again = mark_known(read(content, with_cpr=True), known_from(first))
    assert statuses(again) == [Status.ALREADY_THERE] * 2


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (KnownChild("karla", "JUHL", BORN, ""), Status.ALREADY_THERE),
        (KnownChild("Karla  Juhl", "", BORN, "0305214019"), Status.ALREADY_THERE),  # split differently
        (KnownChild("Karla", "Bak", date(2021, 5, 30), "0305214019"), Status.ALREADY_THERE),  # a new last name
        (KnownChild("Karla", "Juhl", None, ""), Status.DOUBTFUL),
        (KnownChild("Karla", "Juhl", BORN, "0305214016"), Status.DOUBTFUL),  # two numbers: two children, or a mistake
        (KnownChild("Selma", "Juhl", BORN, "0305214019"), Status.DOUBTFUL),  # a twin with the wrong number
        (KnownChild("Selma", "Juhl", BORN, ""), Status.READ),  # a twin
        (KnownChild("Karla", "Juhl", date(2020, 5, 3), ""), Status.READ),  # a namesake
    ],
)
def test_a_row_against_a_child_in_the_vault(read: Read, known: KnownChild, status: Status) -> None:
    marked = mark_known(read(HEADERS + "Karla;Juhl;3.5.2021;0305214019\n", with_cpr=True), [known])
    code = {Status.ALREADY_THERE: "LISTE-KENDT", Status.DOUBTFUL: "LISTE-MAASKE-SAMME"}.get(status)
    assert statuses(marked) == [status]
    assert [c for c in codes(marked) if c != "LISTE-CPR-KONTROL"] == ([code] if code else [])


@pytest.mark.parametrize(
    ("rows", "second"),
    [
        ("Karla;Juhl;3.5.2021;\nKARLA;Juhl;3/5-21;\n", Status.ALREADY_THERE),
        ("Karla;Juhl;3.5.2021;0305214019\nKarla;Bak;;0305214019\n", Status.ALREADY_THERE),
        ("Karla;Juhl;3.5.2021;\nKarla;Juhl;;\n", Status.DOUBTFUL),
        ("Karla;Juhl;3.5.2021;\nSelma;Juhl;3.5.2021;\n", Status.READ),
        ("Karla;Juhl;3.5.2021;\nKarla;Juhl;3.5.2020;\n", Status.READ),
    ],
)
def test_a_row_against_one_further_up(read: Read, rows: str, second: Status) -> None:
    marked = mark_known(read(HEADERS + rows, with_cpr=True), [])
    assert statuses(marked) == [Status.READ, second]


def test_a_refused_row_stays_refused_and_hides_nobody(read: Read) -> None:
    marked = mark_known(read("Navn;Født\n;3.5.2021\n;3.5.2021\n"), [KnownChild("", "", BORN, "")])
    assert statuses(marked) == [Status.REFUSED, Status.REFUSED]


@pytest.mark.parametrize(
    ("protected", "within_reach", "said"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_that_somebody_is_protected_now_is_said_to_those_who_may_write_it_down(
    read: Read, protected: bool, within_reach: bool, said: bool
) -> None:
    there = KnownChild("Karla", "Juhl", BORN, "", Id("karla"), (), within_reach, protected)
    marked = mark_known(read("Navn;Født;Beskyttet\nKarla Juhl;3.5.2021;ja\n"), [there])
    assert statuses(marked) == [Status.ALREADY_THERE]
    assert ("LISTE-NU-BESKYTTET" in codes(marked)) is said


IN_CLASS = KnownChild("Karla", "Juhl", BORN, "", Id("karla"), (("2.B", GroupKind.CLASS),))
SFO = "Navn;Født;Gruppe\nKarla Juhl;3.5.2021;SFO Rød\n"


def test_a_child_of_the_class_comes_into_the_sfo_too(read: Read) -> None:
    found = mark_known(read(SFO), [IN_CLASS])
    assert [(row.status, row.known) for row in found.rows] == [(Status.SECOND_GROUP, "karla")]
    assert found.problems[-1].text == "Går allerede i 2.B: kommer også i SFO Rød."


def test_a_list_without_a_group_column_takes_the_group_that_is_chosen_for_it(read: Read) -> None:
    plain = read("Navn;Født\nKarla Juhl;3.5.2021\n")
    assert statuses(mark_known(plain, [IN_CLASS])) == [Status.ALREADY_THERE]
    assert statuses(mark_known(plain, [IN_CLASS], " 2.b ")) == [Status.ALREADY_THERE]
    assert statuses(mark_known(plain, [IN_CLASS], "SFO Rød")) == [Status.SECOND_GROUP]


@pytest.mark.parametrize(
    ("child", "code"),
    [
        (replace(IN_CLASS, within_reach=False), "LISTE-ANDEN-GRUPPE"),  # else a list would be a way into another room
        (replace(IN_CLASS, groups=(("SFO Blå", GroupKind.AFTER_SCHOOL),)), "LISTE-FLYTTET"),
        (replace(IN_CLASS, groups=(("sfo  rød", GroupKind.AFTER_SCHOOL),)), "LISTE-KENDT"),
    ],
)
def test_a_child_that_is_not_ones_own_has_moved_or_is_there_stays_where_it_is(
    read: Read, child: KnownChild, code: str
) -> None:
    found = mark_known(read(SFO), [child])
    assert statuses(found) == [Status.ALREADY_THERE]
    assert codes(found)[-1:] == [code]


def test_what_a_group_is_was_said_by_a_person_and_counts_more_than_its_name(read: Read) -> None:
    other = KnownChild("Nanna", "Bak", BORN, "", Id("nanna"), (("SFO Rød", GroupKind.CLASS),))
    assert statuses(mark_known(read(SFO), [IN_CLASS, other])) == [Status.ALREADY_THERE]


def test_who_could_be_either_of_two_is_put_in_no_more_groups(read: Read) -> None:
    twice = [replace(IN_CLASS, birth_date=None), replace(IN_CLASS, birth_date=None, id=Id("another"))]
    assert statuses(mark_known(read("Navn;Gruppe\nKarla Juhl;SFO Rød\n"), twice)) == [Status.ALREADY_THERE]
