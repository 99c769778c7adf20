"""One underretning that was sent: its clocks, what came back, and one button for what comes now.

It names nobody: whoever wants to know whom it is about opens the concern.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import FocusPage
from opspor.desktop.pages.concern.on_request import FormsOnRequest
from opspor.desktop.pages.waiting.forms import EVENTS, EventForm, LetterCard, ReplyForm
from opspor.desktop.pages.waiting.words import NEXT_WORDS, TASK_WORDS, clock_lines
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Chip,
    Column,
    Columns,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    box,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.ids import Id
from opspor.domain.paper import PaperEvent, PaperNote, Reply, ReplyKind, reference
from opspor.usecases import drafts, papers, replies
from opspor.usecases.clocks import Next
from opspor.usecases.desk import Desk
from opspor.usecases.replies import History
from opspor.usecases.waiting import TaskKind

_SHORT_KIND = {ReplyKind.RECEIPT: "Kvittering", ReplyKind.FEEDBACK: "Tilbagemelding", ReplyKind.OTHER: "Andet svar"}
_EVENT_WORDS = {
    PaperEvent.SUPPLEMENTED: "Det, der manglede",
    PaperEvent.REMINDED: "I har spurgt efter svar",
    PaperEvent.CONSIDERED: "Ny underretning?",
    PaperEvent.FILE_DELETED: "Filen er slettet fra pc'en",
    PaperEvent.JOURNALISED: "Journaliseret",
}
_REPLY = "reply"


class AnswerPage(FocusPage):
    """``destination.id`` is the paper. Opening it is logged: what they answered stands here."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Notér svar", Kind.MAIN)
        super().__init__("Tilbage", "Svar på en underretning", main=self._main)
        self._office, self._id = office, destination.id
        self._known: History | None = None
        self._says = PlainLabel("", "question")
        self._how = PlainLabel("", "body", "text_2")
        self._late, self._closed = Chip("Over kommunens frist", MessageKind.WARNING), Chip("Lukket")
        self._clocks = Card("Frister og påmindelser", spacing=3)
        self._lines = QWidget()
        self._line_column = Column(self._lines, spacing=3)
        self._clocks.add(self._lines)
        self._came = Card("Det, der er sket", spacing=3)
        self._none = PlainLabel("Der er ikke noteret noget endnu.", "body", "text_2")
        self._told = QWidget()
        self._told_column = Column(self._told, spacing=3)
        self._came.add(self._none)
        self._came.add(self._told)
        keys = {event: f"answer:{event.value}:{self._id}" for event in EVENTS}
        self._reply_key = f"answer:{_REPLY}:{self._id}"
        makers = {keys[event]: partial(EventForm, office, self._id, keys[event], event) for event in EVENTS}
        self._forms = FormsOnRequest(
            office, {**makers, self._reply_key: partial(ReplyForm, office, self._id, self._reply_key)}
        )
        self._correcting: ReplyForm | None = None
        self._letter = LetterCard(office, self._id)
        rung, anew = EVENTS[PaperEvent.REMINDED], EVENTS[PaperEvent.CONSIDERED]
        begin = {event: partial(self._begin, key) for event, key in keys.items()}
        self._buttons = {
            "reply": _button("Notér svar", "mail-check", partial(self._begin, self._reply_key)),
            "letter": _button("Lav rykker", "file-text", self._write_letter),
            "rung": _button(rung.head, "phone", begin[PaperEvent.REMINDED]),
            "anew": _button(anew.head, "circle-question-mark", begin[PaperEvent.CONSIDERED]),
            "supplement": _button(TASK_WORDS[TaskKind.SUPPLEMENT], "pencil", self._supplement),
            "not_needed": _button("Det skal ikke skrives", "x", begin[PaperEvent.SUPPLEMENTED]),
            "journal": _button("Journaliseret", "check", begin[PaperEvent.JOURNALISED]),
        }
        self._place = QWidget()
        self._place_column = Column(self._place, spacing=4)
        paper, self._concern = Button("Åbn papiret", Kind.LINK), Button("Åbn bekymringen", Kind.LINK)
        paper.clicked.connect(lambda: office.go(Destination(Place.PAPER, self._id)))
        self._concern.clicked.connect(self._open_concern)
        self._all = box(
            box(self._says, Flow([self._how, self._late, self._closed], gap=3), spacing=1),
            Flow([*self._buttons.values()], gap=2),
            box(self._forms, self._place, self._letter, spacing=0),
            Columns(self._came, box(self._clocks, Flow([paper, self._concern], gap=3), spacing=4), width=86),
            spacing=5,
        )
        self._all.hide()
        self.body.addWidget(self._all)
        self.body.addStretch(1)
        self.work_area.set_widest(190)
        self._main.clicked.connect(self._go_on)
        self._reading = Reading(self, lambda: office.work.run(self._read), self._show, Changed.PAPERS, Changed.CONCERNS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what came."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        self._forms.leave()
        if self._correcting is not None:
            self._correcting.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next_in_reading_order(self, forward=forward)

    # --- what it shows --------------------------------------------------------------------------------------------

    def _read(self, desk: Desk) -> tuple[History, frozenset[str]]:
        begun = {key for key in drafts.begun(desk, "answer:") if key.endswith(self._id)}
        return replies.history(desk, self._id), frozenset(begun)

    def _show(self, read: tuple[History, frozenset[str]]) -> None:
        known, begun = read
        first = self._known is None
        self._known = known
        sent, today = known.report.sent, self._office.work.clock().date()
        self.set_title("Svar på en underretning", f"{known.label} · {reference(self._id)}")
        at = f" kl. {sent.at}" if sent and sent.at else ""
        self._says.setText(f"Sendt {long_date(sent.sent_on)}{at}" if sent else "Ikke sendt endnu")
        self._how.setText(f"{sent.channel} · {sent.receiver} · noteret af {sent.by_name}" if sent else "")
        step = self._step(known)
        late = known.clocks is not None and not known.closed and known.clocks.is_late(today)
        self._late.setVisible(late)
        self._closed.setVisible(known.closed)
        self._clocks.setVisible(known.clocks is not None)
        self._line_column.clear()
        for words, whose, rule in clock_lines(known.clocks, today) if known.clocks else ():
            self._line_column.addWidget(self._clock(words, whose, rule))
        self._show_told(known)
        shown = {
            "reply": sent is not None, "letter": known.clocks is not None and known.clocks.waits,
            "rung": known.clocks is not None and known.clocks.waits, "anew": sent is not None,
            "supplement": TaskKind.SUPPLEMENT in known.tasks, "not_needed": TaskKind.SUPPLEMENT in known.tasks,
            "journal": sent is not None and not (known.closed and _is_journalised(known)),
        }  # fmt: skip
        main = self._main_does(known)
        for name, button in self._buttons.items():
            button.setVisible(shown[name] and name != main)  # what the main button does stands there alone
        self._main.set_words(self._main_words(known, step))
        self._concern.setVisible(main is not None)
        self._letter.says.setText(_letter_says(known))
        self._forms.show_begun(begun)
        if first:
            self._all.show()
            self._main.setFocus()

    def _clock(self, words: str, whose: str, rule: str) -> QWidget:
        about = Button("Se reglen", Kind.LINK)
        about.setAccessibleDescription(words)
        about.clicked.connect(lambda: self._office.go(Destination(Place.LAW, Id(rule))))
        return box(
            PlainLabel(words, "body_strong"), Flow([PlainLabel(whose, "small", "text_2"), about], gap=3), spacing=0.5
        )

    def _show_told(self, known: History) -> None:
        self._told_column.clear()
        told: list[tuple[object, QWidget]] = [(one.written_at, self._reply_part(one)) for one in known.replies]
        told += [(one.written_at, _note_part(one)) for one in known.notes]
        for _, part in sorted(told, key=lambda one: str(one[0])):
            self._told_column.addWidget(part)
        self._none.setVisible(not told)

    def _reply_part(self, reply: Reply) -> QWidget:
        correct = Button("Ret", Kind.LINK, icon="pencil")
        correct.setAccessibleDescription(f"{_SHORT_KIND[reply.kind]} {long_date(reply.came_on)}")
        correct.clicked.connect(partial(self._correct, reply))
        said = [PlainLabel(reply.text)] if reply.text else []
        return box(
            PlainLabel(f"{_SHORT_KIND[reply.kind]} {long_date(reply.came_on)}", "body_strong"),
            PlainLabel(f"Fra {reply.sender}. Skrevet {moment_in_words(reply.written_at)} af {reply.author_name}",
                       "small", "text_2"),
            *said, Flow([correct]), spacing=0.5,
        )  # fmt: skip

    # --- what one does --------------------------------------------------------------------------------------------

    def _step(self, known: History) -> Next:
        if known.clocks is None or known.closed:
            return Next.NOTHING
        return known.clocks.next(self._office.work.clock().date())

    def _main_words(self, known: History, step: Next) -> str:
        if TaskKind.SUPPLEMENT in known.tasks:
            return TASK_WORDS[TaskKind.SUPPLEMENT]
        match step:
            case Next.REMIND | Next.CONSIDER:
                return NEXT_WORDS[step]
            case Next.ASK:
                return EVENTS[PaperEvent.REMINDED].head
            case Next.WAIT:
                return "Notér svar"
        return "Til bekymringen"

    def _go_on(self) -> None:
        """The step that comes now."""
        known = self._known
        if known is None:
            return
        name = self._main_does(known)
        if name is None:
            self._open_concern()
        else:
            self._buttons[name].click()

    def _main_does(self, known: History) -> str | None:
        if TaskKind.SUPPLEMENT in known.tasks:
            return "supplement"
        does = {Next.REMIND: "letter", Next.CONSIDER: "anew", Next.ASK: "rung", Next.WAIT: "reply"}
        return does.get(self._step(known))

    def _begin(self, key: str) -> None:
        self._letter.hide()
        self._forms.begin(key)

    def _write_letter(self) -> None:
        for form in self._forms.made.values():
            form.hide()
        self._letter.show()
        self._letter.setFocus()

    def _correct(self, reply: Reply) -> None:
        if self._correcting is not None:
            self._correcting.leave()
            self._correcting.hide()
            self._correcting.deleteLater()
        self._correcting = ReplyForm(self._office, self._id, f"answer:{reply.id}:{self._id}", reply)
        self._place_column.addWidget(self._correcting)
        self._correcting.begin()

    def _supplement(self) -> None:
        def go(concern_id: Id) -> None:
            self._office.go(Destination(Place.UNDERRETNING, concern_id))

        ask(self._office.work.run(partial(papers.begin_supplement, paper_id=self._id)), self, go)

    def _open_concern(self) -> None:
        if self._known is not None:
            self._office.go(Destination(Place.CONCERN, self._known.report.concern_id))


def _button(words: str, icon: str, do: Callable[[], object]) -> Button:
    made = Button(words, icon=icon)
    made.clicked.connect(lambda: do())
    return made


def _is_journalised(known: History) -> bool:
    return any(one.event is PaperEvent.JOURNALISED for one in known.notes)


def _note_part(note: PaperNote) -> QWidget:
    again = f"Se på det igen {long_date(note.again_on)}." if note.again_on else ""
    return box(
        PlainLabel(f"{_EVENT_WORDS[note.event]} {long_date(note.on)}", "body_strong"),
        PlainLabel(f"Skrevet {moment_in_words(note.written_at)} af {note.author_name}", "small", "text_2"),
        *[PlainLabel(text) for text in (note.text, again) if text], spacing=0.5,
    )  # fmt: skip


def _letter_says(known: History) -> str:
    if known.clocks is not None and known.clocks.receipt_on is None:
        return "Brevet spørger efter kvitteringen. Det nævner dagen, den blev sendt, og vores nummer."
    return "Kvitteringen er kommet. Brevet spørger, om kommunen undersøger noget eller sætter noget i gang."
