"""Elevens svar fra papir: an adult types what the pupil has answered by hand."""

from collections.abc import Mapping

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    CheckBox,
    ChoiceField,
    DateField,
    Field,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    message_of,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.errors import KnownError
from opspor.domain.pupil import FACE_WORDS, Face, PupilAnswers
from opspor.usecases import pupils
from opspor.usecases.pupils import PupilSheet

_WIDEST = 170  # u
_SKIPPED = ""


class PupilPaperPage(FocusPage):
    """``destination.id`` is the pupil. What the pupil left open stays open."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem svarene", Kind.MAIN)
        super().__init__("Barnet", "Svar fra papir", main=self._main)
        self.work_area.set_widest(_WIDEST)
        self._office, self._child = office, destination.id
        self._sheet: PupilSheet | None = None
        self._day = DateField("Dag på arket")
        self._no = CheckBox("Eleven har sat kryds i »Jeg vil ikke være med«")
        self._faces: dict[str, ChoiceField[str]] = {}
        self._texts: dict[str, TextField] = {}
        self._draft: DraftKeeper | None = None
        self.body.addWidget(PlainLabel("Skriv af, hvad der står. Ret ikke sproget, og læg ikke noget til.", "lead"))
        self.body.addWidget(Tiles([self._day], least=40, gap=4))
        self.body.addWidget(self._no)
        self._no.toggled.connect(lambda _: self._turn())
        self._main.clicked.connect(self._write)
        ask(office.work.run(lambda desk: pupils.sheet(desk, self._child)), self, self._open)

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._draft is not None:
            self._draft.save()

    def _open(self, sheet: PupilSheet) -> None:
        self._sheet = sheet
        small = sheet.form.together
        self.set_title(sheet.child.full_name, f"{'Barnets' if small else 'Elevens'} svar fra papir")
        if small:
            self._no.set_words("Barnet ville ikke")
        options = [("Ikke svaret", _SKIPPED), *((words, str(face)) for face, words in FACE_WORDS.items())]
        for question in sheet.form.question:
            field: Field
            if question.free:
                field = self._texts[question.id] = TextField(question.text, lines=4, minds=False)
            else:
                field = self._faces[question.id] = ChoiceField(question.text, options, value=_SKIPPED)
            self.body.addWidget(field)
        self.body.addStretch(1)
        self._draft = DraftKeeper(
            self, self._office.work, f"pupil-paper:{self._child}", self._fields, self._restore, status_of(self)
        )
        for each in (self._day, *self._faces.values(), *self._texts.values()):
            each.changed.connect(self._draft.touch)
        self._no.toggled.connect(lambda _: self._draft.touch() if self._draft else None)
        self._day.setFocus()

    def _turn(self) -> None:
        for field in (*self._faces.values(), *self._texts.values()):
            field.setVisible(not self._no.isChecked())

    def _fields(self) -> Mapping[str, str]:
        day = self._day.value()
        found = {key: field.value() or _SKIPPED for key, field in self._faces.items()}
        found |= {key: field.text() for key, field in self._texts.items()}
        return found | {"day": f"{day:%d.%m.%Y}" if day else "", "no": "x" if self._no.isChecked() else ""}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._day.set_value(read_date(fields.get("day", "")))
        self._no.setChecked(bool(fields.get("no")))
        for key, face in self._faces.items():
            face.set_value(fields.get(key, _SKIPPED))
        for key, text in self._texts.items():
            text.set_text(fields.get(key, ""))

    def _write(self) -> None:
        if self._sheet is None or not self._day.complete():
            return
        day = self._day.value()
        if day is None:
            self._day.refuse("Skriv den dag, der står på arket.")
            return
        sheet = self._sheet
        answers = PupilAnswers(
            not self._no.isChecked(),
            {key: Face(value) for key, field in self._faces.items() if (value := field.value())},
            {key: field.text() for key, field in self._texts.items() if field.text()},
        )
        done = self._office.work.run(lambda desk: pupils.submit(desk, sheet, answers, on_screen=False, said_on=day))
        ask(done, self, lambda _: self._written(), self._failed)

    def _written(self) -> None:
        if self._draft is not None:
            self._draft.drop()
        self._office.back()

    def _failed(self, error: KnownError) -> None:
        wrong: Field | None = {
            "BARN-DATO": self._day,
            "ELEV-LANGT": next((field for field in self._texts.values()), None),
        }.get(error.code)
        if wrong is None:
            self.show_message(message_of(MessageKind.DANGER, str(error)))
        else:
            wrong.refuse(str(error))
