"""One child's visits: begin with the parents, write afterwards, what is needed, what was made.

It is what lies under the part that the parents see, so nothing stands here about how a child was judged, or about
another child.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.page import Page
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    Columns,
    DateField,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    box,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.child import age_in_words
from opspor.domain.clock import long_date, short_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.visit import VISIT_WORDS, VisitNeed, VisitType, When
from opspor.usecases import visits
from opspor.usecases.visits import ChildVisits

NOT_HELD = "Besøget blev ikke til noget"


class ChildVisitsPage(Page):
    """The visits of the child of ``destination.id``."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("")
        self._office, self._child = office, destination.id
        self._found: ChildVisits | None = None
        self._type: ChoiceField[VisitType] = ChoiceField(
            "Hvilket besøg?", [(words, type_) for type_, words in VISIT_WORDS.items()]
        )
        self._together = together = Button("Begynd sammen med forældrene", Kind.MAIN)
        after = Button("Skriv bagefter", tall=True)
        begin = Card("Besøg")
        self._due = PlainLabel("", "body", "text_2")
        self._not_held = _NotHeld(office, self._child, self._type.value)
        for part in (self._due, self._type, Flow([together, after], gap=3), self._not_held):
            begin.add(part)
        self._history = RowList("Tidligere besøg")
        self._none = PlainLabel("Der er ikke noteret noget besøg endnu.", "body", "text_2")
        self._made = Card("Tidligere besøg", flush=True)
        self._made.add(self._history)
        handover = Button("Lav en overlevering til dagtilbud", icon="file-text")
        self._needs = _Needs(office, self._child)
        self.body.addWidget(
            Columns(box(begin, self._none, self._made, Flow([handover]), spacing=6), self._needs, width=84)
        )
        self.body.addStretch(1)
        for button, place in ((together, Place.VISIT), (after, Place.VISIT_AFTER)):
            button.clicked.connect(lambda _=False, place=place: self._open(place))
        handover.clicked.connect(lambda: office.go(Destination(Place.HANDOVER, self._child)))
        self._history.opened.connect(self._correct)
        self._reading = Reading(
            self, lambda: office.work.look(lambda desk: visits.of_child(desk, self._child)), self._show,
            Changed.VISITS, Changed.CHILDREN, Changed.SETTINGS,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads again when a visit was written; what is chosen stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._not_held.leave()
        self._needs.leave()

    def _show(self, found: ChildVisits) -> None:
        before, self._found = self._found, found
        child = found.child
        age = age_in_words(child.birth_date, self._office.work.clock().date())
        self.set_title(child.full_name, " · ".join((age, *child.group_names)))
        self._due.setText(_due_words(found))
        if before is None:
            self._together.setFocus()
        if before is None or _next(before) is not _next(found):
            self._type.set_value(_next(found))
        history = _history(found)
        self._none.setVisible(not history)
        self._made.setVisible(bool(history))
        self._history.set_rows(history)
        self._needs.show_needs(found.needs)

    def _open(self, place: Place) -> None:
        type_ = self._type.value()
        if type_ is not None:
            self._office.go(Destination(place, self._child, context=type_.value))

    def _correct(self, visit: object) -> None:
        made = next((one for one in self._found.visits if one is visit), None) if self._found else None
        if made is not None:
            self._office.go(Destination(Place.VISIT_AFTER, self._child, made.id, made.type.value))


def _next(found: ChildVisits) -> VisitType:
    """The visit that one most likely comes for: what is due by age now, else one that is needed, else the next one."""
    by_age = found.due.visit if found.due else VisitType.NEED
    coming = found.due is not None and found.due.when is When.COMING
    return VisitType.NEED if found.needs and coming else by_age


def _due_words(found: ChildVisits) -> str:
    due = found.due
    if found.needs and _next(found) is VisitType.NEED:
        return f"Næste: Behovsbesøg, senest {long_date(found.needs[0].due_on)}."
    if due is None:
        return "Der er intet besøg, der kommer af alderen."
    if due.when is When.COMING:
        return f"Næste: {VISIT_WORDS[due.visit]}, fra {long_date(due.since)}."
    return f"Nu: {VISIT_WORDS[due.visit]}, senest {long_date(due.until)}."


def _history(found: ChildVisits) -> list[ListRow]:
    """What was made and what came to nothing, newest first. Why it came to nothing stands on the child's line."""
    rows = [
        (
            visit.visited_on,
            ListRow(
                VISIT_WORDS[visit.type], f"{long_date(visit.visited_on)} · {visit.author_name}", icon="house", key=visit
            ),
        )
        for visit in found.visits
    ]
    rows += [
        (
            one.day,
            ListRow(
                VISIT_WORDS[one.type], f"{long_date(one.day)} · {one.author_name}", "blev ikke til noget", "ban",
                key=one.id, chevron=False,
            ),
        )
        for one in found.not_held
    ]  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda dated: dated[0], reverse=True)]


