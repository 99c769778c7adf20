"""The fields of a plan, card by card in the order one talks about it, and the card that ends it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.joint.talk import ParentsCard
from opspor.desktop.pages.plan.goals import GoalsEditor
from opspor.desktop.pages.plan.parts import DaysCard, StepCard
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.widgets import Button, Card, Column, Field, Flow, MessageKind, TextField, message_of, tell
from opspor.domain.assessment import Agreement
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import Plan
from opspor.usecases.plans import PlanSheet
from opspor.workplace import Workplace


class PlanForm(QWidget):
    """Shows a plan and gives back what stands there now. ``to_child`` opens the child's page, where parents stand."""

    changed = Signal()

    def __init__(self, today: date, new_id: Callable[[], Id], to_child: Callable[[], object]) -> None:
        super().__init__()
        self._plan, self._to_child = Plan(), to_child
        self._days = DaysCard(today)
        self._goals = GoalsEditor(new_id)
        self._steps = StepCard()
        self._parents: ParentsCard | None = None
        self._child = Card("Barnets eget syn")
        self._view = TextField(
            "Hvad siger eller viser barnet?", help_text="Helst barnets egne ord. Skriv også, hvem der spurgte.", lines=2
        )
        self._child.add(self._view)
        self._column = Column(self, spacing=5)
        for part in (self._days, self._goals, self._steps, self._child):
            self._column.addWidget(part)
        for changing in (self._days, self._goals, self._steps, self._view):
            changing.changed.connect(self._tell)

    def show_plan(self, sheet: PlanSheet, plan: Plan) -> None:
        """Fills the fields."""
        self._plan = plan
        self._days.show_plan(sheet, plan)
        self._goals.show_goals(plan.goals)
        self._steps.show_plan(sheet, plan)
        self._view.set_text(plan.childs_view)
        self._show_parents(sheet, plan)
        self._goals.advise(self.plan())

    def _show_parents(self, sheet: PlanSheet, plan: Plan) -> None:
        before = self._parents
        to_child = Button("Åbn barnets side")
        to_child.clicked.connect(lambda: self._to_child())
        self._parents = ParentsCard(sheet.carers, Agreement(parents=plan.parents), to_child)
        self._parents.changed.connect(self._tell)
        self._column.insertWidget(self._column.indexOf(self._child), self._parents)
        if before is not None:
            before.hide()
            before.deleteLater()

    def plan(self) -> Plan:
        """What is written now."""
        plan = self._steps.put_into(self._days.put_into(self._plan))
        parents = self._parents.views() if self._parents else plan.parents
        return replace(plan, goals=self._goals.goals(), parents=parents, childs_view=self._view.text())

    def asks(self, me: Id) -> bool:
        """Whether a colleague was chosen to hold it."""
        return self.plan().holder_id not in (None, me)

    def is_complete(self) -> bool:
        """False, with an error there, when a day that was begun cannot be read."""
        return self._days.is_complete() and self._goals.is_complete()

    def refuse(self, error: KnownError) -> bool:
        """Shows what is missing where it is written; False for what has no field here."""
        days = self._days
        fields: dict[str, Field] = {
            "PLAN-STAFET": days.holder, "STAFET-HVEM": days.holder, "PLAN-VARIGHED": days.until,
            "PLAN-RAEKKE": days.again.field,
            "PLAN-DATO": days.starts if days.starts.value() is None else days.again.field,
        }  # fmt: skip
        if error.code == "PLAN-MAAL":
            self._goals.refuse(str(error))
            return True
        if error.code in fields:
            fields[error.code].refuse(str(error))
        return error.code in fields

    def _tell(self) -> None:
        self._goals.advise(self.plan())
        self.changed.emit()


class CloseCard(Card):
    """Why a plan is closed: a sentence, and only then. Kept as a draft from the first key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Luk planen", spacing=4)
        self._drafts: DraftKeeper | None = None
        self._why = TextField("Hvorfor lukker I planen, og hvad kom der ud af den?", lines=2)
        end, back = Button("Luk planen nu"), Button("Behold den åben")
        end.clicked.connect(lambda: self.chosen.emit(self._why.text()))
        back.clicked.connect(self.drop)
        self.add(self._why)
        self.add(Flow([end, back], gap=3))

    def follow(self, work: Workplace, plan_id: Id, told: Callable[[str], object]) -> None:
        """Keeps what is typed about this plan, and shows the card where there is a draft."""
        if self._drafts is None:
            key = f"plan_close:{plan_id}"
            self._drafts = DraftKeeper(self, work, key, lambda: {"why": self._why.text()}, self._restore, told)
            self._why.changed.connect(self._drafts.touch)

    def ask(self) -> None:
        """Shows the card with the cursor in it."""
        self.show()
        self._why.editor.setFocus()

    def leave(self) -> None:
        """Keeps what is typed."""
        if self._drafts is not None:
            self._drafts.save()

    def drop(self) -> None:
        """The plan is closed, or stays open: nothing is kept."""
        self._why.set_text("")
        if self._drafts is not None:
            self._drafts.drop()
        self.hide()

    def refuse(self, error: KnownError) -> None:
        """Shows what is missing where it is written."""
        if error.code == "PLAN-GRUND":
            self._why.refuse(str(error))
        elif not refuse_too_long(self, error):
            tell(self, message_of(MessageKind.WARNING, str(error)))

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._why.set_text(fields["why"])
        self.show()
