"""What a PC that is gone held, read from the newest copy by somebody who can open it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from opspor.domain.clock import Clock
from opspor.vault import copies
from opspor.vault.faults import known_errors
from opspor.vault.keys import Derive, argon2id
from opspor.workplace.arrive import open_vault
from opspor.workplace.place import Workplace


@contextmanager
def opened_copy(
    file: Path, login: str, password: str, *, clock: Clock, derive: Derive = argon2id
) -> Iterator[tuple[Workplace, datetime]]:
    """A copy, open inside the block for whoever the login and the password belong to, and when it was made.

    It is unpacked into a folder that goes away afterwards; everything in it is encrypted. The copy is not touched.
    Raises what ``copies.unpack`` and ``open_vault`` raise.
    """
    label = copies.label_of(file)
    with known_errors(), tempfile.TemporaryDirectory(prefix="opspor-") as made:
        folder = Path(made) / "mappe"
        folder.mkdir(mode=0o700)
        copies.unpack(file, folder)
        place = open_vault(folder, login, password, clock=clock, derive=derive)
        try:
            yield place, label.made_at
        finally:
            place.close(told=False)
            place.released.wait()
