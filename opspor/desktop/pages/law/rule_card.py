"""One rule: what it says, whose deadline it is, how sure it is; and noting that it was looked up in the law."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper
from opspor.desktop.pages.settings.section import LEADER_ONLY
from opspor.desktop.route import Office
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    DateField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    message_of,
    tell,
)
from opspor.desktop.widgets.fields import read_date
from opspor.domain.clock import long_date
from opspor.domain.errors import KnownError
from opspor.domain.local import LawCheck
from opspor.reference.law import SURENESS_WORDS, TOPIC_WORDS, WHOSE_WORDS, Rule, Whose
from opspor.usecases import law_list


class RuleCard(QWidget):
    """A rule and, below it, who looked it up. What is typed belongs to one rule and is kept as a draft."""

    def __init__(self, office: Office, *, may_check: bool) -> None:
        super().__init__()
        self._work = office.work
        self._rule: Rule | None = None
        column = Column(self, spacing=6)
        self._title, self._text = PlainLabel("", "section"), PlainLabel("", "lead")
        self._facts = PlainLabel("")
        self._status = PlainLabel("", "body", "text_2")
        card = Card(spacing=4)
        for part in (self._title, self._text, self._facts, self._status):
            card.add(part)
        column.addWidget(card)
        self._check = Card("Er reglen slået efter?", spacing=4)
        self._where = TextField("Hvor står det i loven?", help_text="Lovens navn og nummeret, som det står i loven.")
        self._by = TextField("Slået efter af", placeholder="Fx jurist", help_text="En funktion, aldrig et navn.")
        self._on = DateField("Slået efter den")
        self._said = PlainLabel("", "small", "text_2", wrap=False)
        save = Button("Gem", Kind.MAIN)
        save.set_cannot("" if may_check else LEADER_ONLY)
        save.clicked.connect(self._save)
        note = "Så står det på papirer i stedet for »ikke efterprøvet«."
        who = Tiles([self._by, self._on], least=40, gap=4)
        below: tuple[QWidget, ...] = (PlainLabel(note), self._where, who, Flow([save, self._said], gap=3))
        for one in below:
            self._check.add(one)
        column.addWidget(self._check)
        column.addStretch(1)
        self._draft = DraftKeeper(self, office.work, "law:check", self._typed, self._restore, self._said.setText)
        self._waiting: Mapping[str, str] = {}
        fields: tuple[Field, ...] = (self._where, self._by, self._on)
        for field in fields:
            field.changed.connect(self._draft.touch)

    def show_rule(self, rule: Rule) -> None:
        """Shows a rule. What is being typed stays while it is the same one."""
        if self._rule is not None and rule.id == self._rule.id:
            if self._typed():
                self._rule = rule
                self._show_words(rule)
                return
        else:
            self._draft.save()
            if self._typed():
                self._waiting = self._typed()
        self._rule = rule
        self._show_words(rule)
        self._fill(self._waiting if self._waiting.get("rule") == rule.id else _fields(rule))

    def leave(self) -> None:
        """Keeps what is typed."""
        self._draft.save()

    def _show_words(self, rule: Rule) -> None:
        self._title.setText(rule.cited or WHOSE_WORDS[Whose.OURS])
        self._text.setText(rule.text)
        self._facts.setText("\n".join(f"{label}: {value}" for label, value in facts(rule)))
        self._status.setText(f"{rule.status}.")
        self._check.setVisible(rule.whose is not Whose.OURS)

    def _typed(self) -> dict[str, str]:
        """What is typed, and for which rule; empty while nobody has changed what stood there."""
        if self._rule is None:
            return {}
        fields = {
            "rule": self._rule.id,
            "where": self._where.text(),
            "by": self._by.text(),
            "on": _day(self._on.value()),
        }
        return {} if fields == _fields(self._rule) else fields

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._waiting = fields
        if self._rule is not None and fields.get("rule") == self._rule.id:
            self._fill(fields)

    def _fill(self, fields: Mapping[str, str]) -> None:
        """Fills the fields; that is not typing."""
        parts: tuple[Field, ...] = (self._where, self._by, self._on)
        for field in parts:
            field.blockSignals(True)
            field.set_error("")
        self._where.set_text(fields.get("where", ""))
        self._by.set_text(fields.get("by", ""))
        self._on.set_value(read_date(fields.get("on", "")))
        for field in parts:
            field.blockSignals(False)

    def _save(self) -> None:
        if self._rule is None or not self._on.complete():
            return
        day = self._on.value()
        if day is None:
            self._on.refuse("Skriv, hvornår reglen blev slået efter.")
            return
        found = LawCheck(self._rule.id, self._where.text(), day, self._by.text())
        ask(self._work.run(lambda desk: law_list.check(desk, found)), self, lambda _: self._done(), self._failed)

    def _done(self) -> None:
        self._waiting = {}
        self._draft.drop()
        self._said.setText("")
        tell(self, Message(MessageKind.SUCCESS, "Gemt.", "Det står sådan på papirer fra nu af."))

    def _failed(self, error: KnownError) -> None:
        fields: dict[str, Field] = {"LOV-STED": self._where, "LOKAL-HVEM": self._by, "LOKAL-DAG": self._on}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        else:
            tell(self, message_of(MessageKind.DANGER, str(error)))


def facts(rule: Rule) -> list[tuple[str, str]]:
    """(label, value): whose deadline, since when, what people still say, how sure, and where it was seen."""
    rows = [("Emne", TOPIC_WORDS[rule.topic])]
    if rule.whose is not None:
        rows.append(("Hvis frist", WHOSE_WORDS[rule.whose]))
    if rule.since is not None:
        rows.append(("Gælder fra", long_date(rule.since)))
    if rule.formerly:
        rows.append(("Før", rule.formerly))
    if rule.said:
        rows.append(("Nogle siger", ", ".join(rule.said)))
    if rule.whose is not Whose.OURS and not rule.checked_by_function:
        rows.append(("Hvor sikkert", SURENESS_WORDS[rule.certainty]))
    if rule.seen_in:
        rows.append(("Set i", rule.seen_in))
    return rows


def _fields(rule: Rule) -> dict[str, str]:
    """The fields as they stand before anybody types: what was looked up, or what is written in the list."""
    place = f"{rule.law} {rule.paragraph}".strip() if rule.paragraph or rule.checked_by_function else ""
    looked = rule.seen_on if rule.checked_by_function else None
    return {"rule": rule.id, "where": place, "by": rule.checked_by_function, "on": _day(looked)}


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
