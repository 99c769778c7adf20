"""The concerns in ``resources/demo``: each step, decision and section is one that the program knows."""

from datetime import date, timedelta

import pytest

from opspor.cli.demo.cases import KINDS
from opspor.cli.demo.material import House, load
from opspor.cli.demo.stage import Days, moment
from opspor.domain.beredskab import Track
from opspor.domain.paper import PaperKind
from opspor.forms.library import load_library
from opspor.forms.model import SectionKind

FORMS = load_library()

_TYPED = (SectionKind.TEXT, SectionKind.YES_NO, SectionKind.EFFORTS)  # what a person writes in


@pytest.fixture(params=("dagtilbud", "skole", "sundhedspleje"))
def house(request: pytest.FixtureRequest) -> House:
    """Each of the institutions."""
    return load(request.param, House)


def test_concerns_name_real_steps_staff_children_and_sections(house: House) -> None:
    tracks = {case.track: FORMS.track(case.track) for case in house.concern}
    ways: dict[Track, set[tuple[str, ...]]] = {
        track: {(step.id,) for step in form.step} | {(s.id, way.answer) for s in form.step for way in s.next}
        for track, form in tracks.items()
    }
    logins = {person.login for person in house.staff}
    for case in house.concern:
        assert case.by in logins
        assert case.typed_name or case.story in {story.id for story in house.story}
        noted = {tuple(step.split(" ", 1)[0].split(":")) for step in case.steps}
        noted |= {(one.step, one.outcome) if one.outcome else (one.step,) for one in case.decided if one.step}
        assert noted <= ways[case.track]
        for paper in case.paper:
            typed = {section.id for section in FORMS.document(paper.kind).section if section.kind in _TYPED}
            any_ = {section.id for section in FORMS.document(paper.kind).section}
            assert set(paper.sections) <= typed
            assert set(paper.could_not) <= any_


def test_every_house_writes_an_underretning_and_an_anonymous_brief(house: House) -> None:
    papers = [paper for case in house.concern for paper in case.paper]
    assert any(paper.kind is PaperKind.UNDERRETNING for paper in papers)
    assert any(paper.kind is PaperKind.BRIEF and paper.anonymous for paper in papers)


def test_decisions_say_all_that_the_program_asks_for(house: House) -> None:
    for case in house.concern:
        for one in case.decided:
            fields = KINDS[one.kind].__dataclass_fields__
            assert set(one.words) <= set(fields)
            assert (one.again is not None) is bool({"until", "again_on"} & set(fields))
            assert not one.carers or {"carers", "carer"} & set(fields)


def test_every_house_keeps_a_suspicion_and_looks_again(house: House) -> None:
    assert {Track.PARENTS, Track.HONOUR} <= {case.track for case in house.concern}
    kinds = {one.kind for case in house.concern for one in case.decided}
    assert {"NotReported", "Sharpened", "LeaderTold", "KnowsAlready", "MayBeTold"} <= kinds
    assert any(case.closed for case in house.concern)


@pytest.mark.parametrize("weekday", range(7))
def test_what_a_paper_draws_on_is_written_before_it_whatever_weekday_it_is(house: House, weekday: int) -> None:
    days = Days(date(2026, 11, 23) + timedelta(days=weekday))
    for case in house.concern:
        seen = [moment(days.ago(int(line.split()[0])), line.split()[1]) for line in case.seen]
        words = [moment(days.ago(said.days), said.at) for said in case.words]
        assert seen == sorted(seen)
        for paper in case.paper:
            written = moment(days.ago(paper.days), "17.00")
            assert all(seen[number - 1] < written for number in paper.observations)
            assert all(words[number - 1] < written for number in paper.words)
