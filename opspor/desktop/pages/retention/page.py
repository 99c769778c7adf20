"""Sletteliste: gone through once a month. What is chosen goes for good; what something keeps says what to do."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.effort import Effort
from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.pick_list import PickList
from opspor.desktop.pages.retention.ask import DeleteDialog
from opspor.desktop.pages.retention.receipt import ReceiptCard
from opspor.desktop.pages.retention.words import counted, due_row, held_row, way_on
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
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
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import Receipt
from opspor.domain.text import count_of
from opspor.usecases import retention, retention_due
from opspor.usecases.retention import Line, Plan

_ALL_THERE_IS = 1000  # the share of the list, up to the height of its rows
_NOW, _HELD, _COMING = "now", "held", "coming"
_NONE_CHOSEN = "Vælg først mindst én i listen."
_JUMPED = (
    "Uret på pc'en viser {today}, men sidst det var til at stole på, var det {known}. Intet bliver slettet, før du har "
    "skrevet, hvilken dato det er. Er uret forkert, så ret det først."
)


class RetentionPage(Page):
    """Nothing goes by itself. Names are hidden until somebody asks for them."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._which: Segmented[str] = Segmented(
            "Hvilke", [("Skal slettes", _NOW), ("Holdes tilbage", _HELD), ("Næste 31 dage", _COMING)], value=_NOW
        )
        super().__init__("Sletteliste", choice=self._which)
        self._office = office
        self._plan: Plan | None = None
        self._named = False
        self._effort = Effort(self.progress)
        self._hidden, self._every = Button("Vis navne", icon="eye"), Button("Vælg alle", Kind.QUIET)
        months = Button("Hvor længe vi gemmer", Kind.QUIET, icon="settings")
        self._tools = Flow([self._hidden, self._every, months], gap=4)
        self._picks = PickList("Det, der skal slettes")
        self._held = RowList("Det, der holdes tilbage. Enter åbner stedet, hvor det kan ordnes", fits=False)
        self._coming = RowList("Det, der skal slettes de næste 31 dage", fits=False)
        self._lists: dict[str, RowList] = {_NOW: self._picks, _HELD: self._held, _COMING: self._coming}
        self._cards = {key: Card(flush=True, grows=True) for key in self._lists}
        for key, card in self._cards.items():
            card.add(self._lists[key], 1)
        self._looking = PlainLabel("Ser efter, hvad der skal slettes …", "body", "text_2")
        self._why = PlainLabel("", "body", "text_2")
        self._delete = Button("Slet det valgte", Kind.DANGER, icon="trash-2", tall=True)
        self._acts = Flow([self._delete], gap=3)
        self._empties = {
            _NOW: EmptyState(
                "check", "Intet skal slettes",
                "Når tiden er gået for noget, står det her. Intet bliver slettet af sig selv.",
            ),
            _HELD: EmptyState("check", "Intet holdes tilbage", "Alt, hvis tid er gået, kan slettes."),
            _COMING: EmptyState("calendar-check", "Intet de næste 31 dage", "Se listen igen næste måned."),
        }  # fmt: skip
        self._receipt: ReceiptCard | None = None
        parts: tuple[QWidget, ...] = (
            self._tools, *self._empties.values(), *self._cards.values(), self._why, self._acts,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part, _ALL_THERE_IS if part in self._cards.values() else 0)
            part.hide()
        self.body.addWidget(self._looking)
        self.body.addStretch(1)
        self._which.chosen.connect(lambda _: self._fill())
        self._hidden.clicked.connect(self._show_names)
        self._every.clicked.connect(lambda: self._picks.pick(everything=not self._picks.picked()))
        months.clicked.connect(lambda: office.go(Destination(Place.SETTINGS, Id("retention"))))
        self._picks.changed.connect(self._chosen)
        for rows in self._lists.values():
            rows.selectionModel().currentChanged.connect(lambda *_: self._say_why())
        self._held.opened.connect(self._resolve)
        self._delete.clicked.connect(self._ask)
        look.changed.connect(self._measure)
        self._reading: Reading[Plan] | None = None
        QTimer.singleShot(0, self, self._look)  # when that is painted: the whole vault is gone through

    def refresh(self, changes: Changes) -> None:
        """Reads the list again; what is chosen stays, as far as it still goes."""
        if self._reading is not None and not self._effort.running:
            self._reading.refresh(changes)

    def show_message(self, message: Message) -> None:
        """Shows a message; where it says why the list could not be read, nobody is looking any more."""
        self._looking.hide()
        super().show_message(message)

    def _look(self) -> None:
        self._reading = Reading(
            self, lambda: self._office.work.look(retention.plan), self._show, Changed.PROTECTION, Changed.CHILDREN,
            Changed.CONCERNS, Changed.PAPERS, Changed.ROUNDS, Changed.JOINT_ASSESSMENTS, Changed.SETTINGS,
        )  # fmt: skip

    def _show(self, plan: Plan) -> None:
        first, self._plan = self._plan is None, plan
        self._looking.hide()
        if plan.doubt is not None:
            words = _JUMPED.format(today=long_date(plan.doubt.today), known=long_date(plan.doubt.known))
            self.show_message(message_of(MessageKind.WARNING, words))
        self._fill()
        left = len(self._of(_NOW))
        if first or self._receipt is not None:
            self._office.work.run(partial(retention_due.note_seen, left=left), draft=True)
        if first:
            self.begin()

    def _of(self, which: str) -> list[Line]:
        if self._plan is None:
            return []
        if which == _COMING:
            return [*self._plan.coming]
        return [line for line in self._plan.lines if bool(line.held) is (which == _HELD)]

    def _fill(self) -> None:
        if self._plan is None:
            return
        now, held, coming = (self._of(which) for which in (_NOW, _HELD, _COMING))
        rows = [due_row(line, named=self._named) for line in now]
        self._picks.fill(rows, [line.due.key for line in now])
        self._held.set_rows([held_row(line, named=self._named) for line in held])
        self._coming.set_rows([due_row(line, named=self._named) for line in coming])
        which = self._which.value() or _NOW
        lines = self._of(which)
        for key in self._cards:
            self._cards[key].setVisible(key == which and bool(lines))
            self._empties[key].setVisible(key == which and not lines)
        self._tools.show()
        self._hidden.setVisible(bool(lines))
        self._every.setVisible(which == _NOW and bool(lines))
        self._acts.setVisible(which == _NOW and bool(lines))
        self._measure()
        self._say_why()
        said = counted(self._plan)
        self.set_title("Sletteliste", said)
        announce(self._picks, said)

    def _measure(self) -> None:
        """A list is as high as its rows where they need less than the window has."""
        for key, card in self._cards.items():
            card.setMaximumHeight(self._lists[key].whole_height() + look.u(0.5))

    def _line(self, which: str, key: object) -> Line | None:
        return next((line for line in self._of(which) if line.due.key == key), None)

    def _say_why(self) -> None:
        which = self._which.value() or _NOW
        line = self._line(which, self._lists[which].current_key())
        self._why.setText(f"{line.why} {' '.join(line.held)}".strip() if line else "")
        self._why.setVisible(line is not None)

    def _chosen(self) -> None:
        count = len(self._picks.picked())
        self._every.set_words("Vælg ingen" if count else "Vælg alle")
        self._delete.set_words(f"Slet {count_of(count, 'ting', 'ting')}" if count else "Slet det valgte")
        self._delete.set_cannot("" if count else _NONE_CHOSEN)

    def _show_names(self) -> None:
        self._named = not self._named
        self._hidden.set_words("Skjul navne" if self._named else "Vis navne")
        self._fill()

    def _resolve(self, key: object) -> None:
        line = self._line(_HELD, key)
        if line is not None:
            self._office.go(way_on(line))

    # --- deleting -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._plan is None or self._effort.running:
            return
        picked = {*self._picks.picked()}
        lines = [line for line in self._of(_NOW) if line.due.key in picked]
        doubt = self._plan.doubt
        keys = [line.due.key for line in lines]
        dialog = DeleteDialog(self, lines, self._plan.today, doubt)
        dialog.ask(lambda: self._go_on(keys, clock_is_right=doubt is not None))

    def _go_on(self, keys: list[str], *, clock_is_right: bool) -> None:
        self.message_line.clear()
        work = partial(retention.delete, keys=keys, clock_is_right=clock_is_right)
        self._effort.begin(
            f"Sletter {count_of(len(keys), 'ting', 'ting')}",
            lambda progress, stop: self._office.work.run(work).result(),
            self._deleted,
            self._refused,
            can_stop=False,
        )

    def _deleted(self, receipt: Receipt) -> None:
        if self._receipt is not None:
            self._receipt.hide()
            self._receipt.deleteLater()
        self._receipt = ReceiptCard(self._office, receipt)
        self.body.insertWidget(0, self._receipt)
        self._receipt.begin()
        self._read_again()

    def _refused(self, error: KnownError) -> None:
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        self._read_again()

    def _read_again(self) -> None:
        self.refresh(Changes(frozenset({Changed.PROTECTION})))
