"""Sikkerhedskopier: where they go, the newest good one, why the last try failed, one now, and the yearly drill."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from opspor.desktop.choose import choose_folder
from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.effort import Effort
from opspor.desktop.pages.settings.section import NOT_YOURS, Section
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressOverlay,
    RowList,
    TextField,
    message_of,
    tell,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.errors import KnownError
from opspor.domain.text import count_of
from opspor.usecases import copies
from opspor.usecases.copy_place import words_about
from opspor.workplace.copying import CopyStatus

_REST_MS = 300  # after the last key in the field for the folder, before the drive is asked about it
_DAYS = (1, 2, 3, 5, 7, 14)


class CopiesSection(Section):
    """Everybody reads how it stands and may take a copy; the leader and the administrator say where they go."""

    title = "Sikkerhedskopier"
    icon = "copy"

    def __init__(self, office: Office, progress: ProgressOverlay, *, may_change: bool, may_drill: bool) -> None:
        super().__init__()
        self._office = office
        self._effort = Effort(progress)
        self._status: CopyStatus | None = None
        self._shown = ("", 0)  # folder and days, as they were filled in
        self.column.addWidget(self._state_card())
        self.column.addWidget(self._place_card(may_change=may_change))
        self.column.addWidget(self._drill_card(may_drill=may_drill))
        self._list = RowList("Kopier")
        self._list_card = Card("Kopier", flush=True)
        self._list_card.add(self._list)
        self._list_card.hide()
        self.column.addWidget(self._list_card)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look_at_place)
        self._draft = DraftKeeper(
            self, office.work, "settings:copies", self._changed, self._restore, self._saved.setText
        )
        self._folder.changed.connect(self._typed)
        self._days.changed.connect(self._draft.touch)
        self._reading = Reading(
            self, lambda: in_background(office.work.copies.status), self._show_status, Changed.SETTINGS
        )

    # --- the cards ------------------------------------------------------------------------------------------------

    def _state_card(self) -> Card:
        self._trouble = MessageLine(closable=False)
        self._newest = PlainLabel("Ser efter kopier …", "body_strong")
        self._take = Button("Tag en kopi nu", Kind.MAIN)
        self._take.clicked.connect(self._take_one)
        card = Card("Sikkerhedskopier")
        for part in (
            self._trouble,
            self._newest,
            PlainLabel(
                "opspor tager selv en kopi hver time, I skriver, og når I lukker. Hver kopi bliver læst igen, før den "
                "tæller. De gamle bliver tyndet ud, så der er en for hver af de sidste 7 dage, 4 uger og 6 måneder."
            ),
            PlainLabel(
                "En kopi er låst som mappen selv. Går mappen i stykker, så vælg »Hent fra en kopi« på den låste skærm.",
                "body",
                "text_2",
            ),
            Flow([self._take]),
        ):
            card.add(part)
        return card

    def _place_card(self, *, may_change: bool) -> Card:
        self._folder = TextField("Mappe til kopier", help_text="Et netværksdrev er et godt sted.")
        browse = Button("Gennemse")
        browse.clicked.connect(
            lambda: choose_folder(self, "Vælg en mappe til kopier", Path(self._folder.text() or "~"), self._browsed)
        )
        beside = Button("Læg dem ved siden af mappen", Kind.LINK)
        beside.clicked.connect(lambda: self._folder.set_text(self._beside()))
        self._about_place = PlainLabel("")
        self._days: ChoiceField[int] = ChoiceField(
            "Sig til på Start, når det seneste ikke er kopieret efter",
            [(count_of(days, "dag", "dage"), days) for days in _DAYS],
        )
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        save = Button("Gem", tall=True)
        save.set_cannot("" if may_change else NOT_YOURS)
        save.clicked.connect(lambda: None if save.cannot else self._save())
        card = Card("Hvor kopierne ligger")
        for part in (
            self._folder, Flow([browse, beside], gap=3), self._about_place, self._days, Flow([save, self._saved], gap=3)
        ):  # fmt: skip
            card.add(part)
        return card

    def _drill_card(self, *, may_drill: bool) -> Card:
        self._drilled = PlainLabel("", "body_strong")
        drill = Button("Prøv en kopi")
        drill.set_cannot("" if may_drill else NOT_YOURS)
        drill.clicked.connect(lambda: None if drill.cannot else self._office.go(Destination(Place.DRILL)))
        card = Card("Prøv én gang om året")
        for part in (
            self._drilled,
            PlainLabel(
                "opspor henter den nyeste kopi frem, ser den igennem og smider den væk igen. Under to minutter."
            ),
            Flow([drill]),
        ):
            card.add(part)
        return card

    # --- how it stands --------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Reads again after a copy, and after somebody has chosen another folder."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed. A copy that is being taken goes on."""
        self._draft.save()

    def _show_status(self, status: CopyStatus) -> None:
        self._status = status
        self._show_state(status)
        self._show_plan(status)
        self._drilled.setText(_drill_words(status))
        self._list.set_rows(
            [
                ListRow(moment_in_words(copy.made_at), "Den nyeste" if number == 0 else "", chevron=False, icon="copy")
                for number, copy in enumerate(status.copies)
            ]
        )
        self._list_card.setVisible(bool(status.copies))

    def _show_state(self, status: CopyStatus) -> None:
        if status.newest:
            self._newest.setText(f"Nyeste gode kopi: {moment_in_words(status.newest)}. Den er læst igen og i orden.")
        else:
            self._newest.setText("Her er ingen god kopi endnu.")
        if status.failed and status.failed_at:
            when = moment_in_words(status.failed_at)
            kind = MessageKind.DANGER if status.late else MessageKind.WARNING
            self._trouble.show_message(Message(kind, f"Sidst prøvet {when}.", status.failed))
        elif status.late:
            said = "Noget, I har skrevet, ligger ikke i nogen kopi. Tag en kopi nu."
            self._trouble.show_message(message_of(MessageKind.DANGER, said))
        else:
            self._trouble.clear()

    def _show_plan(self, status: CopyStatus) -> None:
        folder, days = self._shown
        now = (str(status.folder), status.warn_days)
        options = sorted({*_DAYS, status.warn_days})
        chosen = self._days.value()
        self._days.set_options(
            [(count_of(days, "dag", "dage"), days) for days in options],
            now[1] if chosen in (None, days) else chosen,
        )
        if self._folder.text() == folder:
            self._folder.blockSignals(True)  # filling in is not typing
            self._folder.set_text(now[0])
            self._folder.blockSignals(False)
        self._shown = now
        self._look_at_place()

    def _beside(self) -> str:
        return str(copies.folder_of(copies.CopyPlan(), self._office.work.folder))

    def _look_at_place(self) -> None:
        text, vault = self._folder.text(), self._office.work.folder
        if text:
            ask(
                in_background(lambda: words_about(Path(text).expanduser(), vault)),
                self,
                lambda said: self._say_of_place(text, *said),
            )

    def _say_of_place(self, text: str, words: str, good: bool) -> None:
        if text != self._folder.text():
            return  # a drive that was slow to answer; the next answer is on its way
        self._about_place.setText(words)
        self._about_place.set_color("text" if good else "warning")

    # --- choosing the place ---------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._draft.touch()
        self._rest.start()

    def _browsed(self, folder: Path) -> None:
        self._folder.set_text(str(folder))

    def _changed(self) -> Mapping[str, str]:
        now = (self._folder.text(), self._days.value() or 0)
        return {} if now == self._shown else {"folder": now[0], "days": str(now[1])}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._folder.set_text(fields["folder"])
        self._days.set_value(int(fields["days"]))

    def _save(self) -> None:
        text, days = self._folder.text().strip('"'), self._days.value()
        if days is None:
            return
        folder = "" if text in ("", self._beside()) else str(Path(text).expanduser())
        ask(
            self._office.work.run(lambda desk: copies.set_plan(desk, folder=folder, warn_days=days)),
            self,
            lambda _: self._plan_saved(),
            self._not_saved,
        )

    def _plan_saved(self) -> None:
        self._draft.drop()
        self._saved.setText("")
        self._folder.set_error("")
        if self._folder.text():
            self._shown = (self._folder.text(), self._days.value() or 0)
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Den næste kopi bliver lagt der."))

    def _not_saved(self, error: KnownError) -> None:
        if error.code.startswith("KOPI-"):
            self._folder.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))

    # --- one now --------------------------------------------------------------------------------------------------

    def _take_one(self) -> None:
        if self._effort.running:
            return
        work = self._office.work
        self._effort.begin(
            "Tager en kopi og læser den igen",
            lambda progress, stop: work.copies.make(progress=progress, stop=stop),
            lambda made: self._taken(made[0]),
            self._not_taken,
        )

    def _taken(self, file: Path) -> None:
        self._take.setFocus()
        tell(self, Message(MessageKind.SUCCESS, "Kopien er taget og læst igen.", f"Den ligger i {file.parent}."))

    def _not_taken(self, error: KnownError) -> None:
        self._take.setFocus()
        kind = MessageKind.INFO if error.code == "KOPI-STOPPET" else MessageKind.DANGER
        tell(self, message_of(kind, str(error)))


def _drill_words(status: CopyStatus) -> str:
    at: datetime | None = status.drilled_at
    if at is None:
        return "I har ikke prøvet endnu."
    went = "Alt var der." if status.drilled_well else "Det gik ikke godt. Tag en ny kopi, og prøv igen."
    return f"Sidst prøvet {long_date(at.date())}. {went}"
