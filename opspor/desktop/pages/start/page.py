"""Start. The screen faces the room: a row about a concern has no name and neutral words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from opspor.desktop.page import Page
from opspor.desktop.pages.letters.page import GIVEN
from opspor.desktop.pages.rounds.words import day_in_words, listing, mine, named_day, next_step, window_in_words
from opspor.desktop.pages.start.calm import CalmRows
from opspor.desktop.pages.start.due import DueCard
from opspor.desktop.pages.start.first_steps import FirstStepsCard
from opspor.desktop.pages.start.notice import worst
from opspor.desktop.pages.start.unknown import UnknownCard
from opspor.desktop.pages.subject_access.words import start_row
from opspor.desktop.pages.waiting.words import answers_row, start_rows
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.tab_order import focus_next_in_reading_order
from opspor.desktop.tasks import ask, in_background
from opspor.desktop.widgets import (
    Button,
    Card,
    Column,
    Columns,
    EmptyState,
    Kind,
    Line,
    ListRow,
    MessageKind,
    MessageLine,
    PlainLabel,
    ProgressStrip,
    box,
)
from opspor.domain.access import Action, Reach, reach
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import MONTHS, long_date
from opspor.domain.ids import Id
from opspor.domain.people import StaffMember
from opspor.domain.rounds import ChildState, Coverage, Hindrance
from opspor.domain.text import count_of
from opspor.usecases import people, start
from opspor.usecases.baton import BatonRow, Why
from opspor.usecases.joint import ToConfirm
from opspor.usecases.local_due import LocalDue
from opspor.usecases.people import People
from opspor.usecases.retention_due import ListDue
from opspor.usecases.start import Lead, Start, VisitsDue
from opspor.usecases.unknown import Gap
from opspor.workplace.copying import CopyStatus

_SHOWN = (
    Changed.CHILDREN, Changed.PEOPLE, Changed.ROUNDS, Changed.OWN_ASSESSMENTS, Changed.JOINT_ASSESSMENTS,
    Changed.CONCERNS, Changed.PAPERS, Changed.VISITS, Changed.PLANS, Changed.MEETINGS, Changed.CONTACTS,
    Changed.PROTECTION,
)  # fmt: skip


class StartPage(Page):
    """What a person finds when they come in: their round, what is not sent, what is due, what is not known yet."""

    def __init__(self, office: Office, destination: Destination) -> None:
        super().__init__(named_day(office.work.clock().date()).capitalize())
        self._office = office
        fetch = Button("Hent liste", Kind.MAIN)
        fetch.clicked.connect(lambda: office.go(Destination(Place.IMPORT)))
        self._empty = EmptyState(
            "users-round", "Her er ingen børn endnu", "Hent stuens liste fra en fil, så står alle her.", fetch
        )
        self._first = FirstStepsCard(office.go)
        self._notice = MessageLine(closable=False)
        self._calm = PlainLabel("", "lead", "text_2")
        self._unsent = RowCard("Underretninger")
        self._leads = RowCard("Du er tovholder")
        self._waiting = RowCard("Venter på dig")
        self._visits = RowCard("Hjemmebesøg")
        self._due = DueCard(office.go, self._choose)
        self._concerns = RowCard("Bekymringer")
        self._unknown = UnknownCard(office)
        self._round_cards: list[RoundCard] = []
        self._open_rounds = QWidget()
        self._rounds = Column(self._open_rounds, spacing=6)
        self._left = box(self._due, self._waiting, self._first, self._leads, self._visits, self._concerns, spacing=6)
        side = box(self._open_rounds, self._unknown, spacing=6)
        part: QWidget
        for part in (
            self._notice,
            self._empty,
            self._unsent,
            self._calm,
            Columns(self._left, side, width=110),
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._rows: tuple[QWidget, ...] = (
            self._due, self._waiting, self._first, self._leads, self._visits, self._concerns, self._unsent,
            self._unknown,
        )  # fmt: skip
        for part in (self._notice, self._empty, self._open_rounds, self._calm, *self._rows):
            part.hide()
        for card in (self._waiting, self._leads, self._visits, self._concerns, self._unsent):
            card.rows.opened.connect(office.go)
        work = office.work
        self._folder = Reading(  # first: its thread would wait for the reader's to pause
            self,
            lambda: in_background(lambda: (work.look(people.overview).result(), work.copies.status())),
            self._say,
            Changed.SETTINGS,
        )
        self._reading = Reading(self, lambda: work.look_again(start.today), self._show, *_SHOWN)

    def refresh(self, changes: Changes) -> None:
        """Reads again: nearly everything that is written can be seen on Start."""
        self._reading.refresh(changes)
        self._folder.refresh(changes)
        self._unknown.refresh(changes)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: rounds and steps are made when they are known."""
        return focus_next_in_reading_order(self, forward=forward)

    def begin(self) -> None:
        """In a house that is new the focus is at the next step."""
        first = self._first.next_row
        if first is not None and self._open_rounds.isHidden() and self._unsent.isHidden():
            first.setFocus()
        else:
            super().begin()

    def _choose(self, all_: bool) -> None:
        ask(self._office.work.run(lambda desk: start.show_all(desk, on=all_)), self, lambda _: None)

    def _say(self, found: tuple[People, CopyStatus]) -> None:
        """What is wrong with the folder itself: the worst of it."""
        notice = worst(*found, self._office.work.clock().date())
        if notice is None:
            self._notice.clear()
        else:
            self._notice.show_message(notice.message(self._office.go))

    def _show(self, found: Start) -> None:
        today, first_time = self._office.work.clock().date(), not self._round_cards and self._empty.isHidden()
        had_focus = self._has_focus()
        self.set_title(named_day(today).capitalize())
        fetches = reach(self._office.work.staff, Action.IMPORT_LIST) is not Reach.NONE
        self._first.show_steps(found.first)
        self._empty.setVisible(fetches and not found.has_children and found.first is None)
        self._show_rounds(found.rounds)
        answers = start_rows(found.answers)
        self._unsent.set_rows([*_concern_rows(found, not_sent=True), *answers])
        self._concerns.set_rows(_concern_rows(found, not_sent=False))
        due_now = {one.subject.id for one in found.due}  # it says itself that nobody has it
        waiting = [_baton(one) for one in found.batons if one.why is not Why.NOBODY or one.plan.plan_id not in due_now]
        check = [_local(found.local)] if found.local.line else []
        check += [_list_due(found.list_due)] if found.list_due else []
        check += [_asked(child, by) for child, by in found.asked.items()]
        check += [start_row(len(found.access), found.access[0], today)] if found.access else []
        self._waiting.set_rows([*waiting, *(_to_confirm(one) for one in found.to_confirm), *check])
        self._leads.set_rows([_lead(lead) for lead in found.leads])
        self._visits.set_rows([_visits(due) for due in found.visits])
        self._due.show_due(found, today)
        self._left.setVisible(not all(card.isHidden() for card in self._rows[:6]))
        self._unknown.set_rows(_unknown_rows(found, self._office.work.staff))
        left_to_do = any(coverage.count(ChildState.MISSING_MINE, ChildState.READY) for coverage in found.rounds)
        due = (
            found.concerns, found.due, found.tracks, found.questions, found.to_confirm, found.leads, found.visits,
            waiting, check, answers,
        )  # fmt: skip
        nothing = not (any(due) or found.ready or left_to_do)
        self._calm.setVisible(nothing and self._empty.isHidden() and found.first is None)
        last = next(iter(found.rounds), None)
        self._calm.setText(
            "Der er ikke noget, du skal i dag."
            + (f" Næste frist er {named_day(last.round.closes_on)}: {last.round.name} lukker." if last else "")
        )
        if first_time or (had_focus and not self._has_focus()):  # the list that one came from is empty now
            self.begin()

    def _has_focus(self) -> bool:
        here = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here)

    def _show_rounds(self, rounds: Sequence[Coverage]) -> None:
        while len(self._round_cards) < len(rounds):
            card = RoundCard(self._office, first=not self._round_cards)
            self._round_cards.append(card)
            self._rounds.addWidget(card)
            before = self._round_cards[-2].go if len(self._round_cards) > 1 else self._concerns.rows
            QWidget.setTabOrder(before, card.go)  # made when there are rounds; begun with before what is not known
        self._open_rounds.setVisible(bool(rounds))
        names = Counter(coverage.round.name for coverage in rounds)
        for i, card in enumerate(self._round_cards):
            card.setVisible(i < len(rounds))
            if i < len(rounds):
                card.set_coverage(rounds[i], alike=names[rounds[i].round.name] > 1)


