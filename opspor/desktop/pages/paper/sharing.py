"""Why a brief may name the child: what must be written down first, and what is asked besides."""

from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.paper.writing import Writing
from opspor.desktop.widgets import (
    ChoiceField,
    Column,
    DateField,
    Field,
    Message,
    MessageKind,
    MessageLine,
    PlainLabel,
    Segmented,
    TextField,
)
from opspor.domain.clock import short_date
from opspor.domain.consent import Consent, as_sharing
from opspor.domain.ids import Id
from opspor.domain.paper import Basis, Sharing
from opspor.domain.sharing import BASIS_WORDS, MAY_BE_UNDERRETNING, RIGHT_NOT_DUTY, has_run_out, still_to_ask

_NEW = "new"


def _offered(one: Consent) -> str:
    """A consent in the list: to what, to whom, and until when."""
    until = f"til og med {short_date(one.agreed.until)}" if one.agreed.until else ""
    what = one.agreed.what.strip() or one.agreed.reference.strip()
    return " · ".join(filter(None, (what, one.agreed.to_whom.strip(), until)))


class SharingEditor(QWidget):
    """The basis of a brief with name. Only the fields of the chosen basis are shown; the others keep what they hold."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        has = writing.draft.sharing
        self._choice: Segmented[Basis] = Segmented(
            "Hvorfor må I bruge navn?", [(words, basis) for basis, words in BASIS_WORDS.items()],
            value=has.kind if has else None,
        )  # fmt: skip
        self._consents = {one.id: one for one in writing.sheet.consents}
        chosen = has.consent if has and has.consent in self._consents else None
        self._taken: ChoiceField[str] = ChoiceField(
            "Hvilket samtykke bruger I?",
            [*((_offered(one), str(one.id)) for one in self._consents.values()), ("Skriv et nyt", _NEW)],
            value=str(chosen) if chosen else _NEW if has else None,
            help_text="Samtykkerne står på barnets side under »Samtykker og ønsker«.",
        )
        has = has or Sharing(Basis.CONSENT)
        self._from_whom = TextField("Hvem har sagt ja?", text=has.from_whom, placeholder="Fx mor og far")
        self._given_on = DateField("Hvornår?", value=has.given_on)
        self._what = TextField("Hvad må I tale om?", lines=2, text=has.what, placeholder="Fx søvn og mad")
        self._to_whom = TextField("Hvem må høre det?", text=has.to_whom, placeholder="Fx distriktsteamet")
        self._until = DateField("Til og med hvilken dag?", value=has.until)
        self._need = TextField("Hvorfor er det nødvendigt?", lines=3, text=has.reference)
        self._rule = TextField("Hvilken regel, og hvorfor?", lines=3, text=has.reference)
        self._parents = TextField("Hvad ved forældrene om det? Hvis intet: hvorfor?", lines=2, text=has.parents)
        self._right = PlainLabel(RIGHT_NOT_DUTY, "body", "text_2")
        self._asks = PlainLabel("", "body_strong", "warning")
        column = Column(self, spacing=4)
        said = Message(MessageKind.INFO, "Det kan være en underretning.", MAY_BE_UNDERRETNING)
        column.addWidget(MessageLine(said, closable=False))
        column.addWidget(self._taken)
        column.addWidget(self._choice)
        column.addWidget(self._right)
        self._fields: tuple[Field, ...] = (
            self._from_whom, self._given_on, self._what, self._to_whom, self._until, self._need, self._rule,
            self._parents,
        )  # fmt: skip
        for field in self._fields:
            column.addWidget(field)
            field.changed.connect(self._keep)
            if field is self._from_whom:
                column.addWidget(self._asks)
        self._taken.setVisible(bool(self._consents))
        self.first: QWidget = self._taken if self._consents else self._choice.segments[0]
        self._taken.changed.connect(self._keep)
        self._choice.chosen.connect(lambda _: self._keep())
        self._show()

    def _keep(self) -> None:
        consent = self._consents.get(Id(self._taken.value() or ""))
        if consent is not None:
            self._writing.change(sharing=as_sharing(consent.agreed, consent.id))
            self._show()
            return
        kind = self._choice.value()
        reference = self._rule if kind is Basis.LAW else self._need
        if kind is not None:
            self._writing.change(
                sharing=Sharing(
                    kind, self._from_whom.text(), self._given_on.value(), self._what.text(), self._to_whom.text(),
                    self._until.value(), reference.text(), self._parents.text(),
                )
            )  # fmt: skip
        self._show()

    def _show(self) -> None:
        """The fields of what is chosen, and what is still to be asked."""
        kind, sharing, facts = self._choice.value(), self._writing.draft.sharing, self._writing.facts
        typed = not self._consents or self._taken.value() == _NEW
        self._choice.setVisible(typed)
        shown: dict[Basis | None, tuple[Field, ...]] = {
            Basis.CONSENT: (self._from_whom, self._given_on, self._what, self._to_whom, self._until),
            Basis.SSD: (self._given_on, self._need, self._parents),
            Basis.LAW: (self._given_on, self._rule),
        }
        for field in self._fields:
            field.setVisible(typed and field in shown.get(kind, ()))
        self._right.setVisible(typed and kind is Basis.SSD)
        known = facts.particulars
        ask = still_to_ask(
            sharing, facts.carers, known.birth_date if known else None, known.first_name if known else "", facts.today
        ) if sharing else ()  # fmt: skip
        self._asks.setText("\n".join(ask))
        self._asks.setVisible(bool(ask))
        over = sharing is not None and has_run_out(sharing, facts.today)
        self._until.set_error("Den dag er gået. Spørg igen, før I bruger navn." if over else "")
