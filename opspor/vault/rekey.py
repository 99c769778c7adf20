"""A new data key for those who stay: the header sealed anew, and the data file written anew beside the old one.

Everything is made in a folder ``ny`` in the vault. Until it is whole and has been opened and checked, nothing of the
old vault is touched; then the files change places. The one moment that decides is the renaming of ``data.db``: of two
headers ``header.read`` takes the one that fits it, so before that moment the old vault opens and after it the new one.
What a kill leaves of ``ny`` is cleared away the next time somebody unlocks.

    old vault                 header.json  header.bak  data.db
    1. header.json  renamed   NEW          old         old       the twin fits data.db: the old vault
    2. data.db      renamed   NEW          old         NEW       the new vault
    3. the rest     renamed   NEW          NEW         NEW
"""

import os
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.vault import beredskab_file, datafile
from opspor.vault import header as headers
from opspor.vault.access import verified
from opspor.vault.faults import BUSY, known_errors
from opspor.vault.files import sync_folder
from opspor.vault.header import DATA, NAMES
from opspor.vault.keys import KEY_BYTES, SALT_BYTES, Keys
from opspor.vault.slots import seal

NEW = "ny"

STOPPED = Fault(
    "NOEGLE-STOPPET",
    "Det blev stoppet. Intet er ændret, og personen kan stadig låse op. Begynd forfra, når du er klar.",
)
NOT_THE_SAME = Fault(
    "NOEGLE-UENS",
    "Den nye datafil blev ikke som den gamle, så den er smidt væk. Intet er ændret, og personen kan stadig låse op. "
    "Tryk på »Efterse loggen« under »Log«: den ser hele mappen efter. Er den hel, så prøv igen.",
)

Progress = Callable[[int, int], object]  # so much of so much; called on the thread that does the work
Stopped = Callable[[], bool]


def build(folder: Path, keys: Keys, stay: Collection[str], *, progress: Progress, stopped: Stopped) -> Keys:
    """Make ``ny``: the data file as it is now, under a new data key that only the slots ``stay`` get; the new keys.

    Nothing may be written to the vault from here to ``switch``. Raises ``KnownError`` NOEGLE-STOPPET when ``stopped``
    says so, NOEGLE-UENS when the new file does not hold what the old one does, and what the drive may say.
    """
    new = replace(keys, data_key=os.urandom(KEY_BYTES), data_salt=os.urandom(SALT_BYTES))
    there = folder / NEW
    discard(folder)
    header = verified(folder, keys)
    header = replace(header.without(*header.slot_ids.difference(stay)), data_salt=new.data_salt)
    header = replace(header, slots=tuple(seal(header, slot, new.data_key) for slot in header.slots))
    with known_errors():
        there.mkdir(mode=0o700)

    def tell(done: int, size: int) -> bool:
        progress(done, 3 * size)  # encrypting the copy anew, and reading it all, take about as long as making it
        return not stopped()

    try:
        datafile.copy(folder, keys, there, tell)
    except InterruptedError:
        raise KnownError(STOPPED) from None
    if stopped():
        raise KnownError(STOPPED)
    datafile.change_key(there, keys, new)
    size = (there / DATA).stat().st_size
    progress(2 * size, 3 * size)
    headers.save(there, header, new)
    numbers = beredskab_file.read(folder)
    if not numbers.damaged and beredskab_file.verify(folder, keys) and (folder / beredskab_file.NAME).exists():
        beredskab_file.write(there, new, numbers.entries, numbers.local)
    if datafile.contents(there, new) != datafile.contents(folder, keys):
        raise KnownError(NOT_THE_SAME)
    if stopped():
        raise KnownError(STOPPED)
    return new


def prove(folder: Path, new: Keys) -> None:
    """Open the vault that lies in ``ny`` with the new keys and read every page. Raises ``KnownError`` NOEGLE-UENS."""
    there = folder / NEW
    verified(there, new)
    if not datafile.fold_log(there, new) or datafile.check_pages(there, new):
        raise KnownError(NOT_THE_SAME)


def switch(folder: Path, keys: Keys, new: Keys) -> None:
    """Put the vault in ``ny`` in the place of the old one. No connection to the vault may be open.

    Raises ``KnownError`` when it can't be done; then the old vault stands there as before.
    """
    there = folder / NEW
    old = verified(folder, keys)
    if not datafile.fold_log(folder, keys):
        raise KnownError(BUSY)
    try:
        with known_errors():
            _move(there / NAMES[0], folder)
            _move(there / DATA, folder)
    except Exception:
        if headers.data_salt(folder) != new.data_salt:
            headers.save(folder, old, keys)
            raise
    with suppress(KnownError):  # the new vault stands there; the rest can be done the next time somebody unlocks
        tidy(folder, new)


def tidy(folder: Path, keys: Keys) -> None:
    """Finish a switch that was cut off after its one moment, or clear away what was cut off before it.

    ``keys`` are those that open the vault now. A drive that is full does not keep anybody out.
    """
    there = folder / NEW
    if not there.is_dir():
        return
    numbers = there / beredskab_file.NAME
    with known_errors():
        if numbers.exists() and beredskab_file.verify(there, keys):
            _move(numbers, folder)
    with suppress(KnownError):  # both copies, since one may be that of the other side of the moment
        headers.save(folder, verified(folder, keys), keys)
    discard(folder)


def discard(folder: Path) -> None:
    """Clear away ``ny``. What can't be deleted now is deleted the next time; it holds nothing in the clear."""
    shutil.rmtree(folder / NEW, ignore_errors=True)


def _move(file: Path, folder: Path) -> None:
    file.replace(folder / file.name)
    sync_folder(folder)
