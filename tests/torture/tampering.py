"""A log that somebody changed who has the data key and nobody's signing key: ``check`` must find it every time.

Whole states are not put back here: the folder, or log and ends together, as they truly stood once (after a crash also
as they stood when it was last locked). That is named in the threat model as not covered.
"""

import hashlib
import os
import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, update

from opspor import workplace
from opspor.domain.access import Action
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.store import log
from opspor.store import schema as t
from opspor.usecases import check, children
from opspor.usecases import log as logs
from opspor.usecases.children import NewChild
from opspor.usecases.desk import checkpoint_bytes, entry_hash
from opspor.vault import access, header, logtail
from opspor.vault.connection import writer_engine
from opspor.vault.header import LogHead
from opspor.vault.keys import Cost, Keys
from opspor.workplace import Workplace
from tests.torture.result import Result

_BEGINS = datetime(2025, 3, 3, 8, 0, tzinfo=UTC)
_AFTER = _BEGINS + timedelta(days=500)
_TEXTS = ("actor_id", "action", "subject_id", "detail", "slot_id", "previous", "hash")


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """Tamper ``count`` times with a copy of a vault and ask the check. Planted: a check that believes any signature."""
    scenes = [_in_use(scratch / "in-use"), _after_retention(scratch / "retained"), _after_a_crash(scratch / "crashed")]
    known = [access.unlock(scene, "mette", "mette kanari-kode", derive=quick) for scene in scenes]
    missed = [f"{scene.name} is whole" for scene in scenes if _is_found(_copy(scene, scratch), Clock(_AFTER))]
    with ExitStack() as stack:
        if planted:
            for module in (check, logtail):
                stack.enter_context(mock.patch.object(module, "signature_fits", return_value=True))
        for number in range(count):
            rng = random.Random(number)
            attack, scene = ATTACKS[number % len(ATTACKS)], number // len(ATTACKS) % len(scenes)
            thief = Thief(_copy(scenes[scene], scratch), known[scene], rng)
            thief.do(attack)
            if not _is_found(thief.folder, Clock(_AFTER)):
                missed.append(f"{attack.__name__} ({number})")
    words = f"{len(ATTACKS)} ways to change, insert, remove, cut, forge and re-sign, on 3 vaults"
    return Result("tampering", count, len(missed), "; ".join([words, *(f"not found: {miss}" for miss in missed[:5])]))


def _copy(scene: Path, scratch: Path) -> Path:
    folder = scratch / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(scene, folder))


@dataclass
class Clock:
    """A clock that goes on by itself, a minute at a time."""

    now: datetime = _BEGINS

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Instead of Argon2id: what a password costs is not what is proved here."""
    return hashlib.sha256(secret + salt).digest()


def _enter(folder: Path, login: str, clock: Clock) -> Workplace:
    return workplace.open_vault(folder, login, f"{login} kanari-kode", clock=clock, derive=quick)


def _is_found(folder: Path, clock: Clock) -> bool:
    """Whether the leader's check says something. What does not open is not taken for whole either."""
    try:
        place = _enter(folder, "mette", clock)
    except KnownError:
        return True
    try:
        return bool(place.run(check.check).result())
    finally:
        place.close()


# --- the vaults -------------------------------------------------------------------------------------------------------


def _made(folder: Path) -> Clock:
    """Two people who came and went over a year, and what they did."""
    clock = Clock()
    place = workplace.create(
        folder, institution="Kanari", name="Mette Kanari", title="", login="mette", password="mette kanari-kode",
        clock=clock, derive=quick,
    )  # fmt: skip
    new = [NewChild(f"Kanari {n}", "", date(2022, 1, 5), "", "Stuen", "") for n in range(4)]
    ids = place.run(lambda desk: children.import_list(desk, new)).result().children
    groups = place.run(children.listed).result()[0].group_ids
    _, code = place.invite(name="Jonas Kanari", title="", role=Role.STAFF, groups=frozenset(groups))
    place.close()
    workplace.accept(
        folder, login="jonas", code=code, password="jonas kanari-kode", clock=clock, derive=quick
    ).close()  # fmt: skip
    for number in range(6):
        clock.now += timedelta(days=60)
        place = _enter(folder, ("mette", "jonas")[number % 2], clock)
        for child in ids:
            place.run(lambda desk, child=child: children.open_child(desk, child)).result()  # type: ignore[misc]
        place.close()
    return clock


