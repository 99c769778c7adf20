"""Who moved where, against a second way of finding it: every child alone, over histories that a die has played.

Children come, change rooms, go to class and SFO at once, and leave; rounds are of some groups, some ages, open or
closed; what was agreed on is corrected now and then. What is written goes straight into the tables, by hand.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy import Connection

from opspor import workplace
from opspor.domain.assessment import Agreement, Context, Position, Spread, Trivsel
from opspor.domain.child import AgeBand, age_band
from opspor.domain.ids import Id, new_id
from opspor.domain.matrix import MOVE_WORDS, Standing, step
from opspor.domain.people import GroupKind, Role
from opspor.domain.rounds import CONTEXT_OF, ReasonKind, Round, RoundGroup, RoundReason
from opspor.store import children as stored
from opspor.store import forms, people, records, rounds
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import children, matrix
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.usecases.matrix import GONE, HOUSE, LEFT_OUT, UNSURE_NOW, Matrix
from tests.usecases.conftest import Clock, House, quick

Key = tuple[Id, Context]
Told = tuple[Id, Context, Standing | None, Standing | None, str]
ROOMS = {
    "Bøgestuen": GroupKind.ROOM,
    "Egestuen": GroupKind.ROOM,
    "Elmestuen": GroupKind.ROOM,
    "1.A": GroupKind.CLASS,
    "SFO Rød": GroupKind.AFTER_SCHOOL,
}
STAYS = 5  # how many days pass between what happens
FIRST = date(2023, 1, 9)


@dataclass
class PlayedRound:
    """A round as the die played it."""

    round: Round
    agreed: dict[Key, Standing] = field(default_factory=dict)
    excused: set[Key] = field(default_factory=set)
    closed: date | None = None


@dataclass
class Played:
    """A history, and the same in the vault."""

    house: House
    die: random.Random
    contexts: dict[Id, Context]
    today: date = FIRST
    born: dict[Id, date | None] = field(default_factory=dict)
    stays: list[tuple[Id, Id, date, date | None]] = field(default_factory=list)  # child, group, since, until
    rounds: list[PlayedRound] = field(default_factory=list)  # oldest first
    names: dict[Id, str] = field(default_factory=dict)

    def write(self, work: Callable[[Desk, Connection], None]) -> None:
        def run(desk: Desk) -> None:
            with desk.engine.begin() as connection:
                work(desk, connection)

        self.house.do(run)

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.today, datetime.min.time(), ZoneInfo("Europe/Copenhagen")) + timedelta(hours=12)

    def here(self) -> list[tuple[Id, Id]]:
        return [(child, group) for child, group, _, until in self.stays if until is None]

    # --- what happens -----------------------------------------------------------------------------------------------

    def come(self) -> None:
        """A child begins in a room, or in one more: a class and the SFO, now and then two rooms."""
        apart = [c for c in self.born if not [g for child, g in self.here() if child == c]]
        child = self.die.choice([*self.born])
        if apart and self.die.random() < 0.6:
            child = self.die.choice(apart)
        group = self.die.choice([*self.contexts])
        if (child, group) in self.here():
            return
        self.stays.append((child, group, self.today, None))
        self.write(lambda desk, c: stored.enrol(c, new_id(desk.clock()), child, group, self.today))

    def go(self) -> None:
        """A child leaves a group."""
        if not self.here():
            return
        child, group = self.die.choice(self.here())
        self.stays = [
            (c, g, since, self.today if (c, g, until) == (child, group, None) else until)
            for c, g, since, until in self.stays
        ]
        self.write(lambda _, c: stored.leave(c, child, group, self.today))

    def move(self) -> None:
        self.go()
        self.come()

    def begin(self) -> None:
        """A round of some of the groups, now and then of some ages only."""
        groups = self.die.sample([*self.contexts], self.die.randint(1, len(self.contexts)))
        bands = frozenset(self.die.sample([*AgeBand][1:3], 1)) if self.die.random() < 0.2 else frozenset()
        name = f"Runde {len(self.rounds)}"
        assert self.house.place is not None
        team = (self.house.place.staff,)
        placed = tuple(RoundGroup(g, "", self.contexts[g], team) for g in groups)
        round_ = Round(new_id(self.house.clock()), name, self.today, self.today + timedelta(days=60), "", placed, bands)
        self.rounds.append(PlayedRound(round_))
        self.write(lambda desk, c: rounds.add(c, round_, desk.staff.id, desk.clock()))

    def agree(self) -> None:
        """The team agrees on a child of an open round, or corrects what it agreed on."""
        for told in [one for one in self.rounds if one.closed is None][-2:]:
            keys = sorted(self.members(told))
            for key in self.die.sample(keys, len(keys) * 2 // 3):
                stood = Standing(self.die.choice([*Position]), self.die.choice([*Trivsel]))
                told.agreed[key] = stood
                self.write(partial(self.put, told=told, key=key, stood=stood))

    def put(self, desk: Desk, c: Connection, told: PlayedRound, key: Key, stood: Standing) -> None:
        ref = desk.library.environment().ref
        if ref.sha256 not in forms.refs(c):
            forms.keep(c, ref, desk.library.text(ref))
        earlier = rounds.joint(c, round_id=told.round.id, child_id=key[0], context=key[1])
        agreement = Agreement(key[1], stood.position, stood.trivsel, "Spillet")
        header = Header(
            new_id(desk.clock()), desk.staff.id, desk.clock(), desk.clock(), child_id=key[0],
            replaces=earlier[0].id if earlier else None,
        )  # fmt: skip
        values = {
            "round_id": told.round.id, "child_id": key[0], "context": key[1], "position": stood.position,
            "trivsel": stood.trivsel, "follow_up_on": None, "body": msgspec.json.encode(agreement).decode(),
            "environment_form": ref.sha256, "first": not earlier, "spread": msgspec.json.encode(Spread()).decode(),
        }  # fmt: skip
        records.add(c, t.joint_assessment, [(header, values)])

    def close(self) -> None:
        """A round ends: who was not agreed on has a reason."""
        running = [one for one in self.rounds if one.closed is None]
        if not running:
            return
        told = self.die.choice(running)
        told.closed = self.today
        told.excused = {key for key in self.members(told) if key not in told.agreed}

        def end(desk: Desk, c: Connection) -> None:
            for child, context in sorted(told.excused):
                header = Header(new_id(desk.clock()), desk.staff.id, desk.clock(), desk.clock(), child_id=child)
                reason = RoundReason(
                    header.id, child, context, ReasonKind.NOT_ASSESSED, "Spillet", desk.staff.id, desk.clock()
                )
                rounds.add_reason(c, header, told.round.id, reason)
            rounds.set_closed(c, told.round.id, self.moment, desk.staff.id)

        self.write(end)

    def members(self, told: PlayedRound) -> set[Key]:
        """Who is in the groups of a round today and of an age that takes part."""
        groups = {g.group_id: g.context for g in told.round.groups}
        return {
            (c, groups[g]) for c, g in self.here() if g in groups and self.takes(told, c, told.round.opens_on)
        }  # fmt: skip

    def takes(self, told: PlayedRound, child: Id, on: date) -> bool:
        born = self.born[child]
        return not told.round.bands or born is None or born > on or age_band(born, on) in told.round.bands

    # --- the second way ---------------------------------------------------------------------------------------------

    def groups_of_round(self, told: PlayedRound, context: Context) -> list[Id]:
        return [g.group_id for g in told.round.groups if g.context is context]

    def home(self, told: PlayedRound, key: Key) -> Id:
        """In which of a round's groups a child was when it ended: the last it had come to."""
        groups = sorted(self.groups_of_round(told, key[1]), key=self.names.__getitem__)
        end = told.closed or told.round.closes_on
        came = [g for c, g, since, _ in self.stays if c == key[0] and g in groups and since <= end]
        return came[-1] if came else groups[-1]

    def before(self, own: PlayedRound, group: Id) -> PlayedRound | None:
        """The round before of a group: its own, or one where children were seen in the same place."""
        context = self.contexts[group]
        told = [r for r in self.rounds[: self.rounds.index(own)] if any(c is context for _, c in r.agreed)]
        same = [r for r in told if group in self.groups_of_round(r, context)]
        alike = [r for r in told if self.groups_of_round(r, context)]
        found = same or alike
        return found[-1] if found else None

    def newest(self, group: Id) -> PlayedRound | None:
        mine = [r for r in self.rounds if group in {g.group_id for g in r.round.groups}]
        return mine[-1] if mine else None

    def told(self, shown: PlayedRound | None, groups: set[Id], band: AgeBand | None) -> tuple[set[Told], set[Told]]:
        """What is told of those who stand in a round (or, without one, in the house), and all who have a seat."""
        here = {group for _, group in self.here()}
        own = {g: shown or self.newest(g) for g in groups}
        places = {g: r for g, r in own.items() if r and (g in here if shown is None else g in self.of(shown))}
        day = shown.round.opens_on if shown else self.today
        seats: dict[Key, Told] = {}
        there: set[Key] = set()
        for child in self.born:
            if band and (born := self.born[child]) and born <= day and age_band(born, day) is not band:
                continue
            mine = [g for c, g in self.here() if c == child and g in places]
            if shown and shown.closed:
                keys = [key for key in shown.agreed if key[0] == child]
                mine = [g for key in keys if (g := self.home(shown, key)) in places]
                there |= {key for key in shown.excused if key[0] == child}
            for group in mine:
                key = child, self.contexts[group]
                if key in seats:
                    continue
                there.add(key)
                now, was = self.stands(key, places[group], self.before(places[group], group), shown is None)
                if now or (
                    places[group].closed is None and self.takes(places[group], child, places[group].round.opens_on)
                ):
                    seats[key] = (*key, was, now, self.how(was, now))
        found = {seat for seat in seats.values() if seat[3] and seat[2] != seat[3]}
        befores = [(e, group) for group, r in places.items() if (e := self.before(r, group))]
        missing: dict[Key, Told] = {}
        for earlier, group in sorted(befores, key=lambda place: self.rounds.index(place[0])):
            for key, stood in earlier.agreed.items():
                in_it = group in self.groups_of_round(earlier, key[1]) and self.home(earlier, key) == group
                born = self.born[key[0]]
                fits = not band or born is None or born > day or age_band(born, day) is band
                if in_it and fits and key not in seats:
                    missing[key] = (*key, stood, None, LEFT_OUT if key in there else GONE)
        return (found | {*missing.values()} if befores else set()), set(seats.values())

    def of(self, told: PlayedRound) -> set[Id]:
        return {g.group_id for g in told.round.groups}

    def stands(
        self, key: Key, own: PlayedRound, earlier: PlayedRound | None, house: bool
    ) -> tuple[Standing | None, Standing | None]:
        at = self.rounds.index(own)
        ways = [r for r in self.rounds[at:] if key in r.agreed] if house else [own] if key in own.agreed else []
        now = ways[-1] if ways else None
        low = self.rounds.index(earlier) if earlier else at
        high = self.rounds.index(now) if now else at
        was = [r.agreed[key] for r in self.rounds[low:high] if key in r.agreed]
        return (now.agreed[key] if now else None), (was[-1] if was else None)

    @staticmethod
    def how(was: Standing | None, now: Standing | None) -> str:
        if now is None:
            return ""
        return MOVE_WORDS[step(was, now).move] if now.cell else UNSURE_NOW


