"""Which observations, which of the child's words and what of all that was tried stand in the paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concern.records import Record, RecordForm
from opspor.desktop.pages.paper.ticks import Tick, TickList
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Office
from opspor.desktop.widgets import Button, Column, Kind
from opspor.domain.clock import moment_in_words, short_date
from opspor.domain.concern import ChildsWords, Observation
from opspor.domain.ids import Id
from opspor.domain.paper import Effort
from opspor.forms.model import SectionKind

_HERE = "Skrevet i denne bekymring"
_ELSEWHERE = "Skrevet andre steder om barnet"


class RecordsEditor(QWidget):
    """A box to tick for each record, those of this concern first and the newest of them on top, and the form for a new
    one, which is then ticked.
    """

    def __init__(self, office: Office, writing: Writing, kind: SectionKind) -> None:
        super().__init__()
        self._writing, self._seen = writing, kind is SectionKind.OBSERVATIONS
        column = Column(self, spacing=4)
        nothing = "Her er ingen iagttagelser endnu." if self._seen else "Her er ingen ord fra barnet endnu."
        self._list = TickList(nothing)
        self._list.ticked.connect(self._choose)
        words = "Tilføj en iagttagelse" if self._seen else "Tilføj et udsagn fra en anden dag"
        self.add = Button(words, Kind.LINK, icon="plus")
        concern_id, draft_kind = writing.sheet.file.concern.id, writing.draft.kind
        record = Record.SEEN if self._seen else Record.SAID
        self.form = RecordForm(office, concern_id, record, f"paper:{draft_kind}:{concern_id}:{record}")
        self.add.clicked.connect(self.form.begin)
        column.addWidget(self._list)
        column.addWidget(self.add)
        column.addWidget(self.form)
        self.refresh()

    @property
    def first(self) -> QWidget:
        """Where the cursor begins."""
        return self._list.first or self.add

    def leave(self) -> None:
        """What is typed is kept."""
        self.form.leave()

    def refresh(self) -> None:
        """Shows the records that there are now."""
        here = self._writing.sheet.file.concern.id
        within = [one for one in self._records() if one.concern_id == here]
        others = [one for one in self._records() if one.concern_id != here]
        heads = (_HERE, _ELSEWHERE) if others else ("", "")
        ticks = [
            Tick(one.id, _words(one), one.author_name, head)
            for head, group in zip(heads, (within, others), strict=True)
            for one in group
        ]
        self._list.show_ticks(ticks, self._chosen())

    def _records(self) -> Sequence[Observation | ChildsWords]:
        file = self._writing.sheet.file
        if self._seen:
            return sorted(file.observations, key=lambda o: o.seen_at, reverse=True)
        return sorted(file.words, key=lambda w: w.said_at, reverse=True)

    def _chosen(self) -> tuple[Id, ...]:
        return self._writing.draft.observations if self._seen else self._writing.draft.words

    def _choose(self, record_id: Id, on: bool) -> None:
        chosen = _with(self._chosen(), record_id, on=on)
        if self._seen:
            self._writing.change(observations=chosen)
        else:
            self._writing.change(words=chosen)


class EffortsEditor(QWidget):
    """A box to tick for each focus point, goal, talk and meeting, the newest first; none is ticked beforehand."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        self._list = TickList("Her står ingen fokuspunkter, planer, samtaler eller møder om barnet.")
        self._list.ticked.connect(self._choose)
        Column(self).addWidget(self._list)
        self.refresh()

    @property
    def first(self) -> QWidget | None:
        """Where the cursor begins; None when there is nothing to choose."""
        return self._list.first

    def refresh(self) -> None:
        """Shows what there is now."""
        efforts = reversed(self._writing.sheet.facts.efforts)
        self._list.show_ticks([Tick(one.id, one.what, _about(one)) for one in efforts], self._writing.draft.efforts)

    def _choose(self, effort_id: Id, on: bool) -> None:
        self._writing.change(efforts=_with(self._writing.draft.efforts, effort_id, on=on))


def _with(chosen: tuple[Id, ...], id_: Id, *, on: bool) -> tuple[Id, ...]:
    rest = tuple(one for one in chosen if one != id_)
    return (*rest, id_) if on else rest


def _about(effort: Effort) -> str:
    """Who, when, and what came of it."""
    days = "–".join(short_date(day) for day in dict.fromkeys((effort.since, effort.until)) if day)
    came = effort.effect or "Her står ikke, hvad der kom ud af det."
    return ". ".join(filter(None, (", ".join(filter(None, (effort.who, days))), came)))


def _words(record: Observation | ChildsWords) -> str:
    if isinstance(record, Observation):
        moment, text = record.seen_at, record.text
    else:
        moment, text = record.said_at, f"»{record.words}«"
    when = ", ".join(filter(None, (moment_in_words(moment), record.place)))
    return f"{when}: {text}"
