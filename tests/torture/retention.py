"""Histories of children against an oracle: nothing is kept too long, and nothing is deleted too early.

A house goes on day by day for two years. Children come, leave and come back; rounds begin, are answered, agreed on,
corrected and closed; concerns are opened, closed, journalised and taken back; families ask for access and for a
restriction; the months are changed; the clock jumps. Now and then a leader deletes all that the list offers, through
the real use cases on a real vault. The oracle has written down in words of its own what was done, goes through the
days one by one, and knows nothing of ``opspor.domain.retention``.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opspor import workplace
from opspor.domain.assessment import Agreement, Context, JointAssessment, OwnAnswers, OwnAssessment, Position, Trivsel
from opspor.domain.beredskab import Track
from opspor.domain.child import Particulars
from opspor.domain.concern import Concern, Danger
from opspor.domain.errors import KnownError
from opspor.domain.filing import Filed
from opspor.domain.ids import Id, new_id
from opspor.domain.paper import Paper, PaperDraft, PaperKind, Sent
from opspor.domain.retention import Schedule
from opspor.domain.rights import RightKind, RightsNote
from opspor.domain.rounds import Round, RoundGroup
from opspor.domain.subject_access import Asker, Request
from opspor.store import Connection, children, concerns, forms, people, protection, rounds
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import known_day, retention
from opspor.usecases.desk import Desk
from opspor.workplace import Workplace
from tests.store.factories import PAPER_FORM, TRIVSEL_FORM
from tests.torture.result import Result
from tests.usecases.conftest import quick

_BEGIN, _DAYS, _A_HOUSE = date(2026, 1, 1), 730, 20
_ZONE = ZoneInfo("Europe/Copenhagen")
_SEED = 20260317


@dataclass
class Case:
    """What the oracle knows of a concern, and of the underretning in it."""

    id: Id
    ours: set[Id]
    closed: date | None = None
    filed: date | None = None
    filing: Id | None = None
    paper: Id | None = None
    sent: bool = False
    paper_filed: date | None = None


@dataclass
class Story:
    """What the oracle knows of a child: by record, and by what was done when."""

    child: Id
    here: bool = True
    left: date | None = None
    file: set[Id] = field(default_factory=set)
    own: dict[Id, set[Id]] = field(default_factory=dict)  # round -> records
    agreed: dict[Id, date] = field(default_factory=dict)
    newest_joint: dict[Id, Id] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    asked: Id | None = None
    restricted: Id | None = None

    @property
    def everything(self) -> set[Id]:
        """All of its records."""
        return self.file.union(*self.own.values(), *(case.ours for case in self.cases))


@dataclass
class Street:
    """A house on its way through the days."""

    place: Workplace
    clock: "Hand"
    chance: random.Random
    stories: list[Story] = field(default_factory=list)
    group: Id = field(default_factory=lambda: Id(""))
    round: Round | None = None
    round_closed: dict[Id, date] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=lambda: {"own": 6, "file": 3, "concern": 3, "paper": 0})
    wrong: list[str] = field(default_factory=list)
    deleted: int = 0
    early: int = 0  # months that own assessments go too early: the planted fault


@dataclass
class Hand:
    """The clock's hand."""

    now: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=5)
        return self.now


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` histories; with the planted fault, own assessments go a month early."""
    broken: list[str] = []
    deleted = done = 0
    while done < count:
        number = min(_A_HOUSE, count - done)
        street = live(scratch / str(done), random.Random(_SEED + done), number, planted=planted)
        broken += street.wrong
        deleted += street.deleted
        done += number
    words = f"{deleted} records deleted, each on its day. " + "; ".join(broken[:3])
    return Result("retention", count, len(broken), words)


def live(folder: Path, chance: random.Random, number: int, *, planted: bool = False) -> Street:
    """Two years of a house with so many children."""
    clock = Hand(datetime.combine(_BEGIN, time(8), _ZONE))
    place = workplace.create(
        folder, institution="Kanari", name="Mette Kanari", title="", login="mette", password="kode", clock=clock,
        derive=quick,
    )  # fmt: skip
    street = Street(place, clock, chance)
    try:
        _do(street, lambda desk, c: _move_in(street, desk, c, number))
        if planted:
            street.early = 1
            _set(street)
        day = 1
        while day < _DAYS:
            until = day + chance.randint(1, 40)
            _do(street, partial(_days, street, day, until))
            if chance.random() < 0.15:
                _change(street)
            _tidy(street)
            day = until
    finally:
        place.close()
    return street


def _do(street: Street, work: Callable[[Desk, Connection], object]) -> None:
    def within(desk: Desk) -> None:
        with desk.engine.begin() as connection:
            work(desk, connection)

    street.place.run(within).result()


def _header(street: Street, desk: Desk, **about: Any) -> Header:
    now = street.clock()
    return Header(new_id(now), desk.staff.id, now, now, **about)


def _move_in(street: Street, desk: Desk, connection: Connection, number: int) -> None:
    street.group = new_id(street.clock())
    people.add_group(connection, street.group, "Solsikken")
    for form in (TRIVSEL_FORM, PAPER_FORM):
        forms.keep(connection, form, f"id = '{form.id}'")
    for _ in range(number):
        child = new_id(street.clock())
        header = _header(street, desk, child_id=child)
        known = Particulars("Kanari", str(number), None, "", "", False, "", None, "")
        children.add(connection, [(child, children.next_number(connection), header, known, street.group)], _BEGIN)
        street.stories.append(Story(child, file={header.id}))


def _days(street: Street, first: int, until: int, desk: Desk, connection: Connection) -> None:
    """What happens on some days: to the house, and on each to a few of its children."""
    for day in range(first, until):
        street.clock.now = datetime.combine(_BEGIN + timedelta(days=day), time(8), _ZONE)
        _round(street, desk, connection)
        for story in street.stories:
            if street.chance.random() < 1 / 7 and story.everything:
                street.chance.choice(_EVENTS)(street, story, desk, connection)


def _change(street: Street) -> None:
    """Other months from today on."""
    street.months = {name: street.chance.randint(name != "paper", 7) for name in street.months}
    street.months["own"] += 1
    _set(street)


def _set(street: Street) -> None:
    months = street.months | {"own": street.months["own"] - street.early}
    street.place.run(lambda desk: retention.set_schedule(desk, Schedule(**months))).result()


def _round(street: Street, desk: Desk, connection: Connection) -> None:
    """A round begins, lasts its weeks, and is closed some time after them."""
    today = street.clock.now.date()
    if street.round is None and street.chance.random() < 1 / 30:
        group = RoundGroup(street.group, "Solsikken", Context.DAYCARE, (desk.staff,))
        street.round = Round(
            new_id(street.clock()), f"Runde {today}", today, today + timedelta(days=street.chance.randint(5, 40)), "",
            (group,), opened_by=desk.staff.id,
        )  # fmt: skip
        rounds.add(connection, street.round, desk.staff.id, street.clock())
    elif street.round is not None and street.chance.random() < 1 / 60:
        rounds.set_closed(connection, street.round.id, street.clock(), desk.staff.id)
        street.round_closed[street.round.id] = today
        street.round = None


def _leave(street: Street, story: Story, _desk: Desk, connection: Connection) -> None:
    today = street.clock.now.date()
    if story.here:
        children.leave(connection, story.child, street.group, today)
        story.here, story.left = False, today


def _come_back(street: Street, story: Story, _desk: Desk, connection: Connection) -> None:
    if not story.here and street.chance.random() < 0.3:
        today = street.clock.now.date()
        children.enrol(connection, new_id(street.clock()), story.child, street.group, today)
        story.here, story.left = True, None


def _assess(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    round_ = street.round
    if round_ is None or round_.id in story.agreed:
        return
    before = rounds.own(connection, round_.id, story.child, Context.DAYCARE, author=desk.staff.id)
    header = _header(street, desk, child_id=story.child, replaces=before[0].id if before else None)
    answers = OwnAnswers(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES)
    own = OwnAssessment(
        header.id, story.child, round_.id, desk.staff.id, "", "", header.seen_at.date(), header.written_at, answers,
        TRIVSEL_FORM, TRIVSEL_FORM,
    )  # fmt: skip
    rounds.add_own(connection, header, own, b"n" * 32)
    story.own.setdefault(round_.id, set()).add(header.id)


def _agree(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    round_ = street.round
    if round_ is None or round_.id not in story.own:
        return
    header = _header(street, desk, child_id=story.child, replaces=story.newest_joint.get(round_.id))
    agreement = Agreement(position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason="x")
    joint = JointAssessment(
        header.id, story.child, round_.id, desk.staff.id, header.written_at, agreement, TRIVSEL_FORM
    )
    rounds.add_joint(connection, header, joint)
    story.newest_joint[round_.id] = header.id
    story.agreed.setdefault(round_.id, street.clock.now.date())
    story.file.add(header.id)


def _see(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    case = street.chance.choice([None, *(one for one in story.cases if one.closed is None)])
    header = _header(street, desk, child_id=story.child, concern_id=case.id if case else None)
    concerns.add_observation(connection, header, "", "x")
    (case.ours if case else story.file).add(header.id)


def _worry(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    if len(story.cases) > 2:
        return
    header = _header(street, desk, child_id=story.child)
    concerns.add(connection, header, Concern(
        header.id, story.child, "", desk.staff.id, "", Danger.NO, Track.GENERAL, header.seen_at.date(),
        header.written_at, "x", None,
    ))  # fmt: skip
    case = Case(header.id, {header.id})
    story.cases.append(case)
    if street.chance.random() < 0.5:
        written = _header(street, desk, child_id=story.child, concern_id=case.id)
        draft = PaperDraft(PaperKind.UNDERRETNING, let_stand=("kanari",))
        paper = Paper(written.id, case.id, story.child, desk.staff.id, "", written.written_at, draft, PAPER_FORM)
        concerns.add_paper(connection, written, paper)
        case.paper = written.id
        case.ours.add(written.id)


def _send(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    for case in story.cases:
        if case.paper and not case.sent:
            header = _header(street, desk, child_id=story.child, concern_id=case.id)
            concerns.add_sent(connection, header, Sent(case.paper, "brev", "kommunen", street.clock.now.date(), ""))
            case.sent = True
            case.ours.add(header.id)


def _close(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    for case in story.cases:
        if case.closed is None:
            header = _header(street, desk, child_id=story.child, concern_id=case.id)
            concerns.close(connection, header, case.id, "x")
            case.closed = street.clock.now.date()
            case.ours.add(header.id)
            return


def _journal(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    """The concern, and often its underretning; sometimes the first is taken back."""
    today = street.clock.now.date()
    for case in story.cases:
        if case.filed and street.chance.random() < 0.1:
            header = _header(street, desk, concern_id=case.id, replaces=case.filing)
            protection.file(connection, header, Filed(case.id, today, "", "", street.clock()))
            case.filed, case.filing = None, header.id
            case.ours.add(header.id)
        elif case.closed and case.filed is None:
            header = _header(street, desk, concern_id=case.id, replaces=case.filing)
            protection.file(connection, header, Filed(case.id, today, "1", "", street.clock()))
            case.filed, case.filing = today, header.id
            case.ours.add(header.id)
        if case.paper and case.sent and case.paper_filed is None and street.chance.random() < 0.7:
            header = _header(street, desk, concern_id=case.id)
            protection.file(connection, header, Filed(case.paper, today, "2", "", street.clock()))
            case.paper_filed = today
            case.ours.add(header.id)


def _ask(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    """Somebody asks for access, or takes it back."""
    header = _header(street, desk, child_id=story.child, replaces=story.asked)
    taken_back = "x" if story.asked else ""
    request = Request(Asker.CARER, "mor", street.clock.now.date(), dropped_because=taken_back)
    protection.add_request(connection, header, story.asked or header.id, request)
    story.asked = None if story.asked else header.id
    story.file.add(header.id)


def _restrict(street: Street, story: Story, desk: Desk, connection: Connection) -> None:
    """A restriction of the whole file, or its answer."""
    header = _header(street, desk, child_id=story.child)
    kind = RightKind.ANSWER if story.restricted else RightKind.RESTRICTION
    note = RightsNote(
        header.id, story.child, kind, street.clock.now.date(), "mor", "x", "", header.written_at, None, story.restricted
    )
    protection.add_note(connection, header, note)
    story.restricted = None if story.restricted else header.id
    story.file.add(header.id)


_EVENTS = (
    _assess, _assess, _assess, _agree, _agree, _see, _see, _worry, _send, _close, _close, _journal, _journal, _ask,
    _restrict, _leave, _come_back,
)  # fmt: skip


def _tidy(street: Street) -> None:
    """Delete all that the list offers, and hold what is left against the oracle. First, now and then, on a clock that
    jumped: then nothing goes.
    """
    true_now = street.clock.now
    if street.chance.random() < 0.3:
        street.clock.now += timedelta(days=street.chance.choice([-400, 120, 3000]))
        _offer(street, jumped=True)
        street.clock.now = true_now
    should_go, texts = _oracle(street)
    before = _there(street)
    _offer(street, jumped=False)
    after = _there(street)
    gone = before[0] - after[0]
    today = true_now.date()
    street.wrong += [f"{today} too early: {id_}" for id_ in gone - should_go]
    street.wrong += [f"{today} too long: {id_}" for id_ in should_go & after[0]]
    kept_texts = texts - after[1] - gone
    street.wrong += [f"{today} text too long: {id_}" for id_ in kept_texts]
    street.wrong += [f"{today} text too early: {id_}" for id_ in (after[1] - before[1]) - texts]
    street.deleted += len(gone)
    for story in street.stories:
        story.file -= gone
        story.own = {round_: left for round_, ids in story.own.items() if (left := ids - gone)}
        story.cases = [case for case in story.cases if case.id not in gone]


def _offer(street: Street, *, jumped: bool) -> None:
    if not jumped:
        street.place.run(known_day.arrive).result()
    plan = street.place.run(retention.plan).result()
    keys = [line.due.key for line in plan.lines if not line.held]
    before = _there(street)
    try:
        street.place.run(lambda desk: retention.delete(desk, keys)).result()
    except KnownError as error:
        if not jumped or error.code != "RET-UR":
            street.wrong.append(f"{street.clock.now:%Y-%m-%d} refused: {error.code}")
    if jumped and (plan.doubt is None or _there(street) != before):
        street.wrong.append(f"{street.clock.now:%Y-%m-%d} deleted on a clock that jumped")


def _there(street: Street) -> tuple[set[Id], set[Id]]:
    """The records that are there, and the underretninger without their text."""
    found: list[tuple[set[Id], set[Id]]] = []

    def look(_desk: Desk, connection: Connection) -> None:
        ids = {row.id for row in connection.execute(t.record.select())}
        bodies = {row.record_id for row in connection.execute(t.paper.select()) if "kanari" not in row.body}
        found.append((ids, bodies))

    _do(street, look)
    return found[0]


def _is_over(since: date, months: int, today: date) -> bool:
    """Whether ``months`` are over, counted on the fingers: day by day, and a month ends with its last day at most."""
    month, year = since.month, since.year
    for _ in range(months):
        month += 1
        if month == 13:
            month, year = 1, year + 1
    last = date(year, month, 28)
    while (last + timedelta(days=1)).month == month:
        last += timedelta(days=1)
    while last.day > since.day:
        last -= timedelta(days=1)
    return today >= last


def _oracle(street: Street) -> tuple[set[Id], set[Id]]:
    """What must go today, and which underretninger must have lost their text. No more than that may go."""
    today, months = street.clock.now.date(), street.months
    go: set[Id] = set()
    texts: set[Id] = set()
    for story in street.stories:
        if story.asked or story.restricted:
            continue
        unfinished = any(
            case.closed is None or case.filed is None or (case.paper and not (case.sent and case.paper_filed))
            for case in story.cases
        )
        if story.left and _is_over(story.left, months["file"], today) and not unfinished:
            go |= story.everything
            continue
        for round_, ids in story.own.items():
            since = story.agreed.get(round_) or street.round_closed.get(round_)
            if since and _is_over(since, months["own"], today):
                go |= ids
        for case in story.cases:
            if case.paper and case.sent and case.paper_filed and _is_over(case.paper_filed, months["paper"], today):
                texts.add(case.paper)
            done = case.closed and case.filed and (not case.paper or (case.sent and case.paper_filed))
            if done and case.closed and case.filed:
                since = case.closed if case.closed > case.filed else case.filed
                if _is_over(since, months["concern"], today):
                    go |= case.ours
    return go, texts
