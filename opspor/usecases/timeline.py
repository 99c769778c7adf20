"""The child over time: what was agreed, seen, heard and done, on one line per context."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from opspor.domain import timeline
from opspor.domain.access import Action, may
from opspor.domain.assessment import Context, spread_of
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.concern import Concern, owners
from opspor.domain.contact import WAY_WORDS
from opspor.domain.follow_up import EFFECT_WORDS, FollowUp, FollowUpDone
from opspor.domain.ids import Id
from opspor.domain.meeting import MEETING_WORDS, MeetingStatus
from opspor.domain.plans import ActionPlan, FocusPoint, PlanStatus
from opspor.domain.pupil import PupilView
from opspor.domain.rights import RightsNote, as_said
from opspor.domain.rounds import Round
from opspor.domain.timeline import ELSEWHERE, Agreed, Event, EventKind
from opspor.domain.visit import VISIT_WORDS
from opspor.store import concerns, contacts, focus, follow_ups, forum, meetings, plans, pupils, rounds, visits
from opspor.store import timeline as stored
from opspor.usecases import visits as visit_cases
from opspor.usecases.beside import remarks
from opspor.usecases.children import find
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.focus import next_on
from opspor.usecases.plans import title_of

# What a remark is written beside; a follow-up of it has its own words.
_REMARKED = frozenset(
    {
        EventKind.ASSESSMENT, EventKind.CORRECTION, EventKind.VISIT, EventKind.OBSERVATION, EventKind.WORDS,
        EventKind.FOCUS, EventKind.PLAN, EventKind.MEETING, EventKind.CONTACT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChildOverTime:
    """A child, and everything on its line that this person may see, oldest first."""

    child: ChildInList
    events: tuple[Event, ...]


def over_time(desk: Desk, child_id: Id) -> ChildOverTime:
    """The line of a child. It is logged as opening the child, and shows no more than the child's page."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        agreed = _agreed(tx, child_id)
        found = sorted([*agreed, *_visits(tx, child_id)], key=lambda one: (one.on, one.id))
        about = concerns.concerns(tx.connection, child_id=child_id)
        seen = [one for one in about if may(desk.staff, Action.OPEN_CONCERN, **owners(one, child.group_ids))]
        events = [
            *timeline.assessed(found),
            *timeline.follow_ups(found),
            *_not_held(tx, child_id),
            *_without(tx, child, agreed),
            *_written(tx, child_id, about),
            *(_pupil(view) for view in pupils.views(tx.connection, child_id)),
            *_doing(tx, child_id, found),
            *_contacts(tx, child_id),
            *_told(tx, child_id),
            *_concerns(tx, seen),
        ]
        # What was seen at home, by a visit or a round of the district, does not follow the child into its rooms.
        at_home = visit_cases.may_see(tx.connection, desk.staff, child)
        here = (event for event in events if at_home or event.lane != Context.HOME)
        beside = remarks(tx, child_id)
        return ChildOverTime(child, timeline.in_order(_with_remarks(event, beside) for event in here))


def _with_remarks(event: Event, beside: Mapping[Id, tuple[RightsNote, ...]]) -> Event:
    """What the family remarked stands behind what the record says, where it stands on the line as itself."""
    if event.kind not in _REMARKED or event.id not in beside:
        return event
    return replace(event, words=(*event.words, *(as_said(note) for note in beside[event.id])))


def _agreed(tx: Transaction, child_id: Id) -> list[Agreed]:
    """What the teams agreed on. What was agreed on before its spread was kept has it from the own assessments.

    Whom the team has agreed on is sealed to nobody any more.
    """
    return [
        replace(one, spread=spread_of(rounds.own(tx.connection, one.round_id, child_id, one.context)))
        if one.spread.assessors == 0 and one.round_id and not one.replaced
        else one
        for one in stored.agreed(tx.connection, child_id)
    ]


def _visits(tx: Transaction, child_id: Id) -> Iterator[Agreed]:
    for visit in visits.visits(tx.connection, child_id):
        answers = visit.answers
        yield Agreed(
            visit.id, EventKind.VISIT, VISIT_WORDS[visit.type], Context.HOME, visit.visited_on,
            answers.position, answers.trivsel, answers.follow_up_on,
        )  # fmt: skip


