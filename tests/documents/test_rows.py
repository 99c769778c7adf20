"""From blocks to rows: what is drawn, and what stays together."""

import pytest

from opspor.documents.document import Bullets, Document, Paragraph, Part, Quote, Tone
from opspor.documents.fonts import drawable, undrawable_in
from opspor.documents.rows import Composer


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("æøå ÆØÅ – × » «", "æøå ÆØÅ – × » «"),
        ("a\u030arhus", "århus"),  # a with a ring of its own becomes å
        ("glad 😀!", "glad □!"),
        ("שלום", "□□□□"),
        ("سلام", "\ufeb3\ufefc\u0645"),
        ("a\u202eb\u200bc\u00add\x00e\ud800f", "abcdef"),
        ("tab\tog\u2028linje", "tab og\nlinje"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("", ""),
    ],
)
def test_what_can_not_be_drawn_becomes_a_box_and_what_is_invisible_goes(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_what_was_replaced_is_told() -> None:
    assert undrawable_in("glad 😀 og 😀, של سل\n\t\u200b æ") == ("ל", "ש", "😀")


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


def grouped(*parts: Part) -> Composer:
    """The rows of parts with headings over them."""
    composer = Composer(10, 460, compact=False)
    composer.compose(Document("T", (), parts, "H"))
    return composer


def test_a_heading_over_several_parts_stands_once_and_stays_with_the_first() -> None:
    text = (Paragraph("x"),)
    parts = (Part("A", text, group="Barnet"), Part("B", text, group="Barnet"), Part("C", text, group="Os"))
    rows = grouped(*parts).rows
    said = [run.text for row in rows for run in row.runs]
    assert said == ["T", "Barnet", "A", "x", "B", "x", "Os", "C", "x"]
    assert all(row.keep for row in rows[1:4]), "heading, line and heading"
    roles = [kid.role for kid in grouped(*parts).root.kids if not isinstance(kid, tuple)]
    assert [role for role in roles if role != "P"] == ["H1", "H2", "H3", "H3", "H2", "H3"]


def test_what_nobody_answered_takes_one_line_and_what_follows_stays_below_it() -> None:
    gap, more = Paragraph("Ikke oplyst", Tone.QUIET), Paragraph("Send os en kvittering.")
    rows = grouped(Part("Barnets egne ord", (gap,), missing=True), Part("Kontakt", (gap, more), missing=True)).rows[1:]
    assert [[run.text for run in row.runs] for row in rows] == [
        ["Barnets egne ord", "Ikke oplyst"],
        ["Kontakt", "Ikke oplyst"],
        ["Send os en kvittering."],
    ]
    assert [row.keep for row in rows] == [False, True, False]
