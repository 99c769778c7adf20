"""Arabic script: the shapes of letters in their places, and the order in which a line is drawn.

The words are samples of the script, not a letter that anybody gets. Hebrew stands for "from the right" where the order
alone is looked at: its letters have one shape.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.documents.document import Document, Paragraph, Part
from opspor.documents.fonts import REGULAR, SEMIBOLD, drawable, pieces, undrawable_in, width
from opspor.documents.layout import draw
from opspor.documents.preview import preview
from opspor.documents.right_to_left import from_right, read, shaped, visual
from tests.documents.pdf import reader

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأإؤئةى"  # the letters of the language, as of those below
FARSI = "پچژکگی"
URDU = "ٹڈڑںھہےۓ"
UKRAINIAN = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’"
POLISH, TURKISH, SOMALI = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż", "ÇĞİÖŞÜçğıöşü", "dhkhsh'"


def places(text: str) -> list[str]:
    """The shape of each letter: ``INITIAL``, ``FINAL`` ...; one that stands alone is as it was written."""
    names = [unicodedata.name(shape).split() for shape in shaped(text)]
    return [name[-2] if name[-1] == "FORM" else "ISOLATED" for name in names]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("بيت", ["INITIAL", "MEDIAL", "FINAL"]),
        ("دار", ["ISOLATED", "ISOLATED", "ISOLATED"]),  # none of these ties itself to the next
        ("كتاب", ["INITIAL", "MEDIAL", "FINAL", "ISOLATED"]),
        ("سلام", ["INITIAL", "FINAL", "ISOLATED"]),  # lam and alef are one
        ("لا", ["ISOLATED"]),
    ],
)
def test_a_letter_has_the_shape_of_its_place(word: str, expected: list[str]) -> None:
    assert places(word) == expected


def test_what_keeps_two_letters_apart_does() -> None:
    assert places("می\u200cشود".replace("\u200c", ""))[1] == "MEDIAL"
    assert places("می\u200cشود")[1] == "FINAL"


def test_marks_above_and_below_part_no_letters() -> None:
    assert shaped("بَيْت") == shaped("بيت")


@given(st.text(ARABIC + FARSI + URDU + "abc 12.()", max_size=40))
def test_shapes_are_read_as_they_were_written_and_shaped_once(text: str) -> None:
    assert read(shaped(text)) == text or not from_right(text)
    assert shaped(shaped(text)) == shaped(text)


@pytest.mark.parametrize("letters", [ARABIC, FARSI, URDU, UKRAINIAN, POLISH, TURKISH, SOMALI])
def test_every_letter_of_the_languages_has_a_shape_in_both_weights(letters: str) -> None:
    assert undrawable_in(letters) == ()
    in_all_places = drawable(" ".join(f"{one} {one * 3}" for one in letters))
    assert "□" not in in_all_places
    for weight in (REGULAR, SEMIBOLD):
        assert {name.removesuffix("-SemiBold") for _, name in pieces(in_all_places, weight)} <= {"Inter", "Vazirmatn"}
        assert width(in_all_places, weight, 10) > 0


@pytest.mark.parametrize(
    ("from_the_right", "written", "drawn"),
    [
        (True, "אב גד", "דג בא"),
        (True, "אב 12.30 גד", "דג 12.30 בא"),
        (True, "אב 87 65 43 20.", ".87 65 43 20 בא"),
        (True, "אב (12) גד", "דג (12) בא"),
        (True, "אב Ådal Kommune גד.", ".דג Ådal Kommune בא"),
        (True, "אב (Herning) 6 גד", "דג 6 (Herning) בא"),
        (True, "Åvej 3, 1. th.", "Åvej 3, 1. th."),  # Danish stands as it is
        (False, "Karla og אב גד leger (12).", "Karla og דג בא leger (12)."),
        (False, "Karla", "Karla"),
        (False, "", ""),
        (True, "", ""),
    ],
)
def test_a_line_is_drawn_in_the_order_it_is_read(from_the_right: bool, written: str, drawn: str) -> None:
    assert visual(written, from_the_right=from_the_right) == drawn


@given(st.text("אבab12 .,()[]«»", max_size=30), st.booleans())
def test_nothing_is_lost_or_added(text: str, from_the_right: bool) -> None:
    either = str.maketrans("[]()«»", "((((((")
    drawn = visual(text, from_the_right=from_the_right)
    assert sorted(drawn.translate(either)) == sorted(text.translate(either))


def test_a_paper_from_the_right_begins_at_the_right_and_keeps_its_letters_for_a_screen_reader() -> None:
    parts = (Part("بيت", (Paragraph("كتاب كبير"),)),)
    pdf = draw(Document("سلام", (), parts, "Huset", language="ar", right_to_left=True, page_words="{page}/{count}"))

    page = preview(pdf, 0, 600)
    dark = [
        x
        for x in range(page.width)
        if any(page.rgba[(y * page.width + x) * 4] < 120 for y in range(page.height // 20, page.height // 2))
    ]
    assert min(dark) > page.width / 2
    assert max(dark) > page.width * 0.85
    content = reader(pdf).pages[0]["/Contents"].get_object().get_data()  # type: ignore[union-attr]
    assert ("\ufeff" + "كتاب كبير").encode("utf-16-be").hex().encode() in content
    assert str(reader(pdf).root_object["/Lang"]) == "ar"


def test_danish_words_that_go_on_in_the_next_line_end_at_the_right_edge_too() -> None:
    """A line keeps the space before the next one, for who copies it; on paper it is not seen."""

    pdf = draw(Document("", (), (Part("", (Paragraph("H\nH\nH"),)),), "", right_to_left=True))
    page = preview(pdf, 0, 1200)
    rows = [
        max((x for x in range(page.width) if page.rgba[(y * page.width + x) * 4] < 120), default=0)
        for y in range(page.height // 20, page.height // 2)
    ]
    assert len({edge for edge in rows if edge}) == 1
