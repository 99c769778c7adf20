"""Stafetten: a plan is offered to a colleague with words, and they say yes or no."""

from collections.abc import Mapping
from functools import partial

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.pages.too_long import refuse_too_long
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Field,
    Flow,
    Kind,
    Message,
    MessageKind,
    PlainLabel,
    TextField,
    box,
    message_of,
)
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import moment_in_words
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Role
from opspor.domain.planning import Standing
from opspor.domain.plans import PlanStatus
from opspor.usecases import baton, plans
from opspor.usecases.plans import Holder, PlanSheet, title_of


class BatonPage(FocusPage):
    """``destination.id`` is the plan. Whoever is asked answers; whoever holds it, and the leader, ask somebody."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._main = Button("Spørg din kollega", Kind.MAIN)
        super().__init__("Tilbage", "Stafetten", main=self._main)
        self._office, self._plan = office, destination.id
        self._me = office.work.staff.id
        self._child = Id("")
        self._state = PlainLabel("", "lead")
        self._asked = Card("Du er spurgt", spacing=4)
        self._asked_words = PlainLabel("")
        self._no = TextField("Hvis du siger nej: hvorfor?", lines=2)
        refuse = Button("Nej, det kan jeg ikke")
        refuse.clicked.connect(lambda: self._answer(accepted=False))
        self._asked.add(box(self._asked_words, self._no, Flow([refuse]), spacing=4))
        self._give = Card("Giv stafetten videre", spacing=4)
        self._to: ChoiceField[Id] = ChoiceField("Til hvem?", [])
        self._words = TextField(
            "Hvad skal din kollega vide?", help_text="Hvad er gjort, og hvad er det næste?", lines=3
        )
        for field in (self._to, self._words):
            self._give.add(field)
        self._keep = Button("Jeg beholder den selv")
        self._keep.clicked.connect(lambda: self._offer(self._me, ""))
        self._give.add(Flow([self._keep]))
        read = Button("Læs planen", Kind.LINK, icon="file-text")
        read.clicked.connect(lambda: office.go(Destination(Place.PLAN, self._child, self._plan)))
        self.body.addWidget(box(self._state, Flow([read]), self._asked, self._give, spacing=5))
        self.body.addStretch(1)
        self._asked.hide()
        self._give.hide()
        self._main.hide()
        self._drafts = DraftKeeper(
            self, office.work, f"baton:{self._plan}",
            lambda: {"words": self._words.text(), "no": self._no.text()}, self._restore, status_of(self),
        )  # fmt: skip
        for text in (self._words, self._no):
            text.changed.connect(self._drafts.touch)
        self._main.clicked.connect(self._act)
        question = partial(plans.sheet, child_id=Id(""), plan_id=self._plan)
        self._reading = Reading(self, lambda: office.work.look(question), self._show, Changed.PLANS)

    def refresh(self, changes: Changes) -> None:
        """Reads again who holds it; what is being typed stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """What is typed is kept."""
        self._drafts.save()

    def _restore(self, fields: Mapping[str, str]) -> None:
        self._words.set_text(fields.get("words", ""))
        self._no.set_text(fields.get("no", ""))

    def _show(self, sheet: PlanSheet) -> None:
        first, self._child = not self._child, sheet.child.id
        held, open_ = sheet.holder, sheet.current is not None and sheet.current.status is PlanStatus.OPEN
        assert held is not None  # noqa: S101  a plan that is there is held
        self.set_title("Stafetten", f"{sheet.child.first_name} · {title_of(sheet.plan)}")
        self._state.setText(_state_in_words(held, self._me, open_=open_))
        asked = open_ and held.offered is not None and held.offered.to_id == self._me
        may = open_ and not asked and (held.id == self._me or self._leads() or held.standing is not Standing.HERE)
        if held.offered is not None:
            when = moment_in_words(held.offered.offered_at)
            self._asked_words.setText(f"{held.offered.from_name}, {when}: »{held.offered.words}«")
        chosen = self._to.value()
        self._to.set_options([(one.name, one.id) for one in sheet.colleagues if one.id != held.id], chosen)
        self._keep.setVisible(held.offered is not None or held.refused is not None or held.id != self._me)
        self._keep.set_words("Jeg beholder den selv" if held.id == self._me else "Jeg tager den selv")
        self._asked.setVisible(asked)
        self._give.setVisible(may)
        self._main.setVisible(asked or may)
        self._main.set_words("Ja, jeg tager stafetten" if asked else "Spørg din kollega")
        if first:
            self.begin()

    def _leads(self) -> bool:
        return self._office.work.staff.role is Role.LEADER

    def _act(self) -> None:
        if not self._asked.isHidden():
            self._answer(accepted=True)
        elif (to := self._to.value()) is None:
            self._to.refuse("Vælg den kollega, du vil spørge.")
        else:
            self._offer(to, self._words.text())

    def _offer(self, to: Id, words: str) -> None:
        said = "Indtil der er et ja, er stafetten, hvor den er." if to != self._me else ""
        first = "Din kollega er spurgt." if to != self._me else "Du har stafetten."
        work = partial(baton.offer, plan_id=self._plan, to_id=to, words=words)
        ask(self._office.work.run(work), self, lambda _: self._done(first, said), self._refused)

    def _answer(self, *, accepted: bool) -> None:
        work = partial(baton.answer, plan_id=self._plan, accepted=accepted, words="" if accepted else self._no.text())
        first = "Du har stafetten." if accepted else "Du har sagt nej."
        said = "" if accepted else "Din kollega får det at vide på Start."
        ask(self._office.work.run(work), self, lambda _: self._done(first, said), self._refused)

    def _done(self, first: str, rest: str) -> None:
        self._drafts.drop()
        self._restore({})
        self.show_message(Message(MessageKind.SUCCESS, first, rest))

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {"STAFET-ORD": self._words, "STAFET-NEJ": self._no, "STAFET-HVEM": self._to}
        if error.code in fields:
            fields[error.code].refuse(str(error))
        elif not refuse_too_long(self, error):
            self.show_message(message_of(MessageKind.WARNING, str(error)))


def _state_in_words(held: Holder, me: Id, *, open_: bool) -> str:
    if not open_:
        return "Planen er lukket. Der er ingen stafet at give videre."
    if held.offered is not None:
        asked = "du" if held.offered.to_id == me else held.offered.to_name
        return f"{held.name} har stafetten, og {asked} er spurgt."
    why = {Standing.LEFT: ", men arbejder her ikke mere", Standing.AWAY: ", men arbejder ikke, hvor barnet går nu"}
    said = f"{held.name} har stafetten{why.get(held.standing, '')}."
    if held.refused is not None:
        return f"{said} {held.refused.to_name} sagde nej: »{held.refused.answer}«"
    return said
