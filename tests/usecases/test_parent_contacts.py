"""The contact log: who may write and see it, what a correction leaves, and what was written at home stays there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Context
from opspor.domain.child import Carer, Custody
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.timeline import EventKind
from opspor.usecases import children, drafts, log, parent_contacts, timeline, visits
from opspor.usecases.log_words import ACTION_WORDS
from opspor.usecases.parent_contacts import ContactLog
from tests.usecases.conftest import House

TODAY = date(2026, 3, 17)
CALL = Contact(TODAY, Way.PHONE, people=(Spoken(Id("mor"), "Kanaria, mor", "Hun er træt"),), about="Søvn")


def note(
    house: House, child: Id, contact: Contact = CALL, context: Context = Context.DAYCARE, corrects: Id | None = None
) -> Id:
    return house.do(lambda desk: parent_contacts.note_contact(desk, child, context, contact, corrects))


def the_log(house: House, child: Id) -> ContactLog:
    return house.do(lambda desk: parent_contacts.contact_log(desk, child))


def both(house: House) -> Id:
    """A child in a district and in a room; Hanne visits it at home, Sofie works in the room."""
    group = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    child = house.do(lambda desk: visits.add_child(desk, group, name="Liv Kanari", birth=date(2025, 5, 4)))
    house.do(lambda desk: children.enrol(desk, child, house.groups["Bøgestuen"], TODAY))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({group}))
    return child


def test_a_contact_stands_in_the_log_with_who_wrote_it(house: House) -> None:
    karla = house.children[0]
    house.enter("sofie")
    note(house, karla)
    (found,) = the_log(house, karla).contacts
    assert found.contact == CALL
    assert (found.author_id, found.context, found.corrects) == (house.ids["sofie"], Context.DAYCARE, None)


def test_the_page_knows_every_carer_with_custody_and_protection(house: House) -> None:
    karla = house.children[0]
    carers = tuple(
        Carer(Id(str(n)), f"Kanari {n}", "far", custody, "Åvej 3", "90000000", n == 1, True)
        for n, custody in enumerate((Custody.YES, Custody.NO, Custody.UNKNOWN))
    )
    file = house.do(lambda desk: children.open_child(desk, karla))
    house.do(lambda desk: children.change(desk, karla, file.particulars_id, replace(file.particulars, carers=carers)))
    assert the_log(house, karla).carers == carers
    assert the_log(house, house.children[1]).carers == ()


def test_a_correction_replaces_and_says_so(house: House) -> None:
    karla = house.children[0]
    first = note(house, karla)
    house.enter("sofie")
    second = note(house, karla, replace(CALL, about="Mad"), corrects=first)
    (found,) = the_log(house, karla).contacts
    assert (found.id, found.corrects, found.contact.about) == (second, first, "Mad")


def test_who_corrects_second_is_told_and_keeps_the_draft(house: House) -> None:
    karla = house.children[0]
    first = note(house, karla)
    note(house, karla, corrects=first)
    house.do(lambda desk: drafts.save(desk, parent_contacts.draft_key(karla), {"about": "Mit"}))
    with pytest.raises(KnownError) as refused:
        note(house, karla, replace(CALL, about="Mit"), corrects=first)
    assert refused.value.code == "KONTAKT-AENDRET"
    assert house.do(lambda desk: drafts.load(desk, parent_contacts.draft_key(karla)))
    assert len(the_log(house, karla).contacts) == 1


def test_what_is_not_whole_leaves_nothing(house: House) -> None:
    karla = house.children[0]
    with pytest.raises(KnownError) as refused:
        note(house, karla, replace(CALL, held_on=TODAY + timedelta(days=1)))
    assert refused.value.code == "KONTAKT-DATO"
    assert the_log(house, karla).contacts == ()


def test_the_draft_goes_when_it_is_written_down(house: House) -> None:
    karla = house.children[0]
    house.do(lambda desk: drafts.save(desk, parent_contacts.draft_key(karla), {"about": "Søvn"}))
    note(house, karla)
    assert house.do(lambda desk: drafts.load(desk, parent_contacts.draft_key(karla))) is None


def test_what_was_said_at_home_is_not_shown_in_the_room(house: House) -> None:
    child = both(house)
    house.enter("hanne")
    at_home = note(house, child, replace(CALL, about="Derhjemme"), Context.HOME)
    assert the_log(house, child).contexts == (Context.HOME,)
    assert [one.id for one in the_log(house, child).contacts] == [at_home]
    house.enter("sofie")
    assert the_log(house, child).contacts == ()
    assert the_log(house, child).contexts == (Context.DAYCARE,)
    events = house.do(lambda desk: timeline.over_time(desk, child)).events
    assert EventKind.CONTACT not in {event.kind for event in events}
    with pytest.raises(KnownError) as refused:
        note(house, child, corrects=at_home)
    assert refused.value.code == "ADGANG-NEJ"


def test_one_writes_where_one_sees_the_child(house: House) -> None:
    child = both(house)
    house.enter("sofie")
    for context in (Context.HOME, Context.SCHOOL):
        with pytest.raises(KnownError) as refused:
            note(house, child, context=context)
        assert refused.value.code == "ADGANG-NEJ"


def test_it_stands_on_the_line_of_the_child_with_each_view_apart(house: House) -> None:
    karla = house.children[0]
    people = (Spoken(Id("mor"), "Kanaria, mor", "Hun er træt"), Spoken(Id("far"), "Kanarius, far"))
    note(house, karla, replace(CALL, people=people, agreed="Hun sover til middag", next_on=date(2026, 3, 24)))
    note(house, karla, replace(CALL, held_on=date(2026, 3, 16), talked=False))
    events = house.do(lambda desk: timeline.over_time(desk, karla)).events
    tried, talked = (event for event in events if event.kind is EventKind.CONTACT)
    assert (tried.title, tried.on, tried.lane) == ("Telefon, forgæves", date(2026, 3, 16), Context.DAYCARE)
    assert (talked.title, talked.words) == (
        "Telefon",
        (
            "Med Kanaria, mor og Kanarius, far.", "Om: Søvn", "Kanaria, mor: Hun er træt",
            "Aftalt: Hun sover til middag", "Næste kontakt 24. marts 2026.", "Skrevet af Mette Kanari Skov.",
        ),
    )  # fmt: skip


def test_reading_and_writing_are_logged_without_a_word_of_it(house: House) -> None:
    karla = house.children[0]
    note(house, karla)
    the_log(house, karla)
    lines = house.do(lambda desk: log.of_child(desk, karla))
    said = [line.what for line in lines]
    assert said.count(ACTION_WORDS[Action.NOTE_CONTACT][1]) == 1
    assert ACTION_WORDS[Action.OPEN_CHILD][1] in said
    assert "Søvn" not in repr(lines)
