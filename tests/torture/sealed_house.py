"""The house of ``sealing``: a real vault, everybody at a desk of their own, and a model that knows what must hold.

Everybody works through the use cases on the one open vault, each with their own keys and signature. The model is
written from the rule in words (domain 1.2) and asks nothing of the program: who may read what, who is missing, and
every answer word for word.
"""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from opspor import workplace
from opspor.domain.assessment import Context, OwnAnswers
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.domain.people import Role, StaffMember
from opspor.store import people as stored
from opspor.usecases import children, concerns, notices, papers, people, rounds
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault import access
from opspor.vault.keys import Cost, Keys
from opspor.workplace import Workplace

T = TypeVar("T")
Seat = tuple[Id, Context]  # a child in one context of the round

LEADER, STAFF = "mette", ("jonas", "sofie", "ida", "ali")
ROOM, OTHER_ROOM, AFTER_SCHOOL = "Bøgestuen", "Egestuen", "SFO"
CONTEXTS = {ROOM: Context.DAYCARE, OTHER_ROOM: Context.DAYCARE, AFTER_SCHOOL: Context.AFTER_SCHOOL}
_WORK = {"jonas": (ROOM,), "sofie": (ROOM, OTHER_ROOM), "ida": (ROOM, AFTER_SCHOOL), "ali": (AFTER_SCHOOL, OTHER_ROOM)}
ABLE = {group: [login for login in STAFF if group in _WORK[login]] for group in CONTEXTS}  # who works there
_TEAMS = {ROOM: ("jonas", "sofie", "ida"), OTHER_ROOM: ("sofie", "ali"), AFTER_SCHOOL: ("ida", "ali")}
Step = tuple[str, int]  # what somebody does, by its name in ``Session``, and the number from which its dice fall
STEPS = {  # and how often each
    "draft": 5, "submit": 8, "answer_frame": 2, "move": 2, "come_and_go": 2, "open_seal": 1, "agree": 3, "excuse": 1,
    "close": 1, "lock": 1, "crash": 1,
}  # fmt: skip
_MANY = (5, 10)  # steps in a session
_BEGINS = datetime(2026, 3, 17, 9, 2).astimezone()


def steps_of(number: int) -> list[Step]:
    """A session's steps; the same number is the same session."""
    dice = Random(number)
    names = dice.choices([*STEPS], [*STEPS.values()], k=dice.randint(*_MANY))
    return [(name, dice.randrange(1 << 32)) for name in names]


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing."""
    return hashlib.sha256(secret + salt).digest()


def password(login: str) -> str:
    """What that person types."""
    return f"{login}s kanari-kode"


@dataclass
class Clock:
    """A clock that moves a little at every look."""

    now: datetime = _BEGINS

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class House:
    """The vault, and who is who. ``place`` is open as the leader; the others have desks on it."""

    folder: Path
    clock: Clock
    ids: dict[str, Id]
    groups: dict[str, Id]
    children: tuple[Id, ...]
    round: Id
    paper: Id
    keys: dict[str, Keys] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    place: Workplace | None = None

    def copied(self, folder: Path) -> "House":
        """The same in another folder, with nobody in."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder, clock=Clock(self.clock.now), place=None)

    def open(self) -> None:
        """Unlock, as the leader."""
        self.place = enter(self.folder, LEADER, self.clock)
        self.keys = self.keys or {
            login: access.unlock(self.folder, login, password(login), derive=quick) for login in self.ids
        }
        names = {id_: login for login, id_ in self.ids.items()}
        members = self.place.run(_everybody).result()
        self.staff = {names[member.id]: member for member in members}

    def lock(self) -> None:
        """Let go of the vault."""
        if self.place is not None:
            self.place.close()
            self.place = None

    def crash(self) -> None:
        """Go on with the files as they stand this moment, as if the process had been killed."""
        fallen = self.folder.with_name(f"{self.folder.name}x")
        shutil.copytree(self.folder, fallen)
        (fallen / "opspor.lock").unlink(missing_ok=True)
        self.lock()
        shutil.rmtree(self.folder)
        self.folder = fallen
        self.open()

    def do(self, login: str, work: Callable[[Desk], T]) -> T:
        """Do something as somebody, with their line in the log."""
        assert self.place is not None

        def at_own_desk(desk: Desk) -> T:
            own = replace(desk, staff=self.staff[login], keys=self.keys[login])
            try:
                return work(own)
            finally:
                own.settle()
                desk.kinds |= own.kinds

        return self.place.run(at_own_desk).result()


