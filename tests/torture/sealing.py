"""The sealed first round: nobody learns a colleague's answer before they may, by whatever way, and no answer is lost.

Random sessions of people who draft, submit, submit again, open the seal, agree, come, go, lock and crash, on a real
vault. Every answer carries a word of its own. After each step somebody who must not know yet looks, and two things
must hold: none of those words comes before their eyes; and what they see is the same after a colleague has submitted
something wholly different, so that no count, order or colour depends on it.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from opspor.domain.access import Action
from opspor.domain.assessment import Agreement, FollowUpKind, Often, OwnAnswers, Position, Seen, Trivsel
from opspor.domain.environment import EnvironmentAnswers
from opspor.domain.errors import KnownError
from opspor.domain.rounds import ChildState, ReasonKind
from opspor.store import drafts
from opspor.store import rounds as stored
from opspor.usecases import assess, children, environment, joint, rounds
from opspor.usecases.assess import OwnDraft, OwnSheet
from opspor.usecases.desk import Desk
from tests.torture.result import Result
from tests.torture.sealed_house import ABLE, CONTEXTS, LEADER, STAFF, House, Model, Seat, Step, build, steps_of
from tests.torture.sealed_plants import PLANTS
from tests.torture.sealed_ways import LISTS, STILL, in_files, log_lines, look_at, on_command_line, on_pages, taken_out

_LOOKS = 2  # lists that are looked at after a step, drawn anew each time
_JOINS = 0.7  # of those who write do so where a colleague has submitted, so that teams come to an end within a session
_IMPATIENT = 0.3  # of the times when somebody alone holds a seal closed, the leader takes them out of the team
_LOOKED = 0.5  # of the steps are followed by a look, beside those before and after every answer
_SELDOM = 50  # one session in so many has the real pages, another the real command line
_MOVES = ("log", "model")  # what is not the same when it is looked at twice
_OFTEN = [Often.OFTEN, Often.SOMETIMES, Often.RARELY, Often.UNKNOWN]


class Session:
    """One team for some steps. ``leaks`` and ``lost`` say what went wrong, with the way by which."""

    def __init__(self, house: House, *, pages: bool, command_line: bool) -> None:
        self.dice, self.house = Random(0), house
        self.pages, self.command_line = pages, command_line
        self.model = Model(self._inside())
        self.leaks: list[str] = []
        self.lost: list[str] = []
        self.words = self.pages_seen = 0

    def _inside(self) -> dict[Any, set[str]]:
        names = {id_: name for name, id_ in self.house.groups.items()}
        listed = self.house.do(LEADER, children.listed)
        return {child.id: {names[group] for group in child.group_ids} for child in listed}

    def play(self, steps: Iterable[Step]) -> None:
        """All of it: steps, each with dice of its own, looks after each, and at the end what is in the vault."""
        for name, number in steps:
            self.dice = Random(number)
            getattr(self, name)()
            if self.opening() and self.dice.random() < _IMPATIENT:
                self.come_and_go()
            if self.dice.random() < _LOOKED:
                self.look()
        if self.pages:
            self.look_at_pages()
        self.nothing_in_the_log()
        self.nothing_lost()
        if self.command_line:
            self.look_at_commands()
        self.house.lock()
        self.leaks += [f"file {found}" for found in in_files(self.house.folder.parent, self.every_word())]

    # --- answers --------------------------------------------------------------------------------------------------

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.words += 1
        return f"kz{self.words:03}{self.dice.randrange(1 << 40):010x}"

    def every_word(self) -> set[str]:
        """Every answer's word."""
        kept = [*self.model.answers.values(), *self.model.drafts.values()]
        return {answers.strengths for answers in kept} | set(self.model.frames.values())

    def answers(self, sheet: OwnSheet, cell: int | None = None) -> OwnAnswers:
        """Answers that share nothing with another's: the word stands in every text, ``cell`` turns every choice."""
        word, dice = self.word(), self.dice
        turn = dice.randrange(4) if cell is None else cell
        given = {question.id: [*Seen][turn % 3].value for question in sheet.position_form.question}
        given |= {sign.id: _OFTEN[turn].value for sign in sheet.trivsel_form.sign}
        position, trivsel = [*Position][turn], [*Trivsel][turn]
        unsure = Position.UNKNOWN is position
        return OwnAnswers(
            sheet.answers.context, given, {next(iter(given)): f"{word} note"}, (), position, f"{word} position",
            trivsel, f"{word} trivsel", word, f"{word} finder ud af det" if unsure else "",
            self.house.clock.now.date() + timedelta(days=7) if unsure else None,
        )  # fmt: skip

    def somewhere(self) -> tuple[str, Seat] | None:
        """Somebody who may write now, and where; None when there is nobody."""
        model = self.model
        free = [
            (login, seat)
            for seat in model.seats()
            if seat not in model.agreed and not model.closed
            for login in sorted(model.team(seat))
            if model.sees(login, seat[0])
        ]
        begun = [(login, seat) for login, seat in free if self.model.submitted(seat) - {login}]
        if begun and self.dice.random() < _JOINS:
            free = begun
        return self.dice.choice(free) if free else None

    def sheet(self, login: str, seat: Seat) -> OwnSheet:
        return self.house.do(login, lambda desk: assess.own_sheet(desk, self.house.round, *seat))

    def draft(self) -> None:
        """Somebody types; everybody else sees what they saw before."""
        where = self.somewhere()
        if where is None:
            return
        login, seat = where
        sheet = self.sheet(login, seat)
        answers = self.answers(sheet)
        with self._nothing_changes(login, seat, LISTS):
            self.house.do(login, lambda desk: assess.save_own(desk, sheet, answers))
        self.model.drafts[where] = answers

    def submit(self) -> None:
        """Somebody submits, and perhaps at once something wholly different."""
        where = self.somewhere()
        if where is None:
            return
        login, seat = where
        sheet = self.sheet(login, seat)
        turn = self.dice.randrange(4)
        with self._nothing_changes(login, seat, STILL):
            self._submit(where, sheet, self.answers(sheet, turn))
        if self.dice.random() < 0.5:
            with self._nothing_changes(login, seat, LISTS):
                self._submit(where, sheet, self.answers(sheet, (turn + self.dice.randint(1, 3)) % 4))

    def _submit(self, where: tuple[str, Seat], sheet: OwnSheet, answers: OwnAnswers) -> None:
        self.house.do(where[0], lambda desk: assess.submit_own(desk, sheet, answers))
        self.model.answers[where] = answers
        self.model.drafts.pop(where, None)

    def answer_frame(self) -> None:
        """Somebody answers about the adults themselves, in one group."""
        group = self.dice.choice([*CONTEXTS])
        login = self.dice.choice(sorted(self.model.teams[group]))
        if self.model.closed or login not in ABLE[group]:
            return
        at = self.house.do(login, lambda desk: environment.sheet(desk, self.house.round, self.house.groups[group]))
        word = self.word()
        notes = {at.form.question[0].id: word}
        with self._nothing_changes(login, self.dice.choice(self.model.seats()), STILL):
            self.house.do(login, lambda desk: environment.submit(desk, at, EnvironmentAnswers({}, notes)))
        self.model.frames[login, group] = word

    @contextmanager
    def _nothing_changes(self, actor: str, seat: Seat, lists: dict[str, Any]) -> Iterator[None]:
        """Somebody for whom it is sealed sees the same before and after, in the matrix and in any other list."""
        model = self.model
        readers = [login for login in (LEADER, *STAFF) if login != actor and model.sealed(login, seat)]
        if not readers:
            yield
            return
        reader, names = self.dice.choice(readers), {"matrix", *self.dice.sample([*lists], _LOOKS)}
        before = look_at(self.house, reader, names, seat)
        yield
        if model.sealed(reader, seat):
            after = look_at(self.house, reader, names, seat)
            self.leaks += [f"count or list {name}" for name in sorted(names) if before[name] != after[name]]

    # --- everything else ------------------------------------------------------------------------------------------

    def move(self) -> None:
        """A child goes to the other room, mid-round, with every answer."""
        child = self.dice.choice([*self.model.inside])
        here, there = self.model.rooms(child)
        groups, today = self.house.groups, self.house.clock.now.date()
        self.house.do(LEADER, lambda desk: children.move(desk, child, groups[here], groups[there], today))
        self.model.inside[child] = (self.model.inside[child] - {here}) | {there}

    def opening(self) -> list[tuple[str, set[str]]]:
        """Each group and two of its people with whom sealed answers would lie open, since who is waited for goes."""
        pairs = [(group, {*pair}) for group in CONTEXTS for pair in combinations(ABLE[group], 2)]
        return [(group, pair) for group, pair in pairs if self.model.unsealed_by(group, pair)]

    def come_and_go(self) -> None:
        """Another team for a group: two or three of those who work there."""
        if self.model.closed:
            return
        group = self.dice.choice([*CONTEXTS])
        team = set(self.dice.sample(ABLE[group], self.dice.randint(2, len(ABLE[group]))))
        if opening := self.opening():
            group, team = self.dice.choice(opening)
        teams = {self.house.groups[g]: [self.house.ids[login] for login in who] for g, who in self.model.teams.items()}
        teams[self.house.groups[group]] = [self.house.ids[login] for login in team]
        ends = self.house.clock.now.date() + timedelta(days=40)
        others = {
            (self.house.groups[g], child): [self.house.ids[login] for login in who]
            for (g, child), who in self.model.kept.items()
            if g != group
        }

        said: dict[str, Any] = {"closes_on": ends, "teams": teams, "others": others}

        def change(because: str = "") -> None:
            self.house.do(LEADER, lambda desk: rounds.change_round(desk, self.house.round, because=because, **said))

        unsealed = self.model.unsealed_by(group, team)
        try:
            change()
        except KnownError as refused:
            if refused.code != "RUNDE-AABNER" or not unsealed:
                self.lost.append(f"no other team: {refused.code}")
                return
            if self.dice.random() < 0.5:
                return  # the person stays
            change("Kanari er syg")
        else:
            if unsealed:
                self.leaks.append("a team that opens a seal without a reason")
        self.model.change_team(group, team)

    def open_seal(self) -> None:
        """The leader opens one child before all are in."""
        seats = self.model.seats()
        if self.model.closed or not seats:
            return
        seat = self.dice.choice(seats)
        self.house.do(LEADER, lambda desk: rounds.open_seal(desk, self.house.round, *seat, "Kanari er syg"))
        self.model.opened.add(seat)

    def agree(self) -> None:
        """Whoever may see the answers writes what the team agrees on."""
        able = [
            (login, seat)
            for seat in self.model.seats()
            for login in (LEADER, *STAFF)
            if not self.model.sealed(login, seat) and not self.model.closed
        ]
        if not able:
            return
        login, seat = self.dice.choice(able)
        agreement = Agreement(
            seat[1], Position.EXPOSED, Trivsel.MISTRIVSEL, "Aftalt", follow_up=(FollowUpKind.FOCUS_POINT,),
            follow_up_on=self.house.clock.now.date() + timedelta(days=42), participants=(self.house.ids[login],),
        )  # fmt: skip
        self.house.do(login, lambda desk: joint.agree(desk, self.house.round, seat[0], agreement))
        self.model.agreed.add(seat)

    def excuse(self) -> None:
        """A reason why a child is not assessed."""
        seats = [seat for seat in self.model.seats() if seat not in self.model.agreed]
        if seats and not self.model.closed:
            seat = self.dice.choice(seats)
            kind = ReasonKind.NOT_ASSESSED
            self.house.do(LEADER, lambda desk: rounds.give_reason(desk, self.house.round, *seat, kind, "Kanari"))
            self.model.excused.add(seat)

    def close(self) -> None:
        """The round closes when every child is agreed on or has a reason, and not before."""
        if self.model.closed:
            return
        undone = {*self.model.seats()} - self.model.agreed - self.model.excused
        try:
            self.house.do(LEADER, lambda desk: rounds.close_round(desk, self.house.round))
        except KnownError as refused:
            if refused.code != "RUNDE-IKKE-FAERDIG" or not undone:
                self.lost.append(f"not closed: {refused.code}")
        else:
            self.model.closed = True
            if undone:
                self.lost.append("closed too early")

    def lock(self) -> None:
        """Everybody goes home."""
        self.house.lock()
        self.house.open()

    def crash(self) -> None:
        """The process is gone; the files are what they are."""
        self.house.crash()

    # --- looking --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Somebody looks at the answers of a child, and at some lists: no word of a sealed one is there."""
        reader = self.dice.choice((LEADER, *STAFF))
        words = self.model.tokens(reader)
        seat = self.dice.choice(self.model.seats())
        seen = look_at(self.house, reader, ["joint table", *self.dice.sample([*LISTS], _LOOKS)], seat)
        self.leaks += [f"list {name}" for name, text in seen.items() for word in words if word in text]

    def look_at_pages(self) -> None:
        """The real pages, before and after a colleague submits something wholly different."""
        model = self.model
        able = [
            (reader, actor, seat)
            for seat in model.seats()
            if seat not in model.agreed and not model.closed
            for actor in sorted(model.team(seat))
            for reader in (LEADER, *STAFF)
            if reader != actor and model.sees(reader, seat[0]) and model.sees(actor, seat[0])
            and model.sealed(reader, seat, after=actor)
        ]  # fmt: skip
        if not able:
            return
        reader, actor, seat = self.dice.choice(able)
        seen = []
        for turn in (0, 2):
            sheet = self.sheet(actor, seat)
            self._submit((actor, seat), sheet, self.answers(sheet, turn))
            words = model.tokens(reader)
            self.house.lock()
            seen.append(on_pages(self.house, reader, seat))
            self.house.open()
            self.pages_seen += 1
            for page, text in seen[-1].items():
                self.leaks += [f"{'title' if page == 'title' else f'page {page}'}" for word in words if word in text]
        before, after = seen
        self.leaks += [f"page {page} changes" for page in before if page not in _MOVES and before[page] != after[page]]

    def look_at_commands(self) -> None:
        """The real command line, as somebody for whom something is sealed."""
        reader = self.dice.choice((LEADER, *STAFF))
        words = self.model.tokens(reader)
        self.house.lock()
        said = on_command_line(self.house, reader, self.house.folder.parent)
        self.house.open()
        self.leaks += ["export or check" for word in words if word in said]
        everything, words = taken_out(self.house), self.model.tokens(LEADER)
        self.leaks += ["everything taken out" for word in words if word in everything]

    def nothing_in_the_log(self) -> None:
        """No word of an answer, and no hash that could be tried out: what binds is a keyed one of fixed shape."""
        lines = log_lines(self.house)
        words = self.every_word()
        self.leaks += ["log" for _, detail in lines for word in words if word in detail]
        bare = {hashlib.sha256(stored.encoded(answers).encode()).hexdigest() for answers in self.model.answers.values()}
        for detail in (detail for action, detail in lines if action == Action.ASSESS):
            shaped = detail.startswith('{"bound":"') and len(detail) == len('{"bound":""}') + 64
            if not shaped or any(one in detail for one in bare):
                self.leaks.append("log binding")

    # --- what must be there ---------------------------------------------------------------------------------------

    def nothing_lost(self) -> None:
        """Every answer and every draft word for word, and the coverage as the model has it."""
        model, house = self.model, self.house

        def read(desk: Desk) -> None:
            with desk.engine.begin() as connection:
                for (login, seat), answers in model.answers.items():
                    kept = stored.own(connection, house.round, *seat, author=house.ids[login])
                    if [one.answers for one in kept] != [answers]:
                        self.lost.append("an answer")
                for (login, (child, context)), answers in model.drafts.items():
                    key = rounds.own_key(house.round, child, context)
                    found = drafts.load(connection, house.ids[login], key, OwnDraft)
                    if found is None or found[0].answers != answers:
                        self.lost.append("a draft")

        house.do(LEADER, read)
        self._same_coverage()

    def _same_coverage(self) -> None:
        found = self.house.do(LEADER, lambda desk: rounds.coverage(desk, self.house.round))
        shown = {(row.child.id, row.context): row for row in found.children}
        model = self.model
        if not model.closed and {*shown} != {*model.seats()}:
            self.lost.append("coverage: other children")
        for seat in {*shown} & {*model.seats()}:
            names = {login: member.short for login, member in self.house.staff.items()} | {LEADER: "dig"}
            missing = sorted(names[login] for login in model.missing(seat))
            if not model.closed and sorted(shown[seat].missing) != missing:
                self.lost.append("coverage: others are missing")
            if (shown[seat].state is ChildState.AGREED) != (seat in model.agreed):
                self.lost.append("coverage: agreed")


