"""The matrix of a round, and how children moved since the one before."""

from datetime import timedelta
from functools import partial

import pytest

from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, Position, Trivsel
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.matrix import Move
from opspor.domain.people import Role
from opspor.domain.rounds import ReasonKind
from opspor.usecases import children, joint, matrix, notices, rounds, start, visits
from tests.usecases.conftest import House


def agree(house: House, round_id: Id, child: Id, position: Position, trivsel: Trivsel) -> None:
    for login in ("jonas", "sofie"):
        with house.as_(login):
            house.submit(round_id, child, position, trivsel)
    with house.as_("sofie"):
        agreed = Agreement(
            position=position, trivsel=trivsel, reason="Det ser vi begge", follow_up=(FollowUpKind.FOCUS_POINT,),
            follow_up_on=house.clock().date() + timedelta(days=3), participants=(house.ids["sofie"],),
            find_out=FindOut("Hvordan går det derhjemme?", house.ids["sofie"], house.clock().date()),
        )  # fmt: skip
        house.do(lambda desk: joint.agree(desk, round_id, child, agreed))


def test_a_child_stands_in_its_cell_and_its_move_is_seen(house: House) -> None:
    karla, aase, bo, _ = house.children
    first = house.open_round("Efterår 2025")
    agree(house, first, karla, Position.NOT_EXPOSED, Trivsel.THRIVES)
    agree(house, first, aase, Position.EXPOSED, Trivsel.MISTRIVSEL)
    house.enter("mette")
    house.clock.now += timedelta(days=150)
    second = house.open_round("Forår 2026")
    agree(house, second, karla, Position.POTENTIALLY_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL)
    agree(house, second, aase, Position.POTENTIALLY_EXPOSED, Trivsel.MISTRIVSEL)
    agree(house, second, bo, Position.UNKNOWN, Trivsel.THRIVES)
    house.enter("mette")

    shown = house.do(lambda desk: matrix.matrix(desk, second))

    assert shown.since == "Efterår 2025"
    assert [(p.child.first_name, p.step.arrows) for p in shown.cells["PU_M"]] == [("Karla", "→↓"), ("Åse", "↑")]
    assert (shown.moves[Move.MORE], shown.moves[Move.LESS], len(shown.placed)) == (1, 1, 2)
    assert [seat.child.id for seat in shown.unsure] == [bo]
    assert shown.waiting == ()


def test_what_is_agreed_at_home_is_in_no_matrix_of_who_does_not_visit_there(house: House) -> None:
    """Somebody of a room works in a district too, as who made it themself does, and is no sundhedsplejerske."""
    karla, today = house.children[0], house.clock().date()
    north = house.do(lambda desk: visits.new_district(desk, "Distrikt Nord"))
    house.do(lambda desk: children.enrol(desk, karla, north, today))
    house.invite("Hanne Kanaribrix", Role.HEALTH_VISITOR, frozenset({north}))
    house.invite("Rikke Kanaribo", Role.STAFF, frozenset({north, house.groups["Bøgestuen"]}))
    who = {north: (Context.HOME, [house.ids["hanne"], house.ids["mette"]])}
    closes = today + timedelta(days=30)
    round_id = house.do(
        lambda desk: rounds.open_round(desk, name="Hjemme", opens_on=today, closes_on=closes, groups=who)
    )
    room = house.open_round("I stuen")
    with house.as_("hanne"):
        assert round_id in {one.id for one in house.do(matrix.to_show)[0]}
        assert len(house.do(lambda desk: matrix.matrix(desk, round_id)).waiting) == 1
    with house.as_("rikke"):
        assert {one.id for one in house.do(matrix.to_show)[0]} == {room}
        with pytest.raises(KnownError) as refused:
            house.do(lambda desk: matrix.matrix(desk, round_id))
    assert refused.value.code == "ADGANG-NEJ"


def test_a_child_in_two_rooms_of_a_round_stands_there_once(house: House) -> None:
    karla, today = house.children[0], house.clock().date()
    room, oak = house.groups["Bøgestuen"], house.groups["Egestuen"]
    house.do(lambda desk: children.enrol(desk, karla, oak, today))
    teams = {room: ("jonas", "sofie"), oak: ("ali", "mette")}
    who = {group: (Context.DAYCARE, [house.ids[login] for login in team]) for group, team in teams.items()}
    closes = today + timedelta(days=30)
    round_id = house.do(
        lambda desk: rounds.open_round(desk, name="Forår", opens_on=today, closes_on=closes, groups=who)
    )

    waiting = house.do(lambda desk: matrix.matrix(desk, round_id)).waiting

    assert sorted(seat.child.first_name for seat in waiting) == ["Bo", "Ina", "Karla", "Åse"]