def _in_use(folder: Path) -> Path:
    _made(folder)
    return folder


def _after_retention(folder: Path) -> Path:
    clock = _made(folder)
    place = _enter(folder, "mette", clock)
    gone = place.run(lambda desk: logs.retain(desk, clock.now - timedelta(days=190))).result()
    place.close()
    assert gone > 0
    return folder


def _after_a_crash(folder: Path) -> Path:
    """As a kill leaves it: the last lines are in ``log.json`` only, not in the header."""
    clock = _made(folder.with_name("before"))
    place = _enter(folder.with_name("before"), "jonas", clock)
    place.run(lambda desk: children.listed(desk, search="k")).result()
    shutil.copytree(place.folder, folder)
    (folder / "opspor.lock").unlink()
    place.close()
    return folder


# --- who changes them -------------------------------------------------------------------------------------------------


class Thief:
    """Somebody with the data key and programming tools, who makes signatures with a key of their own."""

    def __init__(self, folder: Path, known: Keys, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        # the same data key, with a signing key that nobody gave them
        self.keys = Keys(
            known.vault_id, known.slot_id, known.kind, known.data_key, known.data_salt, rng.randbytes(32)
        )  # fmt: skip
        self.public = Ed25519PrivateKey.from_private_bytes(self.keys.seed).public_key().public_bytes_raw()

    def do(self, attack: "Attack") -> None:
        """Do it, until something is different."""
        engine = writer_engine(self.folder, self.keys)
        try:
            with engine.begin() as connection:
                before = self._state(connection)
                while self._state(connection) == before:
                    attack(self, connection)
        finally:
            engine.dispose()

    def _state(self, connection: Connection) -> object:
        ends = header.read(self.folder).log, logtail.read(self.folder)
        return list(log.entries(connection)), log.checkpoint(connection), ends

    def lines(self, connection: Connection) -> list[log.LogEntry]:
        return list(log.entries(connection))

    def any_line(self, connection: Connection) -> log.LogEntry:
        return self.rng.choice(self.lines(connection))

    def rewrite(self, connection: Connection, lines: list[log.LogEntry], *, forge: bool) -> None:
        """Put these lines in the place of all, numbered and hashed as they should be from the first change on.

        ``forge``: sign them anew; else every line keeps the signature it had.
        """
        connection.execute(delete(t.log_entry))
        made = log.checkpoint(connection)
        begins, previous = (made.number, made.hash) if made else (0, "")
        number = begins
        for line in lines:
            if line.number > begins:
                number += 1
                line = replace(line, number=number, previous=previous)
            digest = entry_hash(self.keys.vault_id, line)
            signed = line.signature
            if digest != line.hash and forge:
                signed = self.keys.sign(bytes.fromhex(digest))
            log.add(connection, replace(line, hash=digest, signature=signed))
            previous = digest if line.number > begins else previous
        self.move_ends(LogHead(number, previous, self.keys.slot_id, b""))

    def move_ends(self, head: LogHead) -> None:
        """Say in header and ``log.json`` that the log ends there, as well as one can without a signer's key."""
        forged = logtail.sign(self.keys, head.number, head.hash)
        old = header.read(self.folder).log
        assert old is not None
        head = self.rng.choice([forged, replace(old, number=head.number, hash=head.hash)])
        if head == old:  # what truly was the end once, put back: that is a whole state, and not what is tried here
            head = forged
        header.save(self.folder, replace(header.read(self.folder), log=head), self.keys)
        logtail.write(self.folder, head)


Attack = Callable[[Thief, Connection], None]


def change_a_field(thief: Thief, connection: Connection) -> None:
    """One field of one line, and nothing else."""
    line, rng = thief.any_line(connection), thief.rng
    field = rng.choice([*_TEXTS, "at", "signature"])
    value: object = rng.choice(["", "x", "login", "ff" * 32, getattr(thief.any_line(connection), field)])
    if field == "at":
        value = line.at + timedelta(microseconds=rng.choice([1, -1, 10**9]))
    if field == "signature":
        value = rng.choice([b"", rng.randbytes(64), thief.any_line(connection).signature])
    connection.execute(update(t.log_entry).where(t.log_entry.c.number == line.number).values({field: value}))


def remove_lines(thief: Thief, connection: Connection) -> None:
    """Some lines, with a hole left."""
    numbers = [line.number for line in thief.lines(connection)]
    gone = thief.rng.sample(numbers, thief.rng.randint(1, 4))
    connection.execute(delete(t.log_entry).where(t.log_entry.c.number.in_(gone)))


def remove_and_close_the_gap(thief: Thief, connection: Connection) -> None:
    """A line is gone, and the chain is made anew after it."""
    lines = thief.lines(connection)
    lines.pop(thief.rng.randrange(len(lines)))
    thief.rewrite(connection, lines, forge=thief.rng.random() < 0.5)


def swap_lines(thief: Thief, connection: Connection) -> None:
    """Two lines change places: with their old hashes, or in a new chain."""
    lines, rng = thief.lines(connection), thief.rng
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.5:
        thief.rewrite(connection, lines, forge=rng.random() < 0.5)
        return
    numbers = sorted(line.number for line in lines)
    connection.execute(delete(t.log_entry))
    for number, line in zip(numbers, lines, strict=True):
        log.add(connection, replace(line, number=number))


def insert_a_line(thief: Thief, connection: Connection) -> None:
    """A line that nobody wrote, in somebody's name, at any place."""
    lines, rng = thief.lines(connection), thief.rng
    new = replace(thief.any_line(connection), action=str(rng.choice(list(Action))), hash="", detail="{}")
    lines.insert(rng.randint(0, len(lines)), new)
    thief.rewrite(connection, lines, forge=rng.random() < 0.8)


def change_and_rehash(thief: Thief, connection: Connection) -> None:
    """What a line says is another, and the whole chain fits again."""
    lines, rng = thief.lines(connection), thief.rng
    place = rng.randrange(len(lines))
    changes: list[dict[str, object]] = [
        {"subject_id": Id("et andet barn")}, {"actor_id": Id("en anden")}, {"detail": '{"x":1}'},
        {"at": lines[place].at - timedelta(days=1)}, {"action": "child.open" if rng.random() < 0.5 else "login"},
    ]  # fmt: skip
    lines[place] = replace(lines[place], **rng.choice(changes))  # type: ignore[arg-type]
    thief.rewrite(connection, lines, forge=rng.random() < 0.5)


def cut_the_tail(thief: Thief, connection: Connection) -> None:
    """The last lines are gone; the ends say what they said, say less, or are gone too."""
    lines, rng = thief.lines(connection), thief.rng
    kept = lines[: -rng.randint(1, 3)]
    connection.execute(delete(t.log_entry).where(t.log_entry.c.number > kept[-1].number))
    match rng.randrange(4):
        case 0:
            thief.move_ends(LogHead(kept[-1].number, kept[-1].hash, "", b""))
        case 1:
            (thief.folder / logtail.NAME).unlink()
        case 2:
            (thief.folder / logtail.NAME).unlink()
            header.save(thief.folder, replace(header.read(thief.folder), log=None), thief.keys)
        case _:
            (thief.folder / logtail.NAME).write_bytes(rng.randbytes(logtail.SIZE))


def move_the_ends(thief: Thief, connection: Connection) -> None:
    """Only the ends: to another line, a line to come, or with another hash."""
    line, rng = thief.any_line(connection), thief.rng
    thief.move_ends(LogHead(line.number + rng.choice([0, 0, 5]), rng.choice([line.hash, "ab" * 32]), "", b""))


def forge_a_checkpoint(thief: Thief, connection: Connection) -> None:
    """The first lines are gone, and a checkpoint says that this was wanted; sometimes the log says so too."""
    lines, rng = thief.lines(connection), thief.rng
    last = rng.choice(lines[:-2])
    connection.execute(delete(t.log_checkpoint))
    connection.execute(delete(t.log_entry).where(t.log_entry.c.number <= last.number))
    made = log.Checkpoint(last.number, last.hash, last.at, last.actor_id, last.slot_id, b"")
    signature = thief.keys.sign(checkpoint_bytes(thief.keys.vault_id, made, []))
    values = {name: getattr(made, name) for name in log.Checkpoint.__slots__} | {"signature": signature}
    connection.execute(insert(t.log_checkpoint).values(values))
    if rng.random() < 0.5:
        rest = thief.lines(connection)
        told = replace(rest[-1], action=Action.RETAIN_LOG, detail=f'{{"until":{last.number}}}', hash="")
        thief.rewrite(connection, [*rest, replace(told, slot_id=made.slot_id)], forge=True)


def change_the_checkpoint(thief: Thief, connection: Connection) -> None:
    """The one that is there says something else, or is gone; where there is none the first line is gone."""
    made, rng = log.checkpoint(connection), thief.rng
    if made is None:
        connection.execute(delete(t.log_entry).where(t.log_entry.c.number == 1))
    elif rng.random() < 0.3:
        connection.execute(delete(t.log_checkpoint))
    elif rng.random() < 0.3:
        connection.execute(delete(t.log_entry).where(t.log_entry.c.number == thief.lines(connection)[0].number))
    else:
        changed: list[dict[str, object]] = [
            {"number": made.number + 1}, {"hash": "ab" * 32}, {"made_at": made.made_at + timedelta(days=1)},
            {"actor_id": "en anden"}, {"slot_id": "en anden"}, {"signature": os.urandom(64)},
        ]  # fmt: skip
        connection.execute(update(t.log_checkpoint).values(rng.choice(changed)))


def take_over_a_signer(thief: Thief, connection: Connection) -> None:
    """A signer's key is another, and that signer's lines are signed with it, from any change to the last line."""
    lines, rng = thief.lines(connection), thief.rng
    victim = rng.choice(lines).slot_id
    key = t.signing_key.c
    connection.execute(update(t.signing_key).where(key.slot_id == victim).values(public_key=thief.public))
    place = rng.choice([n for n, line in enumerate(lines) if line.slot_id == victim])
    told = lines[place].detail
    lines[place] = replace(lines[place], detail=told.replace('"key":"', '"key":"00') if "key" in told else '{"x":1}')
    thief.rewrite(connection, lines, forge=True)


def make_up_a_signer(thief: Thief, connection: Connection) -> None:
    """Somebody who never was there signs the last line; sometimes the log says that they joined."""
    lines, rng = thief.lines(connection), thief.rng
    last = lines[-1]
    connection.execute(
        insert(t.signing_key).values(slot_id="opdigtet", staff_id=last.actor_id, public_key=thief.public)
    )
    joined = replace(
        last, slot_id="opdigtet", action=Action.JOIN, subject_id=Id("opdigtet"), hash="",
        detail=f'{{"key":"{thief.public.hex()}"}}',
    )  # fmt: skip
    did = replace(last, slot_id="opdigtet", action=Action.OPEN_CHILD, hash="")
    thief.rewrite(connection, [*lines, joined, did] if rng.random() < 0.6 else [*lines, did], forge=True)


ATTACKS: tuple[Attack, ...] = (
    change_a_field, remove_lines, remove_and_close_the_gap, swap_lines, insert_a_line, change_and_rehash, cut_the_tail,
    move_the_ends, forge_a_checkpoint, change_the_checkpoint, take_over_a_signer, make_up_a_signer,
)  # fmt: skip
