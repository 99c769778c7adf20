"""Who a concern is about, what began it, and how it is closed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CarefulDialog,
    Chip,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    box,
    message_of,
    tell,
)
from opspor.domain.child import age_in_words
from opspor.domain.clock import long_date
from opspor.domain.concern import Danger
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import concerns
from opspor.usecases.concerns import REASON_MISSING, ConcernFile


class AboutCard(Card):
    """The child or the typed name, and the first words that were written."""

    def __init__(self, office: Office) -> None:
        super().__init__("Det handler om", spacing=3)
        self._office = office
        self._shown: QWidget | None = None

    def set_file(self, file: ConcernFile) -> None:
        """Shows who and what."""
        concern = file.concern
        parts: list[QWidget] = [PlainLabel(file.name, "title")]
        if file.child is not None:
            age = age_in_words(file.child.birth_date, self._office.work.clock().date())
            parts.append(PlainLabel(" · ".join((age, *file.child.group_names)), "body", "text_2"))
        else:
            parts.append(PlainLabel("Et navn, der er skrevet. Ikke et barn på listen.", "body", "text_2"))
        if concern.danger is not Danger.NO:
            words = "Fare nu" if concern.danger is Danger.NOW else "Kan ikke trygt gå hjem"
            parts.append(Flow([Chip(words, MessageKind.DANGER, icon="octagon-alert")]))
        parts += [
            PlainLabel(concern.what, "lead"),
            PlainLabel(f"Set {long_date(concern.seen_at)}, skrevet af {concern.author_name}", "small", "text_2"),
        ]
        if file.child is not None and file.particulars is not None:
            child_id = file.child.id
            to_child = Button("Åbn barnets side", Kind.LINK, icon="arrow-right", icon_after=True)
            to_child.clicked.connect(lambda: self._office.go(Destination(Place.CHILD, child_id)))
            parts.append(to_child)
        had_focus = self._shown is not None and self._shown.isAncestorOf(self.focusWidget() or self)
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = box(*parts, spacing=2)
        self.body.insertWidget(0, self._shown)
        if had_focus:
            parts[-1].setFocus()


class CloseCard(Card):
    """Closing with a reason. There is no way to open it again, so it is asked once more."""

    def __init__(self, office: Office, concern_id: Id) -> None:
        super().__init__("Luk bekymringen", spacing=3)
        self._office, self._concern_id = office, concern_id
        self.reason = TextField("Hvorfor kan den lukkes?", help_text="Skriv også, hvad der kan åbne den igen.", lines=2)
        self.button = Button("Luk bekymringen")
        self.button.clicked.connect(self._ask)
        self.add(self.reason)
        self.add(self.button)
        self._keeper = DraftKeeper(
            self,
            office.work,
            f"concern:{concern_id}:close",
            self._fields,
            self._restore,
        )
        self.reason.changed.connect(self._keeper.touch)

    def leave(self) -> None:
        """What is typed is kept."""
        self._keeper.save()

    def _fields(self) -> Mapping[str, str]:
        return {"reason": self.reason.text()}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self.reason.set_text(fields.get("reason", ""))

    def _ask(self) -> None:
        if not self.reason.text():
            self._refused(KnownError(REASON_MISSING))
            return
        CarefulDialog(
            self,
            "Luk bekymringen?",
            "Alt, der er skrevet, bliver, og den står under Lukkede. Ser du noget nyt, så begynder du en ny.",
            safe="Behold den åben",
            verb="Luk den",
            danger=False,
        ).ask(self._close)

    def _close(self) -> None:
        concern_id, reason = self._concern_id, self.reason.text()
        ask(
            self._office.work.run(lambda desk: concerns.close(desk, concern_id, reason)),
            self,
            lambda _: self._keeper.drop(),
            self._refused,
        )

    def _refused(self, error: KnownError) -> None:
        if error.fault is REASON_MISSING:
            self.reason.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
