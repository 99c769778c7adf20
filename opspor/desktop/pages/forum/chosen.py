"""What can be done with the brief that is chosen on an agenda."""

from collections.abc import Callable
from functools import partial

from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, ChoiceField, Flow, Kind, PlainLabel, Tiles
from opspor.domain.clock import short_date
from opspor.domain.ids import Id
from opspor.usecases import forum_agenda
from opspor.usecases.desk import Desk
from opspor.usecases.forum import AgendaPoint, AgendaRow, DaySheet

_MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)


class ChosenCard(Card):
    """Conclude, up and down, more or less time, another day, off."""

    def __init__(self, office: Office) -> None:
        super().__init__(spacing=3)
        self._office = office
        self._item, self._day, self._concern = Id(""), Id(""), Id("")
        self._filling = False
        self._head = PlainLabel("", "section")
        self._conclude = Button("Skriv konklusion", icon="pencil")
        up, down = Button("Op", icon="arrow-up"), Button("Ned", icon="arrow-down")
        see = Button("Åbn bekymringen", Kind.QUIET, icon="message-circle-warning")
        self._moves = (up, down)
        self._off = Button("Tag af dagsordenen", Kind.QUIET, icon="x")
        self._minutes: ChoiceField[int] = ChoiceField("Minutter", [])
        self._other: ChoiceField[Id] = ChoiceField("Flyt til en anden dag", [])
        self.add(self._head)
        self.add(Flow([self._conclude, up, down, see, self._off], gap=2))
        self.add(Tiles([self._minutes, self._other], least=50, gap=3))
        self._conclude.clicked.connect(lambda: office.go(Destination(Place.FORUM, self._day, self._item)))
        see.clicked.connect(lambda: office.go(Destination(Place.CONCERN, self._concern)))
        up.clicked.connect(lambda: self._do(partial(forum_agenda.move, item_id=self._item, by=-1)))
        down.clicked.connect(lambda: self._do(partial(forum_agenda.move, item_id=self._item, by=1)))
        self._off.clicked.connect(lambda: self._do(partial(forum_agenda.put_off, item_id=self._item, day_id=None)))
        self._minutes.changed.connect(self._set_minutes)
        self._other.changed.connect(self._move)

    def set_point(self, row: AgendaRow, point: AgendaPoint, sheet: DaySheet) -> None:
        """Shows the brief of that row."""
        self._filling = True
        self._item, self._day, self._concern = point.item.id, sheet.day.id, point.concern.id
        self._head.setText(f"{row.number}. {point.concern.label}")
        self._conclude.set_words("Se eller ret konklusionen" if point.concluded else "Skriv konklusion")
        every = sorted({*_MINUTES, row.minutes})
        self._minutes.set_options([(f"{minutes} min.", minutes) for minutes in every], row.minutes)
        self._other.set_options([(short_date(day.on), day.id) for day in sheet.others])
        self._other.setVisible(bool(sheet.others) and point.concluded is None)
        self._off.setVisible(point.concluded is None)
        self._minutes.setVisible(point.concluded is None)
        for move in self._moves:
            move.setVisible(len(sheet.agenda) > 1 and point.concluded is None)
        self._filling = False

    def _set_minutes(self) -> None:
        minutes = self._minutes.value()
        if not self._filling and minutes is not None:
            self._do(partial(forum_agenda.set_minutes, item_id=self._item, minutes=minutes))

    def _move(self) -> None:
        day = self._other.value()
        if not self._filling and day is not None:
            self._do(partial(forum_agenda.put_off, item_id=self._item, day_id=day))

    def _do(self, work: Callable[[Desk], None]) -> None:
        ask(self._office.work.run(work), self, lambda _: None)
