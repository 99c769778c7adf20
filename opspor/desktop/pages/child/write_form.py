"""Skriv ned: what was seen, or what the child said, with day, time and place."""

from collections.abc import Mapping
from datetime import datetime, time

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.help.why import OBSERVATION, why
from opspor.desktop.pages.said import SaidFields
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Field,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    Segmented,
    TextField,
    Tiles,
    TimeField,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date, read_time
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import children

_SEEN, _SAID = "seen", "said"


class WriteForm(Card):
    """``written`` says that a record was made, ``closed`` that the form was put away empty. Kept as a draft meanwhile.

    The day is today until somebody writes another; the time may be left out.
    """

    written = Signal()
    closed = Signal()
    found = Signal()

    def __init__(self, office: Office, child_id: Id) -> None:
        super().__init__("Skriv ned")
        self._office, self._child_id = office, child_id
        self._kind: Segmented[str] = Segmented(
            "Hvad skriver du ned?", [("Det, jeg så og hørte", _SEEN), ("Det, barnet sagde", _SAID)], value=_SEEN
        )
        self._day = DateField("Dag", value=office.work.clock().date())
        self._time = TimeField("Klokken")
        self._place = TextField("Sted", placeholder="Fx garderoben")
        self._seen = TextField(
            "Hvad så og hørte du?", lines=3,
            help_text="Det, et kamera ville have optaget. Hvad du tror om det, hører ikke til her.",
        )  # fmt: skip
        self._said = TextField(
            "Hvad sagde barnet?", help_text="Skriv det ordret. Ret ikke sproget, og læg ikke noget til.", lines=3
        )
        self._how = SaidFields()
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        ok = Button("Gem", Kind.MAIN)
        away = Button("Læg væk", tall=True)
        for part in (
            self._kind,
            Tiles([self._day, self._time, self._place], least=36, gap=4),
            self._seen,
            self._said,
            self._how,
            Flow([ok, away, self._saved], gap=3),
            Flow([why(office, OBSERVATION)]),
        ):
            self.add(part)
        self._draft = DraftKeeper(
            self, office.work, f"note:{child_id}", self._fields, self._restore, self._saved.setText
        )
        fields: tuple[Field, ...] = (self._day, self._time, self._place, self._seen, self._said)
        for field in fields:
            field.changed.connect(self._draft.touch)
        self._how.changed.connect(self._draft.touch)
        self._kind.chosen.connect(lambda _: self._turn())
        ok.clicked.connect(self._write)
        away.clicked.connect(self._put_away)
        self._turn()

    def begin(self) -> None:
        """The form was opened."""
        (self._seen if self._kind.value() == _SEEN else self._said).setFocus()

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def forget(self) -> None:
        """Empties the form; what was typed goes, and the draft of it."""
        self._day.set_value(self._office.work.clock().date())
        self._time.set_value(None)
        for field in (self._place, self._seen, self._said):
            field.set_text("")
        self._how.restore({})
        self._saved.setText("")
        self._draft.drop()

    def _turn(self) -> None:
        said = self._kind.value() == _SAID
        self._seen.setVisible(not said)
        self._said.setVisible(said)
        self._how.setVisible(said)

    def _fields(self) -> Mapping[str, str]:
        texts = {"seen": self._seen.text(), "said": self._said.text(), **self._how.fields()}
        place = self._place.text()
        if not any(texts.values()) and not place:
            return {}
        day, at = self._day.value(), self._time.value()
        return texts | {
            "kind": self._kind.value() or _SEEN,
            "day": f"{day:%d.%m.%Y}" if day else "",
            "time": f"{at.hour}.{at.minute:02}" if at else "",
            "place": place,
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._kind.set_value(fields.get("kind", _SEEN))
        self._day.set_value(read_date(fields.get("day", "")))
        self._time.set_value(read_time(fields.get("time", "")))
        for field, key in ((self._place, "place"), (self._seen, "seen"), (self._said, "said")):
            field.set_text(fields.get(key, ""))
        self._how.restore(fields)
        self._turn()
        self.found.emit()

    def _write(self) -> None:
        if not self._day.complete() or not self._time.complete():
            (self._day if self._day.error else self._time).setFocus()
            return
        day = self._day.value()
        if day is None:
            self._day.refuse("Skriv, hvilken dag det var.")
            return
        at = datetime.combine(day, self._time.value() or time()).astimezone()
        child, place = self._child_id, self._place.text()
        text, said, how = self._seen.text(), self._said.text(), self._how.value()
        if self._kind.value() == _SEEN:
            work = self._office.work.run(lambda d: children.observe(d, child, seen_at=at, place=place, text=text))
        else:
            work = self._office.work.run(
                lambda d: children.quote(
                    d, child, said_at=at, place=place, words=said, asked=how.asked, how=how.how, asked_by=how.asked_by
                )
            )
        ask(work, self, lambda _: self._done(), self._failed)

    def _failed(self, error: KnownError) -> None:
        text = self._seen if self._kind.value() == _SEEN else self._said
        wrong: Field | None = {"BARN-TEKST": text, "BARN-DATO": self._day}.get(error.code)
        if wrong is None:
            tell(self, message_of(MessageKind.DANGER, str(error)))
        else:
            wrong.refuse(str(error))

    def _done(self) -> None:
        self.forget()
        self.written.emit()

    def _put_away(self) -> None:
        """Closes the form; what was typed stays as a draft and is there the next time."""
        self._draft.save()
        self.closed.emit()
