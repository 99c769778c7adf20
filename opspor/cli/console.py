"""What the command line says and asks: results on stdout, everything else on stderr, passwords never as arguments."""

import getpass
import json
import sys
import traceback
import warnings
from collections.abc import Mapping
from pathlib import Path

from opspor.domain.errors import Fault, KnownError

NO_KEYBOARD = Fault(
    "LINJE-TASTATUR",
    "Der er ikke noget tastatur at skrive adgangskoden på. Intet er ændret. "
    "Giv den som første linje i stdin, og skriv --password-stdin.",
)
NOT_UTF8 = Fault("LINJE-UTF8", "Adgangskoden i stdin kan ikke læses. Intet er ændret. Giv den som UTF-8, og prøv igen.")
NOT_ALIKE = Fault("LINJE-TO-GANGE", "De to adgangskoder er ikke ens. Intet er oprettet. Prøv igen.")
FAULTS = frozenset({NO_KEYBOARD, NOT_UTF8, NOT_ALIKE})


def say(text: str) -> None:
    """Write a line of the result on stdout."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write a line beside the result (progress, what went wrong) on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def say_json(result: Mapping[str, object]) -> None:
    """Write one JSON object on one line."""
    say(json.dumps(result, ensure_ascii=False))


def read_password(*, from_stdin: bool, twice: bool = False) -> str:
    """The password: the first line of stdin, or typed without being shown; ``twice`` for a new one.

    Raises ``KnownError``: LINJE-TASTATUR, LINJE-UTF8 or LINJE-TO-GANGE.
    """
    if from_stdin:
        try:
            return sys.stdin.buffer.readline().decode("utf-8-sig").rstrip("\r\n")
        except UnicodeDecodeError:
            raise KnownError(NOT_UTF8) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
            typed = getpass.getpass("Adgangskode: ")
            again = getpass.getpass("Adgangskode igen: ") if twice else typed
    except (getpass.GetPassWarning, EOFError):
        raise KnownError(NO_KEYBOARD) from None
    if typed != again:
        raise KnownError(NOT_ALIKE)
    return typed


def report_bug(error: BaseException) -> None:
    """Say that it is our fault and where. Only types, files, lines and functions: a value could be about a child."""
    tell("Der er en fejl i opspor. Det, der var gemt, er der stadig. Send linjerne her til dem, der står for opspor:")
    for frame in traceback.extract_tb(error.__traceback__):
        tell(f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}")
    tell(f"  {type(error).__name__}")