def _everybody(desk: Desk) -> tuple[StaffMember, ...]:
    with desk.engine.begin() as connection:
        return stored.staff(connection)


def enter(folder: Path, login: str, clock: Clock) -> Workplace:
    """Let somebody in, as the window and the command line do."""
    return workplace.open_vault(folder, login, password(login), clock=clock, derive=quick)


def build(folder: Path) -> House:
    """Three groups in one round, four who assess, a leader who opened it; a finished paper about the first child."""
    clock = Clock()
    place = workplace.create(
        folder, institution="Kanarihuset", name="Mette Kanari", title="leder", login=LEADER, password=password(LEADER),
        clock=clock, derive=quick,
    )  # fmt: skip
    new = [
        NewChild(name, "Kanari", date(2021, 2, 3 + number), "", group, "")
        for number, (name, group) in enumerate((("Karla", ROOM), ("Bo", ROOM), ("Åse", ROOM), ("Ina", OTHER_ROOM)))
    ]
    ids = place.run(lambda desk: children.import_list(desk, new)).result().children
    place.run(lambda desk: people.add_group(desk, AFTER_SCHOOL)).result()
    known = {group.name: group.id for group in place.run(people.overview).result().groups}
    made = House(folder, clock, {LEADER: place.staff.id}, known, ids, Id(""), Id(""))
    today = clock().date()
    place.run(lambda desk: children.enrol(desk, ids[0], known[AFTER_SCHOOL], today)).result()
    place.run(lambda desk: notices.give(desk, ids, today, "Brev")).result()
    codes = {}
    for login in STAFF:
        member, codes[login] = place.invite(
            name=f"{login.title()} Kanari", title="pædagog", role=Role.STAFF,
            groups=frozenset(known[group] for group in _WORK[login]),
        )  # fmt: skip
        made.ids[login] = member.id
    place.close()
    for login, code in codes.items():
        workplace.accept(
            folder, login=login, code=code, password=password(login), clock=clock, derive=quick
        ).close()  # fmt: skip
    made.open()
    teams = {known[group]: (CONTEXTS[group], [made.ids[login] for login in team]) for group, team in _TEAMS.items()}
    made.round = made.do(
        LEADER,
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=today, closes_on=today + timedelta(days=40), groups=teams
        ),
    )
    made.paper = made.do(LEADER, lambda desk: _brief(desk, ids[0]))
    made.lock()
    return made


def _brief(desk: Desk, child: Id) -> Id:
    concern = concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what="Kanari", seen_on=desk.clock().date(), child_id=child
    )
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.BRIEF)
    return papers.finish(desk, sheet, sheet.draft)


