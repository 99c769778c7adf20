"""A vault under a mixed load, in a process that may be killed at any moment.

``python -m tests.torture.load`` reads jobs on stdin, one a line, and forks a process for each: so it starts warm. A job
works on a vault until it is killed. What the vault was given is written to a journal outside it, *after* the commit
has returned and in the order of the commits; that is what must be there afterwards.

A person types all the while, into the draft keeper of the real program; the rest goes through the workplace and the
use cases. Only the key derivation is a quick one, handed in as an argument.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast
from unittest import mock

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from opspor import workplace
from opspor.desktop import drafts as keeping
from opspor.desktop.tasks import in_background
from opspor.domain.absence import Away, AwayKind
from opspor.domain.assessment import Agreement, Context, FollowUpKind, Often, OwnAnswers, Position, Seen, Trivsel
from opspor.domain.beredskab import NotReported, Track
from opspor.domain.concern import Danger, StepState
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.usecases import absences, assess, children, concerns, joint, notices, people, rounds, tracks
from opspor.usecases.desk import Desk
from opspor.vault import datafile, rekey
from opspor.vault.header import DATA, NAMES
from opspor.vault.keys import Cost, Keys
from opspor.workplace import Workplace
from opspor.workplace.unsaved import Unsaved

T = TypeVar("T")

LEADER = "mette"
STAFF = ("jonas", "sofie")
GUESTS = tuple(f"vikar{number}" for number in range(6))  # who are removed one after the other, each with a new data key
BATCH = 20  # children in every list that is imported
CLASS = 5  # pupils whose days of absence come from a file, a day for all of them at a time
KEY_EVERY_MS = 25  # nobody types faster for long
DRAFT = "bekymring"
PROSE = "".join(f"barnet sidder stille ved vinduet, linje {number}. " for number in range(1000))
# What is planted: a promise before its commit, a list in two transactions, a decision without its step's day until the
# next one, a draft that waits for a minute, and a new data file that is put in place before its header.
FAULTS = ("early", "halves", "dayless", "lazy", "switch")
_STEPS = (5, 30, 1000)  # between two logins
_SELDOM = 5  # times a usual step for one that takes long
_MISTYPES = 0.2  # of all logins
_APART = 1.0  # seconds between the halves of a planted fault


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """A key derivation that costs nothing; the real one takes half a second by choice."""
    return hashlib.sha256(secret + salt + str(cost).encode()).digest()


def now() -> datetime:
    """The PC's clock."""
    return datetime.now().astimezone()


def password_of(login: str) -> str:
    """What opens the vault for each of the people who are made here."""
    return f"{login} har en lang adgangskode"


@dataclass(frozen=True, slots=True)
class Job:
    """Work on ``folder`` until killed. ``fault`` is one of ``FAULTS``, "" for none.

    ``plain``: what makes other files than ``data.db`` is left out, so that all commits stand in one log.
    """

    folder: str
    journal: str
    seed: int
    fault: str = ""
    plain: bool = False