def shown(found: Matrix) -> tuple[set[Told], set[Told]]:
    """The same of the matrix as it is shown; nobody twice."""
    others = [c.how for c in found.changes if c.how in (UNSURE_NOW, LEFT_OUT, GONE)]
    assert found.others == {how: others.count(how) for how in set(others)}
    changes = [(c.seat.child.id, c.seat.context, c.seat.before, c.seat.now, c.how) for c in found.changes]
    seats = [(s.child.id, s.context, s.before, s.now) for s in (*found.placed, *found.unsure, *found.waiting)]
    assert len({*changes}) == len(changes)
    assert len({*seats}) == len(seats)
    return {*changes}, {(*seat, Played.how(seat[2], seat[3])) for seat in seats}


@pytest.fixture
def played(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Played]:
    """A house with five groups and nobody in them; one of the staff works in two rooms."""
    clock = Clock(datetime.combine(FIRST, datetime.min.time(), ZoneInfo("Europe/Copenhagen")) + timedelta(hours=8))
    house = House(tmp_path / "mappe", clock)
    house.place = workplace.create(
        house.folder, institution="Børnehuset", name="Mette Kanari", title="", login="mette", password="mettes kode",
        clock=clock, derive=quick,
    )  # fmt: skip
    die = random.Random(request.param)
    names = [*ROOMS]
    new = [
        NewChild(
            f"Barn {n:02}", "", None if n == 7 else FIRST - timedelta(days=die.randint(900, 2600)), "", names[n % 5], ""
        )
        for n in range(14)
    ]
    made = house.do(lambda desk: children.import_list(desk, new)).children

    def kinds(desk: Desk) -> dict[str, Id]:
        with desk.engine.begin() as connection:
            found = {group.name: group.id for group in people.groups(connection)}
            for name, kind in ROOMS.items():
                connection.execute(t.child_group.update().where(t.child_group.c.id == found[name]).values(kind=kind))
        return found

    groups = house.do(kinds)
    house.invite("Jonas Kanari", Role.STAFF, frozenset({groups["Bøgestuen"], groups["1.A"]}))
    contexts = {groups[name]: CONTEXT_OF[kind] for name, kind in ROOMS.items()}
    history = Played(house, die, contexts, born={c: n.birth_date for c, n in zip(made, new, strict=True)})
    history.names = {id_: name.casefold() for name, id_ in groups.items()}
    history.stays = [(child, groups[names[n % 5]], FIRST, None) for n, child in enumerate(made)]
    yield history
    house.leave()


