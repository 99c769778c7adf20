"""What is written and ticked for an overgangsbeskrivelse: section by section, and what stands in the records."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.widgets import Button, Card, CheckBox, Column, Flow, ListRow, PlainLabel, TextField
from opspor.domain.clock import long_date
from opspor.domain.transition import Line, LinePart, Transition
from opspor.usecases.transitions import TransitionSheet

_HEADS = {
    LinePart.DOING: "Fokuspunkter og handleplaner, som er i gang",
    LinePart.CHILD: "Barnets egne ord, valgt ét ad gangen",
    LinePart.JUDGED: "Sådan er barnets situation vurderet",
}
_TEXT, _TICK = "text:", "tick:"


def draft_of(texts: Mapping[str, str], ticked: Iterable[str], because: str = "") -> dict[str, str]:
    """What a draft holds of it: section -> what is written, and the sections and lines that are ticked."""
    written = {f"{_TEXT}{section}": text for section, text in texts.items()}
    return written | {f"{_TICK}{key}": "x" for key in ticked} | {"because": because}


def finished_row(one: Transition) -> ListRow:
    """One that was finished; it can be saved again."""
    when = f"{long_date(one.written_at.astimezone().date())} af {one.author_name}"
    return ListRow(f"Til {one.to}", f"Gjort færdig {when}. Ja fra {one.read_by}.", "Gem som PDF", "file-text", one.id)


class Choosing(QWidget):
    """Nothing is ticked beforehand. ``touched`` says when anything changes."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(self, spacing=5)
        self._written: dict[str, TextField] = {}
        self._section_ticks: dict[str, CheckBox] = {}
        self._line_ticks: dict[str, CheckBox] = {}
        self._judged: set[str] = set()
        self._judged_card = Card(_HEADS[LinePart.JUDGED], spacing=2)
        show = Button("Vis, hvordan det er vurderet")
        show.clicked.connect(self._show_judged)
        self._ask_for_judged = Flow([show])
        self._restored: Mapping[str, str] = {}
        self.because = TextField("Hvorfor skal det nye sted vide, hvordan barnets situation er vurderet?")
        self.because.changed.connect(self.touched)
        self._why = Card("Det er valgt at tage en vurdering med")
        self._why.add(self.because)

    @property
    def first(self) -> QWidget:
        """Where one begins to write."""
        return next(iter(self._written.values()))

    def show_sheet(self, sheet: TransitionSheet) -> None:
        """Puts it together, once."""
        for section in sheet.form.section:
            card = Card()
            field = self._written[section.id] = TextField(section.title, help_text=section.help, lines=2)
            field.changed.connect(self.touched)
            tick = self._section_ticks[section.id] = self._tick("Skal gå med")
            tick.setAccessibleName(f"Skal gå med: {section.title}")
            card.add(field)
            card.add(tick)
            self._column.addWidget(card)
        for part in LinePart:
            lines = [line for line in sheet.lines if line.part is part]
            if lines:
                self._add_lines(part, lines)
        self._column.addWidget(self._why)
        with QSignalBlocker(self):  # filling is not typing: a draft that comes later is still taken over
            self.restore(self._restored)

    def _add_lines(self, part: LinePart, lines: list[Line]) -> None:
        card = Card(_HEADS[part], spacing=2)
        if part is LinePart.JUDGED:  # the parents see it when somebody means to take it along
            card, self._judged = self._judged_card, {line.key for line in lines}
            card.add(PlainLabel("Det går kun med, hvis I vælger det og skriver hvorfor.", "body", "text_2"))
            self._column.addWidget(self._ask_for_judged)
            card.hide()
        for line in lines:
            words = f"»{line.text}«" if part is LinePart.CHILD else line.text.replace("\n", ". ")
            tick = self._line_ticks[line.key] = self._tick(f"{line.label}: {words}" if line.label else words)
            card.add(tick)
        self._column.addWidget(card)

    def _tick(self, words: str) -> CheckBox:
        tick = CheckBox(words)
        tick.toggled.connect(self._ticked)
        return tick

    def _show_judged(self) -> None:
        self._ask_for_judged.hide()
        self._judged_card.show()

    def _ticked(self) -> None:
        self._show_why()
        self.touched.emit()

    def _show_why(self) -> None:
        """The reason is asked for where a judgement is ticked, which is then in sight."""
        judged = not self._judged.isdisjoint(self.lines())
        self._why.setVisible(judged)
        if judged:
            self._show_judged()

    def texts(self) -> dict[str, str]:
        """Section -> what is written."""
        return {section: field.text() for section, field in self._written.items()}

    def sections(self) -> frozenset[str]:
        """The sections that are ticked."""
        return frozenset(section for section, tick in self._section_ticks.items() if tick.isChecked())

    def lines(self) -> frozenset[str]:
        """The keys of the lines that are ticked."""
        return frozenset(key for key, tick in self._line_ticks.items() if tick.isChecked())

    def fields(self) -> dict[str, str]:
        """What a draft holds."""
        return draft_of(self.texts(), self.sections() | self.lines(), self.because.text())

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills in what a draft holds; what is not in it is empty and not ticked."""
        self._restored = fields
        for section, field in self._written.items():
            field.set_text(fields.get(f"{_TEXT}{section}", ""))
        for key, tick in {**self._section_ticks, **self._line_ticks}.items():
            tick.setChecked(bool(fields.get(f"{_TICK}{key}")))
        self.because.set_text(fields.get("because", ""))
        self._show_why()
