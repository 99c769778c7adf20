"""What the team talks from beside its own answers: the frame, the child's words, and how each parent sees it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Card, CheckBox, Column, Kind, PlainLabel, TextField, box
from opspor.domain.assessment import Agreement, ParentView
from opspor.domain.child import Carer
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.concern import ChildsWords
from opspor.domain.environment import FRAME_WORDS, Frame
from opspor.domain.ids import Id
from opspor.domain.pupil import FACE_WORDS, PupilView
from opspor.domain.text import count_of
from opspor.usecases.environment import GroupEnvironment
from opspor.usecases.joint import JointTable

_SHOWN = 1  # answer about the frame that stands there for every child: what there is most to change in


class FrameCard(Card):
    """The learning environment: what the adults answered about themselves, and what they change there first.

    What they said no or partly to stands there; the rest is folded away.
    """

    changed = Signal()

    def __init__(self, found: GroupEnvironment, agreement: Agreement) -> None:
        super().__init__("Rammerne omkring barnet", spacing=3)
        self.add(PlainLabel(_state_in_words(found), "body", "text_2"))
        order = _in_order(found) if found.own else []
        self._rest = box(*(_frame_row(found, id_) for id_ in order[_SHOWN:]), spacing=3)
        self._count = len(order[_SHOWN:])
        self._toggle = Button("", Kind.LINK, icon="chevron-down")
        self._toggle.clicked.connect(self._fold)
        for id_ in order[:_SHOWN]:
            self.add(_frame_row(found, id_))
        if self._count:
            self.add(self._rest)
            self.add(self._toggle)
        self._rest.hide()
        self._name()
        self.note = TextField("Hvad ændrer I først i rammerne?", text=agreement.environment_note)
        self.note.changed.connect(self.changed)
        self.add(self.note)

    def _fold(self) -> None:
        self._rest.setVisible(self._rest.isHidden())
        self._name()

    def _name(self) -> None:
        shown = "Vis" if self._rest.isHidden() else "Skjul"
        self._toggle.set_words(f"{shown} {count_of(self._count, 'svar', 'svar')} mere om rammerne")


def _in_order(found: GroupEnvironment) -> list[str]:
    """The questions to which somebody said no first, then partly: there is something to change."""
    weight = {Frame.NO: 0, Frame.PARTLY: 1, Frame.UNKNOWN: 2}
    said = {id_: [Frame(own.answers.answers.get(id_, Frame.UNKNOWN)) for own in found.own] for id_ in found.words}
    return sorted(said, key=lambda id_: min(weight.get(value, 3) for value in said[id_]))


def _frame_row(found: GroupEnvironment, id_: str) -> QWidget:
    said = [(own.author_name.split()[0], _frame_answer(own.answers.answers.get(id_))) for own in found.own]
    alike = len(said) > 1 and len({answer for _, answer in said}) == 1
    words = f"Alle: {said[0][1]}" if alike else " · ".join(f"{who}: {answer}" for who, answer in said)
    notes = [
        PlainLabel(f"{own.author_name.split()[0]}: »{note}«", "small", "text_2")
        for own in found.own
        if (note := own.answers.notes.get(id_, "").strip())
    ]
    return box(PlainLabel(found.words[id_]), PlainLabel(words, "small", "text_2"), *notes, spacing=0.5)


def _state_in_words(found: GroupEnvironment) -> str:
    if found.own:
        return "Det handler om os voksne. Er det noget her, der gør det svært for barnet?"
    if found.mine_missing:
        return "Svarene står her, når alle har svaret på spørgsmålene om rammerne. Du mangler selv."
    if found.missing:
        return f"Svarene står her, når alle har svaret på spørgsmålene om rammerne. I mangler {len(found.missing)}."
    return "Ingen har svaret på spørgsmålene om rammerne i denne runde."


def _frame_answer(value: str | None) -> str:
    return FRAME_WORDS[Frame(value)].lower() if value else "ikke besvaret"


class ChildCard(Card):
    """The child's own words since the round before, newest first, and what a pupil said of the own everyday."""

    def __init__(self, table: JointTable, to_child: Button) -> None:
        super().__init__("Barnets egne ord", spacing=3)
        for said in table.childs_words:
            self.add(_quote(said))
        if table.pupil is not None:
            self.add(_pupil(table.pupil, table))
        if not table.childs_words and table.pupil is None:
            none = "Ingen har skrevet barnets egne ord ned siden sidste runde. Hvad har barnet selv sagt om det?"
            self.add(PlainLabel(none, "body", "text_2"))
            self.add(box(to_child))


