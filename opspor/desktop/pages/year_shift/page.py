"""Nyt år: what becomes of each group, who goes another way, what would happen, and then it happens."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.year_shift.groups import GroupCard
from opspor.desktop.pages.year_shift.words import lines_of, warnings_of
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    Flow,
    IconMark,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    box,
    message_of,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.domain.year_shift import Shift, Step
from opspor.usecases import year_shift
from opspor.usecases.year_shift import Done, Preview, Year, YearGroup

_FIRST = 6  # cards that stand there at once: more than a window has room for
_PAINTED_MS = 50  # until those are painted


class YearShiftPage(FocusPage):
    """Two steps: choose, and see. Nothing is moved before the second is agreed to, and it can be taken back today."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Se, hvad der sker", Kind.MAIN)
        super().__init__("Tilbage", "Nyt år", "trin 1 af 2", main=self._main)
        self._office = office
        self._cards: list[GroupCard] = []
        self._waiting: list[YearGroup] = []  # their cards come when the page is painted
        self._to_school: frozenset[Id] = frozenset()
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(self._make_rest)
        self._shift: Shift | None = None  # what was shown is what is done
        self._keeper: DraftKeeper | None = None
        self._day = DateField("Det nye år begynder", value=office.work.clock().date(), help_text="I dag eller før.")
        self._undo_button = Button("Fortryd dagens skift", icon="undo-2")
        self._undo_button.hide()
        self._choose = box(
            PlainLabel("Hvad sker der med hver gruppe?", "title"),
            PlainLabel(
                "Børnene flytter til den gruppe, du vælger. Runder fra sidste år siger stadig, hvor de gik dengang. "
                "Intet bliver slettet."
            ),
            Flow([self._undo_button]),
            self._day,
            spacing=4,
        )
        self._see: QWidget = QWidget()
        self.body.addWidget(self._choose)
        self.body.addStretch(1)
        self.work_area.set_widest(190)
        self._main.clicked.connect(self._go_on)
        self._day.changed.connect(self._touch)
        self._undo_button.clicked.connect(self._undo)
        ask(office.work.look(year_shift.year), self, self._show, self._failed)

    def begin(self) -> None:
        """The day first."""
        self._day.setFocus()

    def leave(self) -> None:
        """What is chosen is kept."""
        if self._keeper is not None:
            self._keeper.save()

    def _show(self, year: Year) -> None:
        chosen = self._fields() if self._cards else {}  # what others changed meanwhile costs nobody their choices
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards, self._waiting, self._to_school = [], [*year.groups], frozenset(year.to_school)
        self._make_cards(len(year.groups) if chosen else _FIRST, chosen)
        if self._waiting:
            self._painted.start(_PAINTED_MS)
        else:
            self._make_rest()
        self._undo_button.setVisible(year.can_undo)
        if not self._cards:
            self.show_message(Message(MessageKind.INFO, "Her er ingen grupper endnu.", "De kommer med børnelisten."))

    def _make_cards(self, count: int, chosen: Mapping[str, str]) -> None:
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for one in now:
            card = GroupCard(one, self._to_school)
            self._cards.append(card)
            self.body.insertWidget(len(self._cards), card)
            card.restore(chosen)
            card.changed.connect(self._touch)

    def _make_rest(self) -> None:
        """All cards are there, and the draft, which is about all of them, can be read."""
        self._painted.stop()
        self._make_cards(len(self._waiting), {})
        if self._keeper is None:
            self._keeper = DraftKeeper(
                self, self._office.work, "year_shift", self._fields, self._restore, status_of(self)
            )

    def _touch(self) -> None:
        if self._waiting:
            self._make_rest()
        if self._keeper is not None:
            self._keeper.touch()

    def _fields(self) -> dict[str, str]:
        day = self._day.value()
        kept = {"day": f"{day:%d.%m.%Y}" if day else ""}
        for card in self._cards:
            kept |= dict(card.fields())
        return kept

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._day.set_value(read_date(fields.get("day", "")))
        for card in self._cards:
            card.restore(fields)

    def _chosen(self) -> Shift:
        children: dict[Id, Step] = {}
        for card in self._cards:
            children |= card.going_alone()
        day: date = self._day.value() or self._office.work.clock().date()
        stay = frozenset(card.group_id for card in self._cards if not card.staff_follow())
        return Shift(day, {card.group_id: card.step() for card in self._cards}, children, stay)

    def _go_on(self) -> None:
        self.message_line.clear()
        if self._waiting:
            self._make_rest()
        if self._shift is not None:
            shift = self._shift
            ask(self._office.work.run(lambda desk: year_shift.begin(desk, shift)), self, self._begun, self._failed)
            return
        if not self._day.complete() or self._day.value() is None:
            self._day.refuse("Skriv, hvornår det nye år begynder.")
            return
        shift = self._chosen()
        ask(
            self._office.work.look(lambda desk: year_shift.preview(desk, shift)),
            self,
            lambda found: self._preview(shift, found),
            self._failed,
        )

    def _preview(self, shift: Shift, found: Preview) -> None:
        self._shift = shift
        self.set_title("Nyt år", "trin 2 af 2")
        back = Button("Ret noget", icon="chevron-left")
        back.clicked.connect(self._back_to_choice)
        parts: list[QWidget] = [
            PlainLabel("Det her sker der", "title"),
            PlainLabel(
                f"{count_of(found.moved, 'barn flytter', 'børn flytter')}, "
                f"{count_of(found.stopping, 'barn stopper', 'børn stopper')}."
                if found.moved or found.stopping
                else "Alle bliver, hvor de er. Vælg »Ret noget«, og vælg, hvad der sker med en gruppe.",
                "lead",
            ),
        ]
        if warnings := warnings_of(found):
            card = Card("Se på det her først")
            card.add(Prose(warnings, "body", mark=("triangle-alert", "warning")))
            parts.append(card)
        for move in found.moves:
            card = Card(move.group.name, spacing=2)
            for line in lines_of(move):
                card.add(PlainLabel(line))
            parts.append(card)
        parts.append(Flow([back]))
        self._turn_to(box(*parts, spacing=4))
        self._main.set_words("Begynd det nye år")
        moves = found.moved or found.stopping
        self._main.set_cannot("" if moves else "Ingen flytter eller stopper. Vælg »Ret noget«.")
        (self._main if moves else back).setFocus()

    def _turn_to(self, part: QWidget) -> None:
        """Shows what would happen, or has, in place of the choice."""
        self._choose.hide()
        for card in self._cards:
            card.hide()
        before, self._see = self._see, part
        before.hide()
        before.deleteLater()
        self.body.insertWidget(0, part)
        self.work_area.verticalScrollBar().setValue(0)

    def _back_to_choice(self) -> None:
        self._shift = None
        self._see.hide()
        self._choose.show()
        for card in self._cards:
            card.show()
        self.set_title("Nyt år", "trin 1 af 2")
        self._main.set_words("Se, hvad der sker")
        self._main.set_cannot("")
        self._day.setFocus()

    def _begun(self, done: Done) -> None:
        self._shift = None
        if self._keeper is not None:
            self._keeper.drop()
        undo, on = Button("Fortryd det hele", icon="undo-2"), Button("Vis børnene", Kind.MAIN)
        undo.clicked.connect(self._undo)
        on.clicked.connect(lambda: self._office.go(Destination(Place.CHILDREN)))
        card = Card(spacing=5)
        for part in (
            IconMark("circle-check", "success", 9),
            PlainLabel("Det nye år er begyndt.", "title"),
            PlainLabel(
                f"{count_of(done.moved, 'barn er flyttet', 'børn er flyttet')}, "
                f"{count_of(done.stopped, 'barn er stoppet', 'børn er stoppet')}. Intet er slettet. "
                "Du kan fortryde det resten af dagen her under »Nyt år«."
            ),
            Flow([on, undo], gap=3),
        ):
            card.add(part)
        self._turn_to(card)
        self.set_title("Nyt år", "færdig")
        self._main.hide()
        on.setFocus()

    def _undo(self) -> None:
        ask(self._office.work.run(year_shift.undo), self, self._undone, self._failed)

    def _undone(self, done: Done) -> None:
        self._main.show()
        self._back_to_choice()
        ask(self._office.work.look(year_shift.year), self, self._show, self._failed)
        self.show_message(
            Message(MessageKind.SUCCESS, "Fortrudt.", f"{done.moved + done.stopped} børn er, hvor de var før i dag.")
        )

    def _failed(self, error: KnownError) -> None:
        if error.code == "AAR-DATO":
            self._day.refuse(str(error))
            return
        card = next((card for card in self._cards if error.code == "AAR-NAVN" and not card.named()), None)
        if card is not None:
            card.refuse(str(error))
            return
        if error.code == "AAR-AENDRET":
            self._back_to_choice()
            ask(self._office.work.look(year_shift.year), self, self._show)
        self.show_message(message_of(MessageKind.DANGER, str(error)))
