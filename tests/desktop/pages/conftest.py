"""Pages over a real vault: a daycare with two rooms, six children with awkward names, a leader and a pædagog.

The vaults are made once and copied for every test; ``house`` lets people in and out.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opspor import workplace
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.route import Destination, Office
from opspor.domain.assessment import Context, Often, OwnAnswers, Position, Seen, Trivsel
from opspor.domain.child import ChildInList
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import assess, children, notices, people, rounds
from opspor.usecases.desk import Desk
from opspor.vault.keys import Cost, Derive
from opspor.workplace import Workplace

T = TypeVar("T")

LEADER, PAEDAGOG, COLLEAGUE = "mette", "jonas", "sofie"  # the colleague is invited where three are needed
PASSWORDS = {
    LEADER: "kanari-Adgang-til-prøver-77",
    PAEDAGOG: "kanari-Anden-til-prøver-78",
    COLLEAGUE: "kanari-Tredje-til-prøver-79",
}
LONG_NAME = "Wilhelmine-Charlotte Anne-Marie Dorthea Sørensen Kanarisen-Åby"
# Karla thrives in everybody's eyes, Ib and Liv are seen differently, and nobody knows when Bo was born.
CHILDREN = (
    ("Karla Maria", "Kanari Juhl", date(2021, 10, 3), "Bøgestuen"),
    ("Ib", "O'Kanari & <b>Søn</b>", date(2021, 2, 28), "Bøgestuen"),
    ("Liv Æ.", "Kanari Ørsted", date(2022, 5, 17), "Bøgestuen"),
    ("Bo", "", None, "Bøgestuen"),
    (LONG_NAME.rpartition(" ")[0], LONG_NAME.rpartition(" ")[2], date(2024, 1, 1), "Ærtestuen"),
    ("Åse", "Kanari Aagaard", date(2023, 8, 9), "Ærtestuen"),
)


def _quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hashlib.sha256(secret + salt).digest()


@dataclass
class TestClock:
    """A clock that a test sets and that moves a little at every look."""

    __test__ = False
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 17, 14, 2).astimezone())

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture(scope="session")
def quick_derive() -> Derive:
    """A key derivation that costs nothing; the real one takes half a second by choice."""
    return _quick


@pytest.fixture
def clock() -> TestClock:
    """Tuesday 17 March 2026, 14.02."""
    return TestClock()


@dataclass
class House:
    """A vault on disk and who is in it now."""

    folder: Path
    clock: TestClock
    work: Workplace | None = None

    def enter(self, login: str = LEADER) -> Workplace:
        """Lets somebody in, and whoever was there out."""
        self.leave()
        self.work = workplace.open_vault(self.folder, login, PASSWORDS[login], clock=self.clock, derive=_quick)
        return self.work

    def leave(self) -> None:
        """Locks."""
        if self.work is not None:
            self.work.close()
            self.work = None

    def do(self, work: Callable[[Desk], T]) -> T:
        """Does something as whoever is in, without a page."""
        assert self.work is not None
        return self.work.run(work).result()

    def as_(self, login: str, work: Callable[[Desk], T]) -> T:
        """Does something as somebody else, and lets the leader in again."""
        self.enter(login)
        result = self.do(work)
        self.enter(LEADER)
        return result

    def child(self, first_name: str) -> ChildInList:
        """The child whose first name begins so."""
        return next(c for c in self.do(children.listed) if c.first_name.startswith(first_name))


def open_round(desk: Desk, name: str = "Forår 2026", opens_on: date = date(2026, 3, 1)) -> Id:
    """A round of Bøgestuen that both assess. The parents know."""
    notices.give(desk, [child.id for child in children.listed(desk)], opens_on, "Brev")
    everybody = people.overview(desk)
    room = next(group for group in everybody.groups if group.name == "Bøgestuen")
    return rounds.open_round(
        desk,
        name=name,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=45),
        groups={room.id: (Context.DAYCARE, [member.id for member in everybody.staff])},
    )


def answer_all(
    desk: Desk,
    round_id: Id,
    child: ChildInList,
    *,
    position: Position = Position.NOT_EXPOSED,
    trivsel: Trivsel = Trivsel.THRIVES,
    often: Often = Often.OFTEN,
    note: str = "",
) -> Id:
    """Somebody's whole own assessment of a child, submitted."""
    sheet = assess.own_sheet(desk, round_id, child.id)
    answers = dict.fromkeys((question.id for question in sheet.position_form.question), str(Seen.NOTHING))
    answers |= dict.fromkeys((sign.id for sign in sheet.trivsel_form.sign), str(often))
    return assess.submit_own(desk, sheet, OwnAnswers(Context.DAYCARE, answers, {}, (), position, note, trivsel, note))


