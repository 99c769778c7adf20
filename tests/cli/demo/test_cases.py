"""The concerns of a demo and their papers."""

from datetime import timedelta
from pathlib import Path

import pytest

from opspor.cli.commands import now
from opspor.cli.demo.cases import KINDS
from opspor.cli.demo.material import House, load
from opspor.domain.beredskab import (
    KnowsAlready,
    LeaderTold,
    MayBeTold,
    NotReported,
    NotTold,
    Phoned,
    Sharpened,
    Track,
    may_be_told,
)
from opspor.domain.concern import StepState
from opspor.domain.paper import Basis, PaperKind
from opspor.usecases import concerns, papers
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.paper_checks import SectionState
from opspor.usecases.telling import stopped
from tests.cli.demo.conftest import Play, Played
from tests.documents.pdf import page_texts

HOUSES = [load(kind, House) for kind in ("dagtilbud", "skole", "sundhedspleje")]


def opened(played: Played) -> list[ConcernFile]:
    """Every concern of a demo, as its leader sees them."""
    place = played.open()
    try:
        rows = place.look(concerns.listed).result()
        return [
            place.run(lambda desk, id_=row.concern.id: concerns.open_concern(desk, id_)).result()  # type: ignore[misc]
            for row in rows
        ]
    finally:
        place.close()


@pytest.fixture
def files(play: Play) -> list[ConcernFile]:
    """Every concern of the whole demo."""
    return opened(play())


def test_every_underretning_was_sent_but_one_of_the_last_day(files: list[ConcernFile]) -> None:
    """On a Sunday or a Monday what happened one and two days ago was on the same Friday."""
    written = [paper for file in files for paper in file.papers if paper.draft.kind is PaperKind.UNDERRETNING]
    sent = {id_ for file in files for id_ in file.sent}
    (unsent,) = [paper for paper in written if paper.id not in sent]
    assert unsent.written_at.date() == max(paper.written_at.date() for paper in written)


def test_one_concern_is_about_a_typed_name(files: list[ConcernFile]) -> None:
    typed = [file for file in files if file.child is None]
    assert len(typed) == 1
    assert len(typed[0].concern.typed_name.split()) >= 2
    assert typed[0].observations


def test_one_is_kept_with_its_decisions_in_the_middle(files: list[ConcernFile]) -> None:
    """The leader disagreed, one parent knows already and may be told, the other is still stopped."""
    (kept,) = [file for file in files if file.concern.track is Track.PARENTS]
    kinds = [type(one.what) for one in kept.decisions]
    assert {LeaderTold, NotTold, KnowsAlready, MayBeTold, Phoned} <= set(kinds)
    assert any(isinstance(one.what, LeaderTold) and one.what.disagrees for one in kept.decisions)
    told = {may_be_told(kept.concern.track, kept.decisions, carer) for carer in kept.carers}
    assert told == {True, False}
    assert kept.course.now is not None
    (honour,) = [file for file in files if file.concern.track is Track.HONOUR]
    assert stopped(honour)


def test_one_is_due_today_one_ends_this_week_and_one_is_closed(files: list[ConcernFile]) -> None:
    today = now().date()
    (not_reported,) = [one for file in files for one in file.decisions if isinstance(one.what, NotReported)]
    (sharpened,) = [one for file in files for one in file.decisions if isinstance(one.what, Sharpened)]
    assert isinstance(not_reported.what, NotReported)
    assert isinstance(sharpened.what, Sharpened)
    assert not_reported.what.again_on <= today or today.weekday() > 4
    assert today < sharpened.what.until <= today + timedelta(days=4)
    assert sum(file.concern.closed_at is not None for file in files) == 2


@pytest.mark.parametrize("words", [(), ("--kind", "skole"), ("--kind", "sundhedspleje")])
def test_every_house_follows_its_tracks(play: Play, words: tuple[str, ...]) -> None:
    """Nothing was noted about a step that its way does not lead through, so that the page shows where it is."""
    played = play(*words)
    files = opened(played)
    tracks = {file.concern.track for file in files}
    assert {Track.GENERAL, Track.PARENTS, Track.HONOUR} <= tracks
    assert (Track.ABSENCE in tracks) is ("skole" in words)
    assert any(file.concern.closed_at for file in files)
    assert played.result["counts"]["decided"] >= 10
    for file in files:
        assert all(step.state is StepState.DONE for step in file.steps.values())
        assert (file.course.now is None) is (file.concern.closed_at is not None)
        early = {"everyday"}  # begun before anything was decided
        assert set(file.steps) - set(file.course.taken) - {file.course.now} <= early, file.concern.what


