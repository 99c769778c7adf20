"""What a section lacks is said and never locks."""

from dataclasses import replace

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind, SectionAnswer
from opspor.domain.quality import POINTS
from opspor.usecases import concerns, papers
from opspor.usecases.paper_checks import SectionState
from tests.usecases.conftest import House
from tests.usecases.paper_house import begin_concern, sheet_of


@pytest.fixture
def concern(house: House) -> Id:
    """A concern by Jonas with something seen and something said."""
    return begin_concern(house)


def test_completeness_advises_and_never_locks(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    missing = [check for check in sheet.checks(sheet.draft) if check.state is SectionState.MISSING]
    assert missing
    assert all(check.missing for check in missing)

    assert house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))


def test_a_reason_why_something_could_not_be_had_is_a_full_answer(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern, PaperKind.UNDERRETNING)
    shown = (check.section for check in sheet.checks(sheet.draft))
    section = next(s for s in shown if s.kind == "text" and s.could_not and s.required)

    def state(draft: PaperDraft) -> SectionState:
        return next(check.state for check in sheet.checks(draft) if check.section.id == section.id)

    answered = PaperDraft(PaperKind.UNDERRETNING, {section.id: SectionAnswer(could_not="Barnet sov")})

    assert state(sheet.draft) is SectionState.MISSING
    assert state(answered) is SectionState.DONE


def test_every_point_has_a_place_in_the_form_and_every_place_is_there(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern)
    sections = {section.id for section in sheet.form.section}
    for point in POINTS:
        assert {id_ for part in point.parts for id_ in part.sections} <= sections, point.id
    assert all(one.section for one in sheet.quality(sheet.draft))


@pytest.mark.parametrize("track", [Track.PARENTS, Track.GENERAL])
@pytest.mark.parametrize("listed", [True, False])
def test_every_point_is_asked_in_every_track_and_of_a_typed_name(house: House, track: Track, *, listed: bool) -> None:
    house.enter("jonas")
    about = {"child_id": house.children[0]} if listed else {"typed_name": "Kanari"}
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what="Noget", seen_on=desk.clock().date(), **about
        )
    )
    sheet = sheet_of(house, concern)
    found = sheet.quality(sheet.draft)
    assert len(found) == len(POINTS)
    assert all(one.section for one in found)
    asked = [one.said for one in found if one.point.id == "parents"]
    assert ("ikke er orienteret" in asked[0]) is (track is Track.PARENTS and listed)


def test_an_empty_word_is_missing_in_its_section(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern)
    said = replace(sheet.draft, sections={"assessment": SectionAnswer("ved ikke"), "tried": SectionAnswer("Vi ringer")})
    states = {one.section.id: (one.state, one.missing) for one in sheet.checks(said)}
    assert states["assessment"] == (SectionState.MISSING, "et tomt ord")
    assert states["tried"] == (SectionState.DONE, "")


def test_an_answer_that_is_the_same_is_not_looked_through_again(house: House, concern: Id) -> None:
    sheet = sheet_of(house, concern)
    draft = replace(sheet.draft, sections={"asked": SectionAnswer("Barnet bør anbringes")})
    first = sheet.checks(draft)
    again = sheet.checks(replace(draft, urgent=True), first)
    state = {one.section.id: one.state for one in again}
    assert state["asked"] is SectionState.MARKED
    changed = replace(draft, sections={"asked": SectionAnswer("Se på hverdagen")})
    assert {one.section.id: one.state for one in sheet.checks(changed, again)}["asked"] is SectionState.DONE
