"""What a pupil said comes back as it was said, and the newest day counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from opspor.domain.pupil import PupilAnswers
from opspor.store import pupils
from tests.store.factories import World


def test_what_a_pupil_said_comes_back_word_for_word(world: World) -> None:
    child = world.child()
    header = world.header(child_id=child)
    view = world.pupil_view(child, header.seen_at.astimezone().date())
    pupils.add(world.connection, header, view)

    found = pupils.newest(world.connection, child)

    assert found == replace(view, id=header.id, written_at=header.written_at)


def test_a_pupil_who_was_never_asked_has_said_nothing(world: World) -> None:
    assert pupils.newest(world.connection, world.child()) is None


def test_a_paper_that_is_typed_in_late_does_not_hide_what_was_said_after_it(world: World) -> None:
    child, other = world.child(), world.child()
    for day, wants in ((10, True), (2, False)):
        header = replace(world.header(child_id=child), seen_at=datetime(2026, 10, day, 12, tzinfo=UTC))
        pupils.add(world.connection, header, world.pupil_view(child, wants=wants))
    pupils.add(world.connection, world.header(child_id=other), world.pupil_view(other))

    assert [(view.said_on, view.answers.wants) for view in pupils.views(world.connection, child)] == [
        (date(2026, 10, 2), False),
        (date(2026, 10, 10), True),
    ]
    newest = pupils.newest(world.connection, child)
    assert newest is not None
    assert newest.answers != PupilAnswers(wants=False)
