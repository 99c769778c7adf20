"""The fields of something that is decided or noted, by a shape: what is asked, in which order, and what it becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.concerns.when import DateLine
from opspor.desktop.route import Office
from opspor.desktop.widgets import (
    CheckBox,
    Column,
    Field,
    Flow,
    MessageKind,
    MessageLine,
    PlainLabel,
    RadioList,
    TextField,
    TimeField,
    box,
    message_of,
)
from opspor.domain.beredskab import CERTAINTY_WORDS, Certainty, Decision
from opspor.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is asked for. ``key`` is the field of the decision, where it becomes one."""

    key: str
    label: str
    help: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the fields."""

    words: Mapping[str, str]
    day: date | None
    at: time | None
    carers: tuple[Id, ...]
    names: tuple[str, ...]  # of those carers
    certainty: Certainty | None

    def moment(self, now: datetime) -> datetime:
        """The day and the time that were written; what is left empty is now."""
        day = self.day or now.date()
        at = self.at or (now.time() if day == now.date() else time())
        return datetime.combine(day, at.replace(second=0, microsecond=0), now.tzinfo)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked for. ``day`` and ``carers`` are the questions, "" where they are not asked; ``day_needed`` where
    nothing is kept without one, ``default_days`` where one is proposed; ``one`` where it is one of the carers, whose
    name then stands for ``who``. ``make`` gives the decision, or None where nothing was decided.
    """

    words: Sequence[Words]
    make: Callable[[Values, datetime], Decision | None]
    day: str = ""
    day_needed: bool = False
    default_days: int = 0
    with_time: bool = False
    carers: str = ""
    certainty: bool = False
    hint: str = ""
    one: bool = False


DAY_MISSING = "Vælg en dag. Intet er gemt endnu."
CERTAINTY_MISSING = "Vælg, om det er en bekymring, en mistanke eller noget, du ved. Intet er gemt endnu."


class AskedFields(QWidget):
    """The fields of a shape. ``changed`` while typing."""

    changed = Signal()

    def __init__(self, office: Office, shape: Shape, carers: Mapping[Id, str]) -> None:
        super().__init__()
        self._office, self.shape, self._names = office, shape, carers
        column = Column(self, spacing=3)
        if shape.hint:
            column.addWidget(MessageLine(message_of(MessageKind.INFO, shape.hint), closable=False))
        self.certainty: RadioList[Certainty] | None = None
        self._certainty_error: PlainLabel | None = None
        if shape.certainty:
            self.certainty = RadioList("Hvor sikker er du?", [(words, one) for one, words in CERTAINTY_WORDS.items()])
            self.certainty.chosen.connect(self._typed)
            column.addWidget(box(PlainLabel("Hvor sikker er du?", "body_strong"), self.certainty, spacing=1))
            self._certainty_error = PlainLabel("", "small", "danger")
            column.addWidget(self._certainty_error)
            self._certainty_error.hide()
        self.carers: dict[Id, CheckBox] = {}
        if shape.carers and carers:
            self.carers = {id_: CheckBox(name) for id_, name in carers.items()}
            for id_, tick in self.carers.items():
                tick.toggled.connect(partial(self._ticked, id_))
            column.addWidget(
                box(PlainLabel(shape.carers, "body_strong"), Flow([*self.carers.values()], gap=4), spacing=1)
            )
        self.texts = {
            asked.key: TextField(asked.label, help_text=asked.help, lines=asked.lines) for asked in shape.words
        }
        for text in self.texts.values():
            column.addWidget(text)
        self.on: DateLine | None = None
        self.at: TimeField | None = None
        if shape.day:
            self.on = DateLine(shape.day, lambda: office.work.clock().date())
            column.addWidget(self.on)
            if shape.default_days:
                self.on.set_value(office.work.clock().date() + timedelta(days=shape.default_days))
        if shape.with_time:
            self.at = TimeField("Klokken", help_text="Kan stå tomt.")
            column.addWidget(self.at)
        parts: list[Field | DateLine | None] = [*self.texts.values(), self.on, self.at]
        for part in parts:
            if part is not None:
                part.changed.connect(self.changed)

    def values(self) -> Values:
        """What stands in the fields."""
        chosen = tuple(id_ for id_, tick in self.carers.items() if tick.isChecked())
        return Values(
            {key: text.text() for key, text in self.texts.items()},
            self.on.value() if self.on else None,
            self.at.value() if self.at else None,
            chosen,
            tuple(self._names[id_] for id_ in chosen),
            self.certainty.value() if self.certainty else None,
        )

    def complete(self) -> bool:
        """Whether it can be kept; the cursor is where something is missing."""
        if self.certainty is not None and self._certainty_error is not None and self.certainty.value() is None:
            self._certainty_error.setText(CERTAINTY_MISSING)
            self._certainty_error.show()
            self.certainty.setFocus()
            return False
        if self.on is not None and self.shape.day_needed and self.on.value() is None:
            self.on.set_error(DAY_MISSING)
            self.on.setFocus()
            return False
        return True

    def refuse(self, key: str, sentence: str) -> bool:
        """Says it at a field of the decision; False where there is none of that name."""
        text = self.texts.get(key)
        if text is not None:
            text.refuse(sentence)
        return text is not None

    def refuse_day(self, sentence: str) -> bool:
        """Says it at the day; False where none is asked for."""
        if self.on is not None:
            self.on.set_error(sentence)
            self.on.setFocus()
        return self.on is not None

    def fields(self) -> dict[str, str]:
        """For the draft. What is proposed is not typed: it is no draft by itself."""
        found = self.values()
        typed = {key: words for key, words in found.words.items() if words}
        proposed = self._office.work.clock().date() + timedelta(days=self.shape.default_days)
        if found.day and not (self.shape.default_days and found.day == proposed):
            typed["day"] = found.day.isoformat()
        if found.at:
            typed["at"] = found.at.isoformat()
        if found.carers:
            typed["carers"] = ",".join(found.carers)
        if found.certainty:
            typed["certainty"] = found.certainty.value
        return typed

    def restore(self, fields: Mapping[str, str]) -> None:
        """From the draft; an empty one empties the fields."""
        for key, text in self.texts.items():
            text.set_text(fields.get(key, ""))
        if self.on is not None and (fields.get("day") or not self.shape.default_days):
            self.on.set_value(date.fromisoformat(fields["day"]) if fields.get("day") else None)
        if self.at is not None:
            self.at.set_value(time.fromisoformat(fields["at"]) if fields.get("at") else None)
        chosen = fields.get("carers", "").split(",")
        for id_, tick in self.carers.items():
            tick.setChecked(id_ in chosen)
        if self.certainty is not None:
            self.certainty.set_value(Certainty(fields["certainty"]) if fields.get("certainty") else None)

    def _ticked(self, carer: Id, on: bool) -> None:
        """Where it is one of them, the name stands in the field and another one is not chosen."""
        if self.shape.one and on:
            for id_, tick in self.carers.items():
                tick.setChecked(id_ == carer)
            self.texts["who"].set_text(self._names[carer])
        self.changed.emit()

    def _typed(self) -> None:
        if self._certainty_error is not None:
            self._certainty_error.hide()
        self.changed.emit()
