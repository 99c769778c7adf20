"""Writing something down beside the steps: what the parents know, what was decided about it, and what we think."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concern.asked import AskedFields, Shape
from opspor.desktop.pages.concern.on_request import WritingForm
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Column, Kind, MessageKind, PlainLabel, line_of, message_of, tell
from opspor.domain.beredskab import Decision
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import tracks


class DecisionForm(WritingForm):
    """The fields of a shape and the button that keeps them. ``turned`` says that it is shown or gone, for what is
    around it.
    """

    written = Signal()
    turned = Signal(bool)

    def __init__(self, office: Office, concern_id: Id, shape: Shape, key: str, carers: Mapping[Id, str]) -> None:
        super().__init__()
        self._office, self._concern_id = office, concern_id
        self.asked = AskedFields(office, shape, carers)
        self.first = next(iter((*self.asked.carers.values(), *self.asked.texts.values())))
        save = Button("Skriv det ned", tall=True)
        close = Button("Luk", Kind.QUIET)
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        column = Column(self, spacing=3)
        column.addWidget(self.asked)
        column.addWidget(line_of(save, close, self._saved, spacing=3))
        save.clicked.connect(self._write)
        close.clicked.connect(lambda: self._turn(on=False))
        self.keeper = DraftKeeper(self, office.work, key, self.asked.fields, self._restore, self._saved.setText)
        self.asked.changed.connect(self.keeper.touch)
        self.hide()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.asked.restore(fields)
        self._turn(on=True)

    def _turn(self, *, on: bool) -> None:
        self.setVisible(on)
        self.turned.emit(on)

    def _write(self) -> None:
        if not self.asked.complete():
            return
        decision = self.asked.shape.make(self.asked.values(), self._office.work.clock())
        assert decision is not None  # noqa: S101  beside the steps there are shapes of decisions alone
        concern_id = self._concern_id
        ask(
            self._office.work.run(lambda desk: tracks.decide(desk, concern_id, decision)),
            self,
            lambda _: self._done(),
            lambda error: refuse(self, self.asked, decision, error),
        )

    def _done(self) -> None:
        self.asked.restore({})
        self.keeper.drop()
        self._saved.setText("")
        self._turn(on=False)
        self.written.emit()


def refuse(owner: QWidget, asked: AskedFields, decision: Decision | None, error: KnownError) -> None:
    """Says what is missing at the field that it is missing in, or on the page."""
    lacking = tracks.missing(decision) if decision is not None else None
    shown = lacking is not None and asked.refuse(lacking[0], str(error))
    if not shown and error.code in ("SPOR-DAG", "SPOR-SLUT"):
        shown = asked.refuse_day(str(error))
    if not shown:
        tell(owner, message_of(MessageKind.DANGER, str(error)))
