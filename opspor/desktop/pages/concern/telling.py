"""What the parents know, and what was decided about it: can be written at any time, whatever the step."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concern.decision import DecisionForm
from opspor.desktop.pages.concern.on_request import FormsOnRequest
from opspor.desktop.pages.concern.shapes import KNOWS, MAY, NOT_TOLD, TOLD
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, Card, Column, Flow, Kind, MessageKind, MessageLine, PlainLabel, message_of
from opspor.domain.beredskab import TELLING, MayBeTold, NotTold, Telling
from opspor.domain.ids import Id
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.telling import StoppedFor

_ASKED = {
    "knows": ("De ved det allerede", KNOWS),
    "may": ("Det er besluttet, hvem der må vide det", MAY),
    "told": ("De har fået det at vide", TOLD),
    "not_told": ("De får det ikke at vide nu", NOT_TOLD),
}


class TellingCard(Card):
    """Who may be told, the decisions that stop or open it, and the forms. That they know already comes first."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Hvad ved forældrene?", spacing=3)
        self._office, self._concern_id = office, concern_id
        self._says = PlainLabel("")
        self._stops = QWidget()
        self._stopped = Column(self._stops, spacing=2)
        self.add(self._says)
        self.add(self._stops)
        self._carers: Mapping[Id, str] = {}
        keys = {key: f"concern:{concern_id}:{key}" for key in _ASKED}
        self._forms = FormsOnRequest(office, {keys[key]: partial(self._make, key, keys[key]) for key in _ASKED})
        self._buttons: dict[str, Button] = {}
        for key, (words, _) in _ASKED.items():
            self._buttons[key] = Button(words, Kind.LINK, icon="plus")
            self._buttons[key].clicked.connect(partial(self._forms.begin, keys[key]))
        self.add(Flow([*self._buttons.values()], gap=3))
        self.add(self._forms)

    def set_file(self, file: ConcernFile, stops: Sequence[StoppedFor], begun: Collection[str]) -> None:
        """Shows how it stands; ``stops`` say who gets no papers, and why. What is typed stays, and forms that are
        ``begun`` are there."""
        self._carers = file.carers
        kept = TELLING[file.concern.track] is not Telling.OPENLY
        decided = any(isinstance(one.what, MayBeTold) for one in file.decisions)
        not_told = any(isinstance(one.what, NotTold) for one in file.decisions)
        self._says.setText(file.form.tell)
        self._says.setVisible(not kept)  # else it stands on top of the page
        self._buttons["may"].setVisible(kept or not_told)
        self._buttons["told"].setVisible(not kept or decided)
        self._stopped.clear()
        for why in dict.fromkeys(one.stop.words for one in stops):  # said once for all whom it is about
            whom = " · ".join(one.whom for one in stops if one.stop.words == why)
            words = f"{why} Det gælder: {whom}."
            self._stopped.addWidget(MessageLine(message_of(MessageKind.WARNING, words), closable=False))
        self._forms.show_begun(begun)

    def leave(self) -> None:
        """What is typed is kept."""
        self._forms.leave()

    def _make(self, asked: str, key: str) -> DecisionForm:
        return DecisionForm(self._office, self._concern_id, _ASKED[asked][1], key, self._carers)
