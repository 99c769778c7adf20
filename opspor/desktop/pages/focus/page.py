"""Fokuspunkt: one page to write it, to read it and to change it. What is changed is a new version, and all stay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.focus.form import FocusForm
from opspor.desktop.pages.focus.history import versions_card
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.pages.where import where_choice
from opspor.desktop.recipient import save_for
from opspor.desktop.route import GROUP, Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Flow,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    box,
    message_of,
)
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.people import StaffMember
from opspor.domain.plans import Focus, PlanStatus, many_open
from opspor.domain.recipient import HOUSE, Recipient
from opspor.domain.work_days import WorkDays
from opspor.usecases import focus, work_days
from opspor.usecases.desk import Desk
from opspor.usecases.focus import FocusSheet

_WIDEST = 170  # u


@dataclass(frozen=True, slots=True)
class _Opened:
    sheet: FocusSheet
    days: WorkDays
    unsaved: Focus | None


class FocusPointPage(FocusPage):
    """``destination.id`` is the child, or the group where ``context`` is GROUP; ``second`` the point, or a new one."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem fokuspunktet", Kind.MAIN)
        super().__init__("Tilbage", "Fokuspunkt", main=self._main)
        self.work_area.set_widest(_WIDEST)
        self._office, self._about, self._point = office, destination.id, destination.second or None
        self._of_group = destination.context == GROUP
        given = destination.context
        self._context = Context(given) if given and not self._of_group else None
        self._sheet: FocusSheet | None = None
        self._form = FocusForm(office.work.clock().date())
        self._form.hide()
        self._main.hide()  # until there is something to save
        self._head: QWidget | None = None
        self._versions: QWidget | None = None
        self.body.addWidget(self._form)
        self._print = Button("Gem som PDF", Kind.QUIET, icon="printer")
        self._again = Button("Følg op eller afslut", icon="calendar-check")
        self._discard = Button("Kassér kladden", Kind.QUIET, icon="undo-2")
        self._ways = Flow([self._again, self._print, self._discard], gap=3)
        self._ways.hide()
        self.body.addWidget(self._ways)
        self._kept = KeptLine(office)
        self.body.addWidget(self._kept)
        self.body.addStretch(1)
        self._typing: Typing[Focus] = Typing(self, office.work, self._draft)
        self._form.changed.connect(self._touch)
        self._main.clicked.connect(self._write)
        self._print.clicked.connect(self._ask_print)
        self._again.clicked.connect(self._follow_up)
        self._discard.clicked.connect(self._throw_away)
        self._open()

    # --- reading --------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """On the writer's thread, behind the drafts that are on their way."""
        ask(self._office.work.run(self._read), self, self._show)

    def _read(self, desk: Desk) -> _Opened:
        of_child = None if self._of_group or self._point else self._about
        of_group = self._about if self._of_group and not self._point else None
        sheet = focus.sheet(desk, child_id=of_child, group_id=of_group, context=self._context, point_id=self._point)
        return _Opened(sheet, work_days.days(desk), self._typing.unsaved(sheet.key))

    def refresh(self, changes: Changes) -> None:
        """Reads it again when it was followed up; what is being typed stays."""
        if self._sheet is not None and changes.touches(Changed.PLANS) and not self._typing.waits:
            self._open()

    def leave(self) -> None:
        """What is typed is kept."""
        self._typing.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, opened: _Opened) -> None:
        sheet, written = opened.sheet, opened.unsaved or opened.sheet.focus
        first, self._sheet = self._sheet is None, None
        about = sheet.child.full_name if sheet.child else f"Hele {sheet.group.name}" if sheet.group else ""
        self.set_title("Fokuspunkt" if sheet.point else "Nyt fokuspunkt", about)
        if sheet.child is not None:
            self._kept.show_child(sheet.child.id)
        self._show_head(sheet)
        for part in (self._form.texts["childs_view"], self._form.involvement):
            part.setVisible(sheet.child is not None)
        self._form.involvement.show_cell(sheet.cell)
        self._form.show_focus(written, sheet.staff, _gone(sheet, written), opened.days)
        if sheet.point is not None and sheet.clashes:
            names = {one.id: one.name for one in sheet.staff}
            self._form.show_clashes(sheet.clashes, sheet.point.focus, sheet.point.author_name, names)
        self._show_versions(sheet)
        closed = sheet.point is not None and sheet.point.status is PlanStatus.CLOSED
        self._main.set_words(
            "Gem, og åbn det igen" if closed else "Gem ændringerne" if sheet.point else "Gem fokuspunktet"
        )
        self._again.setVisible(sheet.point is not None and not closed)
        self._print.setVisible(sheet.point is not None)
        self._discard.setVisible(sheet.saved_at is not None or opened.unsaved is not None)
        self._ways.show()
        self._form.show()
        self._main.show()
        self._sheet = sheet  # last: filling the fields is not typing
        self._typing.shown(sheet.key, sheet.saved_at)
        if first:
            self._form.texts["title"].setFocus()

    def _show_head(self, sheet: FocusSheet) -> None:
        """Where it is written, and what one should know before one writes."""
        parts: list[QWidget] = []
        if sheet.point is None and len(sheet.contexts) > 1:
            parts.append(where_choice("Hvor ser du barnet?", sheet.contexts, sheet.context, self._change_context))
        if sheet.point is not None and sheet.point.status is PlanStatus.CLOSED:
            closed = f"Afsluttet {long_date(sheet.point.written_at.date())}."
            said = Message(MessageKind.INFO, closed, sheet.point.closed_because)
            parts.append(MessageLine(said, closable=False))
        if sheet.agreed is not None:
            round_name, joint = sheet.agreed
            reason = " ".join(filter(None, (joint.agreement.reason, joint.agreement.follow_up_note)))
            said = Message(MessageKind.INFO, f"I aftalte et fokuspunkt i {round_name}.", reason)
            parts.append(MessageLine(said, closable=False))
        if sheet.child is not None and (sheet.point is None or sheet.point.status is PlanStatus.CLOSED):
            many = many_open(sheet.others)
            parts += [MessageLine(message_of(MessageKind.WARNING, many), closable=False)] if many else []
        before, self._head = self._head, box(*parts, spacing=3) if parts else None
        if before is not None:
            before.hide()
            before.deleteLater()
        if self._head is not None:
            self.body.insertWidget(0, self._head)

    def _show_versions(self, sheet: FocusSheet) -> None:
        before, self._versions = self._versions, versions_card(sheet)
        if before is not None:
            before.hide()
            before.deleteLater()
        if self._versions is not None:
            self.body.insertWidget(self.body.indexOf(self._ways), self._versions)

    def _change_context(self, context: Context) -> None:
        self._typing.save()
        self._context = context
        self._open()

    # --- writing --------------------------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self._sheet is not None:
            self._typing.touch()
            self._discard.show()

    def _draft(self) -> tuple[str, Focus, Callable[[Desk], datetime]]:
        assert self._sheet is not None  # noqa: S101  nothing is typed before
        sheet, written = self._sheet, self._form.focus()
        return sheet.key, written, lambda desk: focus.save(desk, sheet, written)

    def _write(self) -> None:
        if self._sheet is None or not self._form.is_complete():
            return
        self._typing.save()  # goes first: what is typed is kept also when it is refused
        write = partial(focus.write, sheet=self._sheet, written=self._form.focus())
        writing = self._office.work.run(self._typing.recorded(self._sheet.key, write))
        ask(writing, self, lambda _: self._office.back(), self._refused)

    def _refused(self, error: KnownError) -> None:
        if self._form.refuse(error.code, str(error)) or refuse_too_long(self, error):
            return
        self.show_message(message_of(MessageKind.WARNING, str(error)))
        if error.fault is focus.CHANGED_MEANWHILE:
            self._open()  # behind the draft, with what the other wrote

    def _throw_away(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            self._typing.drop(sheet.key)
            ask(self._office.work.run(lambda desk: focus.throw_away(desk, sheet)), self, lambda _: self._open())

    def _follow_up(self) -> None:
        if self._sheet is not None and self._sheet.point is not None:
            self._office.go(Destination(Place.FOLLOW_UP, self._sheet.point.point_id))

    def _ask_print(self) -> None:
        if self._sheet is None or self._sheet.point is None:
            return
        child, name = self._sheet.point.child_id, "fokuspunkt.pdf"
        if child is None:  # of a whole group: it tells of no child
            save_pdf_as(self, name, partial(self._save_pdf, to=HOUSE))
        else:
            save_for(self, self._office.work, child, self._sheet.point.context, name, self._save_pdf)

    def _save_pdf(self, target: Path, to: Recipient) -> None:
        if self._sheet is None or self._sheet.point is None:
            return
        point = self._sheet.point.point_id
        done = self._office.work.run(partial(focus.print_point, point_id=point, target=target, to=to))
        said = Message(MessageKind.SUCCESS, "Fokuspunktet er gemt som fil.", "Slet filen, når den er skrevet ud.")
        ask(done, self, lambda _: self.show_message(said))


def _gone(sheet: FocusSheet, written: Focus) -> StaffMember | None:
    """Whoever is named as responsible and cannot see to it any more."""
    named = sheet.responsible
    return named if named and named.id == written.responsible_id and named not in sheet.staff else None
