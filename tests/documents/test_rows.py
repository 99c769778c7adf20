"""Lines: nothing is lost, nothing sticks out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.documents.document import Bullets, Document, Paragraph, Part, Quote
from opspor.documents.fonts import REGULAR, drawable, undrawable_in, width
from opspor.documents.rows import INK, Composer, Style, wrapped

BODY = Style(REGULAR, 10, INK)


@given(st.text(max_size=300), st.integers(20, 400))
def test_wrapping_keeps_every_character_and_stays_inside(text: str, room: int) -> None:
    lines = wrapped(text, BODY, room)
    assert "".join("".join(lines).split()) == "".join(drawable(text).split()).replace("\u00a0", "")
    for line in lines:
        assert width(line.rstrip(" "), REGULAR, 10) <= room or len(line.strip()) == 1


def test_a_line_that_ends_between_words_keeps_its_space_and_one_inside_a_word_does_not() -> None:
    assert wrapped("to ord", BODY, 25) == ["to ", "ord"]
    broken = wrapped("w" * 60, BODY, 100)
    assert len(broken) > 1
    assert "".join(broken) == "w" * 60


def test_a_name_that_is_too_wide_is_broken_where_it_is_joined() -> None:
    assert wrapped("Kanarikjær-Østermølle", BODY, 80) == ["Kanarikjær-", "Østermølle"]
    assert wrapped("Muhammed\u00a0Emil\u00a0Kanari", BODY, 100) == ["Muhammed\u00a0Emil\u00a0", "Kanari"]


def test_a_line_break_is_kept() -> None:
    assert wrapped("en\nto\r\n\r\ntre", BODY, 100) == ["en ", "to ", " ", "tre"]


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
