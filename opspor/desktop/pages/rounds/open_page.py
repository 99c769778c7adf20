"""Opening a round, step by step: who, when, who assesses whom, the parents, and a look at all of it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.rounds.steps import ParentsStep, WhenStep, WhoStep, band_in_words
from opspor.desktop.pages.rounds.teams import Room, Teams
from opspor.desktop.pages.rounds.words import listing
from opspor.desktop.pages.side_list import SideEntry, SideList
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import stops_in
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    EmptyState,
    Field,
    Kind,
    MessageKind,
    PlainLabel,
    announce,
    message_of,
)
from opspor.domain.access import Action, Reach, may, reach
from opspor.domain.assessment import CONTEXT_WORDS
from opspor.domain.changes import Changes
from opspor.domain.child import ChildInList
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, StaffMember
from opspor.domain.rounds import (
    CONTEXT_OF,
    ROUND_ASSESSORS,
    ROUND_DATES,
    ROUND_GROUP_MISSING,
    ROUND_NAME_MISSING,
    Hindrance,
    ReasonKind,
    Round,
    told_apart,
)
from opspor.domain.text import count_of
from opspor.usecases import children, notices, people, rounds
from opspor.usecases.desk import Desk
from opspor.usecases.people import People

_DRAFT = "round:new"
WHO, WHEN, TEAMS, PARENTS, LOOK = range(5)
_STEPS = ("Hvem er med?", "Hvornår?", "Hvem vurderer hvem?", "Ved forældrene det?", "Se efter, og åbn")


class OpenRoundPage(FocusPage):
    """One step at a time, and any step again without loss. What is typed is a draft until the round is open."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._go = Button("Videre", Kind.MAIN)
        super().__init__("Runder", "Åbn en runde", main=self._go, side=True)
        self._office = office
        self._groups: tuple[Group, ...] = ()
        self._staff: tuple[StaffMember, ...] = ()
        self._children: tuple[ChildInList, ...] = ()
        self._keeper: DraftKeeper | None = None  # when the groups are there: the draft says which are ticked
        self._at = WHO
        self._reached = WHO
        self._list = SideList("Trin")
        self._list.opened.connect(self._visit)
        self.side.addWidget(self._list)
        self.side.addStretch(1)
        self._title = PlainLabel(_STEPS[WHO], "question")
        self.body.addWidget(self._title)
        self.who, self.when = WhoStep(), WhenStep(office.work.clock().date())
        invites = reach(office.work.staff, Action.INVITE) is not Reach.NONE
        self.teams = Teams((lambda: office.go(Destination(Place.SETTINGS, Id("staff")))) if invites else None)
        self.parents, self.summary = ParentsStep(office), Card(spacing=3)
        self._facts: list[PlainLabel] = []
        self._parts: tuple[QWidget, ...] = (self.who, self.when, self.teams, self.parents, self.summary)
        steps = QWidget()
        column = Column(steps, spacing=0)
        for part in self._parts:
            part.hide()
            column.addWidget(part)
        self.body.addWidget(steps)
        fetch = Button("Hent liste")
        fetch.clicked.connect(lambda: office.go(Destination(Place.IMPORT)))
        self._no_groups = EmptyState(
            "users-round", "Her er ingen børn endnu", "Hent stuens liste først, så kan du åbne en runde.", fetch
        )
        self._no_groups.hide()
        self.body.addWidget(self._no_groups)
        self.body.addStretch(1)
        self.work_area.set_widest(220)
        self._before = Button("Et trin tilbage", Kind.OUTLINED, icon="arrow-left", tall=True)
        self._before.clicked.connect(lambda: self._visit(self._at - 1))
        self.set_foot(self._before)
        for step in (self.who, self.when, self.teams, self.parents):
            step.changed.connect(self._typed)
        self._go.clicked.connect(self._on)
        ask(office.work.look(_what_is_there), self, self._show)

    def refresh(self, changes: Changes) -> None:
        """Nothing: what is typed stays as it is."""

    def leave(self) -> None:
        """Saves what was typed last."""
        if self._keeper is not None:
            self._keeper.save()

    # --- what is there --------------------------------------------------------------------------------------------

    def _show(self, found: tuple[People, tuple[ChildInList, ...]]) -> None:
        everybody, self._children = found
        self._staff = tuple(member for member in everybody.staff if member.is_here)
        self._groups = tuple(g for g in everybody.groups if may(everybody.me, Action.OPEN_ROUND, groups=[g.id]))
        self.who.set_groups(self._groups)
        self._no_groups.setVisible(not self._groups)
        self._title.setVisible(bool(self._groups))
        self._go.setVisible(bool(self._groups))
        self._keeper = DraftKeeper(self, self._office.work, _DRAFT, self._fields, self._fill, status_of(self))
        if self._groups:
            self._visit(WHO)
        else:
            self._before.hide()
            self.show_side(False)

    def _fields(self) -> dict[str, str]:
        return self.who.fields() | self.when.fields() | self.teams.fields() | self.parents.fields()

    def _fill(self, fields: Mapping[str, str]) -> None:
        for step in (self.who, self.when, self.teams, self.parents):
            step.fill(fields)

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    # --- from step to step ----------------------------------------------------------------------------------------

    def _visit(self, step: int) -> None:
        """Goes to a step; nothing is asked of the one that is left."""
        self._at, self._reached = step, max(step, self._reached)
        if step == WHEN:
            self.when.set_bands(self.who.bands())
        elif step == TEAMS:
            self.teams.set_rooms(self._rooms())
        elif step == PARENTS:
            groups = self.who.chosen()
            ask(self._office.work.look(lambda desk: notices.missing(desk, groups)), self, self._told)
        elif step == LOOK:
            self._look()
        for number, part in enumerate(self._parts):
            part.setVisible(number == step)
        self._title.setText(_STEPS[step])
        self._go.set_words("Åbn runden" if step == LOOK else "Videre")
        self._before.setVisible(step > WHO)
        self._list.set_entries(
            [
                SideEntry(
                    words, number if number <= self._reached and number != step else None,
                    over=f"Trin {number + 1}", done=number < self._reached and number != step, current=number == step,
                )
                for number, words in enumerate(_STEPS)
            ]
        )  # fmt: skip
        self.begin()

    def begin(self) -> None:
        """The focus goes to the first part of the step. Where there is only something to read, Enter goes on."""
        if ready := stops_in(self._parts[self._at], self._no_groups):
            ready[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._go.isHidden():
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on(self) -> None:
        """Asks of this step what the next ones need."""
        if self._at == WHO and not self.who.chosen():
            self._say(ROUND_GROUP_MISSING.sentence)
            self.who.first().setFocus()
        elif self._at == WHEN and (wrong := self.when.wrong()) is not None:
            self._point_at(wrong)
        elif self._at == TEAMS and (room := self.teams.lacking()) is not None:
            self._say(str(KnownError(ROUND_ASSESSORS, group=room.name)))
            self.teams.point_at().setFocus()
        elif self._at == LOOK:
            self._open()
        else:
            self.message_line.hide()
            self._visit(self._at + 1)

    def _told(self, missing: tuple[ChildInList, ...]) -> None:
        wanted = {child.id for room in self._rooms() for child in room.children}
        self.parents.set_missing(tuple(child for child in missing if child.id in wanted))
        if self._at == PARENTS and self._go.hasFocus():
            self.begin()  # what there is to write has come now

    def _rooms(self) -> list[Room]:
        """The chosen groups, with the children of the chosen ages."""
        chosen, opens = self.who.chosen(), self.when.opens.value() or self._office.work.clock().date()
        round_ = Round(Id(""), "", opens, opens, "", (), self.who.bands())
        return [
            Room(
                group.id, group.name, tuple(member for member in self._staff if group.id in member.groups),
                tuple(c for c in self._children if group.id in c.group_ids and round_.takes(c.birth_date)),
            )
            for group in self._groups
            if group.id in chosen
        ]  # fmt: skip

    # --- opening --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Everything that was chosen, in words."""
        rooms = self._rooms()
        self.teams.set_rooms(rooms)
        names = told_apart(member for room in rooms for member in room.staff)
        opens, closes = self.when.opens.value(), self.when.closes.value()
        said = [self.when.name.text() or "Runden har ikke noget navn endnu."]
        if opens and closes:
            said.append(f"Fra {long_date(opens)} til {long_date(closes)}.")
        kinds = {group.id: CONTEXT_WORDS[CONTEXT_OF[group.kind]] for group in self._groups}
        for room in rooms:
            who = listing([names[id_] for id_ in self.teams.team(room.id)]) or "ingen endnu"
            count = count_of(len(room.children), "barn", "børn")
            said.append(f"{room.name}: {count}, som ses i {kinds[room.id]}. De vurderes af {who.rstrip('.')}.")
        if others := self.teams.others():
            said.append(f"{count_of(len(others), 'barn', 'børn')} vurderes af andre.")
        if bands := sorted(self.who.bands()):
            said.append(f"Kun børn på {listing([band_in_words(band) for band in bands])}.")
        if self.parents.missing:
            count = count_of(len(self.parents.missing), "barn", "børn")
            told = "I begynder alligevel." if self.parents.reason.text() else "De venter, til datoen er skrevet."
            said.append(f"For {count} mangler forældrenes dato. {told}")
        for fact in self._facts:
            fact.hide()
            fact.deleteLater()
        self._facts = [PlainLabel(words, "lead" if not number else "body") for number, words in enumerate(said)]
        for fact in self._facts:
            self.summary.add(fact)

    def _open(self) -> None:
        wrong = self.when.wrong()
        opens, closes = self.when.opens.value(), self.when.closes.value()
        if wrong is not None or opens is None or closes is None:
            self._visit(WHEN)
            self._point_at(wrong or self.when.opens)
            return
        kinds = {group.id: CONTEXT_OF[group.kind] for group in self._groups}
        groups = {group: (kinds[group], self.teams.team(group)) for group in self.who.chosen()}
        name, reason, bands = self.when.name.text(), self.teams.reason.text(), self.who.bands()
        others, alone, start = self.teams.others(), self.teams.why_alone(), self.parents.reason.text()

        def work(desk: Desk) -> Id:
            made = rounds.open_round(
                desk, name=name, opens_on=opens, closes_on=closes, groups=groups, one_is_enough_because=reason,
                bands=bands, others=others, alone=alone,
            )  # fmt: skip
            for row in rounds.coverage(desk, made).children if start else ():
                if row.hindrance is Hindrance.NOT_INFORMED:
                    rounds.give_reason(desk, made, row.child.id, row.context, ReasonKind.START, start)
            return made

        ask(self._office.work.run(work), self, self._opened, self._refused)

    def _opened(self, round_id: Id) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self._office.go(Destination(Place.ROUND, round_id))

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {ROUND_NAME_MISSING.code: self.when.name, ROUND_DATES.code: self.when.closes}
        if error.code in fields:
            self._visit(WHEN)
            fields[error.code].set_error(str(error))
            self._point_at(fields[error.code])
        elif error.code == ROUND_ASSESSORS.code:
            self._visit(TEAMS)
            self._say(str(error))
            self.teams.point_at().setFocus()
        else:
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.show_message(message_of(MessageKind.DANGER, sentence))

    def _point_at(self, field: Field) -> None:
        field.setFocus()
        self.work_area.ensureWidgetVisible(field)
        announce(field, field.error)


def _what_is_there(desk: Desk) -> tuple[People, tuple[ChildInList, ...]]:
    return people.overview(desk), children.listed(desk)
