"""Who else is in a text about one child: proposed rather too often than once too few."""

import pytest

from opspor.documents.house import house
from opspor.documents.others import Others, others

HERE = house(
    names=[
        "Karla Juhl",
        "Noah Holm",
        "Sol Lind",
        "Freja Holm Kaas",
        "Mette Skov",
        "Ina Skov",
        "Karla Skov",
        "Liv von Bülow",
        "Liv O'Leary",
    ],
    in_sentences=["Tina Holm", "Peter Juhl", "lillebror Villads", "kontaktpædagog Mette"],
)
KARLA: Others = others(
    HERE,
    family=["Karla Juhl", "Peter Juhl", "Liv von Bülow", "Liv O'Leary"],
    in_sentences=["lillebror Villads"],
    colleagues=["Mette Skov", "Ina Skov"],
    other_children=["Noah", "Sol", "Freja", "Ina"],
    numbers=["1103229996", "90 00 00 01", "97 12 34 56"],
    code="B007",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Noah slog Karla.", ("Noah",)),
        ("Hun leger med Noahs bil.", ("Noahs",)),
        ("NOAH og noah", ("NOAH",)),
        ("Noah Holm kom", ("Noah Holm",)),
        ("Holm, Noah", ("Holm, Noah",)),
        ("Freja H. Kaas", ("Freja H. Kaas",)),
        ("Tina Holm hentede", ("Tina Holm",)),
        ("Karla leger med Sol.", ("Sol",)),
        ("hun ser sol og måne", ()),
        ("Karla Skov", ("Karla Skov",)),  # two who may be read about, put together, are somebody else
        ("N.H. og K.J.", ("N.H.",)),
        ("B012 slog B007", ("B012",)),
        ("Ring til 12 34 56 78", ("12 34 56 78",)),
        ("Ring til 90000001 eller 97123456", ()),
        ("CPR 110322-9996 og 010190-1234", ("010190-1234",)),
        ("skriv til mor@kanari.invalid", ("mor@kanari.invalid",)),
        ("Peter Juhl hentede Karla og Villads. Mette Skov var der.", ()),
        ("Ina græd", ("Ina",)),  # a colleague's name and a child's: a text cannot tell them apart
        ("Pjuske kom med", ()),
        ("Lars kom med", ("Lars",)),  # whom nobody here knows, by the list of names
        ("Liv von Bülow og Liv O'Leary", ()),
        ("", ()),
    ],
)
def test_who_else_is_found(text: str, found: tuple[str, ...]) -> None:
    assert KARLA.found_in(text) == found


def test_nobody_is_known_in_an_empty_house_but_numbers_lead_to_somebody() -> None:
    nobody = others(house(names=[]), family=[])

    assert nobody.found_in("Ring til 12 34 56 78") == ("12 34 56 78",)
