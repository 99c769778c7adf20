"""What a forum came to, as PDF: about one brief, and of a whole day without names. For professionals alone.

No paper of these goes to the home, so nobody is asked whom it is for: it says at its foot that it is "Til fagfolk".
"""

from pathlib import Path

from opspor.documents import forum_minutes
from opspor.documents.document import Document
from opspor.documents.forum_minutes import MinutesFacts, Talked
from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.child import Particulars
from opspor.domain.concern import Concern
from opspor.domain.errors import Fault, KnownError
from opspor.domain.forum import Forum, ForumDay
from opspor.domain.ids import Id
from opspor.domain.recipient import HOUSE
from opspor.store import children, people
from opspor.usecases import papers
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.forum import AgendaPoint, of_day, on_agenda, seen
from opspor.usecases.forum_agenda import find_item
from opspor.usecases.forum_talk import asked
from opspor.usecases.paper_files import log_mark, saved

NOT_CONCLUDED = Fault(
    "FORUM-REFERAT", "Konklusionen er ikke skrevet endnu. Papiret er ikke lavet. Skriv den, og gem igen."
)


def print_item(desk: Desk, item_id: Id, target: Path) -> None:
    """Save the minutes about one brief; their line in the log stands on them.

    Raises FORUM-VAEK, FORUM-REFERAT, PAPIR-NAVN, PAPIR-BESKYTTET, PAPIR-IKKE-GEMT.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_FORUM) as tx:
        tx.note(item_id, paper="conclusion")
        document = minutes_of(desk, tx, item_id)
        point = seen(tx, [find_item(tx, item_id)])[item_id]
        papers.usable(tx, point.concern, point.paper.draft)  # with name as long as its basis holds
        put(layout.draw(document))
        tx.changed(Kind.LOG)


def minutes_of(desk: Desk, tx: Transaction, item_id: Id) -> Document:
    """The minutes about one brief, after asking whether the person may; their line is written in the log.

    Raises FORUM-VAEK, FORUM-REFERAT, PAPIR-NAVN, PAPIR-BESKYTTET.
    """
    item = find_item(tx, item_id)
    point = seen(tx, [item])[item_id]
    if point.concluded is None:
        raise KnownError(NOT_CONCLUDED)
    facts = _facts(desk, tx, *of_day(tx, item.day_id))
    return forum_minutes.minutes(facts, _talked(tx, point, named=not point.paper.draft.anonymous))


def print_day(desk: Desk, day_id: Id, target: Path) -> None:
    """Save the minutes of a day, as far as the person may see it; no child is named. Raises as ``print_item``."""
    from opspor.documents import layout

    with saved(target) as put, desk.write(Action.PRINT_FORUM) as tx:
        tx.require(author=desk.staff.id)  # what one may not open stands as a time that is taken
        day, forum = of_day(tx, day_id)
        items = on_agenda(tx, day_id)
        points = seen(tx, items)
        if not any(point.concluded for point in points.values()):
            raise KnownError(NOT_CONCLUDED)
        tx.note(day_id, paper="day", briefs=len(items), seen=len(points))
        starts = day.starts(item.minutes for item in items)
        agenda = [
            (at, item.minutes, _talked(tx, points[item.id], named=False) if item.id in points else None)
            for at, item in zip(starts, items, strict=True)
        ]
        put(layout.draw(forum_minutes.day_minutes(_facts(desk, tx, day, forum), agenda)))
        tx.changed(Kind.LOG)


def _talked(tx: Transaction, point: AgendaPoint, *, named: bool) -> Talked:
    name, known = _about(tx, point.concern)
    question = asked(point.paper)
    return Talked(point.item.minutes, name if named else "", question, point.concluded, known)


def _about(tx: Transaction, concern: Concern) -> tuple[str, Particulars]:
    """The name of whom it is about, and what is known there: of a typed name nothing more."""
    child = children.by_id(tx.connection, concern.child_id) if concern.child_id else None
    if child is None:
        name = concern.typed_name
        return name, Particulars(name, "", None, "", "", False, "", None, "")
    return child.full_name, children.particulars(tx.connection, child.id)[1]


def _facts(desk: Desk, tx: Transaction, day: ForumDay, forum: Forum) -> MinutesFacts:
    mark = log_mark(desk, tx, HOUSE)
    return MinutesFacts(people.institution(tx.connection), forum, day, desk.staff.short, tx.now, mark)
