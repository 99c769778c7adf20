"""The parts of a plan beside its goals: the days, the step of the ladder with the offer, and plans as they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.pages.focus.days import LookAgainDay
from opspor.desktop.pages.involvement import InvolvementNote
from opspor.desktop.pages.plan.goals import all_complete
from opspor.desktop.pages.rounds.words import day_in_words
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    DateField,
    Flow,
    Kind,
    PlainLabel,
    Prose,
    TextField,
    Tiles,
)
from opspor.documents.document import Block, Entry, Facts, Paragraph, Part, Tone, block_text
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.domain.offer import Offer, ages_in_words, fitting
from opspor.domain.plans import ChosenOffer, LadderStep, Level, Plan
from opspor.reference.cadences import Cadence, Situation
from opspor.reference.ladder import ladder
from opspor.usecases.plans import PlanSheet

_DURATIONS = (
    Cadence(Situation.PLAN, weeks=8),
    Cadence(Situation.PLAN, months=3),
    Cadence(Situation.PLAN, months=6),
)


class DaysCard(Card):
    """What the plan is called, who holds it, when it begins, when one looks again, and how long it may take."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("Planen", spacing=4)
        self._today = today
        self.title = TextField("Overskrift", help_text="Kort, fx »Gode morgener«. Barnets navn behøver ikke stå her.")
        self.holder: ChoiceField[Id] = ChoiceField(
            "Hvem har stafetten?", [], help_text="Den, der holder planen i gang. En kollega bliver spurgt først."
        )
        self.starts = DateField("Vi begynder", help_text="Dagen, hvor I går i gang.")
        self.again = LookAgainDay(today, Situation.PLAN)
        self.until = DateField("Hvor længe regner I med?", help_text="Til og med. Et bedste bud er nok.")
        self._durations = [Button("") for _ in _DURATIONS]
        for cadence, button in zip(_DURATIONS, self._durations, strict=True):
            button.clicked.connect(lambda _=False, cadence=cadence: self.until.set_value(cadence.after(self._start())))
        self.add(self.title)
        self.add(self.holder)
        self.add(Tiles([self.starts, self.until], least=44, gap=4))
        self.add(Flow(self._durations, gap=2))
        self.add(self.again.field)
        self.add(self.again)
        for field in (self.title, self.holder, self.starts, self.until, self.again.field):
            field.changed.connect(self.changed)
        self.starts.changed.connect(self._count)
        self._count()

    def _start(self) -> date:
        return self.starts.value() or self._today

    def _count(self) -> None:
        self.again.count_from(self.starts.value())
        for cadence, button in zip(_DURATIONS, self._durations, strict=True):
            length = cadence.words.removeprefix("om ")
            button.set_words(f"{length} · {day_in_words(cadence.after(self._start()))}")

    def show_plan(self, sheet: PlanSheet, plan: Plan) -> None:
        """Fills the fields. Who holds a plan that is there is changed by passing it on, not here."""
        self.title.set_text(plan.title)
        self.holder.setVisible(sheet.current is None)
        self.holder.set_options([(one.name, one.id) for one in sheet.colleagues], plan.holder_id)
        self.starts.set_value(plan.starts_on)
        self.until.set_value(plan.expected_until)
        self.again.show_day(plan.follow_up_on, plan.starts_on, sheet.days)
        self._count()

    def put_into(self, plan: Plan) -> Plan:
        """The plan with what stands here now."""
        return replace(
            plan, title=self.title.text(), holder_id=self.holder.value() or plan.holder_id,
            starts_on=self.starts.value(), expected_until=self.until.value(), follow_up_on=self.again.field.value(),
        )  # fmt: skip

    def is_complete(self) -> bool:
        """False, with an error there, when a day that was begun cannot be read."""
        return all_complete(self.starts, self.until, self.again.field)


