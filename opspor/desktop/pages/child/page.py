"""A child's page: what was written about it, and at the side what is known."""

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.child.facts import carers_card, help_card, particulars_card, siblings_card
from opspor.desktop.pages.child.records import Notes, assessments_card, concerns_card
from opspor.desktop.pages.child.write_form import WriteForm
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import Button, Columns, Kind, Message, MessageKind, box, line_of
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import age_in_words
from opspor.usecases import children
from opspor.usecases.children import ChildFile

_SIDE = 96


class ChildPage(Page):
    """One child, opened on purpose: the reading is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._write = Button("Skriv ned", Kind.MAIN, icon="notebook-pen")
        concern = Button("Ny bekymring", icon="circle-plus")
        change = Button("Ret oplysninger", icon="pencil")
        super().__init__("Barnet", choice=line_of(concern, change, spacing=2, stretch=False), main=self._write)
        self._office, child = office, destination.id
        self._form = WriteForm(office, child)
        self._form.hide()
        self._content: QWidget | None = None
        self.body.addWidget(self._form)
        self.body.addStretch(1)
        self._write.clicked.connect(self._open_form)
        self._form.found.connect(self._show_form)
        self._form.closed.connect(self._close_form)
        self._form.written.connect(self._written)
        concern.clicked.connect(lambda: office.go(Destination(Place.NEW_CONCERN, child)))
        change.clicked.connect(lambda: office.go(Destination(Place.CHILD_EDIT, child)))
        self._reading = Reading(
            self,
            lambda: office.work.run(lambda desk: children.open_child(desk, child)),
            self._show,
            Changed.CHILDREN,
            Changed.OBSERVATIONS,
            Changed.JOINT_ASSESSMENTS,
            Changed.CONCERNS,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the child again; the form and what is typed in it stay."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed in the form."""
        self._form.leave()

    def _show(self, file: ChildFile) -> None:
        child, known = file.child, file.particulars
        age = age_in_words(known.birth_date, self._office.work.clock().date())
        self.set_title(child.full_name, " · ".join((age, ", ".join(child.group_names), child.code)))
        main = box(
            assessments_card(file),
            Notes(file),
            concerns_card(file.concerns, lambda id_: self._office.go(Destination(Place.CONCERN, id_))),
            spacing=6,
        )
        side = box(
            particulars_card(child, known),
            carers_card(known),
            siblings_card(known.siblings),
            help_card(known.help_given),
            spacing=6,
        )
        first = self._content is None
        place = self.work_area.verticalScrollBar().value()
        before, self._content = self._content, Columns(main, side, width=_SIDE)
        self.body.insertWidget(1, self._content)
        if before is not None:
            held_focus = before.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            before.hide()
            before.deleteLater()
            if held_focus:
                self._write.setFocus()
        self.work_area.verticalScrollBar().setValue(place)
        if first and self._form.isHidden():
            self._write.setFocus()

    def _open_form(self) -> None:
        self._show_form()
        self._form.begin()

    def _show_form(self) -> None:
        self._form.show()
        self._write.hide()
        self.work_area.verticalScrollBar().setValue(0)

    def _close_form(self) -> None:
        self._form.hide()
        self._write.show()
        self._write.setFocus()

    def _written(self) -> None:
        self._close_form()
        self.show_message(Message(MessageKind.SUCCESS, "Gemt.", "Det står nu på barnets side med dag og navn."))
