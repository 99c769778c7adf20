"""Consents, what the family asked for, what was journalised, and requests for access."""

from dataclasses import replace
from datetime import date

from opspor.domain.consent import Agreed, Yes
from opspor.domain.filing import TAKEN_BACK, Filed
from opspor.domain.ids import Id
from opspor.domain.paper import Basis
from opspor.domain.rights import RightKind, RightsNote
from opspor.domain.subject_access import Asker, Hidden, Release, Request, Why
from opspor.store import protection
from tests.guards import CARER_NAME, NOTE
from tests.store.factories import NOW, World

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
AGREED = Agreed(
    Basis.CONSENT, NOTE, "PPR", "Sparring", (Yes(CARER_NAME, MONDAY, "på mødet", Id("carer-0")),), until=TUESDAY
)
REQUEST = Request(Asker.CARER, CARER_NAME, MONDAY, Id("carer-0"), hidden=(Hidden("r/text", NOTE, Why.THIRD_PARTY),))


def asked_and_agreed(world: World, child: Id, about: Id) -> None:
    """Something in each of these tables, about a child and one of its records; with a later version of each."""
    consent, remark, asked = (world.header(child_id=child) for _ in range(3))
    protection.add_consent(world.connection, consent, consent.id, AGREED)
    later = replace(AGREED, withdrawn_on=TUESDAY, withdrawn="ringede")
    protection.add_consent(world.connection, world.header(child_id=child, replaces=consent.id), consent.id, later)
    protection.add_note(world.connection, remark, _note(child, RightKind.REMARK, about=about))
    answer = _note(child, RightKind.ANSWER, answers=remark.id)
    protection.add_note(world.connection, world.header(child_id=child), answer)
    filed = world.header(child_id=child)
    protection.file(world.connection, filed, Filed(about, MONDAY, "2026-1", "", NOW))
    protection.add_request(world.connection, asked, asked.id, REQUEST)
    done = replace(REQUEST, released=Release(TUESDAY, "på mødet", ("a" * 64,)))
    protection.add_request(world.connection, world.header(child_id=child, replaces=asked.id), asked.id, done)


def _note(child: Id, kind: RightKind, about: Id | None = None, answers: Id | None = None) -> RightsNote:
    return RightsNote(Id(""), child, kind, MONDAY, CARER_NAME, NOTE, "", NOW, about, answers)


def test_a_consent_comes_back_as_it_stands_now_and_keeps_its_id(world: World) -> None:
    child, other = world.child(), world.child()
    first = world.header(child_id=child)
    protection.add_consent(world.connection, first, first.id, AGREED)
    [found] = protection.consents(world.connection, child)
    assert (found.id, found.version, found.agreed, found.author_name) == (first.id, first.id, AGREED, world.mette.name)

    withdrawn = replace(AGREED, withdrawn_on=TUESDAY, withdrawn="ringede")
    second = world.header(child_id=child, replaces=first.id)
    protection.add_consent(world.connection, second, first.id, withdrawn)
    later = world.header(child_id=child)
    protection.add_consent(world.connection, later, later.id, AGREED)

    found_now = protection.consents(world.connection, child)
    assert [(one.id, one.version, one.agreed) for one in found_now] == [
        (later.id, later.id, AGREED),
        (first.id, second.id, withdrawn),
    ]
    assert protection.consents(world.connection, other) == ()
    assert protection.child_of_consent(world.connection, first.id) == child
    assert protection.child_of_consent(world.connection, second.id) == child  # each version knows its child
    assert protection.child_of_consent(world.connection, Id("nothing")) is None


def test_what_was_asked_for_comes_back_in_order_and_a_remark_by_its_record(world: World) -> None:
    child, other = world.child(), world.child()
    about = world.concern(child).id
    for kind, whom in ((RightKind.REMARK, child), (RightKind.RESTRICTION, child), (RightKind.OBJECTION, other)):
        note = _note(whom, kind, about=about if kind is RightKind.REMARK else None)
        protection.add_note(world.connection, world.header(child_id=whom), note)

    of_child = protection.notes(world.connection, child)
    assert [(one.kind, one.about) for one in of_child] == [(RightKind.REMARK, about), (RightKind.RESTRICTION, None)]
    assert (of_child[0].from_whom, of_child[0].text, of_child[0].on) == (CARER_NAME, NOTE, MONDAY)
    assert [one.child_id for one in protection.notes(world.connection)] == [child, child, other]
    assert protection.remarks(world.connection, child) == {about: of_child[:1]}

    answer = _note(child, RightKind.ANSWER, answers=of_child[1].id)
    protection.add_note(world.connection, world.header(child_id=child), answer)
    assert protection.notes(world.connection, child)[-1].answers == of_child[1].id


def test_that_something_was_journalised_is_found_by_what_it_is_about(world: World) -> None:
    first, second = world.concern(), world.concern()
    header = world.header(concern_id=first.id)
    protection.file(world.connection, header, Filed(first.id, MONDAY, "2026-1", "", NOW))
    assert protection.filed(world.connection, [second.id]) == {}

    correction = world.header(concern_id=first.id, replaces=header.id)
    protection.file(world.connection, correction, Filed(first.id, TUESDAY, "2026-2", "", NOW))
    now = Filed(first.id, TUESDAY, "2026-2", world.mette.name, correction.written_at, correction.id)
    assert protection.filed(world.connection, [first.id, second.id]) == {first.id: now}
    assert protection.filed(world.connection) == {first.id: now}

    back = world.header(concern_id=first.id, replaces=correction.id)
    protection.file(world.connection, back, Filed(first.id, TUESDAY, TAKEN_BACK, "", NOW))
    assert protection.filed(world.connection) == {}


def test_a_request_comes_back_as_it_stands_now_and_is_open_until_it_is_handed_over_or_dropped(world: World) -> None:
    child, other = world.child(), world.child()
    first, second, third = (world.header(child_id=whom) for whom in (child, child, other))
    for header in (first, second, third):
        protection.add_request(world.connection, header, header.id, REQUEST)
    dropped, done = replace(REQUEST, dropped_because=NOTE), replace(REQUEST, released=Release(TUESDAY, "afhentet"))
    for header, now in ((first, dropped), (third, done)):
        version = world.header(child_id=header.child_id, replaces=header.id)
        protection.add_request(world.connection, version, header.id, now)

    found = protection.requests(world.connection)
    assert [(one.id, one.request, one.is_open) for one in found] == [
        (third.id, done, False),
        (second.id, REQUEST, True),
        (first.id, dropped, False),
    ]
    assert [one.id for one in protection.requests(world.connection, still_open=True)] == [second.id]
    assert [one.id for one in protection.requests(world.connection, child_id=other)] == [third.id]
    assert protection.requests(world.connection, request_id=first.id) == found[2:]
    assert protection.requests(world.connection, request_id=Id("")) == ()
