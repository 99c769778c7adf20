"""The vaults that are measured: a daycare of ordinary size, and 2,000 children with ten years of rounds."""

import hashlib
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec

from opspor import workplace
from opspor.domain.assessment import Agreement, Context, FollowUpKind, OwnAnswers, Position, Trivsel
from opspor.domain.child import age_band
from opspor.domain.clock import Clock
from opspor.domain.ids import Id, new_id
from opspor.store import forms, people, records, rounds
from opspor.store import schema as t
from opspor.store.records import Header
from opspor.usecases import children
from opspor.usecases import rounds as round_cases
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.vault.keys import FLOOR, STANDARD, Cost, Derive, argon2id
from opspor.workplace import Workplace

LOGIN, PASSWORD = "mette", "ti-gule-regnjakker-77"
ROUNDS_IN_TEN_YEARS = 20
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
    """The big vault, open. Children, rooms and rounds come through the use cases, the assessments in bulk."""
    place = new_vault(folder)
    newest, all_children = _fill(place, child_count=2000, group_count=20, round_count=ROUNDS_IN_TEN_YEARS)
    return Big(place, newest, all_children)


def _played(place: Workplace, *, child_count: int, group_count: int, round_count: int) -> None:
    _fill(place, child_count=child_count, group_count=group_count, round_count=round_count)
    place.close()


def _fill(place: Workplace, *, child_count: int, group_count: int, round_count: int) -> tuple[Id, tuple[Id, ...]]:
    made = place.run(lambda desk: children.import_list(desk, made_up(child_count, group_count))).result()
    today = now().date()
    newest = Id("")
    for number in range(round_count):
        begins = today - timedelta(days=10 + 182 * (round_count - 1 - number))
        newest = place.run(partial(_round, number=number, begins=begins, all_children=made.children)).result()
    return newest, made.children


def _round(desk: Desk, number: int, begins: date, all_children: tuple[Id, ...]) -> Id:
    with desk.engine.begin() as connection:
        groups = [group.id for group in people.groups(connection)]
    round_id = round_cases.open_round(
        desk,
        name=f"Runde {number + 1}",
        opens_on=begins,
        closes_on=begins + timedelta(days=45),
        groups={group: (Context.DAYCARE, [desk.staff.id]) for group in groups},
        one_is_enough_because="Målestok",
    )
    today = now().date()
    position, trivsel = desk.library.position(), desk.library.trivsel(age_band(today - timedelta(days=4 * 365), today))
    answers = OwnAnswers(
        answers={sign.id: "often" for sign in trivsel.sign} | {q.id: "nothing" for q in position.question},
        position=Position.NOT_EXPOSED,
        trivsel=Trivsel.THRIVES,
    )
    environment = desk.library.environment()
    own, joint = [], []
    for place, child in enumerate(all_children):
        where, how = _CELLS[(place + number) % len(_CELLS)]
        agreement = Agreement(
            position=where, trivsel=how, reason="Målt", follow_up=(FollowUpKind.NEXT_ROUND,),
            follow_up_on=begins + timedelta(days=60),
        )  # fmt: skip
        moment = desk.clock()
        own.append(
            (
                Header(new_id(moment), desk.staff.id, moment, moment, child_id=child),
                {
                    "round_id": round_id, "child_id": child, "author_id": desk.staff.id, "position": answers.position,
                    "trivsel": answers.trivsel, "body": rounds.encoded(answers),
                    "position_form": position.ref.sha256, "trivsel_form": trivsel.ref.sha256, "nonce": bytes(32),
                    "first": True,
                },
            )
        )  # fmt: skip
        joint.append(
            (
                Header(new_id(moment), desk.staff.id, moment, moment, child_id=child),
                {
                    "round_id": round_id, "child_id": child, "position": where, "trivsel": how,
                    "follow_up_on": agreement.follow_up_on, "body": msgspec.json.encode(agreement).decode(),
                    "environment_form": environment.ref.sha256, "first": True,
                },
            )
        )  # fmt: skip
    with desk.engine.begin() as connection:
        for form in (position, trivsel, environment):
            if form.ref.sha256 not in forms.refs(connection):
                forms.keep(connection, form.ref, desk.library.text(form.ref))
        records.add(connection, t.own_assessment, own)
        records.add(connection, t.joint_assessment, joint)
    return round_id


def derivation() -> float:
    """Milliseconds of what unlocking derives: the login and the password."""
    begun = time.perf_counter()
    argon2id(b"login", bytes(16), FLOOR)
    argon2id(b"password", bytes(16), STANDARD)
    return (time.perf_counter() - begun) * 1000
