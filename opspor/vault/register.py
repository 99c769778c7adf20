"""The register of deletions: a small file beside the copies, so that a restore does again what was done since.

That is deleting a child, and closing the access of a person who was removed or of an invitation that was taken back.

Of parts of a file (``PARTS``) it tells for two years: a copy lives for six months, and what an older one brings back is
past its day, so it stands on the list of what is to go. A child that was deleted stays in it for good.

It holds ids and days and nothing else, and is authenticated with a random key that lies in the vault, and so in every
copy: it can be proved when the vault itself is gone, and after the data key was changed.
"""

import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.vault.copies import drive_errors, tag
from opspor.vault.files import read_small, write_safely
from opspor.vault.header import canonical

KEY_BYTES = 32
# Own assessments of a child in a round, a concern, the text of an underretning: what goes before the child itself does.
OWN, CONCERN, PAPER = "own", "concern", "paper"
PARTS = frozenset({OWN, CONCERN, PAPER})
_PARTS_TOLD = timedelta(days=730)

FORGED = Fault(
    "REGISTER-FALSK",
    "Registret over sletninger er rettet af andet end opspor eller beskadiget, så det bliver ikke brugt. Intet er "
    "ændret. Sig det til lederen. Hent registret fra det sted, hvor kopierne ellers ligger, eller fjern filen "
    "{file}, og gendan uden: så kan slettede oplysninger komme tilbage, og fjernede kolleger låse op igen.",
)
MISSING = Fault(
    "REGISTER-MANGLER",
    "Registret over sletninger mangler ved siden af kopien. Det, der er slettet, siden kopien blev lavet, kan komme "
    "tilbage, og den, der er fjernet siden, kan låse op igen. Hent filen {file}, og prøv igen, eller gendan uden: "
    "slet det igen bagefter, og er nogen stoppet siden, så fjern dem igen.",
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted for good, or whose access was closed: the id, what kind of thing it was, and the day."""

    id: str
    kind: str
    on: date


def new_key() -> bytes:
    """A random key for the register of one vault."""
    return os.urandom(KEY_BYTES)


def place(folder: Path, vault_id: str) -> Path:
    """Where the register of a vault lies in a folder of copies."""
    return folder / f"opspor-sletninger-{tag(vault_id)}.json"


def write(folder: Path, vault_id: str, key: bytes, erased: Iterable[Erased]) -> None:
    """Write the register anew, with what an authentic older one held. Raises ``KnownError`` when the drive is at fault.

    A register that is not authentic is replaced: the vault knows what was deleted.
    """
    try:
        before = read(folder, vault_id, key) or ()
    except KnownError as error:
        if error.fault is not FORGED:
            raise
        before = ()
    rows = sorted({(each.id, each.kind, each.on.isoformat()) for each in still_told((*before, *erased))})
    body = {"format": 1, "vault_id": vault_id, "erased": [list(row) for row in rows]}
    document = body | {"mac": _mac(key, body)}
    with drive_errors():
        write_safely(place(folder, vault_id), json.dumps(document, ensure_ascii=False, indent=1).encode())


def still_told(erased: Iterable[Erased]) -> tuple[Erased, ...]:
    """What the register goes on telling: all of it but parts that went two years before the newest entry."""
    every = tuple(erased)
    newest = max((each.on for each in every), default=date.min)
    return tuple(each for each in every if each.kind not in PARTS or newest - each.on <= _PARTS_TOLD)


def read(folder: Path, vault_id: str, key: bytes) -> tuple[Erased, ...] | None:
    """What was deleted, oldest id first; None when there is no register.

    Raises ``KnownError`` REGISTER-FALSK for one that somebody without the key wrote, or that is damaged.
    """
    file = place(folder, vault_id)
    with drive_errors():
        content = read_small(file)
    if content is None and not file.exists():
        return None
    try:
        document = json.loads(content or b"")
        mac = document.pop("mac")
        if not hmac.compare_digest(mac, _mac(key, document)) or document["vault_id"] != vault_id:
            raise KnownError(FORGED, file=file.name)
        return tuple(Erased(id_, kind, date.fromisoformat(on)) for id_, kind, on in document["erased"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise KnownError(FORGED, file=file.name) from None


def _mac(key: bytes, body: object) -> str:
    return hmac.digest(key, b"opspor 1 register " + canonical(body), "sha256").hex()
