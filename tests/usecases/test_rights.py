"""What families ask for: written down, answered by the leader, shown to those who may see what it is about."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from opspor.domain.assessment import Context
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.rights import Decision, RightKind
from opspor.domain.rounds import ChildState, Hindrance, ReasonKind
from opspor.usecases import assess, children, concerns, erasure, log, papers, rights, rounds
from opspor.usecases.rights import Wishes
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of

TODAY = date(2026, 3, 17)


def note(
    house: House, child: Id, kind: RightKind = RightKind.REMARK, about: Id | None = None, text: str = "Hun sov godt."
) -> Id:
    return house.do(
        lambda desk: rights.note(desk, child, kind, on=TODAY, from_whom="Sara, mor", text=text, about=about)
    )


def answer(house: House, asked: Id, decision: Decision = Decision.LIFTED) -> Id:
    return house.do(lambda desk: rights.answer(desk, asked, decision, on=TODAY, by="Mette", text="Vi har rettet det."))


def the_page(house: House, child: Id) -> Wishes:
    return house.do(lambda desk: rights.of_child(desk, child))


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        what()
    return error.value.code


def test_a_remark_stands_beside_the_record_and_the_text_stays_as_it_was(house: House) -> None:
    karla = house.children[0]
    begin_concern(house)
    before = house.do(lambda desk: children.open_child(desk, karla))
    (seen,) = before.observations
    note(house, karla, about=seen.id)
    after = house.do(lambda desk: children.open_child(desk, karla))
    assert after.observations == before.observations
    assert [one.text for one in after.remarks[seen.id]] == ["Hun sov godt."]
    (wish,) = the_page(house, karla).wishes
    assert (wish.about, wish.answer_by) == (f"Iagttagelse {wish.about.removeprefix('Iagttagelse ')}", None)


def test_a_remark_to_the_whole_file_stands_under_the_child(house: House) -> None:
    karla = house.children[0]
    note(house, karla)
    file = house.do(lambda desk: children.open_child(desk, karla))
    assert [one.about for one in file.remarks[karla]] == [None]
    assert the_page(house, karla).wishes[0].about == ""


def test_nobody_remarks_on_what_is_not_there_or_not_theirs_to_see(house: House) -> None:
    karla = house.children[0]
    assert refused(lambda: note(house, karla, about=Id("x"))) == "OENSKE-OM"
    concern = begin_concern(house)
    sheet = sheet_of(house, concern)
    paper = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    house.do(lambda desk: concerns.keep(desk, concern, ()))
    note(house, karla, about=paper)
    assert [wish.about for wish in the_page(house, karla).wishes] == ["Underretning 17.3.2026"]
    house.enter("sofie")  # who may open the child, and not the concern
    assert refused(lambda: note(house, karla, about=paper)) == "OENSKE-OM"
    assert the_page(house, karla).wishes == ()


def test_an_objection_is_answered_by_the_leader_within_the_days_of_the_law_list(house: House) -> None:
    karla = house.children[0]
    house.enter("jonas")
    asked = note(house, karla, RightKind.OBJECTION)
    (wish,) = the_page(house, karla).wishes
    assert wish.answer_by == TODAY + timedelta(days=28)
    assert house.do(rights.waiting) == {}
    assert refused(lambda: answer(house, asked, Decision.GOES_ON)) == "ADGANG-NEJ"
    house.enter("mette")
    assert house.do(rights.waiting) == {karla: TODAY + timedelta(days=28)}
    assert refused(lambda: answer(house, asked, Decision.LIFTED)) == "OENSKE-SVARET"  # that is no answer to it
    answer(house, asked, Decision.GOES_ON)
    (wish,) = the_page(house, karla).wishes
    assert wish.answer is not None
    assert (wish.answer.text, wish.answer_by) == ("Vi fortsætter. Vi har rettet det.", None)
    assert house.do(rights.waiting) == {}
    assert refused(lambda: answer(house, asked, Decision.STOPS)) == "OENSKE-SVARET"


def test_only_the_leader_writes_and_reads_why_the_parents_were_not_told(house: House) -> None:
    karla = house.children[0]
    house.enter("jonas")
    assert refused(lambda: note(house, karla, RightKind.NOT_INFORMED)) == "ADGANG-NEJ"
    house.enter("mette")
    note(house, karla, RightKind.NOT_INFORMED, text="Det kan skade barnet.")
    assert [wish.note.text for wish in the_page(house, karla).wishes] == ["Det kan skade barnet."]
    house.enter("jonas")
    assert the_page(house, karla).wishes == ()
    assert not the_page(house, karla).leads


def open_round(house: House) -> Id:
    """A round of whose children nobody's parents have been told."""
    return house.do(
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=TODAY, closes_on=TODAY + timedelta(days=30),
            groups={house.groups["Bøgestuen"]: (Context.DAYCARE, [house.ids["jonas"], house.ids["sofie"]])},
        )
    )  # fmt: skip


