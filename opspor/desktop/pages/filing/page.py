"""Til journalen: what waits, taken out as files and confirmed, and what is done. Names are asked for."""

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.effort import Effort
from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.filing.confirm import ConfirmForm
from opspor.desktop.pages.filing.words import counted, done_row, filed_words, saved_message, waiting_row
from opspor.desktop.pages.pick_list import PickList
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    EmptyState,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    Segmented,
    announce,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.filing import WHY_FILED
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import filing
from opspor.usecases.desk import Desk
from opspor.usecases.filing import FilingRow
from opspor.workplace.several_papers import Taken, file_all

_ALL_THERE_IS = 1000  # the share of the card, up to the height of its rows
_NONE_CHOSEN = "Vælg først mindst én i listen."
Lists = tuple[tuple[FilingRow, ...], tuple[FilingRow, ...]]


class FilingPage(Page):
    """What waits is chosen in the list, one's own first; what is done is opened and corrected."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._which: Segmented[bool] = Segmented("Hvilke", [("Venter", False), ("Journaliseret", True)], value=False)
        super().__init__("Til journalen", choice=self._which)
        self._office = office
        self._waiting: tuple[FilingRow, ...] | None = None
        self._done: tuple[FilingRow, ...] = ()
        self._names: Mapping[Id, str] = {}
        self._open: Id | None = None
        self._effort = Effort(self.progress)
        self._whose: Segmented[bool] = Segmented("Vis", [("Mine", True), ("Alle", False)], value=True)
        self._hidden, self._every = Button("Vis navne", icon="eye"), Button("Vælg alle", Kind.QUIET)
        self._tools = Flow([self._whose, self._hidden, self._every], gap=4)
        self._picks, self._list = PickList("Det, der skal journaliseres"), RowList("Journaliseret", keeps=True)
        self._pick_card, self._done_card = Card(flush=True, grows=True), Card(flush=True)
        self._pick_card.add(self._picks, 1)
        self._done_card.add(self._list)
        self._why = PlainLabel("", "body", "text_2")
        self._files = Button("Gem som filer", Kind.MAIN, icon="download")
        self._note = Button("Notér, at det er journaliseret", icon="check")
        self._go = Button("Åbn bekymringen", Kind.QUIET)
        self._acts = Flow([self._files, self._note, self._go], gap=3)
        self._confirm = ConfirmForm(office, "filing", "Journaliseret", "Notér det")
        self._correct = ConfirmForm(office, "filing:correct", "Ret det, der er noteret", "Ret det")
        self._undo = Button("Det var en fejl: det er ikke journaliseret", Kind.QUIET, icon="undo-2")
        self._empty = EmptyState(
            "check", "Intet mangler at blive journaliseret",
            "Her kommer underretninger, der er sendt, beslutninger, en myndighed skal kunne svare for, og lukkede "
            "bekymringer. De skal ligge i kommunens eget system, før de slettes her.",
        )  # fmt: skip
        self._none_done = EmptyState("list-checks", "Intet er noteret endnu", "Det, I har journaliseret, står her.")
        parts: tuple[QWidget, ...] = (
            self._tools, self._empty, self._none_done, self._pick_card, self._done_card, self._why, self._acts,
            self._confirm, self._correct, self._undo,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part, _ALL_THERE_IS if part is self._pick_card else 0)
            part.hide()
        self.body.addStretch(1)
        self._connect()
        self._reading = Reading(
            self, self._read, self._show, Changed.PROTECTION, Changed.PAPERS, Changed.CONCERNS, Changed.MEETINGS,
            Changed.FORUM, Changed.PEOPLE,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads the lists again, but not while they are being saved as files; what is chosen stays."""
        if not self._effort.running:
            self._reading.refresh(changes)

    def leave(self) -> None:
        """What nobody waits for any more is stopped after the file it is at; what is typed is kept."""
        self._effort.stop()
        for form in (self._confirm, self._correct):
            form.leave()

    def _connect(self) -> None:
        self._which.chosen.connect(lambda _: self._fill())
        self._whose.chosen.connect(lambda _: self._fill())
        self._hidden.clicked.connect(self._show_names)
        self._every.clicked.connect(lambda: self._picks.pick(everything=not self._picks.picked()))
        self._picks.changed.connect(self._chosen)
        self._picks.selectionModel().currentChanged.connect(lambda *_: self._say_why())
        self._files.clicked.connect(self._ask_where)
        self._note.clicked.connect(self._begin_noting)
        self._go.clicked.connect(self._open_concern)
        self._list.opened.connect(self._open_done)
        self._undo.clicked.connect(self._ask_undo)
        self._confirm.noted.connect(lambda: self.show_message(Message(MessageKind.SUCCESS, "Det er noteret.")))
        self._correct.noted.connect(lambda: self.show_message(Message(MessageKind.SUCCESS, "Det er rettet.")))
        look.changed.connect(self._measure)

    # --- the lists ------------------------------------------------------------------------------------------------

    def _read(self) -> Future[Lists]:
        return self._office.work.look(lambda desk: (filing.waiting(desk), filing.done(desk)))

    def _show(self, found: Lists) -> None:
        first = self._waiting is None
        self._waiting, self._done = found
        if first and not any(row.mine for row in self._waiting):
            self._whose.set_value(value=False)
        self._fill()
        if first:
            self.begin()

    def _fill(self) -> None:
        if self._waiting is None:
            return
        today, done = self._office.work.clock().date(), self._which.value() is True
        mine = self._whose.value() is True
        rows = [row for row in (self._done if done else self._waiting) if row.mine or not mine]
        any_here = bool(self._done if done else self._waiting)
        name = self._names.get
        if done:
            self._list.set_rows([done_row(row, name(row.what.about, "")) for row in rows])
        else:
            listed = [waiting_row(row, name(row.what.about, ""), today) for row in rows]
            self._picks.fill(listed, [row.what.about for row in rows])
        for part, shown in (
            (self._tools, any_here), (self._every, not done), (self._empty, not rows and not done),
            (self._none_done, not rows and done), (self._pick_card, bool(rows) and not done),
            (self._done_card, bool(rows) and done), (self._acts, bool(rows) and not done),
        ):  # fmt: skip
            part.setVisible(shown)
        if done:
            self._confirm.hide()
        self._close_done(keep=done)
        self._measure()
        self._say_why()
        said = counted(len([row for row in self._waiting if row.mine or not mine]))
        self.set_title("Til journalen", said)
        announce(self._picks, said)

    def _measure(self) -> None:
        """The card is as high as its rows where they need less than the window has."""
        self._pick_card.setMaximumHeight(self._picks.whole_height() + look.u(0.5))

    def _row(self, about: object) -> FilingRow | None:
        return next((row for row in (*(self._waiting or ()), *self._done) if row.what.about == about), None)

    def _say_why(self) -> None:
        row = self._row(self._picks.current_key())
        shown = row is not None and not self._pick_card.isHidden()
        self._why.setText(WHY_FILED[row.what.kind] if row else "")
        self._why.setVisible(shown)
        self._go.setVisible(row is not None and row.what.concern_id is not None)

    def _chosen(self) -> None:
        count = len(self._picks.picked())
        self._every.set_words("Vælg ingen" if count else "Vælg alle")
        self._files.set_words(f"Gem {count_of(count, 'som fil', 'som filer')}" if count else "Gem som filer")
        for button in (self._files, self._note):
            button.set_cannot("" if count else _NONE_CHOSEN)

    def _show_names(self) -> None:
        if self._names:
            self._set_names({})
        else:
            ask(self._office.work.look(filing.names), self, self._set_names)

    def _set_names(self, names: Mapping[Id, str]) -> None:
        self._names = names
        self._hidden.set_words("Skjul navne" if names else "Vis navne")
        self._fill()

    def _open_concern(self) -> None:
        row = self._row(self._picks.current_key())
        if row is not None and row.what.concern_id is not None:
            self._office.go(Destination(Place.CONCERN, row.what.concern_id))

    # --- files ----------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        if not self._effort.running:
            choose_folder(self, "Vælg en mappe til filerne", documents(), self._save)

    def _save(self, folder: Path) -> None:
        self.message_line.clear()
        work, wanted = self._office.work, [row.what for key in self._picks.picked() if (row := self._row(key))]
        self._effort.begin(
            f"Gemmer {count_of(len(wanted), 'fil', 'filer')}",
            lambda progress, stop: file_all(work, wanted, folder, progress, stop),
            self._over,
            lambda error: self.show_message(message_of(MessageKind.DANGER, str(error))),
        )

    def _over(self, taken: Taken) -> None:
        self.show_message(saved_message(taken))
        self._reading.refresh(Changes(frozenset({Changed.PROTECTION})))
        self._note.setFocus()

    # --- noting ---------------------------------------------------------------------------------------------------

    def _begin_noting(self) -> None:
        abouts = [Id(str(key)) for key in self._picks.picked()]

        def write(desk: Desk, on: date, where: str) -> None:
            filing.confirm(desk, abouts, on, where)

        self._confirm.begin_with(f"{count_of(len(abouts), 'valgt', 'valgt')} i listen", write)

    def _open_done(self, key: object) -> None:
        row = self._row(key)
        if row is None or row.what.filed is None:
            return
        self._open = about = row.what.about
        filed = row.what.filed
        if self._correct.about != about:  # else a draft of it stands there
            self._correct.restore({"on": filed.on.isoformat(), "where": filed.reference, "about": about})

        def write(desk: Desk, on: date, where: str) -> None:
            filing.correct(desk, about, filed.version, on, where)

        self._undo.show()
        self._correct.begin_with(filed_words(row), write)

    def _close_done(self, *, keep: bool) -> None:
        if not keep or self._row(self._open) is None:
            self._correct.hide()
            self._undo.hide()

    def _ask_undo(self) -> None:
        row = self._row(self._open)
        if row is None or row.what.filed is None:
            return
        work = partial(filing.undo, about=row.what.about, version=row.what.filed.version)
        CarefulDialog(
            self, "Er det ikke journaliseret alligevel?",
            "Det kommer tilbage blandt dem, der venter, og bliver ikke slettet.", safe="Behold", verb="Flyt tilbage",
            danger=False,
        ).ask(lambda: ask(self._office.work.run(work), self, lambda _: self._undone()))  # fmt: skip

    def _undone(self) -> None:
        self._open = None
        self._close_done(keep=False)
        self.show_message(Message(MessageKind.SUCCESS, "Det venter igen.", "Det, der var noteret, står i loggen."))