class Journal:
    """What was done, one JSON object a line, written with one call each: a kill loses no line that was written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, what: str, **values: object) -> None:
        """Add a line, with the moment on the clock that all processes share."""
        line = json.dumps({"what": what, "at": time.monotonic(), **values}).encode() + b"\n"
        with self._path.open("ab", buffering=0) as file:
            file.write(line)


def read_journal(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal; none when there is no file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def open_as(folder: Path, login: str) -> Workplace:
    """The vault, open for one of its people."""
    return workplace.open_vault(folder, login, password_of(login), clock=now, derive=quick)


def prepare(folder: Path) -> None:
    """A vault of three people and twelve children: half of them with everybody's assessment, half without."""
    place = workplace.create(
        folder, institution="Kanarireden", name="Mette Kanari", title="leder", login=LEADER,
        password=password_of(LEADER), clock=now, derive=quick,
    )  # fmt: skip
    born = now().date() - timedelta(days=1500)
    new = [children.NewChild(f"Barn {i:02}", "Kanari", born, "", "Bøgestuen", "") for i in range(12)]
    made = place.run(partial(children.import_list, new=new)).result().children
    (room,) = place.run(people.overview).result().groups
    for login in STAFF:
        _, code = place.invite(name=f"{login.title()} Kanari", title="", role=Role.STAFF, groups=frozenset({room.id}))
        place.close()
        password = password_of(login)
        workplace.accept(folder, login=login, code=code, password=password, clock=now, derive=quick).close()
        place = open_as(folder, LEADER)
    everybody = [member.id for member in place.run(people.overview).result().staff]
    today = now().date()
    place.run(lambda desk: notices.give(desk, made, today)).result()
    place.run(
        lambda desk: rounds.open_round(
            desk, name="Forår", opens_on=today, closes_on=today + timedelta(days=90),
            groups={room.id: (Context.DAYCARE, everybody)},
        )
    ).result()  # fmt: skip
    for login in (LEADER, *STAFF):
        place.close()
        place = open_as(folder, login)
        for child in made[:6]:
            place.run(partial(submit, child=child, text="før")).result()
    for login in GUESTS:
        place.close()
        place = open_as(folder, LEADER)
        _, code = place.invite(name=login, title="", role=Role.STAFF, groups=frozenset({room.id}))
        place.close()
        password = password_of(login)
        place = workplace.accept(folder, login=login, code=code, password=password, clock=now, derive=quick)
    place.close()
    place = open_as(folder, LEADER)
    pupils = [children.NewChild(f"Elev {i}", "Kanari", date(2016, 1, 5), "", "3.B", "") for i in range(CLASS)]
    place.run(partial(children.import_list, new=pupils)).result()
    place.close()


def submit(desk: Desk, child: Id, text: str) -> Id:
    """A whole assessment of one's own, in the round that is open; the next one replaces it."""
    sheet = assess.own_sheet(desk, round_of(desk), child)
    given: dict[str, str] = dict.fromkeys((question.id for question in sheet.position_form.question), Seen.NOTHING)
    given |= dict.fromkeys((sign.id for sign in sheet.trivsel_form.sign), Often.OFTEN)
    own = OwnAnswers(answers=given, position=Position.NOT_EXPOSED, position_reason=text, trivsel=Trivsel.THRIVES)
    return assess.submit_own(desk, sheet, own)


def agree(desk: Desk, child: Id, text: str) -> Id:
    """What the team agrees on about a child; the next one replaces it."""
    agreed = Agreement(
        position=Position.NOT_EXPOSED, trivsel=Trivsel.THRIVES, reason=text, follow_up=(next(iter(FollowUpKind)),),
        follow_up_on=now().date() + timedelta(days=30), participants=(desk.staff.id,),
    )  # fmt: skip
    return joint.agree(desk, round_of(desk), child, agreed)


def round_of(desk: Desk) -> Id:
    """The one round."""
    return rounds.listed_rounds(desk)[0].round.id


class Witness:
    """The workplace as the draft keeper and the steps see it: what is in the vault stands in the journal at once."""

    def __init__(self, place: Workplace, journal: Journal, fault: str, mark: str) -> None:
        self.place, self._journal, self._fault = place, journal, fault
        self.unsaved = Unsaved(partial(self.run, draft=True), lambda: None)
        self.mark, self.letters = mark, 0  # how the text begins that is typed in this session, and how far it has come

    def fields(self) -> dict[str, str]:
        """The form that is typed into."""
        return {"text": self.mark + PROSE[: self.letters]}

    def run(self, work: Callable[[Desk], T], *, draft: bool = False) -> "Future[T]":
        """As ``Workplace.run``; the draft keeper asks this way."""
        return self.place.run(self._noted(work, "draft", self.fields()["text"]) if draft else work, draft=draft)

    def do(self, kind: str, text: str, work: Callable[[Desk], T]) -> T:
        """Do ``work`` and note under its id what it wrote."""
        return self.place.run(self._noted(work, kind, text)).result()

    def _noted(self, work: Callable[[Desk], T], kind: str, text: str) -> Callable[[Desk], T]:
        def noted(desk: Desk) -> T:
            if self._fault == "early" and kind == "child":
                self._journal.note("kept", kind="concern", ids=["aldrig skrevet"], text=text)
                time.sleep(_APART)
            result = work(desk)
            if result is not None:  # None: a draft that a newer one has replaced
                self._journal.note("kept", kind=kind, ids=_ids(result), text=text)
            return result

        return noted


