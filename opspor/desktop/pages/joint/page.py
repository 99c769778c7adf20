"""The joint assessment: the meeting goes through the children, and agrees on each. Nothing is ever added up."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftSaver, resting, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.joint.agreement import AgreementForm
from opspor.desktop.pages.joint.order import Agenda, Heap
from opspor.desktop.pages.joint.voices import VoicesCard, WrittenCard, voices_of
from opspor.desktop.pages.keys import on_key
from opspor.desktop.pages.rounds.words import listing, when
from opspor.desktop.pages.side_list import SideList
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.shortcuts import CHANGE_CHILD
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
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
from opspor.domain.assessment import FOLLOW_UP_MISSING, REASON_MISSING, TOO_FEW, Agreement
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import age_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.rounds import ChildState, Coverage
from opspor.domain.text import count_of
from opspor.usecases import joint, rounds
from opspor.usecases.desk import Desk
from opspor.usecases.joint import JointTable

_OPEN = (ChildState.READY, ChildState.AGREED)


class JointPage(FocusPage):
    """A meeting about one group of a round. ``destination.second`` is the child to begin with, or "" for the first."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem og vis næste barn", Kind.MAIN)
        super().__init__("Afslut møde", "Fælles vurdering", main=self._main, side=True, meeting=True)
        self._office, self._round_id, self._wanted = office, destination.id, destination.second
        self._coverage: Coverage | None = None
        self._group = NO_ID
        self._agenda = Agenda({}, ())
        self._ready: list[Id] = []  # those who can be talked about, in the order of the class list
        self._unfolded: set[Heap] = set()
        self._child = NO_ID
        self._form: AgreementForm | None = None
        self._content: QWidget | None = None
        self._about = PlainLabel()
        self._unsaved = False
        self.set_foot(PlainLabel("Intet er lagt sammen: resultatet er jeres.", "small", "text_2"))
        self._choose_group: ChoiceField[Id] = ChoiceField("Stue eller klasse", ())
        self._choose_group.hide()
        self._list = SideList("Børn i mødet")
        self.side.addWidget(self._choose_group)
        self.side.addWidget(self._list)
        self.side.addWidget(line_of(KeyCap(CHANGE_CHILD)))
        self.side.addStretch(1)
        self._main.hide()
        self._pause = resting(self, self._save)
        self._drafts: DraftSaver[Agreement] = DraftSaver(self, office.work, status_of(self))
        self._main.clicked.connect(self._agree)
        self._list.opened.connect(self._opened_row)
        self._choose_group.changed.connect(lambda: self._open_group(self._choose_group.value() or NO_ID))
        for key, by in zip(CHANGE_CHILD.keys, (-1, 1), strict=True):
            on_key(self, key, partial(self._change_child, by))
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Reads again only while nobody is ready; a talk that is going on is left alone."""
        if self._coverage is not None and not self._agenda.tables and changes.touches(Changed.OWN_ASSESSMENTS):
            self._read()

    def leave(self) -> None:
        """Saves what was chosen last."""
        self._save()

    # --- which children -------------------------------------------------------------------------------------------

    def _read(self) -> None:
        ask(self._office.work.look(lambda desk: rounds.coverage(desk, self._round_id)), self, self._found)

    def _found(self, coverage: Coverage) -> None:
        self._coverage = coverage
        children = coverage.children
        wanted = [c for c in children if c.child.id == self._wanted] or [c for c in children if c.state in _OPEN]
        groups = [(group.group_name, group.group_id) for group in coverage.round.groups]
        first = wanted[0].group_id if wanted else groups[0][1] if groups else NO_ID
        self._choose_group.set_options(groups, first)
        self._choose_group.setVisible(len(groups) > 1)
        self._open_group(first)

    def _open_group(self, group: Id) -> None:
        """Reads what everybody has answered about the children of a group, one by one: each reading is logged."""
        if self._coverage is None:
            return
        self._save()
        self._group, self._child = group, NO_ID
        rows = [child for child in self._coverage.children if child.group_id == group]
        self._agenda = Agenda({}, [child for child in rows if child.state not in _OPEN])
        who = next((g.assessors for g in self._coverage.round.groups if g.group_id == group), ())
        self.set_title("Fælles vurdering", listing([member.name.split()[0] for member in who]))
        self._ready = [child.child.id for child in rows if child.state in _OPEN]
        if not self._ready:
            self._show_nobody()
            return
        if self._wanted in [child.child.id for child in self._agenda.waiting]:
            self.show_message(message_of(MessageKind.INFO, str(KnownError(TOO_FEW))))
        agreed = {child.child.id for child in rows if child.state is ChildState.AGREED}
        self._fetch(group, sorted(self._ready, key=lambda child: (child != self._wanted, child in agreed)))

    def _fetch(self, group: Id, children: list[Id]) -> None:
        child, *rest = children
        ask(self._office.work.run(partial(self._table, child)), self, lambda table: self._fetched(group, table, rest))

    def _fetched(self, group: Id, table: JointTable, rest: list[Id]) -> None:
        if group != self._group:
            return  # another group was chosen meanwhile
        self._keep(table)
        if rest:
            self._fetch(group, rest)
        wanted = self._wanted if self._wanted in self._ready else NO_ID
        differs = table.joint is None and self._agenda.heap(table) is Heap.DIFFERENT
        if self._child:
            self._show_list()
        elif table.child.id == wanted or (not wanted and differs):
            self._show_child(table.child.id)
        elif not rest:
            self._show_child(self._agenda.next_open(NO_ID) or self._agenda.order[0])

    def _table(self, child: Id, desk: Desk) -> JointTable:
        """On the writer's thread: what everybody has answered, with what was chosen last."""
        table = joint.joint_table(desk, self._round_id, child)
        unsaved = self._drafts.unsaved(self._key(child))
        return table if unsaved is None else replace(table, agreement=unsaved)

    def _key(self, child: Id) -> str:
        return f"joint:{self._round_id}:{child}"

    def _keep(self, table: JointTable) -> None:
        tables = {**self._agenda.tables, table.child.id: table}
        in_order = {child: tables[child] for child in self._ready if child in tables}
        self._agenda = Agenda(in_order, self._agenda.waiting)

    def _opened_row(self, key: object) -> None:
        if isinstance(key, Heap):
            self._unfolded ^= {key}
            self._show_list()
        elif key in self._agenda.tables:
            self._show_child(Id(str(key)))

    def _change_child(self, by: int) -> None:
        order = self._agenda.order
        if self._child in order:
            place = min(max(order.index(self._child) + by, 0), len(order) - 1)
            if order[place] != self._child:
                self._show_child(order[place])

    # --- one child ------------------------------------------------------------------------------------------------

    def _show_nobody(self) -> None:
        missing = sorted({name for child in self._agenda.waiting for name in child.missing})
        button = Button("Til runden")
        button.clicked.connect(lambda: self._office.go(Destination(Place.ROUND, self._round_id)))
        sentence = "Alle, der vurderer et barn, skal aflevere først."
        if missing:
            sentence += f" I venter på {listing(missing).removesuffix('.')}."
        self._form = None
        self._put(EmptyState("hourglass", "Ingen børn er klar endnu", sentence, button))
        self._main.hide()
        self._show_list()

    def _show_child(self, child: Id) -> None:
        self._save()
        self._child = child
        self.here = Destination(Place.JOINT, self._round_id, child)
        table, work = self._agenda.tables[child], self._office.work
        voices = voices_of(table.own)
        factors = {factor.code: factor.text for factor in work.library.position().factor}
        written = WrittenCard(table, voices, factors)
        self._form = AgreementForm(table, voices, work.clock().date())
        self._form.changed.connect(self._changed)
        parts: list[QWidget] = [VoicesCard(table, voices)]
        if not written.is_empty:
            parts.append(written)
        left = box(*parts, self._form.environment, spacing=6)
        self._about = PlainLabel("", "body", "text_2", wrap=False)
        head = Flow([PlainLabel(table.child.short, "title"), self._about], gap=4)
        self._put(box(head, *self._agreed_line(table), Columns(self._form, left, width=89, side_first=True), spacing=4))
        if self._drafts.unsaved(self._key(child)) is not None:
            self._drafts.follow(self._key(child))
        else:
            said = f"Gemt {when(table.saved_at, work.clock())}" if table.saved_at else ""
            self.set_status(said, saved=bool(said))
        self._main.show()
        self.work_area.verticalScrollBar().setValue(0)
        self._show_list()
        segments = self._form.position.segments
        next((segment for segment in segments if segment.isChecked()), segments[0]).setFocus()

    def _agreed_line(self, table: JointTable) -> list[QWidget]:
        if table.joint is None:
            return []
        who = next((member.short for member in table.staff if member.id == table.joint.author_id), "")
        moment = when(table.joint.written_at, self._office.work.clock())
        said = Message(
            MessageKind.INFO,
            f"Aftalt {moment}{f', skrevet ind af {who}' if who else ''}".rstrip(".") + ".",  # "S." has one already
            "Gemmer I igen, gælder det nye, og begge bliver stående.",
        )
        return [MessageLine(said, closable=False)]

    def _put(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.insertWidget(0, content)

    def _show_list(self) -> None:
        self._list.set_entries(self._agenda.entries(self._child, self._unfolded))
        order = self._agenda.order
        if self._child in order:
            born, today = self._agenda.tables[self._child].child.birth_date, self._office.work.clock().date()
            place = f"barn {order.index(self._child) + 1} af {len(self._ready)}"
            self._about.setText(f"{age_in_words(born, today)} · {place}")

    # --- keeping --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._unsaved = True
        if not self._pause.isActive():
            self._pause.start()

    def _save(self) -> None:
        self._pause.stop()
        if self._form is None or not self._unsaved:
            return
        self._unsaved = False
        child, agreement = self._child, self._form.agreement()
        self._keep(replace(self._agenda.tables[child], agreement=agreement, saved_at=self._office.work.clock()))
        self._drafts.save(
            self._key(child), agreement, lambda desk: joint.save_joint(desk, self._round_id, child, agreement)
        )

    def _agree(self) -> None:
        if self._form is None or not self._form.is_complete():
            return
        self._save()
        child, agreement = self._child, self._form.agreement()

        def write(desk: Desk) -> JointTable:
            joint.agree(desk, self._round_id, child, agreement)
            self._drafts.forget(self._key(child))
            return joint.joint_table(desk, self._round_id, child)

        ask(self._office.work.run(write), self, self._agreed, self._refused)

    def _agreed(self, table: JointTable) -> None:
        child = table.child.id
        self._keep(table)
        following = self._agenda.next_open(child)
        way_back = ("Ret den", lambda: self._show_child(child))
        if following is not None:
            self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Den fælles vurdering er skrevet ind.", way_back))
            self._show_child(following)
            return
        matrix = ("Vis matrixen", lambda: self._office.go(Destination(Place.MATRIX, self._round_id)))
        everybody = count_of(len(self._agenda.order), "barn", "børn")
        self.show_message(
            Message(MessageKind.SUCCESS, "Gemt.", f"I har talt om alle, der er klar: {everybody}.", matrix)
        )
        self._show_child(child)

    def _refused(self, error: KnownError) -> None:
        if self._form is None:
            return
        fields = {REASON_MISSING.code: self._form.reason, FOLLOW_UP_MISSING.code: self._form.follow_up.day}
        field = fields.get(error.code)
        if field is None:
            self.show_message(message_of(MessageKind.DANGER, str(error)))
            axis = self._form.trivsel if self._form.position.value() else self._form.position
            axis.segments[0].setFocus()
            self.work_area.ensureWidgetVisible(axis)  # it may have the focus already and stand above
        else:
            field.refuse(str(error))
            self.work_area.ensureWidgetVisible(field)
