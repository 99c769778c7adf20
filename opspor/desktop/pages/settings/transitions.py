"""Overgange: on what the municipality lets something be passed on when a child changes place."""

from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Field,
    Kind,
    Message,
    MessageKind,
    Prose,
    TextField,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.transition import BASIS_WORDS, Basis, Rule
from opspor.usecases import transitions


class TransitionsSection(Section):
    """The rule is the municipality's; the program knows none."""

    title = "Overgange"
    icon = "send"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._work = office.work
        self._kept: Rule | None = None
        self._basis: ChoiceField[Basis] = ChoiceField(
            "Efter hvad gives noget videre?", [(words, basis) for basis, words in BASIS_WORDS.items()]
        )
        self._words = TextField("Reglen med kommunens ord", lines=2, help_text="Hvad hedder den, og hvor står den?")
        self._checked = DateField("Senest kontrolleret")
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_change else NOT_YOURS)
        save.clicked.connect(self._save)
        card = Card("Når et barn skifter sted", spacing=6)
        card.add(
            Prose(
                [
                    "Kommunerne har hver deres regel for, hvad der må gå med fra dagtilbud til skole og mellem "
                    "dagtilbud. Spørg kommunen, og skriv svaret her. Det står på hver overgangsbeskrivelse.",
                    "Forældrene vælger under alle omstændigheder selv, hvad der går med.",
                ],
                "body",
            )
        )
        for part in (self._basis, self._words, self._checked, save):
            card.add(part)
        self.column.addWidget(card)
        self._reading = Reading(self, lambda: self._work.look(transitions.rule), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was chosen, on this PC or by somebody else."""
        self._reading.refresh(changes)

    def _typed(self) -> Rule:
        return Rule(self._basis.value() or Basis.NOT_CHOSEN, self._words.text().strip(), self._checked.value())

    def _show(self, rule: Rule) -> None:
        if self._kept in (None, self._typed()):  # what somebody is writing stays
            self._basis.set_value(rule.basis)
            self._words.set_text(rule.words)
            self._checked.set_value(rule.checked_on)
        self._kept = rule

    def _save(self) -> None:
        if not self._checked.complete():
            return
        rule = self._typed()
        told = Message(MessageKind.SUCCESS, "Gemt.", "Den står på de overgangsbeskrivelser, I gør færdige fra nu af.")
        ask(self._work.run(lambda desk: transitions.set_rule(desk, rule)), self, lambda _: tell(self, told), self._no)

    def _no(self, error: KnownError) -> None:
        fields: dict[str, Field] = {
            "OVERGANG-REGEL": self._checked if self._words.text().strip() else self._words,
            "OVERGANG-SET": self._checked,
        }
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
