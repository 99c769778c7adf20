"""A drawn map: everybody in their own ring and sector, and nothing on top of anything, however many and long."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from opspor.domain.network import MOST_PEOPLE, Person, Ring, Sector
from opspor.domain.network_places import Box, Drawing, laid_out

TITLES = [(50.0, 14.0), (50.0, 14.0), (80.0, 28.0), (40.0, 14.0), (80.0, 14.0)]
PEOPLE = st.lists(
    st.tuples(
        st.builds(Person, st.just("Kanari"), sector=st.sampled_from(Sector), ring=st.sampled_from(Ring)),
        st.tuples(st.floats(10, 110), st.sampled_from([14.0, 28.0])),
    ),
    max_size=MOST_PEOPLE,
)


def boxes(drawing: Drawing) -> list[Box]:
    mark, middle = drawing.mark, drawing.middle
    found = [Box(drawing.x - middle, drawing.y - middle, 2 * middle, 2 * middle)]
    found += [part.title for part in drawing.slices]
    found += [Box(spot.x - mark, spot.y - mark, 2 * mark, 2 * mark) for spot in drawing.spots]
    return found + [spot.name for spot in drawing.spots if spot.name is not None]


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    along = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 1 and along > 1


@given(PEOPLE, st.sampled_from([(900.0, 560.0), (475.0, 420.0), (330.0, 280.0)]))
def test_nothing_lies_on_anything_else_or_outside(
    people: list[tuple[Person, tuple[float, float]]], size: tuple[float, float]
) -> None:
    drawing = laid_out([person for person, _ in people], [name for _, name in people], TITLES, *size, mark=9)

    found = boxes(drawing)
    assert len(drawing.spots) == len(people)
    assert all(box.inside(*size) for box in found)
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    for (person, _), spot in zip(people, drawing.spots, strict=True):
        x, y = (spot.x - drawing.x) / drawing.across, (spot.y - drawing.y) / drawing.along
        ring = next(ring for ring, edge in zip(Ring, drawing.rings, strict=True) if math.hypot(x, y) < edge)
        turn = math.tau
        at = math.atan2(y, x)
        there = [p.sector for p in drawing.slices if (at - p.begin) % turn < (p.end - p.begin)]
        assert (ring, there) == (person.ring, [person.sector])


def test_a_few_have_their_names_and_too_many_numbers() -> None:
    family = [Person("Kanari", "", Sector.FAMILY, Ring.CLOSE)] * MOST_PEOPLE
    few = laid_out(family[:6], [(90.0, 28.0)] * 6, TITLES, 475, 420, 9)
    many = laid_out(family, [(90.0, 28.0)] * MOST_PEOPLE, TITLES, 475, 420, 9)
    assert all(spot.name is not None for spot in few.spots)
    assert all(spot.name is None for spot in many.spots)
    assert many.mark == 9, "a number has the room it needs"


def test_names_of_nobody_leave_an_empty_map() -> None:
    drawing = laid_out([], [], TITLES, 475, 420, 9)
    assert drawing.spots == ()
    assert len({round(part.end - part.begin, 6) for part in drawing.slices}) == 1, "no sector is worth more"
