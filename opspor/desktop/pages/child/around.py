"""The ways to what is written about those around the child: contacts with parents, and the network map."""

from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Flow, PlainLabel
from opspor.domain.ids import Id


def around_card(office: Office, child: Id) -> Card:
    """Two ways on, the same for every child."""
    card = Card("Omkring barnet", spacing=3)
    contact, network = Button("Kontakt med forældre", icon="phone"), Button("Netværkskort", icon="users-round")
    contact.clicked.connect(lambda: office.go(Destination(Place.CONTACT, child)))
    network.clicked.connect(lambda: office.go(Destination(Place.NETWORK, child)))
    card.add(PlainLabel("Hvem er der talt med, og hvem har barnet omkring sig?", "body", "text_2"))
    card.add(Flow([contact, network], gap=2))
    return card
