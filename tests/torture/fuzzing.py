"""Files of strangers: days of absence, and what a municipality says. Whatever is in them is fetched whole or refused in
words, and the vault goes on.

Whole files are turned a little: a cell, a field, a byte; so most of them come far before somebody says no.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from opspor import workplace
from opspor.desktop.pages.absence.preview import read_preview
from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.errors import KnownError
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber
from opspor.exchange import absence_list, local_file
from opspor.usecases import absences, children, local_layer
from opspor.usecases.children import NewChild
from opspor.usecases.phone_book import phone_book
from opspor.vault import beredskab_file
from opspor.workplace import Workplace
from tests.torture.result import Result
from tests.usecases.conftest import Clock, quick

PUPILS = ("Åse Æbelø Kanari", "Bo Kanari", "Bo Kanari")
HEAD = ("Elev", "Fødselsdato", "Dato", "Fravær", "Del af dagen")
_CELLS = (
    *PUPILS, "", " ", "3.5.2016", "4.5.2016", "9.3.2026", "10-03-2026", "2026-03-11", "14.3.2026", "31.2.2026",
    "1.1.1900", "9.3.2126", "46090", "Sygdom", "ulovligt", "Extra", "=1+1", "½", "0,5", "1/0", "7 af 7 lektioner",
    "150 %", "-1", "0.0001", "9999/9999", "nan", "1e9", "\x00", "\ud800", "\u202e", "é" * 11_000, ";" * 300, '"', "'",
    "\r", "\u2028",
)  # fmt: skip
_DAY = date(2026, 3, 1)
_LAYER = Layer(
    Local("Ådal Kommune", "Digital Post", "Skema 4", "Ring", (Limit(5), Limit(7, 20)),
          (LocalNote(Track.SELF_HARM, "leader", "Bliv hos barnet"), LocalNote(Track.ACUTE, "", "Ring")), _DAY, "leder"),
    (LocalNumber("ppr", "87 65 43 21", "9–12", _DAY, "leder"),), 3, _DAY, "leder",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 2**64, 10**400, 1.5, float("nan"), float("inf"), "", " ", "\x00", "\ud800",
    "KANARI" * 2000, "2026-03-01", "0001-01-01", "9999-12-31", "2126-01-01", [], {}, [[]], {"a": {}}, "112", "abuse",
    "acute", "seen",
)  # fmt: skip


def prove(count: int, scratch: Path, *, planted: bool = False) -> Result:
    """``count`` files, every other one of each kind.

    Planted: rows of absence that are refused without a word, and a sentence that says what stood in the file. As broken
    counts the kind in which less was seen.
    """
    dice, taken = Random(), Counter[str]()
    kinds = {"absence": (absence_file, fetch_absence), "local layer": (layer_file, take_over)}
    broken = dict[str, list[str]]((kind, []) for kind in kinds)
    with opened(scratch / "mappe") as work, _planted() if planted else nullcontext():
        for number in range(count):
            kind = [*kinds][number % 2]
            make, fetch = kinds[kind]
            try:
                taken[kind] += fetch(work, make(dice), scratch)
            except Exception as error:  # noqa: BLE001  whatever it is, it is no sentence for a person
                broken[kind].append(f"{kind}: {type(error).__name__} {error}"[:200])
    words = "; ".join(dict.fromkeys([*broken["absence"], *broken["local layer"]]))
    found = (min if planted else sum)(map(len, broken.values()))
    fetched = ", ".join(f"{taken[kind]} of {kind} fetched" for kind in kinds)
    return Result("fuzzing", count, found, f"{fetched}. {words}".strip()[:1000])


@contextmanager
def _planted() -> Iterator[None]:
    with (
        mock.patch.object(absence_list, "_wrong", return_value=""),
        mock.patch.object(local_file, "_place", lambda error: error),
    ):
        yield


@contextmanager
def opened(folder: Path) -> Iterator[Workplace]:
    """A school with three pupils, two of one name."""
    work = workplace.create(
        folder, institution="Kanariskolen", name="Mette Kanari", title="", login="mette", password="mettes kode",
        clock=Clock(), derive=quick,
    )  # fmt: skip
    names = [name.rpartition(" ") for name in PUPILS]
    new = [NewChild(first, last, date(2016, 5, 3 + n), "", "3.B", "") for n, (first, _, last) in enumerate(names)]
    work.run(lambda desk: children.import_list(desk, new)).result()
    try:
        yield work
    finally:
        work.close()


# --- absence ----------------------------------------------------------------------------------------------------------


def absence_file(dice: Random) -> bytes:
    """A file of absence with something wrong in it, most of the time."""
    rows = [list(HEAD)] + [
        [dice.choice(PUPILS), dice.choice(("3.5.2016", "4.5.2016", "5.5.2016", "")),
         f"{_DAY + timedelta(days=dice.randrange(20)):%d-%m-%Y}", dice.choice(("Sygdom", "Ulovligt")),
         dice.choice(("", "0,5", "1/3"))]
        for _ in range(dice.randint(1, 12))
    ]  # fmt: skip
    for _ in range(dice.randrange(5)):
        row = dice.choice(rows[1:] if dice.random() < 0.9 else rows)
        row[dice.randrange(len(row))] = dice.choice(_CELLS)
    return _bitten("\n".join(dice.choice(";;;,\t").join(row) for row in rows).encode("utf-8", "surrogatepass"), dice)


def _names_nothing(refused: KnownError) -> None:
    assert "KANARI" not in str(refused).upper(), "what stood in the file stands in the sentence"


def _bitten(content: bytes, dice: Random) -> bytes:
    """With a few bytes changed, left out or cut off, now and then."""
    raw = bytearray(content)
    if dice.random() < 0.2:
        for _ in range(dice.randint(1, 6)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
    if dice.random() < 0.1:
        del raw[dice.randrange(len(raw)) :]
    return bytes(raw)


def fetch_absence(work: Workplace, content: bytes, scratch: Path) -> bool:
    """Fetch a file as the page does: true when it was fetched. All that it promises is there, and nothing twice."""
    file = scratch / "fravaer.csv"
    file.write_bytes(content)
    today = work.clock().date()
    try:
        preview = read_preview(file, work.look(absences.known).result(), today=today).correcting(correct=True)
    except KnownError as refused:
        _names_nothing(refused)
        return False
    assert all(one.why for one in preview.rows if one.state is absence_list.State.REFUSED), "refused without a word"
    work.run(lambda desk: absences.import_days(desk, preview.chosen, {}, correct=True)).result()
    again = read_preview(file, work.look(absences.known).result(), today=today).correcting(correct=True)
    assert not again.chosen, "the same file twice is something new"
    for pupil in work.look(absences.known).result().pupils:
        days = [noted.away.day for noted in pupil.days]
        assert all(day <= today for day in days), "a day that has not come"
        for first, second in pairwise(pupil.days):
            whole = first.away.share + second.away.share <= 1
            assert first.away.day != second.away.day or whole, "more than a day"
    return bool(preview.chosen)


# --- the local layer --------------------------------------------------------------------------------------------------


def layer_file(dice: Random) -> bytes:
    """A municipality's file with something wrong in it, most of the time; by hand or with its checksum right."""
    document = json.loads(local_file.written(replace(_LAYER, version=dice.randint(1, 9))))
    document["municipality"] = f"Kommune {dice.random()}"  # so that none is older than the one before
    for _ in range(dice.randrange(4)):
        _turn(document, dice)
    document["checksum"] = ""
    if dice.random() < 0.5:
        try:
            document["checksum"] = local_file._checksum(document)
        except ValueError:
            document["checksum"] = "0" * 64
    return _bitten(json.dumps(document, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass"), dice)


def _turn(document: dict[str, Any], dice: Random) -> None:
    """Another value, a field more or a field less, anywhere."""
    place: Any = document
    while True:
        key = dice.choice([*place] if isinstance(place, dict) else [*range(len(place))] or [0])
        inside = place[key] if len(place) else None
        if not isinstance(inside, dict | list) or not inside or dice.random() < 0.3:
            break
        place = inside
    if isinstance(place, dict):
        match dice.randrange(8):
            case 0:
                del place[key]
            case 1:
                place[dice.choice(("steps", "Kanari", "Kanari", "tracks"))] = dice.choice(_VALUES)
            case _:
                place[key] = dice.choice(_VALUES)
    elif place:
        place[key] = dice.choice(_VALUES)


def take_over(work: Workplace, content: bytes, scratch: Path) -> bool:
    """Take a file over as the settings do: true when it was. What lies beside the vault can be read afterwards, also
    locked, and be handed on; a refusal changes nothing."""
    before = beredskab_file.read(work.folder)
    try:
        layer = local_file.read(content)
        shown = work.run(lambda desk: local_layer.preview(desk, layer)).result()
        assert shown == work.run(lambda desk: local_layer.take_over(desk, layer)).result(), "not as it was shown"
    except KnownError as refused:
        _names_nothing(refused)
        if beredskab_file.read(work.folder) != before:
            raise AssertionError("refused and changed") from refused
        return False
    assert not beredskab_file.read(work.folder).damaged
    phone_book(work.folder)
    target = scratch / "kommune.json"
    work.run(lambda desk: local_layer.export(desk, target, "leder")).result()
    local_file.read_file(target)
    return True