class StepCard(Card):
    """The step of the ladder with why, the level, the offer for this step and age, and what is done meanwhile."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Trin og tilbud", spacing=4)
        self._offers: dict[Id, Offer] = {}
        self._sheet: PlanSheet | None = None
        self._chosen: ChosenOffer | None = None
        self.step: ChoiceField[LadderStep] = ChoiceField(
            "Trin på indsatstrappen", [(f"{r.number}. {r.name}", r.number) for r in ladder().step],
            help_text="I handler selv på trin 1 og 2. De andre trin afgør kommunen.",
        )  # fmt: skip
        self._about = PlainLabel("", "small", "text_2")
        self.why = TextField("Hvorfor netop det trin?", lines=2)
        self._fold = Button("", Kind.LINK, icon="chevron-down")
        self._ladder = Prose(_ladder_words(), "body")
        self._fold.clicked.connect(lambda: self._unfold(shown=self._ladder.isHidden()))
        self.level: ChoiceField[Level] = ChoiceField(
            "Niveau i forebyggelsestrekanten", [(level.name, level.id) for level in ladder().level]
        )
        self.category: ChoiceField[str] = ChoiceField(
            f"{ladder().categories.name}, hvis kommunen har sagt den",
            [("Ikke sagt", ""), *((f"{c.code}: {c.column}", c.code) for c in ladder().category)],
            help_text=ladder().categories.note,
        )
        self.offer: ChoiceField[Id] = ChoiceField("Tilbud fra jeres katalog", [])
        self._offer_words = PlainLabel("", "small", "text_2")
        self.waiting = TextField("Ventetid, som vi har fået den at vide")
        self.meanwhile = TextField("Hvad gør vi, mens vi venter?", lines=2)
        self.parallel = TextField("Hvad får barnet i forvejen, og hvordan passer det sammen?", lines=2)
        self.note = InvolvementNote()
        for part in (
            self.step, self._about, self.why, self._fold, self._ladder, self.level, self.category, self.offer,
            self._offer_words, self.waiting, self.meanwhile, self.parallel, self.note,
        ):  # fmt: skip
            self.add(part)
        self._unfold(shown=False)
        for field in (self.step, self.why, self.level, self.category, self.offer, self.waiting, self.meanwhile,
                      self.parallel):  # fmt: skip
            field.changed.connect(self.changed)
        self.step.changed.connect(self._turn)
        self.offer.changed.connect(self._show_offer)

    def show_plan(self, sheet: PlanSheet, plan: Plan) -> None:
        """Fills the fields."""
        self._sheet, self._chosen = sheet, plan.offer
        self._offers = {offer.id: offer for offer in sheet.offers}
        self.step.set_value(plan.step)
        self.why.set_text(plan.why_step)
        self.level.set_value(plan.level)
        self.category.set_value(plan.category)
        self.waiting.set_text(plan.offer.waiting if plan.offer else "")
        self.meanwhile.set_text(plan.meanwhile)
        self.parallel.set_text(plan.parallel)
        self._turn()
        self.offer.set_value(plan.offer.offer_id if plan.offer else None)
        self._show_offer()

    def put_into(self, plan: Plan) -> Plan:
        """The plan with what stands here now."""
        return replace(
            plan, step=self.step.value(), why_step=self.why.text(), level=self.level.value(),
            category=self.category.value() or "", offer=self._offer(), meanwhile=self.meanwhile.text(),
            parallel=self.parallel.text(),
        )  # fmt: skip

    def _offer(self) -> ChosenOffer | None:
        id_ = self.offer.value()
        if id_ is None or id_ == _NONE:
            return None
        if self._chosen and self._chosen.offer_id == id_:
            return replace(self._chosen, waiting=self.waiting.text())
        return ChosenOffer(id_, self._offers[id_].text.name, self.waiting.text())

    def _turn(self) -> None:
        """The offers of the step that is chosen, for the child's age; what was chosen stays among them."""
        if self._sheet is None:
            return
        step, chosen = self.step.value(), self.offer.value() or (self._chosen.offer_id if self._chosen else None)
        self._about.setText(ladder().rung(step).text if step else "")
        self._about.setVisible(step is not None)
        found = fitting(self._sheet.offers, self._sheet.child.birth_date, self._sheet.today, step)
        options = [("Intet tilbud", _NONE), *((offer.text.name, offer.id) for offer in found)]
        if chosen and chosen not in {id_ for _, id_ in options}:
            name = self._chosen.name if self._chosen and self._chosen.offer_id == chosen else ""
            options.append((name or self._offers[chosen].text.name, chosen))
        self.offer.set_options(options, chosen)
        if step:
            self.note.show_step(step)
        else:
            self.note.show_cell(self._sheet.cell)

    def _show_offer(self) -> None:
        offer = self._offers.get(self.offer.value() or _NONE)
        none = self.offer.value() in (None, _NONE)
        self.waiting.setVisible(not none)
        self.meanwhile.setVisible(not none)
        self._offer_words.setVisible(offer is not None or (none and len(self._offers) == 0))
        if offer is None:
            self._offer_words.setText("Kataloget er tomt. Lederen skriver jeres tilbud ind under Indstillinger.")
        elif self._sheet is not None:
            self._offer_words.setText(offer_in_words(offer, self._sheet.today))

    def _unfold(self, *, shown: bool) -> None:
        self._ladder.setVisible(shown)
        self._fold.set_words("Skjul, hvordan trappen bruges" if shown else "Læs, hvordan trappen bruges")


