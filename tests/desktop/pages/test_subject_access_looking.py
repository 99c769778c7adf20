"""The work on a draft for access: what is hidden and let stand, taken back, and put on top of another's version."""

from dataclasses import replace
from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opspor.desktop.pages.subject_access.looking import NOTHING, Changed, Looking, difference, with_changes
from opspor.desktop.pages.subject_access.text import parts_of
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.subject_access import (
    MARK,
    Asker,
    Draft,
    Hidden,
    Piece,
    Request,
    SubjectAccess,
    Why,
    as_given,
    left_out_of,
)

TODAY = date(2026, 3, 17)
TEXT = "Emma og Liv leger. Emmas far sagde noget til EMMA."
PEOPLE = Hidden("a/text", "Emma", Why.THIRD_PARTY)
ALL_OF_IT = Hidden("b/text", "", Why.EXCEPTION, "Mistanke")


def piece(key: str, *proposed: Hidden, text: str = TEXT) -> Piece:
    return Piece(key, "Iagttagelser", TODAY, "Jonas", "Det, vi så", text, proposed)


PIECES = (piece("a/text", PEOPLE), piece("b/text", ALL_OF_IT), piece("c/text"), piece("log/1", PEOPLE))


def draft(request: Request | None = None, pieces: tuple[Piece, ...] = PIECES, version: str = "v1") -> Draft:
    asked = request or Request(Asker.OTHER, "Lone", TODAY)
    child = ChildInList(Id("k"), "B001", "Liv", "Ø", None, (), ())
    access = SubjectAccess(Id("r"), Id(version), Id("k"), asked, "Mette", datetime(2026, 3, 17).astimezone())
    return Draft(access, child, pieces, TODAY)


def given_now(looking: Looking, number: int = 0) -> str | None:
    return as_given(looking.draft.pieces[number], looking.request)


def test_only_what_the_program_would_leave_out_must_be_seen_and_lines_of_the_log_are_none_of_it() -> None:
    looking = Looking(draft())
    assert looking.progress == (0, 2)
    assert [one.key for one in looking.left()] == ["a/text", "b/text"]
    looking.look_at(PIECES[0])
    looking.look_at(PIECES[0])
    looking.look_at(PIECES[2])
    assert looking.progress == (1, 2)
    assert looking.request.looked_through == ("a/text", "c/text")
    assert set(replace(looking.draft, access=replace(looking.draft.access, request=looking.request)).to_look_at) == {
        one.key for one in looking.left()
    }


def test_words_that_a_person_hides_are_left_out_and_come_back() -> None:
    looking = Looking(draft())
    looking.hide(PIECES[0], "Liv")
    assert given_now(looking) == f"{MARK} og {MARK} leger. Emmas far sagde noget til {MARK}."
    own = looking.marks(PIECES[0])[1]
    assert (own.proposed, own.stands) == (False, False)
    looking.hide(PIECES[0], "LIV")
    assert len(looking.request.hidden) == 1, "the same words are hidden once"
    looking.turn(PIECES[0], own)
    assert not [*looking.request.hidden]


def test_a_proposal_is_let_stand_and_taken_back() -> None:
    looking = Looking(draft())
    (mark,) = looking.marks(PIECES[0])
    looking.turn(PIECES[0], mark)
    assert given_now(looking) == TEXT
    (mark,) = looking.marks(PIECES[0])
    assert mark.stands
    looking.hide(PIECES[0], "emma")  # somebody marks the very words that stand
    assert given_now(looking) != TEXT
    assert looking.request.shown == ()
    assert looking.request.hidden == ()


def test_a_whole_piece_is_hidden_and_read_again() -> None:
    looking = Looking(draft())
    looking.hide(PIECES[2], "")
    assert looking.is_left_out(PIECES[2])
    assert given_now(looking, 2) == MARK
    looking.hide(PIECES[2], "")
    assert given_now(looking, 2) == TEXT


def test_what_is_proposed_as_a_whole_is_let_stand_by_the_same_key() -> None:
    looking = Looking(draft())
    assert given_now(looking, 1) is None
    looking.turn(PIECES[1], looking.marks(PIECES[1])[0])
    assert given_now(looking, 1) == TEXT
    looking.hide(PIECES[1], "")
    assert given_now(looking, 1) is None


