"""What was tried for a child, as a paper can say it: gathered from focus points, plans, talks and meetings.

Each is offered, and none is chosen for anybody. Nothing is offered that its reader may not see: what was written at
home stays there (``usecases.contexts``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from opspor.domain.access import Action, may
from opspor.domain.assessment import Context
from opspor.domain.child import ChildInList
from opspor.domain.clock import short_date
from opspor.domain.concern import owners
from opspor.domain.contact import WAY_WORDS
from opspor.domain.follow_up import EFFECT_WORDS, Effect, FollowUp, FollowUpDone
from opspor.domain.ids import Id
from opspor.domain.meeting import MEETING_WORDS, MeetingStatus
from opspor.domain.paper import Earlier, Effort, PaperKind, Reply, ReplyKind, Sent
from opspor.domain.people import StaffMember
from opspor.domain.plans import ActionPlan, FocusPoint, PlanStatus
from opspor.store import concerns, contacts, focus, follow_ups, meetings, people, plans, replies
from opspor.usecases.contexts import shown
from opspor.usecases.desk import Transaction


def efforts(tx: Transaction, child: ChildInList, reader: StaffMember, until: datetime) -> tuple[Effort, ...]:
    """Everything that was tried, as it stood at ``until``, the earliest first.

    Nothing for a ``reader`` who may not open the child. A contact or a meeting that was corrected says what it does
    now.
    """
    if not may(reader, Action.OPEN_CHILD, groups=child.group_ids):
        return ()
    seen = {context: shown(tx, reader, child, context) for context in Context}
    names = {member.id: member.name for member in people.staff(tx.connection)}
    looked: dict[Id, list[FollowUp]] = defaultdict(list)
    for one in follow_ups.of_child(tx.connection, child.id):
        if one.kind is FollowUpDone.HELD and one.written_at <= until:
            looked[one.subject_id].append(one)
    found = [
        *_points(focus.of_child(tx.connection, child.id, every=True), seen, names, looked, until),
        *_plans(plans.plans(tx.connection, child_id=child.id, every=True), seen, names, looked, until),
        *_talks(tx, child.id, seen, until),
        *_meetings(tx, child.id, seen, looked, until),
    ]
    return tuple(sorted(found, key=lambda one: (one.since is None, one.since, one.id)))


def _points(
    versions: Iterable[FocusPoint],
    seen: Mapping[Context, bool],
    names: Mapping[Id, str],
    looked: Mapping[Id, Sequence[FollowUp]],
    until: datetime,
) -> Iterator[Effort]:
    newest = {one.point_id: one for one in versions if one.written_at <= until}
    for id_, now in newest.items():
        if seen[now.context]:
            told = now.focus
            what = ": ".join(filter(None, (told.title or told.wonder, told.action)))
            ended = now.status is PlanStatus.CLOSED
            yield Effort(
                id_, what, names.get(told.responsible_id or Id(""), ""), told.starts_on,
                now.written_at.date() if ended else None,
                _effect(looked.get(id_, ()), now.closed_because if ended else ""),
            )  # fmt: skip


def _plans(
    versions: Iterable[ActionPlan],
    seen: Mapping[Context, bool],
    names: Mapping[Id, str],
    looked: Mapping[Id, Sequence[FollowUp]],
    until: datetime,
) -> Iterator[Effort]:
    """One for each goal: what came of it is said goal by goal. What the adults did with its part-goals stands in it."""
    newest = {one.plan_id: one for one in versions if one.written_at <= until}
    for id_, now in newest.items():
        ended = now.status is PlanStatus.CLOSED
        for goal in now.plan.goals if seen[now.context] else ():
            parts = (f"{part.text} ({'nået' if part.done else 'ikke nået endnu'})" for part in goal.parts if part.text)
            lines = filter(None, (": ".join(filter(None, (goal.text, goal.action))), *parts))
            yield Effort(
                goal.id, "\n".join(lines), goal.who or names.get(now.plan.holder_id or Id(""), ""), now.plan.starts_on,
                now.written_at.date() if ended else None,
                _effect(looked.get(id_, ()), now.closed_because if ended else "", goal.id),
            )  # fmt: skip


def _effect(looked: Sequence[FollowUp], ended: str, goal: Id | None = None) -> str:
    """What came of it, each time one looked again, and at last why it ended."""
    lines = []
    for one in looked:
        effect: Effect | None = one.review.goals.get(goal) if goal else one.review.effect
        on = short_date(one.review.on or one.written_at.date())
        said = ". ".join(filter(None, (EFFECT_WORDS[effect] if effect else "", one.review.note.strip())))
        if said:
            lines.append(f"{on}: {said}")
    if ended and not any(ended in line for line in lines):
        lines.append(ended)
    return "\n".join(lines)


def _talks(tx: Transaction, child_id: Id, seen: Mapping[Context, bool], until: datetime) -> Iterator[Effort]:
    """Talks with parents, and that somebody tried in vain."""
    for one in contacts.contacts(tx.connection, child_id):
        contact = one.contact
        if not seen[one.context] or contact.way is None or contact.held_on is None or contact.held_on > until.date():
            continue
        who = " og ".join(spoken.who for spoken in contact.people)
        how = f"{WAY_WORDS[contact.way]} med {who}" if contact.talked else f"Forsøgt: {WAY_WORDS[contact.way]}, {who}"
        views = (f"{spoken.who}: {spoken.view.strip()}" for spoken in contact.people if spoken.view.strip())
        agreed = f"Aftalt: {contact.agreed.strip()}" if contact.agreed.strip() else ""
        effect = "\n".join(filter(None, (*views, agreed)))
        what, on = f"{how}: {contact.about.strip()}", contact.held_on
        yield Effort(one.id, what, one.author_name, on, on, effect)


def _meetings(
    tx: Transaction,
    child_id: Id,
    seen: Mapping[Context, bool],
    looked: Mapping[Id, Sequence[FollowUp]],
    until: datetime,
) -> Iterator[Effort]:
    """Meetings that were held, with what was agreed there and what became of it."""
    for one in meetings.meetings(tx.connection, child_id=child_id, status=MeetingStatus.HELD):
        if not seen[one.context] or one.held_on > until.date():
            continue
        chair = one.meeting.chair
        lines = []
        for agreed in one.meeting.agreements:
            by = f"{agreed.who}, {short_date(agreed.due_on)}" if agreed.due_on else agreed.who
            lines.append(": ".join(filter(None, (f"{agreed.what} ({by})", _effect(looked.get(agreed.id, ()), "")))))
        what = f"{MEETING_WORDS[one.meeting.kind]}: {one.meeting.purpose.strip()}"
        led = chair.in_words if chair else one.author_name
        yield Effort(one.meeting_id, what, led, one.held_on, one.held_on, "\n".join(lines))


def earlier(
    tx: Transaction, child: ChildInList | None, concern_id: Id, author: StaffMember, until: datetime, but: Id | None
) -> tuple[Earlier, ...]:
    """The underretninger about the same child that were written before ``until``, and what became of them, the oldest
    first. ``but`` is the paper itself.

    Those of a concern that the author, or the person at the desk, may not open are left out: nobody learns from a
    paper that there is one.
    """
    about = [concern_id]
    for one in concerns.concerns(tx.connection, child_id=child.id) if child else ():
        theirs = owners(one, child.group_ids if child else ())
        if one.id != concern_id and all(may(who, Action.OPEN_CONCERN, **theirs) for who in (author, tx.staff)):
            about.append(one.id)
    papers = [
        paper
        for paper in concerns.papers(tx.connection, concern_ids=about)
        if paper.draft.kind is PaperKind.UNDERRETNING and paper.id != but and paper.written_at <= until
    ]
    ids = [paper.id for paper in papers]
    sent, came = concerns.sent(tx.connection, ids), replies.replies(tx.connection, ids)
    return tuple(_became(paper.id, sent.get(paper.id), came.get(paper.id, ()), until) for paper in reversed(papers))


def _became(paper_id: Id, how: Sent | None, came: Sequence[Reply], until: datetime) -> Earlier:
    answers = [reply for reply in came if reply.written_at <= until]
    receipts = [reply.came_on for reply in answers if reply.kind is ReplyKind.RECEIPT]
    said = [reply for reply in answers if reply.kind is not ReplyKind.RECEIPT]
    words = f"{short_date(said[-1].came_on)}: {said[-1].text.strip()}" if said else ""
    if how is None or how.sent_on > until.date():
        return Earlier(paper_id, None, "", min(receipts, default=None), words)
    return Earlier(paper_id, how.sent_on, how.receiver, min(receipts, default=None), words)