def _not_held(tx: Transaction, child_id: Id) -> Iterator[Event]:
    for one in visits.not_held(tx.connection, child_id):
        title = f"{VISIT_WORDS[one.type]} blev ikke til noget"
        yield Event(EventKind.VISIT, one.id, one.day, Context.HOME.value, title, (f"Begrundelse: {one.why}",))


def _without(tx: Transaction, child: ChildInList, agreed: Iterable[Agreed]) -> Iterator[Event]:
    """The rounds that the child is or was in without a joint assessment: going on, or left out."""
    done = {(one.round_id, one.context) for one in agreed}
    reasons = {
        (round_id, context): (on, why) for _, round_id, context, on, why in stored.not_assessed(tx.connection, child.id)
    }
    enrolled = stored.enrolled(tx.connection, child.id)
    for round_ in rounds.rounds(tx.connection):
        for context in dict.fromkeys(_contexts(round_, enrolled)):
            if (round_.id, context) in done or not round_.takes(child.birth_date):
                continue
            if (round_.id, context) in reasons:
                on, why = reasons[round_.id, context]
                yield timeline.left_out(round_.id, round_.name, on, context, why)
            elif round_.is_open(tx.today, begun=True):
                yield timeline.under_way(round_.id, round_.name, round_.opens_on, context)
            else:
                yield timeline.left_out(round_.id, round_.name, round_.closes_on, context)


def _contexts(round_: Round, enrolled: Iterable[tuple[Id, date, date | None]]) -> Iterator[Context]:
    """The contexts of a round in which a child that was enrolled so is to be assessed."""
    for group in round_.groups:
        for group_id, since, until in enrolled:
            if group_id == group.group_id and since <= round_.closes_on and (until is None or until > round_.closes_on):
                yield group.context


def _written(tx: Transaction, child_id: Id, about: Iterable[Concern]) -> Iterator[Event]:
    shared = [concern.id for concern in about if concern.is_shared]
    for seen in concerns.observations(tx.connection, child_id=child_id, concern_ids=shared):
        words = (seen.text, f"Skrevet af {seen.author_name}.")
        yield Event(EventKind.OBSERVATION, seen.id, seen.seen_at.date(), ELSEWHERE, seen.place, words)
    for said in concerns.words(tx.connection, child_id=child_id, concern_ids=shared):
        came_about = (said.came_about,) if said.came_about else ()
        words = (f"»{said.words}«", *came_about, f"Skrevet af {said.author_name}.")
        yield Event(EventKind.WORDS, said.id, said.said_at.date(), ELSEWHERE, said.place, words)


def _pupil(view: PupilView) -> Event:
    """What a pupil wrote in own words. The faces stand on the child's page with their questions."""
    answers = view.answers
    faces = ("Svarene med ansigter står på barnets side.",) if answers.faces else ()
    words = (*(f"»{text}«" for text in answers.texts.values()), *faces) if answers.wants else ("Ville ikke være med.",)
    return Event(EventKind.PUPIL, view.id, view.said_on, ELSEWHERE, "", words, round_id=view.round_id)


