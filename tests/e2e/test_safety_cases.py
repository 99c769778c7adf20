"""Three cases played through to the end, in two houses that differ in nothing else.

No paper that draws on the child's records can be made for those who must not know, and a colleague of the same room
can tell the houses apart by nothing: no list, no count, no page, no title, no paper, no command.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Certainty, Judged, LeaderTold, Phoned, Safe, Track
from opspor.domain.concern import StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import (
    concerns,
    employee_record,
    follow_ups,
    log,
    meetings,
    networks,
    papers,
    parent_contacts,
    plans,
    pupils,
    telling,
    tracks,
    unknown,
)
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.forms.paths import paths
from tests.torture import sealed_ways
from tests.torture.sealed_house import LEADER, House, build
from tests.torture.sealed_ways import LISTS, on_pages
from tests.usecases.home_papers import FATHER, Papers, Print, begin, everything

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

AUTHOR, COLLEAGUES = "jonas", ("sofie", "ida")
NEUTRAL = telling.ASK_LEADER.sentence
_LOG_MARK = re.compile(r"Log \d+ · \w{4} \w{4}")  # the number of the line in the log that a paper stands on

# What a colleague can read: what the sealed rounds are looked for in, and more.
WAYS: dict[str, sealed_ways.Read] = LISTS | {
    "concerns": lambda desk, house, seat: concerns.listed(desk),
    "due": lambda desk, house, seat: follow_ups.due(desk),
    "not known": lambda desk, house, seat: unknown.counts(desk),
    "nobody talked with": lambda desk, house, seat: [unknown.who(desk, gap) for gap in unknown.Gap],
    "meetings": lambda desk, house, seat: meetings.board(desk),
    "plans": lambda desk, house, seat: plans.listed(desk),
    "map": lambda desk, house, seat: networks.sheet(desk, seat[0]),
    "contacts": lambda desk, house, seat: parent_contacts.contact_log(desk, seat[0]),
    "recipients": lambda desk, house, seat: telling.recipients(desk, *seat),
    "log": lambda desk, house, seat: log.page(desk, log.Filter()),
    "log of the child": lambda desk, house, seat: log.of_child(desk, seat[0]),
}


@dataclass
class World:
    """A house in which nothing has happened, with everything that papers are made of, and what it shows."""

    house: House
    papers: Papers


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    house = build(tmp_path_factory.mktemp("calm") / "mappe")
    house.open()
    made = house.do(LEADER, lambda desk: everything(desk, house.children[0], house.ids["sofie"]))
    house.do(LEADER, lambda desk: employee_record.switch(desk, on=True))
    house.lock()
    return World(house, made)


# --- the three cases --------------------------------------------------------------------------------------------------


def violence_by_a_parent(house: House) -> Id:
    against = Judged(Certainty.SUSPICION, "Kanari", carers=(FATHER.id,))
    return play(house, AUTHOR, Track.PARENTS, against)


def honour(house: House) -> Id:
    return play(house, AUTHOR, Track.HONOUR, Judged(Certainty.CONCERN, "Kanari", others="storebror"))


def an_employee(house: House) -> Id:
    """Kept by the leader alone, in a house that has decided it. It is about a colleague who looks."""
    return play(house, LEADER, Track.EMPLOYEE, Judged(Certainty.SUSPICION, "Kanari", others="Ida Kanari"))


CASES: dict[str, Callable[[House], Id]] = {
    "violence by a parent": violence_by_a_parent, "honour": honour, "an employee": an_employee,
}  # fmt: skip


def play(house: House, login: str, track: Track, judged: Judged) -> Id:
    """Seen, heard, judged, told to the leader, reported by phone and in writing, sent, every step done, closed."""

    def work(desk: Desk) -> Id:
        now, child = desk.clock(), house.children[0]
        made = begin(desk, track, child, Safe(True, "Kanari"), judged, LeaderTold("Mette", now, "Vi ringer"))
        concerns.observe(desk, made, seen_at=now, place="Garderoben", text="Kanari: et blåt mærke")
        concerns.quote(desk, made, said_at=now, place="Garderoben", words="Kanari", asked="Hvad skete der?")
        tracks.decide(desk, made, Phoned("vagten", now, "Alt"))
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, made), PaperKind.UNDERRETNING)
        paper = papers.finish(desk, sheet, sheet.draft)
        papers.export(desk, paper, house.folder.parent / "u.pdf")
        papers.note_sent(desk, paper, channel="Sikker post", receiver="Kommunen", sent_on=now.date())
        form = desk.library.track(track)
        way_through = max((path for path in paths(form) if path.to == "end"), key=lambda path: len(path.ways))
        for step, way in way_through.ways:
            day = now.date() + timedelta(days=7) if way.again else None
            tracks.do_step(desk, made, step, StepState.DONE, "Gjort", outcome=way.answer, again_on=day)
        return made

    return house.do(login, work)


@contextmanager
def opened(world: World, folder: Path, case: str) -> Iterator[tuple[House, Id]]:
    """A copy of the house, in which the case has been played unless there is none, at the same moment."""
    house = world.house.copied(folder / "mappe")
    house.open()
    world.house.keys = house.keys  # derived once
    made = CASES[case](house) if case else Id("")
    house.clock.now = world.house.clock.now + timedelta(minutes=20)
    try:
        yield house, made
    finally:
        house.lock()


# --- no paper can be made ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("case", [*CASES])
def test_no_paper_goes_home_by_anybody_and_all_go_to_professionals(
    world: World, case: str, closed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opspor.documents.layout.draw", lambda document: b"%PDF")
    with opened(world, tmp_path, case) as (house, made):
        if closed:
            house.do(LEADER, lambda desk: concerns.close(desk, made, "Slut"))
        for login in (LEADER, "jonas", "sofie", "ida"):
            home = {key: work for key, work in world.papers.home.items() if login == LEADER or key[0] != "hand-over"}
            found = house.do(login, partial(world.papers.made, folder=tmp_path, wanted=home))
            assert {*found.values()} == {NEUTRAL}
            house_papers = house.do(login, partial(world.papers.made, folder=tmp_path, wanted=world.papers.house))
            stopped = {key for key, words in house_papers.items() if words != "made"}
            assert stopped == set(), "nobody but a suspect is stopped in the house"


# --- nobody notices ---------------------------------------------------------------------------------------------------


def shown_to(login: str, house: House, world: World, folder: Path) -> dict[str, str]:
    """Everything that a colleague can read, count, search for and print, as text."""
    seats = [(child, context) for child in house.children[:2] for context in (Context.DAYCARE, Context.AFTER_SCHOOL)]

    def read(desk: Desk) -> dict[str, str]:
        found = {
            f"{name} {' '.join(seat)}": said(partial(look, desk, house, seat))
            for name, look in WAYS.items()
            for seat in seats
        }
        prints = world.papers.house | {("everybody in", "the room"): partial(group_letter, house)}
        for key, work in prints.items():
            found[f"paper {' '.join(key)}"] = _LOG_MARK.sub("Log", said(partial(text_of, work, desk, folder)))
        return found

    return house.do(login, read)


def said(look: Callable[[], object]) -> str:
    try:
        return sealed_ways._text(look())
    except KnownError as refused:
        return str(refused)


def text_of(work: Print, desk: Desk, folder: Path) -> str:
    """What stands on a paper."""
    target = folder / "papir.pdf"
    work(desk, target)
    return "\n".join(page_texts(target.read_bytes()))


def group_letter(house: House, desk: Desk, target: Path) -> None:
    """What every child of the room is given, the one that it is about too."""
    pupils.print_sheets(desk, house.children[:3], target, named=True)


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    assert before.keys() == after.keys()
    return [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize("case", [*CASES])
def test_a_colleague_of_the_same_room_sees_counts_and_prints_the_same(world: World, case: str, tmp_path: Path) -> None:
    with opened(world, tmp_path / "calm", "") as (calm, _):
        before = {login: shown_to(login, calm, world, tmp_path) for login in COLLEAGUES}
    with opened(world, tmp_path / "case", case) as (house, made):
        after = {login: shown_to(login, house, world, tmp_path) for login in COLLEAGUES}
        opens = house.do(AUTHOR if case != "an employee" else LEADER, concerns.listed)
    assert made in {row.concern.id for row in opens}, "it is there, for those who may see it"
    assert {login: differences(before[login], after[login]) for login in COLLEAGUES} == {one: [] for one in COLLEAGUES}


@pytest.mark.parametrize("case", [*CASES])
def test_every_page_title_and_command_says_the_same_to_a_colleague(
    qapp: object, world: World, case: str, tmp_path: Path
) -> None:
    shown = {}
    for name in ("", case):
        with opened(world, tmp_path / (name or "calm"), name) as (house, _):
            house.lock()
            pages = on_pages(house, "sofie", (house.children[0], Context.DAYCARE))
            check = sealed_ways._command("sofie", "check", str(house.folder), "--json")
            house.open()
        lists = "\n".join(sorted(pages["model"].split("\n")))  # in whatever order Qt made them
        shown[name] = pages | {"model": lists, "check": check.replace(str(house.folder), "")}
    assert differences(shown[""], shown[case]) == []


def test_a_difference_is_found(world: World, tmp_path: Path) -> None:
    """Planted: a concern that is kept from nobody."""
    with opened(world, tmp_path / "calm", "") as (calm, _):
        before = shown_to("sofie", calm, world, tmp_path)
    with opened(world, tmp_path / "case", "") as (house, _):
        house.do(AUTHOR, lambda desk: begin(desk, Track.GENERAL, house.children[0]))
        house.clock.now = world.house.clock.now + timedelta(minutes=20)
        after = shown_to("sofie", house, world, tmp_path)
    assert {"concerns", "start", "child", "over time"} <= {
        name.partition(" 0")[0] for name in differences(before, after)
    }