def prove(count: int, scratch: Path, *, planted: bool | str = False) -> Result:
    """``count`` sessions. Planted: one leak, by the name of its way, or with True each of them in turn; ``broken`` is
    how many of them were found, and 0 when one was not.
    """
    house = build(scratch / "template" / "mappe")
    if not planted:
        return _result(
            [
                play(steps_of(n), house, scratch, pages=n % _SELDOM == 1, command_line=n % _SELDOM == 2)
                for n in range(count)
            ]
        )
    ways = [planted] if isinstance(planted, str) else [*PLANTS]
    found = {way: _found(way, max(1, count // len(ways)), house, scratch) for way in ways}
    words = ", ".join(f"{way} in session {number + 1}" for way, number in found.items() if number is not None)
    return Result("sealing", count, 0 if None in found.values() else len(found), f"Found: {words or 'nothing'}.")


def _found(way: str, most: int, house: House, scratch: Path) -> int | None:
    """The first session of ``most`` that finds the leak by that way."""
    plant, said = PLANTS[way]
    with plant():
        for number in range(most):
            pages, command_line = way in ("screen", "title"), way in ("export", "house")
            session = play(steps_of(number), house, scratch, pages=pages, command_line=command_line)
            if any(fault.startswith(said) for fault in session.leaks + session.lost):
                return number
    return None


def play(
    steps: Iterable[Step], template: House, scratch: Path, *, pages: bool = False, command_line: bool = False
) -> Session:
    """One session on a copy of the vault."""
    folder = scratch / "session"
    house = template.copied(folder / "mappe")
    house.open()
    template.keys = house.keys
    session = Session(house, pages=pages, command_line=command_line)
    try:
        session.play(steps)
    finally:
        house.lock()
        shutil.rmtree(folder)
    return session


def _result(sessions: list[Session]) -> Result:
    faults = Counter(f"{fault} ({n})" for n, one in enumerate(sessions) for fault in {*one.leaks, *one.lost})
    broken = sum(bool(one.leaks or one.lost) for one in sessions)
    pages, words = (sum(counts) for counts in zip(*((one.pages_seen, one.words) for one in sessions), strict=True))
    said = f"{words} answers, {len(LISTS)} lists, every page looked at {pages} times. " + "; ".join([*faults][:6])
    return Result("sealing", len(sessions), broken, said.strip())
