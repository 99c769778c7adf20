"""Going on by another track, where it shows to be about something else."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    line_of,
    message_of,
    tell,
)
from opspor.domain.beredskab import NO_REASON, Track
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import tracks
from opspor.usecases.concerns import ConcernFile

NEW = "Her begynder en ny bekymring, som kun du og lederen kan se. Den, der står nu, bliver, som den er."
SAME = "Det er stadig den samme bekymring. Hvem der kan se den, ændrer sig ikke."
TRACK_MISSING = "Vælg, hvad det handler om. Intet er ændret endnu."


class OtherTrackCard(Card):
    """The track, why, and what that means for who sees it: said before it is done."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Handler det om noget andet?", spacing=3)
        self._office, self._concern_id = office, concern_id
        self._begin = Button("Skift spor", icon="arrow-right")
        self._form = QWidget()
        self.track: ChoiceField[Track] = ChoiceField("Hvad handler det om?", [])
        self.why = TextField("Hvorfor?", help_text="Det, du har set eller hørt, der gør forskellen.", lines=2)
        self._means = PlainLabel("", "body", "text_2")
        save = Button("Skift spor nu", tall=True)
        close = Button("Luk", Kind.QUIET)
        column = Column(self._form, spacing=3)
        for part in (self.track, self.why, self._means, line_of(save, close, spacing=3)):
            column.addWidget(part)
        self.add(self._begin)
        self.add(self._form)
        self._form.hide()
        self._before: Track | None = None
        self._begin.clicked.connect(self._show)
        close.clicked.connect(self._hide)
        save.clicked.connect(self._save)
        self.track.changed.connect(self._say)
        self._keeper = DraftKeeper(self, office.work, f"concern:{concern_id}:other", self._fields, self._restore)
        self.why.changed.connect(self._keeper.touch)

    def set_file(self, file: ConcernFile, titles: Mapping[Track, str]) -> None:
        """Offers the tracks that it is not; what is chosen stays."""
        if self._before is file.concern.track:
            return
        self._before = file.concern.track
        self.track.set_options([(words, one) for one, words in titles.items() if one is not self._before])

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _show(self) -> None:
        self._begin.hide()
        self._form.show()
        self.track.setFocus()

    def _hide(self) -> None:
        self._form.hide()
        self._begin.show()
        self._begin.setFocus()

    def _say(self) -> None:
        to = self.track.value()
        if to is not None and self._before is not None:
            self._means.setText(NEW if tracks.begins_anew(self._before, to) else SAME)

    def _fields(self) -> Mapping[str, str]:
        return {"why": self.why.text()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.why.set_text(fields.get("why", ""))

    def _save(self) -> None:
        to, why, concern_id = self.track.value(), self.why.text(), self._concern_id
        if to is None:
            self.track.refuse(TRACK_MISSING)
            return
        ask(
            self._office.work.run(lambda desk: tracks.change_track(desk, concern_id, to, why)),
            self,
            self._done,
            self._refused,
        )

    def _done(self, goes_on: Id) -> None:
        self._restore({})
        self._keeper.drop()
        self._hide()
        if goes_on != self._concern_id:
            self._office.go(Destination(Place.CONCERN, goes_on))
        else:
            tell(self, Message(MessageKind.SUCCESS, "Sporet er skiftet."))

    def _refused(self, error: KnownError) -> None:
        if error.fault is NO_REASON:
            self.why.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