def _doing(tx: Transaction, child_id: Id, found: Iterable[Agreed]) -> Iterator[Event]:
    """Focus points and plans as they began and ended, meetings, and each time that one looked again or put it off."""
    named = {one.id: (one.name, one.context) for one in found}
    versions: dict[Id, list[FocusPoint | ActionPlan]] = {}
    for point in focus.of_child(tx.connection, child_id, every=True):
        versions.setdefault(point.point_id, []).append(point)
    for plan in plans.plans(tx.connection, child_id=child_id, every=True):
        versions.setdefault(plan.plan_id, []).append(plan)
    for id_, every in versions.items():
        first, now = every[0], every[-1]
        if isinstance(now, FocusPoint):
            kind, name, said = EventKind.FOCUS, now.focus.title or now.focus.wonder, now.focus.action
        else:
            kind, name, said = EventKind.PLAN, title_of(now.plan), ""
        named[id_] = (name, now.context)
        words = tuple(filter(None, (said, f"Skrevet af {first.author_name}.")))
        lane = now.context.value
        yield Event(kind, id_, first.written_at.date(), lane, name, words)
        if now.status is PlanStatus.CLOSED:
            yield Event(kind, id_, now.written_at.date(), lane, f"{name}: afsluttet", (now.closed_because,))
        elif (day := next_on(tx.connection, now)) is not None:
            yield Event(EventKind.FOLLOW_UP, id_, day, lane, name)
    for one in meetings.meetings(tx.connection, child_id=child_id):
        name = MEETING_WORDS[one.meeting.kind]
        named[one.meeting_id] = (name, one.context)
        state = {MeetingStatus.PLANNED: "planlagt", MeetingStatus.CANCELLED: "aflyst"}.get(one.status, "")
        title = ", ".join(filter(None, (name, state)))
        words = tuple(filter(None, (one.meeting.purpose, f"Skrevet af {one.author_name}.")))
        yield Event(EventKind.MEETING, one.meeting_id, one.held_on, one.context.value, title, words)
    for looked in follow_ups.of_child(tx.connection, child_id):
        if looked.subject_id in named:
            yield _looked(looked, *named[looked.subject_id])


def _looked(one: FollowUp, name: str, context: Context) -> Event:
    review = one.review
    title = f"{name}: udsat" if one.kind is FollowUpDone.POSTPONED else name
    words = (
        f"{EFFECT_WORDS[review.effect]}." if review.effect else "",
        review.note,
        f"Begrundelse: {review.reason}" if review.reason else "",
        f"Næste gang {long_date(review.next_on)}." if review.next_on else "",
        f"Skrevet af {one.author_name}.",
    )
    on = review.on or one.written_at.date()
    return Event(EventKind.LOOKED_AGAIN, one.id, on, context.value, title, tuple(filter(None, words)))


def _contacts(tx: Transaction, child_id: Id) -> Iterator[Event]:
    """Contacts with parents: with whom, each view by itself, and what was agreed."""
    for one in contacts.contacts(tx.connection, child_id):
        contact = one.contact
        assert contact.held_on is not None and contact.way is not None  # noqa: S101, PT018  a record is whole
        who = " og ".join(spoken.who for spoken in contact.people)
        words = (
            f"Med {who}.",
            f"Om: {contact.about}",
            *(f"{spoken.who}: {spoken.view}" for spoken in contact.people if spoken.view),
            f"Aftalt: {contact.agreed}" if contact.agreed else "",
            f"Næste kontakt {long_date(contact.next_on)}." if contact.next_on else "",
            f"Skrevet af {one.author_name}.",
        )
        title = WAY_WORDS[contact.way] if contact.talked else f"{WAY_WORDS[contact.way]}, forgæves"
        yield Event(EventKind.CONTACT, one.id, contact.held_on, one.context.value, title, tuple(filter(None, words)))


def _told(tx: Transaction, child_id: Id) -> Iterator[Event]:
    for record, on, how in stored.notices(tx.connection, child_id):
        yield Event(EventKind.NOTICE, record, on, ELSEWHERE, how)


def _concerns(tx: Transaction, seen: list[Concern]) -> Iterator[Event]:
    """Concerns and what was sent, in neutral words: the screen faces the room (design section 11, rule 10)."""
    for concern in seen:
        on = concern.written_at.date()
        yield Event(EventKind.CONCERN, concern.id, on, ELSEWHERE, "")
        if concern.closed_at is not None:
            yield Event(EventKind.CONCERN, concern.id, concern.closed_at.date(), ELSEWHERE, "lukket")
    for made in forum.concluded(tx.connection, [concern.id for concern in seen]):
        yield Event(EventKind.CONCERN, made.concern_id, made.written_at.date(), ELSEWHERE, "drøftet til sparring")
    papers = concerns.papers(tx.connection, concern_ids=[concern.id for concern in seen])
    sent = concerns.sent(tx.connection, [paper.id for paper in papers])
    for paper in papers:
        if paper.id in sent:
            yield Event(EventKind.PAPER, paper.concern_id, sent[paper.id].sent_on, ELSEWHERE, "")
