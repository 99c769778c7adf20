"""Which observations, or which of the child's words, stand in the paper; and writing down one more."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concern.records import Record, RecordForm
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, CheckBox, Column, Kind, PlainLabel, box, line_of
from opspor.domain.clock import moment_in_words
from opspor.domain.concern import ChildsWords, Observation
from opspor.domain.ids import Id
from opspor.forms.model import SectionKind

_AT_A_TIME = 40  # boxes to tick; older ones a page further on


class RecordsEditor(QWidget):
    """A box to tick for each record, the newest first, and the form for a new one, which is then ticked."""

    def __init__(self, office: Office, writing: Writing, kind: SectionKind) -> None:
        super().__init__()
        self._writing, self._seen = writing, kind is SectionKind.OBSERVATIONS
        self._start = 0
        column = Column(self, spacing=4)
        self._listed = QWidget()
        self._list = Column(self._listed, spacing=3)
        self._newer = Button("Vis nyere", Kind.LINK)
        self._older = Button("Vis ældre", Kind.LINK)
        self._newer.clicked.connect(lambda: self._turn(-_AT_A_TIME))
        self._older.clicked.connect(lambda: self._turn(_AT_A_TIME))
        words = "Tilføj en iagttagelse" if self._seen else "Tilføj et udsagn fra en anden dag"
        self.add = Button(words, Kind.LINK, icon="plus")
        concern_id, draft_kind = writing.sheet.file.concern.id, writing.draft.kind
        record = Record.SEEN if self._seen else Record.SAID
        self.form = RecordForm(office, concern_id, record, f"paper:{draft_kind}:{concern_id}:{record}")
        self.add.clicked.connect(self.form.begin)
        column.addWidget(self._listed)
        column.addWidget(line_of(self._newer, self._older, spacing=4))
        column.addWidget(self.add)
        column.addWidget(self.form)
        self.refresh()

    @property
    def first(self) -> QWidget:
        """Where the cursor begins."""
        return next(iter(self._listed.findChildren(CheckBox)), self.add)

    def leave(self) -> None:
        """What is typed is kept."""
        self.form.leave()

    def _records(self) -> Sequence[Observation | ChildsWords]:
        file = self._writing.sheet.file
        if self._seen:
            return sorted(file.observations, key=lambda o: o.seen_at, reverse=True)
        return sorted(file.words, key=lambda w: w.said_at, reverse=True)

    def refresh(self) -> None:
        """Shows the records that there are now."""
        focused = next((box_.objectName() for box_ in self._boxes() if box_.hasFocus()), None)
        self._list.clear()
        records = self._records()
        chosen = self._chosen()
        for record in records[self._start : self._start + _AT_A_TIME]:
            tick = CheckBox(_words(record))
            tick.setObjectName(record.id)
            tick.setChecked(record.id in chosen)
            tick.toggled.connect(lambda on, id_=record.id: self._choose(id_, on=on))
            self._list.addWidget(box(tick, PlainLabel(record.author_name, "small", "text_2"), spacing=1))
            if record.id == focused:
                tick.setFocus()
        if not records:
            nothing = "Her er ingen iagttagelser endnu." if self._seen else "Her er ingen ord fra barnet endnu."
            self._list.addWidget(PlainLabel(nothing, "body", "text_2"))
        self._newer.setVisible(self._start > 0)
        self._older.setVisible(self._start + _AT_A_TIME < len(records))

    def _boxes(self) -> list[CheckBox]:
        return self._listed.findChildren(CheckBox)

    def _turn(self, by: int) -> None:
        self._start = max(0, self._start + by)
        self.refresh()

    def _chosen(self) -> tuple[Id, ...]:
        return self._writing.draft.observations if self._seen else self._writing.draft.words

    def _choose(self, record_id: Id, *, on: bool) -> None:
        rest = tuple(id_ for id_ in self._chosen() if id_ != record_id)
        chosen = (*rest, record_id) if on else rest
        if self._seen:
            self._writing.change(observations=chosen)
        else:
            self._writing.change(words=chosen)


def _words(record: Observation | ChildsWords) -> str:
    if isinstance(record, Observation):
        moment, text = record.seen_at, record.text
    else:
        moment, text = record.said_at, f"»{record.words}«"
    when = ", ".join(filter(None, (moment_in_words(moment), record.place)))
    return f"{when}: {text}"
