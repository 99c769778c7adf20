"""A quiet way from where something is done to the page of the guide that says why."""

from opspor.desktop.pages.help.where import help_titled
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, Kind

ALONE = "Hvorfor vurderer vi alene først?"
CELLS_MEAN = "Hvad betyder felterne?"
OBSERVATION = "Hvad er en god observation?"
DISAGREEMENT = "Hvad er uenighed godt for?"


def why(office: Office, title: str) -> Button:
    """A link that asks the question ``title`` and opens the page of the guide with that title; Esc comes back, and
    what was typed is kept as it is for F1."""
    link = Button(title, Kind.LINK, icon="circle-question-mark")
    link.clicked.connect(lambda: office.go(help_titled(title)))
    return link
