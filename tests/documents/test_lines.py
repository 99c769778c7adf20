"""Lines: nothing is lost, nothing sticks out."""

import time

from hypothesis import given
from hypothesis import strategies as st

from opspor.documents.fonts import REGULAR, drawable, width
from opspor.documents.lines import INK, Style, wrapped

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


def test_a_word_of_fifty_thousand_letters_is_broken_in_a_moment() -> None:
    begun = time.process_time()
    lines = wrapped("w" * 50_000, BODY, 470)
    assert time.process_time() - begun < 2, "measuring the whole rest for each line took minutes"
    assert "".join(lines) == "w" * 50_000
