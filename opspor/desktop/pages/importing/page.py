"""Hent liste: choose a file, look at every row, fetch. Nothing is written before the last key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import choose_file
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.importing.models import Preview, PreviewRow, PreviewTable, read_preview
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.tokens import LAYOUT
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Flow,
    Kind,
    Line,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    Segmented,
    TextField,
    announce,
    box,
    message_of,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.errors import KnownError
from opspor.domain.text import count_of
from opspor.usecases import children
from opspor.usecases.children import Imported

_FORM_WIDEST = 150  # u; the preview takes all there is


class ImportPage(FocusPage):
    """``Vælg fil`` or a dropped file, then the preview; the main button says how many children it fetches."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Vælg fil", Kind.MAIN)
        super().__init__("Tilbage", "Hent liste", main=self._main)
        self._office = office
        self._preview: Preview | None = None
        self._into = ""  # the group that the preview was made for
        self._run = 0  # which reading is wanted; an older one that comes late is thrown away
        self._writing = self._finished = False
        self.setAcceptDrops(True)
        self._file = TextField(
            "Fil",
            help_text="Excel eller CSV. Træk filen herind, skriv stien, eller vælg den.",
            placeholder="Sti til filen",
        )
        self._other = Button("Vælg en anden fil")
        self._other.hide()
        self._cpr = CheckBox("Læs også CPR-numre. Kun hvis I har brug for dem her.")
        self._help = Prose(
            [
                "Første række skal være overskrifter: Navn (eller Fornavn og Efternavn), Fødselsdato, Gruppe og "
                "Kontaktperson. Kun navnet skal være der.",
                "Du ser hver række, før noget bliver gemt. Den samme liste to gange giver ikke børn to gange.",
            ],
            "body",
        )
        self._about_file = PlainLabel("", "body", "text_2")
        self._summary = PlainLabel("", "section")
        self._which: Segmented[bool] = Segmented("Vis", [("Alle rækker", False), ("Med bemærkning", True)], value=False)
        self._table = PreviewTable()
        self._about_row = PlainLabel("")
        self._group = TextField(
            "Stue eller klasse",
            help_text="Listen siger det ikke for alle. Skriv, hvor børnene går.",
            placeholder="Fx Bøgestuen",
        )
        self._result = self._fill_body()
        self._main.clicked.connect(self._go_on)
        self._other.clicked.connect(self._choose)
        self._file.editor.returnPressed.connect(self._read_typed)  # type: ignore[attr-defined]  # a field of one line
        self._cpr.toggled.connect(lambda _: self._read_typed() if self._preview else None)
        self._which.chosen.connect(lambda _: self._show_rows())
        self._table.turned.connect(self._turn)
        self._table.current.connect(self._say_row)
        self.progress.stopped.connect(self._stop)
        self._file.changed.connect(self._measure)
        self._group.editor.editingFinished.connect(self._say_group)  # type: ignore[attr-defined]  # as above
        self._file.setFocus()

    def _fill_body(self) -> QWidget:
        self.work_area.set_widest(_FORM_WIDEST)
        self.body.addWidget(self._file)
        self.body.addWidget(Flow([self._cpr, self._other], gap=4))
        self.body.addWidget(self._help)
        card = Card(flush=True, grows=True)
        card.add(box(self._table, margins=(0.5, 0.75, 0.5, 0)), 1)
        card.add(box(self._about_row, margins=(5, 3, 5, 3)))
        result = QWidget()
        column = Column(result, spacing=4)
        column.addWidget(Line(self._summary, self._which))
        column.addWidget(self._about_file)
        column.addWidget(self._group)
        column.addWidget(card, 1)
        self.body.addWidget(result, 1)
        self._next = self._what_now()
        self.body.addWidget(self._next)
        self.body.addStretch(0)
        result.hide()
        self._next.hide()
        self._group.hide()
        return result

    def _what_now(self) -> QWidget:
        """What a list is fetched for: the parents are told, and a round is opened."""
        tell, open_ = Button("Skriv til forældrene", icon="mail-check"), Button("Åbn en runde", icon="calendar-range")
        tell.clicked.connect(lambda: self._office.go(Destination(Place.LETTERS)))
        open_.clicked.connect(lambda: self._office.go(Destination(Place.OPEN_ROUND)))
        staff, ways = self._office.work.staff, list[QWidget]()
        ways += [tell] if reach(staff, Action.PRINT_LETTER) is not Reach.NONE else []
        ways += [open_] if reach(staff, Action.OPEN_ROUND) is not Reach.NONE else []
        words = "Forældrene skal vide det, før I vurderer. Dagen kan I også skrive, mens I åbner runden."
        return box(PlainLabel("Og så?", "section"), PlainLabel(words), Flow(ways, gap=3), spacing=2)

    # --- reading --------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        self._say_group()
        if self._main.cannot or self._writing:
            return
        if self._finished:
            self._office.go(Destination(Place.CHILDREN))
        elif self._preview is not None and self._preview.chosen:
            self._fetch(self._preview)
        elif self._file.text() and self._preview is None:
            self._read_typed()
        elif self._preview is None:
            self._choose()

    def _choose(self) -> None:
        choose_file(self, "Vælg listen", "Lister (*.csv *.xlsx *.txt);;Alle filer (*)", self._read)

    def _read_typed(self) -> None:
        text = self._file.text().strip('"')
        if text:
            self._read(Path(text).expanduser())

    def _read(self, path: Path) -> None:
        if self._writing:
            return
        self._finished = False
        self._file.set_text(str(path))
        self.message_line.clear()
        self.progress.start("Læser listen")
        self._run += 1
        run, work, today, with_cpr = (
            self._run,
            self._office.work,
            self._office.work.clock().date(),
            self._cpr.isChecked(),
        )

        def read() -> Preview:
            return read_preview(path, work.look(children.known).result(), today=today, with_cpr=with_cpr)

        ask(
            in_background(read),
            self,
            lambda preview: self._show(preview) if run == self._run else None,
            lambda error: self._failed(error) if run == self._run else None,
        )

    def _stop(self) -> None:
        """What is being read is no longer wanted."""
        self._run += 1
        self.progress.finish()
        self.show_message(Message(MessageKind.INFO, "Stoppet.", "Intet er hentet."))

    def _failed(self, error: KnownError) -> None:
        self.progress.finish()
        self._preview = None
        self._result.hide()
        self._help.show()
        self._file.show()
        self.work_area.set_widest(_FORM_WIDEST)
        self._measure()
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        self._file.setFocus()

    # --- the preview ----------------------------------------------------------------------------------------------

    def _show(self, preview: Preview) -> None:
        self.progress.finish()
        self._preview, self._into = preview, ""
        self._about_file.setText(" ".join(preview.about_file))
        self._about_file.setVisible(bool(preview.about_file))
        self._summary.setText(preview.summary)
        self._which.set_value(False)
        self._which.setVisible(any(row.problems for row in preview.rows))
        self._help.hide()
        self._file.hide()
        self.work_area.set_widest(LAYOUT.content_max)
        self._other.show()
        self._result.show()
        self._group.setVisible(preview.asks_group)
        self._show_rows()
        announce(self, preview.summary)
        (self._group if preview.needs_group else self._table).setFocus()

    def _show_rows(self) -> None:
        if self._preview is None:
            return
        only_said = bool(self._which.value())
        self._table.show_rows([row for row in self._preview.rows if row.problems or not only_said])
        self._measure()

    def _say_group(self) -> None:
        """Where those go whose row names no group: who is here already may come into one more."""
        group = self._group.text()
        if self._preview is None or self._finished or self._writing or group == self._into:
            return
        self._into = group
        self._preview = self._preview.into(group)
        self._summary.setText(self._preview.summary)
        self._show_rows()

    def _turn(self, row: PreviewRow) -> None:
        if self._preview is None or not row.can_choose or self._finished:
            return
        self._preview = self._preview.turned(row.row.row)
        self._group.setVisible(self._preview.asks_group)
        self._show_rows()
        announce(self._table, "Hentes ikke" if row.chosen else "Hentes")

    def _say_row(self, row: PreviewRow | None) -> None:
        if row is None:
            self._about_row.setText("")
            return
        parts = [f"Række {row.row.row}: {row.about or 'alt er læst.'}"]
        if row.can_choose:
            parts.append("Mellemrum vælger barnet fra." if row.chosen else "Mellemrum vælger barnet til.")
        self._about_row.setText(" ".join(parts))

    def _measure(self) -> None:
        """What the main button does now."""
        self._main.set_cannot("")
        if self._finished:
            self._main.set_words("Vis børnene")
        elif self._preview is None:
            self._main.set_words("Læs filen" if self._file.text() else "Vælg fil")
        elif count := len(self._preview.chosen):
            self._main.set_words(f"Hent {count_of(count, 'barn', 'børn')}")
        else:
            self._main.set_cannot("Der er ingen nye børn at hente i filen. Vælg en anden fil.")
            self._main.set_words("Hent børn")

    # --- writing --------------------------------------------------------------------------------------------------

    def _fetch(self, preview: Preview) -> None:
        group = self._group.text() if preview.needs_group else ""
        if preview.needs_group and not group:
            self._group.refuse("Skriv, hvilken stue eller klasse børnene går i.")
            return
        self._writing = True
        self.progress.start("Henter børnene", can_stop=False)
        ask(
            self._office.work.run(lambda desk: children.import_list(desk, preview.chosen, group)),
            self,
            self._fetched,
            self._not_fetched,
        )

    def _fetched(self, imported: Imported) -> None:
        self._writing = False
        self._finished = True
        self.progress.finish()
        for part in (self._result, self._group):
            part.hide()
        self._file.set_text("")
        self._cpr.hide()
        self._next.show()
        self._measure()
        self.show_message(
            Message(MessageKind.SUCCESS, _told(imported), "Slet filen nu, hvis I ikke skal bruge den mere.")
        )
        self._main.setFocus()

    def _not_fetched(self, error: KnownError) -> None:
        self._writing = False
        self.progress.finish()
        self.show_message(message_of(MessageKind.DANGER, str(error)))

    # --- a file dropped -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file at a time."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads the file that was dropped."""
        self._read(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()


def _told(imported: Imported) -> str:
    """``20 børn er hentet. 3 går nu også i en anden gruppe.``"""
    count, said = len(imported.children), []
    if count or not imported.enrolled:
        said.append(f"{count_of(count, 'barn', 'børn')} er hentet.")
    if imported.enrolled:
        said.append(f"{count_of(imported.enrolled, 'barn', 'børn')} har fået en gruppe til.")
    return " ".join(said)
