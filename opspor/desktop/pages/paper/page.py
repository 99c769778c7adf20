"""Writing the brief or the underretning: sections at the left, the open one in the middle, the paper at the right.

What is missing is said and never locks; written is not sent (design section 11, rules 5 and 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from opspor.desktop.drafts import NOT_KEPT, DraftSaver, resting
from opspor.desktop.look import look
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.concern.papers import PAPER_WORDS
from opspor.desktop.pages.paper.beside import Beside
from opspor.desktop.pages.paper.ending import Gaps
from opspor.desktop.pages.paper.leaks import LOOK_FIRST, LeakQuestions, select
from opspor.desktop.pages.paper.pane import SectionPane
from opspor.desktop.pages.paper.said import SUPPLEMENT, missing, named_or_not, orientation, ready_meanwhile, ring_first
from opspor.desktop.pages.paper.sections import SectionList
from opspor.desktop.pages.paper.signs import SignsOfAbuse
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import CHANGE_SECTION, URGENT_NOW
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Columns,
    Kind,
    MessageKind,
    MessageLine,
    box,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import time_of_day
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.paper import PaperDraft, PaperKind
from opspor.domain.sharing import NO_BASIS, RUN_OUT
from opspor.usecases import concerns, papers
from opspor.usecases.desk import Desk
from opspor.usecases.paper_checks import SectionCheck, SectionState
from opspor.usecases.papers import PaperSheet
from opspor.usecases.phone_book import PhoneNumber, phone_book

_BESIDE_WIDTH = 96  # u
_PLACED_MS = 50  # by then what was opened has its place


@dataclass(frozen=True, slots=True)
class _Opened:
    sheet: PaperSheet
    book: tuple[PhoneNumber, ...]
    unsaved: PaperDraft | None


class PaperPage(FocusPage):
    """``destination.place`` says which paper, ``destination.id`` of which concern."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._kind = PaperKind.BRIEF if destination.place is Place.BRIEF else PaperKind.UNDERRETNING
        self._main = Button("Gør klar til at sende", Kind.MAIN)
        super().__init__("Bekymring", f"{PAPER_WORDS[self._kind]} · kladde", main=self._main, side=True)
        if self._kind is PaperKind.BRIEF:
            self._main.set_words("Gør arket klar")
        self._office, self._id = office, destination.id
        self._writing: Writing | None = None
        self._checks: tuple[SectionCheck, ...] = ()
        self._faulty: dict[str, str] = {}  # section id: what is wrong
        self._ending: Gaps | None = None
        self._saved = ""
        self._list = SectionList()
        self._list.chosen.connect(self._open_section)
        self.side.addWidget(self._list)
        self._pane = SectionPane(office)
        self._pane.stepped.connect(self._step)
        self._aside = Beside(office)
        self._aside.chosen.connect(self._open_section)
        self._preview = self._aside.preview
        self._preview.drawn.connect(self._mark_fault)
        self._leaks = LeakQuestions(office)
        self._leaks.mend.connect(self._mend)
        self._signs = SignsOfAbuse()
        self._signs.beredskab.connect(self.beredskab_requested)
        self._signs.stopped.connect(self._stopped)
        self._orientation = MessageLine(closable=False)
        self._work = Columns(self._pane, box(self._orientation, self._leaks, self._aside), width=_BESIDE_WIDTH)
        self._work.hide()
        self.body.addWidget(self._signs)
        self.body.addWidget(self._work)
        self.body.addStretch(1)
        back, on = (QShortcut(QKeySequence(keys), self) for keys in CHANGE_SECTION.keys)
        back.activated.connect(lambda: self._step(-1))
        on.activated.connect(lambda: self._step(1))
        if self._kind is PaperKind.UNDERRETNING:
            QShortcut(QKeySequence(URGENT_NOW.keys[0]), self).activated.connect(self._finish_urgent)
        self._main.clicked.connect(self._go_on)
        self._timer = resting(self, self._save)
        self._drafts: DraftSaver[PaperDraft] = DraftSaver(self, office.work, self._tell_saved)
        self._key = f"{self._kind}:{self._id}"
        self._typed = False
        self._reading = Reading(
            self,
            lambda: office.work.run(self._read),
            self._show,
            Changed.OBSERVATIONS,
            Changed.CHILDREN,
            Changed.SETTINGS,
            Changed.JOINT_ASSESSMENTS,
        )

    # --- reading --------------------------------------------------------------------------------------------------

    def _read(self, desk: Desk) -> _Opened:
        """On the writer's thread."""
        try:
            file = concerns.open_concern(desk, self._id)
        except KnownError as error:
            if error.fault is concerns.NO_SUCH_CONCERN and self._writing is not None:
                raise KnownError(papers.GONE_MEANWHILE) from None
            raise
        sheet = papers.paper_sheet(desk, file, self._kind)
        return _Opened(sheet, phone_book(desk.folder, desk.clock().date()), self._drafts.unsaved(self._key))

    def refresh(self, changes: Changes) -> None:
        """Reads again what the paper is made from; what is being written stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        self._preview.stop()
        self._leaks.stop()
        self._save()
        self._pane.leave()

    def go_inside(self, inside: str) -> bool:
        """Opens a section again."""
        if self._pane.section_id not in ("", inside):
            self._open_section(inside)
        return self._pane.editor is not None

    def _show(self, opened: _Opened) -> None:
        if self._writing is not None:
            self._writing.read_again(opened.sheet)
            self._preview.touch()
            self._show_checks()
            self._pane.refresh()
            return
        self._writing = writing = Writing(opened.sheet)
        if (child := opened.sheet.file.child) is not None:
            self.about = child.id
        if opened.unsaved is not None:
            writing.draft = opened.unsaved
            self._drafts.follow(self._key)
        elif opened.sheet.saved_at is not None:
            self._tell_saved(f"Gemt {time_of_day(opened.sheet.saved_at)}")
        writing.changed.connect(self._changed)
        if self._kind is PaperKind.BRIEF:
            self.set_strip(named_or_not(writing, self._open_section))
            self._fit()
        urgent = self._finish_urgent if self._kind is PaperKind.UNDERRETNING else None
        self.set_foot(
            ring_first(opened.book, lambda: self._office.go(Destination(Place.PHONE_SHEET, self._id)), urgent)
        )
        intro = message_of(MessageKind.INFO, opened.sheet.form.intro)
        self.side.addSpacing(look.u(3))
        self.side.addWidget(MessageLine(intro, closable=False, icon="eye"))
        self.side.addStretch(1)
        self._work.show()
        if opened.sheet.ready_meanwhile:
            self.show_message(ready_meanwhile(opened.sheet.ready_meanwhile[0]))
        elif opened.sheet.asked is not None:
            self.show_message(SUPPLEMENT)
        self._show_checks()
        first = next((c for c in self._checks if c.state is SectionState.MISSING), self._checks[0])
        self._open_section(first.section.id)
        self._preview.set_writing(writing)
        if self._kind is PaperKind.BRIEF:
            self._leaks.set_writing(writing)
        self._signs.set_writing(writing)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)

    # --- sections -------------------------------------------------------------------------------------------------

    def _show_checks(self) -> None:
        assert self._writing is not None  # noqa: S101
        self._checks = self._writing.sheet.checks(self._writing.draft, self._checks)
        self._list.show_checks(self._checks, self._pane.section_id, self._faulty)
        if said := orientation(self._writing):
            self._orientation.show_message(message_of(MessageKind.WARNING, said))
        else:
            self._orientation.clear()
        self._aside.show_results(self._writing.sheet.quality(self._writing.draft))
        lacking = len(missing(self._checks))
        gaps = f"{lacking} mangler" if lacking else ""
        self.set_status(" · ".join(filter(None, (self._saved, gaps))), saved=self._saved not in ("", NOT_KEPT))

    def _open_section(self, section_id: str) -> None:
        assert self._writing is not None  # noqa: S101
        self._back_to_writing()
        place = next((i for i, check in enumerate(self._checks) if check.section.id == section_id), 0)
        section_id = self.inside = self._checks[place].section.id
        self._pane.open_section(self._writing, self._checks, place, self._faulty.get(section_id, ""))
        self._show_checks()
        self.work_area.verticalScrollBar().setValue(0)
        self._side_scroll.ensureWidgetVisible(self._list.rows[section_id])
        self._pane.set_focus()
        QTimer.singleShot(_PLACED_MS, self._pane, self._bring_into_sight)  # at 200 % it begins below the edge

    def _bring_into_sight(self) -> None:
        field = self.focusWidget()
        if field is not None and self._pane.isAncestorOf(field):
            self.work_area.ensureWidgetVisible(field)

    def _step(self, by: int) -> None:
        open_, ids = self._pane.section_id, [check.section.id for check in self._checks]
        if not open_ or not self._main.isVisible():
            return
        place = ids.index(open_) + by if open_ in ids else 0
        if 0 <= place < len(ids):
            self._open_section(ids[place])

    def _mend(self, title: str, words: str) -> None:
        """Opens the section in which something must be written in another way."""
        section = next((check.section.id for check in self._checks if check.section.title == title), None)
        if section is not None:
            self._open_section(section)
            assert self._pane.editor is not None  # noqa: S101
            select(self._pane.editor, words)

    # --- typing ---------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._typed = True
        if not self._timer.isActive():
            self._timer.start()
        self._show_checks()

    def _save(self) -> None:
        self._timer.stop()
        if not self._typed or self._writing is None:
            return
        self._typed = False
        concern_id, draft = self._id, self._writing.draft

        def save(desk: Desk) -> datetime:
            try:
                return papers.save(desk, concern_id, draft)
            except KnownError as error:
                if error.fault is papers.GONE_MEANWHILE:
                    self._drafts.forget(self._key)  # it has nowhere to go any more; the page says so when it reads
                raise

        self._drafts.save(self._key, draft, save)

    def _tell_saved(self, said: str) -> None:
        self._saved = said
        if self._writing is not None:
            self._show_checks()

    def _mark_fault(self, error: KnownError | None) -> None:
        """A fault that names sections is shown at them."""
        said = str(error) if error is not None else ""
        titles: Mapping[str, str] = {check.section.title: check.section.id for check in self._checks}
        self._faulty = {id_: said for title, id_ in titles.items() if f"»{title}«" in said}
        if error is not None and error.fault in (NO_BASIS, RUN_OUT):
            self._faulty["sharing_basis"] = said
        self._pane.set_fault(self._faulty.get(self._pane.section_id, ""))
        self._show_checks()

    # --- ending ---------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._writing is not None and missing(self._checks) and self._ending is None:
            self._show_gaps()
        elif self._writing is not None and self._leaks.holds_back():
            self._back_to_writing()
            self._leaks.set_focus()
            self.show_message(LOOK_FIRST)
        elif self._writing is not None:
            self._finish()

    def _show_gaps(self) -> None:
        self._save()
        gaps = Gaps(missing(self._checks), can_be_urgent=self._kind is PaperKind.UNDERRETNING)
        gaps.chosen.connect(self._open_section)
        gaps.urgent.connect(self._finish_urgent)
        gaps.back.connect(self._back_to_writing)
        self._ending = gaps
        self._work.hide()
        self.body.insertWidget(0, gaps)
        self.work_area.verticalScrollBar().setValue(0)
        self._main.set_words("Gør klar med huller")
        gaps.set_focus()

    def _back_to_writing(self) -> None:
        if self._ending is not None:
            self._ending.hide()
            self._ending.deleteLater()
            self._ending = None
            self._work.show()
            self._main.set_words("Gør klar til at sende" if self._kind is PaperKind.UNDERRETNING else "Gør arket klar")
            self._pane.set_focus()

    def _stopped(self, stops: bool) -> None:
        """The question about abuse stands before everything else, or has been answered with no."""
        self._back_to_writing()
        for part in (self._work, self._main):
            part.setVisible(not stops)
        self.show_side(not stops)
        self.show_strips(not stops)
        if not stops:
            self._pane.set_focus()

    def _finish_urgent(self) -> None:
        """One key, with gaps and all: nothing stands in the way in the worst hour (design section 11, rule 6)."""
        if self._writing is not None and self._main.isEnabled():
            self._writing.change(urgent=True)
            self._finish()

    def _finish(self) -> None:
        assert self._writing is not None  # noqa: S101
        self._save()  # goes first: what is typed is kept also when the paper is refused, or the window locks now
        sheet, draft = self._writing.sheet, self._writing.draft
        self._main.setEnabled(False)

        def finish(desk: Desk) -> Id:
            paper_id = papers.finish(desk, sheet, draft)
            self._drafts.forget(self._key)
            return paper_id

        ask(self._office.work.run(finish), self, self._finished, self._refused)

    def _refused(self, error: KnownError) -> None:
        self._main.setEnabled(True)
        self._back_to_writing()
        self._mark_fault(error)
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        if self._faulty:
            self._open_section(next(iter(self._faulty)))

    def _finished(self, paper_id: Id) -> None:
        """On to the paper's own page, from where it leaves the house; back from there leads to the concern."""
        self._preview.stop()
        self._office.back()
        self._office.go(Destination(Place.PAPER, paper_id))
