"""The answer as it is handed over: nothing of what is left out is in it, not even that it was there."""

import json
from collections.abc import Callable
from dataclasses import replace

import msgspec

from opspor.domain.access import Action
from opspor.domain.ids import Id
from opspor.domain.subject_access import MARK, Hidden, Request, SubjectAccess, Why
from opspor.store import children as stored
from opspor.usecases.desk import Desk
from opspor.usecases.subject_access_answer import NOT_INCLUDED, Answer, answer
from tests.guards import NOTE
from tests.usecases.access_house import BY_SECOND_MOTHER, everything_stands, looked_through, write_everything
from tests.usecases.conftest import House


def answered(house: House, child: Id, request: Request, read: Callable[[Answer], object] | None = None) -> Answer:
    def work(desk: Desk) -> Answer:
        with desk.read(Action.SEE_REQUESTS) as tx:
            found = stored.by_id(tx.connection, child)
            assert found is not None
            access = SubjectAccess(Id("a"), Id("a"), child, request, "", tx.now)
            made = answer(desk, tx, found, access, with_sealed=True)
            if read is not None:
                read(made)
            return made

    return house.do(work)


def text_of(made: Answer) -> str:
    rows = [msgspec.to_builtins(row) for row in made.given()]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_nothing_points_to_what_an_exception_keeps_back(house: House) -> None:
    child, made = house.do(write_everything)
    kept_back: list[str] = []
    found: list[str] = []

    def read(each: Answer) -> None:
        delicate = {piece.key.split("/")[0].split(".")[0] for piece in each.draft.pieces if piece.delicate}
        kept_back.extend(sorted(delicate - {"log"}))
        found.append(text_of(each))

    first = answered(house, child, BY_SECOND_MOTHER)
    answered(house, child, looked_through(first.draft), read)

    assert len(kept_back) > 10
    assert [record for record in kept_back if record in found[0]] == []
    assert made["concern"][0][0] in kept_back
    assert NOTE in found[0]  # the rest is there


def test_all_of_it_is_there_when_a_person_lets_it_stand(house: House) -> None:
    child, made = house.do(write_everything)
    first = answered(house, child, BY_SECOND_MOTHER)
    said: list[str] = []

    answered(house, child, everything_stands(first.draft), lambda each: said.append(text_of(each)))

    assert made["concern"][0][0] in said[0]
    assert MARK not in said[0]


def test_words_that_a_person_hides_are_gone_from_every_form_of_the_value(house: House) -> None:
    child, _ = house.do(write_everything)
    first = answered(house, child, BY_SECOND_MOTHER)
    piece = next(one for one in first.draft.pieces if "Anders Kanarisen" in one.text and not one.delicate)
    hidden = Hidden(piece.key, "Anders Kanarisen", Why.THIRD_PARTY)
    said: list[str] = []

    def read(each: Answer) -> None:
        row = next(row for row in each.given() if piece.key.startswith(f"{row.key}/{row.table}"))
        said.append(json.dumps(msgspec.to_builtins(row.fields), ensure_ascii=False))

    answered(house, child, replace(everything_stands(first.draft), hidden=(hidden,)), read)

    assert MARK in said[0]
    assert "Anders Kanarisen" not in said[0]


def test_a_search_of_what_is_to_be_handed_over_finds_what_is_still_there(house: House) -> None:
    child, _ = house.do(write_everything)
    first = answered(house, child, BY_SECOND_MOTHER)
    still: list[tuple[str, ...]] = []

    answered(house, child, looked_through(first.draft), lambda each: still.append(each.still_there()))
    answered(house, child, everything_stands(first.draft), lambda each: still.append(each.still_there()))

    assert still == [(), ()]


def test_the_search_trusts_no_proposal(house: House) -> None:
    """Also what was never proposed stops the handing over: here as if nothing had been."""
    child, _ = house.do(write_everything)
    still: list[tuple[str, ...]] = []

    def read(made: Answer) -> None:
        blind = {key: replace(piece, proposed=()) for key, piece in made._pieces.items()}
        still.append(replace(made, _pieces=blind).still_there())

    answered(house, child, BY_SECOND_MOTHER, read)

    assert len(still[0]) > 0


def test_what_no_answer_holds_is_named_the_same_every_time() -> None:
    assert [what for what, _ in NOT_INCLUDED] == [
        "Kladder", "Hvem i loggen", "Det, programmet slår op og beviser med", "Hvad der er udeladt og hvorfor",
        "Felter uden indhold",
    ]  # fmt: skip
