"""Opening a round: when, which groups, where the children are seen there, and who assesses them."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opspor.desktop.drafts import DraftKeeper, status_of
from opspor.desktop.page import FocusPage
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    CheckBox,
    ChoiceField,
    Column,
    DateField,
    EmptyState,
    Field,
    Kind,
    MessageKind,
    PlainLabel,
    TextField,
    Tiles,
    announce,
    message_of,
)
from opspor.domain.access import Action, may
from opspor.domain.assessment import CONTEXT_WORDS, Context
from opspor.domain.changes import Changes
from opspor.domain.errors import KnownError
from opspor.domain.ids import Id
from opspor.domain.people import Group, StaffMember
from opspor.domain.rounds import ROUND_ASSESSORS, ROUND_DATES, ROUND_GROUP_MISSING, ROUND_NAME_MISSING
from opspor.domain.text import count_of
from opspor.usecases import people, rounds
from opspor.usecases.people import People

_DRAFT = "round:new"


class OpenRoundPage(FocusPage):
    """A form where nothing is filled in beforehand. What is typed is a draft until the round is open."""

    def __init__(self, office: Office, destination: Destination) -> None:
        self._go = Button("Åbn runden", Kind.MAIN)
        super().__init__("Runder", "Åbn en runde", main=self._go)
        self._office = office
        self._groups: list[_GroupPart] = []
        self._keeper: DraftKeeper | None = None  # when the groups are there: the draft says which are ticked
        self.name = TextField("Hvad skal runden hedde?", placeholder=_proposal(office.work.clock().date()))
        self.opens = DateField("Første dag", help_text="Fra den dag kan I vurdere.")
        self.closes = DateField("Sidste dag", help_text="Nok tid til, at alle når det, fx seks uger.")
        self.reason = TextField(
            "Er én nok til at vurdere? Så skriv hvorfor",
            help_text="Skal kun udfyldes, hvor kun én kender børnene, fx i dagpleje.",
            lines=2,
        )
        form = Card()
        form.add(self.name)
        form.add(Tiles([self.opens, self.closes], least=50, gap=4))
        self.body.addWidget(form)
        self.body.addWidget(PlainLabel("Hvilke børn, og hvem vurderer dem?", "section"))
        groups = QWidget()
        self._group_column = Column(groups, spacing=3)
        self.body.addWidget(groups)
        fetch = Button("Hent liste")
        fetch.clicked.connect(lambda: office.go(Destination(Place.IMPORT)))
        self._no_groups = EmptyState(
            "users-round", "Her er ingen børn endnu", "Hent stuens liste først, så kan du åbne en runde.", fetch
        )
        self._no_groups.hide()
        self.body.addWidget(self._no_groups)
        self.work_area.set_widest(220)
        last = Card()
        last.add(self.reason)
        self.body.addWidget(last)
        self.body.addStretch(1)
        for field in (self.name, self.opens, self.closes, self.reason):
            field.changed.connect(self._typed)
        self._go.clicked.connect(self._open)
        ask(office.work.look(people.overview), self, self._show)

    def refresh(self, changes: Changes) -> None:
        """Nothing: what is typed stays as it is."""

    def leave(self) -> None:
        """Saves what was typed last."""
        if self._keeper is not None:
            self._keeper.save()

    # --- what is there --------------------------------------------------------------------------------------------

    def _show(self, everybody: People) -> None:
        for group in everybody.groups:
            if may(everybody.me, Action.OPEN_ROUND, groups=[group.id]):
                staff = [s for s in everybody.staff if s.joined_at is not None and group.id in s.groups]
                part = _GroupPart(group, staff)
                part.changed.connect(self._typed)
                self._groups.append(part)
                self._group_column.addWidget(part)
        self._no_groups.setVisible(not self._groups)
        if self._groups:  # they were made last, and stand before the reason
            QWidget.setTabOrder(self._groups[-1].last(), self.reason.editor)
        self._keeper = DraftKeeper(self, self._office.work, _DRAFT, self._fields, self._fill, status_of(self))
        self.name.setFocus()

    def _fill(self, fields: Mapping[str, str]) -> None:
        self.name.set_text(fields.get("name", ""))
        self.reason.set_text(fields.get("reason", ""))
        for date_field, key in ((self.opens, "opens"), (self.closes, "closes")):
            if fields.get(key):
                date_field.set_value(date.fromisoformat(fields[key]))
        for part in self._groups:
            part.fill(fields)

    def _fields(self) -> dict[str, str]:
        opens, closes = self.opens.value(), self.closes.value()
        fields = {
            "name": self.name.text(),
            "reason": self.reason.text(),
            "opens": opens.isoformat() if opens else "",
            "closes": closes.isoformat() if closes else "",
        }
        for part in self._groups:
            fields |= part.fields()
        return fields

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    # --- opening --------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        chosen = [part for part in self._groups if part.tick.isChecked()]
        opens, closes = self.opens.value(), self.closes.value()
        if opens is None and self.opens.complete():
            self.opens.set_error("Skriv den dag, runden begynder.")
        if closes is None and self.closes.complete():
            self.closes.set_error("Skriv den dag, runden slutter.")
        for part in chosen:
            part.context.set_error("" if part.context.value() else "Vælg, hvor børnene ses.")
        wrong = [field for field in (self.opens, self.closes, *(part.context for part in chosen)) if field.error]
        if opens is None or closes is None or wrong:
            self._point_at(wrong[0])
            return
        groups = {part.group.id: (part.context.value() or Context.DAYCARE, part.assessors()) for part in chosen}
        name, reason = self.name.text(), self.reason.text()
        ask(
            self._office.work.run(
                lambda desk: rounds.open_round(
                    desk, name=name, opens_on=opens, closes_on=closes, groups=groups, one_is_enough_because=reason
                )
            ),
            self,
            self._opened,
            self._refused,
        )

    def _opened(self, round_id: Id) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self._office.go(Destination(Place.ROUND, round_id))

    def _refused(self, error: KnownError) -> None:
        fields: dict[str, Field] = {ROUND_NAME_MISSING.code: self.name, ROUND_DATES.code: self.closes}
        if error.code in fields:
            fields[error.code].set_error(str(error))
            self._point_at(fields[error.code])
            return
        self.show_message(message_of(MessageKind.DANGER, str(error)))
        if error.code == ROUND_GROUP_MISSING.code and self._groups:
            self._groups[0].tick.setFocus()
        elif error.code == ROUND_ASSESSORS.code:
            few = [part for part in self._groups if part.tick.isChecked() and len(part.assessors()) < 2]
            few[0].first().setFocus()

    def _point_at(self, field: Field) -> None:
        field.setFocus()
        self.work_area.ensureWidgetVisible(field)
        announce(field, field.error)


class _GroupPart(Card):
    """A group: taken with or not, where its children are seen, and who of its staff assesses them."""

    changed = Signal()

    def __init__(self, group: Group, staff: list[StaffMember]) -> None:
        super().__init__(spacing=3)
        self.group = group
        self.tick = CheckBox(f"{group.name}, {count_of(group.child_count, 'barn', 'børn')}", strong=True)
        self.context: ChoiceField[Context] = ChoiceField(
            "Hvor ses børnene?", [(_capital(words), context) for context, words in CONTEXT_WORDS.items()]
        )
        self._who = {member.id: CheckBox(f"{member.name}, {member.title}".rstrip(", ")) for member in staff}
        self._more = QWidget()
        column = Column(self._more, spacing=2, margins=(7.5, 0, 0, 0))
        column.addWidget(self.context)
        column.addWidget(PlainLabel("Hvem vurderer?", "body_strong"))
        column.addWidget(PlainLabel("Mindst to, hver for sig, som ser børnene hver dag.", "small", "text_2"))
        for box in self._who.values():
            column.addWidget(box)
            box.toggled.connect(self.changed)
        if not staff:
            column.addWidget(
                PlainLabel("Ingen medarbejdere hører til her endnu. Lederen inviterer dem under Indstillinger.")
            )
        self._more.hide()
        self.add(self.tick)
        self.add(self._more)
        self.tick.toggled.connect(self._more.setVisible)
        self.tick.toggled.connect(self.changed)
        self.context.changed.connect(self.changed)

    def assessors(self) -> list[Id]:
        """Those who are ticked."""
        return [member for member, box in self._who.items() if box.isChecked()]

    def first(self) -> QWidget:
        """Where one can tick somebody; the group itself when there is nobody."""
        return next(iter(self._who.values()), self.tick)

    def last(self) -> QWidget:
        """The last part that Tab stops at."""
        return next(reversed(self._who.values()), self.context.editor)

    def fields(self) -> dict[str, str]:
        """What is chosen, as a draft keeps it."""
        context = self.context.value()
        return {
            f"group:{self.group.id}": "1" if self.tick.isChecked() else "",
            f"context:{self.group.id}": context.value if context else "",
            f"who:{self.group.id}": " ".join(self.assessors()),
        }

    def fill(self, fields: Mapping[str, str]) -> None:
        """Chooses what a draft says."""
        self.tick.setChecked(bool(fields.get(f"group:{self.group.id}")))
        if context := fields.get(f"context:{self.group.id}"):
            self.context.set_value(Context(context))
        for member in fields.get(f"who:{self.group.id}", "").split():
            if Id(member) in self._who:
                self._who[Id(member)].setChecked(True)


def _proposal(today: date) -> str:
    """A name that is proposed and not filled in: ``Forår 2026``."""
    return f"{'Forår' if today.month < 7 else 'Efterår'} {today.year}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