def test_taking_back_goes_step_by_step_to_where_it_was_done() -> None:
    looking = Looking(draft())
    looking.hide(PIECES[0], "Liv")
    looking.hide(PIECES[2], "")
    looking.turn(PIECES[1], looking.marks(PIECES[1])[0])
    before = Looking(draft()).request
    assert [looking.undo(), looking.undo(), looking.undo(), looking.undo()] == ["b/text", "c/text", "a/text", ""]
    assert looking.request == before


def test_an_exception_without_its_reason_is_found() -> None:
    looking = Looking(draft())
    looking.hide(PIECES[2], "leger")
    mark = looking.explain(looking.marks(PIECES[2])[0], Why.EXCEPTION, "")
    assert [one.key for one in looking.without_reason()] == ["c/text"]
    looking.explain(mark, Why.EXCEPTION, "Det skader barnet.")
    assert looking.without_reason() == ()


def test_what_two_did_is_joined_and_nothing_of_either_is_lost() -> None:
    mine = Looking(draft())
    mine.hide(PIECES[0], "Liv")
    mine.look_at(PIECES[0])
    theirs = Looking(draft())
    theirs.hide(PIECES[2], "leger")
    theirs.look_at(PIECES[1])
    theirs.say(decision="Vi venter.")
    mine.read_again(draft(theirs.request, version="v2"))
    assert {one.words for one in mine.request.hidden} == {"Liv", "leger"}
    assert set(mine.request.looked_through) == {"a/text", "b/text"}
    assert mine.request.decision == "Vi venter."
    assert mine.version == "v2"
    assert mine.undo() == "", "going back would take away what the other did"


def test_what_came_meanwhile_is_not_seen_yet() -> None:
    looking = Looking(draft())
    for one in PIECES:
        looking.look_at(one)
    new = piece("d/text", Hidden("d/text", "Emma", Why.THIRD_PARTY))
    looking.read_again(draft(pieces=(*PIECES, new)))
    assert [one.key for one in looking.left()] == ["d/text"]


def test_what_was_done_is_nothing_once_it_is_a_version() -> None:
    looking = Looking(draft())
    looking.hide(PIECES[0], "Liv")
    looking.saved(Id("v2"), looking.request)
    assert looking.changed == NOTHING
    looking.look_at(PIECES[0])
    assert looking.changed == Changed(seen=("a/text",))


HIDDEN = st.builds(
    Hidden,
    st.sampled_from(["a/text", "b/text", "c/text"]),
    st.sampled_from(["", "Emma", "Liv", "leger"]),
    st.sampled_from(Why),
    st.sampled_from(["", "Grund"]),
)
MANY = st.lists(HIDDEN, max_size=5, unique_by=lambda one: (one.piece, one.words)).map(tuple)
REQUESTS = st.builds(
    Request,
    st.just(Asker.OTHER),
    st.just("Lone"),
    st.just(TODAY),
    hidden=MANY,
    shown=MANY,
    looked_through=st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple),
    decision=st.sampled_from(["", "Ja", "Nej"]),
    longer_because=st.sampled_from(["", "Ferie"]),
)


@given(REQUESTS, REQUESTS)
def test_a_draft_holds_all_that_was_done_also_when_it_is_put_on_top_twice(before: Request, after: Request) -> None:
    after = replace(after, looked_through=tuple(dict.fromkeys((*before.looked_through, *after.looked_through))))
    changed = msgspec.json.decode(msgspec.json.encode(difference(before, after)), type=Changed)
    once = with_changes(before, changed)
    assert set(once.hidden) == set(after.hidden)
    assert set(once.shown) == set(after.shown)
    assert replace(once, hidden=(), shown=()) == replace(after, hidden=(), shown=())
    assert with_changes(once, changed) == once


@pytest.mark.parametrize(
    "words", [["Emma"], ["Emma", "EMMA"], ["mm"], ["Emmas far"], ["Emma", "Emmas far", "far"], ["findes ikke"], [" "]]
)
def test_what_is_struck_through_on_the_screen_is_what_the_paper_leaves_out(words: list[str]) -> None:
    one = piece("a/text", *(Hidden("a/text", each, Why.THIRD_PARTY) for each in words))
    looking = Looking(draft(pieces=(one,)))
    shown = "".join(MARK if number >= 0 else part for part, number in parts_of(one.text, looking.marks(one)))
    assert shown == as_given(one, looking.request)
    assert "".join(part for part, _ in parts_of(one.text, looking.marks(one))) == TEXT
    assert len(left_out_of(one, looking.request)) == len(looking.marks(one))
