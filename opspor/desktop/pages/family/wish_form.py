"""Writing down what a family asked for, and what was decided about it."""

from collections.abc import Callable, Mapping

from opspor.desktop.pages.family.form import FamilyForm
from opspor.desktop.route import Office
from opspor.desktop.widgets import ChoiceField, DateField, PlainLabel, TextField, Tiles
from opspor.domain.ids import Id
from opspor.domain.rights import DECISION_WORDS, DECISIONS, PARENTS_TOGETHER, RIGHT_WORDS, Decision, RightKind, called
from opspor.usecases import rights
from opspor.usecases.desk import Desk
from opspor.usecases.rights import Wish, Wishes

HELP = {
    RightKind.REMARK: "Sådan ser familien på det. Bemærkningen står ved siden af teksten og går med på papirer, der "
    "bruger den. Teksten bliver ikke ændret.",
    RightKind.OBJECTION: "Familien vil ikke have, at I bruger oplysningerne. Lederen svarer, om I fortsætter, og "
    "hvorfor.",
    RightKind.RESTRICTION: "Mens noget afklares, må oplysningerne gemmes, men ikke bruges: der kommer ikke papirer af "
    "dem, og barnet venter i runden. En underretning og beredskabet stopper aldrig.",
    RightKind.NOT_INFORMED: "Skriv, hvem der har bestemt det, og hvorfor det skader barnet at fortælle det nu. Kun "
    "ledere ser det. Runden kan begynde, uden at andre får grunden at vide.",
}
_WHOLE, _OTHER = "whole", "other"


class WishForm(FamilyForm):
    """A remark, an objection, a restriction; and for the leader that the parents were not told."""

    def __init__(self, office: Office, file: Wishes) -> None:
        super().__init__(office, "Skriv ned, hvad familien beder om")
        self._child = file.child.id
        kinds = [kind for kind in HELP if file.leads or kind is not RightKind.NOT_INFORMED]
        self.kind: ChoiceField[str] = ChoiceField("Hvad er det?", [(RIGHT_WORDS[kind], kind.value) for kind in kinds])
        self._help = PlainLabel("", "body", "text_2")
        self.about: ChoiceField[str] = ChoiceField("Hvad handler det om?", [])
        names = [called(carer) for carer in file.carers]
        both = [PARENTS_TOGETHER] if len(names) > 1 else []
        who = dict.fromkeys([*names, *both, file.child.first_name])
        self.who: ChoiceField[str] = ChoiceField(
            "Hvem har sagt det?", [*((name, name) for name in who), ("En anden", _OTHER)]
        )
        self.other = TextField("Hvem?", placeholder="Fx værge")
        self.on = DateField("Hvilken dag?")
        self.text = TextField(
            "Hvad blev der sagt?", lines=4,
            help_text="Det, den ene forælder siger, kommer ikke med på et papir til den anden.",
        )  # fmt: skip
        self.fields = {
            "kind": self.kind, "about": self.about, "who": self.who, "other": self.other, "on": self.on,
            "text": self.text,
        }  # fmt: skip
        self.wrong = {
            "OENSKE-HVEM": self.other, "OENSKE-TEKST": self.text, "OENSKE-DAG": self.on, "OENSKE-OM": self.about,
        }  # fmt: skip
        self.follow(file)
        self.finish(
            rights.draft_key(self._child), self.kind, self._help, self.about,
            Tiles([self.who, self.other, self.on], least=40, gap=4), self.text,
        )  # fmt: skip
        self.fit()

    def follow(self, file: Wishes) -> None:
        """What one can remark on may have changed; what is chosen stays."""
        chosen = self.about.value()
        self.about.set_options([("Alt om barnet", _WHOLE), *((words, str(id_)) for id_, words in file.records)], chosen)

    def restore(self, fields: Mapping[str, str]) -> None:
        """Fills the fields, or empties them; the day is today until somebody writes another."""
        super().restore(fields)
        if not fields:
            self.on.set_value(None)

    def fit(self) -> None:
        """What the kind asks for."""
        kind = self.kind.value()
        self._help.setText(HELP[RightKind(kind)] if kind else "")
        self._help.setVisible(bool(kind))
        self.about.setVisible(kind in (RightKind.REMARK.value, RightKind.OBJECTION.value))
        self.other.setVisible(self.who.value() == _OTHER)

    def work(self) -> Callable[[Desk], object] | None:
        """Write it down."""
        kind, on, about = self.kind.value(), self.on.value(), self.about.value()
        if kind is None:
            self.kind.refuse("Vælg, hvad familien beder om.")
            return None
        if self.about.isVisibleTo(self) and about is None:
            self.about.refuse("Vælg, hvad det handler om.")
            return None
        if self.who.value() is None:
            self.who.refuse("Vælg, hvem der har sagt det.")
            return None
        if on is None:
            self.on.refuse("Skriv den dag, det blev sagt.")
            return None
        who = self.other.text() if self.who.value() == _OTHER else self.who.value() or ""
        record = Id(about) if about not in (None, _WHOLE) and self.about.isVisibleTo(self) else None
        child, text = self._child, self.text.text()
        return lambda desk: rights.note(desk, child, RightKind(kind), on=on, from_whom=who, text=text, about=record)


class AnswerForm(FamilyForm):
    """What was decided, for the leader."""

    def __init__(self, office: Office, wish: Wish) -> None:
        super().__init__(office, f"Svar: {RIGHT_WORDS[wish.note.kind].lower()}")
        self._asked = wish.note.id
        options = [(DECISION_WORDS[one], one.value) for one in DECISIONS[wish.note.kind]]
        self.decision: ChoiceField[str] = ChoiceField("Hvad er bestemt?", options)
        self.by = TextField("Hvem har bestemt det?")
        self.on = DateField("Hvilken dag?")
        self.text = TextField("Hvorfor?", lines=3)
        self.fields = {"decision": self.decision, "by": self.by, "on": self.on, "text": self.text}
        self.wrong = {"OENSKE-HVEM": self.by, "OENSKE-TEKST": self.text, "OENSKE-DAG": self.on}
        asked = PlainLabel(f"{wish.note.from_whom}: »{wish.note.text}«")
        self.finish(
            f"answer:{self._asked}", asked, self.decision, Tiles([self.by, self.on], least=40, gap=4), self.text,
            verb="Gem svaret",
        )  # fmt: skip

    def work(self) -> Callable[[Desk], object] | None:
        """Write it down."""
        decision, on = self.decision.value(), self.on.value()
        if decision is None:
            self.decision.refuse("Vælg, hvad der er bestemt.")
            return None
        if on is None:
            self.on.refuse("Skriv den dag, det blev bestemt.")
            return None
        asked, by, text = self._asked, self.by.text(), self.text.text()
        return lambda desk: rights.answer(desk, asked, Decision(decision), on=on, by=by, text=text)
