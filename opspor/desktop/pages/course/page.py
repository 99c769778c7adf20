"""The course: small tasks on the real pages, done when what they ask for stands in the vault."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from opspor.desktop import demo_place
from opspor.desktop.page import FocusPage, Page
from opspor.desktop.pages.course.words import ASKED, CHOICES, NOT_YET, RIGHT, TOLD
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    AnswerKeys,
    Button,
    Card,
    EmptyState,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    RowList,
    box,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.usecases import course
from opspor.usecases.course import Course, Task

_TITLE = "Kursus på ti minutter"
_HOW = (
    "Alle her er opdigtede, så du kan ikke ødelægge noget. Hver opgave foregår på den rigtige side. Er den gjort, står "
    "der et flueben. Du kan gå fra det og komme tilbage."
)
_NOT_HERE = (
    "Kurset hører til i en opdigtet institution, så ingen øver sig på et barn. Lås, gå til den første side, og vælg "
    "»Se en opdigtet institution«."
)


class CoursePage(Page):
    """Offered in an invented institution alone: nobody practises on a child."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._next = Button("Begynd kurset", Kind.MAIN)
        super().__init__(_TITLE, main=self._next)
        self._office = office
        self._course: Course | None = None
        self._rows = RowList("Opgaver")
        self._tasks = Card(flush=True)
        self._tasks.add(self._rows)
        self._keys = AnswerKeys(list(CHOICES))
        self._question = Card(TOLD[Task.CALL].title)
        self._question.add(box(PlainLabel(ASKED, "body"), self._keys, spacing=4))
        self._learned = Prose([], "body", mark=("check", "accent_text"))
        self._ended = Card("Det kan du nu")
        self._again = Button("Begynd forfra", icon="undo-2")
        self._ended.add(box(self._learned, self._again, spacing=4))
        self._next.hide()
        if not demo_place.way_in(office.work.folder):
            self.body.addWidget(EmptyState("sprout", "Kurset er ikke her", _NOT_HERE))
            self.body.addStretch(1)
            self._reading: Reading[Course] | None = None
            return
        for part in (PlainLabel(_HOW, "body", "text_2"), self._ended, self._question, self._tasks):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for hidden in (self._ended, self._question, self._tasks):
            hidden.hide()
        self._rows.opened.connect(lambda key: self._open(Task(key)))
        self._next.clicked.connect(self._go_on)
        self._again.clicked.connect(lambda: self._begin())
        self._keys.answered.connect(self._answered)
        self._reading = Reading(self, lambda: office.work.look(course.standing), self._show, *Changed)

    def refresh(self, changes: Changes) -> None:
        """Reads again when something was written: it may have been the task."""
        if self._reading is not None:
            self._reading.refresh(changes)

    def _show(self, found: Course) -> None:
        first_time, self._course = self._course is None, found
        done = len(found.done)
        self.set_title(_TITLE, f"Du har gjort {done} af {len(found.tasks)}. Kun du kan se, hvor langt du er.")
        self._rows.set_rows(
            [
                ListRow(
                    TOLD[task].title, TOLD[task].why, "gjort" if task in found.done else "",
                    "circle-check" if task in found.done else "circle", task.value,
                )
                for task in found.tasks
            ]
        )  # fmt: skip
        self._learned.set_paragraphs([TOLD[task].learned for task in found.tasks])
        self._tasks.show()
        self._ended.setVisible(found.next is None)
        self._question.setVisible(found.begun and found.next is Task.CALL)
        self._next.setVisible(found.next is not None and found.next is not Task.CALL)
        self._next.set_words("Næste opgave" if found.begun else "Begynd kurset")
        if first_time:
            (self._next if self._next.isVisible() else self._rows).setFocus()

    def _go_on(self) -> None:
        if self._course is not None and self._course.next is not None:
            self._open(self._course.next)

    def _begin(self) -> None:
        ask(self._office.work.run(course.begin), self, lambda _: None)

    def _open(self, task: Task) -> None:
        """A task; the first one that is opened begins the course."""
        if self._course is None:
            return
        begun = partial(self._go_to, task, self._course)
        if not self._course.begun:
            ask(self._office.work.run(course.begin), self, lambda _: begun())
        else:
            begun()

    def _go_to(self, task: Task, found: Course) -> None:
        """To the page of a task; what to do stands at its top."""
        if task is Task.CALL:
            self._question.show()
            self._keys.keys[0].setFocus()
            return
        window, office = self.window(), self._office
        office.go(_place_of(task, found))
        page = getattr(window, "open_page", None)
        if isinstance(page, Page | FocusPage):
            back = ("Til kurset", partial(office.go, Destination(Place.COURSE)))
            page.show_message(Message(MessageKind.INFO, f"{TOLD[task].title}.", TOLD[task].do, back))

    def _answered(self, choice: str) -> None:
        if choice == RIGHT:
            ask(self._office.work.run(partial(course.answered, task=Task.CALL)), self, lambda _: None)
            done = "Ja. F2 viser nummeret, og hvad du siger. Programmet ringer ikke."
            self.show_message(Message(MessageKind.SUCCESS, "Rigtigt.", done))
        else:
            self.show_message(Message(MessageKind.WARNING, *NOT_YET[choice]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        numbered = plain and event.text().isdecimal() and self._question.isVisible()
        if not (numbered and self._keys.press(int(event.text()))):
            super().keyPressEvent(event)


def _place_of(task: Task, found: Course) -> Destination:
    """Where a task is done; the list that leads there when nothing waits."""
    if task is Task.CASE:
        return Destination(Place.PRACTICE)
    if task is Task.OWN and found.own is not None:
        return Destination(Place.OWN, found.own.round_id, found.own.child_id)
    if task is Task.JOINT and found.joint is not None:
        return Destination(Place.JOINT, found.joint.round_id, found.joint.child_id)
    if task is Task.OBSERVATION and found.child is not None:
        return Destination(Place.CHILD, found.child)
    if task is Task.CONCERN:
        return Destination(Place.NEW_CONCERN, found.child or NO_ID)
    return Destination(Place.START if task is Task.FOLLOW_UP else Place.ROUNDS)
