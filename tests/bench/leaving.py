"""Underretninger saved in one go: what each costs beside drawing it alone, and with the passphrase of one."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from opspor.documents import layout
from opspor.documents.document import Document
from opspor.documents.locked_pdf import lock
from opspor.domain.access import Action
from opspor.domain.beredskab import Track
from opspor.domain.concern import Danger
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import children, concerns, paper_out, papers
from opspor.usecases.children import NewChild
from opspor.usecases.desk import Desk
from opspor.workplace.several_papers import save_all
from tests.bench.measure import Goal, Row, Sample, compare
from tests.bench.vaults import new_vault

MANY = 500


def rows(scratch: Path, runs: int, many: int = MANY) -> list[Row]:
    """``many`` papers, two about each child, by the processor's time of the whole process: a drive's is not ours."""
    work = new_vault(scratch / "leaving")
    out = scratch / "ud"
    out.mkdir()
    try:
        for number in range(many // 2):
            begun = work.run(partial(_begin, number=number)).result()
            for _ in range(2):
                work.run(partial(_finish, concern_id=begun)).result()
        wanted = work.look(paper_out.takeable).result()
        document = work.run(partial(_document, paper_id=wanted[0].id)).result()
        pdf = layout.draw(document)
        return [
            compare(
                f"{many} underretninger in one go, each", "ms CPU", runs=runs,
                ours=_processor(lambda: save_all(work, wanted, out), many),
                floor=_processor(lambda: [layout.draw(document) for _ in range(many)], many),
                floor_name="drawn alone", goal=Goal.RATIO, limit=2,
            ),
            compare(
                "underretning drawn and locked", "ms CPU", runs=runs,
                ours=_processor(lambda: [lock(pdf, "korn-vifte-gensyn-pil-kano") for _ in range(20)], 20),
                floor=_processor(lambda: [layout.draw(document) for _ in range(20)], 20), floor_name="drawn alone",
            ),
        ]  # fmt: skip
    finally:
        work.close()


def _processor(work: Callable[[], object], count: int) -> Sample:
    def sample() -> float:
        begun = time.process_time()
        work()
        return (time.process_time() - begun) * 1000 / count

    return sample


def _begin(desk: Desk, number: int) -> Id:
    """A concern about a child with three things seen."""
    today = desk.clock().date()
    new = [NewChild(f"Barn {number}", "Målestok", today - timedelta(days=1500 + number), "", "Bøgestuen", "")]
    child = children.import_list(desk, new).children[0]
    made = concerns.start(
        desk, danger=Danger.NO, track=Track.GENERAL, what="Sulten og træt", seen_on=today, child_id=child
    )
    for day in range(3):
        seen = desk.clock() - timedelta(days=day)
        concerns.observe(desk, made, seen_at=seen, place="Garderoben", text="Lægger sig på gulvet og sover. " * 5)
    return made


def _finish(desk: Desk, concern_id: Id) -> Id:
    sheet = papers.paper_sheet(desk, concerns.open_concern(desk, concern_id), PaperKind.UNDERRETNING)
    return papers.finish(desk, sheet, sheet.draft)


def _document(desk: Desk, paper_id: Id) -> Document:
    with desk.read(Action.EXPORT_PAPER) as tx:
        return papers.finished(desk, tx, paper_id).document()
