"""Who stops, on which day, what is still open about them, and when what is written goes."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    box,
    message_of,
)
from opspor.domain.access import Action, may
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import Schedule, file_day
from opspor.domain.text import count_of, sort_key
from opspor.usecases import children, leaving, retention
from opspor.usecases.desk import Desk
from opspor.usecases.leaving import Leaver, Open, StillOpen

OPEN_WORDS = {
    Open.CONCERN: "En bekymring er åben",
    Open.UNSENT: "En underretning er ikke noteret som sendt",
    Open.NOT_FILED: "En lukket bekymring er ikke journaliseret",
    Open.REQUEST: "Familien har bedt om indsigt",
    Open.ROUND: "En runde er ikke færdig. Det, I har svaret, bliver",
    Open.PLAN: "En handleplan er åben",
    Open.FOLLOW_UP: "Der er aftalt en opfølgning",
    Open.TRANSITION: "Der er ikke skrevet en overgang til det nye sted",
}
_PLACES = {
    Open.CONCERN: Place.CONCERN,
    Open.UNSENT: Place.CONCERN,
    Open.NOT_FILED: Place.CONCERN,
    Open.REQUEST: Place.ACCESS,
    Open.ROUND: Place.ROUND,
    Open.FOLLOW_UP: Place.FOLLOW_UP,
    Open.TRANSITION: Place.TRANSITION,
}
_ALL = Id("")
_ONE = (
    "Barnet går ud af alle sine grupper, også SFO. Intet bliver slettet nu. Kun lederen ser det bagefter, og det kan "
    "komme tilbage."
)
_SEVERAL = (
    "Børnene går ud af alle deres grupper, også SFO. Intet bliver slettet nu. Kun lederen ser dem bagefter, og de kan "
    "komme tilbage."
)
_MOST_SHOWN = 20  # children whose open things are listed; of more the count is said


class LeavingPage(FocusPage):
    """``destination.id`` is the child that stops; without one several are chosen from a list."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Se, hvad der sker", Kind.MAIN)
        one, self._several = bool(destination.id), not destination.id
        super().__init__("Tilbage", "Barnet er stoppet" if one else "Børn, der er stoppet", main=self._main)
        self._office = office
        self._chosen: dict[Id, None] = {destination.id: None} if one else {}
        self._listed: tuple[ChildInList, ...] = ()
        self._seen: tuple[Leaver, ...] | None = None  # what was shown is what is done
        self._day = DateField("Sidste dag", value=office.work.clock().date(), help_text="I dag eller før.")
        self._group: ChoiceField[Id] = ChoiceField("Stue eller klasse", [("Alle", _ALL)], value=_ALL)
        self._list = RowList("Børn", fits=False)
        self._list_card = Card("Vælg, hvem der er stoppet", flush=True, grows=True)
        self._list_card.add(self._list, 1)
        nobody = PlainLabel("Her er ingen børn, der går i en gruppe.", "body", "text_2")
        self._nobody = box(nobody, margins=(5, 3, 5, 3))
        self._list_card.add(self._nobody)
        self._nobody.hide()
        self._result = QWidget()
        for part in (
            PlainLabel(_ONE if one else _SEVERAL),
            self._day,
            *(() if one else (self._group,)),
            self._result,
        ):
            self.body.addWidget(part)
        if one:
            self.body.addStretch(1)
        else:
            self.body.addWidget(self._list_card, 1)
            self.body.addStretch(0)
        self.work_area.set_widest(170)
        self._day.changed.connect(self._changed)
        self._group.changed.connect(self._show_list)
        self._list.opened.connect(self._toggle)
        self._main.clicked.connect(self._go_on)
        if one:
            self._look()
        else:
            ask(office.work.look(children.listed), self, self._show)

    def begin(self) -> None:
        """The day first; it is today until somebody writes another."""
        self._day.setFocus()

    # --- whom -----------------------------------------------------------------------------------------------------

    def _show(self, listed: tuple[ChildInList, ...]) -> None:
        self._listed = tuple(child for child in listed if child.group_ids)
        groups = {i: n for child in listed for i, n in zip(child.group_ids, child.group_names, strict=True)}
        options = sorted(((name, id_) for id_, name in groups.items()), key=lambda option: sort_key(option[0]))
        self._group.set_options([("Alle", _ALL), *options], _ALL)
        self._show_list()

    def _show_list(self) -> None:
        group = self._group.value() or _ALL
        here = self._list.current_key()
        rows = [
            ListRow(
                child.full_name,
                ", ".join(child.group_names),
                "stopper" if child.id in self._chosen else "",
                "circle-check" if child.id in self._chosen else "user-round",
                child.id,
                MessageKind.WARNING if child.id in self._chosen else None,
                chevron=False,
            )
            for child in self._listed
            if group in (_ALL, *child.group_ids)
        ]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        if here is not None:
            self._list.choose(here)

    def _toggle(self, key: object) -> None:
        child = Id(str(key))
        if child in self._chosen:
            del self._chosen[child]
        else:
            self._chosen[child] = None
        self._changed()
        self._show_list()
        self.set_status(count_of(len(self._chosen), "barn valgt", "børn valgt"), saved=False)

    def _changed(self) -> None:
        """What was shown does not fit any more."""
        self._seen = None
        self._main.set_words("Se, hvad der sker")
        self._result.hide()
        if self._several:
            self._list_card.show()

    # --- what -----------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        day = self._day.value()
        if not self._day.complete() or day is None:
            self._day.refuse("Skriv den sidste dag.")
        elif not self._chosen:
            self.show_message(Message(MessageKind.INFO, "Vælg først, hvem der er stoppet."))
        elif self._seen is None:
            self._look()
        else:
            chosen = [leaver.child.id for leaver in self._seen]
            done = self._office.work.run(lambda desk: leaving.leave(desk, chosen, day))
            ask(done, self, lambda _: self._left(chosen), self._failed)

    def _look(self) -> None:
        chosen = list(self._chosen)
        work = self._office.work
        ask(
            work.look(lambda desk: (leaving.preview(desk, chosen), retention.schedule(desk))),
            self,
            lambda found: self._preview(*found),
            self._failed,
        )

    def _preview(self, leavers: tuple[Leaver, ...], schedule: Schedule) -> None:
        self._seen = leavers
        day = self._day.value() or self._office.work.clock().date()
        gone_on = file_day(schedule, day + timedelta(days=1))
        parts: list[QWidget] = [PlainLabel(_when(gone_on), "body")]
        parts += [self._card(leaver) for leaver in leavers[:_MOST_SHOWN]]
        if len(leavers) > _MOST_SHOWN:
            parts.append(PlainLabel(f"Og {count_of(len(leavers) - _MOST_SHOWN, 'barn', 'børn')} til.", "body"))
        if not leavers:
            parts = [PlainLabel("Barnet går ikke i nogen gruppe mere.", "body")]
        if self._several:
            again = Button("Vælg igen", icon="chevron-left")
            again.clicked.connect(self._changed)
            parts.append(Flow([again]))
        before, self._result = self._result, box(*parts, spacing=4)
        self.body.insertWidget(self.body.indexOf(before), self._result)
        before.hide()
        before.deleteLater()
        if self._several:
            QTimer.singleShot(0, self._result, self._to_result)
        self._list_card.hide()  # what will happen stands in its place, until another day or child is chosen
        number = count_of(len(leavers), "barn", "børn")
        self._main.set_words(f"Lad {number} stoppe" if leavers else "Se, hvad der sker")

    def _to_result(self) -> None:
        """What will happen is read before it is done, in a small window too."""
        self.work_area.verticalScrollBar().setValue(self._result.y())

    def _card(self, leaver: Leaver) -> Card:
        card = Card(leaver.child.full_name, fact=", ".join(leaver.child.group_names), spacing=2)
        if not leaver.open:
            card.add(PlainLabel("Intet er åbent.", "body", "text_2"))
        for one in dict.fromkeys(leaver.open):
            see = Button(OPEN_WORDS[one.what], Kind.LINK)
            see.clicked.connect(partial(self._office.go, self._place(leaver.child, one)))
            card.add(Flow([see]))
        return card

    def _place(self, child: ChildInList, one: StillOpen) -> Destination:
        if one.what is Open.PLAN:
            return Destination(Place.PLAN, child.id, one.id)
        return Destination(_PLACES[one.what], one.id)

    # --- done -----------------------------------------------------------------------------------------------------

    def _left(self, chosen: Sequence[Id]) -> None:
        self._chosen.clear()
        self._changed()
        self._result.hide()
        self._main.set_words("Vis børnene")
        self._main.clicked.disconnect()
        self._main.clicked.connect(lambda: self._office.go(Destination(Place.CHILDREN)))
        self._main.setFocus()
        self._list_card.hide()
        self._group.hide()
        self._day.hide()
        words = "Barnet er stoppet." if len(chosen) == 1 else f"{len(chosen)} børn er stoppet."
        said = Message(MessageKind.SUCCESS, words, "Intet er slettet. Det, der er skrevet, har nu en slettedag.")
        if may(self._office.work.staff, Action.ENROL):  # who stopped is seen by the leader alone
            said = said._replace(action=("Fortryd", lambda: self._undo(chosen)))
        self.show_message(said)

    def _undo(self, chosen: Sequence[Id]) -> None:
        def back(desk: Desk) -> None:
            for child in chosen:
                leaving.come_back(desk, child)

        ask(self._office.work.run(back), self, lambda _: self._undone(), self._failed)

    def _undone(self) -> None:
        self.show_message(Message(MessageKind.SUCCESS, "Fortrudt.", "Alle går igen, hvor de gik før."))

    def _failed(self, error: KnownError) -> None:
        if error.code == "STOP-DATO":
            self._day.refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.DANGER, str(error)))


def _when(day: date | None) -> str:
    return (
        f"Det, der er skrevet, kommer på slettelisten {long_date(day)}. Lukkede bekymringer har deres egen dag."
        if day is not None
        else "Det, der er skrevet, har ingen slettedag endnu."
    )
