"""The ways to what is written about those around the child: contacts, the network map, consents and wishes."""

from opspor.desktop.pages.subject_access.begin import BEGIN
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Flow, Message, MessageKind, PlainLabel, tell
from opspor.domain.access import Action, may
from opspor.domain.ids import Id

SAY_IT = Message(
    MessageKind.INFO,
    "Sig det til lederen.",
    "Sig, hvem der bad om det, og hvilken dag: lederen svarer inden en måned. Lov ikke, hvad der står.",
)


def family_card(office: Office, child: Id) -> Card:
    """The ways to consents and wishes, and to begin when somebody asks to see what is written; the same for every
    child, and for others than the leader what to do then."""
    card = Card("Samtykker og ønsker", spacing=3)
    way = Button("Samtykker og ønsker", icon="user-round")
    way.clicked.connect(lambda: office.go(Destination(Place.FAMILY, child)))
    card.add(PlainLabel("Hvad må I dele med andre, og hvad har familien bedt om?", "body", "text_2"))
    asks = Button("Nogen beder om indsigt", icon="eye")
    begin = Destination(Place.ACCESS, NO_ID, child, BEGIN)
    leads = may(office.work.staff, Action.WRITE_REQUEST)
    asks.clicked.connect(lambda: office.go(begin) if leads else tell(card, SAY_IT))
    card.add(Flow([way, asks], gap=2))
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