def _quote(said: ChildsWords) -> QWidget:
    head = ", ".join(filter(None, (moment_in_words(said.said_at), said.place, said.author_name)))
    parts = [PlainLabel(head, "small", "text_2"), PlainLabel(f"»{said.words}«")]
    if said.came_about:
        parts.append(PlainLabel(said.came_about, "small", "text_2"))
    return box(*parts, spacing=0.5)


def _pupil(view: PupilView, table: JointTable) -> QWidget:
    parts: list[QWidget] = [PlainLabel(f"{view.whose} egne svar, {long_date(view.said_on)}", "small", "text_2")]
    if not view.answers.wants:
        parts.append(PlainLabel("Ville ikke være med."))
    for id_, face in view.answers.faces.items():
        parts.append(PlainLabel(f"{table.pupil_words.get(id_, id_)}: {FACE_WORDS[face].lower()}"))
    for id_, text in view.answers.texts.items():
        parts.append(PlainLabel(f"{table.pupil_words.get(id_, id_)}: »{text}«"))
    return box(*parts, spacing=0.5)


class ParentsCard(Card):
    """How each of the child's carers sees it; "ikke talt med" is a full answer, with why."""

    changed = Signal()

    def __init__(self, carers: Sequence[Carer], agreement: Agreement, to_child: Button) -> None:
        super().__init__("Sådan ser forældrene det", spacing=4)
        said = {view.carer_id: view for view in agreement.parents}
        self._fields = [_ParentField(carer, said.get(carer.id)) for carer in carers]
        gone = [view for id_, view in said.items() if id_ not in {carer.id for carer in carers}]
        self._gone = tuple(gone)  # whoever is no longer on the child's page keeps what they said then
        for field in self._fields:
            field.changed.connect(self.changed)
            self.add(field)
        for view in gone:
            text = view.text or f"Ikke talt med: {view.not_asked}"
            self.add(box(PlainLabel(view.who, "body_strong"), PlainLabel(text), spacing=0.5))
        if not carers:
            none = "Der står ingen forældre på barnets side endnu. Skriv dem ind, så bliver de spurgt."
            self.add(PlainLabel(none, "body", "text_2"))
            self.add(box(to_child))

    def views(self) -> tuple[ParentView, ...]:
        """What is written; whoever has neither a view nor a reason is left out."""
        return (*(view for field in self._fields if (view := field.view()).is_answered), *self._gone)

    def refuse(self, sentence: str) -> QWidget | None:
        """Shows what is missing at the first who has not been answered for; None where all have."""
        for field in self._fields:
            if not field.view().is_answered:
                field.refuse(sentence)
                return field
        return None


class _ParentField(QWidget):
    """One carer: what they say, or why nobody has talked with them."""

    changed = Signal()

    def __init__(self, carer: Carer, said: ParentView | None) -> None:
        super().__init__()
        self._id: Id = carer.id
        self._who = f"{carer.name} ({carer.relation})" if carer.relation else carer.name
        not_asked = said.not_asked if said else ""
        self._text = TextField("", text=said.text if said else "", lines=2)
        self._text.set_name(f"Sådan ser {self._who} det")
        self._tick = CheckBox("Ikke talt med endnu")
        self._tick.setAccessibleName(f"Ikke talt med {self._who} endnu")
        self._why = TextField(
            "Hvorfor ikke?",
            help_text="Kort, fx »Vi taler med hende på torsdag«. En bekymring hører ikke til her.",
            text=not_asked,
        )
        self._why.set_name(f"Hvorfor ikke talt med {self._who}?")
        column = Column(self, spacing=1.5)
        for part in (PlainLabel(self._who, "body_strong"), self._text, self._tick, self._why):
            column.addWidget(part)
        self._tick.setChecked(bool(not_asked))
        self._show()
        self._tick.toggled.connect(self._show)
        for signal in (self._tick.toggled, self._text.changed, self._why.changed):
            signal.connect(self.changed)

    def _show(self) -> None:
        self._why.setVisible(self._tick.isChecked())
        self._text.setVisible(not self._tick.isChecked())

    def view(self) -> ParentView:
        """What stands there now."""
        if self._tick.isChecked():
            return ParentView(self._id, self._who, not_asked=self._why.text())
        return ParentView(self._id, self._who, text=self._text.text())

    def refuse(self, sentence: str) -> None:
        """Shows what is missing where it is written."""
        (self._why if self._tick.isChecked() else self._text).refuse(sentence)
