"""A list as a whole: what is read, what is doubtful, what is refused."""

from datetime import date

import pytest

from opspor.domain.errors import KnownError
from opspor.exchange.class_list import ListRow, Problem, Status
from tests.exchange.conftest import Read, codes, names, workbook

BORN = date(2021, 5, 3)


def test_a_list_as_a_danish_excel_saves_it(read: Read) -> None:
    saved = (
        "Børn på Rød stue;;;;\r\n"
        ";;;;\r\n"
        "Efternavn;Fornavn;Fødselsdato;Stue;Primærpædagog\r\n"
        "Juhl;Karla Maria;03-05-2021;Rød;Åse Bæk\r\n"
        "Øster-Bach;Søren;14-12-2020;Rød;Åse Bæk\r\n"
        ";;;;\r\n"
    ).encode("cp1252")
    found = read(saved)
    assert found.rows == (
        ListRow(4, "Karla Maria", "Juhl", BORN, "", "Rød", "Åse Bæk", Status.READ),
        ListRow(5, "Søren", "Øster-Bach", date(2020, 12, 14), "", "Rød", "Åse Bæk", Status.READ),
    )
    assert found.problems == ()
    assert found.rows_total == found.count(Status.READ) == 2


def test_a_list_from_a_spreadsheet_with_real_dates_and_numbers(read: Read) -> None:
    sheet: list[list[object]] = [
        ["Elever i 0.B"],
        [],
        ["Navn", "Født", "Klasse", "Klasselærer"],
        ["Juhl, Karla", BORN, 3, "Åse"],
        ["Noah Bak", "3/5 2021", "0.B", None],
    ]
    assert read(workbook(sheet)).rows == (
        ListRow(4, "Karla", "Juhl", BORN, "", "3", "Åse", Status.READ),
        ListRow(5, "Noah", "Bak", BORN, "", "0.B", "", Status.READ),
    )


def test_a_middle_name_goes_with_the_first(read: Read) -> None:
    assert names(read("Fornavn;Mellemnavn;Efternavn\nKarla;Maria;Juhl\nNoah;;Bak\n")) == [
        ("Karla Maria", "Juhl"),
        ("Noah", "Bak"),
    ]


def test_a_row_says_why_it_is_doubtful_in_which_column_and_never_what_stood_there(read: Read) -> None:
    found = read("Barnets navn;Født\nKarla Juhl;31.02.2021\n")
    assert [(row.status, row.birth_date) for row in found.rows] == [(Status.DOUBTFUL, None)]
    (problem,) = found.problems
    assert (problem.row, problem.column, problem.code) == (2, "Født", "LISTE-DATO-UMULIG")
    assert "31.02" not in problem.text


@pytest.mark.parametrize(
    ("name", "born", "status", "code"),
    [
        ("Karla Juhl", "", Status.DOUBTFUL, "LISTE-DATO-MANGLER"),
        ("Karla Juhl", "snart", Status.DOUBTFUL, "LISTE-DATO-ULAESELIG"),
        ("Karla Juhl", "44319", Status.DOUBTFUL, "LISTE-DATO-TAL"),
        ("Karla Juhl", "3.5.2031", Status.DOUBTFUL, "LISTE-DATO-FREMTID"),
        ("Karla Juhl", "3.5.1971", Status.DOUBTFUL, "LISTE-DATO-GAMMEL"),
        ("=A1&B1", "3.5.2021", Status.DOUBTFUL, "LISTE-FORMEL"),
        ("<script>alert(1)</script>", "3.5.2021", Status.DOUBTFUL, "LISTE-NAVN-TEGN"),
        ("Karla 030521-1234", "3.5.2021", Status.DOUBTFUL, "LISTE-CPR-I-TEKST"),
        ("Kar\u202ela Juhl", "3.5.2021", Status.READ, "LISTE-USYNLIGE-TEGN"),
        ("", "3.5.2021", Status.REFUSED, "LISTE-NAVN-MANGLER"),
        ("030521-1234", "3.5.2021", Status.REFUSED, "LISTE-NAVN-MANGLER"),
        ("17", "3.5.2021", Status.REFUSED, "LISTE-NAVN-TAL"),
        ("K" * 121, "3.5.2021", Status.REFUSED, "LISTE-NAVN-LANGT"),
        ("Navn", "Fødselsdato", Status.REFUSED, "LISTE-OVERSKRIFT-IGEN"),
        ("K" * 1_000_000, "3.5.2021", Status.REFUSED, "LISTE-CELLE-LANG"),
    ],
)
def test_one_odd_row_leaves_the_others_alone(read: Read, name: str, born: str, status: Status, code: str) -> None:
    found = read(f"Navn;Fødselsdato\nNoah Bak;4.5.2021\n{name};{born}\nEmma Dam;5.5.2021\n")
    assert [row.status for row in found.rows] == [Status.READ, status, Status.READ]
    assert code in codes(found)
    assert {problem.row for problem in found.problems} == {3}


