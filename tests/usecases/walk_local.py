"""The rows of the walk for the local layer, and for the record about an employee."""

from functools import partial

from opspor.domain.local import LawCheck, Layer, Local
from opspor.usecases import employee_record, law_list, local_due, local_layer
from opspor.usecases.desk import Desk
from tests.usecases.walk import ANYBODY, LEADER, Call, Table, Walk


def layer(desk: Desk) -> Layer:
    """A municipality's file of today that says its name."""
    today = desk.clock().date()
    return Layer(Local("Ådal Kommune", checked_on=today, checked_by="Leder"), (), 10**6, today, "Leder")


def looked_up(desk: Desk) -> LawCheck:
    """A rule that somebody looked up today."""
    return LawCheck("duty", "Barnets lov § 133", desk.clock().date(), "Leder")


def export(walk: Walk, desk: Desk, _of: str) -> object:
    local_layer.save(walk.as_(desk, "mette"), layer(desk).local)
    return partial(local_layer.export, desk, walk.target(), "Leder")


LOCAL_ROWS: dict[str, tuple[Table, Call]] = {
    "employee_record.offered": (ANYBODY, lambda w, d, of: employee_record.offered(d)),
    "employee_record.shown": (ANYBODY, lambda w, d, of: employee_record.shown(d)),
    "employee_record.switch": (LEADER, lambda w, d, of: partial(employee_record.switch, d, on=False)),
    "law_list.check": (LEADER, lambda w, d, of: partial(law_list.check, d, looked_up(d))),
    "law_list.listed": (ANYBODY, lambda w, d, of: law_list.listed(d)),
    "local_due.due": (ANYBODY, lambda w, d, of: local_due.due(d)),
    "local_layer.export": (LEADER, export),
    "local_layer.known": (ANYBODY, lambda w, d, of: local_layer.known(d)),
    "local_layer.preview": (LEADER, lambda w, d, of: partial(local_layer.preview, d, layer(d))),
    "local_layer.save": (LEADER, lambda w, d, of: partial(local_layer.save, d, layer(d).local)),
    "local_layer.take_over": (LEADER, lambda w, d, of: partial(local_layer.take_over, d, layer(d))),
}