@dataclass
class Model:
    """What is true, by the rules in words."""

    inside: dict[Id, set[str]]  # child -> the groups it is in
    teams: dict[str, set[str]] = field(default_factory=lambda: {group: set(who) for group, who in _TEAMS.items()})
    kept: dict[tuple[str, Id], set[str]] = field(default_factory=dict)  # (group, child) -> its own team
    answers: dict[tuple[str, Seat], OwnAnswers] = field(default_factory=dict)
    drafts: dict[tuple[str, Seat], OwnAnswers] = field(default_factory=dict)
    frames: dict[tuple[str, str], str] = field(default_factory=dict)  # (login, group) -> the word it is known by
    opened: set[Seat] = field(default_factory=set)
    agreed: set[Seat] = field(default_factory=set)
    excused: set[Seat] = field(default_factory=set)
    closed: bool = False

    def group_of(self, seat: Seat) -> str | None:
        """The group in which a child is assessed in a context now."""
        child, context = seat
        return next((group for group in CONTEXTS if CONTEXTS[group] is context and group in self.inside[child]), None)

    def rooms(self, child: Id) -> tuple[str, str]:
        """The room a child is in, and the other."""
        return (ROOM, OTHER_ROOM) if ROOM in self.inside[child] else (OTHER_ROOM, ROOM)

    def seats(self) -> list[Seat]:
        """Every child in every context in which it is assessed now."""
        found = [(child, context) for child in self.inside for context in dict.fromkeys(CONTEXTS.values())]
        return [seat for seat in found if self.group_of(seat)]

    def team(self, seat: Seat) -> set[str]:
        """Who is to assess."""
        group = self.group_of(seat)
        return self.kept.get((group, seat[0]), self.teams[group]) if group else set()

    def submitted(self, seat: Seat) -> set[str]:
        """Who has, whether or not they are still asked."""
        return {login for login, at in self.answers if at == seat}

    def sealed(self, reader: str, seat: Seat, after: str = "") -> bool:
        """Whether that person may not know yet what colleagues answered there; ``after`` somebody has submitted too."""
        team, done = self.team(seat), self.submitted(seat) | ({after} if after else set())
        group = self.group_of(seat)
        works_there = reader == LEADER or group in _WORK[reader]  # who works in the SFO has no say in the class
        if not team or not works_there or (reader in team and reader not in done):
            return True
        return not (team <= done or (seat in self.opened and bool(done)))

    def sees(self, reader: str, child: Id) -> bool:
        """Whether that person works with the child at all."""
        return reader == LEADER or not self.inside[child].isdisjoint(_WORK[reader])

    def frame_sealed(self, reader: str, group: str) -> bool:
        """The same of what the adults answered about themselves in a group."""
        team, done = self.teams[group], {login for login, at in self.frames if at == group}
        mine = reader == LEADER or group in _WORK[reader]
        return not mine or (reader in team and reader not in done) or not (self.closed or team <= done)

    def lies_open(self, seat: Seat) -> bool:
        """Whether somebody who works there, and does not assess, may read the answers."""
        done = self.submitted(seat)
        return bool(done) and (self.team(seat) <= done or seat in self.opened)

    def unsealed_by(self, group: str, team: set[str]) -> set[Seat]:
        """The children whose sealed answers would lie open with that team, and need a written reason."""
        return {
            seat
            for seat in self.seats()
            if self.group_of(seat) == group and not self.lies_open(seat) and team <= self.submitted(seat)
        }

    def change_team(self, group: str, team: set[str]) -> None:
        """Somebody comes or goes. A child whose answers lie open keeps those who assessed it."""
        fixed = {
            (group, seat[0]): self.team(seat)
            for seat in self.seats()
            if self.group_of(seat) == group and self.team(seat) != team and self.lies_open(seat)
        }
        self.opened |= self.unsealed_by(group, team)
        self.kept = {at: who for at, who in self.kept.items() if at[0] != group} | fixed
        self.teams[group] = team

    def missing(self, seat: Seat) -> set[str]:
        """Who is waited for."""
        if seat in self.agreed or seat in self.excused:
            return set()
        return self.team(seat) - self.submitted(seat)

    def tokens(self, reader: str) -> set[str]:
        """Every word that must not come before that person's eyes now."""
        found = {a.strengths for (who, at), a in self.answers.items() if who != reader and self.sealed(reader, at)}
        found |= {answers.strengths for (who, _), answers in self.drafts.items() if who != reader}
        return found | {
            token for (who, at), token in self.frames.items() if who != reader and self.frame_sealed(reader, at)
        }
