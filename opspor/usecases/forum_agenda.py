"""The agenda of a day: a finished brief is put on it, moved, given more or less time, or taken off.

Whoever may open the concern may do all of it. What stands beside it changes its number only.
"""

from dataclasses import dataclass, replace
from datetime import date

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.concern import SHARED, Concern, parents_may_be_told
from opspor.domain.errors import Fault, KnownError
from opspor.domain.forum import Forum, ForumDay, ForumItem, check_minutes
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind
from opspor.store import concerns
from opspor.store import forum as store
from opspor.store.records import Header
from opspor.usecases.concerns import find_concern
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.forum import GONE, briefs, days_ahead, of_day, on_agenda, revise_item

NO_BRIEF = Fault(
    "FORUM-ARK",
    "Kun et færdigt drøftelsesark kan komme på dagsordenen. Intet er ændret. Åbn bekymringen, og lav arket.",
)
BEREDSKAB = Fault(
    "FORUM-BEREDSKAB",
    "Ved tegn på overgreb er det beredskabsplanen og ikke sparring. Intet er ændret. Følg sporet på bekymringen, og "
    "ring til dem, der står dér.",
)
DAY_IS_OVER = Fault(
    "FORUM-DAG-SLUT", "Dagen er gået eller aflyst. Intet er ændret. Vælg en anden dag til drøftelsesarket."
)
STANDS_ALREADY = Fault(
    "FORUM-STAAR",
    "Arket står allerede på en dagsorden og er ikke drøftet endnu. Intet er ændret. Flyt det derfra, hvis det skal på "
    "en anden dag.",
)
DISCUSSED = Fault(
    "FORUM-DROEFTET", "Arket er drøftet, og konklusionen står. Intet er ændret. Sæt det på en ny dag, hvis I vil igen."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A finished brief that can be put on an agenda: which concern it is of, in words that name nobody."""

    paper_id: Id
    label: str
    written_on: date
    anonymous: bool


def to_put_on(desk: Desk) -> tuple[Choice, ...]:
    """The newest brief of each concern that the person may open, where it was not talked about and nothing of it waits
    on an agenda; the newest first."""
    with desk.read(Action.WRITE_FORUM) as tx:
        tx.require(author=desk.staff.id)  # what one may not open is left out
        waiting = {item.concern_id for item in _waiting(tx)}
        there = {item.paper_id for _, item in store.items(tx.connection) if item.place}
        found: dict[Id, tuple[Concern, Paper]] = {}
        for concern, paper in briefs(tx):
            if concern.id not in waiting and parents_may_be_told(concern.track):
                found.setdefault(concern.id, (concern, paper))
        return tuple(_choice(*newest) for newest in found.values() if newest[1].id not in there)


def _choice(concern: Concern, paper: Paper) -> Choice:
    return Choice(paper.id, concern.label, paper.written_at.astimezone().date(), paper.draft.anonymous)


def days(desk: Desk) -> tuple[tuple[ForumDay, str], ...]:
    """The days that a brief can be put on, each with the name of its forum, the next one first."""
    with desk.read(Action.SEE_FORUM) as tx:
        names = {forum.id: forum.name for _, forum in store.forums(tx.connection)}
        return tuple((day, names[day.forum_id]) for day in days_ahead(tx))


def put_on(desk: Desk, day_id: Id, paper_id: Id) -> Id:
    """Put a brief at the end of a day's agenda, also on the day itself; gives the item.

    Raises FORUM-ARK, FORUM-BEREDSKAB, FORUM-STAAR, FORUM-DAG-SLUT, FORUM-VAEK.
    """
    with desk.write(Action.WRITE_FORUM) as tx:
        papers = concerns.papers(tx.connection, paper_id=paper_id)
        if not papers or papers[0].draft.kind is not PaperKind.BRIEF:
            tx.require(author=desk.staff.id)
            raise KnownError(NO_BRIEF)
        concern, _ = find_concern(tx, papers[0].concern_id)
        if not parents_may_be_told(concern.track):
            raise KnownError(BEREDSKAB)
        if any(item.paper_id == paper_id for item in _waiting(tx)):
            raise KnownError(STANDS_ALREADY)
        day, forum = _open_day(tx, day_id)
        header = Header(
            tx.new_id(), desk.staff.id, tx.now, tx.now,
            child_id=concern.child_id if concern.track in SHARED else None, concern_id=concern.id,
        )  # fmt: skip
        item = ForumItem(
            header.id,
            day.id,
            paper_id,
            concern.id,
            header.child_id,
            _end(tx, day.id),
            forum.minutes_each,
            desk.staff.id,
        )
        store.add_item(tx.connection, header, item)
        tx.note(item.id)
        tx.changed(Kind.FORUM)
        return item.id


def move(desk: Desk, item_id: Id, by: int) -> None:
    """Move an item one up (-1) or down (1). At the end of the row nothing happens."""
    with desk.write(Action.WRITE_FORUM) as tx:
        item = find_item(tx, item_id)
        row = on_agenda(tx, item.day_id)
        there = row.index(item) + by
        if 0 <= there < len(row):
            other = row[there]
            revise_item(desk, tx, replace(item, place=other.place))
            revise_item(desk, tx, replace(other, place=item.place))
        tx.note(item_id)
        tx.changed(Kind.FORUM)


def set_minutes(desk: Desk, item_id: Id, minutes: int) -> None:
    """Give an item more or less time. Raises FORUM-MINUTTER."""
    with desk.write(Action.WRITE_FORUM) as tx:
        item = find_item(tx, item_id)
        check_minutes(minutes)
        revise_item(desk, tx, replace(item, minutes=minutes))
        tx.note(item_id)
        tx.changed(Kind.FORUM)


def put_off(desk: Desk, item_id: Id, day_id: Id | None) -> None:
    """Move an item to the end of another day's agenda, or (None) take it off. Raises FORUM-DROEFTET, FORUM-DAG-SLUT."""
    with desk.write(Action.WRITE_FORUM) as tx:
        item = find_item(tx, item_id)
        if any(made.item_id == item_id for made in store.concluded(tx.connection, [item.concern_id])):
            raise KnownError(DISCUSSED)
        if day_id is None:
            revise_item(desk, tx, replace(item, place=0))
        else:
            day, _ = _open_day(tx, day_id)
            revise_item(desk, tx, replace(item, day_id=day.id, place=_end(tx, day.id)))
        tx.note(item_id)
        tx.changed(Kind.FORUM)


def find_item(tx: Transaction, item_id: Id) -> ForumItem:
    """An item, after asking whether the person may open its concern. Raises FORUM-VAEK when it was taken off, or its
    child was deleted."""
    item = next((found for _, found in store.items(tx.connection) if found.id == item_id and found.place), None)
    if item is None:
        tx.require(author=tx.staff.id)
        raise KnownError(GONE)
    find_concern(tx, item.concern_id)
    return item


def _open_day(tx: Transaction, day_id: Id) -> tuple[ForumDay, Forum]:
    day, forum = of_day(tx, day_id)
    if day.on < tx.today or day.cancelled:
        raise KnownError(DAY_IS_OVER)
    return day, forum


def _end(tx: Transaction, day_id: Id) -> int:
    return max((item.place for item in on_agenda(tx, day_id)), default=0) + 1


def _waiting(tx: Transaction) -> tuple[ForumItem, ...]:
    """What stands on an agenda and has no conclusion yet, whoever may see it."""
    items = [item for _, item in store.items(tx.connection) if item.place]
    done = {made.item_id for made in store.concluded(tx.connection, {item.concern_id for item in items})}
    return tuple(item for item in items if item.id not in done)