def test_html_is_kept_as_the_text_it_is(read: Read) -> None:
    assert read("Fornavn;Født\n<b>Karla</b>;3.5.2021\n").rows[0].first_name == "<b>Karla</b>"


def test_only_a_last_name_is_a_name_until_somebody_knows_better(read: Read) -> None:
    found = read("Fornavn;Efternavn\n;Juhl\n")
    assert names(found) == [("Juhl", "")]
    assert found.rows[0].status is Status.DOUBTFUL
    assert "LISTE-NAVN-HALVT" in codes(found)


def test_a_group_that_is_too_long_is_left_out(read: Read) -> None:
    found = read(f"Navn;Stue\nKarla Juhl;{'Rød ' * 40}\n")
    assert (found.rows[0].group, found.rows[0].status) == ("", Status.DOUBTFUL)
    assert "LISTE-TEKST-LANG" in codes(found)


@pytest.mark.parametrize(
    ("written", "protected", "status"),
    [
        ("Ja", True, Status.READ), ("X", True, Status.READ), ("beskyttet", True, Status.READ),
        ("nej", False, Status.READ), ("", False, Status.READ), ("-", False, Status.READ),
        ("til 1.8.", True, Status.DOUBTFUL), ("måske", True, Status.DOUBTFUL),
    ],
)  # fmt: skip
def test_a_protected_child_is_known_from_the_list_and_what_is_unclear_protects(
    read: Read, written: str, protected: bool, status: Status
) -> None:
    found = read(f"Navn;Født;Adressebeskyttelse\nKarla Juhl;3.5.2021;{written}\n")
    assert (found.rows[0].protected, found.rows[0].status) == (protected, status)
    assert codes(found) == (["LISTE-BESKYTTET"] if status is Status.DOUBTFUL else [])


def test_columns_that_are_not_used_are_named_once(read: Read) -> None:
    found = read("Mors telefon;Navn;Født;Allergi\n1;Karla Juhl;3.5.2021;nødder\n2;Noah Bak;4.5.2021;\n")
    assert [(problem.row, problem.column) for problem in found.problems] == [(1, "Mors telefon"), (1, "Allergi")]
    assert set(codes(found)) == {"LISTE-KOLONNE"}
    assert found.count(Status.READ) == 2


def test_a_list_without_dates_says_so_once(read: Read) -> None:
    found = read("Navn\nKarla Juhl\nNoah Bak\n")
    assert found.count(Status.READ) == 2
    assert found.problems == (Problem(0, "", "LISTE-INGEN-DATOER", found.problems[0].text),)


def test_a_title_that_sounds_like_a_header_is_none(read: Read) -> None:
    assert names(read("Børn\nNavn;Født\nKarla Juhl;3.5.2021\n")) == [("Karla", "Juhl")]


