"""The talk about a brief: what the screen shows while all look at it, and the conclusion that goes back to the concern.

The screen shows no name (domain 5.5, 5.6), also of a brief with a name, unless somebody chooses it for that one brief;
then it says on what basis. What was agreed on is looked at again by those who may open the concern.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from opspor.documents.document import block_text
from opspor.documents.house import House
from opspor.domain import sharing
from opspor.domain.access import Action, may
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.concern import SHARED, Concern, owners
from opspor.domain.errors import Fault, KnownError
from opspor.domain.forum import (
    NEXT_WEEKS,
    Concluded,
    Conclusion,
    Forum,
    ForumAgreement,
    ForumDay,
    ForumItem,
    Outcome,
    check_conclusion,
)
from opspor.domain.ids import Id
from opspor.domain.meeting import (
    Meeting,
    MeetingAgreement,
    MeetingKind,
    Participant,
    Side,
    check_agreement,
    resolved,
)
from opspor.domain.paper import Paper, SectionAnswer
from opspor.forms.model import SectionKind
from opspor.reference import calendar
from opspor.store import concerns, drafts, people
from opspor.store import forum as store
from opspor.store.records import Header
from opspor.usecases import meetings, papers, work_days
from opspor.usecases.concerns import find_concern
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.forum import days_ahead, of_day, on_agenda, seen
from opspor.usecases.forum_agenda import find_item
from opspor.usecases.leaks import everybody_here

MEANWHILE = Fault(
    "FORUM-ANDEN",
    "En kollega har skrevet konklusionen, mens du skrev. Det, du har skrevet, er gemt som kladde. "
    "Læs, hvad der står nu, og gem igen, hvis noget mangler.",
)
_QUESTION = "question"  # the section of a brief that asks the forum
_NOT_SHOWN = frozenset({SectionKind.MINUTES, SectionKind.SHARING_BASIS, SectionKind.REPORTER, SectionKind.SIGNATURE})


@dataclass(frozen=True, slots=True)
class Slide:
    """A part of a brief as it is shown to all: its head and its words."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A brief as it is shown: ``slides`` without names, the question first; none where its texts name somebody.

    ``named`` is the brief with the name, and ``basis`` why it may be shown so; "" where it was written without.
    """

    item_id: Id
    minutes: int
    slides: tuple[Slide, ...]
    named: tuple[Slide, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What is typed about a brief, as a draft. ``base`` is the conclusion it was begun on."""

    conclusion: Conclusion = field(default_factory=lambda: Conclusion(()))
    agreements: tuple[MeetingAgreement, ...] = ()
    base: Id | None = None


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """What one needs to conclude. ``talk`` is the draft, else what stands, else what can be known beforehand: the next
    day. ``offered`` are those who can be given something to do, the house's first. With ``overtaken`` somebody wrote
    the conclusion after this draft was begun. ``child`` is whom a meeting can be called about from here."""

    item: ForumItem
    day: ForumDay
    forum: Forum
    label: str
    question: str
    standing: Concluded | None
    talk: Talk
    saved_at: datetime | None
    overtaken: bool
    offered: tuple[Participant, ...]
    child: ChildInList | None
    after: Id | None  # the next item that the person may conclude
    today: date

    @property
    def key(self) -> str:
        """What the draft is called."""
        return _key(self.item.id)


def _key(item_id: Id) -> str:
    return f"forum:{item_id}"


# --- what all look at -------------------------------------------------------------------------------------------------


def shown(desk: Desk, day_id: Id) -> tuple[Shown, ...]:
    """The briefs of a day that the person may see, in their order, as they are shown to all. Reading them is logged."""
    with desk.read(Action.OPEN_PAPER) as tx:
        items = on_agenda(tx, day_id)
        points = seen(tx, items)
        tx.require(author=desk.staff.id)  # what one may not open is left out
        tx.note(day_id, briefs=len(points))
        here = everybody_here(tx) if points else House()
        return tuple(_shown(desk, tx, item, here) for item in items if item.id in points)


