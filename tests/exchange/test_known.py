"""The same child is not added twice, and no child is taken for another."""

from datetime import date

import pytest

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
