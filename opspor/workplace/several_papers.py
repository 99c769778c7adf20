"""Several papers saved as files: one transaction a file, so that whatever ends it leaves whole files behind."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from opspor.documents.privacy import HOLDS_NAME, HOLDS_PROTECTED
from opspor.domain.access import REFUSED
from opspor.domain.errors import Fault, KnownError
from opspor.domain.filing import ToFile
from opspor.usecases import filing, papers
from opspor.usecases.desk import Desk
from opspor.usecases.paper_out import Takeable
from opspor.workplace.place import Workplace

_OF_ONE_PAPER = (HOLDS_PROTECTED, REFUSED, papers.NO_SUCH_PAPER)  # the next one may go all the same
_OF_ONE_TO_FILE = (*_OF_ONE_PAPER, HOLDS_NAME, filing.GONE)


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
    each = [partial(papers.export, paper_id=one.id, target=folder / one.file_name) for one in wanted]
    return do_each(work, each, _OF_ONE_PAPER, progress, stop)


def file_all(
    work: Workplace,
    wanted: Sequence[ToFile],
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Taken:
    """Save what goes to the journal in the same way, and the list beside it of those that were made."""
    each = [partial(filing.export, about=one.about, target=folder / one.file_name) for one in wanted]
    taken = do_each(work, each, _OF_ONE_TO_FILE, progress, stop)
    made = [one.about for one in wanted if (folder / one.file_name).exists()] if taken.ended is None else []
    if made:
        try:
            work.run(partial(filing.print_list, abouts=made, target=folder / filing.LIST_FILE)).result()
        except KnownError as error:
            return replace(taken, ended=error)
    return taken


def do_each(
    work: Workplace,
    wanted: Sequence[Callable[[Desk], object]],
    of_one: Collection[Fault],
    progress: Callable[[int, int], None],
    stop: Callable[[], bool],
) -> Taken:
    """Do each of them, a transaction for itself, until ``stop``. An error in ``of_one`` is of that one alone."""
    done = refused = 0
    for one in wanted:
        if stop():
            break
        try:
            work.run(one).result()
        except KnownError as error:
            if error.fault not in of_one:
                return Taken(done, refused, len(wanted), error)
            refused += 1
        else:
            done += 1
        progress(done + refused, len(wanted))
    return Taken(done, refused, len(wanted))
