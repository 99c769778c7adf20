"""What one should know before one reads or writes a plan: where, who holds it, and what a colleague wrote meanwhile."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.older import Newest
from opspor.desktop.pages.where import where_choice
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    box,
)
from opspor.documents.document import Block, block_text
from opspor.documents.plan_paper import plan_parts
from opspor.domain.clock import moment_in_words
from opspor.domain.ids import Id
from opspor.domain.planning import Standing
from opspor.domain.plans import ActionPlan
from opspor.usecases.plans import Holder, PlanSheet

_WARNING = MessageKind.WARNING
_FEW = 2
_INSIDE = (5, 4, 5, 4)


class PlanHead(QWidget):
    """Stands above a plan. ``placed`` carries where a new one is to be written; ``answers`` that one goes to
    say yes or no to the baton; the others whose text goes on."""

    placed = Signal(object)
    keep_mine = Signal()
    use_theirs = Signal()
    answers = Signal()

    def __init__(self, me: Id) -> None:
        super().__init__()
        self._me = me
        self._column = Column(self, spacing=3)
        self._parts: list[QWidget] = []

    def show_sheet(self, sheet: PlanSheet, *, writes: bool) -> None:
        """Says anew what there is to say; nothing when all is as it should be."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        if sheet.current is None and len(sheet.contexts) > 1:
            self._parts.append(where_choice("Hvor gælder planen?", sheet.contexts, sheet.context, self.placed.emit))
        if writes and sheet.is_behind and sheet.current is not None:
            self._parts.append(self._both(sheet, sheet.current))
        if sheet.moved_from:
            moved = f"Barnet gik i {sheet.moved_from}, da planen blev skrevet."
            said_moved = Message(_WARNING, moved, "Ret den, så den passer nu, eller luk den.")
            self._parts.append(MessageLine(said_moved, closable=False))
        if sheet.holder is not None and (said := self._about_holder(sheet.holder)):
            self._parts.append(MessageLine(said, closable=False))
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(self._parts))

    def _both(self, sheet: PlanSheet, theirs: ActionPlan) -> Card:
        began_on = next((version for version in sheet.versions if version.id == sheet.replaces), None)
        card = Card(f"{theirs.author_name} har rettet planen imens", spacing=3)
        card.add(PlainLabel(f"Det nye fra {moment_in_words(theirs.written_at)}. Din egen tekst står i felterne."))
        for line in new_lines(theirs, began_on):
            card.add(PlainLabel(line))
        mine, other = Button("Skriv videre på min tekst"), Button("Brug kollegaens tekst")
        mine.clicked.connect(self.keep_mine)
        other.clicked.connect(self.use_theirs)
        card.add(Flow([mine, other], gap=3))
        return card

    def _about_holder(self, holder: Holder) -> Message | None:
        """What is to be said about who holds the plan; None when all is as it should be."""
        if holder.offered is not None:
            until = f"Indtil der er et ja, har {holder.name} den."
            if holder.offered.to_id == self._me:
                return Message(MessageKind.INFO, "Du er spurgt om stafetten.", until, ("Svar", self.answers.emit))
            return Message(MessageKind.INFO, f"{holder.offered.to_name} er spurgt om stafetten.", until)
        if holder.standing is Standing.LEFT:
            gone = f"{holder.name} arbejder her ikke mere."
            return Message(_WARNING, gone, "Giv stafetten til en, der er her.")
        if holder.standing is Standing.AWAY:
            away = f"{holder.name} arbejder ikke, hvor barnet går nu."
            return Message(_WARNING, away, "Giv stafetten til en, der ser barnet.")
        if holder.refused is not None:
            said = f"»{holder.refused.answer}« {holder.name} har den stadig."
            return Message(MessageKind.INFO, f"{holder.refused.to_name} sagde nej til stafetten.", said)
        return None


def new_lines(now: ActionPlan, before: ActionPlan | None) -> list[str]:
    """What a version says that the one before did not; all of the first one."""
    known = set(_lines(before)) if before else set()
    return [line for line in _lines(now) if line not in known]


def _lines(version: ActionPlan) -> list[str]:
    """A version line by line. Who wrote it stands above them, and who holds it is no part of a version."""
    days, *parts = plan_parts(version, "", ())
    lines = [f"Overskrift: {version.plan.title}", *(line for block in days.blocks for line in _of(block))]
    lines += [f"{part.title}: {line}" for part in parts for block in part.blocks for line in _of(block)]
    return [line for line in lines if not line.startswith(("Skrevet af:", "Stafetten har:"))]


def _of(block: Block) -> list[str]:
    return block_text(block).split("\n")


def versions_card(versions: tuple[ActionPlan, ...]) -> QWidget | None:
    """What stood there before, newest first; None while there is one version only."""
    if len(versions) < 2:
        return None
    card = Card("Sådan har planen stået", flush=True)
    pairs = list(zip(versions, [None, *versions], strict=False))
    makers = [partial(_version, version, before) for version, before in reversed(pairs)]
    card.add(Newest("udgaver", makers, {}, few=_FEW, margins=_INSIDE))
    return card


def _version(version: ActionPlan, before: ActionPlan | None) -> QWidget:
    done = "Skrevet" if before is None else "Lukket" if version.closed_because else "Rettet"
    head = f"{done} {moment_in_words(version.written_at)} af {version.author_name}"
    lines = [PlainLabel(line) for line in new_lines(version, before)]
    return box(PlainLabel(head, "small", "text_2"), *lines, spacing=0.5, margins=_INSIDE)
