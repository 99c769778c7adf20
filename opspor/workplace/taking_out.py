"""The whole vault in an open format: the tables in one reading, then the papers one by one, then the manifest."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import house_export, papers
from opspor.usecases.desk import Desk
from opspor.usecases.house_export import STOPPED, Progress, Stop
from opspor.usecases.paper_files import NOT_SAVED
from opspor.vault.faults import OF_THE_DRIVE, known_errors
from opspor.workplace.place import Workplace

_OF_THE_PLACE = (NOT_SAVED, *OF_THE_DRIVE)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An export that was read back and found whole: what ``closing.wipe`` asks for.

    ``newest`` is the record that was written last when it was made. ``not_made`` are papers that stop for a protected
    home or a basis that has run out; what they say stands in the tables all the same.
    """

    folder: Path
    vault_id: str
    newest: Id | None
    rows: int
    papers: int
    not_made: int
    sealed: int
    sha256: str


def take_out(
    work: Workplace, folder: Path, progress: Progress = lambda done, of: None, stop: Stop = lambda: False
) -> TakenOut:
    """Take everything out into the empty ``folder``, as far as the leader may read it; all of it or nothing.

    Raises what ``house_export.take_out`` raises, and ``KnownError`` of a drive that takes no more. Not on the window's
    thread: some seconds a thousand papers.
    """
    taken = work.look(partial(house_export.take_out, folder=folder, progress=progress, stop=stop)).result()
    saved: dict[str, str] = {}
    missing: list[Id] = []
    try:
        with known_errors():
            (folder / "papirer").mkdir(mode=0o700)
        for done, (paper, day) in enumerate(taken.waiting):
            if stop():
                raise KnownError(STOPPED)
            file = f"papirer/{day.isoformat()}-{paper}.pdf"
            try:
                work.run(partial(papers.export, paper_id=paper, target=folder / file)).result()
            except KnownError as error:
                if error.fault in _OF_THE_PLACE:
                    raise
                missing.append(paper)
            else:
                with known_errors():
                    saved[file] = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            progress(done + 1, len(taken.waiting))
        finish: Callable[[Desk], str] = partial(
            house_export.seal_off, folder=folder, taken=taken, papers=saved, missing=tuple(missing)
        )
        digest = work.run(finish).result()
    except BaseException:
        house_export.clear(folder)
        raise
    rows = sum(table.rows for table in taken.tables)
    return TakenOut(folder, work.vault_id, taken.newest, rows, len(saved), len(missing), taken.sealed, digest)
