"""The ways in which ``damage`` spoils the files of a vault."""

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from opspor.vault.header import NAMES, canonical
from opspor.vault.keys import sha256

PAGE = 4096
_SMALL = ("beredskab.json", "log.json", "adgang.json")

Files = dict[str, bytes]


@dataclass
class Try:
    """One vault about to be damaged: ``files`` are changed in place."""

    files: Files
    other: Files
    old_wal: bytes
    chance: random.Random


def _spoil(chance: random.Random, content: bytes) -> bytes:
    """``content`` flipped, cut, zeroed, grown, garbled or with two of its blocks in each other's place."""
    if not content:
        return b"\0"
    spoiled, block = bytearray(content), min(chance.choice([16, 512, PAGE]), len(content))
    at, to = (chance.randrange(0, len(content), block) for _ in range(2))
    match chance.randrange(7):
        case 0:
            for _ in range(chance.choice([1, 1, 1, 20])):
                spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        case 1:
            del spoiled[chance.choice([0, chance.randrange(len(spoiled)), len(spoiled) - 1]) :]
        case 2:
            spoiled[at : at + block] = bytes(len(spoiled[at : at + block]))
        case 3:
            spoiled += chance.randbytes(chance.choice([1, 100, PAGE]))
        case 4:
            spoiled[at : at + block] = chance.randbytes(len(spoiled[at : at + block]))
        case 5:
            spoiled[at : at + block] = content[to : to + block]  # one block stands twice
        case _:
            spoiled[at : at + block], spoiled[to : to + block] = content[to : to + block], content[at : at + block]
    return bytes(spoiled)


def data(on: Try) -> None:
    """``data.db`` itself."""
    on.files["data.db"] = _spoil(on.chance, on.files["data.db"])


def pages_of_another(on: Try) -> None:
    """Pages of the other vault in the same place."""
    mine, theirs = bytearray(on.files["data.db"]), on.other["data.db"]
    for _ in range(on.chance.choice([1, 1, 5])):
        at = on.chance.randrange(0, min(len(mine), len(theirs)), PAGE)
        mine[at : at + PAGE] = theirs[at : at + PAGE]
    on.files["data.db"] = bytes(mine)


def log(on: Try) -> None:
    """The write-ahead log that a crash left; there is none in a vault that was closed, so garbage is put there."""
    on.files["data.db-wal"] = _spoil(on.chance, on.files.get("data.db-wal") or on.chance.randbytes(9000))


def log_of_another(on: Try) -> None:
    """The write-ahead log of the other vault, or part of it."""
    on.files["data.db-wal"] = on.other["data.db-wal"][: on.chance.choice([None, 32 + 4120, 32 + 3 * 4120])]


def log_of_an_earlier_day(on: Try) -> None:
    """A write-ahead log of this very vault, with this very key, whose pages are all genuine and all old."""
    on.files["data.db-wal"] = on.old_wal


def journal(on: Try) -> None:
    """A rollback journal, which a vault never has."""
    size = on.chance.choice([0, 28, 512, 9000])
    on.files["data.db-journal"] = bytes.fromhex("d9d505f920a163d7") + on.chance.randbytes(size)


def files_of_another(on: Try) -> None:
    """Any of the files taken from the other vault; but data with their header are simply that vault."""
    theirs = on.chance.sample(sorted(on.files), on.chance.choice([1, 1, 2]))
    if "data.db" in theirs:
        theirs = [name for name in theirs if name not in NAMES]
    on.files |= {name: on.other[name] for name in theirs if name in on.other}


def missing(on: Try) -> None:
    """Some of the files are not there."""
    for name in on.chance.sample(sorted(on.files), on.chance.choice([1, 1, 2])):
        del on.files[name]


def headers(on: Try) -> None:
    """One copy of the header, or both, each in its way."""
    for name in on.chance.choice([NAMES, NAMES[:1], NAMES[1:]]):
        on.files[name] = _spoil(on.chance, on.files[name])


def same_header_twice(on: Try) -> None:
    """Both copies of the header, in the same way."""
    spoiled = _spoil(on.chance, on.files["header.json"])
    on.files |= dict.fromkeys(NAMES, spoiled)


