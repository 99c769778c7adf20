"""An extract of the log on paper."""

from opspor.documents.document import as_text
from opspor.documents.layout import draw
from opspor.documents.log_paper import log_paper
from opspor.documents.preview import page_count
from tests.documents.pdf import page_texts

ROW = ("1284", "17.3.2026 kl. 8.05", "Mette Skov", "Åbnede barnets side", "Karla Juhl")


def test_it_says_what_was_chosen_and_every_line() -> None:
    text = as_text(log_paper("Udtræk af loggen", "Huset", ("Valgt: Login",), [ROW], ("Log 1285 · 9f3a 21c7",)))

    assert "Valgt: Login" in text
    assert "Linje: 1284; Tid: 17.3.2026 kl. 8.05; Hvem: Mette Skov; Hvad: Åbnede barnets side; Om: Karla Juhl" in text
    assert text.endswith("Log 1285 · 9f3a 21c7\n")


def test_no_line_is_a_sentence_and_many_are_many_pages() -> None:
    assert "Der er ingen linjer." in as_text(log_paper("Log", "Huset", (), [], ()))
    assert page_count(draw(log_paper("Log", "Huset", (), [ROW] * 200, ()))) > 3


def test_the_lines_begin_under_the_title_and_go_on_over_the_page() -> None:
    """Also where all of them would just fit on a page of their own."""
    for count in range(15, 45):
        texts = page_texts(draw(log_paper("Log", "Huset", (), [ROW] * count, ())))
        assert "Mette Skov" in texts[0]
        assert sum(text.count("Mette Skov") for text in texts) == count
