"""Hvor længe vi gemmer: the months of each sort, what they mean, and what a shorter time would make due."""

from opspor.desktop.pages.settings.section import LEADER_ONLY, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    ChoiceField,
    Flow,
    Kind,
    Message,
    MessageKind,
    Prose,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.retention import LONGEST, Schedule
from opspor.domain.text import count_of
from opspor.usecases import retention

_AT_ONCE = "Når den er journaliseret"
_ASKED = (
    ("own", "Egne vurderinger", "Regnes fra den dag, teamet blev enigt. Tal om enighed og »I så forskelligt« bliver."),
    ("file", "Alt om et barn", "Regnes fra den dag, barnet stoppede: vurderinger, fokuspunkter, planer og resten."),
    ("concern", "En lukket bekymring", "Regnes fra den dag, den er journaliseret. Før det bliver den aldrig slettet."),
    (
        "paper",
        "Teksten i en underretning",
        "Regnes fra den dag, den er journaliseret. At den er sendt, bliver stående.",
    ),
)
_TELL = [
    "Den dataansvarlige bestemmer, hvor længe noget gemmes. Tallene her er vores forslag, til I har aftalt andre med "
    "jeres DPO.",
    "Intet bliver slettet af sig selv: det kommer på slettelisten, og lederen godkender. Gamle kopier forsvinder, når "
    "nye tager deres plads.",
    "Loggens måneder står under »Log«.",
]


class RetentionSection(Section):
    """A shorter time asks first, with how much more would be due today."""

    title = "Hvor længe vi gemmer"
    icon = "hourglass"

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__()
        self._office = office
        self._kept: Schedule | None = None
        self.fields = {
            name: ChoiceField(label, _months(least=0 if name == "paper" else 1), help_text=said)
            for name, label, said in _ASKED
        }
        save, log, due = Button("Gem", Kind.MAIN), Button("Log", Kind.QUIET), Button("Sletteliste", Kind.QUIET)
        save.set_cannot("" if may_change else LEADER_ONLY)
        save.clicked.connect(self._weigh)
        log.clicked.connect(lambda: office.go(Destination(Place.SETTINGS, Id("log"))))
        due.clicked.connect(lambda: office.go(Destination(Place.RETENTION)))
        card = Card(self.title, spacing=6)
        for field in self.fields.values():
            card.add(field)
        for part in (Prose(_TELL, "body"), Flow([save, due, log], gap=3)):
            card.add(part)
        due.setVisible(may_change)  # not before it has a parent: it would open as a window, and take the keyboard
        self.column.addWidget(card)
        self._reading = Reading(self, lambda: office.work.look(retention.schedule), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was decided, on this PC or by somebody else."""
        self._reading.refresh(changes)

    def _show(self, kept: Schedule) -> None:
        if self._kept is None or self._chosen() == self._kept:  # what somebody is choosing stays
            for name, field in self.fields.items():
                field.set_value(getattr(kept, name))
        self._kept = kept

    def _chosen(self) -> Schedule | None:
        values = [field.value() for field in self.fields.values()]
        own, file, concern, paper = values
        if own is None or file is None or concern is None or paper is None:
            return None
        return Schedule(own, file, concern, paper)

    def _weigh(self) -> None:
        wanted = self._chosen()
        if wanted is None:
            return
        asked = self._office.work.look(lambda desk: retention.would_go(desk, wanted))
        ask(asked, self, lambda more: self._ask(wanted, more), self._failed)

    def _ask(self, wanted: Schedule, more: int) -> None:
        """Whether it is meant, where something becomes due by it; nothing is deleted by that."""
        if not more:
            self._save(wanted)
            return
        CarefulDialog(
            self,
            "Gem i kortere tid?",
            f"{count_of(more, 'ting mere', 'ting mere')} kommer på slettelisten i dag. De bliver først slettet, når du "
            "har set listen igennem.",
            safe="Behold",
            verb="Gem i kortere tid",
            danger=False,
        ).ask(lambda: self._save(wanted))

    def _save(self, wanted: Schedule) -> None:
        saving = self._office.work.run(lambda desk: retention.set_schedule(desk, wanted))
        ask(saving, self, lambda _: self._saved(), self._failed)

    def _saved(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Datoerne på børnenes sider følger med."))

    def _failed(self, error: KnownError) -> None:
        tell(self, message_of(MessageKind.DANGER, str(error)))


def _months(*, least: int) -> list[tuple[str, int]]:
    """``1 måned`` … ; 0 is when it is journalised."""
    return [
        (count_of(number, "måned", "måneder") if number else _AT_ONCE, number) for number in range(least, LONGEST + 1)
    ]