def header_mixed(on: Try) -> None:
    """Parts of the other vault's header put into this one, with checksums that fit: by somebody without the key."""
    other = json.loads(on.other["header.json"])

    def mix(document: Any) -> None:
        for key in on.chance.sample(sorted(document), on.chance.choice([1, 2])):
            document[key] = other[key]
        for key in on.chance.sample(sorted(document["head"]), on.chance.choice([0, 1, 2])):
            document["head"][key] = other["head"][key]

    _rewrite(on, mix, digests=on.chance.random() < 0.5)


def header_edited(on: Try) -> None:
    """A value somewhere in the header is another, missing, twice there or of another kind; all checksums fit."""

    def edit(document: Any) -> None:
        for _ in range(on.chance.choice([1, 1, 3])):
            _edit(on.chance, document)

    _rewrite(on, edit, digests=on.chance.random() < 0.7)


def small_files(on: Try) -> None:
    """What stands in the clear beside the data."""
    name = on.chance.choice(_SMALL)
    garbage = [b"", b"{}", b"null", b"[" * 5000, b"\xff" * 50, b'{"format": 1}', b"1" * 5000, on.chance.randbytes(300)]
    on.files[name] = on.chance.choice([*garbage, _spoil(on.chance, on.files.get(name, b"{}"))])


def small_file_edited(on: Try) -> None:
    """A value somewhere in a small file is another; its checksum fits where it has one."""
    there = [name for name in _SMALL if name in on.files]
    if not there:
        return
    name = on.chance.choice(there)
    document = json.loads(on.files[name])
    _edit(on.chance, document)
    with suppress(KeyError, TypeError, ValueError):
        document["checksum"] = sha256(canonical([document["contacts"], document["mac"]]))
    on.files[name] = json.dumps(document).encode()


def _rewrite(on: Try, change: Callable[[Any], None], *, digests: bool) -> None:
    document = json.loads(on.files["header.json"])
    change(document)
    with suppress(KeyError, TypeError, AttributeError, ValueError):  # where so much has gone that nothing can fit
        if digests:
            fit = {slot_id: sha256(canonical(body)) for slot_id, body in document["slots"].items()}
            document["head"]["slots"] = fit
        document["checksum"] = sha256(canonical([document["head"], document["mac"]]))
    content = json.dumps(document).encode()
    if on.chance.random() < 0.2:  # the same key twice: readers disagree about which one counts
        content = content.replace(b'"counter": ', b'"counter": 7, "counter": ', 1)
    for name in on.chance.choice([NAMES, NAMES, NAMES[:1]]):
        on.files[name] = content


def _edit(chance: random.Random, document: Any) -> None:
    """Change one value anywhere inside ``document``."""
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, part in inside:
            places.append((value, key))
            walk(part)

    walk(document)
    if not places:
        return
    holder, key = chance.choice(places)
    value = holder[key]
    others: list[Any] = [
        None,
        0,
        -1,
        2**70,
        1e308,
        True,
        "",
        "x",
        [],
        {},
        [[]],
        {"a": {}},
        "æ\ud800",
        "00" * 16,
        "9999-12-31",
    ]
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        others += [value[:at] + chance.choice("0123456789abcdef") + value[at + 1 :]] * 10 + [value[::-1], value[:-1]]
    if isinstance(value, int):
        others += [value + 1, value - 1, -value, value * 1000] * 3
    if chance.random() < 0.15 and isinstance(holder, dict):
        del holder[key]
    elif chance.random() < 0.1 and isinstance(holder, dict):
        holder[f"{key}2"] = value
    else:
        holder[key] = chance.choice(others)


WAYS: dict[Callable[[Try], None], int] = {
    data: 5,
    pages_of_another: 2,
    log: 3,
    log_of_another: 1,
    log_of_an_earlier_day: 1,
    journal: 1,
    files_of_another: 2,
    missing: 1,
    headers: 4,
    same_header_twice: 2,
    header_mixed: 2,
    header_edited: 4,
    small_files: 1,
    small_file_edited: 1,
}  # fmt: skip  how often, against each other
PLANTED = {log_of_an_earlier_day: 1, header_edited: 2}
