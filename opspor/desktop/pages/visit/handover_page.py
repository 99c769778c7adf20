"""Overlevering til dagtilbud: made together with the parents, line by line, and saved as PDF."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    Column,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    message_of,
)
from opspor.documents.handover import HANDOVER_WORDS, HandoverPart
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.usecases import handover
from opspor.usecases.handover import Handover, HandoverSheet


class HandoverPage(FocusPage):
    """Nothing is ticked beforehand. What judges the child stands last, and asks why it should go along."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem som PDF", Kind.MAIN)
        super().__init__("Luk", "Overlevering til dagtilbud", main=self._main, meeting=True, beredskab=False)
        self._office, self._child = office, destination.id
        self._boxes: dict[str, CheckBox] = {}
        self._restored: Mapping[str, str] = {}
        self._lines = QWidget()
        self._column = Column(self._lines, spacing=4)
        self._parents = TextField("Det vil I gerne have, at dagtilbuddet ved", lines=2, help_text="Forældrenes ord.")
        self._staff = TextField("Mine ord", lines=2, help_text="Sundhedsplejerskens ord, læst op for forældrene.")
        self._read_by = TextField("Hvem af jer har læst med og sagt ja?")
        self._because = TextField("Hvorfor skal dagtilbuddet vide, hvordan det er vurderet?")
        self._why = Card("Det er valgt at tage en vurdering med")
        self._why.add(self._because)
        own = Card("Med jeres egne ord")
        for field in (self._parents, self._staff, self._read_by):
            own.add(field)
        intro = "Kun det, I vælger her, kommer med på papiret. Adresse og telefon kommer aldrig med."
        for part in (PlainLabel(intro, "lead"), self._lines, self._why, own):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._why.hide()
        self._draft = DraftKeeper(
            self, office.work, f"handover:{self._child}", self._fields, self._restore, status_of(self)
        )
        self._texts = {"parents": self._parents, "staff": self._staff, "read": self._read_by, "why": self._because}
        for text in self._texts.values():
            text.changed.connect(self._draft.touch)
        self._main.clicked.connect(self._ask_where)
        ask(office.work.look(lambda desk: handover.sheet(desk, self._child)), self, self._show, self._refused)

    def refresh(self, changes: Changes) -> None:
        """What is being chosen stays as it is."""

    def leave(self) -> None:
        """Keeps what is chosen and typed."""
        self._draft.save()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, also past what came with the sheet."""
        return focus_next_in_reading_order(self, forward=forward)

    def _show(self, sheet: HandoverSheet) -> None:
        self.set_title("Overlevering til dagtilbud", sheet.child.first_name)
        for part in HandoverPart:
            lines = [line for line in sheet.lines if line.part is part]
            if not lines:
                continue
            card = Card(HANDOVER_WORDS[part])
            if part is HandoverPart.JUDGED:
                self._hide(card)
            for line in lines:
                tick = CheckBox(f"{line.label}: {line.text.replace(chr(10), '. ')}")
                self._boxes[line.key] = tick
                tick.setChecked(bool(self._restored.get(f"tick:{line.key}")))
                tick.toggled.connect(self._ticked)
                card.add(tick)
            self._column.addWidget(card)
        if not sheet.lines:
            self._column.addWidget(PlainLabel("Der er ikke skrevet noget ved besøg endnu. Skriv det selv her.", "body"))
        self._show_why()

    def _hide(self, judged: Card) -> None:
        """The parents see it when somebody means to take it along."""
        show = Button("Vis, hvordan det er vurderet")
        place = Flow([show])
        self._column.addWidget(place)
        judged.hide()

        def shown() -> None:
            place.hide()
            judged.show()

        show.clicked.connect(shown)

    def _ticked(self) -> None:
        self._show_why()
        self._draft.touch()

    def _chosen(self) -> frozenset[str]:
        return frozenset(key for key, tick in self._boxes.items() if tick.isChecked())

    def _show_why(self) -> None:
        self._why.setVisible(any(key.startswith(HandoverPart.JUDGED) for key in self._chosen()))

    def _fields(self) -> dict[str, str]:
        return {name: field.text() for name, field in self._texts.items()} | {
            f"tick:{key}": "x" for key in self._chosen()
        }

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._restored = fields
        for name, field in self._texts.items():
            field.set_text(fields.get(name, ""))
        for key, tick in self._boxes.items():
            tick.setChecked(bool(fields.get(f"tick:{key}")))

    def _ask_where(self) -> None:
        save_pdf_as(self, "overlevering.pdf", self._save)

    def _save(self, target: Path) -> None:
        texts = {name: field.text() for name, field in self._texts.items()}
        wanted = Handover(self._chosen(), texts["parents"], texts["staff"], texts["read"], texts["why"])
        child = self._child
        saving = self._office.work.run(lambda desk: handover.print_handover(desk, child, wanted, target))
        ask(saving, self, lambda _: self._saved(), self._refused)

    def _saved(self) -> None:
        self._draft.drop()
        self.show_message(
            Message(MessageKind.SUCCESS, "Papiret er gemt.", "Giv det til forældrene. Det sendes ikke af sig selv.")
        )

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {"OVER-FORAELDRE": self._read_by, "OVER-GRUND": self._because}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            self.show_message(message_of(MessageKind.WARNING, str(error)))
