"""The receipt for a deletion."""

from datetime import date, datetime

from opspor.documents.document import as_text
from opspor.documents.erasure_paper import erasure_paper, receipt_paper
from opspor.documents.layout import draw
from opspor.documents.preview import page_count
from opspor.domain.retention import Receipt, Sort

AT = datetime(2026, 3, 17, 14, 2).astimezone()


def test_it_says_that_it_was_done_and_until_when_copies_live() -> None:
    paper = erasure_paper("Huset", "B007", "Mette Kanari", AT, 12, date(2026, 8, 31))
    text = as_text(paper)
    assert "Alt om barnet med nummer B007" in text
    assert "Slettet af: Mette Kanari" in text
    assert "17. marts 2026 kl. 14.02" in text
    assert "den sidste efter 31. august 2026" in text
    assert page_count(draw(paper)) == 1


def test_the_receipt_for_a_list_says_how_many_of_each_sort_of_whom_by_number_and_until_when_copies_live() -> None:
    receipt = Receipt(
        date(2026, 3, 17), "Mette Kanari", ((Sort.FILE, 2), (Sort.CONCERN, 1)), 2, date(2026, 9, 30), True,
        ("B007", "B012"), 41,
    )  # fmt: skip
    said = as_text(receipt_paper("Kanarihuset", receipt))
    for words in (
        "2 børn med alt, der stod om dem", "1 lukket bekymring", "17. marts 2026", "Mette Kanari", "41", "B007, B012",
        "30. september 2026", "Gamle blokke på en disk",
    ):  # fmt: skip
        assert words in said
