"""Whom and what a brief without names is searched for: everybody and every place in the vault."""

from dataclasses import replace

from opspor.documents.house import House, house
from opspor.domain.ids import Id
from opspor.store import meetings, networks, people
from opspor.store.everybody import everybody
from opspor.usecases.desk import Transaction


def everybody_here(tx: Transaction) -> House:
    """Everybody in the vault, also those whom the person may not see: it is never shown, only looked for."""
    known, institution = everybody(tx.connection), people.institution(tx.connection)
    return house(
        names=known.names,
        in_sentences=known.in_words,
        addresses=(*known.addresses, institution.address),
        groups=tuple(group.name for group in people.groups(tx.connection)),
        institutions=(institution.name, institution.controller),
    )


def known_here(tx: Transaction, child_id: Id | None, here: House | None = None) -> House:
    """``everybody_here``, and the people of the network and the meetings of the child of the paper.

    ``here`` is everybody, where that was made ready already in this transaction: of a big house it takes a while.
    """
    here = everybody_here(tx) if here is None else here
    if child_id is None:
        return here
    around = [one.name for made in networks.versions(tx.connection, child_id) for one in made.network.people]
    held = meetings.meetings(tx.connection, child_id=child_id)
    around += [one.name for record in held for one in record.meeting.participants]
    beside = house(names=(), in_sentences=around)
    return replace(here, names=here.names | beside.names, pairs=here.pairs | beside.pairs)
