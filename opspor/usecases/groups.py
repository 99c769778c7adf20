"""Groups: what each is, and who holds the threads of it."""

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.domain.people import GroupKind
from opspor.store import people
from opspor.usecases.desk import Desk

NO_SUCH_GROUP = Fault(
    "GRUPPE-MANGLER", "Gruppen findes ikke i denne mappe. Intet er ændret. Åbn listen over grupper igen."
)
LEAD_NOT_THERE = Fault(
    "GRUPPE-TOVHOLDER",
    "Tovholderen skal arbejde i gruppen. Intet er ændret. Sæt først personen på gruppen under Medarbejdere.",
)


def change(desk: Desk, group_id: Id, *, kind: GroupKind, lead_id: Id | None) -> None:
    """Say what a group is, and who is its tovholder (None: nobody), e.g. the klasselærer.

    The kind gives the context of the next round; rounds that are open keep theirs. The tovholder is one of those who
    work in the group. Raises GRUPPE-MANGLER, GRUPPE-TOVHOLDER.
    """
    with desk.write(Action.CHANGE_GROUP) as tx:
        if group_id not in {group.id for group in people.groups(tx.connection)}:
            raise KnownError(NO_SUCH_GROUP)
        lead = next((m for m in people.staff(tx.connection) if m.id == lead_id and m.left_at is None), None)
        if lead_id is not None and (lead is None or group_id not in lead.groups):
            raise KnownError(LEAD_NOT_THERE)
        people.change_group(tx.connection, group_id, kind, lead_id)
        tx.note(group_id, kind=kind.value, lead=lead_id or "")
        tx.changed(Kind.PEOPLE, Kind.ROUNDS)
