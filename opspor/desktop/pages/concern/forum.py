"""Sparring on a concern: on which day its brief is talked about, what the forum came to, and the way onto an agenda."""

from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    Flow,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    box,
    tell,
)
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date, short_date
from opspor.domain.concern import Concern, parents_may_be_told
from opspor.domain.forum import OUTCOME_WORDS, Concluded, Forum, ForumDay
from opspor.domain.ids import Id
from opspor.domain.paper import PaperKind
from opspor.usecases import forum, forum_agenda
from opspor.usecases.concerns import ConcernFile
from opspor.usecases.desk import Desk
from opspor.usecases.forum import AgendaPoint

_Places = tuple[tuple[ForumDay, Forum, AgendaPoint], ...]
_Read = tuple[_Places, tuple[tuple[ForumDay, str], ...]]


class ForumCard(Card):
    """Hidden until there is a finished brief. Reads itself, and again when an agenda or a conclusion changes."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Sparring", spacing=4)
        self._office, self._concern = office, concern_id
        self._brief: Id | None = None
        self._reading: Reading[_Read] | None = None
        self._stands = QWidget()
        self._column = Column(self._stands, spacing=4)
        self._day: ChoiceField[Id] = ChoiceField("Sæt arket på dagsordenen", [], empty="Vælg en dag")
        self._put = Button("Sæt på dagsordenen", icon="calendar-range")
        self._no_days = PlainLabel("Der er ikke lagt nogen dage. Det gør lederen under Møder.", "body", "text_2")
        self._put_on = box(self._day, Flow([self._put]), spacing=2)
        for part in (self._stands, self._put_on, self._no_days):
            self.add(part)
        self.hide()
        self._put.clicked.connect(self._put_it_on)

    def set_file(self, file: ConcernFile) -> None:
        """Shows itself where there is a brief, for the roles that have a forum. Not where it is the beredskabsplan."""
        briefs = [paper for paper in file.papers if paper.draft.kind is PaperKind.BRIEF]
        if briefs:
            self.set_brief(briefs[0].id, file.concern)

    def set_brief(self, brief: Id, concern: Concern) -> None:
        """The same for one finished brief, which is what is put on an agenda."""
        openly = parents_may_be_told(concern.track)
        self._brief = brief if openly and concern.closed_at is None else None
        shows = may(self._office.work.staff, Action.SEE_FORUM)
        self.setVisible(shows)
        if shows and self._reading is None:
            self._reading = Reading(self, lambda: self._office.work.look(self._read), self._show, Changed.FORUM)

    def refresh(self, changes: Changes) -> None:
        """Reads again where it stands."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _read(self, desk: Desk) -> _Read:
        return forum.of_concern(desk, self._concern), forum_agenda.days(desk)

    def _show(self, read: _Read) -> None:
        places, days = read
        self._column.clear()
        for day, of, point in places:
            self._column.addWidget(self._place(day, of, point))
        waits = any(point.concluded is None for _, _, point in places)
        offers = self._brief is not None and not waits
        self._day.set_options([(f"{short_date(day.on)} · {name}", day.id) for day, name in days], self._day.value())
        self._put_on.setVisible(offers and bool(days))
        self._no_days.setVisible(offers and not days)
        self._stands.setVisible(bool(places))

    def _place(self, day: ForumDay, of: Forum, point: AgendaPoint) -> QWidget:
        made = point.concluded
        to = Destination(Place.FORUM, day.id, point.item.id)
        open_ = Button("Se eller ret konklusionen" if made else "Skriv konklusion", icon="pencil")
        open_.clicked.connect(lambda: self._office.go(to))
        state = f" · aflyst: {day.cancelled}" if day.cancelled and made is None else ""
        head = PlainLabel(f"{of.name} {long_date(day.on)}{state}", "body_strong")
        said: list[QWidget] = [Prose(_lines(made), "body")] if made else []
        return box(head, *said, Flow([open_]), spacing=1.5)

    def _put_it_on(self) -> None:
        day = self._day.value()
        if day is None:
            self._day.refuse("Vælg først en dag.")
        elif self._brief is not None:
            put = partial(forum_agenda.put_on, day_id=day, paper_id=self._brief)
            said = Message(MessageKind.SUCCESS, "Arket står på dagsordenen.")
            ask(self._office.work.run(put), self, lambda _: tell(self, said))


def _lines(made: Concluded) -> list[str]:
    """What the forum came to, a line each."""
    said = made.conclusion
    weighed = {True: "ja", False: "nej", None: ""}[said.weighed]
    lines = [
        ", ".join(OUTCOME_WORDS[one] for one in said.outcomes),
        said.words,
        *(f"{one.what}: {one.who}, senest {short_date(one.due_on)}" for one in made.agreements),
        f"Tegn: {said.watch}" if said.watch else "",
        f"Hvis vi ser dem: {said.if_seen}" if said.if_seen else "",
        f"Underretning vurderet: {weighed}. {said.considered}".strip() if weighed else "",
        f"I ser på det igen {long_date(said.next_on)}" if said.next_on else "",
    ]
    return [line for line in lines if line]
