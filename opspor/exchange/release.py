"""A new version on its way in: is it from whoever makes opspor, is it whole, what is it, and for which PC.

A release is a folder: the packages, ``udgave.json`` that says what each of them is, ``SHA256SUMS`` over all of these,
and ``SHA256SUMS.sig``, an Ed25519 signature over that list. What is in a package is never looked at (docs/adr/054).
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from opspor import data_folder
from opspor.domain.errors import Fault, KnownError

KIND, FORMAT = "opspor-udgave", 1
SUMS, SIGNATURE, ABOUT = "SHA256SUMS", "SHA256SUMS.sig", "udgave.json"
MAX_BYTES = 2_000_000_000  # of a package; one is a twentieth of it
_MAX_LIST = 100_000
_PIECE = 1 << 20
_ANY = "any"

NO_SENDER = Fault(
    "UDGAVE-AFSENDER",
    "Denne udgave kender ingen afsender endnu, så den kan ikke se, om filen er ægte. Intet er ændret. "
    "Få nye udgaver af jeres it.",
)
BAD_KEY = Fault(
    "UDGAVE-NOEGLE",
    "Afsenderens nøgle kan ikke læses, så ingen kan se, om filen er ægte. Intet er ændret. Få nøglen igen af it.",
)
NOT_READ = Fault(
    "UDGAVE-VAEK", "Filen kan ikke læses. Intet er ændret. Se efter, om usb-stikket sidder i, og prøv igen."
)
EMPTY = Fault("UDGAVE-TOM", "Filen er tom. Intet er ændret. Hent den igen, eller bed it om den.")
TOO_LARGE = Fault(
    "UDGAVE-STOR", "Filen er for stor til at være opspor. Intet er ændret. Vælg den fil, I har fået fra afsenderen."
)
LACKING = Fault(
    "UDGAVE-MANGLER",
    "{file} mangler ved siden af filen, så ingen kan se, om den er ægte. Intet er ændret. "
    "Læg alle filer fra udgaven i samme mappe, og vælg filen igen.",
)
NOT_SIGNED = Fault(
    "UDGAVE-UNDERSKRIFT",
    "Underskriften er ikke fra dem, der laver opspor, eller listen er ændret. Intet er ændret her. "
    "Installér ikke filen, og vis den til it.",
)
UNKNOWN = Fault(
    "UDGAVE-UKENDT",
    "Filen er ikke med i udgaven, eller den er ændret og har fået et nyt navn. Intet er ændret her. "
    "Installér den ikke. Hent den igen, eller bed it om den.",
)
CHANGED = Fault(
    "UDGAVE-AENDRET",
    "Filen er ændret, siden den blev underskrevet. Intet er ændret her. Installér den ikke, og vis den til it.",
)
CUT = Fault(
    "UDGAVE-KORT",
    "Filen er skåret af: der mangler noget til sidst. Intet er ændret. Hent den igen, hele vejen til ende.",
)
DAMAGED = Fault(
    "UDGAVE-SKADET",
    "Udgavens egen beskrivelse kan ikke læses. Intet er ændret. Hent udgaven igen, eller bed it om den.",
)
FORM_NEWER = Fault(
    "UDGAVE-NYERE",
    "Udgaven er beskrevet på en måde, som dette opspor ikke kender. Intet er ændret. Lad it installere den.",
)
NO_PACKAGE = Fault(
    "UDGAVE-PAKKE",
    "Filen hører til udgaven, men den er ikke til at installere. Intet er ændret. "
    "Vælg selve programmet, fx filen, der ender på .deb, .tar.gz eller .exe.",
)


@dataclass(frozen=True, slots=True)
class Release:
    """A file that is proved to be from the sender and whole. ``data`` is the newest revision of a vault's tables that
    it reads, ``platform`` as ``new_version.this_platform`` says it, or "any".
    """

    file: Path
    version: str
    data: str
    platform: str

    def runs_on(self, platform: str) -> bool:
        """Whether it can be installed on a PC of that kind."""
        return self.platform in (platform, _ANY)


class _Package(msgspec.Struct, frozen=True):
    platform: str
    bytes: int


class _About(msgspec.Struct, frozen=True):
    """``udgave.json``, field by field."""

    kind: str
    format: int
    version: str
    data: str
    packages: dict[str, _Package]


def known_sender(handed: Path | None = None) -> bytes | None:
    """The public key (PEM) that came with this program, None for one that was built without; else the one that is
    ``handed`` over. Raises UDGAVE-NOEGLE when that cannot be read.
    """
    own = data_folder("resources") / "app" / "afsender.pem"
    if handed is None and not own.is_file():
        return None
    try:
        return (handed or own).read_bytes()
    except OSError:
        raise KnownError(BAD_KEY) from None


def read(file: Path, sender: bytes | None) -> Release:
    """What ``file`` is, proved with the public key of the sender (PEM) by the three files that lie beside it.

    Reads all of the file: not on the window's thread. Raises ``KnownError``: UDGAVE-AFSENDER, -NOEGLE, -VAEK, -TOM,
    -STOR, -MANGLER, -UNDERSKRIFT, -UKENDT, -AENDRET, -KORT, -SKADET, -NYERE, -PAKKE.
    """
    if sender is None:
        raise KnownError(NO_SENDER)
    _look_at(file)
    sums = _signed_sums(file.parent, sender)
    if file.name in (SUMS, SIGNATURE):
        raise KnownError(NO_PACKAGE)
    about = _about(file.parent, sums)
    found = _digest(file)
    name = file.name if sums.get(file.name) == found else next((key for key in sums if sums[key] == found), "")
    if not name:
        meant = about.packages.get(file.name)
        if meant is not None and _size(file) < meant.bytes:
            raise KnownError(CUT)
        raise KnownError(CHANGED if file.name in sums else UNKNOWN)
    if name not in about.packages:
        raise KnownError(NO_PACKAGE)
    return Release(file, about.version, about.data, about.packages[name].platform)


def numbers(version: str) -> tuple[int, ...]:
    """``0.10.2`` as numbers that can be compared. Raises UDGAVE-SKADET for anything else."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){1,3}", version, re.ASCII):
        raise KnownError(DAMAGED)
    return tuple(int(part) for part in version.split("."))


