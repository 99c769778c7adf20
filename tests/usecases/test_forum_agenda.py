"""A finished brief goes on an agenda, and off it; whoever may open its concern sees to it, and nobody else."""

from dataclasses import replace
from datetime import timedelta

from opspor.domain.beredskab import Track
from opspor.domain.paper import PaperKind
from opspor.usecases import concerns, forum_agenda, papers
from tests.usecases.conftest import House
from tests.usecases.forum_house import SOON, a_brief, a_concern, a_day, a_forum, agenda, days, on_agenda, refused


def test_the_newest_brief_of_each_concern_can_be_put_on_once(house: House) -> None:
    day = a_day(house)
    concern = a_concern(house, house.children[0])
    old = a_brief(house, concern)
    new = a_brief(house, concern)
    (choice,) = house.do(forum_agenda.to_put_on)
    assert (choice.paper_id, choice.label, choice.anonymous) == (new, "Bekymring fra 17.3.2026", True)
    house.do(lambda desk: forum_agenda.put_on(desk, day, new))
    assert house.do(forum_agenda.to_put_on) == ()
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_on(desk, day, new))) == "FORUM-STAAR"
    assert house.do(lambda desk: forum_agenda.put_on(desk, day, old))  # another sheet of the same concern may be meant
    assert [minutes for _, minutes, _ in agenda(house, day)] == [20, 20]


def test_nobody_brings_an_underretning_or_a_suspicion_to_a_forum(house: House) -> None:
    day = a_day(house)
    concern = a_concern(house, house.children[0])
    file = house.do(lambda desk: concerns.open_concern(desk, concern))
    sheet = house.do(lambda desk: papers.paper_sheet(desk, file, PaperKind.UNDERRETNING))
    report = house.do(lambda desk: papers.finish(desk, sheet, sheet.draft))
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_on(desk, day, report))) == "FORUM-ARK"
    suspicion = a_brief(house, a_concern(house, house.children[1], Track.PARENTS))
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_on(desk, day, suspicion))) == "FORUM-BEREDSKAB"
    assert house.do(forum_agenda.to_put_on) == ()
    assert agenda(house, day) == []


def test_one_can_drop_in_on_the_day_itself_and_not_after(house: House) -> None:
    day = a_day(house)
    paper = a_brief(house, a_concern(house, house.children[0]))
    other = a_brief(house, a_concern(house, house.children[1]))
    house.clock.now += timedelta(days=SOON)
    house.do(lambda desk: forum_agenda.put_on(desk, day, paper))
    house.clock.now += timedelta(days=1)
    assert house.do(forum_agenda.days) == ()
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_on(desk, day, other))) == "FORUM-DAG-SLUT"


def test_two_colleagues_put_a_brief_on_at_once_and_both_stand_there(house: House) -> None:
    day = a_day(house)
    for login, child in (("jonas", 0), ("ali", 3)):
        with house.as_(login):
            on_agenda(house, day, house.children[child])
    house.enter("mette")
    assert [at for at, *_ in agenda(house, day)] == ["13.00", "13.20"]


def test_an_item_is_moved_past_one_that_the_person_may_not_see(house: House) -> None:
    day = a_day(house)
    with house.as_("ali"):
        on_agenda(house, day, house.children[3])
    with house.as_("jonas"):
        mine = on_agenda(house, day, house.children[0])
        assert [bool(about) for *_, about in agenda(house, day)] == [False, True]
        house.do(lambda desk: forum_agenda.move(desk, mine, -1))
        house.do(lambda desk: forum_agenda.move(desk, mine, -1))  # at the end of the row nothing happens
        house.do(lambda desk: forum_agenda.set_minutes(desk, mine, 45))
        assert [(at, minutes, bool(about)) for at, minutes, about in agenda(house, day)] == [
            ("13.00", 45, True), ("13.45", 20, False),
        ]  # fmt: skip
        assert refused(lambda: house.do(lambda desk: forum_agenda.set_minutes(desk, mine, 0))) == "FORUM-MINUTTER"


def test_an_item_goes_to_another_day_or_comes_off_and_may_come_back(house: House) -> None:
    first, second = days(house, a_forum(house), 7, 14)
    item = on_agenda(house, first, house.children[0])
    house.do(lambda desk: forum_agenda.put_off(desk, item, second))
    assert (agenda(house, first), len(agenda(house, second))) == ([], 1)
    house.do(lambda desk: forum_agenda.put_off(desk, item, None))
    assert agenda(house, second) == []
    assert refused(lambda: house.do(lambda desk: forum_agenda.put_off(desk, item, first))) == "FORUM-VAEK"
    (choice,) = house.do(forum_agenda.to_put_on)
    house.do(lambda desk: forum_agenda.put_on(desk, first, replace(choice).paper_id))
    assert len(agenda(house, first)) == 1
