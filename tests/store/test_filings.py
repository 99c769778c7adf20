"""What must be journalised is read from what was written, until somebody confirmed it."""

from dataclasses import replace
from datetime import date, datetime

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Decision, KnowsAlready, MayBeTold, NotReported, NotTold, Phoned
from opspor.domain.concern import Concern
from opspor.domain.filing import TAKEN_BACK, Filed, FilingKind
from opspor.domain.forum import Conclusion, Forum, ForumDay, ForumItem, Outcome
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    Meeting,
    MeetingAgreement,
    MeetingKind,
    MeetingRecord,
    MeetingStatus,
    Participant,
    Side,
)
from opspor.domain.paper import Paper, PaperDraft, PaperKind, Sent
from opspor.store import concerns, filings, forum, meetings, protection
from tests.guards import NOTE
from tests.store.factories import NOW, PAPER_FORM, World

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
RUNG = datetime.combine(MONDAY, datetime.min.time(), NOW.tzinfo)
DECIDED: dict[FilingKind, Decision] = {
    FilingKind.PHONED: Phoned("Vagten", RUNG, NOTE),
    FilingKind.NOT_REPORTED: NotReported(NOTE, NOTE, NOTE, TUESDAY),
    FilingKind.NOT_TOLD: NotTold(NOTE, NOTE),
    FilingKind.MAY_BE_TOLD: MayBeTold("Kommunen", MONDAY, "", NOTE),
}


def paper(world: World, concern: Concern, kind: PaperKind = PaperKind.UNDERRETNING, *, anonymous: bool = False) -> Id:
    header = world.header(child_id=concern.child_id, concern_id=concern.id)
    draft = PaperDraft(kind, anonymous=anonymous)
    made = Paper(header.id, concern.id, concern.child_id, world.mette.id, "", world.now, draft, PAPER_FORM)
    concerns.add_paper(world.connection, header, made)
    return header.id


def send(world: World, concern: Concern, paper_id: Id) -> None:
    header = world.header(concern_id=concern.id)
    concerns.add_sent(world.connection, header, Sent(paper_id, "Post", "Kommunen", MONDAY, ""))


def decide(world: World, concern: Concern, kind: FilingKind) -> Id:
    header = world.header(concern_id=concern.id)
    concerns.decide(world.connection, header, DECIDED[kind])
    return header.id


def conclude(world: World, concern: Concern, *, anonymous: bool = False, replaces: Id | None = None) -> tuple[Id, Id]:
    """(item, conclusion) about a brief that was brought to a day."""
    first, day, item = world.header(), world.header(), world.header(concern_id=concern.id)
    brief = paper(world, concern, PaperKind.BRIEF, anonymous=anonymous)
    forum.add(world.connection, first, Forum(first.id, "Distriktstirsdag"))
    forum.add_day(world.connection, day, ForumDay(day.id, first.id, MONDAY))
    at = ForumItem(item.id, day.id, brief, concern.id, concern.child_id, 1, 20, world.mette.id)
    forum.add_item(world.connection, item, at)
    said = world.header(concern_id=concern.id, replaces=replaces)
    forum.conclude(world.connection, said, item.id, Conclusion((Outcome.CLARIFY,), words=NOTE))
    return item.id, said.id


def minutes(
    world: World, child: Id, *sides: Side, agreed: bool = True, replaces: Id | None = None, **more: object
) -> Id:
    header = world.header(child_id=child, replaces=replaces)
    people = tuple(Participant(Id(f"p{n}"), side, "Ida", came=True) for n, side in enumerate(sides))
    what = (MeetingAgreement(NOTE, "Ida", None, TUESDAY, header.id),) if agreed else ()
    meeting = replace(Meeting(held_on=MONDAY, participants=people, agreements=what), **more)  # type: ignore[arg-type]
    status = MeetingStatus.CANCELLED if meeting.cancelled_because else MeetingStatus.HELD
    record = MeetingRecord(
        header.id, replaces or header.id, child, Context.DAYCARE, world.mette.id, "", world.now, status, meeting,
        PAPER_FORM,
    )  # fmt: skip
    meetings.add(world.connection, header, record)
    meetings.add_agreements(world.connection, record, [world.header(child_id=child) for _ in what])
    return header.id


def file(world: World, about: Id, reference: str = "2026-17", replaces: Id | None = None) -> Id:
    header = world.header(replaces=replaces)
    protection.file(world.connection, header, Filed(about, TUESDAY, reference, "", NOW))
    return header.id


