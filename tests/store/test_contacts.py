"""Contacts with parents in the store: word for word, what is current, when one last talked, and when one talks next."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from opspor.domain.assessment import Agreement, Context, JointAssessment, ParentView, Position, Trivsel
from opspor.domain.contact import Contact, ParentContact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.visit import VisitType
from opspor.store import children, contacts, rounds
from tests.guards import CARER_NAME, NOTE
from tests.store.factories import NOW, TRIVSEL_FORM, World
from tests.store.test_visits import visit

DAY = date(2026, 9, 1)
LATER = DAY + timedelta(days=7)
LONG_AGO = DAY - timedelta(days=3650)
FULL = Contact(
    DAY, Way.HANDOVER, people=(Spoken(Id("carer-0"), CARER_NAME, NOTE), Spoken(None, "bedstemor", "")),
    about="»Søvn« – 2 nætter\nog mad", agreed=NOTE, next_on=LATER,
)  # fmt: skip


def contact(world: World, child: Id, written: Contact = FULL, **other: Any) -> ParentContact:
    corrects = other.get("replaces")
    header = world.header(child_id=child, replaces=corrects)
    made = ParentContact(
        header.id, child, other.get("context", Context.DAYCARE), world.mette.id, world.mette.name, header.written_at,
        written, corrects,
    )  # fmt: skip
    contacts.add(world.connection, header, made)
    return made


def _heard(world: World, child: Id, *, text: str = "", not_asked: str = "", context: Context = Context.DAYCARE) -> date:
    header = world.header(child_id=child)
    view = ParentView(Id("carer-0"), CARER_NAME, text, not_asked)
    agreement = Agreement(context=context, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, parents=(view,))
    joint = JointAssessment(
        header.id, child, world.round().id, world.mette.id, header.written_at, agreement, TRIVSEL_FORM
    )
    rounds.add_joint(world.connection, header, joint)
    return header.written_at.date()


def test_a_contact_comes_back_word_for_word_newest_first(world: World) -> None:
    child = world.child()
    later = contact(world, child, replace(FULL, held_on=LATER, next_on=None))
    first = contact(world, child)
    contact(world, world.child())
    assert contacts.contacts(world.connection, child) == (later, first)


def test_a_correction_replaces_once(world: World) -> None:
    child = world.child()
    first = contact(world, child)
    better = contact(world, child, replace(FULL, about="Mad"), replaces=first.id)
    assert contacts.contacts(world.connection, child) == (better,)
    assert contacts.successors(world.connection, child) == {first.id: better.id}
    assert contacts.successors(world.connection, world.child()) == {}
    with pytest.raises(IntegrityError):
        contact(world, child, replaces=first.id)


def test_tried_in_vain_is_no_talk(world: World) -> None:
    child, other = world.child(), world.child()
    contact(world, child)
    contact(world, child, replace(FULL, held_on=LATER, talked=False))
    contact(world, other, replace(FULL, talked=False))
    assert contacts.heard_since(world.connection, DAY) == {child}
    assert contacts.heard_since(world.connection, LATER) == set()


def test_what_was_corrected_counts_as_it_is_now(world: World) -> None:
    child = world.child()
    first = contact(world, child)
    contact(world, child, replace(FULL, talked=False), replaces=first.id)
    assert contacts.heard_since(world.connection, DAY) == set()


def test_a_parents_view_in_a_joint_assessment_is_a_talk_and_a_reason_for_none_is_not(world: World) -> None:
    child, other = world.child(), world.child()
    on = _heard(world, child, text=NOTE)
    _heard(world, other, not_asked="Ikke truffet endnu")
    assert contacts.heard_since(world.connection, on) == {child}


def test_what_was_said_at_home_counts_for_those_who_may_see_it(world: World) -> None:
    contacted, visited, heard = world.child(), world.child(), world.child()
    contact(world, contacted, context=Context.HOME)
    visit(world, visited)
    _heard(world, heard, text=NOTE, context=Context.HOME)
    assert contacts.heard_since(world.connection, LONG_AGO) == set()
    assert contacts.heard_since(world.connection, LONG_AGO, home=True) == {contacted, visited, heard}


def test_a_talk_at_school_is_not_with_the_parents(world: World) -> None:
    child = world.child()
    visit(world, child, type=VisitType.SCHOOL_TALK)
    assert contacts.heard_since(world.connection, LONG_AGO, home=True) == set()


def test_what_was_before_the_day_is_left_out(world: World) -> None:
    child, seen = world.child(), world.child()
    contact(world, child)
    visit(world, seen)
    on = _heard(world, child, text=NOTE)
    after = NOW.date() + timedelta(days=1)
    assert contacts.heard_since(world.connection, on) == {child}
    assert contacts.heard_since(world.connection, after, home=True) == set()


def test_the_next_day_stands_until_one_has_talked_or_named_another(world: World) -> None:
    child = world.child()
    first = contact(world, child)
    rooms = (world.sunflower,)
    due = [(child, first.id, Context.DAYCARE, LATER)]
    assert contacts.planned(world.connection, LATER, rooms) == due
    assert contacts.planned(world.connection, LATER - timedelta(days=1), rooms) == []
    assert contacts.planned(world.connection, LATER, (world.spruce,)) == []
    assert contacts.planned(world.connection, LATER, ()) == []

    tried = contact(world, child, replace(FULL, held_on=LATER, talked=False, next_on=None))
    assert contacts.planned(world.connection, LATER, rooms) == due
    other = contact(world, child, replace(FULL, held_on=LATER, next_on=LATER), context=Context.SCHOOL)
    assert contacts.planned(world.connection, LATER, rooms) == [*due, (child, other.id, Context.SCHOOL, LATER)]

    talked = replace(FULL, held_on=LATER, next_on=None)
    done = contact(world, child, talked, replaces=tried.id)
    assert [row[1] for row in contacts.planned(world.connection, LATER, rooms)] == [other.id]
    contact(world, child, replace(talked, talked=False), replaces=done.id)  # it was in vain after all
    assert [row[1] for row in contacts.planned(world.connection, LATER, rooms)] == [first.id, other.id]


def test_a_child_that_left_is_not_waited_for(world: World) -> None:
    child = world.child()
    contact(world, child)
    children.leave(world.connection, child, world.sunflower, NOW.date())
    assert contacts.planned(world.connection, LATER, (world.sunflower,)) == []
