"""The local layer of a municipality as one file: JSON, written by one house and read by others (docs/local-layer.md).

What comes in is never trusted: its shape is checked, and whatever is not known stops it with a sentence. A track
itself is never in it: what protects a child is not changed by a file (docs/adr/036).
"""

import hashlib
import json
from datetime import date
from pathlib import Path

import msgspec

from opspor.domain.absence import Limit
from opspor.domain.beredskab import Track
from opspor.domain.errors import Fault, KnownError
from opspor.domain.local import Layer, Local, LocalNote, LocalNumber

KIND, FORMAT = "opspor-kommune", 1
MAX_BYTES = 1_000_000
MOST_VERSIONS = 1_000_000  # after a greater one no file would ever be newer

NOT_READ = Fault(
    "LOKAL-VAEK", "Filen kan ikke læses. Intet er ændret. Gem en kopi af den i Dokumenter, og hent kopien."
)
FOREIGN = Fault(
    "LOKAL-FREMMED",
    "Filen er ikke et lokalt lag fra opspor. Intet er ændret. "
    "Bed kommunen om filen, der ender på .opspor-kommune eller .json, og hent den.",
)
DAMAGED = Fault(
    "LOKAL-SKADET",
    "Filen er beskadiget: noget i den mangler eller er lavet om. Intet er ændret. Bed om at få den sendt igen.",
)
NEWER = Fault(
    "LOKAL-NYERE",
    "Filen er lavet med en nyere udgave af opspor. Intet er ændret. Opdatér opspor, eller bed om en fil fra en ældre.",
)
WRONG = Fault(
    "LOKAL-INDHOLD",
    "Filen kan ikke bruges: {place} er ikke skrevet, som det skal. Intet er ændret. "
    "Bed den, der lavede den, om at rette det.",
)
TRACKS = Fault(
    "LOKAL-SPOR",
    "Filen vil ændre selve sporene, og det kan en fil ikke. Intet er ændret. Den kan sige, hvordan I gør ved et trin. "
    "Bed den, der lavede den, skrive det som »notes«.",
)


class _Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    phone: str
    checked_on: date
    checked_by: str
    hours: str = ""


class _Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days: int
    within: int = 0


class _Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    text: str
    step: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, field by field as the schema has it."""

    kind: str
    format: int
    municipality: str
    version: int
    made_on: date
    made_by: str
    numbers: tuple[_Number, ...] = ()
    send_how: str = ""
    send_form: str = ""
    sparring: str = ""
    absence: tuple[_Limit, ...] = ()
    notes: tuple[_Note, ...] = ()
    checksum: str = ""


def written(layer: Layer) -> bytes:
    """The file of a layer, with a checksum over all of it."""
    local = layer.local
    file = _File(
        KIND, FORMAT, local.municipality, layer.version, layer.made_on, layer.made_by,
        tuple(_Number(n.key, n.phone, n.checked_on, n.checked_by, n.hours) for n in layer.numbers),
        local.send_how, local.send_form, local.sparring,
        tuple(_Limit(limit.days, limit.within) for limit in local.limits),
        tuple(_Note(note.track.value, note.text, note.step_id) for note in local.notes),
    )  # fmt: skip
    document = msgspec.to_builtins(file)
    document["checksum"] = _checksum(document)
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def read_file(path: Path) -> Layer:
    """The layer in a file. Raises LOKAL-VAEK and what ``read`` raises."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise KnownError(NOT_READ) from None
    return read(content)


def read(content: bytes) -> Layer:
    """The layer that these bytes hold.

    A file that somebody wrote by hand has no checksum, and is held to its shape alone. Raises LOKAL-FREMMED,
    LOKAL-SKADET, LOKAL-NYERE, LOKAL-SPOR and LOKAL-INDHOLD.
    """
    document = _document(content)
    version = document.get("format")
    if not isinstance(version, int) or version < 1:
        raise KnownError(WRONG, place="»format«")
    if version > FORMAT:
        raise KnownError(NEWER)
    given = document.get("checksum")
    if given and given != _checksum(document):
        raise KnownError(DAMAGED)
    if not {"tracks", "track", "steps", "step"}.isdisjoint(document):
        raise KnownError(TRACKS)
    try:
        return _layer(msgspec.convert(document, _File))
    except msgspec.ValidationError as error:
        raise KnownError(WRONG, place=_place(str(error))) from None


def _document(content: bytes) -> dict[str, object]:
    if len(content) > MAX_BYTES:
        raise KnownError(FOREIGN)
    ours = KIND.encode() in content
    try:
        document = json.loads(content)
        json.dumps(document, ensure_ascii=False).encode()  # half a letter can stand in JSON, and nowhere else
    except (ValueError, RecursionError):
        raise KnownError(DAMAGED if ours else FOREIGN) from None
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise KnownError(FOREIGN)
    return document


def _layer(file: _File) -> Layer:
    for place, good in (
        ("»version«", 1 <= file.version <= MOST_VERSIONS),
        ("»made_by«", file.made_by.strip()),
        ("»municipality«", file.municipality.strip()),
        ("»absence«", all(one.days >= 1 and (one.within == 0 or one.within >= one.days) for one in file.absence)),
        ("»notes«", all(one.text.strip() for one in file.notes)),
        ("»checked_by«", all(one.checked_by.strip() for one in file.numbers)),
        ("»numbers«", len({one.key for one in file.numbers}) == len(file.numbers)),
    ):
        if not good:
            raise KnownError(WRONG, place=place)
    known = {track.value for track in Track}
    for note in file.notes:
        if note.track not in known:
            raise KnownError(WRONG, place="»track«")
    local = Local(
        file.municipality.strip(), file.send_how.strip(), file.send_form.strip(), file.sparring.strip(),
        tuple(Limit(one.days, one.within) for one in file.absence),
        tuple(LocalNote(Track(one.track), one.step, one.text.strip()) for one in file.notes),
        file.made_on, file.made_by.strip(),
    )  # fmt: skip
    numbers = tuple(
        LocalNumber(one.key, one.phone.strip(), one.hours.strip(), one.checked_on, one.checked_by.strip())
        for one in file.numbers
    )
    return Layer(local, numbers, file.version, file.made_on, file.made_by.strip())


def _checksum(document: dict[str, object]) -> str:
    """SHA-256 of everything but the checksum itself, with the keys in order and without spaces."""
    covered = {key: value for key, value in document.items() if key != "checksum"}
    plain = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _place(error: str) -> str:
    """``»numbers«``: the field that msgspec means in its English sentence, and nothing of what stood in the file."""
    name = error.rpartition("`")[0].rpartition("`")[2].removeprefix("$").lstrip(".").partition("[")[0]
    return f"»{name}«" if name in _File.__struct_fields__ else "et felt, som opspor ikke kender,"