class _NotHeld(QWidget):
    """A visit that came to nothing: which day, and why. It stays due, and what was begun of it stays a draft."""

    def __init__(self, office: Office, child: Id, chosen: Callable[[], VisitType | None]) -> None:
        super().__init__()
        self._work, self._child, self._chosen = office.work, child, chosen
        self._open = Button(NOT_HELD, Kind.LINK)
        self._inside = QWidget()
        self._day = DateField("Hvilken dag?", value=office.work.clock().date())
        self._why = TextField("Hvorfor ikke?", placeholder="Fx: Familien ringede afbud")
        note = Button("Notér, at det ikke blev til noget", tall=True)
        inside = Column(self._inside, spacing=4)
        inside.addWidget(Tiles([self._day, self._why], least=40, gap=3))
        inside.addWidget(Flow([note]))
        column = Column(self, spacing=3)
        column.addWidget(Flow([self._open]))
        column.addWidget(self._inside)
        self._inside.hide()
        self._draft = DraftKeeper(self, office.work, f"not-held:{child}", self._fields, self._restore)
        for field in (self._day, self._why):
            field.changed.connect(self._draft.touch)
        self._open.clicked.connect(self._turn)
        note.clicked.connect(self._note)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _turn(self) -> None:
        self._inside.setVisible(self._inside.isHidden())
        self._open.set_words(NOT_HELD if self._inside.isHidden() else "Skjul")

    def _fields(self) -> Mapping[str, str]:
        return {"why": self._why.text()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._why.set_text(fields.get("why", ""))

    def _note(self) -> None:
        type_ = self._chosen()
        if type_ is None or not self._day.complete():
            return
        child, day, why = self._child, self._day.value(), self._why.text()
        noting = self._work.run(lambda desk: visits.note_not_held(desk, child, type_, day=day, why=why))
        ask(noting, self, lambda _: self._noted(), self._not_noted)

    def _noted(self) -> None:
        self._why.set_text("")
        self._draft.drop()
        self._turn()
        self._open.setFocus()
        tell(self, Message(MessageKind.SUCCESS, "Det er noteret.", "Besøget mangler stadig, til det er holdt."))

    def _not_noted(self, error: KnownError) -> None:
        if error.code == "BESOEG-IKKE":
            (self._day if self._why.text().strip() else self._why).refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


class _Needs(Card):
    """The visits that are needed beside the ordinary ones.

    Why, and a new one, stand behind one press: this page is what is seen when the part that the parents saw is closed.
    """

    def __init__(self, office: Office, child: Id) -> None:
        super().__init__("Behovsbesøg")
        self._work, self._child = office.work, child
        self._days = PlainLabel("")
        self._open = Button("Vis, og notér et behov")
        self._inside, self._rows = QWidget(), QWidget()
        self._column = Column(self._rows, spacing=2)
        self._parts: list[QWidget] = []
        self._on = DateField("Hvornår?")
        self._why = TextField("Hvorfor?", lines=2)
        note = Button("Notér behovet", tall=True)
        inside = Column(self._inside, spacing=4)
        for part in (self._rows, Tiles([self._on, self._why], least=40, gap=3), Flow([note])):
            inside.addWidget(part)
        for part in (self._days, Flow([self._open]), self._inside):
            self.add(part)
        self._inside.hide()
        self._draft = DraftKeeper(self, office.work, f"need:{child}", self._fields, self._restore)
        for field in (self._on, self._why):
            field.changed.connect(self._draft.touch)
        self._open.clicked.connect(self._turn)
        note.clicked.connect(self._note)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def show_needs(self, needs: tuple[VisitNeed, ...]) -> None:
        """Shows what is needed; there are never many."""
        days = ", ".join(short_date(need.due_on) for need in needs)
        self._days.setText(f"Venter: {days}" if needs else "Ingen venter.")
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for need in needs:
            end = Button("Ikke længere", Kind.LINK)
            end.setAccessibleName(f"Behovet {short_date(need.due_on)} er der ikke længere")
            end.clicked.connect(partial(self._end, need))
            words = box(PlainLabel(short_date(need.due_on), "body_strong"), PlainLabel(need.why), spacing=0)
            self._parts.append(box(words, Flow([end]), spacing=0.5))
            self._column.addWidget(self._parts[-1])

    def _turn(self) -> None:
        self._inside.setVisible(self._inside.isHidden())
        self._open.set_words("Vis, og notér et behov" if self._inside.isHidden() else "Skjul")

    def _fields(self) -> Mapping[str, str]:
        on = self._on.value()
        return {"on": f"{on:%d.%m.%Y}" if on else "", "why": self._why.text()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._on.set_value(read_date(fields.get("on", "")))
        self._why.set_text(fields.get("why", ""))

    def _note(self) -> None:
        if not self._on.complete():
            self._on.setFocus()
            return
        child, on, why = self._child, self._on.value(), self._why.text()
        noting = self._work.run(lambda desk: visits.need_visit(desk, child, due_on=on, why=why))
        ask(noting, self, lambda _: self._noted(), self._not_noted)

    def _noted(self) -> None:
        self._on.set_value(None)
        self._why.set_text("")
        self._draft.drop()
        self._turn()
        tell(self, Message(MessageKind.SUCCESS, "Behovet er noteret.", "Det står nu i distriktet."))

    def _not_noted(self, error: KnownError) -> None:
        if error.code == "BESOEG-BEHOV":
            (self._why if self._on.value() else self._on).refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))

    def _end(self, need: VisitNeed) -> None:
        child = self._child
        ending = self._work.run(lambda desk: visits.end_need(desk, child, need.id))
        ask(ending, self, lambda _: self._say_ended(need))

    def _say_ended(self, need: VisitNeed) -> None:
        """The need stands there again for whoever pressed the wrong one."""
        work, child, window = self._work, self._child, self.window()

        def undo() -> None:
            again = work.run(lambda desk: visits.need_visit(desk, child, due_on=need.due_on, why=need.why))
            ask(
                again, window, lambda _: tell(window, Message(MessageKind.SUCCESS, "Fortrudt.", "Behovet er der igen."))
            )

        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Besøget er ikke nødvendigt mere.", ("Fortryd", undo)))