def _look_at(file: Path) -> None:
    try:
        readable = file.is_file()
        size = _size(file) if readable else 0
    except (OSError, ValueError):  # ValueError: a NUL in the path
        readable, size = False, 0
    if not readable:
        raise KnownError(NOT_READ)
    if not size:
        raise KnownError(EMPTY)
    if size > MAX_BYTES:
        raise KnownError(TOO_LARGE)


def _size(file: Path) -> int:
    return file.stat().st_size


def _signed_sums(folder: Path, sender: bytes) -> dict[str, str]:
    """name -> SHA-256, of a list that the sender has signed."""
    listed, signature = _small(folder / SUMS), _small(folder / SIGNATURE)
    try:
        key = load_pem_public_key(sender)
    except (ValueError, UnsupportedAlgorithm):
        raise KnownError(BAD_KEY) from None
    if not isinstance(key, Ed25519PublicKey):
        raise KnownError(BAD_KEY)
    try:
        key.verify(signature, listed)
    except InvalidSignature:
        raise KnownError(NOT_SIGNED) from None
    lines = (line.partition("  ") for line in listed.decode("utf-8", "replace").splitlines())
    return {name: digest for digest, _, name in lines}


def _about(folder: Path, sums: dict[str, str]) -> _About:
    content = _small(folder / ABOUT)
    if sums.get(ABOUT) != hashlib.sha256(content).hexdigest():
        raise KnownError(DAMAGED)
    try:
        document = json.loads(content)
        if document["kind"] == KIND and document["format"] > FORMAT:
            raise KnownError(FORM_NEWER)
        about = msgspec.convert(document, _About)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KnownError(DAMAGED) from None
    if about.kind != KIND or not re.fullmatch(r"\d{4}", about.data, re.ASCII):
        raise KnownError(DAMAGED)
    numbers(about.version)
    return about


def _small(file: Path) -> bytes:
    """One of the files beside the package. Raises UDGAVE-MANGLER."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_LIST + 1)
    except OSError:
        raise KnownError(LACKING, file=file.name) from None
    if len(content) > _MAX_LIST:
        raise KnownError(DAMAGED)
    return content


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
    except OSError:
        raise KnownError(NOT_READ) from None
    return digest.hexdigest()
