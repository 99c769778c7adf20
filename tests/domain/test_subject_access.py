"""A request for access: when it is due, what is left out, and what a person must have done before it is handed over."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from opspor.domain.child import ChildInList
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.subject_access import (
    MARK,
    Asker,
    Draft,
    Hidden,
    Piece,
    Release,
    Request,
    SubjectAccess,
    Why,
    as_given,
    check_release,
    check_request,
    due_on,
    labelled,
    left_out_of,
    stands,
    without,
)

DAY = date(2026, 1, 31)
ASKED = Request(Asker.CARER, "Kanari Mor", DAY, Id("mor"))
NAME = Hidden("r/text", "Noah", Why.THIRD_PARTY)
ALL = Hidden("r/text", "", Why.EXCEPTION)
PIECE = Piece("r/text", "Iagttagelser", DAY, "Mette", "Iagttagelse", "Noah og noahs bror. NOAH!", (NAME,))
CHILD = ChildInList(Id("k"), "B001", "Karla", "Kanari", None, (), ())


def draft(*pieces: Piece, stops: tuple[str, ...] = (), **request: Any) -> Draft:
    access = SubjectAccess(Id("a"), Id("a"), CHILD.id, replace(ASKED, **request), "", datetime(2026, 2, 1, tzinfo=UTC))
    return Draft(access, CHILD, pieces, DAY, stops)


@pytest.mark.parametrize(
    ("asked", "longer", "due"),
    [
        (date(2026, 1, 31), "", date(2026, 2, 28)),
        (date(2028, 1, 31), "", date(2028, 2, 29)),
        (date(2026, 3, 2), "", date(2026, 4, 2)),
        (date(2026, 12, 15), "", date(2027, 1, 15)),
        (date(2026, 11, 30), "Meget at gå igennem", date(2027, 2, 28)),
        (date(2026, 3, 2), "  ", date(2026, 4, 2)),
    ],
)
def test_a_request_is_answered_within_a_month_or_three_where_it_says_why(asked: date, longer: str, due: date) -> None:
    assert due_on(replace(ASKED, asked_on=asked, longer_because=longer)) == due


def test_a_label_has_a_colon_and_a_question_none() -> None:
    assert labelled("Sted", "garderoben") == "Sted: garderoben"
    assert labelled("Ser du noget?", "Intet set") == "Ser du noget? Intet set"


def test_what_is_proposed_is_left_out_until_a_person_lets_it_stand() -> None:
    assert as_given(PIECE, ASKED) == f"{MARK} og noahs bror. {MARK}!"
    assert as_given(PIECE, replace(ASKED, shown=(NAME,))) == PIECE.text
    assert stands(replace(NAME, words="noah"), replace(ASKED, shown=(NAME,)))
    assert not stands(replace(NAME, why=Why.EXCEPTION), replace(ASKED, shown=(NAME,)))


def test_a_person_hides_words_or_all_of_a_piece() -> None:
    words = Hidden("r/text", "noahs bror", Why.THIRD_PARTY)

    assert as_given(PIECE, replace(ASKED, hidden=(words,))) == f"{MARK} og {MARK}. {MARK}!"
    assert as_given(PIECE, replace(ASKED, hidden=(replace(words, words=""),))) == MARK
    assert left_out_of(PIECE, replace(ASKED, hidden=(words, replace(words, piece="another")))) == (NAME, words)


def test_an_exception_leaves_no_trace_of_a_piece() -> None:
    assert as_given(PIECE, replace(ASKED, hidden=(ALL,))) is None
    assert as_given(replace(PIECE, proposed=(ALL,)), ASKED) is None
    assert as_given(replace(PIECE, proposed=(ALL,)), replace(ASKED, shown=(ALL,))) == PIECE.text


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Bo bor i boligen", ["Bo"], f"{MARK} bor i boligen"),
        ("Noah Holm og Noah", ["Noah", "Noah Holm"], f"{MARK} og {MARK}"),
        ("ring 12 34 56 78.", ["12 34 56 78"], f"ring {MARK}."),
        ("Noahs", ["Noa"], f"{MARK}hs"),  # marked in the middle of a word
        ("Hun bor i Skovvej 1. Hun leger.", ["Hun bor i Skovvej 1."], f"{MARK} Hun leger."),
        ("intet", ["", " "], "intet"),
        ("æble og ÆBLE", ["Æble"], f"{MARK} og {MARK}"),
    ],
)
def test_words_go_wherever_they_stand_as_whole_words(text: str, words: list[str], left: str) -> None:
    assert without(text, words) == left


def test_a_person_must_look_at_what_is_proposed_but_not_at_the_log() -> None:
    other, line = replace(PIECE, key="s/text", proposed=()), replace(PIECE, key="log/12/log_entry", proposed=(ALL,))

    assert draft(PIECE, other, line).to_look_at == ("r/text",)
    assert draft(PIECE, looked_through=("r/text",)).to_look_at == ()


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (replace(ASKED, name=" "), "INDSIGT-HVEM"),
        (replace(ASKED, carer_id=None), "INDSIGT-HVEM"),
        (replace(ASKED, carer_id=Id("far")), "INDSIGT-HVEM"),
        (replace(ASKED, asked_on=date(2026, 2, 2)), "INDSIGT-DAG"),
    ],
)
def test_a_request_says_who_asks_on_a_day_that_has_come(request_: Request, code: str) -> None:
    with pytest.raises(KnownError) as error:
        check_request(request_, [Id("mor")], date(2026, 2, 1))
    assert error.value.code == code


def test_somebody_else_and_the_youth_need_not_be_a_carer() -> None:
    for asker in (Asker.OTHER, Asker.YOUTH):
        check_request(Request(asker, "Kanari", DAY), [], DAY)


@pytest.mark.parametrize(
    ("made", "how", "code"),
    [
        (draft(stops=("Beslut",)), "i hånden", "INDSIGT-BESLUT"),
        (draft(PIECE), "i hånden", "INDSIGT-SE"),
        (draft(hidden=(ALL,)), "i hånden", "INDSIGT-GRUND"),
        (draft(), " ", "INDSIGT-HVORDAN"),
    ],
)
def test_what_is_left_to_a_person_stops_the_handing_over(made: Draft, how: str, code: str) -> None:
    with pytest.raises(KnownError) as error:
        check_release(made, how)
    assert error.value.code == code


def test_what_was_seen_and_decided_may_be_handed_over() -> None:
    reason = replace(ALL, reason="Kommunen undersøger det.")
    ready = draft(PIECE, stops=("B",), decision="Nej", looked_through=("r/text",), hidden=(reason,))

    check_release(ready, "i hånden")


def test_it_is_open_until_it_was_handed_over_or_taken_back() -> None:
    assert draft().access.is_open
    assert not draft(released=Release(DAY, "post")).access.is_open
    assert not draft(dropped_because="Taget tilbage").access.is_open
