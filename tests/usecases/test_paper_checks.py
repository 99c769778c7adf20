"""What a section lacks is said and never locks."""

import pytest

from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind, SectionAnswer
from opspor.usecases import papers
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
