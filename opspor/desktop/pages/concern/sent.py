"""How a paper left the house: noted by hand, since nothing is sent from here."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    ChoiceField,
    Column,
    Flow,
    Kind,
    MessageKind,
    MessageLine,
    TextField,
    TimeField,
    message_of,
)
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.sending import MAIL_ADVICE, mail_advice
from opspor.usecases import papers
from opspor.usecases.paper_out import SavedFile, Way

CHANNELS = ("Sikker post", "Kommunens skema", "Afleveret personligt", "Læst op i telefonen")
NO_FILE = "Ingen fil: skrevet ind eller læst op"
_WAYS = {Way.PDF: "PDF", Way.LOCKED: "PDF med adgangskode", Way.FILE: "Fil til et andet system"}


class SentForm(QWidget):
    """Channel, receiver, day, time and file of one paper. ``noted`` when it stands in the vault."""

    noted = Signal()

    def __init__(self, office: Office, paper_id: Id, *, own_button: bool = True) -> None:
        super().__init__()
        self._office, self._paper_id = office, paper_id
        column = Column(self, spacing=4)
        self.channel = TextField("Hvordan blev den sendt?", help_text="Vælg en af dem, eller skriv selv.")
        self.channels = [Button(words, Kind.LINK) for words in CHANNELS]
        self.receiver = TextField("Hvem fik den?", help_text="Fx kommunens modtagelse af underretninger.")
        self.on = DateLine("Hvornår?", lambda: office.work.clock().date())
        self.at = TimeField("Klokken?", help_text="Kan stå tomt.")
        self.file: ChoiceField[str] = ChoiceField("Hvilken fil blev sendt?", [(NO_FILE, "")], value="")
        self._advice = MessageLine(message_of(MessageKind.WARNING, MAIL_ADVICE), closable=False)
        for part in (
            self.channel,
            Flow([*self.channels], gap=3),
            self._advice,
            self.receiver,
            self.on,
            self.at,
            self.file,
        ):
            column.addWidget(part)
        self._advice.hide()
        self.file.hide()
        self._chose_file = False
        self.file.changed.connect(self._choose_file)
        for button in self.channels:
            button.clicked.connect(lambda _=False, words=button.words: self.channel.set_text(words))
        self.channel.changed.connect(self._advise)
        if own_button:
            save = Button("Notér, at den er sendt", tall=True)
            save.clicked.connect(self.save)
            column.addWidget(save)
        self._keeper = DraftKeeper(self, office.work, f"sent:{paper_id}", self._fields, self._restore)
        for field in (self.channel, self.receiver, self.on, self.at, self.file):
            field.changed.connect(self._keeper.touch)
        self.setFocusProxy(self.channel)

    def set_files(self, files: Sequence[SavedFile]) -> None:
        """The files that were made of the paper, newest first: the last one is proposed, until another is chosen."""
        options = [
            (f"{_WAYS[one.way]}, gemt {moment_in_words(one.at)}", one.sha256) for one in files if one.way in _WAYS
        ]
        known = [sha256 for _, sha256 in options]
        chosen = self.file.value() if self._chose_file else next(iter(known), "")
        self.file.set_options([*options, (NO_FILE, "")], chosen if chosen in known else "")
        self.file.setVisible(bool(options))

    def _choose_file(self) -> None:
        self._chose_file = True

    def _advise(self) -> None:
        """It is noted as it was: a fact is never refused."""
        self._advice.setVisible(bool(mail_advice(self.channel.text())))

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _fields(self) -> Mapping[str, str]:
        on, at = self.on.value(), self.at.value()
        return {
            "channel": self.channel.text(),
            "receiver": self.receiver.text(),
            "on": on.isoformat() if on else "",
            "at": at.isoformat() if at else "",
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.channel.set_text(fields.get("channel", ""))
        self._advise()
        self.receiver.set_text(fields.get("receiver", ""))
        self.on.set_value(date.fromisoformat(fields["on"]) if fields.get("on") else None)
        self.at.set_value(time.fromisoformat(fields["at"]) if fields.get("at") else None)

    def save(self) -> None:
        """Notes it, or says at the field what is missing."""
        day = self.on.read()
        if day is None or not self.at.complete():
            return
        paper_id, channel, receiver = self._paper_id, self.channel.text(), self.receiver.text()
        at, sha256 = self.at.value(), self.file.value() or ""
        said = f"{at.hour}.{at.minute:02}" if at else ""
        ask(
            self._office.work.run(
                lambda desk: papers.note_sent(
                    desk, paper_id, channel=channel, receiver=receiver, sent_on=day, at=said, sha256=sha256
                )
            ),
            self,
            lambda _: self._done(),
            self._refused,
        )

    def _done(self) -> None:
        self._keeper.drop()
        self.noted.emit()

    def _refused(self, error: KnownError) -> None:
        if error.fault is papers.SENT_LATER:
            self.on.set_error(str(error))
            self.on.setFocus()
            return
        field = self.receiver if self.channel.text() else self.channel
        field.refuse(str(error))
