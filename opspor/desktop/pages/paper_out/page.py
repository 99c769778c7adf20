"""A finished paper: whether it was sent, the ways out of the house, the number at the end, and how it was sent.

Written is not sent (design section 11, rule 5). The page says nothing of what the paper says, nor whom it is about.
"""

from dataclasses import dataclass
from pathlib import Path

from opspor.desktop.choose import save_as, save_pdf_as
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.concern.forum import ForumCard
from opspor.desktop.pages.concern.sent import SentForm
from opspor.desktop.pages.kept import KeptLine
from opspor.desktop.pages.paper_out.cpr import CprCard
from opspor.desktop.pages.paper_out.passphrase import PassphraseCard
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Chip,
    Flow,
    Kind,
    ListRow,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Prose,
    RowList,
    box,
    message_of,
    tell,
)
from opspor.desktop.widgets.told import announce_anew
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date, moment_in_words
from opspor.domain.local import Local
from opspor.domain.paper import PaperEvent, PaperKind
from opspor.domain.retention import Sort
from opspor.domain.sending import phone_first
from opspor.usecases import paper_out, papers, replies
from opspor.usecases.desk import Desk
from opspor.usecases.paper_out import PaperOut, Way
from opspor.usecases.phone_book import local_words

NAMES = {PaperKind.BRIEF: "Drøftelsesark", PaperKind.UNDERRETNING: "Underretning"}
BRIEF_FILE = "droeftelsesark.pdf"  # nothing personal
FILE = "underretning.pdf"
SYSTEM_FILE = "underretning.json"
NOT_SENT = Message(
    MessageKind.WARNING,
    "Den er gemt, men ikke sendt.",
    "Send den, og notér så her, hvordan. Slet filen bagefter.",
)
BRIEF_SAVED = Message(MessageKind.SUCCESS, "Arket er gemt.", "Slet filen, når I har brugt den.")

_PDF = ListRow("Gem som PDF", "Til sikker post og til jeres arkiv.", icon="download", key=Way.PDF)
_LOCKED = ListRow(
    "Gem som PDF med adgangskode", "Kan kun åbnes med en adgangskode, du vælger.", icon="lock-keyhole", key=Way.LOCKED
)
_FIELDS = ListRow("Vis til at sætte ind", "Felt for felt, til kommunens eget skema.", icon="copy", key=Way.FIELDS)
_SYSTEM = ListRow(
    "Gem som fil til et andet system", "JSON. Kun hvis kommunen har bedt om den.", icon="file-text", key=Way.FILE
)
_PHONE = ListRow("Ark til telefonen", "Haster det, så ring først, og send bagefter.", icon="phone", key=Way.PHONE)
_TWIN = "twin"
_WITHOUT = ListRow(
    "Gem også uden navn", "Står der et navn eller en dag i teksten, bliver den ikke lavet.", icon="eye-off", key=_TWIN
)
_WITH = ListRow("Gem også med navn", "Så længe det, I må bruge navn efter, gælder.", icon="eye", key=_TWIN)
_DELETE = [
    "Filen på pc'en er ikke beskyttet, som opspor er. Når den er sendt, skal den væk.",
    "Find den i mappen, tryk Shift+Delete, og sig ja. Ligger den i papirkurven, så tøm den.",
    "Ligger den også i en mail eller på et drev, så slet den der.",
]


@dataclass(frozen=True, slots=True)
class _Opened:
    known: PaperOut
    here: Local