class RoundCard(Card):
    """An open round: until when, how far one is, and the button that leads on. The first one has the main button."""

    def __init__(self, office: Office, *, first: bool) -> None:
        super().__init__(spacing=3)
        self._office = office
        self._destination = Destination(Place.ROUNDS)
        self._name = PlainLabel("", "section")
        self._window = PlainLabel("", "body", "text_2")
        self._mine = ProgressStrip("Du har vurderet")
        self._agreed = ProgressStrip("I har aftalt")
        self.go = Button("", Kind.MAIN if first else Kind.OUTLINED)
        self.go.clicked.connect(lambda: office.go(self._destination))
        words = box(self._name, self._window, spacing=0.5)
        self.add(Line(words, self.go, gap=4))
        for strip in (self._mine, self._agreed):
            self.add(strip)

    def set_coverage(self, coverage: Coverage, *, alike: bool = False) -> None:
        """Shows another round, or the same one further on. Where another has the same name the groups tell them
        apart: ``alike``.
        """
        work = self._office.work
        round_, own = coverage.round, mine(coverage, work.staff.id)
        self._name.setText(round_.name)
        groups = listing([group.group_name for group in round_.groups]) if alike else ""
        window = window_in_words(round_.opens_on, round_.closes_on, work.clock().date())
        self._window.setText(" · ".join(filter(None, (groups, window))))
        step = next_step(coverage)
        talks = step is None or step.destination.place is Place.JOINT
        self._mine.setVisible(bool(own) and not talks)
        self._agreed.setVisible(not own or talks)
        self._mine.set_progress(coverage.mine_done, len(own))
        self._agreed.set_progress(coverage.count(ChildState.AGREED), len(coverage.children))
        self._destination = step.destination if step else Destination(Place.ROUND, round_.id)
        words = step.words if step else "Vis runden"
        words = {"Fortsæt min vurdering": "Fortsæt runden", "Begynd min vurdering": "Begynd runden"}.get(words, words)
        self.go.set_words(words)
        self.go.setAccessibleDescription(" · ".join(filter(None, (round_.name, groups))))


