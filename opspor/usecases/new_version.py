"""A new version of the program: may it be installed here, and how. Needs no vault, installs nothing."""

import platform
import sys
from pathlib import Path

import opspor
from opspor.domain.errors import Fault, KnownError
from opspor.exchange import release
from opspor.exchange.release import Release, known_sender
from opspor.store.migrate import HEAD

__all__ = ["DATA", "Release", "check", "known_sender", "this_platform", "what_to_do"]

DATA = HEAD  # the revision that an open vault's tables have: unlocking brings them there

OTHER_PC = Fault(
    "UDGAVE-PC",
    "Filen er til en anden slags pc ({theirs}); denne er {ours}. Intet er ændret. Vælg filen, der passer til denne pc.",
)
SAME = Fault(
    "UDGAVE-SAMME", "Filen er ægte, men du har allerede opspor {version}. Intet er ændret, og intet skal gøres."
)
OLDER = Fault(
    "UDGAVE-AELDRE",
    "Filen er ægte, men den er ældre: {theirs}, og her er {ours}. Intet er ændret. Installér den ikke: "
    "en ældre udgave kan have fejl, der er rettet siden. Spørg it, hvis I mener at skulle tilbage.",
)
DATA_OLDER = Fault(
    "UDGAVE-DATA",
    "Filen er ægte, men den kan ikke læse jeres mappe, som er skrevet af en nyere udgave. Intet er ændret. "
    "Installér den ikke, og spørg it om en nyere.",
)
_BY_KIND = {
    ".deb": "Bed it om at installere filen: det kræver administrator.",
    ".gz": "Pak filen ud ved siden af den mappe, hvor opspor ligger nu, og brug den nye.",
    ".exe": "Dobbeltklik på filen, og følg den. Det er ikke afprøvet på Windows endnu.",
    ".whl": "Bed it om at installere filen med pip.",
}


def this_platform() -> str:
    """What kind of PC this is, as ``udgave.json`` names it: ``linux-x86_64``, ``win32-amd64``."""
    return f"{sys.platform}-{platform.machine().lower()}"


def check(file: Path, sender: bytes | None) -> Release:
    """The new version in ``file``, when it is signed by ``sender``, whole, newer, for this PC, and reads the vault.

    Reads all of the file: not on the window's thread. Raises what ``release.read`` raises, and UDGAVE-PC,
    UDGAVE-SAMME, UDGAVE-AELDRE, UDGAVE-DATA.
    """
    found = release.read(file, sender)
    if not found.runs_on(this_platform()):
        raise KnownError(OTHER_PC, theirs=found.platform, ours=this_platform())
    theirs, ours = release.numbers(found.version), release.numbers(opspor.__version__)
    if theirs == ours:
        raise KnownError(SAME, version=opspor.__version__)
    if theirs < ours:
        raise KnownError(OLDER, theirs=found.version, ours=opspor.__version__)
    if int(found.data) < int(DATA):
        raise KnownError(DATA_OLDER)
    return found


def what_to_do(found: Release) -> tuple[str, ...]:
    """The steps that a person takes, in order. The program itself installs nothing and opens nothing."""
    steps = (
        "Tag en kopi af mappen først.",
        "Luk opspor på pc'en.",
        _BY_KIND.get(found.file.suffix, "Bed it om at installere filen."),
        f"Start opspor, og se efter under »Om opspor«, at der står {found.version}.",
    )
    if int(found.data) == int(DATA):
        return (*steps, "Jeres mappe bliver, som den er.")
    return (
        *steps,
        "Første gang du låser op, tager opspor selv en kopi og skriver mappen om til den nye udgave. "
        "Bagefter kan den gamle udgave ikke åbne den.",
    )