class PaperOutPage(FocusPage):
    """``destination.id`` is the paper. Opening it is logged."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Gem som PDF", Kind.MAIN)
        super().__init__("Tilbage", "Papir", main=self._main)
        self._office, self._id = office, destination.id
        self._known: PaperOut | None = None
        self._says = PlainLabel("", "question")
        self._made = PlainLabel("", "body", "text_2")
        self._chip = Chip("Ikke sendt endnu", MessageKind.WARNING)
        self._ring = MessageLine(message_of(MessageKind.WARNING, "Ring først."), closable=False, icon="phone")
        self._here = Prose([], "body", mark=("house", "accent_text"))
        self._ways = RowList("Sådan kommer den ud af huset")
        ways = Card("Sådan kommer den ud af huset", flush=True)
        ways.add(self._ways)
        self._locked = PassphraseCard()
        self._cpr = CprCard(office, self._id)
        self.sent = SentForm(office, self._id, own_button=False)
        self._answers = Button("Se svar og frister", icon="mail-check")
        self._answers.clicked.connect(lambda: office.go(Destination(Place.WAITING, self._id)))
        self._answers.hide()
        self._agenda: ForumCard | None = None
        self._sending = Card("Når den er sendt", icon="send")
        self._sending.add(self.sent)
        self._delete = self._deleting()
        self._kept = KeptLine(office)
        self._all = box(
            box(self._says, Flow([self._made, self._chip], gap=3), spacing=1),
            Flow([self._answers]),
            self._ring,
            self._here,
            ways,
            self._locked,
            self._cpr,
            self._delete,
            self._sending,
            self._kept,
            spacing=5,
        )
        self._all.hide()
        self.body.addWidget(self._all)
        self.body.addStretch(1)
        self.work_area.set_widest(190)
        self._ways.opened.connect(self._take)
        self._locked.chosen.connect(lambda phrase: self._save_pdf(phrase))
        self.sent.noted.connect(self._noted)
        self.sent.channel.changed.connect(self._name_main)
        self._main.clicked.connect(self._go_on)
        self._reading = Reading(self, lambda: office.work.run(self._read), self._show, Changed.PAPERS)

    def _deleting(self) -> Card:
        card = Card("Slet filen på pc'en", icon="trash-2", spacing=4)
        done = Button("Filen er slettet", icon="check")
        done.clicked.connect(self._deleted)
        card.add(Prose(_DELETE, "body"))
        card.add(Flow([done], gap=3))
        card.hide()
        return card

    def refresh(self, changes: Changes) -> None:
        """Reads again how far it is."""
        self._reading.refresh(changes)
        if self._agenda is not None:
            self._agenda.refresh(changes)

    def leave(self) -> None:
        """How it was sent is kept; a passphrase and a number are not."""
        self.sent.leave()
        self._locked.leave()
        self._cpr.leave()

    # --- what it shows --------------------------------------------------------------------------------------------

    def _read(self, desk: Desk) -> _Opened:
        return _Opened(paper_out.open_paper(desk, self._id), local_words(desk.folder))

    def _show(self, opened: _Opened) -> None:
        known = self._known = opened.known
        report = known.paper.draft.kind is PaperKind.UNDERRETNING
        name = NAMES[known.paper.draft.kind]
        self.set_title(name, "uden navn" if known.paper.draft.anonymous else "færdig")
        announce_anew(self, self._says.text(), self._said(known))
        self._says.setText(self._said(known))
        self._kept.show_rule(Sort.PAPER if report else Sort.CONCERN)
        made = f"Gjort færdig {moment_in_words(known.paper.written_at)} af {known.paper.author_name}"
        sent = f"{known.sent.channel} · {known.sent.receiver} · noteret af {known.sent.by_name}" if known.sent else ""
        self._made.setText(sent or made)
        self._answers.setVisible(known.sent is not None)
        self._chip.setVisible(report and known.sent is None)
        waits = report and known.sent is None
        if known.opens is not None:
            self._ring.show_message(message_of(MessageKind.WARNING, phone_first(known.opens)))
        self._ring.setVisible(waits and known.opens is not None)
        here = [opened.here.send_how, f"Brug skemaet »{opened.here.send_form}«" if opened.here.send_form else ""]
        self._here.set_paragraphs([f"Hos jer: {words}" for words in here if words])
        self._here.setVisible(waits and any(here))
        self._ways.set_rows([_PDF, _LOCKED, _FIELDS, _SYSTEM, _PHONE] if report else [_PDF, _LOCKED, *_twin(known)])
        if not report:
            self._show_agenda(known)
        self._cpr.setVisible(report)
        self._cpr.set_paper(known.cpr_ends, known.born)
        self.sent.set_files(known.saved)
        self._sending.setVisible(waits)
        left_over = bool(known.saved) and not known.deleted
        self._delete.setVisible(left_over and (known.sent is not None or not report))
        self._name_main()
        if self._all.isHidden():
            self._all.show()
            self._main.setFocus()

    def _show_agenda(self, known: PaperOut) -> None:
        """On which day the brief is talked about, or the days it can be put on."""
        if self._agenda is None:
            self._agenda = ForumCard(self._office, known.concern.id)
            self.body.insertWidget(1, self._agenda)
        self._agenda.set_brief(self._id, known.concern)

    def _said(self, known: PaperOut) -> str:
        if known.paper.draft.kind is PaperKind.BRIEF:
            return "Drøftelsesarket er klar"
        if known.sent is None:
            return "Underretningen er klar"
        at = f" kl. {known.sent.at}" if known.sent.at else ""
        return f"Sendt {long_date(known.sent.sent_on)}{at}"

    def _name_main(self) -> None:
        """The step that comes now: whoever writes how it was sent has sent it, also without a file."""
        known = self._known
        if known is None:
            return
        words = self._main_words(known)
        typed = words == "Gem som PDF" and bool(self.sent.channel.text())
        self._main.set_words("Notér, at den er sendt" if typed else words)

    def _main_words(self, known: PaperOut) -> str:
        if known.sent is not None or (known.saved and known.paper.draft.kind is PaperKind.BRIEF):
            return "Tilbage til bekymringen"
        return "Notér, at den er sendt" if known.saved else "Gem som PDF"

    # --- what one does --------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """The step that comes now."""
        known = self._known
        if known is None:
            return
        if self._main.words == "Gem som PDF":
            self._take(Way.PDF)
        elif known.sent is None and known.paper.draft.kind is PaperKind.UNDERRETNING:
            self.sent.save()
        else:
            self._office.go(Destination(Place.CONCERN, known.concern.id))

    def _take(self, way: object) -> None:
        assert self._known is not None  # noqa: S101  the rows are there with it
        match way:
            case Way.PDF:
                self._save_pdf("")
            case Way.LOCKED:
                self._locked.begin()
                self.work_area.ensureWidgetVisible(self._locked)
            case Way.FIELDS:
                self._office.go(Destination(Place.PASTE, self._id))
            case Way.PHONE:
                self._office.go(Destination(Place.PHONE_SHEET, self._known.concern.id))
            case str(key) if key == _TWIN:
                self._save_pdf("", anonymous=not self._known.paper.draft.anonymous)
            case _:
                self._save_system_file()

    def _save_pdf(self, passphrase: str, *, anonymous: bool | None = None) -> None:
        assert self._known is not None  # noqa: S101  as above
        paper_id, report = self._id, self._known.paper.draft.kind is PaperKind.UNDERRETNING

        def chosen(path: Path) -> None:
            ask(
                self._office.work.run(
                    lambda desk: papers.export(desk, paper_id, path, passphrase=passphrase, anonymous=anonymous)
                ),
                self,
                lambda _: self._saved(),
            )

        save_pdf_as(self, FILE if report else BRIEF_FILE, chosen)

    def _save_system_file(self) -> None:
        paper_id = self._id

        def chosen(path: Path) -> None:
            ask(
                self._office.work.run(lambda desk: paper_out.save_file(desk, paper_id, path)),
                self,
                lambda _: self._saved(),
            )

        save_as(self, SYSTEM_FILE, "Gem som fil til et andet system", "JSON (*.json)", chosen)

    def _saved(self) -> None:
        assert self._known is not None  # noqa: S101  as above
        if self._known.paper.draft.kind is PaperKind.BRIEF:
            tell(self, BRIEF_SAVED)
        elif self._known.sent is None:
            tell(self, NOT_SENT)
            self.sent.channel.setFocus()
        else:
            tell(self, Message(MessageKind.SUCCESS, "Den er gemt.", "Slet filen, når du har brugt den."))

    def _noted(self) -> None:
        tell(self, Message(MessageKind.SUCCESS, "Det er noteret, at den er sendt.", "Hold øje med kvitteringen."))
        self._main.setFocus()

    def _deleted(self) -> None:
        paper_id, today = self._id, self._office.work.clock().date()
        ask(
            self._office.work.run(lambda desk: replies.happened(desk, paper_id, PaperEvent.FILE_DELETED, on=today)),
            self,
            lambda _: tell(self, Message(MessageKind.SUCCESS, "Det er noteret, at filen er slettet.", "")),
        )


def _twin(known: PaperOut) -> list[ListRow]:
    """The same brief without the name, or with it where the basis is written down."""
    draft = known.paper.draft
    return [_WITH] if draft.anonymous and draft.sharing else [] if draft.anonymous else [_WITHOUT]
