"""The vaults that are measured: a daycare of ordinary size, and 2,000 children with ten years of rounds."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import update

from opspor import workplace
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Spread, Trivsel
from opspor.domain.child import age_band
from opspor.domain.clock import Clock
from opspor.domain.ids import Id, new_id
from opspor.domain.people import Role, StaffMember
from opspor.forms.model import PositionForm, TrivselForm
from opspor.store import forms, people, records, rounds
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import children, notices
from opspor.usecases import rounds as round_cases
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault.keys import FLOOR, STANDARD, Cost, Derive, argon2id
from opspor.workplace import Workplace
from tests.bench.following import Followed, is_agreed
from tests.bench.reporting import Reported

LOGIN, PASSWORD = "mette", "ti-gule-regnjakker-77"
ROUNDS_IN_TEN_YEARS = 20
_OWN_KEPT = 2  # rounds whose own assessments are still there
_OBSERVED = 3  # observations a child gets for each round
_NOT_AGREED, _NOT_IN = 10, 20  # one child in so many of the newest round waits for the team, for one of the three
_CELLS = (
    (Position.NOT_EXPOSED, Trivsel.THRIVES),
    (Position.POTENTIALLY_EXPOSED, Trivsel.THRIVES),
    (Position.NOT_EXPOSED, Trivsel.BEGINNING_MISTRIVSEL),
    (Position.POTENTIALLY_EXPOSED, Trivsel.MISTRIVSEL),
    (Position.EXPOSED, Trivsel.MISTRIVSEL),
    (Position.UNKNOWN, Trivsel.THRIVES),
)


def now() -> datetime:
    """The PC's own clock."""
    return datetime.now().astimezone()


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Instead of Argon2id, where the derivation is not what is measured."""
    return hashlib.sha256(secret + salt).digest()


def new_vault(folder: Path, derive: Derive = quick, clock: Clock = now) -> Workplace:
    """A new vault, open."""
    return workplace.create(
        folder, institution="Børnehuset Målestokken", name="Mette Målestok", title="Leder", login=LOGIN,
        password=PASSWORD, clock=clock, derive=derive,
    )  # fmt: skip


def made_up(count: int, groups: int, first: int = 0) -> list[NewChild]:
    """``count`` children with names of their own, spread over ``groups`` rooms."""
    born = now().date() - timedelta(days=4 * 365)
    return [
        NewChild(
            f"Åse{_letters(number)}",
            f"Målebånd {_letters(number % 97).title()}",
            born + timedelta(days=number % 300),
            "",
            f"Stue {number % groups + 1}",
            "",
        )
        for number in range(first, first + count)
    ]


def _letters(number: int) -> str:
    """A number in letters, so that a name looks like one."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def daycare(folder: Path) -> None:
    """44 children in two rooms who have been through two rounds, by the real key derivation."""
    _played(new_vault(folder, argon2id), child_count=44, group_count=2, round_count=2)


@dataclass(frozen=True, slots=True)
class Big:
    """2,000 children in 20 rooms after ten years of two rounds a year."""

    place: Workplace
    newest_round: Id
    children: tuple[Id, ...]


def ten_years(folder: Path) -> Big:
    """The big vault, open. Children, rooms and rounds come through the use cases, what was written in bulk."""
    place = new_vault(folder)
    newest, all_children = _fill(place, child_count=2000, group_count=20, round_count=ROUNDS_IN_TEN_YEARS)
    return Big(place, newest, all_children)


def _played(place: Workplace, *, child_count: int, group_count: int, round_count: int) -> None:
    _fill(place, child_count=child_count, group_count=group_count, round_count=round_count)
    place.close()