def _shown(desk: Desk, tx: Transaction, item: ForumItem, here: House) -> Shown:
    plain = _slides(desk, tx, item, here, anonymous=True)
    (paper,) = concerns.papers(tx.connection, paper_id=item.paper_id)
    if paper.draft.anonymous or paper.draft.sharing is None:
        return Shown(item.id, item.minutes, plain, (), "")
    named = _slides(desk, tx, item, here, anonymous=False)
    return Shown(item.id, item.minutes, plain, named, sharing.in_words(paper.draft.sharing) if named else "")


def _slides(desk: Desk, tx: Transaction, item: ForumItem, here: House, *, anonymous: bool) -> tuple[Slide, ...]:
    """The parts of a brief. None where a text names somebody that may not stand there, or the consent has run out:
    nothing of it is shown then, and nothing is rewritten."""
    try:
        found = papers.finished(desk, tx, item.paper_id, anonymous=anonymous, here=here)
        parts = found.document().parts
    except KnownError:
        return ()
    hidden = {section.title for section in found.form.section if section.kind in _NOT_SHOWN}
    said = ((part.title, "\n".join(map(block_text, part.blocks)).strip()) for part in parts if part.title not in hidden)
    return tuple(Slide(head, text) for head, text in said if text not in ("", found.facts.missing))


def asked(paper: Paper) -> str:
    """What a brief asks the forum."""
    return paper.draft.sections.get(_QUESTION, SectionAnswer()).text.strip()


# --- the conclusion ---------------------------------------------------------------------------------------------------


def sheet(desk: Desk, item_id: Id) -> TalkSheet:
    """What one needs to conclude about a brief. Reading it is logged. Raises FORUM-VAEK."""
    with desk.read(Action.OPEN_PAPER) as tx:
        item = find_item(tx, item_id)
        concern, child = find_concern(tx, item.concern_id)
        tx.note(item_id)
        day, forum = of_day(tx, item.day_id)
        standing = _standing(tx, item)
        saved = drafts.load(tx.connection, desk.staff.id, _key(item_id), Talk)
        stands = _written(standing) if standing else Talk(Conclusion((), next_on=_next_day(tx, forum.id)))
        (paper,) = concerns.papers(tx.connection, paper_id=item.paper_id)
        row = on_agenda(tx, item.day_id)
        left = [point for point in seen(tx, row[row.index(item) + 1 :]).values() if point.concluded is None]
        meets = (
            child is not None and bool(child.group_ids) and may(desk.staff, Action.OPEN_CHILD, groups=child.group_ids)
        )
        return TalkSheet(
            item, day, forum, concern.label, asked(paper) if paper.draft.anonymous else "", standing,
            saved[0] if saved else stands, saved[1] if saved else None,
            saved is not None and saved[0].base != (standing.id if standing else None),
            _offered(tx, concern, child, forum), child if meets else None,
            min(left, key=lambda point: point.item.place).item.id if left else None, tx.today,
        )  # fmt: skip


def _standing(tx: Transaction, item: ForumItem) -> Concluded | None:
    return next((made for made in store.concluded(tx.connection, [item.concern_id]) if made.item_id == item.id), None)


def _written(made: Concluded) -> Talk:
    agreed = tuple(MeetingAgreement(one.what, one.who, one.who_id, one.due_on, one.id) for one in made.agreements)
    return Talk(made.conclusion, agreed, made.id)


def _next_day(tx: Transaction, forum_id: Id) -> date:
    """After six to eight weeks: on a day of the forum where there is one, else on a day on which people work."""
    first, last = (tx.today + timedelta(weeks=weeks) for weeks in NEXT_WEEKS)
    meets = next((day.on for day in days_ahead(tx, forum_id) if first <= day.on <= last), None)
    return meets or calendar.open_day(first, work_days.of(tx.connection))


