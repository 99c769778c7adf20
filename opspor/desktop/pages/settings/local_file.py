"""Kommunens fil: looked at before it is taken over, and made for other houses."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import choose_file, save_as
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    TextField,
    box,
    message_of,
    tell,
)
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.local import Layer
from opspor.exchange.local_file import read_file
from opspor.usecases import local_layer
from opspor.usecases.local_layer import Preview

_KINDS = "Kommunens fil (*.opspor-kommune *.json)"
_NAME = "kommunens-lokale-lag.opspor-kommune"


class FileCard(Card):
    """Takes the municipality's file over after a look at what changes, and hands the municipal part on as a file.

    ``opened`` as in ``Section``.
    """

    opened = Signal(object)

    def __init__(self, office: Office, cannot: str) -> None:
        super().__init__("Kommunens fil")
        self._work = office.work
        self._taken = PlainLabel("", "body", "text_2")
        self.add(
            Prose(
                [
                    "Kommunen kan sende sine numre og tekster som én fil. Du ser først, hvad der ændrer sig. "
                    "Det, I selv har skrevet, bliver stående.",
                ],
                "body",
            )
        )
        self.add(self._taken)
        self._fetch = Button("Hent kommunens fil", icon="download")
        self._fetch.set_cannot(cannot)
        self._fetch.clicked.connect(lambda: choose_file(self, "Hent kommunens fil", _KINDS, self.look_at))
        self.add(Flow([self._fetch], gap=3))
        self._said = QWidget()
        self._lines = Column(self._said, spacing=2)
        self._looked_at: Layer | None = None
        take, leave = Button("Tag filen i brug"), Button("Fortryd", Kind.QUIET)
        take.clicked.connect(self._take)
        leave.clicked.connect(self._close)
        self._start = take
        self._preview = box(self._said, Flow([take, leave], gap=3), spacing=3)
        self.add(self._preview)
        self._preview.hide()
        self._by = TextField("Lavet af", placeholder="Fx leder", help_text="En funktion. Den står i filen.")
        self._give = Button("Gem som fil til andre huse", icon="send")
        self._give.set_cannot(cannot)
        self._give.clicked.connect(lambda: save_as(self, _NAME, "Gem kommunens fil", _KINDS, self.save_to))
        self.add(self._by)
        self.add(Flow([self._give], gap=3))

    def show_taken(self, taken: Layer | None) -> None:
        """Which file was taken over last."""
        words = "I har ingen fil fra kommunen."
        if taken is not None:
            words = f"Seneste fil: version {taken.version} fra {long_date(taken.made_on)}, lavet af {taken.made_by}."
        self._taken.setText(words)

    def look_at(self, path: Path) -> None:
        """Reads the file, and shows what taking it over would change."""
        ask(in_background(partial(read_file, path)), self, self._read, self._failed)

    def save_to(self, path: Path) -> None:
        """Makes the file for other houses."""
        work = partial(local_layer.export, target=path, made_by=self._by.text())
        ask(self._work.run(work), self, self._saved, self._failed)

    def _read(self, file: Layer) -> None:
        ask(self._work.look(partial(local_layer.preview, file=file)), self, self._show, self._failed)

    def _show(self, found: Preview) -> None:
        self._clear()
        file = found.file
        made = f"version {file.version} fra {long_date(file.made_on)}, lavet af {file.made_by}"
        self._lines.addWidget(PlainLabel(f"{file.local.municipality}, {made}", "body_strong"))
        self._list("Det ændrer sig", [f"{one.about}: {one.here or 'tom'} → {one.file or 'tom'}" for one in found.taken])
        self._list("Jeres eget bliver stående", [f"{one.about}: {one.here} (filen: {one.file})" for one in found.kept])
        self._list("Kommer ikke med, for opspor kender det ikke", found.unknown)
        self._list("Her mangler stadig et nummer", found.missing)
        self._looked_at = file
        self._preview.show()
        self._start.setFocus()
        self.opened.emit(self._preview)

    def _list(self, head: str, lines: Iterable[str]) -> None:
        words = list(lines)
        if words:
            self._lines.addWidget(PlainLabel(head, "body_strong"))
            self._lines.addWidget(Prose(words, "body"))

    def _clear(self) -> None:
        for part in self._said.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.hide()
            part.deleteLater()

    def _close(self) -> None:
        self._preview.hide()
        self._fetch.setFocus()

    def _take(self) -> None:
        if self._looked_at is not None:
            work = partial(local_layer.take_over, file=self._looked_at)
            ask(self._work.run(work), self, self._took, self._failed)

    def _took(self, found: Preview) -> None:
        self._close()
        missing = len(found.missing)
        more = f"{missing} numre mangler stadig. Skriv dem under Telefonnumre." if missing else "Alle numre er der."
        tell(self, Message(MessageKind.SUCCESS, "Filen er taget i brug.", more))

    def _saved(self, layer: Layer) -> None:
        words = f"Version {layer.version}. Institutionens egne numre er ikke med."
        tell(self, Message(MessageKind.SUCCESS, "Filen er gemt.", words))

    def _failed(self, error: KnownError) -> None:
        if error.code == "LOKAL-HVEM":
            self._by.refuse("Skriv, hvilken funktion der har lavet filen.")
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