def _fill(place: Workplace, *, child_count: int, group_count: int, round_count: int) -> tuple[Id, tuple[Id, ...]]:
    made = place.run(lambda desk: children.import_list(desk, made_up(child_count, group_count))).result()
    place.run(lambda desk: notices.give(desk, made.children, now().date())).result()
    everybody = (place.staff.id, *(place.run(partial(_colleague, name)).result() for name in ("Jonas", "Zahra")))
    today = now().date()
    place.run(partial(_since, today - timedelta(days=183 * round_count))).result()
    newest = Id("")
    for number in range(round_count):
        begins = today - timedelta(days=10 + 182 * (round_count - 1 - number))
        played = Played(made.children, everybody, number, round_count - 1 - number, begins)
        newest = place.run(played.play).result()
        if number % 2:
            year = partial(_follow, child_ids=made.children, staff=everybody, year=number // 2)
            place.run(partial(year, ago=(round_count - number) // 2)).result()
    return newest, made.children


def _since(day: date, desk: Desk) -> None:
    """The children have been here for as long as their rounds."""
    with desk.engine.begin() as connection:
        connection.execute(update(t.enrolment).values(since=day))


def _follow(desk: Desk, child_ids: tuple[Id, ...], staff: tuple[Id, ...], year: int, ago: int) -> None:
    """What follows from the rounds of a year."""
    with desk.engine.begin() as connection:
        Followed(desk, connection, child_ids, staff, year, ago).write()
        Reported(desk, connection, child_ids, staff, year, ago).write()


def _colleague(name: str, desk: Desk) -> Id:
    """Somebody else who assesses."""
    with desk.engine.begin() as connection:
        groups = frozenset(group.id for group in people.groups(connection))
        member = StaffMember(
            new_id(desk.clock()), f"{name} Målebånd", "", Role.STAFF, groups, f"målt {name}", None, desk.clock()
        )  # fmt: skip
        people.add_staff(connection, member)
    return member.id


@dataclass(frozen=True, slots=True)
class Played:
    """One round as it was played: what the team answered, and what they agreed on."""

    children: tuple[Id, ...]
    assessors: tuple[Id, ...]
    number: int
    ago: int  # rounds since then
    begins: date

    def play(self, desk: Desk) -> Id:
        """The id of the round, with everything that was written in it."""
        with desk.engine.begin() as connection:
            groups = [group.id for group in people.groups(connection)]
        round_id = round_cases.open_round(
            desk,
            name=f"Runde {self.number + 1}",
            opens_on=self.begins,
            closes_on=self.begins + timedelta(days=45),
            groups=dict.fromkeys(groups, (Context.DAYCARE, self.assessors)),
        )
        age = now().date() - timedelta(days=4 * 365)
        position, trivsel = desk.library.position(), desk.library.trivsel(age_band(age, now().date()))
        with desk.engine.begin() as connection:
            for form in (position, trivsel, desk.library.environment()):
                if form.ref.sha256 not in forms.refs(connection):
                    forms.keep(connection, form.ref, desk.library.text(form.ref))
            items = [*(question.id for question in position.question), *(sign.id for sign in trivsel.sign)]
            records.add(connection, t.joint_assessment, [*self._joint(desk, round_id, items)])
            records.add(connection, t.observation, [*self._observations(desk)])
            if self.ago < _OWN_KEPT:
                own = self._own(desk, round_id, position, trivsel)
                records.add(connection, t.own_assessment, [*own])
            if self.ago:
                rounds.set_closed(connection, round_id, desk.clock() - timedelta(days=182 * self.ago), desk.staff.id)
        return round_id

    def _cell(self, place: int) -> tuple[Position, Trivsel]:
        return _CELLS[(place + self.number) % len(_CELLS)]

    def _joint(self, desk: Desk, round_id: Id, items: list[str]) -> Iterator[tuple[Header, dict[str, object]]]:
        moment = desk.clock() - timedelta(days=182 * self.ago)
        for place, child in enumerate(self.children):
            if self.ago == 0 and place % _NOT_AGREED == 0:
                continue
            where, how = self._cell(place)
            agreed = is_agreed(place, self.number // 2)
            follow_up = (FollowUpKind.NEXT_ROUND, *((FollowUpKind.FOCUS_POINT,) if agreed else ()))
            agreement = Agreement(
                position=where, trivsel=how, reason="Målt", follow_up=follow_up,
                follow_up_on=self.begins + timedelta(days=60), participants=self.assessors,
            )  # fmt: skip
            chosen: dict[str, dict[str, int]] = {item: {"often": 2, "sometimes": 1} for item in items}
            chosen["position"] = {where: 2, Position.NOT_EXPOSED: 1 if where is not Position.NOT_EXPOSED else 3}
            chosen["trivsel"] = {how: 3}
            yield (
                Header(new_id(moment), desk.staff.id, moment, moment, child_id=child),
                {
                    "round_id": round_id, "child_id": child, "position": where, "trivsel": how,
                    "follow_up_on": agreement.follow_up_on, "body": msgspec.json.encode(agreement).decode(),
                    "environment_form": desk.library.environment().ref.sha256, "first": True,
                    "spread": msgspec.json.encode(Spread(len(self.assessors), chosen)).decode(),
                },
            )  # fmt: skip

    def _own(
        self, desk: Desk, round_id: Id, position: PositionForm, trivsel: TrivselForm
    ) -> Iterator[tuple[Header, dict[str, object]]]:
        moment = desk.clock() - timedelta(days=182 * self.ago)
        for who, author in enumerate(self.assessors):
            for place, child in enumerate(self.children):
                if self.ago == 0 and who == 0 and place % _NOT_IN == 0:
                    continue
                where, how = self._cell(place)
                answers = OwnAnswers(
                    answers={sign.id: "often" for sign in trivsel.sign} | {q.id: "nothing" for q in position.question},
                    position=where if who else Position.NOT_EXPOSED,
                    trivsel=how,
                )
                yield (
                    Header(new_id(moment), author, moment, moment, child_id=child),
                    {
                        "round_id": round_id, "child_id": child, "author_id": author, "position": answers.position,
                        "trivsel": answers.trivsel, "body": rounds.encoded(answers),
                        "position_form": position.ref.sha256, "trivsel_form": trivsel.ref.sha256, "nonce": bytes(32),
                        "first": True,
                    },
                )  # fmt: skip

    def _observations(self, desk: Desk) -> Iterator[tuple[Header, dict[str, object]]]:
        for child in self.children:
            for number in range(_OBSERVED):
                moment = desk.clock() - timedelta(days=182 * self.ago + 30 * number + 1)
                header = Header(new_id(moment), desk.staff.id, moment, moment, child_id=child)
                yield header, {"place": "Målt", "text": "Bygger et tårn med en anden og siger, hvad den skal hedde."}


def derivation() -> float:
    """Milliseconds of what unlocking derives: the login and the password."""
    begun = time.perf_counter()
    argon2id(b"login", bytes(16), FLOOR)
    argon2id(b"password", bytes(16), STANDARD)
    return (time.perf_counter() - begun) * 1000
