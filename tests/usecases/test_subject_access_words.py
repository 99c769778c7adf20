"""Every table about a child has a heading and a section, and every code has words."""

from opspor.store import schema as t
from opspor.usecases.subject_access_words import HEADINGS, LABELS, NOT_GIVEN, SECTIONS, VALUES
from tests.usecases.access_house import begin, everything_stands, opened, write_everything
from tests.usecases.conftest import House

NOT_ABOUT_A_CHILD = {"practice_answer", "own_environment", "forum", "forum_day"}


def test_every_table_about_a_child_has_a_heading_and_one_section() -> None:
    about = {
        table.name
        for table in t.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table in (t.child, t.record, t.paper, t.concern_audience)
    } - NOT_ABOUT_A_CHILD
    placed = [table for tables in SECTIONS.values() for table in tables]

    assert len(placed) == len(set(placed))
    assert about | {"child", "log_entry"} == set(placed) == set(HEADINGS)


def test_what_is_left_out_of_an_answer_is_not_in_it() -> None:
    assert {"hidden", "shown", "looked_through", "decision"} == NOT_GIVEN
    assert not NOT_GIVEN & set(LABELS)


def test_codes_have_words_and_everything_that_somebody_typed_has_a_label(house: House) -> None:
    child, _ = house.do(write_everything)
    request = begin(house, child)

    pieces = opened(house, request).pieces

    said = {line.partition(": ")[2] for piece in pieces for line in piece.text.splitlines()}
    codes = {code for known in VALUES.values() for code, words in known.items() if code != words}
    assert not said & (codes - {"far"})
    # what a made-up form does not ask has no name
    unnamed = {piece.key.rpartition("/")[2] for piece in pieces if piece.heading in HEADINGS.values()} - set(HEADINGS)
    assert unnamed <= {"body.see", "body.tried", "body.goals.m-1", "body.texts.P10-7"}
    assert everything_stands(opened(house, request)).shown
