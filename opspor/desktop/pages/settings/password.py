"""Din adgangskode: choosing another one. Nothing is encrypted again, so it takes a moment only."""

from opspor.desktop.pages.enter.new_password import NewPassword
from opspor.desktop.pages.settings.section import Section
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Flow,
    Kind,
    Message,
    MessageKind,
    PasswordField,
    PlainLabel,
    message_of,
    tell,
)
from opspor.domain.errors import KnownError
from opspor.usecases.people import People


class PasswordSection(Section):
    """The password of whoever is in. What is typed is forgotten when the page goes away."""

    title = "Din adgangskode"
    icon = "user-round"

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._work = office.work
        self._own_words: tuple[str, ...] = (office.work.staff.name,)
        self._old = PasswordField("Din nuværende adgangskode")
        self._new = NewPassword("Ny adgangskode", lambda: self._own_words)
        self._change = Button("Skift adgangskode", Kind.MAIN)
        card = Card("Din adgangskode", spacing=5)
        for part in (
            PlainLabel("Den låser op for alt om alle børn. Del den ikke med nogen."),
            self._old,
            self._new,
            PlainLabel(
                "Gamle kopier af mappen åbner stadig med den gamle adgangskode. Har nogen set den, så sig det til "
                "lederen.",
                "body",
                "text_2",
            ),
            Flow([self._change]),
        ):
            card.add(part)
        self.column.addWidget(card)
        self._old.changed.connect(lambda: self._old.set_error(""))
        self._old.entered.connect(self._new.setFocus)
        self._new.entered.connect(self._begin)
        self._change.clicked.connect(self._begin)

    def show_people(self, known: People) -> None:
        """Names that are guessed first."""
        self._own_words = (known.me.name, known.institution.name)

    def leave(self) -> None:
        """Forgets what was typed."""
        self._old.clear()
        self._new.clear()

    def _begin(self) -> None:
        if self._change.cannot:
            return
        if self._old.text():
            self._new.check(self._try)
        else:
            self._old.refuse("Skriv den adgangskode, du låser op med nu.")

    def _try(self, new: str) -> None:
        work, old = self._work, self._old.text()
        self._set_busy("Adgangskoden bliver skiftet. Vent et øjeblik.")
        ask(in_background(lambda: work.change_password(old, new)), self, lambda _: self._changed(), self._failed)

    def _set_busy(self, reason: str) -> None:
        self._change.set_cannot(reason)
        self._change.set_words("Skifter adgangskode …" if reason else "Skift adgangskode")

    def _changed(self) -> None:
        self._set_busy("")
        self.leave()
        self._change.setFocus()
        tell(self, Message(MessageKind.SUCCESS, "Adgangskoden er skiftet.", "Brug den nye, næste gang du låser op."))

    def _failed(self, error: KnownError) -> None:
        self._set_busy("")
        if error.code == "BOKS-ADGANG":
            self._old.clear()
            self._old.refuse("Det er ikke din nuværende adgangskode. Intet er ændret. Prøv igen.")
        elif error.code == "BOKS-VENT":
            self._old.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))
