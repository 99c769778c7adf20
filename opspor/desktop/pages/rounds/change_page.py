"""Changing an open round: its last day, and who assesses whom."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.rounds.teams import Room, Teams
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, DateField, Kind, MessageKind, PlainLabel, TextField, message_of
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.domain.rounds import ROUND_ASSESSORS, ROUND_DATES, ROUND_OPENS, Coverage
from opspor.usecases import people, rounds
from opspor.usecases.desk import Desk
from opspor.usecases.people import People


class ChangeRoundPage(FocusPage):
    """The round as it is, to be said anew. Answers stay, whoever comes and goes."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._save = Button("Gem ændringerne", Kind.MAIN)
        super().__init__("Runden", "Ret runden", main=self._save)
        self._office, self._round_id = office, destination.id
        self._keeper: DraftKeeper | None = None
        self._coverage: Coverage | None = None
        self.body.addWidget(
            PlainLabel(
                "Det, der er afleveret, bliver ved med at tælle. Hvor svarene allerede ligger åbne, er det stadig de "
                "samme, der har vurderet barnet.",
                "body", "text_2",
            )
        )  # fmt: skip
        self.closes = DateField("Sidste dag")
        card = Card()
        card.add(self.closes)
        self.body.addWidget(card)
        self.teams = Teams()
        self.teams.reason.hide()  # a reason for all of the round is given when it is opened
        self.body.addWidget(self.teams)
        self.because = TextField(
            "Hvorfor venter I ikke på alle?",
            help_text="Det bliver gemt ved hvert barn, det gælder, og loggen siger, at du åbnede for svarene.",
            lines=2,
        )
        self._opens = Card()  # asked only when the new teams would open a seal
        self._opens.add(self.because)
        self._opens.hide()
        self.body.addWidget(self._opens)
        self.body.addStretch(1)
        self.work_area.set_widest(220)
        self.closes.changed.connect(self._typed)
        self.teams.changed.connect(self._typed)
        self.because.changed.connect(self._typed)
        self._save.clicked.connect(self._write)
        ask(office.work.look(self._look), self, self._show)

    def refresh(self, changes: Changes) -> None:
        """Nothing: what is typed stays as it is."""

    def leave(self) -> None:
        """Saves what was typed last."""
        if self._keeper is not None:
            self._keeper.save()

    def _look(self, desk: Desk) -> tuple[Coverage, People]:
        return rounds.coverage(desk, self._round_id), people.overview(desk)

    def _show(self, found: tuple[Coverage, People]) -> None:
        coverage, everybody = found
        round_ = coverage.round
        self.set_title("Ret runden", round_.name)
        self.closes.set_value(round_.closes_on)
        self.teams.choose(
            {group.group_id: [m.id for m in group.assessors] for group in round_.groups},
            {
                (group.group_id, child): [m.id for m in team]
                for group in round_.groups
                for child, team in group.others.items()
            },
        )
        self.teams.set_rooms(
            [
                Room(
                    group.group_id,
                    group.group_name,
                    tuple(
                        member
                        for member in everybody.staff
                        if member.is_here and (group.group_id in member.groups or member in group.assessors)
                    ),
                    tuple(row.child for row in coverage.children if row.group_id == group.group_id),
                )
                for group in round_.groups
            ]
        )
        self._coverage = coverage
        key = f"round:change:{self._round_id}"
        self._keeper = DraftKeeper(self, self._office.work, key, self._fields, self._fill, status_of(self))
        self.closes.setFocus()

    def _fields(self) -> dict[str, str]:
        closes = self.closes.value()
        return self.teams.fields() | {"closes": closes.isoformat() if closes else "", "because": self.because.text()}

    def _fill(self, fields: Mapping[str, str]) -> None:
        if fields.get("closes"):
            self.closes.set_value(date.fromisoformat(fields["closes"]))
        self.teams.fill(fields)
        if fields.get("because"):
            self.because.set_text(fields["because"])
            self._ask_why()

    def _ask_why(self) -> None:
        self._opens.show()
        QWidget.setTabOrder(self.teams.alone.editor, self.because.editor)  # the boxes are made after it

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _write(self) -> None:
        closes = self.closes.value()
        if self._coverage is None:
            return
        if closes is None:
            if self.closes.complete():
                self.closes.set_error("Skriv den dag, runden slutter.")
            self.closes.setFocus()
            return
        teams = {group.group_id: self.teams.team(group.group_id) for group in self._coverage.round.groups}
        others, alone, because = self.teams.others(), self.teams.why_alone(), self.because.text()
        work = self._office.work.run(
            lambda desk: rounds.change_round(
                desk, self._round_id, closes_on=closes, teams=teams, others=others, alone=alone, because=because
            )
        )
        ask(work, self, self._done, self._refused)

    def _done(self, _: object) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self._office.go(Destination(Place.ROUND, self._round_id))

    def _refused(self, error: KnownError) -> None:
        if error.code == ROUND_DATES.code:
            self.closes.refuse(str(error))
            return
        if error.code == ROUND_OPENS.code:
            self._ask_why()
            self.because.refuse(str(error))
            # its card has its place only when the page has been laid out
            QTimer.singleShot(0, self._opens, lambda: self.work_area.ensureWidgetVisible(self._opens))
            return
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        if error.code == ROUND_ASSESSORS.code:
            self.teams.point_at().setFocus()
