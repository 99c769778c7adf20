"""What somebody types is theirs alone, and there until it is thrown away."""

from functools import partial

from opspor.store import log
from opspor.usecases import drafts
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House


def test_a_draft_is_as_it_was_last_saved_until_it_is_dropped(house: House) -> None:
    house.do(lambda desk: drafts.save(desk, "note", {"text": "Først"}))
    saved_at = house.do(lambda desk: drafts.save(desk, "note", {"text": "Så", "sted": "Ærø"}))

    assert house.do(lambda desk: drafts.load(desk, "note")) == ({"text": "Så", "sted": "Ærø"}, saved_at)
    house.do(lambda desk: drafts.drop(desk, "note"))
    assert house.do(lambda desk: drafts.load(desk, "note")) is None


def test_nobody_sees_or_drops_the_draft_of_another(house: House) -> None:
    house.do(lambda desk: drafts.save(desk, "note", {"text": "Mettes"}))

    with house.as_("jonas"):
        assert house.do(lambda desk: drafts.load(desk, "note")) is None
        house.do(lambda desk: drafts.drop(desk, "note"))

    house.enter("mette")
    found = house.do(lambda desk: drafts.load(desk, "note"))
    assert found is not None
    assert found[0] == {"text": "Mettes"}


def test_what_one_has_begun_is_found_by_how_its_key_begins(house: House) -> None:
    for key in ("concern:1:seen", "concern:1:view", "concern:2:seen"):
        house.do(partial(drafts.save, key=key, fields={"text": "x"}))

    assert house.do(lambda desk: drafts.begun(desk, "concern:1:")) == {"concern:1:seen", "concern:1:view"}
    with house.as_("jonas"):
        assert house.do(lambda desk: drafts.begun(desk, "concern:")) == frozenset()
    house.enter("mette")


def test_typing_leaves_no_line_in_the_log(house: House) -> None:
    def lines(desk: Desk) -> int:
        with desk.engine.begin() as connection:
            return log.last(connection)[0]

    before = house.do(lines)
    house.do(lambda desk: drafts.save(desk, "note", {"text": "x"}))
    house.do(lambda desk: drafts.drop(desk, "note"))
    assert house.do(lines) == before
