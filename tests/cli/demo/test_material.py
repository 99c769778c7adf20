"""The texts and ids in ``resources/demo``: every id is one that the forms know, and nothing is left to chance."""

import re

import pytest

from opspor.cli.demo.material import Common, House, load, origins
from opspor.domain.assessment import Certainty, Context, Duration, FactorKind, Position, Source, Strength
from opspor.domain.child import MAX_CARERS, AgeBand
from opspor.domain.matrix import CELLS
from opspor.domain.paper import PaperKind
from opspor.forms.library import load_library
from opspor.forms.model import SectionKind
from opspor.reference import numbers
from opspor.usecases.contacts import DEMO_PREFIX
from opspor.vault.password import judge

KINDS = ("dagtilbud", "skole", "sundhedspleje")
FORMS = load_library()


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest) -> House:
    """Each of the institutions."""
    return load(request.param, House)


def test_stories_stand_in_real_cells_and_the_first_six_in_all_of_them(house: House) -> None:
    cells = {cell.id for cell in CELLS}
    assert all(set(story.cells) <= cells | {"?"} for story in house.story)
    assert {story.cells[1] for story in house.story[:6]} == cells or house.context is not Context.DAYCARE


def test_the_stories_of_every_house_reach_all_six_cells_over_time(house: House) -> None:
    assert {cell for story in house.story for cell in story.cells} >= {cell.id for cell in CELLS}


def test_factors_are_those_of_the_form_and_of_the_right_kind(house: House) -> None:
    kinds = {factor.code: factor.kind for factor in FORMS.position().factor}
    for story in house.story:
        assert all(kinds[code] is FactorKind.PROTECTIVE for code in story.protect)
        for words in story.risk:
            code, strength, duration, source, certainty = words.split()
            assert kinds[code] is FactorKind.RISK
            assert {strength, duration, source, certainty} <= {*Strength, *Duration, *Source, *Certainty}


def test_whoever_is_exposed_has_a_reason_for_it(house: House) -> None:
    exposed = {cell.id for cell in CELLS if cell.position is not Position.NOT_EXPOSED}
    assert all(story.risk for story in house.story if exposed & set(story.cells))


def test_signs_are_those_of_a_form(house: House) -> None:
    signs = {sign.id for band in AgeBand for sign in FORMS.trivsel(band).sign}
    assert {sign for story in house.story for sign in story.rarely} <= signs


def test_concerns_name_real_steps_staff_children_and_sections(house: House) -> None:
    steps = {track: {step.id for step in FORMS.track(track).step} for track in {case.track for case in house.concern}}
    logins = {person.login for person in house.staff}
    for case in house.concern:
        assert case.by in logins
        assert case.typed_name or case.story in {story.id for story in house.story}
        assert {step.split(" ", 1)[0] for step in case.steps} <= steps[case.track]
        for paper in case.paper:
            typed = {section.id for section in FORMS.document(paper.kind).section if section.kind is SectionKind.TEXT}
            any_ = {section.id for section in FORMS.document(paper.kind).section}
            assert set(paper.sections) <= typed
            assert set(paper.could_not) <= any_


def test_every_house_writes_an_underretning_and_an_anonymous_brief(house: House) -> None:
    papers = [paper for case in house.concern for paper in case.paper]
    assert any(paper.kind is PaperKind.UNDERRETNING for paper in papers)
    assert any(paper.kind is PaperKind.BRIEF and paper.anonymous for paper in papers)


def test_passwords_are_as_good_as_the_program_asks_for_and_each_is_another() -> None:
    people = [person for kind in KINDS for person in load(kind, House).staff]
    assert all(judge(person.password, (person.login, person.name)).accepted for person in people)
    assert len({person.password for person in people}) == len({person.login for person in people}) == len(people)


def test_a_login_is_no_name() -> None:
    for kind in KINDS:
        for person in load(kind, House).staff:
            assert not set(person.login.split()) & set(person.name.casefold().split())


def test_phone_numbers_are_made_up() -> None:
    common = load("common", Common)
    phones = [phone.phone for phone in common.contact] + [load(kind, House).phone for kind in KINDS]
    assert all(phone.replace(" ", "").startswith(DEMO_PREFIX) for phone in [*phones, common.together.phone])
    assert {phone.key for phone in common.contact} == {place.key for place in numbers.places()}


def test_families_have_none_to_five_carers() -> None:
    sizes = {len(family.carers) for family in load("common", Common).family}
    assert {0, 1, 2, 3, 5} <= sizes
    assert max(sizes) <= MAX_CARERS


def test_names_come_from_many_places_and_can_be_read_from_any_file() -> None:
    assert len(origins()) >= 6
    assert all(re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)?", name) for origin in origins() for name in origin.last)