@pytest.mark.parametrize("played", range(4), indirect=True)
def test_who_moved_where_is_exact(played: Played) -> None:
    happens = [played.come, played.go, played.move, played.begin, played.agree, played.agree, played.close]
    compared = 0
    for n in range(48):
        played.today += timedelta(days=played.die.randint(1, 2 * STAYS))
        played.house.clock.now = played.moment
        (played.begin if not played.rounds else played.die.choice(happens))()
        if n % 16 == 15:
            compared += compare(played, {*played.contexts})
    played.house.enter("jonas")
    assert played.house.place is not None
    compared += compare(played, set(played.house.place.staff.groups))
    assert compared > 50


def compare(played: Played, mine: set[Id]) -> int:
    """Every round and the house, all groups and each, all ages and one: how many changes were compared."""
    compared = 0
    band = played.die.choice([*AgeBand][:4])
    for told in [None, *played.rounds]:
        groups = mine & (played.of(told) if told else {g for _, g in played.here()})
        if not groups & ({g for r in played.rounds for g in played.of(r)}):
            continue
        for group in (None, *sorted(groups)):
            if told is None and group and played.newest(group) is None:
                continue
            for age in (None, band):
                ask = partial(matrix.matrix, round_id=told.round.id if told else HOUSE, group=group, band=age)
                found = shown(played.house.do(ask))
                expected = played.told(told, {group} if group else groups, age)
                assert found == expected, (told and told.round.name, group and played.names[group], age)
                compared += len(found[0])
    return compared
