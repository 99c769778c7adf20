"""``log.json``: a few signed numbers that need no room and never stand in anybody's way."""

from dataclasses import replace
from pathlib import Path

import pytest

from opspor.vault import logtail
from opspor.vault.keys import Keys
from opspor.vault.logtail import NAME, SIZE, Tail

HASH = "ab" * 32


def test_what_is_written_is_read_again_and_the_size_stays(folder: Path, keys: Keys) -> None:
    for number, missing in ((7, 0), (123_456, 98_765), (8, 0)):
        head = logtail.sign(keys, number, HASH)
        logtail.write(folder, head, missing)

        assert logtail.read(folder) == Tail(head, missing)
        assert (folder / NAME).stat().st_size == SIZE


def test_nobody_else_can_say_where_the_log_ends(keys: Keys) -> None:
    head = logtail.sign(keys, 7, HASH)

    assert logtail.is_signed(keys.vault_id, head, keys.verify_key)
    for moved in (replace(head, number=6), replace(head, hash="cd" * 32), replace(head, signature=b"")):
        assert not logtail.is_signed(keys.vault_id, moved, keys.verify_key)
    assert not logtail.is_signed("another vault", head, keys.verify_key)
    assert not logtail.is_signed(keys.vault_id, head, replace(keys, seed=b"t" * 32).verify_key)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"x" * SIZE, b'{"tail":[1,2],"checksum":""}', b"[" * 5000, b"\xff\x00"]
)
def test_what_is_torn_or_strange_counts_as_missing_and_is_written_over(
    folder: Path, keys: Keys, content: bytes
) -> None:
    (folder / NAME).write_bytes(content)
    assert logtail.read(folder) is None

    logtail.write(folder, logtail.sign(keys, 7, HASH))

    assert logtail.read(folder) is not None


def test_half_of_the_old_and_half_of_the_new_count_as_missing(folder: Path, keys: Keys) -> None:
    logtail.write(folder, logtail.sign(keys, 7, HASH))
    old = (folder / NAME).read_bytes()
    logtail.write(folder, logtail.sign(keys, 8, "cd" * 32))
    new = (folder / NAME).read_bytes()

    for place in range(40, 300, 20):
        (folder / NAME).write_bytes(new[:place] + old[place:])
        assert logtail.read(folder) is None


def test_a_place_that_cannot_be_written_is_passed_over(folder: Path, keys: Keys) -> None:
    (folder / NAME).mkdir()

    logtail.write(folder, logtail.sign(keys, 7, HASH))

    assert logtail.read(folder) is None
