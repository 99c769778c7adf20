"""Start: what is due, what is open, what nobody knows yet, and never a name beside a concern."""

from dataclasses import fields, replace
from datetime import timedelta

from opspor.domain.assessment import Context, OwnAnswers, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind, Role
from opspor.usecases import assess, baton, children, concerns, groups, log, notices, rounds, start, visits
from opspor.usecases.baton import Why
from opspor.usecases.start import OpenConcern
from tests.usecases.conftest import House
from tests.usecases.test_follow_ups import plan


def concern(house: House, name: str = "Kanari Nabobarn") -> Id:
    return house.do(
        lambda desk: concerns.start(
            desk, danger=Danger.NO, track=Track.GENERAL, what="Kanari", seen_on=desk.clock().date(), typed_name=name
        )
    )


def test_a_new_room_has_children_and_nothing_to_do(house: House) -> None:
    found = house.do(start.today)
    first = start.FirstSteps(True, 4, False, None, False, False)
    assert found == start.Start((), (), (), 0, 0, 0, True, first=first)


def test_a_child_without_birth_date_is_counted(house: House) -> None:
    file = house.do(lambda desk: children.open_child(desk, house.children[0]))
    unknown = replace(file.particulars, birth_date=None)
    house.do(lambda desk: children.change(desk, file.child.id, file.particulars_id, unknown))

    assert house.do(start.today).no_birth_date == 1
    house.enter("ali")
    assert house.do(start.today).no_birth_date == 0  # another room


def test_a_concern_is_a_day_and_nothing_else_until_it_is_closed(house: House) -> None:
    id_ = concern(house)

    shown = house.do(start.today).concerns

    assert [(c.id, c.label, c.not_sent) for c in shown] == [(id_, "Bekymring fra 17.3.2026", False)]
    assert "anari" not in repr(shown)
    assert {field.name for field in fields(OpenConcern)} == {"id", "label", "begun", "not_sent"}
    house.do(lambda desk: concerns.close(desk, id_, "Det viste sig at være en misforståelse"))
    assert house.do(start.today).concerns == ()


def test_a_colleague_does_not_see_that_somebody_has_a_concern_on_a_typed_name(house: House) -> None:
    with house.as_("jonas"):
        concern(house)
        assert len(house.do(start.today).concerns) == 1
    with house.as_("sofie"):
        assert house.do(start.today).concerns == ()


def test_rounds_that_close_first_stand_first_and_a_closed_one_not_at_all(house: House) -> None:
    for name in ("Først", "Sidst"):
        house.open_round(name)
        house.clock.now += timedelta(days=10)

    assert [coverage.round.name for coverage in house.do(start.today).rounds] == ["Først", "Sidst"]
    house.clock.now += timedelta(days=15)
    assert [coverage.round.name for coverage in house.do(start.today).rounds] == ["Sidst"]


def test_an_administrator_sees_no_children_and_still_their_own_concerns(house: House) -> None:
    house.invite("Adam Kanari", Role.ADMINISTRATOR, frozenset())
    house.open_round()
    house.enter("adam")
    concern(house)

    found = house.do(start.today)

    assert len(found.concerns) == 1
    assert (found.rounds, found.has_children) == ((), False)


# --- what waits for one person ----------------------------------------------------------------------------------------


def test_the_tovholder_sees_what_is_missing_by_colleague_and_never_by_child(house: House) -> None:
    room, jonas = house.groups["Bøgestuen"], house.ids["jonas"]
    house.do(lambda desk: groups.change(desk, room, kind=GroupKind.CLASS, lead_id=jonas))
    round_id = house.open_round()
    with house.as_("jonas"):
        house.submit(round_id, house.children[0])
        (lead,) = house.do(start.today).leads
        assert (lead.group_name, lead.missing, lead.ready) == ("Bøgestuen", 5, 0)
        assert lead.waited_for == (("Sofie K.", 3), ("dig", 2))
        assert not any(child in repr(lead.waited_for) for child in ("Karla", "Åse", "Bo"))
    with house.as_("sofie"):
        house.submit(round_id, house.children[0])
        assert house.do(start.today).leads == ()
    with house.as_("jonas"):
        (lead,) = house.do(start.today).leads
        assert (lead.missing, lead.ready) == (4, 1)


def test_parents_who_have_not_been_told_are_counted_once_each(house: House) -> None:
    today, room = house.clock().date(), house.groups["Bøgestuen"]
    who = [house.ids["jonas"], house.ids["sofie"]]
    for name in ("Den ene", "Den anden"):
        house.do(
            lambda desk, name=name: rounds.open_round(  # type: ignore[misc]
                desk, name=name, opens_on=today, closes_on=today + timedelta(days=9),
                groups={room: (Context.DAYCARE, who)},
            )
        )  # fmt: skip
    assert house.do(start.today).uninformed == 3
    house.do(lambda desk: notices.give(desk, house.children[:2], today))
    assert house.do(start.today).uninformed == 1


def test_ones_own_question_comes_when_its_day_is_near_and_nobody_else_sees_it(house: House) -> None:
    round_id, by = house.open_round(), house.clock().date() + timedelta(days=20)
    unsure = OwnAnswers(position=Position.UNKNOWN, trivsel=Trivsel.THRIVES, find_out="Hvem henter?", find_out_on=by)
    with house.as_("jonas"):
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, house.children[0]))
        house.do(lambda desk: assess.submit_own(desk, sheet, unsure))
        assert house.do(start.today).questions == ()
    house.clock.now += timedelta(days=14)
    with house.as_("sofie"):
        assert house.do(start.today).questions == ()
    with house.as_("jonas"):
        assert [q.what for q in house.do(start.today).questions] == ["Hvem henter?"]


def test_visits_of_ones_district_are_counted_and_opening_start_is_no_line_in_the_log(house: House) -> None:
    north = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    for name, born in (("Liv", timedelta(days=60)), ("Ulf", timedelta(days=1000))):
        day = house.clock().date() - born
        house.do(lambda desk, name=name, day=day: visits.add_child(desk, north, name=name, birth=day))  # type: ignore[misc]
    before = house.do(lambda desk: log.page(desk, log.Filter())).lines[0].number
    (due,) = house.do(start.today).visits
    assert (due.group_name, due.now + due.late) == ("Distrikt Nord", 2)
    after = house.do(lambda desk: log.page(desk, log.Filter())).lines
    assert {line.what for line in after if line.number > before} <= {"Så en liste over børn", "Læste i loggen"}
    with house.as_("ali"):
        assert house.do(start.today).visits == ()


def test_what_colleagues_see_to_is_shown_when_one_wants_it_and_that_is_remembered(house: House) -> None:
    with house.as_("jonas"):
        assert not house.do(start.today).shows_all
        house.do(lambda desk: start.show_all(desk, on=True))
        assert house.do(start.today).shows_all
    with house.as_("sofie"):
        assert not house.do(start.today).shows_all
    with house.as_("jonas"):
        assert house.do(start.today).shows_all
        house.do(lambda desk: start.show_all(desk, on=False))
        assert not house.do(start.today).shows_all


def test_a_plan_that_a_colleague_offers_waits_for_whoever_is_asked(house: House) -> None:
    with house.as_("jonas"):
        about = plan(house)
        house.do(lambda desk: baton.offer(desk, about, house.ids["sofie"], "Du kender hende bedst"))
        assert house.do(start.today).batons == ()
    with house.as_("sofie"):
        (row,) = house.do(start.today).batons
        assert (row.plan.plan_id, row.why) == (about, Why.ASKED)
