"""A child's page: what was written about it, and at the side what is known."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.child.around import around_card, family_card
from opspor.desktop.pages.child.doing import DoingCard
from opspor.desktop.pages.child.erasing import EraseDialog, Receipt
from opspor.desktop.pages.child.facts import carers_card, help_card, particulars_card, siblings_card
from opspor.desktop.pages.child.places import PlaceForm, PlacesCard
from opspor.desktop.pages.child.pupil_card import PupilCard, is_pupil
from opspor.desktop.pages.child.records import Notes, assessments_card, concerns_card, visits_card
from opspor.desktop.pages.child.write_form import WriteForm
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Columns, Flow, Kind, Message, MessageKind, box, line_of, message_of
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import ChildInList, Enrolment, age_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import children, erasure
from opspor.usecases.children import ChildFile
from opspor.usecases.erasure import Erasure

_SIDE = 96


class ChildPage(Page):
    """One child, opened on purpose: the reading is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._write = Button("Skriv ned", Kind.MAIN, icon="notebook-pen")
        concern = Button("Ny bekymring", icon="circle-plus")
        change = Button("Ret oplysninger", icon="pencil")
        over_time = Button("Over tid", icon="calendar-range")
        choice = line_of(over_time, concern, change, spacing=2, stretch=False)
        super().__init__("Barnet", choice=choice, main=self._write)
        self._header_buttons = (self._write, over_time, concern, change)
        self._office, child = office, destination.id
        self._form = WriteForm(office, child)
        self._form.hide()
        self._place_form = PlaceForm(office, child)
        self._place_form.hide()
        self._doing = DoingCard(office, child)
        self._content: QWidget | None = None
        self._unfolded: dict[str, int] = {}  # how many records were asked for
        self._gone = False  # deleted, or out of sight: not to be read once more
        self.body.addWidget(self._form)
        self.body.addWidget(self._place_form)
        self.body.addStretch(1)
        self._write.clicked.connect(self._open_form)
        self._form.found.connect(self._show_form)
        self._form.closed.connect(self._close_form)
        self._form.written.connect(self._written)
        self._place_form.closed.connect(self._close_places)
        self._place_form.leaving.connect(self._set_gone)
        over_time.clicked.connect(lambda: office.go(Destination(Place.TIMELINE, child)))
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
            Changed.VISITS,
            Changed.PROTECTION,
        )

    def refresh(self, changes: Changes) -> None:
        """Reads the child again; the form and what is typed in it stay."""
        if not self._gone:
            self._reading.refresh(changes)
            self._doing.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed in the form."""
        self._form.leave()

    def _show(self, file: ChildFile) -> None:
        if self._gone:
            return
        child, known = file.child, file.particulars
        age = age_in_words(known.birth_date, self._office.work.clock().date())
        self.set_title(child.full_name, " · ".join((age, ", ".join(child.group_names) or "stoppet", child.code)))
        main = box(
            *([assessments_card(file, self._unfolded)] if file.joint or not file.at_home_only else []),
            *(
                [visits_card(file.visits, lambda: self._office.go(Destination(Place.VISITS, child.id)))]
                if file.visits is not None
                else []
            ),
            self._doing,
            *([PupilCard(self._office, file)] if is_pupil(file, self._office.work.clock().date()) else []),
            Notes(file, self._unfolded),
            concerns_card(file.concerns, lambda id_: self._office.go(Destination(Place.CONCERN, id_))),
            spacing=6,
        )
        side = box(
            self._places(file),
            particulars_card(known, file.informed_on, partial(self._to_letters, child), partial(self._see_cpr, child)),
            carers_card(known),
            around_card(self._office, child.id),
            family_card(self._office, child.id),
            siblings_card(known.siblings),
            help_card(known.help_given),
            *self._ways_on(child.id),
            self._kept(child.id),
            *([self._erase_button(child)] if may(self._office.work.staff, Action.ERASE) else []),
            spacing=6,
        )
        first = self._content is None
        place = self.work_area.verticalScrollBar().value()
        before, self._content = self._content, Columns(main, side, width=_SIDE)
        self.body.insertWidget(2, self._content)
        if before is not None:
            held_focus = before.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            before.hide()
            before.deleteLater()
            if held_focus:
                self._write.setFocus()
        self.work_area.verticalScrollBar().setValue(place)
        if first and self._form.isHidden():
            self._write.setFocus()

    # --- its groups ---------------------------------------------------------------------------------------------

    def _places(self, file: ChildFile) -> PlacesCard:
        card = PlacesCard(self._office, file)
        card.changing.connect(lambda enrolment: self._change_place(file, enrolment))
        return card

    def _change_place(self, file: ChildFile, enrolment: Enrolment | None) -> None:
        self._place_form.begin(file, enrolment)
        self.work_area.verticalScrollBar().setValue(0)

    def _close_places(self) -> None:
        self._place_form.hide()
        self._write.setFocus()

    def _set_gone(self, gone: bool) -> None:
        self._gone = gone

    def _kept(self, child_id: Id) -> KeptLine:
        line = KeptLine(self._office)
        line.show_child(child_id)
        return line

    # --- deleting it ----------------------------------------------------------------------------------------------

    def _erase_button(self, child: ChildInList) -> QWidget:
        button = Button("Slet alt om barnet", icon="trash-2")
        today = self._office.work.clock().date()
        button.clicked.connect(lambda: EraseDialog(self, child, today).ask(lambda: self._erase(child)))
        return Flow([button])

    def _erase(self, child: ChildInList) -> None:
        self._gone = True
        ask(
            self._office.work.run(lambda desk: erasure.erase_child(desk, child.id)),
            self,
            lambda erased: self._erased(child, erased),
            self._not_erased,
        )

    def _not_erased(self, error: KnownError) -> None:
        self._gone = False
        self.show_message(message_of(MessageKind.DANGER, str(error)))

    def _erased(self, child: ChildInList, erased: Erasure) -> None:
        """Nothing of the child is left on the page; whoever locks now comes back to the list."""
        self.here = Destination(Place.CHILDREN)
        self._form.forget()
        self._form.hide()
        self._place_form.hide()
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        for button in self._header_buttons:
            button.hide()
        self.set_title("Slettet")
        receipt = Receipt(self._office, child, erased, self._office.work.clock())
        receipt.left.connect(lambda: self._office.go(Destination(Place.CHILDREN)))
        self._content = receipt
        self.body.insertWidget(2, receipt)
        receipt.begin()

    def _see_cpr(self, child: ChildInList, show: Callable[[str], None]) -> None:
        ask(self._office.work.look(lambda desk: children.see_cpr(desk, child.id)), self, show)

    def _to_letters(self, child: ChildInList) -> None:
        self._office.go(Destination(Place.LETTERS, child.group_ids[0] if child.group_ids else NO_ID))

    # --- writing --------------------------------------------------------------------------------------------------

    def _ways_on(self, child: Id) -> list[Button]:
        """To what the log says about the child, for whoever may read it."""
        if not may(self._office.work.staff, Action.READ_LOG):
            return []
        see = Button("Se loggen om barnet", Kind.QUIET, icon="clipboard-list")
        see.clicked.connect(lambda: self._office.go(Destination(Place.LOG, child)))
        return [see]

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
