"""Headers as people write them."""

import pytest

from opspor.exchange.columns import Field, Line, columns_from_headers, field_of, guessed_columns
from tests.exchange.conftest import TODAY


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Navn", Field.NAME), ("BARNETS NAVN", Field.NAME), ("Elev", Field.NAME), ("For- og efternavn", Field.NAME),
        ("Fornavn(e)", Field.FIRST), ("barnets  fornavn:", Field.FIRST), ("Mellemnavn", Field.MIDDLE),
        ("EFTERNAVN", Field.LAST), ("Fødselsdato", Field.BIRTH), ("Foedselsdato", Field.BIRTH),
        ("fodselsdag", Field.BIRTH), ("Født", Field.BIRTH), ("Født d.", Field.BIRTH),
        ("Fødselsdato (dd-mm-åååå)", Field.BIRTH), ("F. dato", Field.BIRTH),
        ("CPR", Field.CPR), ("CPR-nr.", Field.CPR), ("cpr nummer", Field.CPR),
        ("Personnummer", Field.CPR), ("Gruppe", Field.GROUP), ("Stue/gruppe", Field.GROUP), ("klasse", Field.GROUP),
        ("Hold", Field.GROUP), ("Kontaktpædagog", Field.CONTACT), ("Kontaktpaedagog", Field.CONTACT),
        ("Klasselærer", Field.CONTACT), ("Adressebeskyttelse", Field.PROTECTED),
        ("Navne- og adressebeskyttet", Field.PROTECTED), ("Primærpædagog", Field.CONTACT), ("\ufeffNavn", Field.NAME),
        ("Mors navn", None), ("Telefon", None), ("", None), ("Navn" * 100, None),
    ],
)  # fmt: skip
def test_a_header_is_known_however_it_is_spelled(header: str, field: Field | None) -> None:
    assert field_of(header) is field


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["Navn", "Stue"], {Field.NAME: 0, Field.GROUP: 1}),
        (["Efternavn", "Født", "Fornavn"], {Field.LAST: 0, Field.BIRTH: 1, Field.FIRST: 2}),
        (["Navn", "Fornavn", "Efternavn"], {Field.FIRST: 1, Field.LAST: 2}),
        (["Navn", "Efternavn"], {Field.FIRST: 0, Field.LAST: 1}),
        (["Navn", "Navn"], {Field.NAME: 0}),
    ],
)
def test_the_columns_of_a_header_row(headers: list[str], fields: dict[Field, int]) -> None:
    columns = columns_from_headers(Line(3, headers))
    assert columns
    assert columns.places == fields
    assert columns.row == 3


@pytest.mark.parametrize("headers", [["Fødselsdato", "Stue"], ["Efternavn"], ["Karla Juhl", "3.5.2021"], [""], []])
def test_without_a_name_it_is_no_header_row(headers: list[str]) -> None:
    assert columns_from_headers(Line(1, headers)) is None


def test_columns_without_headers_are_guessed_from_dates_and_names() -> None:
    full = [Line(1, ["1", "Karla Juhl", "3.5.2021", "Rød"]), Line(2, ["2", "Noah Bak", "4.5.2021", "Rød"])]
    halves = [Line(1, ["3.5.2021", "Karla", "Juhl"]), Line(2, ["4.5.2021", "Noah", "Bak"])]
    columns, split = guessed_columns(full, TODAY), guessed_columns(halves, TODAY)
    assert columns
    assert columns.places == {Field.NAME: 1, Field.BIRTH: 2}
    assert split
    assert split.places == {Field.FIRST: 1, Field.LAST: 2, Field.BIRTH: 0}


@pytest.mark.parametrize("cells", [["Karla Juhl", "Rød"], ["3.5.2021", "12"], ["1", "2"]])
def test_names_without_dates_and_dates_without_names_are_not_guessed(cells: list[str]) -> None:
    assert guessed_columns([Line(1, cells), Line(2, cells)], TODAY) is None