def test_every_decision_is_one_that_the_program_keeps() -> None:
    kinds = {one.kind for house in HOUSES for case in house.concern for one in case.decided}
    assert {"NotReported", "Sharpened", "KnowsAlready", "MayBeTold", "LeaderTold", "NotTold"} <= kinds <= set(KINDS)


def test_an_underretning_has_everything_and_no_mark_is_left_in_it(play: Play, files: list[ConcernFile]) -> None:
    place = play().open()
    written = [(file, paper) for file in files for paper in file.papers if paper.draft.kind is PaperKind.UNDERRETNING]
    try:
        for file, paper in written:
            if paper.draft.urgent:
                continue
            sheet = place.run(
                lambda desk, f=file: papers.paper_sheet(desk, f, PaperKind.UNDERRETNING)  # type: ignore[misc]
            ).result()
            missing = [check.section.id for check in sheet.checks(paper.draft) if check.state is SectionState.MISSING]
            assert not missing
            texts = [answer.text for answer in paper.draft.sections.values()]
            assert not any("<" in text or ">" in text for text in texts)
            assert file.child
            assert any(file.child.first_name in text for text in texts)
            assert len(paper.draft.observations) >= 3
            assert paper.draft.words
            assert all(carer.informed for carer in paper.draft.carers)
    finally:
        place.close()


def test_what_was_made_in_haste_says_what_it_lacks(files: list[ConcernFile]) -> None:
    hasty = [(file, paper) for file in files for paper in file.papers if paper.draft.urgent]
    assert {Track.GENERAL, Track.PARENTS} == {file.concern.track for file, _ in hasty}
    for _, paper in hasty:
        assert {"child_view", "strengths", "meanwhile"} & set(paper.draft.gaps)
        assert not any("<" in answer.text for answer in paper.draft.sections.values())


def test_a_brief_with_a_name_has_a_twin_without(play: Play, files: list[ConcernFile]) -> None:
    (named,) = [paper for file in files for paper in file.papers
                if paper.draft.kind is PaperKind.BRIEF and not paper.draft.anonymous]  # fmt: skip
    assert named.draft.sharing is not None
    assert named.draft.sharing.kind is Basis.CONSENT
    made = [Path(pdf) for pdf in play().result["pdf"]]
    (page,) = page_texts(next(pdf for pdf in made if pdf.name == "droeftelsesark-1.pdf").read_bytes())
    (twin,) = [page_texts(pdf.read_bytes())[0] for pdf in made
               if pdf.stem.startswith("droeftelsesark-anonym") and named.draft.sections["question"].text[:30]
               in page_texts(pdf.read_bytes())[0]]  # fmt: skip
    child = next(file.child for file in files if named in file.papers)
    assert child is not None
    assert child.first_name in page
    assert child.first_name not in twin
    assert "UDEN NAVN" in twin


def test_underretninger_say_what_was_tried_and_one_brief_is_half_written(play: Play, files: list[ConcernFile]) -> None:
    chosen = [len(paper.draft.efforts) for file in files for paper in file.papers]
    assert sum(map(bool, chosen)) == 2
    place = play().open()
    try:
        begun = [place.run(lambda desk, f=file: papers.paper_sheet(desk, f, PaperKind.BRIEF)).result()  # type: ignore[misc]
                 for file in files]  # fmt: skip
    finally:
        place.close()
    assert [sheet.saved_at is not None for sheet in begun].count(True) == 1


def test_who_rang_held_the_sheet(play: Play) -> None:
    """The sheet to hold while calling was made before the call, once for each."""
    rung = sum(one.kind == "Phoned" for house in HOUSES[:1] for case in house.concern for one in case.decided)
    assert [Path(pdf).name for pdf in play().result["pdf"]].count("telefonark-1.pdf") == rung == 1