def test_a_list_without_headers_is_guessed_and_every_row_is_doubtful(read: Read) -> None:
    found = read("Karla Juhl;3.5.2021\nNoah Bak;4.5.2021\n")
    assert names(found) == [("Karla", "Juhl"), ("Noah", "Bak")]
    assert found.count(Status.DOUBTFUL) == 2
    assert [(problem.row, problem.code) for problem in found.problems] == [(1, "LISTE-GAETTET"), (2, "LISTE-GAETTET")]


@pytest.mark.parametrize(
    "content", ["Karla Juhl;Rød stue\nNoah Bak;Rød stue\n", "Fødselsdato;Stue\n3.5.2021;Rød\n", "x"]
)
def test_a_list_that_cannot_be_guessed_is_refused_with_the_headers_to_use(read: Read, content: str) -> None:
    with pytest.raises(KnownError) as error:
        read(content)
    assert error.value.code == "LISTE-OVERSKRIFT"


class TestCpr:
    """CPR numbers are read only on demand. The numbers are made up; 030521-4019 has a right check digit."""

    LIST = "Navn;CPR-nr.\nKarla Juhl;030521-4019\n"

    def test_they_are_left_unread_and_that_is_said_once(self, read: Read) -> None:
        found = read(self.LIST)
        assert (found.rows[0].cpr, found.rows[0].birth_date, found.rows[0].status) == ("", None, Status.READ)
        assert codes(found) == ["LISTE-CPR-ULAEST", "LISTE-INGEN-DATOER"]

    def test_on_demand_they_give_the_birth_date(self, read: Read) -> None:
        found = read(self.LIST, with_cpr=True)
        assert found.rows == (ListRow(2, "Karla", "Juhl", BORN, "0305214019", "", "", Status.READ),)
        assert found.problems == ()

    @pytest.mark.parametrize(
        ("written", "cpr", "status", "code"),
        [
            ("0305214008", "0305214008", Status.READ, "LISTE-CPR-KONTROL"),
            ("305214019", "0305214019", Status.DOUBTFUL, "LISTE-CPR-NUL"),
            ("310221-4019", "", Status.DOUBTFUL, "LISTE-CPR-FORKERT"),
            ("030531-4019", "", Status.DOUBTFUL, "LISTE-CPR-FORKERT"),  # not born yet
            ("030521-xxxx", "", Status.DOUBTFUL, "LISTE-CPR-FORKERT"),
            ("030521", "", Status.DOUBTFUL, "LISTE-CPR-FORKERT"),
            ("030571-1234", "0305711234", Status.DOUBTFUL, "LISTE-DATO-GAMMEL"),
        ],
    )
    def test_an_odd_number(self, read: Read, written: str, cpr: str, status: Status, code: str) -> None:
        found = read(f"Navn;CPR\nKarla Juhl;{written}\n", with_cpr=True)
        assert (found.rows[0].cpr, found.rows[0].status) == (cpr, status)
        assert code in codes(found)

    def test_a_number_that_a_spreadsheet_took_for_a_number(self, read: Read) -> None:
        found = read(workbook([["Navn", "CPR"], ["Karla Juhl", 305214019]]), with_cpr=True)
        assert (found.rows[0].cpr, found.rows[0].status) == ("0305214019", Status.DOUBTFUL)

    def test_against_the_date_column_it_is_doubtful_and_the_date_stands(self, read: Read) -> None:
        found = read("Navn;CPR;Født\nKarla Juhl;0305214019;4.5.2021\n", with_cpr=True)
        assert (found.rows[0].birth_date, found.rows[0].status) == (date(2021, 5, 4), Status.DOUBTFUL)
        assert codes(found) == ["LISTE-CPR-DATO"]

    def test_it_stands_in_for_a_missing_date(self, read: Read) -> None:
        found = read("Navn;CPR;Født\nKarla Juhl;0305214019;\nNoah Bak;;\n", with_cpr=True)
        assert [row.birth_date for row in found.rows] == [BORN, None]
        assert [(problem.row, problem.code) for problem in found.problems] == [(3, "LISTE-DATO-MANGLER")]
