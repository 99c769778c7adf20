"""The demo's meeting around a child: its minutes, what is open from it, and the next one."""

from functools import partial

from opspor.cli.demo.material import House, load
from opspor.domain.meeting import MeetingKind
from opspor.usecases import meetings
from tests.cli.demo.conftest import Play

HOUSE = load("dagtilbud", House)


def test_every_meeting_of_the_material_has_a_story_and_a_line_to_each_point() -> None:
    for kind in ("dagtilbud", "skole", "sundhedspleje"):
        house = load(kind, House)
        for text in house.meeting:
            assert text.story in {story.id for story in house.story}
            assert len(text.note) == 5
            assert {one.who for one in text.agreed} <= {"us", "home", "adviser"}


def test_a_meeting_was_held_its_agreements_are_open_and_the_next_is_called(play: Play) -> None:
    played = play()
    place = played.open()
    board = place.look(meetings.board).result()
    (held,) = board.past
    resource, coming = board.coming
    found = place.run(partial(meetings.sheet, child_id=held.child.id, meeting_id=held.meeting_id)).result()
    place.close()
    text = HOUSE.meeting[0]
    assert held.kind is MeetingKind.NETWORK
    assert coming.child == held.child
    assert board.to_call == board.without_minutes == ()
    assert [one.what for _, one in board.agreements] == [
        one.what for one in sorted(text.agreed, key=lambda one: one.weeks)
    ]
    assert [point.note for point in found.meeting.agenda] == list(text.note)
    assert found.meeting.chair is not None
    assert found.meeting.chair.name == text.adviser
    assert found.meeting.without_basis == ()
    assert played.result["counts"]["meetings"] == 3
    assert resource.kind is MeetingKind.RESOURCE
