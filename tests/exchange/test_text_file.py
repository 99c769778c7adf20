"""CSV from every kind of program."""

import csv
import io
import random
from contextlib import suppress
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opspor.domain.errors import KnownError
from opspor.exchange.class_list import Status
from opspor.exchange.columns import Line
from opspor.exchange.text_file import read_text
from tests.exchange.conftest import TODAY, Read, names

TABLE = [["Fornavn", "Efternavn", "Født"], ["Åse", "Bæk", "3.5.2021"], ["Søren", "Øster", "4.5.2021"]]
CHILDREN = [("Åse", "Bæk"), ("Søren", "Øster")]


def written(rows: list[list[str]], separator: str, newline: str) -> str:
    """The rows as the csv module writes them, quoted where it must be."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=newline).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize(
    ("separator", "newline", "encoding"),
    list(product([";", ",", "\t"], ["\r\n", "\n", "\r"], ["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
)
def test_every_separator_line_end_and_code_page(read: Read, separator: str, newline: str, encoding: str) -> None:
    found = read(written(TABLE, separator, newline).encode(encoding))
    assert names(found) == CHILDREN
    assert found.count(Status.READ) == 2


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_in_both_orders(read: Read, order: str) -> None:
    assert names(read(("\ufeff" + written(TABLE, "\t", "\r\n")).encode(order))) == CHILDREN


@pytest.mark.parametrize("line", ["sep=;", "SEP=;"])
def test_excel_s_own_first_line_names_the_separator_and_is_no_row(read: Read, line: str) -> None:
    found = read(f"{line}\r\nNavn;Født\r\nJuhl, Karla;3.5.2021\r\n")
    assert names(found) == [("Karla", "Juhl")]
    assert found.rows[0].row == 2


def test_a_comma_in_the_name_does_not_win_over_the_real_separator(read: Read) -> None:
    assert names(read("Navn;Født\nJuhl, Karla;3.5.2021\nBak, Noah;4.5.2021\n")) == [("Karla", "Juhl"), ("Noah", "Bak")]
    assert names(read("Navn\nJuhl, Karla\nBak, Noah\n")) == [("Karla", "Juhl"), ("Noah", "Bak")]
    assert names(read("Juhl, Karla;3.5.2021\nBak, Noah;4.5.2021\n")) == [("Karla", "Juhl"), ("Noah", "Bak")]


def test_rows_are_numbered_as_the_spreadsheet_shows_them(read: Read) -> None:
    found = read('\nListe\n\nNavn;Bemærkning\n"Karla\nJuhl";"to\nlinjer"\n\n;\nNoah Bak;x\n')
    assert [(row.row, row.first_name, row.last_name) for row in found.rows] == [
        (5, "Karla", "Juhl"),
        (8, "Noah", "Bak"),
    ]


def test_quotes_inside_a_cell_are_letters_like_others(read: Read) -> None:
    assert names(read('Navn;Født\n"Karla ""Kalle"" Juhl";3.5.2021\n')) == [('Karla "Kalle"', "Juhl")]


def test_rows_that_are_too_short_or_too_long_are_read_as_far_as_they_go(read: Read) -> None:
    found = read("Navn;Født;Stue\nKarla Juhl\nNoah Bak;4.5.2021;Rød;mere;endnu mere\n")
    assert names(found) == [("Karla", "Juhl"), ("Noah", "Bak")]
    assert found.rows[1].group == "Rød"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('Navn;Født\n"Karla Juhl;3.5.2021\nNoah Bak;4.5.2021\n', "LISTE-ANFOERSEL"),
        (b"Navn\nKarla\0Juhl\n", "LISTE-BINAER"),
        (bytes(range(256)) * 10, "LISTE-BINAER"),
        ("Navn\nÅse".encode("utf-16-le"), "LISTE-BINAER"),  # without its mark it cannot be told from rubbish
        (b"\xff\xfeN\x00a", "LISTE-BINAER"),  # half a letter at the end
        (b"Navn\nS\x8dren \x81\n", "LISTE-TEGNSAET"),
        ("<html><table><tr><td>Navn</td></tr></table></html>", "LISTE-FORMAT"),
        ('<?xml version="1.0"?><Workbook/>', "LISTE-FORMAT"),
        ("Navn\n", "LISTE-KUN-OVERSKRIFT"),
        ("Navn;Født\n;\n ; \n", "LISTE-KUN-OVERSKRIFT"),
        ("Navn" + ";x" * 200 + "\nKarla Juhl\n", "LISTE-KOLONNER"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Read, content: bytes | str, code: str) -> None:
    with pytest.raises(KnownError) as error:
        read(content)
    assert error.value.code == code


def test_an_open_quote_is_found_by_its_row(read: Read) -> None:
    with pytest.raises(KnownError, match="række 3 "):
        read('Navn;Født\nKarla Juhl;3.5.2021\n"Noah Bak;4.5.2021\nEmma Dam;5.5.2021\n')


def test_fifty_thousand_rows_are_read_and_one_more_is_refused(read: Read) -> None:
    rows = "Karla Juhl;3.5.2021;Rød\n"
    assert read("Navn;Født;Stue\n" + rows * 50_000).rows_total == 50_000
    for too_many in (50_001, 100_000):
        with pytest.raises(KnownError) as error:
            read("Navn;Født;Stue\n" + rows * too_many)
        assert error.value.code == "LISTE-RAEKKER"


def test_millions_of_empty_cells_and_lines_are_left_behind() -> None:
    assert read_text(b"Navn" + b";" * 2_000_000) == [Line(1, ["Navn"] + [""] * 199)]
    assert read_text(b"Navn\n" + b"\n" * 900_000 + b"Karla") == [Line(1, ["Navn"]), Line(900_002, ["Karla"])]


def test_a_hundred_thousand_rows_are_not_read_to_the_end() -> None:
    """The open quote in the last row is not reached."""
    with pytest.raises(KnownError) as error:
        read_text(b"Navn\n" + b"Karla Juhl\n" * 100_000 + b'"Noah')
    assert error.value.code == "LISTE-RAEKKER"


NAME = st.text("abcdefghijklmnopqrstuvwxyzæøåéüABCÆØÅ", min_size=1, max_size=12)
BORN = st.dates(TODAY - timedelta(days=365 * 20), TODAY)
FORMS = st.sampled_from(["%d-%m-%Y", "%d.%m.%y", "%Y-%m-%d", "%d%m%Y", "%d/%m %Y"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    children=st.lists(
        st.tuples(NAME, NAME, BORN, FORMS, st.text("Rødstue3.,;\"'\t ", max_size=12)), min_size=1, max_size=8
    ),
    order=st.permutations(["Fornavn", "Efternavn", "Fødselsdato", "Stue", "Telefon"]),
    separator=st.sampled_from(";,\t"),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    titles=st.integers(0, 2),
)
def test_what_was_written_is_read_back(
    read: Read,
    children: list[tuple[str, str, date, str, str]],
    order: list[str],
    separator: str,
    newline: str,
    encoding: str,
    titles: int,
) -> None:
    rows = [["Liste over børn"]] * titles + [order]
    for first, last, born, form, group in children:
        cells = {
            "Fornavn": first,
            "Efternavn": last,
            "Fødselsdato": born.strftime(form),
            "Stue": group,
            "Telefon": "97 12",
        }
        rows.append([cells[header] for header in order])
    found = read(written(rows, separator, newline).encode(encoding))
    expected = [(first, last, born, " ".join(group.split())) for first, last, born, _, group in children]
    assert [(row.first_name, row.last_name, row.birth_date, row.group) for row in found.rows] == [
        (first, last, born, group) for first, last, born, group in expected
    ]
    assert {row.status for row in found.rows} == {Status.READ}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200), st.text("Navn;,\n\t\"'=0123.-", max_size=200)))
def test_anything_at_all_is_a_list_or_a_known_error(read: Read, content: bytes | str) -> None:
    with suppress(KnownError):
        found = read(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"), with_cpr=True)
        explained = {problem.row for problem in found.problems}
        assert all(row.status is Status.READ or row.row in explained for row in found.rows)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 10**9), cuts=st.integers(1, 6))
def test_a_damaged_list_is_a_list_or_a_known_error(read: Read, seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    data = bytearray(("Navn;CPR;Født;Stue\r\n" + "Karla Juhl;0305214019;3.5.2021;Rød\r\n" * 5).encode("cp1252"))
    for _ in range(cuts):
        place = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[place] = chance.randrange(256)
        else:
            del data[place : place + chance.randrange(20)]
    with suppress(KnownError):
        read(bytes(data), with_cpr=True)
