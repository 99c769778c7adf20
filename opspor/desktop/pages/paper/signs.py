"""The one question before a brief. Are there signs of abuse, this is no paper for a talk, but the beredskabsplan."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.shortcuts import BEREDSKAB
from opspor.desktop.widgets import Button, Column, Flow, Kind, Message, MessageKind, MessageLine, PlainLabel
from opspor.usecases.papers import ABUSE_SIGNS

_STOP = Message(
    MessageKind.DANGER,
    "Stop her. Der bliver ikke lavet noget ark.",
    "Ved tegn på overgreb gælder beredskabsplanen. Fortæl ikke forældrene noget, og spørg ikke barnet ud, før du har "
    "talt med lederen og kommunen.",
)


class SignsOfAbuse(QWidget):
    """Asked before anything is written, and shown again whenever the answer is yes. ``stopped`` says whether the paper
    has to wait for it; ``beredskab`` asks for the way on.
    """

    stopped = Signal(bool)
    beredskab = Signal()
    said_as = "group"

    def __init__(self) -> None:
        super().__init__()
        self._writing: Writing | None = None
        self._before: bool | None = False  # nothing is asked
        self._title = PlainLabel("", "question")
        self._help = PlainLabel("", "lead", "text_2")
        self._yes = Button("Ja", tall=True)
        self._no = Button("Nej", tall=True)
        self._yes.clicked.connect(lambda: self._answer(yes=True))
        self._no.clicked.connect(lambda: self._answer(yes=False))
        self._asked = Flow([self._yes, self._no], gap=3)
        self._plan = Button("Gå til beredskabsplanen", Kind.MAIN, icon="life-buoy", shortcut=BEREDSKAB)
        back = Button("Jeg svarede forkert: der er ingen tegn", Kind.QUIET)
        self._plan.clicked.connect(self.beredskab)
        back.clicked.connect(lambda: self._answer(yes=False))
        self._wait = QWidget()
        column = Column(self._wait, spacing=4)
        column.addWidget(MessageLine(_STOP, closable=False))
        column.addWidget(Flow([self._plan, back], gap=3))
        whole = Column(self, spacing=5)
        for part in (self._title, self._help, self._asked, self._wait):
            whole.addWidget(part)
        self.hide()

    def set_writing(self, writing: Writing) -> None:
        """The brief that it is asked of; a paper without the question is never stopped."""
        section = next((one for one in writing.sheet.form.section if one.id == ABUSE_SIGNS), None)
        if section is None:
            return
        self._writing, self._section = writing, section
        self._title.setText(section.title)
        self._help.setText(section.help)
        self.setAccessibleName(section.title)
        self.setAccessibleDescription(section.help)
        self._no.set_words(section.no or "Nej")
        writing.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        assert self._writing is not None  # noqa: S101  it is connected when there is one
        answer = self._writing.answer(self._section).yes
        if answer is self._before:
            return
        self._before = answer
        self.setVisible(answer is not False)
        self._asked.setVisible(answer is None)
        self._wait.setVisible(answer is True)
        self.stopped.emit(answer is not False)
        if answer is not False:  # a hidden button would take the keys: a space in the text would then answer yes
            (self._plan if answer else self._yes).setFocus()

    def _answer(self, *, yes: bool) -> None:
        assert self._writing is not None  # noqa: S101  as above
        self._writing.put(self._section, replace(self._writing.answer(self._section), yes=yes))
