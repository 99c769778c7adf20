"""How alike a team answered in a round: in words first, calmly drawn, and with what it can't say."""

from concurrent.futures import Future

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.agreement.parts import asked_card, rounds_card
from opspor.desktop.pages.agreement.words import (
    ALPHA,
    CANNOT_SAY,
    NO_ALPHA_WORDS,
    READING,
    TALK,
    left_out,
    most_apart,
    no_figures,
    part_in_words,
)
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order, stops_in
from opspor.desktop.tasks import ask
from opspor.desktop.widgets import (
    Button,
    Card,
    ChoiceField,
    Column,
    Columns,
    EmptyState,
    Kind,
    PlainLabel,
    Prose,
    box,
)
from opspor.domain.agreement import NoAlpha
from opspor.domain.assessment import Context
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.ids import Id
from opspor.forms.model import Dimension
from opspor.usecases import agreement
from opspor.usecases.agreement import NO_GROUP, Figures, Part

_Chosen = tuple[Id, Context]


class AgreementPage(Page):
    """The figures of one part of a round, chosen at the top where there are several."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Så ens svarede I")
        self._office, self._round_id = office, destination.id
        self._chosen: _Chosen | None = (
            (destination.second, Context(destination.context)) if destination.context else None
        )
        self._part: ChoiceField[_Chosen] = ChoiceField("Stue eller klasse", ())
        self._content = QWidget()
        self._column = Column(self._content, spacing=6)
        self._shown: QWidget | None = None
        self._practise = Button("Øv jer på 12 cases", Kind.LINK, icon="chevron-right", icon_after=True)
        self.body.addWidget(self._part)
        self.body.addWidget(self._content)
        self.body.addWidget(self._practise)
        self.body.addStretch(1)
        self._part.hide()
        self._part.changed.connect(self._choose)
        self._practise.clicked.connect(lambda: office.go(Destination(Place.PRACTICE)))
        shown = (Changed.JOINT_ASSESSMENTS, Changed.ROUNDS, Changed.CHILDREN)
        self._reading = Reading(self, self._question, self._show, *shown)

    def refresh(self, changes: Changes) -> None:
        """Reads again when a child was agreed on."""
        self._reading.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """What is shown is made last, and stands before the way to the cases."""
        return focus_next_in_reading_order(self, forward=forward)

    def _question(self) -> Future[Figures]:
        chosen = self._chosen
        return self._office.work.look(lambda desk: agreement.figures(desk, self._round_id, chosen))

    def _choose(self) -> None:
        self._chosen = self._part.value()
        ask(self._question(), self, self._show)

    def _show(self, figures: Figures) -> None:
        part = _key(figures.part)
        if self._chosen not in (None, part):
            return  # another part was chosen meanwhile
        self._chosen = part
        self.here = Destination(Place.AGREEMENT, self._round_id, figures.part.group, figures.part.context)
        self.set_title("Så ens svarede I", f"{figures.round.name} · {part_in_words(figures.part)}")
        self._part.setVisible(len(figures.parts) > 1)
        self._part.set_options([(part_in_words(each), _key(each)) for each in figures.parts], part)
        first = self._shown is None
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = (
            self._figures(figures) if any(figures.found.values()) else self._too_few(figures.part, figures.parts)
        )
        self._column.addWidget(self._shown)
        self._shown.show()
        if first and (ready := stops_in(self._part) or stops_in(self._shown)):
            ready[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _figures(self, figures: Figures) -> QWidget:
        found = figures.found
        choices = asked_card("Det, I valgte", ("position", "trivsel"), found)
        signs = asked_card("Tegnene, side for side", tuple(Dimension), found)
        main: list[QWidget] = [choices, signs, rounds_card(figures)]
        if figures.part.left_out:
            main.insert(0, PlainLabel(left_out(figures.part), "body", "text_2"))
        few = any(one and one.no_alpha is NoAlpha.FEW for one in found.values())
        side = [
            self._to_talk_about(figures),
            _lines("Det siger tallene ikke", CANNOT_SAY),
            _lines("Sådan læses tallene", (*READING, NO_ALPHA_WORDS[NoAlpha.FEW] if few else ALPHA)),
        ]
        return Columns(box(*main, spacing=6), box(*side, spacing=6))

    def _to_talk_about(self, figures: Figures) -> Card:
        apart = most_apart(figures.found)
        lines = (f"I delte jer mest i »{apart}«. Begynd dér.", *TALK) if apart else TALK[1:]
        return _lines("Det kan I tale om", lines)

    def _too_few(self, part: Part, parts: tuple[Part, ...]) -> EmptyState:
        to_round = Button("Vis runden", Kind.MAIN)
        to_round.clicked.connect(lambda: self._office.go(Destination(Place.ROUND, self._round_id)))
        head, why = no_figures(part, all_too=any(each.group == NO_GROUP for each in parts))
        return EmptyState("messages-square", head, why, to_round)


def _key(part: Part) -> _Chosen:
    return part.group, part.context


def _lines(head: str, lines: tuple[str, ...]) -> Card:
    card = Card(head)
    card.add(Prose([*lines], "body"))
    return card
