"""What a device held, in words for the DPO."""

from dataclasses import replace
from datetime import datetime

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.documents.stock_paper import rows_of, sorts_of, stock_paper
from opspor.domain.ids import Id
from opspor.domain.people import Institution, Role
from opspor.domain.stock import Holdings, KindCount, Stock, WaysIn

AT = datetime(2026, 7, 31, 14, 2).astimezone()
BEFORE = datetime(2024, 1, 2, 8, 0).astimezone()
HELD = Holdings(
    44, 2020, 2024, 2, 3, 80, 1, 5, 1, 4,
    (KindCount("observation", 30, BEFORE, AT), KindCount("childs_words", 12, AT, AT), KindCount("ny", 1, AT, AT)), AT,
)  # fmt: skip
STOCK = Stock(
    Institution(Id("i"), "Huset", "Ådal Kommune", "", "", ""), AT, None, HELD, {Role.LEADER: 1, Role.STAFF: 9},
    WaysIn(10, 1, 1, 1, 256 * 1024, 3, 4), BEFORE, "/media/kopier",
)  # fmt: skip


def test_the_sheet_says_how_much_how_it_is_locked_and_what_to_do() -> None:
    text = as_text(stock_paper(STOCK, "Mette Kanari", "Log 7"))
    for words in (
        "44, født 2020-2024", "5, heraf 1 med CPR-nummer", "Argon2id med 256 MB", "AES-256", "2 gendannelsesnøgler",
        "/media/kopier", "inden 72 timer", "Skal efterprøves", "Dataansvarlig: Ådal Kommune", "Læst i selve mappen",
    ):  # fmt: skip
        assert words in text, words
    assert page_count(draw(stock_paper(STOCK, "Mette Kanari"))) <= 2


def test_kinds_that_a_reader_takes_for_one_stand_together_and_none_is_lost() -> None:
    assert sorts_of(STOCK) == (
        ("Iagttagelser og barnets ord", "42", "2. januar 2024 – 31. juli 2026"),
        ("Andet", "1", "31. juli 2026 – 31. juli 2026"),
    )


def test_a_copy_says_its_day_and_an_empty_house_nothing_that_is_not() -> None:
    empty = Holdings(0, None, None, 0, 0, 0, 0, 0, 0, 0, (), None)
    found = replace(STOCK, held=empty, copy_made=BEFORE)
    text = as_text(stock_paper(found, "Mette Kanari"))
    assert "Læst i kopien fra 2. januar 2024 kl. 8.00" in text
    assert "Der er ingen optegnelser." in text
    assert dict(rows_of(found))["Børn"] == "0"
    assert dict(rows_of(replace(found, held=replace(empty, children=1, born_from=2020, born_to=2020))))["Børn"] == (
        "1, født 2020"
    )
