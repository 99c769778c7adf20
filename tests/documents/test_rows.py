"""From blocks to rows: what is drawn, and what stays together."""

import pytest

from opspor.documents.document import Bullets, Document, Paragraph, Part, Quote
from opspor.documents.fonts import drawable, undrawable_in
from opspor.documents.rows import Composer


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("æøå ÆØÅ – × » «", "æøå ÆØÅ – × » «"),
        ("a\u030arhus", "århus"),  # a with a ring of its own becomes å
        ("glad 😀!", "glad □!"),
        ("سلام", "□□□□"),
        ("a\u202eb\u200bc\u00add\x00e\ud800f", "abcdef"),
        ("tab\tog\u2028linje", "tab og\nlinje"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("", ""),
    ],
)
def test_what_can_not_be_drawn_becomes_a_box_and_what_is_invisible_goes(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_what_was_replaced_is_told() -> None:
    assert undrawable_in("glad 😀 og 😀, سل\n\t\u200b æ") == ("س", "ل", "😀")


def composed(*blocks: Paragraph | Quote | Bullets) -> Composer:
    """The rows of one section."""
    composer = Composer(10, 460, compact=False)
    composer.compose(Document("T", (), (Part("Overskrift", blocks),), "H"))
    return composer


def test_a_heading_and_the_first_lines_stay_together_and_no_line_stands_alone() -> None:
    rows = composed(Paragraph("ord " * 200)).rows[1:]
    assert rows[0].keep
    assert rows[1].keep
    assert rows[-2].keep
    assert not rows[-1].keep
    assert not all(row.keep for row in rows[2:-2])


def test_a_short_quote_is_not_split_and_a_long_one_can_be() -> None:
    def split(words: int) -> bool:
        rows = composed(Quote("12. marts", "ord " * words, "Spurgt")).rows[2:]
        return not all(row.keep for row in rows[:-1])

    assert not split(60)
    assert split(300)


def test_a_part_takes_the_height_of_its_rows() -> None:
    composer = Composer(10, 460, compact=False)
    heights = composer.compose(
        Document("T", (), (Part("A", (Paragraph("x"),)), Part("B", (Paragraph("ord " * 100),))), "H")
    )
    assert heights[1] > 2 * heights[0]
    assert sum(heights) == pytest.approx(sum(row.gap + row.height for row in composer.rows[1:]))