def waiting(world: World) -> dict[Id, FilingKind]:
    return {one.about: one.kind for one in filings.to_file(world.connection)}


def done(world: World) -> dict[Id, FilingKind]:
    return {one.about: one.kind for one in filings.to_file(world.connection, filed=True)}


def test_an_underretning_is_asked_for_when_it_is_sent_and_a_brief_never(world: World) -> None:
    concern = world.concern(world.child())
    made = paper(world, concern)
    paper(world, concern, PaperKind.BRIEF)
    assert waiting(world) == {}

    send(world, concern, made)
    [found] = filings.to_file(world.connection)
    assert (found.about, found.kind, found.concern_id) == (made, FilingKind.UNDERRETNING, concern.id)
    assert (found.author_id, found.since, found.filed) == (world.mette.id, MONDAY, None)


def test_decisions_that_an_authority_answers_for_are_asked_for_and_facts_are_not(world: World) -> None:
    concern = world.concern()
    made = {decide(world, concern, kind): kind for kind in DECIDED}
    concerns.decide(world.connection, world.header(concern_id=concern.id), KnowsAlready("Mor", "i går", "så det"))
    assert waiting(world) == made


def test_a_closed_concern_is_asked_for_as_a_whole_and_its_decisions_no_more(world: World) -> None:
    concern, other = world.concern(), world.concern()
    decide(world, concern, FilingKind.NOT_TOLD)
    still_open = decide(world, other, FilingKind.NOT_TOLD)
    conclude(world, concern)
    sent = paper(world, concern)
    send(world, concern, sent)
    concerns.close(world.connection, world.header(concern_id=concern.id), concern.id, NOTE)
    assert waiting(world) == {
        sent: FilingKind.UNDERRETNING, concern.id: FilingKind.CONCERN, still_open: FilingKind.NOT_TOLD,
    }  # fmt: skip

    file(world, concern.id)
    later = decide(world, concern, FilingKind.MAY_BE_TOLD)
    assert waiting(world) == {
        sent: FilingKind.UNDERRETNING, still_open: FilingKind.NOT_TOLD, later: FilingKind.MAY_BE_TOLD,
    }  # fmt: skip


def test_a_conclusion_is_asked_for_where_the_brief_named_the_child_and_again_when_it_is_corrected(world: World) -> None:
    concern = world.concern(world.child())
    _, named = conclude(world, concern)
    conclude(world, concern, anonymous=True)
    assert waiting(world) == {named: FilingKind.CONCLUSION}

    file(world, named)
    assert waiting(world) == {}
    _, corrected = conclude(world, concern, replaces=named)
    assert waiting(world) == {corrected: FilingKind.CONCLUSION}
    assert done(world) == {}, "what was corrected is not what lies there"


def test_minutes_are_asked_for_where_somebody_from_elsewhere_agreed_on_something_about_a_named_child(
    world: World,
) -> None:
    child = world.child()
    binding = minutes(world, child, Side.STAFF, Side.PROFESSIONAL)
    minutes(world, child, Side.STAFF, Side.FAMILY)
    minutes(world, child, Side.PROFESSIONAL, agreed=False)
    minutes(world, child, Side.PROFESSIONAL, cancelled_because=NOTE)
    minutes(world, child, Side.PROFESSIONAL, kind=MeetingKind.RESOURCE)
    named = minutes(world, child, Side.PROFESSIONAL, kind=MeetingKind.RESOURCE, named=True)
    assert waiting(world) == {binding: FilingKind.MINUTES, named: FilingKind.MINUTES}
    assert {one.child_id for one in filings.to_file(world.connection)} == {child}

    corrected = minutes(world, child, Side.PROFESSIONAL, replaces=binding)
    assert set(waiting(world)) == {corrected, named}


def test_what_was_confirmed_is_done_until_somebody_takes_it_back(world: World) -> None:
    concern = world.concern()
    made = decide(world, concern, FilingKind.NOT_REPORTED)
    noted = file(world, made)
    assert waiting(world) == {}
    [found] = filings.to_file(world.connection, filed=True)
    assert found.filed is not None
    assert (found.filed.reference, found.filed.on, found.filed.version) == ("2026-17", TUESDAY, noted)

    file(world, made, TAKEN_BACK, replaces=noted)
    assert waiting(world) == {made: FilingKind.NOT_REPORTED}
    assert done(world) == {}
