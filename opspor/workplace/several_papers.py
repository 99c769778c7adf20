"""Several underretninger saved as files: one transaction a file, so that whatever ends it leaves whole files behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from opspor.documents.privacy import HOLDS_PROTECTED
from opspor.domain.access import REFUSED
from opspor.domain.errors import KnownError
from opspor.usecases import papers
from opspor.usecases.paper_out import Takeable
from opspor.workplace.place import Workplace

_OF_ONE_PAPER = (HOLDS_PROTECTED, REFUSED, papers.NO_SUCH_PAPER)  # the next one may go all the same


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: how many files stand in the folder, how many papers could not be made, of how many.

    ``ended`` is why it went no further: the folder or the vault took no more.
    """

    done: int
    refused: int
    of: int
    ended: KnownError | None = None


def save_all(
    work: Workplace,
    wanted: Sequence[Takeable],
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Taken:
    """Save each paper as PDF under its neutral name, until ``stop``, and never a part of one. Drafts go in between.

    A file of that name is of the same paper, and is replaced.
    """
    done = refused = 0
    for one in wanted:
        if stop():
            break
        try:
            work.run(partial(papers.export, paper_id=one.id, target=folder / one.file_name)).result()
        except KnownError as error:
            if error.fault not in _OF_ONE_PAPER:
                return Taken(done, refused, len(wanted), error)
            refused += 1
        else:
            done += 1
        progress(done + refused, len(wanted))
    return Taken(done, refused, len(wanted))
