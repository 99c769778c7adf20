"""The concerns of a demo and their papers."""

from pathlib import Path

import pytest

from opspor.cli.demo.cases import Papers
from opspor.cli.demo.material import PaperText
from opspor.domain.concern import StepState
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, papers
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.papers import SectionState
from tests.cli.demo.conftest import Play


@pytest.fixture
def files(play: Play) -> list[ConcernFile]:
    """Every concern of the whole demo."""
    place = play().open()
    try:
        rows = place.look(concerns.listed).result()
        return [
            place.run(lambda desk, id_=row.concern.id: concerns.open_concern(desk, id_)).result()  # type: ignore[misc]
            for row in rows
        ]
    finally:
        place.close()


def test_one_underretning_is_sent_and_one_is_not(files: list[ConcernFile]) -> None:
    written = [paper for file in files for paper in file.papers if paper.draft.kind is PaperKind.UNDERRETNING]
    sent = {id_ for file in files for id_ in file.sent}
    assert [paper.id in sent for paper in sorted(written, key=lambda paper: paper.written_at)] == [True, False]


def test_one_concern_is_about_a_typed_name(files: list[ConcernFile]) -> None:
    typed = [file for file in files if file.child is None]
    assert len(typed) == 1
    assert len(typed[0].concern.typed_name.split()) >= 2
    assert typed[0].observations


def test_the_track_is_under_way(files: list[ConcernFile]) -> None:
    assert all(file.steps for file in files)
    assert all(step.state is StepState.DONE for file in files for step in file.steps.values())
    assert max(len(file.steps) for file in files) < len(files[0].form.step)


def test_an_underretning_has_everything_and_no_mark_is_left_in_it(play: Play, files: list[ConcernFile]) -> None:
    place = play().open()
    written = [(file, paper) for file in files for paper in file.papers if paper.draft.kind is PaperKind.UNDERRETNING]
    try:
        for file, paper in written:
            sheet = place.run(
                lambda desk, f=file: papers.paper_sheet(desk, f, PaperKind.UNDERRETNING)  # type: ignore[misc]
            ).result()
            missing = [check.section.id for check in sheet.checks(paper.draft) if check.state is SectionState.MISSING]
            assert not missing
            texts = [answer.text for answer in paper.draft.sections.values()]
            assert not any("<" in text or ">" in text for text in texts)
            assert file.child
            assert any(file.child.first_name in text for text in texts)
            assert len(paper.draft.observations) >= 5
            assert paper.draft.words
            assert all(carer.informed for carer in paper.draft.carers)
    finally:
        place.close()


def test_the_name_of_a_file_says_the_kind_and_a_number(tmp_path: Path) -> None:
    made = Papers(tmp_path)
    brief = PaperText(PaperKind.BRIEF, 1, {})
    anonymous = PaperText(PaperKind.BRIEF, 1, {}, anonymous=True)
    names = [made.next_file(paper).name for paper in (brief, anonymous, brief, anonymous)]
    assert names == [
        "droeftelsesark-1.pdf",
        "droeftelsesark-anonym-1.pdf",
        "droeftelsesark-2.pdf",
        "droeftelsesark-anonym-2.pdf",
    ]
