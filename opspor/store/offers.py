"""The local catalogue of offers. Nothing about a child stands in it."""

import msgspec
from sqlalchemy import Connection, insert, select, update

from opspor.domain.ids import Id
from opspor.domain.offer import Offer, OfferText
from opspor.domain.text import sort_key
from opspor.store import schema as t


class _Body(msgspec.Struct, frozen=True):
    """What the table's text holds."""

    text: OfferText
    checked_by: str


def add(connection: Connection, offer: Offer) -> None:
    """Add an offer."""
    connection.execute(insert(t.offer).values(id=offer.id, **_values(offer)))


def change(connection: Connection, offer: Offer) -> bool:
    """Write an offer over the one with its id; False when there is none."""
    return connection.execute(update(t.offer).where(t.offer.c.id == offer.id).values(_values(offer))).rowcount == 1


def _values(offer: Offer) -> dict[str, object]:
    body = msgspec.json.encode(_Body(offer.text, offer.checked_by)).decode()
    return {"body": body, "checked_on": offer.checked_on, "ended_on": offer.ended_on}


def offers(connection: Connection) -> tuple[Offer, ...]:
    """Every offer, also those that have ended, in the order of their names."""
    found = []
    for row in connection.execute(select(t.offer)):
        body = msgspec.json.decode(row.body, type=_Body)
        found.append(Offer(Id(row.id), body.text, row.checked_on, body.checked_by, row.ended_on))
    return tuple(sorted(found, key=lambda offer: (sort_key(offer.text.name), offer.id)))
