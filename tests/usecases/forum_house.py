"""A forum with days, and briefs that are brought to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import pytest

from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.forum import Forum, ForumDay, Member
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, PaperKind, SectionAnswer, Sharing
from opspor.usecases import concerns, forum, forum_agenda, papers
from opspor.usecases.desk import Desk

T = TypeVar("T")
NEW = Id("")
MEMBERS = (Member("Rådgiver", "Ida Kanarilund"), Member("Psykolog"))
SOON = 7  # days until the first one


class House(Protocol):
    """A house of whichever tests, with somebody in it who does something."""

    @property
    def clock(self) -> Callable[[], datetime]: ...
    def do(self, work: Callable[[Desk], T]) -> T: ...


def a_forum(house: House, name: str = "Distriktstirsdag") -> Id:
    """Written down by the leader, who is in."""
    return house.do(lambda desk: forum.put(desk, Forum(NEW, name, "Rådhuset", MEMBERS, 20)))


def days(house: House, forum_id: Id, *ahead: int) -> tuple[Id, ...]:
    """Days so far ahead, from 13 to 14 o'clock."""
    today = house.clock().date()
    wanted = [ForumDay(NEW, forum_id, today + timedelta(days=n), "13.00", "14.00") for n in ahead]
    house.do(lambda desk: forum.add_days(desk, wanted))
    known = {row.day.on: row.day.id for row in house.do(forum.board).coming}
    return tuple(known[day.on] for day in wanted)


def a_day(house: House, ahead: int = SOON) -> Id:
    return days(house, a_forum(house), ahead)[0]


def a_concern(house: House, child: Id | None, track: Track = Track.GENERAL, name: str = "") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=track, what="Noget", seen_on=desk.clock().date(), child_id=child,
            typed_name=name,
        )
    )  # fmt: skip


def a_brief(house: House, concern: Id, question: str = "Hvordan hjælper vi barnet?", *, named: bool = False) -> Id:
    """A finished brief of a concern, without a name unless somebody said yes."""
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.BRIEF))
    today = house.clock().date()
    yes = Sharing(Basis.CONSENT, "mor", today, "drøftelse", "distriktstirsdag", today + timedelta(days=90))
    draft = replace(
        sheet.draft, sections={"question": SectionAnswer(question)}, anonymous=not named, sharing=yes if named else None
    )
    return house.do(lambda desk: papers.finish(desk, sheet, draft))


def on_agenda(house: House, day: Id, child: Id | None, *, track: Track = Track.GENERAL, named: bool = False) -> Id:
    """A new concern about a child whose brief stands on the agenda; gives the item."""
    concern = a_concern(house, child, track, "" if child else "Kanari Typet")
    paper = a_brief(house, concern, named=named)
    return house.do(lambda desk: forum_agenda.put_on(desk, day, paper))


def agenda(house: House, day: Id) -> list[tuple[str, int, str]]:
    """When each piece begins, how long it is, and which concern it is of; "" where it is only taken."""
    found = house.do(lambda desk: forum.day(desk, day)).agenda
    return [(row.at, row.minutes, row.point.concern.id if row.point else "") for row in found]


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code
