"""Brev til forældre: for a whole group in one go."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opspor.desktop.choose import choose_folder, documents, save_pdf_as
from opspor.desktop.effort import Effort, Progress, Stop
from opspor.desktop.page import Page
from opspor.desktop.pages.letters import words
from opspor.desktop.pages.letters.given import GivenCard
from opspor.desktop.pages.letters.languages import LanguagesCard
from opspor.desktop.pages.letters.one import LetterCard
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    EmptyState,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    Table,
    TableColumn,
    Tiles,
    message_of,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.domain.text import count_of
from opspor.usecases import letters
from opspor.usecases.desk import Desk
from opspor.usecases.letters import GroupLetters, LetterRow, Printed

_ONLY_MISSING, _EVERYBODY = "missing", "all"
GIVEN = "given"  # in place of a context: the letters are out, and the day is to be noted
_SECTION = Id("institution")
_Saving = Callable[[Desk, Id, Sequence[tuple[Id, str]], Path, Progress, Stop], Printed]


class LettersPage(Page):
    """``destination.id`` is a group, or "" for the first of one's own. Those without a date get a letter beforehand."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem brevene", Kind.MAIN, icon="printer")
        super().__init__("Brev til forældre", main=self._main)
        self._office, self._chosen_group = office, destination.id
        self._notes_day = destination.context == GIVEN
        self._found: GroupLetters | None = None
        self._along: set[Id] = set()
        self._languages: dict[Id, str] = {}
        self._shown_group = Id("")
        self._effort = Effort(self.progress)
        leads = reach(office.work.staff, Action.CHANGE_LOCAL) is Reach.ALL
        self._lacking = PlainLabel("", "body_strong")
        write = Button("Skriv det under Indstillinger", Kind.OUTLINED)
        self._lacking_card = Card()
        self._lacking_card.add(self._lacking)
        self._lacking_card.add(Flow([write]))
        write.clicked.connect(lambda: office.go(Destination(Place.SETTINGS, _SECTION)))
        self._group: ChoiceField[Id] = ChoiceField("Stue eller klasse", [])
        self._who: ChoiceField[str] = ChoiceField(
            "Brev til", [("Dem, der mangler en dato", _ONLY_MISSING), ("Alle", _EVERYBODY)], value=_ONLY_MISSING
        )
        columns: Sequence[TableColumn[LetterRow]] = (
            TableColumn("Barn", lambda one: one.child.full_name, share=8, strong=True),
            TableColumn("Orienteret", words.told, share=7, whole=True),
            TableColumn("Sprog", self._language_words, share=8),
            TableColumn("Får", lambda one: words.copies(one) if one.child.id in self._along else "Intet brev", share=8),
        )
        self._table = Table("Børn og deres breve. Enter åbner barnets brev", columns)
        self._list = Card(flush=True)
        self._list.add(self._table)
        self._one = QWidget()
        self._one_column = Column(self._one, spacing=0)
        self._each = Button("Gem en fil for hvert barn", Kind.QUIET, icon="download")
        self._given = GivenCard(office)
        self._languages_card = LanguagesCard(office, may_change=leads)
        self._empty = Card()
        self._empty.add(
            EmptyState("mail-check", "Her er ingen børn endnu", "Når der er børn i en gruppe, kan de få breve herfra.")
        )
        self._tools = Tiles([self._group, self._who], least=40, gap=4)
        self._said = PlainLabel(
            "Brevet siger, at børn bliver vurderet, hvorfor, hvem der ser det, og hvornår det bliver slettet. "
            "Det er ens for alle og siger intet om det enkelte barn. Der står ingen adresse på det.",
            "body",
            "text_2",
        )
        self._each_line = Flow([self._each], gap=3)
        self._work_parts = (self._tools, self._list, self._each_line, self._given)
        for part in (
            self._lacking_card, self._said, self._tools, self._list, self._one, self._each_line, self._given,
            self._languages_card, self._empty,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)
        for part in (self._lacking_card, self._one, self._empty, *self._work_parts):
            part.hide()
        self._connect()
        self._reading = Reading(
            self, lambda: office.work.look(lambda desk: letters.group_letters(desk, self._chosen_group)), self._show,
            Changed.CHILDREN, Changed.PEOPLE, Changed.SETTINGS, Changed.PROTECTION,
        )  # fmt: skip

    def _connect(self) -> None:
        self._main.clicked.connect(self._ask_where)
        self._each.clicked.connect(lambda: choose_folder(self, "Vælg en mappe", documents(), self.save_each))
        self._group.changed.connect(self._other_group)
        self._who.changed.connect(self._choose_who)
        self._table.opened.connect(self._open)
        self._given.noted.connect(self._noted)

    def refresh(self, changes: Changes) -> None:
        """Reads again; not while letters are being saved."""
        if not self._effort.running:
            self._reading.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows the page: a child's card is made when it is opened."""
        return focus_next_in_reading_order(self, forward=forward)

    def leave(self) -> None:
        """Keeps what is typed, and stops what nobody waits for any more."""
        self._given.leave()
        self._effort.stop()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show(self, found: GroupLetters) -> None:
        first = self._found is None
        self._found = found
        there = bool(found.rows)
        if found.group != self._shown_group:
            self._shown_group, self._languages = found.group, {}
            self._put_away()
            self._choose()
        self._along &= {row.child.id for row in found.rows}
        options = [
            (f"{group.name} ({missing} mangler en dato)" if missing else group.name, group.id)
            for group, missing in found.groups
        ]
        self._group.blockSignals(True)
        self._group.set_options(options, found.group)
        self._group.blockSignals(False)
        for part in self._work_parts:
            part.setVisible(there)
        self._empty.setVisible(not there)
        self._languages_card.show_languages(found.languages)
        self._show_lacking(found)
        self._show_rows()
        if first and there:
            (self._given.day if self._notes_day else self._table).setFocus()

    def _show_lacking(self, found: GroupLetters) -> None:
        self._lacking.setText(f"Brevet kan ikke laves endnu: {' og '.join(found.missing)} mangler.")
        self._lacking_card.setVisible(bool(found.missing))

    def _show_rows(self) -> None:
        if self._found is None:
            return
        rows = self._found.rows
        current = self._table.currentIndex().row()
        self._table.set_records(rows)
        if 0 <= current < len(rows):
            self._table.setCurrentIndex(self._table.model().index(current, 0))
        chosen = [row for row in rows if row.child.id in self._along]
        missing = sum(row.told_on is None for row in rows)
        self.set_title("Brev til forældre", f"{count_of(missing, 'barn', 'børn')} mangler en dato" if missing else "")
        count = sum(len(row.copies) for row in chosen)
        self._main.set_words(f"Gem {count_of(count, 'brev', 'breve')}" if chosen else "Gem brevene")
        cannot = "" if chosen else "Vælg først, hvem der skal have et brev: tryk Enter på et barn i listen."
        if self._found.missing:
            cannot = f"{' og '.join(self._found.missing).capitalize()} mangler. Skriv det under Indstillinger."
        for button in (self._main, self._each):
            button.set_cannot(cannot)
        self._given.set_children(
            [row.child.id for row in chosen],
            words.how([self._code(row) for row in chosen], self._found.languages),
        )

    def _code(self, row: LetterRow) -> str:
        return self._languages.get(row.child.id, row.language)

    def _language_words(self, row: LetterRow) -> str:
        return words.language(row, self._code(row), self._found.languages if self._found else ())

    # --- who gets one -------------------------------------------------------------------------------------------------

    def _other_group(self) -> None:
        self._chosen_group = self._group.value() or Id("")
        self._reading.refresh(Changes(frozenset({Changed.CHILDREN})))

    def _choose_who(self) -> None:
        self._choose()
        self._show_rows()

    def _choose(self) -> None:
        everybody = self._who.value() == _EVERYBODY
        rows = self._found.rows if self._found else ()
        self._along = {row.child.id for row in rows if not row.not_now and (everybody or row.told_on is None)}

    def _open(self, row: LetterRow) -> None:
        self._put_away()
        found = self._found
        if found is None:
            return
        card = LetterCard(
            self._office, found.group, row, found.languages, along=row.child.id in self._along, language=self._code(row)
        )
        card.changed.connect(partial(self._changed, row.child.id))
        card.closed.connect(self._close)
        self._one_column.addWidget(card)
        self._one.show()
        card.setFocus()

    def _changed(self, child: Id, along: bool, language: str) -> None:
        self._along = self._along | {child} if along else self._along - {child}
        self._languages[child] = language
        self._show_rows()

    def _close(self) -> None:
        self._put_away()
        self._table.setFocus()

    def _put_away(self) -> None:
        for card in self._one.findChildren(LetterCard):
            card.hide()
            card.deleteLater()
        self._one.hide()

    # --- saving -------------------------------------------------------------------------------------------------------

    def _wanted(self) -> tuple[Id, list[tuple[Id, str]]]:
        rows = self._found.rows if self._found else ()
        return self._shown_group, [(row.child.id, self._code(row)) for row in rows if row.child.id in self._along]

    def _ask_where(self) -> None:
        save_pdf_as(self, "breve.pdf", self.save)

    def save(self, target: Path) -> None:
        """All of them as one file."""
        self._begin(letters.save, target)

    def save_each(self, folder: Path) -> None:
        """A file for each child."""
        self._begin(letters.save_each, folder)

    def _begin(self, how: _Saving, place: Path) -> None:
        if self._effort.running:
            return
        self.message_line.clear()
        work, (group, chosen) = self._office.work, self._wanted()

        def saving(progress: Progress, stop: Stop) -> Printed:
            return work.run(lambda desk: how(desk, group, chosen, place, progress, stop)).result()

        self._effort.begin(
            f"Gemmer breve for {count_of(len(chosen), 'barn', 'børn')}",
            saving,
            self._over,
            lambda error: self.show_message(message_of(MessageKind.DANGER, str(error))),
        )

    def _over(self, printed: Printed) -> None:
        if printed.children < printed.of:
            there = f"{printed.children} af {printed.of} er gemt." if printed.children else "Der er ikke gemt noget."
            self.show_message(Message(MessageKind.WARNING, "Stoppet.", there))
            return
        saved = f"{count_of(printed.letters, 'brev', 'breve')} er gemt."
        self.show_message(
            Message(MessageKind.SUCCESS, saved, "Slet filen, når den er skrevet ud. Noter dagen, når brevene er givet.")
        )
        self._given.day.setFocus()

    def _noted(self, count: int) -> None:
        self.show_message(Message(MessageKind.SUCCESS, f"Dagen er noteret for {count_of(count, 'barn', 'børn')}."))
