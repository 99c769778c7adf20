"""Identifiers: UUIDv7 as text, made by us and not by the database, so that an unsure commit can be looked for."""

import os
import threading
from datetime import datetime
from typing import NewType

Id = NewType("Id", str)

_lock = threading.Lock()
_last = 0


def new_id(now: datetime) -> Id:
    """A new UUIDv7 (RFC 9562) for the moment ``now``: sorts by time, and strictly upwards within this process and
    after what ``go_on_after`` was told, also when the clock is set back.
    """
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 bits that count upwards within one millisecond
        _last = max(int(now.timestamp() * 1000) << 12, _last + 1)
        stamp = _last
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random
    digits = f"{value:032x}"  # by hand: the module uuid costs the first picture 3 ms
    return Id(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")


def go_on_after(newest: Id) -> None:
    """Let every id from now on sort after ``newest``, which another process drew: its clock may have been ahead.

    What was written last is then found by its id, whatever the clock of the day says.
    """
    global _last
    value = int(newest.replace("-", ""), 16)
    with _lock:
        _last = max(_last, (value >> 80) << 12 | (value >> 64) & 0xFFF)
