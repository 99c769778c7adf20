"""Days of absence: added, corrected by a version that replaces, and taken away without deleting anything."""

from datetime import date
from fractions import Fraction

from sqlalchemy import func, select

from opspor.domain.absence import Away, AwayKind
from opspor.domain.ids import Id
from opspor.store import absences
from opspor.store import schema as t
from tests.store.factories import World

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def test_days_come_back_by_child_and_in_order(world: World) -> None:
    one, other, third = world.child(), world.child(), world.child()
    late, early = Away(TUESDAY, AwayKind.SICK), Away(MONDAY, AwayKind.UNLAWFUL, Fraction(1, 3))
    absences.add(world.connection, [(world.header(child_id=one), day) for day in (late, early)])
    absences.add(world.connection, [(world.header(child_id=other), late)])

    found = absences.noted(world.connection, [one, third])

    assert {child: [day.away for day in days] for child, days in found.items()} == {one: [early, late]}
    since = absences.noted(world.connection, [one], TUESDAY)
    assert [day.away for day in since[one]] == [late]
    assert found[one][0].author_name == world.mette.name
    many = [*(Id(f"no-{n}") for n in range(600)), one, other]
    assert {*absences.noted(world.connection, many)} == {one, other}


def test_a_correction_stands_for_the_day_and_the_share_nothing_takes_it_away(world: World) -> None:
    child = world.child()
    first = world.header(child_id=child)
    absences.add(world.connection, [(first, Away(MONDAY, AwayKind.UNLAWFUL))])
    corrected = world.header(child_id=child, replaces=first.id)
    absences.add(world.connection, [(corrected, Away(MONDAY, AwayKind.SICK))])

    (now,) = absences.noted(world.connection, [child])[child]
    assert (now.id, now.away.kind) == (corrected.id, AwayKind.SICK)

    gone = Away(MONDAY, AwayKind.SICK, Fraction(0))
    absences.add(world.connection, [(world.header(child_id=child, replaces=corrected.id), gone)])
    assert absences.noted(world.connection, [child]) == {}
    assert world.connection.execute(select(func.count()).select_from(t.absence)).scalar_one() == 3
