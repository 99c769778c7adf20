"""The minutes, by keyboard alone: who came, a line a point, what was agreed on, and when one meets again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.meeting.agreements import AgreementsCard, WeeksField
from opspor.desktop.pages.meeting.people import CameCard
from opspor.desktop.pages.rounds.words import named_day
from opspor.desktop.widgets import Button, Card, Column, Flow, Kind, PlainLabel, Segmented, TextField, box
from opspor.domain.meeting import Meeting, MeetingKind, wrong_agreement
from opspor.reference.cadences import Proposal
from opspor.usecases.meetings import MeetingSheet, agenda_of

_NETWORK = "Har I set på familiens eget netværk?"


class MinutesForm(QWidget):
    """One page from who came to when one meets again. ``network_wanted`` asks for the network map of the child."""

    changed = Signal()
    network_wanted = Signal()

    def __init__(self, sheet: MeetingSheet, meeting: Meeting, today: date, again: Sequence[Proposal]) -> None:
        super().__init__()
        agenda = meeting.agenda or agenda_of(sheet.forms[meeting.kind])
        self._meeting = replace(meeting, agenda=agenda)

        def start() -> date:
            return meeting.held_on or today

        self.came = CameCard(meeting.participants)
        self._points = Card("Det talte I om", spacing=3)
        help_texts = {section.id: section.help for section in sheet.forms[meeting.kind].section}
        self._notes = [
            TextField(point.title, text=point.note, lines=2, placeholder=help_texts.get(point.id, ""))
            for point in agenda
        ]
        for note in self._notes:
            self._points.add(note)
        child = Card("Barnets syn", spacing=3)
        self._view = TextField("Hvad siger eller viser barnet?", text=meeting.childs_view, lines=2)
        self._part = TextField(
            "Hvordan var barnet med?", text=meeting.childs_part, placeholder="Fx fortalt til far dagen før"
        )
        child.add(self._view)
        child.add(self._part)
        self._network: Segmented[bool] = Segmented(
            _NETWORK, [("Ja", True), ("Nej", False)], value=meeting.network_considered
        )
        self._network_error = PlainLabel("", "small", "danger")
        self._network_error.hide()
        self.agreements = AgreementsCard(meeting.agreements, meeting.participants, start)
        self.next_on = WeeksField("Næste møde", start, value=meeting.next_on)
        column = Column(self, spacing=4)
        for part in (self.came, child, self._points, self._asked_network(), self.agreements, self._end(again)):
            if part is not None:
                column.addWidget(part)
        for field in (*self._notes, self._view, self._part, self.next_on):
            field.changed.connect(self.changed)
        self.came.changed.connect(self.changed)
        self.agreements.changed.connect(self.changed)

    def _asked_network(self) -> Card | None:
        if self._meeting.kind is not MeetingKind.NETWORK:
            return None
        card = Card("Familiens netværk", spacing=2)
        see = Button("Åbn netværkskortet", Kind.QUIET, icon="users-round")
        see.clicked.connect(self.network_wanted)
        card.add(box(PlainLabel(_NETWORK, "body_strong"), self._network, spacing=1.5))
        card.add(self._network_error)
        card.add(Flow([see]))
        self._network.chosen.connect(self._chose_network)
        return card

    def _end(self, again: Sequence[Proposal]) -> Card:
        card = Card("Næste gang", spacing=2)
        card.add(self.next_on)
        buttons = []
        for one in again:
            button = Button(f"{named_day(one.on)} · {one.words}")
            button.clicked.connect(lambda _=False, one=one: self.next_on.set_value(one.on))
            buttons.append(button)
        if buttons:
            card.add(Flow(buttons, gap=2))
        return card

    def _chose_network(self) -> None:
        self._network_error.hide()
        self.changed.emit()

    def meeting(self) -> Meeting:
        """The meeting with what stands here."""
        notes = zip(self._meeting.agenda, self._notes, strict=True)
        return replace(
            self._meeting, participants=self.came.participants(),
            agenda=tuple(replace(point, note=note.text()) for point, note in notes), childs_view=self._view.text(),
            childs_part=self._part.text(), network_considered=self._network.value(),
            agreements=self.agreements.agreements(), next_on=self.next_on.value(),
        )  # fmt: skip

    def complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        if not self.agreements.complete():
            return False
        whole = self.next_on.complete()
        if not whole:
            self.next_on.setFocus()
        return whole

    def refuse(self, code: str, sentence: str) -> bool:
        """Shows beside its field what is missing; False when no field here is about it."""
        match code:
            case "MOEDE-KOM":
                self.came.refuse(sentence)
            case "MOEDE-NETVAERK":
                self._network_error.setText(sentence)
                self._network_error.show()
                self._network.segments[0].setFocus()
            case "MOEDE-NAESTE":
                self.next_on.refuse(sentence)
            case "MOEDE-AFTALE" | "MOEDE-AFTALE-DAG" | "MOEDE-HVEM":
                self.agreements.refuse(wrong_agreement(self.meeting()) or 1, sentence)
            case _:
                return False
        return True