class RowCard(Card):
    """A card of rows whose keys are destinations. It hides itself when there are none."""

    def __init__(self, head: str) -> None:
        super().__init__(head, flush=True)
        self._list = CalmRows(head)
        self.rows = self._list.rows
        self.add(self._list)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows other rows."""
        self._list.set_rows(rows)
        self.setVisible(bool(rows))


def _lead(lead: Lead) -> ListRow:
    """``2.B: 7 vurderinger mangler`` · ``Lotte R. 4, Mikkel S. 3 · lukker 15. oktober``"""
    said = []
    if lead.missing:
        said.append(f"{count_of(lead.missing, 'vurdering', 'vurderinger')} mangler")
    if lead.ready:
        said.append(f"{count_of(lead.ready, 'barn', 'børn')} klar til fælles vurdering")
    if lead.uninformed:
        said.append(f"{count_of(lead.uninformed, 'barns', 'børns')} forældre ikke orienteret")
    who = ", ".join(f"{name} {count}" for name, count in lead.waited_for)
    closes = f"lukker {day_in_words(lead.round.closes_on)}"
    return ListRow(
        f"{lead.group_name}: {' · '.join(said)}", " · ".join(filter(None, (who, closes))), "", "clipboard-list",
        Destination(Place.ROUND, lead.round.id),
    )  # fmt: skip


def _to_confirm(one: ToConfirm) -> ListRow:
    second = f"{one.author_name} skrev det for dig i {one.round_name}"
    return ListRow("Passer det, der står som dit syn?", second, "", "quote", Destination(Place.MINORITY, one.joint_id))


def _local(due: LocalDue) -> ListRow:
    """The half-yearly look at the numbers, or at what the municipality says."""
    section = "numbers" if due.numbers or due.damaged else "local"
    return ListRow(due.line, "Hvert halve år", "", "phone", Destination(Place.SETTINGS, Id(section)))


def _list_due(due: ListDue) -> ListRow:
    """Slettelisten of the month: how much was on it when it was looked at, and nobody's name."""
    left = f": {due.left} ting" if due.left else ""
    title = f"Slettelisten for {MONTHS[due.month.month - 1]}{left}"
    return ListRow(
        title, "Se den igennem, og slet det, hvis tid er gået", "", "hourglass", Destination(Place.RETENTION)
    )


