"""Log: how many months its lines are kept."""

from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, ChoiceField, Kind, Message, MessageKind, Prose, message_of, tell
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.text import count_of
from opspor.usecases import log


class LogSection(Section):
    """Counts when it is saved, for everybody. Deleting waits until somebody comes in who may."""

    title = "Log"
    icon = "clipboard-list"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work = office.work
        self._kept: int | None = None
        self._months: ChoiceField[int] = ChoiceField(
            "Gem loggen i",
            [(count_of(number, "måned", "måneder"), number) for number in range(log.LEAST_MONTHS, log.MOST_MONTHS + 1)],
        )
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        save.clicked.connect(self._save)
        card = Card("Log", spacing=6)
        card.add(self._months)
        card.add(
            Prose(
                [
                    "Ældre linjer bliver slettet, når en leder eller administrator låser op. De kommer ikke igen, "
                    "heller ikke med en længere frist.",
                    "Programmet underskriver, hvor loggen så begynder. Aftal fristen med jeres DPO.",
                ],
                "body",
            )
        )
        card.add(save)
        self.column.addWidget(card)
        self._reading = Reading(self, lambda: self._work.look(log.months_kept), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was chosen, on this PC or by somebody else."""
        self._reading.refresh(changes)

    def _show(self, months: int) -> None:
        if self._months.value() == self._kept:  # what somebody is choosing stays
            self._months.set_value(months)
        self._kept = months

    def _save(self) -> None:
        months = self._months.value()
        if months is not None:
            ask(self._work.run(lambda desk: log.keep_months(desk, months)), self, lambda _: self._saved(), self._failed)

    def _saved(self) -> None:
        tell(
            self, Message(MessageKind.SUCCESS, "Gemt.", "Det gælder, næste gang en leder eller administrator låser op.")
        )

    def _failed(self, error: KnownError) -> None:
        tell(self, message_of(MessageKind.DANGER, str(error)))
