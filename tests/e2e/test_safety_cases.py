"""Three cases played through to the end, in two houses that differ in nothing else.

No paper that draws on the child's records can be made for those who must not know, and a colleague of the same room
can tell the houses apart by nothing: no list, no count, no page, no title, no paper, no command.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from opspor.domain.assessment import Context
from opspor.domain.beredskab import Certainty, Judged, LeaderTold, Phoned, Safe, Track
from opspor.domain.concern import StepState
from opspor.domain.errors import KnownError
from opspor.domain.forum import Conclusion, Forum, ForumDay, Outcome
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperEvent, PaperKind, ReplyKind
from opspor.usecases import (
    concerns,
    employee_record,
    filing,
    follow_ups,
    forum,
    forum_agenda,
    forum_papers,
    forum_talk,
    law_list,
    log,
    meetings,
    networks,
    paper_out,
    papers,
    parent_contacts,
    plans,
    pupils,
    replies,
    retention,
    telling,
    tracks,
    unknown,
    waiting,
)
from opspor.usecases.desk import Desk
from tests.documents.pdf import page_texts
from tests.forms.paths import paths
from tests.torture import sealed_ways
from tests.torture.sealed_house import LEADER, House, build
from tests.torture.sealed_ways import LISTS, on_pages
from tests.usecases.forum_house import MEMBERS, NEW
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
    "waited for": lambda desk, house, seat: waiting.everything(desk),
    "whom is waited about": lambda desk, house, seat: dict(waiting.names(desk)),
    "to the journal": lambda desk, house, seat: [filing.waiting(desk), filing.done(desk), dict(filing.names(desk))],
    "until when": lambda desk, house, seat: retention.days(desk, seat[0]),
    "own paper": lambda desk, house, seat: [_of_paper(desk, one.id) for one in paper_out.takeable(desk)],
    "written next": lambda desk, house, seat: [_written_next(desk, row) for row in concerns.listed(desk)],
    "forum": lambda desk, house, seat: forum.board(desk),
    "agendas": lambda desk, house, seat: [_of_day(desk, row.day.id) for row in forum.board(desk).coming],
    "briefs to bring": lambda desk, house, seat: [forum_agenda.to_put_on(desk), forum_agenda.days(desk)],
    "law list": lambda desk, house, seat: law_list.listed(desk),
    "log": lambda desk, house, seat: log.page(desk, log.Filter()),
    "log of the child": lambda desk, house, seat: log.of_child(desk, seat[0]),
}


def _of_paper(desk: Desk, paper_id: Id) -> object:
    """But for the files that were saved of it: each has its line in the log in it, and so its own hash."""
    out = paper_out.open_paper(desk, paper_id)
    assert all(one.sha256 for one in out.saved)
    return replies.history(desk, paper_id), replace(out, saved=()), paper_out.fields(desk, paper_id)


def _written_next(desk: Desk, row: concerns.ConcernRow) -> object:
    """What is offered where a new underretning is written: what was tried, and the earlier ones."""
    file = concerns.open_concern(desk, row.concern.id)
    sheet = papers.paper_sheet(desk, file, PaperKind.UNDERRETNING)
    return sheet, waiting.of_concern(desk, row.concern.id), forum.of_concern(desk, row.concern.id)


def _of_day(desk: Desk, day_id: Id) -> object:
    sheet = forum.day(desk, day_id)
    return sheet, [forum_talk.sheet(desk, one.point.item.id) for one in sheet.agenda if one.point]


@dataclass
class World:
    """A house with a concern that all who see the child see, with everything that papers are made of."""

    house: House
    papers: Papers
    shared: dict[tuple[str, str], Print]  # what is made of that concern


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    house = build(tmp_path_factory.mktemp("calm") / "mappe")
    house.open()
    made = house.do(LEADER, lambda desk: everything(desk, house.children[0], house.ids["sofie"]))
    house.do(LEADER, lambda desk: employee_record.switch(desk, on=True))
    shared = house.do("sofie", partial(shared_concern, house))
    item = house.do(LEADER, partial(brought, paper=house.paper))
    house.lock()
    return World(house, made, shared | on_forum(item))


def shared_concern(house: House, desk: Desk) -> dict[tuple[str, str], Print]:
    """About the same child and openly, as colleagues have it: reported, sent and answered."""
    made = begin(desk, Track.GENERAL, house.children[0])
    paper = reported(desk, made)
    sent(desk, paper)
    other = reported(desk, made)
    return ways_out(made, paper, other)


def reported(desk: Desk, concern: Id) -> Id:
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    return papers.finish(desk, sheet, sheet.draft)


def sent(desk: Desk, paper: Id) -> None:
    """As a file, which may still lie there; nothing has come back."""
    today = desk.clock().date()
    papers.note_sent(
        desk, paper, channel="Sikker post", receiver="Kommunen", sent_on=today, sha256="a" * 64
    )  # fmt: skip


def ways_out(concern: Id, sent: Id, ready: Id) -> dict[tuple[str, str], Print]:
    """Every way in which an underretning leaves the house, and the letter that asks for its receipt."""
    return {
        ("underretning", "municipality"): lambda desk, to: papers.export(desk, ready, to),
        ("file", "municipality"): lambda desk, to: paper_out.save_file(desk, ready, to),
        ("fields", "municipality"): lambda desk, to: to.write_text(repr(paper_out.fields(desk, ready))),
        ("sheet", "whoever rings"): lambda desk, to: paper_out.print_phone(desk, concern, to),
        ("reminder", "municipality"): lambda desk, to: replies.print_reminder(desk, sent, to, named=True),
    }


def brought(desk: Desk, paper: Id) -> Id:
    """A brief on the agenda of a forum in a week, and what came of it."""
    on = desk.clock().date() + timedelta(days=7)
    made = forum.put(desk, Forum(NEW, "Distriktstirsdag", "Rådhuset", MEMBERS, 20))
    forum.add_days(desk, [ForumDay(NEW, made, on, "13.00", "14.00")])
    (day,) = forum.board(desk).coming
    item = forum_agenda.put_on(desk, day.day.id, paper)
    said = Conclusion((Outcome.SUPPORT,), "En fast voksen", weighed=False, considered="Støtten er ikke prøvet")
    sheet = forum_talk.sheet(desk, item)
    forum_talk.conclude(desk, sheet, replace(sheet.talk, conclusion=said))
    return item


def on_forum(item: Id) -> dict[tuple[str, str], Print]:
    return {
        ("minutes", "forum"): lambda desk, to: forum_papers.print_item(desk, item, to),
        ("minutes of the day", "forum"): lambda desk, to: forum_papers.print_day(
            desk, forum.board(desk).coming[0].day.id, to
        ),
    }


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
        paper = reported(desk, made)
        paper_out.set_cpr(desk, paper, "050119-1238")
        sent(desk, paper)
        for work in ways_out(made, paper, paper).values():
            work(desk, house.folder.parent / "ud")
        replies.note(desk, paper, kind=ReplyKind.RECEIPT, came_on=now.date(), sender="Kanari", text="Kanari")
        for event in (PaperEvent.CONSIDERED, PaperEvent.FILE_DELETED):
            replies.happened(desk, paper, event, on=now.date(), text="Kanari")
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


@pytest.mark.parametrize("case", [*CASES])
def test_what_leaves_a_case_is_made_by_those_who_may_open_it_and_no_forum_hears_of_it(
    world: World, case: str, tmp_path: Path
) -> None:
    with opened(world, tmp_path, case) as (house, made):
        author = LEADER if case == "an employee" else AUTHOR
        wanted = house.do(author, partial(written_in, concern=made))
        out = {login: house.do(login, partial(codes, wanted, folder=tmp_path)) for login in (author, *COLLEAGUES)}
        assert {*out.pop(author).values()} == {"made"}
        assert {code for found in out.values() for code in found.values()} == {"ADGANG-NEJ"}
        brief = house.do(author, partial(in_brief, concern=made))
        (day,) = house.do(author, forum.board).coming
        with pytest.raises(KnownError, match="beredskab") as refused:
            house.do(author, lambda desk: forum_agenda.put_on(desk, day.day.id, brief))
        assert refused.value.code == "FORUM-BEREDSKAB"
        assert brief not in {one.paper_id for one in house.do(author, forum_agenda.to_put_on)}


def written_in(desk: Desk, concern: Id) -> dict[tuple[str, str], Print]:
    paper = reported(desk, concern)
    sent(desk, paper)
    return ways_out(concern, paper, reported(desk, concern))


def in_brief(desk: Desk, concern: Id) -> Id:
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.BRIEF)
    return papers.finish(desk, sheet, PaperDraft(PaperKind.BRIEF, anonymous=True))


def codes(wanted: dict[tuple[str, str], Print], desk: Desk, folder: Path) -> dict[tuple[str, str], str]:
    """What each way out comes to: ``made``, or the code of what it is refused with."""
    return {key: code(work, desk, folder / "ud.pdf") for key, work in wanted.items()}


def code(work: Print, desk: Desk, target: Path) -> str:
    try:
        work(desk, target)
    except KnownError as refused:
        assert not target.exists(), "nothing is left behind"
        return refused.code
    target.unlink()
    return "made"


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
        prints = world.papers.house | world.shared | {("everybody in", "the room"): partial(group_letter, house)}
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
    made = target.read_bytes()
    return "\n".join(page_texts(made)) if made.startswith(b"%PDF") else made.decode()


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
        made = house.do(AUTHOR, lambda desk: begin(desk, Track.GENERAL, house.children[0]))
        house.do(AUTHOR, lambda desk: sent(desk, reported(desk, made)))
        (day,) = house.do(AUTHOR, forum.board).coming
        house.do(AUTHOR, lambda desk: forum_agenda.put_on(desk, day.day.id, in_brief(desk, made)))
        house.clock.now = world.house.clock.now + timedelta(minutes=20)
        after = shown_to("sofie", house, world, tmp_path)
    assert {
        "concerns",
        "start",
        "child",
        "over time",
        "waited for",
        "own paper",
        "written next",
        "forum",
        "agendas",
    } <= {name.partition(" 0")[0] for name in differences(before, after)}
