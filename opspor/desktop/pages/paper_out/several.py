"""Several underretninger as PDF in one go: which, into which folder, and how far it is. It can be stopped."""

from datetime import date
from pathlib import Path

from opspor.desktop.choose import choose_folder, documents
from opspor.desktop.effort import Effort
from opspor.desktop.page import FocusPage
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office
from opspor.desktop.widgets import (
    Button,
    Card,
    DateField,
    EmptyState,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Prose,
    Segmented,
    Tiles,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.text import count_of
from opspor.usecases import paper_out
from opspor.usecases.paper_out import Takeable
from opspor.workplace.several_papers import Taken, save_all

_ALL = (False, True)
_TELL = [
    "Hver underretning bliver sin egen fil. Filnavnene siger ikke, hvem det handler om.",
    "Filerne er ikke beskyttet, som opspor er. Gem dem et sikkert sted, og slet dem, når I har brugt dem.",
    "At de er gemt her, betyder ikke, at de er sendt.",
]


class SeveralPage(FocusPage):
    """The underretninger that the person may see. No row per paper: a number, and a choice of which."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Vælg mappe, og gem", Kind.MAIN, icon="download")
        super().__init__("Bekymringer", "Gem flere som PDF", main=self._main)
        self._office = office
        self._found: tuple[Takeable, ...] = ()
        self._effort = Effort(self.progress)
        self._which: Segmented[tuple[bool, ...]] = Segmented(
            "Hvilke", [("Ikke sendt endnu", (False,)), ("Sendt", (True,)), ("Alle", _ALL)], value=_ALL
        )
        self._since = DateField("Gjort færdig fra og med", help_text="Kan stå tomt.")
        self._until = DateField("Til og med", help_text="Kan stå tomt.")
        self._count = PlainLabel("", "section")
        self._card = Card("Hvilke underretninger?", spacing=4)
        for part in (self._which, Tiles([self._since, self._until], least=60), self._count):
            self._card.add(part)
        self._nothing = EmptyState(
            "file-text", "Ingen færdige underretninger", "Når en er gjort færdig, kan den gemmes herfra."
        )
        self._nothing.hide()
        for each in (Prose(_TELL, "body"), self._card, self._nothing):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.work_area.set_widest(170)
        self._which.chosen.connect(lambda _: self._show_count())
        for field in (self._since, self._until):
            field.changed.connect(self._show_count)
        self._main.clicked.connect(self._choose)
        self._reading = Reading(
            self, lambda: office.work.look(paper_out.takeable), self._show, Changed.PAPERS, Changed.CONCERNS
        )

    def refresh(self, changes: Changes) -> None:
        """Counts again when a paper was finished or sent; not while they are being saved."""
        if not self._effort.running:
            self._reading.refresh(changes)

    def leave(self) -> None:
        """What nobody waits for any more is stopped after the file it is at."""
        self._effort.stop()

    def _show(self, found: tuple[Takeable, ...]) -> None:
        self._found = found
        self._card.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._show_count()

    def _chosen(self) -> tuple[Takeable, ...]:
        which = self._which.value() or _ALL
        since, until = self._since.value() or date.min, self._until.value() or date.max
        return tuple(one for one in self._found if one.sent in which and since <= one.written_on <= until)

    def _show_count(self) -> None:
        count = len(self._chosen())
        self._count.setText(f"{count_of(count, 'underretning', 'underretninger')} bliver til filer")
        self._main.set_cannot("" if count else "Der er ingen at gemme. Vælg andre dage, eller »Alle«.")

    def _choose(self) -> None:
        if self._effort.running or not (self._since.complete() and self._until.complete()):
            return
        choose_folder(self, "Vælg en mappe til filerne", documents(), self._begin)

    def _begin(self, folder: Path) -> None:
        self.message_line.clear()
        work, chosen = self._office.work, self._chosen()
        self._effort.begin(
            f"Gemmer {count_of(len(chosen), 'underretning', 'underretninger')}",
            lambda progress, stop: save_all(work, chosen, folder, progress, stop),
            self._over,
            lambda error: self.show_message(message_of(MessageKind.DANGER, str(error))),
        )

    def _over(self, taken: Taken) -> None:
        self.show_message(result(taken))
        self._main.setFocus()


def result(taken: Taken) -> Message:
    """What came of it, in words: what stands in the folder, what could not be made, and what to do."""
    there = f"{taken.done} af {taken.of} står i mappen, hele og læsbare."
    if taken.ended is not None:
        return message_of(MessageKind.DANGER, f"{taken.ended} {there}")
    left_out = (
        f" {count_of(taken.refused, 'er ikke lavet', 'er ikke lavet')}: åbn dem en ad gangen, så siger opspor hvorfor."
        if taken.refused
        else ""
    )
    if taken.done + taken.refused < taken.of:
        return Message(MessageKind.WARNING, "Stoppet.", f"{there}{left_out}")
    kind = MessageKind.WARNING if taken.refused else MessageKind.SUCCESS
    return Message(kind, f"{there}", f"De er gemt, ikke sendt. Slet filerne, når I har brugt dem.{left_out}")
