"""The rows of the walk for what came back on an underretning: as the concern that it belongs to."""

from functools import partial

from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, ReplyKind
from opspor.usecases import concerns, papers, replies, waiting
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, CONCERN, Call, Table, Walk


def sent(walk: Walk, desk: Desk, of: str) -> Id:
    """An underretning that was sent."""
    paper = walk.paper(desk, of)
    able = walk.as_(desk, walk.login if of.startswith("my own") else "mette")
    papers.note_sent(able, paper, channel="Post", receiver="Kommunen", sent_on=desk.clock().date())
    return paper


def note(walk: Walk, desk: Desk, of: str) -> object:
    came = desk.clock().date()
    paper = sent(walk, desk, of)
    return partial(replies.note, desk, paper, kind=ReplyKind.RECEIPT, came_on=came, sender="Kommunen", text="")


def happened(walk: Walk, desk: Desk, of: str) -> object:
    on = desk.clock().date()
    return partial(replies.happened, desk, sent(walk, desk, of), PaperEvent.REMINDED, on=on, text="Ringet")


ANSWER_ROWS: dict[str, tuple[Table, Call]] = {
    "waiting.everything": (ANYBODY, lambda w, d, of: waiting.everything(d)),
    "waiting.names": (ANYBODY, lambda w, d, of: waiting.names(d)),
    "waiting.on_start": (ANYBODY, lambda w, d, of: waiting.on_start(d, concerns.listed(d))),
    "waiting.of_concern": (CONCERN, lambda w, d, of: partial(waiting.of_concern, d, w.concern(d, of))),
    "replies.history": (CONCERN, lambda w, d, of: partial(replies.history, d, w.paper(d, of))),
    "replies.note": (CONCERN, note),
    "replies.happened": (CONCERN, happened),
    "replies.print_reminder": (
        CONCERN, lambda w, d, of: partial(replies.print_reminder, d, sent(w, d, of), w.target(), named=True)
    ),
}  # fmt: skip