def _asked(child: Id, by: date) -> ListRow:
    """A family that objected or asked for a restriction: whose it is stands behind one press."""
    return ListRow(
        "En familie venter på svar", f"Svar senest {long_date(by)}", "", "messages-square",
        Destination(Place.FAMILY, child),
    )  # fmt: skip


def _baton(one: BatonRow) -> ListRow:
    """A plan that somebody asks one to take, that a colleague said no to, or that nobody has any more. Whose it is
    stands behind one press.
    """
    there = Destination(Place.BATON, one.plan.plan_id)
    if one.baton is None:
        return ListRow("Ingen har stafetten for en plan", "Giv den videre, eller luk planen", "", "users-round", there)
    asked = one.why is Why.ASKED
    words = "Vil du have stafetten for en plan?" if asked else "En kollega sagde nej til stafetten"
    who = one.baton.from_name if asked else one.baton.to_name
    return ListRow(words, who, "", "users-round", there)


def _visits(due: VisitsDue) -> ListRow:
    said = [f"{due.now} nu"] if due.now else []
    said += [f"{due.late} over tiden"] if due.late else []
    there = Destination(Place.DISTRICT, due.group_id)
    kind = MessageKind.WARNING if due.late else None
    return ListRow(due.group_name, "Besøg efter alder og behov", " · ".join(said), "house", there, kind)


def _concern_rows(found: Start, *, not_sent: bool) -> list[ListRow]:
    rows = [
        ListRow(concern.label, icon="notebook-pen", key=Destination(Place.CONCERN, concern.id))
        for concern in found.concerns
        if concern.not_sent is not_sent
    ]
    if not not_sent:
        return rows
    words, icon = "Skriv ned, når den er sendt", "mail-question-mark"
    return [
        replace(row, second=words, fact="Ikke sendt endnu", fact_kind=MessageKind.WARNING, icon=icon) for row in rows
    ]


def _unknown_rows(found: Start, me: StaffMember) -> list[ListRow]:
    ready = next((c for c in found.rounds if c.count(ChildState.READY)), None)
    newest = next(iter(found.rounds), None)
    rows = []
    if found.answers.missing and not found.answers.is_due:
        rows.append(answers_row(found.answers))
    if ready:
        key = Destination(Place.JOINT, ready.round.id)
        rows.append(_count("Klar til fælles vurdering", "Alle har afleveret", found.ready, "messages-square", key))
    if newest and found.unsure:
        key = Destination(Place.MATRIX, newest.round.id)
        rows.append(_count("Ved ikke nok", "Hvem finder ud af hvad?", found.unsure, "circle-question-mark", key))
    if found.uninformed and newest:
        words = "Skriv dagen, før I vurderer"
        rows.append(_count("Forældre ikke orienteret", words, found.uninformed, "mail-question-mark", _told(found, me)))
    if found.no_birth_date:
        whose = Destination(Place.CHILDREN) if reach(me, Action.SEE_PLANS) is Reach.NONE else Gap.BIRTH
        rows.append(_count("Fødselsdato mangler", "Tegnene følger alderen", found.no_birth_date, "user-round", whose))
    return rows


def _told(found: Start, me: StaffMember) -> Destination:
    """Where the day is written that the parents were told: for a whole group at once, where one may."""
    untold = (
        (coverage.round.id, row.group_id)
        for coverage in found.rounds
        for row in coverage.children
        if row.hindrance is Hindrance.NOT_INFORMED
    )
    at = next(untold, (found.rounds[0].round.id, NO_ID))
    if reach(me, Action.PRINT_LETTER) is Reach.NONE:
        return Destination(Place.ROUND, at[0])
    return Destination(Place.LETTERS, at[1], context=GIVEN)


def _count(title: str, second: str, children: int, icon: str, key: Destination | Gap) -> ListRow:
    return ListRow(title, second, count_of(children, "barn", "børn"), icon, key)
