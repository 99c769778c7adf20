"""The ways to what is written about those around the child: contacts, the network map, consents and wishes."""

from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Flow, PlainLabel
from opspor.domain.ids import Id


def family_card(office: Office, child: Id) -> Card:
    """The way to consents and wishes, the same for every child."""
    card = Card("Samtykker og ønsker", spacing=3)
    way = Button("Samtykker og ønsker", icon="user-round")
    way.clicked.connect(lambda: office.go(Destination(Place.FAMILY, child)))
    card.add(PlainLabel("Hvad må I dele med andre, og hvad har familien bedt om?", "body", "text_2"))
    card.add(Flow([way], gap=2))
    return card


def around_card(office: Office, child: Id) -> Card:
    """Two ways on, the same for every child."""
    card = Card("Omkring barnet", spacing=3)
    contact, network = Button("Kontakt med forældre", icon="phone"), Button("Netværkskort", icon="users-round")
    contact.clicked.connect(lambda: office.go(Destination(Place.CONTACT, child)))
    network.clicked.connect(lambda: office.go(Destination(Place.NETWORK, child)))
    card.add(PlainLabel("Hvem er der talt med, og hvem har barnet omkring sig?", "body", "text_2"))
    card.add(Flow([contact, network], gap=2))
    return card
