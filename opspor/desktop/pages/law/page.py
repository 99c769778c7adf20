"""Regler og frister: every rule that the program quotes, found by its new number, its old one, or a word."""

from PySide6.QtCore import QSize, QTimer

from opspor.desktop.look import look
from opspor.desktop.page import Page
from opspor.desktop.pages.law.rule_card import RuleCard
from opspor.desktop.reading import Reading
from opspor.desktop.route import Destination, Office
from opspor.desktop.widgets import (
    Card,
    ChoiceField,
    Columns,
    ListRow,
    PlainLabel,
    RowList,
    TextField,
    Tiles,
    announce,
)
from opspor.domain.access import Action, may
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.text import count_of
from opspor.reference import law
from opspor.reference.law import TOPIC_WORDS, WHOSE_WORDS, Rule, Topic, Whose
from opspor.usecases import law_list

_SIDE = 110
_ABOVE, _LEAST = 62, 45  # u: what stands above the list, and the least that it is worth scrolling in
_INTRO = (
    "Reglerne er dem, der gælder i dag, skrevet med vores egne ord. Står der »skal efterprøves«, så spørg en jurist, "
    "før I bygger på reglen."
)


class LawPage(Page):
    """The list, and the rule that is open beside it. ``destination.id`` may name the rule to open."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__("Regler og frister", "Det, programmet henviser til, og hvor sikkert det er")
        self._rules: tuple[Rule, ...] = ()
        self._wanted = destination.id
        self._find = TextField("Find", placeholder="Fx 153, § 50 eller kvittering")
        self._topic: ChoiceField[Topic | None] = ChoiceField(
            "Emne", [("Alle", None), *((words, topic) for topic, words in TOPIC_WORDS.items())], value=None
        )
        self._list = _Rules("Regler", keeps=True, fits=False)
        index = Card(flush=True, grows=True)
        index.add(self._list, 1)
        self._none = PlainLabel("", "body", "text_2")
        self._none.hide()
        self._card = RuleCard(office, may_check=may(office.work.staff, Action.CHANGE_LOCAL))
        for part in (PlainLabel(_INTRO), Tiles([self._find, self._topic], least=50, gap=4), self._none):
            self.body.addWidget(part)
        self.body.addWidget(Columns(self._card, index, width=_SIDE, side_first=True), 1)
        self._find.changed.connect(self._filter)
        self._topic.changed.connect(self._filter)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self._list.opened.connect(lambda _: self._bring_into_sight())
        self._reading = Reading(self, lambda: office.work.look(law_list.listed), self._show, Changed.SETTINGS)

    def refresh(self, changes: Changes) -> None:
        """Reads again what was looked up, here or by somebody else; what is being typed stays."""
        self._reading.refresh(changes)

    def leave(self) -> None:
        """Keeps what is typed."""
        self._card.leave()

    def go_inside(self, inside: str) -> bool:
        """Opens a rule again."""
        if self._rules:
            self._list.choose(inside)
        return bool(self._rules)

    def _show(self, rules: tuple[Rule, ...]) -> None:
        first, self._rules = not self._rules, rules
        self._filter()
        if first and self._wanted:
            self._list.choose(self._wanted)
            self._list.setFocus()
            QTimer.singleShot(0, self, lambda: self._list.scrollTo(self._list.currentIndex()))  # when it has its height

    def _filter(self) -> None:
        topic = self._topic.value()
        found = [rule for rule in law.search(self._find.text(), self._rules) if topic in (None, rule.topic)]
        self._list.set_rows([_row(rule) for rule in found])
        self._none.setText("Ingen regel passer. Skriv kun nummeret, eller et andet ord.")
        self._none.setVisible(not found)
        self._list.setVisible(bool(found))
        self._follow()
        if self._find.text():
            announce(self, f"{count_of(len(found), 'regel', 'regler')} fundet")

    def _follow(self) -> None:
        key = self._list.current_key()
        chosen = next((rule for rule in self._rules if rule.id == key), None)
        self._card.setVisible(chosen is not None)
        if chosen is not None:
            self.inside = chosen.id
            self._card.show_rule(chosen)

    def _bring_into_sight(self) -> None:
        """Where the rule stands below the list, it comes into view."""
        self.work_area.ensureWidgetVisible(self._card)


class _Rules(RowList):
    """As high as the window leaves room for: the rule that is open stands beside it."""

    def sizeHint(self) -> QSize:
        room = max(self.window().height() - look.u(_ABOVE), look.u(_LEAST))
        return QSize(look.u(60), min(self.whole_height(), room))


def _row(rule: Rule) -> ListRow:
    fact = "skal efterprøves" if rule.unsure else "slået efter" if rule.checked_by_function else ""
    return ListRow(rule.text, rule.cited or WHOSE_WORDS[Whose.OURS], fact, key=rule.id, chevron=False)
