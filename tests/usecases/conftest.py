"""A real vault with a quick key derivation, two rooms and three people."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from opspor import workplace
from opspor.domain.assessment import Context, OwnAnswers, Position, Trivsel
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import assess, children, notices, rounds
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault.keys import Cost
from opspor.workplace import Workplace

T = TypeVar("T")


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation for tests, injected in code: the real one takes half a second."""
    return hashlib.sha256(secret + salt).digest()


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = datetime(2026, 3, 17, 8, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class House:
    """A made-up daycare. ``as_`` lets somebody in, ``do`` lets the one who is in do something."""

    folder: Path
    clock: Clock
    place: Workplace | None = None
    ids: dict[str, Id] = field(default_factory=dict)
    children: tuple[Id, ...] = ()
    groups: dict[str, Id] = field(default_factory=dict)

    def do(self, work: Callable[[Desk], T]) -> T:
        assert self.place is not None
        return self.place.run(work).result()

    def enter(self, login: str) -> Workplace:
        self.leave()
        self.place = workplace.open_vault(self.folder, login, f"{login}s kode", clock=self.clock, derive=quick)
        return self.place

    def leave(self) -> None:
        if self.place is not None:
            self.place.close()
            self.place = None

    @contextmanager
    def as_(self, login: str) -> Iterator["House"]:
        self.enter(login)
        yield self
        self.leave()

    def invite(self, name: str, role: Role, groups: frozenset[Id]) -> None:
        login = name.split()[0].lower()
        assert self.place is not None
        member, code = self.place.invite(name=name, title="", role=role, groups=groups)
        self.ids[login] = member.id
        self.leave()
        workplace.accept(
            self.folder, login=login, code=code, password=f"{login}s kode", clock=self.clock, derive=quick
        ).close()
        self.enter("mette")

    def open_round(self, name: str = "Forår 2026") -> Id:
        today = self.clock().date()
        self.do(lambda desk: notices.give(desk, self.children[:3], today, "Brev"))
        return self.do(
            lambda desk: rounds.open_round(
                desk,
                name=name,
                opens_on=today,
                closes_on=today + timedelta(days=30),
                groups={self.groups["Bøgestuen"]: (Context.DAYCARE, [self.ids["jonas"], self.ids["sofie"]])},
            )
        )

    def submit(
        self,
        round_id: Id,
        child: Id,
        position: Position = Position.NOT_EXPOSED,
        trivsel: Trivsel = Trivsel.THRIVES,
        **answers: str,
    ) -> Id:
        sheet = self.do(lambda desk: assess.own_sheet(desk, round_id, child))
        given = {key.replace("_", "-"): value for key, value in answers.items()}
        whole = OwnAnswers(answers=given, position=position, trivsel=trivsel)
        if whole.unsure:
            whole = replace(whole, find_out="Hvordan går det derhjemme?", find_out_on=self.clock().date())
        return self.do(lambda desk: assess.submit_own(desk, sheet, whole))


@pytest.fixture
def clock() -> Clock:
    return Clock()


_once: list[House] = []  # made by the first test: making it takes longer than most tests


def _made(folder: Path) -> House:
    """The house as every test finds it, locked."""
    clock = Clock()
    made = House(folder, clock)
    made.place = workplace.create(
        folder, institution="Børnehuset Kanariefuglen", name="Mette Kanari Skov", title="Leder", login="mette",
        password="mettes kode", clock=clock, derive=quick,
    )  # fmt: skip
    made.ids["mette"] = made.place.staff.id
    new = [
        NewChild("Karla", "Kanarijuhl", date(2022, 1, 5), "", "Bøgestuen", ""),
        NewChild("Åse", "Kanariøst", date(2021, 12, 24), "", "Bøgestuen", ""),
        NewChild("Bo", "", date(2022, 2, 28), "", "Bøgestuen", ""),
        NewChild("Ina", "Kanaripil", date(2021, 6, 1), "", "Egestuen", ""),
    ]
    made.children = made.do(lambda desk: children.import_list(desk, new)).children
    listed = made.do(lambda desk: children.listed(desk))
    made.groups = {name: id_ for child in listed for id_, name in zip(child.group_ids, child.group_names, strict=True)}
    for name, group in (
        ("Jonas Kanariberg", "Bøgestuen"),
        ("Sofie Kanarilund", "Bøgestuen"),
        ("Ali Kanari", "Egestuen"),
    ):
        made.invite(name, Role.STAFF, frozenset({made.groups[group]}))
    made.leave()
    return made


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, clock: Clock) -> Iterator[House]:
    """Mette leads, Jonas and Sofie work on Bøgestuen, Ali on Egestuen; three children there and one here."""
    if not _once:
        _once.append(_made(tmp_path_factory.mktemp("house") / "mappe"))
    once, folder = _once[0], tmp_path / "mappe"
    shutil.copytree(once.folder, folder)
    clock.now = max(clock.now, once.clock.now)
    made = House(folder, clock, ids=dict(once.ids), children=once.children, groups=dict(once.groups))
    made.enter("mette")
    yield made
    made.leave()
