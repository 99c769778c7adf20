"""Handleplan: read as it stands, written as a new version, closed with a reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import Typing, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.plan.head import PlanHead, versions_card
from opspor.desktop.pages.plan.parts import PlanRead, advice_card
from opspor.desktop.pages.plan.writing import CloseCard, PlanForm
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.recipient import save_for
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    message_of,
)
from opspor.documents.plan_paper import plan_parts
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id, new_id
from opspor.domain.planning import advice
from opspor.domain.plans import Plan, PlanStatus
from opspor.domain.recipient import Recipient
from opspor.usecases import plans
from opspor.usecases.desk import Desk
from opspor.usecases.plans import PlanSheet

_WIDEST = 190  # u: a goal and what makes it good beside it


@dataclass(frozen=True, slots=True)
class _Opened:
    sheet: PlanSheet
    unsaved: Plan | None


class PlanPage(FocusPage):
    """``destination.id`` is the child, ``second`` the plan, or "" for a new one, ``context`` where that is written."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem planen", Kind.MAIN)
        super().__init__("Tilbage", "Handleplan", main=self._main)
        self.work_area.set_widest(_WIDEST)
        self._office, self._child, self._plan = office, destination.id, destination.second or None
        self._context = Context(destination.context) if destination.context else None
        self._sheet: PlanSheet | None = None
        self._writes = self._sure = False
        self._head, self._read = PlanHead(office.work.staff.id), QWidget()
        self._read_column = Column(self._read, spacing=4)
        self._parts: list[QWidget] = []  # of ``_read``
        clock, child = office.work.clock, Destination(Place.CHILD, destination.id)
        self._form = PlanForm(clock().date(), lambda: new_id(clock()), lambda: office.go(child))
        self._close = CloseCard()
        self._ways = self._buttons()
        self._discard = Button("Kassér kladden", Kind.QUIET, icon="undo-2")
        self._discard.clicked.connect(self._throw_away)
        for part in (self._head, self._form, self._read, self._ways, self._close, Flow([self._discard])):
            self.body.addWidget(part)
        self._kept = KeptLine(office)
        self.body.addWidget(self._kept)
        self.body.addStretch(1)
        for part in (self._head, self._form, self._ways, self._close, self._discard, self._main):
            part.hide()
        self._head.placed.connect(self._change_context)
        self._head.keep_mine.connect(self._keep_mine)
        self._head.use_theirs.connect(self._throw_away)
        self._head.answers.connect(lambda: self._go(Place.BATON))
        self._typing: Typing[Plan] = Typing(self, office.work, self._draft)
        self._form.changed.connect(self._touch)
        self._main.clicked.connect(self._act)
        self._close.chosen.connect(self._end)
        self._open()

    # --- reading --------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """On the writer's thread, behind the drafts that are on their way."""
        ask(self._office.work.run(self._load), self, self._show)

    def _load(self, desk: Desk) -> _Opened:
        sheet = plans.sheet(desk, self._child, self._plan, self._context)
        return _Opened(sheet, self._typing.unsaved(sheet.key))

    def refresh(self, changes: Changes) -> None:
        """Reads it again when it was followed up or passed on; what is being written stays."""
        if self._sheet is not None and changes.touches(Changed.PLANS) and not self._writes:
            self._open()

    def leave(self) -> None:
        """What is typed is kept."""
        self._typing.save()
        self._close.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, opened: _Opened) -> None:
        sheet, written = opened.sheet, opened.unsaved or opened.sheet.plan
        first, self._sheet = self._sheet is None, None
        drafted = sheet.saved_at is not None or opened.unsaved is not None
        is_open = sheet.current is None or sheet.current.status is PlanStatus.OPEN
        self._writes = is_open and (self._writes or drafted or sheet.current is None)
        self.set_title("Handleplan" if sheet.current else "Ny handleplan", sheet.child.full_name)
        self._kept.show_child(sheet.child.id)
        self._head.show_sheet(sheet, writes=self._writes)
        if self._writes:  # many fields: whoever reads does not wait for them
            self._form.show_plan(sheet, written)
        self._show_read(sheet, advises=self._writes and drafted)
        self._form.setVisible(self._writes)
        self._ways.setVisible(sheet.current is not None and not self._writes)
        for button in (self._again, self._baton, self._end_it):
            button.setVisible(is_open)
        if self._writes or not is_open:
            self._close.hide()
        elif sheet.current is not None:
            self._close.follow(self._office.work, sheet.current.plan_id, status_of(self))
        self._discard.setVisible(self._writes and drafted)
        self._main.setVisible(is_open)
        self._main.set_words("Gem planen" if self._writes else "Ret planen")
        self._sheet = sheet  # last: filling the fields is not typing
        if self._writes:
            self._typing.shown(sheet.key, sheet.saved_at)
        else:
            self.set_status("")
        if first:
            self.begin()

    def _show_read(self, sheet: PlanSheet, *, advises: bool) -> None:
        """What stands, its versions, and while one writes what could make it better."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        found = advice(sheet.plan, sheet.today, carers=len(sheet.carers)) if advises else ()
        if found:
            self._parts.append(advice_card(found))
        if not self._writes and sheet.current is not None and sheet.holder is not None:
            self._parts.append(PlanRead(plan_parts(sheet.current, sheet.holder.name, sheet.reviews, sheet.next_on)))
        versions = versions_card(sheet.versions)
        self._parts += [versions] if versions else []
        for part in self._parts:
            self._read_column.addWidget(part)

    def _keep_mine(self) -> None:
        if self._sheet is not None and self._sheet.current is not None:
            self._sheet = replace(self._sheet, replaces=self._sheet.current.id)
            self._touch()
            self._typing.save()
            self._head.show_sheet(self._sheet, writes=True)
            said = Message(MessageKind.INFO, "Din tekst gælder, når du gemmer.", "Kollegaens udgave bliver stående.")
            self.show_message(said)

    def _buttons(self) -> QWidget:
        self._again = Button("Følg op", icon="calendar-check")
        self._baton = Button("Giv stafetten videre", icon="send")
        self._print = Button("Gem som PDF", icon="printer")
        self._end_it = Button("Luk planen", Kind.QUIET, icon="x")
        self._again.clicked.connect(lambda: self._go(Place.FOLLOW_UP))
        self._baton.clicked.connect(lambda: self._go(Place.BATON))
        self._print.clicked.connect(self._ask_print)
        self._end_it.clicked.connect(self._close.ask)
        return Flow([self._again, self._baton, self._print, self._end_it], gap=3)

    def _go(self, place: Place) -> None:
        if self._plan is not None:
            self._office.go(Destination(place, self._plan))

    def _change_context(self, context: Context) -> None:
        self._typing.save()
        self._context = context
        self._open()

    # --- writing --------------------------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self._sheet is not None and self._writes:
            self._sure = False
            self._typing.touch()
            self._discard.show()

    def _draft(self) -> tuple[str, Plan, Callable[[Desk], datetime]]:
        assert self._sheet is not None  # noqa: S101  nothing is typed before
        sheet, written = self._sheet, self._form.plan()
        return sheet.key, written, lambda desk: plans.save(desk, sheet, written)

    def _act(self) -> None:
        """The main button: begins to write where one reads, and saves where one writes."""
        if self._sheet is None:
            return
        if not self._writes:
            self._writes = True
            self._open()
        elif self._form.is_complete():
            self._write(self._sheet)

    def _write(self, sheet: PlanSheet) -> None:
        self._typing.save()  # goes first: what is typed is kept also when it is refused
        write = partial(plans.write, sheet=sheet, plan=self._form.plan(), sure=self._sure)
        writing = self._office.work.run(self._typing.recorded(sheet.key, write))
        ask(writing, self, self._written, self._refused)

    def _written(self, plan_id: Id) -> None:
        asked = self._sheet is not None and self._sheet.current is None and self._form.asks(self._office.work.staff.id)
        self._plan, self._writes = plan_id, False
        self.here = Destination(Place.PLAN, self._child, plan_id)
        more = "Din kollega bliver spurgt om stafetten. Indtil da har du den." if asked else ""
        self.show_message(Message(MessageKind.SUCCESS, "Planen er gemt.", more))
        self._open()

    def _refused(self, error: KnownError) -> None:
        if error.code == "PLAN-AENDRET":
            self.show_message(message_of(MessageKind.WARNING, str(error)))
            self._open()
        elif error.code == "PLAN-LANGT":
            message = message_of(MessageKind.WARNING, str(error))
            self.show_message(message._replace(action=("Datoen er rigtig", self._write_sure)))
        elif not self._form.refuse(error) and not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.WARNING, str(error)))

    def _write_sure(self) -> None:
        self._sure = True
        if self._sheet is not None:
            self._write(self._sheet)

    def _throw_away(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._writes = False
        self._typing.drop(sheet.key)
        ask(self._office.work.run(lambda desk: plans.discard(desk, sheet)), self, lambda _: self._thrown(sheet))

    def _thrown(self, sheet: PlanSheet) -> None:
        if sheet.current is None:
            self._office.back()
        else:
            self._open()

    def _end(self, because: str) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.current is not None:
            work = partial(plans.close, plan_id=sheet.current.plan_id, replaces=sheet.current.id, because=because)
            ask(self._office.work.run(work), self, lambda _: self._ended(), self._close.refuse)

    def _ended(self) -> None:
        self._close.drop()
        self.show_message(Message(MessageKind.SUCCESS, "Planen er lukket.", "Den kan stadig læses."))

    def _ask_print(self) -> None:
        if self._sheet is not None and self._sheet.current is not None:
            context = self._sheet.current.context
            save_for(self, self._office.work, self._child, context, "handleplan.pdf", self._save_pdf)

    def _save_pdf(self, target: Path, to: Recipient) -> None:
        if self._plan is not None:
            work = partial(plans.print_plan, plan_id=self._plan, target=target, to=to)
            said = Message(MessageKind.SUCCESS, "Planen er gemt som fil.", "Den sendes ikke af sig selv.")
            ask(self._office.work.run(work), self, lambda _: self.show_message(said))
