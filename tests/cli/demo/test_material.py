"""The texts and ids in ``resources/demo``: every id is one that the forms know, and nothing is left to chance."""

import re
from datetime import timedelta

import pytest

from opspor.cli.demo.material import TRIED, Common, House, load, origins
from opspor.domain.assessment import Certainty, Context, Duration, FactorKind, Position, Source, Strength
from opspor.domain.child import MAX_CARERS, AgeBand
from opspor.domain.local import HALF_YEAR
from opspor.domain.matrix import CELLS
from opspor.forms.library import load_library
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


def test_some_numbers_were_tried_long_ago_and_most_were_not() -> None:
    tried = [phone.tried for phone in load("common", Common).contact]
    assert tried.count(TRIED) > len(tried) / 2
    assert any(timedelta(days=days) > HALF_YEAR for days in tried)


def test_the_local_layer_names_real_steps() -> None:
    for note in load("common", Common).local.notes:
        assert note.step_id in {"", *(step.id for step in FORMS.track(note.track).step)}


def test_families_have_none_to_five_carers() -> None:
    sizes = {len(family.carers) for family in load("common", Common).family}
    assert {0, 1, 2, 3, 5} <= sizes
    assert max(sizes) <= MAX_CARERS


def test_names_come_from_many_places_and_can_be_read_from_any_file() -> None:
    assert len(origins()) >= 6
    assert all(re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)?", name) for origin in origins() for name in origin.last)