def _offered(tx: Transaction, concern: Concern, child: ChildInList | None, forum: Forum) -> tuple[Participant, ...]:
    whose = owners(concern, child.group_ids if child else ())
    here = (one for one in people.staff(tx.connection) if one.is_here and may(one, Action.OPEN_CONCERN, **whose))
    staff = (Participant(one.id, Side.STAFF, one.name, one.title, one.id) for one in here)
    members = (
        Participant(
            Id(f"member-{number}"), Side.PROFESSIONAL, one.name or one.function, one.function if one.name else ""
        )
        for number, one in enumerate(forum.members)
    )
    return (*staff, *members)


def save(desk: Desk, open_: TalkSheet, talk: Talk) -> datetime:
    """Save what is written so far; gives the moment for "Gemt 14.02"."""
    with desk.write(Action.SAVE_DRAFT, logged=False) as tx:
        draft = replace(talk, base=open_.standing.id if open_.standing else None)
        drafts.save(tx.connection, desk.staff.id, open_.key, draft, tx.now)
        tx.changed(Kind.DRAFTS)
        return tx.now


def conclude(desk: Desk, open_: TalkSheet, talk: Talk) -> Id:
    """Keep the conclusion, or a correction of one; it stands on the concern. Gives its record.

    Raises what ``check_conclusion`` and ``check_agreement`` raise, FORUM-VAEK, and FORUM-ANDEN when somebody was
    faster.
    """
    with desk.write(Action.WRITE_FORUM) as tx:
        item = find_item(tx, open_.item.id)
        concern, _ = find_concern(tx, item.concern_id)
        check_conclusion(talk.conclusion, tx.today)
        for number, one in enumerate(talk.agreements, 1):
            check_agreement(number, one, open_.offered, min(open_.day.on, tx.today))
        before = _standing(tx, item)
        if (before.id if before else None) != (open_.standing.id if open_.standing else None):
            raise KnownError(MEANWHILE)
        about = {"child_id": concern.child_id if concern.track in SHARED else None, "concern_id": concern.id}
        header = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, **about, replaces=before.id if before else None)
        agreed = []
        for one in resolved(Meeting(participants=open_.offered, agreements=talk.agreements)).agreements:
            of = Header(tx.new_id(), desk.staff.id, tx.now, tx.now, **about)
            assert one.due_on is not None  # noqa: S101  it was checked
            agreed.append((of, ForumAgreement(one.id or of.id, one.what, one.who, one.who_id, one.due_on)))
        store.conclude(tx.connection, header, item.id, _stripped(talk.conclusion), agreed)
        drafts.drop(tx.connection, desk.staff.id, open_.key)
        tx.note(item.id, outcomes=[one.value for one in talk.conclusion.outcomes], agreements=len(agreed))
        tx.changed(Kind.FORUM, Kind.PLANS, Kind.CONCERNS, Kind.DRAFTS)
        return header.id


def _stripped(said: Conclusion) -> Conclusion:
    return replace(
        said, outcomes=tuple(one for one in Outcome if one in said.outcomes), words=said.words.strip(),
        watch=said.watch.strip(), if_seen=said.if_seen.strip(), considered=said.considered.strip(),
        weighed=True if Outcome.UNDERRETNING in said.outcomes else said.weighed,
        present=tuple(one.strip() for one in said.present if one.strip()),
    )  # fmt: skip


def begin_meeting(desk: Desk, open_: TalkSheet, kind: MeetingKind) -> None:
    """Begin the meeting that was concluded on, as a draft with what is known: which one, when, and the forum's members
    by name. A draft of a new meeting that is there already stays as it is.
    """
    assert open_.child is not None  # noqa: S101  the page offers it for a child that the person sees
    new = meetings.sheet(desk, open_.child.id)
    if new.saved_at is not None:
        return
    named = (one for one in open_.forum.members if one.name.strip())
    members = tuple(
        Participant(Id(f"member-{number}"), Side.PROFESSIONAL, one.name, one.function, outside=True)
        for number, one in enumerate(named)
    )
    meetings.save(desk, new, replace(new.meeting, kind=kind, participants=members))
