"""The languages of the letter: who wrote each text, and the way to one's own translation."""

from functools import partial
from pathlib import Path

from opspor.desktop.choose import choose_file, save_as
from opspor.desktop.pages.letters.words import about
from opspor.desktop.pages.settings.section import LEADER_ONLY
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Flow,
    ListRow,
    Message,
    MessageKind,
    PlainLabel,
    RowList,
    tell,
)
from opspor.reference.letters import Language
from opspor.usecases import letters

_KINDS = "Oversættelse (*.toml)"


class LanguagesCard(Card):
    """Which languages there are. The leader fetches a translation, and saves the Danish text for who makes one."""

    def __init__(self, office: Office, *, may_change: bool) -> None:
        super().__init__("Sprog", spacing=3)
        self._work = office.work
        self._languages: tuple[Language, ...] = ()
        self.add(
            PlainLabel(
                "Opspor gætter ikke på et sprog. Har kommunen en oversættelse, kan den hentes her med navnet på den "
                "funktion, der lavede den.",
                "body",
                "text_2",
            )
        )
        self._list = RowList("Sprog")
        self._which: ChoiceField[str] = ChoiceField("Dansk tekst til en oversætter", [])
        self._give = Button("Gem teksten som fil", icon="send")
        fetch = Button("Hent en oversættelse", icon="download")
        for button in (self._give, fetch):
            button.set_cannot("" if may_change else LEADER_ONLY)
        for part in (self._list, Flow([fetch]), self._which, Flow([self._give])):
            self.add(part)
        fetch.clicked.connect(lambda: choose_file(self, "Hent en oversættelse", _KINDS, self.fetch))
        self._give.clicked.connect(self._choose)

    def show_languages(self, languages: tuple[Language, ...]) -> None:
        """All of them, those that lack a translator last."""
        self._languages = languages
        self._list.set_rows([ListRow(one.name_da, about(one), one.name, chevron=False) for one in languages])
        lacking = [(one.name_da, one.code) for one in languages if one.text is None]
        self._which.set_options(lacking, self._which.value() or (lacking[0][1] if lacking else None))
        for part in (self._which, self._give):
            part.setVisible(bool(lacking))

    def fetch(self, file: Path) -> None:
        """Takes a translation over."""
        ask(self._work.run(partial(letters.fetch, file=file)), self, self._fetched)

    def _fetched(self, found: Language) -> None:
        tell(self, Message(MessageKind.SUCCESS, f"{found.name_da} er hentet.", "Se et brev igennem, før I giver det."))

    def _choose(self) -> None:
        language = next((one for one in self._languages if one.code == self._which.value()), None)
        if language is not None:
            save = partial(self.save_for_translator, language)
            save_as(self, f"brev-{language.code}.toml", "Gem teksten som fil", _KINDS, save)

    def save_for_translator(self, language: Language, target: Path) -> None:
        """Saves the Danish text with the name of the language."""
        done = self._work.run(lambda desk: letters.for_translator(desk, language, target))
        said = Message(
            MessageKind.SUCCESS, "Teksten er gemt.", "Send filen til oversætteren. Den siger intet om nogen."
        )
        ask(done, self, lambda _: tell(self, said))