def test_a_closed_round_keeps_those_who_moved_to_another_of_its_rooms_away_from_their_old_one(house: House) -> None:
    """Who left a room long ago and was agreed on elsewhere in a round is nothing for the staff of the old room."""
    karla, room, oak = house.children[0], house.groups["Bøgestuen"], house.groups["Egestuen"]
    today = house.clock().date()
    house.do(lambda desk: children.move(desk, karla, room, oak, today))
    who = {
        room: (Context.DAYCARE, [house.ids["jonas"], house.ids["sofie"]]),
        oak: (Context.DAYCARE, [house.ids["ali"], house.ids["mette"]]),
    }
    house.do(lambda desk: notices.give(desk, house.children, today, "Brev"))
    closes = today + timedelta(days=30)
    round_id = house.do(
        lambda desk: rounds.open_round(desk, name="Forår", opens_on=today, closes_on=closes, groups=who)
    )
    for login in ("ali", "mette"):
        with house.as_(login):
            house.submit(round_id, karla)
    house.enter("mette")
    reason = Agreement(
        position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason="Set", follow_up=(FollowUpKind.NEXT_ROUND,),
        participants=(house.ids["mette"],),
    )  # fmt: skip
    house.do(lambda desk: joint.agree(desk, round_id, karla, reason))
    for child in house.children[1:]:
        excuse = partial(rounds.give_reason, round_id=round_id, child_id=child, context=Context.DAYCARE)
        house.do(partial(excuse, kind=ReasonKind.NOT_ASSESSED, reason="Rejst"))
    house.do(lambda desk: rounds.close_round(desk, round_id))

    assert len(house.do(lambda desk: matrix.matrix(desk, round_id, oak)).placed) == 1
    assert house.do(lambda desk: matrix.matrix(desk, round_id, room)).placed == ()
    house.enter("jonas")
    assert house.do(lambda desk: matrix.matrix(desk, round_id)).placed == ()


def test_a_round_in_which_nobody_was_agreed_on_is_not_the_one_before(house: House) -> None:
    karla = house.children[0]
    first = house.open_round("Efterår 2025")
    agree(house, first, karla, Position.NOT_EXPOSED, Trivsel.THRIVES)
    for name in ("Vinter", "Forår 2026"):
        house.enter("mette")
        house.clock.now += timedelta(days=60)
        last = house.open_round(name)
    agree(house, last, karla, Position.EXPOSED, Trivsel.THRIVES)
    house.enter("mette")

    shown = house.do(lambda desk: matrix.matrix(desk, last))

    assert shown.since == "Efterår 2025"
    (change,) = shown.changes
    assert (change.was, change.is_now, change.how) == (
        "ikke udsat · trives", "udsat · trives", "større grund til bekymring",
    )  # fmt: skip
    assert change.seat.round_id == last


def test_staff_of_another_room_have_no_matrix_of_this_one(house: House) -> None:
    house.open_round()
    house.enter("ali")
    assert house.do(matrix.to_show) == ((), None)


def test_a_round_of_another_vault_is_not_found(house: House) -> None:
    with pytest.raises(KnownError) as missing:
        house.do(lambda desk: matrix.matrix(desk, Id("findes-ikke")))
    assert missing.value.code == "RUNDE-MANGLER"


def test_start_says_what_is_due_and_what_is_not_known(house: House) -> None:
    karla, aase, _, _ = house.children
    round_id = house.open_round()
    agree(house, round_id, karla, Position.NOT_EXPOSED, Trivsel.MISTRIVSEL)
    agree(house, round_id, aase, Position.UNKNOWN, Trivsel.THRIVES)
    house.enter("sofie")

    today = house.do(start.today)

    assert [coverage.round.id for coverage in today.rounds] == [round_id]
    assert [due.child and due.child.id for due in today.due] == [karla, aase]
    assert (today.unsure, today.ready, today.no_birth_date) == (1, 0, 0)
