"""The rows of the walk for requests to read what is written about a child: the leader's alone."""

from functools import partial
from typing import Any

from opspor.domain.ids import Id
from opspor.domain.subject_access import Asker, Request
from opspor.usecases import subject_access, subject_access_due
from opspor.usecases.desk import Desk
from tests.usecases.walk import LEADER, Call, Table, Walk


def _asked(desk: Desk) -> Request:
    return Request(Asker.OTHER, "Kanari Værge", desk.clock().date(), decision="Værgen må få indsigt.")


def _begun(walk: Walk, desk: Desk) -> Id:
    return subject_access.begin(walk.as_(desk, "mette"), walk.new_child(desk, "my room"), _asked(desk))


def use(what: Any, *made: Any) -> Call:
    """``what`` of a request that the leader has begun."""

    def prepared(walk: Walk, desk: Desk, of: str) -> object:
        return partial(what, desk, _begun(walk, desk), *made)

    return prepared


def save(walk: Walk, desk: Desk, of: str) -> object:
    begun = _begun(walk, desk)
    return partial(subject_access.save, desk, begun, begun, _asked(desk))


def release(walk: Walk, desk: Desk, of: str) -> object:
    begun = _begun(walk, desk)
    return partial(subject_access.release, desk, begun, begun, walk.target().parent, "i hånden")


SUBJECT_ACCESS_ROWS: dict[str, tuple[Table, Call]] = {
    "subject_access_due.on_start": (LEADER, lambda w, d, of: subject_access_due.on_start(d)),
    "subject_access.begin": (
        LEADER,
        lambda w, d, of: partial(subject_access.begin, d, w.new_child(d, "my room"), _asked(d)),
    ),
    "subject_access.drop": (LEADER, use(subject_access.drop, "Taget tilbage")),
    "subject_access.open_": (LEADER, use(subject_access.open_)),
    "subject_access.overview": (LEADER, lambda w, d, of: subject_access.overview(d)),
    "subject_access.preview": (LEADER, use(subject_access.preview)),
    "subject_access.release": (LEADER, release),
    "subject_access.save": (LEADER, save),
    "subject_access.save_draft": (
        LEADER,
        lambda w, d, of: partial(subject_access.save_draft, d, w.new_child(d, "my room"), "youth", w.target()),
    ),
}
