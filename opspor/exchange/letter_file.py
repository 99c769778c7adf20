"""A municipality's own translation of the letter to parents, as one file: the shape of ``resources/letters``.

What comes in is never trusted: its shape is checked, and its texts are filled in with the same words as the Danish one
and never run (docs/breve.md).
"""

import tomllib
from pathlib import Path

import msgspec

from opspor.domain.errors import Fault, KnownError
from opspor.reference.letters import DANISH, Language, Status, wrong_words

MAX_BYTES = 200_000
LONGEST = 1500  # letters in a text: a letter stays a letter

NOT_READ = Fault(
    "BREV-FIL-VAEK", "Filen kan ikke læses. Intet er ændret. Gem en kopi af den i Dokumenter, og hent kopien."
)
WRONG = Fault(
    "BREV-FIL",
    "Filen kan ikke bruges: {place} er ikke skrevet, som det skal. Intet er ændret. Bed oversætteren om at rette det. "
    "Ordene i {{krøllede}} parenteser skal være de samme som på dansk.",
)
UNFINISHED = Fault(
    "BREV-FIL-MANGLER",
    "Oversættelsen er ikke færdig: der står ikke, hvem der lavede den, hvornår, og at den er klar. Intet er ændret. "
    'Skriv made_by, made_on og status = "ready" i filen.',
)
OURS = Fault(
    "BREV-FIL-DANSK",
    "Filen er det danske brev. Det følger med programmet og bliver ikke skiftet ud. Intet er ændret. "
    "Hent en oversættelse til et andet sprog.",
)


def read_file(path: Path) -> Language:
    """The translation in a file. Raises BREV-FIL-VAEK and what ``read`` raises."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise KnownError(NOT_READ) from None
    return read(content)


def read(content: bytes) -> Language:
    """The translation that these bytes hold. Raises BREV-FIL, BREV-FIL-MANGLER and BREV-FIL-DANSK."""
    if len(content) > MAX_BYTES:
        raise KnownError(WRONG, place="filens længde")
    try:
        found = msgspec.convert(tomllib.loads(content.decode("utf-8-sig")), Language)
    except msgspec.ValidationError as error:
        raise KnownError(WRONG, place=_place(str(error))) from None
    except (ValueError, RecursionError):  # no UTF-8, or no TOML
        raise KnownError(WRONG, place="filen") from None
    if found.code == DANISH:
        raise KnownError(OURS)
    text = found.text
    if text is None or found.status is not Status.READY or not found.made_by.strip() or found.made_on is None:
        raise KnownError(UNFINISHED)
    wrong = next(wrong_words(text), "") or ("" if _is_code(found.code) else "code")
    wrong = wrong or next((name for name in ("name", "name_da") if not getattr(found, name).strip()), "")
    if wrong:
        raise KnownError(WRONG, place=f"»{wrong}«")
    if any(len(line) > LONGEST for line in _lines(msgspec.to_builtins(found))):
        raise KnownError(WRONG, place="en tekst, der er for lang,")
    return found


def _is_code(code: str) -> bool:
    """``ar``, ``pt-BR``: it becomes the language of the file, and stands in no other place."""
    return all(part.isascii() and part.isalnum() and 2 <= len(part) <= 8 for part in code.split("-"))


def _lines(value: object) -> list[str]:
    match value:
        case dict():
            return [line for one in value.values() for line in _lines(one)]
        case list() | tuple():
            return [line for one in value for line in _lines(one)]
    return [str(value)]


def _place(error: str) -> str:
    """``»text.months«``: the field that msgspec means in its English sentence, and nothing of what stood there."""
    name = error.rpartition("`")[0].rpartition("`")[2].removeprefix("$").lstrip(".").partition("[")[0]
    return f"»{name}«" if name.replace(".", "").replace("_", "").isalpha() else "et felt"
