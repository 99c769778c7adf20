"""A remark is found by every version of what it was written about."""

from opspor.domain.ids import Id
from opspor.domain.rights import RightKind, RightsNote
from opspor.store import protection
from opspor.store.rights import concern_of, versions_of
from tests.guards import CARER_NAME, NOTE
from tests.store.factories import NOW, World


def test_every_version_of_a_record_is_known_by_any_of_them(world: World) -> None:
    child = world.child()
    headers = []
    before = None
    for _ in range(3):
        header = world.header(child_id=child, replaces=before)
        said = RightsNote(Id(""), child, RightKind.REMARK, NOW.date(), CARER_NAME, NOTE, "", NOW)
        protection.add_note(world.connection, header, said)
        headers.append(header.id)
        before = header.id
    alone = world.concern(child).id

    chain = tuple(headers)
    assert versions_of(world.connection, [*chain, alone]) == {**dict.fromkeys(chain, chain), alone: (alone,)}
    assert versions_of(world.connection, []) == {}


def test_a_record_says_which_concern_it_belongs_to(world: World) -> None:
    child = world.child()
    concern = world.concern(child)
    within = world.header(child_id=child, concern_id=concern.id)
    said = RightsNote(Id(""), child, RightKind.REMARK, NOW.date(), CARER_NAME, NOTE, "", NOW)
    protection.add_note(world.connection, within, said)
    assert concern_of(world.connection, within.id) == concern.id
    assert concern_of(world.connection, Id("nothing")) is None
