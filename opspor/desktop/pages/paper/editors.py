"""How each kind of section is written. What comes from the records is shown as it will be printed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from opspor.desktop.pages.paper import carers
from opspor.desktop.pages.paper.marks import Marks
from opspor.desktop.pages.paper.records import EffortsEditor, RecordsEditor
from opspor.desktop.pages.paper.sharing import SharingEditor
from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Segmented,
    TextField,
    box,
)
from opspor.domain.concern import parents_may_be_told
from opspor.domain.quality import POINTS
from opspor.forms.model import Section, SectionKind

_TEXTS = (SectionKind.TEXT, SectionKind.EFFORTS, SectionKind.POSITION, SectionKind.TRIVSEL)
_MORE = {
    SectionKind.EFFORTS: "Skriv mere, eller skriv det selv, hvis det ikke står der",
    SectionKind.POSITION: "Skriv mere, eller skriv det selv, hvis I ikke har vurderet det",
    SectionKind.TRIVSEL: "Skriv mere, eller skriv det selv, hvis I ikke har vurderet det",
}
_NOTHING = {
    SectionKind.EARLIER: "Her er ingen tidligere underretninger om barnet, som du kan se.",
}
# section -> why it matters, in the words of the first point that asks for it
_WHY = {id_: point.why for point in reversed(POINTS) for part in point.parts for id_ in part.sections}


class SectionEditor(QWidget):
    """One section: its help, what it is made of, and the reason when it could not be obtained."""

    def __init__(self, office: Office, writing: Writing, section: Section) -> None:
        super().__init__()
        self._office, self._writing, self.section = office, writing, section
        self._column = Column(self, spacing=5)
        self._first: QWidget | None = None
        self.records: RecordsEditor | EffortsEditor | None = None
        self._error = PlainLabel("", "body_strong", "danger")
        self._error.hide()
        self._column.addWidget(PlainLabel(section.help, "lead", "text_2"))
        if section.id in _WHY and writing.sheet.asked is None and not writing.sheet.form.one_page:
            self._column.addWidget(PlainLabel(_WHY[section.id], "small", "text_2"))
        self._column.addWidget(self._error)
        _PARTS.get(section.kind, SectionEditor._printed)(self)
        if section.kind in _TEXTS:
            self._text()
        if section.could_not:
            self._could_not()

    def set_focus(self) -> bool:
        """The cursor goes to the first field. False when there is none."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._first is not None

    def set_error(self, sentence: str) -> None:
        """Says what is wrong in this section, or takes it away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def refresh(self) -> None:
        """What the records say has changed."""
        if self.records is not None:
            self.records.refresh()

    def leave(self) -> None:
        """What is typed is kept."""
        if isinstance(self.records, RecordsEditor):
            self.records.leave()

    def _add(self, part: QWidget, *, first: QWidget | None = None) -> None:
        self._column.addWidget(part)
        self._first = self._first or first

    # --- the kinds ------------------------------------------------------------------------------------------------

    def _nothing(self) -> None:
        """A section of text alone."""

    def _text(self) -> None:
        field = TextField("", lines=7, text=self._writing.answer(self.section).text, minds=False)
        field.set_name(self.section.title)
        if self.section.kind is not SectionKind.TEXT:
            self._add(PlainLabel(_MORE[self.section.kind], "body_strong"))
        self._add(field, first=field)

        field.changed.connect(
            lambda: self._writing.put(self.section, replace(self._writing.answer(self.section), text=field.text()))
        )
        if self.section.limit is not None:
            counter = PlainLabel("", "small", "text_2")
            self._add(counter)
            count(field.text(), self.section.limit, counter)
            field.changed.connect(lambda: count(field.text(), self.section.limit or 0, counter))
        self._add(Marks(field, self._writing, self.section))
        self._from_file(field)

    def _from_file(self, field: TextField) -> None:
        """What stands in the file and fits here, each with where it is from. Nothing is put in by itself."""
        for one in self._writing.sheet.from_file:
            if one.section != self.section.id or one.text in field.text():
                continue
            card = Card(one.source, spacing=3)
            card.add(PlainLabel(one.text))
            put = Button("Sæt det ind", icon="plus")
            put.setAccessibleName(f"Sæt det ind: {one.source}")
            put.clicked.connect(lambda _=False, text=one.text, card=card: self._put_in(field, text, card))
            card.add(put)
            self._add(card)

    def _put_in(self, field: TextField, text: str, card: Card) -> None:
        """Below what is written; Ctrl+Z takes it away again."""
        assert isinstance(field.editor, QPlainTextEdit)  # noqa: S101  every text of a section has several lines
        cursor = QTextCursor(field.editor.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{text}" if field.text() else text)
        field.setFocus()
        card.hide()

    def _yes_no(self) -> None:
        answer = self._writing.answer(self.section)
        choice: Segmented[bool] = Segmented(
            self.section.title, [(self.section.yes or "", True), (self.section.no or "", False)], value=answer.yes
        )
        reason = TextField("Skriv det her", lines=4, text=answer.text)

        def show(yes: bool | None) -> None:
            reason.setVisible(yes is not None and ("yes" if yes else "no") in self.section.because)

        def keep() -> None:
            show(choice.value())
            now = self._writing.answer(self.section)
            self._writing.put(self.section, replace(now, yes=choice.value(), text=reason.text()))

        choice.chosen.connect(lambda _: keep())
        reason.changed.connect(keep)
        self._add(choice, first=choice.segments[0])
        self._add(reason)
        show(answer.yes)
        self._from_file(reason)

    def _efforts(self) -> None:
        self.records = EffortsEditor(self._writing)
        self._add(self.records, first=self.records.first)

    def _could_not(self) -> None:
        answer = self._writing.answer(self.section)
        box_ = CheckBox("Kunne ikke indhentes, fordi …")
        box_.setChecked(bool(answer.could_not))
        reason = TextField("Grund", lines=2, text=answer.could_not)
        if not answer.could_not:
            reason.hide()

        def turned(on: bool) -> None:
            reason.setVisible(on)
            if on:
                reason.setFocus()
            could_not = reason.text() if on else ""
            self._writing.put(self.section, replace(self._writing.answer(self.section), could_not=could_not))

        def typed() -> None:
            self._writing.put(self.section, replace(self._writing.answer(self.section), could_not=reason.text()))

        box_.toggled.connect(turned)
        reason.changed.connect(typed)
        self._add(box(box_, reason, spacing=2), first=box_)

    def _urgent(self) -> None:
        choice: Segmented[bool] = Segmented(
            self.section.title, [("Ja, det haster", True), ("Nej", False)], value=self._writing.draft.urgent
        )
        choice.chosen.connect(lambda urgent: self._writing.change(urgent=urgent))
        self._add(choice, first=choice.segments[0])

    def _interpreter(self) -> None:
        draft = self._writing.draft
        choice: Segmented[bool] = Segmented(
            self.section.title, [("Ja, tolk", True), ("Nej", False)], value=draft.interpreter
        )
        language = TextField("Sprog", text=draft.language)
        choice.chosen.connect(lambda needed: self._writing.change(interpreter=needed))
        language.changed.connect(lambda: self._writing.change(language=language.text()))
        self._add(choice, first=choice.segments[0])
        self._add(language)

    def _child_informed(self) -> None:
        draft = self._writing.draft
        choice = carers.informed(self.section.title, draft.child_informed)
        note = TextField("Hvad har I sagt, eller hvorfor ikke?", lines=4, text=draft.child_informed_note)
        choice.chosen.connect(lambda informed: self._writing.change(child_informed=informed))
        note.changed.connect(lambda: self._writing.change(child_informed_note=note.text()))
        self._add(choice, first=choice.segments[0])
        self._add(note)

    def _basis(self) -> None:
        sharing = SharingEditor(self._writing)
        self._add(sharing, first=sharing.first)

    def _records(self) -> None:
        self.records = RecordsEditor(self._office, self._writing, self.section.kind)
        self._add(self.records, first=self.records.first)

    def _carers(self) -> None:
        general = parents_may_be_told(self._writing.sheet.file.concern.track)
        if not general:
            said = Message(MessageKind.WARNING, "Ved de det, så ring til kommunen nu.", "Fortæl dem ikke noget.")
            self._add(MessageLine(said, closable=False))
        if not self._writing.carers:
            self._add(PlainLabel("Der står ingen forældre på barnets side."))
            self._link("Skriv dem på barnets side", self._childs_page())
        for carer in self._writing.carers:
            card, first = (carers.told if general else carers.knows)(self._writing, carer)
            self._add(card, first=first)

    def _printed(self) -> None:
        """Read only: what will stand there, and the way to where it is changed."""
        text = self._writing.as_printed(self.section)
        if self.section.kind is SectionKind.MINUTES:
            text = "Tomme linjer, som I fylder ud i hånden på mødet."
        card = Card("Det kommer til at stå der" if text else "", spacing=3)
        card.add(PlainLabel(text or _NOTHING.get(self.section.kind, "Her er ikke noget fra jeres vurderinger endnu.")))
        self._add(card)
        if self.section.kind is SectionKind.REPORTER:
            self._link("Ret i Indstillinger", Destination(Place.SETTINGS))
        elif self.section.kind in (SectionKind.CHILD, SectionKind.CARERS):
            self._link("Ret på barnets side", self._childs_page())

    def _childs_page(self) -> Destination | None:
        """The child's page, where the person may open it."""
        file = self._writing.sheet.file
        return Destination(Place.CHILD, file.child.id) if file.child and file.particulars else None

    def _link(self, words: str, to: Destination | None) -> None:
        if to is not None:
            link = Button(words, Kind.LINK, icon="arrow-right", icon_after=True)
            link.clicked.connect(lambda: self._office.go(to))
            self._add(link, first=link)


_PARTS: dict[SectionKind, Callable[[SectionEditor], None]] = {
    SectionKind.TEXT: SectionEditor._nothing,
    SectionKind.YES_NO: SectionEditor._yes_no,
    SectionKind.EFFORTS: SectionEditor._efforts,
    SectionKind.URGENT: SectionEditor._urgent,
    SectionKind.INTERPRETER: SectionEditor._interpreter,
    SectionKind.OBSERVATIONS: SectionEditor._records,
    SectionKind.CHILDS_WORDS: SectionEditor._records,
    SectionKind.CARERS_INFORMED: SectionEditor._carers,
    SectionKind.CHILD_INFORMED: SectionEditor._child_informed,
    SectionKind.SHARING_BASIS: SectionEditor._basis,
}


def count(text: str, limit: int, counter: PlainLabel) -> None:
    """Says how much there is room for; what is over is refused when the page is full, never cut off."""
    over = len(text) - limit
    counter.set_color("danger" if over > 0 else "text_2")
    counter.setText(
        f"{len(text)} tegn, {over} for meget. Skriv det kortere, så arket kan være på én side."
        if over > 0
        else f"{len(text)} af {limit} tegn"
    )
