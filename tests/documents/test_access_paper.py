"""Everything about a child on paper, for one person by name."""

from datetime import UTC, date, datetime
from typing import Any

from opspor.documents.access_paper import LEFT_OUT, METHOD, Given, Head, access_paper
from opspor.documents.document import Document, as_text
from opspor.documents.layout import draw
from tests.documents.pdf import page_texts

HEAD = Head(
    "Børnehuset Kanariefuglen", "Ådal Kommune", "", "Kanaria Mor", "Karla Kanarijuhl", date(2026, 3, 2),
    datetime(2026, 3, 17, 8, 5, tzinfo=UTC),
)  # fmt: skip
DAY = date(2026, 3, 1)
SEEN = Given("Iagttagelser", DAY, "Iagttagelse", "Jonas, pædagog", (("Sted", "garderoben"), ("", "Karla sang.")))
LINE = ("17. marts 2026 kl. 8.05", "Leder", "Åbnede barnets side", "Karla Kanarijuhl")


def paper(*rows: Given, log: tuple[Any, ...] = (LINE,), draft: bool = False) -> Document:
    return access_paper(HEAD, rows, log, ("Dataansvarlig: Ådal Kommune", "Til Kanaria Mor"), draft=draft)


def test_it_says_what_when_and_who_wrote_it_by_section() -> None:
    text = as_text(paper(SEEN, Given("Møder", DAY, "Møde", "", (("Formål", "Sprog"),))))

    assert "Iagttagelser\n1. marts 2026\nIagttagelse: Sted: garderoben\nKarla sang.\nSkrevet af Jonas, pædagog" in text
    assert "Møder\n1. marts 2026\nMøde: Formål: Sprog" in text
    assert "Funktion: Leder; Hvad: Åbnede barnets side" in text


def test_the_sentences_about_what_may_be_missing_always_stand_there() -> None:
    """Else their absence, or their presence, would tell that something was left out."""
    for made in (paper(), paper(SEEN), paper(SEEN, draft=True)):
        assert LEFT_OUT in as_text(made)
        assert METHOD in as_text(made)


def test_a_draft_is_one_on_every_page_and_the_title_names_nobody() -> None:
    pages = page_texts(draw(paper(*[SEEN] * 60, draft=True)))

    assert len(pages) > 2
    assert all("UDKAST" in page and "Til Kanaria Mor" in page for page in pages)
    assert paper().title == "Indsigt"


def test_what_nobody_has_entered_is_said() -> None:
    assert "Rådgiver (DPO): ikke oplyst" in as_text(paper())
    assert "Der er ingen linjer." in as_text(paper(log=()))
