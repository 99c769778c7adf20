"""The receipt for a deletion."""

from datetime import date, datetime

from opspor.documents.document import as_text
from opspor.documents.erasure_paper import erasure_paper
from opspor.documents.layout import draw
from opspor.documents.preview import page_count

AT = datetime(2026, 3, 17, 14, 2).astimezone()


def test_it_says_that_it_was_done_and_until_when_copies_live() -> None:
    paper = erasure_paper("Huset", "B007", "Mette Kanari", AT, 12, date(2026, 8, 31))
    text = as_text(paper)
    assert "Alt om barnet med nummer B007" in text
    assert "Slettet af: Mette Kanari" in text
    assert "17. marts 2026 kl. 14.02" in text
    assert "den sidste efter 31. august 2026" in text
    assert page_count(draw(paper)) == 1
