"""Somebody else kept the map while one drew: what is different, and which of the two is to count."""

from PySide6.QtCore import Signal

from opspor.desktop.widgets import Button, Card, Flow, Prose
from opspor.domain.clock import moment_in_words
from opspor.domain.network import Network, NetworkMap


class MeanwhileCard(Card):
    """``mine`` says that the own map is to come after theirs, ``theirs`` that the own draft may go."""

    mine = Signal()
    theirs = Signal()

    def __init__(self) -> None:
        super().__init__("En anden har gemt kortet", spacing=3)
        self._said = Prose([], "body")
        self.add(self._said)
        mine, theirs = Button("Behold mit kort", tall=True), Button("Tag det andet kort", tall=True)
        self.add(Flow([mine, theirs], gap=3))
        mine.clicked.connect(self.mine)
        theirs.clicked.connect(self.theirs)

    def show_theirs(self, mine: Network, made: NetworkMap) -> None:
        """Shows what is different in ``made``."""
        own, other = {one.label: one for one in mine.people}, {one.label: one for one in made.network.people}
        said = [f"{made.author_name} gemte kortet {moment_in_words(made.written_at)}. Dit kort står her som kladde."]
        for words, names in (
            ("Kun på det andet kort", [name for name in other if name not in own]),
            ("Kun på dit kort", [name for name in own if name not in other]),
            ("Står forskelligt", [name for name in own if name in other and own[name] != other[name]]),
        ):
            if names:
                said.append(f"{words}: {', '.join(names)}.")
        self._said.set_paragraphs(said)
        self.show()
