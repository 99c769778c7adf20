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
        folder = folder.resolve()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise KnownError(NOT_EMPTY)
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
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".opspor-ny-", dir=folder.parent))
        try:
            create(building, keys)
            headers.save(building, header, keys)
            if folder.exists():
                folder.rmdir()
            building.rename(folder)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        sync_folder(folder.parent)
    return keys
