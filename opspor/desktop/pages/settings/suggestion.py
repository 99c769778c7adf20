"""Vurdering: whether a suggestion stands beside the position that somebody has chosen."""

from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import Button, Card, CheckBox, Kind, Message, MessageKind, Prose, message_of, tell
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.usecases import suggestions


class SuggestionSection(Section):
    """Counts when it is saved, for everybody (domain 2.7)."""

    title = "Vurdering"
    icon = "house"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work = office.work
        self._kept: bool | None = None
        self._on = CheckBox("Vis et forslag, når man selv har valgt barnets position")
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        save.clicked.connect(self._save)
        card = Card("Vurdering", spacing=6)
        card.add(self._on)
        card.add(
            Prose(
                [
                    "Forslaget siger med ord, hvad listen over det, der belaster og beskytter, peger på. "
                    "Det bliver aldrig gemt, og det er altid den voksne, der vælger.",
                    "Grænserne i listen er vores egne og er ikke afprøvet endnu. "
                    "Vil I hellere være fri, så fjern hakket.",
                ],
                "body",
            )
        )
        card.add(save)
        self.column.addWidget(card)
        self._reading = Reading(self, lambda: self._work.look(suggestions.shown), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was chosen, on this PC or by somebody else."""
        self._reading.refresh(changes)

    def _show(self, on: bool) -> None:
        if self._kept in (None, self._on.isChecked()):  # what somebody is choosing stays
            self._on.setChecked(on)
        self._kept = on

    def _save(self) -> None:
        on = self._on.isChecked()
        ask(
            self._work.run(lambda desk: suggestions.switch(desk, on=on)),
            self,
            lambda _: tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det gælder fra næste barn, for alle.")),
            self._failed,
        )

    def _failed(self, error: KnownError) -> None:
        tell(self, message_of(MessageKind.DANGER, str(error)))