def _ids(result: object) -> list[str]:
    if isinstance(result, children.Imported):
        return list(result.children)
    return [result] if isinstance(result, str) else []


class Worker:
    """Does the steps of one session in random order, on a thread of its own."""

    def __init__(self, witness: Witness, journal: Journal, random: Random, job: Job) -> None:
        self._witness, self._journal, self._random, self._job = witness, journal, random, job
        self._fault, self._place = job.fault, witness.place

    def work(self) -> None:
        """A number of steps."""
        (coverage,) = self._place.run(rounds.all_rounds).result()
        listed = sorted((child.child.first_name, child.child.id) for child in coverage.children)
        self._children = [id_ for name, id_ in listed if name.startswith("Barn")]
        steps: list[Callable[[str], None]] = [
            *_SELDOM * [self._import, self._submit, self._agree, self._raise_concern, self._observe, self._follow]
        ]
        if self._place.staff.role is Role.LEADER:  # nobody else works in the class
            steps += _SELDOM * [self._import_absence]
        if self._fault in ("early", "halves", "dayless", "switch"):
            steps = [{"dayless": self._follow, "switch": self._rekey}.get(self._fault, self._import)]
        elif not self._job.plain:
            steps += [self._copy, self._rekey]
        for _ in range(self._random.choice(_STEPS[-1:] if self._fault == "lazy" else _STEPS)):
            step = self._random.choice(steps)
            self._journal.note("begin", step=step.__name__.strip("_"))
            step(f"{self._random.getrandbits(64):016x}")

    def _import(self, text: str) -> None:
        new = [children.NewChild(f"Nyt {i}", text, date(2021, 1, 1), "", "Bøgestuen", "") for i in range(BATCH)]
        work = _import_in_halves if self._fault == "halves" else children.import_list
        self._witness.do("child", text, partial(work, new=new))

    def _submit(self, text: str) -> None:
        child = self._random.choice(self._children[6:])
        self._witness.do("own", text, partial(submit, child=child, text=text))

    def _agree(self, text: str) -> None:
        child = self._random.choice(self._children[:6])
        self._witness.do("joint", text, partial(agree, child=child, text=text))

    def _raise_concern(self, text: str) -> None:
        start = partial(concerns.start, danger=Danger.NO, track=Track.GENERAL, what=text, seen_on=now().date())
        concern = self._witness.do("concern", text, lambda desk: start(desk, typed_name="Et barn"))
        seen = partial(concerns.observe, seen_at=now() - timedelta(hours=1), place="stuen", text=text)
        self._witness.do("observation", text, lambda desk: seen(desk, concern))

    def _follow(self, text: str) -> None:
        """A concern goes along its track: a step, a decision that has a day, and then it is about something else."""
        start = partial(concerns.start, danger=Danger.NO, track=Track.GENERAL, what=text, seen_on=now().date())
        concern = self._witness.do("concern", text, lambda desk: start(desk, typed_name="Et barn"))
        step = partial(tracks.do_step, concern_id=concern, step_id="write_down", state=StepState.DONE, note=text)
        self._witness.do("step", text, lambda desk: step(desk) or text)  # it has no id; its note stands nowhere else
        not_yet = NotReported(text, "tegn", "vi ringer", now().date() + timedelta(days=7))
        decide = _decide_in_halves if self._fault == "dayless" else tracks.decide
        self._witness.do("decision", text, lambda desk: decide(desk, concern, not_yet))
        self._witness.do("concern", text, lambda desk: tracks.change_track(desk, concern, Track.HONOUR, text))

    def _import_absence(self, _text: str) -> None:
        known = self._place.run(absences.known).result()
        day = self._random.choice(sorted(day for day in known.school_days if day <= now().date()))
        new = [(pupil.child.id, Away(day, AwayKind.UNLAWFUL)) for pupil in known.pupils]
        days = partial(absences.import_days, new=new, words={})
        self._witness.do("absence", str(CLASS), lambda desk: days(desk) and day.isoformat())

    def _copy(self, _text: str) -> None:
        since = time.monotonic()
        path, _ = self._place.copies.make()
        self._journal.note("copied", path=str(path), since=since)

    def _rekey(self, _text: str) -> None:
        known = self._place.run(people.overview).result().staff
        guest = next((member for member in known if member.name in GUESTS and member.left_at is None), None)
        if guest is not None and self._place.staff.role is Role.LEADER:
            self._journal.note("leaving", login=guest.name)
            self._place.remove_person(guest.id)
            self._journal.note("left", login=guest.name)

    def _observe(self, text: str) -> None:
        child = self._random.choice(self._children)
        seen = partial(children.observe, seen_at=now() - timedelta(hours=1), place="stuen", text=text)
        self._witness.do("observation", text, lambda desk: seen(desk, child))


