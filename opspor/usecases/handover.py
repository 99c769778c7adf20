"""A hand-over to dagtilbud on paper: what the parents and the sundhedsplejerske choose together, and nothing else.

No record goes along by itself (domain 1.7): each line is ticked, the parents read along, and the position stands on it
only with a reason. An address never does, protected or not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from opspor.documents.handover import HandoverLine, HandoverPart, handover_paper
from opspor.domain.access import Action
from opspor.domain.assessment import POSITION_WORDS, TRIVSEL_WORDS, Position, Trivsel
from opspor.domain.changes import Kind
from opspor.domain.child import ChildInList
from opspor.domain.clock import short_date
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.recipient import HOME
from opspor.domain.visit import VISIT_WORDS, HomeVisit
from opspor.store import children, people, visits
from opspor.usecases import telling
from opspor.usecases.desk import Desk, Transaction
from opspor.usecases.paper_files import log_mark, saved
from opspor.usecases.visits import visited

NOTHING_CHOSEN = Fault(
    "OVER-TOM", "Vælg mindst én linje, eller skriv noget selv. Papiret er ikke lavet. Det, du har skrevet, er gemt."
)
NOT_READ = Fault(
    "OVER-FORAELDRE",
    "Skriv, hvem af forældrene der har læst med og sagt ja. Papiret er ikke lavet. Det, du har skrevet, er gemt.",
)
POSITION_REASON = Fault(
    "OVER-GRUND",
    "Skriv, hvorfor dagtilbuddet skal have barnets position eller trivsel at vide. Papiret er ikke lavet. "
    "Det, du har skrevet, er gemt.",
)


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """The lines one may choose among, newest visit first, nothing ticked."""

    child: ChildInList
    lines: tuple[HandoverLine, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """What was chosen together: keys of lines, the parents' and one's own words, who of the parents read along."""

    chosen: Collection[str]
    parents: str
    staff: str
    read_by: str
    because: str = ""  # why position or trivsel goes along


def sheet(desk: Desk, child_id: Id) -> HandoverSheet:
    """What could be handed over about a child. Reading it is logged."""
    with desk.read(Action.OPEN_VISIT) as tx:
        child, _ = visited(tx, child_id)
        tx.note(child_id)
        return HandoverSheet(child, _lines(tx, child_id))


def _lines(tx: Transaction, child_id: Id) -> tuple[HandoverLine, ...]:
    return tuple(line for visit in reversed(visits.visits(tx.connection, child_id)) for line in _of_visit(visit))


def _of_visit(visit: HomeVisit) -> list[HandoverLine]:
    answers = visit.answers
    label = f"{VISIT_WORDS[visit.type]}, {short_date(visit.visited_on)}"
    agreed = "\n".join(f"{one.what}: {one.who}" for one in answers.agreements)
    judged = []
    if answers.position not in (None, Position.UNKNOWN):
        judged.append(f"Barnets position derhjemme: {POSITION_WORDS[answers.position]}")
    if answers.trivsel not in (None, Trivsel.UNKNOWN):
        judged.append(f"Barnets trivsel derhjemme: {TRIVSEL_WORDS[answers.trivsel]}")
    texts = {
        HandoverPart.STRENGTHS: answers.strengths, HandoverPart.PARENTS: answers.parents_words,
        HandoverPart.AGREED: agreed, HandoverPart.JUDGED: "\n".join(judged),
    }  # fmt: skip
    return [
        HandoverLine(f"{part}:{visit.id}", part, label, text.strip()) for part, text in texts.items() if text.strip()
    ]


def print_handover(desk: Desk, child_id: Id, handover: Handover, target: Path) -> None:
    """Save the paper as PDF; its line in the log stands on it.

    Raises OVER-TOM, OVER-FORAELDRE, OVER-GRUND, PAPIR-LEDER, PAPIR-BESKYTTET, PAPIR-ANDET-BARN, and PAPIR-IKKE-GEMT
    when the place can't be written.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_HANDOVER) as tx:
        child, _ = visited(tx, child_id)
        lines = tuple(line for line in _lines(tx, child_id) if line.key in handover.chosen)
        if not lines and not handover.parents.strip() and not handover.staff.strip():
            raise KnownError(NOTHING_CHOSEN)
        if not handover.read_by.strip():
            raise KnownError(NOT_READ)
        if any(line.part is HandoverPart.JUDGED for line in lines) and not handover.because.strip():
            raise KnownError(POSITION_REASON)
        telling.require(desk, tx, child, HOME)  # the parents read along
        tx.note(child_id, lines=len(lines))
        mark = log_mark(desk, tx, HOME)
        _, known = children.particulars(tx.connection, child_id)
        document = handover_paper(
            people.institution(tx.connection).name, child, known, lines,
            handover.parents.strip(), handover.staff.strip(), handover.read_by.strip(),
            handover.because.strip(), desk.staff, tx.now, mark,
        )  # fmt: skip
        put(layout.draw(telling.check_words(tx, child, HOME, document)))
        tx.changed(Kind.LOG)
