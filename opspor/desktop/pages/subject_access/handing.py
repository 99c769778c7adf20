"""The paper as it becomes, what is missing before it can be given, and how it is given."""

from collections.abc import Sequence
from datetime import date
from typing import overload

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.subject_access.looking import Looking
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Columns,
    Flow,
    Kind,
    ListRow,
    PlainLabel,
    PreviewPage,
    Prose,
    RowList,
    TextField,
    box,
)
from opspor.documents.preview import page_count, picture
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.subject_access import due_on
from opspor.domain.text import count_of
from opspor.reference import law

_BESIDE = 96  # u
_WIDTH_PX = 1000  # sharp also where the preview stands below at 200 %
ANSWER, EXCEPTION = "answer_family", "not_told_now"  # rows of the law list
_DECISION, _HOW = "decision", "how"


class PaperPages(Sequence[bytes]):
    """The pages of a PDF as pictures (PPM), each when it is turned to: a file of ten years has hundreds."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf, self._count = pdf, page_count(pdf)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._count))]
        return picture(self._pdf, range(self._count)[number], _WIDTH_PX)


class Handing(QWidget):
    """``piece`` carries the key of a piece that must be gone back to; ``said`` that a decision or a reason was typed;
    ``dropped`` asks to note that nobody asks any more.
    """

    piece = Signal(str)
    said = Signal()
    dropped = Signal()

    def __init__(self, office: Office, request_id: Id) -> None:
        super().__init__()
        self._office = office
        self._looking: Looking | None = None
        self._missing = RowList("Det mangler")
        self._lacks = Card("Det mangler", icon="circle-alert", flush=True)
        self._lacks.add(self._missing)
        self._stops = Prose([], "body", mark=("octagon-alert", "warning"))
        self._rule = PlainLabel("", "small", "text_2")
        self.decision = TextField(
            "Hvad har leder og DPO besluttet, og hvorfor?",
            help_text="Det står her og kommer ikke med på papiret.",
            lines=3,
        )
        self._deciding = Card("Det beslutter leder og DPO først", icon="users-round")
        for part in (self._stops, self.decision, self._rule):
            self._deciding.add(part)
        self._to = PlainLabel("", "body_strong")
        self.how = TextField("Hvordan giver I det?", help_text="For eksempel i hånden, eller med sikker post.")
        giving = Card("Sådan gives det", icon="send")
        for words in (self._to, self.how, PlainLabel(_SAFE, "small", "text_2")):
            giving.add(words)
        self._day = PlainLabel("")
        self.longer = TextField(
            "Tager det længere end en måned?",
            help_text="Skriv hvorfor, og sig det til den, der spurgte, inden måneden er gået. Kan stå tomt.",
            lines=2,
        )
        self._law = Button("Se reglen", Kind.LINK)
        time = Card("Fristen", icon="clock")
        for each in (self._day, self.longer, Flow([self._law])):
            time.add(each)
        self._left_out = Prose([], "body")
        self._never = Card("Det er ikke med", icon="info")
        self._never.add(self._left_out)
        drop = Button("De spørger ikke mere …", Kind.QUIET, icon="x")
        self._pages = PreviewPage("Sådan bliver papiret")
        self._wait = PlainLabel("Tegner papiret …", "body", "text_2")
        side = box(self._lacks, self._deciding, giving, time, self._never, Flow([drop]), spacing=5)
        Column(self).addWidget(Columns(box(self._wait, self._pages), side, width=_BESIDE))
        self._how_keeper = DraftKeeper(
            self, office.work, f"subject_access:how:{request_id}", lambda: {_HOW: self.how.text()}, self._restore
        )
        self._missing.opened.connect(self._go)
        self.decision.changed.connect(self._typed)
        self.longer.changed.connect(self._typed)
        self.how.changed.connect(self._how_typed)
        self._law.clicked.connect(lambda: office.go(Destination(Place.LAW, Id(ANSWER))))
        drop.clicked.connect(self.dropped)
        self._filling = False

    # --- what it shows --------------------------------------------------------------------------------------------

    def show_draft(self, looking: Looking, today: date) -> None:
        """Shows what is said about the request, and what is missing."""
        self._looking = looking
        draft, request = looking.draft, looking.request
        self._filling = True
        for field, text in ((self.decision, request.decision), (self.longer, request.longer_because)):
            if field.text() != text.strip():
                field.set_text(text)
        self._filling = False
        self._stops.set_paragraphs([*draft.stops])
        self._rule.setText(law.rule_on(EXCEPTION, today).quoted)
        self._deciding.setVisible(bool(draft.stops) or bool(request.decision))
        self._to.setText(f"Giv det kun til {request.name}. Se efter, at det er den rigtige.")
        self._show_day()
        self._left_out.set_paragraphs([*draft.left_out])
        self._never.setVisible(bool(draft.left_out))
        self.show_missing()

    def _show_day(self) -> None:
        if self._looking is not None:
            request = self._looking.request
            self._day.setText(f"Bedt om {long_date(request.asked_on)}. Svar senest {long_date(due_on(request))}.")

    def show_missing(self) -> tuple[ListRow, ...]:
        """What is missing now, each with where it is mended."""
        rows = self._lacking()
        self._missing.set_rows(rows)
        self._lacks.setVisible(bool(rows))
        return rows

    def show_paper(self, pdf: bytes) -> None:
        """The paper as it is drawn now."""
        self._pages.set_pages(PaperPages(pdf))
        self._wait.hide()
        self._pages.show()

    def wait_for_paper(self) -> None:
        """The paper is being drawn."""
        self._pages.hide()
        self._wait.show()

    def _lacking(self) -> tuple[ListRow, ...]:
        looking = self._looking
        if looking is None:
            return ()
        rows = []
        if left := looking.left():
            title = f"{count_of(len(left), 'tekst', 'tekster')} skal ses igennem"
            rows.append(ListRow(title, "Begynd med den første", "", "circle-dashed", left[0].key))
        if unsaid := looking.without_reason():
            rows.append(ListRow("Skriv, hvorfor det er en undtagelse", unsaid[0].heading, "", "pencil", unsaid[0].key))
        if looking.draft.stops and not looking.request.decision.strip():
            rows.append(ListRow("Skriv, hvad leder og DPO har besluttet", "", "", "users-round", _DECISION))
        if not self.how.text():
            rows.append(ListRow("Skriv, hvordan I giver det", "", "", "send", _HOW))
        return tuple(rows)

    def mend_first(self) -> bool:
        """Goes to the first thing that is missing; False when nothing is."""
        rows = self.show_missing()
        if rows:
            self._go(rows[0].key)
        return bool(rows)

    # --- what one does --------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """What is typed is kept."""
        self._how_keeper.save()

    def forget(self) -> None:
        """It was given, or nobody asks any more."""
        self._how_keeper.drop()

    def _restore(self, fields: object) -> None:
        assert isinstance(fields, dict)  # noqa: S101  a draft's fields
        self.how.set_text(fields.get(_HOW, ""))

    def _how_typed(self) -> None:
        self._how_keeper.touch()
        self.show_missing()

    def _typed(self) -> None:
        if self._looking is None or self._filling:
            return
        self._looking.say(decision=self.decision.text(), longer_because=self.longer.text())
        self._show_day()
        self.show_missing()
        self.said.emit()

    def _go(self, key: object) -> None:
        if key == _DECISION:
            self.decision.setFocus()
        elif key == _HOW:
            self.how.setFocus()
        else:
            self.piece.emit(str(key))


_SAFE = "Filerne er ikke beskyttet, som opspor er. Slet dem fra mappen, når de er givet."
