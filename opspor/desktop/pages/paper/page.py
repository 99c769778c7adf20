"""Writing the brief or the underretning: sections at the left, the open one in the middle, the paper at the right.

What is missing is said and never locks; written is not sent (design section 11, rules 5 and 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import NOT_KEPT, DraftSaver, resting
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.concern.papers import PAPER_WORDS
from opspor.desktop.pages.paper.editors import SectionEditor
from opspor.desktop.pages.paper.ending import Finished, Gaps
from opspor.desktop.pages.paper.preview import LivePreview
from opspor.desktop.pages.paper.sections import SectionList
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.shortcuts import CHANGE_SECTION
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Column,
    Columns,
    Flow,
    IconMark,
    KeyCap,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Segmented,
    box,
    line_of,
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

_PREVIEW_WIDTH = 96  # u


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
        self._editor: SectionEditor | None = None
        self._ending: Gaps | Finished | None = None
        self._saved = ""
        self._list = SectionList()
        self._list.chosen.connect(self._open_section)
        self.side.addWidget(self._list)
        self._where = PlainLabel("", "body", "text_2")
        self._title_of = PlainLabel("", "question")
        self._middle = QWidget()
        self._column = Column(self._middle, spacing=3)
        self._column.addWidget(box(self._where, self._title_of, spacing=0))
        self._previous = Button("Forrige", Kind.QUIET, icon="arrow-left")
        self._next = Button("Næste afsnit", icon="arrow-right", icon_after=True)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._column.addWidget(line_of(self._next, self._previous, KeyCap(CHANGE_SECTION), spacing=3))
        self._preview = LivePreview(office)
        self._preview.drawn.connect(self._mark_fault)
        self._work = Columns(self._middle, self._preview, width=_PREVIEW_WIDTH)
        self._work.hide()
        self.body.addWidget(self._work)
        self.body.addStretch(1)
        back, on = (QShortcut(QKeySequence(keys), self) for keys in CHANGE_SECTION.keys)
        back.activated.connect(lambda: self._step(-1))
        on.activated.connect(lambda: self._step(1))
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
        sheet = papers.paper_sheet(desk, concerns.open_concern(desk, self._id), self._kind)
        return _Opened(sheet, phone_book(desk.folder, desk.clock().date()), self._drafts.unsaved(self._key))

    def refresh(self, changes: Changes) -> None:
        """Reads again what the paper is made from; what is being written stays."""
        if not isinstance(self._ending, Finished):
            self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        self._preview.stop()
        self._save()
        for part in (self._editor, self._ending):
            if part is not None:
                part.leave()

    def go_inside(self, inside: str) -> bool:
        """Opens a section again."""
        if self._editor is not None and self._editor.section.id != inside:
            self._open_section(inside)
        return self._editor is not None

    def _show(self, opened: _Opened) -> None:
        if self._writing is not None:
            self._writing.read_again(opened.sheet)
            self._preview.touch()
            self._show_checks()
            if self._editor is not None:
                self._editor.refresh()
            return
        self._writing = writing = Writing(opened.sheet)
        if opened.unsaved is not None:
            writing.draft = opened.unsaved
            self._drafts.follow(self._key)
        elif opened.sheet.saved_at is not None:
            self._tell_saved(f"Gemt {time_of_day(opened.sheet.saved_at)}")
        writing.changed.connect(self._changed)
        if self._kind is PaperKind.BRIEF:
            self.set_strip(self._named_or_not(writing))
            self._fit()
        self._show_foot(opened.book)
        intro = message_of(MessageKind.INFO, opened.sheet.form.intro)
        self.side.addSpacing(12)
        self.side.addWidget(MessageLine(intro, closable=False, icon="eye"))
        self.side.addStretch(1)
        self._work.show()
        self._show_checks()
        first = next((c for c in self._checks if c.state is SectionState.MISSING), self._checks[0])
        self._open_section(first.section.id)
        self._preview.set_writing(writing)

    def _named_or_not(self, writing: Writing) -> QWidget:
        choice: Segmented[bool] = Segmented(
            "Med eller uden navn", [("Uden navn", True), ("Med navn", False)], value=writing.draft.anonymous
        )

        def chosen(anonymous: bool) -> None:
            writing.change(anonymous=anonymous)
            if not anonymous:
                self._open_section("sharing_basis")

        choice.chosen.connect(chosen)
        said = PlainLabel("Med navn skal forældrene have sagt ja, eller loven skal tillade det.", "body", "text_2")
        return Flow([choice, said], gap=4)

    def _show_foot(self, book: tuple[PhoneNumber, ...]) -> None:
        number = next((n.phone for n in book if n.key == "municipality" and n.phone), "")
        words = f"Haster det? Ring {number} først" if number else "Haster det? Ring til kommunen først"
        part = line_of(IconMark("phone", "text"), PlainLabel(f"{words}, og skriv bagefter."), stretch=False)
        self.set_foot(part)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)

    # --- sections -------------------------------------------------------------------------------------------------

    def _show_checks(self) -> None:
        assert self._writing is not None  # noqa: S101
        self._checks = self._writing.sheet.checks(self._writing.draft)
        open_ = self._editor.section.id if self._editor is not None else ""
        self._list.show_checks(self._checks, open_, self._faulty)
        gaps = f"{len(self._missing())} mangler" if self._missing() else ""
        self.set_status(" · ".join(filter(None, (self._saved, gaps))), saved=self._saved not in ("", NOT_KEPT))

    def _open_section(self, section_id: str) -> None:
        assert self._writing is not None  # noqa: S101
        self._back_to_writing()
        place = next((i for i, check in enumerate(self._checks) if check.section.id == section_id), 0)
        section = self._checks[place].section
        self.inside = section.id
        if self._editor is not None:
            self._editor.leave()
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = SectionEditor(self._office, self._writing, section)
        self._editor.set_error(self._faulty.get(section.id, ""))
        self._column.insertWidget(1, self._editor)
        self._where.setText(f"Afsnit {place + 1} af {len(self._checks)}")
        self._title_of.setText(section.title)
        self._next.setVisible(place + 1 < len(self._checks))
        self._previous.setVisible(place > 0)
        self._show_checks()
        self.work_area.verticalScrollBar().setValue(0)
        if not self._editor.set_focus():
            (self._next if self._next.isVisible() else self._previous).setFocus()

    def _step(self, by: int) -> None:
        if self._editor is None or isinstance(self._ending, Finished):
            return
        ids = [check.section.id for check in self._checks]
        place = ids.index(self._editor.section.id) + by if self._editor.section.id in ids else 0
        if 0 <= place < len(ids):
            self._open_section(ids[place])

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
        self._drafts.save(self._key, draft, lambda desk: papers.save(desk, concern_id, draft))

    def _tell_saved(self, said: str) -> None:
        self._saved = said
        if self._writing is not None and not isinstance(self._ending, Finished):
            self._show_checks()

    def _missing(self) -> list[SectionCheck]:
        return [check for check in self._checks if check.state is SectionState.MISSING]

    def _mark_fault(self, error: KnownError | None) -> None:
        """A fault that names sections is shown at them."""
        said = str(error) if error is not None else ""
        titles: Mapping[str, str] = {check.section.title: check.section.id for check in self._checks}
        self._faulty = {id_: said for title, id_ in titles.items() if f"»{title}«" in said}
        if error is not None and error.fault in (NO_BASIS, RUN_OUT):
            self._faulty["sharing_basis"] = said
        if self._editor is not None:
            self._editor.set_error(self._faulty.get(self._editor.section.id, ""))
        self._show_checks()

    # --- ending ---------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if isinstance(self._ending, Finished):
            self._ending.go_on()
        elif self._writing is not None and self._missing() and self._ending is None:
            self._show_gaps()
        elif self._writing is not None:
            self._finish()

    def _show_gaps(self) -> None:
        self._save()
        gaps = Gaps(self._missing(), can_be_urgent=self._kind is PaperKind.UNDERRETNING)
        gaps.chosen.connect(self._open_section)
        gaps.urgent.connect(self._finish_urgent)
        gaps.back.connect(self._back_to_writing)
        self._put_ending(gaps)
        self._main.set_words("Gør klar med huller")
        gaps.set_focus()

    def _put_ending(self, ending: Gaps | Finished) -> None:
        if self._ending is not None:
            self._ending.hide()
            self._ending.deleteLater()
        self._ending = ending
        self._work.hide()
        self.body.insertWidget(0, ending)
        self.work_area.verticalScrollBar().setValue(0)

    def _back_to_writing(self) -> None:
        if isinstance(self._ending, Gaps):
            self._ending.hide()
            self._ending.deleteLater()
            self._ending = None
            self._work.show()
            self._main.set_words("Gør klar til at sende" if self._kind is PaperKind.UNDERRETNING else "Gør arket klar")
            if self._editor is not None:
                self._editor.set_focus()

    def _finish_urgent(self) -> None:
        if self._writing is not None:
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
        self._main.setEnabled(True)
        self._preview.stop()
        self.message_line.clear()
        self.show_side(False)
        self.set_status("")
        self.set_title(PAPER_WORDS[self._kind])
        finished = Finished(self._office, self._id, paper_id, self._kind)
        finished.main_changed.connect(self._main.set_words)
        self._put_ending(finished)
        self._main.set_words(finished.main_words)
        self._main.setFocus()
        self.show_message(Message(MessageKind.SUCCESS, "Papiret er klar.", "Det er ikke gemt som fil og ikke sendt."))
