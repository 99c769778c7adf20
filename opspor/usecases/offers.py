"""The local catalogue of offers: the leader keeps it, and it says who looked last and when."""

from dataclasses import replace

from opspor.domain.access import Action
from opspor.domain.changes import Kind
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.offer import NO_SUCH_OFFER, Offer, OfferText, check_offer
from opspor.store import offers
from opspor.usecases.desk import Desk, Transaction


def catalogue(desk: Desk) -> tuple[Offer, ...]:
    """Every offer, also those that have ended, in the order of their names."""
    with desk.read(Action.CHANGE_OFFERS) as tx:
        return offers.offers(tx.connection)


def put(desk: Desk, text: OfferText, offer_id: Id | None = None) -> Id:
    """Add an offer, or say anew what one is: then it counts as looked at today, and goes on if it had ended.

    Raises TILBUD-NAVN, TILBUD-ALDER, TILBUD-MANGLER.
    """
    check_offer(text)
    with desk.write(Action.CHANGE_OFFERS) as tx:
        made = Offer(offer_id or tx.new_id(), text, tx.today, desk.staff.name)
        if offer_id is None:
            offers.add(tx.connection, made)
        elif not offers.change(tx.connection, made):
            raise KnownError(NO_SUCH_OFFER)
        _noted(tx, made.id)
        return made.id


def end(desk: Desk, offer_id: Id) -> None:
    """An offer is there no more: it is not chosen again, and stays where it was chosen. Raises TILBUD-MANGLER."""
    with desk.write(Action.CHANGE_OFFERS) as tx:
        known = {offer.id: offer for offer in offers.offers(tx.connection)}
        if offer_id not in known:
            raise KnownError(NO_SUCH_OFFER)
        offers.change(tx.connection, replace(known[offer_id], ended_on=tx.today))
        _noted(tx, offer_id)


def _noted(tx: Transaction, offer_id: Id) -> None:
    tx.note(offer_id)
    tx.changed(Kind.PLANS)
