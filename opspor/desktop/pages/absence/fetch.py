"""Hent fravær: choose a file, say what its words mean, look at every row, fetch. Nothing is written before the end."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import choose_file
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.absence.preview import Preview, read_preview
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.tokens import LAYOUT
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    Table,
    TableColumn,
    TextField,
    Tiles,
    announce,
    box,
    message_of,
)
from opspor.domain.absence import AWAY_WORDS, AwayKind, in_days
from opspor.domain.clock import short_date
from opspor.domain.errors import KnownError
from opspor.domain.text import count_of
from opspor.exchange.absence_list import STATE_WORDS, Held, State
from opspor.usecases import absences
from opspor.usecases.absences import Imported

_FORM_WIDEST = 150  # u; the preview takes all there is
_NOT_AWAY = "not_away"
_ICONS = {
    State.NEW: ("circle-check", "success"),
    State.THERE: ("check", "text_2"),
    State.DIFFERENT: ("circle-question-mark", "warning"),
    State.NOT_FOUND: ("circle-question-mark", "warning"),
    State.ASK: ("circle-question-mark", "warning"),
    State.NOT_AWAY: ("minus", "text_2"),
    State.REFUSED: ("ban", "danger"),
}
_COLUMNS: Sequence[TableColumn[Held]] = (
    TableColumn("Række", lambda one: str(one.row.row), share=2, whole=True, number=True),
    TableColumn("Status", lambda one: STATE_WORDS[one.state], share=5, icon=lambda one: _ICONS[one.state]),
    TableColumn("Elev", lambda one: one.row.name or one.row.number or "–", share=6, strong=True),
    TableColumn("Dag", lambda one: short_date(one.row.day) if one.row.day else "–", share=3, whole=True),
    TableColumn("Fravær", lambda one: AWAY_WORDS[one.away.kind] if one.away else one.row.kind, share=5),
    TableColumn("Hvor meget", lambda one: in_days(one.row.share) if one.row.share else "–", share=3, whole=True),
    TableColumn("Bemærkning", lambda one: one.why, share=9),
)


class FetchAbsencePage(FocusPage):
    """The main button says how many days it fetches."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Vælg fil", Kind.MAIN)
        super().__init__("Fravær", "Hent fra fil", main=self._main)
        self._office = office
        self._preview: Preview | None = None
        self._run = 0  # which reading is wanted; an older one that comes late is thrown away
        self._writing = self._finished = False
        self._file = TextField("Fil", help_text="CSV eller Excel fra skolens system.", placeholder="Sti til filen")
        self._help = Prose(
            [
                "Første række skal være overskrifter: Elev (eller Nummer), Fødselsdato, Dato, Fravær (hvilken slags) "
                "og, hvis I har det, Del af dagen.",
                "Du ser hver række, før noget bliver gemt. Den samme fil to gange giver ikke dage to gange.",
            ],
            "body",
        )
        self._summary = PlainLabel("", "section")
        self._about_file = PlainLabel("", "body", "text_2")
        self._asked = Card("Hvad betyder ordene i filen?")
        self._asked.add(PlainLabel("Du bliver kun spurgt én gang: mappen husker svarene.", "body", "text_2"))
        self._answers = QWidget()
        self._asked.add(self._answers)
        self._correct = CheckBox("Ret det, der står her, efter filen")
        self._table = Table("Filens rækker", _COLUMNS, fits=False)
        self._about_row = PlainLabel("")
        self._result = self._fill_body()
        self._main.clicked.connect(self._go_on)
        self._file.editor.returnPressed.connect(self._read_typed)  # type: ignore[attr-defined]  # a field of one line
        self._file.changed.connect(self._measure)
        self._correct.toggled.connect(self._turn)
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._say_row())
        self.progress.stopped.connect(self._stop)
        self._file.setFocus()

    def _fill_body(self) -> QWidget:
        self.work_area.set_widest(_FORM_WIDEST)
        self.body.addWidget(self._file)
        self.body.addWidget(self._help)
        card = Card(flush=True, grows=True)
        card.add(box(self._table, margins=(0.5, 0.75, 0.5, 0)), 1)
        card.add(box(self._about_row, margins=(5, 3, 5, 3)))
        result = QWidget()
        column = Column(result, spacing=4)
        for part in (self._summary, self._about_file, self._asked, self._correct):
            column.addWidget(part)
        column.addWidget(card, 1)
        self.body.addWidget(result, 1)
        self.body.addStretch(0)
        result.hide()
        return result

    def _go_on(self) -> None:
        if self._main.cannot or self._writing:
            return
        if self._finished:
            self._office.go(Destination(Place.ABSENCE))
        elif self._preview is not None:
            self._fetch(self._preview)
        elif self._file.text():
            self._read_typed()
        else:
            choose_file(self, "Vælg filen med fravær", "Lister (*.csv *.xlsx *.txt);;Alle filer (*)", self._read)

    def _read_typed(self) -> None:
        text = self._file.text().strip('"')
        if text:
            self._read(Path(text).expanduser())

    def _read(self, path: Path) -> None:
        if self._writing:
            return
        self._file.set_text(str(path))
        self.message_line.clear()
        self.progress.start("Læser filen")
        self._run += 1
        run, work, today = self._run, self._office.work, self._office.work.clock().date()

        def read() -> Preview:
            return read_preview(path, work.look(absences.known).result(), today=today)

        ask(
            in_background(read),
            self,
            lambda preview: self._shown(preview) if run == self._run else None,
            lambda error: self._failed(error) if run == self._run else None,
        )

    def _stop(self) -> None:
        """What is being read is no longer wanted."""
        self._run += 1
        self.progress.finish()
        self.show_message(Message(MessageKind.INFO, "Stoppet.", "Intet er hentet."))

    def _failed(self, error: KnownError) -> None:
        self.progress.finish()
        self._writing = False
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        self._file.setFocus()

    def _shown(self, preview: Preview) -> None:
        self.progress.finish()
        self._file.hide()
        self._help.hide()
        self.work_area.set_widest(LAYOUT.content_max)
        unread = ", ".join(preview.read.unread)
        self._about_file.setText(f"Ikke læst: {unread}. Kolonnerne bruges ikke her.")
        self._about_file.setVisible(bool(unread))
        self._ask_for(preview)
        self._result.show()
        self._show_rows(preview)
        announce(self, preview.summary)
        (self._answers if preview.asked else self._table).setFocus()

    def _ask_for(self, preview: Preview) -> None:
        options = [(words, kind.value) for kind, words in AWAY_WORDS.items()]
        fields = [ChoiceField(f"»{word}«", [*options, ("Er ikke fravær", _NOT_AWAY)]) for word in preview.asked]
        for word, one in zip(preview.asked, fields, strict=True):
            one.changed.connect(lambda word=word, one=one: self._said(word, one.value() or _NOT_AWAY))
        self._answers = Tiles(fields, least=44, gap=4)
        if fields:
            self._answers.setFocusProxy(fields[0])
        self._asked.add(self._answers)
        self._asked.setVisible(bool(fields))

    def _said(self, word: str, kind: str) -> None:
        if self._preview is not None and not self._writing:
            self._show_rows(self._preview.saying(word, None if kind == _NOT_AWAY else AwayKind(kind)))

    def _turn(self, correct: bool) -> None:
        if self._preview is not None and not self._writing:
            self._show_rows(self._preview.correcting(correct=correct))

    def _show_rows(self, preview: Preview) -> None:
        self._preview = preview
        self._summary.setText(preview.summary)
        self._correct.setVisible(preview.differs)
        self._table.set_records(preview.rows)
        self._say_row()
        self._measure()

    def _say_row(self) -> None:
        place = self._table.currentIndex().row()
        if self._preview is not None and 0 <= place < len(self._preview.rows):
            one = self._preview.rows[place]
            self._about_row.setText(f"Række {one.row.row}: {one.why or STATE_WORDS[one.state] + '.'}")

    def _measure(self) -> None:
        """What the main button does now."""
        self._main.set_cannot("")
        if self._finished:
            self._main.set_words("Vis eleverne")
        elif self._preview is None:
            self._main.set_words("Læs filen" if self._file.text() else "Vælg fil")
        elif count := len(self._preview.chosen):
            self._main.set_words(f"Hent {count_of(count, 'dag', 'dage')}")
        else:
            self._main.set_cannot("Der er ingen nye dage at hente i filen. Gå tilbage, og vælg en anden fil.")
            self._main.set_words("Hent dage")

    def _fetch(self, preview: Preview) -> None:
        self._writing = True
        self.progress.start("Henter dagene", can_stop=False)
        work = self._office.work.run(
            lambda desk: absences.import_days(desk, preview.chosen, preview.said, correct=preview.correct)
        )  # fmt: skip
        ask(work, self, self._fetched, self._failed)

    def _fetched(self, imported: Imported) -> None:
        self._writing, self._finished = False, True
        self.progress.finish()
        self._result.hide()
        self._measure()
        self.show_message(
            Message(MessageKind.SUCCESS, _told(imported), "Slet filen nu, hvis I ikke skal bruge den mere.")
        )  # fmt: skip
        self._main.setFocus()


def _told(imported: Imported) -> str:
    """``120 dage er hentet for 30 elever. 2 dage er rettet.``"""
    pupils = count_of(imported.pupils, "elev", "elever")
    said = [f"{count_of(imported.days, 'dag', 'dage')} er hentet for {pupils}."]
    if imported.corrected:
        said.append(f"{count_of(imported.corrected, 'dag', 'dage')} er rettet.")
    return " ".join(said)
