"""A process that writes papers and saves them in every way until it is killed. It reports what is done on stdout.

Run as ``python -m tests.e2e.paper_worker FOLDER OUT``.
"""

import sys
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from opspor import workplace
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind, SectionAnswer
from opspor.usecases import concerns, paper_out, papers
from opspor.usecases.desk import Desk
from opspor.usecases.papers import PaperSheet
from tests.e2e.conftest import METTE, WallClock, quick_derive
from tests.e2e.worker import report

PHRASE = "kanari drage"
TYPED = "Skrevet for {}. gang"


def main(folder: Path, out: Path) -> None:
    """Types, finishes and saves as PDF, with a passphrase and as JSON, again and again under the same names."""
    clock = WallClock()
    work = workplace.open_vault(folder, *METTE, clock=clock, derive=quick_derive)
    concern = work.run(begin).result()
    report("concern", concern)
    for turn in count():
        typed = work.run(partial(type_into, concern=concern, turn=turn), draft=True).result()
        report("draft", str(turn))
        paper = work.run(partial(papers.finish, sheet=typed, draft=typed.draft)).result()
        report("paper", paper)
        work.run(partial(papers.export, paper_id=paper, target=out / "a.pdf")).result()
        report("file", "a.pdf")
        work.run(partial(papers.export, paper_id=paper, target=out / "b.pdf", passphrase=PHRASE)).result()
        report("file", "b.pdf")
        work.run(partial(paper_out.save_file, paper_id=paper, target=out / "c.json")).result()
        report("file", "c.json")


def begin(desk: Desk) -> Id:
    """A concern about a typed name."""
    today = desk.clock().date()
    return concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what="set", seen_on=today, child_id=None, typed_name="Et barn"
    )


def type_into(desk: Desk, concern: Id, turn: int) -> PaperSheet:
    """The draft as it was saved last."""
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern), PaperKind.UNDERRETNING)
    draft = replace(sheet.draft, sections={**sheet.draft.sections, "asked": SectionAnswer(TYPED.format(turn) * 300)})
    papers.save(desk, concern, draft)
    return replace(sheet, draft=draft)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
