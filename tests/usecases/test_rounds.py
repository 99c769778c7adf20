"""Rounds: opened, changed, closed; who may read before all are in; nobody lost when children and staff come and go."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.child import AgeBand
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildInRound, ChildState, Hindrance, ReasonKind, least_known_first
from opspor.store import log
from opspor.store import rounds as stored
from opspor.usecases import assess, children, groups, joint, people, rounds
from opspor.usecases.desk import Desk
from tests.usecases.conftest import House

CARE = Context.DAYCARE


def refused(house: House, work: Callable[[Desk], object]) -> str:
    """The code of the refusal."""
    with pytest.raises(KnownError) as error:
        house.do(work)
    return error.value.code


def row(house: House, round_id: Id, child: Id) -> ChildInRound:
    found = house.do(lambda desk: rounds.coverage(desk, round_id)).children
    return next(row for row in found if row.child.id == child)


def missing(house: House, round_id: Id, child: Id) -> tuple[str, ...]:
    return row(house, round_id, child).missing


def change(house: House, round_id: Id, *logins: str, room: str = "Bøgestuen", **changes: object) -> None:
    """Say anew who assesses in the room."""
    fields: dict[str, object] = {"closes_on": house.clock().date() + timedelta(days=40), **changes}
    teams = {house.groups[room]: [house.ids[login] for login in logins]}
    house.do(lambda desk: rounds.change_round(desk, round_id, teams=teams, **fields))  # type: ignore[arg-type]


def agree(house: House, round_id: Id, child: Id) -> None:
    agreement = Agreement(
        position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason="Enige", follow_up=(FollowUpKind.NEXT_ROUND,),
        follow_up_on=house.clock().date() + timedelta(days=60), participants=(house.ids["jonas"],),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, round_id, child, agreement))


def excuse(house: House, round_id: Id, *without: Id) -> None:
    """Write of all children but some that they are not assessed."""
    for child in house.children[:3]:
        if child not in without:
            house.do(lambda desk, c=child: rounds.give_reason(desk, round_id, c, CARE, ReasonKind.NOT_ASSESSED, "Ny"))  # type: ignore[misc]


def readable(house: House, round_id: Id, child: Id) -> bool:
    """Whether the answers about a child lie open to whoever is in; any other refusal is an error of the test."""
    try:
        house.do(lambda desk: joint.joint_table(desk, round_id, child))
    except KnownError as error:
        if not error.code.startswith("VURD-"):
            raise
        return False
    return True


# --- the parents ------------------------------------------------------------------------------------------------------


def test_a_child_is_not_begun_before_its_parents_know_or_somebody_says_why(house: House) -> None:
    ina = house.children[3]
    round_id = open_in(house, "Egestuen", "ali", "mette")
    assert row(house, round_id, ina).hindrance is Hindrance.NOT_INFORMED
    assert refused(house, lambda desk: assess.own_sheet(desk, round_id, ina)) == "RUNDE-ORIENTERET"

    house.do(lambda desk: rounds.give_reason(desk, round_id, ina, CARE, ReasonKind.START, "Far er i udlandet"))

    assert row(house, round_id, ina).state is ChildState.MISSING_MINE
    house.submit(round_id, ina)
    later = open_in(house, "Egestuen", "ali", "mette")  # the reason is for this round alone
    assert refused(house, lambda desk: assess.own_sheet(desk, later, ina)) == "RUNDE-ORIENTERET"


def open_in(house: House, room: str, *logins: str, **changes: object) -> Id:
    today = house.clock().date()
    fields: dict[str, object] = {
        "name": "Forår", "opens_on": today, "closes_on": today + timedelta(days=30),
        "groups": {house.groups[room]: (CARE, [house.ids[login] for login in logins])}, **changes,
    }  # fmt: skip
    return house.do(lambda desk: rounds.open_round(desk, **fields))  # type: ignore[arg-type]


# --- opening the seal -------------------------------------------------------------------------------------------------


def test_an_opened_seal_stays_shut_to_whoever_has_not_submitted(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    with house.as_("jonas"):
        house.submit(round_id, child, Position.EXPOSED)
        assert not readable(house, round_id, child)
        assert refused(house, lambda desk: rounds.open_seal(desk, round_id, child, CARE, "Nu")) == "ADGANG-NEJ"
    house.enter("mette")
    assert refused(house, lambda desk: rounds.open_seal(desk, round_id, child, CARE, "  ")) == "RUNDE-GRUND"
    assert not readable(house, round_id, child)

    house.do(lambda desk: rounds.open_seal(desk, round_id, child, CARE, "Sofie er syg længe"))

    assert readable(house, round_id, child)
    assert not readable(house, round_id, house.children[1])
    with house.as_("sofie"):
        assert not readable(house, round_id, child)
        assert row(house, round_id, child).state is ChildState.MISSING_MINE
        house.submit(round_id, child)
        assert readable(house, round_id, child)


def test_whoever_opened_the_round_opens_the_seal_and_a_colleague_does_not(house: House) -> None:
    child = house.children[0]
    house.open_round()  # the parents know
    with house.as_("sofie"):
        round_id = open_in(house, "Bøgestuen", "jonas", "sofie")
    with house.as_("jonas"):
        house.submit(round_id, child)
        for work in (
            lambda desk: rounds.open_seal(desk, round_id, child, CARE, "Nu"),
            lambda desk: rounds.close_round(desk, round_id),
        ):
            assert refused(house, work) == "ADGANG-NEJ"
    with house.as_("sofie"):
        house.do(lambda desk: rounds.open_seal(desk, round_id, child, CARE, "Jonas rejser"))
    house.enter("jonas")
    assert readable(house, round_id, child)


def test_a_reason_is_for_those_who_assess_the_child_its_tovholder_and_the_leader(house: House) -> None:
    round_id, child = open_in(house, "Bøgestuen", "jonas", "mette"), house.children[0]

    def excuse_it(desk: Desk) -> object:
        return rounds.give_reason(desk, round_id, child, CARE, ReasonKind.NOT_ASSESSED, "Begyndte i går")

    with house.as_("sofie"):  # works there, and was not chosen
        assert refused(house, excuse_it) == "ADGANG-NEJ"
    house.enter("mette")
    room = next(group for group in house.do(people.overview).groups if group.name == "Bøgestuen")
    house.do(lambda desk: groups.change(desk, room.id, kind=room.kind, lead_id=house.ids["sofie"]))
    with house.as_("sofie"):
        house.do(excuse_it)
        assert row(house, round_id, child).reason == "Begyndte i går"


# --- who assesses whom ------------------------------------------------------------------------------------------------


def test_one_child_can_have_its_own_team_and_one_alone_needs_a_reason(house: House) -> None:
    house.open_round()
    karla, aase, room = house.children[0], house.children[1], house.groups["Bøgestuen"]
    others = {(room, karla): [house.ids["jonas"]], (room, aase): [house.ids["jonas"], house.ids["mette"]]}
    with pytest.raises(KnownError) as error:
        open_in(house, "Bøgestuen", "jonas", "sofie", others=others)
    assert error.value.code == "RUNDE-TO"
    alone = {(room, karla): "Kun Jonas kender hende"}

    round_id = open_in(house, "Bøgestuen", "jonas", "sofie", others=others, alone=alone)

    assert missing(house, round_id, karla) == ("Jonas K.",)
    assert set(missing(house, round_id, aase)) == {"Jonas K.", "dig"}
    with house.as_("sofie"):
        assert refused(house, lambda desk: assess.own_sheet(desk, round_id, karla)) == "VURD-IKKE-VALGT"
    with house.as_("jonas"):
        house.submit(round_id, karla)
        assert readable(house, round_id, karla)
    house.enter("mette")
    change(house, round_id, "jonas", "sofie", others=others)  # the reason was written already


def test_staff_come_and_go_in_the_middle_and_no_answer_is_lost(house: House) -> None:
    round_id, karla, aase = house.open_round(), house.children[0], house.children[1]
    with house.as_("jonas"):
        house.submit(round_id, karla, Position.EXPOSED)
    with house.as_("sofie"):  # begun, and not finished
        sheet = house.do(lambda desk: assess.own_sheet(desk, round_id, karla))
        house.do(lambda desk: assess.save_own(desk, sheet, OwnAnswers(answers={"E35-1": "often"})))
    house.enter("mette")
    house.do(lambda desk: people.set_groups(desk, house.ids["ali"], list(house.groups.values())))

    change(house, round_id, "ali", "sofie")  # Jonas is taken out

    assert set(missing(house, round_id, karla)) == {"Ali K.", "Sofie K."}
    change(house, round_id, "ali", "mette")  # and Sofie, whom nobody waits for then
    with house.as_("sofie"):
        assert refused(house, lambda desk: assess.own_sheet(desk, round_id, karla)) == "VURD-IKKE-VALGT"
    for login in ("ali", "mette"):
        with house.as_(login):
            house.submit(round_id, karla)
    with house.as_("jonas"):
        own = house.do(lambda desk: joint.joint_table(desk, round_id, karla)).own
        assert {one.author_id for one in own} == {house.ids[login] for login in ("jonas", "ali", "mette")}
    house.enter("mette")
    change(house, round_id, "sofie", "ali")
    with house.as_("sofie"):
        assert row(house, round_id, aase).state is ChildState.MISSING_MINE
        assert house.do(lambda desk: rounds.coverage(desk, round_id)).round.closes_on > house.clock().date()


def test_whoever_could_read_the_answers_does_not_become_an_assessor_of_that_child(house: House) -> None:
    """Taking oneself out, reading, and coming back is no way round the seal."""
    child, other = house.children[:2]
    house.open_round()
    with house.as_("jonas"):
        round_id = open_in(house, "Bøgestuen", "jonas", "sofie", "mette")
    for login in ("sofie", "mette"):
        with house.as_(login):
            house.submit(round_id, child)
    house.enter("jonas")
    assert not readable(house, round_id, child)

    change(house, round_id, "sofie", "mette", because="Jonas er på kursus")
    assert readable(house, round_id, child)
    change(house, round_id, "jonas", "sofie", "mette")

    assert refused(house, lambda desk: assess.own_sheet(desk, round_id, child)) == "VURD-IKKE-VALGT"
    assert missing(house, round_id, child) == ()
    assert row(house, round_id, other).state is ChildState.MISSING_MINE


def test_taking_somebody_out_opens_no_seal_without_a_written_reason(house: House) -> None:
    karla, aase, bo = house.children[:3]
    house.open_round()
    room = house.groups["Bøgestuen"]
    with house.as_("jonas"):
        round_id = open_in(house, "Bøgestuen", "jonas", "sofie", "mette")
    for login in ("sofie", "mette"):
        for child in (karla, aase):
            with house.as_(login):
                house.submit(round_id, child)
    house.enter("mette")
    for words in ("", "   "):
        with pytest.raises(KnownError, match="svarene om 2 børn") as error:
            change(house, round_id, "sofie", "mette", because=words)
        assert error.value.code == "RUNDE-AABNER"
    stays = {(room, karla): [house.ids["jonas"], house.ids["sofie"]]}
    with pytest.raises(KnownError, match="svarene om 1 barn"):
        change(house, round_id, "sofie", "mette", others=stays)
    one = {(room, aase): [house.ids["sofie"], house.ids["mette"]]}
    with pytest.raises(KnownError, match="svarene om 1 barn"):  # the team of a single child, too
        change(house, round_id, "jonas", "sofie", "mette", others=one)
    assert not readable(house, round_id, karla)
    assert set(missing(house, round_id, bo)) == {"Jonas K.", "Sofie K.", "dig"}
    assert (opened(house, round_id), unsealed(house)) == ({}, [])

    change(house, round_id, "sofie", "mette", others=stays, because=" Jonas er på kursus ")

    assert (readable(house, round_id, aase), readable(house, round_id, karla)) == (True, False)
    assert opened(house, round_id) == {(aase, CARE): "Jonas er på kursus"}
    assert unsealed(house) == [aase]


def opened(house: House, round_id: Id) -> dict[tuple[Id, Context], str]:
    """Why the seal of a child was opened, for each of which it was."""

    def read(desk: Desk) -> dict[tuple[Id, Context], str]:
        with desk.engine.begin() as connection:
            found = stored.reasons(connection, round_id)
        return {(one.child_id, one.context): one.reason for one in found if one.kind is ReasonKind.OPENED}

    return house.do(read)


def unsealed(house: House) -> list[str]:
    """The children of whom the log says that their seal was opened before all were in."""

    def read(desk: Desk) -> list[str]:
        with desk.engine.begin() as connection:
            return [entry.subject_id for entry in log.entries(connection) if entry.action == Action.OPEN_SEAL]

    return house.do(read)


def test_a_change_of_teams_that_opens_nothing_needs_no_reason(house: House) -> None:
    karla, aase = house.children[:2]
    house.open_round()
    round_id = open_in(house, "Bøgestuen", "jonas", "sofie", "mette")
    with house.as_("jonas"):
        house.submit(round_id, karla)
    house.enter("mette")

    change(house, round_id, "sofie", "mette")  # who has submitted
    change(house, round_id, "jonas", "sofie", "mette")
    change(house, round_id, "jonas", "mette")  # somebody is still waited for
    change(house, round_id, "jonas", "sofie", "mette")  # somebody more

    assert not readable(house, round_id, karla)
    assert set(missing(house, round_id, aase)) == {"Jonas K.", "Sofie K.", "dig"}


def test_a_child_that_moves_keeps_its_answers_and_the_new_room_is_asked(house: House) -> None:
    karla, today = house.children[0], house.clock().date()
    house.open_round()
    room, oak = house.groups["Bøgestuen"], house.groups["Egestuen"]
    both = {room: (CARE, [house.ids["jonas"], house.ids["sofie"]]), oak: (CARE, [house.ids["ali"], house.ids["mette"]])}
    round_id = open_in(house, "Bøgestuen", groups=both)
    with house.as_("jonas"):
        house.submit(round_id, karla)
    house.enter("mette")

    house.do(lambda desk: children.move(desk, karla, room, oak, today))

    found = row(house, round_id, karla)
    assert (found.group_id, found.begun) == (oak, True)
    assert set(found.missing) == {"Ali K.", "dig"}
    for login in ("ali", "mette"):
        with house.as_(login):
            house.submit(round_id, karla)
    house.enter("ali")
    own = house.do(lambda desk: joint.joint_table(desk, round_id, karla)).own
    assert {one.author_id for one in own} == {house.ids[login] for login in ("jonas", "ali", "mette")}


# --- age --------------------------------------------------------------------------------------------------------------


def test_children_outside_the_bands_are_not_in_the_round_and_nobody_is_dropped_in_silence(house: House) -> None:
    house.open_round()
    karla, aase, bo = house.children[:3]
    for child, born in ((aase, None), (bo, house.clock().date() + timedelta(days=30))):
        file = house.do(lambda desk, c=child: children.open_child(desk, c))  # type: ignore[misc]
        changed = file.particulars.__class__(
            **{n: getattr(file.particulars, n) for n in file.particulars.__slots__} | {"birth_date": born}
        )
        house.do(lambda desk, f=file, p=changed: children.change(desk, f.child.id, f.particulars_id, p))  # type: ignore[misc]

    round_id = open_in(house, "Bøgestuen", "jonas", "sofie", bands={AgeBand.FROM_0_TO_2})

    found = house.do(lambda desk: rounds.coverage(desk, round_id)).children
    assert {row.child.id: row.hindrance for row in found} == {aase: Hindrance.NO_BIRTH_DATE, bo: Hindrance.NOT_BORN}
    assert {row.state for row in found} == {ChildState.HINDERED}
    (listed, _) = house.do(rounds.listed_rounds)
    assert (listed.round.id, listed.children) == (round_id, 2)
    with house.as_("jonas"):
        assert refused(house, lambda desk: assess.own_sheet(desk, round_id, karla)) == "RUNDE-BARN"
        assert refused(house, lambda desk: assess.own_sheet(desk, round_id, aase)) == "VURD-ALDER"


def test_a_clock_set_back_hides_no_answer_and_no_round(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)

    house.clock.now -= timedelta(days=400)

    house.enter("mette")
    assert [found.round.id for found in house.do(rounds.open_rounds)] == [round_id]
    assert row(house, round_id, child).state is ChildState.READY
    assert len(house.do(lambda desk: joint.joint_table(desk, round_id, child)).own) == 2


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_round_closes_when_every_child_is_agreed_on_or_has_a_reason(house: House) -> None:
    round_id, karla = house.open_round(), house.children[0]
    excuse(house, round_id, karla)
    with pytest.raises(KnownError, match="1 af 3") as error:
        house.do(lambda desk: rounds.close_round(desk, round_id))
    assert error.value.code == "RUNDE-IKKE-FAERDIG"
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, karla)
    house.enter("mette")
    agree(house, round_id, karla)

    house.do(lambda desk: rounds.close_round(desk, round_id))

    assert house.do(rounds.open_rounds) == ()
    (listed,) = house.do(rounds.listed_rounds)
    assert (listed.agreed, listed.children) == (1, 3)
    for work in (
        lambda desk: rounds.give_reason(desk, round_id, karla, CARE, ReasonKind.NOT_ASSESSED, "x"),
        lambda desk: rounds.open_seal(desk, round_id, karla, CARE, "x"),
        lambda desk: rounds.close_round(desk, round_id),
    ):
        assert refused(house, work) == "RUNDE-LUKKET"
    assert readable(house, round_id, karla)
    with pytest.raises(KnownError) as error:
        agree(house, round_id, karla)
    assert error.value.code == "RUNDE-LUKKET"
    with house.as_("jonas"):
        assert refused(house, lambda desk: assess.own_sheet(desk, round_id, house.children[1])) == "RUNDE-LUKKET"
        assert refused(house, lambda desk: rounds.reopen_round(desk, round_id)) == "ADGANG-NEJ"
    house.enter("mette")
    house.do(lambda desk: rounds.reopen_round(desk, round_id))
    assert [found.round.id for found in house.do(rounds.open_rounds)] == [round_id]


def test_whoever_opened_a_round_and_left_one_of_its_rooms_does_not_close_it_any_more(house: House) -> None:
    """Nobody says of a room that they do not see that nothing is missing there."""
    jonas, room, oak = house.ids["jonas"], house.groups["Bøgestuen"], house.groups["Egestuen"]
    house.do(lambda desk: people.set_groups(desk, jonas, [room, oak]))
    house.enter("jonas")
    both = {room: (CARE, [jonas, house.ids["sofie"]]), oak: (CARE, [jonas, house.ids["ali"]])}
    round_id = open_in(house, "Bøgestuen", groups=both)
    excuse(house, round_id)
    assert refused(house, lambda desk: rounds.close_round(desk, round_id)) == "RUNDE-IKKE-FAERDIG"
    house.enter("mette")
    house.do(lambda desk: people.set_groups(desk, jonas, [room]))
    house.enter("jonas")

    assert refused(house, lambda desk: rounds.close_round(desk, round_id)) == "ADGANG-NEJ"


def test_the_children_of_a_closed_round_are_those_of_the_day_it_was_closed(house: House) -> None:
    karla, aase = house.children[:2]
    room, oak, ina = house.groups["Bøgestuen"], house.groups["Egestuen"], house.children[3]
    round_id = house.open_round()
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, karla)
    house.enter("mette")
    agree(house, round_id, karla)
    excuse(house, round_id, karla)
    house.do(lambda desk: rounds.close_round(desk, round_id))
    before = house.do(lambda desk: rounds.coverage(desk, round_id))

    house.clock.now += timedelta(days=2)
    for child in (karla, aase):
        house.do(lambda desk, c=child: children.move(desk, c, room, oak, house.clock().date()))  # type: ignore[misc]
    house.do(lambda desk: children.enrol(desk, ina, room, house.clock().date()))

    after = house.do(lambda desk: rounds.coverage(desk, round_id))
    assert [(c.child.id, c.state, c.group_id) for c in after.children] == [
        (c.child.id, c.state, c.group_id) for c in before.children
    ]
    assert len(after.children) == 3
    with house.as_("jonas"):
        assert len(house.do(lambda desk: rounds.coverage(desk, round_id)).children) == 3


def test_the_children_of_one_group_can_be_read_alone(house: House) -> None:
    teams = {house.groups[name]: (CARE, (house.ids["jonas"], house.ids["ali"])) for name in ("Bøgestuen", "Egestuen")}
    today = house.clock().date()
    round_id = house.do(
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=today, closes_on=today + timedelta(days=40), groups=teams
        )
    )
    every = house.do(lambda desk: rounds.coverage(desk, round_id))
    oak = house.groups["Egestuen"]
    there = tuple(row for row in every.children if row.group_id == oak)
    assert 0 < len(there) < len(every.children)

    by_group = house.do(lambda desk: rounds.coverage(desk, round_id, group=oak))
    by_child = house.do(lambda desk: rounds.coverage(desk, round_id, beside=there[0].child.id))

    assert by_group.children == by_child.children == there
    assert by_group.round == every.round  # the page lets one choose another of its groups
    nobody = house.do(lambda desk: rounds.coverage(desk, round_id, beside=Id("findes-ikke")))
    assert nobody.children == every.children


# --- whom we know least -----------------------------------------------------------------------------------------------


def test_the_child_we_know_least_comes_first(house: House) -> None:
    first, (karla, aase, bo) = house.open_round(), house.children[:3]
    for child, often in ((karla, "often"), (aase, "unknown")):
        for login in ("jonas", "sofie"):
            with house.as_(login):
                house.submit(first, child, E35_1=often)
        house.enter("mette")
        agree(house, first, child)
    house.clock.now += timedelta(days=100)
    house.do(lambda desk: children.quote(desk, bo, said_at=house.clock.now, place="", words="Se mig!", asked=""))
    second = house.open_round("Efterår 2026")

    known = house.do(lambda desk: rounds.acquaintance(desk, second))
    found = house.do(lambda desk: rounds.coverage(desk, second)).children

    assert [child.child.id for child in least_known_first(found, known)] == [aase, karla, bo]
    with house.as_("jonas"):  # a sealed answer changes nothing
        house.submit(second, karla)
        assert house.do(lambda desk: rounds.acquaintance(desk, second)) == known


def test_a_round_needs_a_name_two_people_and_an_end(house: House) -> None:
    today = house.clock().date()
    for changes, code in (
        ({"groups": {house.groups["Bøgestuen"]: (CARE, [house.ids["jonas"]])}}, "RUNDE-TO"),
        ({"name": " "}, "RUNDE-NAVN"),
        ({"closes_on": today}, "RUNDE-DATO"),
        ({"groups": {}}, "RUNDE-GRUPPE"),
    ):
        with pytest.raises(KnownError) as error:
            open_in(house, "Bøgestuen", "jonas", "sofie", **changes)
        assert error.value.code == code
    assert open_in(house, "Bøgestuen", "jonas", one_is_enough_because="Dagplejen har én voksen.")
    round_id = house.open_round()
    with pytest.raises(KnownError) as error:
        change(house, round_id, "jonas", "sofie", closes_on=date(2020, 1, 1))
    assert error.value.code == "RUNDE-DATO"


def test_the_list_of_rounds_counts_what_the_round_itself_shows(house: House) -> None:
    round_id, child = house.open_round(), house.children[0]
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child)
    house.enter("sofie")
    for _ in range(2):  # a second agreement replaces the first and is not counted again
        agree(house, round_id, child)

    (listed,) = house.do(rounds.listed_rounds)
    found = house.do(lambda desk: rounds.coverage(desk, round_id))

    assert (listed.agreed, listed.children) == (found.count(ChildState.AGREED), len(found.children)) == (1, 3)
    house.enter("ali")
    assert house.do(rounds.listed_rounds) == ()
