"""A track is played on a made-up child: what happens, what the step asks for, and the choice. Nothing is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.beredskab.guidance import do_and_dont
from opspor.desktop.pages.beredskab.track import step_part, telling
from opspor.desktop.pages.track_practice.play import Play
from opspor.desktop.route import Destination, Office
from opspor.desktop.shortcuts import GO_BACK
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    Columns,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    RowList,
    box,
)
from opspor.domain.beredskab import Track
from opspor.domain.clock import short_date
from opspor.forms.model import WayOn
from opspor.usecases import track_practice
from opspor.usecases.track_practice import Practice

IT_IS_PRACTICE = "Det er en øvelse."
_NOTHING_KEPT = "Barnet er opdigtet. Intet bliver gemt, og ingen kan se, at du har øvet dig."
_SIDE = 70  # u


class TrackPracticePage(FocusPage):
    """``destination.id`` is the track that is played, or "" to choose one. There is no draft: leaving forgets it."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Tilbage", "Øv et spor", "Opdigtet barn", keys=(GO_BACK,))
        self._office = office
        self._practice: Practice | None = None
        self._play: Play | None = None
        self._shown: QWidget | None = None
        self._keys: AnswerKeys[WayOn] | None = None
        said = Message(MessageKind.INFO, IT_IS_PRACTICE, _NOTHING_KEPT)
        self.body.addWidget(MessageLine(said, closable=False, icon="target"))
        self.body.addStretch(1)
        track = Track(destination.id) if destination.id else None
        ask(office.work.look(track_practice.practice), self, lambda practice: self._arrived(practice, track))

    def begin(self) -> None:
        """The focus waits for what is read first."""

    def _arrived(self, practice: Practice, track: Track | None) -> None:
        self._practice = practice
        if track is None:
            self._choose()
        else:
            self._start(track)

    def _put(self, part: QWidget) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = part
        self.body.insertWidget(1, part)
        part.show()  # at once: it is about to get the focus
        self.work_area.verticalScrollBar().setValue(0)

    # --- choosing a track -----------------------------------------------------------------------------------------

    def _choose(self) -> None:
        assert self._practice is not None  # noqa: S101  read before
        self._play, self._keys = None, None
        rows = RowList("Spor")
        rows.set_rows(
            [
                ListRow(form.title, self._practice.stories[track].child, "", "life-buoy", track)
                for track, form in self._practice.forms.items()
            ]
        )
        rows.opened.connect(self._start)
        card = Card(flush=True)
        card.add(rows)
        self._put(box(PlainLabel("Hvilket spor vil du øve?", "question"), card))
        self.show_keys()
        rows.setFocus()

    def _start(self, track: Track) -> None:
        assert self._practice is not None  # noqa: S101
        self._go(Play.begin(self._practice, track, self._office.work.clock().date()))

    # --- playing --------------------------------------------------------------------------------------------------

    def _go(self, play: Play) -> None:
        self._play = play
        self.show_keys(GO_BACK)
        if play.step is None:
            self._end(play)
            return
        story = play.practice.stories[play.tells]
        about = Card(story.child)
        about.add(Prose(list(story.story), "body"))
        parts: list[QWidget] = [PlainLabel(play.form.title, "body", "text_2"), PlainLabel(play.step.title, "question")]
        if play.happens:
            parts.append(MessageLine(Message(MessageKind.INFO, "Nu sker der det:", play.happens), closable=False))
        asked = Card("Det siger sporet", flush=True)
        asked.add(step_part(play.step, play.deadline))
        self._keys = AnswerKeys([(play.words(way), way) for way in play.step.next])
        self._keys.answered.connect(lambda way: self._go(play.after(way)))
        parts += [PlainLabel("Hvad gør du nu?", "section"), self._keys, asked]
        who = box(telling(play.form), do_and_dont((), [dont.text for dont in play.form.dont]), spacing=4)
        self._put(Columns(box(*parts, spacing=3), box(about, self._done(play), who, spacing=4), width=_SIDE))
        self._keys.keys[0].setFocus()

    def _done(self, play: Play) -> Card:
        """What was played, with days: what would stand in the program."""
        card = Card("Det har du gjort")
        lines = [f"{short_date(one.on)}: {one.words}" for one in play.done]
        card.add(Prose(lines, "body") if lines else PlainLabel("Ikke noget endnu.", "body", "text_2"))
        return card

    def _end(self, play: Play) -> None:
        self._keys = None
        again, other = Button("Øv det igen", Kind.MAIN), Button("Øv et andet spor", tall=True)
        again.clicked.connect(lambda: self._start(play.tells))
        other.clicked.connect(self._choose)
        words = PlainLabel("Du er igennem. Intet er gemt.", "question")
        self._put(box(words, Flow([again, other], gap=3), self._done(play), spacing=4))
        again.setFocus()

    # --- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and self._play is not None:
            if self._play.back is not None:
                self._go(self._play.back)
            else:
                self._choose()
        elif not (self._keys and event.text().isdecimal() and self._keys.press(int(event.text()))):
            super().keyPressEvent(event)
