"""Regler og frister: the way to the law list."""

from opspor.desktop.pages.settings.section import Section
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Kind, PlainLabel


class LawSection(Section):
    """What the list is, and a button to it. The same for everybody."""

    title = "Regler og frister"
    icon = "file-text"

    def __init__(self, office: Office) -> None:
        super().__init__()
        card = Card("Regler og frister", spacing=6)
        card.add(
            PlainLabel(
                "Her står hver regel og frist, programmet henviser til: hvor den står, hvad den hed før, hvis frist "
                "det er, og hvor sikkert det er. Lederen kan skrive, at en regel er slået efter i loven."
            )
        )
        button = Button("Åbn regler og frister", Kind.MAIN)
        button.clicked.connect(lambda: office.go(Destination(Place.LAW)))
        card.add(button)
        self.column.addWidget(card)
