"""Putting a file where a person asked for one: whole or not at all, and with the line of the log that it bears."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from opspor.domain.errors import Fault, KnownError
from opspor.domain.recipient import Recipient
from opspor.usecases.desk import Desk, Transaction
from opspor.vault.faults import DISK_FULL, DRIVE, READ_ONLY, translate

NOT_SAVED = Fault(
    "PAPIR-IKKE-GEMT",
    "Papiret kunne ikke gemmes dér{why}. Det, der er gemt i opspor, er der stadig. "
    "Vælg et andet navn eller en anden mappe, og prøv igen.",
)
_WHY_NOT = {
    DISK_FULL: ": drevet er fuldt",
    READ_ONLY: ": der må ikke skrives i mappen, eller filen er åben i et andet program",
    DRIVE: ": mappen er der ikke, eller drevet svarer ikke",
}


def log_mark(desk: Desk, tx: Transaction, to: Recipient | None = None) -> str:
    """``Log 1284 · 9f3a 21c7``: write the line of what is being printed, and say its number and hash on the paper.

    ``to`` is whom it is for, where it could be for others too: ``Til fagfolk · Log 1284 · 9f3a 21c7``. Whoever
    holds the paper can tell whether the log still has that line: also when the whole folder was put back.
    """
    number, digest = desk.log_now(tx)
    mark = f"Log {number} · {digest[:4]} {digest[4:8]}"
    return f"{to.words} · {mark}" if to else mark


def write_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable only by the person themself."""
    with saved(target) as put:
        put(content)


@contextmanager
def saved(target: Path) -> Iterator[Callable[[bytes], None]]:
    """What is put inside the block stands in ``target`` when the block ended well, and nowhere when it did not.

    Raises PAPIR-IKKE-GEMT when the place can't be written.
    """
    half = target.with_name(f".{target.name}.halv")

    def put(content: bytes) -> None:
        with _place_errors():
            half.unlink(missing_ok=True)
            half.touch(mode=0o600)
            half.write_bytes(content)

    try:
        yield put
        with _place_errors():
            half.replace(target)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


@contextmanager
def _place_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = translate(error)
        why = _WHY_NOT.get(known.fault, "") if known is not None else ""
        raise KnownError(NOT_SAVED, why=why) from None  # the system's own words hold the path, which may hold a name
