"""Writing days of absence, or saying anew what a day was: kept as a draft from the first key."""

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import Signal

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    DateField,
    Flow,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.absence import AWAY_WORDS, WRONG_SHARE, AwayKind, AwayNoted, in_days
from opspor.domain.clock import weekday_and_date
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.exchange.absence_list import read_share
from opspor.usecases import absences


class AbsenceForm(Card):
    """``written`` carries what to say when a record was made; ``closed`` says that the form was put away, ``found``
    that there is a draft. Nothing is chosen beforehand."""

    written = Signal(str)
    closed = Signal()
    found = Signal()

    def __init__(self, office: Office, child: Id) -> None:
        super().__init__("Skriv fravær")
        self._office, self._child = office, child
        self._corrects: AwayNoted | None = None
        self._new: Mapping[str, str] = {}  # what was typed of new days while a day that stands is corrected
        self.about = PlainLabel("", "body", "text_2")
        self.first = DateField("Første dag", help_text="Dag, måned og år.")
        self.last = DateField("Sidste dag", help_text="Kan stå tom, når det er én dag.")
        self.kind = ChoiceField(
            "Hvad slags?",
            [(words, kind) for kind, words in AWAY_WORDS.items()],
            help_text="Som skolen har noteret det.",
        )
        self.share = TextField("Hvor meget af dagen?", help_text="Tom er hele dagen. Fx 0,5 eller 2/6.")
        self._saved = PlainLabel("", "small", "text_2", wrap=False)
        ok, away = Button("Gem", Kind.MAIN), Button("Læg væk", tall=True)
        self.gone = Button("Eleven var her", Kind.QUIET)
        self.gone.setAccessibleDescription("Dagen tælles ikke mere. Det, der stod, bliver i mappen.")
        self.add(self.about)
        self.add(Tiles([self.first, self.last, self.kind, self.share], least=40, gap=4))
        self.add(Flow([ok, away, self.gone, self._saved], gap=3))
        self.about.hide()
        self.gone.hide()
        self._draft = DraftKeeper(
            self, office.work, f"page:absence:{child}", self._fields, self._restore, self._saved.setText
        )
        for field in (self.first, self.last, self.kind, self.share):
            field.changed.connect(self._touch)
        ok.clicked.connect(self._write)
        away.clicked.connect(self._put_away)
        self.gone.clicked.connect(self._take_away)

    def begin(self) -> None:
        """Opens it for new days, or for the draft that there is."""
        self._set_corrects(None)
        self.first.setFocus()

    def correct(self, one: AwayNoted) -> None:
        """Opens it for a day that stands, to say anew what it was."""
        self._set_corrects(one)
        self.kind.set_value(one.away.kind)
        self.share.set_text("" if one.away.share == 1 else str(one.away.share))
        self.kind.setFocus()

    def leave(self) -> None:
        """Keeps what is typed of new days; two choices on a day that stands are nothing that would be missed."""
        if self._corrects is None:
            self._draft.save()

    def _touch(self) -> None:
        if self._corrects is None:
            self._draft.touch()

    def _set_corrects(self, one: AwayNoted | None) -> None:
        if one is not None and self._corrects is None:
            self._new = self._fields()
        before, self._corrects = self._corrects, one
        if one is None and before is not None:
            self._fill(self._new)
        for part in (self.first, self.last):
            part.setVisible(one is None)
        self.about.setVisible(one is not None)
        self.gone.setVisible(one is not None)
        if one is not None:
            said = f"{AWAY_WORDS[one.away.kind].lower()}, {in_days(one.away.share)}"
            self.about.setText(
                f"{weekday_and_date(one.away.day)}: {said}. Skriv, hvad det var. Det gamle bliver stående i mappen."
            )

    def _fields(self) -> Mapping[str, str]:
        first, last = self.first.value(), self.last.value()
        typed = {
            "first": f"{first:%d.%m.%Y}" if first else "", "last": f"{last:%d.%m.%Y}" if last else "",
            "kind": self.kind.value() or "", "share": self.share.text(),
        }  # fmt: skip
        return typed if any(typed.values()) else {}

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._fill(fields)
        self.found.emit()

    def _fill(self, fields: Mapping[str, str]) -> None:
        self.first.set_value(read_date(fields.get("first", "")))
        self.last.set_value(read_date(fields.get("last", "")))
        self.kind.set_value(AwayKind(fields["kind"]) if fields.get("kind") else None)
        self.share.set_text(fields.get("share", ""))

    def _write(self) -> None:
        kind, share = self.kind.value(), read_share(self.share.text())
        if self._corrects is None and not (self.first.complete() and self.last.complete()):
            return
        first = self.first.value()
        if self._corrects is None and first is None:
            self.first.refuse("Skriv den første dag.")
        elif kind is None:
            self.kind.refuse("Vælg, hvad slags fravær det var.")
        elif share is None:
            self.share.refuse(WRONG_SHARE.sentence)
        else:
            self._send(kind, share)

    def _send(self, kind: AwayKind, share: Fraction) -> None:
        child, corrects, first = self._child, self._corrects, self.first.value()
        if corrects is not None:
            noted = corrects.id
            work = self._office.work.run(
                lambda desk: absences.correct_absence(desk, child, noted, kind, share)
            )  # fmt: skip
            ask(work, self, lambda _: self._done("Dagen er rettet."), self._failed)
        elif first is not None:
            last = self.last.value() or first
            days = self._office.work.run(
                lambda desk: absences.note_absence(desk, child, first, last, kind, share)
            )  # fmt: skip
            ask(days, self, lambda count: self._done(_told(count)), self._failed)

    def _take_away(self) -> None:
        if self._corrects is not None:
            child, noted = self._child, self._corrects.id
            work = self._office.work.run(lambda desk: absences.take_away(desk, child, noted))
            ask(work, self, lambda _: self._done("Dagen tælles ikke mere."), self._failed)

    def _failed(self, error: KnownError) -> None:
        first = {"FRAVAER-FREM", "FRAVAER-GAMMEL", "FRAVAER-FRI", "FRAVAER-MERE"}
        if error.code in first and self._corrects is None:
            self.first.refuse(str(error))
        elif error.code == "FRAVAER-DAGE":
            self.last.refuse(str(error))
        elif error.code in ("FRAVAER-DEL", "FRAVAER-MERE"):
            self.share.refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))

    def _done(self, told: str) -> None:
        if self._corrects is None:
            self._fill({})
            self._saved.setText("")
            self._draft.drop()
        self.written.emit(told)

    def _put_away(self) -> None:
        """Closes the form; what was typed stays as a draft and is there the next time."""
        self.leave()
        self.closed.emit()


def _told(days: int) -> str:
    if not days:
        return "Dagene stod her allerede."
    return "Dagen er skrevet." if days == 1 else f"{days} skoledage er skrevet."
