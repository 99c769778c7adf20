"""Who is invited: family and colleagues to tick, others to type, and on what basis somebody from outside may hear."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    DateField,
    Flow,
    IconButton,
    PlainLabel,
    Segmented,
    TextField,
    Tiles,
    box,
)
from opspor.domain.ids import Id
from opspor.domain.meeting import Meeting, Participant, Side, alike

_SIDES = [("Familiens netværk", Side.RELATION), ("Fagperson", Side.PROFESSIONAL)]


class _Basis(QWidget):
    """Why somebody from outside may hear about the child."""

    changed = Signal()

    def __init__(self, one: Participant) -> None:
        super().__init__()
        who = one.name.strip() or "vedkommende"
        self.yes_from = TextField("Hvem har sagt ja?", text=one.yes_from, placeholder="Fx mor")
        self.yes_on = DateField("Hvornår?", value=one.yes_on)
        self.rule = TextField("Eller: hvilken regel?", text=one.legal_basis)
        for field, name in ((self.yes_from, "hvem har sagt ja"), (self.yes_on, "hvornår"), (self.rule, "regel")):
            field.set_name(f"Del med {who}: {name}")
            field.changed.connect(self.changed)
        Column(self, margins=(8, 0, 0, 1)).addWidget(Tiles([self.yes_from, self.yes_on, self.rule], least=44, gap=3))

    def put_in(self, one: Participant) -> Participant:
        """The participant with what stands here."""
        return replace(one, yes_from=self.yes_from.text(), yes_on=self.yes_on.value(), legal_basis=self.rule.text())


class _Known(QWidget):
    """A carer or a colleague: one tick."""

    changed = Signal()

    def __init__(self, one: Participant, *, chosen: bool, here: bool) -> None:
        super().__init__()
        self.one = one
        words = one.in_words if here else f"{one.in_words} (ser ikke barnet mere)"
        self.tick = CheckBox(words)
        self.tick.setChecked(chosen)
        self.basis = _Basis(one)
        column = Column(self, spacing=0)
        column.addWidget(self.tick)
        column.addWidget(self.basis)
        self.basis.setVisible(chosen and one.outside)
        self.tick.toggled.connect(self._ticked)
        self.basis.changed.connect(self.changed)

    def participant(self) -> Participant | None:
        """Whom it is; None unless ticked."""
        return self.basis.put_in(self.one) if self.tick.isChecked() else None

    def _ticked(self, on: bool) -> None:
        self.basis.setVisible(on and self.one.outside)
        self.changed.emit()


class _Typed(QWidget):
    """Somebody with a typed name and role. Whoever is from outside needs a basis."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, one: Participant, *, family: bool) -> None:
        super().__init__()
        self.one = one
        self.name = TextField("Navn", text=one.name)
        self.role = TextField("Rolle", text=one.role, placeholder="Fx rådgiver, PPR-psykolog, farmor")
        for field, name in ((self.name, "navn"), (self.role, "rolle")):
            field.set_name(f"Deltager {number}: {name}")
            field.changed.connect(self.changed)
        self._side: Segmented[Side] = Segmented(f"Deltager {number}: hvem er det?", _SIDES, value=one.side)
        self._side.chosen.connect(lambda _: self.changed.emit())
        self._outside = CheckBox("Kommer udefra")
        self._outside.setChecked(one.outside)
        self._outside.toggled.connect(self._ticked)
        remove = IconButton(f"Fjern deltager {number}", "trash-2")
        remove.clicked.connect(self.removed)
        self.basis = _Basis(one)
        self.basis.changed.connect(self.changed)
        column = Column(self, spacing=1.5)
        column.addWidget(Tiles([self.name, self.role], least=44, gap=3))
        column.addWidget(Flow([self._side, self._outside, remove], gap=4))
        column.addWidget(self.basis)
        self._side.setVisible(family)  # not before they have a parent: each would open as a window of its own
        self.basis.setVisible(one.outside)

    def participant(self) -> Participant:
        """What stands there."""
        one = replace(
            self.one,
            name=self.name.text(),
            role=self.role.text(),
            side=self._side.value() or Side.PROFESSIONAL,
            outside=self._outside.isChecked(),
        )
        return self.basis.put_in(one) if one.outside else replace(one, yes_from="", yes_on=None, legal_basis="")

    def _ticked(self, on: bool) -> None:
        self.basis.setVisible(on)
        self.changed.emit()


