"""The joint assessment: the meeting goes through the children, and agrees on each. Nothing is ever added up."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.help.why import DISAGREEMENT, why
from opspor.desktop.pages.joint.agreement import AgreementForm
from opspor.desktop.pages.joint.meeting import Meeting
from opspor.desktop.pages.joint.one_key import OneKeyCard, WhoKnowsCard
from opspor.desktop.pages.joint.order import Heap, Spot, spot_of
from opspor.desktop.pages.joint.talk import ChildCard, FrameCard, ParentsCard
from opspor.desktop.pages.joint.voices import VoicesCard, WrittenCard, voices_of
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.rounds.words import listing, when
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.shortcuts import ALL_AGREE, CHANGE_CHILD
from opspor.desktop.spoken import group
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    CheckBox,
    ChoiceField,
    Columns,
    EmptyState,
    Flow,
    KeyCap,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    box,
    line_of,
    message_of,
)
from opspor.domain.assessment import Agreement, FollowUpKind
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import age_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.joint import TALKED_MISSING, all_well
from opspor.domain.text import count_of
from opspor.usecases import joint
from opspor.usecases.desk import Desk
from opspor.usecases.joint import JointTable


class JointPage(FocusPage):
    """A meeting about one group of a round. ``destination.second`` is the child to begin with, or "" for the first."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem og vis næste barn", Kind.MAIN)
        super().__init__("Afslut møde", "Fælles vurdering", main=self._main, side=True, meeting=True)
        self._office = office
        self._pause = resting(self, self._save)
        self._drafts: DraftSaver[Agreement] = DraftSaver(self, office.work, status_of(self))
        self._meeting = Meeting(self, office, destination, self._drafts)
        self._unfolded: set[Heap] = set()
        self._spot: Spot | None = None
        self._opened: dict[Spot, datetime] = {}  # since when each child is talked about in this meeting
        self._sitting: tuple[Id, ...] = ()  # who took part in the talk about the child before
        self._form: AgreementForm | None = None
        self._content: QWidget | None = None
        self._about = PlainLabel()
        self._unsaved = False
        self.set_foot(PlainLabel("Intet er lagt sammen: resultatet er jeres.", "small", "text_2"))
        self._choose_group: ChoiceField[Id] = ChoiceField("Stue eller klasse", ())
        self._choose_group.hide()
        self._least_known = CheckBox("Dem, vi kender mindst, først")
        self._list = SideList("Børn i mødet")
        for part in (
            box(self._choose_group, self._least_known, spacing=2, margins=(3, 0, 3, 2)),  # in line with the names
            self._list,
            box(line_of(KeyCap(CHANGE_CHILD)), margins=(3, 0, 3, 0)),
        ):
            self.side.addWidget(part)
        self.side.addStretch(1)
        self.body.addStretch(1)  # on a tall screen nothing is pulled apart
        self._main.hide()
        self._main.clicked.connect(self._agree)
        self._list.opened.connect(self._opened_row)
        self._choose_group.changed.connect(lambda: self._open_group(self._choose_group.value() or NO_ID))
        self._least_known.toggled.connect(self._read)
        for key, by in zip(CHANGE_CHILD.keys, (-1, 1), strict=True):
            on_key(self, key, partial(self._change_child, by))
        for key in ALL_AGREE.keys:
            on_key(self, key, self._agree_in_one_key)
        self._meeting.groups_found.connect(self._show_groups)
        self._meeting.group_opened.connect(self._forget_child)
        self._meeting.begun.connect(self._show_child)
        self._meeting.listed.connect(self._show_list_here)
        self._meeting.nobody.connect(self._show_nobody)
        self._meeting.told.connect(lambda words: self.show_message(message_of(MessageKind.INFO, words)))
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Reads again only while nobody is ready; a talk that is going on is left alone."""
        if self._meeting.is_empty and changes.touches(Changed.OWN_ASSESSMENTS):
            self._read()

    def leave(self) -> None:
        """Saves what was chosen last."""
        self._save()

    # --- which children -------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._save()
        self._meeting.read(least_known=self._least_known.isChecked(), here=self._spot)

    def _open_group(self, group: Id) -> None:
        self._save()
        self._meeting.open_group(group)

    def _show_groups(self) -> None:
        groups = self._meeting.groups
        self._choose_group.set_options(groups, self._meeting.group)
        self._choose_group.setVisible(len(groups) > 1)

    def _forget_child(self) -> None:
        self._save()
        self._spot = None
        self.set_title("Fælles vurdering", self._meeting.assessors)

    def _opened_row(self, key: object) -> None:
        if isinstance(key, Heap):
            self._unfolded ^= {key}
            self._show_list()
        elif isinstance(key, tuple) and key in self._meeting.agenda.tables:
            self._show_child(key)

    def _change_child(self, by: int) -> None:
        order = self._meeting.agenda.order
        if self._spot in order:
            place = min(max(order.index(self._spot) + by, 0), len(order) - 1)
            if order[place] != self._spot:
                self._show_child(order[place])

    # --- one child ------------------------------------------------------------------------------------------------

    def _show_nobody(self) -> None:
        missing = sorted({name for child in self._meeting.agenda.waiting for name in child.missing})
        button = Button("Til runden")
        button.clicked.connect(lambda: self._office.go(Destination(Place.ROUND, self._meeting.round_id)))
        sentence = "Alle, der vurderer et barn, skal aflevere først."
        if missing:
            sentence += f" I venter på {listing(missing).removesuffix('.')}."
        self._form = None
        self._put(EmptyState("hourglass", "Ingen børn er klar endnu", sentence, button))
        self._main.hide()
        self._show_list()
        button.setFocus()

    def _show_child(self, spot: Spot) -> None:
        self._save()
        self._spot = spot
        self.here = Destination(Place.JOINT, self._meeting.round_id, *spot)
        table, work = self._meeting.agenda.tables[spot], self._office.work
        opened = self._opened.setdefault(spot, work.clock())
        voices = voices_of(table.own)
        frame = FrameCard(self._meeting.frame, table.agreement)
        parents = ParentsCard(table.carers, table.agreement, self._to_child(spot))
        self._form = AgreementForm(
            table, voices, frame, parents, me=work.staff.id, sitting=self._sitting, opened=opened, clock=work.clock
        )
        self._form.changed.connect(self._changed)
        written = WrittenCard(table, voices)
        parts: list[QWidget] = [VoicesCard(table, voices)]
        if not written.is_empty:
            parts.append(written)
        parts.append(Flow([why(self._office, DISAGREEMENT)]))
        talk = box(*parts, frame, ChildCard(table, self._to_child(spot)), parents, spacing=6)
        agree = box(*self._all_well(spot, table), self._form, spacing=6)
        self._about = PlainLabel("", "body", "text_2", wrap=False)
        head = Flow([PlainLabel(self._meeting.agenda.names[spot], "title"), self._about], gap=4)
        whole = box(head, *self._agreed_line(table), Columns(talk, agree, width=89), spacing=4)
        self._put(group(self._meeting.agenda.names[spot], whole))
        if self._drafts.unsaved(self._meeting.key(spot)) is not None:
            self._drafts.follow(self._meeting.key(spot))
        else:
            said = f"Gemt {when(table.saved_at, work.clock())}" if table.saved_at else ""
            self.set_status(said, saved=bool(said))
        self._main.show()
        self.work_area.verticalScrollBar().setValue(0)
        self._show_list_here()
        segments = self._form.position.segments
        next((segment for segment in segments if segment.isChecked()), segments[0]).setFocus()

    def _to_child(self, spot: Spot) -> Button:
        button = Button("Til barnets side")
        button.clicked.connect(lambda: self._office.go(Destination(Place.CHILD, spot[0])))
        return button

    def _all_well(self, spot: Spot, table: JointTable) -> list[QWidget]:
        """What stands over the form where everybody saw that all is well, until the team has agreed."""
        if table.joint is not None or not all_well(table.own):
            return []
        if table.hindrance:
            return [WhoKnowsCard(table.hindrance, self._to_child(spot))]
        sitting = [member.name.split()[0] for member in table.staff if member.id in self._sitting]
        return [OneKeyCard(self._agree_in_one_key, sitting)]

    def _agreed_line(self, table: JointTable) -> list[QWidget]:
        if table.joint is None:
            return []
        who = next((member.short for member in table.staff if member.id == table.joint.author_id), "")
        moment = when(table.joint.written_at, self._office.work.clock())
        focus = Destination(Place.FOCUS, table.child.id, NO_ID, table.context.value)
        wanted = FollowUpKind.FOCUS_POINT in table.joint.agreement.follow_up
        said = Message(
            MessageKind.INFO,
            f"Aftalt {moment}{f', skrevet ind af {who}' if who else ''}".rstrip(".") + ".",  # "S." has one already
            "Gemmer I igen, gælder det nye, og begge bliver stående.",
            ("Skriv et fokuspunkt", lambda: self._office.go(focus)) if wanted else None,
        )
        return [MessageLine(said, closable=False)]

    def _put(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.insertWidget(0, content)

    def _show_list(self) -> None:
        self._list.set_entries(self._meeting.agenda.entries(self._spot, self._unfolded))
        order = self._meeting.agenda.order
        if self._spot in order:
            born, today = self._meeting.agenda.tables[self._spot].child.birth_date, self._office.work.clock().date()
            place = f"barn {order.index(self._spot) + 1} af {len(self._meeting.ready)}"
            self._about.setText(f"{age_in_words(born, today)} · {place}")
            if self._content is not None:
                self._content.setAccessibleDescription(self._about.text())

    def _show_list_here(self) -> None:
        """Shows the list, scrolled to the child one is at. Below the work, at 200 %, it stays where it is."""
        self._show_list()
        QTimer.singleShot(0, self._list, self._reveal)

    def _reveal(self) -> None:
        if self._beside and (row := self._list.current) is not None:
            self._side_scroll.ensureWidgetVisible(row)

    # --- keeping --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._unsaved = True
        if not self._pause.isActive():
            self._pause.start()

    def _save(self) -> None:
        self._pause.stop()
        if self._form is None or self._spot is None or not self._unsaved:
            return
        self._unsaved = False
        spot, agreement = self._spot, self._form.agreement()
        self._meeting.keep(
            replace(self._meeting.agenda.tables[spot], agreement=agreement, saved_at=self._office.work.clock())
        )
        self._drafts.save(
            self._meeting.key(spot),
            agreement,
            lambda desk: joint.save_joint(desk, self._meeting.round_id, spot[0], agreement),
        )

    def _agree_in_one_key(self) -> None:
        table = self._meeting.agenda.tables.get(self._spot) if self._spot else None
        if self._form is None or table is None or table.joint or table.hindrance or not all_well(table.own):
            return
        if not self._form.choose_well(self._sitting):
            said = "I har valgt noget andet for barnet. Gem det med »Gem og vis næste barn«, eller ret det."
            self.show_message(Message(MessageKind.INFO, "Intet er ændret.", said))
        elif not self._form.talk.chosen():
            self._refused(KnownError(TALKED_MISSING))
        else:
            self._agree()

    def _agree(self) -> None:
        if self._form is None or self._spot is None or not self._form.is_complete():
            return
        self._save()
        spot, agreement = self._spot, self._form.agreement()

        def write(desk: Desk) -> JointTable:
            joint.agree(desk, self._meeting.round_id, spot[0], agreement)
            self._drafts.forget(self._meeting.key(spot))
            return self._meeting.table(spot, desk)

        ask(self._office.work.run(write), self, self._agreed, self._refused)

    def _agreed(self, table: JointTable) -> None:
        spot = spot_of(table)
        self._meeting.keep(table)
        self._sitting = table.agreement.participants
        following = self._meeting.agenda.next_open(spot)
        way_back = ("Ret den", lambda: self._show_child(spot))
        if following is not None:
            self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Den fælles vurdering er skrevet ind.", way_back))
            self._show_child(following)
            return
        matrix = ("Vis matrixen", lambda: self._office.go(Destination(Place.MATRIX, self._meeting.round_id)))
        everybody = count_of(len(self._meeting.agenda.order), "barn", "børn")
        self.show_message(
            Message(MessageKind.SUCCESS, "Gemt.", f"I har talt om alle, der er klar: {everybody}.", matrix)
        )
        self._show_child(spot)

    def _refused(self, error: KnownError) -> None:
        if self._form is None:
            return
        field = self._form.refuse(error)
        if field is None:
            self.show_message(message_of(MessageKind.DANGER, str(error)))
            field = self._form.trivsel if self._form.position.value() else self._form.position
            field.segments[0].setFocus()
        self.work_area.ensureWidgetVisible(field)  # it may have the focus already and stand above
