"""Det, vi gør: what is being done about the child, in one list of rows, and the ways to something new.

Whoever has one more kind of thing adds a function to ``_PARTS`` and, where one can begin it here, a way to ``_WAYS``.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from opspor.desktop.pages.meetings.rows import of_child
from opspor.desktop.pages.plans.rows import WORDS, day_fact
from opspor.desktop.reading import Reading
from opspor.desktop.route import NO_ID, Destination, Office, Place
from opspor.desktop.widgets import Button, Card, Flow, ListRow, PlainLabel, RowList, box
from opspor.domain.assessment import CONTEXT_PLACES
from opspor.domain.changes import Changes
from opspor.domain.changes import Kind as Changed
from opspor.domain.clock import long_date
from opspor.domain.ids import Id
from opspor.usecases import absences, plan_list
from opspor.usecases.desk import Desk
from opspor.usecases.plan_list import Listed
from opspor.usecases.plans import title_of

_INSIDE = (5, 4, 5, 4)

_Part = Callable[[Desk, Id, date], Iterable[ListRow]]  # the key of a row is where it leads


class DoingCard(Card):
    """Reads itself, and again when something in it changes."""

    def __init__(self, office: Office, child: Id) -> None:
        super().__init__("Det, vi gør", flush=True)
        self._office, self._child = office, child
        self._rows = RowList("Det, vi gør")
        self._nothing = PlainLabel("Der er ikke sat noget i gang. Begynd med en analyse eller et fokuspunkt.")
        self._none = box(self._nothing, margins=_INSIDE)
        self._rows.hide()
        self._none.hide()
        self.add(self._rows)
        self.add(self._none)
        ways = []
        for words, icon, place in _WAYS:
            button = Button(words, icon=icon)
            button.clicked.connect(lambda _=False, place=place: office.go(Destination(place, child)))
            ways.append(button)
        self._absence = ways[-1]
        self._absence.hide()  # until it is known that the child goes to school
        self.add_rule()
        self.add(box(Flow(ways, gap=2), margins=_INSIDE))
        self._rows.opened.connect(self._open)
        self._reading = Reading(
            self, lambda: office.work.run(self._read), self._show, Changed.PLANS, Changed.MEETINGS, Changed.CONTACTS,
            Changed.JOINT_ASSESSMENTS,
        )  # fmt: skip

    def refresh(self, changes: Changes) -> None:
        """Reads the rows again."""
        self._reading.refresh(changes)

    def _read(self, desk: Desk) -> tuple[list[ListRow], bool]:
        today = desk.clock().date()
        rows = [row for part in _PARTS for row in part(desk, self._child, today)]
        return rows, absences.is_pupil(desk, self._child)

    def _show(self, read: tuple[list[ListRow], bool]) -> None:
        rows, is_pupil = read
        self._absence.setVisible(is_pupil)
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _open(self, to: object) -> None:
        assert isinstance(to, Destination)  # noqa: S101  the key of a row
        self._office.go(to)


def _plans(desk: Desk, child: Id, today: date) -> Iterable[ListRow]:
    doing = plan_list.of_child(desk, child)
    for context in doing.agreed:
        to = Destination(Place.FOCUS, child, NO_ID, context.value)
        yield ListRow("Skriv fokuspunktet", f"Aftalt {CONTEXT_PLACES[context]}, ikke skrevet endnu", "", "pencil", to)
    for one in doing.points:
        title = one.point.focus.title or one.point.focus.wonder
        to = Destination(Place.FOCUS, child, one.point.point_id, one.point.context.value)
        row = ListRow(title, f"{WORDS[Listed.FOCUS]} {CONTEXT_PLACES[one.point.context]}", "", "target", to)
        yield _dated(row, one.on, today)
    for plan in doing.plans:
        second = f"{WORDS[Listed.PLAN]} {CONTEXT_PLACES[plan.plan.context]}"
        to = Destination(Place.PLAN, child, plan.plan.plan_id)
        yield _dated(ListRow(title_of(plan.plan.plan), second, "", "list-checks", to), plan.on, today)
    for analysis in doing.analyses:
        said = f"{long_date(analysis.written_at.date())} af {analysis.author_name}"
        to = Destination(Place.ANALYSIS, child, analysis.id)
        yield ListRow("Analyse før vi handler", said, "", "search", to)


def _dated(row: ListRow, on: date | None, today: date) -> ListRow:
    """With the day on which one looks again; without one it is over."""
    if on is None:
        return replace(row, fact="afsluttet")
    fact, kind = day_fact(on, today)
    return replace(row, fact=fact, fact_kind=kind)


_PARTS: tuple[_Part, ...] = (_plans, of_child)
_WAYS = (
    ("Skriv et fokuspunkt", "target", Place.FOCUS),
    ("Tænk det igennem først", "search", Place.ANALYSIS),
    ("Skriv en handleplan", "list-checks", Place.PLAN),
    ("Aftal et møde", "messages-square", Place.MEETING),
    ("Skriv en overgangsbeskrivelse", "send", Place.TRANSITION),
    ("Se fravær", "calendar-range", Place.ABSENCE),  # the last: shown for pupils alone
)
