"""With whom one was in touch: a line for each of the child's carers and for somebody else, and each one's own view."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.child.facts import carer_chips
from opspor.desktop.widgets import CheckBox, Column, PlainLabel, TextField, box
from opspor.domain.child import Carer
from opspor.domain.contact import Spoken
from opspor.domain.ids import Id

_OTHER = "other"


def who_in_words(carer: Carer) -> str:
    """``Sara Juhl, mor``; never an address or a number."""
    return ", ".join(filter(None, (carer.name.strip() or "Navn ikke oplyst", carer.relation.strip())))


class _Line(QWidget):
    """One person to tick. ``who`` is asked for where nobody is known by that key."""

    changed = Signal()

    def __init__(self, key: str, who: str, chips: QWidget | None = None) -> None:
        super().__init__()
        self.key, self._known = key, who
        self.tick = CheckBox(who or "En anden", strong=True)
        self.who = TextField("Hvem?", help_text="Fx »mormor« eller »mors nye kæreste«.")
        self.view = TextField(
            f"Hvordan ser {who.partition(',')[0] or 'den anden'} det?",
            help_text="Med deres egne ord. Kan stå tomt.",
            lines=2,
        )
        column = Column(self, spacing=2)
        column.addWidget(self.tick)
        if chips is not None:
            column.addWidget(box(chips, margins=(7.5, 0, 0, 0)))
        column.addWidget(box(self.who, self.view, spacing=3, margins=(7.5, 0, 0, 2)))
        self.tick.toggled.connect(lambda _: self._turn())
        for signal in (self.tick.toggled, self.who.changed, self.view.changed):
            signal.connect(lambda *_: self.changed.emit())
        self._turn()

    def name(self) -> str:
        return self._known or self.who.text()

    def _turn(self) -> None:
        self.who.setVisible(self.tick.isChecked() and not self._known)
        self.view.setVisible(self.tick.isChecked())


class PeopleField(QWidget):
    """Everybody one could have been in touch with; nobody is ticked beforehand."""

    changed = Signal()

    def __init__(self, carers: Sequence[Carer]) -> None:
        super().__init__()
        self._column = Column(self, spacing=3)
        self._column.addWidget(PlainLabel("Hvem?", "body_strong"))
        self._carers = {str(carer.id) for carer in carers}
        self._lines: dict[str, _Line] = {}
        for carer in carers:
            self._add(_Line(str(carer.id), who_in_words(carer), carer_chips(carer)))
        self._add(_Line(_OTHER, ""))
        self._error = PlainLabel("", "small", "danger")
        self._error.hide()
        self._column.addWidget(self._error)

    def _add(self, line: _Line) -> None:
        self._lines[line.key] = line
        self._column.insertWidget(len(self._lines), line)
        line.changed.connect(self._typed)

    def _typed(self) -> None:
        self._error.hide()
        self.changed.emit()

    def value(self) -> tuple[Spoken, ...]:
        """Those who are ticked, in their order."""
        return tuple(
            Spoken(Id(key) if key in self._carers else None, line.name(), line.view.text())
            for key, line in self._lines.items()
            if line.tick.isChecked()
        )

    def set_value(self, people: Sequence[Spoken]) -> None:
        """Ticks these. Who is not among the carers any more has a line of their own."""
        self.restore({})
        for number, one in enumerate(people):
            known = one.carer_id is not None and str(one.carer_id) in self._carers
            key = str(one.carer_id) if known else f"{_OTHER}-{number}"
            if key not in self._lines:
                self._add(_Line(key, one.who))
            self._lines[key].tick.setChecked(True)
            self._lines[key].view.set_text(one.view)

    def fields(self) -> Mapping[str, str]:
        """For the draft."""
        found: dict[str, str] = {}
        for key, line in self._lines.items():
            if line.tick.isChecked():
                found |= {f"with:{key}": line.name() or " ", f"view:{key}": line.view.text()}
        return found

    def restore(self, fields: Mapping[str, str]) -> None:
        """From the draft; an empty one takes every tick away."""
        for line in self._lines.values():
            line.tick.setChecked(False)
            line.who.set_text("")
            line.view.set_text("")
        for name, who in fields.items():
            key = name.removeprefix("with:")
            if key == name:
                continue
            if key not in self._lines:
                self._add(_Line(key, who))
            line = self._lines[key]
            line.tick.setChecked(True)
            line.who.set_text(who)
            line.view.set_text(fields.get(f"view:{key}", ""))

    def refuse(self, sentence: str) -> None:
        """Says what is wrong under the lines, and goes to the one that is not whole, or to the first."""
        self._error.setText(sentence)
        self._error.show()
        nameless = (line for line in self._lines.values() if line.tick.isChecked() and not line.name())
        line = next(nameless, None)
        (line.who if line else next(iter(self._lines.values())).tick).setFocus()

    @property
    def error(self) -> str:
        """What is said to be wrong, or empty."""
        return "" if self._error.isHidden() else self._error.text()
