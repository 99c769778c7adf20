"""Two copies, and what a bit, a kill or a stranger can do to them."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from opspor.domain.errors import KnownError
from opspor.vault import access, header
from opspor.vault.header import NAMES, LogHead
from opspor.vault.keys import Keys, sha256
from tests.guards import PASSWORD
from tests.vault.conftest import NOW, NewVault, add_person, come_in, flip, quick


def code_of(call: Callable[[], object]) -> str:
    """The code of the known error that ``call`` raises."""
    with pytest.raises(KnownError) as error:
        call()
    return error.value.code


def rewrite(folder: Path, change: Callable[[Any], None], names: tuple[str, ...] = NAMES) -> None:
    """Change what stands in the copies and make the checksum fit, as somebody without the key could."""
    for name in names:
        document = json.loads((folder / name).read_bytes())
        change(document)
        for slot_id, body in document["slots"].items():
            document["head"]["slots"][slot_id] = sha256(header.canonical(body))
        document["checksum"] = sha256(header.canonical([document["head"], document["mac"]]))
        (folder / name).write_bytes(json.dumps(document).encode())


def test_what_is_saved_is_read_again(folder: Path, keys: Keys) -> None:
    before = header.read(folder)
    saved = header.save(folder, replace(before, log=LogHead(7, "ab" * 32, "slot", b"s" * 64)), keys)
    found = header.read(folder)
    assert found == saved
    assert (found.counter, found.log) == (before.counter + 1, LogHead(7, "ab" * 32, "slot", b"s" * 64))
    header.verify(found, keys)


@pytest.mark.parametrize("names", [("header.json",), ("header.bak",), NAMES], ids=["header.json", "header.bak", "both"])
def test_any_flipped_bit_opens_intact_or_is_refused(folder: Path, keys: Keys, names: tuple[str, ...]) -> None:
    good = (folder / "header.json").read_bytes()
    chance = random.Random(29)
    for place in sorted(chance.sample(range(len(good)), 300)):
        bit = chance.randrange(8)
        for name in names:
            flip(folder / name, place, bit)
        outcome: object
        try:
            outcome = come_in(folder)
        except KnownError as error:
            outcome = error.code
        refusals = ["BOKS-HOVED-SKADET", "BOKS-ADGANG-SKADET"] if names == NAMES else []
        assert outcome in [keys, *refusals], f"bit {bit} of byte {place} in {names}"
        for name in NAMES:
            (folder / name).write_bytes(good)


def test_a_cut_copy_is_not_used(folder: Path, keys: Keys) -> None:
    good = (folder / "header.json").read_bytes()
    for length in range(0, len(good), 97):
        (folder / "header.json").write_bytes(good[:length])
        assert come_in(folder) == keys
        assert [finding.code for finding in header.read(folder).findings] == ["BOKS-TVILLING"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b'{"head": "x", "mac": 1}']
)
def test_what_is_no_header_is_damaged(folder: Path, content: bytes) -> None:
    for name in NAMES:
        (folder / name).write_bytes(content)
    assert code_of(lambda: come_in(folder)) == "BOKS-HOVED-SKADET"


def test_missing(folder: Path, tmp_path: Path) -> None:
    (folder / "header.json").unlink()
    come_in(folder)
    (folder / "header.bak").unlink()
    assert code_of(lambda: come_in(folder)) == "BOKS-HOVED-MANGLER"
    assert code_of(lambda: come_in(tmp_path)) == "BOKS-MANGLER"
    assert code_of(lambda: come_in(tmp_path / "intet")) == "BOKS-MANGLER"


def test_one_missing_and_one_damaged_is_damaged(folder: Path) -> None:
    (folder / "header.json").unlink()
    (folder / "header.bak").write_bytes(b"x")
    assert code_of(lambda: come_in(folder)) == "BOKS-HOVED-SKADET"


def test_a_newer_format_says_so_and_a_damaged_number_does_not(folder: Path) -> None:
    def newer(document: Any) -> None:
        document["head"] = {"format": 2, "something": "else"}
        document["slots"] = {}

    good = (folder / "header.bak").read_bytes()
    (folder / "header.json").write_bytes(good.replace(b'"format": 1', b'"format": 3'))
    come_in(folder)
    rewrite(folder, newer, ("header.bak",))
    assert code_of(lambda: come_in(folder)) == "BOKS-NYERE"


def test_a_slot_damaged_in_both_copies_in_two_places_is_whole_between_them(folder: Path, keys: Keys) -> None:
    add_person(folder, keys, "lars", "kode")
    good = (folder / "header.json").read_bytes()
    places = [good.index(b'"wrapped"'), good.rindex(b'"wrapped"')]
    for name, place in zip(NAMES, places, strict=True):
        flip(folder / name, place + 20)
    assert come_in(folder) == keys
    assert come_in(folder, "lars", "kode").data_key == keys.data_key
    assert header.read(folder).damaged == ()


def test_the_newer_of_two_whole_copies_counts(folder: Path, keys: Keys) -> None:
    old = (folder / "header.bak").read_bytes()
    slot_id, _ = access.invite(folder, keys, now=NOW, derive=quick)
    (folder / "header.bak").write_bytes(old)
    assert slot_id in {slot.slot_id for slot in header.read(folder).slots}
    (folder / "header.json").write_bytes(old[:100])
    assert slot_id not in {slot.slot_id for slot in header.read(folder).slots}


def test_an_older_whole_copy_counts_before_a_newer_one_with_a_damaged_slot(folder: Path, keys: Keys) -> None:
    old = (folder / "header.bak").read_bytes()
    access.change_password(folder, keys, PASSWORD, "nyt kodeord", derive=quick)
    (folder / "header.bak").write_bytes(old)
    flip(folder / "header.json", (folder / "header.json").read_bytes().index(b'"wrapped"') + 20)
    assert come_in(folder) == keys
    assert [finding.code for finding in header.read(folder).findings] == ["BOKS-TVILLING"]


def test_a_copy_that_does_not_belong_to_the_data_is_passed_over(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    other, strange = new_vault("anden.opspor")
    access.invite(other, strange, now=NOW, derive=quick)
    shutil.copy(other / "header.json", folder / "header.json")
    assert come_in(folder) == keys
    assert [finding.code for finding in header.read(folder).findings] == ["BOKS-TVILLING"]


def test_a_stranger_without_the_key_cannot_change_the_header(folder: Path, keys: Keys, new_vault: NewVault) -> None:
    def another_counter(document: Any) -> None:
        document["head"]["counter"] = 99

    def another_log(document: Any) -> None:
        document["head"]["log"] = {"number": 1, "hash": "00", "slot": "s", "signature": "00"}

    def no_person(document: Any) -> None:
        document["slots"].pop(invited)
        document["head"]["slots"].pop(invited)

    def another_public_key(document: Any) -> None:
        document["slots"][invited]["x25519"] = "00" * 32

    invited, _ = access.invite(folder, keys, now=NOW, derive=quick)
    good = (folder / "header.json").read_bytes()
    for change in (another_counter, another_log, no_person, another_public_key):
        rewrite(folder, change)
        assert code_of(lambda: come_in(folder)) == "BOKS-HOVED-RETTET"
        assert code_of(lambda: access.invite(folder, keys, now=NOW, derive=quick)) == "BOKS-HOVED-RETTET"
        for name in NAMES:
            (folder / name).write_bytes(good)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cost", {"kdf": "argon2id", "memory_kib": 65535, "iterations": 3, "lanes": 4}),
        ("cost", {"kdf": "argon2id", "memory_kib": 10**9, "iterations": 3, "lanes": 4}),
        ("cost", {"kdf": "argon2id", "memory_kib": 65536, "iterations": True, "lanes": 4}),
        ("cost", {"kdf": "md5", "memory_kib": 65536, "iterations": 3, "lanes": 4}),
        ("salt", ""),
        ("x25519", "00"),
        ("kind", "guest"),
        ("created", "yesterday"),
        ("login", 5),
        ("extra", "field"),
    ],
)
def test_a_slot_that_asks_for_something_else_is_not_used(folder: Path, keys: Keys, field: str, value: object) -> None:
    rewrite(folder, lambda document: document["slots"][keys.slot_id].update({field: value}))
    assert header.read(folder).slots == ()
    assert code_of(lambda: come_in(folder)) == "BOKS-ADGANG-SKADET"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 0),
        ("format", "1"),
        ("vault_id", 5),
        ("counter", -1),
        ("data_salt", "00"),
        ("slots", []),
        ("log", {"number": 1, "hash": 2}),
        ("log", {}),
        ("login", {"salt": "00" * 16, "cost": {"kdf": "argon2id", "memory_kib": 8, "iterations": 1, "lanes": 1}}),
        ("extra", 1),
    ],
)
def test_a_head_that_is_not_format_1_is_damaged(folder: Path, field: str, value: object) -> None:
    for name in NAMES:
        document = json.loads((folder / name).read_bytes())
        document["head"][field] = value
        document["checksum"] = sha256(header.canonical([document["head"], document["mac"]]))
        (folder / name).write_bytes(json.dumps(document).encode())
    assert code_of(lambda: header.read(folder)) == "BOKS-HOVED-SKADET"


SAVER = """
import sys
from pathlib import Path
from opspor.vault import access
from tests.guards import PASSWORD
from tests.vault.conftest import NOW, come_in, quick
folder = Path(sys.argv[1])
keys = come_in(folder)
while True:
    slot_id, _ = access.invite(folder, keys, now=NOW, derive=quick)
    print(slot_id, flush=True)
"""


def test_a_kill_while_saving_leaves_a_header_that_opens_with_all_that_was_told(folder: Path, keys: Keys) -> None:
    chance = random.Random()
    good = (folder / "header.json").read_bytes()
    for _ in range(12):
        for name in NAMES:
            (folder / name).write_bytes(good)
        with subprocess.Popen(
            [sys.executable, "-c", SAVER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        ) as process:
            assert process.stdout is not None
            told = [process.stdout.readline()]  # a kill before the first one was saved would prove nothing
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            told += [line for line in process.stdout if line.endswith("\n")]
        assert come_in(folder) == keys
        assert {line.strip() for line in told} <= {slot.slot_id for slot in header.read(folder).slots}
