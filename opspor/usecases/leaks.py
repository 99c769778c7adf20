"""Whom and what a brief without names is searched for: everybody and every place in the vault."""

from opspor.documents.house import House, house
from opspor.domain.ids import Id
from opspor.store import meetings, networks, people
from opspor.store.everybody import everybody
from opspor.usecases.desk import Transaction


def known_here(tx: Transaction, child_id: Id | None) -> House:
    """Everybody in the vault, also those whom the person may not see: it is never shown, only looked for.

    Around the child of the paper also the people of its network and its meetings.
    """
    known = everybody(tx.connection)
    around: list[str] = []
    if child_id is not None:
        around += [one.name for made in networks.versions(tx.connection, child_id) for one in made.network.people]
        held = meetings.meetings(tx.connection, child_id=child_id)
        around += [one.name for record in held for one in record.meeting.participants]
    institution = people.institution(tx.connection)
    return house(
        names=known.names,
        in_sentences=(*known.in_words, *around),
        addresses=(*known.addresses, institution.address),
        groups=tuple(group.name for group in people.groups(tx.connection)),
        institutions=(institution.name, institution.controller),
    )
