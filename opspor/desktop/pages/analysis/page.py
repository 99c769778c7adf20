"""Analyse før vi handler: the questions of the form, and what goes along to a focus point or a plan."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import Typing
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.child.facts import help_card
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Columns,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    message_of,
)
from opspor.domain.assessment import CONTEXT_PLACES, Context
from opspor.domain.changes import Changes
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.plans import Analysis
from opspor.usecases import analyses
from opspor.usecases.analyses import AnalysisSheet
from opspor.usecases.desk import Desk

_SIDE = 76  # u

_Begin = Callable[[Desk, Analysis, Collection[str]], object]


@dataclass(frozen=True, slots=True)
class _Opened:
    sheet: AnalysisSheet
    unsaved: Mapping[str, str] | None


class AnalysisPage(FocusPage):
    """``destination.id`` is the child, ``second`` the analysis or none for a new one, ``context`` where it is seen."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem analysen", Kind.MAIN)
        super().__init__("Tilbage", "Analyse før vi handler", main=self._main)
        self._office, self._child, self._analysis = office, destination.id, destination.second or None
        self._context = Context(destination.context) if destination.context else None
        self._sheet: AnalysisSheet | None = None
        self._fields: dict[str, TextField] = {}
        self._typing: Typing[Mapping[str, str]] = Typing(self, office.work, self._draft)
        self._main.hide()  # until there is something to save
        self._main.clicked.connect(self._write)
        ask(office.work.run(self._read), self, self._show)

    def _read(self, desk: Desk) -> _Opened:
        """On the writer's thread, behind the drafts that are on their way."""
        sheet = analyses.sheet(desk, self._child, context=self._context, analysis_id=self._analysis)
        return _Opened(sheet, self._typing.unsaved(sheet.key))

    def refresh(self, changes: Changes) -> None:
        """What is being written stays as it is."""

    def leave(self) -> None:
        """What is typed is kept."""
        self._typing.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, opened: _Opened) -> None:
        sheet = opened.sheet
        written = opened.unsaved if opened.unsaved is not None else sheet.texts
        self.set_title(sheet.form.title, f"{sheet.child.full_name} {CONTEXT_PLACES[sheet.context]}")
        questions = QWidget()
        column = Column(questions, spacing=5)
        column.addWidget(PlainLabel(sheet.form.intro, "lead"))
        card = Card()
        for section in sheet.form.section:
            field = TextField(section.title, help_text=section.help, text=written.get(section.id, ""), lines=2)
            field.changed.connect(self._touch)
            self._fields[section.id] = field
            card.add(field)
        column.addWidget(card)
        if sheet.analysis is not None:
            self._main.set_words("Gem ændringerne")
            column.addWidget(self._onward(sheet, sheet.analysis))
        self.body.addWidget(Columns(questions, help_card(sheet.help_given), width=_SIDE))
        self.body.addStretch(1)
        self._main.show()
        self._sheet = sheet
        self._typing.shown(sheet.key, sheet.saved_at)
        next(iter(self._fields.values())).setFocus()

    # --- going on -------------------------------------------------------------------------------------------------

    def _onward(self, sheet: AnalysisSheet, analysis: Analysis) -> Card:
        """What stands in the record may go along; nothing is ticked beforehand."""
        card = Card("Gå videre med det", spacing=2)
        when = f"Skrevet {long_date(analysis.written_at.date())} af {analysis.author_name}."
        card.add(PlainLabel(f"{when} Sæt hak ved det, du vil tage med. Du kan rette det bagefter.", "body", "text_2"))
        ticks = {}
        for section in sheet.form.section:
            if analysis.texts.get(section.id):
                tick = ticks[section.id] = CheckBox(f"Tag med: {section.title}")
                card.add(tick)
        point, plan = Button("Begynd et fokuspunkt", icon="target"), Button("Begynd en handleplan", icon="list-checks")

        def go(begin: _Begin, place: Place) -> None:
            self._begin(begin, analysis, [key for key, tick in ticks.items() if tick.isChecked()], place)

        point.clicked.connect(lambda: go(analyses.begin_focus, Place.FOCUS))
        plan.clicked.connect(lambda: go(analyses.begin_plan, Place.PLAN))
        card.add(Flow([point, plan], gap=3))
        return card

    def _begin(self, begin: _Begin, analysis: Analysis, ticked: list[str], place: Place) -> None:
        to = Destination(place, self._child, NO_ID, analysis.context.value)
        begun = self._office.work.run(lambda desk: begin(desk, analysis, ticked))
        ask(begun, self, lambda _: self._office.go(to))

    # --- writing --------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        return {section: field.text() for section, field in self._fields.items()}

    def _touch(self) -> None:
        if self._sheet is not None:
            self._typing.touch()

    def _draft(self) -> tuple[str, Mapping[str, str], Callable[[Desk], datetime]]:
        assert self._sheet is not None  # noqa: S101  nothing is typed before
        sheet, texts = self._sheet, self._texts()
        return sheet.key, texts, lambda desk: analyses.save(desk, sheet, texts)

    def _write(self) -> None:
        if self._sheet is None:
            return
        self._typing.save()  # goes first: what is typed is kept also when it is refused
        write = self._typing.recorded(self._sheet.key, partial(analyses.write, sheet=self._sheet, texts=self._texts()))
        ask(self._office.work.run(write), self, self._written, self._refused)

    def _written(self, analysis: Id) -> None:
        """On to the same page, where it can be taken along."""
        self._office.go(Destination(Place.ANALYSIS, self._child, analysis))

    def _refused(self, error: KnownError) -> None:
        if error.code == "ANALYSE-TOM":
            next(iter(self._fields.values())).refuse(str(error))
        elif not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.WARNING, str(error)))