def _import_in_halves(desk: Desk, new: list[children.NewChild]) -> children.Imported:
    """The planted fault: a list that is not written in one."""
    first = children.import_list(desk, new[: BATCH // 2])
    time.sleep(_APART)
    rest = children.import_list(desk, new[BATCH // 2 :])
    return replace(rest, children=first.children + rest.children)


def _decide_in_halves(desk: Desk, concern: Id, decision: NotReported) -> Id:
    """The planted fault: the day stands a while after the decision."""
    with mock.patch.object(tracks, "_note_step"):
        made = tracks.decide(desk, concern, decision)
    time.sleep(_APART)
    tracks.do_step(desk, concern, "decide", StepState.DONE, "", again_on=decision.again_on)
    return made


def _switch_data_first(folder: Path, keys: Keys, new: Keys) -> None:
    """The planted fault: for a while no header fits the data."""
    datafile.fold_log(folder, keys)
    for name in (DATA, NAMES[0]):
        rekey._move(folder / rekey.NEW / name, folder)
        time.sleep(_APART)
    rekey.tidy(folder, new)


def work(job: Job) -> None:
    """Log in, type and work, lock; then somebody else. Without end."""
    journal, random = Journal(Path(job.journal)), Random(job.seed)
    app = QCoreApplication([])
    if job.fault == "lazy":
        keeping._REST_MS = 60_000
    if job.fault == "switch":
        rekey.switch = _switch_data_first
    for login in _in_turn(random, job):
        if random.random() < _MISTYPES:
            journal.note("begin", step="mistype")
            with suppress(KnownError):
                workplace.open_vault(Path(job.folder), login, "ikke den", clock=now, derive=quick)
        journal.note("begin", step="open")
        place = open_as(Path(job.folder), login)
        witness, page = Witness(place, journal, job.fault, f"{random.getrandbits(32):08x} "), QObject()
        journal.note("login", owner=place.staff.id, mark=witness.mark)
        keeper = keeping.DraftKeeper(cast("Any", page), cast("Any", witness), DRAFT, witness.fields, lambda _: None)
        typist = QTimer(page)
        typist.timeout.connect(partial(_type, witness, keeper, journal))
        typist.start(KEY_EVERY_MS)
        worker = in_background(Worker(witness, journal, random, job).work)
        while not worker.done():
            app.processEvents()
            time.sleep(0.005)
        worker.result()
        journal.note("begin", step="lock")
        typist.stop()
        keeper.save()
        place.close()
        app.processEvents()


def _in_turn(random: Random, job: Job) -> Iterable[str]:
    while True:
        yield LEADER if job.fault == "switch" else random.choice((LEADER, *STAFF))


def _type(witness: Witness, keeper: keeping.DraftKeeper, journal: Journal) -> None:
    witness.letters += 1
    keeper.touch()
    journal.note("key", letters=witness.letters)


def serve() -> None:
    """Fork a process for each job that is read; say its number, and when it has ended, how."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                work(Job(**json.loads(line)))
            finally:
                sys.stderr.flush()
                os._exit(1)  # nobody killed it: that is a fault
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    serve()
