"""Contacts with a child's parents: written down with each one's own view, corrected by a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from opspor.domain.access import REFUSED, Action
from opspor.domain.assessment import Context
from opspor.domain.changes import Kind
from opspor.domain.child import Carer, ChildInList
from opspor.domain.contact import Contact, ParentContact, check_contact
from opspor.domain.errors import Fault, KnownError
from opspor.domain.ids import Id
from opspor.store import children, contacts, drafts
from opspor.store.records import Header
from opspor.usecases.children import find
from opspor.usecases.contexts import contexts_of, find_in, shown
from opspor.usecases.desk import Desk, Transaction

CORRECTED_MEANWHILE = Fault(
    "KONTAKT-AENDRET",
    "En anden har rettet kontakten, mens du skrev. Dit er ikke gemt endnu, og intet er gået tabt: det står som kladde. "
    "Se, hvad der står nu, og ret det, hvis der mangler noget.",
)


@dataclass(frozen=True, slots=True)
class ContactLog:
    """The contacts about a child that this person may see, newest first, and where they may write."""

    child: ChildInList
    carers: tuple[Carer, ...]
    contacts: tuple[ParentContact, ...]
    contexts: tuple[Context, ...]
    successors: Mapping[Id, Id]  # contact -> the version that replaced it

    def newest(self, contact: Id) -> Id:
        """The version of a contact that counts."""
        while contact in self.successors:
            contact = self.successors[contact]
        return contact


def contact_log(desk: Desk, child_id: Id) -> ContactLog:
    """Every contact about a child. It is logged as opening the child."""
    with desk.read(Action.OPEN_CHILD) as tx:
        child = find(tx, child_id)
        tx.note(child_id)
        _, known = children.particulars(tx.connection, child_id)
        return ContactLog(
            child, known.carers, _seen(desk, tx, child), contexts_of(desk, tx, child),
            contacts.successors(tx.connection, child_id),
        )  # fmt: skip


def _seen(desk: Desk, tx: Transaction, child: ChildInList) -> tuple[ParentContact, ...]:
    found = contacts.contacts(tx.connection, child.id)
    may_see = {context: shown(tx, desk.staff, child, context) for context in {one.context for one in found}}
    return tuple(one for one in found if may_see[one.context])


def draft_key(child_id: Id) -> str:
    """What the draft of a contact is called, among the drafts of pages."""
    return f"contact:{child_id}"


def note_contact(desk: Desk, child_id: Id, context: Context, contact: Contact, corrects: Id | None = None) -> Id:
    """Write down a contact, or a new version of the one that it corrects, which stays. The draft goes.

    Raises what ``check_contact`` raises, and KONTAKT-AENDRET when somebody else corrected it first.
    """
    with desk.write(Action.NOTE_CONTACT) as tx:
        child = find(tx, child_id)
        if corrects is not None:
            before = next((one for one in contacts.contacts(tx.connection, child_id) if one.id == corrects), None)
            if before is None:
                raise KnownError(CORRECTED_MEANWHILE)
            context = before.context
        child = find_in(tx, child_id, context)
        if corrects is None and context not in contexts_of(desk, tx, child):
            raise KnownError(REFUSED)
        check_contact(contact, tx.today)
        assert contact.held_on is not None  # noqa: S101  it was just checked
        midnight = datetime.combine(contact.held_on, time(), tzinfo=tx.now.tzinfo)  # the time of day is not known
        header = Header(tx.new_id(), desk.staff.id, midnight, tx.now, child_id=child.id, replaces=corrects)
        made = ParentContact(header.id, child.id, context, desk.staff.id, desk.staff.name, tx.now, contact, corrects)
        contacts.add(tx.connection, header, made)
        drafts.drop(tx.connection, desk.staff.id, f"page:{draft_key(child_id)}")
        tx.note(child.id, record=header.id, corrects=corrects or "")
        tx.changed(Kind.CONTACTS, Kind.DRAFTS)
        return header.id
