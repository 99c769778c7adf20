"""The receipt for a house that closed."""

from datetime import datetime

from opspor.documents.closing_paper import Closed, closing_paper
from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.preview import page_count

AT = datetime(2026, 7, 31, 14, 2).astimezone()


def test_it_says_what_was_destroyed_and_what_nobody_reached() -> None:
    paper = closing_paper(Closed("Huset", "Mette Kanari", AT, 8, 12, 0, "ab" * 32))
    text = as_text(paper)
    for words in ("31. juli 2026 kl. 14.02", "Slettet af: Mette Kanari", "ab" * 32, "USB-nøgle", "Filer i mappen: 8"):
        assert words in text
    assert "Ligger der stadig" not in text
    assert page_count(draw(paper)) == 1


def test_files_of_others_and_no_export_are_said() -> None:
    text = as_text(closing_paper(Closed("Huset", "Mette Kanari", AT, 8, 12, 1, "")))
    assert "1 fil, som ikke er opspors" in text
    assert "der blev ikke taget noget ud" in text
