"""The section that is open: where it stands in the row, its editor, and the way to the ones beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.editors import SectionEditor
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Office
from opspor.desktop.shortcuts import CHANGE_SECTION
from opspor.desktop.widgets import Button, Column, KeyCap, Kind, PlainLabel, box, line_of
from opspor.usecases.paper_checks import SectionCheck


class SectionPane(QWidget):
    """``stepped`` asks for the section before (-1) or after (1)."""

    stepped = Signal(int)
    said_as = "group"

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.editor: SectionEditor | None = None
        self._where = PlainLabel("", "body", "text_2")
        self._title = PlainLabel("", "question")
        self._column = Column(self, spacing=3)
        self._column.addWidget(box(self._where, self._title, spacing=0))
        self._previous = Button("Forrige", Kind.QUIET, icon="arrow-left")
        self._next = Button("Næste afsnit", icon="arrow-right", icon_after=True)
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._column.addWidget(line_of(self._next, self._previous, KeyCap(CHANGE_SECTION), spacing=3))

    @property
    def section_id(self) -> str:
        """Of the open section; "" while none is."""
        return self.editor.section.id if self.editor is not None else ""

    def open_section(self, writing: Writing, checks: Sequence[SectionCheck], place: int, fault: str) -> None:
        """Puts the section at that place of the list in place of the one before."""
        section = checks[place].section
        if self.editor is not None:
            self.editor.leave()
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = SectionEditor(self._office, writing, section)
        self.editor.set_error(fault)
        self._column.insertWidget(1, self.editor)
        self._where.setText(f"Afsnit {place + 1} af {len(checks)}")
        self._title.setText(section.title)
        self.setAccessibleName(f"{self._where.text()}. {section.title}")
        self.setAccessibleDescription(section.help)
        self._next.setVisible(place + 1 < len(checks))
        self._previous.setVisible(place > 0)

    def set_focus(self) -> None:
        """The first field, or the way on where there is none."""
        if self.editor is None or not self.editor.set_focus():
            (self._next if self._next.isVisible() else self._previous).setFocus()

    def set_fault(self, fault: str) -> None:
        """Says what is wrong in the open section, or takes it away."""
        if self.editor is not None:
            self.editor.set_error(fault)

    def refresh(self) -> None:
        """What the records say has changed."""
        if self.editor is not None:
            self.editor.refresh()

    def leave(self) -> None:
        """What is typed is kept."""
        if self.editor is not None:
            self.editor.leave()