def state(house: House, round_id: Id, child: Id) -> tuple[ChildState, Hindrance | None]:
    found = house.do(lambda desk: rounds.coverage(desk, round_id))
    (row,) = (row for row in found.children if row.child.id == child)
    return row.state, row.hindrance


def test_a_round_begins_without_parents_who_were_not_told_and_says_to_nobody_why(house: House) -> None:
    karla = house.children[0]
    round_id = open_round(house)
    assert state(house, round_id, karla)[1] is Hindrance.NOT_INFORMED
    note(house, karla, RightKind.NOT_INFORMED)
    house.enter("jonas")
    assert state(house, round_id, karla) == (ChildState.MISSING_MINE, None)
    house.submit(round_id, karla)


def test_a_restricted_child_waits_until_the_leader_answers_or_somebody_says_why_it_begins(house: House) -> None:
    karla, ase = house.children[:2]
    round_id = house.open_round()
    house.do(
        lambda desk: rounds.give_reason(desk, round_id, karla, Context.DAYCARE, ReasonKind.START, "Før det var aftalt")
    )
    asked = {child: note(house, child, RightKind.RESTRICTION) for child in (karla, ase)}
    house.enter("jonas")
    assert state(house, round_id, karla) == (ChildState.HINDERED, Hindrance.RESTRICTED)  # that reason knew nothing
    assert refused(lambda: house.submit(round_id, karla)) == "RUNDE-BEGRAENSET"
    house.do(lambda desk: rounds.give_reason(desk, round_id, karla, Context.DAYCARE, ReasonKind.START, "Trives ikke"))
    house.submit(round_id, karla)
    assert state(house, round_id, ase)[1] is Hindrance.RESTRICTED
    house.enter("mette")
    answer(house, asked[ase])
    house.enter("jonas")
    assert state(house, round_id, ase) == (ChildState.MISSING_MINE, None)
    assert house.do(lambda desk: assess.own_sheet(desk, round_id, ase))


def test_the_log_about_a_child_says_nothing_of_what_was_asked_for(house: House) -> None:
    karla = house.children[0]
    before = house.do(lambda desk: log.of_child(desk, karla))
    note(house, karla, RightKind.NOT_INFORMED)
    found = repr(house.do(lambda desk: log.of_child(desk, karla)))
    assert "Skrev, hvad familien har bedt om" in found
    assert "Skrev, hvad familien har bedt om" not in repr(before)
    assert "not_informed" not in found


def test_an_objection_that_waits_goes_with_its_child(house: House) -> None:
    karla = house.children[0]
    note(house, karla, RightKind.OBJECTION)
    house.do(lambda desk: erasure.erase_child(desk, karla))
    assert house.do(rights.waiting) == {}


def test_the_kinds_of_papers_have_words() -> None:
    assert set(rights._PAPERS) == set(PaperKind)
