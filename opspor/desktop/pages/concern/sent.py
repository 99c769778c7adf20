"""How a paper left the house: noted by hand, since nothing is sent from here."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Column, MessageKind, MessageLine, TextField, message_of
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.sending import MAIL_ADVICE, mail_advice
from opspor.usecases import papers


class SentForm(QWidget):
    """Channel, receiver and date of one paper. ``noted`` when it stands in the vault."""

    noted = Signal()

    def __init__(self, office: Office, paper_id: Id, *, own_button: bool = True) -> None:
        super().__init__()
        self._office, self._paper_id = office, paper_id
        column = Column(self, spacing=4)
        self.channel = TextField("Hvordan blev den sendt?", help_text="Fx sikker post eller kommunens skema.")
        self.receiver = TextField("Hvem fik den?", help_text="Fx kommunens modtagelse af underretninger.")
        self.on = DateLine("Hvornår?", lambda: office.work.clock().date())
        self._advice = MessageLine(message_of(MessageKind.WARNING, MAIL_ADVICE), closable=False)
        for part in (self.channel, self._advice, self.receiver, self.on):
            column.addWidget(part)
        self._advice.hide()
        self.channel.changed.connect(self._advise)
        if own_button:
            save = Button("Notér, at den er sendt", tall=True)
            save.clicked.connect(self.save)
            column.addWidget(save)
        self._keeper = DraftKeeper(self, office.work, f"sent:{paper_id}", self._fields, self._restore)
        for field in (self.channel, self.receiver, self.on):
            field.changed.connect(self._keeper.touch)
        self.setFocusProxy(self.channel)

    def _advise(self) -> None:
        """It is noted as it was: a fact is never refused."""
        self._advice.setVisible(bool(mail_advice(self.channel.text())))

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _fields(self) -> Mapping[str, str]:
        on = self.on.value()
        return {
            "channel": self.channel.text(),
            "receiver": self.receiver.text(),
            "on": on.isoformat() if on else "",
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.channel.set_text(fields.get("channel", ""))
        self._advise()
        self.receiver.set_text(fields.get("receiver", ""))
        self.on.set_value(date.fromisoformat(fields["on"]) if fields.get("on") else None)

    def save(self) -> None:
        """Notes it, or says at the field what is missing."""
        day = self.on.read()
        if day is None:
            return
        paper_id, channel, receiver = self._paper_id, self.channel.text(), self.receiver.text()
        ask(
            self._office.work.run(
                lambda desk: papers.note_sent(desk, paper_id, channel=channel, receiver=receiver, sent_on=day)
            ),
            self,
            lambda _: self._done(),
            self._refused,
        )

    def _done(self) -> None:
        self._keeper.drop()
        self.noted.emit()

    def _refused(self, error: KnownError) -> None:
        field = self.receiver if self.channel.text() else self.channel
        field.refuse(str(error))
