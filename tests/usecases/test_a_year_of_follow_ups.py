"""A made-up year: two rooms, four rounds, sixty focus points, fifteen plans. What is due is exact, on any day.

Everything is done through the use cases, on a clock that is handed in. Beside it a list is kept by hand, of days alone:
what it says is due is what Start and the lists must say, for each person.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from opspor.domain.assessment import Agreement, Context, FindOut, FollowUpKind, ParentView, Position, Trivsel
from opspor.domain.follow_up import Effect, Review, SubjectKind
from opspor.domain.ids import Id
from opspor.domain.plans import Focus, Goal, Plan
from opspor.usecases import children, focus, follow_ups, joint, notices, people, plans, rounds, start
from opspor.usecases.children import NewChild
from tests.usecases.conftest import House

FIRST = date(2026, 3, 17)
DAYS = 365
FOCUS_POINTS, PLANS, ROUNDS = 60, 15, 4
STAFF = {"Bøgestuen": ("jonas", "sofie"), "Egestuen": ("ali",)}


@dataclass
class Kept:
    """What the list by hand knows of something: whom it is about, when, and who sees to it."""

    kind: SubjectKind
    child: Id | None
    room: str  # of a whole room; "" for a child
    on: date | None
    who: str | None  # a login; None: the team


@dataclass
class Year:
    """The house, the list by hand, and chance."""

    house: House
    chance: random.Random
    kept: dict[Id, Kept] = field(default_factory=dict)
    rooms: dict[Id, str] = field(default_factory=dict)  # child -> where it goes now; "" when it has left
    left: set[str] = field(default_factory=set)
    goals: dict[Id, Goal] = field(default_factory=dict)

    # --- the list by hand ---

    def here(self, kept: Kept) -> str:
        return kept.room or (self.rooms[kept.child] if kept.child else "")

    def nobody(self, kept: Kept) -> bool:
        return kept.who is not None and kept.who != "mette" and (
            kept.who in self.left or kept.who not in STAFF[self.here(kept)]
        )  # fmt: skip

    def expected(self, login: str, rooms: set[str]) -> dict[Id, tuple[date, bool]]:
        """subject -> (day, whether it is for this person), of all that has a day and that they see."""
        found = {}
        for id_, kept in self.kept.items():
            room = self.here(kept)
            if kept.on is None or not room or not (login == "mette" or room in rooms):
                continue
            nobody = self.nobody(kept)
            mine = (kept.who == login and not nobody) or (
                (kept.who is None or nobody) and room in rooms) or (nobody and login == "mette")  # fmt: skip
            found[id_] = (kept.on, mine)
        return found

    # --- what happens ---

    def on(self, day: date) -> None:
        self.house.clock.now = datetime(day.year, day.month, day.day, 8, 0, tzinfo=self.house.clock.now.tzinfo)

    def enter(self, login: str) -> None:
        if self.house.place is None or self.house.place.staff.id != self.house.ids[login]:
            self.house.enter(login)

    def soon(self, day: date) -> date:
        return day + timedelta(days=self.chance.randint(1, 90))

    def a_child(self) -> Id:
        return self.chance.choice([child for child, room in self.rooms.items() if room])

    def somebody(self, room: str) -> str:
        return self.chance.choice([one for one in (*STAFF[room], "mette") if one not in self.left])

    def write_point(self, day: date, *, of_room: bool) -> None:
        self.enter("mette")
        child = None if of_room else self.a_child()
        room = self.rooms[child] if child else self.chance.choice(list(STAFF))
        who, on = self.somebody(room), self.soon(day)
        written = Focus(
            title="Ro", action="Vi tager imod", responsible_id=self.house.ids[who], starts_on=day, follow_up_on=on
        )
        group = None if child else self.house.groups[room]
        made = self.house.do(lambda desk: focus.write(desk, focus.sheet(desk, child_id=child, group_id=group), written))
        self.kept[made] = Kept(SubjectKind.FOCUS, child, "" if child else room, on, who)

    def write_plan(self, day: date) -> None:
        child = self.a_child()
        who, on = self.somebody(self.rooms[child]), self.soon(day)
        self.enter(who)
        goal = Goal(Id(f"g{len(self.goals)}"), "Siger farvel", action="Vi vinker")
        written = Plan("Plan", (goal,), day, day + timedelta(days=200), on, holder_id=self.house.ids[who])
        made = self.house.do(lambda desk: plans.write(desk, plans.sheet(desk, child), written))
        self.goals[made] = goal
        self.kept[made] = Kept(SubjectKind.PLAN, child, "", on, who)

    def hold_round(self, day: date, number: int) -> None:
        self.enter("mette")
        teams = {
            self.house.groups[room]: (Context.DAYCARE, [self.house.ids[one] for one in team if one not in self.left])
            for room, team in STAFF.items()
        }
        here = [child for child, room in self.rooms.items() if room]
        self.house.do(lambda desk: notices.give(desk, here, day, "Brev"))
        round_id = self.house.do(
            lambda desk: rounds.open_round(
                desk, name=f"Runde {number}", opens_on=day, closes_on=day + timedelta(days=30), groups=teams,
                one_is_enough_because="Kun én kender barnet",
            )
        )  # fmt: skip
        talked = [child for child in here if self.chance.random() < 0.7]
        for room, team in STAFF.items():
            for login in team:
                if login in self.left:
                    continue
                self.enter(login)
                for child in talked:
                    if self.rooms[child] == room:
                        self.house.submit(round_id, child)
        self.enter("mette")
        for child in talked:
            self.agree(round_id, child, day)

    def agree(self, round_id: Id, child: Id, day: date) -> None:
        on, task_on = self.soon(day), self.soon(day)
        task = FindOut("Hvem henter?", self.house.ids["jonas"], task_on) if self.chance.random() < 0.3 else None
        agreement = Agreement(
            context=Context.DAYCARE, position=Position.EXPOSED, trivsel=Trivsel.THRIVES, reason="Flytter",
            follow_up=(FollowUpKind.SPARRING,), follow_up_on=on, find_out=task, participants=(self.house.ids["mette"],),
        )  # fmt: skip
        table = self.house.do(lambda desk: joint.joint_table(desk, round_id, child))
        views = tuple(ParentView(carer.id, carer.name, text="Ja") for carer in table.carers)
        made = self.house.do(lambda desk: joint.agree(desk, round_id, child, replace(agreement, parents=views)))
        for id_, kept in list(self.kept.items()):  # the newest agreement stands
            if kept.kind is SubjectKind.ASSESSMENT and kept.child == child:
                del self.kept[id_]
        first = task is not None and task_on < on
        self.kept[made] = Kept(SubjectKind.ASSESSMENT, child, "", task_on if first else on, "jonas" if first else None)

    def look_at_something(self, day: date) -> None:
        """Somebody looks again, puts off, ends it, or writes a new version."""
        open_ = [id_ for id_, kept in self.kept.items() if kept.on is not None and self.here(kept)]
        late_first = sorted(open_, key=lambda id_: (self.kept[id_].on or day) > day + timedelta(days=14))
        if not open_:
            return
        id_ = self.chance.choice(late_first[: max(1, len(late_first) // 2)])
        kept, what, on = self.kept[id_], self.chance.random(), self.soon(day)
        self.enter("mette")
        goals = {self.goals[id_].id: Effect.PARTLY} if id_ in self.goals else {}
        if what < 0.15 and kept.kind is SubjectKind.FOCUS and not self.nobody(kept):
            newer = self.house.do(lambda desk: focus.sheet(desk, point_id=id_))
            changed = replace(newer.focus, follow_up_on=max(on, newer.focus.starts_on or on))
            self.house.do(lambda desk: focus.write(desk, newer, changed))
            kept.on = changed.follow_up_on
            return
        sheet = self.house.do(lambda desk: follow_ups.sheet(desk, id_))
        if what < 0.4:
            self.house.do(lambda desk: follow_ups.postpone(desk, sheet, on, "Ferie"))
        else:
            ends = what > 0.85
            review = Review(effect=Effect.PARTLY, goals=goals, note="Det går bedre", next_on=None if ends else on)
            self.house.do(lambda desk: follow_ups.look_again(desk, sheet, review))
            if ends and kept.kind in (SubjectKind.FOCUS, SubjectKind.PLAN):
                del self.kept[id_]
                return
            on = review.next_on or date.max
        kept.on = None if on == date.max else on
        if kept.kind is SubjectKind.ASSESSMENT:
            kept.who = None  # the task was the team's answer to "ved ikke", and one has looked

    def move(self, day: date, *, leaves: bool) -> None:
        self.enter("mette")
        child = self.a_child()
        room = self.rooms[child]
        if leaves:
            self.house.do(lambda desk: children.leave_group(desk, child, self.house.groups[room], day))
            self.rooms[child] = ""
        else:
            other = next(one for one in STAFF if one != room)
            old, new = self.house.groups[room], self.house.groups[other]
            self.house.do(lambda desk: children.move(desk, child, old, new, day))
            self.rooms[child] = other

    def lose(self, login: str) -> None:
        self.enter("mette")
        self.house.do(lambda desk: people.remove(desk, self.house.ids[login]))
        self.left.add(login)


def lived(house: House, seed: int) -> Iterator[tuple[date, Year]]:
    """The year, day by day."""
    chance = random.Random(seed)
    year = Year(house, chance)
    more = [
        NewChild(f"Barn {n}", "Kanari", date(2022, 3, 1), "", ("Bøgestuen", "Egestuen")[n % 2], "") for n in range(8)
    ]
    house.do(lambda desk: children.import_list(desk, more))
    for child in house.do(children.listed):
        year.rooms[child.id] = child.group_names[0]
    work = ["point"] * FOCUS_POINTS + ["plan"] * PLANS + ["look"] * 90 + ["move"] * 3 + ["leaves"]
    at = sorted((chance.randrange(DAYS), chance.random(), what) for what in work)
    at += [(20 + 85 * n, 0.0, f"round {n}") for n in range(ROUNDS)] + [(310, 0.0, "lose")]
    happens: dict[int, list[str]] = {}
    for number, _, what in sorted(at):
        happens.setdefault(number, []).append(what)
    for number in range(DAYS + 1):
        day = FIRST + timedelta(days=number)
        year.on(day)
        for what in happens.get(number, []):
            match what.split():
                case ["point"]:
                    year.write_point(day, of_room=chance.random() < 0.1)
                case ["plan"]:
                    year.write_plan(day)
                case ["look"]:
                    year.look_at_something(day)
                case ["move" | "leaves" as how]:
                    year.move(day, leaves=how == "leaves")
                case ["lose"]:
                    year.lose("sofie")
                case ["round", n]:
                    year.hold_round(day, int(n))
        yield day, year


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_due_is_exact_on_any_day_for_everybody(house: House, seed: int) -> None:
    drawn = random.Random(seed + 100)
    looked_on = {*drawn.sample(range(DAYS), 14), 309, 311, DAYS}
    written = 0
    for number, (day, year) in enumerate(lived(house, seed)):
        if number not in looked_on:
            continue
        for login in ("mette", "jonas", "ali"):
            year.enter(login)
            assert house.place is not None
            named = {group: name for name, group in house.groups.items()}
            expected = year.expected(login, {named[group] for group in house.place.staff.groups if group in named})
            found = {row.subject.id: (row.on, row.mine) for row in house.do(follow_ups.due)}
            assert found == expected, (day, login)
            week = {id_ for id_, (on, _) in expected.items() if on <= day + timedelta(days=7)}
            shown = house.do(start.today).due
            assert {row.subject.id for row in shown} == week, (day, login)
            assert [row.on for row in shown] == sorted(row.on for row in shown)
            written = max(written, len(expected))
    assert written > 25  # the year is not an empty one
    year.enter("mette")
    assert len(house.do(rounds.all_rounds)) == ROUNDS
    assert len(year.goals) == PLANS
    assert len({room for room in year.rooms.values() if room}) == len(STAFF)
