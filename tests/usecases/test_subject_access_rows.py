"""A row about a child in words: what was chosen is read together, what somebody typed is a piece of its own."""

from datetime import date

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import OwnAnswers, Position, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.store import children as stored
from opspor.usecases import assess, children
from opspor.usecases.desk import Desk
from opspor.usecases.subject_access_rows import FileRow, Reader
from tests.usecases.access_house import write_everything
from tests.usecases.conftest import House


def rows(house: House, child: Id) -> list[FileRow]:
    def read(desk: Desk) -> list[FileRow]:
        with desk.read(Action.SEE_REQUESTS) as tx:
            found = stored.by_id(tx.connection, child)
            assert isinstance(found, ChildInList)
            return [*Reader(desk, tx, found).rows()]

    return house.do(read)


def of(found: list[FileRow], table: str) -> dict[str, str]:
    """heading -> text of the newest row of a table."""
    row = [one for one in found if one.table == table][-1]
    return {piece.heading: piece.text for piece in row.pieces()}


def test_the_child_comes_first_and_a_section_goes_by_day(house: House) -> None:
    child, _ = house.do(write_everything)

    found = rows(house, child)

    assert found[0].table == "child"
    sections = [row.section for row in found]
    assert sections == sorted(sections, key=sections.index)
    days = [row.on for row in found if row.section == "Vurderinger"]
    assert days == sorted(days)


def test_an_own_assessment_says_both_axes_and_each_answer_in_words(house: House) -> None:
    house.enter("mette")
    round_id = house.open_round()
    with house.as_("jonas"):
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
        question = sheet.position_form.question[0]
        sign = sheet.trivsel_form.sign[0]
        given = {question.id: "something", sign.id: "rarely"}
        whole = OwnAnswers(answers=given, position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
        house.do(lambda desk: assess.submit_own(desk, sheet, whole))
    house.enter("mette")

    said = of(rows(house, house.children[0]), "own_assessment")["Egen vurdering"].splitlines()

    assert "Runde: Forår 2026" in said
    assert "Barnets position: Ikke udsat" in said or "Barnets position: ikke udsat" in said
    assert f"{question.text} Noget" in said
    assert f"{sign.text}: Sjældent" in said
    assert len(said) == len(set(said))


def test_what_somebody_typed_is_searched_as_it_is_read(house: House) -> None:
    """A word broken over two lines, or with a sign that nobody sees in it, is one word."""
    key = house.do(
        lambda desk: children.observe(
            desk, house.children[0], seen_at=desk.clock(), place="", text="No\u00adah og Fre-\nja"
        )
    )

    row = next(one for one in rows(house, house.children[0]) if (one.table, one.key) == ("observation", key))

    assert [piece.text for piece in row.pieces()] == ["Noah og Freja"]
    assert row.by == "Mette Kanari Skov, Leder"
    assert row.on == date(2026, 3, 17)


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-03-17Tårnet faldt, og Noah lo"])
def test_what_somebody_typed_like_a_day_that_is_none_stands_as_it_was_typed(house: House, typed: str) -> None:
    child = house.children[0]
    house.do(lambda desk: children.observe(desk, child, seen_at=desk.clock(), place="", text=typed))

    assert typed in of(rows(house, child), "observation").values()


def test_a_header_has_no_piece_and_what_is_empty_no_field(house: House) -> None:
    found = rows(house, house.children[0])

    assert not [piece for row in found if row.table == "record" for piece in row.pieces()]
    assert all(field.words for row in found for field in row.fields if field.label)


def test_what_was_corrected_later_says_so(house: House) -> None:
    child, _ = house.do(write_everything)

    headings = [row.heading for row in rows(house, child) if row.table == "particulars"]

    assert headings == ["Oplysninger om barnet, senere rettet", "Oplysninger om barnet"]


def test_what_is_no_record_is_not_called_corrected(house: House) -> None:
    child, _ = house.do(write_everything)

    headings = {row.heading for row in rows(house, child) if not row.record}

    assert "Barnet" in headings
    assert not [heading for heading in headings if "rettet" in heading]


def test_whose_words_a_field_holds_is_known(house: House) -> None:
    child, _ = house.do(write_everything)

    carers = [row for row in rows(house, child) if row.table == "carer"]

    assert {field.of for row in carers for field in row.fields} == {f"carer-{n}" for n in range(5)}
