"""Log: who has done what and when, and whether somebody has changed what it says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from opspor.desktop.choose import save_pdf_as
from opspor.desktop.page import Page
from opspor.desktop.pages.log.filters import LogFilters
from opspor.desktop.pages.log.sample import SampleCard
from opspor.desktop.pages.log.table import LogTable, whole
from opspor.desktop.papers import print_pdf
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    EmptyState,
    Kind,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    announce,
    box,
    line_of,
    message_of,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.usecases import check, log, log_papers, start
from opspor.usecases.desk import Desk
from opspor.usecases.log import LogPage as LogLines
from opspor.usecases.log import Sample

LINES_AT_ONCE = 250
_FILE = "log.pdf"
WHOLE = Message(
    MessageKind.SUCCESS, "Loggen er hel.", "Hver linje er underskrevet og passer til linjen før, og ingen mangler."
)
UNSENT = Message(MessageKind.WARNING, "Du har en underretning, der ikke er sendt endnu.")


class LogPage(Page):
    """The newest lines first. ``destination.id`` may be a child: then the lines about that child.

    It reads when it opens and when something else is asked for, and not again by itself: reading the log is a line in
    the log, and lines that move cannot be read.
    """

    def __init__(self, office: Office, destination: Destination) -> None:
        self._check = Button("Efterse loggen", icon="shield-check")
        self._draw = Button("Træk stikprøve")
        self._save = Button("Gem som PDF", Kind.MAIN)
        super().__init__(
            "Log",
            "Nyeste linje øverst. At læse her bliver også til en linje.",
            choice=line_of(self._check, self._draw, spacing=2, stretch=False),
            main=self._save,
        )
        self._office = office
        self._question = 0  # answers to an older question are thrown away
        self._next: int | None = None
        self._fetching = self._shown = False
        self._sample: Sample | None = None
        self._broken = MessageLine(closable=False)
        self._unsent = MessageLine(closable=False)
        self._filters = LogFilters(destination.id)
        self._sample_card = SampleCard()
        self._access = _AccessCard()
        self._table = LogTable()
        self._line = PlainLabel("")
        self._card = Card(flush=True, grows=True)
        self._card.add(box(self._table, margins=(0.5, 0.75, 0.5, 0)), 1)
        self._empty = EmptyState(
            "clipboard-list", "Ingen linjer passer", "Vælg et længere tidsrum, eller vælg »Alle« ud for hvem og barn."
        )
        for part in (self._broken, self._unsent, self._filters, self._sample_card, self._empty):
            self.body.addWidget(part)
        self.body.addWidget(self._card, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._access)
        self.body.addStretch(0)
        for hidden in (self._sample_card, self._access, self._empty):
            hidden.hide()
        self._filters.changed.connect(self._read)
        self._table.wants_more.connect(self._read_more)
        self._table.current.connect(lambda line: self._line.setText(whole(line)))
        self._sample_card.drawn.connect(self._draw_sample)
        self._sample_card.closed.connect(self._leave_sample)
        self._draw.clicked.connect(self._sample_card.begin)
        self._check.clicked.connect(self._look_for_changes)
        self._save.clicked.connect(self._save_lines)
        self._access.save.clicked.connect(self._save_for_access)
        self._tell_findings([found.text for found in office.work.findings if found.code.startswith("LOG-")])
        ask(office.work.look(log.choices), self, self._filters.set_choices)
        if destination.place is Place.START:
            ask(office.work.look(start.today), self, lambda found: self._tell_unsent(found.concerns))
        self._read()

    # --- reading --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """The first lines of what is asked for now."""
        if self._sample is not None:
            self._sample_card.hide()
            self._sample = None
        self._question += 1
        self._next = None
        child = self._filters.value().child
        self._access.setVisible(child is not None and reach(self._office.work.staff, Action.OPEN_CHILD) is Reach.ALL)
        self._fetch(None)

    def _read_more(self) -> None:
        if self._next is not None and not self._fetching and self._sample is None:
            self._fetch(self._next)

    def _fetch(self, before: int | None) -> None:
        self._fetching = True
        wanted, question = self._filters.value(), self._question
        found = self._office.work.look(lambda desk: log.page(desk, wanted, before=before, limit=LINES_AT_ONCE))
        ask(found, self, lambda lines: self._arrived(question, lines, first=before is None), self._failed)

    def _arrived(self, question: int, found: LogLines, *, first: bool) -> None:
        if question != self._question:
            return
        self._fetching, self._next = False, found.next
        if first:
            self._show(found.lines)
            if not self._shown:
                self._shown = True
                self._filters.begin()
        else:
            self._table.add_lines(found.lines)

    def _failed(self, error: KnownError) -> None:
        self._fetching = False
        self.show_message(message_of(MessageKind.DANGER, str(error)))

    def _show(self, lines: tuple[log.Line, ...]) -> None:
        self._table.set_records(lines)
        self._table.scrollToTop()
        self._card.setVisible(bool(lines))
        self._line.setText("Gå ned i listen for at læse en linje helt." if lines else "")
        self._empty.setVisible(not lines)
        if not lines:
            announce(self, "Ingen linjer passer")

    # --- the sample -----------------------------------------------------------------------------------------------

    def _draw_sample(self, count: int, seed: str) -> None:
        self._question += 1
        wanted, question = self._filters.value(), self._question
        drawn = self._office.work.look(lambda desk: log.sample(desk, wanted, count, seed))
        ask(drawn, self, lambda sample: self._show_sample(question, sample), self._failed)

    def _show_sample(self, question: int, sample: Sample) -> None:
        if question == self._question:
            self._sample = sample
            self._sample_card.say(sample)
            self._show(sample.lines)
            QTimer.singleShot(0, self._card, lambda: self.work_area.ensureWidgetVisible(self._sample_card.about))

    def _leave_sample(self) -> None:
        self._draw.setFocus()
        self._read()

    # --- whether it is whole --------------------------------------------------------------------------------------

    def _look_for_changes(self) -> None:
        self.progress.start("Efterser loggen", can_stop=False)
        looking = self._office.work.look(check.check)
        ask(looking, self, lambda found: self._looked([finding.text for finding in found]), self._could_not_look)

    def _looked(self, found: list[str]) -> None:
        self.progress.finish()
        self._tell_findings(found)
        if not found:
            self.show_message(WHOLE)

    def _could_not_look(self, error: KnownError) -> None:
        self.progress.finish()
        self._failed(error)

    def _tell_findings(self, found: list[str]) -> None:
        if found:
            self._broken.show_message(message_of(MessageKind.DANGER, " ".join(found)))
        else:
            self._broken.clear()

    def _tell_unsent(self, concerns: tuple[start.OpenConcern, ...]) -> None:
        if any(concern.not_sent for concern in concerns):
            see = ("Se bekymringer", lambda: self._office.go(Destination(Place.CONCERNS)))
            self._unsent.show_message(UNSENT._replace(action=see))

    # --- on paper -------------------------------------------------------------------------------------------------

    def _save_lines(self) -> None:
        wanted, sample = self._filters.value(), self._sample

        def save(desk: Desk, path: Path) -> object:
            if sample is None:
                return log_papers.print_lines(desk, wanted, path)
            return log_papers.print_sample(desk, wanted, len(sample.lines), sample.seed, path)

        self._save_as(save)

    def _save_for_access(self) -> None:
        child = self._filters.value().child or Id("")
        self._save_as(lambda desk, path: log_papers.print_child(desk, child, path))

    def _save_as(self, save: Callable[[Desk, Path], object]) -> None:
        def chosen(path: Path) -> None:
            ask(self._office.work.run(lambda desk: save(desk, path)), self, lambda _: self._saved(path))

        save_pdf_as(self, _FILE, chosen)

    def _saved(self, path: Path) -> None:
        self.show_message(
            Message(
                MessageKind.SUCCESS,
                "Udtrækket er gemt som fil.",
                "Filen er ikke låst. Slet den, når den er skrevet ud eller afleveret.",
                ("Skriv den ud", lambda: self._print(path)),
            )
        )

    def _print(self, path: Path) -> None:
        try:
            pdf = path.read_bytes()
        except OSError:
            self.show_message(
                Message(MessageKind.DANGER, "Filen kan ikke åbnes.", "Loggen er, som den var. Gem udtrækket igen.")
            )
        else:
            print_pdf(self, pdf, lambda: self.show_message(Message(MessageKind.SUCCESS, "Udtrækket er skrevet ud.")))


class _AccessCard(Card):
    """The paper for somebody who asks what was done with what is written about a child."""

    def __init__(self) -> None:
        super().__init__("Indsigt: hvem har set og skrevet om barnet?", spacing=3)
        self.save = Button("Gem til indsigt", icon="download")
        words = (
            "Papiret siger funktion og ikke navn, og det udelader det, der hører til en mistanke eller til en "
            "bekymring for få. Du og jeres DPO afgør, hvad der bliver udleveret."
        )
        self.add(PlainLabel(words))
        self.add(line_of(self.save))
