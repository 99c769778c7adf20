"""One group in the new year: where it goes, whether its staff goes along, and the children that go another way."""

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Card, CheckBox, ChoiceField, Flow, Kind, PlainLabel, TextField, Tiles
from opspor.domain.ids import Id
from opspor.domain.people import GROUP_KIND_WORDS
from opspor.domain.text import count_of
from opspor.domain.year_shift import Course, Step
from opspor.usecases.year_shift import YearGroup

_OF_GROUP = (
    ("Bliver, som den er", Course.STAYS), ("Går videre som …", Course.GOES_ON), ("Børnene stopper", Course.LEAVES),
)  # fmt: skip
_OF_CHILD = (("Bliver i gruppen", Course.STAYS), ("Flytter til …", Course.GOES_ON), ("Stopper", Course.LEAVES))


class GroupCard(Card):
    """Begins with what is proposed. Children who turn six stand ready to be said yes or no to.

    ``changed`` says that something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, one: YearGroup, to_school: Collection[Id]) -> None:
        super().__init__(one.group.name, fact=count_of(len(one.children), "barn", "børn"), spacing=3)
        self._one = one
        self._alone: dict[Id, _Alone] = {}
        proposal = one.proposal
        self._course: ChoiceField[Course] = ChoiceField("Hvad sker der?", _OF_GROUP, value=proposal.course)
        self._name = TextField("Hedder fremover", text=proposal.name, placeholder="Fx 3.B")
        self._staff = CheckBox(f"Medarbejdere og tovholder følger med ({len(one.staff)})")
        self._staff.setChecked(True)
        self._child: ChoiceField[Id] = ChoiceField(
            "Går et barn en anden vej?", [(child.full_name, child.id) for child in one.children]
        )
        self._more = Button("Tilføj barnet", Kind.QUIET, icon="plus")
        self.add(PlainLabel(GROUP_KIND_WORDS[one.group.kind], "small", "text_2"))
        self.add(Tiles([self._course, self._name], least=50, gap=4))
        self.add(self._staff)
        if one.children:
            self.add(self._child)
            self.add(Flow([self._more]))
        self._course.changed.connect(self._show)
        self._name.changed.connect(lambda: self._name.set_error(""))
        self._more.clicked.connect(self._add_chosen)
        for signal in (self._course.changed, self._name.changed, self._staff.toggled):
            signal.connect(lambda *_: self.changed.emit())
        for child in one.children:
            if child.id in to_school:
                self._add(child.id, Step(Course.LEAVES), "Fylder seks i år")
        self._show()

    @property
    def group_id(self) -> Id:
        """The group that it is about."""
        return self._one.group.id

    def step(self) -> Step:
        """What was chosen for the group."""
        course = self._course.value() or Course.STAYS
        return Step(course, self._name.text() if course is Course.GOES_ON else "")

    def going_alone(self) -> dict[Id, Step]:
        """The children that go another way than the group."""
        return {child: row.step() for child, row in self._alone.items()}

    def staff_follow(self) -> bool:
        """Whether who works here goes along."""
        return self._staff.isChecked()

    def fields(self) -> Iterator[tuple[str, str]]:
        """What a draft keeps."""
        of = self.group_id
        yield f"group:{of}", _kept(self.step(), self._name.text())
        yield f"stay:{of}", "" if self.staff_follow() else "1"
        for child, row in self._alone.items():
            yield f"child:{of}:{child}", _kept(row.step(), row.name.text())

    def restore(self, fields: Mapping[str, str]) -> None:
        """The other way; a group that came since stands as it is proposed, and so does a child."""
        of = self.group_id
        if (kept := fields.get(f"group:{of}")) is None:
            return
        step = _step(kept)
        self._course.set_value(step.course)
        self._name.set_text(step.name)
        self._staff.setChecked(not fields.get(f"stay:{of}"))
        for child in tuple(self._alone):
            self._drop(child)
        here = {child.id for child in self._one.children}
        for key, said in fields.items():
            child = Id(key.rpartition(":")[2])
            if key.startswith(f"child:{of}:") and child in here:
                self._add(child, _step(said))
        self._show()

    def named(self) -> bool:
        """Whether every name that is needed stands there."""
        steps = [self.step(), *self.going_alone().values()]
        return all(step.name.strip() for step in steps if step.course is Course.GOES_ON)

    def refuse(self, words: str) -> None:
        """The name that is missing."""
        row = next((row for row in self._alone.values() if not row.named()), None)
        (row.name if row is not None and self.step().name.strip() else self._name).refuse(words)

    def _show(self) -> None:
        course = self._course.value()
        self._name.setVisible(course is Course.GOES_ON)
        self._staff.setVisible(course is Course.GOES_ON and bool(self._one.staff))

    def _add_chosen(self) -> None:
        child = self._child.value()
        if child is None:
            self._child.refuse("Vælg et barn.")
        elif child not in self._alone:
            self._add(child, Step(Course.STAYS)).begin()
            self.changed.emit()

    def _add(self, child_id: Id, step: Step, why: str = "") -> "_Alone":
        child = next(one for one in self._one.children if one.id == child_id)
        row = self._alone[child_id] = _Alone(child.full_name, step, why)
        self.add(row)
        row.away.clicked.connect(lambda: self._take_away(child_id))
        row.changed.connect(self.changed)
        return row

    def _take_away(self, child_id: Id) -> None:
        self._drop(child_id)
        self._child.setFocus()
        self.changed.emit()

    def _drop(self, child_id: Id) -> None:
        row = self._alone.pop(child_id)
        row.hide()
        row.deleteLater()


class _Alone(Card):
    """A child that goes another way."""

    changed = Signal()

    def __init__(self, name: str, step: Step, why: str) -> None:
        super().__init__(name, fact=why, spacing=2)
        self._course: ChoiceField[Course] = ChoiceField("Hvad sker der med barnet?", _OF_CHILD, value=step.course)
        self.name = TextField("Til gruppen", text=step.name)
        self.away = Button("Følger gruppen alligevel", Kind.LINK)
        self.away.setAccessibleDescription(name)
        parts: list[QWidget] = [self._course, self.name]
        self.add(Tiles(parts, least=50, gap=4))
        self.add(Flow([self.away]))
        self._course.changed.connect(self._show)
        self.name.changed.connect(lambda: self.name.set_error(""))
        for signal in (self._course.changed, self.name.changed):
            signal.connect(lambda *_: self.changed.emit())
        self._show()

    def begin(self) -> None:
        """It was added by hand."""
        self._course.setFocus()

    def step(self) -> Step:
        course = self._course.value() or Course.STAYS
        return Step(course, self.name.text() if course is Course.GOES_ON else "")

    def named(self) -> bool:
        step = self.step()
        return step.course is not Course.GOES_ON or bool(step.name.strip())

    def _show(self) -> None:
        self.name.setVisible(self._course.value() is Course.GOES_ON)


def _kept(step: Step, name: str) -> str:
    return f"{step.course} {name}"


def _step(kept: str) -> Step:
    course, _, name = kept.partition(" ")
    return Step(Course(course), name)
