"""The forum, its days, an agenda, and what was concluded: each in versions."""

from dataclasses import replace
from datetime import date, timedelta

from opspor.domain.forum import Conclusion, Forum, ForumAgreement, ForumDay, ForumItem, Member, Outcome
from opspor.domain.ids import Id
from opspor.domain.paper import Paper, PaperKind
from opspor.store import forum as store
from opspor.store.records import Header
from tests.guards import NOTE
from tests.store.factories import World

DAY = date(2026, 12, 1)
MEMBERS = (Member("Rådgiver", "Kanariette Ø."), Member("Psykolog"))


def on_agenda(world: World, paper: Paper) -> ForumItem:
    """A brief on the agenda of a day, with a conclusion and what was agreed on."""
    about = {"child_id": paper.child_id, "concern_id": paper.concern_id}
    if not store.days(world.connection):
        house, day = world.header(), world.header()
        store.add(world.connection, house, Forum(house.id, "Distriktstirsdag", "Rådhuset", MEMBERS))
        store.add_day(world.connection, day, ForumDay(day.id, house.id, DAY, "13.00", "15.00"))
    day_id = store.days(world.connection)[0][1].id
    header = world.header(**about)
    item = ForumItem(header.id, day_id, paper.id, paper.concern_id, paper.child_id, 1, 20, header.author_id)
    store.add_item(world.connection, header, item)
    conclude(world, item, world.header(**about), Conclusion((Outcome.SUPPORT,), NOTE, considered=NOTE), NOTE)
    return item


def conclude(world: World, item: ForumItem, header: Header, conclusion: Conclusion, *agreed: str) -> None:
    of = [world.header(child_id=item.child_id, concern_id=item.concern_id) for _ in agreed]
    rows = [(one, ForumAgreement(one.id, what, "pædagogen", None, DAY)) for one, what in zip(of, agreed, strict=True)]
    store.conclude(world.connection, header, item.id, conclusion, rows)


def test_a_forum_and_a_day_come_back_as_they_are_now(world: World) -> None:
    house, day, early = world.header(), world.header(), world.header()
    first = Forum(house.id, "Distriktstirsdag", "Rådhuset", MEMBERS, 15)
    store.add(world.connection, house, first)
    again = world.header(replaces=house.id)
    store.add(world.connection, again, replace(first, name="Åben konsultation"))
    assert store.forums(world.connection) == ((again.id, replace(first, name="Åben konsultation")),)

    late = ForumDay(day.id, house.id, DAY, "13.00", "15.00", "Rådhuset")
    soon = ForumDay(early.id, house.id, date(2026, 11, 3))
    store.add_day(world.connection, day, late)
    store.add_day(world.connection, early, soon)
    moved = world.header(replaces=day.id)
    store.add_day(world.connection, moved, replace(late, cancelled="sygdom"))
    assert store.days(world.connection) == ((early.id, soon), (moved.id, replace(late, cancelled="sygdom")))
    assert store.days(world.connection, day_id=early.id) == ((early.id, soon),)
    assert store.days(world.connection, since=soon.on + timedelta(days=1)) == store.days(world.connection)[1:]


def test_an_agenda_comes_back_in_its_order_and_by_concern(world: World) -> None:
    child = world.child()
    item = on_agenda(world, world.paper(world.concern(child), PaperKind.BRIEF))
    other = on_agenda(world, world.paper(world.concern(typed_name="en anden"), PaperKind.BRIEF))
    (first, found), (second, _) = store.items(world.connection, day_id=item.day_id)
    assert (first, second, found) == (item.id, other.id, item)
    assert found.child_id == child

    moved = world.header(child_id=child, concern_id=item.concern_id, replaces=item.id)
    store.add_item(world.connection, moved, replace(item, place=0))
    off, on = store.items(world.connection, day_id=item.day_id)
    assert (off[0], off[1].place, on[1].id) == (moved.id, 0, other.id)
    assert [one.id for _, one in store.items(world.connection, concern_ids=[other.concern_id])] == [other.id]
    assert len(store.items(world.connection)) == 2


def test_a_conclusion_comes_back_with_what_was_agreed_and_a_correction_stands_for_it(world: World) -> None:
    item = on_agenda(world, world.paper(world.concern(), PaperKind.BRIEF))
    (first,) = store.concluded(world.connection, [item.concern_id])
    assert (first.item_id, first.conclusion.outcomes, first.conclusion.words) == (item.id, (Outcome.SUPPORT,), NOTE)
    assert [one.what for one in first.agreements] == [NOTE]

    header = world.header(concern_id=item.concern_id, replaces=first.id)
    conclude(world, item, header, Conclusion((Outcome.NOT_NOW,), watch="søvn", next_on=DAY), "ringe", "skrive")
    (now,) = store.concluded(world.connection, [item.concern_id])
    assert (now.conclusion.watch, now.conclusion.next_on) == ("søvn", DAY)
    assert [one.what for one in now.agreements] == ["ringe", "skrive"]
    assert store.concluded(world.connection, [Id("no-such")]) == ()