_NONE = Id("")  # no offer is chosen, said by somebody


def offer_in_words(offer: Offer, today: date) -> str:
    """What the catalogue says of an offer, and when somebody looked last."""
    text = offer.text
    said = [ages_in_words(text).capitalize(), text.for_whom]
    said += [f"Henvises af: {text.referred_by}"] if text.referred_by.strip() else []
    said += [f"Ventetid: {text.waiting}"] if text.waiting.strip() else []
    said += [f"Spørg: {text.contact}"] if text.contact.strip() else []
    said.append(f"Senest tjekket {long_date(offer.checked_on)} af {offer.checked_by}")
    words = ". ".join(part.strip().rstrip(".") for part in said if part.strip()) + "."
    return f"{words} Det er over et halvt år siden: spørg, om det stadig passer." if offer.is_old(today) else words


def _ladder_words() -> list[str]:
    rules = [rule.text for rule in ladder().rule]
    readings = [f"{reading.name}: {reading.text}" for reading in ladder().reading]
    return [*rules, *readings, f"{ladder().note} Senest set på {long_date(ladder().checked_on)}."]


_FACT = 62  # u, of a fact beside another


class PlanRead(QWidget):
    """A plan as it is read: the same words as on paper."""

    def __init__(self, parts: Iterable[Part]) -> None:
        super().__init__()
        column = Column(self, spacing=4)
        for part in parts:
            card = Card(part.title, spacing=3)
            for block in part.blocks:
                card.add(_read(block))
            column.addWidget(card)


def _read(block: Block) -> QWidget:
    match block:
        case Facts():
            return Tiles([_fact(label, value) for label, value in block.rows], least=_FACT, gap=4)
        case Entry():
            return _fact(block.label, f"{block.text} ({block.note})" if block.note else block.text)
        case Paragraph(tone=Tone.STRONG):
            return PlainLabel(block.text, "body_strong")
        case _:
            return PlainLabel(block_text(block))


def _fact(label: str, value: str) -> QWidget:
    part = QWidget()
    column = Column(part, spacing=0.5)
    column.addWidget(PlainLabel(label, "small", "text_2"))
    column.addWidget(PlainLabel(value))
    column.addStretch(1)  # beside a longer one
    return part


def advice_card(said: Sequence[str]) -> Card:
    """What could make the plan better, in words."""
    card = Card("Det kan gøre planen bedre")
    card.add(Prose(list(said), "body"))
    card.add(PlainLabel("Det er råd. I kan gemme, som den er.", "small", "text_2"))
    return card
