"""What we do not know yet: counted in neutral words, and named only for whoever asks."""

from dataclasses import replace
from datetime import date, timedelta

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.contact import Contact, Spoken, Way
from opspor.domain.ids import Id
from opspor.domain.meeting import Participant, Side
from opspor.domain.paper import PaperKind
from opspor.usecases import children, concerns, log, papers, parent_contacts, unknown
from opspor.usecases.log import Filter
from opspor.usecases.unknown import Gap
from tests.usecases.conftest import House
from tests.usecases.test_meetings import PLANNED, plan

TODAY = date(2026, 3, 17)
YEAR = timedelta(days=365)


def names(house: House, gap: Gap) -> list[str]:
    return [one.child.first_name for one in house.do(lambda desk: unknown.who(desk, gap))]


def talked(house: House, child: Id, on: date, *, in_vain: bool = False) -> None:
    contact = Contact(on, Way.TALK, talked=not in_vain, people=(Spoken(None, "Kanaria, mor"),), about="Søvn")
    house.do(lambda desk: parent_contacts.note_contact(desk, child, Context.DAYCARE, contact))


def sent_underretning(house: House, child: Id) -> Id:
    concern = house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Blå mærker", seen_on=TODAY, child_id=child
        )
    )
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.UNDERRETNING))
    paper = house.do(lambda desk: papers.finish(desk, sheet, replace(sheet.draft, urgent=True)))
    house.do(lambda desk: papers.note_sent(desk, paper, channel="Digital Post", receiver="Kommunen", sent_on=TODAY))
    return concern


# --- parents ----------------------------------------------------------------------------------------------------------


def test_parents_are_missed_after_a_year_and_not_in_the_first(house: House) -> None:
    with house.as_("jonas"):
        assert house.do(unknown.counts).silent == 0
        house.clock.now += YEAR - timedelta(days=1)
        assert house.do(unknown.counts).silent == 0
        house.clock.now += timedelta(days=1)
        assert house.do(unknown.counts).silent == 3
        assert names(house, Gap.TALK) == ["Bo", "Karla", "Åse"]


def test_a_talk_counts_and_a_try_in_vain_does_not(house: House) -> None:
    house.clock.now += YEAR
    today = house.clock().date()
    with house.as_("jonas"):
        talked(house, house.children[0], today - timedelta(days=30))
        talked(house, house.children[1], today - timedelta(days=30), in_vain=True)
        talked(house, house.children[2], today - timedelta(days=364))
        assert names(house, Gap.TALK) == ["Åse"]
        house.clock.now += timedelta(days=2)
        assert names(house, Gap.TALK) == ["Bo", "Åse"]


def test_each_counts_the_children_they_see_and_those_who_go_here(house: House) -> None:
    house.clock.now += YEAR
    with house.as_("ali"):
        assert names(house, Gap.TALK) == ["Ina"]
    house.enter("mette")
    assert house.do(unknown.counts).silent == 4
    room = house.groups["Egestuen"]
    house.do(lambda desk: children.leave_group(desk, house.children[3], room, desk.clock().date()))
    assert house.do(unknown.counts).silent == 3


# --- consents ---------------------------------------------------------------------------------------------------------


def test_a_meeting_lacks_a_yes_until_somebody_gave_it(house: House) -> None:
    karla = house.children[0]
    with house.as_("jonas"):
        meeting = plan(house, karla)
        assert house.do(unknown.counts).consents == 1
        (found,) = house.do(lambda desk: unknown.who(desk, Gap.CONSENT))
        assert (found.child.id, found.meeting_id, found.on) == (karla, meeting, PLANNED.held_on)
        yes = Participant(
            Id("x1"), Side.PROFESSIONAL, "Ida Kanari", "rådgiver", outside=True, yes_from="Mor", yes_on=TODAY
        )
        plan(house, karla, replace(PLANNED, participants=(yes,)), meeting)
        assert house.do(unknown.counts).consents == 0
    with house.as_("ali"):
        assert house.do(unknown.counts).consents == 0
    house.enter("mette")


def test_counting_is_no_line_in_the_log_and_names_are_one(house: House) -> None:
    before = house.do(lambda desk: log.page(desk, Filter(), limit=1)).lines[0].number
    house.do(unknown.counts)
    house.do(lambda desk: unknown.who(desk, Gap.TALK))

    lines = house.do(lambda desk: log.page(desk, Filter(), limit=9)).lines
    read = [line.what for line in lines if line.number > before + 1]  # the first is our own look into the log
    assert read == ["Så listen over planer og aftaler"]


def test_a_birth_date_that_nobody_wrote_is_named_for_whoever_asks(house: House) -> None:
    assert names(house, Gap.BIRTH) == []
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))
    house.do(
        lambda desk: children.change(
            desk, file.child.id, file.particulars_id, replace(file.particulars, birth_date=None)
        )
    )
    assert names(house, Gap.BIRTH) == [file.child.first_name]
