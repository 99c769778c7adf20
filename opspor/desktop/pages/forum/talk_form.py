"""The fields of a conclusion, in the order of the talk: what came of it, what was agreed on, when again, who came."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.meeting.agreements import AgreementsCard, WeeksField
from opspor.desktop.widgets import Card, CheckBox, Column, Field, PlainLabel, Segmented, TextField, Tiles, box
from opspor.domain.forum import OUTCOME_WORDS, Conclusion, Outcome
from opspor.domain.meeting import Meeting, wrong_agreement
from opspor.usecases.forum_talk import Talk, TalkSheet


class TalkForm(QWidget):
    """One page. ``press`` ticks an outcome by its number."""

    changed = Signal()

    def __init__(self, sheet: TalkSheet, talk: Talk) -> None:
        super().__init__()
        self._sheet, self._base = sheet, talk
        said = talk.conclusion
        self._outcomes = {one: CheckBox(f"{n}  {OUTCOME_WORDS[one]}") for n, one in enumerate(Outcome, 1)}
        self._error = PlainLabel("", "small", "danger")
        self._error.hide()
        ended = Card("Hvad endte det med?", spacing=3)
        ended.add(Tiles([*self._outcomes.values()], least=60, gap=2))
        ended.add(self._error)
        self._words = TextField("Det talte I om", text=said.words, lines=2)
        self._watch = TextField("Hvilke tegn holder I øje med?", text=said.watch)
        self._if_seen = TextField("Hvad gør I, hvis I ser dem?", text=said.if_seen)
        for part in (self._words, Tiles([self._watch, self._if_seen], least=60, gap=3)):
            ended.add(part)
        weighed = Card("Underretning", spacing=3)
        question = "Vurderede I en underretning?"
        self._weighed: Segmented[bool] = Segmented(question, [("Ja", True), ("Nej", False)], value=said.weighed)
        self._considered = TextField("Hvorfor? Eller hvorfor ikke?", text=said.considered)
        self._weighed_error = PlainLabel("", "small", "danger")
        self._weighed_error.hide()
        weighed.add(box(PlainLabel(question, "body_strong"), self._weighed, spacing=1.5))
        weighed.add(self._weighed_error)
        weighed.add(self._considered)
        self.agreements = AgreementsCard(talk.agreements, sheet.offered, lambda: sheet.today)
        self.next_on = WeeksField("Hvornår ser I på det igen?", lambda: sheet.today, value=said.next_on)
        again = Card(spacing=2)
        again.add(self.next_on)
        again.add(
            PlainLabel("Skriv en dato, eller fx +6 for om 6 uger. Tøm feltet, hvis I ikke skal.", "small", "text_2")
        )
        column = Column(self, spacing=4)
        for card in (ended, weighed, self.agreements, again, self._present(said)):
            column.addWidget(card)
        for one, tick in self._outcomes.items():
            tick.setChecked(one in said.outcomes)
            tick.toggled.connect(lambda _: self._touched())
        self._weighed.chosen.connect(lambda _: self._touched())
        for field in (self._words, self._watch, self._if_seen, self._considered, self.next_on, self._others):
            field.changed.connect(self.changed)
        self.agreements.changed.connect(self.changed)

    def _present(self, said: Conclusion) -> Card:
        """Members are ticked, others are written; whoever is no member any more still stands among the others."""
        card = Card("Hvem var med?", spacing=3)
        members = [one.in_words for one in self._sheet.forum.members]
        self._members = {words: CheckBox(words) for words in members}
        for words, tick in self._members.items():
            tick.setChecked(words in said.present)
            tick.toggled.connect(lambda _: self.changed.emit())
        others = [one for one in said.present if one not in self._members]
        self._others = TextField(
            "Andre", text=", ".join(others), help_text="Navn og stilling, med komma imellem.",
        )  # fmt: skip
        if self._members:
            card.add(Tiles([*self._members.values()], least=60, gap=2))
        card.add(self._others)
        return card

    def press(self, number: int) -> None:
        """Ticks the outcome of that number, or takes the tick away."""
        list(self._outcomes.values())[number - 1].click()

    def talk(self) -> Talk:
        """What stands here."""
        here = [words for words, tick in self._members.items() if tick.isChecked()]
        others = [name.strip() for name in self._others.text().split(",") if name.strip()]
        said = Conclusion(
            tuple(one for one, tick in self._outcomes.items() if tick.isChecked()), self._words.text(),
            self._watch.text(), self._if_seen.text(), self._considered.text(), self.next_on.value(),
            self._weighed.value(), (*here, *others),
        )  # fmt: skip
        return replace(self._base, conclusion=said, agreements=self.agreements.agreements())

    def complete(self) -> bool:
        """False, with the focus there, when a day that was begun cannot be read."""
        if not self.agreements.complete():
            return False
        whole = self.next_on.complete()
        if not whole:
            self.next_on.setFocus()
        return whole

    def refuse(self, code: str, sentence: str) -> bool:
        """Shows beside its field what is missing; False when no field here is about it."""
        fields: dict[str, Field] = {
            "FORUM-TEGN": self._if_seen if self._watch.text() else self._watch, "FORUM-BEGRUNDELSE": self._considered,
            "FORUM-NAESTE": self.next_on,
        }  # fmt: skip
        match code:
            case "FORUM-UDFALD":
                self._say(self._error, sentence, next(iter(self._outcomes.values())))
            case "FORUM-VURDERET":
                self._say(self._weighed_error, sentence, self._weighed.segments[0])
            case "MOEDE-AFTALE" | "MOEDE-AFTALE-DAG" | "MOEDE-HVEM":
                held = min(self._sheet.day.on, self._sheet.today)
                said = Meeting(held_on=held, participants=self._sheet.offered, agreements=self.agreements.agreements())
                self.agreements.refuse(wrong_agreement(said) or 1, sentence)
            case _ if code in fields:
                fields[code].refuse(sentence)
            case _:
                return False
        return True

    def _touched(self) -> None:
        self._error.hide()
        self._weighed_error.hide()
        self.changed.emit()

    @staticmethod
    def _say(error: PlainLabel, sentence: str, focus: QWidget) -> None:
        error.setText(sentence)
        error.show()
        focus.setFocus()
