"""Writing down, within a concern, what was seen or heard and what the child said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.concern.decision import DecisionForm
from opspor.desktop.pages.concern.on_request import FormsOnRequest, WritingForm
from opspor.desktop.pages.concern.shapes import VIEW
from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.pages.older import Newest
from opspor.desktop.pages.said import SaidFields
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Kind,
    MessageKind,
    PlainLabel,
    Rule,
    TextField,
    Tiles,
    TimeField,
    box,
    line_of,
    message_of,
    tell,
)
from opspor.domain.beredskab import Decided, View
from opspor.domain.clock import moment_in_words
from opspor.domain.concern import ChildsWords, Observation
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import concerns
from opspor.usecases.children import DATE_AHEAD, TEXT_MISSING
from opspor.usecases.concerns import ConcernFile

_APART = "Det, I mener, står for sig selv og ikke mellem det, I har set og hørt."
_FEW = 10  # records shown at once; the rest on request


class Record(StrEnum):
    """What is written down."""

    SEEN = "seen"
    SAID = "said"


class RecordForm(WritingForm):
    """Date, time, place and text; for the child's words also how it came to say them. ``written`` carries the new id.

    ``key`` names its draft.
    """

    written = Signal(object)

    def __init__(self, office: Office, concern_id: Id, record: Record, key: str) -> None:
        super().__init__()
        self._office, self._concern_id, self._record = office, concern_id, record
        column = Column(self, spacing=4)
        self.on = self.first = DateLine("Hvilken dag?", lambda: office.work.clock().date())
        self.at = TimeField("Klokken", help_text="Kan stå tomt.")
        self.place = TextField("Hvor?", help_text="Fx garderoben. Kan stå tomt.")
        seen = record is Record.SEEN
        self.text = TextField(
            "Hvad så og hørte du?" if seen else "Hvad sagde barnet?",
            help_text="Skriv »grædt i 20 minutter«, ikke »meget ked af det«."
            if seen
            else "Skriv det ordret. Ret ikke sproget, og læg ikke noget til.",
            lines=3,
        )
        self.said = SaidFields()
        column.addWidget(self.on)
        column.addWidget(Tiles([self.at, self.place], least=40, gap=4))
        column.addWidget(self.text)
        column.addWidget(self.said)
        self.said.setVisible(not seen)
        self.save = Button("Skriv iagttagelsen ned" if seen else "Skriv ordene ned", tall=True)
        stop = Button("Luk", Kind.QUIET)
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        column.addWidget(line_of(self.save, stop, self._saved, spacing=3))
        self.save.clicked.connect(self._write)
        stop.clicked.connect(self.hide)
        self.keeper = DraftKeeper(self, office.work, key, self._fields, self._restore, self._saved.setText)
        for field in (self.on, self.at, self.place, self.text, self.said):
            field.changed.connect(self.keeper.touch)
        self.hide()

    def _fields(self) -> Mapping[str, str]:
        on, at = self.on.value(), self.at.value()
        return {
            **self.said.fields(),
            "on": on.isoformat() if on else "",
            "at": at.isoformat() if at else "",
            "place": self.place.text(),
            "text": self.text.text(),
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.on.set_value(date.fromisoformat(fields["on"]) if fields.get("on") else None)
        self.at.set_value(time.fromisoformat(fields["at"]) if fields.get("at") else None)
        for name, field in (("place", self.place), ("text", self.text)):
            field.set_text(fields.get(name, ""))
        self.said.restore(fields)
        self.show()

    def _write(self) -> None:
        day = self.on.read()
        if day is None or not self.at.complete():
            return
        # midnight stands for "time not known"
        moment = datetime.combine(day, self.at.value() or time()).astimezone()
        concern_id, place, text, said = self._concern_id, self.place.text(), self.text.text(), self.said.value()
        if self._record is Record.SEEN:
            future = self._office.work.run(
                lambda desk: concerns.observe(desk, concern_id, seen_at=moment, place=place, text=text)
            )
        else:
            future = self._office.work.run(
                lambda desk: concerns.quote(
                    desk,
                    concern_id,
                    said_at=moment,
                    place=place,
                    words=text,
                    asked=said.asked,
                    how=said.how,
                    asked_by=said.asked_by,
                )
            )
        ask(future, self, self._done, self._refused)

    def _done(self, record_id: Id) -> None:
        self._restore({})
        self.keeper.drop()
        self._saved.setText("")
        self.hide()
        self.written.emit(record_id)

    def _refused(self, error: KnownError) -> None:
        if error.fault is TEXT_MISSING:
            self.text.refuse(str(error))
        elif error.fault is DATE_AHEAD:
            self.on.set_error(str(error))
            self.on.setFocus()
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


class RecordsCard(Card):
    """What was seen and said, oldest first, the newest at once, and the forms to write down more."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Set, hørt og sagt")
        self._listed = QWidget()
        self._shown: dict[str, int] = {}  # how many were asked for
        keys = {record: f"concern:{concern_id}:{record}" for record in Record}
        self._forms = FormsOnRequest(
            office, {key: partial(RecordForm, office, concern_id, record, key) for record, key in keys.items()}
        )
        self.begin = partial(self._forms.begin, keys[Record.SEEN])
        self.add(self._listed)
        buttons = []
        for key, words in zip(keys.values(), ("Tilføj en iagttagelse", "Tilføj barnets ord"), strict=True):
            button = Button(words, Kind.LINK, icon="plus")
            button.clicked.connect(partial(self._forms.begin, key))
            buttons.append(button)
        self.add(line_of(*buttons, spacing=4))
        self.add(self._forms)
        view = f"concern:{concern_id}:view"
        self._view = FormsOnRequest(office, {view: partial(DecisionForm, office, concern_id, VIEW, view, {})})
        add_view = Button("Tilføj en vurdering", Kind.LINK, icon="plus")
        add_view.clicked.connect(partial(self._view.begin, view))
        self._views = QWidget()
        self._view_list = Column(self._views, spacing=4)
        self.add(box(Rule(), PlainLabel("Vores vurdering", "section"), spacing=3))
        self.add(PlainLabel(_APART, "small", "text_2"))
        for part in (self._views, line_of(add_view), self._view):
            self.add(part)

    def set_records(self, file: ConcernFile, begun: Collection[str]) -> None:
        """Shows what there is; the forms stay as they are, and those that are ``begun`` are there."""
        for forms in (self._forms, self._view):
            forms.show_begun(begun)
        self._show_views([one for one in file.decisions if isinstance(one.what, View)])
        makers = [(o.seen_at, partial(seen_part, o)) for o in file.observations]
        makers += [(w.said_at, partial(said_part, w)) for w in file.words]
        ordered = [maker for _, maker in sorted(makers, key=lambda pair: pair[0])]
        self._listed.hide()
        self._listed.deleteLater()
        self._listed = Newest(
            "optegnelser", ordered, self._shown, few=_FEW, last_is_newest=True, rules=False, spacing=4
        )
        self.body.insertWidget(0, self._listed)
        self._listed.setVisible(bool(ordered))

    def _show_views(self, views: Sequence[Decided]) -> None:
        self._view_list.clear()
        for one in views:
            text = one.what.text if isinstance(one.what, View) else ""
            self._view_list.addWidget(_part(one.written_at, "", text, one.author_name))
        self._views.setVisible(bool(views))

    def leave(self) -> None:
        """What is typed is kept."""
        self._forms.leave()
        self._view.leave()


def seen_part(observation: Observation) -> QWidget:
    """An observation as it was written."""
    return _part(observation.seen_at, observation.place, observation.text, observation.author_name)


def said_part(words: ChildsWords) -> QWidget:
    """The child's words as they were said, and how it came to say them."""
    said = "\n".join(filter(None, (f"»{words.words}«", words.came_about)))
    return _part(words.said_at, words.place, said, words.author_name)


def _part(moment: datetime, place: str, text: str, author: str) -> QWidget:
    when = ", ".join(filter(None, (moment_in_words(moment), place)))
    return box(
        PlainLabel(when, "small", "text_2"), PlainLabel(text), PlainLabel(author, "small", "text_2"), spacing=0.5
    )
