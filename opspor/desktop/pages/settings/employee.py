"""Mistanke mod en ansat: whether leaders may keep a record in the program. By default nobody does."""

from functools import partial

from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, CheckBox, Message, MessageKind, Prose, message_of, tell
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.usecases import employee_record


class EmployeeCard(Card):
    """A choice that the leader makes with the DPO (domain 3.8)."""

    def __init__(self, office: Office, cannot: str) -> None:
        super().__init__("Mistanke mod en ansat")
        self._work = office.work
        self._kept: bool | None = None
        self._on = CheckBox("Lederne kan skrive ned i opspor, når en mistanke gælder en ansat")
        save = Button("Gem valget")
        save.set_cannot(cannot)
        save.clicked.connect(self._save)
        self.add(
            Prose(
                [
                    "Uden hak gemmer opspor ingenting, når det gælder en ansat. I får vejledning og et papir.",
                    "Med hak kan en leder skrive det ned. Alle ledere kan se den, og ingen andre. "
                    "Den, der ikke længere er leder, kan ikke se den mere, heller ikke sin egen.",
                    "Gælder det en leder, så skriv på papir, og gå til lederens leder: alle ledere kan læse det her.",
                    "Aftal det først med kommunens DPO: Hvad er grundlaget? Hvor længe gemmer I? Hvornår får den "
                    "ansatte indsigt? Hvor bor sagen, når personaleafdelingen har taget over?",
                ],
                "body",
            )
        )
        self.add(self._on)
        self.add(save)
        self._reading = Reading(self, lambda: self._work.look(employee_record.shown), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was chosen, on this PC or by somebody else."""
        self._reading.refresh(changes)

    def _show(self, on: bool) -> None:
        if self._kept in (None, self._on.isChecked()):  # what somebody is choosing stays
            self._on.setChecked(on)
        self._kept = on

    def _save(self) -> None:
        on = self._on.isChecked()
        said = "Lederne kan nu skrive ned." if on else "Ingen kan begynde på flere. Det skrevne er der stadig."
        ask(
            self._work.run(partial(employee_record.switch, on=on)),
            self,
            lambda _: tell(self, Message(MessageKind.SUCCESS, "Gemt.", said)),
            self._failed,
        )

    def _failed(self, error: KnownError) -> None:
        tell(self, message_of(MessageKind.DANGER, str(error)))
