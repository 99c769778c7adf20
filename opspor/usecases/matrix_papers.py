"""The matrix as a PDF: what is on the screen, with names, initials or codes, or for others as numbers alone."""

from pathlib import Path

from opspor.documents.matrix_paper import MatrixFacts, Square, matrix_paper
from opspor.domain.access import Action
from opspor.domain.assessment import CONTEXT_PLACES, CONTEXT_WORDS
from opspor.domain.changes import Kind
from opspor.domain.child import AgeBand
from opspor.domain.ids import Id
from opspor.domain.matrix import GRADE_SHORT, Column, Field, Move, Naming, fields
from opspor.store import people
from opspor.usecases import matrix
from opspor.usecases.beside import refuse_restricted
from opspor.usecases.desk import Desk
from opspor.usecases.matrix import Matrix, Seat
from opspor.usecases.paper_files import log_mark, saved


def print_matrix(
    desk: Desk, round_id: Id, target: Path, *, group: Id | None = None, band: AgeBand | None = None,
    naming: Naming = Naming.INITIALS, beginning_apart: bool = False,
) -> None:  # fmt: skip
    """Save the matrix of a round, of the house or of a district as PDF; its line in the log stands on it.

    With ``Naming.COUNT`` it is for others: no number of 1 to 4 children, nobody's move. Raises RUNDE-MANGLER, and
    PAPIR-IKKE-GEMT when the place can't be written.
    """
    from opspor.documents import layout  # ReportLab is heavy and only needed here

    with saved(target) as put, desk.write(Action.PRINT_MATRIX) as tx:
        found = matrix.read(desk, tx, round_id, group, band)
        if naming is not Naming.COUNT:
            seats = (*found.placed, *found.unsure, *found.waiting, *found.gone)
            refuse_restricted(tx, {seat.child.id for seat in seats})
        names = [
            g.group_name for g in found.round.groups if group in (None, g.group_id) and matrix.may_see(desk.staff, g)
        ]
        about = tuple(dict.fromkeys(filter(None, (found.round.name, ", ".join(names)))))
        ages = (f"Kun {band.replace('-', '–')} år. Børn uden fødselsdag er med.",) if band else ()
        mark = log_mark(desk, tx)
        document = matrix_paper(
            people.institution(tx.connection).name, _facts(found, (" · ".join(about), *ages), naming, beginning_apart),
            tx.now, desk.staff.name, mark,
        )  # fmt: skip
        put(layout.draw(document))
        tx.changed(Kind.LOG)


def _facts(found: Matrix, about: tuple[str, ...], naming: Naming, beginning_apart: bool) -> MatrixFacts:
    several = found.several

    def said(seat: Seat) -> str:
        shown = naming.of(seat.child)
        return f"{shown} ({CONTEXT_WORDS[seat.context]})" if several else shown

    def moved(seat: Seat) -> str:
        after = "" if not found.since else "ny" if seat.step.move is Move.NEW else seat.step.arrows
        return f"{said(seat)} {after}".strip()

    def square(field: Field) -> Square:
        seats = found.on(field)
        split = field.cell.column is Column.MISTRIVSEL and field.grade is None
        grades = GRADE_SHORT.items() if split else [(None, "")]
        people = ((word, tuple(moved(s) for s in seats if grade in (None, s.grade))) for grade, word in grades)
        missing = sum(not seat.arranged for seat in seats)
        children = len({seat.child.id for seat in seats})
        named = tuple(p for p in people if p[1])
        return Square(field, named, len(seats), missing, found.expects(field.cell), children)

    outside = {"Ved ikke nok": found.unsure, "Mangler en vurdering": found.waiting}
    contexts = dict.fromkeys(g.context for g in found.round.groups)
    return MatrixFacts(
        about, naming, ("vurdering", "vurderinger") if several else ("barn", "børn"),
        tuple(tuple(square(field) for field in row) for row in fields(beginning_apart=beginning_apart)), found.since,
        tuple((said(c.seat), c.was, c.is_now or "–", c.how) for c in found.changes),
        tuple((why, ", ".join(map(said, seats))) for why, seats in outside.items() if seats),
        " og ".join(CONTEXT_PLACES[c] for c in contexts),
    )  # fmt: skip