class PeopleCard(Card):
    """Everybody who is invited, and who leads the meeting. ``family`` is off where only professionals come."""

    changed = Signal()

    def __init__(self, meeting: Meeting, offered: Sequence[Participant], *, family: bool) -> None:
        super().__init__("Hvem inviterer I?", spacing=3)
        self._family = family
        invited = {one.id: one for one in meeting.participants}
        known = {one.id: one for one in offered if family or not one.is_family}
        gone = [one for one in meeting.participants if one.person_id and one.id not in known]
        self._known = [
            _Known(invited.get(one.id, one), chosen=one.id in invited, here=True) for one in known.values()
        ] + [_Known(one, chosen=True, here=False) for one in gone if family or not one.is_family]
        for side, words in ((Side.FAMILY, "Barnet og familien"), (Side.STAFF, "Kolleger her")):
            rows = [row for row in self._known if row.one.side is side]
            plain = [row for row in rows if not row.one.outside]
            if rows:
                wide = [row for row in rows if row.one.outside]  # what stands under their tick needs the room
                self.add(box(PlainLabel(words, "body_strong"), Tiles(plain, least=70, gap=1), *wide, spacing=1))
        self._typed: list[_Typed] = []
        self._typed_column = Column(spacing=4)
        if family:
            self._typed_head = PlainLabel("Andre: familiens netværk og fagfolk", "body_strong")
        else:
            self._typed_head = PlainLabel("Andre fagfolk", "body_strong")
        self.add(self._typed_head)
        self.body.addLayout(self._typed_column)
        more = Button("Tilføj en anden", icon="plus")
        more.clicked.connect(self._add_empty)
        self.add(Flow([more]))
        self.alike = PlainLabel("", "body", "warning")
        self.add(self.alike)
        self.chair: ChoiceField[Id] = ChoiceField("Hvem leder mødet?", [])
        self.add(self.chair)
        for one in meeting.participants:
            if not one.person_id and (family or not one.is_family):
                self._add(one)
        self._offer_chairs(meeting.chair_id)
        for row in self._known:
            row.changed.connect(self._changed)
        self.chair.changed.connect(self.changed)

    def participants(self) -> tuple[Participant, ...]:
        """Everybody who is ticked or typed; an empty line is nobody."""
        known = [one for row in self._known if (one := row.participant()) is not None]
        typed = [one for row in self._typed if (one := row.participant()).name or one.role]
        return (*known, *typed)

    def refuse(self, sentence: str) -> None:
        """Shows what is wrong at the line without a name, else at the first tick."""
        nameless = next((row for row in self._typed if row.participant().role and not row.participant().name), None)
        if nameless is not None:
            nameless.name.refuse(sentence)
            return
        self.alike.setText(sentence)
        self.alike.show()
        for row in self._known[:1]:
            row.tick.setFocus()

    def complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        rows: list[_Known | _Typed] = [*self._known, *self._typed]
        for row in rows:
            if not row.basis.isHidden() and not row.basis.yes_on.complete():
                row.basis.yes_on.setFocus()
                return False
        return True

    def _add_empty(self) -> None:
        taken = {row.one.id for row in self._typed}
        new = next(id_ for n in range(1, len(taken) + 2) if (id_ := Id(f"x{n}")) not in taken)
        self._add(Participant(new, Side.PROFESSIONAL, outside=True)).name.setFocus()

    def _add(self, one: Participant) -> _Typed:
        row = _Typed(len(self._typed) + 1, one, family=self._family)
        self._typed.append(row)
        self._typed_column.addWidget(row)
        row.changed.connect(self._changed)
        row.removed.connect(lambda: self._remove(row))
        return row

    def _remove(self, row: _Typed) -> None:
        self._typed.remove(row)
        row.hide()
        row.deleteLater()
        self._changed()

    def _changed(self) -> None:
        self._offer_chairs(self.chair.value())
        self.changed.emit()

    def _offer_chairs(self, chosen: Id | None) -> None:
        everybody = self.participants()
        self.chair.set_options([(one.in_words, one.id) for one in everybody if one.name], chosen)
        same = alike(one for one in everybody if one.name)
        self.alike.setText("To har samme navn og rolle. Skriv rollen forskelligt, så aftaler ikke bliver byttet om.")
        self.alike.setVisible(bool(same))


class CameCard(Card):
    """Who came: a tick each, or all at once. Nobody is ticked beforehand."""

    changed = Signal()

    def __init__(self, participants: Sequence[Participant]) -> None:
        super().__init__("Hvem kom?", spacing=2)
        self._people = tuple(participants)
        everybody = Button("Alle kom", icon="check")
        everybody.clicked.connect(self._all)
        self.add(Flow([everybody]))
        self._ticks = [CheckBox(one.in_words) for one in self._people]
        for tick, one in zip(self._ticks, self._people, strict=True):
            tick.setChecked(one.came is True)
            tick.toggled.connect(self._ticked)
        self.add(Tiles(self._ticks, least=70, gap=1))
        self._error = PlainLabel("", "small", "danger")
        self._error.hide()
        self.add(self._error)

    def participants(self) -> tuple[Participant, ...]:
        """With who came. While nobody is ticked it is not said of anybody."""
        said = any(tick.isChecked() for tick in self._ticks)
        return tuple(
            replace(one, came=tick.isChecked() if said else None)
            for tick, one in zip(self._ticks, self._people, strict=True)
        )

    def refuse(self, sentence: str) -> None:
        """Says that nobody is ticked."""
        self._error.setText(sentence)
        self._error.show()
        for tick in self._ticks[:1]:
            tick.setFocus()

    def _all(self) -> None:
        for tick in self._ticks:
            tick.setChecked(True)

    def _ticked(self) -> None:
        self._error.hide()
        self.changed.emit()
