"""The rows of the walk for consents and for what families ask for."""

from functools import partial

from opspor.domain.consent import Agreed
from opspor.domain.paper import Basis
from opspor.domain.rights import Decision, RightKind
from opspor.usecases import consents, rights
from opspor.usecases.desk import Desk
from tests.usecases.walk import CONTENT, LEADER, ROOM, Call, Table, Walk


def _agreed(desk: Desk) -> Agreed:
    today = desk.clock().date()
    return Agreed(Basis.LAW, "søvn", "PPR", "sparring", since=today, reference="værdispring")


def withdraw(walk: Walk, desk: Desk, of: str) -> object:
    """One that somebody else has written."""
    consent = consents.write(walk.as_(desk, "mette"), walk.new_child(desk, of), _agreed(desk))
    return partial(consents.withdraw, desk, consent, desk.clock().date(), "ringede")


def answer(walk: Walk, desk: Desk, of: str) -> object:
    """An objection that somebody else has written down."""
    mette, today = walk.as_(desk, "mette"), desk.clock().date()
    child = walk.new_child(desk, "my room")
    asked = rights.note(mette, child, RightKind.OBJECTION, on=today, from_whom="mor", text="Nej")
    return partial(rights.answer, desk, asked, Decision.STOPS, on=today, by="Mette", text="Enig")


def note(walk: Walk, desk: Desk, of: str) -> object:
    today = desk.clock().date()
    child = walk.new_child(desk, of)
    return partial(rights.note, desk, child, RightKind.REMARK, on=today, from_whom="mor", text="Nej")


WISH_ROWS: dict[str, tuple[Table, Call]] = {
    "consents.of_child": (ROOM, lambda w, d, of: consents.of_child(d, w.child(of))),
    "consents.write": (ROOM, lambda w, d, of: partial(consents.write, d, w.new_child(d, of), _agreed(d))),
    "consents.withdraw": (ROOM, withdraw),
    "rights.flag": (ROOM, lambda w, d, of: rights.flag(d, w.child(of))),
    "rights.of_child": (ROOM, lambda w, d, of: rights.of_child(d, w.child(of))),
    "rights.note": (ROOM, note),
    "rights.answer": (LEADER, answer),
    "rights.waiting": (CONTENT, lambda w, d, of: rights.waiting(d)),
}  # fmt: skip
