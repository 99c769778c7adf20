"""Luk institutionen: what it means, and the way there."""

from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Flow, Prose


class ClosingSection(Section):
    """For the leader; everybody may read what it is."""

    title = "Luk institutionen"
    icon = "ban"

    def __init__(self, office: Office, *, may_wipe: bool) -> None:
        super().__init__()
        begin = Button("Luk institutionen …")
        begin.set_cannot("" if may_wipe else LEADER_ONLY)
        begin.clicked.connect(lambda: None if begin.cannot else office.go(Destination(Place.CLOSING)))
        card = Card("Når institutionen lukker")
        card.add(
            Prose(
                [
                    "Først tager I alt ud i et åbent format og giver det til den dataansvarlige.",
                    "Så bliver mappen slettet for altid, med de kopier, der ligger hos den. I får en kvittering.",
                    "Intet sker, før lederen har skrevet institutionens navn og sagt ja.",
                ],
                "body",
            )
        )
        card.add(Flow([begin]))
        self.column.addWidget(card)
