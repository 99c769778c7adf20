"""Making a vault."""

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from opspor.domain.errors import KnownError
from opspor.domain.ids import new_id
from opspor.vault import header as headers
from opspor.vault.access import with_person
from opspor.vault.datafile import create
from opspor.vault.faults import NOT_EMPTY, known_errors
from opspor.vault.files import sync_folder
from opspor.vault.header import Header
from opspor.vault.keys import FLOOR, KEY_BYTES, SALT_BYTES, Derive, Keys, argon2id


def create_vault(folder: Path, login: str, password: str, *, now: datetime, derive: Derive = argon2id) -> Keys:
    """A new vault with one person in it and an empty ``data.db``; the folder may be missing or empty.

    It is built beside ``folder`` and renamed when whole, so a failure or a kill leaves no half vault in its place.
    Raises ``KnownError`` BOKS-IKKE-TOM for a folder with something in it, and what the drive may say.
    """
    with known_errors():
        folder = free_place(folder)
        header = Header(
            vault_id=new_id(now),
            created=now,
            counter=0,
            data_salt=os.urandom(SALT_BYTES),
            login_salt=os.urandom(SALT_BYTES),
            login_cost=FLOOR,
            slots=(),
        )
        header, keys = with_person(header, login, password, os.urandom(KEY_BYTES), now, derive)
        building = Path(tempfile.mkdtemp(prefix=".opspor-ny-", dir=folder.parent))
        try:
            create(building, keys)
            headers.save(building, header, keys)
            put_in_place(building, folder)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    return keys


def free_place(folder: Path) -> Path:
    """``folder`` without links, where a vault may be put: it is missing or empty, and what it lies in is there.

    Raises ``KnownError`` BOKS-IKKE-TOM for anything else, and ``OSError`` when the drive is at fault.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnownError(NOT_EMPTY)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # what it should lie in is a file
        raise KnownError(NOT_EMPTY) from None
    return folder


def put_in_place(building: Path, folder: Path) -> None:
    """Rename a vault that is whole to its place, for good. Raises ``OSError`` when the drive is at fault."""
    if folder.exists():
        folder.rmdir()
    building.rename(folder)
    sync_folder(folder.parent)