@pytest.fixture(scope="session")
def daycare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The daycare, before its first round."""
    folder, clock = tmp_path_factory.mktemp("house") / "vault", TestClock()
    work = workplace.create(
        folder, institution="Børnehuset Lærkereden", name="Mette Kanari Sørensen", title="leder", login=LEADER,
        password=PASSWORDS[LEADER], clock=clock, derive=_quick,
    )  # fmt: skip
    new = [children.NewChild(first, last, born, "", group, "") for first, last, born, group in CHILDREN]
    work.run(lambda desk: children.import_list(desk, new)).result()
    rooms = frozenset(group.id for group in work.run(people.overview).result().groups)
    _, code = work.invite(name="Jonas Kanari Bæk", title="pædagog", role=Role.STAFF, groups=rooms)
    work.close()
    workplace.accept(
        folder, login=PAEDAGOG, code=code, password=PASSWORDS[PAEDAGOG], clock=clock, derive=_quick
    ).close()
    return folder


@pytest.fixture
def house(daycare: Path, tmp_path: Path, clock: TestClock) -> Iterator[House]:
    """The daycare; nobody is in."""
    shutil.copytree(daycare, tmp_path / "vault")
    house = House(tmp_path / "vault", clock)
    yield house
    house.leave()


@pytest.fixture
def work(house: House) -> Workplace:
    """The daycare, with its leader in."""
    return house.enter()


@dataclass
class Trip:
    """Where a page asked to go."""

    went: list[Destination] = field(default_factory=list)
    backs: int = 0

    def back(self) -> None:
        self.backs += 1


@pytest.fixture
def trip() -> Trip:
    """Where pages asked to go in this test."""
    return Trip()


@pytest.fixture
def office(work: Workplace, trip: Trip) -> Office:
    """What a page is given."""
    return Office(work, trip.went.append, trip.back)


@contextmanager
def drive_out(house: House) -> Iterator[None]:
    """Inside the block the drive with the vault is not there: really nothing can be saved."""
    away = house.folder.rename(house.folder.with_name("taget ud"))
    try:
        yield
    finally:
        away.rename(house.folder)


def settle(qtbot: QtBot, work: Workplace) -> None:
    """Waits until what pages have asked for has been done and has arrived, also what an answer asks for again."""

    def asked() -> int:
        return sum(line._tasks.unfinished_tasks for line in (work._reader, work._writer))  # of all that was ever asked

    quiet = 0
    while quiet < 2:  # a timer of no length may ask too
        before = asked()
        work.look(lambda _: None).result()
        work.run(lambda _: None).result()
        qtbot.wait(1)
        quiet = quiet + 1 if asked() == before + 2 else 0


@pytest.fixture(autouse=True)
def _all_children_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of a group are read when the first child is painted: here that is at once, so ``settle`` sees it."""
    monkeypatch.setattr("opspor.desktop.pages.joint.meeting._PAINTED_MS", 0)


@pytest.fixture
def show(qtbot: QtBot, office: Office) -> Callable[[Page | FocusPage], None]:
    """Shows a page in a window of an ordinary laptop and waits until it has what it asked for."""
    app_font = qtbot  # the application exists from here on

    def shown(page: Page | FocusPage) -> None:
        app_font.addWidget(page, before_close_func=lambda page: page.leave())
        page.resize(1366, 768)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        settle(qtbot, office.work)

    return shown


@pytest.fixture(autouse=True)
def _plain_look() -> Iterator[None]:
    """Light, 100 %, no projector, whatever a test before chose."""
    yield
    look.set_projector(False)
    look.set_zoom(1.0)
    look.choose_theme("light")


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
