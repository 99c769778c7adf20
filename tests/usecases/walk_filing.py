"""The rows of the walk for what must be journalised, as the concern that it belongs to; and for the list of a month.

Whoever neither works with children nor leads has no journal: what they began is the leader's to see to.
"""

from datetime import timedelta
from functools import partial

from opspor.domain.beredskab import NotReported
from opspor.domain.ids import Id
from opspor.usecases import filing, retention_due, tracks
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, CONCERN, CONTENT, LEADER, Call, Table, Walk

OF_A_CONCERN: Table = {of: "yes yes yes no no" if who.split()[0] == "yes" else who for of, who in CONCERN.items()}


def decided(walk: Walk, desk: Desk, of: str) -> Id:
    """A decision of a concern, by a leader."""
    concern, able = walk.concern(desk, of), walk.as_(desk, walk.login if of.startswith("my own") else "mette")
    tracks.decide(able, concern, NotReported("Grund", "Tegn", "Så", desk.clock().date() + timedelta(days=1)))
    return next(row.what.about for row in filing.waiting(able) if row.what.concern_id == concern)


def corrected(walk: Walk, desk: Desk, of: str) -> tuple[Id, Id]:
    """(record, version) of one that was confirmed."""
    about, able = decided(walk, desk, of), walk.as_(desk, "mette")
    filing.confirm(able, [about], desk.clock().date(), "2026-1")
    found = next(row.what.filed for row in filing.done(able) if row.what.about == about)
    assert found is not None
    return about, found.version


def confirm(walk: Walk, desk: Desk, of: str) -> object:
    return partial(filing.confirm, desk, [decided(walk, desk, of)], desk.clock().date(), "2026-1")


def correct(walk: Walk, desk: Desk, of: str) -> object:
    return partial(filing.correct, desk, *corrected(walk, desk, of), desk.clock().date(), "2026-2")


FILING_ROWS: dict[str, tuple[Table, Call]] = {
    "filing.waiting": (CONTENT, lambda w, d, of: filing.waiting(d)),
    "filing.done": (CONTENT, lambda w, d, of: filing.done(d)),
    "filing.names": (CONTENT, lambda w, d, of: filing.names(d)),
    "filing.export": (OF_A_CONCERN, lambda w, d, of: partial(filing.export, d, decided(w, d, of), w.target())),
    "filing.print_list": (
        OF_A_CONCERN, lambda w, d, of: partial(filing.print_list, d, [decided(w, d, of)], w.target())
    ),
    "filing.confirm": (OF_A_CONCERN, confirm),
    "filing.correct": (OF_A_CONCERN, correct),
    "retention_due.on_start": (LEADER, lambda w, d, of: retention_due.on_start(d)),
    "retention_due.note_seen": (ANYBODY, lambda w, d, of: retention_due.note_seen(d, 0)),
    "retention_due.hygiene": (LEADER, lambda w, d, of: retention_due.hygiene(d)),
    "filing.undo": (OF_A_CONCERN, lambda w, d, of: partial(filing.undo, d, *corrected(w, d, of))),
}  # fmt: skip
